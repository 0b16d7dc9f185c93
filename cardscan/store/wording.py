"""Say what a change altered, in words for people, from the facts of the log."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cardscan.contact import Change
from cardscan.language import N_, _
from cardscan.store.log import read_logged

AS_READ = N_("(as on the cards)")
_NOTHING = {"card": N_("of nobody"), "correction": AS_READ, "checked": AS_READ}


@dataclass(frozen=True, slots=True)
class Alteration:
    """One thing that was so before a change and is otherwise after it; empty: not there."""

    what: str
    before: str
    after: str


def alterations(change: Change) -> tuple[Alteration, ...]:
    """Return what a change altered, in the order of the facts."""
    before, after = read_logged(change.before), read_logged(change.after)
    return tuple(_alteration(key, before.get(key), after[key]) for key in after)


def _alteration(key: str, before: Any, after: Any) -> Alteration:
    kind, *names = key.split(":", 2)
    labels: Mapping[str, str] = {
        "card": _("card {id}").format(id=names[0]),
        "checked": _("field {place} of card {id}").format(place=names[-1], id=names[0]),
        "merged": _("contact {id}").format(id=names[0]),
        "correction": _(names[-1]),
        "tag": _("tag {label}").format(label=names[-1]),
        "note": _("note"),
        "mark": _(names[-1].replace("_", "-")),
        "pair": _("{a} and {b}").format(a=names[0], b=names[-1]),
    }
    return Alteration(labels[kind], _said(kind, before), _said(kind, after))


def _said(kind: str, value: Any) -> str:
    if value is None:
        return _(_NOTHING.get(kind, ""))
    match kind:
        case "card":
            owner, outcome = _("of {contact}").format(contact=value["contact"]), value["outcome"]
            said = [owner, _(outcome), value["met"], value.get("event")]
        case "merged":
            said = [_("is {contact}").format(contact=value)]
        case "tag":
            said = [_("set")]
        case "note" | "mark":
            said = [_(value[name]) if name == "kind" else value[name] for name in sorted(value)]
        case "correction":
            said = value or [_("(none)")]
        case _:
            said = [_(value) if kind == "pair" else value or _("(nothing)")]
    return ", ".join(filter(None, said))
