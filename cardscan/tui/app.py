"""The app: it owns the theme, the help and the room that the screens need."""

import os
import re
import sys
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from contextlib import nullcontext
from importlib import import_module
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.command import CommandPalette
from textual.screen import Screen

from cardscan.config import Settings
from cardscan.errors import CardscanError
from cardscan.language import N_, _
from cardscan.passphrases import Ask, asked
from cardscan.tui.graphics import use_graphics
from cardscan.tui.letting_go import keep_what_is_loaded
from cardscan.tui.screens.help import HelpScreen
from cardscan.tui.screens.library import LibraryScreen
from cardscan.tui.screens.too_small import TooSmallScreen, has_room

if TYPE_CHECKING:  # it brings SQLAlchemy, which the first paint must not wait for
    from cardscan.store.library import Library

FONTS = re.compile(r"@font-face \{.*?\}", re.DOTALL)
SCREENS = ("contact", "review", "statistics", "scan", "code", "choose_columns")
LOOK_EVERY = 2.0  # seconds
LOST = -1  # in the place of the newest change: the library could not be read
DARK, LIGHT = "textual-dark", "textual-light"

SCREEN_COMMANDS = (  # title, what it does, the action of the screen
    (N_("Scan"), N_("Read a folder of card pictures and file what is on them"), "scan"),
    (N_("Review"), N_("Settle what the readers doubt"), "review"),
    (N_("Statistics"), N_("What the library holds in numbers"), "statistics"),
    (N_("Narrow"), N_("Prefectures, companies, tags and years of this search"), "facets"),
    (N_("Columns"), N_("Choose the columns of the list"), "columns"),
    (N_("Export"), N_("Write the chosen contacts to a file"), "export"),
    (N_("Merge"), N_("Make one contact of those that are chosen"), "merge"),
    (N_("Refresh"), N_("Look again for what other programs changed"), "reload"),
)
# What Textual itself offers, by its title; its keys and themes are ours.
TEXTUALS = {
    "Quit": (N_("Quit"), N_("Leave cardscan")),
    "Maximize": (N_("Maximize"), N_("Give the pane that has the keys the whole screen")),
    "Minimize": (N_("Minimize"), N_("Show the other panes again")),
    "Screenshot": (N_("Screenshot"), N_("Save a picture of this screen as SVG")),
}


def run_tui(settings: Settings) -> None:
    """Show the library in the terminal until the person leaves; raise what opening it raises."""

    def opening(ask: Ask) -> "Library":
        from cardscan.workspace import open_library  # noqa: PLC0415 - it brings SQLAlchemy

        return open_library(settings, ask)

    use_graphics(os.environ)
    app = CardscanApp(opening, settings)
    failure = app.run()
    if app.library.done() and not app.library.exception():
        app.library.result().close()
    if failure:
        raise failure


class CardscanApp(App[CardscanError]):
    """Contacts to search and read; ends with the error when the library cannot be opened."""

    TITLE = "cardscan"
    CSS_PATH = "tui.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("question_mark", "help", N_("Help"), key_display="?"),
        Binding("f1", "help", N_("Help")),
        Binding("ctrl+t", "toggle_theme", N_("Dark or light"), show=False),
        Binding("ctrl+q", "quit", N_("Quit"), priority=True, show=False),
    ]

    def __init__(self, opening: "Callable[[Ask], Library]", settings: Settings) -> None:
        super().__init__()
        self.opening = opening
        self.library: Future[Library] = Future()
        self.settings = settings
        self._looking = False
        self._state: int | None = None  # the newest change that was seen, or LOST

    def get_default_screen(self) -> Screen[None]:
        """Start with the list of contacts."""
        return LibraryScreen(self.library, self.settings)

    def on_mount(self) -> None:
        """Open the library once there is something to look at."""
        self.call_after_refresh(self.open)
        self.set_interval(LOOK_EVERY, self.look)

    @work(thread=True)
    def open(self) -> None:
        """Open the library, which takes longer than all that is drawn before."""
        try:
            self.library.set_result(self.opening(self.ask))
        except CardscanError as error:
            self.library.set_exception(error)
            self.call_from_thread(self.exit, error)
        else:
            for screen in SCREENS:  # here, because the event loop must not wait for modules
                import_module(f"cardscan.tui.screens.{screen}")
            keep_what_is_loaded()

    def look(self) -> None:
        """Show what other programs changed; say when the library is lost, and when it is back."""
        if self.library.done() and not self._looking:
            self._looking = True
            self._look()

    @work(thread=True)
    def _look(self) -> None:
        try:
            newest = next(self.library.result().history(limit=1), None)
            state = newest.id if newest else 0
        except CardscanError:
            state = LOST
        before, self._state, self._looking = self._state, state, False
        if before not in {None, state}:
            self.call_later(self._reload)

    async def _reload(self) -> None:
        await self.run_action("reload", default_namespace=self.screen)

    def ask(self, library: str, question: str) -> str:
        """Ask for a passphrase, from a thread: the terminal is given back meanwhile."""
        return self.call_from_thread(self._ask_aside, library, question)

    def _ask_aside(self, library: str, question: str) -> str:
        with self.suspend() if sys.stdin.isatty() else nullcontext():
            return asked(library, question)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Offer what the keys do by name as well."""
        for command in super().get_system_commands(screen):
            if named := TEXTUALS.get(command.title):
                title, told = named
                yield SystemCommand(_(title), _(told), command.callback)
        told = _("What every key does and how to search")
        yield SystemCommand(_("Help"), told, self.action_help)
        told = _("Switch between dark and light")
        yield SystemCommand(_("Dark or light"), told, self.action_toggle_theme)
        for title, told, action in SCREEN_COMMANDS:
            if hasattr(screen, f"action_{action}"):
                yield SystemCommand(_(title), _(told), getattr(screen, f"action_{action}"))

    def action_command_palette(self) -> None:
        """Offer all commands by name."""
        if not any(isinstance(screen, CommandPalette) for screen in self.screen_stack):
            self.push_screen(CommandPalette(placeholder=_("Search for commands…")))

    def export_screenshot(self, *, title: str | None = None, simplify: bool = False) -> str:
        """Return a picture as SVG that asks no other host for its letters."""
        return FONTS.sub("", super().export_screenshot(title=title, simplify=simplify))

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
        await self._reload()

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
