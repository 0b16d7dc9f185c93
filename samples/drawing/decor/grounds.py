"""What lies under all print: gradients, faint photographs, patterns and watermarks."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from PIL import Image, ImageChops

from samples.drawing.canvas import Canvas, Color
from samples.drawing.decor.colors import lightness, mixed
from samples.drawing.decor.logos import MARKS
from samples.drawing.decor.patterns import PATTERNS
from samples.drawing.decor.scenes import VIEWS, blend

COARSE = 4  # photographs are made so much smaller than the ground they are laid on
KINDS = ("gradient", "gradient", "photo", "pattern", "pattern", "watermark", "watermark")


@dataclass(frozen=True, slots=True)
class Ground:
    """A ground of one kind, faint enough that print on it stays readable."""

    kind: str  # one of KINDS
    color: Color  # that the paper turns towards
    share: float  # 0 is bare paper, 1 would be the picture in full


def invent_ground(rng: Random, color: Color, paper: Color) -> Ground:
    """Invent a ground in a colour for a paper; a dark one bears more of a photograph."""
    kind = rng.choice(KINDS)
    least, most = {
        "gradient": (0.1, 0.3),
        "photo": (0.12, 0.26) if lightness(paper) > 128 else (0.2, 0.38),
        "pattern": (0.05, 0.16),
        "watermark": (0.06, 0.15),
    }[kind]
    return Ground(kind, color, rng.uniform(least, most))


def put_ground(canvas: Canvas, rng: Random, ground: Ground) -> None:
    """Cover the whole card with a ground."""
    makers: dict[str, Callable[[Canvas, Random, Ground], None]] = {
        "gradient": _gradient,
        "photo": _photo,
        "pattern": _pattern,
        "watermark": _watermark,
    }
    makers[ground.kind](canvas, rng, ground)


def _gradient(canvas: Canvas, rng: Random, ground: Ground) -> None:
    paper = canvas.paper
    end = mixed(paper, ground.color, ground.share)
    small = blend(_coarse(canvas), paper, end, rng.uniform(0, 360))
    canvas.ground.paste(small.resize(canvas.ground.size, Image.Resampling.BICUBIC))


def _photo(canvas: Canvas, rng: Random, ground: Ground) -> None:
    """Print a photograph faintly; often it fades into the paper towards one side."""
    size = _coarse(canvas)
    photo = rng.choice(VIEWS)(rng, size)
    faint = Image.new("L", size, round(255 * ground.share))
    if rng.random() < 0.6:
        fade = blend(size, (0, 0, 0), (255, 255, 255), rng.choice((0, 45, 90, 135, 180)))
        faint = ImageChops.multiply(faint, fade.convert("L"))
    whole = canvas.ground.size
    canvas.ground.paste(photo.resize(whole), (0, 0), faint.resize(whole))


def _pattern(canvas: Canvas, rng: Random, ground: Ground) -> None:
    """Repeat a figure over the whole card, or over a part of it that fades out."""
    pitch = rng.uniform(2.5, 9.0) * canvas.scale
    mask = rng.choice(PATTERNS)(canvas.ground.size, pitch)
    if rng.random() < 0.4:
        fade = blend(_coarse(canvas), (0, 0, 0), (255, 255, 255), rng.uniform(0, 360))
        mask = ImageChops.multiply(mask, fade.convert("L").resize(mask.size))
    _tinted(canvas, mask, ground)


def _watermark(canvas: Canvas, rng: Random, ground: Ground) -> None:
    """Print one large mark, cut off by the card's edge or in its middle."""
    side = round(rng.uniform(0.6, 1.3) * min(canvas.ground.size))
    mark = Image.new("RGBA", (side, side))
    rng.choice(MARKS)(mark, rng, ground.color)
    mask = Image.new("L", canvas.ground.size)
    free = [whole - side for whole in mask.size]
    x, y = (round(rng.choice((0.5, 1.0, 1.2, -0.2)) * room) for room in free)
    mask.paste(mark.getchannel("A"), (x, y))
    _tinted(canvas, mask, ground)


def _tinted(canvas: Canvas, mask: Image.Image, ground: Ground) -> None:
    canvas.ground.paste(ground.color, (0, 0), mask.point(lambda level: level * ground.share))


def _coarse(canvas: Canvas) -> tuple[int, int]:
    width, height = canvas.ground.size
    return width // COARSE, height // COARSE
