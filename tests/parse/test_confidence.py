"""Confidence: what two readers saw is worth more than what one did."""

from cardscan.config import Settings
from cardscan.model import ACCEPT_FROM, Field, Kind, Line, Quad, Reading
from cardscan.parse.parser import parse_page
from cardscan.parse.testing import page_of

QUAD = Quad.of_box(40, 30, 400, 50)


def email(*readings: tuple[str, str], confidence: float = 0.97) -> Field:
    seen = tuple(Reading(reader, text, confidence) for reader, text in readings)
    line = Line(readings[0][1], confidence, QUAD, readings=seen)
    (field,) = parse_page(page_of(line)).of(Kind.EMAIL)
    return field


def test_agreement_is_worth_more_than_one_reader() -> None:
    both = email(("rapidocr", "taro@example.co.jp"), ("tesseract", "taro@example.co.jp"))
    one = email(("rapidocr", "taro@example.co.jp"), ("tesseract", "tar0@exannple"))
    assert both.readers == ("rapidocr", "tesseract")
    assert one.readers == ("rapidocr",)
    assert both.confidence > one.confidence


def test_faint_ink_goes_to_review() -> None:
    faint = email(("rapidocr", "taro@example,co.ip"), ("tesseract", "?"), confidence=0.4)
    assert faint.status == "review"


def test_a_spelling_that_stands_twice_wins() -> None:
    mail = Line("taro@exarnple.co.jp", 0.9, QUAD)
    card = parse_page(page_of(mail, "www.example.co.jp", "info@example.co.jp"))
    assert "taro@example.co.jp" in [field.value for field in card.of(Kind.EMAIL)]


def test_every_field_from_ink_shows_its_ink_and_its_reasons() -> None:
    card = parse_page(
        page_of(
            "株式会社サンプル",
            "部長 山田太郎",
            "〒100-0005 東京都千代田区丸の内1-9-1",
            "TEL 03-3212-3456",
        )
    )
    for field in card.fields:
        assert field.quad is not None
        assert field.evidence
        assert field.raw
    name = card.of(Kind.NAME)[0]
    assert name.raw == "山田太郎"
    assert name.quad is not None
    assert name.quad.left > 40  # cut out of its line, behind the post


def test_each_piece_of_ink_is_claimed_once_and_the_rest_is_kept() -> None:
    card = parse_page(page_of("株式会社サンプル", "営業時間 九時から", "TEL 03-3212-3456"))
    assert [line.text for line in card.leftover] == ["営業時間 九時から"]


def test_a_setting_moves_what_needs_no_person() -> None:
    page = page_of("株式会社サンプル", "部長 山田 太郎", "TEL 03-3212-3456")
    lax = parse_page(page, accept_from=0.5).fields
    strict = parse_page(page, accept_from=1.0).fields
    assert {field.status for field in lax} == {"accepted"}
    assert {field.status for field in strict} == {"review"}
    assert [field.confidence for field in lax] == [field.confidence for field in strict]


def test_the_setting_begins_where_the_weights_were_fitted() -> None:
    assert Settings(library="").accept_from == ACCEPT_FROM


def test_fields_of_one_card_speak_for_each_other() -> None:
    alone = parse_page(page_of("taro.yamada@example.co.jp")).of(Kind.EMAIL)[0]
    card = parse_page(
        page_of("山田 太郎", "Taro Yamada", "taro.yamada@example.co.jp", "www.example.co.jp")
    )
    spoken_for = card.of(Kind.EMAIL)[0]
    assert spoken_for.confidence > alone.confidence
    assert "the name stands in it as printed" in spoken_for.evidence
    assert "the web address has its domain" in spoken_for.evidence
