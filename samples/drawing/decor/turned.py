"""A line turned by 90° along a side of the card: a slogan, or the address on the web."""

from collections.abc import Iterator
from random import Random

from samples.drawing.canvas import MM_PER_POINT, Box, Canvas, Style
from samples.drawing.decor.colors import ground_at, told_from
from samples.drawing.decor.room import Room
from samples.drawing.look import Look
from samples.drawing.texts import Text, with_scheme
from samples.model import Person

SLOGANS = (
    "Design for tomorrow",
    "Quality in every detail",
    "Since 1987",
    "Building together",
    "CREATIVE STUDIO",
    "Small steps, great paths",
    "Innovation & trust",
    "EST. 1962",
)
AIR = 1.0  # mm around the line
INSIDE = (2.5, 3.2, 4.0, 5.5)  # mm from the card's edge to the letters


def put_turned(canvas: Canvas, room: Room, rng: Random, *, look: Look, person: Person) -> None:
    """Print such a line where there is room; else none."""
    text = _wording(canvas, rng, person)
    points = rng.uniform(5.5, 8.0)
    face = rng.choice((look.family.regular, look.family.bold))
    if not face.prints(text.text):
        return
    style = Style(face, points, look.ink, rng.choice((0.0, 0.0, 0.1, 0.25)))
    upwards = rng.random() < 0.6
    high, long = points * MM_PER_POINT, canvas.length(text.text, style)
    for box in _places(canvas, rng, wide=high, tall=long):
        left, top, right, bottom = box
        around = (left - AIR, top - AIR, right + AIR, bottom + AIR)
        if not room.is_free(around):
            continue
        ink = told_from(ground_at(canvas, box), look.ink)
        inked = Style(face, points, ink, style.tracking)
        base = left + 0.8 * high if upwards else left + 0.2 * high
        start = bottom if upwards else top
        canvas.turned(base, start, text.text, inked, upwards=upwards, marks=text.marks)
        room.take(box)
        return


def _wording(canvas: Canvas, rng: Random, person: Person) -> Text:
    """Return a slogan, or the web address; its value counts where it is not printed yet."""
    has_url = any(kind == "url" for line in canvas.printed for kind, _ in line.marks)
    if person.url and not has_url and rng.random() < 0.6:
        return Text(person.url, (("url", with_scheme(person.url)),))
    return Text(rng.choice(SLOGANS))


def _places(canvas: Canvas, rng: Random, *, wide: float, tall: float) -> Iterator[Box]:
    """Yield where the line could stand along the left or right edge, in mm."""
    lefts = [*INSIDE, *(canvas.width - inside - wide for inside in INSIDE)]
    rng.shuffle(lefts)
    free = canvas.height - tall
    for left in lefts:
        for share in rng.sample((0.5, 0.0, 1.0), 3):
            top = 4.0 + share * (free - 8.0)
            if 3.0 <= top <= free - 3.0:
                yield left, top, left + wide, top + tall
