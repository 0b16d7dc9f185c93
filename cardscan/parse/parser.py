"""The parser: one page of lines becomes one card of fields."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from cardscan.model import ACCEPT_FROM, Code, Field, Kind, Line, OcrPage, ParsedCard, Quad, Status
from cardscan.parse.addresses import addresses
from cardscan.parse.beside_firm import parted
from cardscan.parse.by_place import (
    firm_by_type,
    name_beside_post,
    part_beside_post,
    post_beside_name,
)
from cardscan.parse.candidates import Candidate, Rule, Span
from cardscan.parse.codes import code_candidates
from cardscan.parse.confidence import CODE, field_of, field_of_code
from cardscan.parse.corroboration import corroborated, suggested_company
from cardscan.parse.cutting import label_spans, pieces_of
from cardscan.parse.domains import own_name, registered
from cardscan.parse.emails import emails
from cardscan.parse.labelled_codes import labelled_codes
from cardscan.parse.layout import Sheet
from cardscan.parse.names import Context, names, without_piece
from cardscan.parse.phones import phones
from cardscan.parse.resolve import claimed_by, resolve
from cardscan.parse.roles import roles
from cardscan.parse.socials import socials
from cardscan.parse.text import squeezed
from cardscan.parse.urls import urls
from cardscan.parse.western import western_addresses

CHANNELS: tuple[Rule, ...] = (
    emails,
    urls,
    socials,
    phones,
    addresses,
    western_addresses,
    labelled_codes,
)

MAX_PIECES = 300  # more than any card has; rules compare them with each other

# hosts of mailboxes that anybody may have: they name no company
FREE_MAIL = frozenset(
    [
        "gmail",
        "yahoo",
        "outlook",
        "hotmail",
        "icloud",
        "docomo",
        "ezweb",
        "softbank",
        "aol",
        "gmx",
        "web",
        "mail",
        "t-online",
        "live",
        "msn",
        "protonmail",
        "proton",
        "qq",
        "163",
        "126",
        "uol",
        "bol",
        "terra",
        "orange",
        "free",
        "wanadoo",
        "libero",
        "nifty",
        "ocn",
        "biglobe",
    ]
)
_ORDER = {kind: place for place, kind in enumerate(Kind)}


def parse_page(page: OcrPage, region: str = "JP", accept_from: float = ACCEPT_FROM) -> ParsedCard:
    """Read the fields of a card from its lines.

    ``region`` is where unmarked numbers belong, ``accept_from`` the probability from which a
    field needs no person.

    >>> from cardscan.parse.testing import page_of
    >>> card = parse_page(page_of("株式会社サンプル", "代表取締役　山田太郎", "TEL 03-3212-3456"))
    >>> [(str(field.kind), field.value) for field in card.fields]
    [('name', '山田 太郎'), ('company', '株式会社サンプル'), ('title', '代表取締役'), \
('phone', '+81332123456')]
    """
    sheet = Sheet(page, region)
    channels = resolve(candidate for rule in CHANNELS for candidate in rule(sheet))
    claimed = [*claimed_by(channels), *label_spans(sheet)]
    locals_ = tuple(c.value.partition("@")[0] for c in channels if c.kind is Kind.EMAIL)
    domains = tuple(dict.fromkeys(_domain_names(channels)))
    pieces = parted(pieces_of(sheet, claimed), locals_, domains)
    context = Context(locals_, domains, tuple(islice(pieces, MAX_PIECES)))
    people = resolve(names(sheet, context), claimed)
    rest = replace(context, pieces=without_piece(context.pieces, claimed_by(people)))
    chosen = [*channels, *people, *resolve(roles(sheet, rest), [*claimed, *claimed_by(people)])]
    chosen.extend(name_beside_post(sheet, rest.pieces, chosen))
    chosen.extend(post_beside_name(sheet, rest.pieces, chosen))
    chosen.extend(part_beside_post(sheet, rest.pieces, chosen))
    chosen.extend(firm_by_type(sheet, rest.pieces, chosen))
    chosen.extend(suggested_company(chosen, context.domains))
    chosen = corroborated(sheet, chosen, context.domains)
    fields = [_field(sheet, candidate, accept_from) for candidate in chosen]
    fields, warnings = _codes(page, region, fields, accept_from)
    fields.sort(key=lambda field: _ORDER[field.kind])
    warnings.extend(_disagreements(fields))
    return ParsedCard(
        page.source,
        tuple(fields),
        page.lines,
        _leftover(sheet, [*claimed, *claimed_by(chosen)]),
        tuple(dict.fromkeys((*page.warnings, *warnings))),
    )


def _domain_names(channels: list[Candidate]) -> Iterator[str]:
    """Yield the names of the card's own domains: ``example`` of mail.example.co.jp."""
    for candidate in channels:
        if candidate.kind in {Kind.EMAIL, Kind.URL}:
            host = candidate.value.partition("@")[2] or candidate.value.partition("://")[2]
            name = own_name(host.partition("/")[0])
            if name and name not in FREE_MAIL:
                yield name


