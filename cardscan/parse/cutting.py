"""Cutting: a line is cut into a company, parts of it, posts and a name where it reads best."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from cardscan.model import Kind
from cardscan.parse.candidates import Span
from cardscan.parse.degrees import without_qualifications
from cardscan.parse.dictionary import may_be_place, tokens
from cardscan.parse.labels import labels_in, only_label
from cardscan.parse.layout import Sheet
from cardscan.parse.organizations import (
    company_score,
    department_score,
    japanese_legal_form,
)
from cardscan.parse.people import east_asian_name, kana_name, western_name
from cardscan.parse.qualifications import qualification_score
from cardscan.parse.sentences import is_sentence
from cardscan.parse.text import is_latin, squeezed
from cardscan.parse.titles import japanese_cores, title_score
from cardscan.parse.words import longest_first, words

MAX_CUTS = 14  # places at which one line may be cut; more would only make it slow
CUT_COST = 1.5  # in units of score times characters: a cut must earn something
SPACE_COST = 12.0  # between Latin words, which a mere space does not part
INNER_CUT_COST = 3.0  # where nothing was printed between the halves

_ARTICLE = re.compile(r"(?i)the ?")
_MOTTO = re.compile(
    r"[A-Z][a-z]+\.(?: [A-Z][a-z]+\.){1,3}|24 ?/ ?7\b.*"
)  # People. Places. Progress.
# an icon before an office, a logo before a legal form
_STRAY = re.compile(
    r"[\d?]\s?[\[【](?=[一-鿿])|[\d?]\s?(?=(?:一般|公益|医療|学校|株式|有限|合同)(?:財団|社団|法人|会社)..)"
)
_CLINICS = re.compile(r"[一-鿿]{1,7}科(?:[・ ][一-鿿]{1,7}科)+")  # 内科・小児科
_SPACED = re.compile(r"[一-鿿](?: [一-鿿])+")
_BULLET = re.compile(r"\s?[•·●∙✓+]\s?|\s[-–|]\s")
TORN_COST = 6.0  # where the other half would be explained and this one not
OTHER = -0.5  # for each character that nothing explains
STUMP = 4.0  # a single character left over is hardly ever what was meant

Scorer = Callable[[str], float]


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of ink with the kind it reads best as; ``kind`` is None when nothing fits."""

    span: Span
    text: str
    kind: Kind | None
    score: float


def _name_score(text: str) -> float:
    name = western_name(text) if is_latin(text) else east_asian_name(text)
    addressed = 1.5 if name and is_latin(text) and without_qualifications(text)[1] else 0.0
    return min(5.5, name.score + addressed) if name else 0.0


def _kana_score(text: str) -> float:
    return 2.0 if len(kana_name(text)) == 2 else 0.0


_SCORERS: tuple[tuple[Kind, Scorer], ...] = (
    (Kind.COMPANY, company_score),
    (Kind.DEPARTMENT, department_score),
    (Kind.TITLE, title_score),
    (Kind.QUALIFICATION, qualification_score),
    (Kind.NAME, _name_score),
    (Kind.NAME_KANA, _kana_score),
)


def pieces_of(sheet: Sheet, claimed: Iterable[Span]) -> list[Piece]:
    """Cut all ink that is still free."""
    spans = list(claimed)
    return [
        piece for segment in _free(sheet, spans) for piece in cut(_text(sheet, segment), segment)
    ]


def _text(sheet: Sheet, span: Span) -> str:
    return sheet.strips[span.strip].text[span.start : span.end]


def _free(sheet: Sheet, claimed: list[Span]) -> Iterator[Span]:
    for strip in sheet.strips:
        position = 0
        for span in sorted((s for s in claimed if s.strip == strip.index), key=lambda s: s.start):
            yield from _segment(strip.index, strip.text, position, span.start)
            position = max(position, span.end)
        yield from _segment(strip.index, strip.text, position, len(strip.text))


