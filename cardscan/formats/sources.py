"""The vocabulary in which a profile says where the text of a column comes from.

::

    company                a field; its name is the field kind of the outer interface
    name.family            a part of it: family, given, text (name, name_kana, name_roman)
    address[1].city        the first address: postal_code, postal_digits, prefecture, city,
                           street, building, country, text
    phone[2]               the second of its kind; phone, mobile, fax, email, url, social,
                           department, title, qualification, note, tag count from 1
    email[2..]             the second and all after it
    department             without a number: all of them
    number[1]              phone, mobile and fax numbers in one row
    number[n].label        the profile's word for the kind, from its [labels]
    phone[n]               in a column whose header has {n}: one column for each number
    id, cards, met, updated   of the contact itself
    do_not_contact, consent   whether and how it is marked so
    rest                   one line, "kind: value", for each value without another column

What nobody could split stands whole where most of it belongs: a name in its family part, an
address in its street. A contact known by a roman name alone has that as its name.
"""

import dataclasses
import re
from collections.abc import Sequence
from dataclasses import dataclass

from cardscan.additions import Topic
from cardscan.language import _
from cardscan.model import Kind

REST = "rest"


@dataclass(frozen=True, slots=True)
class Source:
    """One phrase of the vocabulary, such as ``address[1].city``."""

    field: str
    part: str = ""
    first: int = 0  # counting from 1; 0 means all of them
    and_after: bool = False  # not only the first that is meant
    is_repeated: bool = False  # one column for each value
    key: tuple[str, str] = dataclasses.field(
        init=False, compare=False, repr=False
    )  # asked for in every cell

    def __post_init__(self) -> None:
        """Note the key once: every cell asks for it."""
        object.__setattr__(self, "key", (self.field, self.part))

    @property
    def phrase(self) -> str:
        """Return the phrase that means this.

        >>> parse_source("address[1].city").phrase, parse_source("email[2..]").phrase
        ('address[1].city', 'email[2..]')
        """
        number = "n" if self.is_repeated else str(self.first) if self.first else ""
        index = f"[{number}{'..' if self.and_after else ''}]" if number else ""
        return f"{self.field}{index}{'.' if self.part else ''}{self.part}"

    def pick(self, texts: Sequence[str], number: int) -> Sequence[str]:
        """Return the texts that are meant; ``number`` (from 1) is that of a repeated column."""
        if self.is_repeated:
            return texts[number - 1 : number]
        if not self.first:
            return texts
        return texts[self.first - 1 :] if self.and_after else texts[self.first - 1 : self.first]

    @property
    def means_all(self) -> bool:
        """Say whether every value of the field is written."""
        return self.is_repeated or self.first == 0

    def means(self, position: int) -> bool:
        """Say whether the value at a position (from 1) is written."""
        return (
            self.means_all or position == self.first or (self.and_after and position > self.first)
        )


_PHRASE = re.compile(
    r"(?P<field>[a-z_]+)"
    r"(?:\[(?P<index>n|(?P<first>[1-9]\d*)(?P<after>\.\.)?)\])?"
    r"(?:\.(?P<part>[a-z_]+))?"
)

NAMES = (Kind.NAME, Kind.NAME_KANA, Kind.NAME_ROMAN)
_NAME_PARTS = ("", "text", "family", "given")
PHONES = (Kind.PHONE, Kind.MOBILE, Kind.FAX)
MARKS = (Topic.DO_NOT_CONTACT, Topic.CONSENT)
_TEXTS = ("company", "company_kana", "company_roman", "id", "cards", "met", "updated", REST, *MARKS)
_LISTS = ("email", "url", "social", "department", "title", "qualification", "note", "tag")
_ADDRESS_PARTS = (
    *("", "text", "postal_code", "postal_digits", "prefecture", "city", "street", "building"),
    *("country", "label"),
)

_PARTS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(NAMES, _NAME_PARTS),
    **dict.fromkeys(_TEXTS, ("",)),
    **dict.fromkeys(_LISTS, ("", "label")),
    **dict.fromkeys((*PHONES, "number"), ("", "label")),
    "address": _ADDRESS_PARTS,
}


def parse_source(phrase: str) -> Source:
    """Parse a phrase; raise ValueError naming what is not in the vocabulary.

    >>> parse_source("address[1].city")
    Source(field='address', part='city', first=1, and_after=False, is_repeated=False)
    """
    match = _PHRASE.fullmatch(phrase)
    field = match["field"] if match else ""
    if match is None or field not in _PARTS:
        raise ValueError(
            _("'{phrase}' is no source. Known fields: {known}").format(
                phrase=phrase, known=", ".join(sorted(_PARTS))
            )
        )
    source = Source(
        field=field,
        part=match["part"] or "",
        first=int(match["first"] or 0),
        and_after=bool(match["after"]),
        is_repeated=match["index"] == "n",
    )
    if source.part not in _PARTS[field]:
        raise ValueError(
            _("'{phrase}': the parts of {field} are {parts}").format(
                phrase=phrase, field=field, parts=", ".join(_PARTS[field][1:])
            )
        )
    if match["index"] and (field in NAMES or field in _TEXTS):
        raise ValueError(
            _("'{phrase}': a contact has one {field}, so it takes no number").format(
                phrase=phrase, field=field
            )
        )
    return source
