from collections.abc import Iterator
from pathlib import Path

import pytest

from cardscan.store.library import Library

from .invented import file_everybody


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "cards.db", who="ann") as library:
        yield library


@pytest.fixture
def library(empty: Library) -> Library:
    """Five invented people; 田中 has two cards, of which the newer has a doubtful value."""
    file_everybody(empty)
    return empty
