"""Search a large library beside a plain LIKE scan of the same rows, and hold both to each other."""

import re
import sqlite3
import time
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from random import Random

from cardscan.contact import Contact
from cardscan.folding import fold_letters
from cardscan.model import Kind
from cardscan.store.library import Library

SHOWN = 50
GAP = "\x1f"  # between values: no match goes across it
_KANA = re.compile(r"[\u3041-\u30ff]+")
_SPACES = re.compile(r"(?<=[^\x00-\x7f])\s+(?=[^\x00-\x7f])")


@dataclass(frozen=True, slots=True)
class Asked:
    """A query, and what a scan looks for in its place: columns and a text that stands in one."""

    query: str
    wanted: tuple[tuple[str, str], ...]  # column of the plain table, text

    @property
    def is_by_sound(self) -> bool:
        """Whether kana are asked for: the library finds names in other letters too, LIKE cannot."""
        return any(_KANA.fullmatch(text) for _, text in self.wanted)


@dataclass(frozen=True, slots=True)
class Answer:
    """How long a query took in each, in seconds, and whether the answers agree."""

    ours: float
    scan: float
    agrees: bool


PLAIN = ("words", "name", "company", "title", "prefecture", "digits")


def plain_copy(library: Library, target: Path) -> None:
    """Write the contacts as a table that LIKE can scan: folded as the index is, in one row each."""
    with closing(sqlite3.connect(target)) as copy, copy:
        copy.execute(f"CREATE TABLE plain (id TEXT, {', '.join(PLAIN)})")
        rows = ((one.id, *_plain(one)) for one in library.search(""))
        places = ", ".join("?" * (len(PLAIN) + 1))
        copy.executemany(f"INSERT INTO plain VALUES ({places})", rows)  # noqa: S608 - our own


def _plain(one: Contact) -> tuple[str, ...]:
    names = (one.name.text, one.name_kana.text, one.name_roman.text)
    companies = (one.company, one.company_kana, one.company_roman)
    addresses = [text for address in one.addresses for text in (address.text, address.postal_code)]
    words = (*names, *companies, *one.departments, *one.titles, *addresses, *one.notes)
    numbers = [phone.value for phone in one.phones if phone.kind in (Kind.PHONE, Kind.MOBILE)]
    at_home = [f"0{number.removeprefix('+81')}" for number in numbers]
    prefectures = [address.prefecture for address in one.addresses]
    texts = (words, names, companies, one.titles, prefectures, (*numbers, *at_home))
    return tuple(_folded(values) for values in texts)


def _folded(values: Iterable[str]) -> str:
    return GAP.join(_SPACES.sub("", fold_letters(value)) for value in values if value)


def queries(library: Library, count: int, seed: int = 4804) -> Iterator[Asked]:
    """Yield queries as people type them, made from contacts all over the library."""
    rng = Random(seed)  # noqa: S311 - the same queries each time
    step = max(1, library.count("") // count)
    drawn = islice(cycle(islice(library.search(""), 0, None, step)), count)
    yield from (_asked(one, at, rng) for at, one in enumerate(drawn))


def _asked(one: Contact, at: int, rng: Random) -> Asked:
    number = one.phones[0].value.removeprefix("+81") if one.phones else "312340000"
    company = (
        re.sub(r"株式会社|有限会社|合同会社|[a-z\d]|\W", "", fold_letters(one.company)) or "工業"
    )
    start = rng.randrange(max(1, len(company) - 1))
    piece = company[start : start + 2]
    city = one.addresses[0].text[3:7] if one.addresses else "東京"
    prefecture = one.addresses[0].prefecture if one.addresses else "東京都"
    family, given = one.name.family, one.name.given
    title = one.titles[0] if one.titles else "部長"
    return (
        _words(family),
        _words(family + given),
        _words(family, piece),
        _words(given),
        _words(one.name_kana.family or family),
        _words(family[:1] + given[:1]),
        _words(piece),
        _words(company),
        _words(city),
        Asked(f"phone:{number[-4:]}", (("digits", number[-4:]),)),
        Asked(f"phone:0{number[:5]}", (("digits", f"0{number[:5]}"),)),
        Asked(f"prefecture:{prefecture} {family}", (("prefecture", prefecture), ("words", family))),
        Asked(f"title:{title} name:{family}", (("title", title), ("name", family))),
        Asked(f"company:{piece}", (("company", piece),)),
        _words(family[:1]),
    )[at % 15]


def _words(*words: str) -> Asked:
    return Asked(" ".join(words), tuple(("words", word) for word in words))


def answers(library: Library, plain: Path, asked: list[Asked]) -> Iterator[Answer]:
    """Ask both; the library's answer must be as many of the scan's as were asked for."""
    with closing(sqlite3.connect(plain)) as copy:
        for one in asked:
            began = time.perf_counter()
            found = [contact.id for contact in library.search(one.query, limit=SHOWN)]
            between = time.perf_counter()
            scanned = _scan(copy, one)
            ended = time.perf_counter()
            is_right = _is_right(library, one, set(found), scanned)
            yield Answer(between - began, ended - between, is_right)


def _is_right(library: Library, one: Asked, found: set[str], scanned: set[str]) -> bool:
    """Whether an answer holds as many of the scan's as were asked for; more where sounds count."""
    if not one.is_by_sound:
        return found <= scanned and len(found) == min(SHOWN, len(scanned))
    everybody = {contact.id for contact in library.search(one.query)}
    return scanned <= everybody and len(found) == min(SHOWN, len(everybody))


def _scan(copy: sqlite3.Connection, one: Asked) -> set[str]:
    terms = [(column, _SPACES.sub("", fold_letters(text))) for column, text in one.wanted]
    where = " AND ".join(f"{column} LIKE ? ESCAPE '\\'" for column, _ in terms)
    texts = [f"%{text}%" for _, text in terms]
    return {row[0] for row in copy.execute(f"SELECT id FROM plain WHERE {where}", texts)}  # noqa: S608
