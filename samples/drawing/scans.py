"""Cards on the glass of a scanner: one alone, or a sheet of several."""

from random import Random

import cv2
import numpy as np

from samples.drawing.cards import DrawnCard
from samples.drawing.light import even, falling, grained, lit
from samples.drawing.paper import Paper, Shadow, cast, edge_of, lay, paper_of
from samples.drawing.picture import (
    Picture,
    Pixels,
    Transform,
    carried,
    corners_of,
    moved,
    rotated,
    scaled,
)

DRAWN_DPI = 300
LOW_DPI, SHEET_DPI = 150, 200
LIDS = ((205, 208, 212), (90, 110, 150), (60, 60, 64), (225, 222, 215), (248, 248, 247))
GAP = 30  # pixels of a sheet between the boxes around two cards
BLACK, WHITE = 120, 215  # gray levels of ink and paper that a fax can tell apart
FAX = 180  # gray level that becomes middle gray; thin strokes are lighter than ink


def clean(card: DrawnCard) -> Picture:
    """Return the flat card itself; behind round corners it is white."""
    paper = paper_of(card)
    paper.face[paper.cover < 128] = 255
    return Picture(paper.face, (card,), (np.eye(3),), jpeg=95)


def scanned(rng: Random, card: DrawnCard) -> Picture:
    """Return a scan, mostly a low one, on a white bed: a little skew, noise, a faint shadow.

    Now and then the lid stood open and the bed is black, and of those some are faxed on.
    """
    dpi = rng.choice((LOW_DPI, LOW_DPI, LOW_DPI, 200, DRAWN_DPI))
    opened = rng.random() < 0.12
    shrink = dpi / DRAWN_DPI
    width, height = (side * shrink for side in card.image.size)
    border = rng.uniform(8, 40)
    size = (round(width + 2 * border), round(height + 2 * border))
    placed = _placed(card, shrink, (size[0] / 2, size[1] / 2), rng.uniform(-2.0, 2.0))
    faint = rng.random() < 0.3  # white on white
    white = rng.randint(248, 253) if faint else rng.randint(236, 248)
    pixels = np.full((size[1], size[0], 3), rng.randint(20, 70) if opened else white, np.uint8)
    paper = paper_of(card)
    cast(pixels, paper, placed, Shadow((2.0, 2.0), 0.07 if faint else 0.14, 2.0))
    lay(pixels, paper, placed)
    picture = Picture(pixels, (card,), (placed,), jpeg=rng.choice((50, 50, 65, 80)))
    _spoil(rng, picture, dpi)
    if opened and dpi > LOW_DPI and _survives_fax(picture):
        gray = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY).astype(np.float32)
        pixels[:] = np.clip((gray - FAX) * 6 + 128, 0, 255)[:, :, None]
    return picture


def laid_out(rng: Random, cards: tuple[DrawnCard, ...], *, any_angle: bool = False) -> Picture:
    """Return a flatbed sheet with several cards, 200 dpi, under a white or coloured lid."""
    papers = [paper_of(card) for card in cards]
    angles = [rng.uniform(0, 360) if any_angle else rng.uniform(-4, 4) for _ in cards]
    boxes = [_box(paper, angle) for paper, angle in zip(papers, angles, strict=True)]
    columns = 2 if len(cards) <= 8 else 3
    rows = [
        range(start, min(start + columns, len(cards))) for start in range(0, len(cards), columns)
    ]
    heights = [max(boxes[index][1] for index in row) + GAP for row in rows]
    width = max(sum(boxes[index][0] + GAP for index in row) for row in rows) + GAP
    bed = np.empty((round(sum(heights) + GAP), round(width), 3), dtype=np.uint8)
    bed[:] = rng.choice(LIDS)
    pale = bool(bed[0, 0].min() > 240)
    transforms, top = [], GAP / 2
    for row, height in zip(rows, heights, strict=True):
        slack = (width - GAP - sum(boxes[index][0] + GAP for index in row)) / len(row)
        left = GAP / 2
        for index in row:
            across, down = boxes[index][0] + GAP + slack, boxes[index][1] + GAP
            middle = (
                left + across / 2 + rng.uniform(-0.5, 0.5) * slack,
                top + height / 2 + rng.uniform(-0.5, 0.5) * (height - down),
            )
            placed = _placed(cards[index], SHEET_DPI / DRAWN_DPI, middle, angles[index])
            cast(bed, papers[index], placed, Shadow((2.0, 3.0), 0.1 if pale else 0.3, 3.0))
            lay(bed, papers[index], placed)
            transforms.append(placed)
            left += across
        top += height
    grained(rng, bed, 2.0)
    return Picture(bed, cards, tuple(transforms), jpeg=80)


