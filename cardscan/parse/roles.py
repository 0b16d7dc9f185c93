"""Roles: companies, departments, posts and licences among the pieces no channel claimed."""

import re
from collections.abc import Iterator
from dataclasses import replace

from cardscan.model import Kind
from cardscan.parse.candidates import Candidate
from cardscan.parse.confidence import PROPOSED
from cardscan.parse.cutting import Piece
from cardscan.parse.domain_names import begins_like, domain_likeness, spells
from cardscan.parse.gaps import camel_spaced
from cardscan.parse.layout import Sheet
from cardscan.parse.logos import (
    PLAIN_KINDS,
    company_of,
    free_piece,
    is_form_alone,
    joined_in_line,
    logo,
    named_under_trade,
    stacked,
)
from cardscan.parse.mottos import SURE, without_logos, without_mottos
from cardscan.parse.names import Context
from cardscan.parse.organizations import (
    company_score,
    department_score,
    ends_as_company,
    japanese_legal_form,
    western_legal_form,
)
from cardscan.parse.professions import with_parts, with_post
from cardscan.parse.readings import letters
from cardscan.parse.spelling import spelt_words
from cardscan.parse.text import is_latin, squeezed
from cardscan.parse.titles import parted, spaced_title
from cardscan.parse.words import words
from cardscan.parse.wrapped import wrapped

BADGES = frozenset({"gold", "silver", "bronze", "platinum", "premium", "official", "certified"})
MONOGRAM = 1.1  # times the usual type size; letters of a degree are set as small as the rest
_CERTIFICATE = re.compile(
    r"(?<![A-Za-z])ISO ?(?:/ ?IEC)? ?\d{4,5}|(?:認証|认证|認證)(?:取得|登録|企業|企业)"
    r"|プライバシーマーク|(?i:\b(?:wom[ae]n|minority|veteran|family)-owned\b)"
    r"|(?i:\bregist(?:ered|ration) (?:charity )?(?:no|number|nr)\b)"
    r"|公安委員会|[都道府県]知事|大臣(?:許可|免許|登録)|許可(?:番号|[\s(（第])|届出|免許[(（]"
)
_RINGED = re.compile(r"(?P<form>[株有]) ?(?P<name>(?![式限])[一-鿿ぁ-んァ-ヺー]{2,12})")
_BRANCH = re.compile(r"[一-鿿ァ-ヺーA-Za-z0-9]{2,10}店")
_IN_KANA = re.compile(
    r"(?:カブシキ|ユウゲン|ゴウドウ)\s?(?:ガイシャ|カイシャ)|.+(?:カブシキガイシャ)$"
)
_GUILD = re.compile(r"(?:士|師|計)会(?:所属|会員|登録)?$")
_DESK = re.compile(r"(?:編集|販売|営業|総務|経理|人事|医局|売店)\s?\(?\d{1,3}[:：]?")
_PLACE_LABEL = re.compile(
    r"(?:事務局|事務所|本部|支部|窓口|連絡先|店舗|工房|オフィス|アトリエ)\s?[:：／/]\s?(?=[〒\d])"
)
_NUMBER_BEHIND = re.compile(r"\s?[:.]?\s?[(+]{0,2}\d[\d ().-]{7,}")
_MEMBER = re.compile(r"所属|認定|会員|正会員|加盟|公認")
# parts of firms that are often firms themselves
_HOUSE = re.compile(
    r"(?i)\b(?:group|institute|cent(?:er|re)|laborator(?:y|ies)|agency|studios?|partners|network"
    r"|^agence d\w+ .+|council|board|clinic|team|services|(?:police|fire|health) department)$"
    r"|^(?!the )\w.*\s(?:institute|cent(?:er|re)|academy|laboratory|museum) (?:of|for)\b"
    r"|(?:研究院|学院|學院|研究所|センター|工場|支店|営業所|協会)$"
)
SPELT = 85.0  # likeness of a line some words of which are the domain
LONG_PART = 6  # letters; shorter ones begin German words, Teamleitung
_SOCIAL = re.compile(
    r"(?i)(?:FB|Facebook|IG|Instagram|粉絲專頁|粉絲團|公众号|公眾號|微信公众号|YouTube)[:：\s]"
)
FORMED = "legal form"
WORDED = "worded like an organisation"
NAMED = "the domain has its name"


