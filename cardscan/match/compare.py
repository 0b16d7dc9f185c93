"""Weigh whether two contacts are one person, by evidence that has a name.

A wrong merge hurts more than a duplicate: what is in doubt is left to a person.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache

from rapidfuzz.fuzz import partial_ratio, ratio

from cardscan.contact import Contact, Match, Reason, Verdict
from cardscan.match import evidence as e
from cardscan.match.evidence import Evidence
from cardscan.match.traits import Place, Traits, Words, box_of, look_alike, traits_of


def compare(card: Contact, other: Contact) -> Match:
    """Weigh every piece of evidence for and against one person behind two contacts."""
    return weigh(traits_of(card), traits_of(other))


def weigh(ours: Traits, theirs: Traits, *, namesakes: int = 0) -> Match:
    """Weigh the evidence; ``namesakes`` counts the other contacts that bear the same name."""
    found = frozenset(evidence for rule in RULES for evidence in rule(ours, theirs))
    if namesakes >= e.MANY and found & e.NAMES:
        found |= {e.MANY_NAMESAKES}
    return _match_by(found)


@cache  # there are some hundred ways in which two contacts are alike
def _match_by(found: frozenset[Evidence]) -> Match:
    score = round(min(1.0, max(0.0, sum(evidence.weight for evidence in found))), 2)
    strongest_first = sorted(found, key=lambda evidence: (-abs(evidence.weight), evidence.text))
    reasons = tuple(Reason(evidence.text, evidence.weight) for evidence in strongest_first)
    return Match(score, _verdict(score, found), reasons)


def _verdict(score: float, found: frozenset[Evidence]) -> Verdict:
    if not any(evidence.personal for evidence in found) or score < e.UNSURE_FROM:
        return Verdict.DIFFERENT
    verdict = Verdict.UNSURE if score < e.LIKELY_FROM else Verdict.LIKELY
    if score >= e.SAME_FROM and _is_two_facts(found):
        verdict = Verdict.SAME
    return min([verdict, *(evidence.most for evidence in found)], key=e.RANK.index)


def _is_two_facts(found: frozenset[Evidence]) -> bool:
    """Whether a name stands in the evidence, or what reaches one person stands in for it."""
    is_read_alike = bool(found & e.READ_ALIKE and found & e.REACHES_ONE)
    return bool(found & e.NAMES) or is_read_alike or found >= e.REACHES_ONE


def _names(ours: Traits, theirs: Traits) -> Iterator[Evidence]:
    same_sound = any(_same_person(a, b) for a in ours.sounds for b in theirs.sounds)
    if ours.name and ours.name == theirs.name:
        yield e.SAME_NAME
        if max(ours.frequency, theirs.frequency) >= e.FREQUENT:
            yield e.FREQUENT_NAME
        if same_sound:
            yield e.SAME_READING
        elif _sound_apart(ours.sounds, theirs.sounds):
            yield e.OTHER_READING
    elif ours.name and theirs.name:
        yield e.OTHER_CHARACTERS if same_sound else _written_otherwise(ours, theirs)
    elif same_sound:
        yield e.SAME_SOUND if ours.name or theirs.name else e.SAME_NAME
    elif ours.sounds and theirs.sounds:
        yield _spoken_otherwise(ours.sounds[0], theirs.sounds[0])


def _written_otherwise(ours: Traits, theirs: Traits) -> Evidence:
    """Say how two different names in kanji differ."""
    apart = [pair for pair in zip(ours.name, theirs.name, strict=False) if pair[0] != pair[1]]
    if len(ours.name) == len(theirs.name) > 2 and len(apart) < len(ours.name) - 1:
        if all(look_alike(a, b) for a, b in apart):
            return e.LOOK_ALIKE
        if len(apart) == 1:
            return e.ONE_CHARACTER
    if ours.given and ours.given == theirs.given:
        return e.OTHER_FAMILY
    if ours.family and ours.family == theirs.family:
        return e.OTHER_GIVEN
    return e.OTHER_NAME


def _same_person(words: Words, others: Words) -> bool:
    """Whether two spoken names are one, in either order, with or without a middle name."""
    if words == others:
        return True
    if e.GENERATIONS & (set(words) ^ set(others)):
        return False
    shared = set(words) & set(others)
    if len(shared) > 1 and len(shared) == min(len(set(words)), len(set(others))):
        return True
    return bool(_runs(words) & _runs(others))


def _runs(words: Words) -> set[str]:
    return {"".join(words), "".join(reversed(words))}


def _sound_apart(sounds: tuple[Words, ...], others: tuple[Words, ...]) -> bool:
    """Whether two readings differ by more than a misread sign."""
    pairs = [("".join(sorted(a)), "".join(sorted(b))) for a in sounds for b in others]
    return bool(pairs) and all(ratio(a, b) < 80 for a, b in pairs)


def _spoken_otherwise(words: Words, others: Words) -> Evidence:
    """Say how two different spoken names differ."""
    if e.GENERATIONS & (set(words) ^ set(others)):
        return e.OTHER_GIVEN
    ours, theirs = sorted(set(words) - set(others)), sorted(set(others) - set(words))
    if len(ours) == len(theirs) == 1:
        a, b = ours[0], theirs[0]
        fits = a[0] == b[0] and 1 in (len(a), len(b))
        misread = min(len(a), len(b)) > 4 and ratio(a, b) >= 85
        return e.SIMILAR_NAME if fits or misread else e.OTHER_GIVEN
    return e.OTHER_GIVEN if set(words) & set(others) else e.OTHER_NAME


def _emails(ours: Traits, theirs: Traits) -> Iterator[Evidence]:
    if ours.emails & theirs.emails:
        yield e.SAME_EMAIL
        return
    if ours.shared_emails & theirs.shared_emails:
        yield e.SHARED_EMAIL
    if not ours.domains & theirs.domains:
        return
    yield e.SAME_DOMAIN
    pairs = [(a, b) for a in ours.emails for b in theirs.emails if _domain(a) == _domain(b)]
    apart = bool(pairs) and not any(_misread(a, b) for a, b in pairs)
    if apart and not _same_mobiles(ours, theirs):
        yield e.OTHER_EMAIL  # namesakes in one company; with one mobile it is a new box


def _domain(email: str) -> str:
    return email.rpartition("@")[2]


def _misread(email: str, other: str) -> bool:
    """Whether two addresses differ as reading errors do; namesakes differ by a number."""
    same_digits = re.findall(r"\d", email) == re.findall(r"\d", other)
    return same_digits and ratio(box_of(email), box_of(other)) >= 85


def _phones(ours: Traits, theirs: Traits) -> Iterator[Evidence]:
    mobiles = _same_mobiles(ours, theirs)
    if mobiles:
        yield e.SAME_MOBILE
    elif ours.mobiles and theirs.mobiles:
        yield e.OTHER_MOBILE
    if (ours.phones & theirs.phones) - mobiles:
        yield e.SAME_PHONE


def _same_mobiles(ours: Traits, theirs: Traits) -> frozenset[str]:
    """Return the numbers that both have and that either card calls a mobile."""
    same = (ours.phones | ours.mobiles) & (theirs.phones | theirs.mobiles)
    return same & (ours.mobiles | theirs.mobiles)


def _socials(ours: Traits, theirs: Traits) -> Iterator[Evidence]:
    if ours.socials & theirs.socials:
        yield e.SAME_SOCIAL


def _companies(ours: Traits, theirs: Traits) -> Iterator[Evidence]:
    if ours.companies & theirs.companies or any(
        len(a) > 5 and ratio(a, b, score_cutoff=90)
        for a in ours.companies
        for b in theirs.companies
    ):
        yield e.SAME_COMPANY


def _addresses(ours: Traits, theirs: Traits) -> Iterator[Evidence]:
    if any(_same_place(a, b) for a in ours.places for b in theirs.places):
        yield e.SAME_ADDRESS


def _same_place(ours: Place, theirs: Place) -> bool:
    """Whether two addresses are one, as far as both go: floors and prefectures may be left out."""
    both = min(len(ours.numbers), len(theirs.numbers))
    if not both or ours.numbers[:both] != theirs.numbers[:both]:
        return False
    return (
        min(len(ours.words), len(theirs.words)) > 3
        and partial_ratio(ours.words, theirs.words) >= 85
    )


RULES: tuple[Callable[[Traits, Traits], Iterator[Evidence]], ...] = (
    _names,
    _emails,
    _phones,
    _socials,
    _companies,
    _addresses,
)
