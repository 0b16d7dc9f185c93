"""Folding: one way of writing for every rule, with the way back to what was printed."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from cardscan.parse.words import pairs

MAX_CHARACTERS = 300  # of one line; no printed line is longer, and a stranger's may be endless

_SAME = str.maketrans({"´": "'", "`": "'", "’": "'", "‘": "'", "′": "'", "〜": "~", "：": ":"})
_DASHES = "ー−–—―‐‑－ｰ⁻﹣－─━一"
_ESCAPE = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]?")
_DASH_BETWEEN_DIGITS = re.compile(rf"(?<=[0-9)])\s?[{_DASHES}-]\s?(?=[(0-9])")
_KATAKANA = "ァ-ヺー"
_TO_KATAKANA = str.maketrans("力夕二口工八卜一へべぺ才", "カタニロエハトーヘベペオ")
_BETWEEN_KATAKANA = re.compile(
    rf"(?:(?<=[ァ-ヺ])|(?<=[ァ-ヺ]ー))[力夕二口工八卜一へべぺ](?=[{_KATAKANA}])"
)
_BEFORE_KATAKANA = re.compile(rf"(?<![一-鿿々ァ-ヺー0-9])[力夕口工](?=[{_KATAKANA}]{{2}})")
_AFTER_KATAKANA = re.compile(rf"(?<=[{_KATAKANA}]{{2}})[力夕口工卜一](?![一-鿿々〇])")
# エコ一石油, but not データ一覧 or ビル一階
_LONG_VOWEL = re.compile(
    r"(?<=[ァ-ヺ])一(?=(?![〇一二三四五六七八九十百丁番号階条級部課区期般覧致貫式同種類])[一-鿿])"
)
# behind kanji no vowel is long: 山ーフーズ, 鈴木ー郎; elsewhere it is a dash or a bar
_ONE = re.compile(
    r"(?:(?<=[社人)][一-鿿])|(?<=[社人)][一-鿿]{2})|(?<=^[一-鿿]))ー(?=[ァ-ヺ])"
    r"|(?<=[一-鿿])(?<![〇一二三四五六七八九十百])ー(?=[丁階郎])"
)
_KANA_ALONE = re.compile(r"(?=(?:\s*\S){3})(?:[ァ-ヺー]{1,6}[力夕二口工八卜一へべぺ]?\s*){1,4}")
_NEVER_KANJI = re.compile(
    r"(?<![〇一二三四五六七八九十ー])[力夕二口工卜](?=[ーァィゥェォッャュョ])|二(?=ユー)|才(?=[一ー][ァ-ヺ])|(?<=会社)[力夕口工](?=[ァ-ヺー])|(?<=[(（][株有][)）])[力夕口工](?=[ァ-ヺー])"
    r"|(?<![加人重大細施竣木鉄商着起石陶名技図理農])工(?=[ァ-ヺ][ァ-ヺー])"
)
# small kana that readers take for whole ones: プロジエクト, マネージヤー; not フジヤマ, アソシエ
_SMALL = re.compile(
    r"(?<=ジ)(?<!フジ)[エヤユヨ](?=[ァ-ヺー])|(?<!アソシ)(?<=[シチ])エ(?=[ァ-ヺー])(?!スタ|[ナラルロ])"
)
_TO_SMALL = str.maketrans("エヤユヨ", "ェャュョ")
_TO_KANJI = str.maketrans("カタニロエハト", "力夕二口工八卜")
_BETWEEN_KANJI = re.compile(r"(?<=[一-鿿])[カタニロエハ](?=[一-鿿])")
_BEFORE_KANJI = re.compile(
    r"(?<![ァ-ヺー一-鿿])エ(?=[業場事務学])|(?<=[一-鿿])エ(?=[業場事務学房])"
)
_AFTER_KANJI = re.compile(r"(?<=[商細加木大竣])エ(?![ァ-ヺー])")


@dataclass(frozen=True, slots=True)
class Folded:
    """Folded text, and for each of its characters the offset in the raw text."""

    text: str
    origin: tuple[int, ...]


@lru_cache(maxsize=1024)  # each line is folded as a strip, as a reading and as a witness
def fold(raw: str) -> Folded:
    r"""Bring width, compatibility forms, spaces and quotes to one form; drop what cannot be seen.

    >>> fold("（株）サンプル　ＴＥＬ").text
    '(株)サンプル TEL'
    >>> fold("ﾔﾏﾀﾞ\x1b[31m").text
    'ヤマダ'
    >>> fold("㈱").origin
    (0, 0, 0)
    """
    text: list[str] = []
    origin: list[int] = []
    raw = raw[:MAX_CHARACTERS].translate(_SAME)
    if raw.isascii() and raw.isprintable():
        return Folded(raw, tuple(range(len(raw))))
    start = 0
    hidden = {place for found in _ESCAPE.finditer(raw) for place in range(*found.span())}
    while start < len(raw):
        if start in hidden:
            start += 1
            continue
        end = start + 1
        while end < len(raw) and (unicodedata.combining(raw[end]) or raw[end] in "ﾞﾟ"):
            end += 1
        for character in _one_form(raw[start:end]):
            text.append(character)
            origin.append(start)
        start = end
    return Folded("".join(text), tuple(origin))


def _one_form(cluster: str) -> str:
    first = cluster[0]
    if "豈" <= first <= "﫿":  # compatibility ideographs are how a name is spelt
        return cluster
    if first.isspace():
        return " "
    if first == "∅":
        return "Ø"  # no card speaks of empty sets
    if unicodedata.category(first) in {"Cc", "Cf", "Cs", "Co", "Cn"}:
        return ""
    return unicodedata.normalize("NFKC", cluster)


def japanese_forms(text: str) -> str:
    """Replace what Chinese-trained readers put into Japanese lines; the length stays.

    >>> japanese_forms("爱知県宫城")
    '愛知県宮城'
    >>> japanese_forms("口ボット力メラ"), japanese_forms("エ業"), japanese_forms("入口")
    ('ロボットカメラ', '工業', '入口')
    >>> japanese_forms("ワダ モ工"), japanese_forms("28才一ク表参道"), japanese_forms("6丁自12")
    ('ワダ モエ', '28オーク表参道', '6丁目12')
    >>> japanese_forms("(株)工コ一石油"), japanese_forms("データ一覧")
    ('(株)エコー石油', 'データ一覧')
    >>> japanese_forms("山ーフーズ"), japanese_forms("オIク表参道"), japanese_forms("二ユービル")
    ('山一フーズ', 'オーク表参道', 'ニユービル')
    >>> japanese_forms("プロジエクト"), japanese_forms("フジヤマ製薬")
    ('プロジェクト', 'フジヤマ製薬')
    >>> japanese_forms("リーダーノ店長"), japanese_forms("ユーノ課")
    ('リーダー/店長', 'ユーノ課')
    >>> japanese_forms("ハイッ201"), japanese_forms("マックス"), japanese_forms("三ッ橋")
    ('ハイツ201', 'マックス', '三ッ橋')
    >>> japanese_forms("パークビル一〇階")
    'パークビル一〇階'
    """
    text = text.translate(_forms())
    text = _ONE.sub("一", _LONG_VOWEL.sub("ー", text))
    for pattern in (_NEVER_KANJI, _BETWEEN_KATAKANA, _BEFORE_KATAKANA, _AFTER_KATAKANA):
        text = pattern.sub(lambda found: found[0].translate(_TO_KATAKANA), text)
    if _KANA_ALONE.fullmatch(text):  # how a name is read
        text = text.translate(_TO_KATAKANA)
    for pattern in (_BETWEEN_KANJI, _BEFORE_KANJI, _AFTER_KANJI):
        text = pattern.sub(lambda found: found[0].translate(_TO_KANJI), text)
    text = _SMALL.sub(lambda found: found[0].translate(_TO_SMALL), text)
    text = re.sub(r"(?<=[0-9一二三四五六七八九十]丁)[日曰自白]", "目", text)
    text = re.sub(r"(?<=[ぁ-ヺ一-鿿])·|·(?=[ぁ-ヺ一-鿿])", "・", text)
    text = re.sub(r"(?<=[東西南北])ロ(?=[^ァ-ヺー]|[プビタ])", "口", text)  # 東口プラザ
    text = re.sub(r"(?<=[ァ-ヺ])[1Il|│丨](?=[ァ-ヺ])", "ー", text)  # ファ1マ, in columns
    text = re.sub(r"(?<=[ァ-ヺー])ッ(?![ァ-ヺーぁ-ゖ])", "ツ", text)  # ハイッ201
    text = re.sub(r"(?<=ー)ノ(?=[一-鿿]{1,4}[長任]$)", "/", text)  # リーダー／店長
    text = re.sub(r"(?<=取)[^締](?=役)", "締", text)  # there is no other post of this form
    return re.sub(r"埼[卡王五]", "埼玉", text)


@cache
def _forms() -> dict[int, str]:
    return {ord(read): form for read, form in pairs("japanese_forms")}


_ORDINAL = re.compile(r"(?<=\d\.)°(?=\s|$)|(?<=\b[nN]\.)°(?=\s?\d)")  # 3.º Dto., n.º 5
_SRL = re.compile(r"(?<=\bS\.r\.)[I1|](?=\.|$)")  # S.r.I. is S.r.l.
# the letters of a label set apart, the value behind them: E-m a i l ann@…
_SPACED_MAIL = re.compile(
    r"(?<![A-Za-z])E ?-? ?m ?a ?i ?[l1I|L] ?(?=[\w.-]+@)|^M a i l ?(?=[\w.-]+@)"
)
# the district Ø, which readers take for a figure
_DISTRICT = re.compile(r"(?<=København )[0O]$|(?<=Aarhus )[0O]$")
_SPACED_TEL = re.compile(r"(?<![A-Za-z])(?:T e [l1I|]|Te [l1I|]|T e[l1I|])(?=[\s.:]*[+(]?0)")
_SPACED_FAX = re.compile(r"(?<![A-Za-z])(?:F a ?[x×]|Fa [x×]|F ?a×)(?=[\s.:]*[+(]?0)")
_CELL = re.compile(r"\bCe(?:l[1I|]|[1I|]l|[1I|]{2})(?=[\s.:])")
_RIVER = re.compile(r"(?<![\w'])A(?=(?:gade|boulevard(?:en)?)\b)")  # a Danish street on its Å
_RAMAL = re.compile(r"(?<=\b[Rr]ama)[|I1](?=\s?\d)")  # which names an extension
_TLF = re.compile(r"(?<=\bT)[I1|](?=f\b)")
_ZERO_OF_A_NAME = re.compile(r"(?<![\w.])0(?='[A-Z][a-z])")


def latin_forms(text: str) -> str:
    """Replace what readers put into Latin names and labels; the length stays.

    >>> latin_forms("Graham 0'Sullivan")
    "Graham O'Sullivan"
    >>> latin_forms("Agade 3"), latin_forms("Algade 3")
    ('Ågade 3', 'Algade 3')
    >>> latin_forms("TIf. 84 91 42 21"), latin_forms("rama| 3607"), latin_forms("3.° Dto.")
    ('Tlf. 84 91 42 21', 'ramal 3607', '3.º Dto.')
    >>> latin_forms("F a × 045-048-9057"), latin_forms("Cel1 070(0879)6855")
    ('Fax   045-048-9057', 'Cell 070(0879)6855')
    >>> latin_forms("T e |0798-00-1334"), latin_forms("E-m a i lann@acme.example")
    ('Tel  0798-00-1334', 'E-mail   ann@acme.example')
    """
    text = _SPACED_TEL.sub(lambda label: "Tel".ljust(len(label[0])), text)
    text = _SPACED_FAX.sub(lambda label: "Fax".ljust(len(label[0])), _CELL.sub("Cell", text))
    text = _SPACED_MAIL.sub(lambda label: "E-mail".ljust(len(label[0])), text)
    text = _RIVER.sub("Å", _TLF.sub("l", text))
    text = _RAMAL.sub("l", _DISTRICT.sub("Ø", _ORDINAL.sub("º", text)))
    return _SRL.sub("l", _ZERO_OF_A_NAME.sub("O", text))


def plain_dashes(text: str) -> str:
    """Write every dash between digits as ``-``; the length may shrink by spaces.

    >>> plain_dashes("03ー1234−5678"), plain_dashes("スーパー 1 - 2")
    ('03-1234-5678', 'スーパー 1-2')
    """
    return _DASH_BETWEEN_DIGITS.sub("-", text)


_UPRIGHT_DASHES = {ord(dash): "-" for dash in "ー―—–−│｜|丨‐‑"}
_KANJI_DIGITS = str.maketrans("∩〇○零一二三四五六七八九", "0000123456789")


def arabic(text: str) -> str:
    """Write a row of kanji numerals as digits, character by character.

    >>> arabic("〇三―三二一二―三四五六")
    '03-3212-3456'
    """
    return text.translate(_UPRIGHT_DASHES).translate(_KANJI_DIGITS)


def is_japanese(text: str) -> bool:
    """Tell whether kana stand in the text."""
    return any("ぁ" <= character <= "ヺ" for character in text)


def is_han(text: str) -> bool:
    """Tell whether kanji stand in the text."""
    return any("一" <= c <= "鿿" or c in "々〆" or "豈" <= c <= "﫿" for c in text)


@lru_cache(maxsize=4096)  # every rule asks it of the same words
def is_latin(text: str) -> bool:
    """Tell whether letters stand in the text, and all of them are Latin.

    >>> is_latin("Zoë O'Connor"), is_latin("山田 Taro"), is_latin("03-1234")
    (True, False, False)
    """
    letters = [character for character in text if character.isalpha()]
    return bool(letters) and all(ord(c) < 0x250 or 0x1E00 <= ord(c) < 0x1F00 for c in letters)


def squeezed(text: str) -> str:
    """Drop every space."""
    return "".join(text.split())


_LETTER_SPACED = re.compile(r"^\S(?: +\S)+$")


def unspaced(text: str) -> str:
    """Close up letter-spaced writing; a wider gap stays as one space.

    >>> unspaced("西 村  俊 介"), unspaced("T A R O  Y A M A D A"), unspaced("山田 太郎")
    ('西村 俊介', 'TARO YAMADA', '山田 太郎')
    >>> unspaced("林 進"), unspaced("山 田 太 郎")
    ('林 進', '山田太郎')
    """
    text = text.strip()
    if not _LETTER_SPACED.match(text) or len(squeezed(text)) < 3:
        return re.sub(r" +", " ", text)
    gaps = [len(gap) for gap in re.findall(r" +", text)]
    narrow = min(gaps)
    if max(gaps) == narrow:
        return squeezed(text)
    return re.sub(r" +", lambda gap: "" if len(gap[0]) == narrow else " ", text)
