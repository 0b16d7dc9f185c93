"""What of a contact is compared, brought to one form once for all its comparisons."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from cardscan.contact import Contact
from cardscan.folding import SPELLINGS_KEPT, fold, fold_company, romaji
from cardscan.match.evidence import FREE_MAIL, HONORIFICS, SHARED_BOXES
from cardscan.model import Kind

Words = tuple[str, ...]

_KANJI = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")
_POSTAL_CODE = re.compile(r"〒?\d{3}-\d{4}(?!\d)")
_NO_HOST = re.compile(r"^\w+://|[/:?#].*$")
_HOUSE = re.compile(r"\d|丁目|番地?|号")


@dataclass(frozen=True, slots=True)
class Place:
    """An address as it is compared: its words without numbers, and its numbers."""

    words: str
    numbers: Words


@dataclass(frozen=True, slots=True)
class Traits:
    """What of a contact is compared."""

    name: str  # folded, where it is in kanji: a reading is not known from it
    family: str
    given: str
    frequency: int  # of 100,000 people in Japan who bear the family name; 0 for few
    sounds: tuple[Words, ...]  # each spelling that can be read aloud, in Latin letters
    emails: frozenset[str]  # of one person
    shared_emails: frozenset[str]  # that several people read: info@
    domains: frozenset[str]
    mobiles: frozenset[str]
    phones: frozenset[str]  # neither mobile nor fax; without extensions
    socials: frozenset[str]
    companies: frozenset[str]
    places: tuple[Place, ...]


def traits_of(contact: Contact) -> Traits:
    """Return what of a contact is compared."""
    name = fold(contact.name.text)
    written = name if _KANJI.search(name) else ""
    family = fold(contact.name.family)
    emails = frozenset(email.casefold() for email in contact.emails)
    shared = frozenset(email for email in emails if is_shared(email))
    return Traits(
        name=written,
        family=family,
        given=fold(contact.name.given),
        frequency=frequency_of(family),
        sounds=_sounds(contact, "" if written else contact.name.text),
        emails=emails - shared,
        shared_emails=shared,
        domains=frozenset(_domains(contact, emails)),
        mobiles=_numbers(contact, Kind.MOBILE),
        phones=_numbers(contact, Kind.PHONE),
        socials=frozenset(map(fold, contact.socials)),
        companies=_companies(contact),
        places=tuple(_place(address.text) for address in contact.addresses),
    )


def frequency_of(family: str) -> int:
    """Return how many of 100,000 people in Japan bear a folded family name; 0 for a rare one.

    >>> frequency_of("佐藤"), frequency_of("勅使河原")
    (1481, 0)
    """
    return _surnames().get(family, 0)


def look_alike(sign: str, other: str) -> bool:
    """Say whether readers take two characters for each other.

    >>> look_alike("太", "大"), look_alike("一", "二")
    (True, False)
    """
    return other in _look_alikes().get(sign, "")


@cache
def _surnames() -> dict[str, int]:
    shares: dict[str, int] = {}
    for name, share in (line.split() for line in _lines("surnames")):
        shares[fold(name)] = shares.get(fold(name), 0) + int(share)  # 斎藤 and 齋藤 fold to one
    return shares


@cache
def _look_alikes() -> dict[str, str]:
    groups: dict[str, str] = {}
    for group in _lines("look_alikes"):
        for sign in group:
            groups[sign] = groups.get(sign, "") + group
    return groups


def _lines(name: str) -> list[str]:
    text = files("cardscan.match").joinpath("data", f"{name}.txt").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if not line.startswith("#")]


def is_shared(email: str) -> bool:
    """Say whether several people read that box: info@, sales@."""
    return box_of(email).strip("0123456789-_.") in SHARED_BOXES


def box_of(email: str) -> str:
    """Return what stands before the @."""
    return email.partition("@")[0]


def _sounds(contact: Contact, spelled: str) -> tuple[Words, ...]:
    texts = (contact.name_kana.text, contact.name_roman.text, spelled)
    return tuple(_spoken(text) for text in texts if text)


def _spoken(text: str) -> Words:
    words = tuple(word for word in romaji(text) if word not in HONORIFICS)
    full = tuple(word for word in words if len(word) > 1)
    return full if len(full) > 1 else words  # a middle initial comes and goes


def _domains(contact: Contact, emails: Iterable[str]) -> Iterator[str]:
    hosts = [email.rpartition("@")[2] for email in emails]
    hosts += [_NO_HOST.sub("", url).casefold() for url in contact.urls]
    names = (host.removeprefix("www.") for host in hosts)
    return (name for name in names if name and name not in FREE_MAIL)


def _numbers(contact: Contact, kind: Kind) -> frozenset[str]:
    numbers = (phone.value.partition(";")[0] for phone in contact.phones if phone.kind is kind)
    return frozenset(numbers)


def _companies(contact: Contact) -> frozenset[str]:
    names = (contact.company, contact.company_roman, contact.company_kana, *contact.also_at)
    return frozenset(folded for name in names if name and (folded := fold_company(name)))


@lru_cache(maxsize=SPELLINGS_KEPT)  # colleagues share one
def _place(address: str) -> Place:
    text = _POSTAL_CODE.sub(" ", unicodedata.normalize("NFKC", address))
    return Place(_HOUSE.sub("", fold(text)), tuple(re.findall(r"\d+", text)))
