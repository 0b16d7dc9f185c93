"""Answers in the language that a browser asks for."""

from aiohttp import hdrs, web

from cardscan.language import LANGUAGES, speaking, spoken
from cardscan.web.guard import Handler


@web.middleware
async def speak(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Speak the language of the browser while it is answered."""
    with speaking(language_for(request.headers.get(hdrs.ACCEPT_LANGUAGE, ""))):
        return await handler(request)


def language_for(accepted: str) -> str:
    """Return the language that a browser likes best of ours, else that of the server.

    >>> language_for("fr, ja;q=0.8, en;q=0.7"), language_for("en-GB,en;q=0.9,ja;q=0")
    ('ja', 'en')
    """
    wishes = [_wish(part) for part in accepted.split(",")]
    liked = [(weight, name) for weight, name in wishes if name in LANGUAGES and weight > 0]
    return max(liked, key=lambda wish: wish[0])[1] if liked else spoken()


def _wish(part: str) -> tuple[float, str]:
    tag, _semicolon, parameters = part.partition(";")
    weight = parameters.strip().removeprefix("q=") or "1"
    try:
        return float(weight), tag.strip().lower().partition("-")[0]
    except ValueError:  # whatever a stranger sends
        return 0.0, ""
