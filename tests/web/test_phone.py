"""The phone page, asked as a browser asks: photo, form, filed contact."""

import re
from html import unescape
from pathlib import Path

import pytest

from cardscan.store.library import Library
from cardscan.web import phone, photos
from tests.beside import LEE, YAMADA, put_card

from .conftest import Client, form_key, photo_form

pytestmark = pytest.mark.usefixtures("engines")

YAMADA_MISREAD = ("株式会社見本商事", "営業部 部長", "<b>山囲</b> 太郎", "TEL 03-1234-0000")


async def send(client: Client, data: bytes, name: str = "card.png") -> tuple[int, str, str]:
    """Send a photo; return the status, the path that it led to, and the page."""
    form = photo_form(data, name, key=await form_key(client))
    answer = await client.post("/phone/photos", data=form)
    return answer.status, answer.url.path, await answer.text()


def inputs(page: str) -> dict[str, str]:
    found = re.findall(r'<input (?:type="hidden" )?name="([^"]+)" value="([^"]*)"', page)
    return {name: unescape(value) for name, value in found}


def named(page: str, value: str) -> str:
    return next(name for name, text in inputs(page).items() if text == value)


async def test_a_photo_becomes_a_form_and_the_form_a_contact(
    client: Client, library: Library, tmp_path: Path
) -> None:
    card = Path(put_card(tmp_path / "lee.png", *LEE))
    status, path, page = await send(client, card.read_bytes())
    assert status == 200
    assert "Ann Lee" in inputs(page).values()
    assert library.count() == 0  # nothing is filed before a person says so
    answer = await client.post(path, data={**inputs(page), "do": "file"})
    assert "Filed" in await answer.text()
    (contact,) = library.search("Ann Lee")
    assert contact.emails == ("ann.lee@acme.example",)
    assert [it.verb for it in library.history(contact.id)] == ["file"]
    (stored,) = library.cards(contact.id)
    assert library.picture(stored.id)


async def test_what_a_person_writes_is_filed_as_a_correction_that_can_be_undone(
    client: Client, library: Library, tmp_path: Path
) -> None:
    card = Path(put_card(tmp_path / "lee.png", *LEE))
    _, path, page = await send(client, card.read_bytes())
    written = {named(page, "Ann Lee"): "Anne  Lee", named(page, "ann.lee@acme.example"): ""}
    added = {"0.mobile": "090-1234-5678"}
    await client.post(path, data={**inputs(page), **written, **added, "do": "file"})
    (contact,) = library.search("")
    assert contact.name.text == "Anne Lee"
    assert contact.emails == ()
    assert [phone.value for phone in contact.phones] == ["+819012345678"]
    for _ in range(3):
        library.undo()
    (contact,) = library.search("")
    assert (contact.name.text, contact.emails) == ("Ann Lee", ("ann.lee@acme.example",))


async def test_a_value_is_text_in_the_page(client: Client, tmp_path: Path) -> None:
    card = Path(put_card(tmp_path / "y.png", *YAMADA_MISREAD))
    _, _, page = await send(client, card.read_bytes())
    assert "<b>" not in page


@pytest.mark.parametrize(
    ("asked", "language", "said"),
    [
        ("ja,en-US;q=0.9", "ja", "撮影する"),
        ("en-GB,ja;q=0.5", "en", "Take a photo"),
        ("fr;q=x, *", "en", "Take a photo"),
    ],
)
async def test_the_page_is_in_the_language_of_the_browser(
    client: Client, asked: str, language: str, said: str
) -> None:
    page = await (await client.get("/phone", headers={"Accept-Language": asked})).text()
    assert f'<html lang="{language}">' in page
    assert said in page


async def test_what_goes_wrong_is_said_in_the_language_of_the_browser(client: Client) -> None:
    form = photo_form(b"%PDF-1.7 ...", "card.png", key=await form_key(client))
    answer = await client.post("/phone/photos", data=form, headers={"Accept-Language": "ja"})
    assert "写真ではありません" in await answer.text()


async def test_a_dropped_photo_is_gone(client: Client, library: Library, tmp_path: Path) -> None:
    card = Path(put_card(tmp_path / "lee.png", *LEE))
    _, path, page = await send(client, card.read_bytes())
    answer = await client.post(path, data={**inputs(page), "do": "drop"})
    assert "nothing was filed" in await answer.text()
    assert library.count() == 0
    again = await client.post(path, data={**inputs(page), "do": "file"})
    assert "filed or dropped already" in await again.text()
    assert (await client.get(path)).url.path == "/phone"


async def test_the_same_photo_twice_is_one_card(
    client: Client, library: Library, tmp_path: Path
) -> None:
    card = Path(put_card(tmp_path / "yamada.png", *YAMADA))
    for said in ("Filed", "filed before"):
        _, path, page = await send(client, card.read_bytes())
        answer = await client.post(path, data={**inputs(page), "do": "file"})
        assert said in await answer.text()
    assert [it.cards for it in library.search("")] == [1]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"<html>not a picture</html>", "not a picture"),
        (b"%PDF-1.7 ...", "not a photo"),
        (b"", "empty"),
    ],
)
async def test_what_is_no_photo_is_named_and_why(client: Client, data: bytes, reason: str) -> None:
    status, _, page = await send(client, data, "../holiday.png")
    assert status == 422
    assert reason in page
    assert "holiday.png" in page
    assert "cardscan-phone" not in page  # nothing of where it lay


async def test_a_photo_that_is_too_large_is_refused_while_it_comes(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(phone, "MOST_BYTES", 100_000)
    status, _, page = await send(client, b"x" * 200_000)
    assert status == 413
    assert "larger" in page


async def test_photos_that_nobody_files_give_way_to_newer_ones(
    client: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(photos, "MOST_WAITING", 1)
    card = Path(put_card(tmp_path / "lee.png", *LEE)).read_bytes()
    _, first, _ = await send(client, card)
    _, second, _ = await send(client, card)
    assert (await client.get(first)).url.path == "/phone"
    assert (await client.get(second)).url.path == second
