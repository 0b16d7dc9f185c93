"""The command ``cardscan``: its global options, and the edge where errors become words."""

import atexit
import gc
import sys
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from cardscan import __version__
from cardscan.cli.commands import commands, take_as_typed
from cardscan.cli.diagnostics import DONE, INTERRUPTED, Voice, discard_output
from cardscan.cli.session import Session, open_session
from cardscan.errors import CardscanError

# Objects, more than a search loads. Looking for garbage among them, meanwhile and again at the
# end, would take a third of its time.
LOADED = 150_000


class Edge(TyperGroup):
    """The outermost edge: no traceback passes it."""

    def __init__(self, **given: Any) -> None:
        super().__init__(**given | {"commands": commands()})

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Take the global options as they were typed."""
        take_as_typed(self.get_params(ctx))
        return super().parse_args(ctx, args)

    def invoke(self, ctx: Any) -> Any:
        """Run the command; what goes wrong becomes a line on stderr and an exit code."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:  # `| head` has seen enough
            discard_output()
            raise typer.Exit(DONE) from None
        except KeyboardInterrupt:
            _voice(ctx).warn("Interrupted. What was filed stays; run the same again to go on.")
            raise typer.Exit(INTERRUPTED) from None
        except CardscanError as error:
            raise typer.Exit(_voice(ctx).fail(error)) from error
        except (typer.Exit, typer.Abort, typer.TyperException):
            raise
        except Exception as error:
            raise typer.Exit(_voice(ctx).bug(error)) from error
        return result


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
            help="The library: a path, sqlite:///PATH or postgresql://HOST/NAME. "
            "Also CARDSCAN_LIBRARY.",
            show_default="one file in your data folder",
        ),
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Only errors on stderr.")] = False,
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="Say more, with the traceback of an error.")
    ] = False,
    version: Annotated[  # noqa: ARG001 - its callback does the work
        bool,
        typer.Option("--version", help="Show the version.", is_eager=True, callback=_print_version),
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


def main() -> None:
    """Run the command line."""
    gc.set_threshold(LOADED)
    atexit.register(gc.freeze)
    app()
