"""Figures of columns: what they were read as, told by the figures around them."""

import re
from dataclasses import replace

from cardscan.ocr.glyphs import Glyph, Glyphs

UNSEEN = 0.6  # confidence of a dash that nothing but its place tells
DIGITS = "〇一二三四五六七八九"
NUMERALS = re.compile(
    "(?<![ァ-ヺ])[〇○◯一二三四五六七八九ニー-]{3,}|[〇○◯一二三四五六七八九ニ-]{3,}"
)
LYING_BAR = re.compile(f"(?<=[{DIGITS}])[1lI|｜丨卜ト](?=[{DIGITS}])")
BARE_CODE = re.compile(f"[TＴ十テ亍〒]([{DIGITS}]{{3}})[{DIGITS}]{{4}}")  # its dash was not seen
MARKED_CODE = re.compile(f"[^{DIGITS}][{DIGITS}]{{3}}[-ー一十][{DIGITS}]{{4}}(?![{DIGITS}-])")
# 十 stands before no 〇 and no two figures: a dash with dirt across it, or 一 under one
CROSSED_BAR = re.compile(f"(?<=[{DIGITS}])十(?=〇)")
CROSSED_ONE = re.compile(f"(?<=-)十(?=[{DIGITS}]{{2}})")
COUNTED = "(?=[FＦ階丁号番課部])"  # what stands before is a figure, though kana stand before it
# ー of サービス and タワー, which is as upright as a figure 1
KANA_BAR = re.compile(r"(?<=[ァ-ヺ])[1|](?=[ァ-ヺ])|(?<=タワ|ンタ|クタ|ジャ|イナ|ーダ)[1|](?!\d)")
POSTAL_CODE = re.compile(
    "[〇一二三四五六七八九]{3}-[〇一二三四五六七八九]{4}(?![〇一二三四五六七八九-])"
)
SURE_NUMERALS = frozenset(DIGITS)
LYING_DASH = re.compile("(?<=[0-9０-９])[一ー―—|｜](?=[0-9０-９])")
TOLD = (
    (re.compile(f"ニ{COUNTED}"), "二"),
    (re.compile(f"ミ{COUNTED}"), "三"),
    (LYING_BAR, "-"),
    (CROSSED_BAR, "-"),
    (CROSSED_ONE, "一"),
    (KANA_BAR, "ー"),
    (LYING_DASH, "-"),
)
LIKE_NUMERALS = str.maketrans("○◯ニー", "〇〇二一")


def healed_numerals(glyphs: Glyphs) -> Glyphs:
    """Read look-alikes among kanji numerals as numerals: 〇三-ニーー○ is 〇三-二一一〇.

    >>> told = healed_numerals(tuple(Glyph(sign, 0.9, 0.0) for sign in "〇六十〇二八四-十二三"))
    >>> "".join(glyph.text for glyph in told)
    '〇六-〇二八四-一二三'
    """
    healed = list(glyphs)
    text = "".join(glyph.text for glyph in glyphs)
    for run in NUMERALS.finditer(text):
        if sum(character in SURE_NUMERALS for character in run.group()) >= 2:
            for at in range(*run.span()):
                healed[at] = replace(glyphs[at], text=text[at].translate(LIKE_NUMERALS))
    if MARKED_CODE.match(text):  # 〒 is in no dictionary
        healed[0], healed[4] = replace(glyphs[0], text="〒"), replace(glyphs[4], text="-")
    if BARE_CODE.fullmatch(text):
        unseen = Glyph("-", UNSEEN, (glyphs[3].at + glyphs[4].at) / 2)
        return (replace(glyphs[0], text="〒"), *healed[1:4], unseen, *healed[4:])
    for pattern, sign in TOLD:
        for found in pattern.finditer(text):
            healed[found.start()] = replace(glyphs[found.start()], text=sign)
    return tuple(healed)
