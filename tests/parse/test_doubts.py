"""What must wait for a person, because something on the card speaks against it."""

from dataclasses import replace

import pytest

from cardscan.model import Field, Kind, Line, Reading, Status, Word
from cardscan.parse.parser import parse_page
from cardscan.parse.testing import column_of, line_of, page_of


def _first(kind: Kind, *texts: str | Line) -> Field:
    return parse_page(page_of(*texts)).of(kind)[0]


def _read_twice(first: str, second: str, *, top: float = 110) -> Line:
    readings = (Reading("rapidocr", first, 0.99), Reading("tesseract", second, 0.9))
    return replace(line_of(first, top=top, confidence=0.99), readings=readings)


LOST_DOT = _read_twice("ann.lee@thornviewacme.test", "ann.lee@thornview.acme.test")


def test_a_mail_domain_on_which_the_readers_differ_waits() -> None:
    mail = _first(Kind.EMAIL, "Thornview Ltd.", "Ann Lee", LOST_DOT)
    assert mail.status is Status.REVIEW
    assert "the readers differ on its domain" in mail.evidence


def test_the_web_address_settles_on_which_domain_readers_differ() -> None:
    mail = _first(Kind.EMAIL, "Thornview Ltd.", "Ann Lee", LOST_DOT, "www.thornviewacme.test")
    assert "the readers differ on its domain" not in mail.evidence
    assert mail.status is Status.ACCEPTED


def test_two_readers_that_see_one_domain_need_nobody() -> None:
    same = _read_twice("ann.lee@thornview.test", "ann.lee@thornview.test")
    assert _first(Kind.EMAIL, "Thornview Ltd.", "Ann Lee", same).status is Status.ACCEPTED


@pytest.mark.parametrize(("confidence", "status"), [(0.5, "review"), (0.9, "accepted")])
def test_a_name_with_a_kanji_of_which_no_ink_tells_the_form_waits(
    confidence: float, status: str
) -> None:
    line = line_of("高井 怜", top=100, size=34, confidence=0.99)
    words = tuple(Word(sign, 0.99, line.quad) for sign in "井怜")
    read = Reading("rapidocr", line.text, 0.99, (Word("高", confidence, line.quad), *words))
    name = _first(
        Kind.NAME, "株式会社青葉", replace(line, readings=(read,)), "rei.takai@aoba.example"
    )
    assert name.status == status


@pytest.mark.parametrize(("other", "status"), [("早名 正二", "review"), ("姥名 正二", "accepted")])
def test_a_kanji_that_one_reader_guesses_and_no_other_sees_waits(other: str, status: str) -> None:
    """No dictionary of a reader has 蛯, and both 蛯名 and 姥名 are families that read えびな."""
    line = line_of("姥名 正二", top=100, size=34, confidence=0.8)
    words = tuple(Word(sign, 0.43 if sign == "姥" else 0.99, line.quad) for sign in "姥名正二")
    readings = (Reading("rapidocr", line.text, 0.8, words), Reading("tesseract", other, 0.8))
    name = _first(
        Kind.NAME,
        "株式会社青葉",
        replace(line, readings=readings),
        line_of("Shoji Ebina", top=150),
        "ebina@aoba.example",
    )
    assert name.status == status


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        (("酒井 文香", "Mfsakai@zuiko.example"), "a capital that no name explains"),
        (
            ("Ornedal ApS", "Harald Berg", "berg@omedal.example"),
            "the card spells the domain otherwise",
        ),
        (
            ("株式会社ひばり", "堀江 学", "m.horie@hibarico.test"),
            "a dot of its domain may be lost",
        ),
    ],
)
def test_a_mail_address_waits_that_the_card_speaks_against(
    lines: tuple[str, ...], reason: str
) -> None:
    mail = _first(Kind.EMAIL, *lines)
    assert mail.status is Status.REVIEW
    assert reason in mail.evidence


def test_a_letter_before_a_land_line_is_an_icon() -> None:
    """Of three icons one was read, as a C: land lines are no mobiles for it."""
    card = parse_page(
        page_of(
            "Signe López", "7800-429 Beja", "C +351 205 858 013", "+351 200 315 231",
            "+351 972 623 337",
        )
    )  # fmt: skip
    assert [field.value for field in card.of(Kind.PHONE)] == ["+351205858013"]
    assert [field.value for field in card.of(Kind.MOBILE)] == ["+351972623337"]


