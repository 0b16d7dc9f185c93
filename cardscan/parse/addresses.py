"""Japanese addresses with their postal codes, over as many lines as they take."""

import re
from collections.abc import Iterator

from cardscan.model import Kind
from cardscan.parse.candidates import Candidate, Span
from cardscan.parse.countries import countries_of
from cardscan.parse.labels import labels_in
from cardscan.parse.layout import Sheet, Strip
from cardscan.parse.pins import pinned_codes
from cardscan.parse.postal import Town, agreement, names_town_of, neighbour_for, restored, town_of
from cardscan.parse.printed_codes import CITY, CODE, OFFICE, PREFECTURE, PrintedCode, codes_in
from cardscan.parse.sentences import is_sentence
from cardscan.parse.text import is_latin, plain_dashes

# 6-12-14, read without its dashes; 五番三号 区; 六-; 二十一二, a dash read as 一
_UNUSUAL = re.compile(
    r"\d{4}|[\d一二三四五六七八九十号] [一-鿿]$|-(?: |$)"
    r"|十[一二三四五六七八九][〇一二三四五六七八九十]"
)
_NUMERAL = "0-9〇一二三四五六七八九十百"
_HOUSE = re.compile(
    rf"[{_NUMERAL}]+\s?(?:丁目|番|号|[-ー−–—―‐‑－の]\s?[{_NUMERAL}]|条|線)|\d$|\d[ 　]"
)
_BUILDING = re.compile(
    r"ビル|タワー|マンション|ハイツ|コーポ|アパート|プラザ|スクエア|スクウェア|ヒルズ|ハウス|レジデンス"
    r"|メゾン|パーク|ガーデン|テラス|シティ|会館|\d棟|[東西南北本新]館|荘|号室|[\d{n}]\s?[階FＦ]|地下|Bldg|BLDG"
    r"|\w Building|コート|ビレッジ|レジデンス|ビレジ|^B\d|ステーション|ゲート|フロント|プレイス"
    r"|センター\s?[\d{n}]|キャンパス|庁舎|号館|会議所|団地".replace("{n}", _NUMERAL)
)
_HEAD_OFFICE = re.compile(r"[\[【(]?(?:本社(?:[・/&]?工場)?|本店|Head Office)[\]】)]?")
_FURTHER = re.compile(rf"[\[【(■●◆・]?\s?{OFFICE.pattern}")
_ROOM = re.compile(r"[^\d@]{2,15}\s?[A-Z]?-?\d{1,4}(?:号室?|[FＦ階])?")
DOUBTED = 0.9  # log-odds of what is only proposed
_PHONE = re.compile(
    r"[(（]代表?[)）]|[+(]?0\d{1,4}[-(]|\(?0\d{1,3}\)? \d{2,4} \d{3,4}|[+＋]\d{1,3}[- (]"
)
_CONTACT = re.compile(
    r"\s{0,3}(?:(?<!\d)\(?0\d{1,4}(?:[-)(]\d{1,4}[-)]|\)? \d{2,4} )\d{3,4}(?!\d)|[+＋]\d{1,3}[- (]"
    r"|\S+@|https?:|www\.|[(（]?〒\s?\d{3})"
)
_ENDS_ADDRESS = {"phone", "fax", "mobile", "email", "url", "ext", "number", "line", "social"}
_NOT_ADDRESS = re.compile(
    r"株式会社|有限会社|合同会社|(?<![一-鿿])[部課]長|@|https?:|www\.|役所$|役場$|議会"
    r"|公安委員会|労働局|知事|許可|免許|届出"
)
# cities whose names hold another of their endings
_ODD_CITIES = (
    "市川市|市原市|四日市市|廿日市市|野々市市|八日市市|町田市|大町市|十日町市|村上市|村山市|東村山市|"
    "武蔵村山市|羽村市|田村市|大村市|余市町|玉村町|郡山市|大和郡山市|郡上市|蒲郡市|小郡市|杵島郡大町町|"
    "西村山郡|東村山郡|北村山郡|余市郡|高市郡|今市市"
)
_PARTS_CITY = re.compile(
    rf"(?:{_ODD_CITIES}|[^\s\d]{{1,6}}?郡[^\s\d]{{1,6}}?[町村]|[^\s\d]{{1,7}}?市[^\s\d]{{1,4}}?区(?!画)"
    r"|[^\s\d]{1,7}?[市区町村])"
)
_STREET = re.compile(
    r"^(?P<street>.*?\d+(?:\s?(?:丁目|番地の?|番|号|条|[-の]|[東西南北]\d)\s?\d*)*)\s*(?P<building>.*)$"
)
_KANJI_STREET = re.compile(
    rf"^(?P<street>.*?[{_NUMERAL}]+(?:丁目|番地の?|番|号)(?:[{_NUMERAL}]+(?:丁目|番地?|号)?)*)"
    r"\s*(?P<building>.*)$"
)


