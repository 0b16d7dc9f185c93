"""Make text fit an encoding, and say which characters did not."""

import re
import unicodedata

from cardscan.errors import UnknownName
from cardscan.language import _

ENCODINGS = (
    "utf-8",
    "utf-8-sig",
    "utf-16",
    "cp932",
    "euc_jp",
    "cp1252",
    "latin-1",
    "gb18030",
    "big5hkscs",
    "euc_kr",
)
"""What text can be written in, as Python names it."""

_OTHER_NAMES = {
    # Programs that say Shift_JIS mean Microsoft's cp932; Python's shift_jis lacks 髙 ① ㈱ ～.
    "shift_jis": "cp932",
    "shiftjis": "cp932",
    "sjis": "cp932",
    "s_jis": "cp932",
    "windows_31j": "cp932",
    "ms932": "cp932",
    "ms_kanji": "cp932",
    "mskanji": "cp932",
    "utf8": "utf-8",
    "utf_8": "utf-8",
    "utf_8_sig": "utf-8-sig",
    "utf8_bom": "utf-8-sig",
    "utf_8_bom": "utf-8-sig",
    "utf16": "utf-16",
    "utf_16": "utf-16",
    "euc_jp": "euc_jp",
    "eucjp": "euc_jp",
    "latin_1": "latin-1",
    "latin1": "latin-1",
    "iso_8859_1": "latin-1",
    "windows_1252": "cp1252",
    "big5": "big5hkscs",
    "euckr": "euc_kr",
}

GETA = "〓"  # printers' sign for a character that is not in the case

_SUBSTITUTES = {
    # One JIS character, two code points: Microsoft's tables chose the right one of each pair.
    "−": "－",  # minus
    "〜": "～",  # wave dash
    "—": "―",  # em dash
    "‖": "∥",  # double bar
    "¢": "￠",
    "£": "￡",
    "¬": "￢",
    "¦": "￤",
    "¥": "￥",
    "‾": "￣",
    # What printers use and Japanese code tables lack.
    "–": "-",  # en dash
    "‐": "-",  # hyphen
    "‑": "-",  # hyphen that does not break
    "‒": "-",  # figure dash
    "⁃": "-",  # hyphen bullet
    "\u00ad": "",  # soft hyphen
    "·": "・",
    "•": "・",
    "∙": "・",
    "©": "(C)",
    "®": "(R)",
    "™": "(TM)",
    "«": "≪",
    "»": "≫",
    "～": "〜",  # for JIS code tables that chose the left one
    "－": "−",
    "―": "—",
    # Spaces of other widths, and marks without width.
    "\u00a0": " ",
    "\u2002": " ",
    "\u2003": " ",
    "\u2009": " ",
    "\u202f": " ",
    "\u200b": "",
    "\u200c": "",
    "\u200d": "",
    "\u2060": "",
    "\ufeff": "",
}

_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_COMPOSABLE = re.compile("[^\u0300-\u036f\u3099\u309a][\u0300-\u036f\u3099\u309a]+")
_VARIATION = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_COMPATIBILITY = re.compile("[\u2e80-\u2fdf\uf900-\ufaff\U0002f800-\U0002fa1f]")

Replacement = tuple[str, str]
"""A character that could not be written, and what was written instead of it."""


def encoding_named(name: str) -> str:
    """Return Python's name of an encoding; raise UnknownName, which lists the known ones.

    >>> encoding_named("Shift-JIS")
    'cp932'
    """
    folded = re.sub("[^a-z0-9]+", "_", name.strip().lower())
    known = _OTHER_NAMES.get(folded, folded)
    if known not in ENCODINGS:
        raise UnknownName(
            _("There is no encoding '{name}'. Known: {encodings}.").format(
                name=name, encodings=", ".join(ENCODINGS)
            )
        )
    return known


def is_writable(text: str, encoding: str) -> bool:
    """Say whether every character of a text survives in an encoding."""
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return _CONTROLS.search(text) is None


def fit(
    text: str, encoding: str, *, plain_letters: bool = False
) -> tuple[str, tuple[Replacement, ...]]:
    """Replace what cannot be written, and return each replaced character with its stand-in.

    Letters with loose marks are composed first, which replaces nothing. Control characters,
    which no program shows, are left out of every text. With ``plain_letters`` a Latin letter
    loses its accent rather than its place.

    >>> fit("髙橋—①", "cp932")
    ('髙橋―①', (('—', '―'),))
    >>> fit("한 Zoë", "cp932")
    ('〓 Zo〓', (('한', '〓'), ('ë', '〓')))
    >>> fit("Zoë", "cp932", plain_letters=True)
    ('Zoe', (('ë', 'e'),))
    """
    if is_writable(text, encoding):
        return text, ()
    composed = _COMPOSABLE.sub(lambda match: _composed(match[0], encoding), text)
    replaced: list[Replacement] = []
    written = []
    for character in composed:
        if is_writable(character, encoding):
            written.append(character)
            continue
        written.append(_stand_in(character, encoding, plain_letters=plain_letters))
        replaced.append((character, written[-1]))
    return "".join(written), tuple(replaced)


def _composed(cluster: str, encoding: str) -> str:
    return cluster if is_writable(cluster, encoding) else unicodedata.normalize("NFC", cluster)


def _stand_in(character: str, encoding: str, *, plain_letters: bool) -> str:
    """Choose what is written for a character: the table's word, or a geta."""
    if _CONTROLS.match(character) or _VARIATION.match(character):
        return ""
    candidates = [_SUBSTITUTES[character]] if character in _SUBSTITUTES else []
    if plain_letters and unicodedata.name(character, "").startswith("LATIN"):
        candidates.append(unicodedata.normalize("NFD", character)[0])
    if _COMPATIBILITY.match(character):
        candidates.append(unicodedata.normalize("NFKC", character))
    candidates += [GETA, "?"]
    return next(candidate for candidate in candidates if is_writable(candidate, encoding))
