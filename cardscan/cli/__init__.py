"""The command line."""

import os
import sys
from typing import TextIO

from cardscan.config import chosen_language
from cardscan.language import SOURCE, spoken, use

# Here, because the commands have their help in the language of the person once they are imported.
if language := chosen_language(os.environ):
    use(language)


def _writes(stream: TextIO) -> bool:
    """Say whether a stream has letters for the language that is spoken."""
    try:
        "名刺".encode(stream.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


if spoken() != SOURCE and not (_writes(sys.stdout) and _writes(sys.stderr)):
    use(SOURCE)  # English that can be read is better than question marks
