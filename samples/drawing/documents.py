"""Printed things that are no cards: a letter, a form, a receipt, a book."""

from collections.abc import Callable
from random import Random

import numpy as np
from PIL import Image, ImageDraw

from samples.drawing.fonts import GOTHIC, MINCHO, SANS, SERIF, Family
from samples.drawing.paper import Paper

DETAIL = 7.0  # pixels a millimetre
SENTENCES = (
    "拝啓　時下ますますご清栄のこととお慶び申し上げます。",
    "平素は格別のご高配を賜り、厚く御礼申し上げます。",
    "さて、先日ご依頼いただきました件につきまして、",
    "下記のとおりご報告いたしますので、ご確認ください。",
    "なお、ご不明な点がございましたらお知らせください。",
    "今後とも変わらぬご愛顧のほどお願い申し上げます。",
    "会議は来週の火曜日、午後二時から行います。",
    "資料は前日までに各自で印刷してお持ちください。",
)
LINES = (
    "Thank you for your letter of last week about the delivery.",
    "We have looked into the matter and can now tell you more.",
    "The parts left our warehouse in time, but the ship was late.",
    "Please find the new dates below, and let us know if they suit.",
    "If anything is unclear, do not hesitate to ask at any time.",
    "The next meeting will be held in the large room upstairs.",
    "Nobody has to prepare anything, but bring your own notes.",
    "With kind regards and many thanks for your patience.",
)
LABELS = (
    "氏名",
    "生年月日",
    "住所",
    "電話番号",
    "申込日",
    "金額",
    "備考",
    "Name",
    "Date",
    "Address",
)
GOODS = ("牛乳", "食パン", "たまご", "コーヒー", "ボールペン", "ノート", "電池", "おにぎり", "お茶")
BOOKS = (
    "やさしい統計",
    "旅の手帖",
    "台所の科学",
    "The Long Road",
    "A Short History of Tea",
    "線形代数",
)
COVERS = (
    (150, 40, 44),
    (34, 70, 110),
    (222, 208, 176),
    (52, 92, 70),
    (240, 240, 236),
    (40, 40, 46),
)

Ink = tuple[int, int, int]
INK: Ink = (40, 40, 44)


def letter(rng: Random) -> Paper:
    """Return a page of sentences with a heading and a date."""
    japanese = rng.random() < 0.5
    family, words = (rng.choice((GOTHIC, MINCHO)), SENTENCES) if japanese else (SERIF, LINES)
    page, pen = _page(rng, 210, 297)
    heading = "ご報告" if japanese else "Report"
    _put(pen, (105, 38), heading, family, 18, anchor="mm")
    date = f"{rng.randint(1, 12)}月{rng.randint(1, 28)}日" if japanese else "Friday"
    _put(pen, (185, 24), date, family, 10.5, anchor="rm")
    for row in range(rng.randint(12, 26)):
        _put(pen, (25, 58 + 8 * row), rng.choice(words), family, 10.5)
    return _paper(page)


def form(rng: Random) -> Paper:
    """Return a page of labelled boxes, some of them filled in."""
    page, pen = _page(rng, 210, 297)
    _put(pen, (105, 26), rng.choice(("申込書", "届出書", "Application")), GOTHIC, 18, anchor="mm")
    top = 44.0
    while top < 250:
        high = rng.choice((12.0, 12.0, 18.0, 40.0))
        edges = [value * DETAIL for value in (20, top, 190, top + high)]
        pen.rectangle(edges, outline=INK, width=round(0.35 * DETAIL))
        pen.line([(62 * DETAIL, edges[1]), (62 * DETAIL, edges[3])], INK, round(0.25 * DETAIL))
        _put(pen, (25, top + 6), rng.choice(LABELS), GOTHIC, 10)
        if rng.random() < 0.5:
            _put(pen, (68, top + 6), rng.choice((*GOODS, *BOOKS)), MINCHO, 12, ink=(30, 40, 110))
        top += high
    return _paper(page)


def receipt(rng: Random) -> Paper:
    """Return a long strip with goods and their prices."""
    rows = rng.randint(9, 18)
    height = 62.0 + 6 * rows
    page, pen = _page(rng, 58, height)
    _put(pen, (29, 10), rng.choice(("レシート", "領収書", "RECEIPT")), GOTHIC, 14, anchor="mm")
    total = 0
    for row in range(rows):
        price = rng.randint(8, 98) * 10
        total += price
        _put(pen, (4, 24 + 6 * row), rng.choice(GOODS), GOTHIC, 9)
        _put(pen, (54, 24 + 6 * row), f"¥{price}", GOTHIC, 9, anchor="rm")
    _put(pen, (4, 32 + 6 * rows), "合計", GOTHIC, 13)
    _put(pen, (54, 32 + 6 * rows), f"¥{total:,}", GOTHIC, 13, anchor="rm")
    for bar in range(40):
        if rng.random() < 0.55:
            left, top = 9 + bar, height - 18
            pen.rectangle([v * DETAIL for v in (left, top, left + 0.7, top + 9)], fill=INK)
    return _paper(page)


def book(rng: Random) -> Paper:
    """Return the cover of a book: a title, a picture and whose it is."""
    color = rng.choice(COVERS)
    ink = (236, 234, 226) if sum(color) < 400 else INK
    width, height = rng.choice(((128.0, 188.0), (105.0, 148.0), (148.0, 210.0)))
    page, pen = _page(rng, width, height, color=color)
    family = rng.choice((MINCHO, GOTHIC))
    _put(pen, (width / 2, height * 0.2), rng.choice(BOOKS), family, 24, anchor="mm", ink=ink)
    tone = tuple(min(255, level + 36) for level in color)
    box = [value * DETAIL for value in (width * 0.25, height * 0.4, width * 0.75, height * 0.7)]
    rng.choice((pen.ellipse, pen.rectangle))(box, fill=(tone[0], tone[1], tone[2]))
    _put(
        pen, (width / 2, height * 0.9), rng.choice(("上", "下", "新版", "II")), family, 14, ink=ink
    )
    return _paper(page)


DOCUMENTS: tuple[Callable[[Random], Paper], ...] = (letter, form, receipt, receipt, book)


def _page(
    rng: Random, width: float, height: float, *, color: Ink | None = None
) -> tuple[Image.Image, ImageDraw.ImageDraw]:
    white = rng.choice(((250, 250, 248), (244, 240, 230), (238, 240, 244)))
    page = Image.new("RGB", (round(width * DETAIL), round(height * DETAIL)), color or white)
    return page, ImageDraw.Draw(page)


def _put(
    pen: ImageDraw.ImageDraw,
    at: tuple[float, float],
    text: str,
    family: Family,
    points: float,
    *,
    anchor: str = "lm",
    ink: Ink = INK,
) -> None:
    face = family.regular if family.regular.prints(text) else SANS.regular
    font = face.at(points * 25.4 / 72 * DETAIL)
    pen.text((at[0] * DETAIL, at[1] * DETAIL), text, fill=ink, font=font, anchor=anchor)


def _paper(page: Image.Image) -> Paper:
    face = np.array(page)
    return Paper(face, np.full(face.shape[:2], 255, np.uint8))
