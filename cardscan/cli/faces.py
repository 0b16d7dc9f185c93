"""``tui`` and ``serve``: the terminal interface, in a terminal and in a browser."""

import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import typer

from cardscan.cli.session import session_of
from cardscan.errors import ExtraMissing, UsageError
from cardscan.language import N_, _

if TYPE_CHECKING:
    from cardscan.config import Settings

LOOPBACK = "127.0.0.1"


def tui(context: typer.Context) -> None:
    """Open the terminal interface."""
    if not has_terminal():
        raise UsageError(
            _("The terminal interface needs a terminal. 'cardscan search' needs none.")
        )
    open_tui(session_of(context).settings())


def has_terminal() -> bool:
    """Say whether somebody sees a terminal; a browser's tab drives one by TEXTUAL_DRIVER."""
    return bool(os.environ.get("TEXTUAL_DRIVER")) or (sys.stdin.isatty() and sys.stdout.isatty())


def open_tui(settings: "Settings") -> None:
    """Show the library until the person leaves."""
    from cardscan.tui.app import run_tui  # noqa: PLC0415 - not for --help

    run_tui(settings)


def serve(
    context: typer.Context,
    *,
    host: Annotated[
        str, typer.Option(metavar="ADDRESS", help=N_("Who is answered: 0.0.0.0 is every machine."))
    ] = LOOPBACK,
    port: Annotated[int, typer.Option(min=1, max=65535, metavar="N")] = 8000,
) -> None:
    """Open the interface to a browser: the terminal at /, a page for a phone's camera at /phone.

    Beyond this machine a token is asked for: the setting 'token' (CARDSCAN_TOKEN), or a new one
    at each start.
    """
    session = session_of(context)
    settings = session.settings()
    try:
        import textual_serve  # noqa: F401, PLC0415 - an extra
    except ModuleNotFoundError as error:
        raise ExtraMissing(
            _("'serve' needs the extra 'web': pip install 'cardscan[web]'")
        ) from error
    from cardscan.web.guard import is_loopback, new_token  # noqa: PLC0415

    token = settings.token or ("" if is_loopback(host) else new_token())
    if not is_loopback(host):
        session.voice.warn(
            _(
                "Whoever has the token sees every contact, and what is sent can be read "
                "on the way: put a proxy with TLS in front of this port before others "
                "use it."
            )
        )
    name = f"[{host}]" if ":" in host else host
    address = f"http://{name}:{port}/{f'?token={token}' if token else ''}"
    _serve(
        settings,
        (host, port),
        token,
        lambda: session.voice.warn(f"cardscan: {address}"),
    )


def _serve(
    settings: "Settings", place: tuple[str, int], token: str, ready: Callable[[], None]
) -> None:
    """Answer at a host and port until somebody stops it."""
    import asyncio  # noqa: PLC0415 - not for --help

    from cardscan.executors import open_executor  # noqa: PLC0415 - not for --help
    from cardscan.web.guard import Guard  # noqa: PLC0415
    from cardscan.web.photos import Photos  # noqa: PLC0415
    from cardscan.web.server import (  # noqa: PLC0415
        listening,
        make_app,
        terminal_command,
        until_stopped,
    )
    from cardscan.workspace import open_library, recipe_of  # noqa: PLC0415

    host, port = place

    async def answer(photos: Photos) -> None:
        command = terminal_command(settings.library)
        app = make_app(command, Guard(token), photos, home=settings.region)
        async with listening(app, host=host, port=port):
            ready()
            await until_stopped()

    with (
        open_library(settings) as library,
        open_executor(1, time_limit=settings.time_limit) as executor,
        Photos(library, recipe_of(settings), executor) as photos,
    ):
        try:
            asyncio.run(answer(photos))
        except OSError as error:
            reason = error.strerror or error
            raise UsageError(
                _("{host}, port {port}: {reason}. Name another with --port.").format(
                    host=host, port=port, reason=reason
                )
            ) from error


def add_to(app: typer.Typer) -> None:
    """Add the commands of this family."""
    app.command()(tui)
    app.command()(serve)
