"""Photos of a card on a desk: an easy one and a hard one."""

from dataclasses import dataclass, replace
from random import Random

import numpy as np
from numpy.typing import NDArray

from samples.drawing.camera import DENSE, density, invent_view, projection
from samples.drawing.cards import DrawnCard
from samples.drawing.desks import seen_desk
from samples.drawing.hands import Hand, invent_hand
from samples.drawing.lens import defocused, finest, shaken, softened
from samples.drawing.light import (
    Light,
    Point,
    even,
    falling,
    glaring,
    grained,
    lit,
    shadowed,
    streaked,
    striped,
    tinted,
    two_lamps,
)
from samples.drawing.paper import Paper, Shadow, cast, edge_color, lay, paper_of
from samples.drawing.picture import Picture, Pixels, Transform, carried, corners_of, moved
from samples.drawing.wear import worn

SHAPES = ((4, 3), (4, 3), (4, 3), (3, 4), (16, 9))
DIMMEST = np.float32(0.32)  # of the light; darker print drowns in noise
FINE = 0.07  # of the smallest print's height: a blur so wide takes no stroke away


@dataclass(frozen=True, slots=True)
class Care:
    """How much goes wrong with a photo; shares and chances from 0 to 1, noise in gray levels."""

    dim: tuple[float, float]
    tint: float
    noise: tuple[float, float]
    jpeg: tuple[int, int]
    like: float  # of a desk that has nearly the card's colour
    wear: float
    held: float  # in a hand
    cut: float  # by the frame
    mishap: float


EASY = Care(
    dim=(0.05, 0.25),
    tint=0.05,
    noise=(1, 3),
    jpeg=(78, 90),
    like=0.1,
    wear=0.3,
    held=0.1,
    cut=0.0,
    mishap=0.0,
)
HARD = Care(
    dim=(0.25, 0.5),
    tint=0.14,
    noise=(4, 9),
    jpeg=(50, 72),
    like=0.25,
    wear=0.6,
    held=0.25,
    cut=0.2,
    mishap=0.4,
)


def photographed(
    rng: Random, card: DrawnCard, *, tilt: float, megapixels: float, clutter: bool = False
) -> Picture:
    """Return an easy photo at an angle on a desk; tilt is the share by which far sides shrink."""
    frame = invent_frame(rng, megapixels)
    clutter = clutter or rng.random() < 0.4
    return _shot(rng, card, EASY, frame, tilt=tilt, clutter=clutter)


def hard_photo(rng: Random, card: DrawnCard, *, megapixels: float) -> Picture:
    """Return a photo taken in bad light by an unsteady hand."""
    frame = invent_frame(rng, megapixels)
    return _shot(rng, card, HARD, frame, tilt=0.25, clutter=rng.random() < 0.6)


def _shot(
    rng: Random, card: DrawnCard, care: Care, frame: tuple[int, int], *, tilt: float, clutter: bool
) -> Picture:
    paper = paper_of(card)
    if rng.random() < care.wear:
        paper = worn(rng, paper, card)
    view, share = invent_view(rng, tilt=tilt, roll=25), rng.uniform(0.68, 0.88)
    aside, outline = (rng.uniform(-0.6, 0.6), rng.uniform(-0.6, 0.6)), corners_of(paper.size)
    place = projection(outline, view, frame, share=share, aside=aside)
    dense = density(place, outline)
    if dense * paper.mm < DENSE:  # as of a tall card in a wide frame: the camera is turned
        turned = projection(outline, view, frame[::-1], share=share, aside=aside)
        if density(turned, outline) > dense:
            frame, place = frame[::-1], turned
    if rng.random() < care.cut:
        place = _cut(rng, card, place, frame)
    like = edge_color(card) if rng.random() < care.like else None
    scene = seen_desk(rng, frame, place, mm=paper.mm, clutter=clutter, like=like)
    hand = invent_hand(rng, card, mm=paper.mm) if rng.random() < care.held else None
    if hand is None:
        cast(scene, paper, place, card_shadow(rng, frame))
        lay(scene, paper, place)
    else:
        _hold(rng, scene, paper, hand, place)
    return taken(rng, Picture(scene, (card,), (place,), jpeg=85), care)


