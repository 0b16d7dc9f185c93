"""Leave the garbage collector little to look through: while it looks, no key is heard."""

import gc

from textual._styles_cache import StylesCache


def let_go_of_widgets() -> None:
    """Let go of the lines that a thousand widgets drew last.

    Textual remembers their colours in a cache of the method, and so each widget's lines with them.
    """
    StylesCache.get_inner_outer.cache_clear()


def keep_what_is_loaded() -> None:
    """Look no more through what is there now, such as modules: it stays."""
    gc.freeze()
