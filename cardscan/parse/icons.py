"""Icons: small pictures beside numbers, which readers see as a stray sign or not at all."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import product

from cardscan.model import Kind
from cardscan.parse.candidates import Candidate
from cardscan.parse.extensions import EXTENSION
from cardscan.parse.labels import Label, labels_in
from cardscan.parse.layout import Sheet, Strip

AFTER_FIRST = (Kind.FAX, Kind.MOBILE)  # the order in which numbers stand
FAR = 1.0  # type sizes; a fax further off is that of another office
DOUBTED = 0.9  # log-odds of what is only proposed
FAX_BY_PLACE = 0.6  # log-odds; a person should look
_HANDSETS = frozenset("Cc")
_LETTERS = frozenset("TFPD")  # which stand for numbers, and no icon is read so
_LETTERED = re.compile(r"[EW](?:[.:|] ?| )(?=\S+@|www\.|https?:)")  # as for numbers
_STRAY = re.compile(r"\W{0,2}\w{0,2}\W{0,2}(?=[+(]?\d)")
_EIGHT = re.compile(r"\W{0,2}\d{2} \d{2} ?\d{2} ?\d{2}|\W{0,2}\d{3} \d{2} \d{3}")
_ALONE = re.compile(r"\W{0,2}[^\W\d]?\W{0,2}[+(]?\d[\d ().·/-]{7,}\d\W{0,2}")


def stands_alone(text: str) -> bool:
    """Tell whether a line holds one grouped number and nothing else, as beside an icon.

    >>> stands_alone("(39) 2985.2270"), stands_alone("970 619 072"), stands_alone("88010-400")
    (True, True, False)
    """
    digits = sum(character.isdigit() for character in text)
    if _EIGHT.fullmatch(text.strip()):
        return True  # as in Denmark and Norway
    return 9 <= digits <= 13 and bool(_ALONE.fullmatch(text.strip()))


def without_icons(sheet: Sheet, labels: list[Label]) -> list[Label]:
    """Drop a bare C before a number: a handset is read so where no other letter stands for one.

    >>> from cardscan.parse.testing import sheet_of
    >>> (label,) = labels_in("C 02-0802-3379")
    >>> without_icons(sheet_of("C 02-0802-3379"), [label])
    []
    >>> without_icons(sheet_of("C 02-0802-3379", "F 02-0802-3378"), [label]) == [label]
    True
    """
    if not any(label.text in _HANDSETS and label.end - label.start < 3 for label in labels):
        return labels
    letters = {
        label.text.upper()
        for strip in sheet.strips
        for label in labels_in(strip.text)
        if re.match(r"\s?[+(]{0,2}\d|$", strip.text[label.end :])
    }
    worded = any(len(letter) > 2 for letter in letters)  # Tel/Fax 303-… | C. 303-…
    worded = worded or any(_LETTERED.match(strip.text) for strip in sheet.strips)
    return (
        labels
        if worded or letters & _LETTERS
        else [one for one in labels if one.text not in _HANDSETS]
    )


def with_faxes(sheet: Sheet, numbers: Iterable[Candidate]) -> Iterator[Candidate]:
    """Take the second of two land lines beside icons for the fax, when nothing else names one.

    Nobody prints two numbers one under the other without saying what they are; where no word
    says it, a picture did.
    """
    found = list(numbers)
    unlabelled = len(found) > 1 and all(_is_main(n) or not _is_labelled(n) for n in found)
    faxes = [sheet.strips[n.spans[0].strip] for n in found if n.kind is Kind.FAX]
    beside = [
        number
        for number in found
        if not any(sign.endswith("unusual length") for sign in number.evidence)
        if _is_beside_icon(sheet, number, unseen=unlabelled)
        and all(sheet.distance(sheet.strips[number.spans[0].strip], fax) > FAR for fax in faxes)
    ]
    first = [number for number in found if unlabelled and _is_main(number)]
    places = {number.value: sheet.strips[number.spans[0].strip] for number in (*first, *beside)}
    kinds: dict[str, Kind] = {}
    for (_, upper), (value, lower) in product(places.items(), repeat=2):
        if _is_right_under(upper, lower) and len(kinds) < len(AFTER_FIRST):
            kinds[value] = AFTER_FIRST[len(kinds)]
    for number in found:
        if number.value in kinds and number in beside:
            yield replace(
                number,
                kind=kinds[number.value],
                score=min(number.score, FAX_BY_PLACE),
                evidence=(*number.evidence, "under another number, beside an icon"),
            )
        elif _is_unsaid(sheet, number, found):
            evidence = (*number.evidence, "under another number, and nothing says what it is")
            yield replace(number, score=min(number.score, DOUBTED), evidence=evidence)
        else:
            yield number


def _is_labelled(number: Candidate) -> bool:
    return any(sign.startswith("label") for sign in number.evidence)


def _is_main(number: Candidate) -> bool:
    """Tell whether all that is said of a number stands behind it: (代)."""
    said = [sign for sign in number.evidence if sign.startswith("label")]
    return bool(said) and all(re.fullmatch(r"label: (?:代表?|大代表)", sign) for sign in said)


def _is_unsaid(sheet: Sheet, number: Candidate, numbers: list[Candidate]) -> bool:
    """Tell whether a number stands under another one and nothing says which is which."""
    if number.kind is not Kind.PHONE or _is_labelled(number):
        return False
    strip = sheet.strips[number.spans[0].strip]
    others = (sheet.strips[other.spans[0].strip] for other in numbers if other.kind is Kind.PHONE)
    return any(_is_right_under(other, strip) for other in others)


def _is_right_under(upper: Strip, lower: Strip) -> bool:
    gap = lower.across[0] - upper.across[1]
    meet = upper.along[0] < lower.along[1] and lower.along[0] < upper.along[1]
    return meet and -0.3 * upper.size < gap < 1.5 * upper.size and lower.across > upper.across


def _is_beside_icon(sheet: Sheet, number: Candidate, *, unseen: bool) -> bool:
    """Tell whether a picture says what a number is; ``unseen``: no word on the card does."""
    if number.kind is not Kind.PHONE or _is_labelled(number):
        return False
    strip = sheet.strips[number.spans[0].strip]
    if not stands_alone(EXTENSION.sub("", strip.text[number.spans[0].start :])):
        return False
    before = sheet.before(strip, reach=2.0)
    boxed = before is not None and len(before.text.strip()) <= 2
    if unseen and stands_alone(EXTENSION.sub("", strip.text)):
        return True
    return boxed or _has_stray_sign(strip)


def _has_stray_sign(strip: Strip) -> bool:
    """Tell whether a reader saw something small before the number."""
    for text in (strip.text, *strip.variants):
        stray = _STRAY.match(text)
        if stray and stray[0].strip() and re.search(r"\d{2}\D{0,3}$", text):
            return True
    return False
