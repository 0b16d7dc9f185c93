"""The review: what is doubtful, one key each, and a way back."""

import hashlib
from datetime import date
from io import BytesIO

import pytest
from PIL import Image

from cardscan.contact import Filing, Outcome, Reason
from cardscan.model import Field, Kind, Line, ParsedCard, Quad, Reading, ScannedCard, Source, Status
from cardscan.store.library import Library
from cardscan.tui.widgets.picture import Picture

from .driving import LARGE, SMALL, Terminal, terminal
from .invented import field, file_card, person

INK = Quad.of_box(40, 40, 240, 80)


def picture() -> bytes:
    drawn = BytesIO()
    card = Image.new("RGB", (400, 240), "white")
    card.paste("black", (60, 50, 200, 70))
    card.save(drawn, "JPEG")
    return drawn.getvalue()


def doubtful(kind: Kind, value: str, other: str) -> ScannedCard:
    """A card of 田中 健一 on which two readers saw two things."""
    readings = (Reading("rapidocr", value, 0.8), Reading("tesseract", other, 0.6))
    line = Line(value, 0.8, INK, readings=readings)
    unsure = Field(kind, value, value, 0.61, Status.REVIEW, "test", ("set in large type",), INK)
    name = field(Kind.NAME, "田中 健一")
    card = ParsedCard(Source(f"in/{value}.jpg", 0, 0), (name, unsure), (line,))
    return ScannedCard(card, hashlib.sha256(value.encode()).hexdigest(), picture())


@pytest.fixture
def title(empty: Library) -> Library:
    """One title that one reader saw as 部畏 and the other as 部長."""
    file_card(empty, doubtful(Kind.TITLE, "部畏", "部長"))
    return empty


@pytest.fixture
def twins(empty: Library) -> Library:
    first = file_card(empty, person("Ann Lee", "", "Example Ltd"))
    filing = Filing(
        date(2026, 5, 2), Outcome.REVIEW, doubts=(first,), reasons=(Reason("same name", 0.4),)
    )
    empty.add_card(person("Ann Lee", "", "Other Ltd"), filing)
    return empty


async def review(seen: Terminal) -> None:
    await seen.press("f2")


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "200x60"])
async def test_a_doubtful_value_stands_under_its_ink_with_what_the_other_reader_saw(
    title: Library, size: tuple[int, int]
) -> None:
    async with terminal(title, size) as seen:
        await review(seen)
        assert "Title  部畏   61% sure" in seen.text
        assert "Other reader  部長" in seen.text
        assert "0 decided · 1 contact left" in seen.lines[0]
        assert "▀▀▀" in seen.text
        ink = seen.app.screen.query_one("#ink", Picture)
        assert ink.part == INK


@pytest.mark.parametrize(
    ("keys", "titles"),
    [
        (["a"], ("部畏",)),
        (["enter"], ("部畏",)),
        (["s"], ("部長",)),
        (["x"], ()),
        (["e", "backspace", "長", "enter"], ("部長",)),
        (["e", "backspace", "backspace", "enter"], ()),
    ],
)
async def test_one_key_settles_a_value_and_one_takes_it_back(
    title: Library, keys: list[str], titles: tuple[str, ...]
) -> None:
    async with terminal(title) as seen:
        await review(seen)
        await seen.press(*keys)
        assert "Nothing waits for a person." in seen.text
        assert [it.titles for it in title.search("")] == [titles]
        await seen.press("u")
        assert "Title  部畏" in seen.text
        assert [it.needs_review for it in title.search("")] == [True]


async def test_a_value_moves_to_another_kind_and_back(title: Library) -> None:
    async with terminal(title) as seen:
        await review(seen)
        await seen.press("m", "d")
        (contact,) = title.search("")
        assert (contact.titles, contact.departments) == ((), ("部畏",))
        await seen.press("u")
        (contact,) = title.search("")
        assert (contact.titles, contact.departments) == (("部畏",), ())


async def test_escape_closes_the_box_before_the_screen(title: Library) -> None:
    async with terminal(title) as seen:
        await review(seen)
        await seen.press("e", "x", "escape")
        assert "Title  部畏" in seen.text
        await seen.press("escape")
        assert "1 contact" in seen.text
        assert [it.needs_review for it in title.search("")] == [True]


async def test_what_is_put_off_comes_with_the_next_review(title: Library) -> None:
    async with terminal(title) as seen:
        await review(seen)
        await seen.press("n")
        assert "Nothing waits" in seen.text
        await seen.press("escape")
        await review(seen)
        assert "Title  部畏" in seen.text


async def test_a_missing_name_is_typed_or_said_to_be_none(empty: Library) -> None:
    for number in range(2):
        card = ScannedCard(ParsedCard(Source(f"{number}.jpg", 0, 0), (), ()), str(number) * 64, b"")
        empty.add_card(card, Filing(met=date(2026, 5, 1), outcome=Outcome.REVIEW))
    async with terminal(empty) as seen:
        await review(seen)
        assert "No name was read." in seen.text
        await seen.press("e", *"Ann", "enter", "a")
        assert "Nothing waits" in seen.text
        assert sorted(it.name.text for it in empty.search("")) == ["", "Ann"]


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "200x60"])
async def test_a_doubtful_match_shows_both_and_why(twins: Library, size: tuple[int, int]) -> None:
    async with terminal(twins, size) as seen:
        await review(seen)
        assert "Example Ltd" in seen.text
        assert "Other Ltd" in seen.text
        assert "same name" in seen.text
        for key in ("s Same", "d Different", "n Later"):
            assert key in seen.lines[-1]


@pytest.mark.parametrize(("key", "people"), [("s", 1), ("d", 2)])
async def test_two_are_one_or_two_at_a_key_and_again_at_u(
    twins: Library, key: str, people: int
) -> None:
    async with terminal(twins) as seen:
        await review(seen)
        await seen.press(key)
        assert "Nothing waits" in seen.text
        assert twins.count() == people
        await seen.press("u")
        assert twins.count() == 2
        assert "Example Ltd" in seen.text


async def test_hostile_values_are_text_in_the_review_too(empty: Library) -> None:
    file_card(empty, doubtful(Kind.TITLE, "[red]x\x1b[31m", "[/]\u202ey"))
    async with terminal(empty) as seen:
        await review(seen)
        assert r"[red]x\x1b[31m" in seen.text
        assert r"[/]\u202ey" in seen.text


async def test_undo_before_any_decision_says_so(title: Library) -> None:
    async with terminal(title) as seen:
        await review(seen)
        await seen.press("u")
        assert await seen.shows("Nothing was decided")
