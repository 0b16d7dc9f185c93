"""How long programs take to start, in seconds of the processor: other work counts for less so."""

import os
import resource
import subprocess
import sys
from collections.abc import Mapping, Sequence

TURNS = 7  # each command is started so often, in turns with the others

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
