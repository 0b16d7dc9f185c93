"""How every screen looks: at two sizes, in both languages, with nothing cut off below."""

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode
from textual.widgets import Footer

from cardscan.contact import Filing, Outcome, Reason
from cardscan.language import use
from cardscan.store.library import Library
from cardscan.tui import doubt_queue

from .driving import LARGE, SMALL, Terminal, terminal
from .invented import person

# a screen's name, and the keys that lead to it from the one before
WAY: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("library", ("f6", "f6")),
    ("facets", ("f6", "down", "down")),
    ("statistics", ("f6", "f4")),
    ("review", ("escape", "escape", "f2")),
    ("match", ("n",)),
    ("contact", ("escape", *"健一", "enter", "tab", "tab")),
    ("scan", ("escape", "escape", "f3")),
    ("help", ("f1",)),
)
CHANGING = re.compile(r"\d{4}-\d\d-\d\d(&#160;|\s)\d\d:\d\d")


class Picture(SingleFileSnapshotExtension):
    """A picture of the terminal, in a file of its own."""

    _write_mode = WriteMode.TEXT
    file_extension = "svg"


@pytest.fixture
def pictures(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    return snapshot.use_extension(Picture)


@pytest.fixture(params=["en", "ja"])
def language(request: pytest.FixtureRequest) -> Iterator[None]:
    use(request.param)
    yield
    use("en")


@pytest.fixture
def twins(library: Library) -> Library:
    """Everybody, and somebody who may be there twice."""
    (other,) = library.search("次郎")
    reasons = (Reason("same name", 0.45), Reason("different mobile", -0.1))
    filing = Filing(date(2026, 5, 2), Outcome.REVIEW, doubts=(other.id,), reasons=reasons)
    library.add_card(person("田中 次郎", "", "Example GmbH"), filing)
    return library


def picture_of(seen: Terminal, library: Library) -> str:
    """Return the screen as SVG, without what is another each time."""
    svg = CHANGING.sub("2026-11-22&#160;10:00", seen.app.export_screenshot())
    for contact in library.search(""):
        svg = svg.replace(contact.id, "x" * len(contact.id))
    return re.sub(r"terminal-\d+", "terminal", svg)


@pytest.mark.usefixtures("language")
@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "200x60"])
async def test_every_screen_with_its_keys(
    twins: Library, size: tuple[int, int], pictures: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doubt_queue, "LONGEST_LOOK", 0.0)  # the time left is another each time
    async with terminal(twins, size) as seen:
        for name, keys in WAY:
            await seen.press(*keys)
            assert picture_of(seen, twins) == pictures(name=name)
            for footer in seen.app.screen.query(Footer):
                assert footer.max_scroll_x == 0, name
                keys_of = [key for key in footer.query("FooterKey") if key.region.area]
                ends = sorted((key.region.x, key.region.right) for key in keys_of)
                assert all(a[1] <= b[0] for a, b in pairwise(ends)), name
