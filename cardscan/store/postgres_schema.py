"""What a library on PostgreSQL has beside the tables that the migrations make.

All of it is made anew after every migration: the text index, the order of texts, the triggers that
guard the log, and the rights of the three roles.
"""

from sqlalchemy import Connection, text

from cardscan.store.postgres_roles import grant_rights
from cardscan.store.schema import LOG, change, change_part

DEEDS = ("update", "delete", "truncate")
GUARDS = frozenset(f"{table.name}_no_{deed}" for table in LOG for deed in DEEDS) | {"change_signed"}
"""The triggers that keep the log as it was written."""

ROLES = ("reader", "editor", "owner")

TEXT_INDEX = """
CREATE TABLE IF NOT EXISTS contact_text (rowid integer PRIMARY KEY, words tsvector NOT NULL);
CREATE INDEX IF NOT EXISTS contact_text_words ON contact_text USING gin (words);
ALTER INDEX contact_text_words SET (gin_pending_list_limit = 256);
"""
"""Each search reads what is not sorted into the index yet: 256 kB at most, not 4 MB."""

SETTINGS = """
CREATE TABLE IF NOT EXISTS setting (name text PRIMARY KEY, value text NOT NULL);
"""
PLACE = "pictures"  # the setting that says where they lie

BYTE_ORDER = """
DO $$
DECLARE one record;
BEGIN
    FOR one IN SELECT attrelid::regclass AS place, attname, format_type(atttypid, atttypmod) AS kind
        FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
        WHERE relkind = 'r' AND relnamespace = current_schema::regnamespace AND attnum > 0
        AND NOT attisdropped AND attcollation = 'default'::regcollation
    LOOP
        EXECUTE format('ALTER TABLE %s ALTER %I TYPE %s COLLATE "C"',
            one.place, one.attname, one.kind);
    END LOOP;
END $$;
"""
"""Texts are sorted by their bytes, as SQLite does, whatever language the server speaks."""

GUARD = """
CREATE OR REPLACE FUNCTION refuse_to_alter_log() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the log is append-only' USING ERRCODE = 'restrict_violation';
END $$;

CREATE OR REPLACE FUNCTION sign_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.who := session_user;
    NEW.id := (SELECT coalesce(max(id), 0) + 1 FROM change);  -- a sequence leaves gaps
    RETURN NEW;
END $$;
DROP TRIGGER IF EXISTS change_signed ON change;
CREATE TRIGGER change_signed BEFORE INSERT ON change FOR EACH ROW EXECUTE FUNCTION sign_change();

CREATE OR REPLACE FUNCTION holds_nothing_new(now text, before text) RETURNS boolean
LANGUAGE sql IMMUTABLE AS $$
    SELECT NOT EXISTS (SELECT key, value::text FROM json_each(now::json)
        EXCEPT SELECT key, value::text FROM json_each(before::json))
$$;

CREATE OR REPLACE FUNCTION is_forgotten(number integer) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (SELECT FROM change_contact JOIN change AS forgetting
        ON forgetting.contact = change_contact.contact AND forgetting.verb = 'forget'
        WHERE change_contact.change = number)
$$;
"""
"""The log cannot be altered, but an entry may lose what a forgotten person was in it."""

FORGETTING = {
    change.name: """(NEW.id, NEW.at, NEW.who, NEW.verb, NEW.contact, NEW.undoes)
        IS NOT DISTINCT FROM (OLD.id, OLD.at, OLD.who, OLD.verb, OLD.contact, OLD.undoes)
        AND NEW.summary IN (OLD.summary, 'forgotten')
        AND holds_nothing_new(NEW.before, OLD.before)
        AND holds_nothing_new(NEW.after, OLD.after) AND is_forgotten(OLD.id)""",
    change_part.name: """(NEW.change, NEW.number) IS NOT DISTINCT FROM (OLD.change, OLD.number)
        AND holds_nothing_new(NEW.before, OLD.before)
        AND holds_nothing_new(NEW.after, OLD.after) AND is_forgotten(OLD.change)""",
}
"""What an update of a table of the log may do."""


def establish(connection: Connection) -> None:
    """Make what is not there and replace what is, in the transaction at hand."""
    connection.execute(text(TEXT_INDEX))
    connection.execute(text(SETTINGS))
    connection.execute(text(BYTE_ORDER))
    connection.execute(text(GUARD))
    for table in LOG:
        for deed in DEEDS:
            _guard(connection, table.name, deed)
    grant_rights(connection)


def _guard(connection: Connection, table: str, deed: str) -> None:
    name = f"{table}_no_{deed}"
    each = "STATEMENT" if deed == "truncate" else "ROW"
    when = f"WHEN (NOT ({FORGETTING.get(table, 'false')}))" if deed == "update" else ""
    connection.execute(text(f"DROP TRIGGER IF EXISTS {name} ON {table}"))
    connection.execute(
        text(
            f"CREATE TRIGGER {name} BEFORE {deed.upper()} ON {table} FOR EACH {each} {when} "
            "EXECUTE FUNCTION refuse_to_alter_log()"
        )
    )


def place_set(connection: Connection) -> str | None:
    """Return the path or URL of the pictures."""
    known = text("SELECT value FROM setting WHERE name = :name")
    place: str | None = connection.scalar(known, {"name": PLACE})
    return place


def set_place(connection: Connection, place: str) -> None:
    """Let everybody who opens the library look for its pictures there."""
    connection.execute(
        text(
            "INSERT INTO setting VALUES (:name, :place) "
            "ON CONFLICT (name) DO UPDATE SET value = :place"
        ),
        {"name": PLACE, "place": place},
    )


def unguard(connection: Connection) -> None:
    """Let the log be replaced as a whole, until ``establish`` guards it again."""
    for table in LOG:
        connection.execute(text(f"ALTER TABLE {table.name} DISABLE TRIGGER USER"))
