"""Invented people, and libraries to put them in."""

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from itertools import count
from pathlib import Path

import pytest

from cardscan.contact import Filed, Filing
from cardscan.model import Field, Kind, ParsedCard, ScannedCard, Source, Status
from cardscan.store.library import Library
from tests.servers import Server

TODAY = date(2026, 11, 22)


def field(kind: Kind, value: str, *, status: Status = Status.ACCEPTED, **parts: str) -> Field:
    return Field(kind, value, value, 0.97, status, "test", parts=tuple(parts.items()))


def name(text: str) -> Field:
    family, _, given = text.partition(" ")
    return field(Kind.NAME, text, family=family, given=given)


def card_of(*fields: Field, path: str = "in/card.jpg") -> ParsedCard:
    return ParsedCard(Source(path, 0, 0), fields, ())


def card_like(**values: str) -> ParsedCard:
    """Return a card from values by kind, such as ``name="田中 健一"``."""
    return card_of(
        *(
            name(value) if Kind(kind) is Kind.NAME else field(Kind(kind), value)
            for kind, value in values.items()
        )
    )


@dataclass
class Desk:
    """Files cards into a library, each from a file of its own."""

    library: Library
    numbers: Iterator[int]

    def file(self, card: ParsedCard, filing: Filing | None = None, **filed: object) -> Filed:
        number = next(self.numbers)
        source = replace(card.source, path=f"in/{number}.jpg")
        scanned = ScannedCard(
            replace(card, source=source),
            sha256(f"file {number}".encode()).hexdigest(),
            f"picture {number}".encode(),
        )
        plan = filing or Filing(**{"met": TODAY, **filed})  # type: ignore[arg-type] # keywords of Filing
        return self.library.add_card(scanned, plan)

    def person(self, **values: str) -> str:
        """File a card and return the id of its contact."""
        contact_id = self.file(card_like(**values)).contact_id
        assert contact_id is not None
        return contact_id


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "contacts.db"


@pytest.fixture(scope="session")
def shelf(server: Server) -> str:
    """A library on PostgreSQL that serves one test after the other."""
    name = server.new_database()
    Library.open(server.url(name)).close()
    return name


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run each test once in every kind of database, or in those its module or a path names."""
    if "url" in metafunc.fixturenames:
        kinds = getattr(metafunc.module, "DATABASES", ("sqlite", "postgresql"))
        if "path" in inspect.signature(metafunc.function).parameters:
            kinds = ("sqlite",)
        metafunc.parametrize("url", kinds, indirect=True)


@pytest.fixture
def url(request: pytest.FixtureRequest, path: Path) -> str:
    """Where the library of a test lies."""
    if request.param == "sqlite":
        return str(path)
    server: Server = request.getfixturevalue("server")
    name: str = request.getfixturevalue("shelf")
    server.empty(name)
    return f"{server.url(name)}&images={path.parent / 'contacts.images'}"


@pytest.fixture
def library(url: str) -> Iterator[Library]:
    with Library.open(url, who="tester") as library:
        yield library


@pytest.fixture
def desk(library: Library) -> Desk:
    return Desk(library, count(1))


@pytest.fixture
def names(library: Library) -> Callable[[str], list[str]]:
    """Search, and return the names of who was found."""
    return lambda query: [contact.name.text for contact in library.search(query)]
