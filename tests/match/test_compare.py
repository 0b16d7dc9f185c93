from dataclasses import replace

import pytest

from cardscan.config import OnDuplicate
from cardscan.contact import Address, Contact, Name, Outcome, Phone, Verdict
from cardscan.match.compare import compare, weigh
from cardscan.match.deciding import decide, matches
from cardscan.match.traits import traits_of
from cardscan.model import Kind

TARO = Contact(
    id="a",
    name=Name("榊原 太郎", "榊原", "太郎"),
    name_kana=Name("サカキバラ タロウ", "サカキバラ", "タロウ"),
    company="株式会社見本商事",
    emails=("taro.sakakibara@mihon.example.co.jp",),
    phones=(Phone(Kind.PHONE, "+81312340000"), Phone(Kind.MOBILE, "+819000001234")),
    addresses=(Address("東京都千代田区千代田1-2-3 見本ビル4F"),),
)
BARE_TARO = Contact(id="b", name=TARO.name)
ANN = Contact(
    id="c",
    name=Name("Ann Lee", "Lee", "Ann"),
    company="Acme Inc.",
    emails=("ann.lee@acme.example",),
    phones=(Phone(Kind.PHONE, "+12025550100"),),
)
BARE_ANN = Contact(id="d", name=ANN.name)


def office(name: Name, kana: str = "") -> Contact:
    """Somebody else at the same desk: company, domain, address and main line are shared."""
    return replace(
        TARO,
        id="z",
        name=name,
        name_kana=Name(kana),
        emails=("info@mihon.example.co.jp",),
        phones=TARO.phones[:1],
    )


SAME = [
    ("name and email", TARO, replace(BARE_TARO, emails=TARO.emails)),
    ("name and mobile", TARO, replace(BARE_TARO, phones=TARO.phones[1:])),
    (
        "name, company and the domain of the web page",
        replace(TARO, phones=()),
        replace(BARE_TARO, company="見本商事㈱", urls=("https://www.mihon.example.co.jp/",)),
    ),
    (
        "name, reading and address",
        replace(TARO, company="", emails=(), phones=()),
        replace(
            BARE_TARO,
            name_kana=Name("さかきばら たろう"),
            addresses=(Address("千代田区千代田１丁目２番３号"),),
        ),
    ),
    ("email and mobile, where one name was not read", TARO, replace(TARO, name=Name(), id="b")),
    (
        "a newer card from another company with the same mobile",
        TARO,
        replace(BARE_TARO, company="例示株式会社", phones=TARO.phones[1:]),
    ),
    (
        "a new box at the same company with the same mobile",
        TARO,
        replace(TARO, id="b", emails=("t-sakakibara@mihon.example.co.jp",)),
    ),
    (
        "old and new forms of a kanji",
        replace(TARO, name=Name("髙﨑 邊一")),
        replace(BARE_TARO, name=Name("高崎 辺一"), emails=TARO.emails),
    ),
    (
        "kanji with kana, and romaji alone",
        TARO,
        Contact(id="b", name_roman=Name("SAKAKIBARA Taro"), emails=TARO.emails),
    ),
    ("a Western name in either order", ANN, replace(ANN, id="b", name=Name("LEE, Ann"))),
    (
        "a middle initial",
        ANN,
        replace(BARE_ANN, name=Name("Ann B. Lee"), emails=ANN.emails),
    ),
    (
        "accents and apostrophes",
        replace(ANN, name=Name("Zoë O'Connor")),
        replace(ANN, id="b", name=Name("Zoe OConnor")),
    ),
]

