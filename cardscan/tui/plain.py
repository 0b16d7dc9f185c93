"""A stranger's text, made safe to lay out: what a card says may not move the screen."""

import re
import unicodedata

from rich.cells import cell_len, set_cell_size

from cardscan.language import _

LONGEST = 600  # characters of one value on screen: about eight full lines at 80 columns

_UNSEEN = frozenset({"Cc", "Cf", "Cn", "Cs", "Zl", "Zp"})
_GLUE = re.compile("[\ufe00-\ufe0f\U0001f3fb-\U0001f3ff]")
"""Presentation selectors and skin tones: terminals disagree about their width."""


def plain(text: str) -> str:
    r"""Spell out what would steer a terminal, so that it is seen instead of obeyed.

    Controls, direction overrides, zero-width characters and lone surrogates become
    escapes; line breaks and tabs become spaces; nothing else changes.

    >>> plain("\x1b[31m田中\t一郎\u202e")
    '\\x1b[31m田中 一郎\\u202e'
    >>> plain("[b]🧑\u200d💻[/b]")
    '[b]🧑\\u200d💻[/b]'
    """
    if text.isascii() and text.isprintable():
        return text
    spelled = "".join(map(_spelled, _GLUE.sub("", text)))
    if spelled and unicodedata.combining(spelled[0]):
        return " " + spelled  # a mark needs a base, or it sits on the neighbour
    return spelled


def _spelled(character: str) -> str:
    if character in "\t\n\r\v\f\x85\u2028\u2029":
        return " "
    if unicodedata.category(character) in _UNSEEN:
        return ascii(character)[1:-1]
    return character


def shortened(text: str) -> str:
    """Spell out a text and cut it where nobody reads on, saying how much is left.

    >>> shortened("x" * 1000)[-16:]
    'xxx… (+400 more)'
    """
    more = len(text) - LONGEST
    if more <= 0:
        return plain(text)
    return plain(text[:LONGEST]) + _("… (+{n} more)").format(n=more)


def fitted(text: str, width: int) -> str:
    """Spell out a text in exactly so many terminal cells, cut with ``…`` when too long.

    >>> fitted("田中一郎", 6), fitted("田中", 6)
    ('田中… ', '田中  ')
    """
    # A character is at least no cell wide and marks are few: this much is more than enough.
    spelled = plain(text[: 4 * width + 4])
    if cell_len(spelled) <= width:
        return set_cell_size(spelled, width)
    cut = set_cell_size(spelled, max(0, width - 1)).rstrip() + "…"
    return set_cell_size(cut, width)
