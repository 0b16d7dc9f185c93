"""Find and load what others add: OCR engines and file formats, through entry points."""

from importlib.metadata import EntryPoint, entry_points
from typing import Any

from cardscan.errors import UnknownName

ENGINES = "cardscan.engines"
FORMATS = "cardscan.formats"

_WHAT = {ENGINES: "engine", FORMATS: "format"}


def plugin_names(group: str) -> tuple[str, ...]:
    """List the names in a group, sorted, without importing any of them."""
    return tuple(sorted(_points(group)))


def load_plugin(group: str, name: str) -> Any:
    """Import the one plugin of that name; raise UnknownName, which lists the known ones."""
    points = _points(group)
    if name not in points:
        known = ", ".join(sorted(points)) or "none"
        raise UnknownName(f"There is no {_WHAT[group]} named '{name}'. Known: {known}.")
    return points[name].load()


def _points(group: str) -> dict[str, EntryPoint]:
    return {point.name: point for point in entry_points(group=group)}
