"""Spelling: katakana that readers confuse, where the dictionary knows one spelling only."""

import re
from collections.abc import Iterator
from functools import lru_cache

from cardscan.parse.dictionary import FAMILY, GIVEN, entries, readings, usual_forms
from cardscan.parse.text import is_han

_RUN = re.compile(r"[ァ-ヺー]{4,16}")
_ONLY_KANA = re.compile(r"[ぁ-ゖァ-ヺー・\s]+")  # may be how a name is read, which no rule spells
_LARGE = re.compile(
    r"(?<=[キシチニヒミリギジビピテデフウヴトド])[アイエオヤユヨ]|ツ(?=[カ-コサ-ソタ-トパピプペポドグフ])"
)
# マーケテイング and パレツト are known, too, but nobody prints them any more
_OLD = re.compile(r"(?<=[テデ])イ|ツ(?=[カ-コサ-ソタ-トパピプペポ])")
_TO_SMALL = str.maketrans("アイエオヤユヨツ", "ァィェォャュョッ")
_MARKS = str.maketrans("バビブベボパピプペポ", "パピプペポバビブベボ")
LONGEST_READING = 11  # kana of a name, with the gap; what is longer reads no name
SHORT_ENTRY = 4  # kana of a word that hardly is the rest of another
LONG = 5  # kana of a word of which no other begins or ends with the same
SHORTEST = 3  # kana of a word; shorter ones stand in everything
_PLURALS = frozenset({"クス", "トス", "ルス", "ムス", "ーズ", "ルズ", "ムズ", "ンズ", "ドス"})
_MOUTH = re.compile(r"(?P<kanji>[一-鿿])ロ(?P<rest>[ァ-ヺー]{3,})")
# kanji drawn like kana among kana: タワー as 夕ワー, アーク as 了ーク, ハーモニー as ハーモ二一
_DRAWN_ALIKE = str.maketrans("力夕二口工八卜一了千才", "カタニロエハトーアチオ")
# behind kanji, numerals count: 第二ビル, 丸八ホーム
_MIXED = re.compile(r"(?!(?<=[一-鿿])[二八一千]|ー)[ァ-ヺー力夕二口工八卜一了千才]{3,16}")
_KANA = re.compile(r"[ァ-ヺ]")
_DRAWN = re.compile(r"[力夕二口工八卜一了千才]+")
_SHORT_WORDS = frozenset({"ビル"})
_BUILDING = re.compile(r"(?:ビル|タワー|マンション|ハイツ|コート|プラザ|ハウス)(?:ディング)?$")
_PEOPLE = frozenset({FAMILY, GIVEN, "人名"})


def spelt(text: str) -> str:
    """Return a line with its katakana words as the dictionary spells them; the length stays.

    >>> spelt("後藤キヤピタル合同会社"), spelt("丸の内バレスビル2F"), spelt("キヤノン株式会社")
    ('後藤キャピタル合同会社', '丸の内パレスビル2F', 'キヤノン株式会社')
    >>> spelt("マーケテイング部"), spelt("富士フイルム"), spelt("ホリデイ")
    ('マーケティング部', '富士フイルム', 'ホリデイ')
    >>> spelt("マレケティング部"), spelt("パレスマンション")
    ('マーケティング部', 'パレスマンション')
    >>> spelt("㈱原ロジャパン"), spelt("山ロジスティクス")
    ('㈱原口ジャパン', '山ロジスティクス')
    >>> spelt("日昇夕ワー3F"), spelt("ハーモ二一印刷"), spelt("センター一階"), spelt("サン工芸")
    ('日昇タワー3F', 'ハーモニー印刷', 'センター一階', 'サン工芸')
    >>> spelt("デジタルマーケテイング部"), spelt("那覇市パレツトくもじ"), spelt("マツダ株式会社")
    ('デジタルマーケティング部', '那覇市パレットくもじ', 'マツダ株式会社')
    """
    text = _MIXED.sub(_in_kana, _MOUTH.sub(_with_mouth, text))
    may_be_read = len(text) <= LONGEST_READING and bool(_ONLY_KANA.fullmatch(text))
    return text if may_be_read else spelt_words(text)


