"""Draw cards with their truth: ``python -m samples.draw --out DIR --seed 7 --count 50``."""

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

from PIL import Image
from PIL.ExifTags import IFD, Base

from samples.drawing.canvas import DoesNotFitError
from samples.drawing.cards import LAYOUTS, DrawnCard, draw_card
from samples.drawing.degrade import QUALITIES, degraded
from samples.drawing.empties import without_card
from samples.drawing.picture import Picture, turned
from samples.drawing.scans import laid_out
from samples.drawing.strewn import strewn
from samples.drawing.tight import edge_to_edge, in_pockets
from samples.extras import enriched
from samples.model import Person
from samples.people import LANGUAGES, english_side, invent
from samples.shops import invent_shop

USUAL_LANGUAGES = (
    *16 * ("ja",),
    *6 * ("en",),
    *("de", "de", "fr", "fr", "pt", "pt", "es", "it", "sv", "da"),
    *("zh-Hans", "zh-Hant"),
)
USUAL_LAYOUTS = ("horizontal", "horizontal", "horizontal", "vertical", "portrait")
OTHER_LAYOUTS = (*5 * ("horizontal",), "portrait")
DARK = 0.12  # share of cards
SHOPS = 0.05  # share of cards that name nobody
SEVERAL = (2, 6)  # loose cards in one photo
LAID = ("apart", "tight", "pockets")
UPRIGHT = {1: 0, 3: 180, 6: 90, 8: 270}  # EXIF orientation: degrees clockwise that set it right


def draw_pictures(out: Path, *, seed: int, count: int, wanted: argparse.Namespace) -> None:
    """Write pictures and ``truth.json``; the same seed draws the same cards."""
    rng = Random(seed)
    out.mkdir(parents=True, exist_ok=True)
    truth = []
    for index in range(count):
        for side, quality, picture in _pictures(rng, wanted):
            name = f"{index:04d}{side}.{'png' if quality == 'clean' else 'jpg'}"
            lying = turned(picture, wanted.turn)
            write_picture(out / name, lying, orientation=wanted.orientation)
            truth.append(truth_of(name, quality, lying))
    write_truth(out / "truth.json", truth)


def truth_of(name: str, quality: str, picture: Picture) -> dict[str, Any]:
    """Return what stands in a picture: cards, their corners, fields and lines."""
    cards = []
    for index, card in enumerate(picture.cards):
        lines = []
        for line in card.printed:
            left, top, right, bottom = line.box
            corners = ((left, top), (right, top), (right, bottom), (left, bottom))
            lines.append({"text": line.text, "quad": picture.placed(index, corners)})
        cards.append(
            {
                "quad": picture.quad(index),
                "person": card.person,
                "layout": card.layout,
                "lang": card.lang,
                "side": card.side,
                "fields": card.fields,
                "lines": lines,
            }
        )
    return {"file": name, "quality": quality, "cards": cards}


def write_picture(path: Path, picture: Picture, *, taken: str = "", orientation: int = 1) -> None:
    """Write a picture as its name says.

    ``taken`` is the camera's date, 2019:05:14 10:00:00; an EXIF ``orientation`` of 3, 6 or 8 lays
    the pixels as a camera does that was held so, and who heeds the tag sees the same picture.
    """
    image = Image.fromarray(turned(picture, -UPRIGHT[orientation]).pixels)
    exif = Image.Exif()
    if orientation != 1:
        exif[Base.Orientation] = orientation
    if taken:
        exif.get_ifd(IFD.Exif)[Base.DateTimeOriginal] = taken
    if path.suffix == ".jpg":
        image.save(path, quality=picture.jpeg, exif=exif)
    else:
        image.save(path, optimize=True, exif=exif)


def write_truth(path: Path, truth: list[dict[str, Any]]) -> None:
    """Write the truth as JSON, a picture a line."""
    rows = ",\n".join(json.dumps(picture, ensure_ascii=False) for picture in truth)
    path.write_text(f"[\n{rows}\n]\n", encoding="utf-8")


