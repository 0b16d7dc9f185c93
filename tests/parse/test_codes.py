"""QR codes as fields, and how they stand beside the ink."""

from dataclasses import replace

from cardscan.model import Code, Kind, ParsedCard, Quad
from cardscan.parse.parser import parse_page
from cardscan.parse.testing import page_of

QUAD = Quad.of_box(700, 300, 800, 400)
VCARD = (
    "BEGIN:VCARD\r\nVERSION:3.0\r\nN:山田;太郎;;;\r\nORG:株式会社サンプル;営業部\r\n"
    "TEL;TYPE=WORK,FAX:03-3212-3457\r\nTEL;TYPE=CELL:090-1234-5678\r\n"
    "EMAIL:taro@example.co.jp\r\nADR:;;丸の内1-9-1;千代田区;東京都;100-0005;日本\r\nEND:VCARD\r\n"
)


def read(code: str, *texts: str) -> ParsedCard:
    return parse_page(replace(page_of(*texts), codes=(Code(code, QUAD),)))


def test_a_vcard_code_fills_what_the_ink_lacks() -> None:
    card = read(VCARD)
    found = {(field.kind, field.value) for field in card.fields}
    assert found >= {
        (Kind.NAME, "山田 太郎"),
        (Kind.COMPANY, "株式会社サンプル"),
        (Kind.DEPARTMENT, "営業部"),
        (Kind.FAX, "+81332123457"),
        (Kind.MOBILE, "+819012345678"),
        (Kind.EMAIL, "taro@example.co.jp"),
        (Kind.POSTAL_CODE, "100-0005"),
    }
    assert {field.rule for field in card.fields} == {"qr"}


def test_what_the_ink_says_too_is_not_said_twice() -> None:
    card = read(VCARD, "山田太郎", "taro@example.co.jp")
    assert len(card.of(Kind.NAME)) == 1
    assert len(card.of(Kind.EMAIL)) == 1
    assert not card.warnings


def test_where_code_and_ink_disagree_both_stand_with_a_warning() -> None:
    card = read(VCARD, "hanako@example.co.jp")
    assert [field.value for field in card.of(Kind.EMAIL)] == [
        "hanako@example.co.jp",
        "taro@example.co.jp",
    ]
    assert "the QR code gives another email than the print" in card.warnings
    assert card.of(Kind.EMAIL)[1].status == "review"


def test_a_mecard_with_kana_is_read() -> None:
    card = read("MECARD:N:やまだ,たろう;SOUND:ヤマダ,タロウ;TEL:0332123456;;")
    assert [f.value for f in card.of(Kind.NAME_KANA)] == ["ヤマダ タロウ"]
    assert [f.value for f in card.of(Kind.PHONE)] == ["+81332123456"]


def test_a_web_address_in_a_code_is_a_url() -> None:
    assert [f.value for f in read("https://www.example.com/a").of(Kind.URL)] == [
        "https://www.example.com/a"
    ]


def test_a_hostile_code_is_a_warning() -> None:
    for text in ("javascript:alert(1)", "BEGIN:VCARD\nTEL:x\nEND:VCARD", "\x00" * 5000, "MECARD:"):
        card = read(text, "山田太郎")
        assert card.warnings
        assert len(card.fields) == 1


def test_quoted_printable_of_an_old_phone_is_decoded_also_across_lines() -> None:
    card = read(
        "BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E9=AB=98=\r\n"
        "=E6=A9=8B;=E7=BE=8E=E5=92=B2;;;\r\nTEL;WORK:03-3212-3457\r\nEND:VCARD"
    )
    assert [field.value for field in card.fields if field.kind is Kind.NAME] == ["高橋 美咲"]


def test_what_code_and_ink_both_say_needs_no_person() -> None:
    doubtful = read(VCARD, "taro@example,co,jp").of(Kind.EMAIL)[0]
    assert "the QR code says so too" in doubtful.evidence
    assert doubtful.status == "accepted"


def test_a_firm_is_the_same_however_its_form_and_address_are_written() -> None:
    card = read(
        "MECARD:N:山田,太郎;ORG:株式会社サンプル;URL:http://example.co.jp/;"
        "ADR:,,丸の内1-9-1,千代田区,東京都,1000005,JP;;",
        "(株)サンプル",
        "https://www.example.co.jp",
    )
    assert not card.warnings
    assert [field.value for field in card.of(Kind.POSTAL_CODE)] == ["100-0005"]
    assert [field.value for field in card.of(Kind.ADDRESS)] == ["東京都千代田区丸の内1-9-1"]


def test_a_formula_in_a_code_is_no_name_that_anybody_accepts() -> None:
    card = read("BEGIN:VCARD\nFN:=cmd|' /C calc'!A0\nEND:VCARD")
    assert [field.status for field in card.of(Kind.NAME)] == ["review"]
