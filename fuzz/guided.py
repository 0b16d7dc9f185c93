"""Let coverage guide what comes to a door: ``python -m fuzz.guided DOOR --runs 100000``.

Needs ``pip install atheris``. What reached code that nothing reached before is kept in a folder, so
that the next run goes on from there. At a crash it stops, names what made it and keeps that beside
the rest: ``--again FILE`` knocks with it once more.
"""

import argparse
import random
import sys
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import atheris
from hypothesis import HealthCheck, given, settings

with atheris.instrument_imports(include=["cardscan"]):
    from fuzz.texts import DOORS, knock

LONGEST = 2048  # bytes that coverage guides, and as many that chance adds
PATIENCE = 60  # seconds after which an input hangs


def knocker(name: str) -> Callable[[bytes], None]:
    """Return what draws an input from bytes and knocks with it."""
    strategy, door = DOORS[name]

    @settings(database=None, deadline=None, suppress_health_check=list(HealthCheck))
    @given(strategy)
    def knocked(given: object) -> None:
        knock(door, given)

    by_bytes = cast("Any", knocked).hypothesis.fuzz_one_input

    def drawn(data: bytes) -> None:
        # an input that ended too early would never reach the door: chance gives the rest of it
        rest = random.Random(data).randbytes(LONGEST)  # noqa: S311 - must come again with the same
        by_bytes(data + rest)

    return drawn


def main() -> None:
    """Knock as often as was asked for, and say how long it took."""
    parser = argparse.ArgumentParser(prog="python -m fuzz.guided", description=__doc__)
    parser.add_argument("door", choices=DOORS)
    parser.add_argument("--runs", type=int, default=100_000)
    parser.add_argument("--keep", type=Path, default=Path("out/fuzz"), help="folder for inputs")
    parser.add_argument("--again", type=Path, metavar="FILE", help="an input that made a crash")
    asked = parser.parse_args()
    warnings.simplefilter("ignore")  # libraries warn of what they read; only crashes count
    if asked.again:
        knocker(asked.door)(asked.again.read_bytes())
        return
    folder = asked.keep / asked.door
    folder.mkdir(parents=True, exist_ok=True)
    how = (
        f"-max_len={LONGEST}",
        "-len_control=0",
        f"-timeout={PATIENCE}",
        f"-artifact_prefix={folder}/",
    )
    atheris.Setup([sys.argv[0], str(folder), f"-runs={asked.runs}", *how], knocker(asked.door))
    atheris.Fuzz()  # ends the program


if __name__ == "__main__":
    main()