def _pictures(rng: Random, wanted: argparse.Namespace) -> Iterator[tuple[str, str, Picture]]:
    """Yield side, quality and picture of one card, of its two sides, of several cards or none."""
    if wanted.empty:
        yield "", "empty", without_card(rng, megapixels=wanted.megapixels)
        return
    if wanted.several:
        loose = tuple(card for _ in range(rng.randint(*SEVERAL)) for card in _sides(rng, wanted))
        yield "", "several", strewn(rng, loose, megapixels=wanted.megapixels)
        return
    quality = rng.choice(QUALITIES) if wanted.quality == "mix" else wanted.quality
    if wanted.sheet > 1:
        cards = tuple(card for _ in range(wanted.sheet) for card in _sides(rng, wanted))
        yield "", "sheet", _sheet(rng, cards, wanted)
        return
    names = ("_front", "_back") if wanted.two_sided else ("",)
    for side, card in zip(names, _sides(rng, wanted), strict=True):
        yield side, quality, degraded(rng, card, quality, megapixels=wanted.megapixels)


def _sheet(rng: Random, cards: tuple[DrawnCard, ...], wanted: argparse.Namespace) -> Picture:
    if wanted.laid == "tight":
        return edge_to_edge(rng, cards)
    if wanted.laid == "pockets":
        return in_pockets(rng, cards)
    return laid_out(rng, cards, any_angle=wanted.any_angle)


def _sides(rng: Random, wanted: argparse.Namespace) -> tuple[DrawnCard, ...]:
    """Draw somebody's card: its front, and its English back when two sides are wanted."""
    lang = rng.choice(USUAL_LANGUAGES) if wanted.lang == "mix" else wanted.lang
    lang = "ja" if wanted.two_sided or wanted.layout == "vertical" else lang
    layout = wanted.layout
    if layout == "mix":
        layout = rng.choice(USUAL_LAYOUTS if lang == "ja" else OTHER_LAYOUTS)
    while True:
        person = _somebody(rng, lang, wanted.split)
        if layout != "vertical" and not wanted.two_sided and rng.random() < SHOPS:
            person = invent_shop(rng, lang=lang, split=wanted.split)
        try:
            front = draw_card(rng, person, layout=layout, dark=rng.random() < DARK)
            if not wanted.two_sided:
                return (front,)
            return front, draw_card(rng, english_side(person), side="back")
        except DoesNotFitError:  # too much to say for so small a card: somebody else's turn
            continue


def _somebody(rng: Random, lang: str, split: str) -> Person:
    return enriched(rng, invent(rng, lang=lang, split=split), split)


def main() -> None:
    """Parse the command line and draw."""
    parser = argparse.ArgumentParser(prog="python -m samples.draw", description=__doc__)
    parser.add_argument("--out", type=Path, required=True, help="folder for pictures and truth")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=20, help="pictures")
    parser.add_argument("--quality", choices=(*QUALITIES, "mix"), default="mix")
    parser.add_argument("--layout", choices=(*LAYOUTS, "mix"), default="mix")
    parser.add_argument("--lang", choices=(*LANGUAGES, "mix"), default="mix")
    parser.add_argument("--split", choices=("tune", "held-out"), default="tune")
    parser.add_argument("--megapixels", type=float, default=3.0, help="of photos")
    several = parser.add_mutually_exclusive_group()
    several.add_argument("--sheet", type=int, default=1, help="cards on a flatbed sheet")
    several.add_argument("--several", action="store_true", help="photos of loose cards")
    several.add_argument("--empty", action="store_true", help="pictures without any card")
    several.add_argument("--two-sided", action="store_true", help="Japanese, with English backs")
    parser.add_argument("--any-angle", action="store_true", help="turn the cards of a sheet")
    parser.add_argument("--laid", choices=LAID, default=LAID[0], help="on a sheet")
    parser.add_argument("--turn", type=int, choices=(0, 90, 180, 270), default=0, help="clockwise")
    parser.add_argument("--orientation", type=int, choices=UPRIGHT, default=1, help="in EXIF")
    wanted = parser.parse_args()
    if wanted.layout == "vertical" and wanted.lang not in {"ja", "mix"}:
        parser.error("--layout vertical is for Japanese cards: use it with --lang ja.")
    draw_pictures(wanted.out, seed=wanted.seed, count=wanted.count, wanted=wanted)


if __name__ == "__main__":
    main()
