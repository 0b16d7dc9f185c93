"""The Japanese dictionary: which words are names of people, and how they are read."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

import jaconv
import sudachipy

FAMILY, GIVEN, PLACE, COMMON = "姓", "名", "地名", "普通名詞"
# old and printed forms the dictionary has no entry for, for look-up only; without those that
# readers give for the usual ones, too (增 for 増): a name that is not known waits for a person
_LOOK_UP_FORMS = str.maketrans(
    "髙﨑邊邉濵濱齋齊德槗桒栁眞神冨廣澤櫻國惠𠮷凜ッ",
    "高崎辺辺浜浜斎斉徳橋桑柳真神富広沢桜国恵吉凛ツ",
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One dictionary entry: what kind of word, and its reading in katakana."""

    kind: str  # 姓, 名, 人名, 地名 or the class of the word
    reading: str


@cache
def _dictionary() -> sudachipy.Dictionary:
    return sudachipy.Dictionary(dict="core")


@cache
def _tokenizer() -> sudachipy.Tokenizer:
    return _dictionary().tokenizer(mode=sudachipy.SplitMode.A)


@lru_cache(maxsize=4096)
def entries(word: str) -> tuple[Entry, ...]:
    """Return the entries of exactly this word.

    >>> sorted({entry.kind for entry in entries("林")})
    ['名', '名詞的', '姓', '普通名詞']
    >>> entries("髙橋")[0].reading
    'タカハシ'
    >>> readings("髙島", FAMILY), readings("三ッ井", FAMILY), readings("增田", FAMILY)
    (('タカシマ',), ('ミツイ',), ())
    """
    found = _entries(word)
    plain = word.translate(_LOOK_UP_FORMS)
    if plain == word:
        return found
    # of 髙島 the dictionary knows the place, of 高島 the family, too; 三ッ井 is 三ツ井
    named = any(entry.kind in {FAMILY, GIVEN} for entry in found)
    return found if named else (*found, *_entries(plain))


def _entries(word: str) -> tuple[Entry, ...]:
    if not word or len(word) > 12:
        return ()
    return tuple(
        Entry(_kind(morpheme.part_of_speech()), morpheme.reading_form())
        for morpheme in _dictionary().lookup(word)
    )


def usual_forms(word: str) -> frozenset[str]:
    """Return how the dictionary spells a word that it also knows in this spelling."""
    return frozenset(morpheme.normalized_form() for morpheme in _dictionary().lookup(word))


def _kind(classes: tuple[str, ...]) -> str:
    if classes[1] != "固有名詞":
        return classes[1]
    return {"人名": classes[3] if classes[3] != "一般" else "人名"}.get(classes[2], classes[2])


def readings(word: str, kind: str) -> tuple[str, ...]:
    """Return the readings of a family or given name, in katakana."""
    return tuple(dict.fromkeys(entry.reading for entry in entries(word) if entry.kind == kind))


def may_be_place(word: str) -> bool:
    """Tell whether a word names a place, whatever else it names: 那覇 is a family too."""
    return any(entry.kind == PLACE for entry in entries(word))


def is_place(word: str) -> bool:
    """Tell whether a word is first of all a place: 東京 is, 山田 is a family too."""
    kinds = {entry.kind for entry in entries(word)}
    return PLACE in kinds and FAMILY not in kinds


@dataclass(frozen=True, slots=True)
class Token:
    """One token of a text."""

    text: str
    start: int
    kind: str
    reading: str
    known: bool


@lru_cache(maxsize=1024)
def tokens(text: str) -> tuple[Token, ...]:
    """Cut a short text into its words."""
    return tuple(_tokens(text[:200]))


def _tokens(text: str) -> Iterator[Token]:
    for morpheme in _tokenizer().tokenize(text):
        yield Token(
            morpheme.surface(),
            morpheme.begin(),
            _kind(morpheme.part_of_speech()),
            morpheme.reading_form(),
            not morpheme.is_oov(),
        )


def reading_of(text: str) -> str:
    """Return a likely reading of any Japanese text in katakana.

    >>> reading_of("東京")
    'トウキョウ'
    """
    return jaconv.hira2kata("".join(token.reading for token in tokens(text)))
