"""A card as a piece of paper: its shape, and laying it on something with its shadow."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from samples.drawing.cards import DrawnCard
from samples.drawing.picture import Pixels, Transform, carried, corners_of, in_bands, moved, scaled

LENGTH = 91.0  # mm; the longer side of most cards
DENSE = 75  # gray levels, the deviation within a QR code; codes are not among the lines


@dataclass(frozen=True, slots=True, eq=False)
class Paper:
    """What lies there flat: its face, and how much of each pixel it covers (0 to 255)."""

    face: Pixels
    cover: Pixels

    @property
    def size(self) -> tuple[int, int]:
        """Return width and height in pixels."""
        return self.face.shape[1], self.face.shape[0]

    @property
    def mm(self) -> float:
        """Return roughly how many pixels a millimetre has."""
        return max(self.size) / LENGTH


@dataclass(frozen=True, slots=True)
class Shadow:
    """How a paper's shadow falls; lengths in pixels of the picture."""

    offset: tuple[float, float]
    strength: float
    softness: float


def paper_of(card: DrawnCard) -> Paper:
    """Return a drawn card with its corners cut round where it has such."""
    face = np.array(card.image)
    cover = np.full(face.shape[:2], 255, np.uint8)
    radius = round(card.corner)
    if radius:
        cover[:] = 0
        width, height = card.image.size
        for x in (radius, width - 1 - radius):
            for y in (radius, height - 1 - radius):
                cv2.circle(cover, (x, y), radius, 255, -1, cv2.LINE_AA)
        cover[radius : height - radius] = 255
        cover[:, radius : width - radius] = 255
    return Paper(face, cover)


def edge_color(card: DrawnCard) -> tuple[int, int, int]:
    """Return the colour of most of a card's edge."""
    red, green, blue = np.median(edge_of(card), axis=0)
    return int(red), int(green), int(blue)


def edge_of(card: DrawnCard) -> Pixels:
    """Return the pixels all along a card's edge, n × 3."""
    face = np.asarray(card.image)
    return np.concatenate([face[2], face[-3], face[:, 2], face[:, -3]])


def print_mask(card: DrawnCard, grown: float) -> NDArray[np.uint8]:
    """Return 255 where a line or a QR code is printed or nearer than so many pixels."""
    gray = np.asarray(card.image.convert("L"), np.float32)
    window = (round(2 * grown) + 3,) * 2
    spread = cv2.blur(gray * gray, window) - cv2.blur(gray, window) ** 2
    mask = np.where(spread > DENSE**2, 255, 0).astype(np.uint8)
    for line in card.printed:
        left, top, right, bottom = line.box
        start = (int(left - grown), int(top - grown))
        cv2.rectangle(mask, start, (int(right + grown), int(bottom + grown)), 255, -1)
    return mask


def lay(scene: Pixels, paper: Paper, transform: Transform) -> None:
    """Put a paper into a scene, in place, its edges softened as a lens does."""
    face, cover = paper.face, paper.cover
    scale = _scale(transform, paper)
    if scale < 0.7:  # averaging first, as a sensor does
        face, cover = (
            np.asarray(
                cv2.resize(part, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8
            )
            for part in (face, cover)
        )
        factor = (paper.face.shape[1] / face.shape[1], paper.face.shape[0] / face.shape[0])
        transform = transform @ scaled(*factor)
    outline = carried(corners_of((face.shape[1], face.shape[0])), transform)
    left, top, right, bottom = _clipped(outline, scene, margin=3)
    if left >= right or top >= bottom:
        return
    # OpenCV counts from the middle of the first pixel, everything here from its corner.
    pixel = moved(-0.5 - left, -0.5 - top) @ transform @ moved(0.5, 0.5)
    size = (right - left, bottom - top)
    border = cv2.BORDER_REPLICATE  # the cover alone cuts, else black bleeds into the edge
    print_ = cv2.warpPerspective(face, pixel, size, flags=cv2.INTER_CUBIC, borderMode=border)
    shape = cv2.warpPerspective(cover, pixel, size)
    target = scene[top:bottom, left:right]
    for rows in in_bands(size[1]):
        share = shape[rows, :, None].astype(np.float32) / 255
        mixed = target[rows] * (1 - share) + print_[rows] * share
        target[rows] = np.rint(mixed).astype(np.uint8)


def cast(scene: Pixels, paper: Paper, transform: Transform, shadow: Shadow) -> None:
    """Darken a scene, in place, where a paper's shadow falls."""
    outline = carried(corners_of(paper.size), transform) + np.array(shadow.offset)
    left, top, right, bottom = _clipped(outline, scene, margin=3 * shadow.softness + 2)
    if left >= right or top >= bottom:
        return
    coarse = max(1.0, shadow.softness / 2)  # a soft shadow needs no more pixels than this
    size = (max(1, round((right - left) / coarse)), max(1, round((bottom - top) / coarse)))
    mask = np.zeros(size[::-1], dtype=np.uint8)
    points = (outline - [left, top]) * np.array(size) / [right - left, bottom - top]
    cv2.fillConvexPoly(mask, np.rint(points).astype(np.int32), 255)
    soft = cv2.GaussianBlur(mask, (0, 0), shadow.softness / coarse)
    soft = cv2.resize(soft, (right - left, bottom - top))
    target = scene[top:bottom, left:right]
    for rows in in_bands(bottom - top):
        share = shadow.strength / 255 * soft[rows, :, None].astype(np.float32)
        target[rows] = np.rint(target[rows] * (1 - share)).astype(np.uint8)


def _scale(transform: Transform, paper: Paper) -> float:
    """Return how many pixels of the picture a pixel of the paper becomes, on average."""
    seen = carried(corners_of(paper.size), transform)
    area = cv2.contourArea(seen.astype(np.float32))
    return float((area / (paper.size[0] * paper.size[1])) ** 0.5)


def _clipped(
    outline: NDArray[np.float64], scene: Pixels, *, margin: float
) -> tuple[int, int, int, int]:
    """Return left, top, right and bottom of what a scene shows of an outline, and some more."""
    low, high = outline.min(axis=0) - margin, outline.max(axis=0) + margin
    height, width = scene.shape[:2]
    return (
        max(0, int(low[0])),
        max(0, int(low[1])),
        min(width, int(np.ceil(high[0]))),
        min(height, int(np.ceil(high[1]))),
    )
