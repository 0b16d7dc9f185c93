"""Phone numbers, e-mail and web addresses, and social accounts."""

import pytest

from cardscan.model import Kind, Line, Quad, Reading
from cardscan.parse.emails import emails
from cardscan.parse.parser import parse_page
from cardscan.parse.phones import phones
from cardscan.parse.testing import column_of, line_of, page_of, sheet_of
from cardscan.parse.urls import urls


def numbers(*texts: str | Line, region: str = "JP") -> list[tuple[str, str]]:
    card = parse_page(page_of(*texts), region)
    kinds = (Kind.PHONE, Kind.MOBILE, Kind.FAX)
    return [(kind.value, field.value) for kind in kinds for field in card.of(kind)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("TEL 03-3212-3456", [("phone", "+81332123456")]),
        ("TEL：０３（３２１２）３４５６（代）", [("phone", "+81332123456")]),
        ("電話 03−3212−3456 (内線 123)", [("phone", "+81332123456;ext=123")]),
        ("直通 03ー3212ー3457", [("phone", "+81332123457")]),
        ("FAX03-3212-3457", [("fax", "+81332123457")]),
        ("携帯：090-1234-5678", [("mobile", "+819012345678")]),
        ("090-1234-5678", [("mobile", "+819012345678")]),
        ("Mobile +81 (0)90-1234-5678", [("mobile", "+819012345678")]),
        ("TEL 0120-123-456", [("phone", "+81120123456")]),
        ("O3-l234-5678", [("phone", "+81312345678")]),
        ("FAX 〇七四八・二六・二五二一", [("fax", "+81748262521")]),
        ("TEL 03・3212・3456", [("phone", "+81332123456")]),
        ("F a × 03-3212-3457", [("fax", "+81332123457")]),
        ("℡075-221-3456", [("phone", "+81752213456")]),
        ("T +44 (0) 20 9876 5432", [("phone", "+442098765432")]),
        ("Tél. 01 42 68 53 00", [("phone", "+33142685300")]),
        ("Port. : +33 6 12 34 56 78", [("mobile", "+33612345678")]),
        ("Telefon +49 (0)30 / 123 456-78", [("phone", "+493012345678")]),
        ("Móvil +34 612 345 678", [("mobile", "+34612345678")]),
        ("Celular (11) 99123-4567", [("mobile", "+5511991234567")]),
        ("手机：138 1234 5678", [("mobile", "+8613812345678")]),
        ("(212) 555-0123 ext. 45", [("phone", "+12125550123;ext=45")]),
    ],
)
def test_a_number_and_its_kind_are_read_in_every_way_they_are_printed(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert numbers(text) == expected


def test_tel_and_fax_on_one_line_are_two_numbers() -> None:
    assert numbers("TEL/FAX 03-3212-3456/03-3212-3457") == [
        ("phone", "+81332123456"),
        ("fax", "+81332123457"),
    ]
    assert numbers("TEL.06-6345-1234/FAX.06-6345-1235") == [
        ("phone", "+81663451234"),
        ("fax", "+81663451235"),
    ]


def test_one_number_behind_tel_and_fax_is_both() -> None:
    assert numbers("TEL/FAX 052-261-1234") == [
        ("phone", "+81522611234"),
        ("fax", "+81522611234"),
    ]


@pytest.mark.parametrize("label", ["", "TEL "])
def test_an_extension_between_two_numbers_belongs_to_the_first(label: str) -> None:
    expected = [("phone", "+81332123456;ext=8559"), ("fax", "+81332123457")]
    assert numbers(f"{label}03(3212)3456 内線8559 FAX 03(3212)3457") == expected


def test_a_lone_fax_number_is_not_the_phone() -> None:
    assert numbers("Fax. 03-3212-3457") == [("fax", "+81332123457")]


def test_a_label_in_its_own_box_names_the_number_beside_it() -> None:
    label, value = line_of("FAX", left=40), line_of("03-3212-3457", left=120)
    assert numbers(label, value) == [("fax", "+81332123457")]


def test_a_fictitious_number_is_kept_as_it_stands() -> None:
    (field,) = parse_page(page_of("TEL 050-0000-0000")).of(Kind.PHONE)
    assert field.value == "+815000000000"
    assert numbers("+123-456-7890") == [("phone", "+1234567890")]


@pytest.mark.parametrize(
    "text",
    [
        "登録番号 T1234567890123",
        "一級建築士 第123456号",
        "CNPJ 12.345.678/0001-90",
        "USt-IdNr. DE123456789",
        "免許番号 東京都知事(3)第12345号",
        "2026-11-22",
        "東京都千代田区丸の内1-9-1",
        "〒100-0005",
    ],
)
def test_licences_tax_numbers_dates_and_codes_are_no_phone(text: str) -> None:
    assert numbers(text) == []


def test_mobile_and_office_keep_their_places_whatever_the_order() -> None:
    expected = [("phone", "+81332123456"), ("mobile", "+819012345678")]
    assert numbers("TEL 03-3212-3456", "携帯 090-1234-5678") == expected
    assert numbers("携帯 090-1234-5678", "TEL 03-3212-3456") == expected


def test_the_other_readers_number_counts_when_the_first_is_unreadable() -> None:
    quad = Quad.of_box(40, 30, 300, 50)
    readings = (
        Reading("rapidocr", "TEL 03-3Z12-X456", 0.8),
        Reading("tesseract", "TEL 03-3212-3456", 0.9),
    )
    line = Line("TEL 03-3Z12-X456", 0.8, quad, readings=readings)
    assert [c.value for c in phones(sheet_of(line))] == ["+81332123456"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("E-mail: ann.lee @ acme.example", "ann.lee@acme.example"),
        ("taro©example,co.jp", "taro@example.co.jp"),
        ("taro@example.co. jp", "taro@example.co.jp"),
        ("taro@example.co. Web", "taro@example.co"),
        ("taro@a.example. com", "taro@a.example.com"),
        ("Mail:t.yamada@example.co.ip", "t.yamada@example.co.jp"),
        ("E-mailtaro@example.com", "taro@example.com"),
        ("taro＠example．co．jp", "taro@example.co.jp"),
        ("hanako@example.c0m", "hanako@example.com"),
        ("メールtaro_y@example.ne.jpまで", "taro_y@example.ne.jp"),
        ("ann@example.comURLhttps://www.example.com", "ann@example.com"),
    ],
)
def test_an_address_that_ocr_broke_is_healed_for_a_reason(text: str, expected: str) -> None:
    assert [c.value for c in emails(sheet_of(text))] == [expected]