def _segment(strip: int, text: str, start: int, end: int) -> Iterator[Span]:
    while start < end and text[start] in _TRIM:
        start += 1
    while end > start and text[end - 1] in _TRIM:
        end -= 1
    if _is_and_at_start(text[start:end]):
        start += 1 + (text[start + 1 : start + 2] == " ")
    plain = text[start:end]
    if end - start >= 2 and (not only_label(plain) or _is_more_than_label(plain)):
        yield Span(strip, start, end)


def _is_more_than_label(text: str) -> bool:
    """Tell whether what reads as a label names a post or a degree, too: 代表, Ph.D."""
    return title_score(text) > 2 or (len(text) > 3 and qualification_score(text) > 2)


def _is_and_at_start(text: str) -> bool:
    """Tell whether a line goes on with a second post: 兼品質管理課, but not 兼松."""
    rest = text[1:].lstrip()
    return text[:1] == "兼" and (
        rest.startswith(words("department_heads")) or bool(japanese_cores().match(rest))
    )


def cut(text: str, segment: Span) -> list[Piece]:
    """Cut a text where the sum of its pieces, weighted by their length, reads best.

    >>> [(p.text, str(p.kind)) for p in cut("代表取締役 山田太郎", Span(0, 0, 10))]
    [('代表取締役', 'title'), ('山田太郎', 'name')]
    >>> [(p.text, str(p.kind)) for p in cut("株式会社サンプル東京支店", Span(0, 0, 12))]
    [('株式会社サンプル', 'company'), ('東京支店', 'department')]
    """
    if _MOTTO.fullmatch(text) or (is_latin(text) and is_sentence(text) and not _means(text)):
        return [Piece(segment, text, None, 0.0)]  # a slogan names nobody
    if _is_list_of_services(text):
        return [Piece(segment, text, None, 0.0)]
    places = _places(text)
    best: list[tuple[float, int, Kind | None, float]] = [(0.0, 0, None, 0.0)]
    for right in range(1, len(places)):
        options = []
        for left in range(right):
            if not _is_whole(text, places[left], places[right]):
                continue
            start, end = _trimmed(text, places[left], places[right])
            kind, score = best_kind(text[start:end])
            cost = 0.0 if left == 0 else _cost(text, places[left])
            if kind is None:
                cost += _torn(text, places[left]) + _torn(text, places[right])
            total = best[left][0] + _gain(kind, score, end - start) - cost
            options.append((total, left, kind, score))
        best.append(max(options, key=lambda option: (option[0], -option[1])))
    return list(_walk(text, segment, places, best))


def _means(text: str) -> bool:
    """Tell whether a line or what follows a comma in it is a post or a part: …, Attorney at Law."""
    return any(max(title_score(part), department_score(part)) >= 2 for part in text.split(","))


def _is_list_of_services(text: str) -> bool:
    """Tell whether bullets part what a firm does: Immigration • Family • Estate Planning."""
    if _CLINICS.fullmatch(text):
        return True
    items = [item.strip() for item in _BULLET.split(text)]
    parts = sum(department_score(item) > 2 for item in items)
    if len(items) > 2 and "•" in text and all(" " not in item for item in items):
        return True  # Sales • Service • Parts
    return len(items) > 2 and parts < 2 and not any(_names_something(item) for item in items)


def _names_something(item: str) -> bool:
    return max(title_score(item), _name_score(item), qualification_score(item)) > 2


def _is_whole(text: str, start: int, end: int) -> bool:
    """Tell whether a piece that crosses a printed gap takes whole words on both its sides.

    No piece goes on beyond a bar.
    """
    if _BAR.search(text[start:end].strip(_TRIM)):
        return False
    if " " not in text[start:end].strip():
        return True
    after_a_post = title_score(text[:start].rpartition(" ")[2]) > 2  # 室長阿部 光
    before_a_post = title_score(text[end:].partition(" ")[0]) > 2  # 犬飼 圭吾助教
    inside = text[start:end]
    spaced = bool(_SPACED.fullmatch(inside)) and squeezed(inside) in words("titles_ja")
    begins = _is_word_end(text, start) or after_a_post or spaced  # 営業二課係 長
    return begins and (_is_word_end(text, end) or before_a_post)


