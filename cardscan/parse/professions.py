"""Professions: what names a licence or a part as well as a post, told by what stands beside it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from cardscan.model import Kind
from cardscan.parse.cutting import Piece
from cardscan.parse.organizations import department_score
from cardscan.parse.text import is_latin, squeezed

IN_HOUSE = frozenset({"弁護士", "公認会計士"})  # whom firms of any trade employ as such
PART = 3.5  # score from which words name a part of a firm
UNSURE = 2.2  # score of a profession taken for the post, for a person to look at
_PRACTICE = re.compile(
    r"事務所|法律|法務|特許|会計|税|監査法人|士法人|総研|コンサル"
    r"|病院|医院|クリニック|診療所|歯科|薬局|整骨院|接骨院|治療院|鍼灸|サロン|助産院|ヘア|理容|美容"
)
# licences that are what a person does, where the card names no other post
PROFESSIONS = frozenset(
    {"弁護士", "公認会計士", "税理士", "司法書士", "行政書士", "弁理士", "社会保険労務士"}
    | {"獣医師", "医師", "歯科医師", "薬剤師", "柔道整復師", "鍼灸師", "美容師", "理容師", "助産師"}
)


def with_parts(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Yield the pieces, with what names a part as well as a post as the part beside a post.

    Comercial is whoever sells, and where: under Gerente de Contas it is the department.
    """
    posts = [one for one in pieces if one.kind is Kind.TITLE and is_latin(one.text)]
    sure = [one for one in posts if department_score(one.text) < PART]
    for piece in pieces:
        both = piece in posts and bool(sure) and department_score(piece.text) >= PART
        yield replace(piece, kind=Kind.DEPARTMENT, score=PART) if both else piece


def with_post(pieces: list[Piece]) -> list[Piece]:
    """Take the only licence of a card without a post for the post, where it is a profession.

    At a firm of another trade it is a licence, unless it stands where a post does: 物流部 税理士.
    """
    kinds = (Kind.TITLE, Kind.QUALIFICATION)
    posts = [at for at, piece in enumerate(pieces) if piece.kind in kinds]
    if any(pieces[at].kind is Kind.TITLE for at in posts):
        return pieces
    firms = [squeezed(piece.text) for piece in pieces if piece.kind is Kind.COMPANY]
    if len(posts) > 1 and any(_PRACTICE.search(firm) for firm in firms):
        return pieces  # 公認会計士・税理士 of their own practice
    may_be = PROFESSIONS if len(posts) == 1 else IN_HOUSE
    posts = [at for at in posts if squeezed(pieces[at].text) in may_be]
    if len(posts) != 1:
        return pieces
    licence = pieces[posts[0]]
    behind_part = any(
        piece.kind is Kind.DEPARTMENT and piece.span.strip == licence.span.strip for piece in pieces
    )
    employed = squeezed(licence.text) in IN_HOUSE
    if employed or behind_part or not firms or any(_PRACTICE.search(firm) for firm in firms):
        pieces[posts[0]] = replace(licence, kind=Kind.TITLE, score=UNSURE)
    return pieces
