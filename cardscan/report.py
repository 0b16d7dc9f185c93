"""One run as a page that needs no other file: what was read from each card, with its picture."""

import base64
import errno
import os
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from html import escape
from io import BytesIO
from pathlib import Path
from typing import IO

from PIL import Image

from cardscan.contact import Filed, Outcome
from cardscan.errors import ExportError
from cardscan.language import _, spoken
from cardscan.model import Field, ParsedCard
from cardscan.signs import warning_told

WIDTH = 360  # pixels of a thumbnail: small print can be guessed, and a thousand cards are 20 MB
QUALITY = 60
ERRORS = "backslashreplace"  # a file name that is not text is shown by its bytes
STYLE = """
body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 60rem; padding: 0 1rem;
  color: #1d1d1f; background: #fff }
h1 { font-size: 1.5rem } h2 { font-size: 1rem; margin: 0; overflow-wrap: anywhere }
article { display: grid; grid-template-columns: 22rem 1fr; gap: 1rem; padding: 1rem 0;
  border-top: 1px solid #ddd }
article > div { min-width: 0 } img { max-width: 100%; border: 1px solid #ddd }
th { text-align: left; font-weight: normal; color: #6e6e73; padding-right: 1rem;
  vertical-align: top; white-space: nowrap } td { overflow-wrap: anywhere }
.doubt { background: #fff3cd } .failed h2, .failed p { color: #a30000 }
.outcome { color: #6e6e73 } ul { padding-left: 1.2rem }
@media (max-width: 45rem) { article { grid-template-columns: 1fr } }
@media (prefers-color-scheme: dark) { body { color: #eee; background: #1d1d1f }
  .doubt { background: #5c4a00 } .failed h2, .failed p { color: #ff8a8a } }
"""
# Nothing is loaded and nothing runs, whatever a card says.
POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"


@contextmanager
def open_report(path: str) -> Iterator["Report"]:
    """Collect a report; it is written when the block ends, also when a run is interrupted.

    Raises ExportError, at the beginning when the place cannot be written.
    """
    target = Path(path)
    with _named_errors(path):
        if target.is_dir():
            raise IsADirectoryError(errno.EISDIR, _("it is a folder"))
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=".report-")  # 0600
    report = Report()
    try:
        yield report
    finally:
        try:
            with _named_errors(path):
                with os.fdopen(handle, "w", encoding="utf-8", errors=ERRORS) as page:
                    report.write(page)
                Path(name).replace(target)
        finally:
            Path(name).unlink(missing_ok=True)


@contextmanager
def _named_errors(path: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise ExportError(
            _("{path}: the report cannot be written ({reason}).").format(
                path=path, reason=error.strerror or error
            )
        ) from error


class Report:
    """What became of the cards of one run; their text waits in a file, not in memory."""

    def __init__(self) -> None:
        self._outcomes = Counter[str]()
        self._noted: list[tuple[str, int, str]] = []  # outcome, number and place of what needs eyes
        self._body = tempfile.TemporaryFile("w+", encoding="utf-8", errors=ERRORS)  # noqa: SIM115 - closed when written

    def add(self, filed: Filed) -> None:
        """Add one card, or a failure."""
        self._outcomes[filed.outcome] += 1
        number = self._outcomes.total()
        if filed.outcome in {Outcome.FAILED, Outcome.REVIEW} or _doubts(filed):
            what = "failed" if filed.outcome is Outcome.FAILED else "doubt"
            self._noted.append((what, number, filed.source.path))
        self._body.writelines(_article(filed, number))

    def write(self, page: IO[str]) -> None:
        """Write the whole page."""
        page.writelines(self._head())
        self._body.seek(0)
        shutil.copyfileobj(self._body, page)
        page.write("</body></html>\n")
        self._body.close()

    def _head(self) -> Iterator[str]:
        yield f'<!doctype html>\n<html lang="{spoken()}"><head><meta charset="utf-8">\n'
        yield f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        yield '<meta name="viewport" content="width=device-width">\n'
        yield f"<title>cardscan</title><style>{STYLE}</style></head><body>\n"
        day = datetime.now().astimezone().strftime("%Y-%m-%d %H:%M")
        told = ", ".join(f"{number} {_(what)}" for what, number in sorted(self._outcomes.items()))
        told = told or _("Nothing to file.")
        heading = _("Scan of {day}").format(day=day)
        yield f"<h1>{heading}</h1>\n<p>{told}</p>\n"
        for what, title in (("failed", _("Failed")), ("doubt", _("Please check"))):
            noted = [(number, place) for kind, number, place in self._noted if kind == what]
            if noted:
                yield f"<h2>{title}: {len(noted)}</h2><ul>\n"
                for number, place in noted:
                    yield f'<li><a href="#{number}">{_text(place)}</a></li>\n'
                yield "</ul>\n"


def _article(filed: Filed, number: int) -> Iterator[str]:
    source, card = filed.source, filed.scanned.card if filed.scanned else None
    page = _(", page {number}").format(number=source.page + 1) if source.page else ""
    index = _(", card {number}").format(number=source.index + 1) if source.index else ""
    yield f'<article id="{number}" class="{filed.outcome}"><div>'
    if filed.scanned and filed.scanned.picture:
        yield f'<img alt="" src="data:image/jpeg;base64,{_thumbnail(filed.scanned.picture)}">'
    yield f"</div><div><h2>{_text(source.path)}{page}{index}</h2>\n"
    reasons = ", ".join(_(reason.evidence) for reason in filed.reasons)
    because = f" ({_text(reasons)})" if reasons else ""
    yield f'<p class="outcome">{_(filed.outcome)} {filed.contact_id or ""}{because}</p>\n'
    if filed.error:
        yield f"<p>{_text(filed.error)}</p>\n"
    if card:
        yield from _fields(card)
    yield "</div></article>\n"


def _fields(card: ParsedCard) -> Iterator[str]:
    please_check, unclear = _("please check"), _("(not understood)")
    yield "<table>\n"
    for field in card.fields:
        doubt = _is_doubtful(field)
        mark = f' class="doubt" title="{please_check}, {field.confidence:.0%}"' if doubt else ""
        yield f"<tr><th>{_(field.kind)}</th><td{mark}>{_text(field.value)}</td></tr>\n"
    for line in card.leftover:
        yield f"<tr><th>{unclear}</th><td>{_text(line.text)}</td></tr>\n"
    yield "</table>\n"
    for warning in card.warnings:
        yield f"<p>{_text(warning_told(warning))}</p>\n"


def _doubts(filed: Filed) -> bool:
    return filed.scanned is not None and any(map(_is_doubtful, filed.scanned.card.fields))


def _is_doubtful(field: Field) -> bool:
    return field.status != "accepted"


def _text(words: str) -> str:
    """Show what a stranger wrote: no markup, and it cannot turn the text around it."""
    shown = "".join(sign if sign.isprintable() else " " for sign in words)
    return f"<bdi>{escape(shown)}</bdi>"


def _thumbnail(picture: bytes) -> str:
    small = BytesIO()
    with Image.open(BytesIO(picture)) as image:
        image.thumbnail((WIDTH, WIDTH))
        image.save(small, "JPEG", quality=QUALITY)
    return base64.b64encode(small.getvalue()).decode("ascii")