def _is_word_end(text: str, place: int) -> bool:
    """Tell whether a printed gap, a change of script or the end of the text is here."""
    if place in {0, len(text)}:
        return True
    before, after = text[place - 1], text[place]
    to_latin = _script(before) == 2 and _script(after) == 1  # 石川豊Yutaka Ishikawa
    return before in _GAPS or after in _GAPS or to_latin


def _gain(kind: Kind | None, score: float, length: int) -> float:
    if kind is not None:
        return score * length
    return OTHER * length - (STUMP if length == 1 else 0.0)


def _torn(text: str, place: int) -> float:
    """Return what it costs to leave half a word unexplained."""
    return 0.0 if _is_word_end(text, place) else TORN_COST


def _cost(text: str, place: int) -> float:
    before, after = text[place - 1], text[place]
    if " " in {before, after} and not {before, after} & _SIGNS and is_latin(text):
        return SPACE_COST
    return CUT_COST if before in _GAPS or after in _GAPS else INNER_CUT_COST


def _walk(
    text: str,
    segment: Span,
    places: list[int],
    best: list[tuple[float, int, Kind | None, float]],
) -> Iterator[Piece]:
    pieces: list[Piece] = []
    right = len(places) - 1
    while right > 0:
        _, left, kind, score = best[right]
        start, end = _trimmed(text, places[left], places[right])
        if end > start:
            span = Span(segment.strip, segment.start + start, segment.start + end)
            pieces.append(Piece(span, text[start:end], kind, score))
        right = left
    yield from reversed(pieces)


_BAR = re.compile("[|｜]")
_DOT = re.compile(r" [·•]|[·•] ")
_GAPS = " /|｜,、:：;()（）・·•[]【】<>＜＞〈〉《》「」『』兼"
_SIGNS = frozenset(_GAPS) - {" "}
_TRIM = " /|｜,、。:：;・·•-–—[]【】<>＜＞〈〉《》「」『』■□◆◇▲△▼▽★☆●≈≒≡"


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and (text[start] in _TRIM + "ー)" or _is_and(text, start, end)):
        start += 1
    while end > start and (text[end - 1] in _TRIM or text[end - 1] == "兼"):
        end -= 1
    if stray := _STRAY.match(text, start, end):
        start = stray.end()
    inside = text[start:end]
    if re.fullmatch(r"\([^()]*\)?", inside):
        start += 1
        end -= inside.endswith(")")
    elif (inside.endswith(")") and "(" not in inside) or inside.endswith("("):
        end -= 1
    return start, max(start, end)


def _is_and(text: str, start: int, end: int) -> bool:
    """Tell whether 兼 joins two posts here, and is not the start of 兼松."""
    return text[start] == "兼" and start > 0 and title_score(text[start + 1 : end]) > 2


def best_kind(text: str) -> tuple[Kind | None, float]:
    """Return the kind a text reads best as, with its score; None below 1."""
    if re.fullmatch(r"\([^()]+\)", text):
        text = text[1:-1]
    if len(text) < 2:
        return None, 0.0
    scored = [(scorer(text), kind) for kind, scorer in _SCORERS]
    score, kind = max(scored, key=lambda pair: pair[0])
    if kind in {Kind.TITLE, Kind.DEPARTMENT} and _DOT.search(text):
        return None, 0.0  # two things: Director of Sales · Export Department
    return (kind, score) if score >= 1.0 else (None, 0.0)


