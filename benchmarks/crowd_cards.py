"""Rows of the crowd as cards that a library files."""

from benchmarks.crowd import Row
from cardscan.model import Field, Kind, ParsedCard, ScannedCard, Source, Status

FILE = "0" * 64  # the digest of the one file that all of them come from


def scanned(row: Row, place: int) -> ScannedCard:
    """Return the card of a row, as an import makes it."""
    name = row.name
    parts = (("family", name.family), ("given", name.given))
    kana_parts = (("family", name.family_kana), ("given", name.given_kana))
    fields = (
        _field(Kind.NAME, f"{name.family} {name.given}", parts),
        _field(Kind.NAME_KANA, f"{name.family_kana} {name.given_kana}".strip(), kana_parts),
        _field(Kind.COMPANY, row.company),
        _field(Kind.DEPARTMENT, row.department),
        _field(Kind.TITLE, row.title),
        _field(Kind.PHONE, row.phone),
        _field(Kind.MOBILE, row.mobile),
        _field(Kind.EMAIL, row.email),
        _field(Kind.POSTAL_CODE, row.postal_code),
        _field(Kind.ADDRESS, row.address),
    )
    held = tuple(field for field in fields if field.value)
    return ScannedCard(ParsedCard(Source("crowd.csv", 0, place), held, ()), FILE, b"")


def _field(kind: Kind, value: str, parts: tuple[tuple[str, str], ...] = ()) -> Field:
    return Field(kind, value, value, 1.0, Status.ACCEPTED, "import", parts=parts)