def _field(sheet: Sheet, candidate: Candidate, accept_from: float) -> Field:
    raw = sheet.printed(candidate.spans)
    lines = [sheet.page.lines[number] for number in sheet.lines_of(candidate.spans)]
    return replace(field_of(candidate, raw, lines, accept_from), quad=_quad(sheet, candidate.spans))


def _quad(sheet: Sheet, spans: tuple[Span, ...]) -> Quad | None:
    """Return the box around the ink of spans, cut along the line by the share of characters."""
    boxes: list[tuple[float, float, float, float]] = []
    for span in spans:
        strip = sheet.strips[span.strip]
        length = (strip.along[1] - strip.along[0]) / max(1, len(strip.text))
        ends = (strip.along[0] + length * place for place in (span.start, span.end))
        first, last = sorted(ends)  # a line without height may end before it begins
        if strip.vertical:
            boxes.append((-strip.across[1], first, -strip.across[0], last))
        else:
            falls = sheet.slope * (first + last) / 2
            boxes.append((first, strip.across[0] + falls, last, strip.across[1] + falls))
    if not boxes:
        return None
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return Quad.of_box(min(lefts), min(tops), max(rights), max(bottoms))


def _codes(
    page: OcrPage, region: str, fields: list[Field], accept_from: float
) -> tuple[list[Field], list[str]]:
    """Return the fields with what the codes add, and what to say of the codes.

    What the ink says too is confirmed; what no ink says is added; where both differ both stand,
    for a person to choose.
    """
    told: list[tuple[Candidate, Code]] = []
    warnings: list[str] = []
    for code in page.codes:
        candidates, warning = code_candidates(code, region)
        warnings.extend([warning] if warning else [])
        told.extend((candidate, code) for candidate in candidates)
    said = {_same(candidate.kind, candidate.value) for candidate, _ in told}
    better = {candidate.kind for candidate, _ in told}
    fields = [f for f in fields if f.rule != "domain" or f.kind not in better]
    inked = [_confirmed(f, accept_from) if _same(f.kind, f.value) in said else f for f in fields]
    known, kinds = {_same(f.kind, f.value) for f in fields}, {f.kind for f in fields}
    added: dict[tuple[Kind, str], Field] = {}
    for candidate, code in told:
        key = _same(candidate.kind, candidate.value)
        if key in known:
            continue
        differs = candidate.kind in kinds - {Kind.URL, Kind.NOTE}
        if differs:
            warnings.append(f"the QR code gives another {candidate.kind.value} than the print")
        added[key] = replace(
            field_of_code(candidate, accept_from, alone=not differs), quad=code.quad
        )
    return [*inked, *added.values()], warnings


def _confirmed(field: Field, accept_from: float) -> Field:
    """Return a field of the ink that a code, which checks itself, gives as well."""
    confidence = max(field.confidence, CODE)
    status = Status.ACCEPTED if confidence >= accept_from else field.status
    evidence = (*field.evidence, "the QR code says so too")
    return replace(field, confidence=confidence, status=status, evidence=evidence)


def _same(kind: Kind, value: str) -> tuple[Kind, str]:
    """Return what two ways of writing one value have in common."""
    plain = squeezed(value).casefold()
    if kind is Kind.URL:
        plain = re.sub(r"^https?://(www\.)?|/$", "", plain)
    if kind is Kind.COMPANY:
        plain = re.sub(r"株式会社|\(株\)|㈱", "株", re.sub(r"有限会社|\(有\)|㈲", "有", plain))
    return kind, plain


def _disagreements(fields: list[Field]) -> Iterator[str]:
    """Say what on a card contradicts itself."""
    mail = {registered(f.value.partition("@")[2]) for f in fields if f.kind is Kind.EMAIL}
    web = {
        registered(f.value.partition("://")[2].partition("/")[0])
        for f in fields
        if f.kind is Kind.URL
    }
    mail = {domain for domain in mail if domain.partition(".")[0] not in FREE_MAIL} - {""}
    if mail and web - {""} and not mail & web:
        yield "email and url have different domains"


def _leftover(sheet: Sheet, claimed: list[Span]) -> tuple[Line, ...]:
    """Return the lines that no candidate touched."""
    touched = set(sheet.lines_of(claimed))
    return tuple(line for number, line in enumerate(sheet.page.lines) if number not in touched)
