"""``search``, ``show`` and ``stats``: what the library holds."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from cardscan.cli.holding import held_object, print_held
from cardscan.cli.labels import label
from cardscan.cli.output import print_code, print_json, print_line, print_pairs, print_table
from cardscan.cli.reading import AsJson, card_object
from cardscan.cli.session import session_of
from cardscan.errors import UnknownName, UsageError
from cardscan.language import N_, _, ngettext

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cardscan.additions import Mark
    from cardscan.contact import Contact, ReaderScore, Stats, StoredCard

EMPTY = N_(
    "The library is empty. 'cardscan scan FOLDER' files cards, 'cardscan import FILE' takes "
    "contacts over."
)
SHOWN = 50  # contacts on a terminal; programs get all
BAR = 30  # characters of the longest bar

FIELDS = (
    *("id", "name", "name_kana", "name_roman", "company", "department", "title", "phones"),
    *("emails", "urls", "addresses", "tags", "cards", "met", "updated"),
)
BESIDE = ("guessed_kana", "events", "marks", "dated_notes", "notes", "socials", "qualifications")
COLUMNS = ("id", "name", "company", "title", "phones", "emails")


Fields = Annotated[
    str | None,
    typer.Option(metavar="A,B,C", help=f"Show these: {', '.join((*FIELDS, *BESIDE))}."),
]


def search(
    context: typer.Context,
    *,
    query: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="QUERY", help=N_("What to look for; nothing finds all."), show_default=""
        ),
    ] = None,
    limit: Annotated[
        int | None,
        typer.Option(
            min=1, metavar="N", help=N_("At most so many."), show_default=N_("50; all with --json")
        ),
    ] = None,
    sort: Annotated[
        str | None,
        typer.Option(metavar="FIELD", help=N_("Order by a field; 'met-' turns it round.")),
    ] = None,
    fields: Fields = None,
    by: Annotated[
        str | None,
        typer.Option("--by", metavar="GROUP", help=N_("Only count: by company or prefecture.")),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Find contacts.

    Words must all match, in names, readings, companies, titles, addresses or notes. "A phrase",
    -word, "a , b" for or, field:text, field:=exactly, field: for none, met:2026-01..2026-03,
    tag:展示会, prefecture:東京都. Digits find phone numbers. Before a query that begins with a
    dash write --.
    """
    from cardscan.formats.jsonl import contact_object  # noqa: PLC0415 - not for --help
    from cardscan.workspace import open_library  # noqa: PLC0415

    session = session_of(context)
    names = _field_names(fields)
    text = " ".join(query or ())
    most = limit if limit or as_json else SHOWN
    with open_library(session.settings()) as library:
        if by:
            _print_groups(by, library.groups(text, by=by)[:most], as_json=as_json)
            return
        found = (contact_object(contact) for contact in library.search(text, limit=most, sort=sort))
        if as_json:
            for item in found:
                print_json({name: item.get(name, "") for name in names or FIELDS})
            return
        columns = names or COLUMNS
        rows = [[_cell(item.get(name)) for name in columns] for item in found]
        total = library.count(text) if most and len(rows) == most else len(rows)
    if rows:
        print_table(columns, rows)
    told = ngettext("{number} contact", "{number} contacts", total).format(number=total)
    shown = _(", {number} of them shown").format(number=len(rows)) if total > len(rows) else ""
    session.voice.say(told + shown)
    if not total and not text:
        session.voice.say(_(EMPTY))


def _field_names(fields: str | None) -> tuple[str, ...]:
    names = tuple(name.strip() for name in fields.split(",")) if fields else ()
    known = (*FIELDS, *BESIDE)
    unknown = [name for name in names if name not in known]
    if unknown:
        raise UnknownName(
            _("There is no field '{unknown}'. Known: {known}.").format(
                unknown=unknown[0], known=", ".join(known)
            )
        )
    return names


def _cell(value: Any) -> str:
    """Return a value of a JSON object as people read it."""
    if isinstance(value, list):
        return ", ".join(_cell(item) for item in value)
    if isinstance(value, dict):
        told = (value.get(key) for key in ("topic", "day", "value", "text"))
        return " ".join(str(word) for word in told if word)
    return "" if value is None else str(value)


