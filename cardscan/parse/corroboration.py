"""Corroboration: what the fields of one card, and the way they are printed, say for each other."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

import phonenumbers
from phonenumbers import PhoneNumberFormat

from cardscan.model import Kind
from cardscan.parse.candidates import Candidate, Span
from cardscan.parse.differing import (
    differs_in_host,
    differs_in_local,
    has_guessed_sign,
    has_stray_capital,
    is_explained,
    may_have_old_form,
    may_lack_a_dot,
    spelt_otherwise,
    words_of,
)
from cardscan.parse.domain_names import named_by, spelt_by
from cardscan.parse.domains import look_alike_key
from cardscan.parse.layout import Sheet
from cardscan.parse.local_parts import named_in
from cardscan.parse.organizations import japanese_legal_form
from cardscan.parse.people import PersonName, east_asian_name, is_known_name, western_name
from cardscan.parse.postal import town_of
from cardscan.parse.readings import folded, letters
from cardscan.parse.text import fold, is_latin, squeezed

OTHERWISE = "another address on the card spells the domain otherwise"
GLUED = "an initial glued to the name"  # or its underscore was lost: readers see no ink in it
MISSPELT = "the card spells the domain otherwise"
DIFFER_ON_HOST = "the readers differ on its domain"
DIFFER_ON_LOCAL = "the readers differ on what stands before its sign"
CAPITAL = "a capital that no name explains"
CUT_OFF = "the end of its domain may be lost: another address on the card has more"
LACKS_DOT = "a dot of its domain may be lost"
EDGE = "runs to the edge of the card"  # beyond which there may be more of it
TORN = "beside what nothing explains"
OLD_FORM = "one of its kanji may have its old form"
GUESSED_SIGN = "one of its kanji is hardly legible"
SOMEBODY = "somebody's name stands in it"
COMMA = "what stands behind its comma may be a department"
DOUBTS = frozenset(
    {
        *(GLUED, DIFFER_ON_HOST, DIFFER_ON_LOCAL, CAPITAL, LACKS_DOT, EDGE, SOMEBODY, COMMA),
        *(OLD_FORM, GUESSED_SIGN, CUT_OFF),
    }
)
# one of which is misread, and nothing tells which
TWO_SPELLINGS = frozenset({OTHERWISE, MISSPELT})
WHOLE = frozenset({Kind.NAME, Kind.TITLE, Kind.DEPARTMENT})  # which have no labels
NAMES = frozenset({Kind.NAME, Kind.COMPANY})  # of which the form of a kanji is a part
MARGIN = 1.0  # pixels
DOUBTED = 0.9  # log-odds of what is only proposed
NUMBERS = frozenset({Kind.PHONE, Kind.MOBILE, Kind.FAX})
SUGGESTED = 0.2  # log-odds, for a person to look at: logos are often all that names a firm
_LAST = 4  # digits in which the numbers of one office differ
# mailboxes that belong to nobody alone
_OF_ALL = re.compile(
    r"(?i)(?:info|contact|contato|contacto|kontakt|hello|hi|mail|office|sales|support|admin|shop|service"
    r"|vendas|geral|comercial|reservations?|booking|enquiries|inquiry|hr|pr|webmaster|team|post)\b"
)
_LOOK_ALIKE = re.compile(r"[0-9]|rn|vv|[lI1]{2}")


def corroborated(
    sheet: Sheet, chosen: Sequence[Candidate], domains: tuple[str, ...]
) -> list[Candidate]:
    """Return the candidates with what the others and their print say for or against them."""
    card = _Card(sheet, chosen, domains)
    return [_with(one, tuple(card.says_of(one))) for one in chosen]


def _with(one: Candidate, said: tuple[str, ...]) -> Candidate:
    evidence = tuple(dict.fromkeys((*one.evidence, *said)))
    torn = TORN in said and one.kind in WHOLE
    if torn or not DOUBTS.isdisjoint(said):
        return replace(one, evidence=evidence, score=min(one.score, DOUBTED))
    if not TWO_SPELLINGS.isdisjoint(said):
        return replace(one, evidence=evidence, score=min(one.score, SUGGESTED))
    return replace(one, evidence=evidence)


def suggested_company(chosen: Sequence[Candidate], domains: tuple[str, ...]) -> Iterator[Candidate]:
    """Suggest the name of the mail domain as the company where nothing on the card names one."""
    companies = {Kind.COMPANY, Kind.COMPANY_ROMAN}
    mail = next((c for c in chosen if c.kind is Kind.EMAIL), None)
    if mail is None or not domains or any(c.kind in companies for c in chosen):
        return
    people = [c.value for c in chosen if c.kind in {Kind.NAME, Kind.NAME_ROMAN}]
    spoken = [name.spoken for c in chosen if c.kind is Kind.NAME and (name := _person(c.value))]
    people += [reading for readings in spoken for reading in readings]
    if any(_is_own(letters(domains[0]), person) for person in people):
        return  # a domain of one's own: emily@emilychen.example
    if domains[0] in mail.value.partition("@")[2]:
        why = ("a guess: the mail domain is called so",)
        yield Candidate(Kind.COMPANY, domains[0], mail.spans, SUGGESTED, "domain", why)


def _is_own(domain: str, person: str) -> bool:
    """Tell whether a domain is called after a person: emilychen, kumeaya."""
    names = [letters(word) for word in person.split() if len(letters(word)) > 1]
    in_it = any(len(name) > 3 and name in domain for name in names)
    return len(domain) > 3 and (in_it or domain in letters(person))


class _Card:
    """All candidates of a card, asked about one of them."""

    def __init__(self, sheet: Sheet, chosen: Sequence[Candidate], domains: tuple[str, ...]) -> None:
        self.sheet = sheet
        self.domains = domains
        self.counts = Counter(candidate.kind for candidate in chosen)
        self.values = {kind: _values(chosen, kind) for kind in Kind}
        self.claimed = [span for c in chosen for span in (*c.spans, *c.labels)]
        self.names = [name for value in self.values[Kind.NAME] if (name := _person(value))]

    def says_of(self, one: Candidate) -> Iterator[str]:
        """Yield the evidence that the card has about one of its fields."""
        yield from self._print(one)
        if one.kind in NUMBERS:
            yield from self._numbers(one)
        elif one.kind is Kind.EMAIL:
            yield from self._mail(one)
        elif one.kind is Kind.URL:
            yield from self._web(one)
        elif one.kind in {Kind.COMPANY, Kind.COMPANY_ROMAN}:
            yield from self._company(one.value)
        elif one.kind is Kind.NAME_ROMAN:
            yield from self._roman(one.value)
        elif one.kind is Kind.NAME:
            yield from self._name(one)
        elif one.kind is Kind.TITLE and ", " in one.value:
            yield COMMA  # Director, Mergers & Acquisitions

    def _print(self, one: Candidate) -> Iterator[str]:
        if self.counts[one.kind] > 1:
            yield "one of several"
        rests = [self._rest(span) for span in one.spans]
        if any(rests):
            yield TORN
        if any(self._is_at_edge(number) for number in self.sheet.lines_of(one.spans)):
            yield EDGE
        if one.kind in NAMES and may_have_old_form(self.sheet, one):
            yield OLD_FORM
        if one.kind is Kind.NAME and has_guessed_sign(self.sheet, one):
            yield GUESSED_SIGN
        strips = self.sheet.strips
        if all(span.start == 0 and span.end == len(strips[span.strip].text) for span in one.spans):
            yield "fills its line"

    def _is_at_edge(self, line: int) -> bool:
        page, quad = self.sheet.page, self.sheet.page.lines[line].quad
        near = min(quad.left, quad.top, page.width - quad.right, page.height - quad.bottom)
        return near <= MARGIN

    def _rest(self, span: Span) -> bool:
        """Tell whether two letters and more of the same line were claimed by nobody."""
        text = list(self.sheet.strips[span.strip].text)
        for other in self.claimed:
            if other.strip == span.strip:
                text[other.start : other.end] = " " * (other.end - other.start)
        return sum(character.isalnum() for character in text) > 1

    def _numbers(self, one: Candidate) -> Iterator[str]:
        number = one.value.partition(";")[0]
        others = {value.partition(";")[0] for kind in NUMBERS for value in self.values[kind]} - {
            number
        }
        if any(other[:-_LAST] == number[:-_LAST] for other in others):
            yield "another number begins like it"
        if _grouped_by_plan(number, self.sheet.printed(one.spans)):
            yield "grouped as its plan groups it"

    def _web(self, one: Candidate) -> Iterator[str]:
        host = _host(one.value)
        hosts = [address.partition("@")[2] for address in self.values[Kind.EMAIL]]
        if host in hosts:
            yield "the e-mail address has its domain"
        elif any(other.startswith(f"{host}.") for other in hosts):
            yield CUT_OFF
        elif any(_is_misread(host, other) for other in hosts):
            yield OTHERWISE
        elif differs_in_host(self.sheet, one, host):
            yield DIFFER_ON_HOST
        if spelt_otherwise(self.sheet, host):
            yield MISSPELT

    def _mail(self, one: Candidate) -> Iterator[str]:
        local, _, domain = one.value.partition("@")
        hosts = [_host(url) for url in self.values[Kind.URL]]
        if domain in hosts:
            yield "the web address has its domain"
        elif any(_is_misread(domain, host) for host in hosts):
            yield OTHERWISE
        elif any(host.startswith(f"{domain}.") for host in hosts):
            yield CUT_OFF
        elif hosts:
            yield "the web address has another domain"
        if domain not in hosts and differs_in_host(self.sheet, one, domain):
            yield DIFFER_ON_HOST
        if spelt_otherwise(self.sheet, domain):
            yield MISSPELT
        if domain not in hosts and may_lack_a_dot(domain, self._is_named):
            yield LACKS_DOT
        yield from self._local(one, local)

    def _local(self, one: Candidate, local: str) -> Iterator[str]:
        names = self._name_words()
        if differs_in_local(self.sheet, one) and not is_explained(local, names):
            yield DIFFER_ON_LOCAL
        if has_stray_capital(local, names):
            yield CAPITAL
        if _LOOK_ALIKE.search(local):
            yield "signs that look alike"
        families = [family for name in self.names for family in _families(name)]
        if any(re.fullmatch(f"{family}[a-z]", local) for family in families):
            yield GLUED
        spelt = [letters(word) for name in self._spellings() for word in name.split()]
        if any(len(word) > 2 and word in letters(local) for word in spelt):
            yield "the name stands in it as printed"
        elif any(_stands_in(name, folded(local)) for name in self.names):
            yield "the name stands in it as read"
        elif any(named_in(name, local) > 0 for name in self.names):
            yield "the name nearly stands in it"

    def _is_named(self, word: str) -> bool:
        """Tell whether the card names a firm, or anything, by a word of a domain."""
        firms = (*self.values[Kind.COMPANY], *self.values[Kind.COMPANY_ROMAN])
        return word in words_of(self.sheet) or any(named_by(firm, (word,)) for firm in firms)

    def _spellings(self) -> list[str]:
        """Return the names that are printed in Latin letters."""
        return [
            value
            for value in (*self.values[Kind.NAME], *self.values[Kind.NAME_ROMAN])
            if is_latin(value)
        ]

    def _name_words(self) -> frozenset[str]:
        """Return the words of all names as they are printed or may be read, in Latin letters."""
        spoken = [one for name in self.names for one in name.spoken]
        return frozenset(
            letters(word) for name in (*self._spellings(), *spoken) for word in name.split()
        )

    def _company(self, value: str) -> Iterator[str]:
        if named_by(value, self.domains):
            yield "the domain has its name"
        if spelt_by(value, self.domains):
            yield "the domain spells the whole name"
        if is_latin(value) and not self.names and self._holds_somebody(value):
            yield SOMEBODY
        if any(_has_code(value, code) for code in self.values[Kind.POSTAL_CODE]):
            yield "the postal code is its own"

    def _holds_somebody(self, value: str) -> bool:
        """Tell whether the one whom a mail address names stands before a firm that has a domain."""
        spelt = [letters(word) for word in value.split()]
        locals_ = {letters(address.partition("@")[0]) for address in self.values[Kind.EMAIL]}
        firm = next((place for place, word in enumerate(spelt) if word in self.domains), 0)
        return any(len(word) > 2 and word in local for word in spelt[:firm] for local in locals_)

    def _name(self, one: Candidate) -> Iterator[str]:
        if is_known_name(dict(one.parts)):
            yield "family and given name are known"
        name = _person(one.value)
        mail = self.values[Kind.EMAIL]
        locals_ = [address.partition("@")[0] for address in mail]
        own = [local for local in locals_ if not _OF_ALL.match(local)]
        if name and own and not any(named_in(name, local) > 0 for local in own):
            yield "the e-mail address names somebody else"

    def _roman(self, value: str) -> Iterator[str]:
        locals_ = [letters(address.partition("@")[0]) for address in self.values[Kind.EMAIL]]
        words = [letters(word) for word in value.split()]
        if any(len(word) > 2 and word in local for word in words for local in locals_):
            yield "stands in the e-mail address"


def _values(chosen: Sequence[Candidate], kind: Kind) -> tuple[str, ...]:
    return tuple(candidate.value for candidate in chosen if candidate.kind is kind)


def _person(value: str) -> PersonName | None:
    return western_name(value) if is_latin(value) else east_asian_name(value)


def _has_code(company: str, code: str) -> bool:
    """Tell whether the post gave a code to this organisation alone.

    >>> _has_code("東京都庁", "163-8001")
    True
    """
    town = town_of(code.replace("-", ""))
    plain, office = _bare(company), _bare(town.office if town else "")
    return bool(office) and (office in plain or plain in office)


def _bare(company: str) -> str:
    return japanese_legal_form().sub("", squeezed(fold(company).text))


def _families(name: PersonName) -> list[str]:
    """Return how the family name may be spelt in a mail address."""
    spoken = (spoken.partition(" ")[0] for spoken in name.spoken)
    return [family for family in (letters(name.family), *spoken) if len(family) > 2]


def _host(url: str) -> str:
    host = re.split(r"[/:?#]", url.partition("://")[2])[0]
    return host.lower().removeprefix("www.")


def _stands_in(name: PersonName, local: str) -> bool:
    """Tell whether the family or the given name is spelt in the local part as it may be read."""
    return any(len(word) > 2 and word in local for spoken in name.spoken for word in spoken.split())


def _is_misread(host: str, other: str) -> bool:
    """Tell whether two domains are one to a reader that confuses letters: exarnple, example."""
    return host != other and look_alike_key(host) == look_alike_key(other)


def _grouped_by_plan(number: str, raw: str) -> bool:
    """Tell whether the digits are grouped as the country of the number groups them.

    >>> _grouped_by_plan("+81332123456", "03-3212-3456")
    True
    >>> _grouped_by_plan("+81332123456", "0332-12-3456")
    False
    """
    try:
        parsed = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return False
    groups = re.findall(r"\d+", raw.replace("(0)", ""))
    forms = (PhoneNumberFormat.NATIONAL, PhoneNumberFormat.INTERNATIONAL)
    return any(
        re.findall(r"\d+", phonenumbers.format_number(parsed, form)) == groups for form in forms
    )
