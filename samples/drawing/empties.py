"""Pictures without any card: desks, papers, books, and what was printed on them."""

from random import Random

import numpy as np

from samples.drawing.camera import invent_view, projection
from samples.drawing.desks import ACROSS, seen_desk
from samples.drawing.documents import DETAIL, DOCUMENTS
from samples.drawing.light import grained
from samples.drawing.paper import Paper, cast, lay
from samples.drawing.photos import EASY, HARD, card_shadow, invent_frame, taken
from samples.drawing.picture import Picture, corners_of, moved, rotated
from samples.drawing.scans import dusty


def without_card(rng: Random, *, megapixels: float) -> Picture:
    """Return a picture that people take by mistake, or to try what the program does with it."""
    draw = rng.choice((_desk, _desk, _documents, _documents, _documents, _close, _bed, _page))
    return draw(rng, megapixels)


def _desk(rng: Random, megapixels: float) -> Picture:
    """Photograph a desk with things on it, or with nothing at all."""
    return _photo(rng, megapixels, [], clutter=rng.random() < 0.8, across=ACROSS)


def _documents(rng: Random, megapixels: float) -> Picture:
    """Photograph papers and books on a desk, some of them cut off by the frame."""
    papers = [rng.choice(DOCUMENTS)(rng) for _ in range(rng.randint(1, 3))]
    return _photo(rng, megapixels, papers, clutter=rng.random() < 0.5, across=ACROSS * 1.3)


def _close(rng: Random, megapixels: float) -> Picture:
    """Photograph a paper or book from so near that it fills most of the picture."""
    return _photo(rng, megapixels, [rng.choice(DOCUMENTS)(rng)], clutter=False, across=170.0)


def _bed(rng: Random, _megapixels: float) -> Picture:
    """Scan nothing: the white lid, with dust on the glass."""
    size = rng.choice(((1240, 1754), (560, 360), (1100, 700)))
    pixels = np.full((size[1], size[0], 3), rng.randint(225, 252), np.uint8)
    dusty(rng, pixels, 150)
    grained(rng, pixels, rng.uniform(0.5, 3))
    return Picture(pixels, (), (), jpeg=60)


def _page(rng: Random, _megapixels: float) -> Picture:
    """Scan a page to its edges."""
    pixels = rng.choice(DOCUMENTS)(rng).face
    grained(rng, pixels, rng.uniform(0.5, 3))
    return Picture(pixels, (), (), jpeg=75)


def _photo(
    rng: Random, megapixels: float, papers: list[Paper], *, clutter: bool, across: float
) -> Picture:
    """Photograph a desk of so many mm with papers on it, wherever they come to lie."""
    frame = invent_frame(rng, megapixels)
    mm = DETAIL
    width = across * mm
    room = (width, width * frame[1] / frame[0])
    view = invent_view(rng, tilt=0.12, roll=10)
    onto = projection(corners_of(room), view, frame, share=1.0)
    scene = seen_desk(rng, frame, onto, mm=mm, clutter=clutter)
    for paper in papers:
        at = (rng.uniform(0.25, 0.75) * room[0], rng.uniform(0.25, 0.75) * room[1])
        half = moved(-paper.size[0] / 2, -paper.size[1] / 2)
        place = onto @ moved(*at) @ rotated(rng.gauss(0, 30)) @ half
        cast(scene, paper, place, card_shadow(rng, frame))
        lay(scene, paper, place)
    return taken(rng, Picture(scene, (), (), jpeg=85), rng.choice((EASY, EASY, HARD)))
