"""A line for a folder or a file that completes what is typed."""

from pathlib import Path

from textual.suggester import Suggester
from textual.widgets import Input

from cardscan.language import _


class PathBox(Input):
    """A path; the right arrow takes what is suggested."""

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's own name
        super().__init__(
            placeholder=_("A folder of pictures, such as ~/scans"),
            suggester=PathSuggester(use_cache=False),
            id=id,
        )

    @property
    def path(self) -> str:
        """Return what was typed, with the home folder written out."""
        typed = self.value.strip()
        return str(Path(typed).expanduser()) if typed.startswith("~") else typed


class PathSuggester(Suggester):
    """Suggests the first folder or file that begins as what was typed."""

    async def get_suggestion(self, value: str) -> str | None:
        """Return the whole path, a folder with its slash; None when nothing begins so."""
        folder, _, start = value.rpartition("/")
        place = Path(f"{folder}/" if "/" in value else ".").expanduser()
        try:
            names = sorted(it for it in place.iterdir() if it.name.startswith(start))
        except (OSError, ValueError, RuntimeError):
            return None
        fitting = [it for it in names if start or not it.name.startswith(".")]
        if not fitting or not fitting[0].name.isprintable():
            return None
        end = "/" if fitting[0].is_dir() else ""
        return value[: len(value) - len(start)] + fitting[0].name + end
