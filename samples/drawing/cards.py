"""One whole card, drawn flat: its picture and its truth."""

from dataclasses import dataclass, replace
from random import Random

from PIL import Image

from samples.drawing.canvas import Box, Canvas, DoesNotFitError, Printed
from samples.drawing.decor.codes import put_code
from samples.drawing.decor.dress import dress
from samples.drawing.decor.ornaments import (
    PLAIN,
    PLAIN_SHARE,
    Ornaments,
    invent_ornaments,
    suited,
)
from samples.drawing.decor.papers import on_paper
from samples.drawing.decor.room import Room
from samples.drawing.designs import suiting
from samples.drawing.look import Look, invent_look
from samples.model import Person

LAYOUTS = ("horizontal", "vertical", "portrait")
SIZES = {"JP": (91.0, 55.0), "US": (88.9, 50.8)}  # mm
EUROPEAN = (85.0, 55.0)
SCALE = 300 / 25.4  # pixels a millimetre
FINER = 3  # cards are drawn so much larger and reduced: hinting drops hairlines otherwise
TRIES = 60
TRADITIONAL = 0.35  # share of vertical cards
CODE = 17.0  # mm; side of a QR code that holds a whole contact


@dataclass(frozen=True, slots=True, eq=False)
class DrawnCard:
    """A flat card with everything printed on it; boxes are in pixels of the picture."""

    image: Image.Image
    person: str  # id
    layout: str
    lang: str
    side: str  # front or back
    printed: tuple[Printed, ...]
    corner: float = 0.0  # radius of its rounded corners in pixels; the picture stays rectangular

    @property
    def fields(self) -> dict[str, list[str]]:
        """Return the values that stand on the card by kind, in order."""
        values: dict[str, list[str]] = {}
        for line in self.printed:
            for kind, value in line.marks:
                values.setdefault(kind, []).append(value)
        return values


def draw_card(
    rng: Random,
    person: Person,
    *,
    layout: str = "horizontal",
    dark: bool = False,
    scale: float = SCALE,
    side: str = "front",
    qr: str = "",
    keep: Look | None = None,
    ornaments: Ornaments | None = None,
) -> DrawnCard:
    """Draw one card; a design in which something does not fit is drawn anew, a little smaller.

    Scale is in pixels a millimetre; qr is the content of a QR code to print, keep a design to
    use instead of an invented one. Ornaments are invented too unless given; beside a kept design
    there are none. Raises DoesNotFitError when no design holds the text.
    """
    plain = ornaments is None and (keep is not None or rng.random() < PLAIN_SHARE)
    for tried in range(TRIES):
        look = keep or invent_look(rng, person.lang, dark=dark, vertical=layout == "vertical")
        if keep is None and layout == "vertical":
            look = replace(look, traditional=rng.random() < TRADITIONAL)
        look = smaller(look, 1 - 0.25 * tried / TRIES)
        worn = PLAIN if plain else ornaments or invent_ornaments(rng, look, lang=person.lang)
        look = suited(look, worn)
        try:
            canvas = _printed(rng, person, look, layout=layout, scale=FINER * scale, worn=worn)
            room = Room(canvas)
            if qr:
                put_code(canvas, room, qr, _code_corner(canvas))
            dress(rng, canvas, room, look=look, ornaments=worn, person=person)
        except DoesNotFitError:
            # Better a card without ornaments than none.
            plain = ornaments is None and (plain or tried > TRIES // 2)
            continue
        flat = on_paper(canvas.flat(FINER), rng, worn.paper)
        printed = tuple(_shrunk(line) for line in canvas.printed)
        corner = worn.corner * scale
        return DrawnCard(flat, person.id, layout, person.lang, side, printed, corner)
    raise DoesNotFitError(f"no design holds the {layout} card of {person.id}")


def smaller(look: Look, share: float) -> Look:
    """Return a design with all type reduced to a share of its size."""
    return replace(look, name_points=look.name_points * share, text_points=look.text_points * share)


def _printed(
    rng: Random, person: Person, look: Look, *, layout: str, scale: float, worn: Ornaments
) -> Canvas:
    """Print all lines on a card that is still bare, beside its aside if it has one."""
    width, height = worn.size or SIZES.get(person.country, EUROPEAN)
    upright = layout == "portrait" or (layout == "vertical" and rng.random() < 0.75)
    if upright:
        width, height = height, width
    left, top, right, bottom = (0.0, 0.0, width, height)
    if worn.aside:
        left, top, right, bottom = worn.aside.rest(width, height)
    canvas = Canvas(
        right - left,
        bottom - top,
        scale=scale,
        paper=look.paper,
        emphasis=dict(worn.lettering.emphasis),
    )
    upright = upright or (layout == "horizontal" and canvas.width < 0.75 * width)
    rng.choice(suiting(person, look, layout=layout, upright=upright))(canvas, person, look)
    return canvas.mounted(width, height, (left, top)) if worn.aside else canvas


def _shrunk(line: Printed) -> Printed:
    left, top, right, bottom = (edge / FINER for edge in line.box)
    return replace(line, box=(left, top, right, bottom))


def _code_corner(canvas: Canvas) -> Box:
    """Return where a QR code goes, in mm: the corner at the bottom right."""
    right, bottom = canvas.width - 5.0, canvas.height - 4.0
    return right - CODE, bottom - CODE, right, bottom
