"""What goes on in the next line: a firm, Harbour & Lane over Architects LLP, or a part of one."""

from collections.abc import Iterator, Sequence
from itertools import islice

from cardscan.model import Kind
from cardscan.parse.candidates import Candidate
from cardscan.parse.cutting import Piece, best_kind
from cardscan.parse.domain_names import domain_likeness, named_by
from cardscan.parse.layout import Sheet
from cardscan.parse.logos import is_form_alone
from cardscan.parse.names import Context
from cardscan.parse.organizations import chinese_legal_form, western_legal_form
from cardscan.parse.text import is_latin, squeezed
from cardscan.parse.words import words

SAME_SIZE = 0.8  # of the larger type of both lines
# behind which the name of a part follows: Responsabile Ufficio, Acquisti
OPEN = frozenset({"ufficio", "reparto", "servizio", "abteilung", "bereich", "departamento", "área"})
NO_POSTS = frozenset({"officer", "representative", "specialist"})  # alone
SURE = 4.5  # score of a post each word of which belongs to posts
WEAK = 3.0  # score below which a line has the shape of a name, or words of a trade
CLEAR = 3.0  # score of a post or a part that words tell
GAIN = 1.0  # of the whole name over its second line alone
MOST_WORDS = 4  # of the first line; a slogan has more
SPELT = 92.0  # likeness of both lines to the domain, in which ä may be ae
MOST_LINES = 4  # of one name
NAMED = "the domain has its name"
CLOSE = 0.8  # type sizes between two lines of one name
GENERIC = frozenset({"&", "and", "und", "et", "e", "y"})


def wrapped(sheet: Sheet, context: Context) -> Iterator[Candidate]:
    """Yield the names whose second line has the legal form, and would be no name alone."""
    whole = {piece.span.strip: piece for piece in context.pieces if _is_line(sheet, piece)}
    for piece in whole.values():
        above = sheet.above(sheet.strips[piece.span.strip], reach=1.2)
        first = whole.get(above.index) if above is not None else None
        if first is None or not _same_type(sheet, first, piece):
            continue
        if is_latin(first.text) != is_latin(piece.text) or not _goes_on(first, piece, context):
            continue
        yield _joined(Kind.COMPANY, (first, piece), "legal form")
    lines = _lines(sheet, context.pieces)
    yield from _spelt(sheet, lines, context)
    yield from _parts(sheet, lines, context.domains)


def _spelt(sheet: Sheet, whole: dict[int, Piece], context: Context) -> Iterator[Candidate]:
    """Yield the names that the domain spells line by line, with their form: FJORD, REDERI, AS."""
    for first in whole.values():
        lines = [first]
        for following in _run_below(sheet, whole, first):
            before = _likeness(lines, context.domains)
            lines.append(following)
            alone = max(domain_likeness(line.text, context.domains) for line in lines)
            ends = is_form_alone(following.text) or _is_generic(following.text)
            spelt = _likeness(lines, context.domains) >= SPELT and alone < SPELT
            if spelt or (ends and before >= SPELT):
                yield _joined(Kind.COMPANY, lines, NAMED)


def _likeness(lines: Sequence[Piece], domains: tuple[str, ...]) -> float:
    """Return how well lines together, without a legal form, name a domain, 0 to 100."""
    text = " ".join(line.text for line in lines)
    form = western_legal_form().search(text)
    return domain_likeness(text[: form.start()] if form else text, domains)


def _lines(sheet: Sheet, pieces: Sequence[Piece]) -> dict[int, Piece]:
    """Return the lines that only words stand on, as whole pieces, by their number."""
    lines: dict[int, list[Piece]] = {}
    for piece in pieces:
        lines.setdefault(piece.span.strip, []).append(piece)
    return {
        number: on_it[0] if len(on_it) == 1 and _is_line(sheet, on_it[0]) else _whole(sheet, number)
        for number, on_it in lines.items()
        if on_it[0].span.start == 0
    }


