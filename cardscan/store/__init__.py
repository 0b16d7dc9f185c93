"""The library: the only room that knows SQLAlchemy."""

from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cardscan.store import (
        backup,
        batches,
        candidates,
        changes,
        doubts,
        editing,
        exports,
        facets,
        filing,
        forgetting,
        holding,
        log,
        lookup,
        merging,
        pairs,
        preparing,
        restoring,
        stats,
        verifying,
    )

    __all__ = [
        "backup",
        "batches",
        "candidates",
        "changes",
        "doubts",
        "editing",
        "exports",
        "facets",
        "filing",
        "forgetting",
        "holding",
        "log",
        "lookup",
        "merging",
        "pairs",
        "preparing",
        "restoring",
        "stats",
        "verifying",
    ]


def __getattr__(name: str) -> ModuleType:
    """Load a module of this room when it is asked for; a search needs a third of them."""
    try:
        return import_module(f"cardscan.store.{name}")
    except ModuleNotFoundError as error:
        raise AttributeError(f"the store has no module {name}") from error
