"""Addresses: whole, on one line, with their parts; postal codes that confirm and repair."""

import pytest

from cardscan.model import Kind, Line, ParsedCard, Status
from cardscan.parse.parser import parse_page
from cardscan.parse.testing import column_of, line_of, page_of


def read(*texts: str | Line) -> ParsedCard:
    return parse_page(page_of(*texts))


def values(card: ParsedCard, kind: Kind) -> list[str]:
    return [field.value for field in card.of(kind)]


@pytest.mark.parametrize(
    "texts",
    [
        ("〒100-0005 東京都千代田区丸の内1-9-1 丸の内ビル5F",),
        ("〒100-0005", "東京都千代田区丸の内1-9-1 丸の内ビル5F"),
        ("〒100-0005 東京都千代田区丸の内1-9-1", "丸の内ビル5F"),
        ("〒１００－０００５", "東京都千代田区丸の内１－９－１", "丸の内ビル５Ｆ"),
        ("本社 〒100-0005 東京都千代田区丸の内1-9-1 丸の内ビル5F",),
        ("〒100ー0005　東京都千代田区丸の内1ー9ー1 丸の内ビル5F TEL 03-3212-3456",),
        ("100-0005 東京都千代田区丸の内1-9-1", "丸の内ビル5F"),
        ("1000005東京都千代田区丸の内1-9-1", "丸の内ビル5F"),
        ("T1000005", "東京都千代田区丸の内1-9-1 丸の内ビル5F"),
        ("〒 1 0 0-0005 東京都千代田区丸の内1-9-1", "丸の内ビル5F"),
    ],
)
def test_a_japanese_address_is_one_line_without_its_code(texts: tuple[str, ...]) -> None:
    card = read("株式会社サンプル", *texts)
    assert values(card, Kind.POSTAL_CODE) == ["100-0005"]
    assert values(card, Kind.ADDRESS) == ["東京都千代田区丸の内1-9-1 丸の内ビル5F"]
    assert not card.of(Kind.DEPARTMENT)


def test_the_parts_of_a_japanese_address() -> None:
    (field,) = read("〒220-0012 横浜市西区みなとみらい2-2-1 ランドビル10階").of(Kind.ADDRESS)
    assert dict(field.parts) == {
        "postal_code": "220-0012",
        "prefecture": "神奈川県",
        "city": "横浜市西区",
        "street": "みなとみらい2-2-1",
        "building": "ランドビル10階",
        "country": "JP",
    }


@pytest.mark.parametrize(
    ("broken", "repaired"),
    [
        ("東京都千代日区九の内1-9-1", "東京都千代田区丸の内1-9-1"),
        ("东京都千代田区丸の内1-9-1", "東京都千代田区丸の内1-9-1"),
    ],
)
def test_a_readable_code_repairs_the_town(broken: str, repaired: str) -> None:
    assert values(read(f"〒100-0005 {broken}"), Kind.ADDRESS) == [repaired]


def test_look_alike_chinese_forms_are_brought_back() -> None:
    card = read(
        "〒460-0008爱知県名古屋市中区栄3-5-1", "〒330-0854埼卡県さいたま市大宮区桜木町1-7-5"
    )
    assert values(card, Kind.ADDRESS) == [
        "愛知県名古屋市中区栄3-5-1",
        "埼玉県さいたま市大宮区桜木町1-7-5",
    ]


def test_a_doubtful_code_is_only_proposed() -> None:
    (field,) = read("〒100-0095 東京都千代田区丸の内1-9-1").of(Kind.POSTAL_CODE)
    assert field.status == "review"


@pytest.mark.parametrize("code", ["9 100-0005", "9100-0005"])
def test_a_code_beside_a_pin_read_as_a_figure_is_known_by_its_town(code: str) -> None:
    card = parse_page(page_of(code, "東京都千代田区丸の内1-9-1", "TEL 03-3212-3456"))
    assert [field.value for field in card.of(Kind.POSTAL_CODE)] == ["100-0005"]


def test_a_number_beside_an_address_of_another_town_is_no_code() -> None:
    card = parse_page(page_of("3212-3456", "東京都千代田区丸の内1-9-1"))
    assert not card.of(Kind.POSTAL_CODE)


def test_seven_figures_over_an_address_of_another_town_are_no_code() -> None:
    assert not read("1000006", "大阪府吹田市高野台3-17-1").of(Kind.POSTAL_CODE)


@pytest.mark.parametrize("office", ["広島支店", "■広島支店", "【広島支店】", "広島支店/"])
def test_what_only_says_whose_further_address_follows_is_no_department(office: str) -> None:
    card = read(
        *("株式会社サンプル", "〒100-0005 東京都千代田区丸の内1-9-1", "TEL 03-3212-3456"),
        *(office, "〒565-0861 大阪府吹田市高野台3-17-1"),
    )
    assert len(card.of(Kind.ADDRESS)) == 2
    assert not card.of(Kind.DEPARTMENT)


def test_an_office_in_brackets_before_its_code_is_no_department() -> None:
    card = read("[第二工場]〒565-0861大阪府吹田市高野台3-17-1")
    assert not card.of(Kind.DEPARTMENT)