def _places(text: str) -> list[int]:
    """Return where a text may be cut: gaps, changes of script, and ends of known words."""
    places: set[int] = set()
    for place in range(1, len(text)):
        before, after = text[place - 1], text[place]
        if _ARTICLE.fullmatch(text, 0, place):
            continue  # The Copper Lantern
        if (after in _GAPS) != (before in _GAPS) or _script(before) * _script(after) == 2:
            places.add(place)
        elif before == ")" and after == " ":
            places.add(place)  # BA (Hons) MCIPD
    if not is_latin(text):
        places |= _inner_places(text)
    for run in _LETTERS.finditer(text):  # a letter-spaced word is one
        places -= set(range(run.start() + 1, run.end()))
    kept = sorted(places)
    if len(kept) > MAX_CUTS:
        kept = [place for place in kept if text[place - 1] in _GAPS or text[place] in _GAPS]
        kept = kept[:MAX_CUTS]
    return [0, *kept, len(text)]


_LETTERS = re.compile(
    r"(?<!\S)(?:[一-鿿々豈-﫿ぁ-ゖァ-ヺー] +){2,}[一-鿿々豈-﫿ぁ-ゖァ-ヺー](?!\S)"
)


def _script(character: str) -> int:
    """Return 1 for Latin letters, 2 for Chinese characters and kana, 0 for the rest."""
    if character.isascii() and character.isalpha():
        return 1
    return 2 if character > "⺀" and character.isalpha() else 0


_REGISTERED = re.compile(
    r"(?:\s?[/-]\s?[A-Z]{2})?[\s:#º°.-]{0,3}(?:n\.?º|no\.?|nº)?\s?[A-Z]{0,2}"
    r"[\d][\d./ -]*(?:[/-][A-Z\d]{1,2})*",
    re.I,
)
_PART = re.compile("|".join(map(re.escape, longest_first("department_suffixes"))))
_ORGANISATION = re.compile(
    "|".join(re.escape(ending) for ending in longest_first("institutions") if len(ending) > 1)
)
_TOWN_BEFORE = re.compile(
    r"([一-鿿ヶ]{1,5})[市区町村都道府県](?![場内民営長部立])(?=.{2}.*[部局課室])"
)
_DEGREE = re.compile(r"(?:博士|硕士|碩士)(?=\s|$)")
_BRANCH = re.compile(
    r"(?:支店|支社|営業所|事業所|工場|本店|出張所|オフィス|支局|事務所|本社|キャンパス)"
)


def _inner_places(text: str) -> set[int]:
    places: set[int] = set()
    for found in japanese_cores().finditer(text):
        places |= {found.start(), found.end()}
    for found in japanese_legal_form().finditer(text):
        places |= {found.start(), found.end()}
    places |= {place for place, sign in enumerate(text) if sign == "・" and _names_licence(text)}
    if (town := _TOWN_BEFORE.match(text)) and may_be_place(town[1]):
        places.add(town.end())
    places |= {found.start() for found in _DEGREE.finditer(text)}
    for pattern in (_PART, _ORGANISATION):
        places |= {found.end() for found in pattern.finditer(text)}
    if _PART.search(text) or _BRANCH.search(text):
        places |= _department_starts(text)
    return {place for place in places if 0 < place < len(text)}


def _names_licence(text: str) -> bool:
    """Tell whether dots part licences, each of which is one: 柔道整復師・鍼灸師."""
    return any(qualification_score(part) > 4 for part in text.split("・"))


def _department_starts(text: str) -> set[int]:
    starts = {
        text.find(word, 2) for word in longest_first("department_heads") if text.find(word, 2) > 0
    }
    parsed = tokens(text)
    for token, following in pairwise(parsed):
        if token.kind == "地名" and _BRANCH.match(text, following.start):
            starts.add(token.start)
    return starts


def label_spans(sheet: Sheet) -> Iterator[Span]:
    """Yield the labels before a name's reading, and licence numbers: they are no part of names."""
    for strip in sheet.strips:
        for label in labels_in(strip.text):
            if label.kind == "kana":
                yield Span(strip.index, label.start, label.end)
            elif label.kind == "number" and is_latin(label.text):
                values = filter(None, [_REGISTERED.match(strip.text, label.end)])
                yield from (Span(strip.index, label.start, value.end()) for value in values)
