"""Cards laid edge to edge on a scanner's glass, or in the pockets of a sheet."""

from random import Random

import cv2
import numpy as np

from samples.drawing.cards import DrawnCard
from samples.drawing.light import grained
from samples.drawing.paper import LENGTH, Shadow, cast, lay, paper_of
from samples.drawing.picture import Picture, Pixels, Transform, moved, rotated, scaled

DPI = 200
MM = DPI / 25.4  # pixels
COLUMNS = 2
LIDS = ((250, 250, 250), (246, 246, 244), (225, 222, 215), (120, 132, 150), (60, 60, 64))
INSERTS = ((250, 250, 250), (250, 250, 250), (28, 28, 32))  # of paper, behind the pockets
ASKEW = 0.3  # degrees; the edges of neighbours lay a card straight
EDGE_GAP, POCKET_GAP = (0.2, 1.0), (3.0, 5.0)  # mm between two cards
SEAM = 0.9  # mm across
HOLE = 3.0  # mm; the radius of a hole for a ring
MARGIN = 16.0  # mm, in which the holes are

Place = tuple[float, float]  # the middle of a card, in mm


def edge_to_edge(rng: Random, cards: tuple[DrawnCard, ...]) -> Picture:
    """Return a flatbed sheet on which each card touches the next, nearly."""
    return _scanned(rng, cards, rng.choice(LIDS), EDGE_GAP, (rng.uniform(0, 6), rng.uniform(0, 6)))


def in_pockets(rng: Random, cards: tuple[DrawnCard, ...]) -> Picture:
    """Return a scan of a sheet of clear pockets, each with a card: seams, holes, a slight veil."""
    picture = _scanned(rng, cards, rng.choice(INSERTS), POCKET_GAP, (MARGIN, 5.0))
    _seamed(rng, picture)
    return picture


def _scanned(
    rng: Random,
    cards: tuple[DrawnCard, ...],
    ground: tuple[int, int, int],
    gap: tuple[float, float],
    begin: Place,
) -> Picture:
    """Lay cards in rows of two, all on their long side, from a place in mm."""
    upright = [card.image.size[1] > card.image.size[0] for card in cards]
    papers = [paper_of(card) for card in cards]
    transforms: list[Transform] = []
    top, right = begin[1], 0.0
    for start in range(0, len(cards), COLUMNS):
        left, height = begin[0], 0.0
        for index in range(start, min(start + COLUMNS, len(cards))):
            size = papers[index].size
            shrink = LENGTH * MM / max(size)
            long, short = (side * shrink / MM for side in (max(size), min(size)))
            degrees = rng.gauss(0, ASKEW) + (rng.choice((90, 270)) if upright[index] else 0)
            middle = ((left + long / 2) * MM, (top + short / 2) * MM)
            centred = scaled(shrink, shrink) @ moved(-size[0] / 2, -size[1] / 2)
            transforms.append(moved(*middle) @ rotated(degrees) @ centred)
            left += long + rng.uniform(*gap)
            height = max(height, short)
        top += height + rng.uniform(*gap)
        right = max(right, left)
    below, beside = top + rng.uniform(1, 25), right + rng.uniform(1, 25)
    bed = np.empty((round(below * MM), round(beside * MM), 3), np.uint8)
    bed[:] = ground
    for paper, placed in zip(papers, transforms, strict=True):
        cast(bed, paper, placed, Shadow((1.0, 2.0), 0.08 if bed[0, 0].min() > 240 else 0.25, 2.0))
        lay(bed, paper, placed)
    grained(rng, bed, 2.0)
    return Picture(bed, cards, tuple(transforms), jpeg=80)


def _seamed(rng: Random, picture: Picture) -> None:
    """Draw the seams between pockets, the holes, and the veil over all."""
    pixels = picture.pixels
    quads = np.array([picture.quad(at) for at in range(len(picture.cards))])
    least = quads.min(axis=1)
    most = quads.max(axis=1)
    height, width = pixels.shape[:2]
    seams = np.zeros((height, width), np.uint8)
    half, wide = POCKET_GAP[0] / 2 * MM, max(2, round(SEAM * MM))
    rows = [most[row : row + COLUMNS, 1].max() for row in range(0, len(quads), COLUMNS)]
    columns = [most[column::COLUMNS, 0].max() for column in range(COLUMNS)]
    for y in (least[:, 1].min() - 2 * half, *rows):
        cv2.line(seams, (0, round(y + half)), (width, round(y + half)), 255, wide)
    for x in (least[:, 0].min() - 2 * half, *columns):
        cv2.line(seams, (round(x + half), 0), (round(x + half), height), 255, wide)
    _veiled(pixels, np.full(seams.shape, 12, np.uint8), 235)
    _veiled(pixels, np.asarray(seams * rng.uniform(0.25, 0.6), np.uint8), rng.choice((255, 150)))
    for row in range(40, int(height / MM), 72):
        at = (round(MARGIN / 2 * MM), round(row * MM))
        cv2.circle(pixels, at, round(HOLE * MM), (90, 90, 90), -1)


def _veiled(pixels: Pixels, cover: Pixels, gray: int) -> None:
    """Mix a gray into a picture, as much as each pixel is covered (0 to 255)."""
    share = cover[:, :, None] / 255
    pixels[:] = np.rint(pixels * (1 - share) + gray * share)
