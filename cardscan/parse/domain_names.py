"""Names in domains: whether a domain is called after an organisation on the card."""

import re

from rapidfuzz import fuzz

from cardscan.parse.dictionary import reading_of
from cardscan.parse.organizations import japanese_legal_form, western_legal_form
from cardscan.parse.readings import folded, letters
from cardscan.parse.text import is_han, is_japanese, is_latin, squeezed


def named_by(text: str, domains: tuple[str, ...]) -> bool:
    """Tell whether an organisation, without its legal form, is what the domain is called after.

    >>> named_by("ヤマト鋼業株式会社", ("yamato",)), named_by("Blue Yard GmbH", ("blueyard",))
    (True, True)
    """
    plain = japanese_legal_form().sub("", squeezed(text)) if not is_latin(text) else text
    if is_latin(text):
        spelt = letters(text)
        return any(len(one := letters(d)) >= 3 and (one in spelt) for d in domains)
    return begins_like(plain, domains)


def spelt_by(text: str, domains: tuple[str, ...]) -> bool:
    """Tell whether a domain is an organisation's whole name without its legal form.

    >>> spelt_by("Blue Yard GmbH", ("blueyard",)), spelt_by("ヤマト鋼業株式会社", ("yamato",))
    (True, False)
    """
    if is_latin(text):
        form = western_legal_form().search(text)
        spelt = letters(text[: form.start()] if form else text)
        return len(spelt) > 3 and spelt in map(letters, domains)
    plain = japanese_legal_form().sub("", squeezed(text))
    spelt = folded(_latin(reading_of(plain)))
    return len(spelt) > 3 and spelt in map(folded, domains)


def begins_like(name: str, domains: tuple[str, ...]) -> bool:
    """Tell whether a firm's name is read as a domain goes on: ヤマト鋼業, yamato."""
    spelt = folded(_latin(reading_of(name)))
    return any(len(letters(domain)) >= 3 and spelt.startswith(folded(domain)) for domain in domains)


def spells(text: str, domains: tuple[str, ...]) -> bool:
    """Tell whether whole words of a short line spell a domain: Harbour View Hotels, harbourview.

    >>> spells("Harbour View Hotels Group", ("harbourview",)), spells("Portland", ("port",))
    (True, False)
    """
    spelt = [letters(word) for word in text.split()]
    if not is_latin(text) or not 1 < len(spelt) <= 6 or re.search(r"[!?]", text):
        return False
    runs = {"".join(spelt[a:b]) for a in range(len(spelt)) for b in range(a + 1, len(spelt) + 1)}
    whole = "".join(spelt)
    return any(
        len(plain) > 3
        and (plain in runs or (len(plain) > len(spelt[0]) and whole.startswith(plain)))
        for plain in map(letters, domains)
    )


def domain_likeness(text: str, domains: tuple[str, ...]) -> float:
    """Return how well a text names a domain, 0 to 100.

    >>> domain_likeness("Contoso", ("contoso",)), domain_likeness("Blue Yard", ("blueyard",))
    (100.0, 100.0)
    """
    if not domains or len(text) > 40:
        return 0.0
    if is_latin(text):
        spellings = [letters(text)]
    elif is_han(text) or is_japanese(text):
        spellings = [folded(_latin(reading_of(text)))]
    else:
        return 0.0
    likely = 0.0
    for domain in domains:
        plain = letters(domain)
        for spelling in spellings:
            if len(spelling) < 3 or len(plain) < 3:
                continue
            target = folded(plain) if not is_latin(text) else plain
            likely = max(likely, fuzz.ratio(spelling, target))
    return likely


def _latin(kana: str) -> str:
    import jaconv  # noqa: PLC0415 - only cards with kana need its tables

    return str(jaconv.kana2alphabet(jaconv.kata2hira(kana.replace("ー", ""))))
