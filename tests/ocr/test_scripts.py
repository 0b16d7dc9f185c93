"""Which language a card is written in, and who reads it."""

from functools import cache

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from cardscan.cli.checking import Check
from cardscan.errors import EngineMissing
from cardscan.model import Line, OcrPage, PreparedCard, Quad, Reading, Source
from cardscan.ocr import languages, tesseract
from cardscan.ocr.engine import engine_named
from cardscan.ocr.hangul import UNREAD_WARNING, unread_warnings, with_hangul
from cardscan.ocr.scripts import Language, language_of

CJK_FONT = "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"
LATIN_FONT = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"
FACES = {Language.SIMPLIFIED: 2, Language.TRADITIONAL: 3, Language.KOREAN: 1}  # in the font's file

BEIJING = ("北京青叶科技有限公司", "王建国", "总经理", "电话：+86 10 5550 0123")
TAIPEI = ("鴻遠國際貿易有限公司", "林美惠", "業務部經理", "電話：+886 2 5550 0188")
SEOUL = ("한빛전자", "김민준", "대표이사", "전화 02-555-0123", "minjun@example.kr")
BERLIN = ("Bäckerei Süßmilch GmbH", "Jürgen Größ", "Königstraße 17", "Tel. +49 30 5550 0123")


def drawn(texts: tuple[str, ...], *, font: str = LATIN_FONT, face: int = 0) -> PreparedCard:
    image = Image.new("RGB", (1000, 120 + 80 * len(texts)), "white")
    type_ = ImageFont.truetype(font, 40, index=face)
    for number, text in enumerate(texts):
        ImageDraw.Draw(image).text((60, 60 + 80 * number), text, font=type_, fill="black")
    return PreparedCard(Source("card.png", 0, 0), "", np.asarray(image))


@cache
def read(texts: tuple[str, ...], language: Language, engine: str) -> OcrPage:
    return engine_named(engine).read(drawn(texts, font=CJK_FONT, face=FACES[language]))


def bare(page: OcrPage) -> list[str]:
    return ["".join(line.text.split()).replace(":", "：") for line in page.lines]


def line(text: str, number: int, confidence: float = 0.99, reader: str = "rapidocr") -> Line:
    quad = Quad.of_box(40, 50 * number, 40 + 30 * len(text), 50 * number + 30)
    return Line(text, confidence, quad, readings=(Reading(reader, text, confidence),))


@pytest.mark.parametrize(
    ("texts", "language"),
    [
        (BEIJING, Language.SIMPLIFIED),
        (("张敏", "客户经理", "广州市天河区花城大道68号"), Language.SIMPLIFIED),
        (TAIPEI, Language.TRADITIONAL),
        (("劉德安", "律師", "台南市東區東門路一段12號3樓"), Language.TRADITIONAL),
        (SEOUL, Language.KOREAN),
        (BERLIN, Language.LATIN),
        (("株式会社青葉", "営業課 课長", "爱知県名古屋市中区栄1-2"), Language.JAPANESE),
        (("學校法人 櫻澤學園", "理事長 齋藤 龍", "東京都港区芝1-2-3"), Language.JAPANESE),
        (("上海青葉有限公司", "取締役社長 山田 太郎", "サンプルビル", "+86 21"), Language.JAPANESE),
        (("山田 太郎",), Language.JAPANESE),
    ],
)
def test_the_whole_card_tells_its_language(texts: tuple[str, ...], language: Language) -> None:
    assert language_of(texts) is language


def test_little_unread_print_is_no_foreign_script() -> None:
    lines = [line("株式会社サンプル商事", 1), line("TEL 03-1234-0000", 2)]
    icons = [Quad.of_box(0, 50 * at, 30, 50 * at + 30) for at in range(4)]
    drawing = Quad.of_box(500, 0, 800, 60)
    assert unread_warnings([one.quad for one in lines] + icons + [drawing], lines, 600) == ()


def test_lines_that_were_found_but_not_read_are_told_of() -> None:
    lines = [line("02-555-0123", 4), line("召吧歪", 1, 0.4)]
    unread = [Quad.of_box(40, 50 * at, 340, 50 * at + 30) for at in (2, 3)]
    warnings = unread_warnings([one.quad for one in lines] + unread, lines, 600)
    assert warnings == (UNREAD_WARNING,)
    assert "sudo apt-get install tesseract-ocr-kor" in UNREAD_WARNING


