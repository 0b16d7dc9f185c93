"""A PostgreSQL server of the tests' own: in a temporary folder, on a Unix socket."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import psycopg

from cardscan.store.schema import metadata

OWNER = "postgres"
UNPRIVILEGED = "postgres"  # PostgreSQL refuses to run as root; Debian's package makes this user
PATIENCE = 60.0  # seconds until a server must answer
_NUMBERS = count(1)


@dataclass(frozen=True, slots=True)
class Server:
    """A running server."""

    folder: Path  # of its socket

    def url(self, database: str, *, user: str = OWNER) -> str:
        """Return the URL of a database."""
        return f"postgresql://{user}@/{database}?host={self.folder}"

    def run(self, statement: str, *, database: str = "postgres", user: str = OWNER) -> None:
        """Run a statement outside any transaction."""
        with psycopg.connect(self.url(database, user=user), autocommit=True) as connection:
            connection.execute(statement)

    def new_database(self) -> str:
        """Make an empty database and return its name."""
        name = f"contacts{next(_NUMBERS)}"
        self.run(f"CREATE DATABASE {name}")
        return name

    def empty(self, database: str) -> None:
        """Take everything out of a library, guarded or not: quicker than to make another."""
        names = ", ".join((*metadata.tables, "contact_text"))
        self.run(
            f"SET session_replication_role = replica; TRUNCATE {names} RESTART IDENTITY",
            database=database,
        )


@contextmanager
def running_server() -> Iterator[Server]:
    """Start a server that sorts texts in another way than SQLite does."""
    user = UNPRIVILEGED if os.geteuid() == 0 else None
    with tempfile.TemporaryDirectory(prefix="pg-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        if user:
            shutil.chown(folder, user)
        data = folder / "data"
        language = ("--encoding=UTF8", "--locale=C", "--locale-provider=icu", "--icu-locale=ja")
        initdb = [_program("initdb"), "-D", str(data), "-U", OWNER, "-A", "trust", "-N", *language]
        subprocess.run(initdb, user=user, cwd=folder, check=True, capture_output=True)  # noqa: S603
        options = ("fsync=off", "full_page_writes=off", "listen_addresses=", "max_connections=50")
        server = subprocess.Popen(  # noqa: S603
            [_program("postgres"), "-D", str(data), "-k", str(folder)]
            + [word for option in options for word in ("-c", option)],
            user=user,
            cwd=folder,
            stderr=subprocess.DEVNULL,
        )
        try:
            _wait_for(Server(folder))
            yield Server(folder)
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(PATIENCE)


def _program(name: str) -> str:
    """Return a program of PostgreSQL; Debian keeps them apart by version."""
    versions = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), reverse=True)
    found = shutil.which(name) or next(map(str, versions), None)
    assert found, f"{name} is missing. Install it with: apt-get install postgresql"
    return found


def _wait_for(server: Server) -> None:
    end = time.monotonic() + PATIENCE
    while True:
        try:
            server.run("SELECT 1")
        except psycopg.OperationalError:
            if time.monotonic() > end:
                raise
            time.sleep(0.05)
        else:
            return
