"""Photos that a phone sent: read at once, kept until a person files or drops them."""

import secrets
import tempfile
from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from cardscan.contact import Filed
from cardscan.corrections import values_of
from cardscan.errors import ImageUnreadable
from cardscan.inputs import Paper
from cardscan.intake import IntakeOptions, file_pages
from cardscan.language import _
from cardscan.model import Kind, ScannedCard
from cardscan.ocr.pdf import is_pdf
from cardscan.scan import PageResult, Recipe, scan_file
from cardscan.store.library import Library

MOST_WAITING = 40  # photos; older ones that nobody filed are dropped


@dataclass(frozen=True, slots=True)
class Photo:
    """One photo that was read and waits to be filed."""

    id: str
    path: Path
    pages: tuple[PageResult, ...]

    @property
    def cards(self) -> tuple[ScannedCard, ...]:
        """Return the cards that were found on it."""
        return tuple(card for page in self.pages for card in page.cards)


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person wrote into a field of a card, or beside all of them."""

    card: int  # of the photo, from 0
    kind: Kind
    place: int | None  # of the field among those that were read; None: it was not read
    text: str  # empty: nothing of the kind stands there


class Photos:
    """Reads photos in workers that stay warm, and files them when a person says so."""

    def __init__(self, library: Library, recipe: Recipe, executor: Executor) -> None:
        self._library = library
        self._recipe = recipe
        self._executor = executor
        self._folder = tempfile.TemporaryDirectory(prefix="cardscan-phone-")  # 0700
        self._waiting: dict[str, Photo] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_raised: object) -> None:
        self._folder.cleanup()

    def read(self, data: bytes, name: str) -> Photo:
        """Read a photo, which takes some seconds; it then waits to be filed.

        Raise InputError for what is no picture or shows no card, CardFailed when its reader broke.
        """
        photo_id = secrets.token_urlsafe(9)
        shown = Path(name).name or "photo"
        if is_pdf(data):
            reason = _("{file}: not a photo; take a picture of the card")
            raise ImageUnreadable(reason.format(file=shown))
        path = Path(self._folder.name) / f"{photo_id}{Path(name).suffix[:8]}"
        path.write_bytes(data)
        try:
            pages = self._executor.submit(scan_file, str(path), self._recipe).result()
            photo = Photo(photo_id, path, pages)
            _check(photo, shown)
        except BaseException:
            path.unlink()
            raise
        self._waiting[photo_id] = photo
        while len(self._waiting) > MOST_WAITING:
            self.drop(next(iter(self._waiting)))
        return photo

    def waiting(self, photo_id: str) -> Photo | None:
        """Return a photo that waits, or None when it was filed or dropped."""
        return self._waiting.get(photo_id)

    def drop(self, photo_id: str) -> None:
        """Forget a photo and what was read from it."""
        if photo := self._waiting.pop(photo_id, None):
            photo.path.unlink(missing_ok=True)

    def file(self, photo: Photo, corrections: Sequence[Correction]) -> tuple[Filed, ...]:
        """File the cards of a photo as a person corrected them, all of it or nothing.

        Raise LibraryError.
        """
        options = IntakeOptions(jobs=0)
        with self._library.atomic():
            filed = tuple(file_pages(self._library, Paper(str(photo.path)), photo.pages, options))
            for it in corrections:
                _correct(self._library, filed[it.card], it)
        self.drop(photo.id)
        return filed


def _correct(library: Library, filed: Filed, correction: Correction) -> None:
    if filed.card_id and filed.contact_id:
        if correction.place is not None:
            library.check([(filed.card_id, correction.place, correction.text)])
        else:
            known = values_of(library.contact(filed.contact_id), correction.kind)
            library.edit(filed.contact_id, {correction.kind: (correction.text, *known)})


def _check(photo: Photo, shown: str) -> None:
    for page in photo.pages:
        if page.error:
            # the error names the file as it lies here, which says nothing to its owner
            raise type(page.error)(str(page.error).replace(str(photo.path), shown))
    if not photo.cards:
        reason = _(
            "{file}: no card found on it; lay the card on a darker ground, all corners in sight"
        )
        raise ImageUnreadable(reason.format(file=shown))
