"""A library on PostgreSQL, for people who work together."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import platformdirs
from sqlalchemy import URL, Connection, Engine, create_engine, inspect, make_url, select, text
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError

from cardscan.errors import LibraryError, LibraryLocked
from cardscan.language import _
from cardscan.store.copying import AT_ONCE, copy_rows
from cardscan.store.images import Pictures
from cardscan.store.postgres_roles import give_roles, grant_rights, make_roles
from cardscan.store.postgres_schema import GUARDS, establish, place_set, set_place, unguard
from cardscan.store.remote import place_at
from cardscan.store.schema import APPLICATION_ID, HEAD, change, metadata
from cardscan.store.sqlite import SqliteDatabase
from cardscan.store.upgrading import upgrade, version_of

SCHEMES = ("postgresql:", "postgresql+", "postgres:")
PICTURES = "images"  # of the URL: where the pictures lie

_WORDS = {  # https://www.postgresql.org/docs/15/errcodes-appendix.html
    "25006": "can only be read at this address. Name the server that takes changes",
    "28": "does not let you in. Check user and password",
    "3D": "does not exist. Make it with: createdb NAME",
    "42501": "refuses: your role has no right to do this. Ask its owner for another role",
    "53100": "has no room left on its disk. What was filed before is kept",
    "57": "is starting or stopping. Try again in a moment",
    "XX": "is damaged. Restore it from a backup",
}


class PostgresDatabase:
    """The database of a library on a server."""

    guards = GUARDS

    def __init__(self, url: str, *, wait: float) -> None:
        """Connect, and make the tables where there are none; raise LibraryError."""
        self._url, pictures = _parsed(url)
        self.name = self._url.render_as_string(hide_password=True)
        self.engine = _engine(self._url, wait)
        try:
            with self.errors():
                self._upgrade(pictures)
                pictures = pictures or self._known_place()
            self.pictures = Pictures(place_at(pictures))
        except LibraryError:
            self.engine.dispose()
            raise

    @contextmanager
    def errors(self) -> Iterator[None]:
        """Turn the database's errors into ours, naming the library and what to do."""
        try:
            yield
        except DBAPIError as error:
            raise self._library_error(error) from error

    def _library_error(self, error: DBAPIError) -> LibraryError:
        state = getattr(error.orig, "sqlstate", None) or _state_told_in(str(error.orig))
        if state in {"55P03", "40P01"}:
            return LibraryLocked(
                _(
                    "The library {name} is in use by another program. Try again when it has "
                    "finished."
                ).format(name=self.name)
            )
        for start, words in _WORDS.items():
            if state.startswith(start):
                return LibraryError(
                    _("The library {name} {words}.").format(name=self.name, words=words)
                )
        if isinstance(error, OperationalError) and not state:
            return LibraryError(
                _(
                    "The library {name} cannot be reached. Does the server run, and is the "
                    "address right?"
                ).format(name=self.name)
            )
        state = state or type(error.orig).__name__
        # what the server says beside this may quote a card
        return LibraryError(
            _("The library {name} cannot be used: PostgreSQL says {state}.").format(
                name=self.name, state=state
            )
        )

    def begin_writing(self, connection: Connection) -> None:
        """Start a transaction that holds the writer's place until its end."""
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({APPLICATION_ID})")

    def begin_reading(self, connection: Connection) -> None:
        """Start a transaction that sees one moment of the library, whatever others write."""
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")

    def _upgrade(self, pictures: str | None) -> None:
        with self.engine.connect() as connection:
            if version_of(connection) == HEAD:
                return
            self.begin_writing(connection)
            version = version_of(connection)
            if version == HEAD:
                return
            self._check_owner(connection, version)
            upgrade(connection, self.name, establish)
            if version is None:
                set_place(connection, pictures or self._own_folder())
            connection.commit()

    def _known_place(self) -> str:
        with self.engine.connect() as connection:
            return place_set(connection) or self._own_folder()

    def _own_folder(self) -> str:
        """Return where pictures lie when nobody says it: right for one, not for a team."""
        return str(platformdirs.user_data_path("cardscan") / f"{self._url.database}.images")

    def _check_owner(self, connection: Connection, version: str | None) -> None:
        """Refuse what is no library; a database in another encoding would lose names."""
        tables = set(inspect(connection).get_table_names())
        if (version is None and tables) or (version and not tables >= {"contact", "change"}):
            raise LibraryError(
                _(
                    "{name} is the database of another program. Name another; this one was "
                    "left as it is."
                ).format(name=self.name)
            )
        if connection.exec_driver_sql("SHOW server_encoding").scalar() != "UTF8":
            raise LibraryError(
                _("{name} is not in UTF-8. Make it anew: createdb -E UTF8 NAME").format(
                    name=self.name
                )
            )

    def damages(self, _connection: Connection) -> Iterator[str]:
        """Return nothing: PostgreSQL checks keys as they are written and pages as they are read."""
        return iter(())

    def leftovers(self) -> Iterator[str]:
        """Return nothing: here nothing is ever converted."""
        return iter(())

    def triggers(self, connection: Connection) -> set[str]:
        """Return the names of the triggers that are in force."""
        enabled = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'"
        return set(connection.exec_driver_sql(enabled).scalars())

    def give_roles(self, members: Sequence[tuple[str, str]]) -> None:
        """Make the three roles and let users have them; raise UsageError, LibraryError."""
        with self.errors(), self.engine.connect() as connection:
            self.begin_writing(connection)
            make_roles(connection)
            grant_rights(connection)
            give_roles(connection, members)
            connection.commit()

    def sweep(self) -> None:
        """Write the tables anew without the rows that were deleted; only the owner may."""
        tables = ", ".join((*metadata.tables, "contact_text"))
        alone = self.engine.execution_options(isolation_level="AUTOCOMMIT")
        with self.errors(), alone.connect() as connection:
            connection.exec_driver_sql(f"VACUUM FULL {tables}")

    def write_snapshot(self, path: Path) -> SqliteDatabase:
        """Write the library as it is at this moment into a new SQLite file."""
        snapshot = SqliteDatabase(path, wait=0)
        with self.errors(), self.engine.connect() as source, snapshot.engine.connect() as target:
            self.begin_reading(source)
            snapshot.begin_writing(target)
            with snapshot.errors():
                copy_rows(source.execution_options(yield_per=AT_ONCE), target)
                target.commit()
        return snapshot

    def is_empty(self) -> bool:
        """Say whether nothing was ever filed."""
        with self.errors(), self.engine.connect() as connection:
            return connection.execute(select(change.c.id).limit(1)).first() is None

    def take_over(self, snapshot: SqliteDatabase) -> None:
        """Become what a snapshot is, in one transaction; only the owner may."""
        names = ", ".join((*metadata.tables, "contact_text"))
        with self.errors(), self.engine.connect() as target, snapshot.engine.connect() as source:
            self.begin_writing(target)
            unguard(target)
            target.execute(text(f"TRUNCATE {names} RESTART IDENTITY"))
            copy_rows(source.execution_options(yield_per=AT_ONCE), target)
            establish(target)
            target.commit()