SUGGESTED = [
    ("name alone", BARE_TARO, replace(BARE_TARO, id="e")),
    ("email alone", TARO, Contact(id="b", emails=TARO.emails)),
    ("mobile alone", TARO, Contact(id="b", phones=TARO.phones[1:])),
    ("name and company", TARO, replace(BARE_TARO, company=TARO.company)),
    (
        "the same name with another box at the same domain: namesakes have numbers",
        replace(TARO, phones=()),
        replace(TARO, id="b", phones=(), emails=("taro.sakakibara2@mihon.example.co.jp",)),
    ),
    (
        "one misread character of the name",
        TARO,
        replace(BARE_TARO, name=Name("榊原 大郎", "榊原", "大郎"), emails=TARO.emails),
    ),
    (
        "another family name with the same mobile: people marry",
        TARO,
        replace(BARE_TARO, name=Name("佐藤 太郎", "佐藤", "太郎"), phones=TARO.phones[1:]),
    ),
    (
        "the same reading in other characters",
        TARO,
        replace(
            TARO,
            id="b",
            name=Name("榊原 多朗", "榊原", "多朗"),
            emails=(),
            phones=TARO.phones[:1],
        ),
    ),
    (
        "the same characters read otherwise",
        replace(TARO, name=Name("榊原 裕子"), name_kana=Name("サカキバラ ユウコ"), phones=()),
        replace(
            TARO, id="b", name=Name("榊原 裕子"), name_kana=Name("サカキバラ ヒロコ"), phones=()
        ),
    ),
    ("an initial", ANN, replace(ANN, id="b", name=Name("A. Lee"))),
    (
        "a Latin name with a misread letter",
        replace(ANN, name=Name("Jonathan Smith")),
        replace(ANN, id="b", name=Name("Jonathon Smith")),
    ),
]

NEVER_JOINED = [
    ("father and son at a desk", TARO, office(Name("榊原 健", "榊原", "健"), "サカキバラ ケン")),
    ("brothers whose names differ in one character", TARO, office(Name("榊原 次郎"))),
    ("colleagues with one phone and one info@", TARO, office(Name("佐藤 花子", "佐藤", "花子"))),
    ("colleagues of whom one is known in Latin letters", TARO, office(Name("Ann Lee"))),
    (
        "a family that shares mobile and email",
        TARO,
        replace(TARO, id="b", name=Name("榊原 花子", "榊原", "花子"), name_kana=Name()),
    ),
    ("John Smith and John Smith Jr.", replace(ANN, name=Name("John Smith")),
     replace(ANN, id="b", name=Name("John Smith Jr."))),
    ("Maria and Mario", replace(ANN, name=Name("Maria Rossi")),
     replace(ANN, id="b", name=Name("Mario Rossi"))),
    ("two people without a shared fact", TARO, ANN),
]  # fmt: skip


@pytest.mark.parametrize(("why", "card", "other"), SAME, ids=[case[0] for case in SAME])
def test_two_strong_facts_join(why: str, card: Contact, other: Contact) -> None:
    assert compare(card, other).verdict is Verdict.SAME, (why, compare(card, other))


@pytest.mark.parametrize(("why", "card", "other"), SUGGESTED, ids=[case[0] for case in SUGGESTED])
def test_what_is_in_doubt_is_only_suggested(why: str, card: Contact, other: Contact) -> None:
    verdict = compare(card, other).verdict
    assert verdict in {Verdict.LIKELY, Verdict.UNSURE}, (why, compare(card, other))


@pytest.mark.parametrize(
    ("why", "card", "other"), NEVER_JOINED, ids=[case[0] for case in NEVER_JOINED]
)
def test_different_people_are_never_joined(why: str, card: Contact, other: Contact) -> None:
    verdict = compare(card, other).verdict
    assert verdict in {Verdict.DIFFERENT, Verdict.UNSURE}, (why, compare(card, other))


@pytest.mark.parametrize(
    ("why", "card", "other"),
    SAME + SUGGESTED + NEVER_JOINED,
    ids=[case[0] for case in SAME + SUGGESTED + NEVER_JOINED],
)
def test_a_match_is_the_same_from_both_sides(why: str, card: Contact, other: Contact) -> None:
    assert compare(card, other) == compare(other, card), why


AT_DESK = replace(TARO, id="b", phones=TARO.phones[:1])

SPELLINGS = [
    ("width and punctuation", replace(AT_DESK, name=Name("榊原　太郎"), company="見本・商事")),
    ("a legal form in one sign", replace(AT_DESK, company="㈱見本商事")),
    ("a legal form behind", replace(AT_DESK, company="見本商事　株式会社")),
    ("kana in the other script", replace(AT_DESK, name_kana=Name("さかきばら たろう"))),
    ("kana of half width", replace(AT_DESK, name_kana=Name("ｻｶｷﾊﾞﾗ ﾀﾛｳ"))),
    ("romaji for kana", replace(AT_DESK, name_kana=Name(), name_roman=Name("Taro SAKAKIBARA"))),
    ("long vowels", replace(AT_DESK, name_kana=Name(), name_roman=Name("Tarou Sakakibara"))),
    ("an address in full width", replace(AT_DESK, addresses=(
        Address("東京都千代田区千代田１丁目２番３号　見本ビル４Ｆ"),))),
    ("a misread name", replace(AT_DESK, name=Name("榊厚 大郎", "榊厚", "大郎"))),
    ("a misread company", replace(AT_DESK, company="株式会社見木商事")),
]  # fmt: skip


