"""The keys of a screen in its last line."""

from textual.screen import Screen
from textual.widgets import Footer

from cardscan.tui.letting_go import let_go_of_widgets


class KeyBar(Footer):
    """Textual's footer, laid out anew only when it has other keys to show."""

    _shown: tuple[tuple[str, str, bool], ...] = ()

    def bindings_changed(self, screen: "Screen[object]") -> None:
        """Show other keys, and let go of those that were shown before these."""
        active = screen.active_bindings.values()
        keys = tuple(
            (it.binding.key, it.binding.description, it.enabled) for it in active if it.binding.show
        )
        if keys == self._shown or not screen.app.app_focus:
            return
        self._shown = keys
        # each key watches the footer, which forgets those that are gone only on a change
        self.mutate_reactive(Footer.compact)
        let_go_of_widgets()
        super().bindings_changed(screen)
