"""By place: a line that no word explains is likeliest the post beside the name, or the firm."""

import re
from collections.abc import Iterator, Sequence

from cardscan.model import Kind
from cardscan.parse.candidates import Candidate, Span
from cardscan.parse.cutting import Piece
from cardscan.parse.labels import labels_in
from cardscan.parse.layout import Sheet, Strip
from cardscan.parse.people import kana_name
from cardscan.parse.readings import letters
from cardscan.parse.resolve import claimed_by
from cardscan.parse.sentences import is_sentence
from cardscan.parse.text import is_latin, squeezed
from cardscan.parse.words import words

GUESSED = 0.4  # log-odds: for a person to look at
CLOSE = 0.8  # type sizes between a post and its department
POST_LONG, FIRM_LONG, PART_LONG = 6, 5, 4  # words of the longest line that is taken for one
NEAR = 1.6  # type sizes between a name and its post
LARGE = 1.1  # times the usual type size, in which firms are set
# how words for people end in Japanese and Chinese
_WHO = re.compile(r"[一-鿿ァ-ヺー]{1,7}[員员官師师士長长者手役人家職工匠司理]")
_PERSON = re.compile(r"[A-ZÀ-Þ][\w'’-]+(?: (?:[a-zà-ÿ]{1,3} )?[A-ZÀ-Þ][\w'’.-]*){1,3}")
_SERVICES = re.compile(r"[•·●|/+✓。、!?:：;…\"“”]|\s[-–]\s|\d|\b(?:and|und|et|e|y|&)\b.*[,&]")


def post_beside_name(
    sheet: Sheet, pieces: Sequence[Piece], chosen: Sequence[Candidate]
) -> Iterator[Candidate]:
    """Propose the line under or over the name as the post where no word tells of one."""
    people = [one for one in chosen if one.kind is Kind.NAME and one.spans]
    if not people or any(one.kind in {Kind.TITLE, Kind.QUALIFICATION} for one in chosen):
        return
    strip = sheet.strips[people[0].spans[0].strip]
    free = _free_lines(sheet, pieces, chosen, POST_LONG)
    for other in (sheet.below(strip, NEAR), sheet.above(strip, NEAR)):
        if other is None or other.index not in free or other.size > strip.size:
            continue
        if is_latin(other.text) == is_latin(people[0].value) and _may_be_post(other.text):
            yield _guess(Kind.TITLE, other.text, other.whole, "the line beside the name")
            return


def part_beside_post(
    sheet: Sheet, pieces: Sequence[Piece], chosen: Sequence[Candidate]
) -> Iterator[Candidate]:
    """Propose the line under or over the post, in its type, as the department beside a firm."""
    posts = [one for one in chosen if one.kind is Kind.TITLE and one.spans]
    kinds = {one.kind for one in chosen}
    if not posts or Kind.DEPARTMENT in kinds or not {Kind.NAME, Kind.COMPANY} <= kinds:
        return
    strip = sheet.strips[posts[-1].spans[-1].strip]
    free = _free_lines(sheet, pieces, chosen, PART_LONG)
    for other in (sheet.below(strip, CLOSE), sheet.above(strip, CLOSE)):
        if other is None or other.index not in free or not is_latin(other.text):
            continue
        alike = (
            0.85 < other.size / strip.size < 1.18 and other.text.isupper() == strip.text.isupper()
        )
        flush = min(abs(a - b) for a, b in zip(strip.along, other.along, strict=True))
        if alike and min(flush, abs(sum(strip.along) - sum(other.along)) / 2) < strip.size:
            yield _guess(Kind.DEPARTMENT, other.text, other.whole, "the line beside the post")
            return


