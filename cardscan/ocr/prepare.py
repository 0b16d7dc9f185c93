"""Cut each card out of its picture, flat and at a size at which its small print can be read."""

from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np

from cardscan.model import CardImage, Pixels, PreparedCard, Quad, Source
from cardscan.ocr.codes import read_codes
from cardscan.ocr.locate import outlines_in
from cardscan.ocr.quads import Corners, card_aspect, corners_of, side_lengths

SMALLEST, LARGEST = 1000, 1800  # pixels of the long side; 6.5 pt type is 25 to 45 pixels high
FINE = 800  # pixels of the long side; with fewer, a card is cut from all pixels of its file
COARSE = 1200  # pixels of the long side; with fewer, thin strokes are lost without care
SAME_ROW = 0.5  # of a card's height; cards whose middles differ by less lie side by side


def prepare_cards(image: CardImage) -> tuple[PreparedCard, ...]:
    """Return the cards of a picture, flat, in reading order; none when there is no card.

    A picture in which no card is found but a QR code is a card's back.
    """
    outlines = outlines_in(image.pixels)
    quads = [_scaled(outline.quad, image.scale) for outline in outlines]
    if not quads and read_codes(image.pixels):
        return (whole_picture(image),)
    doubtful = [quad for quad, one in zip(quads, outlines, strict=False) if one.is_doubtful]
    return tuple(
        replace(card, is_doubtful=card.source.quad in doubtful) for card in cut_out(image, quads)
    )


def whole_picture(image: CardImage) -> PreparedCard:
    """Return a page as the card that fills it."""
    height, width = image.pixels.shape[:2]
    (card,) = cut_out(image, [Quad.of_box(0, 0, width / image.scale, height / image.scale)])
    return card


def cut_out(image: CardImage, quads: Sequence[Quad]) -> tuple[PreparedCard, ...]:
    """Return what lies in each quad of a page's file, flat, in reading order."""
    if min((_long_side(quad) * image.scale for quad in quads), default=FINE) < FINE:
        image = image.whole
    return tuple(
        PreparedCard(
            source=Source(image.path, image.page, index, quad),
            digest=image.digest,
            pixels=flattened(image.pixels, _scaled(quad, 1 / image.scale)),
        )
        for index, quad in enumerate(_in_reading_order(quads))
    )


def _scaled(quad: Quad, scale: float) -> Quad:
    """Return where a quad lies in the picture of which its own was a copy at that scale."""
    return Quad(*((x / scale, y / scale) for x, y in quad.points))


def _long_side(quad: Quad) -> float:
    return float(max(side_lengths(corners_of(quad))))


def flattened(pixels: Pixels, quad: Quad) -> Pixels:
    """Return what lies in the quad as a rectangle, its long side within the limits."""
    height, width = pixels.shape[:2]
    corners = corners_of(quad)
    top, right, bottom, left = side_lengths(corners)
    aspect = card_aspect(corners, (width / 2, height / 2))
    seen = max(top, right, bottom, left)
    long = min(max(seen, SMALLEST), LARGEST)
    size = (long, long / aspect) if aspect > 1 else (long * aspect, long)
    flat_width, flat_height = (max(1, round(side)) for side in size)
    # Averaging first keeps thin strokes that sampling a large photo would drop.
    shrink = min(1.0, 1.5 * long / seen)
    pixels, corners = _around(pixels, corners)
    if shrink < 1:
        pixels = np.asarray(
            cv2.resize(pixels, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA), np.uint8
        )
    source = (corners * shrink).astype(np.float32)
    target = np.array(
        [(0, 0), (flat_width, 0), (flat_width, flat_height), (0, flat_height)], dtype=np.float32
    )
    matrix, size = cv2.getPerspectiveTransform(source, target), (flat_width, flat_height)
    frame = cv2.BORDER_REPLICATE
    if seen < COARSE:
        flat = cv2.warpPerspective(pixels, matrix, size, flags=cv2.INTER_CUBIC, borderMode=frame)
        return np.asarray(flat, dtype=np.uint8)
    # OpenCV has a quicker way for four channels than for three.
    four = cv2.warpPerspective(
        cv2.cvtColor(pixels, cv2.COLOR_RGB2RGBA), matrix, size, borderMode=frame
    )
    return np.asarray(cv2.cvtColor(four, cv2.COLOR_RGBA2RGB), dtype=np.uint8)


def _around(pixels: Pixels, corners: Corners) -> tuple[Pixels, Corners]:
    """Return the part of a picture that a quad lies in, and the quad's corners there."""
    height, width = pixels.shape[:2]
    left, top = np.clip(np.floor(corners.min(axis=0)), 0, (width - 1, height - 1)).astype(int)
    right, bottom = np.ceil(corners.max(axis=0)).astype(int) + 1
    return pixels[top : max(bottom, top + 1), left : max(right, left + 1)], corners - (left, top)


def turned(card: PreparedCard, quarter_turns: int) -> PreparedCard:
    """Turn a card by quarters counter-clockwise; its quad begins at its own new top left."""
    quad = card.source.quad
    if quad is not None:
        turns = quarter_turns % 4
        quad = Quad(*quad.points[turns:], *quad.points[:turns])
    return replace(
        card,
        source=replace(card.source, quad=quad),
        pixels=np.ascontiguousarray(np.rot90(card.pixels, quarter_turns)),
    )


def _in_reading_order(quads: Sequence[Quad]) -> list[Quad]:
    """Order cards by rows from the top, and from the left within a row."""
    rows: list[list[Quad]] = []
    for quad in sorted(quads, key=lambda quad: quad.center[1]):
        if rows and quad.center[1] - rows[-1][0].center[1] < SAME_ROW * _tallness(rows[-1][0]):
            rows[-1].append(quad)
        else:
            rows.append([quad])
    return [quad for row in rows for quad in sorted(row, key=lambda quad: quad.center[0])]


def _tallness(quad: Quad) -> float:
    return quad.bottom - quad.top
