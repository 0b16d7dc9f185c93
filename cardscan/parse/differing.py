"""Differing: where readers see two addresses, where one is misread, or a kanji's form is open."""

import re
from collections.abc import Callable, Iterator

from rapidfuzz import fuzz

from cardscan.parse.candidates import Candidate
from cardscan.parse.domains import look_alike_key, own_name, registered
from cardscan.parse.layout import Sheet
from cardscan.parse.readings import letters
from cardscan.parse.text import fold, is_han

AUDIBLE = 0.5  # confidence of a reader, below which it guesses
GUESSED = 0.6  # confidence of a reader in a kanji, below which it may be one that it does not know
UNTOLD = 0.7  # confidence of a reader in a kanji, below which it may have its other form
TWO_FORMS = frozenset("高崎")  # 髙 and 﨑 are in no dictionary of the first reader
ALIKE = 75.0  # per cent, from which two readings are of one address
_ADDRESS = re.compile(r"(?P<local>[\w.+'-]+)@(?P<host>[\w.-]+\w)")
_HOST = re.compile(r"(?:www\.)?(?P<host>[\w-]+(?:\.[\w-]+)+)")
_WORD = re.compile(r"[^\W\d_]{4,}")
# a second label that a dot parts from a name: acme.co.jp, acme.com.br, acme.example.org
_SECOND = re.compile(r"(?:co|com|or|ne|ac|go|org|net|example)$")
_CAPITAL = re.compile(r"(?P<first>[A-Z](?=[a-z._-])[a-z]*)(?P<rest>[a-z0-9._-]*)")


def differs_in_host(sheet: Sheet, one: Candidate, host: str) -> bool:
    """Tell whether a reader sees another host that can exist in the ink of a mail or web address.

    >>> from cardscan.parse.candidates import Span
    >>> from cardscan.model import Kind
    >>> from cardscan.parse.testing import sheet_of
    >>> found = Candidate(Kind.URL, "https://acme.example", (Span(0, 0, 12),), 1.0, "url")
    >>> differs_in_host(sheet_of("acme.example"), found, "acme.example")
    False
    """
    seen = [{match["host"].lower() for match in _hosts(text)} for text in _heard(sheet, one)]
    return any(host not in hosts and any(_is_rival(host, h) for h in hosts) for hosts in seen)


def differs_in_local(sheet: Sheet, one: Candidate) -> bool:
    """Tell whether a reader sees other letters or figures before the sign of a mail address."""
    local = _letters(one.value.partition("@")[0])
    for text in _heard(sheet, one):
        for match in _ADDRESS.finditer(text):
            other = _letters(match["local"])
            torn = local.endswith(other)  # readers see no ink in an underscore
            if fuzz.ratio(match[0].lower(), one.value.lower()) > ALIKE and other != local:
                return not torn
    return False


def may_have_old_form(sheet: Sheet, one: Candidate) -> bool:
    """Tell whether a kanji of a candidate may have an old form that no ink tells: 高 or 髙."""
    return any(
        word.confidence < UNTOLD and word.text in TWO_FORMS and word.text in one.value
        for number in sheet.lines_of(one.spans)
        for reading in sheet.page.lines[number].readings[:1]
        for word in reading.words
    )


def has_guessed_sign(sheet: Sheet, one: Candidate) -> bool:
    """Tell whether the first reader guesses a kanji and no other one sees it: 姥名 of 蛯名."""
    return any(
        word.confidence < GUESSED
        and is_han(word.text)
        and word.text in one.value
        and not any(word.text in other.text for other in readings[1:])
        for readings in (sheet.page.lines[number].readings for number in sheet.lines_of(one.spans))
        for reading in readings[:1]
        for word in reading.words
    )


def spelt_otherwise(sheet: Sheet, host: str) -> bool:
    """Tell whether the card spells the name of a host with letters that look like its own.

    >>> from cardscan.parse.testing import sheet_of
    >>> sheet = sheet_of("Ornedal ApS", "www.omedal.example")
    >>> spelt_otherwise(sheet, "omedal.example"), spelt_otherwise(sheet, "ornedal.example")
    (True, False)
    """
    name = letters(own_name(host))
    words, key = words_of(sheet), look_alike_key(name)
    alike = any(word != name and look_alike_key(word) == key for word in words)
    return len(name) > 3 and name not in words and alike


def words_of(sheet: Sheet) -> frozenset[str]:
    """Return the words on a card that stand in no mail or web address, as plain letters."""
    beside = re.sub(r"\S*(?:@|www|://)\S*|\S+\.\S+", " ", sheet.text)
    return frozenset(letters(word) for word in _WORD.findall(beside))


def may_lack_a_dot(host: str, is_named: Callable[[str], bool]) -> bool:
    """Tell whether a name that the card has and a second label stand in one: hibarico.jp.

    >>> may_lack_a_dot("hibarico.jp", {"hibari"}.__contains__)
    True
    >>> may_lack_a_dot("marco.jp", {"marco"}.__contains__)
    False
    """
    first = registered(host).partition(".")[0]
    second = _SECOND.search(first)
    return bool(second and second.start() > 2 and is_named(first[: second.start()]))


def has_stray_capital(local: str, names: frozenset[str]) -> bool:
    """Tell whether a capital begins an address in small letters that no name explains.

    ``names`` are the words of names in Latin letters. Icons and labels are read so.

    >>> names = frozenset(["fumika", "sakai"])
    >>> has_stray_capital("Mfsakai", names), has_stray_capital("X-fumika.sakai", names)
    (True, True)
    >>> has_stray_capital("Sakai.f", names), has_stray_capital("F.sakai", names)
    (False, False)
    """
    match = _CAPITAL.fullmatch(local)
    if match is None:
        return False
    first = match["first"].lower()
    if len(first) == 1:
        return not any(name.startswith(first) for name in names)
    return not any(first.startswith(name) or name.startswith(first) for name in names)


def is_explained(local: str, names: frozenset[str]) -> bool:
    """Tell whether each part of an address is a word of a name, or a letter that begins one.

    >>> names = frozenset(["leon", "werner"])
    >>> is_explained("l.werner", names), is_explained("i.werner", names)
    (True, False)
    """
    parts = [letters(part) for part in re.split(r"[._+-]", local)]
    initials = {name[:1] for name in names}
    return bool(names) and all(part in names or part in initials for part in parts if part)


def _heard(sheet: Sheet, one: Candidate) -> Iterator[str]:
    """Yield what readers that are sure enough see in the lines of a candidate."""
    for number in sheet.lines_of(one.spans):
        for reading in sheet.page.lines[number].readings:
            if reading.confidence >= AUDIBLE:
                yield fold(reading.text).text


def _hosts(text: str) -> Iterator[re.Match[str]]:
    yield from _HOST.finditer(re.sub(r"[\w.+'-]+@", " ", text))


def _is_rival(host: str, other: str) -> bool:
    """Tell whether another host can exist and is no part of this one that was cut off."""
    cut = host.startswith(other) or other.endswith(f".{host}")
    return not cut and bool(registered(other)) and fuzz.ratio(host, other) > ALIKE


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text)).casefold()
