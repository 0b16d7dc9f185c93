"""How long programs take to start: ``python -m benchmarks.starting``.

Counted are seconds of the processor, of which other work on the machine takes less than of the
clock; each figure is the least of several starts, all in turns.
"""

import argparse
import os
import resource
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.scale_steps import imported
from benchmarks.tables import add_into, machine, publish, table
from cardscan.config import OnDuplicate

TURNS = 7  # each command is started so often, in turns with the others
CONTACTS = 50  # in the library that is searched
ALL = ""  # the query that finds them all

Command = Sequence[str]


def started(commands: Mapping[str, Command], *, turns: int = TURNS) -> dict[str, float]:
    """Start commands in turns and return the least that each has taken."""
    seconds: dict[str, float] = dict.fromkeys(commands, float("inf"))
    for _ in range(turns):
        for name, command in commands.items():
            seconds[name] = min(seconds[name], _taken(command))
    return seconds


def python(code: str) -> Command:
    """Return the command that runs a line of Python."""
    return (sys.executable, "-c", code)


def cardscan(*words: str) -> Command:
    """Return the command that runs cardscan, as its script does."""
    return (sys.executable, "-c", "from cardscan.cli.main import main; main()", *words)


def seconds_of_children() -> float:
    """Return the processor's seconds that all processes started from here have taken."""
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


def _taken(command: Command) -> float:
    before = seconds_of_children()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=os.environ)  # noqa: S603 - ours
    return seconds_of_children() - before


def start_ratios(library: Path, *, turns: int = TURNS) -> Iterator[tuple[str, float, float, float]]:
    """Yield what was started, its seconds, its ratio to its bare imports, and the most allowed."""
    opened = ("--library", str(library), "--quiet", "search")
    commands = {
        "import typer": python("import typer"),
        "import sqlalchemy, typer": python("import sqlalchemy, typer"),
        "cardscan --help": cardscan("--help"),
        "cardscan search, which finds nobody": cardscan(*opened, "nobody"),
        f"cardscan search, a table of {CONTACTS}": cardscan(*opened, ALL),
        f"cardscan search --json, {CONTACTS} contacts": cardscan(*opened, "--json", ALL),
    }
    seconds = started(commands, turns=turns)
    bare, bare_store = seconds["import typer"], seconds["import sqlalchemy, typer"]
    for name, taken in seconds.items():
        if name == "cardscan --help":
            yield name, taken, taken / bare, 2.0
        elif name.startswith("cardscan"):
            yield name, taken, taken / bare_store, 1.5


def main() -> None:
    """Measure and print; leave with status 1 when something starts too slowly."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.starting", description=__doc__)
    parser.add_argument("--turns", type=int, default=TURNS, metavar="N")
    add_into(parser)
    given = parser.parse_args()
    with TemporaryDirectory() as name:
        library = Path(name) / "contacts.db"
        imported(str(library), CONTACTS, OnDuplicate.KEEP)
        ratios = list(start_ratios(library, turns=given.turns))
    rows = [
        (name, f"{taken:.3f}", f"{ratio:.2f}", f"{most:g}") for name, taken, ratio, most in ratios
    ]
    headers = ("started", "seconds of the processor", "times its bare imports", "at most")
    publish("starting", (machine(), "", *table(headers, rows)), given.into)
    if any(ratio > most for *_, ratio, most in ratios):
        raise SystemExit("Too slow.")


if __name__ == "__main__":
    main()