def roles(sheet: Sheet, context: Context) -> Iterator[Candidate]:
    """Propose what each piece is, beside the person."""
    pieces = [piece for piece in context.pieces if not _says_nothing(sheet, piece)]
    context = replace(context, pieces=tuple(with_parts(with_post(pieces))))
    for piece in context.pieces:
        if sheet.japanese and _is_roman_firm(piece, context):
            yield _as(company_of(piece, piece.score, NAMED), Kind.COMPANY_ROMAN)
        elif piece.kind in PLAIN_KINDS and piece.score >= 2.0 and not _is_mark(sheet, piece):
            yield Candidate(
                piece.kind,
                _tidy(piece),
                (piece.span,),
                piece.score - 0.5,
                piece.kind.value,
                (f"worded like a {piece.kind.value}",),
            )
    firms = list(_companies(sheet, context))
    yield from (*firms, *(_branches(context) if firms else ()))


def _is_roman_firm(piece: Piece, context: Context) -> bool:
    """Tell whether what is worded like a part has the name of the domain: Mitsuwa Office."""
    first = letters(piece.text.split()[0])
    worded = piece.kind is Kind.DEPARTMENT and is_latin(piece.text) and " " in piece.text
    return worded and len(first) > 2 and first in map(letters, context.domains)


def _branches(context: Context) -> Iterator[Candidate]:
    """Take 船橋店 beside a firm for the branch; alone it may be a firm's or a person's name."""
    for piece in context.pieces:
        free = piece.score < 2.0 or piece.kind is Kind.NAME
        if free and _BRANCH.fullmatch(piece.text) and not ends_as_company(piece.text):
            why = ("worded like a department",)
            yield Candidate(Kind.DEPARTMENT, piece.text, (piece.span,), 1.5, "department", why)


def _says_nothing(sheet: Sheet, piece: Piece) -> bool:
    """Tell whether a piece is a place on a small map, or a part of a line about a certificate."""
    text = sheet.strips[piece.span.strip].text
    if _is_office_label(piece) or _is_a_label(piece, text) or _belongs_to_beside(piece, text):
        return True
    if _CERTIFICATE.search(text) or (piece.kind in PLAIN_KINDS and _lies_on_its_side(sheet, piece)):
        return True
    if is_latin(piece.text) and piece.span.start and piece.text[:1].islower():
        return True  # the second half of what nothing explains: Family dentistry
    return _is_whole_line(sheet, piece) and piece.text.strip().lower() in words("landmarks")


def _belongs_to_beside(piece: Piece, text: str) -> bool:
    """Tell whether a piece only says something of what stands beside it."""
    behind = text[piece.span.end : piece.span.end + 3]
    if piece.kind in {Kind.COMPANY, Kind.DEPARTMENT} and _MEMBER.match(behind):
        return True  # a society that the person belongs to
    if _GUILD.search(piece.text) and text[: piece.span.start].rstrip().endswith(("(", "（")):
        return True  # 弁護士（兵庫県弁護士会）
    if piece.kind in {Kind.DEPARTMENT, Kind.TITLE} and _DESK.fullmatch(f"{piece.text}{behind}"):
        return True  # 編集 03-…: whose number it is
    if _PLACE_LABEL.fullmatch(text, piece.span.start, piece.span.end + 1) or (
        piece.kind is Kind.DEPARTMENT and _PLACE_LABEL.match(text, piece.span.start)
    ):
        return True  # 事務局：〒510-0085
    if piece.kind is None and is_latin(piece.text):
        bracketed = text[: piece.span.start].endswith("(") and behind.startswith(")")
        return bracketed and piece.span.start > 1  # Lee Ji-hoon (Jay)
    latin = piece.kind in PLAIN_KINDS and is_latin(piece.text)
    licence = piece.kind is Kind.QUALIFICATION and re.search(r"\d", behind)  # DRE Lic. 00493099
    numbered = licence or _NUMBER_BEHIND.match(text, piece.span.end)  # Comercial 31 3555-0199
    return latin and bool(numbered)


