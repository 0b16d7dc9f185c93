"""Work out the changes that people make by hand."""

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import Connection

from cardscan.additions import NoteKind, Topic
from cardscan.contact import Reason
from cardscan.errors import UnknownName, UsageError
from cardscan.language import _
from cardscan.model import Kind
from cardscan.store.changes import Draft
from cardscan.store.facts import read_facts
from cardscan.store.ids import new_id
from cardscan.store.lookup import contact_id_of
from cardscan.store.rows import storable
from cardscan.store.sentences import CORRECTED, MARKED, NOTED, UNMARKED, because


def drafted_edit(
    connection: Connection, typed: str, changes: Mapping[str, str | Sequence[str]], *, why: str = ""
) -> Draft:
    """Correct fields, each with all its values; raise UnknownName for what no card has."""
    contact_id = contact_id_of(connection, typed)
    facts = {
        f"correction:{contact_id}:{_kind_named(field)}": _texts(value)
        for field, value in changes.items()
    }
    if not facts:
        raise UsageError(_("Nothing to correct. Name a field and its value, such as title=部長."))
    reasons = (Reason(storable(why).strip(), 0.0),) if why.strip() else ()
    summary = CORRECTED.format(kinds=", ".join(sorted(changes))) + because(reasons)
    return Draft("edit", contact_id, summary, facts)


def drafted_tags(
    connection: Connection, typed: Sequence[str], *, add: Sequence[str], remove: Sequence[str]
) -> Draft:
    """Add and remove tags of several contacts."""
    ids = [contact_id_of(connection, contact_id) for contact_id in typed]
    labels: dict[str, str | None] = {label: label for label in _texts(add)}
    labels |= dict.fromkeys(_texts(remove))
    if not ids or not labels:
        raise UsageError(_("Name a contact and a tag, such as +展示会."))
    facts = {f"tag:{contact_id}:{label}": labels[label] for contact_id in ids for label in labels}
    signs = " ".join(f"{'+' if kept else '-'}{label}" for label, kept in labels.items())
    return Draft("tag", ids[0] if len(ids) == 1 else None, signs, facts)


def drafted_note(
    connection: Connection, typed: str, text: str, *, kind: NoteKind, day: date
) -> Draft:
    """Write something down about a contact, for a day; raise UsageError for an empty text."""
    contact_id = contact_id_of(connection, typed)
    said = storable(text).strip()
    if not said:
        raise UsageError(_("A note needs a text."))
    note = {"day": day.isoformat(), "kind": kind.value, "text": said}
    facts = {f"note:{contact_id}:{new_id()}": note}
    return Draft("note", contact_id, NOTED.format(kind=kind, day=day), facts)


def drafted_mark(
    connection: Connection, typed: str, topic: Topic, *, day: date, text: str, source: str
) -> Draft:
    """Mark something on a contact, in the place of what was marked there before."""
    contact_id = contact_id_of(connection, typed)
    said = {"day": day.isoformat(), "text": storable(text).strip()}
    said |= {"source": storable(source).strip()}
    facts = {f"mark:{contact_id}:{topic.value}": said}
    return Draft("mark", contact_id, MARKED.format(topic=topic.words), facts)


def drafted_unmark(connection: Connection, typed: str, topic: Topic) -> Draft:
    """Take a mark away; raise UsageError when there is none."""
    contact_id = contact_id_of(connection, typed)
    key = f"mark:{contact_id}:{topic.value}"
    if read_facts(connection, [key])[key] is None:
        raise UsageError(
            _("Contact {contact_id} has no mark '{words}'.").format(
                contact_id=contact_id, words=topic.words
            )
        )
    return Draft("mark", contact_id, UNMARKED.format(topic=topic.words), {key: None})


def _kind_named(field: str) -> Kind:
    try:
        return Kind(field)
    except ValueError as error:
        known = ", ".join(Kind)
        raise UnknownName(
            _("No card has a field '{field}'. Known: {known}.").format(field=field, known=known)
        ) from error


def _texts(value: str | Sequence[str]) -> list[str]:
    values = [value] if isinstance(value, str) else value
    return [storable(text).strip() for text in values if text.strip()]
