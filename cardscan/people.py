"""A person as the sum of their cards: newest card first, people's corrections last."""

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from operator import attrgetter
from typing import Any, TypeVar

from cardscan.contact import Address, Contact, Name, Outcome, Phone, StoredCard
from cardscan.corrections import (
    NO_CORRECTIONS,
    NUMBER_KINDS,
    Corrections,
    corrected,
    is_cjk,
    prefecture_in,
)
from cardscan.model import Field, Kind, ParsedCard, Status

POSITION_KINDS = (Kind.COMPANY, Kind.DEPARTMENT, Kind.TITLE)

T = TypeVar("T")


def contact_of(
    contact_id: str, cards: Sequence[StoredCard], *, corrections: Corrections = NO_CORRECTIONS
) -> Contact:
    """Sum up the cards of one person, given in the order they were filed.

    The newest card that names a position decides company, department and title; numbers and
    addresses of every card are kept, newest first. A back side fills the gaps of its front.
    """
    papers = _papers(cards)
    name, name_kana, name_roman = _names(papers)
    contact = Contact(
        contact_id,
        name=name,
        name_kana=name_kana,
        name_roman=name_roman,
        guessed_kana=Name() if name_kana.text else _guessed(papers, name),
        phones=_unique(_phones(papers)),
        emails=_values(papers, Kind.EMAIL),
        urls=_values(papers, Kind.URL),
        addresses=_unique(_addresses(papers), key=lambda address: _bare(address.text)),
        socials=_values(papers, Kind.SOCIAL),
        qualifications=_values(papers, Kind.QUALIFICATION),
        notes=_values(papers, Kind.NOTE),
        events=_unique(card.event for card in newest_first(cards) if card.event),
        cards=len(papers),
        met=max((card.met for card in cards), default=None),
        needs_review=_needs_review(cards, corrections),
        **_position(papers),
    )
    contact = corrected(contact, corrections) if corrections else contact
    is_nameless = Kind.NAME not in corrections and not contact.name.text
    waits = is_nameless and any(card.outcome is Outcome.REVIEW for card in cards)
    return replace(contact, needs_review=True) if waits else contact


def contact_on(card: ParsedCard, *, met: date) -> Contact:
    """Return the contact that one card alone makes; its id is empty."""
    return contact_of("", [StoredCard("", "", card, met)])


def newest_first(cards: Iterable[StoredCard]) -> list[StoredCard]:
    """Order cards by the day they were exchanged, each back side after its front.

    Of two cards of one day the one that comes later in ``cards`` is the newer.
    """
    by_day = sorted(cards, key=attrgetter("met"))[::-1]
    if len(by_day) == 1:
        return by_day
    ids = {card.id for card in by_day}
    backs = [card for card in by_day if card.back_of in ids and card.back_of != card.id]
    fronts = [card for card in by_day if card not in backs]
    return [
        side
        for front in fronts
        for side in (front, *reversed([back for back in backs if back.back_of == front.id]))
    ]


class _Paper:
    """One card with its sides, the side that names the person in their own script first."""

    def __init__(self, sides: Sequence[ParsedCard]) -> None:
        self.sides = sorted(sides, key=lambda side: not _is_native(side)) if sides[1:] else sides
        self._of: dict[Kind, list[Field]] = {}
        self._every: dict[Kind, list[Field]] = {}
        for side in self.sides:
            held = _by_kind(side)
            self._of = held | self._of
            for kind, fields in held.items():
                self._every.setdefault(kind, []).extend(fields)

    def of(self, kind: Kind) -> Sequence[Field]:
        """Return the fields of the first side that has any, in reading order."""
        return self._of.get(kind, ())

    def every(self, kind: Kind) -> Sequence[Field]:
        """Return the fields of all sides."""
        return self._every.get(kind, ())


def _by_kind(side: ParsedCard) -> dict[Kind, list[Field]]:
    held: dict[Kind, list[Field]] = {}
    for field in side.fields:
        held.setdefault(field.kind, []).append(field)
    return held


def _papers(cards: Sequence[StoredCard]) -> list[_Paper]:
    papers: dict[str, list[ParsedCard]] = {}
    for place, card in enumerate(newest_first(cards)):
        front = card.back_of if card.back_of in papers else None
        papers.setdefault(front or card.id or str(place), []).append(card.card)
    return [_Paper(sides) for sides in papers.values()]


def _is_native(side: ParsedCard) -> bool:
    return any(is_cjk(field.value) for kind in (Kind.NAME, Kind.COMPANY) for field in side.of(kind))


def _names(papers: Sequence[_Paper]) -> tuple[Name, Name, Name]:
    """Choose the newest form of the name as printed, in kana and in Latin letters."""
    printed = [field for paper in papers for field in paper.every(Kind.NAME)]
    native = [field for field in printed if is_cjk(field.value)]
    latin = [field for field in printed if not is_cjk(field.value)]
    kana = [field for paper in papers for field in paper.every(Kind.NAME_KANA)]
    roman = [field for paper in papers for field in paper.every(Kind.NAME_ROMAN)]
    return (
        _name_of(native or latin or roman or kana),
        _name_of(kana),
        _name_of(roman or (latin if native else [])),
    )