def addresses(sheet: Sheet) -> Iterator[Candidate]:
    """Find Japanese addresses and postal codes; each may confirm and repair the other.

    >>> from cardscan.parse.testing import sheet_of
    >>> sheet = sheet_of("〒１００－０００５", "東京都千代日区丸の内１－９－１", "丸の内ビル５Ｆ")
    >>> [(str(c.kind), c.value) for c in addresses(sheet)]
    [('postal_code', '100-0005'), ('address', '東京都千代田区丸の内1-9-1 丸の内ビル5F')]
    """
    if not sheet.japanese and countries_of(sheet)[0] in {"CN", "TW", "HK"}:
        return  # the rule for addresses abroad reads these
    codes = [code for strip in sheet.strips for code in codes_in(sheet, strip)]
    found = list(_found(sheet, codes))
    for spans in found:
        code = _code_of(sheet, sheet.strips[spans[0].strip], spans[0].start, codes)
        if code is not None:
            codes.remove(code)
        elif pin := next(pinned_codes(sheet, sheet.printed(spans)), None):
            code = PrintedCode(pin[0], None, pin[1], marked=False)
        yield from _pair(sheet, spans, code, several=len(found) > 1, further=spans is not found[0])
    yield from (_lone(code) for code in codes if code.marked)


def _found(sheet: Sheet, codes: list[PrintedCode]) -> Iterator[list[Span]]:
    """Yield the ink of each address."""
    told: set[int] = set()
    for strip in sheet.strips:
        start = _start(sheet, strip, codes)
        if start is None or strip.index in told:
            continue
        spans = _spans(sheet, strip, start)
        told.update(span.strip for span in spans)
        yield spans


def _start(sheet: Sheet, strip: Strip, codes: list[PrintedCode]) -> int | None:
    """Return where an address begins in a strip, None when none does."""
    text = strip.text
    own = [code for code in codes if code.span.strip == strip.index]
    beginning = own[-1].span.end if own else 0
    before = PREFECTURE.search(text, 0, own[-1].span.start) if own else None
    if own and before and _HOUSE.search(text, before.end(), own[-1].span.start):
        return before.start()  # the code stands behind its address
    town = CITY.match(text) if own and not before else None
    if town and _HOUSE.search(text, town.end(), own[-1].span.start):
        return 0
    rest = text[beginning:]
    if _NOT_ADDRESS.search(rest) and not own:
        return None
    return _start_in(sheet, strip, codes, beginning)


def _start_in(sheet: Sheet, strip: Strip, codes: list[PrintedCode], beginning: int) -> int | None:
    """Return where an address begins behind the postal code of its line."""
    text, rest = strip.text, strip.text[beginning:]
    own = [code for code in codes if code.span.strip == strip.index]
    for found in PREFECTURE.finditer(rest):
        behind = rest[found.end() :]
        if CITY.match(behind.strip()) or _HOUSE.search(behind) or own:
            return beginning + found.start()
    if own and len(rest.strip()) >= 4 and _HOUSE.search(rest + " "):
        return beginning + len(rest) - len(rest.lstrip(" :：)）】」"))
    code = _code_above(sheet, strip, codes)
    city = CITY.search(rest)
    if city and _HOUSE.search(rest[city.end() :]):
        return beginning + city.start()
    if code is not None and (town := town_of(code.value)):
        return 0 if agreement(text, town) >= 60 else None
    return None


