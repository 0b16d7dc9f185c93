"""Bring the schema of a library up to date, by Alembic."""

from collections.abc import Callable

from sqlalchemy import Connection, inspect, text

from cardscan.errors import LibraryTooNew
from cardscan.language import _


def version_of(connection: Connection) -> str | None:
    """Return the version of the schema; None where there is no library yet."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    version: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return version


def upgrade(connection: Connection, name: str, establish: Callable[[Connection], None]) -> None:
    """Run the missing migrations in the transaction at hand and compute anew what follows.

    ``establish`` makes what only this database has. Raise LibraryTooNew. Alembic is loaded only
    now, it takes half a second.
    """
    from alembic import command  # noqa: PLC0415 - see above
    from alembic.config import Config  # noqa: PLC0415
    from alembic.script import ScriptDirectory  # noqa: PLC0415

    from cardscan.store.summary import recompute  # noqa: PLC0415

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", "cardscan.store:migrations")
    version = version_of(connection)
    known = {step.revision for step in ScriptDirectory.from_config(config).walk_revisions()}
    if version is not None and version not in known:
        raise LibraryTooNew(
            _(
                "The library {name} was made by a newer cardscan (schema {version}). "
                "Update cardscan; the library was left as it is."
            ).format(name=name, version=version)
        )
    command.upgrade(config, "head")
    establish(connection)
    if version is not None:
        recompute(connection)
