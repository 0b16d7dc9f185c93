"""Texts that no one would write, and the doors through which they come in.

A door takes what a stranger gives and either answers or says in our words what is wrong;
``tests/test_fuzz.py`` knocks at each.
"""

from collections.abc import Callable
from contextlib import suppress
from functools import cache
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import strategies as st

from cardscan.errors import CardscanError
from cardscan.formats.profile import Profile
from cardscan.formats.profiles import profile_named, profile_names
from cardscan.formats.reading import open_contacts
from cardscan.model import Code, Direction, Line, OcrPage, Quad, Source
from cardscan.ocr.code_text import text_of
from cardscan.parse.parser import parse_page
from cardscan.store.backup import SEAL, SEAL_BYTES
from cardscan.store.library import Library
from cardscan.store.query import parse_query
from cardscan.store.restoring import restore_backup

Door = Callable[[Any], object]


def encoded(text: str, encoding: str) -> bytes:
    """Return a text as bytes, with what an encoding lacks replaced."""
    return text.encode(encoding, "replace")


WHOLE = Quad.of_box(0, 0, 90, 90)
SIGNS = st.text(max_size=60)
# What cards, queries and contact files are made of, so that chance hits more than their edges.
PIECES = st.sampled_from(
    (
        *(
            "山田 太郎",
            "株式会社",
            "㈱",
            "部長",
            "代表取締役",
            "東京都千代田区",
            "〒100-0001",
            "ヤマダ",
        ),
        *("TEL", "FAX:", "03-1234-0000", "+81", "内線 12", "０３", "090", "(0)", "ext."),
        *("ann@acme.example", "@", "www.", "https://", ".example", "Ann Lee", "Inc.", "Ph.D."),
        *(" ", "\n", "\r\n", "\t", ",", ";", ":", '"', "'", "\\", "-", "+", "..", "=", "(", ")"),
        *(
            "met:",
            "tag:",
            "added:2025..",
            "-",
            "field:=x",
            " , ",
            "prefecture:",
            "2026-02-30",
            "name+",
        ),
        *("BEGIN:VCARD", "END:VCARD", "VERSION:3.0", "N:", "TEL;TYPE=CELL:", "=E5=B1=B1", "PHOTO:"),
        *(";ENCODING=QUOTED-PRINTABLE", ";CHARSET=Shift_JIS", "MECARD:", "SOUND:", "ORG:", ";;"),
        *(
            "\x00",
            "\x1b[2J",
            "\u202e",
            "\ufeff",
            "\ud800",
            "\u0301",
            "\U0001f600",
            "﨑",
            "𠮷",
            "ー",
        ),
        *(
            "First Name",
            "氏名",
            "会社名",
            "E-mail",
            "電話番号",
            "{",
            "[",
            "null",
            "1e999",
            "9" * 30,
        ),
    )
)
TEXTS = st.lists(PIECES | SIGNS, max_size=25).map("".join)
BYTES = st.one_of(
    st.binary(max_size=300),
    st.builds(encoded, TEXTS, st.sampled_from(("utf-8", "utf-16", "cp932", "iso2022_jp"))),
)
NUMBERS = st.integers(-50, 3000)
QUADS = st.tuples(NUMBERS, NUMBERS, st.integers(0, 900), st.integers(0, 300)).map(
    lambda box: Quad.of_box(box[0], box[1], box[0] + box[2], box[1] + box[3])
)
# Half characters are refused at the door of the engines, before a page comes here.
LINES = st.builds(
    Line,
    TEXTS.map(lambda text: text.replace("\ud800", "")),
    st.floats(0, 1),
    QUADS,
    st.sampled_from(tuple(Direction)),
)


def pages(lines: list[Line]) -> OcrPage:
    """Return a page of lines."""
    return OcrPage(Source("card.png", 0, 0), 910, 550, tuple(lines))


def coded(content: bytes) -> OcrPage:
    """Return a page that holds nothing but a code."""
    text = text_of(content, content.decode("latin-1"))
    return OcrPage(Source("card.png", 0, 0), 910, 550, (), codes=(Code(text, WHOLE),))


@cache
def profiles() -> tuple[Profile, ...]:
    """Return all profiles."""
    return tuple(profile_named(name) for name in profile_names())


def imported(name: str, content: bytes) -> None:
    """Read every row of a file of contacts."""
    with TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes(content)
        for _ in open_contacts(path, profiles()).contacts:
            pass


@cache
def backup() -> bytes:
    """Return a small backup without its seal."""
    with TemporaryDirectory() as folder:
        target = Path(folder, "backup")
        with Library.open(Path(folder, "contacts.db")) as library:
            library.backup(target)
        return target.read_bytes()[:-SEAL_BYTES]


Blows = list[tuple[int, int]]
BLOWS = st.lists(st.tuples(st.integers(0, 2**20), st.integers(0, 255)), min_size=1, max_size=12)


def restored(blows: Blows) -> None:
    """Restore a backup in which bytes were changed by somebody who knows how to seal it."""
    data = bytearray(backup())
    for place, byte in blows:
        data[(place if place % 2 else place % 4096) % len(data)] = byte  # half of them in the heads
    sealed = bytes(data) + SEAL + sha256(data).hexdigest().encode() + b"\n"
    with TemporaryDirectory() as folder:
        source, target = Path(folder, "backup"), Path(folder, "contacts.db")
        source.write_bytes(sealed)
        try:
            restore_backup(source, str(target), overwrite=False)
        except CardscanError:
            if target.exists():
                raise RuntimeError("a refused backup left a library") from None
            raise
        with Library.open(target) as library:
            library.stats()


# What comes in, and where: each door answers, or raises an error of ours.
DOORS: dict[str, tuple[st.SearchStrategy[Any], Door]] = {
    "query": (TEXTS, parse_query),
    "vcard": (BYTES, lambda data: imported("contacts.vcf", b"BEGIN:VCARD\nVERSION:3.0\n" + data)),
    "csv": (BYTES, lambda data: imported("contacts.csv", b"First Name,Last Name,E-mail\n" + data)),
    "contacts": (BYTES, lambda data: imported("contacts", data)),
    "code": (BYTES, lambda data: parse_page(coded(data))),
    "lines": (st.lists(LINES, max_size=8), lambda lines: parse_page(pages(lines))),
    "restore": (BLOWS, restored),
}


def knock(door: Door, given: object) -> None:
    """Give something to a door; what is no error of ours is a crash."""
    with suppress(CardscanError):
        door(given)
