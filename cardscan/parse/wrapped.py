"""A firm's name that goes on in the next line: Harbour & Lane over Architects LLP."""

from collections.abc import Iterator

from cardscan.model import Kind
from cardscan.parse.candidates import Candidate
from cardscan.parse.cutting import Piece
from cardscan.parse.domain_names import named_by
from cardscan.parse.layout import Sheet
from cardscan.parse.names import Context
from cardscan.parse.organizations import chinese_legal_form, western_legal_form
from cardscan.parse.text import is_latin, squeezed
from cardscan.parse.words import words

SAME_SIZE = 0.8  # of the larger type of both lines
GAIN = 1.0  # of the whole name over its second line alone
MOST_WORDS = 4  # of the first line; a slogan has more
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
        gap = " " if is_latin(piece.text) else ""
        yield Candidate(
            Kind.COMPANY,
            f"{first.text.strip()}{gap}{piece.text.strip()}",
            (first.span, piece.span),
            max(first.score, piece.score, 3.0) + GAIN,
            "company",
            ("legal form", "set in two lines"),
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
    if len(first.text.split()) > MOST_WORDS or first.kind not in {None, Kind.COMPANY, Kind.NAME}:
        return False
    generic = GENERIC | frozenset(words("company_words"))
    if any(word.lower().strip(",.") not in generic for word in second.text[: form.start()].split()):
        return False
    return first.kind is Kind.COMPANY or named_by(first.text, context.domains)
