"""Write contacts as CSV, one row each."""

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from io import StringIO

from cardscan.contact import Contact
from cardscan.formats.ledger import Ledger
from cardscan.formats.profile import Profile
from cardscan.formats.tables import rows_of


def write_csv(contacts: Iterable[Contact], profile: Profile, ledger: Ledger) -> Iterator[str]:
    """Yield the header, then a line for each contact."""
    return map(_line_maker(profile), rows_of(contacts, profile, ledger))


def _line_maker(profile: Profile) -> Callable[[Sequence[str]], str]:
    """Return a function that turns cells into one line of CSV, its line end included.

    For people every cell is quoted: a spreadsheet that separates at ``;`` would else cut a cell
    in two and could run its second half.
    """
    buffer = StringIO(newline="")
    writer = csv.writer(
        buffer,
        lineterminator=profile.line_end,
        quoting=csv.QUOTE_ALL if profile.spreadsheet else csv.QUOTE_MINIMAL,
    )

    def to_line(cells: Sequence[str]) -> str:
        writer.writerow(cells)
        line = buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
        return line

    return to_line