def _whole(sheet: Sheet, number: int) -> Piece:
    return Piece(sheet.strips[number].whole, sheet.strips[number].text.strip(), None, 0.0)


def _run_below(sheet: Sheet, whole: dict[int, Piece], first: Piece) -> Iterator[Piece]:
    """Yield the lines of Latin letters that follow close under a line in the same type."""
    line: Piece | None = first
    for _ in range(MOST_LINES - 1):
        under = sheet.below(sheet.strips[line.span.strip], reach=CLOSE) if line else None
        line = whole.get(under.index) if under is not None else None
        if line is None or not (is_latin(first.text) and is_latin(line.text)):
            return
        cased = first.text.isupper() == line.text.isupper() or is_form_alone(line.text)
        if not cased or not _same_type(sheet, first, line):
            return
        yield line


def _is_generic(text: str) -> bool:
    """Tell whether only words that many firms have stand on a line: Group."""
    return {word.lower().strip(",.") for word in text.split()} <= set(words("company_words"))


def _parts(sheet: Sheet, whole: dict[int, Piece], domains: tuple[str, ...]) -> Iterator[Candidate]:
    """Yield posts and departments that go on in the next line: Director of, Engineering."""
    for first in whole.values():
        for second in islice(_run_below(sheet, whole, first), 1):
            kind, score = best_kind(f"{first.text} {second.text}")
            half = score >= SURE and _is_half(first, second) and not named_by(first.text, domains)
            told = kind in {Kind.TITLE, Kind.DEPARTMENT} and score >= CLEAR
            if kind is not None and told and (half or _is_torn(first, second)):
                yield _joined(kind, (first, second), f"worded like a {kind.value}")


def _is_half(first: Piece, second: Piece) -> bool:
    """Tell whether a line only seems to be a name or a firm, and the next is a post."""
    return second.kind is Kind.TITLE and (first.kind is None or first.score < WEAK)


def _is_torn(first: Piece, second: Piece) -> bool:
    """Tell whether a post or part ends in the middle of its line, or begins in that above."""
    last = first.text.split()[-1].lower()
    if last in words("joining_words") or last in OPEN:
        return True
    return first.kind in {Kind.DEPARTMENT, Kind.TITLE} and second.text.lower() in NO_POSTS


def _joined(kind: Kind, lines: Sequence[Piece], why: str) -> Candidate:
    gap = " " if is_latin(lines[-1].text) else ""
    return Candidate(
        kind,
        gap.join(line.text.strip() for line in lines),
        tuple(line.span for line in lines),
        len(lines) * 0.1 + max(3.0, *(line.score for line in lines)) + GAIN,
        kind.value,
        (why, "set in two lines"),
    )


def _is_line(sheet: Sheet, piece: Piece) -> bool:
    return piece.span == sheet.strips[piece.span.strip].whole


def _same_type(sheet: Sheet, first: Piece, second: Piece) -> bool:
    sizes = sorted(sheet.strips[piece.span.strip].size for piece in (first, second))
    return sizes[0] > SAME_SIZE * sizes[1]


def _goes_on(first: Piece, second: Piece, context: Context) -> bool:
    """Tell whether a line is the beginning of a name, and the next its generic end."""
    if not is_latin(second.text):
        alone = chinese_legal_form().fullmatch(squeezed(second.text))
        return bool(alone) and first.kind in {None, Kind.COMPANY, Kind.DEPARTMENT}
    form = western_legal_form().search(second.text)
    if form is None or western_legal_form().search(first.text):
        return False
    if second.text.startswith("&") and len(first.text.split()) <= MOST_WORDS:
        return True  # & C. S.a.s.
    if len(first.text.split()) > MOST_WORDS or first.kind not in {None, Kind.COMPANY, Kind.NAME}:
        return False
    generic = GENERIC | frozenset(words("company_words"))
    if any(word.lower().strip(",.") not in generic for word in second.text[: form.start()].split()):
        return False
    return first.kind is Kind.COMPANY or named_by(first.text, context.domains)
