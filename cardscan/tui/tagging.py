"""Tags as people type them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from cardscan.contact import Change
from cardscan.language import N_

if TYPE_CHECKING:  # it brings SQLAlchemy, which the first paint must not wait for
    from cardscan.store.library import Library

TAG_HINT = N_("展示会 -old: adds 展示会, takes old away")


def tag_with(library: "Library", contact_ids: Sequence[str], typed: str) -> Change:
    """Add the tags that were typed, take away those with a minus; raise UsageError for none."""
    words = typed.replace(",", " ").split()
    removed = [word[1:] for word in words if word.startswith("-")]
    added = [word.removeprefix("+") for word in words if not word.startswith("-")]
    return library.tag(contact_ids, add=added, remove=removed)
