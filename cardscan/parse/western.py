"""Addresses outside Japan, and Japanese ones in Latin letters: whole lines, then their parts."""

import re
from collections.abc import Iterator, Sequence

from cardscan.model import Kind
from cardscan.parse.address_blocks import block_from
from cardscan.parse.address_signs import BOXED, CHINESE_TOWN, country_name, street
from cardscan.parse.candidates import Candidate, Span
from cardscan.parse.countries import countries_of
from cardscan.parse.layout import Sheet
from cardscan.parse.postcodes import code_as_written, code_in
from cardscan.parse.text import is_han
from cardscan.parse.words import pairs
from cardscan.prefectures import LATIN

DOUBTED = 0.9  # log-odds of what is only proposed
# 公司:, A: and what else says whose address it is
_WHOSE = re.compile(
    r"^(?:A(?:dd|DD)?\.? ?[:：]? ?(?=[一-鿿]{2})|(?:总|總)?(?:公司|部)[:：] ?"
    r"|(?:工厂|工廠|门店|門市|厂址|廠址|办公室|辦公室)[:：] ?)"
)
_ICON = re.compile(
    r"^[0-9?](?=[A-Z][a-z]{2}| \d{1,4}[A-Za-z]? [A-Z])"
    r"|^[0-9?] (?=[A-ZÀ-Þ][a-zà-ÿ]+(?:weg|stra(?:ß|ss)e|gasse|platz|allee|vej|gade|gatan) \d)"
    r"|^[0-9?] (?=(?:Via|Viale|Corso|Piazza|Largo|Rua|Avenida|Calle|Plaza|Paseo)\b)"
)  # a pin, read as a digit
# forms of other countries, which readers take for those of Taiwan and Hong Kong
_TRADITIONAL = str.maketrans("内区号楼层县广东门", "內區號樓層縣廣東門")
_CODE_BEFORE = re.compile(r"^(?:\d{6}|\d{3}(?:-?\d{2,3})?) ?(?=[一-鿿])")
_CODE_BEHIND = re.compile(
    r"[,，\s]*(?:[(（〈<]\d{6}[)）〉>]|邮 ?编[:：]?\s?\d{6}|(?:\s|(?<=[号楼室层座]))\d{6})$"
)
# Linhas,4; 4700-327Braga
_LOST_GAP = re.compile(r"(?<=[a-zà-ÿ],)(?=[\dA-ZÀ-Þ])|(?<=\d{3})(?=[A-ZÀ-Þ][a-zà-ÿ]{2})")
_ONLY_CODE = re.compile(r"(?:邮 ?编|邮政编码|郵編|CEP|ZIP|P\.?C\.?)?\s?[:：]?\s?[\d.\- ]{4,9}")
_ICON_BEHIND = re.compile(r"(?<=[a-zà-ÿ]{3})[A-Z](?=,|$)")  # Den HaagE: what stands beside it


def western_addresses(sheet: Sheet) -> Iterator[Candidate]:
    """Find addresses that are not written the Japanese way; they are kept whole.

    >>> from cardscan.parse.testing import sheet_of
    >>> sheet = sheet_of("Muster GmbH", "Hauptstraße 12", "10115 Berlin", "Tel. 030 123456")
    >>> [(str(c.kind), c.value) for c in western_addresses(sheet)]
    [('address', 'Hauptstraße 12, 10115 Berlin'), ('postal_code', '10115')]
    """
    countries = countries_of(sheet)
    taken: set[int] = set()
    for strip in sheet.strips:
        if strip.index in taken:
            continue
        spans = block_from(sheet, strip, countries, taken)
        if spans:
            taken.update(span.strip for span in spans)
            yield from _address(sheet, spans, countries)


