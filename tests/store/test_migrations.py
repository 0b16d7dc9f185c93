"""A library of an earlier version opens with everything that was in it."""

from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine, text

from cardscan.contact import Outcome
from cardscan.store.library import Library
from cardscan.store.rows import parsed_text
from cardscan.store.schema import APPLICATION_ID
from tests.store.conftest import card_like


@pytest.fixture(params=["0001", "0002", "0003", "0004"])
def earlier(request: pytest.FixtureRequest, path: Path) -> Path:
    """A library as an earlier version kept it, with one card and one entry of the log."""
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        config = Config(attributes={"connection": connection})
        config.set_main_option("script_location", "cardscan.store:migrations")
        command.upgrade(config, request.param)
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
        moment = "2026-01-02T03:04:05.000000+00:00"
        connection.execute(
            text(
                "INSERT INTO contact VALUES (1, 'k3f9x2m1pq', :at, :at, NULL, 1, '{}', '', '', '',"
                " '', '', '2026-01-02', 1, 0)"
            ),
            {"at": moment},
        )
        card = card_like(name="田中 健一", name_kana="タナカ ケンイチ", title="部長")
        connection.execute(
            text(
                "INSERT INTO card VALUES (1, 'c0000000c0', 'k3f9x2m1pq', :digest, 0, 0, 'a.jpg',"
                " '', :parsed, '2026-01-02', 'Trade fair', :outcome, '[]', NULL)"
            ),
            {"digest": "d" * 64, "parsed": parsed_text(card), "outcome": Outcome.NEW.value},
        )
        connection.execute(
            text(
                "INSERT INTO change VALUES (1, :at, 'tester', 'file', 'k3f9x2m1pq',"
                " 'filed a card', '{}', '{}', NULL)"
            ),
            {"at": moment},
        )
        connection.execute(text("INSERT INTO change_contact VALUES ('k3f9x2m1pq', 1)"))
    engine.dispose()
    return path


def test_what_the_earlier_kept_is_found_by_what_this_one_searches(
    earlier: Path,
) -> None:
    with Library.open(earlier) as library:
        (contact,) = library.search('title:部長 event:"trade fair" kenichi')
        assert (contact.name.text, contact.events) == ("田中 健一", ("Trade fair",))
        assert contact.updated is not None
        assert contact.updated.year == 2026
        assert [change.verb for change in library.history(contact.id)] == ["file"]
        assert library.candidates(contact) == ()
        library.edit(contact.id, {"title": "本部長"})
        assert library.count("title:=部長") == 0
