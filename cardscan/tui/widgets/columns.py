"""The columns of the contact list: what they show and how wide they are."""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from cardscan.contact import Contact
from cardscan.language import N_
from cardscan.tui.calling import display_name, main_phone
from cardscan.tui.plain import fitted

GAP = 1  # cells between two columns
USUAL = ("Name", "Kana", "Company", "Title", "Phone", "Met")
PHONE = 17  # cells of "+33 6 39 98 12 34": a number cut short cannot be called


@dataclass(frozen=True, slots=True)
class Column:
    """One column: a title, the cell's text, and its width or share of what is left."""

    title: str  # in English; the list shows it in the language of the person
    text: Callable[[Contact], str]
    width: int = 0  # cells; 0 takes a share
    share: int = 0
    least: int = 0  # cells the list must have, or the others need the room more
    sort: str = ""  # the order a person wants first, as the library takes it; empty: none


def known_columns(home: str) -> tuple[Column, ...]:
    """Return all columns there are, phone numbers as people of the home country write them."""
    return (
        Column(N_("Name"), display_name, share=4, sort="name+"),
        Column(N_("Kana"), lambda contact: contact.shown_kana, share=3, least=100),
        Column(N_("Company"), lambda contact: contact.company, share=4, sort="company+"),
        Column(N_("Department"), lambda contact: _first(contact.departments), share=3),
        Column(N_("Title"), lambda contact: _first(contact.titles), share=3, least=56),
        Column(N_("Phone"), lambda contact: _dialled(contact, home), width=PHONE, least=56),
        Column(N_("E-mail"), lambda contact: _first(contact.emails), share=4),
        Column(N_("Prefecture"), _prefecture, width=10),
        Column(N_("Tags"), lambda contact: ", ".join(contact.tags), share=3),
        Column(N_("Cards"), lambda contact: str(contact.cards), width=5, sort="cards-"),
        Column(
            N_("Met"),
            lambda contact: contact.met.isoformat() if contact.met else "",
            width=10,
            sort="met-",
        ),
        Column(
            N_("Changed"),
            lambda contact: f"{contact.updated.astimezone():%Y-%m-%d}" if contact.updated else "",
            width=10,
            sort="updated-",
        ),
    )


def contact_columns(home: str, titles: Collection[str] = USUAL) -> tuple[Column, ...]:
    """Return the columns of these titles, in the order in which they are always shown."""
    return tuple(column for column in known_columns(home) if column.title in titles)


def _dialled(contact: Contact, home: str) -> str:
    from cardscan.formats.phones import national  # noqa: PLC0415 - not before there are contacts

    return national(main_phone(contact), home)


def _first(values: tuple[str, ...]) -> str:
    return next(iter(values), "")


def _prefecture(contact: Contact) -> str:
    return next((it.prefecture for it in contact.addresses if it.prefecture), "")


def columns_within(columns: tuple[Column, ...], width: int) -> tuple[Column, ...]:
    """Leave out the columns that a list of so many cells has no room for."""
    return tuple(column for column in columns if width >= column.least)


def column_widths(columns: tuple[Column, ...], width: int) -> tuple[int, ...]:
    """Share so many cells among the columns, gaps between them left out.

    >>> column_widths((Column("a", str, width=4), Column("b", str, share=1)), 15)
    (4, 10)
    """
    fixed = sum(column.width for column in columns)
    left = max(0, width - fixed - GAP * (len(columns) - 1))
    shares = sum(column.share for column in columns) or 1
    widths = [column.width or left * column.share // shares for column in columns]
    spare = left + fixed - sum(widths)
    first_shared = next((n for n, column in enumerate(columns) if column.share), 0)
    widths[first_shared] += spare if shares else 0
    return tuple(widths)


def row_texts(cells: tuple[str, ...], widths: tuple[int, ...]) -> tuple[str, ...]:
    """Cut or fill every cell, its gap included, so that the next column starts at its own cell."""
    return tuple(fitted(text, width) + " " * GAP for text, width in zip(cells, widths, strict=True))