def _address(sheet: Sheet, spans: list[Span], countries: tuple[str, ...]) -> Iterator[Candidate]:
    pieces = [sheet.strips[span.strip].text[span.start : span.end] for span in spans]
    pieces[0] = _WHOSE.sub("", pieces[0])
    pieces = [
        _ICON.sub("", piece) if len(re.findall(r"\d+", piece)) > 1 else piece for piece in pieces
    ]
    whole = ", ".join(pieces)
    if is_han(whole):  # there the code stands apart from the address
        pieces = [piece for piece in pieces if not _ONLY_CODE.fullmatch(piece)] or pieces
    text = _text(pieces)
    if is_han(whole):
        text = _without_code(text, countries[0])
    found = code_in(BOXED.sub("", whole), countries)
    named = country_name().search(text)
    country = found[0] if found else countries[0]
    if named:
        country = next(code for code, name in pairs("country_names") if name == named["name"])
    parts = {"country": country}
    if found is not None:
        parts["postal_code"] = code_as_written(country, found[1]["code"])
        parts |= _around(found[1].string, country, found[1])
    first = pieces[0].strip(" ,;")
    if len(pieces) > 1 and (street().search(first) or re.search(r"\d", first)):
        parts["street"] = first
    elif "," in text and not found:
        parts["street"] = text.split(",")[0].strip()
    evidence = ("address",) + (("postal code of its country",) if found else ())
    score = 3.0 + (1.0 if found else 0.0)
    doubts = list(_doubts(text, pieces, found[1]["code"] if found else ""))
    if found and country != found[0]:  # of 1005 Cádiz, España, a figure was lost
        doubts.append("a postal code of another country")
    if doubts:
        evidence, score = (*evidence, *doubts), min(score, DOUBTED)
    ordered = tuple((name, value) for name, value in parts.items() if value)
    # what says whose address it is, with the icon before it, is no name of a firm
    office = (Span(spans[0].strip, 0, spans[0].start),) if spans[0].start > 0 else ()
    yield Candidate(
        Kind.ADDRESS, text, tuple(spans), score, "western-address", evidence, ordered, office
    )
    if found is not None:
        yield Candidate(
            Kind.POSTAL_CODE,
            parts["postal_code"],
            (_code_span(sheet, spans, found[1]["code"]),),
            score,
            "western-address",
            ("postal code within its address",),
            shares=True,
        )


def _text(pieces: Sequence[str]) -> str:
    """Join the lines of an address, with the gaps and signs that readers lose."""
    joint = "" if is_han("".join(pieces)) else ", "
    whole = joint.join(p.lstrip(" .·•|").strip(" ,;") for p in pieces if p.strip())
    return re.sub(r" +", " ", _LOST_GAP.sub(" ", _ICON_BEHIND.sub("", whole)))


def _doubts(text: str, pieces: Sequence[str], code: str) -> Iterator[str]:
    """Yield what speaks against an address of these lines, with a postal code or without."""
    if re.match(r"\d{1,2} \d+[a-z]? ", text):
        yield "an unusual house number"
    lines = [piece for piece in pieces if not country_name().fullmatch(piece.strip(" ,"))]
    apart = " ".join(lines).replace(code, "")
    few = len(re.findall(r"[^\W\d_]{2,}", apart)) < 3 and not re.search(r"\d", apart)
    if (len(lines) == 1 and not is_han(text) and few) or CHINESE_TOWN.match(text):
        yield "no more than a town"


def _without_code(text: str, country: str) -> str:
    """Return a Chinese address without its code, in the signs of its country."""
    text = _CODE_BEHIND.sub("", _CODE_BEFORE.sub("", text))
    return text.translate(_TRADITIONAL) if country in {"TW", "HK"} else text


def _code_span(sheet: Sheet, spans: list[Span], code: str) -> Span:
    for span in spans:
        place = sheet.strips[span.strip].text.find(code, span.start)
        if place >= 0:
            return Span(span.strip, place, place + len(code))
    return spans[0]


def _around(text: str, country: str, match: re.Match[str]) -> dict[str, str]:
    """Read city and state from where they stand beside the code."""
    before, after = text[: match.start("code")].rstrip(" ,-"), text[match.end("code") :].strip(" ,")
    if country in {"US", "AU", "CA"}:
        state = re.search(r",?\s*\b([A-Z]{2,3})$", before)
        city = before[: state.start()].split(",")[-1].strip() if state else ""
        return {"city": city, "prefecture": state[1] if state else ""}
    if country in {"GB", "SG", "JP", "IN"}:
        return {"city": before.split(",")[-1].strip(), "prefecture": _prefecture(before)}
    city = re.split(r"[,·|]| - ", after)[0].strip()
    return {"city": re.sub(r"\s*\(.*", "", city) if not re.search(r"\d{2}", city) else city}


def _prefecture(text: str) -> str:
    last = re.sub(r"(?i)-(ken|fu|to)$", "", text.rsplit(",", maxsplit=1)[-1].strip())
    return last if last.lower() in LATIN.values() else ""