def _is_a_label(piece: Piece, text: str) -> bool:
    """Tell whether a post or a page's name only says what follows: Secretary: Mary Nolan."""
    follows = re.match(r"\s?:\s?\S", text[piece.span.end :])
    post = piece.kind is Kind.TITLE and is_latin(piece.text)
    return bool(post and follows) or (piece.kind is Kind.COMPANY and bool(_SOCIAL.match(text)))


def _is_office_label(piece: Piece) -> bool:
    """Tell whether a word only says whose address follows: 本社."""
    return bool(re.fullmatch(r"[\d\W]*(?:本社|本店)\W*", piece.text))


def _lies_on_its_side(sheet: Sheet, piece: Piece) -> bool:
    """Tell whether a row of Latin letters runs up or down the card, as slogans do."""
    strip = sheet.strips[piece.span.strip]
    height, width = strip.across[1] - strip.across[0], strip.along[1] - strip.along[0]
    return is_latin(strip.text) and not strip.vertical and height > 2 * width


def _is_whole_line(sheet: Sheet, piece: Piece) -> bool:
    return squeezed(sheet.strips[piece.span.strip].text) == squeezed(piece.text)


def _is_mark(sheet: Sheet, piece: Piece) -> bool:
    """Tell whether a Latin word is a partner's badge or a monogram, and so says nothing here."""
    if not is_latin(piece.text) or piece.span != sheet.strips[piece.span.strip].whole:
        return False
    strip = sheet.strips[piece.span.strip]
    above = sheet.above(strip, reach=1.0)
    if above is not None and above.text.rstrip().endswith(","):
        return False  # Tobias Silva, over MBA
    if piece.text in {"Partner", "Member"} and above is not None:
        return above.text.strip().lower() in BADGES
    return (
        piece.kind is Kind.QUALIFICATION
        and len(piece.text) < 4
        and strip.size > MONOGRAM * (sheet.type_size)
    )


def _tidy(piece: Piece) -> str:
    text = spelt_words(re.sub(r"\s+", " ", piece.text).strip())
    if piece.kind in {Kind.TITLE, Kind.DEPARTMENT}:
        text = re.sub(r"\bA[l1|]\b", "AI", text)  # of one shape in most typefaces
    if piece.kind is Kind.TITLE and is_latin(text):
        return spaced_title(text)
    if piece.kind is Kind.DEPARTMENT and is_latin(text) and " " not in text:
        return spaced_part(text)
    whole = squeezed(text) in words("qualifications_ja")  # 医学 博士
    if not is_latin(text) and (whole or re.fullmatch(r"(?:\S )+\S", text)):
        return squeezed(text)
    return text


def spaced_part(text: str) -> str:
    """Put back the gap that a reader lost in a department whose kind stands first.

    >>> spaced_part("Departamentotécnico"), spaced_part("Personalabteilung")
    ('Departamento técnico', 'Personalabteilung')
    """
    first, *others = parted(text.lower())
    if others and first in words("part_words") and len(first) > LONG_PART:
        return f"{text[: len(first)]} {text[len(first) :]}"
    return camel_spaced(text)


