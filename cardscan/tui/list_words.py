"""What the list of contacts says of itself."""

from cardscan.language import N_, _, ngettext
from cardscan.tui.widgets.columns import known_columns

GREETING = N_("""\
This library has no contacts yet.

F3      reads a folder of card pictures and shows what it finds
?       explains every key

From a shell, or from a phone:

    cardscan scan FOLDER       the same without this window
    cardscan import FILE       contacts from CSV or vCard
    cardscan serve             a page for your phone's camera

What they file appears here by itself, or when you press F5.\
""")

NOTHING = N_("""\
No contact matches this search.

Words are looked for in names, companies, titles, addresses and notes;
tag:fair, prefecture:東京都, met:2026-01..2026-03 look in one field.
Escape clears the search.\
""")


def matching_in_words(number: int) -> str:
    """Return how many contacts a search found."""
    return ngettext("{n:,} contact matches", "{n:,} contacts match", number).format(n=number)


def order_in_words(sort: str) -> str:
    """Return by what the list is sorted; ``sort`` as the library takes it."""
    titles = {column.sort[:-1]: column.title for column in known_columns("JP") if column.sort}
    column = _(titles[sort[:-1]])
    if sort.endswith("-"):
        return _("sorted by {column}, descending").format(column=column)
    return _("sorted by {column}").format(column=column)
