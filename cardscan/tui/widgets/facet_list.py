"""What the contacts of a search have in common, to narrow the search by."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual import on
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from cardscan.contact import Facet
from cardscan.language import N_, _
from cardscan.tui.plain import fitted

TITLES = {
    "prefecture": N_("Prefecture"),
    "company": N_("Company"),
    "tag": N_("Tag"),
    "met": N_("Year met"),
}
WIDTH = 28  # cells of a line, its count included
COUNT = 7
TICKED, OPEN = "☑", "☐"


def term_of(facet: Facet) -> str:
    """Return the words that narrow a search to a facet.

    >>> term_of(Facet("company", "Example Ltd", 3)), term_of(Facet("met", "2026", 9))
    ('company:="Example Ltd"', 'met:2026')
    """
    if facet.field == "met":
        return f"met:{facet.value}"
    value = facet.value.replace('"', " ")
    return f'{facet.field}:="{value}"' if not value.isalnum() else f"{facet.field}:={value}"


class FacetList(OptionList):
    """Values with their numbers, under the names of their fields."""

    @dataclass
    class Toggled(Message):
        """A person chose a value: its words come into the query, or leave it."""

        term: str

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id, markup=False)
        self.border_title = _("Narrow by")
        self.facets: tuple[Facet, ...] = ()

    def show(self, facets: Sequence[Facet], query: str) -> None:
        """Replace the values; those that the query asks for are ticked."""
        place = self.highlighted
        self.facets = tuple(facets)
        self.clear_options()
        heading = ""
        for number, facet in enumerate(self.facets):
            if facet.field != heading:
                heading = facet.field
                self.add_option(Option(_(TITLES[heading]), disabled=True))
            mark = TICKED if term_of(facet) in query else OPEN
            value = fitted(facet.value, WIDTH - COUNT - 2)
            self.add_option(Option(f"{mark} {value}{facet.contacts:>{COUNT},}", id=str(number)))
        if place is not None and place < self.option_count:
            self.highlighted = place

    @on(OptionList.OptionSelected)
    def toggle(self, selected: OptionList.OptionSelected) -> None:
        """Send the words of the value."""
        selected.stop()
        self.post_message(self.Toggled(term_of(self.facets[int(selected.option_id or 0)])))