def _companies(sheet: Sheet, context: Context) -> Iterator[Candidate]:
    worded = joined_in_line(sheet, list(_named(sheet, context)))
    worded = named_under_trade(sheet, worded, context)
    found = without_logos(worded, context.domains)
    if all(candidate.score < PROPOSED for candidate in found):
        found += _houses(context)
    if any(why.startswith(FORMED) for candidate in found for why in candidate.evidence):
        parts = [candidate for candidate in found if _is_under_post(sheet, candidate, context)]
        yield from (_as(part, Kind.DEPARTMENT) for part in parts)
        found = [candidate for candidate in found if candidate not in parts]
    found = without_mottos(sheet, found)
    formed = any(
        candidate.score >= SURE
        or department_score(candidate.value) < 2.4
        or candidate.value.endswith(("大学", "大学院"))
        for candidate in found
    )
    japanese = [c for c in found if c.kind is Kind.COMPANY and not is_latin(c.value)]
    for candidate in found:
        house = candidate.value.endswith(("大学", "大学院"))
        part = not house and department_score(candidate.value) >= 2.4
        under = formed or _is_under_larger(sheet, candidate, found)
        if candidate.score < SURE and part and under:
            yield _as(candidate, Kind.DEPARTMENT)  # 基盤技術研究所 beside a firm
        elif japanese and candidate.kind is Kind.COMPANY and is_latin(candidate.value):
            if company_score(candidate.value) >= 2:  # else a logo, which is not the whole name
                yield _as(candidate, Kind.COMPANY_ROMAN)
        else:
            yield candidate


def _is_under_larger(sheet: Sheet, candidate: Candidate, found: list[Candidate]) -> bool:
    """Tell whether another organisation is set larger, of which this one is a part."""
    size = sheet.strips[candidate.spans[0].strip].size
    return any(
        sheet.strips[other.spans[0].strip].size > 1.1 * size
        for other in found
        if other is not candidate and is_latin(other.value) == is_latin(candidate.value)
    )


def _is_under_post(sheet: Sheet, candidate: Candidate, context: Context) -> bool:
    """Tell whether words of a trade stand beside a post, or under it as large.

    Director | Advanced Robotics
    """
    if not is_latin(candidate.value) or WORDED not in candidate.evidence:
        return False
    strip = sheet.strips[candidate.spans[0].strip]
    posts = [piece.span for piece in context.pieces if piece.kind is Kind.TITLE]
    if candidate.spans != (strip.whole,):
        return any(post.strip == strip.index for post in posts)
    above = sheet.above(strip, reach=1.6)
    as_large = above is not None and 0.8 * above.size < strip.size < 1.25 * above.size
    return above is not None and as_large and above.whole in posts


def _houses(context: Context) -> list[Candidate]:
    """Take a part that may stand for itself for the firm, where nothing else names one."""
    parts = [p for p in context.pieces if p.kind is Kind.DEPARTMENT and p.score >= 2.0]
    why = WORDED
    return [company_of(p, p.score, why) for p in parts if stands_for_itself(p.text)]


def stands_for_itself(part: str) -> bool:
    """Tell whether a part of a firm may be an organisation: さくら薬局, Heart Institute.

    >>> stands_for_itself("さくら薬局"), stands_for_itself("営業部"), stands_for_itself("附属病院")
    (True, False, False)
    """
    if part.startswith(("附属", "付属")):
        return False
    return len(part) < 50 and (bool(_HOUSE.search(part)) or ends_as_company(part))


def _as(candidate: Candidate, kind: Kind) -> Candidate:
    return Candidate(
        kind, candidate.value, candidate.spans, candidate.score, candidate.rule, candidate.evidence
    )


def _named(sheet: Sheet, context: Context) -> Iterator[Candidate]:
    yield from wrapped(sheet, context)
    worded = list(_worded(sheet, context))
    yield from (candidate for candidate, _ in worded)
    strong = any(sure for _, sure in worded)
    for piece in (_whole_spelt(sheet, one, context) for one in context.pieces):
        if piece.kind in {None, Kind.NAME, Kind.NAME_KANA, Kind.COMPANY} and piece.score < 4.5:
            gain = max(
                domain_likeness(piece.text, context.domains),
                SPELT if spells(piece.text, context.domains) else 0.0,
            )
            if gain >= 80 and not (piece.kind is Kind.COMPANY and piece.score >= 2.0):
                strong = True
                why, score = "the domain has its name", 3.0 if gain >= 90 else 2.2
                yield company_of(piece, score, why)
                yield from stacked(sheet, piece, context, score + 0.2, why)
    if not strong:
        yield from logo(sheet, context)


