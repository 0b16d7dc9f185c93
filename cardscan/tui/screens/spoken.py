"""A screen that names its keys in the language of the person."""

from dataclasses import replace
from typing import TypeVar

from textual.binding import ActiveBinding
from textual.screen import Screen

from cardscan.language import N_, _
from cardscan.tui.letting_go import let_go_of_widgets

PALETTE = N_("palette")  # as Textual names its own key

Result = TypeVar("Result")


class SpokenScreen(Screen[Result]):
    """The base of the screens that have a footer."""

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """Return the keys as Textual does, in the language of the person."""
        return {key: _spoken(active) for key, active in super().active_bindings.items()}

    def on_unmount(self) -> None:
        """Leave nothing behind."""
        let_go_of_widgets()


def _spoken(active: ActiveBinding) -> ActiveBinding:
    binding = replace(
        active.binding,
        description=_(active.binding.description),
        tooltip=_(active.binding.tooltip),
    )
    return active._replace(binding=binding)
