"""Make a change: alter facts, compute what follows from them, and log it, all at once."""

from dataclasses import dataclass

from sqlalchemy import Connection

from cardscan.contact import Change
from cardscan.errors import UsageError
from cardscan.language import _
from cardscan.store import log
from cardscan.store.facts import Facts, contacts_of, read_facts, write_facts
from cardscan.store.sentences import UNDONE, told
from cardscan.store.summary import refresh


@dataclass(frozen=True, slots=True)
class Draft:
    """A change that is worked out and not yet made."""

    verb: str
    contact_id: str | None  # the one it is about; None when it is about several alike
    summary: str
    facts: Facts  # as they shall be
    undoes: int | None = None


def make(connection: Connection, draft: Draft, *, who: str) -> Change:
    """Make a drafted change and log it."""
    before = read_facts(connection, draft.facts)
    write_facts(connection, draft.facts)
    refresh(connection, contacts_of(connection, before) | contacts_of(connection, draft.facts))
    return log.append(
        connection,
        who=who,
        verb=draft.verb,
        contact_id=draft.contact_id,
        summary=draft.summary,
        before=before,
        after=draft.facts,
        undoes=draft.undoes,
    )


def drafted_undo(connection: Connection, change_id: int | None) -> Draft:
    """Work out how to take a change back, the newest that stands unless one is named.

    Raise UsageError when it was taken back already, or naming the later change in the way.
    """
    entry = log.entry_of(
        connection, log.newest_undoable(connection) if change_id is None else change_id
    )
    if entry.undone:
        raise UsageError(_("Change {id} was taken back already.").format(id=entry.id))
    if entry.verb == log.FORGET:
        raise UsageError(
            _(
                "Change {id} forgot a person: what was forgotten is gone. To take an "
                "earlier change back, name it: 'cardscan history' lists them."
            ).format(id=entry.id)
        )
    before, after = log.facts_of(connection, entry)
    if not after:
        raise UsageError(
            _("Nothing of change {id} is left: its person was forgotten.").format(id=entry.id)
        )
    current = read_facts(connection, after)
    altered = {key: after[key] for key in after if current[key] != after[key]}
    if altered:
        raise UsageError(_in_the_way(connection, entry, altered))
    summary = UNDONE.format(number=entry.id, change=entry.summary)
    return Draft("undo", entry.contact_id, summary, before, undoes=entry.id)


def _in_the_way(connection: Connection, entry: Change, altered: Facts) -> str:
    later = log.standing_in_the_way(connection, entry, altered)
    if later is None:
        return _("Change {id} cannot be taken back: what it made is no longer there.").format(
            id=entry.id
        )
    return _(
        "Change {later} ({change}) came after change {id} and stands in the way. "
        "Take it back first: cardscan undo {later}"
    ).format(later=later.id, change=told(later.summary), id=entry.id)
