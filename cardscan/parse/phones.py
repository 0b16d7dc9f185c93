"""Telephone, mobile and fax numbers with their labels and extensions."""

import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import phonenumbers
from phonenumbers import PhoneNumber, PhoneNumberFormat, PhoneNumberType

from cardscan.model import Kind
from cardscan.parse.candidates import Candidate, Span
from cardscan.parse.countries import countries_of, is_clear
from cardscan.parse.dialling import with_direct_numbers
from cardscan.parse.extensions import DASHED, EXTENSION, is_unsure, with_extensions
from cardscan.parse.figures import in_figures
from cardscan.parse.finding import OTHER_READER
from cardscan.parse.icons import stands_alone, with_faxes, without_icons
from cardscan.parse.labels import Label, label_beside, labels_in
from cardscan.parse.layout import Sheet, Strip, span_in
from cardscan.parse.plans import DASH, LOCAL, going_on, is_allotted, numbers_alike, parsed

UNPLACED = 0.9  # log-odds of a number that several countries may have: only proposed
CHINESE = frozenset({"CN", "TW", "HK"})  # whose extensions stand behind a dash
LEGIBLE = 0.5  # confidence of the reader, below which a letter beside a number is a picture
AGAINST = "the number plan speaks against its label"
SHORTEST = 11  # signs of a number in E.164, below which no plan allots it: part of it was lost
_NO_PHONES = frozenset({"number", "postal", "address"})  # labels of other figures
_NUMBER = re.compile(
    r"(?P<plus>[+＋]\s?)?(?P<body>"
    r"(?:(?<![\w@.#])[(]?(?:[0-9]|[OolI|](?=[(\d-]))|(?<![0-9@#])(?<![0-9][.])[(]?[0-9])"
    rf"(?:[ 0-9OolI|SBZ().·・{DASH}]"
    rf"|(?<=[0-9]) ?[/] ?(?=[0-9])){{5,30}}[0-9OolI|SB])(?![0-9@]|[a-z](?![\w.-]*@))"
)
_NOT_A_NUMBER = re.compile(
    r"(?:第|(?<![A-Za-zÀ-ÿ])(?:No\.?|Nr\.?|N\.?º|n°|Lic\.?|#)|番号|登録|許可|免許|届出|號碼|统编|統編)"
    r"\s?[:.：]?\s?$",
    re.I,
)
# how the mobile numbers of a country begin, for those that no plan allots (yet)
_MOBILE = {
    81: r"[789]0", 44: r"7[1-57-9]", 33: r"[67]", 49: r"1[567]", 43: r"6[4-9]", 41: r"7[4-9]",
    39: r"3", 34: r"[67]", 351: r"9", 55: r"\d\d9\d{8}", 46: r"7", 47: r"[49]", 31: r"6", 32: r"4",
    353: r"8", 61: r"4", 86: r"1[3-9]\d{9}", 886: r"9", 852: r"[4-79]", 82: r"1", 91: r"[6-9]\d{9}",
}  # fmt: skip
_NO_MOBILES = frozenset(
    {PhoneNumberType.FIXED_LINE, PhoneNumberType.TOLL_FREE, PhoneNumberType.PREMIUM_RATE}
)
DOUBTED = 0.9  # log-odds of what is only proposed
# whose number it is, where it stands right before it: 大阪支店 06-…
_OFFICE = re.compile(
    r"[\[【(（<]?(?:本社|本店|本部|[一-鿿ァ-ヺー]{1,8}(?:支社|支店|営業所|事業所|事務所|工場|オフィス|研究所))"
    r"[\])】）>]?\s?[:：]?\s{0,2}(?=[(+\d]|TEL|Tel|電話|FAX|Fax|T\.|℡|☎|$)"
)
_EIGHT_DIGITS = frozenset({"HK", "SG", "MO", "DK", "NO"})  # whose numbers have no area codes
_ONLY_EIGHT = re.compile(r"\W{0,2}\d{4} ?\d{4}\W{0,2}")
_TAIL_LABEL = re.compile(
    r"番?\s{0,2}[((（]\s?(?:[一-鿿ァ-ヺー]{1,6}の?)??(代表?|直通|大代表|携帯|ダイヤルイン|ダイレクト|FAX|Fax|fax|兼FAX|TEL|Tel|電話)\s?[)）]"
)
# 606.555.0111 fax
_WORD_BEHIND = re.compile(
    r"(?i)\s{0,2}[((（]?(fax|cell|mobile|office|direct|main|tel|phone|work|home|[cmofpdt](?=[)）]))"
    r"[)）]?(?=\s*(?:$|[|/•·,]))"
)


