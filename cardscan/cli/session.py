"""What one command line asks for as a whole: the global options, and what follows from them."""

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import typer

from cardscan.cli.diagnostics import Handler, Voice
from cardscan.config import Settings, read_settings


@dataclass(frozen=True, slots=True)
class Session:
    """The global options of this run."""

    voice: Voice
    library: str | None = None  # as typed; the environment and the settings file come after

    def settings(self, **typed: Any) -> Settings:
        """Read the settings, the options of the command winning; raise SettingsError."""
        return read_settings(os.environ, library=self.library, **typed)


def session_of(context: typer.Context) -> Session:
    """Return the session that the global options opened."""
    session = context.find_object(Session)
    if session is None:
        raise RuntimeError("the global options were not read")
    return session


@contextmanager
def open_session(library: str | None, *, quiet: bool, verbose: bool) -> Iterator[Session]:
    """Run a command: meanwhile, what the rooms below log is said on stderr."""
    voice = Voice(quiet=quiet, verbose=verbose)
    log = logging.getLogger("cardscan")
    handler = Handler(voice)
    log.addHandler(handler)
    log.setLevel(logging.DEBUG if verbose else logging.WARNING)
    try:
        yield Session(voice, library)
    finally:
        log.removeHandler(handler)