def test_a_healed_address_keeps_what_stood_on_the_card() -> None:
    (field,) = parse_page(page_of("taro@example,co.jp")).of(Kind.EMAIL)
    assert field.raw == "taro@example,co.jp"
    assert any("repaired" in reason for reason in field.evidence)


@pytest.mark.parametrize("text", ["Internet", "@", "taro@", "taro@example", "Web Developer", "a@b"])
def test_an_address_is_never_invented(text: str) -> None:
    assert not list(emails(sheet_of(text)))
    assert not list(urls(sheet_of(text)))


def test_a_lost_at_sign_comes_back_when_the_web_address_has_the_domain() -> None:
    card = parse_page(page_of("E-mail taro.yamadaexample.co.jp", "https://www.example.co.jp"))
    assert [field.value for field in card.of(Kind.EMAIL)] == ["taro.yamada@example.co.jp"]


def test_email_and_url_are_not_swapped() -> None:
    card = parse_page(page_of("ann@acme.example", "www.acme.example"))
    assert [field.value for field in card.of(Kind.EMAIL)] == ["ann@acme.example"]
    assert [field.value for field in card.of(Kind.URL)] == ["https://www.acme.example"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("http：//www.example.co.jp/a/", "http://www.example.co.jp/a/"),
        ("https;//www.example,com", "https://www.example.com"),
        ("www example.co.jp", "https://www.example.co.jp"),
        ("wwwexample.com", "https://www.example.com"),
        ("URL: example.jp/shop", "https://example.jp/shop"),
    ],
)
def test_a_web_address_is_read_with_its_scheme(text: str, expected: str) -> None:
    assert [c.value for c in urls(sheet_of(text))] == [expected]