@dataclass(frozen=True, slots=True)
class _Number:
    start: int
    end: int
    text: str
    parsed: PhoneNumber
    certainty: float
    evidence: tuple[str, ...]


def phones(sheet: Sheet) -> Iterator[Candidate]:
    """Find numbers; the label beside one decides its kind, else the number plan does.

    >>> from cardscan.parse.testing import sheet_of
    >>> sheet = sheet_of("TEL/FAX 03-3212-3456/03-3212-3457", "090-1234-5678", "登録番号 123456789")
    >>> [(str(c.kind), c.value) for c in phones(sheet)]
    [('phone', '+81332123456'), ('fax', '+81332123457'), ('mobile', '+819012345678')]
    """
    numbers = with_direct_numbers(sheet, _all_numbers(sheet))
    yield from with_extensions(sheet, with_faxes(sheet, map(_placed(sheet), numbers)))


def _placed(sheet: Sheet) -> Callable[[Candidate], Candidate]:
    """Doubt national numbers where the card does not say which country they belong to."""
    clear = is_clear(sheet)

    def placed(number: Candidate) -> Candidate:
        short = len(number.value.partition(";")[0]) < SHORTEST
        if not any(sign.startswith("possible") for sign in number.evidence):
            return number
        if clear and not (short and any(s.startswith("possible length") for s in number.evidence)):
            return number
        evidence = (*number.evidence, "its country is not clear")
        return replace(number, score=min(number.score, UNPLACED), evidence=evidence)

    return placed


def _all_numbers(sheet: Sheet) -> Iterator[Candidate]:
    countries = countries_of(sheet)
    for strip in sheet.strips:
        own = list(_candidates(sheet, strip, strip.text, countries))
        yield from own
        values = {candidate.value.partition(";")[0] for candidate in own}
        for variant in strip.variants:
            for candidate in _candidates(sheet, strip, variant, countries):
                if candidate.value.partition(";")[0] not in values:
                    yield _of_other_reader(candidate, strip, variant)


def _of_other_reader(candidate: Candidate, strip: Strip, variant: str) -> Candidate:
    span = candidate.spans[0]
    start, end = span_in(strip.text, variant, span.start, span.end)
    return Candidate(
        candidate.kind,
        candidate.value,
        (Span(strip.index, start, max(end, start + 1)),),
        min(candidate.score - OTHER_READER, DOUBTED),
        candidate.rule,
        (*candidate.evidence, "seen by the other reader"),
        shares=candidate.shares,
    )


def _candidates(
    sheet: Sheet, strip: Strip, text: str, countries: tuple[str, ...]
) -> Iterator[Candidate]:
    text = in_figures(text, vertical=strip.vertical)
    if strip.vertical:  # in columns nobody sets numbers of other countries
        countries = countries[:1]
    labels = labels_in(text)
    marked = _names_a_phone(labels) or stands_alone(text)
    marked = marked or (countries[0] in _EIGHT_DIGITS and bool(_ONLY_EIGHT.fullmatch(text)))
    numbers = list(_numbers(text, countries, labelled=marked))
    outside = None if _names_a_phone(labels) else label_beside(sheet, strip)
    previous = 0
    carried: list[Label] = []  # two numbers may stand behind one label
    for number in numbers:
        own = _own_labels(labels, number, previous)
        tail = _tail(text, number, own)
        if tail:
            own = [*own, *(labels_in(tail[1]) or [Label("phone", 0, 0, tail[1])])]
        borrowed = outside[1] if outside and not own else []
        if outside and borrowed and _is_icon(outside[0], borrowed[-1], number):
            borrowed = []
        if not _is_mobile(number):
            own, borrowed = without_icons(sheet, own), without_icons(sheet, borrowed)
        if any(label.kind in _NO_PHONES for label in own[-1:] or borrowed):
            previous = number.end
            continue
        following = next((other for other in numbers if other.start > number.start), None)
        single = following is None or any(
            number.end <= label.start and label.end <= following.start for label in labels
        )
        kinds = _kinds(own or borrowed, carried, number, single=single)
        carried = own or borrowed or carried
        extension = EXTENSION.match(text, tail.end() if tail else number.end)
        before = following.start if following else len(text)
        extension = extension or DASHED.match(text, number.end, before)
        others = (in_figures(one, vertical=True) for one in strip.variants if strip.vertical)
        unsure = strip.vertical and extension and is_unsure(extension[0], others)
        most = DOUBTED if unsure else math.inf
        spans = (Span(strip.index, number.start, extension.end() if extension else number.end),)
        ink = _label_ink(strip, text, own, number)
        ink += [Span(strip.index, number.end, tail.end())] if tail else []
        ink += [outside[0].whole] if outside and borrowed else []
        for order, kind in enumerate(kinds):
            score = number.certainty + (1.5 if own or borrowed else 0.0)
            if score <= 0:
                continue
            against = _is_contradicted(kind, number)
            yield Candidate(
                kind,
                _value(number, None if kind is Kind.FAX else extension),
                spans,
                min(score, DOUBTED if against else most),
                "phone",
                (
                    *number.evidence,
                    *(f"label: {label.text}" for label in own or borrowed),
                    *((AGAINST,) if against else ()),
                ),
                labels=tuple(ink),
                shares=order > 0,
            )
        behind = extension or tail
        previous = behind.end() if behind else number.end


