"""``show --all``: everything that is held about one person, for that person to read."""

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from cardscan.cli.changes import change_object, print_details
from cardscan.cli.labels import label
from cardscan.cli.output import print_line, print_pairs
from cardscan.language import _

if TYPE_CHECKING:
    from cardscan.contact import Change
    from cardscan.store.holding import Held


def held_object(held: "Held", changes: "list[Change]") -> dict[str, Any]:
    """Return what is held beside the contact and its cards, as JSON has it."""
    return {
        "merged": list(held.merged),
        "pairs": [{"contact": other, "verdict": verdict} for other, verdict in held.pairs],
        "files": [asdict(file) for file in held.files],
        "history": [change_object(change) for change in changes],
    }


def print_held(held: "Held", changes: "list[Change]") -> None:
    """Print what is held beside the contact and its cards."""
    print_line()
    print_line(label("Files"), style="bold")
    for file in held.files:
        original = (
            _("{digest} (original kept)").format(digest=file.digest)
            if file.is_original_kept
            else file.digest
        )
        print_pairs([("scanned from", file.path), ("file", original), ("picture", file.picture)])
    print_pairs([("merged", ", ".join(held.merged))])
    print_pairs((verdict, other) for other, verdict in held.pairs)
    print_line()
    print_line(label("History"), style="bold")
    print_details(changes)
