"""Weigh whether two contacts are one person, by evidence that has a name.

A wrong merge hurts more than a duplicate: what is in doubt is left to a person.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from rapidfuzz.fuzz import partial_ratio, ratio

from cardscan.contact import Contact, Match, Name, Reason, Verdict
from cardscan.folding import fold, fold_company, romaji
from cardscan.model import Kind


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing that two contacts may have in common, or apart.

    ``personal`` facts belong to one person; without any, two contacts are only colleagues.
    ``most`` is the highest verdict that this evidence leaves possible.
    """

    text: str
    weight: float
    personal: bool = False
    most: Verdict = Verdict.SAME


SAME_NAME = Evidence("same name", 0.45, personal=True)
SAME_READING = Evidence("same reading of the name", 0.15)
SAME_SOUND = Evidence("same name in other letters", 0.35, personal=True)
SIMILAR_NAME = Evidence("similar name", 0.25, personal=True, most=Verdict.LIKELY)
OTHER_CHARACTERS = Evidence(
    "same reading, other characters", 0.1, personal=True, most=Verdict.LIKELY
)
OTHER_READING = Evidence("same name, read otherwise", -0.4, most=Verdict.LIKELY)
ONE_CHARACTER = Evidence("name differs in one character", -0.2, most=Verdict.UNSURE)
OTHER_FAMILY = Evidence("same given name, different family name", -0.2, most=Verdict.LIKELY)
OTHER_GIVEN = Evidence("different given name", -0.7, most=Verdict.UNSURE)
OTHER_NAME = Evidence("different name", -0.7, most=Verdict.UNSURE)
SAME_EMAIL = Evidence("same email", 0.5, personal=True)
SHARED_EMAIL = Evidence("same shared email", 0.05)
OTHER_EMAIL = Evidence("different email at the same domain", -0.15, most=Verdict.LIKELY)
SAME_MOBILE = Evidence("same mobile", 0.5, personal=True)
OTHER_MOBILE = Evidence("different mobile", -0.1)
SAME_PHONE = Evidence("same phone", 0.15)
SAME_SOCIAL = Evidence("same social account", 0.4, personal=True)
SAME_COMPANY = Evidence("same company", 0.2)
SAME_DOMAIN = Evidence("same domain", 0.2)
SAME_ADDRESS = Evidence("same address", 0.2)

# Two strong facts reach SAME, one alone stays below: name + email 0.95, name + company +
# domain 0.85, name + reading + address 0.80; name + company 0.65, email 0.50, name 0.45.
SAME_FROM = 0.8
LIKELY_FROM = 0.45
UNSURE_FROM = 0.2

_NAMES = frozenset({SAME_NAME, SAME_SOUND})
_REACHES_ONE = frozenset({SAME_EMAIL, SAME_MOBILE})
RANK = (Verdict.DIFFERENT, Verdict.UNSURE, Verdict.LIKELY, Verdict.SAME)

# fmt: off
_SHARED_BOXES = frozenset((
    "admin", "contact", "customer", "eigyo", "eigyou", "hello", "help", "honsha", "hr", "info",
    "inquiry", "jinji", "kontakt", "mail", "marketing", "office", "otoiawase", "post", "pr",
    "press", "recruit", "sales", "service", "shop", "soumu", "support", "toiawase", "web",
    "webmaster",
))
_FREE_MAIL = frozenset((
    "aol.com", "au.com", "biglobe.ne.jp", "docomo.ne.jp", "ezweb.ne.jp", "free.fr", "gmail.com",
    "gmx.de", "hotmail.co.jp", "hotmail.com", "icloud.com", "live.com", "me.com", "nifty.com",
    "orange.fr", "outlook.com", "outlook.jp", "protonmail.com", "qq.com", "softbank.ne.jp",
    "t-online.de", "web.de", "yahoo.co.jp", "yahoo.com", "ymail.ne.jp", "163.com",
))
# fmt: on
_GENERATIONS = frozenset(("jr", "sr", "ii", "iii", "iv", "junior", "senior"))
_HONORIFICS = frozenset(("dr", "prof", "mr", "mrs", "ms"))


def compare(card: Contact, other: Contact) -> Match:
    """Weigh every piece of evidence for and against one person behind two contacts."""
    found = frozenset(evidence for rule in RULES for evidence in rule(card, other))
    score = round(min(1.0, max(0.0, sum(evidence.weight for evidence in found))), 2)
    strongest_first = sorted(found, key=lambda evidence: (-abs(evidence.weight), evidence.text))
    reasons = tuple(Reason(evidence.text, evidence.weight) for evidence in strongest_first)
    return Match(score, _verdict(score, found), reasons)