def _code_above(sheet: Sheet, strip: Strip, codes: list[PrintedCode]) -> PrintedCode | None:
    neighbours_of = (sheet.above(strip, reach=1.5), sheet.before(strip))
    for other in neighbours_of:
        for code in codes:
            if other is not None and code.span.strip == other.index:
                return code
    return None


def _spans(sheet: Sheet, strip: Strip, start: int) -> list[Span]:
    """Follow an address from its first strip over its further ones."""
    spans = [Span(strip.index, start, _end(strip.text, start))]
    last, complete = strip, spans[0].end == len(strip.text)
    while complete and len(spans) < 4:
        so_far = " ".join(sheet.strips[span.strip].text[span.start : span.end] for span in spans)
        following = _continuation(sheet, last, so_far)
        if following is None:
            break
        spans.append(Span(following.index, 0, _end(following.text, 0)))
        last, complete = following, spans[-1].end == len(following.text)
    return spans


def _end(text: str, start: int) -> int:
    ends = [
        label.start
        for label in labels_in(text[start:])
        if label.kind in _ENDS_ADDRESS and _is_before_value(text[start:], label.end)
    ]
    end = start + min(ends) if ends else len(text)
    if cut := _CONTACT.search(text, start, end):
        end = cut.start()
    return start + len(text[start:end].rstrip(" /|・(（"))


def _is_before_value(text: str, end: int) -> bool:
    return bool(re.match(r"[\s.:：/)）]*[\d(+＋a-zA-Z@/〇一二三四五六七八九FＦ]|$", text[end:]))


def _continuation(sheet: Sheet, strip: Strip, so_far: str) -> Strip | None:
    beside = sheet.before(strip)  # the code may stand in its own box before the town
    under = sheet.below(beside, reach=1.4) if beside else None
    for other in (sheet.after(strip, reach=3.0), sheet.below(strip, reach=1.4), under):
        if other is None or other is strip or not 0.55 < other.size / strip.size < 1.8:
            continue
        text = other.text.strip()
        if _NOT_ADDRESS.search(text) or CODE.search(text) or PREFECTURE.match(text):
            continue
        first = labels_in(text)
        if first and first[0].start < 2 and first[0].kind in _ENDS_ADDRESS:  # (代)03-…
            continue
        if _PHONE.match(text) or (is_latin(text) and is_sentence(text)):
            continue
        open_ended = not _HOUSE.search(so_far + " ")
        if (
            _BUILDING.search(text)
            or _ROOM.fullmatch(text)
            or (open_ended and _HOUSE.search(text + " "))
        ):
            return other
        if re.match(rf"[{_NUMERAL}]+(丁目|番|-\d)", text):
            return other
    return None


def _code_of(
    sheet: Sheet, strip: Strip, start: int, codes: list[PrintedCode]
) -> PrintedCode | None:
    """Return the postal code of an address: before it, above it, or behind it."""
    near: list[tuple[float, PrintedCode]] = []
    for code in codes:
        other = sheet.strips[code.span.strip]
        if other is strip:
            distance = 0.0 if code.span.end <= start else 0.5
        else:
            distance = 1.0 + sheet.distance(strip, other)
            distance += 0.5 if other.across[0] > strip.across[0] else 0.0
        if distance < 5 or names_town_of(code.value, strip.text[start:]):
            near.append((distance, code))
    return min(near, key=lambda pair: pair[0])[1] if near else None


def _pair(
    sheet: Sheet, spans: list[Span], code: PrintedCode | None, *, several: bool, further: bool
) -> Iterator[Candidate]:
    pieces = [sheet.strips[span.strip].text[span.start : span.end].strip() for span in spans]
    text = re.sub(r" +", " ", plain_dashes(" ".join(pieces)))
    town = town_of(code.value) if code else None
    score, evidence = 3.0, ["address"]
    if code is not None:
        code, town, candidate = _code_candidate(code, text)
        yield candidate
        if town is not None and agreement(text, town) >= 70:
            repaired = restored(text, town)
            score += 1.5
            evidence.append("the postal code names the same town")
            if town.quarter and town.city + town.quarter in text.replace(" ", ""):
                evidence.append("spelt as the post has it")
            if repaired != text:
                evidence.append("town repaired by the postal code")
                score, text = score - 0.7, repaired
        elif town is not None:
            score -= 1.5
            evidence.append("the postal code names another town")
    if _HOUSE.search(text + " "):
        score += 0.5
    else:
        score -= 1.0
    if _UNUSUAL.search(text):
        score = min(score, DOUBTED)
        evidence.append("an unusual house number")
    first = sheet.strips[(code.span if code else spans[0]).strip]
    office = _office_beside(sheet, first) or (_office_above(sheet, first) if further else None)
    office = office or (_office_before(sheet, spans[0]) if several else None)
    parts = parts_of(text, town)
    if code is not None:
        parts = (("postal_code", f"{code.value[:3]}-{code.value[3:]}"), *parts)
    yield Candidate(
        Kind.ADDRESS,
        text,
        tuple(spans),
        score,
        "address",
        tuple(evidence),
        tuple(parts),
        labels=(office,) if office else (),
    )


