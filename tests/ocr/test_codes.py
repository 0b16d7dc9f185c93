import cv2
import numpy as np
import pytest
import segno
import zxingcpp

from cardscan.model import Pixels
from cardscan.ocr.codes import read_codes

VCARD = "BEGIN:VCARD\nVERSION:3.0\nN:髙橋;美咲\nTEL:+81-3-0000-0000\nEND:VCARD"
SIDE = 400


def qr(text: str | bytes, *, scale: int = 4, encoding: str | None = None) -> Pixels:
    """Draw a QR code in the middle of white paper of 400 × 400 pixels."""
    modules = np.array([*segno.make_qr(text, encoding=encoding).matrix_iter(scale=scale, border=0)])
    paper = np.full((SIDE, SIDE), 255, np.uint8)
    start = (SIDE - len(modules)) // 2
    paper[start : start + len(modules), start : start + len(modules)] = np.where(modules, 0, 255)
    return np.repeat(paper[:, :, None], 3, axis=2)


def turned_by(pixels: Pixels, degrees: float) -> Pixels:
    matrix = cv2.getRotationMatrix2D((SIDE / 2, SIDE / 2), degrees, 1.0)
    white = (255, 255, 255)
    return np.asarray(cv2.warpAffine(pixels, matrix, (SIDE, SIDE), borderValue=white), np.uint8)


def texts(pixels: Pixels) -> list[str]:
    return [code.text for code in read_codes(pixels)]


@pytest.mark.parametrize("degrees", [0, 7, 45, 90, 180, 250])
def test_a_code_is_read_at_any_angle(degrees: float) -> None:
    assert texts(turned_by(qr("https://example.com/a"), degrees)) == ["https://example.com/a"]


def test_a_code_seen_at_a_slant_is_read() -> None:
    seen = np.array([(40, 30), (370, 80), (340, 330), (20, 390)], np.float32)
    flat = np.array([(0, 0), (SIDE, 0), (SIDE, SIDE), (0, SIDE)], np.float32)
    matrix = cv2.getPerspectiveTransform(flat, seen)
    pixels = cv2.warpPerspective(
        qr("https://example.jp"), matrix, (SIDE, SIDE), borderValue=(255, 255, 255)
    )
    assert texts(np.asarray(pixels, np.uint8)) == ["https://example.jp"]


def test_a_code_is_read_light_on_dark() -> None:
    assert texts(255 - qr("https://example.com/dark")) == ["https://example.com/dark"]


def test_a_code_of_rounded_modules_is_read() -> None:
    code = np.array([*segno.make_qr("https://example.com/round").matrix_iter(border=4)])
    paper = np.full((len(code) * 8, len(code) * 8), 255, np.uint8)
    for y, x in np.argwhere(code) * 8:
        paper[y : y + 7, x : x + 7] = 0
        paper[y : y + 7 : 6, x : x + 7 : 6] = 255  # the corners
    small = cv2.resize(paper, None, fx=5 / 8, fy=5 / 8, interpolation=cv2.INTER_AREA)
    assert texts(np.repeat(small[:, :, None], 3, axis=2)) == ["https://example.com/round"]


def test_a_code_with_a_logo_in_its_middle_is_read() -> None:
    code = segno.make_qr("https://example.com/logo", error="h")
    modules = np.array([*code.matrix_iter(scale=6, border=4)])
    pixels = np.repeat(np.where(modules, 0, 255).astype(np.uint8)[:, :, None], 3, axis=2)
    middle, radius = len(modules) // 2, len(modules) // 9
    cv2.circle(pixels, (middle, middle), radius, (210, 60, 40), -1)
    assert texts(pixels) == ["https://example.com/logo"]


@pytest.mark.parametrize("format_name", ["MicroQRCode", "RMQRCode"])
def test_smaller_kinds_of_codes_are_read(format_name: str) -> None:
    made = zxingcpp.create_barcode("0300000000", getattr(zxingcpp.BarcodeFormat, format_name))
    gray = np.asarray(made.to_image(scale=5, add_quiet_zones=True), np.uint8)
    assert texts(np.repeat(gray[:, :, None], 3, axis=2)) == ["0300000000"]


def test_a_code_in_a_colour_on_a_tint_is_read() -> None:
    ink = qr("https://example.com/red") < 128
    pixels = np.where(ink, (150, 30, 60), (250, 235, 225)).astype(np.uint8)
    assert texts(pixels) == ["https://example.com/red"]


@pytest.mark.parametrize("encoding", ["utf-8", "shift-jis"])
def test_japanese_keeps_its_letters_in_every_encoding(encoding: str) -> None:
    text = "MECARD:N:高橋,美咲;SOUND:タカハシ,ミサキ;;"
    assert texts(qr(text, encoding=encoding, scale=5)) == [text]


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("髙﨑①㈱ ＴＥＬ：０３－００００", "cp932"),
        ("MECARD:N:高橋;SOUND:ﾀｶﾊｼ ﾐｻｷ;;", "cp932"),
        ("株式会社サンプル 高橋美咲", "euc_jp"),
        ("株式会社サンプル 高橋美咲", "iso2022_jp"),
        ("Zoë Müller, Straße 5, Núñez, 50 °C", "latin-1"),
        ("ÜBERSEE GMBH – “Société”", "cp1252"),
        ("Zoë Müller, Genève", "utf-8"),
        ("\ufeff髙橋", "utf-8"),
    ],
)
def test_bytes_of_no_named_encoding_become_the_letters_meant(text: str, encoding: str) -> None:
    assert texts(qr(text.encode(encoding), scale=5)) == [text.removeprefix("\ufeff")]


@pytest.mark.parametrize(
    ("text", "encoding"), [("Preis 5 €, Zoë", "iso-8859-15"), ("高橋 美咲", "utf-8")]
)
def test_the_encoding_that_a_code_names_is_obeyed(text: str, encoding: str) -> None:
    code = segno.make_qr(text, encoding=encoding, eci=True)
    modules = np.array([*code.matrix_iter(scale=5, border=4)])
    gray = np.where(modules, 0, 255).astype(np.uint8)
    assert texts(np.repeat(gray[:, :, None], 3, axis=2)) == [text]


def test_kanji_mode_is_read() -> None:
    code = segno.make("高橋美咲株式会社", mode="kanji", micro=False)
    modules = np.array([*code.matrix_iter(scale=5, border=4)])
    gray = np.where(modules, 0, 255).astype(np.uint8)
    assert texts(np.repeat(gray[:, :, None], 3, axis=2)) == ["高橋美咲株式会社"]


def test_a_vcard_keeps_its_lines_and_rare_kanji() -> None:
    assert texts(qr(VCARD, encoding="utf-8")) == [VCARD]


def test_a_tab_stays_a_tab() -> None:
    assert texts(qr("a\tb")) == ["a\tb"]


def test_the_quad_lies_round_the_code() -> None:
    (code,) = read_codes(qr("https://example.com/where"))
    dark = np.argwhere(qr("https://example.com/where")[:, :, 0] == 0)
    top, left = dark.min(axis=0)
    bottom, right = dark.max(axis=0)
    corners = (code.quad.left, code.quad.top, code.quad.right, code.quad.bottom)
    assert corners == pytest.approx((left, top, right, bottom), abs=3)


def test_two_codes_on_one_card_are_both_read() -> None:
    pixels = np.hstack([qr("https://example.com/one"), qr("https://example.com/two")])
    assert sorted(texts(pixels)) == ["https://example.com/one", "https://example.com/two"]


def test_plain_paper_has_no_code() -> None:
    assert read_codes(np.full((SIDE, SIDE, 3), 255, np.uint8)) == ()