def _verdict(score: float, found: frozenset[Evidence]) -> Verdict:
    if not any(evidence.personal for evidence in found) or score < UNSURE_FROM:
        return Verdict.DIFFERENT
    verdict = Verdict.UNSURE if score < LIKELY_FROM else Verdict.LIKELY
    if score >= SAME_FROM and (found & _NAMES or found >= _REACHES_ONE):
        verdict = Verdict.SAME
    return min([verdict, *(evidence.most for evidence in found)], key=RANK.index)


def _names(card: Contact, other: Contact) -> Iterator[Evidence]:
    ours, theirs = _written(card), _written(other)
    our_sounds, their_sounds = _sounds(card), _sounds(other)
    same_sound = any(_same_person(a, b) for a in our_sounds for b in their_sounds)
    if ours and ours == theirs:
        yield SAME_NAME
        if same_sound:
            yield SAME_READING
        elif _sound_apart(our_sounds, their_sounds):
            yield OTHER_READING
    elif ours and theirs:
        yield OTHER_CHARACTERS if same_sound else _written_otherwise(card.name, other.name)
    elif same_sound:
        yield SAME_SOUND if ours or theirs else SAME_NAME
    elif our_sounds and their_sounds:
        yield _spoken_otherwise(our_sounds[0], their_sounds[0])


def _written_otherwise(name: Name, other: Name) -> Evidence:
    """Say how two different names in kanji differ."""
    ours, theirs = fold(name.text), fold(other.text)
    apart = sum(a != b for a, b in zip(ours, theirs, strict=False))
    if len(ours) == len(theirs) > 2 and apart == 1:
        return ONE_CHARACTER
    if name.given and fold(name.given) == fold(other.given):
        return OTHER_FAMILY
    if name.family and fold(name.family) == fold(other.family):
        return OTHER_GIVEN
    return OTHER_NAME


def _written(contact: Contact) -> str:
    """Return the folded name where it is in kanji; a reading is not known from it."""
    folded = fold(contact.name.text)
    return folded if re.search(r"[\u3400-\u9fff\U00020000-\U0003ffff]", folded) else ""


def _sounds(contact: Contact) -> tuple[tuple[str, ...], ...]:
    """Return each spelling of the name that can be read aloud, as words of Latin letters."""
    spelled = contact.name.text if not _written(contact) else ""
    texts = (contact.name_kana.text, contact.name_roman.text, spelled)
    return tuple(_spoken(text) for text in texts if text)


def _spoken(text: str) -> tuple[str, ...]:
    words = tuple(word for word in romaji(text) if word not in _HONORIFICS)
    full = tuple(word for word in words if len(word) > 1)
    return full if len(full) > 1 else words  # a middle initial comes and goes


def _same_person(words: tuple[str, ...], others: tuple[str, ...]) -> bool:
    """Whether two spoken names are one, in either order, with or without a middle name."""
    if _GENERATIONS & (set(words) ^ set(others)):
        return False
    shared = set(words) & set(others)
    if len(shared) > 1 and len(shared) == min(len(set(words)), len(set(others))):
        return True
    return bool(_runs(words) & _runs(others))


def _runs(words: tuple[str, ...]) -> set[str]:
    return {"".join(words), "".join(reversed(words))}


def _sound_apart(sounds: tuple[tuple[str, ...], ...], others: tuple[tuple[str, ...], ...]) -> bool:
    """Whether two readings differ by more than a misread sign."""
    pairs = [("".join(sorted(a)), "".join(sorted(b))) for a in sounds for b in others]
    return bool(pairs) and all(ratio(a, b) < 80 for a, b in pairs)


def _spoken_otherwise(words: tuple[str, ...], others: tuple[str, ...]) -> Evidence:
    """Say how two different spoken names differ."""
    if _GENERATIONS & (set(words) ^ set(others)):
        return OTHER_GIVEN
    ours, theirs = sorted(set(words) - set(others)), sorted(set(others) - set(words))
    if len(ours) == len(theirs) == 1:
        a, b = ours[0], theirs[0]
        fits = a[0] == b[0] and 1 in (len(a), len(b))
        misread = min(len(a), len(b)) > 4 and ratio(a, b) >= 85
        return SIMILAR_NAME if fits or misread else OTHER_GIVEN
    return OTHER_GIVEN if set(words) & set(others) else OTHER_NAME


