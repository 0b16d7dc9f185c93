"""The sentences of the log: they stand there in English and are told in the reader's language."""

import re
from collections.abc import Mapping, Sequence
from functools import cache

from cardscan.contact import Outcome, Reason
from cardscan.language import N_, _

FILED: Mapping[Outcome, str] = {
    Outcome.NEW: N_("filed a card"),
    Outcome.JOINED: N_("joined a card"),
    Outcome.REVIEW: N_("filed a card for review"),
    Outcome.BACK: N_("filed a back side"),
}
IMPORTED = N_("imported {file}")
CORRECTED = N_("corrected {kinds}")
ACCEPTED_FIELD = N_("accepted {kind} on card {card}")
CORRECTED_FIELD = N_("corrected {kind} on card {card}")
STRUCK_OUT = N_("struck out {kind} on card {card}")
LOOKED_AT = N_("looked at {number} fields")
NOTED = N_("noted a {kind} of {day}")
MARKED = N_("marked {topic}")
UNMARKED = N_("took the mark {topic} away")
MERGED = N_("merged {gone} into {kept}")
DISTINCT = N_("{a} and {b} are two persons")
SPLIT = N_("made contact {contact} of card {card}")
UNDONE = N_("took back change {number}: {change}")
FORGOT = N_("forgot a person")
FORGOTTEN = N_("forgotten")  # of a change whose facts were all taken out

_ALL = (
    *FILED.values(),
    *(IMPORTED, ACCEPTED_FIELD, CORRECTED_FIELD, STRUCK_OUT, CORRECTED, LOOKED_AT, NOTED, MARKED),
    *(UNMARKED, MERGED, DISTINCT, SPLIT, UNDONE, FORGOT, FORGOTTEN),
)
_OURS = frozenset({"kind", "kinds", "topic"})  # values that we name, not people
_LONGEST = 3  # commas and one more in the name of one piece of evidence


def because(reasons: Sequence[Reason]) -> str:
    """Write reasons after a sentence.

    >>> because([Reason("same email", 0.6)])
    ' (same email)'
    """
    return f" ({', '.join(reason.evidence for reason in reasons)})" if reasons else ""


def told(sentence: str) -> str:
    """Return a sentence of the log in the language that is spoken here; names stay as they are.

    >>> from cardscan.language import speaking
    >>> with speaking("ja"):
    ...     told("joined a card (same email)"), told("took back change 7: +展示会")
    ('名刺を既存の連絡先に追加 (メールが同じ)', '変更 7 を取り消し: タグ +展示会')
    """
    for template, pattern in _patterns():
        if found := pattern.fullmatch(sentence):
            values = found.groupdict()
            reasons = values.pop("reasons")
            words = {name: _value(name, value) for name, value in values.items()}
            return _(template).format(**words) + (f" ({_listed(reasons)})" if reasons else "")
    is_tags = sentence.startswith(("+", "-"))
    return _("tags {signs}").format(signs=sentence) if is_tags else sentence


def _value(name: str, value: str) -> str:
    if name == "change":
        return told(value)
    return _listed(value) if name in _OURS else value


def _listed(text: str) -> str:
    """Translate what is listed with commas, some of which stand within a piece of evidence."""
    rest, words = text.split(", "), []
    while rest:
        tries = (", ".join(rest[:taken]) for taken in range(min(_LONGEST, len(rest)), 0, -1))
        word = next((it for it in tries if _(it) != it), rest[0])
        words.append(_(word))
        rest = rest[word.count(", ") + 1 :]
    return ", ".join(words)


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((template, _pattern(template)) for template in _ALL)


def _pattern(template: str) -> re.Pattern[str]:
    """Return what a sentence matches that was made of a template, reasons behind it or none."""
    named = re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>.+?)", re.escape(template))
    return re.compile(named + r"(?: \((?P<reasons>.+)\))?", re.DOTALL)
