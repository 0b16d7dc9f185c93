"""What a person says the values of a contact are, in the place of what was read."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import replace
from itertools import chain, repeat
from types import MappingProxyType
from typing import Any

from cardscan.contact import Address, Contact, Name, Phone
from cardscan.errors import UsageError
from cardscan.language import _
from cardscan.model import Kind
from cardscan.prefectures import LATIN

Corrections = Mapping[Kind, tuple[str, ...]]
"""All values of a kind as a person said them; an empty tuple says there are none."""

NO_CORRECTIONS: Corrections = MappingProxyType({})

NAME_KINDS = (Kind.NAME, Kind.NAME_KANA, Kind.NAME_ROMAN)
NUMBER_KINDS = (Kind.PHONE, Kind.MOBILE, Kind.FAX)

_CJK = re.compile(
    "[\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff]"
)
PREFECTURE = re.compile("|".join(LATIN))

_LISTS = {
    Kind.DEPARTMENT: "departments",
    Kind.TITLE: "titles",
    Kind.EMAIL: "emails",
    Kind.URL: "urls",
    Kind.SOCIAL: "socials",
    Kind.QUALIFICATION: "qualifications",
    Kind.NOTE: "notes",
}


def corrected(contact: Contact, corrections: Corrections) -> Contact:
    """Put what a person said in the place of what was read; an address keeps its postal code."""
    for kind in Kind:  # in one order, whichever was corrected first
        if kind in corrections:
            contact = _with_correction(contact, kind, corrections[kind])
    return contact


def _with_correction(contact: Contact, kind: Kind, values: tuple[str, ...]) -> Contact:
    first = next(iter(values), "")
    changed: dict[str, Any]
    if kind in NAME_KINDS:
        changed = {kind.value: name_in(first)}
    elif kind in NUMBER_KINDS:
        others = [phone for phone in contact.phones if phone.kind is not kind]
        changed = {"phones": (*(Phone(kind, value) for value in values), *others)}
    elif kind is Kind.ADDRESS:
        codes = chain((address.postal_code for address in contact.addresses), repeat(""))
        coded = zip(values, codes, strict=False)
        changed = {
            "addresses": tuple(Address(text, code, prefecture_in(text)) for text, code in coded)
        }
    elif kind is Kind.POSTAL_CODE:
        nearest, *rest = contact.addresses or (Address(first),)
        changed = {"addresses": (replace(nearest, postal_code=first), *rest)}
    elif kind in _LISTS:
        changed = {_LISTS[kind]: values}
    else:
        changed = {kind.value: first}
    return replace(contact, **changed)


def values_of(contact: Contact, kind: Kind) -> tuple[str, ...]:
    """Return all values of a kind, as a correction would name them."""
    if kind in NUMBER_KINDS:
        return tuple(phone.value for phone in contact.phones if phone.kind is kind)
    if kind is Kind.ADDRESS:
        return tuple(address.text for address in contact.addresses)
    if kind is Kind.POSTAL_CODE:
        return tuple(it.postal_code for it in contact.addresses[:1] if it.postal_code)
    if kind in _LISTS:
        listed: tuple[str, ...] = getattr(contact, _LISTS[kind])
        return listed
    value = getattr(contact, kind.value)
    text: str = value.text if isinstance(value, Name) else value
    return (text,) if text else ()


def typed_value(kind: Kind, text: str, *, region: str = "JP") -> str:
    """Bring what a person typed to the form that cards are read in; raise UsageError.

    ``region`` is the country of numbers without a country code and of postal codes.

    >>> typed_value(Kind.MOBILE, "０９０-1234-5678"), typed_value(Kind.NAME, "田中　健一")
    ('+819012345678', '田中 健一')
    >>> typed_value(Kind.URL, "www.acme.example"), typed_value(Kind.POSTAL_CODE, "〒1000005")
    ('https://www.acme.example', '100-0005')
    """
    value = " ".join(text.split())
    plain = unicodedata.normalize("NFKC", value)
    if not value:
        return ""
    if kind in NUMBER_KINDS:
        return _number(plain, region)
    if kind is Kind.EMAIL:
        if not re.fullmatch(r"[^@\s]+@[^@\s]+", plain):
            raise UsageError(_("'{text}' is no mail address.").format(text=text))
        return plain
    if kind is Kind.URL:
        return plain if "://" in plain else f"https://{plain}"
    if kind is Kind.POSTAL_CODE:
        code = plain.removeprefix("〒").strip()
        return f"{code[:3]}-{code[3:]}" if region == "JP" and re.fullmatch(r"\d{7}", code) else code
    return value


def _number(text: str, region: str) -> str:
    import phonenumbers  # noqa: PLC0415 - a search needs none

    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException as error:
        raise UsageError(
            _(
                "'{text}' is no phone number. Write it with its country code, such as "
                "+81 3 1234 5678."
            ).format(text=text)
        ) from error
    extension = f";ext={number.extension}" if number.extension else ""
    plain = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return plain.partition(";")[0] + extension


def name_in(text: str) -> Name:
    """Split a typed name into family and given name.

    A name in Chinese characters or kana starts with the family; a Latin one ends with it,
    unless capitals mark it.

    >>> name_in("田中 健一").family, name_in("Ann Lee").family, name_in("TANAKA Kenichi").family
    ('田中', 'Lee', 'TANAKA')
    """
    words = text.split()
    if len(words) < 2:
        return Name(text.strip())
    capitals = [word for word in words if len(word) > 1 and word.isupper()]
    marked = len(capitals) == 1 and not is_cjk(text)
    place = words.index(capitals[0]) if marked else 0 if is_cjk(text) else len(words) - 1
    return Name(" ".join(words), words[place], " ".join(words[:place] + words[place + 1 :]))


def prefecture_in(text: str) -> str:
    """Return the prefecture that a Japanese address begins with, or an empty string.

    >>> prefecture_in("神奈川県横浜市西区1-1")
    '神奈川県'
    """
    found = PREFECTURE.match(text)
    return found.group() if found else ""


def is_cjk(text: str) -> bool:
    """Say whether a text is written in Chinese characters or kana.

    >>> is_cjk("田中 健一"), is_cjk("Müller")
    (True, False)
    """
    return _CJK.search(text) is not None
