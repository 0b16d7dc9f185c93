"""Several loose cards on one desk, at any angle, none over another."""

from random import Random

import cv2
import numpy as np

from samples.drawing.camera import DENSE, density, invent_view, projection
from samples.drawing.cards import DrawnCard
from samples.drawing.desks import seen_desk
from samples.drawing.paper import LENGTH, Paper, cast, lay, paper_of
from samples.drawing.photos import EASY, HARD, card_shadow, invent_frame, taken
from samples.drawing.picture import Picture, Transform, carried, corners_of, moved, rotated
from samples.drawing.wear import worn

GAP = 4.0  # mm between two cards at least
ROOM = 1.5  # of the area of the cards is tried first
TRIES = 60


def strewn(rng: Random, cards: tuple[DrawnCard, ...], *, megapixels: float) -> Picture:
    """Return a photo of loose cards; it has more megapixels when they would be too small."""
    care = rng.choice((EASY, EASY, HARD))
    papers = [paper_of(card) for card in cards]
    papers = [
        worn(rng, paper, card) if rng.random() < care.wear else paper
        for paper, card in zip(papers, cards, strict=True)
    ]
    frame = invent_frame(rng, megapixels)
    places = _scattered(rng, papers, frame)
    outline = np.vstack(
        [carried(corners_of(one.size), place) for one, place in zip(papers, places, strict=True)]
    )
    view = invent_view(rng, tilt=0.12, roll=8)
    share = rng.uniform(0.84, 0.95)
    mm = max(max(paper.size) for paper in papers) / LENGTH
    dense = density(projection(outline, view, frame, share=share), outline) * mm
    if dense < DENSE:
        frame = (round(frame[0] * DENSE / dense), round(frame[1] * DENSE / dense))
    onto = projection(outline, view, frame, share=share)
    scene = seen_desk(rng, frame, onto, mm=mm, clutter=rng.random() < 0.4)
    transforms = tuple(onto @ place for place in places)
    shadow = card_shadow(rng, frame)
    for paper, transform in zip(papers, transforms, strict=True):
        cast(scene, paper, transform, shadow)
        lay(scene, paper, transform)
    return taken(rng, Picture(scene, cards, transforms, jpeg=85), care)


def _scattered(rng: Random, papers: list[Paper], frame: tuple[int, int]) -> list[Transform]:
    """Return where papers lie on a desk shaped like the frame, in their own pixels."""
    area = ROOM * sum(paper.size[0] * paper.size[1] for paper in papers)
    while True:
        width = (area * frame[0] / frame[1]) ** 0.5
        places = _tried(rng, papers, (width, area / width))
        if places is not None:
            return places
        area *= 1.08


def _tried(rng: Random, papers: list[Paper], room: tuple[float, float]) -> list[Transform] | None:
    """Drop papers into a room one after the other; None when one finds no free place."""
    boxes: list[tuple[tuple[float, float], tuple[float, float], float]] = []
    places = []
    for paper in papers:
        gap = GAP * paper.mm
        for _ in range(TRIES):
            at = (rng.uniform(0, room[0]), rng.uniform(0, room[1]))
            angle = rng.uniform(0, 360)
            box = (at, (paper.size[0] + gap, paper.size[1] + gap), angle)
            place = moved(*at) @ rotated(angle) @ moved(-paper.size[0] / 2, -paper.size[1] / 2)
            corners = carried(corners_of(paper.size), place)
            inside = (corners >= 0).all() and (corners <= room).all()
            if inside and not any(_meet(box, other) for other in boxes):
                break
        else:
            return None
        boxes.append(box)
        places.append(place)
    return places


def _meet(
    one: tuple[tuple[float, float], tuple[float, float], float],
    other: tuple[tuple[float, float], tuple[float, float], float],
) -> bool:
    return cv2.rotatedRectangleIntersection(one, other)[0] != cv2.INTERSECT_NONE
