"""Decide where a card goes: to the contact it surely belongs to, or to a person's desk."""

from collections.abc import Iterable
from dataclasses import replace

from cardscan.config import OnDuplicate
from cardscan.contact import Contact, Decision, Match, Outcome, Reason, Verdict
from cardscan.language import N_
from cardscan.match.compare import weigh
from cardscan.match.evidence import RANK
from cardscan.match.traits import traits_of

GAP = 0.2  # by which the best candidate must lead before it is joined without a person
MOST_DOUBTS = 5  # people to choose from; more would not be looked at
NAMELESS = Reason(N_("no name was read"), 0.0)


def decide(person: Contact, candidates: Iterable[Contact], on_duplicate: OnDuplicate) -> Decision:
    """Say what becomes of a card by what it has in common with older contacts.

    Who is only perhaps the same person keeps no card waiting; ``duplicates`` lists them.
    """
    found = () if on_duplicate is OnDuplicate.KEEP else matches(person, candidates)
    fitting = [pair for pair in found if pair[1].verdict is not Verdict.UNSURE]
    if not fitting:
        names = (person.name, person.name_kana, person.name_roman)
        has_name = any(name.text for name in names)
        return Decision(Outcome.NEW) if has_name else Decision(Outcome.REVIEW, reasons=(NAMELESS,))
    best, match = fitting[0]
    likely = match.verdict is Verdict.LIKELY and on_duplicate is OnDuplicate.JOIN
    if match.verdict is Verdict.SAME or likely:
        skip = on_duplicate is OnDuplicate.SKIP
        return Decision(Outcome.KNOWN if skip else Outcome.JOINED, best.id, match.reasons)
    doubts = tuple(contact.id for contact, _ in fitting[:MOST_DOUBTS])
    return Decision(Outcome.REVIEW, None, match.reasons, doubts)


def matches(card: Contact, candidates: Iterable[Contact]) -> tuple[tuple[Contact, Match], ...]:
    """Compare with each candidate; return those who may be the same person, the best first.

    The gap rule: when a second one fits nearly as well, the first is not taken for SAME.
    """
    others = [(candidate, traits_of(candidate)) for candidate in candidates]
    if not others:
        return ()
    ours = traits_of(card)
    alike = sum(theirs.name == ours.name != "" for _, theirs in others)
    weighed = (
        (candidate, weigh(ours, theirs, namesakes=alike - 1)) for candidate, theirs in others
    )
    fitting = [pair for pair in weighed if pair[1].verdict is not Verdict.DIFFERENT]
    fitting.sort(key=lambda pair: (-RANK.index(pair[1].verdict), -pair[1].score, pair[0].id))
    if len(fitting) > 1 and _rivals(fitting[0][1], fitting[1][1]):
        contact, match = fitting[0]
        reasons = (*match.reasons, Reason(N_("another contact fits nearly as well"), 0.0))
        fitting[0] = contact, replace(match, verdict=Verdict.LIKELY, reasons=reasons)
    return tuple(fitting)


def _rivals(first: Match, second: Match) -> bool:
    close = first.score - second.score < GAP and second.verdict is not Verdict.UNSURE
    return first.verdict is Verdict.SAME and close
