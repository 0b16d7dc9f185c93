"""A program that is killed, or runs out of disk, leaves a library that opens and verifies."""

import resource
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from cardscan.store.library import Library

DATABASES = ("sqlite",)

FILING = """
import sys
from itertools import count
from cardscan.store.library import Library
from tests.store.conftest import Desk
with Library.open(sys.argv[1]) as library:
    desk = Desk(library, count(int(sys.argv[2])))
    library.count()
    print("ready", flush=True)
    while True:
        contact = desk.person(name="田中 健一", company="見本株式会社")
        library.tag([contact], add=["vip"])
        library.undo()
"""


def filing(path: Path, first: int, **options: object) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-c", FILING, str(path), str(first)]
    return subprocess.Popen(  # type: ignore[call-overload,no-any-return] # noqa: S603
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options
    )


def test_whoever_is_killed_while_filing_leaves_whole_cards(path: Path) -> None:
    filed = 0
    for turn in (1, 2, 3):
        with filing(path, turn * 10_000) as child:
            assert child.stdout
            child.stdout.readline()
            with pytest.raises(subprocess.TimeoutExpired):
                child.wait(0.15 * turn)
            child.send_signal(signal.SIGKILL)
        with Library.open(path) as library:
            assert list(library.verify()) == []
            assert library.count() == library.stats().cards >= filed
            filed = library.count()
    assert filed


def test_a_full_disk_is_said_and_what_was_filed_is_kept(path: Path) -> None:
    """A limit on the size of files stands for the disk: the system refuses the same write."""

    def allow_little() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (500_000, 500_000))

    Library.open(path).close()
    with filing(path, 1, preexec_fn=allow_little) as child:
        _, words = child.communicate(timeout=60)
    assert b"LibraryError" in words
    with Library.open(path) as library:
        assert list(library.verify()) == []
        assert library.count() > 0
