"""The search box."""

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.widgets import Input

from cardscan.language import N_


class SearchBox(Input):
    """A line for a query; in an empty one ``?`` asks for help, as on every screen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", N_("Open")),
        Binding("tab", "app.focus_next", N_("List")),
    ]

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Tell the footer which keys are typed here rather than obeyed."""
        if self._asks_for_help(key):
            return False
        # Textual knows no character for this key name, and would offer it in the footer.
        return key == "slash" or super().check_consume_key(key, character)

    async def _on_key(self, event: events.Key) -> None:
        if self._asks_for_help(event.key):
            event.prevent_default()
            return
        await super()._on_key(event)

    def _asks_for_help(self, key: str) -> bool:
        return key == "question_mark" and not self.value
