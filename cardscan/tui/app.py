"""The app: it owns the theme, the help and the room that the screens need."""

import os
from collections.abc import Iterable
from typing import ClassVar

from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.screen import Screen

from cardscan.config import Settings
from cardscan.store.library import Library
from cardscan.tui.screens.help import HelpScreen
from cardscan.tui.screens.library import LibraryScreen
from cardscan.tui.screens.too_small import TooSmallScreen, has_room
from cardscan.tui.widgets.picture import use_graphics

DARK, LIGHT = "textual-dark", "textual-light"

SCREEN_COMMANDS = (
    ("Scan", "Read a folder of card pictures and file what is on them", "scan"),
    ("Review", "Settle what the readers doubt", "review"),
    ("Statistics", "What the library holds in numbers", "statistics"),
    ("Narrow", "Prefectures, companies, tags and years of this search", "facets"),
    ("Columns", "Choose the columns of the list", "columns"),
    ("Export", "Write the chosen contacts to a file", "export"),
    ("Merge", "Make one contact of those that are chosen", "merge"),
)


def run_tui(library: Library, settings: Settings) -> None:
    """Show the library in the terminal until the person leaves."""
    use_graphics(os.environ)
    CardscanApp(library, settings).run()


class CardscanApp(App[None]):
    """Contacts to search and read."""

    TITLE = "cardscan"
    CSS_PATH = "tui.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("question_mark", "help", "Help", key_display="?"),
        Binding("f1", "help", "Help"),
        Binding("ctrl+t", "toggle_theme", "Dark or light", show=False),
        Binding("ctrl+q", "quit", "Quit", priority=True),
    ]

    def __init__(self, library: Library, settings: Settings) -> None:
        super().__init__()
        self.library = library
        self.settings = settings

    def get_default_screen(self) -> Screen[None]:
        """Start with the list of contacts."""
        return LibraryScreen(self.library, self.settings)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Offer what the keys do by name as well."""
        yield from super().get_system_commands(screen)
        yield SystemCommand("Help", "What every key does and how to search", self.action_help)
        yield SystemCommand("Dark or light", "Switch the theme", self.action_toggle_theme)
        for title, told, action in SCREEN_COMMANDS:
            if hasattr(screen, f"action_{action}"):
                yield SystemCommand(title, told, getattr(screen, f"action_{action}"))
        if reload := getattr(screen, "action_reload", None):
            yield SystemCommand("Refresh", "Look again for what other programs changed", reload)

    def action_help(self) -> None:
        """Show the help page."""
        self.push_screen(HelpScreen())

    def action_toggle_theme(self) -> None:
        """Switch between the dark and the light theme."""
        self.theme = LIGHT if self.current_theme.dark else DARK

    async def on_app_focus(self) -> None:
        """Look again when the person comes back from another window, or first into a browser's."""
        if self.screen.focused is None and self.screen.AUTO_FOCUS != "":
            self.screen.focus_next()
        await self.run_action("reload", default_namespace=self.screen)

    def on_resize(self) -> None:
        """Cover the screens while the terminal is too small for them."""
        # once the screens have their new size: two sizes on the way would chase each other
        self.call_after_refresh(self._cover)

    def _cover(self) -> None:
        covered = isinstance(self.screen, TooSmallScreen)
        if covered and has_room(self.size):
            self.pop_screen()
        elif not covered and not has_room(self.size):
            self.push_screen(TooSmallScreen())
