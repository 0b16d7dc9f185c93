"""Bring spellings of one thing to one form, so that they can be compared."""

import re
import unicodedata
from functools import lru_cache

import jaconv
from cleanco import basename

# Old and variant forms beside the form that name lists and address books use today. Both
# stand on cards of one person: 髙橋 prints 高橋 where the fonts lack the ladder form.
_OLD_FORMS = (
    "髙高 﨑崎 嵜崎 邊辺 邉辺 齋斎 齊斉 濵浜 濱浜 澤沢 廣広 國国 眞真 惠恵 德徳 榮栄 壽寿 龍竜 "
    "瀧滝 櫻桜 條条 嶋島 嶌島 槇槙 黑黒 淺浅 禮礼 萬万 與与 圓円 學学 實実 靜静 攝摂 聰聡 將将 "
    "增増 郞郎 溪渓 彌弥 豐豊 寶宝 佛仏 鐵鉄 藝芸 會会 圖図 縣県 區区 關関 橫横 來来 亞亜 應応 "
    "瀨瀬 曽曾 冨富 淵渕 桒桑 礒磯 莊荘 顯顕 敎教 淸清 戶戸 內内 舘館 髮髪 齒歯 吳呉 緖緒 "
    "祿禄 綠緑 薰薫 鄕郷 濟済 澁渋 團団 讓譲 釀醸 專専 勳勲 假仮"
)
_TODAY = str.maketrans({pair[0]: pair[1] for pair in _OLD_FORMS.split()} | {"𠮷": "吉"})

_LEGAL_FORMS = re.compile(
    r"(株式|有限|合同|合名|合資)会社|(一般|公益|特定非営利活動|NPO)?(社団|財団)?法人|[(][株有同名資社財][)]"
)

_LONG_VOWELS = ((r"ou|oo|oh(?![aiueoy])", "o"), (r"uu", "u"), (r"m(?=[bpm])", "n"))


def fold(text: str) -> str:
    """Drop what does not change the meaning: width, case, accents, punctuation, old kanji.

    >>> fold("髙﨑　ＴＡＲＯ"), fold("Zoë O'Connor-Müller"), fold("ヤマダ ﾀﾛｳ")
    ('高崎taro', 'zoeoconnormuller', 'やまだたろう')
    """
    return "".join(fold_words(text))


def fold_words(text: str) -> tuple[str, ...]:
    """Fold, and keep the words apart.

    >>> fold_words("O'Connor, Zoë")
    ('oconnor', 'zoe')
    """
    words = (re.sub(r"[^\w]|_", "", word) for word in re.split(r"[\s,、・]+", fold_letters(text)))
    return tuple(word for word in words if word)


def fold_letters(text: str) -> str:
    """Fold letter by letter, and keep spaces and punctuation.

    >>> fold_letters("髙﨑・Zoë@ACME.example")
    '高崎・zoe@acme.example'
    """
    text = unicodedata.normalize("NFKC", text).casefold().translate(_TODAY)
    return _plain(jaconv.kata2hira(text))


@lru_cache(maxsize=10_000)  # trying every country's legal forms is slow; companies repeat
def fold_company(name: str) -> str:
    """Fold a company's name without its legal form.

    >>> fold_company("㈱見本"), fold_company("見本　株式会社"), fold_company("Acme Co.,Ltd.")
    ('見本', '見本', 'acme')
    """
    name = _LEGAL_FORMS.sub(" ", unicodedata.normalize("NFKC", name)).strip()
    name = re.sub(r",(?=\S)", ", ", name)  # "Co.,Ltd." as Japanese cards print it
    for _ in range(2):  # "Acme Co., Ltd." has two
        name = basename(name)
    return fold(name)


def romaji(text: str) -> tuple[str, ...]:
    """Spell the words of a reading so that kana and the ways to write romaji meet.

    >>> romaji("オオノ ユウイチロウ"), romaji("OHNO Yuichiro"), romaji("しんぺい Shimpei")
    (('ono', 'yuichiro'), ('ono', 'yuichiro'), ('shinpei', 'shinpei'))
    """
    words = (jaconv.kana2alphabet(word.replace("ー", "")) for word in fold_words(text))
    return tuple(_short_vowels(word) for word in words)


def _short_vowels(word: str) -> str:
    for long, short in _LONG_VOWELS:
        word = re.sub(long, short, word)
    return word


def _plain(word: str) -> str:
    """Take accents off Latin letters; the marks of kana are letters of their own."""
    return "".join(
        "".join(mark for mark in unicodedata.normalize("NFD", sign) if not _is_accent(mark))
        if unicodedata.name(sign, "").startswith("LATIN")
        else sign
        for sign in word
    )


def _is_accent(mark: str) -> bool:
    return unicodedata.combining(mark) != 0