def show(
    context: typer.Context,
    *,
    contact_id: Annotated[
        str, typer.Argument(metavar="ID", help=N_("The contact's id, or the beginning of it."))
    ],
    qr: Annotated[
        bool, typer.Option("--qr", help=N_("Show the contact as a QR code, for a phone to read."))
    ] = False,
    everything: Annotated[
        bool, typer.Option("--all", help=N_("Everything that is held about the person."))
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Show one contact with its cards, newest first."""
    from cardscan.formats.jsonl import contact_object  # noqa: PLC0415 - not for --help
    from cardscan.workspace import open_library  # noqa: PLC0415

    with open_library(session_of(context).settings()) as library:
        contact = library.contact(contact_id)
        cards = library.cards(contact.id)
        held = library.held(contact.id) if everything else None
        changes = list(library.history(contact.id)) if everything else []
    if qr:
        _print_qr(contact)
        return
    if as_json:
        timeline = [_timeline_object(card) for card in cards]
        beside = held_object(held, changes) if held else {}
        print_json(contact_object(contact) | {"timeline": timeline} | beside)
        return
    _print_contact(contact)
    for card in cards:
        side = "back" if card.back_of else "card"
        reasons = ", ".join(_(reason.evidence) for reason in card.reasons)
        print_line()
        words = (str(card.met), label(side), card.event, f"({reasons})" if reasons else "")
        print_line("  ".join(word for word in words if word), style="bold")
        print_line(card.card.source.path)
        print_pairs((str(field.kind), field.value) for field in card.card.fields)
        if everything:
            print_pairs(("read", line.text) for line in card.card.lines)
    if held:
        print_held(held, changes)


def _print_qr(contact: "Contact") -> None:
    from cardscan.formats.qr import qr_code  # noqa: PLC0415 - who wants no code needs no library

    try:
        code = qr_code(contact)
    except ValueError as error:
        raise UsageError(_("The contact says more than a QR code holds; export it.")) from error
    print_code([tuple(row) for row in code.matrix_iter(border=2)])


def _timeline_object(card: "StoredCard") -> dict[str, Any]:
    return {
        "card": card.id,
        "met": card.met.isoformat(),
        "event": card.event,
        "outcome": str(card.outcome),
        "back_of": card.back_of,
        **card_object(card.card),
    }


def _print_contact(contact: "Contact") -> None:
    told = [name.text for name in (contact.name_kana, contact.name_roman) if name.text]
    readings = ", ".join(told) or contact.shown_kana
    title = f"{contact.name.text}  {readings}" if readings else contact.name.text
    print_line(title or _("(no name was read)"), style="bold")
    print_pairs(
        [
            ("id", contact.id),
            ("company", contact.company),
            *(("also at", company) for company in contact.also_at),
            ("department", ", ".join(contact.departments)),
            ("title", ", ".join(contact.titles)),
            *((str(phone.kind), phone.value) for phone in contact.phones),
            *(("email", email) for email in contact.emails),
            *(("url", url) for url in contact.urls),
            *(
                ("address", f"{address.postal_code} {address.text}".strip())
                for address in contact.addresses
            ),
            *(("social", social) for social in contact.socials),
            ("qualification", ", ".join(contact.qualifications)),
            *(("note", note) for note in contact.notes),
            *((f"{label(note.kind)} {note.day}", note.text) for note in contact.dated_notes),
            *((label(mark.topic.words), _mark_text(mark)) for mark in contact.marks),
            ("tags", ", ".join(contact.tags)),
            ("events", ", ".join(contact.events)),
            ("met", str(contact.met or "")),
            ("waits", _("for your review") if contact.needs_review else ""),
        ]
    )


def _mark_text(mark: "Mark") -> str:
    source = f"({mark.source})" if mark.source else ""
    return " ".join(word for word in (str(mark.day), mark.text, source) if word)


def stats(context: typer.Context, *, as_json: AsJson = False) -> None:
    """Count contacts, cards, months, companies and posts, what waits, and how readers do."""
    from cardscan.workspace import open_library  # noqa: PLC0415 - not for --help

    with open_library(session_of(context).settings()) as library:
        held = library.stats()
    if as_json:
        print_json(_stats_object(held))
        return
    print_pairs(
        [
            ("contacts", str(held.contacts)),
            ("cards", str(held.cards)),
            ("pictures", str(held.images)),
            ("waiting", _("{number} for your review").format(number=held.waiting)),
            ("due", _("{number} reminders").format(number=held.due) if held.due else ""),
            (
                "met",
                _("{first} to {last}").format(first=held.first_met, last=held.last_met)
                if held.first_met
                else "",
            ),
        ]
    )
    for what, counted in (
        ("cards a month", held.months[-12:]),
        ("companies", held.companies),
        ("prefectures", held.prefectures),
        ("posts", [(_(name), number) for name, number in held.titles]),
    ):
        if counted:
            print_line()
            print_line(label(what), style="bold")
            _print_bars(counted)
    _print_readers(held.readers)


def _print_readers(scores: "Sequence[ReaderScore]") -> None:
    if scores:
        print_line()
        print_line(_("Readers, where a person has looked"), style="bold")
    said = _("{share:.0%} of {n:,} values were right")
    print_pairs(
        (it.reader, said.format(share=it.right / it.seen if it.seen else 0, n=it.seen))
        for it in scores
    )


def _print_groups(by: str, counted: tuple[tuple[str, int], ...], *, as_json: bool) -> None:
    if as_json:
        for label, number in counted:
            print_json({by: label, "contacts": number})
    elif counted:
        _print_bars(counted)


def _print_bars(counted: "Sequence[tuple[str, int]]") -> None:
    most = max(number for _, number in counted)
    print_pairs(
        (label, f"{number:>6} {'█' * max(1, number * BAR // most)}") for label, number in counted
    )


def _stats_object(held: "Stats") -> dict[str, Any]:
    return {
        "contacts": held.contacts,
        "cards": held.cards,
        "images": held.images,
        "waiting": held.waiting,
        "due": held.due,
        "first_met": held.first_met.isoformat() if held.first_met else None,
        "last_met": held.last_met.isoformat() if held.last_met else None,
        "months": [{"month": month, "cards": number} for month, number in held.months],
        "companies": [{"company": name, "contacts": number} for name, number in held.companies],
        "prefectures": [
            {"prefecture": name, "contacts": number} for name, number in held.prefectures
        ],
        "titles": [{"class": name, "contacts": number} for name, number in held.titles],
        "readers": [
            {"reader": it.reader, "right": it.right, "seen": it.seen} for it in held.readers
        ],
    }


def add_to(app: typer.Typer) -> None:
    """Add the commands of this family."""
    app.command()(search)
    app.command()(show)
    app.command()(stats)
