"""Find the letters that the bytes of a QR code mean.

Few codes name their encoding. The standard says ISO-8859-1; phones write UTF-8, and older Japanese
software writes Shift_JIS in the form of Windows (cp932). What makes the likeliest letters is taken.
"""

from cardscan.letters import likeliest_text


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
