import json
import os
import subprocess
import sys
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from random import Random

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageOps

from samples.draw import write_picture
from samples.drawing import fonts
from samples.drawing.canvas import EDGE, DoesNotFitError
from samples.drawing.cards import DrawnCard, draw_card
from samples.drawing.look import invent_look
from samples.drawing.photos import photographed
from samples.drawing.picture import Picture, turned
from samples.drawing.scans import clean, laid_out, scanned
from samples.people import invent

ROOT = Path(__file__).parents[2]
COARSE = 6.0  # pixels a millimetre; quick to draw, and the places of lines are the same
KINDS = (
    *[("ja", "horizontal")] * 14,
    *[("ja", "vertical")] * 9,
    *[("ja", "portrait")] * 5,
    *[("en", "horizontal")] * 4,
    *[("de", "horizontal")] * 4,
    *[("fr", "horizontal")] * 4,
)
INK = 110  # gray level; paper stays lighter in all light that falls on these cards


def drawn(rng: Random, lang: str, layout: str, *, scale: float = COARSE) -> DrawnCard:
    """Draw a card with nothing but text on it, in type small enough to fit soon."""
    while True:
        look = invent_look(rng, lang, vertical=layout == "vertical")
        plain = replace(look, logo=False, band=False, name_points=13.0, text_points=6.2)
        try:
            return draw_card(rng, invent(rng, lang=lang), layout=layout, scale=scale, keep=plain)
        except DoesNotFitError:
            continue


@pytest.fixture(scope="module")
def cards() -> list[DrawnCard]:
    rng = Random("drawn cards")
    return [drawn(rng, lang, layout) for lang, layout in KINDS]


def outside(picture: Picture, *, grown: int) -> NDArray[np.bool_]:
    """Return which pixels belong to a card and to none of its lines, grown by so many pixels."""
    height, width = picture.pixels.shape[:2]
    whole, lines = (np.zeros((height, width), np.uint8) for _ in range(2))
    for index, card in enumerate(picture.cards):
        cv2.fillConvexPoly(whole, np.rint(picture.quad(index)).astype(np.int32), 1)
        for quad in quads(picture, index, card):
            cv2.fillConvexPoly(lines, np.rint(quad).astype(np.int32), 1)
    grid = np.ones((2 * grown + 1, 2 * grown + 1), np.uint8)
    return np.asarray((cv2.erode(whole, grid) > 0) & (cv2.dilate(lines, grid) == 0))


def quads(picture: Picture, index: int, card: DrawnCard) -> list[list[list[float]]]:
    boxes = (line.box for line in card.printed)
    return [picture.placed(index, ((a, b), (c, b), (c, d), (a, d))) for a, b, c, d in boxes]


def has_ink(ink: NDArray[np.bool_], quad: list[list[float]]) -> bool:
    mask = np.zeros(ink.shape, np.uint8)
    cv2.fillConvexPoly(mask, np.rint(quad).astype(np.int32), 1)
    return bool((ink & (mask > 0)).any())


def test_every_line_lies_inside_the_card(cards: list[DrawnCard]) -> None:
    for card in cards:
        width, height = card.image.size
        for line in card.printed:
            left, top, right, bottom = line.box
            assert left < right
            assert top < bottom
            assert min(left, top, width - right, height - bottom) > EDGE * COARSE - 1, line.text


def test_no_line_runs_into_another(cards: list[DrawnCard]) -> None:
    for card in cards:
        for one, other in combinations(card.printed, 2):
            a, b = one.box, other.box
            apart = a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]
            assert apart, f"{one.text} {other.text}"


def test_every_kind_of_card_says_who_and_where(cards: list[DrawnCard]) -> None:
    for card in cards:
        assert {"name", "company", "phone", "postal_code", "address"} <= set(card.fields)


