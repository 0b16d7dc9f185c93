"""The facts that two cards of one person may share, as keys, and which of them are worth a look.

A key is a hash that tells the kind of its fact. Two contacts are compared when what they share
could make them one person: one personal fact, or a name beside a company, a place or a number.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from enum import IntEnum
from hashlib import blake2b
from typing import TypeVar

from cardscan.contact import Contact
from cardscan.folding import fold, fold_company, romaji
from cardscan.model import Kind

T = TypeVar("T")


class Fact(IntEnum):
    """What a key is the hash of."""

    EMAIL = 0
    SOCIAL = 1
    PHONE = 2
    NAME = 3
    READING = 4
    COMPANY_FAMILY = 5
    COMPANY_GIVEN = 6
    PLACE_FAMILY = 7
    PLACE_GIVEN = 8


KIND_BITS = 4  # of a key
HASH_BYTES = 6  # with the kind taken off, 44 bits: a few of a million contacts meet by chance
KIND_MASK = (1 << KIND_BITS) - 1
_FACTS = tuple(Fact)
SHARED_BY_FEW = 1 << len(Fact)  # beside the kinds: a name or a number that few contacts have
MOST_BEARERS = 4  # of a name that tells something by itself
MOST_ANSWERING = 2  # at a number that does: of more, most are colleagues at one desk
NAME_TELLS_AMONG = 20_000  # contacts; among more, even a rare name is borne by several
COMMON = 100  # a key that more contacts share (an exchange's number, a frequent name) tells nothing


def blocking_keys(person: Contact) -> set[int]:
    """Return the keys of the facts that two cards of this person may share."""
    return {_key(kind, text) for kind, text in _facts(person)}


def kind_of(key: int) -> Fact:
    """Return what a key is the hash of."""
    return _FACTS[key & KIND_MASK]


def bits_of(kind: Fact, sharers: int, *, among: int) -> int:
    """Return what it says that two contacts share a key, with so many others of a library."""
    is_name = kind in (Fact.NAME, Fact.READING) and among <= NAME_TELLS_AMONG
    is_rare = (is_name and sharers <= MOST_BEARERS) or (
        kind is Fact.PHONE and sharers <= MOST_ANSWERING
    )
    return 1 << kind | (SHARED_BY_FEW if is_rare else 0)


def is_worth_comparing(shared: int) -> bool:
    """Say whether two contacts that share these kinds of facts could be one person.

    >>> is_worth_comparing(1 << Fact.EMAIL), is_worth_comparing(1 << Fact.NAME)
    (True, False)
    >>> is_worth_comparing(1 << Fact.NAME | 1 << Fact.PHONE)
    True
    """

    def shares(*kinds: Fact) -> bool:
        return all(shared & 1 << kind for kind in kinds)

    if shared & SHARED_BY_FEW or shares(Fact.EMAIL) or shares(Fact.SOCIAL):
        return True
    at_company = shares(Fact.COMPANY_FAMILY) or shares(Fact.COMPANY_GIVEN)
    at_place = shares(Fact.PLACE_FAMILY) or shares(Fact.PLACE_GIVEN)
    is_namesake = (
        shares(Fact.NAME)
        or shares(Fact.READING)
        or shares(Fact.COMPANY_FAMILY, Fact.COMPANY_GIVEN)
        or shares(Fact.PLACE_FAMILY, Fact.PLACE_GIVEN)
    )
    return at_company + at_place + shares(Fact.PHONE) + is_namesake >= 2


WORTH_COMPARING = tuple(is_worth_comparing(shared) for shared in range(SHARED_BY_FEW << 1))
"""Whether, by the kinds of facts that two contacts share."""


def worth_comparing(groups: Mapping[int, Sequence[T]], *, among: int) -> list[T]:
    """Return who of those that have these keys is worth a comparison, most in common first.

    ``among`` is how many contacts the library has.
    """
    shared: dict[T, int] = defaultdict(int)
    for key, sharers in groups.items():
        bits = bits_of(kind_of(key), len(sharers) + 1, among=among)
        for one in sharers:
            shared[one] |= bits
    worth = [one for one, bits in shared.items() if WORTH_COMPARING[bits]]
    return sorted(worth, key=lambda one: -shared[one].bit_count())


def _key(kind: Fact, text: str) -> int:
    digest = blake2b(text.encode(), digest_size=HASH_BYTES).digest()
    return int.from_bytes(digest, "big") & ~KIND_MASK | kind.value


def _facts(person: Contact) -> Iterator[tuple[Fact, str]]:
    yield from ((Fact.EMAIL, fold(email)) for email in person.emails)
    yield from ((Fact.SOCIAL, fold(social)) for social in person.socials)
    for phone in person.phones:
        if phone.kind is not Kind.FAX:  # one machine serves a whole floor
            yield Fact.PHONE, phone.value.partition(";")[0]
    if name := fold(person.name.text):
        yield Fact.NAME, name
    for reading in (person.name_kana, person.name_roman, person.name):
        words = romaji(reading.text)
        if words and all(word.isascii() for word in words):
            yield Fact.READING, "-".join(sorted(words))
    yield from _facts_of_parts(person)


def _facts_of_parts(person: Contact) -> Iterator[tuple[Fact, str]]:
    """Tie family and given name apart to where they work: a misread letter spoils only one."""
    family, given = fold(person.name.family), fold(person.name.given)
    if not family and not given:
        family = fold(person.name.text)
    company = fold_company(person.company)
    places = {address.postal_code or fold(address.city) for address in person.addresses}
    for of_company, of_place, part in (
        (Fact.COMPANY_FAMILY, Fact.PLACE_FAMILY, family),
        (Fact.COMPANY_GIVEN, Fact.PLACE_GIVEN, given),
    ):
        if part and company:
            yield of_company, f"{company}:{part}"
        if part:
            yield from ((of_place, f"{place}:{part}") for place in places if place)
