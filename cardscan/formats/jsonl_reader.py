"""Read contacts from JSON Lines as ``jsonl`` writes them, or as ``search --json`` shows them."""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, TextIO

from msgspec import ValidationError, convert

from cardscan.contact import Contact
from cardscan.formats.csv_reader import MAX_LINE
from cardscan.formats.drafts import checked
from cardscan.formats.incoming import BadRow, Incoming, ReadContact, UnreadableRow
from cardscan.language import _

_NAMES = ("name", "name_kana", "name_roman")
_SAME = ("id", "company", "company_kana", "company_roman", "phones", "emails", "urls", "addresses")
_ALSO_SAME = ("socials", "qualifications", "notes", "tags", "met")


def read_jsonl(text: TextIO) -> Iterator[Incoming]:
    """Yield the contact of each line, or why there is none."""
    row = 0
    while line := text.readline(MAX_LINE):
        row += 1
        if len(line) == MAX_LINE and not line.endswith("\n"):
            while (piece := text.readline(MAX_LINE)) and not piece.endswith("\n"):
                pass
            yield UnreadableRow(
                row, _("a line of more than {most} characters").format(most=MAX_LINE)
            )
        elif line.strip():
            yield _read(row, line)


def _read(row: int, line: str) -> Incoming:
    try:
        return ReadContact(row, checked(_contact(json.loads(line))))
    except (ValidationError, TypeError, AttributeError) as error:
        words = str(error) if isinstance(error, ValidationError) else "wrong type"
        return UnreadableRow(row, _("it is no contact ({words})").format(words=words))
    except BadRow as error:
        return UnreadableRow(row, str(error))
    except (ValueError, RecursionError):
        return UnreadableRow(row, "it is no JSON")


def _contact(says: dict[str, Any]) -> Contact:
    values = {key: says[key] for key in (*_SAME, *_ALSO_SAME) if says.get(key)}
    for key in _NAMES:
        parts = says.get(f"{key}_parts") or {}
        values[key] = {"text": says.get(key) or "", **parts}
    for many, one in (("departments", "department"), ("titles", "title")):
        values[many] = says.get(many) or list(filter(None, [says.get(one)]))
    values["dated_notes"] = [{"id": "", **note} for note in says.get("dated_notes") or ()]
    values["marks"] = says.get("marks") or ()
    # what people wrote down is no part of a card: an import brings it as notes
    contact = convert(values | {"id": says.get("id") or ""}, Contact)
    notes = (*contact.notes, *(note.line for note in contact.dated_notes))
    return replace(contact, notes=notes, dated_notes=())
