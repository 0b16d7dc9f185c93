"""Say what a change altered, in words for people, from the facts of the log."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cardscan.contact import Change
from cardscan.store.log import read_logged

AS_READ = "(as on the cards)"
_NOTHING = {"card": "of nobody", "correction": AS_READ, "checked": AS_READ}


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
        "card": f"card {names[0]}",
        "checked": f"field {names[-1]} of card {names[0]}",
        "merged": f"contact {names[0]}",
        "correction": names[-1],
        "tag": f"tag {names[-1]}",
        "note": "note",
        "mark": names[-1].replace("_", "-"),
        "pair": f"{names[0]} and {names[-1]}",
    }
    return Alteration(labels[kind], _said(kind, before), _said(kind, after))


def _said(kind: str, value: Any) -> str:
    if value is None:
        return _NOTHING.get(kind, "")
    match kind:
        case "card":
            said = [f"of {value['contact']}", value["outcome"], value["met"], value.get("event")]
        case "merged":
            said = [f"is {value}"]
        case "tag":
            said = ["set"]
        case "note" | "mark":
            said = [value[name] for name in sorted(value)]
        case "correction":
            said = value or ["(none)"]
        case _:
            said = [value or "(nothing)"]
    return ", ".join(filter(None, said))
