"""What a profile cannot hold: said beforehand, and found again by whoever imports the file."""

from collections.abc import Sequence
from dataclasses import dataclass

from cardscan.formats.coverage import WHOLE
from cardscan.formats.profile import Profile
from cardscan.formats.sources import PHONES, REST, Source

_LISTS = ("department", "title", "qualification", "social", "note", "tag")


@dataclass(frozen=True, slots=True)
class Limits:
    """The fields that do not come back from a file as they went into it."""

    left_out: tuple[str, ...] = ()  # not written at all
    first_only: tuple[str, ...] = ()  # of several values only the first ones are written
    joined: tuple[str, ...] = ()  # several values are written into one cell
    most_rows: int = 0  # that the other program takes in one file; 0: nothing is known
    most_megabytes: int = 0

    @property
    def words(self) -> str:
        """Say it to people; empty when everything is held."""
        said = (
            ("no ", self.left_out),
            ("only the first ", self.first_only),
            ("in one cell ", self.joined),
        )
        fields_told = (
            start + ", ".join(field.replace("_", " ") for field in fields)
            for start, fields in said
            if fields
        )
        return "; ".join((*fields_told, *filter(None, (self.sizes,))))

    @property
    def sizes(self) -> str:
        """Say how large a file may be; empty when nothing is known."""
        told = ((self.most_rows, "rows"), (self.most_megabytes, "MB"))
        most = " or ".join(f"{number:,} {unit}" for number, unit in told if number)
        return f"more than {most} a file" if most else ""

    def exceeded_by(self, rows: int, size: int) -> bool:
        """Say whether the other program will refuse a file of so many rows and bytes."""
        is_long = 0 < self.most_rows < rows
        return is_long or 0 < self.most_megabytes * 10**6 < size


def limits_of(profile: Profile) -> Limits:
    """Work out what the columns of a profile cannot hold; what goes into notes is held there."""
    if not profile.columns:
        return Limits(
            joined=profile.joined,
            most_rows=profile.most_rows,
            most_megabytes=profile.most_megabytes,
        )
    sources = [
        source
        for column in profile.columns
        for source in (column.sources[:1] if column.first_only else column.sources)
    ]
    tells_rest = any(source.field == REST for source in sources)
    held = {field: _held(field, sources) for field in WHOLE}
    left_out = [field for field in WHOLE if not held[field] and not tells_rest]
    first_only = [
        field for field in WHOLE if held[field] and not tells_rest and not _holds_all(held[field])
    ]
    joined = [
        source.field
        for column in profile.columns
        for source in column.sources
        if source.field in _LISTS and source.means_all and not source.is_repeated
    ]
    return Limits(
        tuple(left_out),
        tuple(first_only),
        tuple(dict.fromkeys(joined)),
        profile.most_rows,
        profile.most_megabytes,
    )


def _held(field: str, sources: Sequence[Source]) -> list[Source]:
    names = {field, "number"} if field in PHONES else {field}
    return [source for source in sources if source.field in names]


def _holds_all(sources: Sequence[Source]) -> bool:
    return any(source.means_all or source.and_after for source in sources)
