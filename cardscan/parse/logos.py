"""Logos: large words that name a firm where nothing else does, and names set in two lines."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import product

from cardscan.model import Kind
from cardscan.parse.candidates import Candidate
from cardscan.parse.cutting import Piece
from cardscan.parse.labels import labels_in
from cardscan.parse.layout import Sheet, Strip
from cardscan.parse.names import Context
from cardscan.parse.organizations import (
    ends_as_company,
    japanese_legal_form,
    western_legal_form,
)
from cardscan.parse.sentences import is_sentence
from cardscan.parse.text import is_latin, squeezed
from cardscan.parse.titles import title_score
from cardscan.parse.words import words

PLAIN_KINDS = (Kind.DEPARTMENT, Kind.TITLE, Kind.QUALIFICATION)
LONG_LOGO = 12  # signs
# what a shop is, without its name
_BARE_TRADE = re.compile(
    r"(?:手打ち?|生|本格|創作|炭火|自家焙煎|天然|焼きたて|介護付き?|住宅型|有料|認可|個室|完全予約制"
    r"|うどん|そば|蕎麦|らーめん|ラーメン|寿司|すし|鮨|焼肉|焼鳥|やきとり|串焼き?|天ぷら|とんかつ|お好み焼き?|居酒屋"
    r"|割烹|料亭|小料理|和食|洋食|中華料理|イタリアン|フレンチ|ダイニング|レストラン|カフェ|喫茶|珈琲|ベーカリー|パン|洋菓子"
    r"|和菓子|ケーキ|パティスリー|ビストロ|バー|旅館|民宿|ペンション|ホテル|ゲストハウス|温泉|湯元|宿|美容室|理容室?"
    r"|ヘアサロン|ネイルサロン|エステ|サロン|整体院?|接骨院|整骨院|鍼灸院?|歯科|医院|薬局|動物病院|写真館|花屋|生花店"
    r"|学習塾|教室|保育園|老人ホーム|デイサービス|居酒|専門店|処|の|と|&|・)+"
)
LOGO = 1.25  # times the usual type size; below, a word is no logo


def logo(sheet: Sheet, context: Context) -> Iterator[Candidate]:
    """Suggest the largest free words as the company when nothing names one."""
    best: tuple[float, Piece] | None = None
    slogans = frozenset(words("slogan_words"))
    for piece in context.pieces:
        strip = sheet.strips[piece.span.strip]
        ratio = strip.size / sheet.type_size
        tokens = piece.text.lower().split()
        if piece.kind in PLAIN_KINDS or len(tokens) > 4 or len(squeezed(piece.text)) < 3:
            continue
        if not any(character.isalpha() for character in piece.text) or labels_in(piece.text):
            continue  # a number that no plan has, or 公司地址
        if any(token in slogans for token in tokens) or re.search(r"[。、!?]", piece.text):
            continue
        if ratio >= LOGO and title_score(piece.text) < 1 and (best is None or ratio > best[0]):
            best = (ratio, piece)
    if best is not None:
        yield company_of(_whole_line(sheet, best[1], context), 0.8, "set like a logo")
        yield from stacked(sheet, best[1], context, 0.9, "set like a logo")


def named_under_trade(sheet: Sheet, found: list[Candidate], context: Context) -> list[Candidate]:
    """Take the larger line beside a bare trade for the firm: 手打ちうどん over 麦の香."""
    named = []
    for candidate in found:
        other = _name_of_trade(sheet, candidate, context)
        named.append(candidate if other is None else other)
    return named


def joined_in_line(sheet: Sheet, found: list[Candidate]) -> list[Candidate]:
    """Join a trade and the name right behind it, which are one firm: ヨガスタジオさくら坂."""
    formless = [one for one in found if len(one.spans) == 1 and not _has_form(one.value)]
    for first, second in product(formless, repeat=2):
        one, other = first.spans[0], second.spans[0]
        strip = sheet.strips[one.strip]
        between = strip.text[one.end : other.start]
        whole = one.start == 0 and other.end == len(strip.text.rstrip())
        named = one.strip == other.strip and whole and not ends_as_company(second.value)
        if named and one.end <= other.start and not between.strip():
            score = max(first.score, second.score)
            value = re.sub(r"\s+", " ", strip.text).strip()
            rest = [each for each in found if each not in (first, second)]
            return [*rest, replace(first, value=value, spans=(strip.whole,), score=score)]
    return found


def _has_form(text: str) -> bool:
    return bool(japanese_legal_form().search(text) or western_legal_form().search(text))


def _name_of_trade(sheet: Sheet, candidate: Candidate, context: Context) -> Candidate | None:
    if len(candidate.spans) != 1 or not _BARE_TRADE.fullmatch(squeezed(candidate.value)):
        return None
    strip = sheet.strips[candidate.spans[0].strip]
    for other in (sheet.below(strip, reach=1.0), sheet.above(strip, reach=1.0)):
        name = free_piece(other, context)
        if other is None or name is None or name.span != other.whole or labels_in(other.text):
            continue
        if other.size > LOGO * strip.size and len(squeezed(other.text)) > 1:
            return company_of(name, candidate.score, candidate.evidence[0])
    return None


def stacked(
    sheet: Sheet, piece: Piece, context: Context, score: float, why: str
) -> Iterator[Candidate]:
    """Join the lines of a logo that is set in two: the name over what the firm does."""
    strip = sheet.strips[piece.span.strip]
    for upper, lower in ((strip, sheet.below(strip, 0.9)), (sheet.above(strip, 0.9), strip)):
        if upper is None or lower is None:
            continue
        other = lower if upper is strip else upper
        partner = free_piece(other, context) or _trade_under(strip, other, context)
        if partner is None or not is_latin(partner.text) or len(partner.text.split()) > 3:
            continue
        if re.search(r"[!?]", partner.text) or is_sentence(partner.text):
            continue
        same_type = 0.7 < other.size / strip.size < 1.4
        does = {token.lower() for token in partner.text.split()} <= frozenset(
            words("company_words")
        )
        if does or (same_type and partner.kind is None and why == "set like a logo"):
            first, second = (piece, partner) if upper is strip else (partner, piece)
            text = f"{first.text.strip()} {second.text.strip()}"
            spans = (first.span, second.span)
            over = max(score, partner.score) if does else score  # its trade is no department
            yield Candidate(Kind.COMPANY, text, spans, over, "company", (why, "set in two lines"))


def company_of(piece: Piece, score: float, why: str) -> Candidate:
    """Return the candidate that a piece makes as a firm, for a reason."""
    text = re.sub(r"\s+", " ", piece.text).strip(" ,")
    return Candidate(Kind.COMPANY, text, (piece.span,), score, "company", (why,))


def is_form_alone(text: str) -> bool:
    """Tell whether a text is nothing but a legal form."""
    plain = squeezed(text)
    form = japanese_legal_form().match(plain)
    return bool(form and form[0] == plain) or bool(
        western_legal_form().fullmatch(" " + text.strip()) and len(text) < 14
    )


def free_piece(strip: Strip | None, context: Context) -> Piece | None:
    """Return the only piece of a line, where it may be a part of a name; else None."""
    if strip is None:
        return None
    on_it = [piece for piece in context.pieces if piece.span.strip == strip.index]
    plain = on_it[0] if len(on_it) == 1 else None
    if plain is None or (plain.kind in PLAIN_KINDS and plain.score > 3):
        return None
    return None if is_form_alone(plain.text) else plain


def _whole_line(sheet: Sheet, piece: Piece, context: Context) -> Piece:
    """Return a short line of Japanese whose pieces are all free as one: きもの 松葉."""
    strip = sheet.strips[piece.span.strip]
    others = [other for other in context.pieces if other.span.strip == strip.index]
    if (
        is_latin(piece.text)
        or len(strip.text) > LONG_LOGO
        or any(other.kind in PLAIN_KINDS for other in others)
    ):
        return piece
    return Piece(strip.whole, strip.text, piece.kind, piece.score)


def _trade_under(logo: Strip, other: Strip, context: Context) -> Piece | None:
    """Return the trade that a logo sets as large as the name: GLOBAL over INSURANCE."""
    whole = [piece for piece in context.pieces if piece.span == other.whole]
    trade = all(token.lower() in words("company_words") for token in other.text.split())
    return whole[0] if whole and trade and other.size > LOGO * 0.7 * logo.size else None
