"""What stands in one cell of a table, split as on a card: names without a gap, whole addresses."""

import re
from functools import lru_cache

from cardscan.corrections import PREFECTURE
from cardscan.parse.addresses import parts_of
from cardscan.parse.dictionary import FAMILY, readings
from cardscan.parse.people import cuts_of
from cardscan.parse.postal import town_of
from cardscan.parse.text import squeezed

SURE = 2.0  # of a cut: of 5,700 drawn names 94 % are as sure, and 99.8 % of those are cut right
AHEAD = 0.3  # of the second best cut

_PLAIN = {0xFF01 + at: 0x21 + at for at in range(94)} | dict.fromkeys(map(ord, "−–—―‐‑ー"), "-")
_PLAIN |= {0x3000: " "}
_IN_ORDER = ("prefecture", "city", "street", "building")
_MAY_BE_A_QUARTER = re.compile("[^郡]*[町村]")


@lru_cache(maxsize=2048)
def name_parts(text: str) -> tuple[str, str] | None:
    """Cut a name of kanji or kana that has no gap into family and given; None in doubt.

    >>> name_parts("山田太郎"), name_parts("田中"), name_parts("見本商事")
    (('山田', '太郎'), None, None)
    """
    if " " in text or readings(text, FAMILY):  # a family name alone
        return None
    best, *others = sorted(cuts_of(text), key=lambda cut: -cut.score) or (None,)
    if best is None or best.score < SURE:
        return None
    if others and best.score - others[0].score < AHEAD:
        return None
    return best.family, best.given


@lru_cache(maxsize=20_000)  # a company's address stands on many cards
def address_parts(text: str, postal_code: str = "") -> dict[str, str]:
    """Split a Japanese address into prefecture, city, street and building; empty in doubt.

    The prefecture may be known by the postal code alone.

    >>> address_parts("千代田区千代田1-2-3 見本ビル4F", "100-0001")["prefecture"]
    '東京都'
    >>> [*address_parts("東京都千代田区千代田１−２−３　見本ビル4F").values()]
    ['東京都', '千代田区', '千代田１−２−３', '見本ビル4F', 'JP']
    >>> address_parts("1 Sample Street, Exampletown")
    {}
    """
    plain = text.translate(_PLAIN)
    # where the prefecture is told, the post knows nothing that is not there
    town = None if PREFECTURE.match(plain) else town_of(postal_code.replace("-", ""))
    parts = dict(parts_of(plain, town))
    city, at = parts.get("city", ""), 0
    if not city or ("prefecture" not in parts and _MAY_BE_A_QUARTER.fullmatch(city)):
        return {}
    for part in _IN_ORDER:  # as printed: these find them only
        found = plain.find(parts.get(part, ""), at)
        if found >= 0 and part in parts:
            at = found + len(parts[part])
            parts[part] = text[found:at]
    told = "".join(parts.get(part, "") for part in _IN_ORDER)
    return parts if squeezed(told).endswith(squeezed(text)) else {}  # nothing may be lost