def _guessed(papers: Sequence[_Paper], name: Name) -> Name:
    """Return the guessed reading of the name that was chosen."""
    printed = (field for paper in papers for field in paper.every(Kind.NAME))
    same = (field for field in printed if field.value == name.text and field.guessed_kana)
    return next(
        (Name(it.guessed_kana, it.part("guessed_family"), it.part("guessed_given")) for it in same),
        Name(),
    )


def _name_of(fields: Sequence[Field]) -> Name:
    if not fields:
        return Name()
    first, parts = fields[0], dict(fields[0].parts)
    return Name(first.value, parts.get("family", ""), parts.get("given", ""))


def _position(papers: Sequence[_Paper]) -> dict[str, Any]:
    """Return company, department and title of the newest card that has any of them.

    Where it names no company, who moved up stays where the card before it says they are.
    """
    held = [paper for paper in papers if any(paper.of(kind) for kind in POSITION_KINDS)]
    if not held:
        return {}
    newest = held[0]
    where = next((paper for paper in held if _company(paper)[0]), newest)
    company, company_roman = _company(where)
    same = [
        paper for paper in held if paper is where or _bare(_company(paper)[0]) == _bare(company)
    ]
    return {
        "company": company,
        "company_kana": next(_texts(same, Kind.COMPANY_KANA), ""),
        "company_roman": next(_texts(same, Kind.COMPANY_ROMAN), company_roman),
        "also_at": _other_companies(where, company),
        "departments": _unique(field.value for field in newest.of(Kind.DEPARTMENT)),
        "titles": _unique(field.value for field in newest.of(Kind.TITLE)),
    }


def _other_companies(paper: _Paper, company: str) -> tuple[str, ...]:
    """Return the companies of concurrent posts; the one in Latin letters is the same again."""
    printed = [field.value for field in paper.of(Kind.COMPANY)]
    if len(printed) < 2:
        return ()
    others = [value for value in printed if is_cjk(value) == is_cjk(company)]
    return tuple(value for value in _unique(others, key=_bare) if _bare(value) != _bare(company))


def _company(paper: _Paper) -> tuple[str, str]:
    """Return the company as its own country writes it, and in Latin letters if both stand there."""
    printed = [field.value for field in paper.every(Kind.COMPANY)]
    native = [value for value in printed if is_cjk(value)]
    latin = [value for value in printed if not is_cjk(value)]
    if native:
        return native[0], latin[0] if latin else ""
    roman = [field.value for field in paper.every(Kind.COMPANY_ROMAN)]
    return (latin or roman or [""])[0], ""


def _texts(papers: Iterable[_Paper], kind: Kind) -> Iterator[str]:
    return (field.value for paper in papers for field in paper.every(kind))


def _values(papers: Iterable[_Paper], kind: Kind) -> tuple[str, ...]:
    return _unique(_texts(papers, kind), key=_bare)


def _phones(papers: Iterable[_Paper]) -> Iterator[Phone]:
    return (
        Phone(field.kind, field.value)
        for paper in papers
        for side in paper.sides
        for field in side.fields
        if field.kind in NUMBER_KINDS
    )


def _addresses(papers: Iterable[_Paper]) -> Iterator[Address]:
    for paper in papers:
        for side in paper.sides:
            yield from _addresses_on(side)


def _addresses_on(side: ParsedCard) -> Iterator[Address]:
    """Pair addresses with the postal codes of the side, in reading order."""
    codes = [field.value for field in side.of(Kind.POSTAL_CODE)]
    addresses = [(field.value, dict(field.parts)) for field in side.of(Kind.ADDRESS)]
    taken = {parts.get("postal_code", "") for _, parts in addresses}
    free = iter([code for code in codes if code not in taken])
    for text, parts in addresses:
        postal_code = parts.get("postal_code") or next(free, "")
        prefecture = parts.get("prefecture") or prefecture_in(text)
        rest = (parts.get(name, "") for name in ("city", "street", "building", "country"))
        yield Address(text, postal_code, prefecture, *rest)
    if not addresses:
        yield from (Address(code, code) for code in codes)


def _needs_review(cards: Iterable[StoredCard], corrections: Corrections) -> bool:
    return any(
        field.status is Status.REVIEW and field.kind not in corrections
        for card in cards
        for field in card.card.fields
    )


def _unique(
    values: Iterable[T], *, key: Callable[[T], object] = lambda value: value
) -> tuple[T, ...]:
    """Drop what was there before, keeping the order."""
    every = tuple(values)
    if len(every) < 2:  # so it is nearly always
        return every
    seen: dict[object, T] = {}
    for value in every:
        seen.setdefault(key(value), value)
    return tuple(seen.values())


def _bare(text: str) -> str:
    """Reduce a text to what tells two values apart.

    >>> _bare("ＡＣＭＥ 株式会社") == _bare("acme株式会社")
    True
    """
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())
