"""The phone page: take a photo of a card, see what was read, correct it, file it."""

import asyncio
from base64 import b64encode
from dataclasses import dataclass
from typing import Any

import aiohttp_jinja2
from aiohttp import BodyPartReader, web

from cardscan.errors import CardscanError, InputError
from cardscan.formats.phones import national
from cardscan.language import _
from cardscan.model import Field, Kind, ScannedCard, Status
from cardscan.tui.rows import label, typed_text
from cardscan.web.guard import FORM_KEY, Guard
from cardscan.web.photos import Correction, Photo, Photos

MOST_BYTES = 30_000_000  # a photo of 48 megapixels has 12 to 25 MB
LONGEST = 2000  # characters of one value in a form
USUAL = (Kind.NAME, Kind.COMPANY, Kind.TITLE, Kind.MOBILE, Kind.EMAIL)  # offered when not found

KEYBOARDS = {
    Kind.PHONE: "tel",
    Kind.MOBILE: "tel",
    Kind.FAX: "tel",
    Kind.EMAIL: "email",
    Kind.URL: "url",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the form."""

    card: int  # of the photo
    kind: Kind
    place: int | None = None  # of the field among those that were read; None: it was not read
    value: str = ""
    is_doubtful: bool = False

    @property
    def key(self) -> str:
        """Return the name of its input."""
        return f"{self.card}.{self.kind if self.place is None else self.place}"

    @property
    def keyboard(self) -> str:
        """Return which keyboard a phone brings up for it."""
        return KEYBOARDS.get(self.kind, "text")

    @property
    def label(self) -> str:
        """Return what stands before it."""
        return label(self.kind)


class PhonePage:
    """The pages that a phone sees; every one of them works with one thumb."""

    def __init__(self, guard: Guard, photos: Photos, *, home: str) -> None:
        self._guard = guard
        self._photos = photos
        self._home = home

    @property
    def routes(self) -> list[web.RouteDef]:
        """Return what the server answers for these pages."""
        return [
            web.get("/phone", self.start),
            web.post("/phone/photos", self.take),
            web.get("/phone/photos/{photo}", self.show),
            web.post("/phone/photos/{photo}", self.settle),
        ]

    async def start(self, request: web.Request) -> web.Response:
        """Show the button that opens the camera."""
        return self._page(request, "phone.html", said=request.query.get("said", ""))

    async def take(self, request: web.Request) -> web.StreamResponse:
        """Read a photo, then show what was found on it."""
        try:
            data, name = await self._uploaded(request)
            photo = await asyncio.to_thread(self._photos.read, data, name)
        except InputError as error:
            return self._page(request, "phone.html", wrong=str(error), status=422)
        except CardscanError as error:
            return self._page(request, "phone.html", wrong=str(error), status=500)
        raise web.HTTPSeeOther(f"/phone/photos/{photo.id}")

    async def _uploaded(self, request: web.Request) -> tuple[bytes, str]:
        """Return the bytes of the one photo in a form, once its key is checked."""
        try:
            form = await request.multipart()
        except ValueError as error:
            raise web.HTTPBadRequest(
                text=_("Send the photo with the form of this page.")
            ) from error
        data, name, key = b"", "", ""
        async for part in form:
            if not isinstance(part, BodyPartReader):
                continue
            if part.name == FORM_KEY:
                key = (await part.read_chunk(200)).decode("ascii", "replace")
            elif part.name == "photo":
                self._guard.check_form(request, key)  # before a stranger's bytes are taken
                data, name = await _bounded(part), part.filename or ""
        self._guard.check_form(request, key)
        return data, name

    async def show(self, request: web.Request) -> web.Response:
        """Show the cards of a photo, their fields in a form."""
        photo = self._waiting(request)
        cards = [(_picture(card), self._entries(n, card)) for n, card in enumerate(photo.cards)]
        return self._page(request, "card.html", cards=cards, photo=photo)

    async def settle(self, request: web.Request) -> web.StreamResponse:
        """File the cards of a photo, or drop it."""
        form = await request.post()
        self._guard.check_form(request, form.get(FORM_KEY, ""))
        photo = self._waiting(request)
        if form.get("do") != "file":
            self._photos.drop(photo.id)
            raise web.HTTPSeeOther("/phone?said=dropped")
        try:
            filed = await asyncio.to_thread(
                self._photos.file, photo, self._corrections(photo, form)
            )
        except CardscanError as error:
            return self._page(request, "phone.html", wrong=str(error), status=503)
        said = "known" if all(it.outcome == "known" for it in filed) else "filed"
        raise web.HTTPSeeOther(f"/phone?said={said}")

    def _waiting(self, request: web.Request) -> Photo:
        if photo := self._photos.waiting(request.match_info["photo"]):
            return photo
        raise web.HTTPSeeOther("/phone?said=gone")

    def _entries(self, number: int, scanned: ScannedCard) -> list[Entry]:
        """Return the form of one card: what was read, then the usual kinds that were not."""
        fields = scanned.card.fields
        found = {field.kind for field in fields}
        read = [
            Entry(number, it.kind, place, self._shown(it), it.status is Status.REVIEW)
            for place, it in enumerate(fields)
        ]
        return read + [Entry(number, kind) for kind in USUAL if kind not in found]

    def _corrections(self, photo: Photo, form: Any) -> list[Correction]:
        """Return what is not as it was shown."""
        made = []
        for number, scanned in enumerate(photo.cards):
            for entry in self._entries(number, scanned):
                text = " ".join(str(form.get(entry.key, entry.value))[:LONGEST].split())
                if text != entry.value:
                    typed = typed_text(entry.kind, text, home=self._home)
                    made.append(Correction(number, entry.kind, entry.place, typed))
        return made

    def _shown(self, field: Field) -> str:
        is_number = field.kind in {Kind.PHONE, Kind.MOBILE, Kind.FAX}
        return national(field.value, self._home) if is_number else field.value

    def _page(
        self, request: web.Request, template: str, *, status: int = 200, **shown: object
    ) -> web.Response:
        shown |= {"form_key": self._guard.form_key(request), "key_name": FORM_KEY}
        return aiohttp_jinja2.render_template(template, request, shown, status=status)


async def _bounded(part: BodyPartReader) -> bytes:
    data = bytearray()
    while chunk := await part.read_chunk(1 << 16):
        data += chunk
        if len(data) > MOST_BYTES:
            raise web.HTTPRequestEntityTooLarge(
                max_size=MOST_BYTES,
                actual_size=len(data),
                text=_("A photo may have {most} MB; this one is larger.").format(
                    most=MOST_BYTES // 1_000_000
                ),
            )
    return bytes(data)


def _picture(scanned: ScannedCard) -> str:
    """Return the straightened card as an address that holds it."""
    return f"data:image/jpeg;base64,{b64encode(scanned.picture).decode()}"
