"""Healing: what readers break is mended for a reason, and what stood there is kept."""

from dataclasses import replace

import pytest

from cardscan.model import Field, Kind, Line, ParsedCard, Quad, Reading
from cardscan.parse.parser import parse_page
from cardscan.parse.testing import line_of, page_of


def read(*texts: str | Line, region: str = "JP") -> ParsedCard:
    return parse_page(page_of(*texts), region)


def only(card: ParsedCard, kind: Kind) -> Field:
    (field,) = card.of(kind)
    return field


def seen_by_two(first: str, second: str) -> Line:
    line = line_of(first)
    readings = (Reading("rapidocr", first, 0.9), Reading("tesseract", second, 0.9))
    return replace(line, readings=readings)


@pytest.mark.parametrize(
    ("printed", "read_as"),
    [
        ("後藤キャピタル合同会社", "後藤キヤピタル合同会社"),
        ("株式会社ソリューションズ", "株式会社ソリユーシヨンズ"),
        ("(株)雨宮ハウジング", "株)雨宮ハウジング"),
        ("キヤノン株式会社", "キヤノン株式会社"),
    ],
)
def test_a_firm_is_spelt_as_the_dictionary_spells_its_words(printed: str, read_as: str) -> None:
    field = only(read(read_as, "山田 太郎"), Kind.COMPANY)
    assert field.value == printed
    assert field.raw == read_as


def test_a_ring_that_was_not_seen_is_a_legal_form_where_the_domain_says_so() -> None:
    assert only(read("有ヤマト鋼業", "t@yamato.example"), Kind.COMPANY).value == "(有)ヤマト鋼業"
    assert not read("有ヤマト鋼業", "t@other.example").of(Kind.COMPANY)[0].value.startswith("(")


@pytest.mark.parametrize(
    ("address", "read_as"),
    [
        ("reinhardt_j@elb.example", "1reinhardt_j@elb.example"),
        ("j.reinhardt@elb.example", "069(154)3466j.reinhardt@elb.example"),
    ],
)
def test_what_is_glued_to_a_mail_address_is_cut_off(address: str, read_as: str) -> None:
    card = read("Jürgen Reinhardt", read_as, region="DE")
    assert only(card, Kind.EMAIL).value == address


def test_the_end_of_a_web_address_is_made_whole_by_the_mail_address() -> None:
    card = read("taro@brookhill.example.net", "hill.example.net")
    assert only(card, Kind.URL).value == "https://brookhill.example.net"
    assert only(card, Kind.URL).raw == "hill.example.net"


def test_two_spellings_of_one_domain_wait_for_a_person() -> None:
    card = read("taro.yamada@exarnple.co.jp", "www.example.co.jp")
    assert {field.status for field in card.fields} == {"review"}


def test_a_name_of_two_words_without_its_gap_is_a_post_again() -> None:
    card = read("Belfort Sàrl", "Isabelle Yvon", "Directeurcommercial", region="CH")
    assert only(card, Kind.TITLE).value == "Directeur commercial"


def test_kana_that_one_reader_alone_sees_are_the_reading_of_the_name() -> None:
    kana = seen_by_two("カト9リョウヘイ", "カトウリョウヘイ")
    kana = replace(kana, quad=Quad.of_box(40, 5, 200, 25))
    card = read(kana, "加藤 良平", "課長")
    assert only(card, Kind.NAME_KANA).value == "カトウ リョウヘイ"


def test_a_loose_mark_belongs_to_the_kana_before_it() -> None:
    card = read("トヨタ“リョウ", "豊田 凌", "課長")
    assert only(card, Kind.NAME_KANA).value == "トヨダ リョウ"


def test_the_boxes_of_a_widely_spaced_name_are_one_name_whatever_their_size() -> None:
    boxes = (
        line_of("豊", left=91, top=539, size=94),
        Line("田", 0.98, Quad.of_box(231, 555, 319, 617)),
        line_of("凌", left=524, top=544, size=89),
    )
    card = read("株式会社サンプル", "課長", *boxes)
    assert only(card, Kind.NAME).value == "豊田 凌"


@pytest.mark.parametrize(
    ("code", "town"),
    [
        ("100-0006", "東京都千代田区丸の内1-9-1"),  # 有楽町
        ("102-0084", "東京都千代田区三番町1-1"),  # 二番町
        ("763-0013", "香川県丸亀市天満町1-2-3"),  # 城東町
    ],
)
def test_a_right_town_survives_the_code_of_another(code: str, town: str) -> None:
    assert only(read(f"〒{code} {town}"), Kind.ADDRESS).value == town


def test_a_code_behind_its_address_is_found() -> None:
    card = read("東京都千代田区丸の内1-9-1 (〒100-0005)")
    assert only(card, Kind.ADDRESS).value == "東京都千代田区丸の内1-9-1"
    assert only(card, Kind.POSTAL_CODE).value == "100-0005"
