"""Choose which contacts go to another program, and what of them."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from cardscan.additions import Topic
from cardscan.contact import Contact
from cardscan.corrections import corrected
from cardscan.errors import UnknownName
from cardscan.formats.sources import NAMES
from cardscan.language import _
from cardscan.model import Kind
from cardscan.store.exports import Since
from cardscan.store.library import Library

TAG = "tag"
MASKABLE = (*(kind.value for kind in Kind if kind not in {*NAMES, Kind.POSTAL_CODE}), TAG)


@dataclass(frozen=True, slots=True)
class Choice:
    """Which contacts are wanted, and what of them is kept back."""

    query: str = ""
    without: tuple[str, ...] = ()  # fields, of MASKABLE
    everybody: bool = False  # those too who are not to be contacted

    def target(self, profile: str, path: Path) -> str:
        """Name what the export goes to: another query or profile is another target."""
        told = [profile, str(path.absolute()), self.query, sorted(self.without), self.everybody]
        return json.dumps(told, ensure_ascii=False)


@dataclass(slots=True)
class Chosen:
    """The contacts of a choice, counted as they go by."""

    library: Library
    choice: Choice
    since: Since | None = None  # only who changed since then
    kept_back: int = 0  # contacts that are not to be contacted
    seen: int = 0  # of those that changed

    def contacts(self) -> Iterator[Contact]:
        """Yield them, without the fields that are kept back; raise QueryError."""
        changed = self.since.changed if self.since else None
        cleared = {Kind(name): () for name in self.choice.without if name != TAG}
        for contact in self.library.search(self.choice.query):
            if changed is not None and contact.id not in changed:
                continue
            self.seen += 1
            if not self.choice.everybody and contact.mark(Topic.DO_NOT_CONTACT):
                self.kept_back += 1
                continue
            yield _masked(contact, self.choice.without, cleared) if self.choice.without else contact

    def most(self) -> int:
        """Return how many contacts there will be, if none is kept back; raise QueryError."""
        changed = self.since.changed if self.since else None
        return self.library.count(self.choice.query) if changed is None else len(changed)

    @property
    def gone(self) -> int:
        """Count the contacts that changed and that the choice finds no more, once all went by."""
        changed = self.since.changed if self.since else None
        return 0 if changed is None else len(changed) - self.seen


def fields_named(text: str) -> tuple[str, ...]:
    """Return the fields of a list such as ``mobile,note``; raise UnknownName.

    >>> fields_named("mobile, tag")
    ('mobile', 'tag')
    """
    names = tuple(name.strip() for name in text.split(",") if name.strip())
    for name in names:
        if name not in MASKABLE:
            known = ", ".join(MASKABLE)
            raise UnknownName(
                _("There is no field '{name}' to leave out. Known: {known}.").format(
                    name=name, known=known
                )
            )
    return names


def picture_finder(library: Library) -> Callable[[Contact], bytes]:
    """Return what finds the picture of a contact's newest card, empty where there is none."""

    def picture_of(contact: Contact) -> bytes:
        pictures = (library.picture(card.id) for card in library.cards(contact.id))
        return next(filter(None, pictures), b"")

    return picture_of


def _masked(contact: Contact, without: tuple[str, ...], cleared: dict[Kind, tuple[()]]) -> Contact:
    contact = corrected(contact, cleared)
    if TAG in without:
        contact = replace(contact, tags=())
    return replace(contact, dated_notes=(), marks=()) if Kind.NOTE in without else contact
