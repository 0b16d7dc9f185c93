"""Web addresses, with and without a scheme."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from cardscan.model import Kind
from cardscan.parse.candidates import Candidate
from cardscan.parse.domains import RESERVED, healed, registered, seen_domains
from cardscan.parse.finding import Found, ink, over_readings
from cardscan.parse.layout import Sheet

_SCHEME = r"(?:h?ttps?|hltps?|htips?)\s?(?:[:;.]\s?/?\s?/{1,2}|//|:)\s?"
_HOST = r"[A-Za-z0-9-]+(?:\s?[.,]\s?[A-Za-z0-9-]+|\.\.[A-Za-z0-9-]+){0,6}"
_PATH = r"(?:\s?:\d{2,5})?(?:/[A-Za-z0-9\-._~%!$&'()*+,;=:@/?#]*)?"
_LABEL = (
    r"(?P<label>(?:URL|Url|Web\s?site|Website|Web|WEB|HP|Homepage|Internet|Site|W"
    r"|ホームページ|サイト|网址)\s?[:.;]?\s?)?"
)
_MARKED = re.compile(
    rf"{_LABEL}(?P<all>(?P<scheme>{_SCHEME})?(?P<host>(?:www\s?[.,\s]\s?|www(?=\w)){_HOST})"
    rf"(?P<path>{_PATH})"
    rf"|(?P<scheme2>{_SCHEME})(?P<host2>{_HOST})(?P<path2>{_PATH}))",
    re.I,
)
_BARE = re.compile(
    rf"(?<![\w@./-]){_LABEL}(?P<host>[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)(?P<path>{_PATH})(?![\w@])"
)
_USUAL = frozenset(
    [
        "com",
        "net",
        "org",
        "jp",
        "info",
        "biz",
        "io",
        "dev",
        "app",
        "eu",
        "de",
        "fr",
        "uk",
        "it",
        "es",
        "ch",
        "at",
        "br",
        "pt",
        "cn",
        "tw",
        "kr",
        "au",
        "in",
        "us",
        "ca",
        "nl",
        "be",
        "tokyo",
        "shop",
        "site",
        "online",
        "me",
        "co",
        "tv",
        "design",
        "studio",
        "tech",
        "clinic",
    ]
)


def urls(sheet: Sheet) -> Iterator[Candidate]:
    """Find web addresses; a word beside "Web" is none unless it is a domain.

    >>> from cardscan.parse.testing import sheet_of
    >>> [c.value for c in urls(sheet_of("URL http：//www.example,co.jp/a/", "Web Developer"))]
    ['http://www.example.co.jp/a/']
    >>> [c.value for c in urls(sheet_of("www.acme.example", "ann@acme.example", "Node.js"))]
    ['https://www.acme.example']
    """
    known = seen_domains(sheet)
    for strip, found in over_readings(sheet, lambda text: _in_text(text, known)):
        spans, labels = ink(sheet, strip, found, "url")
        yield Candidate(
            Kind.URL, found.value, spans, found.score, "url", found.evidence, labels=labels
        )


def _in_text(text: str, known: Counter[str]) -> Iterator[Found]:
    taken: list[tuple[int, int]] = []
    for match in _MARKED.finditer(text):
        if match.end() < len(text) and text[match.end()] == "@":
            continue
        if found := _marked(match, known):
            taken.append((found.start, found.end))
            yield found
    for match in _BARE.finditer(text):
        overlaps = any(match.start("host") < end and start < match.end() for start, end in taken)
        if not overlaps and (found := _bare(match)):
            yield _whole(found, known)


def _marked(match: re.Match[str], known: Counter[str]) -> Found | None:
    host = match["host"] or match["host2"]
    scheme = "http" if _is_plain_http(match["scheme"] or match["scheme2"] or "") else "https"
    path = (match["path"] or match["path2"] or "").rstrip(".,;:)'")
    end = match.end("all")
    host = re.sub(r"(?i)^[a-z](?=www\.)", "", host)  # an icon before it: twww.acme.example
    plain = re.sub(r"^(www)(?:\s?[.,\s]\s?|(?=[A-Za-z0-9]))", r"\1.", host, flags=re.I)
    plain, cut = _without_tail(plain)
    repaired = healed(plain, _with_www(known, plain))
    if repaired is None or (cut and path):
        return None
    domain, reason = repaired
    evidence = ("web address",) + ((f"domain repaired: {reason}",) if reason else ())
    lost = len(match["path"] or match["path2"] or "") - len(path)
    return Found(
        match.start("all"),
        end - cut - lost,
        f"{scheme}://{domain}{path}",
        4.5 - (1.0 if reason else 0.0) + (0.5 if known[domain.removeprefix("www.")] > 1 else 0.0),
        evidence,
        (match.start("label"), match.end("label")) if match["label"] else None,
    )


def _is_plain_http(scheme: str) -> bool:
    letters = re.sub(r"[^a-z]", "", scheme.lower())
    return bool(letters) and not letters.endswith("s")


def _with_www(known: Counter[str], host: str) -> Counter[str]:
    if not host.lower().startswith("www."):
        return known
    return Counter({f"www.{domain}": count for domain, count in known.items()})


def _without_tail(host: str) -> tuple[str, int]:
    """Cut words that follow a complete domain after a space; return how many characters went."""
    for space in re.finditer(r"\s", host):
        before = host[: space.start()].rstrip(".,")
        if registered(before) and before.count(".") >= 2:
            return before, len(host) - len(before)
    return re.sub(r"\s", "", host), 0


def _whole(found: Found, known: Counter[str]) -> Found:
    """Make whole a domain of which the reader saw the end alone, as the mail address has it.

    >>> _whole(Found(0, 7, "https://ll.example", 2.0), Counter(["oakhill.example"])).value
    'https://oakhill.example'
    """
    host, slash, path = found.value.removeprefix("https://").partition("/")
    for domain in known:
        begin = domain.removesuffix(host)
        if begin != domain and begin and not begin.endswith(".") and known[host] <= known[domain]:
            return replace(
                found,
                value=f"https://{domain}{slash}{path}",
                evidence=(*found.evidence, "the other address has its beginning"),
            )
    return found


def _bare(match: re.Match[str]) -> Found | None:
    host, path = match["host"], match["path"].rstrip(".,;:)'")
    labels = host.split(".")
    if not registered(host) or (
        host.lower() != host and not host.isupper() and match["label"] is None
    ):
        return None
    if labels[-1].lower() not in _USUAL | RESERVED and match["label"] is None:
        return None
    if not any(character.isalpha() for character in labels[-2]):
        return None
    return Found(
        match.start("host"),
        match.end("path") - (len(match["path"]) - len(path)),
        f"https://{host.lower()}{path}",
        3.5 if match["label"] else 2.0,
        ("bare domain",),
        (match.start("label"), match.end("label")) if match["label"] else None,
    )
