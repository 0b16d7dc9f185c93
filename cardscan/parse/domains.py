"""Domains: which ones can exist, and how a broken one is healed for a reason."""

import re
from collections import Counter
from functools import cache

from publicsuffixlist import PublicSuffixList

from cardscan.parse.layout import Sheet

# RFC 2606 and RFC 6761: names that never belong to anybody
RESERVED = frozenset({"example", "test", "invalid", "localhost"})
_MACHINES = frozenset({"www", "mail", "web", "ftp"})
_SUFFIXES = [
    "com",
    "net",
    "org",
    "info",
    "biz",
    "jp",
    "co.jp",
    "or.jp",
    "ne.jp",
    "ac.jp",
    "go.jp",
    "gr.jp",
    "ed.jp",
    "lg.jp",
    "de",
    "fr",
    "uk",
    "co.uk",
    "eu",
    "it",
    "es",
    "ch",
    "at",
    "br",
    "com.br",
    "pt",
    "cn",
    "com.cn",
    "tw",
    "com.tw",
    "hk",
    "kr",
    "co.kr",
    "au",
    "com.au",
    "in",
    "co.in",
    "io",
    "dev",
    "app",
    "tokyo",
]
_JAPANESE = re.compile(r"^(?P<name>.+?)\.?(?P<kind>co|ne|or|ac|go|ed|gr|lg)\.?(?P<top>jp|ip|jq)$")
_DOMAIN = re.compile(r"(?<![\w@])(?:https?://)?(?:www\.)?([a-z0-9-]+(?:\.[a-z0-9-]+)+)", re.I)
_AT_DOMAIN = re.compile(r"@([a-z0-9-]+(?:\.[a-z0-9-]+)+)", re.I)


@cache
def _list() -> PublicSuffixList:
    return PublicSuffixList(accept_unknown=False)


def registered(domain: str) -> str:
    """Return the part of a domain that somebody registers, empty when it cannot exist.

    >>> registered("mail.sales.example.co.jp"), registered("acme.example"), registered("a.c0m")
    ('example.co.jp', 'acme.example', '')
    """
    domain = domain.lower().strip(".")
    labels = domain.split(".")
    if len(labels) < 2 or not all(_is_label(label) for label in labels):
        return ""
    if labels[-1] in RESERVED:
        return ".".join(labels[-2:])
    return str(_list().privatesuffix(domain) or "")


def own_name(host: str) -> str:
    """Return the label by which somebody is known: their domain's first.

    Domains that stand for any in examples are like suffixes: the label before them counts.

    >>> own_name("mail.acme.co.jp"), own_name("www.acme.example.com"), own_name("a.c0m")
    ('acme', 'acme', '')
    """
    domain = registered(host)
    name = domain.partition(".")[0]
    before = host.lower().removesuffix(domain).rstrip(".").rpartition(".")[2]
    return before if name in RESERVED and before and before not in _MACHINES else name


def _is_label(label: str) -> bool:
    return bool(label) and len(label) <= 63 and label[0] != "-" and label[-1] != "-"


def look_alike_key(text: str) -> str:
    """Return one spelling for all that a reader may confuse.

    >>> look_alike_key("exarnp1e.c0m") == look_alike_key("example.com")
    True
    """
    text = text.lower().replace("rn", "m").replace("vv", "w").replace("cl", "d")
    return text.translate(str.maketrans("01ij|5qgé", "olllls99e"))


def healed(domain: str, known: Counter[str] | None = None) -> tuple[str, str] | None:
    """Return a domain that can exist and the reason of the repair, None when there is none.

    >>> healed("example,co.jp"), healed("example.co.ip"), healed("samplecojp")
    (('example.co.jp', 'commas read as dots'), ('example.co.jp', 'known suffix'), \
('sample.co.jp', 'known suffix'))
    >>> healed("acme.example"), healed("version.2")
    (('acme.example', ''), None)
    """
    plain = re.sub(r"\.+", ".", re.sub(r"\s*[.,。・·、]\s*", ".", domain.lower())).strip(".-")
    if registered(plain):
        return _most_seen(plain, known) or (
            plain,
            "" if plain == domain.lower() else "commas read as dots",
        )
    if twin := _twin(plain, known):
        return twin, "the other address on the card"
    if repaired := _with_known_suffix(plain):
        return repaired, "known suffix"
    return None


def _most_seen(domain: str, known: Counter[str] | None) -> tuple[str, str] | None:
    """Prefer the spelling that stands on the card more often."""
    twin = _twin(domain, known)
    if known is None or not twin or twin == domain or known[twin] <= known[domain]:
        return None
    return twin, "the other address on the card"


def _twin(domain: str, known: Counter[str] | None) -> str:
    if not known:
        return ""
    key = look_alike_key(domain.replace(".", ""))
    twins = [other for other in known if look_alike_key(other.replace(".", "")) == key]
    return max(twins, key=lambda other: known[other], default="")


def _with_known_suffix(domain: str) -> str:
    if found := _JAPANESE.match(domain):
        repaired = f"{found['name']}.{found['kind']}.jp"
        return repaired if registered(repaired) else ""
    labels = domain.split(".")
    last = labels[-1]
    for suffix in _SUFFIXES:
        if len(labels) > 1 and _confusable(last, suffix):
            return ".".join([*labels[:-1], suffix])
    for suffix in ("com", "net", "org", "jp"):
        if len(labels) == 1 and last.endswith(suffix) and len(last) - len(suffix) >= 4:
            return f"{last[: -len(suffix)]}.{suffix}"
    return ""


def _confusable(label: str, suffix: str) -> bool:
    if "." in suffix or label == suffix:
        return False
    extra = {"con", "comn", "corm", "c.om", "cam", "oom"} if suffix == "com" else set()
    return label in extra or look_alike_key(label) == look_alike_key(suffix)


def seen_domains(sheet: Sheet) -> Counter[str]:
    """Count the well-formed domains on a card over all readers."""
    counts: Counter[str] = Counter()
    for strip in sheet.strips:
        for text in (strip.text, *strip.variants):
            for pattern in (_DOMAIN, _AT_DOMAIN):
                counts.update(
                    host.lower().removeprefix("www.")
                    for host in pattern.findall(text)
                    if registered(host)
                )
    return counts
