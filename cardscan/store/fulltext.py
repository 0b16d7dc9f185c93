"""Cut text into the tokens that are stored and searched: the same cut on both sides.

Runs of Chinese characters and kana become overlapping pairs plus the closing character, because
their words are not spaced and a two-character name must be found in the middle of a run. Latin
words stay whole and are found from their beginning.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from cardscan.contact import Contact
from cardscan.folding import fold_letters
from cardscan.model import Kind
from cardscan.prefectures import spellings
from cardscan.store.spoken import sound_tokens, sounds_of

EDGE = "\ue000"
"""Stands between the values of one column: an exact match is a phrase from edge to edge."""

DIGITS_AT_ONCE = 4  # ten thousand tokens: short enough for the last four, long enough to select

JAPAN = "+81"
CUTS_KEPT = 50_000  # companies, titles and towns repeat; cutting them again is slow

_CJK = (
    "\u3005-\u3007\u3031-\u3035\u3041-\u3096\u309d-\u30fa\u30fc-\u30ff"  # 々〆〇 and kana
    "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # Chinese characters
)
_RUN = re.compile(rf"(?P<cjk>[{_CJK}]+(?:\s+[{_CJK}]+)*)|[^\W_{_CJK}]+")
_APOSTROPHES = str.maketrans("", "", "'’‘`´")
_NO_DIGIT = re.compile(r"[^0-9]")
_NUMBER = re.compile(r"[\s\d+().\-‐-―−ー/]+")


@dataclass(frozen=True, slots=True)
class Phrase:
    """Tokens that follow each other; the last may be the beginning of a longer one."""

    tokens: tuple[str, ...]
    is_prefix: bool


def tokens_of(text: str) -> list[str]:
    """Cut a text to be stored; a run of characters goes on across the space of a name.

    >>> tokens_of("田中 健一 (Zoë O'Connor)")
    ['田中', '中健', '健一', '一', 'zoe', 'oconnor']
    """
    return [token for run in _runs(text) for token in (*run.pairs, *run.closing)]


def phrase_of(text: str) -> Phrase | None:
    """Cut a text to be searched; None when nothing in it can be.

    >>> phrase_of("中健")
    Phrase(tokens=('中健',), is_prefix=False)
    >>> phrase_of("田"), phrase_of("・")
    (Phrase(tokens=('田',), is_prefix=True), None)
    >>> phrase_of("会社Acm")
    Phrase(tokens=('会社', '社', 'acm'), is_prefix=True)
    """
    runs = list(_runs(text))
    if not runs:
        return None
    *before, last = runs
    tokens = [token for run in before for token in (*run.pairs, *run.closing)]
    if last.pairs and last.closing:
        return Phrase((*tokens, *last.pairs), is_prefix=False)
    return Phrase((*tokens, *last.pairs, *last.closing), is_prefix=True)


def sound_phrase_of(text: str) -> Phrase | None:
    """Cut a name to be found by its sound; None where it is in kanji, or no name."""
    tokens = sound_tokens(text)
    return Phrase(tokens, is_prefix=True) if tokens else None


def exact_phrase_of(text: str) -> Phrase | None:
    """Cut a text that must be the whole of a value."""
    tokens = tokens_of(text)
    return Phrase((EDGE, *tokens, EDGE), is_prefix=False) if tokens else None


class _Run(NamedTuple):
    pairs: list[str]
    closing: list[str]


def _runs(text: str) -> Iterator[_Run]:
    for found in _RUN.finditer(fold_letters(text).translate(_APOSTROPHES)):
        if found.lastgroup:
            run = "".join(found.group().split())
            yield _Run([a + b for a, b in pairwise(run)], [run[-1]])
        else:
            yield _Run([found.group()], [])


def is_number(word: str) -> bool:
    """Say whether a word of a query may be a part of a phone number.

    >>> is_number("03-1234"), is_number("０９０"), is_number("+81"), is_number("1-2")
    (True, True, True, False)
    """
    is_long = len(_digits(word)) >= 3 or word.startswith(("+", "＋"))
    return is_long and _NUMBER.fullmatch(word) is not None


def number_phrases_of(word: str) -> list[Phrase]:
    """Cut the digits of a query, however they are punctuated; any of the phrases may stand.

    What begins with 0 may begin a number of Japan, which is indexed as it is dialled from abroad.

    >>> number_phrases_of("3-1234")
    [Phrase(tokens=('3123', '1234'), is_prefix=False)]
    >>> [phrase.tokens[-1] for phrase in number_phrases_of("090")]
    ['090', '8190']
    """
    digits = _digits(word)
    if not digits:
        return []
    return [_beginning(digits), *(_beginning(abroad, EDGE) for abroad in _from_abroad(digits))]


def exact_number_phrases_of(word: str) -> list[Phrase]:
    """Cut the digits of a query that must be a whole number, with or without its country."""
    digits = _digits(word)
    numbers = (digits, *_from_abroad(digits)) if digits else ()
    return [Phrase((EDGE, *_number_tokens(it), EDGE), is_prefix=False) for it in numbers]


def _beginning(digits: str, *before: str) -> Phrase:
    if len(digits) < DIGITS_AT_ONCE:
        return Phrase((*before, digits), is_prefix=True)
    return Phrase((*before, *_pieces(digits, DIGITS_AT_ONCE)), is_prefix=False)


def _from_abroad(digits: str) -> tuple[str, ...]:
    return (f"{_digits(JAPAN)}{digits[1:]}",) if digits.startswith("0") else ()


def _digits(text: str) -> str:
    plain = text.removeprefix("+")
    return plain if plain.isdecimal() and plain.isascii() else _NO_DIGIT.sub("", fold_letters(text))


def _pieces(digits: str, length: int) -> Iterator[str]:
    return (digits[start : start + length] for start in range(len(digits) - length + 1))


def _number_tokens(digits: str) -> list[str]:
    tails = (digits[-length:] for length in range(DIGITS_AT_ONCE - 1, 0, -1))
    return [*_pieces(digits, DIGITS_AT_ONCE), *(tail for tail in tails if tail)]


@lru_cache(maxsize=CUTS_KEPT)
def _cut_text(text: str) -> tuple[str, ...]:
    return (" ".join(tokens_of(text)),)


@lru_cache(maxsize=CUTS_KEPT)
def _cut_number(number: str) -> tuple[str, ...]:
    """Cut a number as it is dialled from abroad, and at home where that is not 0 and the rest."""
    abroad = number.partition(";")[0]
    at_home = () if abroad.startswith(JAPAN) else (_digits_at_home(abroad),)
    numbers = (_digits(abroad), *at_home)
    return tuple(" ".join(_number_tokens(digits)) for digits in numbers)


def _digits_at_home(abroad: str) -> str:
    """Return the digits that are dialled in the number's own country; none when it is no number.

    >>> _digits_at_home("+442079460000"), _digits_at_home("x")
    ('02079460000', '')
    """
    import phonenumbers  # noqa: PLC0415 - a search needs none

    try:
        number = phonenumbers.parse(abroad)
    except phonenumbers.NumberParseException:
        return ""
    return _digits(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL))


COLUMNS: dict[str, Callable[[Contact], Iterable[str]]] = {
    "name": lambda contact: [contact.name.text],
    "name_kana": lambda contact: [contact.name_kana.text],
    "name_roman": lambda contact: [contact.name_roman.text],
    "company": lambda contact: [contact.company, *contact.also_at],
    "company_kana": lambda contact: [contact.company_kana],
    "company_roman": lambda contact: [contact.company_roman],
    "department": lambda contact: contact.departments,
    "title": lambda contact: contact.titles,
    "address": lambda contact: [address.text for address in contact.addresses],
    "postal_code": lambda contact: [address.postal_code for address in contact.addresses],
    "note": lambda contact: [*contact.notes, *(note.text for note in contact.dated_notes)],
    "prefecture": lambda contact: spellings(it.prefecture for it in contact.addresses),
    "city": lambda contact: [address.city for address in contact.addresses],
    "email": lambda contact: contact.emails,
    "url": lambda contact: contact.urls,
    "social": lambda contact: contact.socials,
    "qualification": lambda contact: contact.qualifications,
    "tag": lambda contact: contact.tags,
    "phone": lambda contact: _numbers(contact, Kind.PHONE),
    "mobile": lambda contact: _numbers(contact, Kind.MOBILE),
    "fax": lambda contact: _numbers(contact, Kind.FAX),
    "event": lambda contact: contact.events,
}
"""The columns of the text index, in its order, and what of a contact stands in each."""

NUMBER_COLUMNS = ("phone", "mobile", "fax")


def _numbers(contact: Contact, kind: Kind) -> list[str]:
    return [phone.value for phone in contact.phones if phone.kind is kind]


def index_text(contact: Contact) -> dict[str, str]:
    """Return the tokens of each column, ready for the text index; sounds follow the readings.

    >>> index_text(Contact("x", emails=("ann@acme.example",)))["email"].split(EDGE)
    ['', ' ann acme example ', '']
    """
    texts = {
        column: _column_text(cut, held) if (held := values(contact)) else ""
        for column, cut, values in _CUTS
    }
    for column, sounds in _sounds(contact).items():
        if sounds:
            texts[column] = " ".join(filter(None, (texts[column], *sounds)))
    return texts


def _sounds(contact: Contact) -> dict[str, list[str]]:
    readings = (contact.name_kana.text, contact.name_roman.text, contact.guessed_kana.text)
    return {
        "name_roman": sounds_of(contact.name.text, readings),
        "company_roman": sounds_of(contact.company, [contact.company_kana]),
    }


def _column_text(cut: Callable[[str], tuple[str, ...]], values: Iterable[str]) -> str:
    held = [text for value in values if value for text in cut(value) if text]
    return f"{EDGE} {f' {EDGE} '.join(held)} {EDGE}" if held else ""


_CUTS = tuple(
    (column, _cut_number if column in NUMBER_COLUMNS else _cut_text, values)
    for column, values in COLUMNS.items()
)
