"""Find the letters that bytes mean which do not name their encoding."""

import codecs

ESCAPES = (b"\x1b$@", b"\x1b$B", b"\x1b(J", b"\x1b(I")  # by which ISO-2022-JP begins
ENCODINGS = ("cp932", "euc_jp", "cp1252")  # the likelier first
# How likely a letter beyond ASCII is on a card; 1 is sure.
LETTER, LONE_LETTER, RARE, LONE_KANA = 0.6, 0.3, 0.1, 0.05
LEVEL_TWO = 0x98  # lead byte from which Shift_JIS has the rare kanji
MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


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


def encoding_of(sample: bytes) -> str:
    """Name the encoding of a file by its beginning, which may end within a letter.

    A few bytes that fit nowhere do not make UTF-8 another encoding: a damaged row is no reason to
    misread all others.

    >>> encoding_of("髙橋".encode("cp932")), encoding_of("髙橋".encode()[:-1])
    ('cp932', 'utf-8')
    >>> encoding_of("氏名,会社名".encode("utf-16-le")), encoding_of("株式会社".encode("euc_jp"))
    ('utf-16-le', 'euc_jp')
    """
    for mark, encoding in MARKS:
        if sample.startswith(mark):
            return encoding
    if wide := _wide_encoding(sample):
        return wide
    if any(escape in sample for escape in ESCAPES):
        return "iso2022_jp_ext"
    if _is_mostly_utf8(sample):
        return "utf-8"
    readings = [(_likeliness(_leniently(sample, name)), name) for name in ENCODINGS]
    return max(readings, key=lambda reading: reading[0])[1]


def is_rather_utf8(text: str, encoding: str) -> bool:
    """Say whether a text that was read in another encoding makes likelier letters in UTF-8.

    >>> is_rather_utf8("山田商事".encode().decode("cp932", "surrogateescape"), "cp932")
    True
    >>> is_rather_utf8("山田商事", "cp932"), is_rather_utf8("ﾃｰﾂｶ", "cp932")
    (False, False)
    """
    if encoding not in ENCODINGS or text.isascii():
        return False
    try:
        meant = text.encode(encoding, "surrogateescape").decode()
    except UnicodeError:
        return False
    return _likeliness(meant) > _likeliness(text)


def _wide_encoding(sample: bytes) -> str:
    """Return UTF-16 without a mark: line ends and separators leave every second byte empty."""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if max(even, odd) * 20 < len(sample):
        return ""
    return "utf-16-be" if even > odd else "utf-16-le"


def _is_mostly_utf8(sample: bytes) -> bool:
    text = codecs.getincrementaldecoder("utf-8")("surrogateescape").decode(sample)
    broken = sum("\udc80" <= letter <= "\udcff" for letter in text)
    return broken * 4 <= sum(letter > "\x7f" for letter in text) - broken


def _leniently(content: bytes, encoding: str) -> str:
    """Decode a beginning; each byte that fits nowhere counts as a rare letter."""
    return codecs.getincrementaldecoder(encoding)("replace").decode(content)


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
