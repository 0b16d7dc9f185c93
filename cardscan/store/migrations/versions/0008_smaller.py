"""A library of half the size: cards and contacts are deflated, digests are bytes."""

from alembic import op
from sqlalchemy import text
from sqlalchemy.engine import default

from cardscan.store.packing import Moment, packed

revision = "0008"
down_revision = "0007"

ROWS_AT_ONCE = 1000

TEXT_COLUMNS = (
    "name, name_kana, name_roman, company, company_kana, company_roman, department, title, "
    "address, postal_code, note, prefecture, city, email, url, social, qualification, tag, "
    "phone, mobile, fax, event"
)


def upgrade() -> None:
    """Rewrite the rows; summaries and the text index are computed anew afterwards."""
    if op.get_bind().dialect.name == "sqlite":
        _rewrite_in_file()
        _create_text_index()
    else:
        _rewrite_on_server()


def _rewrite_in_file() -> None:
    """Leave the columns as they were declared: SQLite keeps bytes in any."""
    driver = op.get_bind().connection.driver_connection
    assert driver is not None  # noqa: S101 - the connection is open
    driver.create_function("packed", 1, packed, deterministic=True)
    driver.create_function("from_hex", 1, bytes.fromhex, deterministic=True)
    driver.create_function("moment", 1, _moment, deterministic=True)
    op.execute(
        "UPDATE card SET parsed = packed(parsed), digest = from_hex(digest), "
        "picture = from_hex(picture)"
    )
    op.execute("UPDATE image SET digest = from_hex(digest)")
    op.execute("UPDATE contact SET added = moment(added), updated = moment(updated)")


def _moment(text: str) -> bytes:
    return Moment().process_bind_param(text, default.DefaultDialect()) or b""


def _create_text_index() -> None:
    """Keep no lengths of texts: answers are not ranked by them."""
    op.execute("DROP TABLE contact_text")
    op.execute(
        f"CREATE VIRTUAL TABLE contact_text USING fts5({TEXT_COLUMNS}, content='', columnsize=0, "
        "tokenize='unicode61 remove_diacritics 0')"
    )


def _rewrite_on_server() -> None:
    for table, column in (("card", "digest"), ("card", "picture"), ("image", "digest")):
        op.execute(f"ALTER TABLE {table} ALTER {column} TYPE bytea USING decode({column}, 'hex')")
    for table, column in (("card", "parsed"), ("contact", "summary")):
        op.execute(
            f"ALTER TABLE {table} ALTER {column} TYPE bytea USING convert_to({column}, 'UTF8')"
        )
    for column in ("added", "updated"):
        seconds = f"extract(epoch FROM {column}::timestamptz)"
        op.execute(
            f"ALTER TABLE contact ALTER {column} TYPE bytea "
            f"USING int8send(round({seconds} * 1000000)::bigint)"
        )
    connection, last = op.get_bind(), -1
    some = text("SELECT number, parsed FROM card WHERE number > :last ORDER BY number LIMIT :most")
    update = text("UPDATE card SET parsed = :parsed WHERE number = :number")
    while rows := connection.execute(some, {"last": last, "most": ROWS_AT_ONCE}).all():
        small = [{"number": row.number, "parsed": packed(row.parsed.decode())} for row in rows]
        connection.execute(update, small)
        last = rows[-1].number