@pytest.mark.parametrize(("line", "kind"), [
    ("FAX 070-0851-1967", Kind.FAX),
    ("携帯 03-3212-3456", Kind.MOBILE),
])  # fmt: skip
def test_a_label_that_the_number_plan_contradicts_waits(line: str, kind: Kind) -> None:
    number = _first(kind, "山田 太郎", line)
    assert number.status is Status.REVIEW
    assert "the number plan speaks against its label" in number.evidence


@pytest.mark.parametrize("name", ["田 清", "ノグチ ジロウ", "松原 サ"])
def test_a_name_waits_that_may_be_a_part_of_one(name: str) -> None:
    field = _first(Kind.NAME, line_of(name, size=40), line_of("株式会社サンプル", top=100))
    assert field.status is Status.REVIEW


def test_a_given_name_in_a_column_may_have_lost_its_last_stroke() -> None:
    card = ("有限会社正洋", "部長", "沢田 雄", "y.sawada@seiyo.example")
    columns = (
        column_of(text, right=800 - 90 * place, top=40, size=60 if "沢" in text else 20)
        for place, text in enumerate(card[:3])
    )
    field = _first(Kind.NAME, *columns, line_of(card[3], top=500))
    assert "may be a part of a longer name" in field.evidence
    assert field.status is Status.REVIEW


def test_what_runs_to_the_edge_of_the_card_waits() -> None:
    company = "作所株式会社"
    assert "runs to the edge of the card" not in _first(Kind.COMPANY, company).evidence
    cut = _first(Kind.COMPANY, line_of(company, left=0))
    assert cut.status is Status.REVIEW
    assert "runs to the edge of the card" in cut.evidence


def test_a_person_on_the_line_of_a_firm_is_parted_from_it() -> None:
    card = parse_page(page_of("Fiona Osborne Hawkleaf & Sons Corp.", "osborne@hawkleaf.example"))
    assert [field.value for field in card.of(Kind.NAME)] == ["Fiona Osborne"]
    assert [field.value for field in card.of(Kind.COMPANY)] == ["Hawkleaf & Sons Corp."]


def test_a_firm_that_begins_with_a_person_waits() -> None:
    company = _first(
        Kind.COMPANY, "F. G. Osborne Hawkleaf & Sons Corp.", "osborne@hawkleaf.example"
    )
    assert "somebody's name stands in it" in company.evidence
    assert company.status is Status.REVIEW


@pytest.mark.parametrize(("read", "printed"), [
    ("株式会社山ーフーズ", "株式会社山一フーズ"),
    ("有限会社原田フIズ", "有限会社原田フーズ"),
])  # fmt: skip
def test_a_stroke_in_a_company_is_read_by_what_stands_beside_it(read: str, printed: str) -> None:
    assert _first(Kind.COMPANY, read).value == printed


def test_a_stray_sign_is_left_out_of_a_family_name_that_the_mail_address_spells() -> None:
    name = _first(Kind.NAME, line_of("部高田 雄太", size=40), line_of("y.takada@a.test", top=100))
    assert (name.value, name.status) == ("高田 雄太", Status.REVIEW)


@pytest.mark.parametrize(("line", "fields"), [
    ("Logística, Abogado", {"department": "Logística", "title": "Abogado"}),
    ("Pôle innovation", {"department": "Pôle innovation"}),
    ("Ph.D.", {"qualification": "Ph.D."}),
])  # fmt: skip
def test_what_a_person_does_stands_beside_the_name(line: str, fields: dict[str, str]) -> None:
    card = parse_page(page_of(line_of("Rita Gomes", size=40), line_of(line, top=90)))
    assert {f.kind.value: f.value for f in card.fields if f.kind is not Kind.NAME} == fields


def test_a_bar_before_a_label_is_no_digit_of_the_number_before() -> None:
    card = parse_page(page_of("T +45 84 03 28 98|F +45 84 60 17 54"))
    assert [field.value for field in card.of(Kind.PHONE)] == ["+4584032898"]


def test_a_line_in_latin_letters_that_has_the_name_of_the_domain_is_the_firm() -> None:
    card = parse_page(page_of("三輪行政書士事務所", "Mitsuwa Office", "a.tateishi@mitsuwa.example"))
    assert [field.value for field in card.of(Kind.COMPANY_ROMAN)] == ["Mitsuwa Office"]


def test_a_trade_and_the_name_behind_it_are_the_firm_and_no_person() -> None:
    shop = line_of("ヨガスタジオさくら坂", size=40)
    card = parse_page(page_of(shop, line_of("shop@sakurazaka.example", top=100)))
    assert [field.value for field in card.of(Kind.COMPANY)] == ["ヨガスタジオさくら坂"]
    assert not card.of(Kind.NAME)