def _state_told_in(message: str) -> str:
    """Return why a connection was refused: that comes in words alone, before there is a session."""
    told = (("database .* does not exist", "3D"), ("authentication|role .* does not exist", "28"))
    return next((state for words, state in told if re.search(words, message)), "")


def _parsed(url: str) -> tuple[URL, str | None]:
    """Return what the driver needs, and where the pictures lie if the URL says it."""
    try:
        parsed = make_url(url.replace("postgres:", "postgresql:", 1))
    except ArgumentError as error:
        raise LibraryError(
            _("The library's URL cannot be read. Write postgresql://USER@HOST/DATABASE.")
        ) from error
    places = parsed.query.get(PICTURES)
    parsed = parsed.difference_update_query([PICTURES]).set(drivername="postgresql")
    return parsed, places if isinstance(places, str) else None


def _engine(url: URL, wait: float) -> Engine:
    milliseconds = max(1, round(wait * 1000))  # 0 would wait for ever
    try:
        return create_engine(
            url,
            max_overflow=-1,
            connect_args={
                "connect_timeout": 10,
                "options": f"-c lock_timeout={milliseconds} -c timezone=UTC",
                "application_name": "cardscan",
            },
        )
    except ModuleNotFoundError as error:
        raise LibraryError(
            _("Libraries on PostgreSQL need one more package: pip install 'cardscan[team]'")
        ) from error
