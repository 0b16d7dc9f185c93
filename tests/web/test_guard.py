"""Who is let in: this machine by its own names, others with the token, forms of our own pages."""

import pytest
from aiohttp import WSServerHandshakeError

from .conftest import TOKEN, Client, form_key, photo_form


async def test_a_page_says_that_nothing_comes_from_another_host(client: Client) -> None:
    answer = await client.get("/")
    assert answer.status == 200
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert "//" not in (await answer.text()).replace("<!doctype", "")


async def test_a_name_that_leads_here_by_a_trick_is_not_answered(client: Client) -> None:
    answer = await client.get("/phone", headers={"Host": "cards.example"})
    assert answer.status == 403


@pytest.mark.parametrize("origin", ["https://evil.example", "null"])
async def test_another_site_cannot_open_the_terminal(client: Client, origin: str) -> None:
    with pytest.raises(WSServerHandshakeError) as refused:
        await client.ws_connect("/ws", headers={"Origin": origin})
    assert refused.value.status == 403


@pytest.mark.parametrize("path", ["/", "/phone", "/ws", "/phone/photos/x", "/download/x"])
async def test_without_the_token_every_page_asks_for_it(locked: Client, path: str) -> None:
    for shown in ("", "?token=wrong"):
        answer = await locked.get(path + shown)
        assert answer.status == 401
        assert "Token" in await answer.text()


async def test_a_token_is_shown_once_and_leaves_the_address(locked: Client) -> None:
    answer = await locked.get("/phone", params={"token": TOKEN})
    assert (answer.status, answer.url.path, answer.url.query_string) == (200, "/phone", "")
    (cookie,) = (it for it in locked.session.cookie_jar if it.key == "cardscan_token")
    assert cookie["httponly"]
    assert (await locked.get("/phone")).status == 200


async def test_the_form_takes_the_token_too(locked: Client) -> None:
    assert (await locked.post("/token", data={"token": "wrong"})).status == 401
    assert (await locked.post("/token", data={"token": f" {TOKEN}\n"})).status == 200
    assert (await locked.get("/phone")).status == 200


async def test_a_form_without_the_key_of_our_page_is_refused(client: Client) -> None:
    assert (await client.post("/phone/photos", data=photo_form(b"x"))).status == 403
    stolen = await form_key(client)
    client.session.cookie_jar.clear()  # another browser
    assert (await client.post("/phone/photos", data=photo_form(b"x", key=stolen))).status == 403
    assert (await client.post("/phone/photos/x", data={"form_key": stolen})).status == 403
