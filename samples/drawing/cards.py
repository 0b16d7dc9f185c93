"""One whole card, drawn flat: its picture and its truth."""

from dataclasses import dataclass, replace
from random import Random

from PIL import Image

from samples.drawing import decor, japanese, tategaki, western
from samples.drawing.canvas import Canvas, DoesNotFitError, Printed
from samples.drawing.look import Look, invent_look
from samples.model import Person

LAYOUTS = ("horizontal", "vertical", "portrait")
SIZES = {"JP": (91.0, 55.0), "US": (88.9, 50.8)}  # mm
EUROPEAN = (85.0, 55.0)
SCALE = 300 / 25.4  # pixels a millimetre
FINER = 3  # cards are drawn so much larger and reduced: hinting drops hairlines otherwise
TRIES = 60


@dataclass(frozen=True, slots=True, eq=False)
class DrawnCard:
    """A flat card with everything printed on it; boxes are in pixels of the picture."""

    image: Image.Image
    person: str  # id
    layout: str
    lang: str
    side: str  # front or back
    printed: tuple[Printed, ...]

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
) -> DrawnCard:
    """Draw one card; a design in which something does not fit is drawn anew, a little smaller.

    Scale is in pixels a millimetre; qr is the content of a QR code to print, keep a design to
    use instead of an invented one. Raises DoesNotFitError when no design holds the text.
    """
    for tried in range(TRIES):
        look = keep or invent_look(rng, person.lang, dark=dark, vertical=layout == "vertical")
        look = smaller(look, 1 - 0.25 * tried / TRIES)
        try:
            canvas = _printed(rng, person, look, layout=layout, scale=FINER * scale, qr=qr)
        except DoesNotFitError:
            continue
        flat = canvas.flat(FINER)
        decor.texture(flat, rng, rng.uniform(0.0, 2.5))
        printed = tuple(_shrunk(line) for line in canvas.printed)
        return DrawnCard(flat, person.id, layout, person.lang, side, printed)
    raise DoesNotFitError(f"no design holds the {layout} card of {person.id}")


def smaller(look: Look, share: float) -> Look:
    """Return a design with all type reduced to a share of its size."""
    return replace(look, name_points=look.name_points * share, text_points=look.text_points * share)


def _printed(
    rng: Random, person: Person, look: Look, *, layout: str, scale: float, qr: str
) -> Canvas:
    width, height = SIZES.get(person.country, EUROPEAN)
    upright = layout == "portrait" or (layout == "vertical" and rng.random() < 0.75)
    if upright:
        width, height = height, width
    canvas = Canvas(width, height, scale=scale, paper=look.paper)
    if person.lang != "ja":
        design = rng.choice(western.DESIGNS)
    elif layout == "vertical":
        design = rng.choice(tategaki.PORTRAIT) if upright else tategaki.LANDSCAPE
    else:
        design = japanese.portrait if upright else rng.choice(japanese.HORIZONTAL)
    design(canvas, person, look)
    if qr:
        _reserve(canvas, 20.0)
        decor.qr_code(canvas, qr, size=17.0, right=5.0, bottom=4.0)
    if look.logo:
        decor.logo(canvas, look, rng)
    if look.band:
        decor.band(canvas, look, rng)
    return canvas


def _shrunk(line: Printed) -> Printed:
    left, top, right, bottom = (edge / FINER for edge in line.box)
    return replace(line, box=(left, top, right, bottom))


def _reserve(canvas: Canvas, side: float) -> None:
    """Refuse a design with print in the corner where the QR code goes."""
    left, top = canvas.pixels(canvas.width - side - 4.0, canvas.height - side - 3.0)
    if any(line.box[2] > left and line.box[3] > top for line in canvas.printed):
        raise DoesNotFitError("print stands where the QR code goes")