def test_a_name_is_never_printed_as_an_empty_box() -> None:
    anyone = invent(Random(1), lang="ja")
    person = replace(anyone, name=replace(anyone.name, family="𠮷田"))
    look = invent_look(Random(1), "ja")
    small = replace(look, logo=False, band=False, name_points=13.0, text_points=6.2)
    with pytest.raises(DoesNotFitError):
        draw_card(Random(1), person, scale=COARSE, keep=replace(small, family=fonts.IPA_MINCHO))
    draw_card(Random(1), person, scale=COARSE, keep=replace(small, family=fonts.MINCHO))


def test_there_is_no_ink_outside_the_lines(cards: list[DrawnCard]) -> None:
    for card in cards:
        picture = clean(card)
        gray = picture.pixels.mean(axis=2)
        assert gray[outside(picture, grown=1)].min() > INK
        for quad in quads(picture, 0, card):
            assert has_ink(gray < 2 * INK, quad)


@pytest.mark.parametrize(
    ("quality", "layout"), [("scan", "horizontal"), ("photo", "vertical"), ("sheet", "portrait")]
)
def test_the_corners_of_lines_follow_the_camera(quality: str, layout: str) -> None:
    rng = Random(f"{quality} {layout}")
    two = tuple(drawn(rng, "ja", layout, scale=300 / 25.4) for _ in range(2))
    picture = {
        "scan": lambda: scanned(rng, two[0]),
        "photo": lambda: photographed(rng, two[0], tilt=0.2, megapixels=1.0),
        "sheet": lambda: laid_out(rng, two, any_angle=True),
    }[quality]()
    gray = picture.pixels.mean(axis=2)
    assert gray[outside(picture, grown=2)].min() > INK
    for index, card in enumerate(picture.cards):
        for quad in quads(picture, index, card):
            assert has_ink(gray < 1.5 * INK, quad)


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_the_corners_of_lines_turn_with_the_picture(degrees: int, cards: list[DrawnCard]) -> None:
    picture = turned(clean(cards[0]), degrees)
    gray = picture.pixels.mean(axis=2)
    assert gray[outside(picture, grown=1)].min() > INK
    for quad in quads(picture, 0, cards[0]):
        assert has_ink(gray < 2 * INK, quad)


@pytest.mark.parametrize("orientation", [1, 3, 6, 8])
def test_who_heeds_the_orientation_sees_the_picture_as_drawn(
    orientation: int, tmp_path: Path, cards: list[DrawnCard]
) -> None:
    picture = clean(cards[0])
    write_picture(tmp_path / "a.png", picture, orientation=orientation)
    with Image.open(tmp_path / "a.png") as stored:
        seen = np.asarray(ImageOps.exif_transpose(stored))
        assert (np.asarray(stored).shape == seen.shape) == (orientation in {1, 3})
    assert np.array_equal(seen, picture.pixels)


def drawn_by_command(out: Path, *more: str, hashing: str = "0") -> dict[str, bytes]:
    words = ["--out", str(out), "--seed", "7", "--count", "3", "--megapixels", "0.3", *more]
    environment = {**os.environ, "PYTHONHASHSEED": hashing}
    command = [sys.executable, "-m", "samples.draw", *words]
    subprocess.run(command, cwd=ROOT, env=environment, check=True)  # noqa: S603 - our own command
    return {file.name: file.read_bytes() for file in sorted(out.iterdir())}


def test_the_same_seed_draws_the_same_cards(tmp_path: Path) -> None:
    first = drawn_by_command(tmp_path / "a", hashing="1")
    assert len(first) == 4
    assert drawn_by_command(tmp_path / "b", hashing="2") == first


def test_a_card_with_two_sides_is_one_person_in_two_languages(tmp_path: Path) -> None:
    drawn_by_command(tmp_path, "--two-sided", "--count", "1", "--quality", "clean")
    truth = json.loads((tmp_path / "truth.json").read_text(encoding="utf-8"))
    assert [one["file"] for one in truth] == ["0000_front.png", "0000_back.png"]
    front, back = (one["cards"][0] for one in truth)
    assert (front["lang"], back["lang"], back["side"]) == ("ja", "en", "back")
    assert front["person"] == back["person"]
