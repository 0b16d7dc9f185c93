"""Local parts: how a person's name stands in a mail address, before the sign."""

import re

from cardscan.parse.people import PersonName, is_known_name
from cardscan.parse.readings import folded, letters, likeness
from cardscan.parse.text import is_latin


def named_in(name: PersonName, local: str) -> float:
    """Weigh how a person's name stands in the local part of an address."""
    tokens = [folded(token) for token in re.split(r"[._\-+\d]+", local) if token]
    joined = "".join(tokens)
    best = 0.0
    for spoken in name.spoken:
        family, _, given = spoken.partition(" ")
        family, given = family.replace(" ", ""), given.replace(" ", "")
        if not family or not given:
            continue
        hits = sum(
            any(len(part) > 1 and likeness(part, token) >= 85 for token in tokens)
            for part in (family, given)
        )
        if given.startswith(joined) and len(joined) >= 4:
            best = max(best, 2.5)
        if hits == 2 or joined in {family + given, given + family}:
            return 4.0
        initials = {given[0] + family, family + given[0], family[0] + given, given + family[0]}
        if joined in initials or (hits == 1 and len(tokens) <= 2):
            best = max(best, 3.0)
        elif len(family) > 3 and family in joined:
            best = max(best, 1.5)
    return best


def named_by_mail(text: str, locals_: tuple[str, ...]) -> PersonName | None:
    """Weigh a known given name and a word that the mail address has: Linda Lager, l.lager@…."""
    given, _, family = text.partition(" ")
    named = len(letters(family)) > 3 and any(letters(family) in letters(one) for one in locals_)
    known = is_latin(text) and " " not in family and text.istitle() and named
    if not known or not is_known_name({"family": family, "given": given}):
        return None
    return PersonName(text, family, given, 2.0, (f"{folded(family)} {folded(given)}",))