def _own_labels(labels: list[Label], number: _Number, previous: int) -> list[Label]:
    """Return the labels between two numbers, without a C before a land line: an icon is read so."""
    own = [label for label in labels if previous <= label.start and label.end <= number.start]
    icon = bool(own) and own[-1].text in {"C", "c"} and _is_other(own[-1], number)
    return own[:-1] if icon else own


def _tail(text: str, number: _Number, own: list[Label]) -> re.Match[str] | None:
    """Return what stands behind a number and says what it is: (代表), fax."""
    tail = _TAIL_LABEL.match(text, number.end)
    return tail if tail or own else _WORD_BEHIND.match(text, number.end)


def _label_ink(strip: Strip, text: str, labels: list[Label], number: _Number) -> list[Span]:
    """Return the ink of what says whose number it is and what for."""
    ink = [Span(strip.index, one.start, one.end) for one in labels if one.start < number.start]
    office = _OFFICE.match(text, 0, number.start)
    return [*ink, Span(strip.index, 0, office.end())] if office else ink


def _names_a_phone(labels: list[Label]) -> bool:
    return any(label.kind in {"phone", "mobile", "fax", "whatsapp"} for label in labels)


def _kinds(
    labels: list[Label], carried: list[Label], number: _Number, *, single: bool
) -> list[Kind]:
    """Decide what a number is; ``TEL/FAX`` before one number makes it both."""
    named = _named(labels)
    mobile = _is_mobile(number)
    if {"phone", "fax"} <= set(named):
        return [Kind.PHONE, Kind.FAX] if single else [Kind.PHONE]
    if not named and {"phone", "fax"} <= set(_named(carried)):
        return [Kind.FAX]
    named = named or ([] if mobile else _named(carried))  # Tel. 31 3239-0106 | 99288-0107
    if not named:
        return [Kind.MOBILE if mobile else Kind.PHONE]
    if named[-1] == "phone" and mobile and number.parsed.country_code == 81:
        return [Kind.MOBILE]  # 070, 080 and 090 are mobile whatever the label says
    if mobile and number.parsed.country_code == 33 and labels[-1:] and labels[-1].text in "pP":
        return [Kind.MOBILE]  # portable
    return [Kind(named[-1])]


def _is_icon(strip: Strip, label: Label, number: _Number) -> bool:
    """Tell whether a letter beside a number is a picture that was read so."""
    letter = len(label.text) == 1 and label.text.isalpha()
    sure = strip.confidence >= LEGIBLE
    return letter and (not sure or _is_other(label, number))


def _is_other(label: Label, number: _Number) -> bool:
    """Tell whether a label names a mobile and the number plan a land line."""
    return label.kind == "mobile" and _is_land_line(number)


def _is_land_line(number: _Number) -> bool:
    """Tell whether the number plan says so; where it allots nothing, how mobiles do not begin."""
    kind, country = phonenumbers.number_type(number.parsed), number.parsed.country_code
    if kind is PhoneNumberType.UNKNOWN or country == 81:
        return country in _MOBILE and not _is_mobile(number)
    return kind in _NO_MOBILES


