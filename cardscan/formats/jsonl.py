"""Write contacts as JSON Lines: one object a line, UTF-8, for programs."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from cardscan.contact import Contact, Name

if TYPE_CHECKING:  # a search shows objects, and needs no profile
    from cardscan.formats.ledger import Ledger
    from cardscan.formats.profile import Profile

TIMES = "%Y-%m-%dT%H:%M:%SZ"  # the library keeps UTC


def write_jsonl(contacts: Iterable[Contact], _: "Profile", ledger: "Ledger") -> Iterator[str]:
    """Yield a line for each contact, with every field it has."""
    for contact in contacts:
        line = json.dumps(contact_object(contact), ensure_ascii=False)
        fitted = ledger.fit(line, contact_id=contact.id, field="line")
        yield fitted + "\n"


def contact_object(contact: Contact) -> dict[str, Any]:
    """Return a contact as the outer interface shows it, and the fields that a list omits.

    The keys of ``search --json`` come first; parts of names, company readings, social accounts,
    qualifications, notes and what people added follow.
    """
    return {
        "id": contact.id,
        "name": contact.name.text,
        "name_kana": contact.name_kana.text,
        "name_roman": contact.name_roman.text,
        "company": contact.company,
        "department": " ".join(contact.departments),
        "title": " ".join(contact.titles),
        "phones": [{"kind": str(phone.kind), "value": phone.value} for phone in contact.phones],
        "emails": list(contact.emails),
        "urls": list(contact.urls),
        "addresses": [asdict(address) for address in contact.addresses],
        "tags": list(contact.tags),
        "cards": contact.cards,
        "met": contact.met.isoformat() if contact.met else None,
        "updated": f"{contact.updated:{TIMES}}" if contact.updated else None,
        **({"guessed_kana": contact.guessed_kana.text} if contact.guessed_kana.text else {}),
        "company_kana": contact.company_kana,
        "company_roman": contact.company_roman,
        "departments": list(contact.departments),
        "titles": list(contact.titles),
        "name_parts": _parts(contact.name),
        "name_kana_parts": _parts(contact.name_kana),
        "name_roman_parts": _parts(contact.name_roman),
        "socials": list(contact.socials),
        "qualifications": list(contact.qualifications),
        "notes": list(contact.notes),
        "events": list(contact.events),
        "dated_notes": [
            {"day": note.day.isoformat(), "kind": str(note.kind), "text": note.text}
            for note in contact.dated_notes
        ],
        "marks": [
            {"topic": str(mark.topic), "day": mark.day.isoformat()}
            | {"text": mark.text, "source": mark.source}
            for mark in contact.marks
        ],
    }


def _parts(name: Name) -> dict[str, str]:
    return {"family": name.family, "given": name.given}
