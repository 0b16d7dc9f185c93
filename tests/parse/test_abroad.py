"""Cards of many countries: their numbers, addresses, posts, legal forms and registers."""

import pytest

from cardscan.model import Kind, Line, ParsedCard, Quad, Reading
from cardscan.parse.parser import parse_page
from cardscan.parse.testing import column_of, line_of, page_of

NUMBERS = (Kind.PHONE, Kind.MOBILE, Kind.FAX)


def read(*texts: str | Line) -> ParsedCard:
    return parse_page(page_of(*texts))


def values(card: ParsedCard, *kinds: Kind) -> list[str]:
    return [field.value for kind in kinds for field in card.of(kind)]


@pytest.mark.parametrize(
    "text",
    ["090.0120.4890", "090-0120-4890", "(090) 0120-4890", "携帯番号 090-0120-4890", "09001204890"],
)
def test_what_begins_like_a_japanese_mobile_is_one(text: str) -> None:
    card = read("山田 太郎", "株式会社サンプル", text)
    assert values(card, Kind.MOBILE) == ["+819001204890"]
    assert not card.of(Kind.PHONE)


def test_an_extension_is_not_the_faxs() -> None:
    card = read("TEL/FAX 075-121-3346（内線8782）", "株式会社サンプル")
    assert values(card, Kind.PHONE) == ["+81751213346;ext=8782"]
    assert values(card, Kind.FAX) == ["+81751213346"]


def test_the_bar_behind_a_number_is_no_digit_even_without_a_gap() -> None:
    card = read("TEL 075(121)3346| FAX 075(121)4812", "株式会社サンプル")
    assert values(card, *NUMBERS) == ["+81751213346", "+81751214812"]


@pytest.mark.parametrize(
    ("label", "fax"), [("Telefono: ", "Fax: "), ("Teléfono: ", "Fax: "), ("Telefono ", "Telefax ")]
)
def test_a_label_that_ends_in_no_hides_no_number(label: str, fax: str) -> None:
    card = read("Vento Nord S.r.l.", f"{label}+39 0139 261083 / {fax}+39 0139 659913")
    assert values(card, Kind.PHONE) == ["+390139261083"]
    assert values(card, Kind.FAX) == ["+390139659913"]


def with_icon(text: str, icon: str, top: float) -> Line:
    """Return a line before which the second reader took an icon for a letter."""
    readings = (Reading("rapidocr", text, 0.98), Reading("tesseract", f"{icon} {text}", 0.9))
    return Line(text, 0.98, Quad.of_box(60, top, 300, top + 20), readings=readings)


def test_the_second_of_two_numbers_beside_icons_is_the_fax() -> None:
    card = read(
        "Maison Pelletier SARL",
        with_icon("02 61 91 99 62", "S", 100),
        with_icon("02 61 91 32 22", "Š", 130),
        with_icon("06 39 98 32 22", "O", 160),
    )
    assert values(card, Kind.PHONE) == ["+33261919962"]
    assert values(card, Kind.MOBILE) == ["+33639983222"]
    (fax,) = card.of(Kind.FAX)
    assert fax.value == "+33261913222"
    assert fax.status == "review"


@pytest.mark.parametrize(
    ("country", "note"),
    [
        ("Vento Nord S.r.l.", "P. IVA 00001234567 - C.F. 00001234567"),
        ("Muster GmbH", "USt-IdNr. DE000123456"),
        ("Maison Pelletier SARL", "SIRET 000 012 345 00012"),
        ("Morais Ltda.", "CNPJ 00.000.123/0001-45"),
        ("株式会社サンプル", "登録番号 T0123456789012"),
        ("Norrås Förlag AB", "Org.nr 000000-4030"),
        ("カフェ さくら", "営業時間 10:00-19:00"),
    ],
)
def test_a_register_or_hours_are_neither_number_nor_address(country: str, note: str) -> None:
    card = read(country, note)
    assert not values(card, *NUMBERS, Kind.ADDRESS, Kind.POSTAL_CODE)


def test_a_tax_number_below_an_address_is_no_part_of_it() -> None:
    card = read("Vento Nord S.r.l.", "Via Roma 30", "22100 Como", "P. IVA 00001234567")
    assert values(card, Kind.ADDRESS) == ["Via Roma 30, 22100 Como"]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (("Travesía del Río, 50", "33003 Oviedo"), "Travesía del Río, 50, 33003 Oviedo"),
        (("15 Castle Street", "Manchester", "M2 2BQ"), "15 Castle Street, Manchester, M2 2BQ"),
        (
            ("Rua Augusta, 4 - Sala 59", "Boa Viagem - Recife - PE", "CEP: 51020-280"),
            "Rua Augusta, 4 - Sala 59, Boa Viagem - Recife - PE, CEP: 51020-280",
        ),
    ],
)
def test_an_address_is_whole_with_its_town_and_code(texts: tuple[str, ...], expected: str) -> None:
    assert values(read(*texts), Kind.ADDRESS) == [expected]


