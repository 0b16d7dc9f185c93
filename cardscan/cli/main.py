"""The command ``cardscan``: its global options, and the edge where errors become words."""

import atexit
import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from cardscan import __version__
from cardscan.cli.commands import commands, prepare
from cardscan.cli.diagnostics import DONE, INTERRUPTED, Voice, discard_output
from cardscan.cli.explaining import Explained, complaint, paragraphs
from cardscan.cli.session import Session, open_session
from cardscan.errors import CardscanError
from cardscan.language import N_, _

# Objects, more than a search loads. Looking for garbage among them, meanwhile and again at the
# end, would take a third of its time.
LOADED = 150_000


class Edge(TyperGroup):
    """The outermost edge: no traceback passes it."""

    def __init__(self, **given: Any) -> None:
        super().__init__(**given | {"commands": commands()})

    context_class = Explained

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Take the global options."""
        prepare(self.get_params(ctx))
        self.help = paragraphs(self.help or "")
        return super().parse_args(ctx, args)

    def make_context(self, *given: Any, **extra: Any) -> Any:
        """Take the global options, or say what is wrong with them."""
        with complaints():
            return super().make_context(*given, **extra)

    def invoke(self, ctx: Any) -> Any:
        """Run the command; what goes wrong becomes a line on stderr and an exit code."""
        try:
            with complaints():
                result = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:  # `| head` has seen enough
            discard_output()
            raise typer.Exit(DONE) from None
        except KeyboardInterrupt:
            _voice(ctx).warn(_("Interrupted. What was filed stays; run the same again to go on."))
            raise typer.Exit(INTERRUPTED) from None
        except CardscanError as error:
            raise typer.Exit(_voice(ctx).fail(error)) from error
        except (typer.Exit, typer.Abort, typer.TyperException):
            raise
        except Exception as error:
            raise typer.Exit(_voice(ctx).bug(error)) from error
        return result


@contextmanager
def complaints() -> Iterator[None]:
    """Say what is wrong with what was typed, in the language of the person."""
    try:
        yield
    except typer.TyperException as error:
        for line in complaint(error):
            Voice().warn(line)
        raise typer.Exit(error.exit_code) from error


def _voice(context: typer.Context) -> Voice:
    session = context.find_object(Session)
    return session.voice if session else Voice()


app = typer.Typer(
    cls=Edge,
    name="cardscan",
    invoke_without_command=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _print_version(wanted: bool) -> None:  # noqa: FBT001 - as typer calls it
    if wanted:
        typer.echo(f"cardscan {__version__}")
        raise typer.Exit


@app.callback()
def start(
    context: typer.Context,
    *,
    library: Annotated[
        str | None,
        typer.Option(
            metavar="URL",
            help=N_(
                "The library: a path, sqlite:///PATH or postgresql://HOST/NAME. "
                "Also CARDSCAN_LIBRARY."
            ),
            show_default=N_("one file in your data folder"),
        ),
    ] = None,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help=N_("Only errors on stderr."))
    ] = False,
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help=N_("Say more, with the traceback of an error."))
    ] = False,
    version: Annotated[  # noqa: ARG001 - its callback does the work
        bool,
        typer.Option(
            "--version", help=N_("Show the version."), is_eager=True, callback=_print_version
        ),
    ] = False,
) -> None:
    """Turn a stack of business cards into a contact library that a person can trust.

    Without a command, on a terminal, it opens the terminal interface. Everything stays on this
    machine. Data goes to stdout, words and progress to stderr.

    Exit codes: 0 done; 1 done, but some inputs failed; 2 wrong usage or query; 3 a needed
    program or language is missing; 4 the library cannot be opened; 130 interrupted.
    """
    context.obj = context.with_resource(open_session(library, quiet=quiet, verbose=verbose))
    if context.invoked_subcommand is None:
        from cardscan.cli import faces  # noqa: PLC0415 - not for --help

        if faces.has_terminal():
            faces.open_tui(context.obj.settings())
        else:
            typer.echo(context.get_help())


def _leave() -> None:
    """Let the memory go as a whole; only what reads cards counts what it leaves, and complains."""
    if "cardscan.ocr" not in sys.modules:
        gc.freeze()


def main() -> None:
    """Run the command line."""
    for stream in (sys.stdout, sys.stderr):  # a letter that the terminal lacks stops nothing
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]  # text files both
    gc.set_threshold(LOADED)
    atexit.register(_leave)
    app()
