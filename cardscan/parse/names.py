"""Names: which piece of a card is the person, and which lines say how it is read."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from cardscan.model import Kind
from cardscan.parse.candidates import Candidate, Span
from cardscan.parse.cutting import Piece
from cardscan.parse.degrees import may_hold_degree, without_qualifications
from cardscan.parse.dictionary import FAMILY, GIVEN, is_place, readings
from cardscan.parse.guessing import guessed_reading
from cardscan.parse.halves import Pair, with_pairs
from cardscan.parse.kana import (
    is_cut_short,
    is_unheard,
    kana_parts,
    voiced,
    with_doubles,
    with_marks,
    with_small_kana,
)
from cardscan.parse.layout import Sheet, Strip
from cardscan.parse.local_parts import named_by_mail, named_in
from cardscan.parse.lost_signs import SPELT, lost_a_sign, part_of_a_name, readings_told
from cardscan.parse.people import (
    PersonName,
    cut_like,
    cuts_of,
    east_asian_name,
    family_alone,
    is_known_name,
    kana_name,
    single_name,
    spoken_likeness,
    western_name,
)
from cardscan.parse.readings import katakana, letters, likeness, romaji
from cardscan.parse.romanised import roman_parts
from cardscan.parse.stray_signs import without_stray
from cardscan.parse.text import is_han, is_latin, squeezed, unspaced
from cardscan.parse.words import words

WHOLE, EXACTLY = 4.0, 99.9  # what named_in gives for both names, and likeness but for rounding
_HAN = re.compile(r"[一-鿿]{2,3}")
STRAY = "a sign left out that belongs to no name"
ALIKE = 55.0  # true pairs are accepted 97.7 %, other people 1.9 %
SURELY_ALIKE = 85.0
CHINESE = 2.4  # of a Chinese family name with one or two signs behind it
UNKNOWN = 0.8  # a name that no dictionary holds may be a misread one
DOUBTED = 0.3  # with the 2 of the winner: for a person to look at
PROPOSED_ALONE = -1.1  # with the 2 of the winner: only proposed
_TWO_WORDS = re.compile(r"[A-Z][a-z]+ [A-Z]{2,}|[A-Z]{2,} [A-Z][a-z]+")
IN_SIGHT = 6.0  # type sizes; on Chinese cards a post often stands between
SMALLER = 1.3  # times the type of a reading, in which the name is set
ENOUGH = 0.8  # log-odds from which a piece is reported as the name


@dataclass(frozen=True, slots=True)
class Context:
    """What else the card says that bears on who the person is."""

    locals: tuple[str, ...]  # local parts of the e-mail addresses
    domains: tuple[str, ...]  # names of the domains, without their suffix
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class _Person:
    piece: Piece
    name: PersonName
    score: float
    evidence: tuple[str, ...]


def names(sheet: Sheet, context: Context) -> Iterator[Candidate]:
    """Find the person, and the kana and Latin lines that belong to the name."""
    pieces = with_pairs(sheet, context.pieces, context.locals, context.domains)
    people = [person for piece in pieces for person in _people(sheet, piece, context)]
    kanji = [p for p in people if is_han(p.piece.text) or "・" in p.piece.text]
    if any(p.score >= ENOUGH for p in kanji) and not _is_reading(sheet, kanji, people):
        people = kanji  # kana and Latin lines tell how it is read
    person = _likeliest(people)
    if person is None or person.score < ENOUGH:
        person = _likeliest(_singles(sheet, context))
    if person is None or person.score < ENOUGH:
        return
    strip = sheet.strips[person.piece.span.strip]
    bare = without_stray(person.name, context.locals) if sheet.japanese else None
    person = replace(person, name=bare) if bare else person
    kana = _best(_kana(sheet, strip, person, context))
    roman = _best(_roman(sheet, strip, person, context)) if not is_latin(person.name.text) else None
    named = _named(person, kana, roman, context, is_japanese=sheet.japanese)
    doubt = (
        STRAY
        if bare
        else part_of_a_name(person.name, named.evidence, context.locals, vertical=strip.vertical)
    )
    yield _doubted(named, doubt) if doubt else named
    yield from (candidate for candidate in (kana, roman) if candidate)
    yield from _degrees(person.piece.text, person.piece.span, "name")
    if roman is not None:
        span = roman.spans[0]
        latin = sheet.strips[span.strip].text[span.start : span.end]
        yield from _degrees(latin, span, roman.rule)


def _is_reading(sheet: Sheet, katakana: list[_Person], people: list[_Person]) -> bool:
    """Tell whether katakana only say how a Western name is read that is set larger."""
    reading, name = _likeliest(katakana), _likeliest(p for p in people if is_latin(p.piece.text))
    if reading is None or name is None or is_han(reading.piece.text):
        return False
    sizes = [sheet.strips[one.piece.span.strip].size for one in (reading, name)]
    return sizes[1] > SMALLER * sizes[0]


def _likeliest(people: Iterable[_Person]) -> _Person | None:
    return max(people, key=lambda person: person.score, default=None)


def _best(candidates: Iterator[Candidate]) -> Candidate | None:
    return max(candidates, key=lambda candidate: candidate.score, default=None)


def _people(sheet: Sheet, piece: Piece, context: Context) -> Iterator[_Person]:
    if piece.kind not in {Kind.NAME, Kind.NAME_KANA, None} and piece.score > 2.9:
        return
    text = piece.text
    name = western_name(text) if is_latin(text) else east_asian_name(text)
    name = name or named_by_mail(text, context.locals)
    plain = unspaced(text)
    if name is None or (" " not in plain and family_alone(plain)):
        return  # 佐々木 is a family, not 佐々 with the given name 木
    strip = sheet.strips[piece.span.strip]
    for cut in _cuts(name, plain, japanese=sheet.japanese):
        score, evidence = cut.score - 1.5, ["shaped like a name"]
        for gain, reason in _signs(sheet, strip, piece, cut, context):
            score += gain
            evidence.append(reason)
        yield _Person(piece, cut, score, tuple(evidence))


def _cuts(name: PersonName, plain: str, *, japanese: bool) -> list[PersonName]:
    """Return the ways to cut a name: one where it was printed with a gap or is Chinese."""
    if not is_han(plain) or " " in plain or not 2 <= len(plain) <= 6:
        return [name]
    cuts = [name, *(cut for cut in cuts_of(plain) if cut.text != name.text)]
    chinese = [cut for cut in cuts if cut.family in words("chinese_surnames")]
    if chinese and not japanese:
        likeliest = max(chinese, key=lambda cut: len(cut.family))  # 欧阳 before 欧
        if len(likeliest.given) <= 2 and not is_place(plain):  # which no Japanese dictionary has
            return [replace(likeliest, score=max(likeliest.score, CHINESE))]
        return [likeliest]
    return cuts if len(plain) > 2 else [name]


def _singles(sheet: Sheet, context: Context) -> Iterator[_Person]:
    """Propose one-word names: they stand beside a post or in large type, and are no company."""
    kinds = {Kind.TITLE, Kind.DEPARTMENT}
    posts = [sheet.strips[p.span.strip] for p in context.pieces if p.kind in kinds]
    for piece in context.pieces:
        strip = sheet.strips[piece.span.strip]
        if is_latin(piece.text):
            name = single_name(piece.text) if piece.kind is None else None
        else:
            name = family_alone(piece.text) if piece.kind in {None, Kind.NAME} else None
        if name is None or (piece.span != strip.whole and is_latin(piece.text)):
            continue
        beside = any(sheet.distance(strip, post) < 1.5 for post in posts)
        if not beside and (is_latin(piece.text) or strip.size < 1.2 * sheet.type_size):
            continue
        score = name.score - (1.0 if is_latin(piece.text) else 0.6)
        under = sheet.below(strip, reach=1.0)
        score += 1.0 if under in posts and under.size < strip.size else 0.0
        signs = list(_signs(sheet, strip, piece, name, context))
        score += sum(gain for gain, _ in signs)
        yield _Person(piece, name, score, ("one word alone", *(reason for _, reason in signs)))


def _signs(
    sheet: Sheet, strip: Strip, piece: Piece, name: PersonName, context: Context
) -> Iterator[tuple[float, str]]:
    ratio = strip.size / sheet.type_size
    if ratio > 1.15:
        yield min(1.8, 2.2 * (ratio - 1)), "set in large type"
    elif ratio < 0.8:
        yield -1.0, "set in small type"
    if piece.kind is None and not sheet.japanese and _HAN.fullmatch(strip.text.strip()):
        yield 1.0, "a line of two or three signs"
    if (gain := max((named_in(name, local) for local in context.locals), default=0.0)) > 0:
        yield gain, SPELT if gain >= WHOLE else "the e-mail address names the person"
    said = (piece.text, *(name.spoken if piece.span != strip.whole else ()))  # ヨガスタジオさくら坂
    if any(likeness(letters(one), domain) > 85 for one in said for domain in context.domains):
        own = is_latin(piece.text) and is_known_name({"family": name.family, "given": name.given})
        yield -1.0 if own else -3.0, "the domain has this name"  # tylerngo.example
    if is_latin(piece.text) and without_qualifications(piece.text)[1]:
        yield 1.5, "beside a degree"
    titles = [p for p in context.pieces if p.kind is Kind.TITLE and p.score > 2]
    if any(sheet.distance(strip, sheet.strips[p.span.strip]) < 3.5 for p in titles):
        yield 0.8, "beside a post"
    if not is_latin(piece.text) and _reading_beside(sheet, strip, name, context):
        yield 2.5, "a line beside it reads like it"


def _reading_beside(sheet: Sheet, strip: Strip, name: PersonName, context: Context) -> bool:
    for piece in context.pieces:
        if sheet.distance(strip, sheet.strips[piece.span.strip]) > 6:
            continue
        alike = 0.0
        if is_latin(piece.text) and len(letters(piece.text)) >= 5:
            alike = spoken_likeness(name, piece.text)
        elif not is_han(piece.text) and kana_name(piece.text):
            alike = _kana_likeness(name, piece.text)
        if alike >= SURELY_ALIKE:
            return True
    return False


def _cut_by_local(name: PersonName, context: Context) -> PersonName:
    """Cut a name that was printed without a gap where the e-mail address cuts it."""
    for local in context.locals:
        for token in re.split(r"[._\-+\d]+", local):
            if len(token) > 2:
                name = cut_like(name, {"family": token})
    return name


def _named(  # noqa: C901 - one doubt after the other
    person: _Person,
    kana: Candidate | None,
    roman: Candidate | None,
    context: Context,
    *,
    is_japanese: bool,
) -> Candidate:
    score, evidence = person.score, person.evidence
    for reading, reason in ((kana, "kana"), (roman, "Latin letters")):
        if reading is not None and reading.score >= 4:
            score, evidence = score + 1.0, (*evidence, f"read so in {reason}")
        elif reading is not None and is_japanese:
            score, evidence = min(score, DOUBTED), (*evidence, f"read otherwise in {reason}")
    name = person.name
    if not (name.family and name.given) or may_hold_degree(name.text):
        score = min(score, PROPOSED_ALONE)  # the rest may not have been read
    for reading in (kana, roman) if is_japanese else ():
        if reading is not None and " " not in person.piece.text.strip():
            name = cut_like(name, dict(reading.parts))
    if is_japanese and kana is None and roman is None and " " not in person.piece.text.strip():
        name = _cut_by_local(name, context)
    family, given = name.family, name.given
    if (
        is_japanese
        and is_han(name.text)
        and lost_a_sign(name, readings_told(kana, roman), context.locals)
    ):
        score, evidence = min(score, PROPOSED_ALONE), (*evidence, "read on where its kanji end")
    whole = person.piece.text.strip()
    read_so = any(reading is not None and reading.score >= 4 for reading in (kana, roman))
    known = bool(readings(family, FAMILY)) or family in words("chinese_surnames")
    if not read_so and len(whole) == 2 and readings(whole, GIVEN):
        score = min(score, PROPOSED_ALONE)  # whose family was lost
    if not read_so and is_han(family) and not known:
        score, evidence = min(score, UNKNOWN), (*evidence, "no family name that is known")
    parts = {"family": family, "given": given}
    if is_japanese and kana is None and roman is None and is_han(name.text):
        guess = guessed_reading(name, context.locals)
        parts |= {"guessed_family": guess[0], "guessed_given": guess[1]}
    return Candidate(
        Kind.NAME,
        name.text,
        _spans(person.piece),
        score + 2.0,  # it won against every other piece of the card
        "name",
        evidence,
        tuple((part, value) for part, value in parts.items() if value),
    )


def _doubted(candidate: Candidate, doubt: str) -> Candidate:
    evidence = (*candidate.evidence, doubt)
    return replace(candidate, score=min(candidate.score, PROPOSED_ALONE + 2.0), evidence=evidence)


def _kana(sheet: Sheet, strip: Strip, person: _Person, context: Context) -> Iterator[Candidate]:
    if not is_han(person.name.text) and "・" not in "".join(p.text for p in context.pieces):
        return
    for piece in (*context.pieces, *_seen_by_others(sheet, context)):
        other = sheet.strips[piece.span.strip]
        text = with_marks(piece.text)
        pieces = kana_name(text) if piece.span != person.piece.span else ()
        if not pieces or sheet.distance(strip, other) > 8 or piece.kind not in {
            None, Kind.NAME, Kind.NAME_KANA
        }:  # fmt: skip
            continue
        alike = _kana_likeness(person.name, text)
        beside = sheet.distance(strip, other) < 1.2 and other.size <= strip.size
        if alike < ALIKE and not (beside and len(pieces) == 2):
            continue
        parts = pieces  # サラ・ミッチェル
        if is_han(person.name.text):
            parts = with_small_kana(person.name, kana_parts(person.name, pieces))
        healed = with_doubles(person.name, voiced(person.name, parts))
        yield Candidate(
            Kind.NAME_KANA,
            " ".join(healed),
            (piece.span,),
            DOUBTED + 0.5
            if healed != parts
            or is_cut_short(person.name, healed)
            or is_unheard(person.name, healed)
            else _weight_of(alike),
            "name-kana",
            (_likened(alike),),
            (("family", healed[0]), ("given", " ".join(healed[1:]))) if len(healed) > 1 else (),
        )


def _seen_by_others(sheet: Sheet, context: Context) -> Iterator[Piece]:
    """Yield the lines that only another reader sees as kana: カト9 is カトウ to it."""
    whole = {piece.span for piece in context.pieces}
    for strip in sheet.strips:
        if strip.whole in whole and not kana_name(strip.text):
            kana = (variant for variant in strip.variants if kana_name(variant))
            yield from (Piece(strip.whole, text, Kind.NAME_KANA, 2.0) for text in kana)


def _kana_likeness(name: PersonName, kana: str) -> float:
    wanted = romaji(squeezed(katakana(kana)).replace("・", ""))
    return max((likeness(spoken.replace(" ", ""), wanted) for spoken in name.spoken), default=0.0)


def _roman(sheet: Sheet, strip: Strip, person: _Person, context: Context) -> Iterator[Candidate]:
    for piece in context.pieces:
        other = sheet.strips[piece.span.strip]
        if not is_latin(piece.text) or (piece.kind not in {None, Kind.NAME} and piece.score > 2.5):
            continue
        text = without_qualifications(piece.text)[0]
        if not re.fullmatch(r"[A-Za-zÀ-ÿĀ-ž'’.,\- ]{4,40}", text) or len(text.split()) > 4:
            continue
        alike = spoken_likeness(person.name, text)
        near = sheet.distance(strip, other) < 2.5 or letters(text) in map(letters, context.locals)
        if piece.kind is Kind.NAME and not sheet.japanese:
            near = near or sheet.distance(strip, other) < IN_SIGHT  # 溫柏翰 設計總監 Wen Po-Han
        # abroad the given name may be another one: 韋龍, Richard Wai
        shaped = western_name(text) or _TWO_WORDS.fullmatch(text)  # De XIONG
        likely = near and shaped and (alike >= 35 or not sheet.japanese)
        if alike < ALIKE and not likely:
            continue
        if sheet.japanese and text[:1].isupper():
            text = re.sub(r"\bl(?=[a-z]{2})", "I", text)  # no such name begins so: lijima
        text = re.sub(r"(?<=[a-z]{2})\.(?=\s|$)", "", text)  # Sho. Ueda: a speck, no initial
        value, parts = roman_parts(person.name, text)
        yield Candidate(
            Kind.NAME_ROMAN,
            value,
            (piece.span,),
            _weight_of(alike) + 0.5 * (near + (alike >= SURELY_ALIKE)),
            "name-roman",
            (_likened(alike),),
            parts,
        )


def _weight_of(alike: float) -> float:
    return 4.0 if alike >= SURELY_ALIKE else 2.0 if alike >= ALIKE else 1.0


def _likened(alike: float) -> str:
    """Say how surely a reading is the name's."""
    if alike >= SURELY_ALIKE:
        return "reads exactly like the name" if alike >= EXACTLY else "reads like the name"
    return "reads somewhat like the name" if alike >= ALIKE else "beside the name"


def _spans(piece: Piece) -> tuple[Span, ...]:
    return (piece.span, piece.second) if isinstance(piece, Pair) else (piece.span,)


def _degrees(text: str, span: Span, rule: str) -> Iterator[Candidate]:
    """Take Dr. and Ph.D. off the name's own line."""
    if not is_latin(text):
        return
    for degree in without_qualifications(text)[1]:
        place = text.find(degree)
        if place >= 0:
            start = span.start + place
            yield Candidate(
                Kind.QUALIFICATION,
                degree,
                (Span(span.strip, start, start + len(degree)),),
                4.0,
                rule,
                ("beside the name",),
                shares=True,
            )


def without_piece(pieces: tuple[Piece, ...], spans: list[Span]) -> tuple[Piece, ...]:
    """Return the pieces whose ink is still free."""
    return tuple(p for p in pieces if not any(p.span.meets(span) for span in spans))