def test_hangul_takes_the_place_of_what_was_not_read() -> None:
    misread, phone = line("召吧歪", 1, 0.6), line("02-555-0123", 2)
    page = OcrPage(Source("a.png", 0, 0), 900, 500, (misread, phone), (), (UNREAD_WARNING,))
    seen = [line("김민준", 1, reader="tesseract"), line("02-S55-0123", 2, reader="tesseract")]
    korean = with_hangul(page, seen)
    assert [one.text for one in korean.lines] == ["김민준", "02-555-0123"]
    assert korean.warnings == ()
    assert with_hangul(page, seen[1:]) == page


def test_a_missing_pack_costs_its_language_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(languages, "_listed", lambda _: ("eng", "jpn"))
    assert languages.packs_for(Language.JAPANESE) == "jpn+eng"
    assert languages.packs_for(Language.LATIN, accented=True) == "eng"
    assert languages.packs_for(Language.TRADITIONAL) is None
    lines = [line(text, number) for number, text in enumerate(TAIPEI[:3])]
    readings = tesseract.TesseractReader().witness(drawn(TAIPEI).pixels, lines)
    assert [reading.text for reading in readings] == ["", "", ""]


def test_packs_of_scripts_may_lie_in_a_folder_of_their_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(languages, "_listed", lambda _: ("eng", "jpn", "script/Latin"))
    assert languages.packs_for(Language.LATIN, accented=True) == "script/Latin"
    assert languages.missing(languages.EXPECTED) == ("jpn_vert",)


def test_without_the_pack_for_accents_a_word_names_the_command(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(languages, "_listed", lambda _: ("eng", "jpn", "jpn_vert"))
    monkeypatch.setattr(tesseract, "which", lambda _: "tesseract")
    tesseract.require.__wrapped__()
    assert "Latin" in caplog.text
    assert "sudo apt-get install tesseract-ocr-script-latn" in caplog.text
    monkeypatch.setattr(languages, "_listed", lambda _: ("eng",))
    with pytest.raises(EngineMissing, match=r"lacks jpn\. Run: .*tesseract-ocr-jpn"):
        tesseract.require.__wrapped__()


def test_an_absent_option_is_not_missing() -> None:
    assert Check("kor", ok=True, found="absent", fix="sudo apt-get install x").state == "option"
    assert Check("jpn", ok=False, found="absent", fix="sudo apt-get install x").state == "MISSING"


@pytest.mark.engine
@pytest.mark.parametrize("engine", ["rapidocr", "fused"])
@pytest.mark.parametrize(
    ("texts", "language"), [(BEIJING, Language.SIMPLIFIED), (TAIPEI, Language.TRADITIONAL)]
)
def test_a_chinese_card_keeps_its_characters(
    texts: tuple[str, ...], language: Language, engine: str
) -> None:
    assert bare(read(texts, language, engine)) == ["".join(text.split()) for text in texts]


@pytest.mark.engine
def test_accents_survive_in_both_readers() -> None:
    card = drawn(BERLIN)
    page = engine_named("fused").read(card)
    assert bare(page) == ["".join(text.split()) for text in BERLIN]
    first = "".join(line.readings[0].text for line in page.lines)
    assert [sign for sign in first if sign in "äöüß"] == list("äüßüößöß")
    if "Latin" in languages.installed():
        seen = tesseract.TesseractReader().witness(card.pixels, page.lines)
        assert set("äöüß") <= {sign for one in seen for sign in one.text}


@pytest.mark.engine
def test_a_korean_card_is_read_with_its_pack_and_warned_of_without() -> None:
    assert read(SEOUL, Language.KOREAN, "rapidocr").warnings == (UNREAD_WARNING,)
    if "kor" not in languages.installed():
        pytest.skip("tesseract-ocr-kor is not installed")
    page = read(SEOUL, Language.KOREAN, "fused")
    assert page.warnings == ()
    assert {"김민준", "minjun@example.kr"} <= set(bare(page))