def test_an_address_beside_the_name_leaves_the_name_alone() -> None:
    card = read(
        line_of("44 The Parade", left=560, top=140, size=22),
        line_of("Diane O'Connor", left=70, top=160, size=36),
        line_of("Truro", left=560, top=176, size=22),
        line_of("TR1 2NE", left=560, top=212, size=22),
    )
    assert values(card, Kind.ADDRESS) == ["44 The Parade, Truro, TR1 2NE"]
    assert values(card, Kind.NAME) == ["Diane O'Connor"]


def test_the_english_side_of_a_japanese_card_has_one_address() -> None:
    card = read(
        line_of("Kazuma Tanaka", top=40, size=36),
        line_of("3-20-1 Futatsuimachitane", top=100),
        line_of("Noshiro-shi, Akita-ken 018-3132", top=130),
        line_of("Japan", top=160),
        line_of("PHONE +81-18-012-3456", top=190),
        line_of("CELL +81-90-0012-3456", top=220),
    )
    assert values(card, Kind.ADDRESS) == [
        "3-20-1 Futatsuimachitane, Noshiro-shi, Akita-ken 018-3132, Japan"
    ]
    assert values(card, Kind.POSTAL_CODE) == ["018-3132"]
    assert values(card, Kind.PHONE) == ["+81180123456"]
    assert values(card, Kind.MOBILE) == ["+819000123456"]


def test_a_taiwanese_code_stands_before_its_address() -> None:
    card = read(
        "亞洲金源精密儀器股份有限公司",
        "公司地址：106台北市大安區",
        "中華路一段300號6樓之1",
        "電話 (02) 0185-5169",
    )
    assert values(card, Kind.POSTAL_CODE) == ["106"]
    assert values(card, Kind.ADDRESS) == ["台北市大安區中華路一段300號6樓之1"]
    assert values(card, Kind.COMPANY) == ["亞洲金源精密儀器股份有限公司"]


@pytest.mark.parametrize(
    "text",
    [
        "Editor-in-Chief",
        "Wirtschaftsprüfer",
        "Wirtschaftsprüferin",
        "Steuerberater/in",
        "Key-Account-Managerin",
        "Försäljningschef",
        "Administrerende direktør",
        "Medico chirurgo",
        "Avocat à la cour",
        "Jefa de proyecto",
        "Engenheira de produção",
        "代表弁護士",
        "主治醫師",
    ],
)
def test_a_post_is_one_in_every_language(text: str) -> None:
    assert values(read(text), Kind.TITLE) == [text]


@pytest.mark.parametrize(
    "text",
    [
        "Agence Sud-Ouest",
        "Marknad och kommunikation",
        "Ufficio commerciale",
        "Direzione generale",
        "Teknisk afdeling",
        "Institut für Maschinenwesen",
        "Departamento jurídico",
        "知的財産部",
    ],
)
def test_a_department_is_one_in_every_language(text: str) -> None:
    assert values(read(text), Kind.DEPARTMENT) == [text]


@pytest.mark.parametrize(
    "text",
    [
        "Alpenblick Bau Ges.m.b.H.",
        "Norrås Förlag AB (publ)",
        "Havblik Systemer ApS",
        "Vento Nord Tecnologie S.p.A.",
        "Jardín Azul Servicios S. Coop.",
        "Pedra Branca Editora Lda.",
        "Morais Consultoria Ltda.",
        "Roble Norte S.L.",
        "Gebrüder Muster OHG",
        "Muster Chemie KGaA",
        "Ayuntamiento de Jardín Verde",
        "さくら高等学校",
        "千宝市役所",
        "大沢法律事務所",
        "あおばクリニック",
    ],
)
def test_an_organisation_is_known_by_its_form_or_its_kind(text: str) -> None:
    assert values(read(text), Kind.COMPANY) == [text]


def test_a_logo_that_repeats_the_name_is_no_second_company() -> None:
    card = read(
        "Giraud & Fils EURL",
        line_of("GIRAUD", top=300, size=60),
        "raymond.eve@giraud.example",
    )
    assert values(card, Kind.COMPANY) == ["Giraud & Fils EURL"]


@pytest.mark.parametrize("degree", ["Dott.", "Dott.ssa", "Avv.", "Lic.", "Ing.", "Dipl.-Ing."])
def test_a_form_of_address_is_no_part_of_the_name(degree: str) -> None:
    card = read(line_of(f"{degree} Andrea Guerrero", top=100, size=34))
    assert values(card, Kind.NAME) == ["Andrea Guerrero"]
    assert values(card, Kind.QUALIFICATION) == [degree]


def test_upright_dashes_of_a_column_are_no_ones() -> None:
    card = read(
        column_of("西尾市役所", right=580),
        column_of("49218156", right=262),
        column_of("愛知県稲沢市井之口親畑町1丁目23番9号", right=223),
        column_of("電話079810716117", right=144),
        column_of("携帯0701086417540", right=100),
    )
    assert values(card, Kind.POSTAL_CODE) == ["492-8156"]
    assert values(card, Kind.PHONE) == ["+81798076117"]
    assert values(card, Kind.MOBILE) == ["+817008647540"]


