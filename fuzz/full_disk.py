"""Run out of room at every stage, on a real file system: ``python -m fuzz.full_disk``.

Each stage (filing, import, export, backup, restore) runs on disks that grow until there is room.
Where there is none it must say so in our words and leave what was there before; the library must
verify afterwards. The disks lie in memory, in a mount namespace of our own (Linux).
"""

import argparse
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.exchanging import crowd
from cardscan.exchange import export_contacts
from cardscan.formats.profiles import profile_named
from tests.beside import put_card
from tests.blows import people

CONTACTS = 400
SIZES = (8, 40, 100, 200, 400, 700, 1000, 1500, 2500, 8000)  # KiB
SCAN = "from pathlib import Path; from tests.blows import scan; scan(Path({!r}), Path({!r}))"
WORDS = (
    "full",
    "no room",
    "No space left",
    "cannot be written",
    "cannot be stored",
    "read or written",
)


def command(*words: object) -> list[str]:
    """Return a command of cardscan."""
    return [sys.executable, "-m", "cardscan", *map(str, words)]


class Stages:
    """What is run, with a library, a file of contacts, a stack and a backup that are there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.file, self.backup = folder / "crowd.csv", folder / "backup"
        self.library, self.old = folder / "contacts.db", folder / "old.csv"
        export_contacts(crowd(CONTACTS), profile_named("csv"), self.file)
        export_contacts(crowd(3), profile_named("csv"), self.old)
        for number, texts in enumerate(people()):
            put_card(folder / f"stack/{number:02}.png", *texts)
        for words in (("import", self.file), ("backup", self.backup)):
            made = command("--library", self.library, *words)
            subprocess.run(made, check=True, capture_output=True, env=quiet())  # noqa: S603 - our own

    def on(self, disk: Path) -> dict[str, list[str]]:
        """Return the commands, by stage, with what they write on a disk."""
        new, target = disk / "new.db", disk / "old.csv"
        return {
            "scan": [sys.executable, "-c", SCAN.format(str(self.folder / "stack"), str(new))],
            "import": command("--library", new, "import", self.file),
            "export": command("--library", self.library, "export", "--to", target),
            "backup": command("--library", self.library, "backup", target, "--force"),
            "restore": command("--library", new, "restore", self.backup),
        }


def quiet() -> dict[str, str]:
    """Return an environment without settings of ours."""
    return os.environ | {"CARDSCAN_CONFIG": os.devnull, "CARDSCAN_LANGUAGE": "en"}


def tried(words: list[str]) -> tuple[int, str]:
    """Run a command; return its exit code and what it said."""
    run = subprocess.run(words, check=False, capture_output=True, text=True, env=quiet())  # noqa: S603 - our own
    return run.returncode, run.stderr


@contextmanager
def disk(folder: Path, size: int) -> Iterator[Path]:
    """Mount a disk of so many KiB."""
    folder.mkdir(exist_ok=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}k", "none", folder], check=True)  # noqa: S603, S607 - in our own namespace
    try:
        yield folder
    finally:
        subprocess.run(["umount", folder], check=True)  # noqa: S603, S607


def faults(stages: Stages, stage: str, place: Path) -> Iterator[str]:
    """Run a stage on a small disk, and yield what it did wrong; print what came of it."""
    target = place / "old.csv"
    has_old = stage in {"export", "backup"}
    if has_old:
        try:
            shutil.copy(stages.old, target)
        except OSError:
            return  # not even room for what was there before
    code, stderr = tried(stages.on(place)[stage])
    told = [line for line in stderr.splitlines() if any(word in line for word in WORDS)]
    print(f"  {stage}: exit code {code}", *told[-1:], sep=", ", flush=True)
    if code and not told:
        yield f"{stage}: no word of ours in: {stderr[-500:]}"
    if "unexpected" in stderr or ("Traceback" in stderr and stage != "scan"):
        yield f"{stage}: a traceback: {stderr[-500:]}"
    if has_old and code and target.read_bytes() != stages.old.read_bytes():
        yield f"{stage}: the old file is not what it was"
    yield from damages(stage, place, code)


def damages(stage: str, place: Path, code: int) -> Iterator[str]:
    """Give the library room and yield what verify says of it."""
    with TemporaryDirectory(prefix="roomy-") as name:
        shutil.copytree(place, name, dirs_exist_ok=True)
        library = Path(name, "new.db")
        if not library.exists():
            if stage in {"scan", "import", "restore"} and code == 0:
                yield f"{stage}: there is no library"
            return
        now, words = tried(command("--library", library, "verify"))
        if now:
            yield f"{stage}: {words}"


def run_all(sizes: Sequence[int]) -> int:
    """Run every stage on every disk; return how much was wrong."""
    wrong = 0
    with TemporaryDirectory(prefix="full-") as name:
        stages = Stages(Path(name))
        for size in sizes:
            print(f"{size} KiB", flush=True)
            for stage in stages.on(Path(name)):
                with disk(Path(name, "disk"), size) as place:
                    for fault in faults(stages, stage, place):
                        wrong += 1
                        print(f"  WRONG: {fault}", flush=True)
    return wrong


def main() -> None:
    """Go into a namespace of our own and run; leave with status 1 when something was wrong."""
    parser = argparse.ArgumentParser(prog="python -m fuzz.full_disk", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, metavar="KIB")
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if not asked.inside:
        words = [*sys.orig_argv[1:], "--inside"]
        os.execvp("unshare", ["unshare", "--map-root-user", "--mount", sys.executable, *words])  # noqa: S606, S607
    raise SystemExit(bool(run_all(asked.sizes)))


if __name__ == "__main__":
    main()
