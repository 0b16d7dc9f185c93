"""What an export did: rows written, characters replaced, cells missing, values left out."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from cardscan.contact import Contact
from cardscan.errors import ExportError
from cardscan.formats.encoding import fit, is_writable
from cardscan.language import _


@dataclass(frozen=True, slots=True)
class LostCharacter:
    """A character that the encoding does not have."""

    contact_id: str
    field: str  # the column or property it stood in
    character: str
    written: str  # what stands there now; empty when it was left out


@dataclass(frozen=True, slots=True)
class MissingCell:
    """An empty cell in a column that the other program insists on."""

    contact_id: str
    field: str


class Ledger:
    """Keeps the books of one export; every text on its way out passes ``fit``."""

    def __init__(self, encoding: str, *, strict: bool = False, plain_letters: bool = False) -> None:
        self.encoding = encoding
        self.plain_letters = plain_letters
        self.strict = strict
        self.rows = 0
        self.lost: list[LostCharacter] = []
        self.missing: list[MissingCell] = []
        self.left_out: Counter[str] = Counter()  # field kind → values without a column

    def count(self, contacts: Iterable[Contact]) -> Iterator[Contact]:
        """Pass contacts through, counting them."""
        for contact in contacts:
            self.rows += 1
            yield contact

    def fit(self, text: str, *, contact_id: str, field: str) -> str:
        """Return a text that can be written; raise ExportError when strict and it cannot."""
        fitted, replaced = fit(text, self.encoding, plain_letters=self.plain_letters)
        if replaced and self.strict:
            character = replaced[0][0]
            raise ExportError(
                _(
                    "Contact {contact_id}: {field} has the character '{character}' "
                    "(U+{ord:04X}), which {encoding} cannot write. Choose utf-8, correct the "
                    "contact, or export without strict."
                ).format(
                    contact_id=contact_id,
                    field=field,
                    character=character,
                    ord=ord(character),
                    encoding=self.encoding,
                )
            )
        self.lost += (LostCharacter(contact_id, field, *pair) for pair in replaced)
        return fitted

    def fit_row(self, cells: Sequence[str], *, contact_id: str, fields: Sequence[str]) -> list[str]:
        """Fit the cells of a row; the whole row is tried first, as nearly all rows fit."""
        if is_writable("".join(cells), self.encoding):
            return list(cells)
        pairs = zip(cells, fields, strict=True)
        return [self.fit(cell, contact_id=contact_id, field=field) for cell, field in pairs]
