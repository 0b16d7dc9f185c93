"""Sets pictures on a card where there is room: portraits, photographs, maps, codes, seals."""

from random import Random

from PIL import Image, ImageDraw

from samples.drawing.canvas import Box, Canvas, Color
from samples.drawing.decor.codes import put_code
from samples.drawing.decor.colors import ground_at, told_from
from samples.drawing.decor.maps import put_map
from samples.drawing.decor.portraits import portrait
from samples.drawing.decor.room import Room
from samples.drawing.decor.scenes import SUBJECTS
from samples.drawing.decor.seals import seal
from samples.drawing.fonts import SANS, SERIF
from samples.drawing.look import Look

KINDS = ("portrait", "photo", "map", "code", "seals")
METALS: tuple[Color, ...] = ((160, 124, 44), (24, 66, 124), (34, 112, 66), (150, 36, 44))
COARSE = 3  # photographs are made so much smaller than the ground they are set on


def put_picture(
    canvas: Canvas, room: Room, rng: Random, kind: str, *, look: Look, lang: str, url: str
) -> None:
    """Set one of KINDS on a card; url is what a code says. Without room nothing is set."""
    if kind == "seals":
        _put_seals(canvas, room, rng)
        return
    for size in _sizes(rng, kind):
        spot = next(room.spots(rng, size, edge=rng.choice((3.0, 4.0, 5.0))), None)
        if spot is None:
            continue
        if kind == "map":
            put_map(canvas, rng, spot, family=look.family, lang=lang)
        elif kind == "code":
            put_code(canvas, room, url, spot)
        else:
            put_photo(canvas, rng, kind, spot)
        room.take(spot)
        return


def put_photo(canvas: Canvas, rng: Random, kind: str, box: Box) -> None:
    """Paste a portrait or another photograph into a box in mm, now and then in another shape."""
    left, top, right, bottom = (round(edge) for edge in canvas.pixels(*box))
    size = (right - left, bottom - top)
    small = (size[0] // COARSE, size[1] // COARSE)
    picture = portrait(rng, small) if kind == "portrait" else rng.choice(SUBJECTS)(rng, small)
    shape = Image.new("L", size)
    radius = rng.choice((0.0, 0.0, 0.08, 0.5)) * min(size)
    ImageDraw.Draw(shape).rounded_rectangle((0, 0, size[0] - 1, size[1] - 1), radius, fill=255)
    canvas.ground.paste(picture.resize(size, Image.Resampling.BICUBIC), (left, top), shape)


def _sizes(rng: Random, kind: str) -> list[tuple[float, float]]:
    """Return sizes to try in mm, from large to small."""
    share = {
        "portrait": rng.choice((1.25, 1.33, 1.0)),
        "photo": rng.choice((0.66, 0.75, 1.0, 1.33)),
        "map": 0.72,
        "code": 1.0,
    }[kind]
    widest = {"portrait": 22.0, "photo": 32.0, "map": 32.0, "code": 16.0}[kind]
    least = {"portrait": 12.0, "photo": 14.0, "map": 24.0, "code": 11.0}[kind]
    widths = [widest + (least - widest) * step / 4 for step in range(5)]
    return [(width, width * share) for width in widths[rng.randint(0, 2) :]]


def _put_seals(canvas: Canvas, room: Room, rng: Random) -> None:
    """Set one to three marks in a row."""
    side, count = rng.uniform(7.0, 11.0), rng.choice((1, 1, 2, 3))
    wide = side * count + 1.5 * (count - 1)
    spot = next(room.spots(rng, (wide, side), edge=4.0, apart=1.0), None)
    if spot is None:
        return
    for at in range(count):
        left = spot[0] + at * (side + 1.5)
        box = (left, spot[1], left + side, spot[3])
        color = told_from(ground_at(canvas, box), rng.choice(METALS))
        face = rng.choice((SANS.bold, SERIF.bold))
        mark = seal(rng, round(side * canvas.scale), face=face, color=color)
        canvas.ground.paste(mark, (round(left * canvas.scale), round(spot[1] * canvas.scale)), mark)
    room.take(spot)