@pytest.mark.parametrize("number", ["(代)03-3212-3456", "(代) 03(3212)3456 FAX 03(3212)3457"])
def test_what_begins_a_number_ends_the_address_above_it(number: str) -> None:
    card = read("東京都千代田区丸の内1-9-1 丸の内ビル8F", number)
    assert values(card, Kind.ADDRESS) == ["東京都千代田区丸の内1-9-1 丸の内ビル8F"]


def test_two_offices_keep_their_own_codes() -> None:
    card = read(
        "本社 〒530-0001 大阪府大阪市北区梅田2-4-9",
        "TEL 06-6345-1234",
        "東京支店 〒105-0011 東京都港区芝公園4-2-8",
        "TEL 03-3433-5111",
    )
    assert [(f.part("postal_code"), f.part("city")) for f in card.of(Kind.ADDRESS)] == [
        ("530-0001", "大阪市北区"),
        ("105-0011", "港区"),
    ]


def test_vertical_columns_run_from_right_to_left_with_kanji_numerals() -> None:
    card = read(
        column_of("株式会社川島酒造", right=860, size=26),
        column_of("代表取締役", right=700),
        column_of("川島 健一", right=600, size=50),
        column_of("〒六〇四―八一六六", right=400, size=16),
        column_of("京都府京都市中京区御倉町七十九番地", right=370, size=16),
        column_of("電話 〇七五―二二一―三四五六", right=340, size=16),
    )
    assert values(card, Kind.NAME) == ["川島 健一"]
    assert values(card, Kind.COMPANY) == ["株式会社川島酒造"]
    assert values(card, Kind.POSTAL_CODE) == ["604-8166"]
    assert values(card, Kind.ADDRESS) == ["京都府京都市中京区御倉町七十九番地"]
    assert values(card, Kind.PHONE) == ["+81752213456"]


def test_an_address_that_breaks_off_at_a_dash_is_doubted() -> None:
    card = read("〒604-8166", "京都府京都市中京区御倉町6-8-")
    assert [field.status for field in card.of(Kind.ADDRESS)] == [Status.REVIEW]


def test_a_code_in_a_row_over_the_columns_belongs_to_the_address_that_it_names() -> None:
    card = read(
        column_of("川島 健一", right=600, size=50),
        column_of("京都府京都市中京区御倉町七十九番地", right=370, top=120, size=16),
        line_of("604-8166", left=60, top=40),
    )
    assert values(card, Kind.POSTAL_CODE) == ["604-8166"]
    (address,) = card.of(Kind.ADDRESS)
    assert "the postal code names the same town" in address.evidence


@pytest.mark.parametrize(
    ("texts", "value", "code", "city"),
    [
        (
            ("350 Fifth Avenue, Suite 3300", "New York, NY 10118"),
            "350 Fifth Avenue, Suite 3300, New York, NY 10118",
            "10118",
            "New York",
        ),
        (
            ("2 Kingdom Street", "Paddington, London, W2 6BD"),
            "2 Kingdom Street, Paddington, London, W2 6BD",
            "W2 6BD",
            "London",
        ),
        (
            ("Hauptstraße 12", "10115 Berlin", "Telefon 030 123456"),
            "Hauptstraße 12, 10115 Berlin",
            "10115",
            "Berlin",
        ),
        (
            ("C/ Núñez de Balboa, 22", "08007 Barcelona", "Tel. +34 940 85 13 95"),
            "C/ Núñez de Balboa, 22, 08007 Barcelona",
            "08007",
            "Barcelona",
        ),
        (
            ("12 rue de la Paix - 75002 Paris", "Tél. 01 42 68 53 00"),
            "12 rue de la Paix - 75002 Paris",
            "75002",
            "Paris",
        ),
        (
            ("1-2-3 Marunouchi, Chiyoda-ku, Tokyo 100-0005, Japan",),
            "1-2-3 Marunouchi, Chiyoda-ku, Tokyo 100-0005, Japan",
            "100-0005",
            "Tokyo",
        ),
    ],
)
def test_an_address_abroad_is_kept_whole(
    texts: tuple[str, ...], value: str, code: str, city: str
) -> None:
    card = read(*texts)
    (field,) = card.of(Kind.ADDRESS)
    assert field.value == value
    assert field.part("city") == city
    assert values(card, Kind.POSTAL_CODE) == [code]


def test_a_post_box_and_care_of_belong_to_the_address() -> None:
    assert values(read("P.O. Box 123, Cambridge CB2 1TN"), Kind.ADDRESS) == [
        "P.O. Box 123, Cambridge CB2 1TN"
    ]
    card = read("c/o Example Studio", "12 Rose Lane, Oxford OX1 1AA")
    assert values(card, Kind.ADDRESS) == ["c/o Example Studio, 12 Rose Lane, Oxford OX1 1AA"]
    assert not card.of(Kind.COMPANY)


def test_the_company_above_the_address_stays_outside_it() -> None:
    card = read(
        line_of("Muster GmbH", top=30),
        line_of("Hauptstraße 12", top=55),
        line_of("10115 Berlin", top=80),
    )
    assert values(card, Kind.COMPANY) == ["Muster GmbH"]
    assert values(card, Kind.ADDRESS) == ["Hauptstraße 12, 10115 Berlin"]
