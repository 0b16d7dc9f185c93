"""A person is the sum of their cards."""

from datetime import date

import pytest

from cardscan.contact import Address, Name, Phone, StoredCard
from cardscan.model import Field, Kind, ParsedCard, Source, Status
from cardscan.people import contact_of, contact_on, newest_first


def field(kind: Kind, value: str, *, status: Status = Status.ACCEPTED, **parts: str) -> Field:
    return Field(kind, value, value, 0.9, status, "test", parts=tuple(parts.items()))


def side(*fields: Field) -> ParsedCard:
    return ParsedCard(Source("in/card.jpg", 0, 0), fields, ())


def stored(card_id: str, day: date, *fields: Field, back_of: str | None = None) -> StoredCard:
    return StoredCard(card_id, "person", side(*fields), day, back_of=back_of)


OLD, NEW = date(2024, 4, 1), date(2026, 4, 1)
TANAKA = field(Kind.NAME, "田中 健一", family="田中", given="健一")


def test_the_newest_card_decides_where_a_person_works() -> None:
    contact = contact_of(
        "person",
        [
            stored("b", NEW, TANAKA, field(Kind.COMPANY, "新見本"), field(Kind.TITLE, "部長")),
            stored(
                "a",
                OLD,
                TANAKA,
                field(Kind.COMPANY, "旧見本"),
                field(Kind.COMPANY_ROMAN, "Old Mihon"),
                field(Kind.DEPARTMENT, "営業部"),
                field(Kind.TITLE, "課長"),
            ),
        ],
    )
    assert (contact.company, contact.departments, contact.titles) == ("新見本", (), ("部長",))
    assert contact.company_roman == ""
    assert (contact.cards, contact.met) == (2, NEW)


def test_a_newer_card_that_names_no_company_keeps_the_older_position() -> None:
    contact = contact_of(
        "person",
        [
            stored("a", OLD, TANAKA, field(Kind.COMPANY, "見本"), field(Kind.TITLE, "部長")),
            stored("b", NEW, TANAKA, field(Kind.MOBILE, "+819000001234")),
        ],
    )
    assert (contact.company, contact.titles) == ("見本", ("部長",))


def test_a_newer_card_with_a_title_alone_keeps_the_company() -> None:
    contact = contact_of(
        "person",
        [
            stored("a", OLD, TANAKA, field(Kind.COMPANY, "見本"), field(Kind.TITLE, "課長")),
            stored("b", NEW, TANAKA, field(Kind.TITLE, "部長")),
        ],
    )
    assert (contact.company, contact.titles) == ("見本", ("部長",))


def test_companies_of_concurrent_posts_stay_visible() -> None:
    both = [field(Kind.COMPANY, "見本商事"), field(Kind.COMPANY, "例示産業")]
    contact = contact_on(side(TANAKA, *both, field(Kind.COMPANY, "Mihon Shoji")), met=NEW)
    assert (contact.company, contact.also_at) == ("見本商事", ("例示産業",))
    assert contact_on(side(TANAKA, both[0], both[0]), met=NEW).also_at == ()


def test_a_correction_outlives_a_later_card_and_the_older_posts_stay_on_the_timeline() -> None:
    cards = [
        stored("b", NEW, TANAKA, field(Kind.COMPANY, "新見本"), field(Kind.TITLE, "部長")),
        stored("a", OLD, TANAKA, field(Kind.COMPANY, "旧見本"), field(Kind.TITLE, "課長")),
    ]
    contact = contact_of("person", cards, corrections={Kind.TITLE: ("本部長",)})
    assert (contact.company, contact.titles) == ("新見本", ("本部長",))
    timeline = [one.card.of(Kind.TITLE)[0].value for one in newest_first(cards)]
    assert timeline == ["部長", "課長"]


def test_several_posts_on_one_card_stay_visible() -> None:
    posts = [field(Kind.TITLE, "取締役"), field(Kind.TITLE, "営業部長")]
    assert contact_on(side(TANAKA, *posts), met=NEW).titles == ("取締役", "営業部長")


def test_numbers_and_addresses_of_every_card_are_kept_newest_first_and_once() -> None:
    contact = contact_of(
        "person",
        [
            stored(
                "a",
                OLD,
                field(Kind.MOBILE, "+819000001234"),
                field(Kind.PHONE, "+81300001111"),
                field(Kind.EMAIL, "Tanaka@example.co.jp"),
            ),
            stored(
                "b",
                NEW,
                field(Kind.PHONE, "+81600002222"),
                field(Kind.MOBILE, "+819000001234"),
                field(Kind.EMAIL, "tanaka@example.co.jp"),
            ),
        ],
    )
    assert contact.phones == (
        Phone(Kind.PHONE, "+81600002222"),
        Phone(Kind.MOBILE, "+819000001234"),
        Phone(Kind.PHONE, "+81300001111"),
    )
    assert contact.emails == ("tanaka@example.co.jp",)


