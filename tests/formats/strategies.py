"""Invented contacts for property tests: whatever letters people have, in the library's own form."""

from hypothesis import strategies as st

from cardscan.contact import Address, Contact, Name, Phone
from cardscan.corrections import is_cjk
from cardscan.model import Kind

FAMILIES = (
    "髙橋",
    "山﨑",
    "渡邊",
    "齋藤",
    "吉田",
    "𠮷野",
    "Müller",
    "van der Berg",
    "כהן",
    "O'Connor",
)
GIVEN = ("太郎", "德子", "ゆゐ", "Zoë", "Jean-Luc", "דוד", "Ann Mary")
KANA = ("タカハシ", "ヤマザキ", "ワタナベ", "ヨシノ", "タロウ", "ユイ")

_letters = st.characters(exclude_categories=("C", "Z"), exclude_characters="/・,;:\\＂")
_words = st.text(_letters, min_size=1, max_size=8) | st.sampled_from(
    (
        "㈱見本",
        "営業部",
        "第①課",
        "=1+1",
        "+81",
        "@SUM",
        "-2",
        '"quoted"',
        "'tis",
        "😀",
        "مكتب",
        "한국",
    )
)
lines = st.lists(_words, min_size=1, max_size=3).map(" ".join)
words = _words
notes = st.lists(lines, min_size=1, max_size=3).map("\n".join)


def _name(family: str, given: str) -> Name:
    order = (family, given) if is_cjk(family + given) else (given, family)
    return Name(" ".join(order), family, given)


names = st.builds(_name, st.sampled_from(FAMILIES), st.sampled_from(GIVEN)) | st.sampled_from(
    ("山﨑花子", "Madonna")
).map(Name)
readings = st.builds(_name, st.sampled_from(KANA), st.sampled_from(KANA))
romans = st.sampled_from((Name("Taro Takahashi", "Takahashi", "Taro"), Name()))

phones = st.builds(
    Phone,
    st.sampled_from((Kind.PHONE, Kind.MOBILE, Kind.FAX)),
    st.sampled_from(
        ("+81300001111", "+81300001111;ext=12", "+819000002222", "+442079460958", "+12125550123")
    ),
)


def _japanese(street: str, building: str) -> Address:
    text = f"東京都千代田区{street}" + (f" {building}" if building else "")
    return Address(text, "100-0001", "東京都", "千代田区", street, building, "JP")


addresses = st.one_of(
    st.builds(
        _japanese,
        st.sampled_from(("千代田1-2-3", "丸の内1−9")),
        st.sampled_from(("", "見本ビル4F")),
    ),
    st.just(Address("大阪府大阪市北区見本町5", prefecture="大阪府")),
    st.just(
        Address("1 Sample Street, Exampletown", "", "", "Exampletown", "1 Sample Street", "", "GB")
    ),
)

contacts = st.builds(
    Contact,
    id=st.from_regex(r"[0-9a-hjkmnp-tv-z]{10}", fullmatch=True),
    name=names,
    name_kana=readings | st.just(Name()),
    name_roman=romans,
    company=lines,
    company_kana=st.sampled_from(("ミホン", "")),
    company_roman=st.sampled_from(("Mihon Inc.", "")),
    departments=st.lists(words, max_size=2, unique=True).map(tuple),
    titles=st.lists(words, max_size=2, unique=True).map(tuple),
    phones=st.lists(phones, max_size=3, unique=True).map(tuple),
    emails=st.lists(
        st.sampled_from(
            ("taro@example.jp", "zoë@example.com", "a+b@example.net", "x@例え.example")
        ),
        max_size=4,
        unique=True,
    ).map(tuple),
    urls=st.lists(
        st.sampled_from(
            ("https://example.jp/a", "http://例え.example", "https://example.com/?q=1")
        ),
        max_size=3,
        unique=True,
    ).map(tuple),
    addresses=st.lists(addresses, max_size=2, unique=True).map(tuple),
    socials=st.lists(st.sampled_from(("LinkedIn: zoe-example", "X: @mihon")), unique=True).map(
        tuple
    ),
    qualifications=st.lists(st.sampled_from(("技術士", "PhD")), unique=True).map(tuple),
    notes=st.lists(notes, max_size=2, unique=True).map(tuple),
    tags=st.lists(st.sampled_from(("展示会", "重要", "VIP 2026")), unique=True)
    .map(sorted)
    .map(tuple),
    met=st.dates().filter(lambda day: day.year >= 1970) | st.none(),
)
