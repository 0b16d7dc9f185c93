"""Scans in processes of their own, to be killed, starved of disk and set against each other.

A fork server imports everything once: each process starts in milliseconds.
"""

import json
import multiprocessing
import os
import resource
import signal
from collections import deque
from hashlib import sha256
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import Any
from unittest.mock import patch

from cardscan.errors import LibraryError
from cardscan.inputs import find_files, pair_sides
from cardscan.intake import IntakeOptions, file_papers
from cardscan.model import OcrPage, ScannedCard, Source
from cardscan.parse.parser import parse_page
from cardscan.scan import PageResult, Recipe
from cardscan.store.library import Library
from tests.beside import line_of

SERVER = multiprocessing.get_context("forkserver")
SERVER.set_forkserver_preload(["tests.blows"])
NAMES = ("一郎", "二郎", "三郎", "四郎", "五郎")
FAMILIES = ("架空", "見本", "例示", "仮名")


def people() -> list[tuple[str, ...]]:
    """Return the texts of 20 cards, some of one person."""
    texts: list[tuple[str, ...]] = []
    for number in range(20):
        name = f"{FAMILIES[number % 4]} {NAMES[number % 5]}"
        mail = f"person{number % 17}@mihon.example"  # the last three are of the first three
        texts.append(("株式会社見本", name, f"E-mail {mail}", f"TEL 03-1234-00{number % 17:02}"))
    return texts


def scan(folder: Path, library: Path) -> None:
    """Scan in this process."""
    with patch("cardscan.scan.scan_file", read_at_once), Library.open(library) as opened:
        files = (str(file) for file in find_files([str(folder)]))
        deque(file_papers(opened, pair_sides(files), Recipe("beside"), IntakeOptions(jobs=0)), 0)


def read_at_once(path: str, recipe: Recipe) -> tuple[PageResult, ...]:
    """Take the text beside a picture for what is on it: the blows fall on the filing."""
    data = Path(path).read_bytes()
    digest = sha256(data).hexdigest()
    texts = Path(path).with_suffix(".txt").read_text(encoding="utf-8").splitlines()
    lines = tuple(line_of(text, number) for number, text in enumerate(texts))
    page = OcrPage(Source(path, 0, 0), 910, 550, lines)
    scanned = ScannedCard(parse_page(page, recipe.region), digest, data)
    return (PageResult(path, 0, digest, (scanned,)),)


def starved(folder: Path, library: Path, most_bytes: int, told: Path) -> None:
    """Scan where no file can grow beyond so many bytes, and write down what went wrong."""
    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, hard))
    try:
        scan(folder, library)
    except LibraryError as error:
        resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
        told.write_text(str(error), encoding="utf-8")


def started(target: Any, *arguments: Any) -> ForkServerProcess:
    """Start a process; what it says goes nowhere."""
    process = SERVER.Process(target=_quietly, args=(target, *arguments))
    process.start()
    return process


def _quietly(target: Any, *arguments: Any) -> None:
    signal.signal(signal.SIGINT, signal.default_int_handler)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)  # what a process says when it is killed
    target(*arguments)


def holdings(library: Library) -> str:
    """Return all that a library holds, without ids and times: equal for equal libraries."""
    contacts = [
        (
            contact.name.text,
            contact.emails,
            [str(phone.value) for phone in contact.phones],
            contact.needs_review,
            sorted(
                (card.card.source.path, str(card.outcome)) for card in library.cards(contact.id)
            ),
        )
        for contact in library.search("")
    ]
    changes = sorted(change.verb for change in library.history())
    return json.dumps((sorted(contacts), changes), ensure_ascii=False, indent=1)
