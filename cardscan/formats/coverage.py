"""Find out what a file does not tell about a contact, so that a note or a report can."""

from collections.abc import Iterable, Sequence

from cardscan.contact import Contact
from cardscan.corrections import is_cjk
from cardscan.formats.sources import NAMES, PHONES, Source
from cardscan.formats.texts import Texts, has_roman_name_alone
from cardscan.model import Kind

WHOLE = (
    *NAMES,
    *("company", "company_kana", "company_roman", "department", "title"),
    *PHONES,
    *("email", "url", "address", "social", "qualification", "note", "tag"),
)
"""The fields that hold what a card says."""


class Coverage:
    """Knows which values of a contact some sources write."""

    def __init__(self, sources: Iterable[Source]) -> None:
        of_field: dict[str, list[Source]] = {field: [] for field in WHOLE}
        for source in sources:
            for field in PHONES if source.field == "number" else (source.field,):
                of_field.setdefault(field, []).append(source)
        self._writes_name = bool(of_field[Kind.NAME])
        self._doubtful = [
            (Source(field), of_field[field])
            for field in WHOLE
            if not any(source.means_all for source in of_field[field])
        ]

    def rest(self, texts: Texts, chosen: Sequence[Source] = ()) -> list[tuple[str, str]]:
        """List kind and text of what neither these sources write nor those chosen beside them."""
        return [
            (whole.field, _with_code(texts.contact, position) if whole.field == "address" else text)
            for whole, sources in self._doubtful
            for position, text in enumerate(texts.of(whole), start=1)
            if text
            and not any(source.means(position) for source in sources)
            and not any(s.field == whole.field and s.means(position) for s in chosen)
            and not (whole.field == Kind.NAME_ROMAN and self._names(texts.contact))
        ]

    def _names(self, contact: Contact) -> bool:
        """Say whether the roman name was written in place of the name."""
        return self._writes_name and has_roman_name_alone(contact)


def _with_code(contact: Contact, position: int) -> str:
    """Return an address with its postal code, which no other cell would tell."""
    address = contact.addresses[position - 1]
    code = "" if address.postal_code in address.text else address.postal_code
    before = f"{code} " if code and is_cjk(address.text) else ""
    return f"{before}{address.text}" if before or not code else f"{address.text}, {code}"
