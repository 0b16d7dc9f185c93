"""E-mail addresses, healed where the card itself gives a reason."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from email_validator import EmailNotValidError, validate_email

from cardscan.model import Kind
from cardscan.parse.candidates import Candidate, Span
from cardscan.parse.domains import healed, registered, seen_domains
from cardscan.parse.finding import Found, ink, over_readings
from cardscan.parse.labels import only_label
from cardscan.parse.layout import Sheet
from cardscan.parse.readings import letters

_NETWORKS = {"instagram", "twitter", "x", "facebook", "line", "threads", "tiktok", "insta"}
_DOMAIN = r"[A-Za-z0-9-]+(?:\s?[.,。・·]\s?[A-Za-z0-9-]+){0,5}"
_SIGNS = r"(?:[A-Za-z0-9_%+'-]|(?<!\d)\|)+"  # a bar may be an l; behind a number it ends that
_EMAIL = re.compile(
    r"(?P<label>(?:E\s?[-ー]?\s?mail|Mail|メール|メールアドレス|E(?=:))\s?[.:;]\s?)?"
    rf"(?P<local>{_SIGNS}(?:\s?[.,]{{1,2}}\s?{_SIGNS}){{0,6}}\.?)"
    r"\s{0,2}(?P<at>@|©|®|◎|ⓐ|Ⓐ|\(at\)|\[at\]|\(a\))\s{0,2}"
    rf"(?P<domain>{_DOMAIN})",
    re.I,
)
OVER_TWO = 3.5  # log-odds: both halves are whole
_BROKEN = re.compile(r"(?P<local>[A-Za-z0-9][A-Za-z0-9._%+-]*)\s?@$")
GAP_CLOSED = 0.9  # log-odds: what stood in the gap is only proposed, for a person to look at
_CUT_OFF = re.compile(
    r"(?:^|[:：;|/]\s?|(?i:mail)\s|[ァ-ヺー一-鿿]\s)(?P<part>[a-z0-9][a-z0-9._-]{0,30}) $"
)
# in small letters a capital I is an l: jesus_I@acme.example
_NO_CAPITAL = re.compile(r"(?<=[a-z0-9])I|I(?![bcdfgjkmnpqrstvwxz])")  # but Info, Ingrid
_CAPITAL_I = re.compile(
    r"(?<![\w.@-])[a-z0-9._-]+I(?:[a-z0-9._-]|I)*@|(?<=@)[a-z0-9.-]+I[a-z0-9I.-]*"
)
_NUMBER_BEFORE = re.compile(
    r"(?:\d{2,4}[-().]{1,2}\d{2,4}[-().]{1,2}\d{4}|(?<!\d)\d{2,4}(?: \d{2,4}){2,4})(?=[A-Za-z])"
)
_LETTER = re.compile(r"E[.,|](?=[a-z])|[Ee][.,|]\s")
_GLUED = re.compile(r"^(?:E-?mail|e-?mail|EMAIL|E-MAIL|Mail(?=[a-z])|MAIL(?=[a-z]))[-.]?(?=\w)")
_TORN = re.compile(  # example.co. jp, example. com
    r"(?:(?<=\.co)|(?<=\.(?:ne|or|ac|go|lg|gr|ed|ad)))[.,]\s[a-z]{2}$|[.,]\s(?:com|net|org|jp)$"
)
_NEXT = re.compile(r"(?i)(?<=[a-z])(?:URL|HP|Web|TEL|FAX)?[:：]?(?=https?|www\b)|(?<=[a-z])URL")
_WITHOUT_AT = re.compile(r"(?:E-?mail|Mail|メール)\s?[.:]?\s?(?P<all>[A-Za-z0-9._-]{4,80})", re.I)


def emails(sheet: Sheet) -> Iterator[Candidate]:
    """Find e-mail addresses, healing what OCR breaks.

    >>> from cardscan.parse.testing import sheet_of
    >>> [c.value for c in emails(sheet_of("E-mail: ann.lee @ acme.example"))]
    ['ann.lee@acme.example']
    >>> [c.value for c in emails(sheet_of("taro©example,co.jp", "Internet", "a@b"))]
    ['taro@example.co.jp']
    >>> [c.value for c in emails(sheet_of("Cel. 92340.9830|a.lee@acme.example"))]
    ['a.lee@acme.example']
    """
    known = seen_domains(sheet)
    beside = re.sub(r"\S+[@©]\S*", " ", sheet.text)  # an address says nothing for itself
    words = frozenset(letters(word) for word in re.findall(r"[^\W\d_]{3,}", beside))
    yield from _over_two_lines(sheet)
    for strip, found in over_readings(sheet, lambda text: _in_text(text, known, words)):
        spans, labels = ink(sheet, strip, found, "email")
        yield Candidate(
            Kind.EMAIL, found.value, spans, found.score, "email", found.evidence, labels=labels
        )


def _over_two_lines(sheet: Sheet) -> Iterator[Candidate]:
    """Join an address that is broken behind its sign, as on narrow cards."""
    for strip in sheet.strips:
        local = _BROKEN.search(strip.text)
        below = sheet.below(strip, reach=1.2) if local else None
        domain = re.match(_DOMAIN, below.text) if below else None
        if not (local and below and domain and registered(domain[0])):
            continue
        value = f"{local['local']}@{domain[0].lower()}"
        if _is_valid(value):
            spans = (
                Span(strip.index, local.start("local"), local.end()),
                Span(below.index, 0, domain.end()),
            )
            yield Candidate(Kind.EMAIL, value, spans, OVER_TWO, "email", ("over two lines",))


def _in_text(text: str, known: Counter[str], words: frozenset[str]) -> Iterator[Found]:
    text = _spaced_at(text)
    matches = list(_EMAIL.finditer(text))
    for match in matches:
        if found := _checked(match, known):
            found = _without_stray(_with_initial(found, words), words)
            found = _without_label(text, found, words)
            yield _with_lost_underscore(text, found, words) or found
    if not matches and (labelled := _WITHOUT_AT.search(text)):
        yield from _without_at(labelled, known)


def _with_initial(found: Found, words: frozenset[str]) -> Found:
    """Read a lone ``1`` or ``I`` before the family name as the initial that the card's name has.

    >>> words = frozenset(["lukas", "pfeiffer"])
    >>> found = Found(0, 18, "1.pfeiffer@ab.example", 5.0)
    >>> _with_initial(found, words).value
    'l.pfeiffer@ab.example'
    >>> _with_initial(Found(0, 18, "I.pfeiffer@ab.example", 5.0), words).value
    'l.pfeiffer@ab.example'
    """
    match = re.match(r"[1I](?P<rest>[._-](?P<family>[a-z]+)@)", found.value)
    if match is None or match["family"] not in words:
        return found
    initials = [letter for letter in "li" if any(word.startswith(letter) for word in words)]
    if not initials:
        return found
    value = initials[0] + found.value[1:]
    return replace(found, value=value, evidence=(*found.evidence, "initial as in the name"))


def _without_stray(found: Found, words: frozenset[str]) -> Found:
    """Read a ``1`` glued to a name as the initial that the card's name has, else as no letter.

    >>> words = frozenset(["jun", "imai"])
    >>> _without_stray(Found(0, 20, "1imai@ab.example", 5.0), words).value
    'imai@ab.example'
    >>> _without_stray(Found(0, 20, "1imai@ab.example", 5.0), words | {"luis"}).value
    'limai@ab.example'
    """
    match = re.match(r"[1|](?P<name>[a-z]{3,})", found.value)
    if match is None or match["name"] not in words:
        return found
    initial = "l" if any(word.startswith("l") for word in words) else ""
    reason = "initial as in the name" if initial else "a sign cut off: the name begins behind it"
    return replace(
        found,
        value=initial + found.value[1:],
        start=found.start + (not initial),
        evidence=(*found.evidence, reason),
    )


def _without_label(text: str, found: Found, words: frozenset[str]) -> Found:
    """Cut off a capital ``E`` that stands for e-mail and was read without its gap.

    >>> words = frozenset(["jun", "imai"])
    >>> found = Found(0, 20, "ejun-imai@ab.example", 5.0)
    >>> _without_label("Ejun-imai@ab.example", found, words).value
    'jun-imai@ab.example'

    A bar behind it is read as ``I``, and so is the initial that begins the address.

    >>> found = Found(0, 20, "EIjun-imai@ab.example", 5.0)
    >>> _without_label("EIjun-imai@ab.example", found, words).value
    'jun-imai@ab.example'
    >>> found = Found(0, 20, "EI.imai@ab.example", 5.0)
    >>> _without_label("EI.imai@ab.example", found, words).value
    'i.imai@ab.example'
    """
    if barred := re.match(r"EI(?=[a-z]|(?P<initial>[._-][a-z]))", found.value):
        start = found.start + 1 + (barred["initial"] is None)
        value = ("i" if barred["initial"] else "") + found.value[2:]
        evidence = (*found.evidence, "a label cut off: the name begins behind it")
        return replace(found, start=start, value=value, evidence=evidence)
    glued = re.match(r"(?:e-?)?mail(?=[a-z])", found.value)
    if glued and re.split(r"[._@-]", found.value[glued.end() :])[0] in words:
        evidence = (*found.evidence, "a label cut off: the name begins behind it")
        start, value = found.start + glued.end(), found.value[glued.end() :]
        return replace(found, start=start, value=value, evidence=evidence)
    first = re.split(r"[._@-]", found.value)[0]
    labelled = text[found.start] == "E" and text[found.start + 1 : found.start + 2].islower()
    small = found.value[1:].partition("@")[0].islower()
    if not labelled or first.lower() in words or not (first[1:] in words or small):
        return found
    evidence = (*found.evidence, "a label cut off: the name begins behind it")
    return replace(found, start=found.start + 1, value=found.value[1:], evidence=evidence)


def _with_lost_underscore(text: str, found: Found, words: frozenset[str]) -> Found | None:
    """Join what a gap cut off the local part: readers see no ink in ``_``.

    >>> known = Counter(["acme.example"])
    >>> [f.value for f in _in_text("i.val lee@acme.example", known, frozenset(["vallee"]))]
    ['i.vallee@acme.example']
    """
    before = _CUT_OFF.search(text[: found.start])
    if before is None or only_label(before["part"]):
        return None
    local, _, domain = found.value.partition("@")
    torn = re.split(r"[._-]", before["part"])[-1] + re.split(r"[._-]", local)[0]
    joint = "" if torn in words else "_"
    return Found(
        before.start("part"),
        found.end,
        f"{before['part']}{joint}{local}@{domain}",
        GAP_CLOSED,
        (*found.evidence, "a gap in the address closed"),
    )


def _spaced_at(text: str) -> str:
    text = _CAPITAL_I.sub(lambda found: _NO_CAPITAL.sub("l", found[0]), text.replace("＠", "@"))
    return re.sub(r"(?<=[A-Za-z0-9])[ー−–—―‐](?=[A-Za-z0-9])", "-", text) if "@" in text else text


def _checked(match: re.Match[str], known: Counter[str]) -> Found | None:
    local = re.sub(r"\s", "", match["local"]).replace(",", ".")
    glued = _GLUED.match(local)
    start = match.start("local")
    if glued and not match["label"]:
        local, start = local[glued.end() :], start + glued.end()
    number = _NUMBER_BEFORE.search(match.string[:start] + local[:6])
    if number and number.end() > start:  # TEL 075(154)3466d.okawa@…
        local, start = local[number.end() - start :], number.end()
    bars = len(local) - len(local.lstrip("|"))
    if lettered := _LETTER.match(match["local"], bars):  # E. ann@acme.example
        local, start = local[bars + 2 :], match.start("local") + lettered.end()
    local = local.lstrip("|-")
    domain, end = _trimmed_domain(match["domain"])
    repaired = healed(domain, known)
    if repaired is None or (local.lower() in _NETWORKS and " " in match[0]):
        return None
    domain, reason = repaired
    value = f"{local}@{domain}"
    evidence = ["e-mail address"] + ([f"domain repaired: {reason}"] if reason else [])
    score = 5.0 - (1.0 if reason else 0.0)
    if match["at"] != "@":
        score, evidence = score - 1.0, [*evidence, "@ was read as another sign"]
    if "|" in local or not _is_valid(value):
        score, evidence = score - 2.5, [*evidence, "not a usual address"]
    if known[domain] > 1:
        score, evidence = score + 1.0, [*evidence, "domain stands twice on the card"]
    if len(local) == 1:  # the rest was lost with its underscore
        score, evidence = min(score, GAP_CLOSED), [*evidence, "one letter alone"]
    label = (match.start("label"), match.end("label")) if match["label"] else None
    return Found(start, match.start("domain") + end, value, score, tuple(evidence), label)


def _trimmed_domain(text: str) -> tuple[str, int]:
    """Cut what follows a complete domain after a space: ``example.com www.example.com``."""
    if following := _NEXT.search(text):  # example.co.jpURLhttp
        return text[: following.start()], following.start()
    pieces = list(re.finditer(r"\s", text))
    for space in pieces:
        if _TORN.match(text, space.start() - 1) and registered(re.sub(r"\s", "", text)):
            continue
        if registered(text[: space.start()]) and text[space.end()] not in ".,":
            return text[: space.start()], space.start()
    for end in sorted((space.start() for space in pieces), reverse=True):
        if not registered(re.sub(r"\s", "", text)) and registered(re.sub(r"\s", "", text[:end])):
            return text[:end], end
    return text, len(text)


def _without_at(match: re.Match[str], known: Counter[str]) -> Iterator[Found]:
    """Put the lost sign back when the rest is the domain of the web address."""
    text = match["all"]
    for domain in known:
        local = text[: -len(domain)].rstrip(".-")
        if text.lower().endswith(domain) and len(local) > 1 and local[-3:] != "www":
            yield Found(
                match.start("all"),
                match.end("all"),
                f"{local}@{domain}",
                2.5,  # above a bare domain, of which it is read as one
                ("@ was lost; the domain is that of the web address",),
            )


def _is_valid(value: str) -> bool:
    """Tell whether mail can be sent there; old mobile addresses with ``..`` or ``.@`` count."""
    try:
        validate_email(
            value, check_deliverability=False, test_environment=True, globally_deliverable=False
        )
    except EmailNotValidError:
        return bool(re.search(r"@(docomo|ezweb)\.ne\.jp$", value))
    return True
