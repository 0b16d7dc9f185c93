"""Social accounts: handles and profile pages, with the network they belong to."""

import re
from collections.abc import Iterator

from cardscan.model import Kind
from cardscan.parse.candidates import Candidate, Span
from cardscan.parse.labels import label_beside
from cardscan.parse.layout import Sheet

_SITES = {
    "facebook.com": "Facebook",
    "fb.com": "Facebook",
    "github.com": "GitHub",
    "instagram.com": "Instagram",
    "line.me": "LINE",
    "linkedin.com": "LinkedIn",
    "note.com": "note",
    "t.me": "Telegram",
    "tiktok.com": "TikTok",
    "twitter.com": "X",
    "wa.me": "WhatsApp",
    "x.com": "X",
    "xing.com": "XING",
    "youtube.com": "YouTube",
}
_NETWORKS = (
    r"Facebook|Fb|Instagram|Insta|IG|Twitter|X|LINE ID|LINE|LinkedIn|GitHub|WeChat|Weixin|微信号?"
    r"|note|Skype|Telegram|TikTok|YouTube|Mastodon|Bluesky|Xing|QQ|Threads|Slack|Discord"
)
_LABELLED = re.compile(
    rf"(?<![\w@])(?P<network>{_NETWORKS})\s?(?:[:;：/]\s?@?\s?|\s@\s?)"
    r"(?P<handle>[A-Za-z0-9_][A-Za-z0-9_.\-]{1,40})(?![\w@])",
    re.I,
)
_SPACED = re.compile(
    r"(?P<network>Facebook|Instagram|Twitter|LINE ID|LINE|LinkedIn|GitHub|WeChat|Weixin|Skype"
    r"|Telegram|TikTok|YouTube|Mastodon|Bluesky|Threads|微信号?)\s(?P<handle>[a-z0-9_][a-z0-9_.\-]{2,40})"
)
TORN = 0.9  # log-odds of a handle that goes on: readers see no ink in an underscore
_BARE = re.compile(r"(?<![\w.@])@(?P<handle>[A-Za-z0-9_][A-Za-z0-9_.\-]{1,40})(?![\w@])")
_SITE = re.compile(
    r"(?i)(?<![\w.@-])(?P<all>(?:https?://)?(?:www\.|[a-z]{2}\.)?(?P<host>"
    + "|".join(map(re.escape, _SITES))
    + r")/(?P<handle>[\w@.\-/]{2,60}))"
)


def socials(sheet: Sheet) -> Iterator[Candidate]:
    """Find social accounts.

    >>> from cardscan.parse.testing import sheet_of
    >>> [c.value for c in socials(sheet_of("X: taro_y", "linkedin.com/in/taro-y", "a@b.example"))]
    ['taro_y', 'linkedin.com/in/taro-y']
    >>> [c.value for c in socials(sheet_of("GitHub; taro_y"))]  # a colon, read with a tail
    ['taro_y']
    """
    for strip in sheet.strips:
        for match in _SITE.finditer(strip.text):
            network = _SITES[match["host"].lower()]
            yield _candidate(strip.index, match.span("all"), match["all"], network, 6.0)
        spaced = _SPACED.fullmatch(strip.text.strip())
        for match in (*_LABELLED.finditer(strip.text), *filter(None, (spaced,))):
            yield _candidate(
                strip.index,
                match.span("handle"),
                strip.text[match.end("network") : match.end()].lstrip(" :;：/"),
                match["network"],
                TORN if re.match(r"\s\w", strip.text[match.end() :]) else 4.0,
                label=(match.start(), match.start("handle")),
            )
        for match in _BARE.finditer(strip.text):
            beside = label_beside(sheet, strip)
            network = (
                beside[1][-1].text if beside and beside[1][-1].kind in {"social", "line"} else ""
            )
            yield _candidate(strip.index, match.span(), match[0], network, 3.0)


def _candidate(
    strip: int,
    place: tuple[int, int],
    value: str,
    network: str,
    score: float,
    *,
    label: tuple[int, int] | None = None,
) -> Candidate:
    return Candidate(
        Kind.SOCIAL,
        value,
        (Span(strip, *place),),
        score,
        "social",
        (f"account: {network}",) if network else ("handle",),
        (("network", network),) if network else (),
        (Span(strip, *label),) if label else (),
    )
