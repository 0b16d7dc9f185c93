"""Find and load what others add: OCR engines and file formats, through entry points."""

from importlib.metadata import EntryPoint, entry_points
from typing import Any

from cardscan.errors import CardscanError, EngineMissing, SettingsError, UnknownName
from cardscan.language import N_, _

ENGINES = "cardscan.engines"
FORMATS = "cardscan.formats"

_WHAT = {ENGINES: N_("engine"), FORMATS: N_("format")}
_BROKEN: dict[str, type[CardscanError]] = {ENGINES: EngineMissing, FORMATS: SettingsError}


def plugin_names(group: str) -> tuple[str, ...]:
    """List the names in a group, sorted, without importing any of them."""
    return tuple(sorted(_points(group)))


def load_plugin(group: str, name: str) -> Any:
    """Import the one plugin of that name.

    Raises UnknownName, which lists the known ones, and `EngineMissing` or `SettingsError` when
    its package cannot be imported, whatever goes wrong in it.
    """
    points = _points(group)
    if name not in points:
        known = ", ".join(sorted(points)) or "none"
        raise UnknownName(
            _("There is no {what} named '{name}'. Known: {known}.").format(
                what=_(_WHAT[group]), name=name, known=known
            )
        )
    try:
        return points[name].load()
    except Exception as error:  # another's code: whatever it raises, it is of no use here
        package = points[name].dist
        raise _BROKEN[group](
            _(
                "The {what} '{name}' of the package {package} cannot be imported "
                "({kind}: {error}). Install it again, or ask who made it."
            ).format(
                what=_(_WHAT[group]),
                name=name,
                package=package.name if package else "?",
                kind=type(error).__name__,
                error=error,
            )
        ) from error


def _points(group: str) -> dict[str, EntryPoint]:
    return {point.name: point for point in entry_points(group=group)}
