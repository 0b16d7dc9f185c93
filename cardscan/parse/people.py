"""People's names: what one looks like, and where it is cut into family and given."""

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from cardscan.parse.degrees import without_qualifications
from cardscan.parse.dictionary import FAMILY, GIVEN, entries, is_place, readings, tokens
from cardscan.parse.family_names import (
    GENERATION,
    OF_SICILY,
    PARTICLES,
    family_and_given,
    is_asian_family,
)
from cardscan.parse.gaps import camel_spaced
from cardscan.parse.letter_spacing import with_letters_joined
from cardscan.parse.readings import folded, katakana, letters, likeness, romaji
from cardscan.parse.text import is_han, is_latin, squeezed, unspaced
from cardscan.parse.titles import japanese_cores, known_words
from cardscan.parse.words import words

_HAN_NAME = re.compile(r"[一-鿿々〆ヶケノ豈-﫿𠀀-𪛟ぁ-ゖァ-ヺー]{2,8}")
# what is left of firms and labels of which the rest was not read
_NO_HAN_NAMES = frozenset(
    [
        "公司",
        "集团",
        "集團",
        "有限",
        "手机",
        "手機",
        "电话",
        "電話",
        "地址",
        "传真",
        "傳真",
        "邮箱",
        "网址",
        "網址",
        "邮编",
    ]
)
_KANA_ONLY = re.compile(r"[ぁ-ゖァ-ヺー・=＝\s]+")
_ROMAJI = re.compile(
    r"(?:(?:[kgnhbpmr]y|[kgsztdnhbpmryjfw]|sh|ch|ts|tch|kk|pp|ss|ssh|tt)?[aiueo]h?|n|m(?=[bpm]))+"
)
# initials, and short words that are names of other countries
_FIRST_TOO = frozenset({"art", "dean", "love", "per", "will"})  # words of slogans, given too
_SHORT = frozenset({"a", "i", "an", "do", "so", "my", "he", "sun", "may", "long"})
_NICKNAME = re.compile(
    r"\s[\"“'‘(](?:[A-ZÀ-Þ][a-zà-ÿ]{1,11}|[A-Z.]{2,5})[\"”'’)](?=\s[A-ZÀ-Þ])"
)  # Michael "Mike" Dow
_WORD = re.compile(
    r"(?:(?:St\.|d['’])?[A-ZÀ-ÞŁŒŚŠŽČĐİŞŐŻĆŘĎ]['’]?[A-Za-zÀ-ɏḀ-ỿ]*(?:['’-][A-Za-zÀ-ɏḀ-ỿ]+)*\.?|[A-Z]\.)"
)


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name as it may be: its parts, how it is read, and how much it looks like one."""

    text: str
    family: str
    given: str
    score: float
    spoken: tuple[str, ...] = ()  # readings as folded Latin letters, family then given


@lru_cache(maxsize=2048)
def east_asian_name(text: str) -> PersonName | None:
    """Weigh a piece of kanji or kana as a name and cut it; printed spacing goes before all.

    >>> east_asian_name("山田太郎").text, east_asian_name("東海林　潤").family
    ('山田 太郎', '東海林')
    >>> east_asian_name("林 さくら").text, east_asian_name("株式会社").score > 0
    ('林 さくら', False)
    """
    text = re.sub(r"[\s　]+", " ", unspaced(text)).strip(" ・")
    if "・" in text or "=" in text:
        return _foreign_in_katakana(text)
    pieces = with_letters_joined(text.split(" "))
    if len(pieces) in {3, 4} and re.fullmatch(r"[ァ-ヺー ]+", text):
        return _foreign_in_katakana(text)  # ファム ティ ラン
    plain = squeezed(text)
    if len(pieces) > 2 or not _HAN_NAME.fullmatch(plain) or plain in _NO_HAN_NAMES:
        return None
    if len(pieces) == 2:
        return _spaced(pieces[0], pieces[1])
    return max(cuts_of(text), key=lambda name: name.score, default=None)


def cuts_of(text: str) -> tuple[PersonName, ...]:
    """Return all the ways to cut a name that was printed without a gap."""
    penalty = _as_a_word(text)
    cuts = (_cut(text, place) for place in range(1, len(text)))
    return tuple(
        # behind a known family name even an everyday word is likelier a given name
        replace(cut, score=cut.score - penalty * (0.4 if readings(cut.family, FAMILY) else 1.0))
        for cut in cuts
    )


def _spaced(family: str, given: str) -> PersonName | None:
    degree = given in words("qualifications_ja") or given in words("titles_ja")
    if readings(family, FAMILY) and readings(given, GIVEN):
        degree = False  # 生駒 蔵人, whose name is a post of breweries, too
    if len(family) > 5 or len(given) > 5 or degree or (len(given) > 2 and _ends_as_post(given)):
        return None
    name = _cut(family + given, len(family))
    named = bool(readings(family, FAMILY) or readings(given, GIVEN))
    penalty = (0.6 if named else 1.5) * (_is_word(family) + _is_word(given))
    score = name.score + 2.0 - penalty
    whole = family + given
    other = max((_cut(whole, place) for place in range(1, len(whole))), key=lambda n: n.score)
    if other.score > score + 1.5:  # the gap was one of letter-spacing: 中 村彩花
        return other
    return PersonName(name.text, family, given, score, name.spoken)


def _ends_as_post(text: str) -> bool:
    """Tell whether a post is glued to a name: 珍晨律師."""
    return any(found.end() == len(text) for found in japanese_cores().finditer(text))


def _is_word(text: str) -> bool:
    """Tell whether a word is in the dictionary and no name."""
    kinds = {entry.kind for entry in entries(text)}
    return bool(kinds) and not kinds & {FAMILY, GIVEN, "人名"}


def _cut(text: str, place: int) -> PersonName:
    family, given = text[:place], text[place:]
    family_readings, given_readings = readings(family, FAMILY), readings(given, GIVEN)
    known = bool(family_readings) or family in words("chinese_surnames")
    score = (2.2 if known else -0.6) + (2.2 if given_readings else -0.4)
    score += {1: -0.3, 2: 0.4, 3: 0.0}.get(len(family), -1.5)
    score += {1: -0.1, 2: 0.4, 3: 0.1}.get(len(given), -0.8)
    if is_han(given[0]) is False and is_han(family[-1]):
        score += 0.5  # a given name in kana begins where the kana do
    if not is_han(text):
        score -= 1.0
    if is_place(family) and not family_readings:
        score -= 1.0
    if len(given) > 1 and given in words("institutions"):
        score -= 6.0  # 中山大学
    spoken = _spoken(family, given, family_readings, given_readings)
    return PersonName(f"{family} {given}", family, given, score, spoken)


def _spoken(
    family: str, given: str, family_readings: tuple[str, ...], given_readings: tuple[str, ...]
) -> tuple[str, ...]:
    first = family_readings or (_plain_reading(family),)
    second = given_readings or (_plain_reading(given),)
    pairs = [f"{romaji(one)} {romaji(other)}" for one in first[:6] for other in second[:12]]
    return tuple(dict.fromkeys(pairs))


def _plain_reading(text: str) -> str:
    return katakana("".join(token.reading for token in tokens(text)))


def _as_a_word(text: str) -> float:
    parsed = tokens(text)
    if len(parsed) == 1 and parsed[0].known and parsed[0].kind not in {"人名", FAMILY, GIVEN}:
        return 4.0
    if (
        parsed
        and parsed[-1].kind in {"名詞的", "助数詞可能"}
        and parsed[-1].text in "部課長室店様社会"
    ):
        return 2.0
    common = sum(
        token.kind in {"普通名詞", "数詞"}
        and len(token.text) > 1
        and not readings(token.text, GIVEN)
        for token in parsed
    )
    return 1.2 * common + (0.7 if any(token.kind == "地名" for token in parsed) else 0.0)


def _foreign_in_katakana(text: str) -> PersonName | None:
    pieces = [piece.strip() for piece in re.split(r"[・=\s]+", text) if piece.strip()]
    if not 2 <= len(pieces) <= 4 or not all(_KANA_ONLY.fullmatch(piece) for piece in pieces):
        return None
    kinds = [{entry.kind for entry in entries(piece)} for piece in pieces]
    if all("普通名詞" in one for one in kinds):
        return None  # カット・カラー・パーマ, what a shop does
    known = sum(bool(one & {"人名", FAMILY, GIVEN}) for one in kinds)
    spoken = " ".join(romaji(piece) for piece in pieces)
    score = 1.0 + 1.2 * known if known else 0.2  # ジェル・ケア・フット
    return PersonName(text, pieces[-1], pieces[0], score, (spoken,))


@lru_cache(maxsize=2048)
def kana_name(text: str) -> tuple[str, ...]:
    """Return the pieces of a name written in kana alone, empty when it is none.

    >>> kana_name("やまだ　たろう"), kana_name("ヤマダタロウ"), kana_name("営業")
    (('やまだ', 'たろう'), ('ヤマダタロウ',), ())
    """
    text = unspaced(re.sub(r"[()（）]", " ", text))
    if not _KANA_ONLY.fullmatch(text) or not 3 <= len(squeezed(text)) <= 18:
        return ()
    pieces = tuple(re.split(r"[・\s]+", text.strip()))
    return pieces if len(pieces) <= 3 else ("".join(pieces),)  # ワガ ツマ サブ ロウ


@cache
def _no_name() -> frozenset[str]:
    return known_words() | frozenset(words("slogan_words"))


@lru_cache(maxsize=2048)
def western_name(text: str) -> PersonName | None:
    """Weigh a piece of Latin text as a name, without its degrees.

    >>> western_name("María de la Cruz").family, western_name("SMITH, John").given
    ('de la Cruz', 'John')
    >>> western_name("Sales Department") is None, western_name("JohnSmith").text
    (True, 'John Smith')
    """
    plain = without_qualifications(text)[0]
    plain = re.sub(
        r"^(?:Mr|Mrs|Ms|Miss|Herr|Frau|Mme|M|Dona|Seu|D\.ª|Dª|Dña|Sra?|Srta|Sig|Sig\.ra|Dhr|Mevr|Smt"
        r"|Shri|Fru)\.?\s+(?=[A-ZÀ-Þ])",
        "",
        plain,
    )
    if " " not in plain:
        plain = camel_spaced(plain)
    plain = re.sub(r"(?<=\b[A-Z]\.)(?=[A-ZÀ-Þ][A-Za-zà-ÿ])", " ", plain)  # EVELYN C.DAWSON
    plain = _in_capitals(_with_capital_i(plain))
    pieces = _NICKNAME.sub(" ", plain).replace(",", ", ").split()
    if not 2 <= len(pieces) <= 6 or len(plain) > 40:
        return None
    bare = [piece.strip(",") for piece in pieces]
    if not all(bare) or not all(_is_name_word(p, bare) for p in bare):
        return None
    lowered = [letters(piece) for piece in bare]
    content = [p for p in bare if p.lower() not in PARTICLES]
    if len(content) < 2 or _holds_another_word(content):
        return None
    if all(len(p.strip(".")) == 1 for p in content):
        return None
    whole = [p for p in content if not GENERATION.fullmatch(p)]
    given_known = any(p in _given() for p in lowered) or any(
        letters(half) in _given() for piece in bare if "-" in piece for half in piece.split("-")
    )
    score = 1.0 + (2.0 if given_known else 0.0) + (0.4 if len(whole) == 2 else 0.0)
    if len(whole) > 2 and whole[-2] in OF_SICILY:
        score += 1.5
    if not given_known and any(p.islower() for p in content):
        score -= 0.4  # Amit kumar, but Blue yard
    if not given_known and (is_asian_family(whole[0]) or is_asian_family(whole[-1])):
        score += 1.5
    if not given_known:  # else no dictionary need be loaded
        score += 1.2 * min(2, sum(_is_japanese_in_latin(p) for p in content if len(p) > 2))
    family, given = family_and_given(plain, pieces)
    return PersonName(plain, family, given, score, (folded(family) + " " + folded(given),))


def _holds_another_word(content: list[str]) -> bool:
    """Tell whether a word that no name has is among these: Sales, Department."""
    plain_words = [word.lower().strip(".") for word in content]
    if is_asian_family(content[0]):
        return any(word in _no_name() and len(word) > 3 for word in plain_words)  # Nguyễn Thu Hà
    if plain_words[-1] in words("trade_surnames"):
        plain_words.pop()  # Ilse Kaufmann
    if plain_words and plain_words[0] in _FIRST_TOO:
        plain_words.pop(0)  # Love Sandström
    return any(word in _no_name() and word not in _SHORT for word in plain_words)


def _in_capitals(text: str) -> str:
    """Give a name that is set in small letters by design its capitals: tyler ngo."""
    first, *others = text.split() or [""]
    small = text.islower() and bool(others) and text.replace(" ", "").isalpha()
    return text.title() if small and first in _given() else text


def _with_capital_i(text: str) -> str:
    """Read a small l at the start as the capital I of a given name: llaria is Ilaria."""
    first = text.partition(" ")[0]
    text = f"I{text[1:]}" if first[:1] == "l" and f"i{letters(first[1:])}" in _given() else text
    return re.sub(r"(?<=[a-z] )l(?=[a-z]{4,}$)", "I", text) if text[:1].isupper() else text


def _is_name_word(word: str, all_words: list[str]) -> bool:
    """Tell whether a word may be part of a name; the second of two in small letters too."""
    if _WORD.fullmatch(word) or word.lower() in PARTICLES:
        return True
    return word.isalpha() and len(word) > 2 and len(all_words) == 2 and word != all_words[0]


@lru_cache(maxsize=512)
def single_name(text: str) -> PersonName | None:
    """Weigh one Latin word as the only name a card gives; it needs other evidence.

    >>> single_name("Karthick").text, single_name("Manager") is None
    ('Karthick', True)
    """
    word = without_qualifications(text.strip(" ,."))[0]
    if not re.fullmatch(r"[A-ZÀ-Þ][A-Za-zÀ-ÿ'’-]{2,14}", word) or word.lower() in _no_name():
        return None
    known = letters(word) in _given() or _is_japanese_in_latin(word)
    return PersonName(word, "", word, 0.4 + 1.5 * known, (folded(word),))


@lru_cache(maxsize=512)
def family_alone(text: str) -> PersonName | None:
    """Weigh a family name that stands alone, as on the cards of shops; it needs other evidence.

    >>> family_alone("佐々木").family, family_alone("営業") is None
    ('佐々木', True)
    """
    word = squeezed(text)
    spoken = readings(word, FAMILY)
    if not 1 < len(word) <= 4 or not is_han(word) or not spoken or _as_a_word(word) > 2:
        return None
    return PersonName(word, word, "", 1.2, tuple(romaji(one) for one in spoken[:6]))


def is_known_name(parts: dict[str, str]) -> bool:
    """Tell whether dictionaries have both the family and the given name.

    >>> is_known_name({"family": "田中", "given": "健一"})
    True
    >>> is_known_name({"family": "甲乙", "given": "健一"}), is_known_name({"given": "Ann"})
    (False, False)
    """
    family, given = parts.get("family", ""), parts.get("given", "")
    if not (family and given):
        return False
    if is_latin(family + given):
        return letters(given.split()[0]) in _given()
    if not readings(family, FAMILY):
        return family in words("chinese_surnames")
    return bool(readings(given, GIVEN)) or not is_han(given)


@cache
def _given() -> frozenset[str]:
    return frozenset(words("given_names"))


@lru_cache(maxsize=1024)
def _is_japanese_in_latin(word: str) -> bool:
    """Tell whether a Latin word spells a Japanese family or given name."""
    import jaconv  # noqa: PLC0415 - keeps a Western card from loading kana tables

    plain = letters(word)
    if not _ROMAJI.fullmatch(plain):
        return False  # and the dictionary stays unloaded
    kana = str(jaconv.alphabet2kata(plain))
    variants = {
        kana,
        re.sub(r"オ(?=$)|(?<=[コソトノホモヨロゴゾドボショジョ])$", "ウ", kana) or kana,
    }
    return any({e.kind for e in entries(v)} & {FAMILY, GIVEN} for v in variants if v)


def cut_like(name: PersonName, parts: dict[str, str]) -> PersonName:
    """Cut a name that was printed without a gap where its reading is cut.

    >>> cut_like(east_asian_name("口羽三郎"), {"family": "くちば", "given": "さぶろう"}).text
    '口羽 三郎'
    """
    family, given = _as_letters(parts.get("family", "")), _as_letters(parts.get("given", ""))
    whole = name.family + name.given
    if not (family and name.family and name.given and is_han(whole)):
        return name

    def fits(cut: PersonName) -> float:
        pairs = (spoken.partition(" ") for spoken in cut.spoken)
        sounds = (likeness(one, family) + likeness(two, given) for one, _, two in pairs)
        return max(sounds, default=0.0)

    best = max((_cut(whole, place) for place in range(1, len(whole))), key=fits)
    surely = fits(best) >= (85 if not given else 120)
    return best if surely and fits(best) > fits(_cut(whole, len(name.family))) + 10 else name


def _as_letters(text: str) -> str:
    return folded(text) if is_latin(text) else romaji(katakana(text))


def spoken_likeness(name: PersonName, latin: str) -> float:
    """Return how alike a name is to Latin text, in either order, 0 to 100.

    >>> spoken_likeness(east_asian_name("髙橋 真理子"), "Mariko Takahashi") > 95
    True
    """
    words_in = [folded(word) for word in re.split(r"[\s,・]+", latin) if folded(word)]
    joined = ("".join(words_in), "".join(reversed(words_in)))
    return max(
        (likeness(spoken.replace(" ", ""), text) for spoken in name.spoken for text in joined),
        default=0.0,
    )