def test_the_forms_of_a_name_come_together_from_any_card_or_side() -> None:
    contact = contact_of(
        "person",
        [
            stored("a", OLD, TANAKA, field(Kind.NAME_KANA, "タナカ ケンイチ")),
            stored("b", NEW, field(Kind.NAME, "Kenichi Tanaka")),
        ],
    )
    assert contact.name == Name("田中 健一", "田中", "健一")
    assert contact.name_kana.text == "タナカ ケンイチ"
    assert contact.name_roman.text == "Kenichi Tanaka"


def test_a_card_in_latin_letters_alone_names_the_person() -> None:
    contact = contact_on(side(field(Kind.NAME, "Ann Lee", family="Lee", given="Ann")), met=NEW)
    assert (contact.name, contact.name_roman) == (Name("Ann Lee", "Lee", "Ann"), Name())
    roman = contact_on(side(field(Kind.NAME_ROMAN, "Ann Lee")), met=NEW)
    assert roman.name.text == "Ann Lee"


@pytest.mark.parametrize("japanese_first", [True, False])
def test_a_back_side_fills_the_gaps_whichever_side_was_scanned_first(
    japanese_first: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    japanese = (TANAKA, field(Kind.COMPANY, "見本電機株式会社"), field(Kind.TITLE, "部長"))
    english = (
        field(Kind.NAME, "Kenichi Tanaka"),
        field(Kind.COMPANY, "Mihon Electric Co., Ltd."),
        field(Kind.TITLE, "General Manager"),
        field(Kind.URL, "https://mihon.example.co.jp"),
    )
    front, back = (japanese, english) if japanese_first else (english, japanese)
    contact = contact_of("person", [stored("a", NEW, *front), stored("b", NEW, *back, back_of="a")])
    assert contact.cards == 1
    assert (contact.name.text, contact.name_roman.text) == ("田中 健一", "Kenichi Tanaka")
    assert (contact.company, contact.titles) == ("見本電機株式会社", ("部長",))
    assert contact.company_roman == "Mihon Electric Co., Ltd."
    assert contact.urls == ("https://mihon.example.co.jp",)


def test_an_address_finds_its_postal_code_and_its_prefecture() -> None:
    contact = contact_on(
        side(
            field(Kind.POSTAL_CODE, "100-0005"),
            field(Kind.ADDRESS, "東京都千代田区丸の内1-1"),
            field(Kind.POSTAL_CODE, "530-0001"),
            field(Kind.ADDRESS, "大阪市北区梅田1-1", prefecture="大阪府", postal_code="530-0001"),
        ),
        met=NEW,
    )
    assert contact.addresses == (
        Address("東京都千代田区丸の内1-1", "100-0005", "東京都"),
        Address("大阪市北区梅田1-1", "530-0001", "大阪府"),
    )


def test_a_postal_code_without_an_address_is_not_lost() -> None:
    contact = contact_on(side(field(Kind.POSTAL_CODE, "100-0005")), met=NEW)
    assert contact.addresses == (Address("100-0005", "100-0005"),)


def test_a_doubtful_value_counts_and_asks_for_a_person_until_one_corrects_it() -> None:
    card = stored("a", NEW, TANAKA, field(Kind.COMPANY, "見木", status=Status.REVIEW))
    contact = contact_of("person", [card])
    assert (contact.company, contact.needs_review) == ("見木", True)
    corrected = contact_of("person", [card], corrections={Kind.COMPANY: ("見本",)})
    assert (corrected.company, corrected.needs_review) == ("見本", False)


def test_a_person_without_cards_is_empty() -> None:
    contact = contact_of("person", [])
    assert (contact.id, contact.cards, contact.met, contact.name) == ("person", 0, None, Name())


def test_of_two_cards_of_one_day_the_later_filed_is_the_newer() -> None:
    cards = [
        stored("a", NEW),
        stored("b", NEW),
        stored("back", OLD, back_of="a"),
        stored("c", OLD),
    ]
    assert [card.id for card in newest_first(cards)] == ["b", "a", "back", "c"]


def test_a_back_side_whose_front_is_elsewhere_stands_for_itself() -> None:
    contact = contact_of("person", [stored("b", NEW, TANAKA, back_of="gone")])
    assert (contact.cards, contact.name.text) == (1, "田中 健一")
