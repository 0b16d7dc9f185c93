"""Ornaments leave every line of a card readable, and its truth true."""

from collections.abc import Iterator
from itertools import pairwise
from random import Random

import numpy as np
import pytest

from cardscan.ocr.codes import read_codes
from samples.drawing import texts
from samples.drawing.canvas import Canvas, DoesNotFitError, Emphasis, Style
from samples.drawing.cards import DrawnCard, draw_card
from samples.drawing.decor.colors import lightness
from samples.drawing.decor.maps import put_map
from samples.drawing.decor.ornaments import PLAIN, Ornaments
from samples.drawing.decor.panels import DIRECTIONS, Panel, put_panel
from samples.drawing.decor.room import Room
from samples.drawing.fonts import SANS
from samples.drawing.look import invent_look
from samples.drawing.stack import Stack
from samples.people import invent

COARSE = 8.0  # pixels a millimetre
TOLD_APART = 55  # levels of lightness between the ink of a line and its ground


@pytest.fixture(scope="module")
def cards() -> Iterator[list[DrawnCard]]:
    rng = Random("ornaments")
    kinds = [("ja", "horizontal")] * 6 + [("ja", "vertical")] * 3 + [("en", "horizontal")] * 6
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("samples.drawing.cards.PLAIN_SHARE", 0.0)
        yield [drawn(rng, lang, layout=layout) for lang, layout in kinds]


def drawn(rng: Random, lang: str, *, layout: str = "horizontal") -> DrawnCard:
    """Draw somebody's card, with ornaments by chance."""
    while True:
        try:
            return draw_card(rng, invent(rng, lang=lang), layout=layout, scale=COARSE)
        except DoesNotFitError:
            continue


def gray(card: DrawnCard) -> np.ndarray[tuple[int, int], np.dtype[np.uint8]]:
    return np.asarray(card.image.convert("L"))


def part(card: DrawnCard, box: tuple[float, float, float, float]) -> list[float]:
    left, top, right, bottom = (round(edge) for edge in box)
    return [float(level) for level in np.unique(gray(card)[top:bottom, left:right])]


def test_no_ornament_covers_a_line(cards: list[DrawnCard]) -> None:
    for card in cards:
        for line in card.printed:
            levels = part(card, line.box)
            assert levels[-1] - levels[0] > TOLD_APART, line.text


def test_every_line_lies_on_the_card(cards: list[DrawnCard]) -> None:
    for card in cards:
        for left, top, right, bottom in (line.box for line in card.printed):
            assert 0 < left < right < card.image.width
            assert 0 < top < bottom < card.image.height


def written(*lines: tuple[float, float, str]) -> Canvas:
    canvas = Canvas(90, 50, scale=COARSE, paper=(255, 255, 255))
    for x, y, text in lines:
        canvas.line(x, y, text, Style(SANS.regular, 8.0, (0, 0, 0)))
    return canvas


@pytest.mark.parametrize("degrees", [*DIRECTIONS.values(), 20.0, 70.0, 250.0])
def test_a_panel_never_ends_within_a_line(degrees: float) -> None:
    canvas = written((6, 10, "Acme"), (6, 15, "Ann Lee"), (52, 40, "Tokyo"), (52, 45, "03-1234"))
    panel = Panel(degrees, 0.0, 0.5, (20, 20, 90), (255, 255, 255))
    put_panel(canvas, Room(canvas), panel, paper=(255, 255, 255), ink=(0, 0, 0))
    inks = []
    for line in canvas.printed:
        left, top, right, bottom = (round(edge) for edge in line.box)
        colors = canvas.ground.crop((left, top, right, bottom)).getcolors()
        assert colors is not None
        assert len(colors) == 1
        inks.append(colors[0][1])
    assert set(inks) == {(20, 20, 90), (255, 255, 255)}


def test_print_on_a_panel_is_light() -> None:
    canvas = written((6, 10, "Acme"), (6, 40, "Tokyo"))
    panel = Panel(DIRECTIONS["top"], 0.0, 0.5, (20, 20, 90), (255, 255, 255))
    put_panel(canvas, Room(canvas), panel, paper=(255, 255, 255), ink=(0, 0, 0))
    pixels = np.asarray(canvas.flat(1).convert("L"))
    darkest, lightest = pixels[:200].min(), pixels[:200].max()
    assert (darkest, lightest) == (round(lightness((20, 20, 90))), 255)
    assert pixels[200:].min() < TOLD_APART


