"""Draw cards with their truth: ``python -m samples.draw --out DIR --seed 7 --count 50``."""

import argparse
import json
from pathlib import Path
from random import Random
from typing import Any

from PIL import Image
from PIL.ExifTags import IFD, Base

from samples.drawing.canvas import DoesNotFitError
from samples.drawing.cards import LAYOUTS, DrawnCard, draw_card
from samples.drawing.degrade import QUALITIES, Picture, degraded, laid_out
from samples.people import invent

LANGUAGES = ("ja", "en", "de", "fr")
USUAL_LANGUAGES = ("ja", "ja", "ja", "en", "de", "fr")
USUAL_LAYOUTS = ("horizontal", "horizontal", "horizontal", "vertical", "portrait")
DARK = 0.12  # share of cards


def draw_pictures(out: Path, *, seed: int, count: int, wanted: argparse.Namespace) -> None:
    """Write pictures and ``truth.json``; the same seed draws the same cards."""
    rng = Random(seed)
    out.mkdir(parents=True, exist_ok=True)
    truth = []
    for index in range(count):
        quality = rng.choice(QUALITIES) if wanted.quality == "mix" else wanted.quality
        number = wanted.sheet or 1
        cards = tuple(_card(rng, wanted) for _ in range(number))
        if number > 1:
            picture, quality = laid_out(rng, cards, any_angle=wanted.any_angle), "sheet"
        else:
            picture = degraded(rng, cards[0], quality, megapixels=wanted.megapixels)
        name = f"{index:04d}.{'png' if quality == 'clean' else 'jpg'}"
        write_picture(out / name, picture)
        truth.append(truth_of(name, quality, picture))
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


def write_picture(path: Path, picture: Picture, *, taken: str = "") -> None:
    """Write a picture as its name says; ``taken`` is the camera's date, 2019:05:14 10:00:00."""
    image = Image.fromarray(picture.pixels)
    if path.suffix == ".jpg":
        exif = Image.Exif()
        if taken:
            exif.get_ifd(IFD.Exif)[Base.DateTimeOriginal] = taken
        image.save(path, quality=picture.jpeg, exif=exif)
    else:
        image.save(path, optimize=True)


def write_truth(path: Path, truth: list[dict[str, Any]]) -> None:
    """Write the truth as JSON, a picture a line."""
    rows = ",\n".join(json.dumps(picture, ensure_ascii=False) for picture in truth)
    path.write_text(f"[\n{rows}\n]\n", encoding="utf-8")


def _card(rng: Random, wanted: argparse.Namespace) -> DrawnCard:
    lang = rng.choice(USUAL_LANGUAGES) if wanted.lang == "mix" else wanted.lang
    layout = wanted.layout
    if layout == "mix":
        layout = rng.choice(USUAL_LAYOUTS) if lang == "ja" else "horizontal"
    while True:
        person = invent(rng, lang=lang, split=wanted.split)
        try:
            return draw_card(rng, person, layout=layout, dark=rng.random() < DARK)
        except DoesNotFitError:  # too much to say for so small a card: somebody else's turn
            continue


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
    parser.add_argument("--sheet", type=int, default=0, help="cards on a flatbed sheet")
    parser.add_argument("--any-angle", action="store_true", help="turn the cards of a sheet")
    wanted = parser.parse_args()
    draw_pictures(wanted.out, seed=wanted.seed, count=wanted.count, wanted=wanted)


if __name__ == "__main__":
    main()