def name_beside_post(
    sheet: Sheet, pieces: Sequence[Piece], chosen: Sequence[Candidate]
) -> Iterator[Candidate]:
    """Propose what stands before the post, over or under it as the name where no list has one."""
    posts = [one for one in chosen if one.kind is Kind.TITLE and one.spans]
    if not posts or any(one.kind is Kind.NAME for one in chosen):
        return
    post = posts[0].spans[0]
    strip = sheet.strips[post.strip]
    before = Span(strip.index, 0, len(strip.text[: post.start].rstrip(" ,|-–")))
    given = strip.text[: before.end].strip()  # Edson Cabeleireira
    if letters(given) in words("given_names") and before not in claimed_by(chosen):
        yield _guess(Kind.NAME, given, before, "the name before the post")
        return
    free = _free_lines(sheet, pieces, chosen, POST_LONG)
    for other in (sheet.above(strip, NEAR), sheet.below(strip, NEAR)):
        if other is None or other.index not in free or other.size < strip.size:
            continue
        if _PERSON.fullmatch(other.text.strip()) and _may_be_post(other.text):
            yield _guess(Kind.NAME, other.text, other.whole, "the line beside the post")
            return


def _may_be_post(text: str) -> bool:
    """Tell whether a line may say what a person is; PHOTOGRAPHY says what a firm does."""
    if not is_latin(text):
        return bool(_WHO.fullmatch(squeezed(text)))
    return not {token.lower() for token in text.split()} <= frozenset(words("company_words"))


def firm_by_type(
    sheet: Sheet, pieces: Sequence[Piece], chosen: Sequence[Candidate]
) -> Iterator[Candidate]:
    """Propose the line in the largest type as the firm where no word tells of one."""
    if any(one.kind in {Kind.COMPANY, Kind.COMPANY_ROMAN} for one in chosen):
        return
    free = _free_lines(sheet, pieces, chosen, FIRM_LONG)
    lines = [sheet.strips[index] for index in free]
    largest = max(lines, key=lambda one: one.size, default=None)
    if largest is None:
        return
    first = min(sheet.strips, key=lambda one: one.across[0])
    if largest.size >= LARGE * sheet.type_size or largest is first:
        yield _guess(
            Kind.COMPANY, largest.text, largest.whole, "the largest line that nothing explains"
        )


def _guess(kind: Kind, text: str, span: Span, why: str) -> Candidate:
    plain = re.sub(r"\s+", " ", text).strip(" ,")
    return Candidate(kind, plain, (span,), GUESSED, "place", (f"a guess: {why}",))


def _free_lines(
    sheet: Sheet, pieces: Sequence[Piece], chosen: Sequence[Candidate], longest: int
) -> set[int]:
    """Return the lines of which no part is explained, and that may name something."""
    taken = {span.strip for span in claimed_by(chosen)}
    by_line: dict[int, list[Piece]] = {}
    for piece in pieces:
        by_line.setdefault(piece.span.strip, []).append(piece)
    return {
        index
        for index, on_it in by_line.items()
        if index not in taken
        and all(piece.kind in {None, Kind.NAME} or piece.score < 2.0 for piece in on_it)
        and _covers(sheet.strips[index], [piece.span for piece in on_it])
        and _may_name(sheet.strips[index].text, longest)
    }


def _covers(strip: Strip, spans: Sequence[Span]) -> bool:
    """Tell whether the pieces are all of the line: nothing on it was a channel or a label."""
    first, last = min(span.start for span in spans), max(span.end for span in spans)
    return not strip.vertical and first < 2 and last > len(strip.text.rstrip()) - 2


def _may_name(text: str, longest: int) -> bool:
    """Tell whether a text may be a post or a firm, and is no motto or list of services."""
    plain = text.strip()
    letters = sum(character.isalpha() for character in plain)
    if letters < 3 - 1 * (not is_latin(plain)) or _SERVICES.search(plain) or labels_in(plain):
        return False
    if kana_name(plain) or is_sentence(plain):
        return False
    if is_latin(plain):
        tokens = plain.lower().split()
        slogan = any(token.strip(".,") in words("slogan_words") for token in tokens)
        return len(tokens) <= longest and not slogan and plain.lower() not in words("landmarks")
    return len(squeezed(plain)) <= 14 and not re.search(r"[をがはへでに](?=.)|ます|です", plain)
