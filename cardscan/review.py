"""What waits for a person, one doubt at a time, and what they decide: a service for every face.

::

    doubt = next_doubt(library)               # or: for doubt in waiting(library)
    match doubt:
        case DoubtfulField(field=field):      # its ink: field.quad on library.picture(card_id)
            accept(library, doubt)            # it is right as it was read
            correct(library, doubt, "部長")   # this stands there
            reject(library, doubt)            # nothing of the kind stands there
        case MissingName():
            correct(library, doubt, "田中 健一")
        case DoubtfulMatch(contact=contact, other=other, match=match):
            accept(library, doubt)            # one person: joins them
            reject(library, doubt)            # two persons: never proposed again
    next_doubt(library, skipped={doubt.key})  # to leave it for later

Every decision is one change of the log and can be taken back by ``library.undo(change.id)``.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from cardscan.contact import CardField, Change, Contact, Match
from cardscan.errors import UnknownName, UsageError
from cardscan.language import _
from cardscan.match.compare import compare
from cardscan.model import Field, Kind
from cardscan.store.library import Library


@dataclass(frozen=True, slots=True)
class DoubtfulField:
    """A value that the readers did not agree on, or that no rule is sure of."""

    contact: Contact
    card_id: str
    place: int  # of the field among those that were read from the card
    field: Field

    @property
    def key(self) -> str:
        """Return the name by which this doubt is asked for again."""
        return f"{self.contact.id}.{self.card_id}.{self.place}"

    @property
    def confidence(self) -> float:
        """Return the probability that the value is right, 0.0 to 1.0."""
        return self.field.confidence


@dataclass(frozen=True, slots=True)
class MissingName:
    """A contact on whose card no name was found."""

    contact: Contact
    card_id: str  # the newest card
    confidence: float = 0.0

    @property
    def key(self) -> str:
        """Return the name by which this doubt is asked for again."""
        return f"{self.contact.id}.name"


@dataclass(frozen=True, slots=True)
class DoubtfulMatch:
    """Two contacts that may be one person."""

    contact: Contact
    other: Contact
    match: Match

    @property
    def key(self) -> str:
        """Return the name by which this doubt is asked for again."""
        return "+".join(sorted((self.contact.id, self.other.id)))

    @property
    def confidence(self) -> float:
        """Return the score of the match, 0.0 to 1.0."""
        return self.match.score


Doubt = DoubtfulField | MissingName | DoubtfulMatch


def waiting(library: Library) -> Iterator[Doubt]:
    """Yield everything that waits, contact by contact, each as it stands when its turn comes."""
    matched: set[str] = set()
    for contact_id in library.waiting():
        for doubt in doubts_of(library, contact_id):
            if doubt.key not in matched:
                yield doubt
            if isinstance(doubt, DoubtfulMatch):
                matched.add(doubt.key)


def next_doubt(library: Library, *, skipped: Collection[str] = ()) -> Doubt | None:
    """Return the first doubt whose key was not skipped; None when nothing waits."""
    return next((doubt for doubt in waiting(library) if doubt.key not in skipped), None)


def doubts_of(library: Library, contact_id: str) -> tuple[Doubt, ...]:
    """Return what waits of one contact; raise UnknownContact."""
    contact = library.contact(contact_id)
    fields = library.doubtful_fields(contact.id)
    matches = [
        DoubtfulMatch(contact, other, compare(contact, other))
        for other in library.doubted(contact.id)
    ]
    doubtful = [_doubtful(contact, field) for field in fields]
    is_nameless = contact.needs_review and not contact.name.text and not fields and not matches
    nameless = [MissingName(contact, library.cards(contact.id)[0].id)] if is_nameless else []
    return (*doubtful, *nameless, *matches)


def _doubtful(contact: Contact, found: CardField) -> DoubtfulField:
    return DoubtfulField(contact, found.card_id, found.place, found.field)


def doubts_named(library: Library, name: str) -> tuple[Doubt, ...]:
    """Return the doubt that has a key, or every doubtful field of the contact that has an id.

    Raise UnknownContact, or UnknownName when nothing of that name waits.
    """
    contact_id = name.partition("+")[0].partition(".")[0]
    doubts = doubts_of(library, contact_id)
    found: tuple[Doubt, ...] = tuple(doubt for doubt in doubts if doubt.key == name)
    if name == contact_id:
        found = tuple(doubt for doubt in doubts if isinstance(doubt, DoubtfulField))
    if not found:
        raise UnknownName(
            _("Nothing waits under '{name}'. 'cardscan review' lists what does.").format(name=name)
        )
    return found


def accept(library: Library, doubt: Doubt) -> Change:
    """Say yes: the value is right as it was read; the contact has no name; the two are one."""
    match doubt:
        case DoubtfulField():
            return library.check([(doubt.card_id, doubt.place, None)])
        case MissingName():
            return library.edit(doubt.contact.id, {Kind.NAME: ""})
        case DoubtfulMatch():
            return join(library, doubt)


def accept_fields(library: Library, doubts: Sequence[DoubtfulField]) -> Change:
    """Say of several values that they are right as they were read: one change."""
    return library.check([(doubt.card_id, doubt.place, None) for doubt in doubts])


def accept_all(
    library: Library, *, min_confidence: float = 0.0, matches: bool = False
) -> Iterator[Change]:
    """Accept every doubtful field that is at least so sure, as one change.

    With ``matches`` join what may be one person too, each as a change of its own.
    """
    doubts = [doubt for doubt in waiting(library) if doubt.confidence >= min_confidence]
    fields = [doubt for doubt in doubts if isinstance(doubt, DoubtfulField)]
    if fields:
        yield accept_fields(library, fields)
    for doubt in doubts:
        if matches and isinstance(doubt, DoubtfulMatch) and not _are_one(library, doubt):
            yield join(library, doubt)


def _are_one(library: Library, doubt: DoubtfulMatch) -> bool:
    return library.contact(doubt.contact.id).id == library.contact(doubt.other.id).id


def reject(library: Library, doubt: Doubt) -> Change:
    """Say no: nothing of the kind stands there; the two are two persons."""
    match doubt:
        case DoubtfulField():
            return library.check([(doubt.card_id, doubt.place, "")])
        case MissingName():
            raise UsageError(
                _("Contact {id} has no name to reject. Give it one.").format(id=doubt.contact.id)
            )
        case DoubtfulMatch():
            return library.distinct(doubt.contact.id, doubt.other.id)


def correct(library: Library, doubt: DoubtfulField | MissingName, text: str) -> Change:
    """Say what stands there; raise UsageError for an empty text, which is for ``reject``."""
    if not text.strip():
        raise UsageError(_("A correction needs a text; to strike a value out, reject it."))
    if isinstance(doubt, MissingName):
        return library.edit(doubt.contact.id, {Kind.NAME: text})
    return library.check([(doubt.card_id, doubt.place, text)])


def join(library: Library, doubt: DoubtfulMatch) -> Change:
    """Make one contact of the two; the one with more cards keeps its id."""
    kept, gone = sorted((doubt.contact, doubt.other), key=lambda one: -one.cards)
    return library.merge(kept.id, gone.id, reasons=doubt.match.reasons)