def _worded(sheet: Sheet, context: Context) -> Iterator[tuple[Candidate, bool]]:
    """Yield what is worded like a firm, and whether no logo need be looked for beside it."""
    for piece in context.pieces:
        if _is_town_hall(piece, context):
            yield company_of(piece, 2.5, WORDED), False
        elif piece.kind is Kind.COMPANY and piece.score >= 2.0:
            yield company_of(piece, piece.score - 0.5, _why(piece)), piece.score >= 3.5
        elif written := _with_form_written_out(piece, context):
            yield written, True
        elif is_form_alone(piece.text) and (joined := _with_neighbour(sheet, piece, context)):
            yield joined, True
        elif _IN_KANA.match(piece.text):
            why = ("reads as a firm",)
            yield (
                Candidate(Kind.COMPANY_KANA, piece.text, (piece.span,), 4.0, "company", why),
                False,
            )


def _is_town_hall(piece: Piece, context: Context) -> bool:
    """Tell whether a town stands right before a department of its own: 那覇市 総務部."""
    parts = (one for one in context.pieces if one.kind is Kind.DEPARTMENT and one.score > 2)
    town = re.fullmatch(r"[一-鿿ヶケ々]{1,5}[市区町村都道府県]", piece.text)
    return bool(town) and any(
        part.span.strip == piece.span.strip and 0 < part.span.start - piece.span.end < 3
        for part in parts
    )


def _whole_spelt(sheet: Sheet, piece: Piece, context: Context) -> Piece:
    """Take the whole line for a part of it where the domain spells more: FIRST HARBOR MORTGAGE."""
    strip = sheet.strips[piece.span.strip]
    on_it = [one for one in context.pieces if one.span.strip == strip.index]
    free = all(one.kind in {None, Kind.NAME, Kind.COMPANY} for one in on_it)
    if len(on_it) < 2 or not free or not spells(strip.text, context.domains):
        return piece
    return Piece(strip.whole, strip.text.strip(" ,|"), None, 0.0)


def _with_form_written_out(piece: Piece, context: Context) -> Candidate | None:
    """Read 有 or 株 before the firm of the domain as ㈲ or ㈱, of which the ring was not seen."""
    found = _RINGED.fullmatch(piece.text.strip())
    if found is None or not begins_like(found["name"], context.domains):
        return None
    evidence = ("a legal form of one sign", "the domain has its name")
    text = f"({found['form']}){found['name']}"
    return Candidate(Kind.COMPANY, text, (piece.span,), 2.5, "company", evidence)


def _why(piece: Piece) -> str:
    text = squeezed(piece.text)
    if japanese_legal_form().search(text) or western_legal_form().search(piece.text):
        return FORMED
    return WORDED


def _with_neighbour(sheet: Sheet, piece: Piece, context: Context) -> Candidate | None:
    """Join a legal form that stands alone with the name beside, below or above it."""
    strip = sheet.strips[piece.span.strip]
    around = (
        sheet.after(strip, reach=4.0),
        sheet.before(strip, reach=4.0),
        sheet.below(strip, reach=1.2),
        sheet.above(strip, reach=1.2),
    )
    places = (1, 3, 0, 2) if is_latin(piece.text) else (0, 1, 2, 3)  # abroad it ends a name
    for position in places:
        other = around[position]
        partner = free_piece(other, context)
        if partner is None or (is_latin(piece.text) and not is_latin(partner.text)):
            continue
        first, second = (piece, partner) if position in {0, 2} else (partner, piece)
        return Candidate(
            Kind.COMPANY,
            f"{first.text.strip()} {second.text.strip()}",
            (first.span, second.span),
            4.0,
            "company",
            ("legal form beside the name",),
        )
    return None
