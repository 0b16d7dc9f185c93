"""Old mix-ups: what cards print that is not the field it looks like."""

import pytest

from cardscan.model import Kind, Line, ParsedCard, Status
from cardscan.parse.parser import parse_page
from cardscan.parse.testing import line_of, page_of

FIRM, PERSON = "株式会社サンプル", "山田 太郎"


def read(*texts: str | Line, region: str = "JP") -> ParsedCard:
    return parse_page(page_of(*texts), region)


def values(card: ParsedCard, kind: Kind) -> list[str]:
    return [field.value for field in card.of(kind)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Design for tomorrow", Kind.DEPARTMENT),
        ("People. Places. Progress.", Kind.DEPARTMENT),
        ("Licensed & Insured", Kind.COMPANY),
        ("Post office", Kind.DEPARTMENT),
        ("Bank", Kind.COMPANY),
        ("Family dentistry", Kind.DEPARTMENT),
        ("DRE Lic. 00493099", Kind.QUALIFICATION),
        ("Web Developer", Kind.URL),
        ("Internet", Kind.EMAIL),
    ],
)
def test_what_stands_beside_a_contact_is_no_field_of_it(text: str, kind: Kind) -> None:
    card = read("Acme Inc.", "John Smith", text, "Sales Manager", region="US")
    assert text not in values(card, kind)
    assert len(card.of(kind)) == (kind is Kind.COMPANY)


@pytest.mark.parametrize(
    "text",
    [
        "郵便局",
        "駅",
        "ISO/IEC 27001認証登録事業所",
        "古物商許可 東京都公安委員会 第0940913994号",
        "宅地建物取引業 東京都知事(3)第12345号",
        "法人番号 1234567890123",
    ],
)
def test_landmarks_licences_and_numbers_of_the_state_are_no_fields(text: str) -> None:
    card = read(FIRM, PERSON, text, "営業部長")
    assert {field.kind for field in card.fields} == {Kind.NAME, Kind.COMPANY, Kind.TITLE}


def test_a_slogan_under_an_address_is_no_building() -> None:
    card = read(FIRM, "〒100-0005 東京都千代田区丸の内1-9-1", "Building together")
    assert values(card, Kind.ADDRESS) == ["東京都千代田区丸の内1-9-1"]


def test_a_number_under_a_building_is_not_part_of_the_address() -> None:
    card = read(FIRM, "〒100-0005 東京都千代田区丸の内1-9-1", "丸の内ビル5階", "06 6345 1234")
    assert values(card, Kind.ADDRESS) == ["東京都千代田区丸の内1-9-1 丸の内ビル5階"]
    assert values(card, Kind.PHONE) == ["+81663451234"]


def test_the_office_before_a_number_is_not_the_department_of_the_person() -> None:
    card = read(FIRM, PERSON, "営業部", "本社 03-3212-3456", "大阪支店 06-6345-1234")
    assert values(card, Kind.DEPARTMENT) == ["営業部"]
    assert len(card.of(Kind.PHONE)) == 2


def test_a_logo_in_latin_letters_is_not_the_whole_name_of_the_firm() -> None:
    logo = line_of("Sample", left=600, top=30, size=60)
    card = read(FIRM, PERSON, "taro@sample.example", logo)
    assert values(card, Kind.COMPANY) == [FIRM]
    assert not card.of(Kind.COMPANY_ROMAN)


def test_two_addresses_abroad_keep_their_own_codes() -> None:
    card = read(
        "P.O. Box 123, Springfield, IL 62701",
        "c/o Example Ltd, 12 High Street, London SW1A 1AA",
        region="US",
    )
    assert values(card, Kind.POSTAL_CODE) == ["62701", "SW1A 1AA"]
    assert len(card.of(Kind.ADDRESS)) == 2


def test_a_branch_in_latin_letters_is_a_department_where_a_firm_is_named() -> None:
    card = read(FIRM, PERSON, "新宿店", "Shinjuku Store", "店長")
    assert values(card, Kind.DEPARTMENT) == ["新宿店", "Shinjuku Store"]


def test_a_team_and_a_post_are_two_things() -> None:
    card = read(FIRM, "インフラグループ 課長代理", PERSON)
    assert values(card, Kind.DEPARTMENT) == ["インフラグループ"]
    assert values(card, Kind.TITLE) == ["課長代理"]


def test_a_number_without_its_area_code_gets_no_country() -> None:
    card = read(FIRM, PERSON, "TEL 3569-0105")
    assert values(card, Kind.PHONE) == ["3569-0105"]
    assert card.of(Kind.PHONE)[0].status is Status.REVIEW


def test_a_part_of_a_slogan_does_not_hide_the_firm_of_the_domain() -> None:
    card = read("CARROLESTE", "PEÇAS ORIGINAIS CARROLET", "www.carroleste.example", region="BR")
    assert "CARROLESTE" in values(card, Kind.COMPANY)


def test_artificial_intelligence_is_no_al() -> None:
    card = read("Acme Inc.", "John Smith", "Cloud & Al Department", region="US")
    assert values(card, Kind.DEPARTMENT) == ["Cloud & AI Department"]
