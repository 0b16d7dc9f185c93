"""Words for people, on stderr: what is wrong, how far we are, and the exit code."""

import logging
import os
import sys
import time
import traceback
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from cardscan import __version__
from cardscan.errors import (
    CardscanError,
    EngineError,
    ExtraMissing,
    FontMissing,
    InputError,
    LibraryError,
    SettingsError,
    UsageError,
)
from cardscan.language import _
from cardscan.tui.plain import plain

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import Progress, TaskID

DONE = 0
SOME_FAILED = 1
WRONG_USAGE = 2
MISSING = 3
NO_LIBRARY = 4
INTERRUPTED = 130

_EXIT_CODES: tuple[tuple[type[CardscanError], int], ...] = (
    (UsageError, WRONG_USAGE),
    (SettingsError, WRONG_USAGE),
    (EngineError, MISSING),
    (FontMissing, MISSING),
    (ExtraMissing, MISSING),
    (LibraryError, NO_LIBRARY),
    (InputError, SOME_FAILED),
)


def exit_code_for(error: CardscanError) -> int:
    """Return the exit code that the outer interface promises for an error."""
    return next((code for kind, code in _EXIT_CODES if isinstance(error, kind)), SOME_FAILED)


class Voice:
    """Speaks on stderr; one console, so that words and a progress bar do not tear each other."""

    def __init__(self, *, quiet: bool = False, verbose: bool = False) -> None:
        self.quiet = quiet
        self.verbose = verbose

    @cached_property
    def console(self) -> "Console":
        """Return the console, made when there is something to say."""
        from rich.console import Console  # noqa: PLC0415 - not for --help

        return Console(file=sys.stderr, highlight=False, soft_wrap=True)

    def say(self, words: str) -> None:
        """Tell something that can be left out: not with --quiet."""
        if not self.quiet:
            self._print(words)

    def warn(self, words: str) -> None:
        """Tell what someone should know."""
        self._print(words)

    def fail(self, error: CardscanError) -> int:
        """Tell what went wrong and return the exit code for it."""
        self._print(f"cardscan: {error}")
        self.trace()
        return exit_code_for(error)

    def bug(self, error: Exception) -> int:
        """Tell of an error that nobody foresaw, and how to report it."""
        self._print(
            _(
                "cardscan: unexpected {kind}, a bug of version {version}. "
                "Please report it with the command and what 'cardscan --verbose …' adds."
            ).format(kind=type(error).__name__, version=__version__)
        )
        self.trace()
        return SOME_FAILED

    def trace(self) -> None:
        """Show where the error at hand came from, with --verbose only."""
        if self.verbose:
            for line in traceback.format_exc().splitlines():
                self._print(line)

    def _print(self, words: str) -> None:
        from rich.text import Text  # noqa: PLC0415 - not for --help

        self.console.print(Text(plain(words)))

    @contextmanager
    def progress(
        self, what: str, *, unit: str = "", beside_text: bool = True
    ) -> Iterator["Counter"]:
        """Show a bar on a terminal; what is printed meanwhile scrolls by above it.

        ``unit``: what is counted; ``beside_text``: whether stdout gets text for people; on a
        terminal, JSON and a bar would tear each other.
        """
        hidden = sys.stdout.isatty() and not beside_text
        if self.quiet or not self.console.is_terminal or hidden:
            yield _Silent()
            return
        from rich.progress import (  # noqa: PLC0415 - only where somebody looks
            BarColumn,
            MofNCompleteColumn,
            Progress,
            TextColumn,
            TimeRemainingColumn,
        )

        unit = unit or _("files")
        shown = Progress(
            *(TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn()),
            *(TextColumn(unit + "{task.fields[speed]}"), TimeRemainingColumn()),
            console=self.console,
            transient=True,
            redirect_stdout=False,  # what goes to stdout is data
            redirect_stderr=False,
        )
        with shown as progress:
            yield _Shown(progress, progress.add_task(what, total=None, speed=""))


class Counter(Protocol):
    """Something that is told how far a run is."""

    def show(self, *, done: int, of: int | None = None, cards: int | None = None) -> None:
        """Show how many are done, of how many if that is known, and how many cards that gave."""

    def aside(self) -> AbstractContextManager[None]:
        """Make room for what is printed on stdout in the block."""


class _Silent:
    def show(self, *, done: int, of: int | None = None, cards: int | None = None) -> None:
        """Say nothing."""

    def aside(self) -> AbstractContextManager[None]:
        """Stand in nobody's way."""
        return nullcontext()


class _Shown:
    def __init__(self, progress: "Progress", task: "TaskID") -> None:
        self._progress = progress
        self._task = task
        self._started = time.monotonic()

    def show(self, *, done: int, of: int | None = None, cards: int | None = None) -> None:
        """Draw the bar, with the mean speed since the start."""
        seconds = max(time.monotonic() - self._started, 0.001)
        speed = (
            "" if cards is None else _(", {speed:.1f} cards/s, left").format(speed=cards / seconds)
        )
        self._progress.update(self._task, completed=done, total=of, speed=speed)

    @contextmanager
    def aside(self) -> Iterator[None]:
        """Take the bar away meanwhile: both write on one terminal."""
        self._progress.stop()
        try:
            yield
        finally:
            self._progress.start()


class Handler(logging.Handler):
    """Says what the rooms below log."""

    def __init__(self, voice: Voice) -> None:
        super().__init__(logging.DEBUG if voice.verbose else logging.WARNING)
        self._voice = voice

    def emit(self, record: logging.LogRecord) -> None:
        """Say one record."""
        self._voice.warn(f"cardscan: {record.getMessage()}")


def discard_output() -> None:
    """Let whatever is still to be written to a closed pipe vanish."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
