"""Words for people, on stderr: what is wrong, how far we are, and the exit code."""

import logging
import os
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

from rich.console import Console
from rich.text import Text

from cardscan import __version__
from cardscan.errors import (
    CardscanError,
    EngineError,
    ExtraMissing,
    InputError,
    LibraryError,
    SettingsError,
    UsageError,
)
from cardscan.tui.plain import plain

if TYPE_CHECKING:
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
        self.console = Console(file=sys.stderr, highlight=False, soft_wrap=True)
        self.quiet = quiet
        self.verbose = verbose

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
            f"cardscan: unexpected {type(error).__name__}, a bug of version {__version__}. "
            "Please report it with the command and what 'cardscan --verbose …' adds."
        )
        self.trace()
        return SOME_FAILED

    def trace(self) -> None:
        """Show where the error at hand came from, with --verbose only."""
        if self.verbose:
            for line in traceback.format_exc().splitlines():
                self._print(line)

    def _print(self, words: str) -> None:
        self.console.print(Text(plain(words)))

    @contextmanager
    def progress(self, what: str) -> Iterator["Counter"]:
        """Count on a terminal, unless results scroll by on it, which tell enough."""
        if self.quiet or not self.console.is_terminal or sys.stdout.isatty():
            yield _Silent()
            return
        from rich.progress import (  # noqa: PLC0415 - only where somebody looks
            Progress,
            SpinnerColumn,
            TextColumn,
            TimeElapsedColumn,
        )

        columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
        shown = Progress(
            *columns,
            console=self.console,
            transient=True,
            redirect_stdout=False,  # what goes to stdout is data
            redirect_stderr=False,
        )
        with shown as progress:
            yield _Shown(progress, progress.add_task(what), what)


class Counter(Protocol):
    """Something that is told of each finished item."""

    def count(self) -> None:
        """Note one more."""


class _Silent:
    def count(self) -> None:
        """Say nothing."""


class _Shown:
    def __init__(self, progress: "Progress", task: "TaskID", what: str) -> None:
        self._progress = progress
        self._task = task
        self._what = what
        self._done = 0

    def count(self) -> None:
        """Show one more."""
        self._done += 1
        self._progress.update(self._task, description=f"{self._what}: {self._done}")


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
