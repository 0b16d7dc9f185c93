"""The command line."""

import os

from cardscan.config import chosen_language
from cardscan.language import use

# Here, because the commands have their help in the language of the person once they are imported.
if language := chosen_language(os.environ):
    use(language)
