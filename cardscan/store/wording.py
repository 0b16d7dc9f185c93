"""Say what a change altered, in words for people, from the facts of the log."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cardscan.contact import Change

AS_READ = "(as on the cards)"


@dataclass(frozen=True, slots=True)
class Alteration:
    """One thing that was so before a change and is otherwise after it; empty: not there."""

    what: str
    before: str
    after: str


def alterations(change: Change) -> tuple[Alteration, ...]:
    """Return what a change altered, in the order of the facts."""
    before, after = json.loads(change.before), json.loads(change.after)
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
        return AS_READ if kind in {"correction", "checked"} else ""
    match kind:
        case "card":
            holder = f"of {value['contact']}" if value["contact"] else "of nobody"
            said = [holder, value["outcome"], value["met"], value["event"]]
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