def test_different_domains_are_warned_about() -> None:
    card = parse_page(page_of("ann@acme.example", "www.other.example"))
    assert "email and url have different domains" in card.warnings


def test_accounts_are_social_and_no_address() -> None:
    card = parse_page(page_of("LINE ID: sakura_hair", "Instagram @sakura.hair", "x.com/sakura"))
    assert [field.value for field in card.of(Kind.SOCIAL)] == [
        "sakura_hair",
        "@sakura.hair",
        "x.com/sakura",
    ]
    assert not card.of(Kind.EMAIL)
    assert not card.of(Kind.URL)


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (("arnaud r@clairval.example",), "arnaud_r@clairval.example"),
        (("Inès Vallée", "i.val lee@redwood.example"), "i.vallee@redwood.example"),
    ],
)
def test_a_gap_in_an_address_is_closed_for_review(texts: tuple[str, ...], expected: str) -> None:
    (field,) = parse_page(page_of(*texts)).of(Kind.EMAIL)
    assert field.value == expected
    assert field.status == "review"


def test_a_fused_gap_gives_way_to_the_reader_who_saw_none() -> None:
    readings = (
        Reading("rapidocr", "i.vallee@redwood.example", 0.99),
        Reading("tesseract", "i. val lee@redwood. example", 0.89),
    )
    line = Line("i.val lee@redwood.example", 0.95, Quad.of_box(40, 30, 400, 50), readings=readings)
    assert [f.value for f in parse_page(page_of("Inès Vallée", line)).of(Kind.EMAIL)] == [
        "i.vallee@redwood.example"
    ]


def test_a_bar_between_two_numbers_is_no_digit() -> None:
    assert numbers("Tel. 030 23125-146 | Fax 030 23125-582", "Muster GmbH, 10115 Berlin") == [
        ("phone", "+493023125146"),
        ("fax", "+493023125582"),
    ]


def test_a_single_letter_before_an_address_is_its_label() -> None:
    assert [c.value for c in emails(sheet_of("T. 01 99 00 28 20 |E. cote@acme.example"))] == [
        "cote@acme.example"
    ]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["TEL 03-3212-3456(代) 内線 123"], "+81332123456;ext=123"),
        (["TEL 03-3212-3456", "携帯 090-1234-5678", "内線 123"], "+81332123456;ext=123"),
        (["T e |0798-00-1334（内線1652）"], "+81798001334;ext=1652"),
    ],
)
def test_an_extension_is_found_behind_whatever_stands_between(
    texts: list[str], expected: str
) -> None:
    assert ("phone", expected) in numbers("株式会社サンプル", *texts)


def test_a_label_for_both_before_one_number_says_nothing_of_the_next() -> None:
    assert numbers("Tel/Fax 940 97 24 04 | M. 692 392 569", "Puente Sur S.L.", region="ES") == [
        ("phone", "+34940972404"),
        ("mobile", "+34692392569"),
        ("fax", "+34940972404"),
    ]


def test_a_handle_needs_no_colon_behind_its_network() -> None:
    (field,) = parse_page(page_of("Instagram taro.insta")).of(Kind.SOCIAL)
    assert (field.value, field.part("network")) == ("taro.insta", "Instagram")


def test_a_number_that_lost_a_figure_in_a_column_is_none_of_another_country() -> None:
    company = column_of("株式会社川島酒造", right=860, size=26)
    assert numbers(company, column_of("電話 03-0163-588", right=340, size=16)) == []


@pytest.mark.parametrize(
    ("line", "numbers"),
    [
        ("041 4990 8882-041 5463.9960", {"+554149908882", "+554154639960"}),
        ("Fones: 3390-3519 - 4854.1322", {"3390-3519", "4854.1322"}),
        ("Tel.: 48541322 / 3902-5518", {"48541322", "3902-5518"}),
    ],
)
def test_two_numbers_stay_two_where_a_dash_or_none_was_read_between(
    line: str, numbers: set[str]
) -> None:
    card = parse_page(page_of("Padaria Estrela", line, "Curitiba - PR"), "BR")
    assert {field.value for field in card.of(Kind.PHONE)} == numbers