def test_a_panel_is_refused_where_lines_stand_everywhere() -> None:
    canvas = written(*((6.0, y, "Sakuraba Seiki") for y in np.arange(5.0, 48.0, 2.8)))
    panel = Panel(DIRECTIONS["top"], 0.0, 0.5, (0, 0, 0), (255, 255, 255))
    with pytest.raises(DoesNotFitError):
        put_panel(canvas, Room(canvas), panel, paper=(255, 255, 255), ink=(0, 0, 0))


def test_a_company_in_display_type_stands_where_it_was_designed() -> None:
    large = {"company": Emphasis(points=1.5, tracking=0.2)}
    canvas = Canvas(90, 50, scale=COARSE, paper=(255, 255, 255), emphasis=large)
    stack = Stack(canvas, 45.0, 5.0, "center")
    stack.put(texts.Text("Acme Ltd", (("company", "Acme Ltd"),)), Style(SANS.regular, 10.0))
    stack.put(texts.Text("Acme Ltd"), Style(SANS.regular, 10.0))
    (left, _, right, _), (narrow_left, _, narrow_right, _) = (line.box for line in canvas.printed)
    assert abs((left + right) / 2 - 45.0 * COARSE) < COARSE
    assert right - left > 1.5 * (narrow_right - narrow_left)


@pytest.mark.parametrize("upwards", [True, False])
def test_a_turned_line_stands_in_its_box(upwards: bool) -> None:  # noqa: FBT001 - pytest's own
    canvas = Canvas(90, 50, scale=COARSE, paper=(255, 255, 255))
    canvas.turned(
        10, 40 if upwards else 10, "www.acme.example", Style(SANS.regular, 8.0), upwards=upwards
    )
    left, top, right, bottom = (round(edge) for edge in canvas.printed[0].box)
    ink = canvas.image.getchannel("A")
    inked = ink.getbbox()
    assert inked is not None
    assert bottom - top > 5 * (right - left)
    for ours, theirs in zip((left, top, right, bottom), inked, strict=True):
        assert abs(ours - theirs) <= 2


def test_a_code_says_the_web_address() -> None:
    person = invent(Random(3), lang="en")
    worn = Ornaments(pictures=("code",))
    cards = [draw_card(Random(seed), person, scale=COARSE, ornaments=worn) for seed in range(4)]
    codes = [code.text for card in cards for code in read_codes(np.asarray(card.image))]
    assert codes
    assert set(codes) == {texts.with_scheme(person.url)}


def test_the_words_of_a_map_are_lines_without_values() -> None:
    canvas = written((6, 10, "Acme"))
    put_map(canvas, Random(1), (50.0, 10.0, 80.0, 32.0), family=SANS, lang="en")
    acme, *words = canvas.printed
    assert acme.text == "Acme"
    assert [line.marks for line in words] == [(), ()]


def test_corners_are_told_in_pixels_of_the_card() -> None:
    person = invent(Random(3), lang="en")
    card = draw_card(Random(3), person, scale=COARSE, ornaments=Ornaments(corner=3.0))
    assert card.corner == 3.0 * COARSE


def test_a_kept_design_stays_plain() -> None:
    person, look = invent(Random(3), lang="en"), invent_look(Random(3), "en")
    for seed in range(2):
        kept = draw_card(Random(seed), person, scale=COARSE, keep=look)
        plain = draw_card(Random(seed), person, scale=COARSE, keep=look, ornaments=PLAIN)
        assert kept.image.tobytes() == plain.image.tobytes()


def test_the_same_seed_draws_the_same_ornaments() -> None:
    first, again = ([drawn(rng, "ja") for _ in range(3)] for rng in (Random(11), Random(11)))
    for one, other in zip(first, again, strict=True):
        assert one.image.tobytes() == other.image.tobytes()
        assert one.printed == other.printed


def test_cards_differ() -> None:
    person = invent(Random(3), lang="en")
    drawn = [draw_card(Random(seed), person, scale=COARSE).image.tobytes() for seed in range(4)]
    assert all(one != other for one, other in pairwise(drawn))