@pytest.mark.parametrize(("why", "other"), SPELLINGS, ids=[case[0] for case in SPELLINGS])
def test_a_spelling_does_not_separate_one_person(why: str, other: Contact) -> None:
    assert compare(TARO, other).verdict is Verdict.SAME, (why, compare(TARO, other))


def test_brothers_at_one_desk_are_not_taken_for_a_misreading() -> None:
    first = office(Name("榊原 洋一", "榊原", "洋一"), "サカキバラ ヨウイチ")
    second = replace(office(Name("榊原 洋二", "榊原", "洋二"), "サカキバラ ヨウジ"), id="y")
    assert compare(first, second).verdict in {Verdict.DIFFERENT, Verdict.UNSURE}


def test_a_frequent_name_weighs_less_than_a_rare_one() -> None:
    rare, frequent = (
        replace(BARE_TARO, name=Name(f"{family} 太郎", family, "太郎"))
        for family in ("勅使河原", "佐藤")
    )
    assert compare(rare, replace(rare, id="e")).verdict is Verdict.LIKELY
    assert compare(frequent, replace(frequent, id="e")).verdict is Verdict.UNSURE
    reasons = compare(frequent, replace(frequent, id="e")).reasons
    assert "a very frequent family name" in {reason.evidence for reason in reasons}


def test_several_namesakes_say_that_a_name_tells_little() -> None:
    ours = traits_of(BARE_TARO)
    assert weigh(ours, ours).score > weigh(ours, ours, namesakes=3).score


def test_who_is_only_perhaps_the_same_keeps_no_card_waiting() -> None:
    frequent = replace(BARE_TARO, name=Name("佐藤 太郎", "佐藤", "太郎"))
    decision = decide(frequent, [replace(frequent, id="e")], OnDuplicate.REVIEW)
    assert (decision.outcome, decision.doubts) == (Outcome.NEW, ())
    decision = decide(BARE_TARO, [replace(BARE_TARO, id="e")], OnDuplicate.REVIEW)
    assert (decision.outcome, decision.doubts) == (Outcome.REVIEW, ("e",))


def test_every_reason_has_a_name_and_the_strongest_comes_first() -> None:
    match = compare(TARO, replace(BARE_TARO, emails=TARO.emails))
    assert [(reason.evidence, reason.weight) for reason in match.reasons] == [
        ("same email", 0.5),
        ("same name", 0.45),
    ]
    assert match.score == 0.95


def test_a_card_whose_name_was_not_read_does_not_match_every_colleague() -> None:
    assert compare(office(Name()), TARO).verdict is Verdict.DIFFERENT


def test_a_free_mail_domain_is_no_common_ground() -> None:
    card = replace(BARE_TARO, emails=("a@gmail.com",))
    match = compare(card, replace(BARE_TARO, id="e", emails=("b@gmail.com",)))
    assert [reason.evidence for reason in match.reasons] == ["same name"]


def test_of_two_contacts_that_fit_nearly_as_well_neither_is_joined() -> None:
    (best, match), second = matches(TARO, (replace(TARO, id="x"), replace(TARO, id="y")))
    assert (best.id, match.verdict, second[0].id) == ("x", Verdict.LIKELY, "y")
    assert match.reasons[-1].evidence == "another contact fits nearly as well"


def test_a_namesake_elsewhere_does_not_hold_up_a_clear_match() -> None:
    (best, match), _ = matches(TARO, (replace(BARE_TARO, id="x"), replace(TARO, id="y")))
    assert (best.id, match.verdict) == ("y", Verdict.SAME)


def test_strangers_are_no_match_at_all() -> None:
    assert matches(TARO, (ANN,)) == ()