def _hold(rng: Random, scene: Pixels, paper: Paper, hand: Hand, place: Transform) -> None:
    """Hold a card into a scene that is then far behind it and out of focus, in place."""
    softened(scene, rng.uniform(0.003, 0.012) * max(scene.shape))
    onto = place @ hand.place
    lay(scene, hand.behind, onto)
    cast(scene, paper, place, card_shadow(rng, (scene.shape[1], scene.shape[0])))
    lay(scene, paper, place)
    lay(scene, hand.shade, onto @ moved(rng.uniform(-6, 6), rng.uniform(2, 8)))
    lay(scene, hand.before, onto)


def _cut(rng: Random, card: DrawnCard, place: Transform, frame: tuple[int, int]) -> Transform:
    """Move a card so that a corner or two leave the frame, and no line of its print does."""
    boxes = [
        (box[:2], box[2:], box[::3], (box[2], box[1])) for box in (one.box for one in card.printed)
    ]
    lines = carried([point for box in boxes for point in box], place)
    corners, size = carried(corners_of(card.image.size), place), np.array(frame)
    margin = 0.008 * max(frame)
    least, most = margin - lines.min(axis=0), size - margin - lines.max(axis=0)
    if (least > most).any():
        return place
    for _ in range(40):
        aside = [rng.uniform(low, high) for low, high in zip(least, most, strict=True)]
        seen = corners + aside
        if 1 <= ((seen < 0) | (seen > size)).any(axis=1).sum() <= 2:
            return moved(*aside) @ place
    return place


def taken(rng: Random, picture: Picture, care: Care) -> Picture:
    """Return a scene as it comes out of a camera: lit, blurred, with noise."""
    pixels = picture.pixels
    lit(pixels, _light(rng, picture, care))
    fine = FINE * finest(picture)
    softened(pixels, rng.uniform(0.3, 1.0) * min(fine, 0.9 * pixels.shape[1] / 2000))
    if rng.random() < care.mishap:
        defocused(rng, pixels, rng.uniform(0.5, 1.0) * 1.3 * fine)
    elif rng.random() < care.mishap:
        shaken(rng, pixels, rng.uniform(0.6, 1.0) * 2 * fine)
    grained(rng, pixels, rng.uniform(*care.noise))
    return Picture(pixels, picture.cards, picture.transforms, jpeg=rng.randint(*care.jpeg))


def invent_frame(rng: Random, megapixels: float) -> tuple[int, int]:
    """Return width and height in pixels of a photo of so many megapixels."""
    across, down = rng.choice(SHAPES)
    unit = (megapixels * 1e6 / (across * down)) ** 0.5
    return round(unit * across), round(unit * down)


def card_shadow(rng: Random, frame: tuple[int, int]) -> Shadow:
    """Return the shadow of a card that lies on a desk, away from the light."""
    unit, angle = max(frame) / 2000, rng.uniform(0, 2 * np.pi)
    away = rng.uniform(2, 12) * unit
    offset = (float(away * np.cos(angle)), float(away * np.sin(angle)))
    return Shadow(offset, rng.uniform(0.2, 0.45), rng.uniform(2, 9) * unit)


def _light(rng: Random, picture: Picture, care: Care) -> Light:
    """Return daylight that falls off, with the mishaps of bad light in some of its corners."""
    pixels = picture.pixels
    light = falling(rng, even((pixels.shape[1], pixels.shape[0])), rng.uniform(*care.dim))
    light = tinted(rng, light, care.tint)
    if rng.random() < 0.4:
        light = two_lamps(rng, light, rng.uniform(0.3, 1.0) * min(1.0, care.tint * 8))
    if rng.random() < care.mishap:
        light = rng.choice((shadowed, shadowed, striped))(rng, light, rng.uniform(0.2, 0.45))
    for reflected in (glaring, streaked):
        if rng.random() < 0.7 * care.mishap:
            light = reflected(rng, light, _on_card(rng, picture), rng.uniform(30, 75))
    return replace(light, gain=np.maximum(light.gain, DIMMEST))


def _on_card(rng: Random, picture: Picture) -> Point:
    """Return a point somewhere on a card, or on the desk, as shares of the picture."""
    if not picture.cards:
        return rng.random(), rng.random()
    index = rng.randrange(len(picture.cards))
    width, height = picture.cards[index].image.size
    inside: NDArray[np.float64] = carried(
        [(rng.uniform(0.15, 0.85) * width, rng.uniform(0.15, 0.85) * height)],
        picture.transforms[index],
    )
    x, y = inside[0] / [picture.pixels.shape[1], picture.pixels.shape[0]]
    return float(x), float(y)
