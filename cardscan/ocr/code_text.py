"""Find the letters that the bytes of a QR code mean.

Few codes name their encoding. The standard says ISO-8859-1; phones write UTF-8, and older Japanese
software writes Shift_JIS in the form of Windows (cp932). What makes the likeliest letters is taken.
"""

ESCAPES = (b"\x1b$@", b"\x1b$B", b"\x1b(J", b"\x1b(I")  # by which ISO-2022-JP begins
ENCODINGS = ("cp932", "euc_jp", "cp1252")  # the likelier first
# How likely a letter beyond ASCII is on a card; 1 is sure.
LETTER, LONE_LETTER, RARE, LONE_KANA = 0.6, 0.3, 0.1, 0.05
LEVEL_TWO = 0x98  # lead byte from which Shift_JIS has the rare kanji


def text_of(content: bytes, told: str) -> str:
    r"""Decode the content of a code, given what zxing-cpp makes of it.

    It obeys the encoding that a code names, and otherwise knows UTF-8, ISO-8859-1 and Shift_JIS.

    >>> text_of("髙﨑①－".encode("cp932"), "\ufffd\ufffd\ufffd－")
    '髙﨑①－'
    >>> text_of("Zoë – 5 €".encode("cp1252"), "Zoë \x96 5 \x80")
    'Zoë – 5 €'
    >>> text_of("名片".encode("gbk"), "名片")
    '名片'
    """
    return likeliest_text(content) if _is_guessed(content, told) else told.removeprefix("\ufeff")


def _is_guessed(content: bytes, told: str) -> bool:
    """Say whether the text is what zxing-cpp makes of a code that names no encoding."""
    if "\ufffd" in told or told == content.decode("latin-1"):
        return True
    shift_jis = content.decode("cp932", "replace")  # nearly: it differs in a few signs
    foreign = [one == other for one, other in zip(shift_jis, told, strict=False) if one > "\x7f"]
    return len(shift_jis) == len(told) and 2 * sum(foreign) > len(foreign)


def likeliest_text(content: bytes) -> str:
    """Decode bytes as what makes the likeliest letters.

    >>> likeliest_text("髙橋 美咲".encode()), likeliest_text("ﾀｶﾊｼ".encode("cp932"))
    ('髙橋 美咲', 'ﾀｶﾊｼ')
    >>> likeliest_text("株式会社".encode("euc_jp")), likeliest_text("Núñez".encode("latin-1"))
    ('株式会社', 'Núñez')
    """
    utf8 = _decoded(content, "utf-8-sig")
    if any(escape in content for escape in ESCAPES):
        readings = [_decoded(content, "iso2022_jp_ext")]
    else:
        readings = [_decoded(content, name) for name in ENCODINGS] if utf8 is None else [utf8]
    texts = [text for text in readings if text is not None]
    return max(texts, key=_likeliness) if texts else content.decode("latin-1")


def _decoded(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None


def _likeliness(text: str) -> float:
    """Return how likely the letters beyond ASCII are, on average; 1 is the most."""
    foreign = [place for place, letter in enumerate(text) if not letter.isascii()]
    return sum(_weight(text, place) for place in foreign) / max(len(foreign), 1)


def _weight(text: str, place: int) -> float:
    letter = text[place]
    beside = text[max(place - 1, 0) : place] + text[place + 1 : place + 2]
    if _is_half_kana(letter):
        return 1.0 if any(map(_is_half_kana, beside)) else LONE_KANA
    if letter >= "\u2e80":
        return 1.0 if _is_common(letter) else RARE
    if not letter.isalpha():
        return RARE
    return LETTER if any(it.isascii() and it.isalpha() for it in beside) else LONE_LETTER


def _is_half_kana(letter: str) -> bool:
    return "ｦ" <= letter <= "ﾟ"


def _is_common(letter: str) -> bool:
    """Say whether a letter is a kana, a sign, or one of the 3,000 kanji that Japan writes."""
    try:
        return letter.encode("shift_jis")[0] < LEVEL_TWO
    except UnicodeEncodeError:
        return letter in "髙﨑①②③④⑤⑥⑦⑧⑨㈱㈲№℡－～"
