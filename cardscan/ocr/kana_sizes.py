"""Small kana of columns: their ink stands aside, and they stand behind few signs only."""

from dataclasses import replace

from cardscan.ocr.glyphs import Glyph, Glyphs

SMALL = "ァィゥェォッャュョヶっゃゅょ"
LARGE = "アイウエオツヤユヨケつやゆよ"
TO_LARGE = str.maketrans(SMALL, LARGE)
TO_SMALL = dict(zip((*LARGE, "工"), (*SMALL, "ェ"), strict=True))  # エ is read as 工, too
del TO_SMALL["ウ"]  # of カトウ; hardly any word has ゥ
I_ROW = "キシチニヒミリギジヂビピテデフヴきしちにひみりぎじぢびぴ"
BEHIND = {
    "ァ": "フヴクグツ",
    "ィ": "ウヴテデトドフツスズ",
    "ェ": "シジチウヴイフツ",
    "ォ": "ウヴクグフツ",
    **dict.fromkeys("ャュョゃゅょ", I_ROW),
}


def small_form(sign: str, before: str) -> str:
    """Return the small form of a kana where one may stand behind the sign before, else the kana.

    >>> small_form("イ", "デ"), small_form("ウ", ""), small_form("ツ", "ネ"), small_form("ケ", "緑")
    ('ィ', 'ウ', 'ッ', 'ヶ')
    """
    small = TO_SMALL.get(sign, sign)
    return small if small != sign and _may_stand(small, before) else sign


def count_small(text: str) -> int:
    """Return how many kana of a text are small."""
    return sum(sign in SMALL for sign in text)


def with_small_kana(upright: Glyphs, lying: Glyphs) -> Glyphs:
    """Make kana of a column small that are small where it lies: nobody makes kana small."""
    reach = 1 / max(1, 2 * len(upright))  # of half a cell
    small = [glyph for glyph in lying if count_small(glyph.text)]
    result: list[Glyph] = []
    for glyph in upright:
        text = small_form(glyph.text, result[-1].text if result else "")
        near = any(one.text == text and abs(one.at - glyph.at) < reach for one in small)
        result.append(replace(glyph, text=text) if near else glyph)
    return tuple(result)


def _may_stand(small: str, before: str) -> bool:
    if not before or before.isspace():
        return False
    if small == "ヶ":
        return "\u4e00" <= before <= "\u9fff"
    return before in BEHIND.get(small, before) and "\u3041" <= before <= "\u30ff"