def test_a_department_and_a_post_of_an_english_side_are_two() -> None:
    card = read("East Japan Sales, Deputy General Manager", "Meiko Systems Co., Ltd.")
    assert values(card, Kind.DEPARTMENT) == ["East Japan Sales"]
    assert values(card, Kind.TITLE) == ["Deputy General Manager"]


@pytest.mark.parametrize(
    ("texts", "code", "address"),
    [
        (
            ("北京泰利能源有限公司", "地址 浙江省宁波市鄞州区", "建国路266号（315100）"),
            "315100",
            "浙江省宁波市鄞州区建国路266号",
        ),
        (
            ("遠隆諮詢有限公司", "300新竹市東區瑞光路381號5樓"),
            "300",
            "新竹市東區瑞光路381號5樓",
        ),
    ],
)
def test_a_chinese_code_is_no_part_of_the_address(
    texts: tuple[str, ...], code: str, address: str
) -> None:
    card = read(*texts)
    assert values(card, Kind.POSTAL_CODE) == [code]
    assert values(card, Kind.ADDRESS) == [address]


def test_hong_kong_has_its_own_numbers_and_streets() -> None:
    card = read("博信機械股份有限公司", "地址：九龍旺角", "開源道223號11樓A室", "電話：20306393")
    assert values(card, Kind.ADDRESS) == ["九龍旺角開源道223號11樓A室"]
    assert values(card, Kind.PHONE) == ["+85220306393"]


def test_latin_letters_beside_a_chinese_name_are_its_other_form() -> None:
    card = read(
        "博信機械股份有限公司",
        line_of("韋龍", top=240, size=60),
        line_of("Richard Wai", top=330, size=30),
        "電話：20306393",
    )
    assert values(card, Kind.NAME) == ["韋 龍"]
    assert values(card, Kind.NAME_ROMAN) == ["Richard Wai"]


def test_a_second_office_has_a_name_and_an_address() -> None:
    card = read("Winterridge Travel Inc.", "Sales office: 29 Cedar Lane, Raleigh, NC 27601")
    assert values(card, Kind.ADDRESS) == ["29 Cedar Lane, Raleigh, NC 27601"]
    assert not card.of(Kind.DEPARTMENT)
    assert not values(read("ISO 9001:2015 Certified", "Ann Lee"), Kind.ADDRESS)


def test_a_number_below_an_address_with_its_country_is_no_part_of_it() -> None:
    card = read("〒304-0048", "茨城県下妻市加養6丁目11番16号 ガーデンタワー4F", "+81-75-063-4162")
    assert values(card, Kind.ADDRESS) == ["茨城県下妻市加養6丁目11番16号 ガーデンタワー4F"]
    assert values(card, Kind.PHONE) == ["+81750634162"]


def test_one_handle_in_two_networks_is_two_accounts() -> None:
    card = read("Bluebridge Inn", "Instagram: @bluebridge_example", "X: @bluebridge_example")
    assert values(card, Kind.SOCIAL) == ["@bluebridge_example", "@bluebridge_example"]


def test_a_badge_and_a_monogram_say_nothing_of_the_person() -> None:
    card = read(
        line_of("Noémie Cousin", top=40, size=40),
        "Responsable des achats",
        line_of("GOLD", left=700, top=40, size=24),
        line_of("Partner", left=700, top=68, size=24),
        line_of("BA", left=700, top=300, size=60),
    )
    assert values(card, Kind.TITLE) == ["Responsable des achats"]
    assert not card.of(Kind.QUALIFICATION)


def test_a_second_post_behind_its_conjunction_keeps_its_department() -> None:
    card = read("看護部", "課長補佐", "兼品質管理課副店長")
    assert values(card, Kind.DEPARTMENT) == ["看護部", "品質管理課"]
    assert values(card, Kind.TITLE) == ["課長補佐", "副店長"]


def test_a_name_that_was_read_on_into_the_address_beside_it_is_cut_off() -> None:
    card = read(
        line_of("44 The Parade", left=429, top=177, size=36),
        Line("Diane O'Connor Truro TR1 2NE", 0.98, Quad.of_box(71, 196, 686, 261)),
        "Physiotherapist",
    )
    assert values(card, Kind.NAME) == ["Diane O'Connor"]
    assert values(card, Kind.ADDRESS) == ["44 The Parade, Truro TR1 2NE"]


def test_a_bar_glued_to_a_number_and_a_label_is_no_digit() -> None:
    card = read("022-140-6225|FAX 022-140-6734", "株式会社サンプル")
    assert values(card, Kind.PHONE) == ["+81221406225"]
    assert values(card, Kind.FAX) == ["+81221406734"]


def test_a_code_behind_the_word_for_address_needs_no_mark() -> None:
    card = read("所在地:675-1309", "兵庫県小野市福住町4番地1")
    assert values(card, Kind.POSTAL_CODE) == ["675-1309"]


def test_a_department_gets_its_lost_space_back() -> None:
    assert values(read("ProductEngineering", "Highwood Motors Srl"), Kind.DEPARTMENT) == [
        "Product Engineering"
    ]
