"""Work out the changes that people make by hand."""

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection

from cardscan.errors import UnknownName, UsageError
from cardscan.model import Kind
from cardscan.store.changes import Draft
from cardscan.store.lookup import contact_id_of
from cardscan.store.rows import storable


def drafted_edit(
    connection: Connection, typed: str, changes: Mapping[str, str | Sequence[str]]
) -> Draft:
    """Correct fields, each with all its values; raise UnknownName for what no card has."""
    contact_id = contact_id_of(connection, typed)
    facts = {
        f"correction:{contact_id}:{_kind_named(field)}": _texts(value)
        for field, value in changes.items()
    }
    if not facts:
        raise UsageError("Nothing to correct. Name a field and its value, such as title=部長.")
    return Draft("edit", contact_id, f"corrected {', '.join(sorted(changes))}", facts)


def drafted_tags(
    connection: Connection, typed: Sequence[str], *, add: Sequence[str], remove: Sequence[str]
) -> Draft:
    """Add and remove tags of several contacts."""
    ids = [contact_id_of(connection, contact_id) for contact_id in typed]
    labels: dict[str, str | None] = {label: label for label in _texts(add)}
    labels |= dict.fromkeys(_texts(remove))
    if not ids or not labels:
        raise UsageError("Name a contact and a tag, such as +展示会.")
    facts = {f"tag:{contact_id}:{label}": labels[label] for contact_id in ids for label in labels}
    signs = " ".join(f"{'+' if kept else '-'}{label}" for label, kept in labels.items())
    return Draft("tag", ids[0] if len(ids) == 1 else None, signs, facts)


def _kind_named(field: str) -> Kind:
    try:
        return Kind(field)
    except ValueError as error:
        known = ", ".join(Kind)
        raise UnknownName(f"No card has a field '{field}'. Known: {known}.") from error


def _texts(value: str | Sequence[str]) -> list[str]:
    values = [value] if isinstance(value, str) else value
    return [storable(text).strip() for text in values if text.strip()]