def _placed(
    card: DrawnCard, shrink: float, middle: tuple[float, float], degrees: float
) -> Transform:
    """Return where a card lies whose middle and angle are given."""
    width, height = card.image.size
    centred = scaled(shrink, shrink) @ moved(-width / 2, -height / 2)
    placed: Transform = moved(*middle) @ rotated(degrees) @ centred
    return placed


def _box(paper: Paper, degrees: float) -> tuple[float, float]:
    """Return width and height of the upright box around a turned card on a sheet."""
    shrink = SHEET_DPI / DRAWN_DPI
    seen = carried(corners_of(paper.size), scaled(shrink, shrink) @ rotated(degrees))
    across, down = seen.max(axis=0) - seen.min(axis=0)
    return float(across), float(down)


def _spoil(rng: Random, picture: Picture, dpi: int) -> None:
    """Let light in at a side, dust lie on the glass, or the scan be gray."""
    pixels = picture.pixels
    if rng.random() < 0.25:
        lit(pixels, falling(rng, even((pixels.shape[1], pixels.shape[0])), rng.uniform(0.1, 0.3)))
    if rng.random() < 0.35:
        dusty(rng, pixels, dpi)
    grained(rng, pixels, rng.uniform(1.0, 4.0))
    if rng.random() < 0.12:
        pixels[:] = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)[:, :, None]


def dusty(rng: Random, pixels: Pixels, dpi: int) -> None:
    """Strew specks and a hair or two over the glass, pale enough to leave print alone."""
    height, width = pixels.shape[:2]
    layer = np.zeros((height, width), np.uint8)
    for _ in range(rng.randint(5, 40)):
        at = (rng.randrange(width), rng.randrange(height))
        cv2.circle(layer, at, rng.choice((0, 0, 1)) * dpi // 150, rng.randint(90, 255), -1)
    for _ in range(rng.randint(0, 2)):
        start = np.array([rng.uniform(0, width), rng.uniform(0, height)])
        steps = np.cumsum([[rng.gauss(1, 1), rng.gauss(0, 1.3)] for _ in range(14)], axis=0)
        hair = np.rint(start + steps * dpi / 60).astype(np.int32)
        gray = rng.randint(90, 200)
        cv2.polylines(layer, [hair], isClosed=False, color=gray, lineType=cv2.LINE_AA)
    pixels[:] = np.rint(pixels * (1 - 0.35 / 255 * layer[:, :, None]))


def _survives_fax(picture: Picture) -> bool:
    """Tell whether a card is light and all its print dark, so that a fax leaves it readable."""
    if np.percentile(edge_of(picture.cards[0]), 2) < WHITE:
        return False
    gray = cv2.cvtColor(picture.pixels, cv2.COLOR_RGB2GRAY)
    for line in picture.cards[0].printed:
        left, top, right, bottom = line.box
        seen = carried(
            ((left, top), (right, top), (right, bottom), (left, bottom)), picture.transforms[0]
        )
        low, high = np.floor(seen.min(axis=0)).astype(int), np.ceil(seen.max(axis=0)).astype(int)
        levels = np.percentile(gray[low[1] : high[1], low[0] : high[0]], (3, 97))
        if levels[0] > BLACK or levels[1] < WHITE:
            return False
    return True
