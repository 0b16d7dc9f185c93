"""Connections to the database: to read from, and to write in one transaction."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection

from cardscan.store.database import Database


class Sessions:
    """Opens a connection for each verb; what a thread does while it writes is one transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._local = threading.local()

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a transaction that is kept when the block ends well; inside another, part of it.

        Raise LibraryError, LibraryLocked when another writer takes too long.
        """
        held: Connection | None = getattr(self._local, "connection", None)
        if held is not None:
            with held.begin_nested():  # a verb that fails leaves nothing, whoever catches it
                yield held
            return
        with self._database.errors(), self._database.engine.connect() as connection:
            self._database.begin_writing(connection)
            self._local.connection = connection
            try:
                yield connection
                connection.commit()
            finally:
                self._local.connection = None

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection to read from; it sees what this thread writes.

        Raise LibraryError.
        """
        held: Connection | None = getattr(self._local, "connection", None)
        if held is not None:
            yield held
            return
        with self._database.errors(), self._database.engine.connect() as connection:
            yield connection
