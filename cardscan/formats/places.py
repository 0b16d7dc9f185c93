"""Make one address of the parts that a file tells, in the order of its country."""

import re
import unicodedata
from collections.abc import Mapping

from cardscan.contact import Address
from cardscan.corrections import is_cjk, prefecture_in

_CODE = re.compile(r"〒?\s?(\d{3}-\d{4})\s+(\S.*)")  # as a Japanese address begins
_JAPAN = frozenset(("japan", "日本", "日本国"))


def address_of(parts: Mapping[str, str], region: str) -> Address:
    """Return an address of what is known: its parts, the whole of it, or both.

    >>> address_of({"street": "千代田1-2-3", "city": "千代田区", "prefecture": "東京都"}, "JP").text
    '東京都千代田区千代田1-2-3'
    >>> address_of({"street": "1 Sample Street", "city": "Exampletown"}, "JP").text
    '1 Sample Street, Exampletown'
    """
    country, foreign = _country(parts.get("country", ""))
    code = parts.get("postal_code") or parts.get("postal_digits", "")
    code = _postal_code(code, country or region)
    prefecture, city, street, building = (
        parts.get(part, "") for part in ("prefecture", "city", "street", "building")
    )
    text = parts.get("text", "")
    if not code and (found := _CODE.match(text)):
        code, text = found[1], found[2]
    if not text:
        text = _written(prefecture, city, street, building)
        text = ", ".join(filter(None, (text, foreign)))
    if not city:  # nobody split it: what stands as the street is the whole
        street = ""
    return Address(
        text or code, code, prefecture or prefecture_in(text), city, street, building, country
    )


def _written(prefecture: str, city: str, street: str, building: str) -> str:
    if is_cjk(prefecture + city + street):
        return " ".join(filter(None, (prefecture + city + street, building)))
    return ", ".join(filter(None, (street, building, city, prefecture)))


def _country(text: str) -> tuple[str, str]:
    """Return the code of a country (ISO 3166 alpha-2), or a name that is none, for the text."""
    if text.casefold() in _JAPAN:
        return "JP", ""
    if len(text) == 2 and text.isascii() and text.isalpha():
        return text.upper(), ""
    return "", text


def _postal_code(text: str, region: str) -> str:
    """Write a postal code as its country does.

    >>> _postal_code("〒１０００００５", "JP"), _postal_code("EX1 2MP", "GB")
    ('100-0005', 'EX1 2MP')
    """
    code = unicodedata.normalize("NFKC", text).strip("〒 ")
    is_japanese = region == "JP" and len(code) == 7 and code.isdecimal()
    return f"{code[:3]}-{code[3:]}" if is_japanese else code