def _office_beside(sheet: Sheet, strip: Strip) -> Span | None:
    """Return the strip that only says whose address this is: 本社 before it, or right above."""
    before, above = sheet.before(strip, reach=6.0), sheet.above(strip, reach=1.0)
    if before is not None and OFFICE.fullmatch(before.text):
        return before.whole
    if above is not None and _HEAD_OFFICE.fullmatch(above.text):
        return above.whole
    return None


def _office_above(sheet: Sheet, strip: Strip) -> Span | None:
    """Return the strip right above that only says whose further address this is: ■広島支店."""
    above = sheet.above(strip, reach=1.5)
    return above.whole if above is not None and _FURTHER.fullmatch(above.text.strip()) else None


def _office_before(sheet: Sheet, span: Span) -> Span | None:
    """Return the ink on its line that says whose of several addresses this is: 関西支社."""
    found = OFFICE.match(sheet.strips[span.strip].text, 0, span.start)
    return Span(span.strip, 0, found.end()) if found else None


def _code_candidate(code: PrintedCode, text: str) -> tuple[PrintedCode, Town | None, Candidate]:
    town = town_of(code.value)
    score, evidence = 3.0 + code.marked, ["postal code"]
    if town is not None and agreement(text, town) >= 70:
        score, evidence = score + 1.5, [*evidence, "the address lies in its town"]
    elif (better := neighbour_for(code.value, text)) is not None:
        code = PrintedCode(code.span, code.label, better, code.marked)
        town = town_of(better)
        score, evidence = 0.6, [*evidence, "one digit proposed from the address"]
    elif town is None:
        score, evidence = score - 2.5, [*evidence, "the post does not know this code"]
    else:
        score, evidence = score - 1.5, [*evidence, "the address lies elsewhere"]
    return code, town, _code_field(code, score, tuple(evidence))


def _lone(code: PrintedCode) -> Candidate:
    known = town_of(code.value) is not None
    return _code_field(code, 3.0 if known else 1.0, ("postal code without its address",))


def _code_field(code: PrintedCode, score: float, evidence: tuple[str, ...]) -> Candidate:
    return Candidate(
        Kind.POSTAL_CODE,
        f"{code.value[:3]}-{code.value[3:]}",
        (code.span,),
        score,
        "postal-code",
        evidence,
        labels=(code.label,) if code.label else (),
    )


def parts_of(text: str, town: Town | None) -> tuple[tuple[str, str], ...]:
    """Split an address into prefecture, city, street and building."""
    found = PREFECTURE.match(text)
    prefecture = found[0] if found else (town.prefecture if town else "")
    rest = text[found.end() :].strip() if found else text
    city = ""
    if town is not None and rest.replace(" ", "").startswith(town.city):
        city = town.city
        rest = rest[_length_with_spaces(rest, len(city)) :].strip()
    elif match := _PARTS_CITY.match(rest):
        city, rest = match[0], rest[match.end() :].strip()
    street = _STREET.match(rest) or _KANJI_STREET.match(rest)
    parts = {
        "prefecture": prefecture,
        "city": city,
        "street": street["street"].strip() if street else rest,
        "building": (street["building"] or "").strip() if street else "",
        "country": "JP",
    }
    return tuple((name, value) for name, value in parts.items() if value)


def _length_with_spaces(text: str, count: int) -> int:
    for place, character in enumerate(text):
        if character != " ":
            count -= 1
        if count == 0:
            return place + 1
    return len(text)