def _with_mouth(found: re.Match[str]) -> str:
    """Read ロ behind a kanji as 口 where both make a family, and what follows makes words."""
    kanji, rest = found["kanji"], found["rest"]
    family = bool(readings(f"{kanji}口", FAMILY)) and _is_known(rest, people=False)
    return f"{kanji}口{rest}" if family and not _is_known(f"ロ{rest}", people=False) else found[0]


def _in_kana(found: re.Match[str]) -> str:
    """Read kanji among kana as kana where the dictionary has the word that both make."""
    run, behind = found[0], found.string[found.end() : found.end() + 1]
    drawn = list(_DRAWN.finditer(run))
    if not (drawn and _KANA.search(run)) or any(
        len(one) >= SHORT_ENTRY and _is_one_word(one) for one in _DRAWN.split(run)
    ):
        return run  # センター|一階
    first = drawn[0].end() if drawn[0].start() == 0 else 0
    last = drawn[-1].start() if drawn[-1].end() == len(run) else len(run)
    for start, end in dict.fromkeys(((0, len(run)), (first, len(run)), (0, last), (first, last))):
        word = run[start:end].translate(_DRAWN_ALIKE)
        # behind a short one a word of kanji may begin: ヤマ|二番館
        short = len(word) < (LONG if end == len(run) > last and is_han(behind) else SHORTEST)
        if word != run[start:end] and not short and _is_one_word(word):
            return run[:start] + word + run[end:]
    return run


def _is_one_word(text: str) -> bool:
    return "ーー" not in text and bool({entry.kind for entry in entries(text)} - _PEOPLE)


def spelt_words(text: str) -> str:
    """Return a text that is known to read no name, spelt in the same way.

    >>> spelt_words("アートデイレクター")
    'アートディレクター'
    """
    return _RUN.sub(lambda run: _spelt(run[0].replace("ビルデイング", "ビルディング")), text)


@lru_cache(maxsize=2048)
def _spelt(run: str) -> str:
    building = bool(_BUILDING.search(run))  # which is hardly called after a バレス
    if _is_known(run, people=not building):
        return _modern(run)
    known = (form for form in _spellings(run) if _is_known(form, people=False))
    return next(known, run)


def _modern(run: str) -> str:
    """Return a run with the words in it that the dictionary spells with small kana today."""
    if not _OLD.search(run):
        return run
    for size in range(len(run), SHORTEST - 1, -1):
        for start in range(len(run) - size + 1):
            word = run[start : start + size]
            modern = _OLD.sub(lambda sign: sign[0].translate(_TO_SMALL), word)
            if modern != word and modern in usual_forms(word):
                return f"{_modern(run[:start])}{modern}{_modern(run[start + size :])}"
    return run


def _spellings(run: str) -> Iterator[str]:
    """Yield other spellings, those with the fewest signs changed first."""
    small = _LARGE.sub(lambda sign: sign[0].translate(_TO_SMALL), run)
    for form in dict.fromkeys((run, small)):
        if form != run:
            yield form
        for place, sign in enumerate(form):
            other = "ー" if place and sign == "レ" else sign.translate(_MARKS)  # of a column
            if other != sign:
                yield form[:place] + other + form[place + 1 :]


def _is_known(run: str, *, people: bool) -> bool:
    """Tell whether a run is made of words of the dictionary, those that name people too or not."""
    run = run[:-1] if run[-2:] in _PLURALS else run  # パートナーズ, ネットワークス
    ends = [True] + [False] * len(run)
    for end in range(1, len(run) + 1):
        ends[end] = any(
            ends[start] and _is_word(run[start:end], people=people) for start in range(end)
        )
    return ends[-1]


def _is_word(text: str, *, people: bool) -> bool:
    if text in _SHORT_WORDS:
        return True
    kinds = {entry.kind for entry in entries(text)} if len(text) >= SHORTEST else set()
    return bool(kinds if people else kinds - _PEOPLE)