def _emails(card: Contact, other: Contact) -> Iterator[Evidence]:
    ours, theirs = ({email.casefold() for email in side.emails} for side in (card, other))
    same_shared = {_is_shared(email) for email in ours & theirs}
    if False in same_shared:
        yield SAME_EMAIL
        return
    if same_shared:
        yield SHARED_EMAIL
    domains = _domains(card) & _domains(other)
    if domains:
        yield SAME_DOMAIN
    pairs = [
        (a, b)
        for a in ours
        for b in theirs
        if not _is_shared(a) and not _is_shared(b) and a.split("@")[-1] == b.split("@")[-1]
    ]
    apart = bool(domains and pairs) and not any(_misread(a, b) for a, b in pairs)
    if apart and SAME_MOBILE not in set(_phones(card, other)):
        yield OTHER_EMAIL  # namesakes in one company; with one mobile it is a new box


def _is_shared(email: str) -> bool:
    """Whether several people read that box: info@, sales@."""
    return _box(email).strip("0123456789-_.") in _SHARED_BOXES


def _box(email: str) -> str:
    return email.partition("@")[0]


def _misread(email: str, other: str) -> bool:
    """Whether two addresses differ as reading errors do; namesakes differ by a number."""
    same_digits = re.findall(r"\d", email) == re.findall(r"\d", other)
    return same_digits and ratio(_box(email), _box(other)) >= 85


def _domains(contact: Contact) -> set[str]:
    hosts = [email.split("@")[-1] for email in contact.emails]
    hosts += [re.sub(r"^\w+://|[/:?#].*$", "", url) for url in contact.urls]
    names = {host.casefold().removeprefix("www.") for host in hosts}
    return names - _FREE_MAIL - {""}


def _phones(card: Contact, other: Contact) -> Iterator[Evidence]:
    ours, theirs = _numbers(card), _numbers(other)
    mobile = {number for kinds in (ours, theirs) for number in kinds[Kind.MOBILE]}
    same = (ours[Kind.PHONE] | ours[Kind.MOBILE]) & (theirs[Kind.PHONE] | theirs[Kind.MOBILE])
    if same & mobile:
        yield SAME_MOBILE
    elif ours[Kind.MOBILE] and theirs[Kind.MOBILE]:
        yield OTHER_MOBILE
    if same - mobile:
        yield SAME_PHONE


def _numbers(contact: Contact) -> dict[Kind, set[str]]:
    """Return the numbers of each kind without extensions; a fax says nothing of a person."""
    return {
        kind: {phone.value.split(";")[0] for phone in contact.phones if phone.kind is kind}
        for kind in (Kind.PHONE, Kind.MOBILE)
    }


def _socials(card: Contact, other: Contact) -> Iterator[Evidence]:
    if {fold(social) for social in card.socials} & {fold(social) for social in other.socials}:
        yield SAME_SOCIAL


def _companies(card: Contact, other: Contact) -> Iterator[Evidence]:
    ours, theirs = (
        {fold_company(name) for name in (side.company, side.company_roman, side.company_kana)}
        - {""}
        for side in (card, other)
    )
    alike = any(len(a) > 5 and ratio(a, b) >= 90 for a in ours for b in theirs)
    if ours & theirs or alike:
        yield SAME_COMPANY


def _addresses(card: Contact, other: Contact) -> Iterator[Evidence]:
    if any(_same_place(a.text, b.text) for a in card.addresses for b in other.addresses):
        yield SAME_ADDRESS


def _same_place(address: str, other: str) -> bool:
    """Whether two addresses are one, as far as both go: floors and prefectures may be left out."""
    (ours, our_numbers), (theirs, their_numbers) = _place(address), _place(other)
    both = min(len(our_numbers), len(their_numbers))
    same_numbers = both > 0 and our_numbers[:both] == their_numbers[:both]
    return same_numbers and min(len(ours), len(theirs)) > 3 and partial_ratio(ours, theirs) >= 85


def _place(address: str) -> tuple[str, list[str]]:
    text = re.sub(r"〒?\d{3}-\d{4}(?!\d)", " ", unicodedata.normalize("NFKC", address))
    return re.sub(r"\d|丁目|番地?|号", "", fold(text)), re.findall(r"\d+", text)


RULES: tuple[Callable[[Contact, Contact], Iterator[Evidence]], ...] = (
    _names,
    _emails,
    _phones,
    _socials,
    _companies,
    _addresses,
)
