import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from random import Random

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageOps

from samples.draw import truth_of, write_picture
from samples.drawing import fonts
from samples.drawing.camera import View, projection
from samples.drawing.canvas import EDGE, Box, DoesNotFitError
from samples.drawing.cards import DrawnCard, draw_card
from samples.drawing.degrade import degraded
from samples.drawing.empties import without_card
from samples.drawing.look import invent_look
from samples.drawing.paper import Paper, lay
from samples.drawing.picture import Picture, carried, corners_of, moved, turned
from samples.drawing.scans import clean, laid_out
from samples.drawing.strewn import strewn
from samples.drawing.tight import edge_to_edge, in_pockets
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
SEEN = 0.3  # likeness of a line in bad light and small; of nothing it is about 0


def drawn(rng: Random, lang: str, layout: str, *, scale: float = COARSE) -> DrawnCard:
    """Draw a card with nothing but text on it, in type small enough to fit soon."""
    while True:
        look = invent_look(rng, lang, vertical=layout == "vertical")
        bare = replace(look, logo=False, band=False, icons=False)
        plain = replace(bare, name_points=13.0, text_points=6.2)
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


def likeness(picture: Picture, index: int, box: Box) -> float:
    """Return how well a line's place looks like the line: 1 as printed, 0 not at all."""
    left, top, right, bottom = box
    quad = np.array(
        picture.placed(index, ((left, top), (right, top), (right, bottom), (left, bottom)))
    )
    low, high = np.floor(quad.min(axis=0)).astype(int), np.ceil(quad.max(axis=0)).astype(int)
    seen = picture.pixels[max(0, low[1]) : high[1], max(0, low[0]) : high[0]].mean(axis=2)
    start = moved(-max(0, low[0]) - 0.5, -max(0, low[1]) - 0.5)
    place, size = (
        start @ picture.transforms[index] @ moved(0.5, 0.5),
        (seen.shape[1], seen.shape[0]),
    )
    flat = cv2.GaussianBlur(np.asarray(picture.cards[index].image.convert("L")), (0, 0), 1.0)
    wanted = cv2.warpPerspective(flat, place, size)
    inside = cv2.warpPerspective(np.full_like(flat, 255), place, size) > 250
    strokes = [part - cv2.GaussianBlur(part, (0, 0), 6.0) for part in (seen, wanted.astype(float))]
    return float(np.corrcoef(strokes[0][inside], strokes[1][inside])[0, 1])


@pytest.mark.parametrize("quality", ["scan", "photo", "hard"])
def test_every_line_can_be_seen_where_the_truth_says(quality: str, cards: list[DrawnCard]) -> None:
    """Whatever lies on the card, bends it or cuts it off: no line is covered or displaced."""
    for seed in range(4):
        card = cards[seed * 7]
        picture = degraded(Random(f"{quality} {seed}"), card, quality, megapixels=1.0)
        for line in card.printed:
            assert likeness(picture, 0, line.box) > SEEN, (seed, line.text)


@pytest.mark.parametrize("kind", ["sheet", "tight", "pockets", "loose"])
def test_every_line_of_several_cards_can_be_seen(kind: str, cards: list[DrawnCard]) -> None:
    rng, several = Random(kind), tuple(cards[::8])
    picture = {
        "sheet": lambda: laid_out(rng, several, any_angle=True),
        "tight": lambda: edge_to_edge(rng, several),
        "pockets": lambda: in_pockets(rng, several),
        "loose": lambda: strewn(rng, several, megapixels=1.0),
    }[kind]()
    for index, card in enumerate(picture.cards):
        for line in card.printed:
            assert likeness(picture, index, line.box) > SEEN, line.text


@pytest.mark.parametrize("kind", ["sheet", "turned sheet", "pockets", "loose"])
def test_no_card_among_several_is_cut_or_covered(kind: str, cards: list[DrawnCard]) -> None:
    rng, several = Random(kind), tuple(cards[4::7])
    picture = {
        "sheet": lambda: laid_out(rng, several),
        "turned sheet": lambda: laid_out(rng, several, any_angle=True),
        "pockets": lambda: in_pockets(rng, several),
        "loose": lambda: strewn(rng, several, megapixels=1.0),
    }[kind]()
    height, width = picture.pixels.shape[:2]
    covered = np.zeros((height, width), np.uint8)
    for index in range(len(several)):
        quad = np.array(picture.quad(index))
        assert quad.min() > 0
        assert (quad < [width, height]).all()
        whole = cv2.fillConvexPoly(np.zeros_like(covered), np.rint(quad).astype(np.int32), 1)
        covered += np.asarray(whole, np.uint8)
    assert covered.max() == 1


def test_a_picture_without_a_card_says_so() -> None:
    picture = without_card(Random("nothing"), megapixels=0.3)
    assert truth_of("desk.jpg", "empty", picture)["cards"] == []


def test_white_paper_on_a_white_bed_has_no_dark_outline() -> None:
    scene = np.full((300, 400, 3), 250, np.uint8)
    white = Paper(np.full((550, 910, 3), 250, np.uint8), np.full((550, 910), 255, np.uint8))
    view = View(pitch=12, yaw=-20, roll=7, distance=2.0)
    lay(scene, white, projection(corners_of(white.size), view, (400, 300), share=0.8))
    assert scene.min() == 250


def test_a_camera_above_sees_a_card_as_it_is_and_a_tilted_one_sees_its_far_side_smaller() -> None:
    card, frame = corners_of((910, 550)), (400, 300)
    above = projection(card, View(pitch=0, yaw=0, roll=0, distance=2), frame, share=0.8)
    assert np.allclose(
        carried(card, above), [[40, 53.3], [360, 53.3], [360, 246.7], [40, 246.7]], atol=0.1
    )
    tilted = projection(card, View(pitch=0, yaw=40, roll=0, distance=2), frame, share=0.8)
    seen = carried(card, tilted)
    sides = sorted((float(np.ptp(seen[[0, 3], 1])), float(np.ptp(seen[[1, 2], 1]))))
    lean = np.sin(np.radians(40)) / 2  # of its length, each side nearer or farther
    assert sides[1] / sides[0] == pytest.approx((2 + lean) / (2 - lean), abs=1e-6)


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


def test_the_same_seed_takes_the_same_photo(cards: list[DrawnCard]) -> None:
    makers: tuple[Callable[[Random], Picture], ...] = (
        lambda rng: degraded(rng, cards[0], "hard", megapixels=0.3),
        lambda rng: strewn(rng, tuple(cards[:2]), megapixels=0.3),
        lambda rng: without_card(rng, megapixels=0.3),
    )
    for maker in makers:
        assert np.array_equal(maker(Random(3)).pixels, maker(Random(3)).pixels)


def test_a_card_with_two_sides_is_one_person_in_two_languages(tmp_path: Path) -> None:
    drawn_by_command(tmp_path, "--two-sided", "--count", "1", "--quality", "clean")
    truth = json.loads((tmp_path / "truth.json").read_text(encoding="utf-8"))
    assert [one["file"] for one in truth] == ["0000_front.png", "0000_back.png"]
    front, back = (one["cards"][0] for one in truth)
    assert (front["lang"], back["lang"], back["side"]) == ("ja", "en", "back")
    assert front["person"] == back["person"]