def _is_contradicted(kind: Kind, number: _Number) -> bool:
    """Tell whether the number plan speaks against what a label says: one of them is misread."""
    mobile = kind is Kind.FAX and _is_mobile(number)
    return mobile or (kind is Kind.MOBILE and _is_land_line(number))


def _is_mobile(number: _Number) -> bool:
    """Tell whether the number plan says so; where it allots nothing, how the number begins."""
    if LOCAL in number.evidence:
        return number.parsed.country_code == 55 and number.text.strip().startswith("9")
    kind = phonenumbers.number_type(number.parsed)
    if kind is not PhoneNumberType.UNKNOWN:
        return kind is PhoneNumberType.MOBILE
    begin = _MOBILE.get(number.parsed.country_code or 0)
    return bool(begin and re.match(begin, str(number.parsed.national_number)))


def _named(labels: list[Label]) -> list[str]:
    kinds = (label.kind for label in labels if label.kind in {"phone", "mobile", "fax"})
    return list(dict.fromkeys(kinds))


def _numbers(text: str, countries: tuple[str, ...], *, labelled: bool) -> Iterator[_Number]:
    labels = labels_in(text)
    ends = {label.end for label in labels}
    named = {label.end for label in labels if _names_a_phone([label])}  # 携帯番号 090…
    for match in _NUMBER.finditer(text):
        ahead = text[: match.start()]
        if len(ahead.rstrip()) not in named and _NOT_A_NUMBER.search(ahead[-8:]):
            continue
        sign = text[: match.start()].rstrip(".")[-1:]
        if (
            sign.isascii()
            and sign.isalpha()
            and not ends
            & {
                match.start(),
                match.start() - 1,
            }
        ):
            continue
        if re.match(r"\s?号", text[match.end() : match.end() + 2]):
            continue
        before: PhoneNumber | None = None
        for start, end in _split(match["body"]):
            offset = match.start("body")
            plus = bool(match["plus"]) and start == 0
            body = match["body"][start:end]
            number = going_on(before, body) if before else None
            if number is None:
                body = _before_extension(body, countries, plus=plus, labelled=labelled)
                number = parsed(body, countries, plus=plus, labelled=labelled)
            if number:
                before = number[0] if LOCAL not in number[2] else None
                first = match.start() if plus else offset + start
                yield _Number(first, offset + start + len(body), body, *number)


def _before_extension(body: str, countries: tuple[str, ...], *, plus: bool, labelled: bool) -> str:
    """Return a number without the extension behind a dash, where its plan has the rest."""
    dashed = next((one for one in DASHED.finditer(body) if one.end() == len(body)), None)
    if countries[0] not in CHINESE or dashed is None:
        return body
    if is_allotted(parsed(body, countries, plus=plus, labelled=labelled)):
        return body
    rest = body[: dashed.start()]
    return rest if is_allotted(parsed(rest, countries, plus=plus, labelled=labelled)) else body


def _split(body: str) -> Iterator[tuple[int, int]]:
    """Split a run at slashes and at wide gaps, so that each piece may be one number."""
    for piece in re.finditer(r"(?:\D*(?:\d[^\d/・·]*){1,6}[/・·])?[^/・·]+", body):
        text = piece[0]
        if sum(character.isdigit() for character in text) <= (15 if text.startswith("00") else 13):
            yield piece.span()
            continue
        if alike := numbers_alike(text):
            yield from ((piece.start() + start, piece.start() + end) for start, end in alike)
            continue
        start = piece.start()
        for gap in re.finditer(r" +(?=[(0+]|\d{4}[ -]?\d{4}(?!\d))", text):
            before = text[start - piece.start() : gap.start()]
            if sum(character.isdigit() for character in before) >= 9:
                yield start, piece.start() + gap.start()
                start = piece.start() + gap.end()
        yield start, piece.end()


def _value(number: _Number, extension: re.Match[str] | None) -> str:
    if LOCAL in number.evidence:
        return re.sub(r"\s+", " ", number.text.strip())
    value = phonenumbers.format_number(number.parsed, PhoneNumberFormat.E164)
    return f"{value};ext={extension['ext']}" if extension else value
