"""Take contacts over from other programs: each becomes a card without a picture."""

import json
import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from pathlib import Path

from cardscan.config import OnDuplicate
from cardscan.contact import Address, Contact, Decision, Filed, Filing, Name, Outcome, Reason
from cardscan.corrections import is_cjk
from cardscan.formats.drafts import UNSAID
from cardscan.formats.incoming import ReadContact, UnreadableRow
from cardscan.formats.reading import Opened
from cardscan.language import N_
from cardscan.match.deciding import decide
from cardscan.match.holding import holds
from cardscan.model import Field, Kind, ParsedCard, ScannedCard, Source, Status
from cardscan.parse.cells import address_parts, name_parts
from cardscan.store.library import Library
from cardscan.store.sentences import IMPORTED

RULE = "import"
BAD_ROW = "row-unreadable"
_ADDRESS_PARTS = ("postal_code", "prefecture", "city", "street", "building", "country")
NOTHING_NEW = Reason(N_("says nothing new"), 0.0)


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """How the rows of a file are filed."""

    tags: tuple[str, ...] = ()
    met: date | None = None  # for rows that tell no day; None: today
    on_duplicate: OnDuplicate = OnDuplicate.REVIEW
    dry_run: bool = False


class _NotMeant(Exception):
    """Ends a dry run, so that nothing of it is kept."""


def import_contacts(
    library: Library, path: Path, opened: Opened, options: ImportOptions
) -> Iterator[Filed]:
    """File what a file says as one change, yielding what became of each row.

    A row that is known, or that says nothing new of a contact, changes nothing; one that cannot
    be read is yielded as failed and the others go on. The place of each is named in its source.
    """
    if not options.dry_run:
        yield from _filed(library, path, opened, options)
        return
    try:
        with library.atomic():
            yield from _filed(library, path, opened, options)
            raise _NotMeant
    except _NotMeant:
        return


def _filed(library: Library, path: Path, opened: Opened, options: ImportOptions) -> Iterator[Filed]:
    failed: deque[Filed] = deque()

    def cards() -> Iterator[tuple[ScannedCard, Filing]]:
        for one in opened.contacts:
            if isinstance(one, UnreadableRow):
                place = Source(place_of(path, one.row), 0, 0)
                error = f"{place.path}: {one.reason}"
                failed.append(Filed(place, Outcome.FAILED, error=error, error_code=BAD_ROW))
            else:
                yield _card(path, one, options)

    summary = IMPORTED.format(file=path.name)
    decider, spare = _decider(options.on_duplicate), (os.cpu_count() or 1) - 1
    for filed in library.add_cards(cards(), decider, summary=summary, jobs=spare):
        while failed:
            yield failed.popleft()
        yield filed
    yield from failed


def place_of(path: Path, row: int) -> str:
    """Say where a contact stood."""
    return f"{path}, row {row}"


def _decider(on_duplicate: OnDuplicate) -> Callable[[Contact, Sequence[Contact]], Decision]:
    def decided(person: Contact, candidates: Sequence[Contact]) -> Decision:
        for candidate in candidates:
            if holds(candidate, person):
                return Decision(Outcome.KNOWN, candidate.id, (NOTHING_NEW,))
        return decide(person, candidates, on_duplicate)

    return decided


def _card(path: Path, one: ReadContact, options: ImportOptions) -> tuple[ScannedCard, Filing]:
    """Return a contact as a card; what it says is its digest, wherever the row stands."""
    place = place_of(path, one.row)
    fields = tuple(fields_of(one.contact, place))
    met, tags = one.contact.met, (*one.contact.tags, *options.tags)
    said = [[str(field.kind), field.value, field.parts] for field in fields]
    marked = [[mark.topic, mark.text] for mark in one.contact.marks]
    told = [said, sorted(tags), met and met.isoformat(), *marked]
    text = json.dumps(told, ensure_ascii=False)
    digest = sha256(text.encode()).hexdigest()
    card = ParsedCard(Source(place, 0, 0), fields, ())
    day = met or options.met or date.today()  # noqa: DTZ011 - the user's own day
    marks = tuple(
        replace(mark, day=day, source=path.name) if mark.day == UNSAID else mark
        for mark in one.contact.marks
    )
    return ScannedCard(card, digest, b""), Filing(met=day, tags=tags, marks=marks)


def fields_of(contact: Contact, place: str) -> Iterator[Field]:
    """Return what a contact says as the fields of a card; ``place`` is where it stood."""
    evidence = (f"stood in {place}",)

    def field(kind: Kind, value: str, raw: str = "", **parts: str) -> Field:
        kept = tuple((name, part) for name, part in parts.items() if part) if parts else ()
        return Field(kind, value, raw or value, 1.0, Status.ACCEPTED, RULE, evidence, parts=kept)

    for kind, name in _names(contact):
        whole = _cut(name)
        yield field(kind, whole.text, name.text, family=whole.family, given=whole.given)
    for kind, text in _texts(contact):
        yield field(kind, text)
    for address in contact.addresses:
        yield field(Kind.ADDRESS, address.text, **_parts(address))


def _names(contact: Contact) -> Iterator[tuple[Kind, Name]]:
    for kind in (Kind.NAME, Kind.NAME_KANA, Kind.NAME_ROMAN):
        name: Name = getattr(contact, kind)
        if name.text:
            yield kind, name


def _texts(contact: Contact) -> Iterator[tuple[Kind, str]]:
    for kind in (Kind.COMPANY, Kind.COMPANY_KANA, Kind.COMPANY_ROMAN):
        if text := getattr(contact, kind):
            yield kind, text
    yield from ((Kind.DEPARTMENT, text) for text in contact.departments)
    yield from ((Kind.TITLE, text) for text in contact.titles)
    yield from ((phone.kind, phone.value) for phone in contact.phones)
    yield from ((Kind.EMAIL, text) for text in contact.emails)
    yield from ((Kind.URL, text) for text in contact.urls)
    yield from ((Kind.SOCIAL, text) for text in contact.socials)
    yield from ((Kind.QUALIFICATION, text) for text in contact.qualifications)
    yield from ((Kind.NOTE, text) for text in contact.notes)


def _cut(name: Name) -> Name:
    """Return a name cut into family and given as on a card, where nobody has and no doubt is."""
    parts = name_parts(name.text) if is_cjk(name.text) and not name.given else None
    return Name(" ".join(parts), *parts) if parts else name


def _parts(address: Address) -> dict[str, str]:
    told = {name: getattr(address, name) for name in _ADDRESS_PARTS}
    if address.city or address.country not in {"", "JP"} or not is_cjk(address.text):
        return told
    return told | address_parts(address.text, address.postal_code)
