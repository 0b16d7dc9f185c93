"""What the list shows, as a value that screens pass to each other."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Results:
    """A query in the query language, and the column it is sorted by."""

    query: str = ""
    sort: str | None = None  # as ``Library.search`` takes it; None is the library's own order
