"""Who may do what in a library on PostgreSQL, said to the server itself.

A reader sees everything, an editor changes what the log can take back, an owner may do the rest:
forget somebody, restore a backup, bring the schema up to date, and give roles.
"""

from collections.abc import Iterable

from sqlalchemy import Connection, text

from cardscan.errors import UsageError
from cardscan.language import _
from cardscan.store.schema import LOG, metadata

ROLES = ("reader", "editor", "owner")  # each may do what those before may
TEXT_INDEX = "contact_text"
ONLY_READ = ("alembic_version", "setting")
FUNCTIONS = (
    "refuse_to_alter_log()",
    "sign_change()",
    "is_forgotten(integer)",
    "holds_nothing_new(text, text)",
)


def make_roles(connection: Connection) -> None:
    """Make the three roles of this database, and give the tables to the owner."""
    database = _database(connection)
    for role in ROLES:
        if not _exists(connection, f"{database}_{role}"):
            _run(connection, f"CREATE ROLE {_quoted(connection, f'{database}_{role}')} NOLOGIN")
    reader, editor, owner = (_quoted(connection, f"{database}_{role}") for role in ROLES)
    _run(connection, f"GRANT {reader} TO {editor}")
    _run(connection, f"GRANT {editor} TO {owner}")
    _run(connection, f"GRANT {owner} TO SESSION_USER")
    _run(connection, f"GRANT CREATE, USAGE ON SCHEMA public TO {owner}")


def grant_rights(connection: Connection) -> None:
    """Say what each role may do with each table, if there are roles; new tables need it too."""
    database = _database(connection)
    if not _exists(connection, f"{database}_owner"):
        return
    reader, editor, owner = (_quoted(connection, f"{database}_{role}") for role in ROLES)
    logs = {table.name for table in LOG}
    for table in (*metadata.tables, TEXT_INDEX, *ONLY_READ):
        _run(connection, f"ALTER TABLE {table} OWNER TO {owner}")
        _run(connection, f"GRANT SELECT ON {table} TO {reader}")
        if table in logs:
            _run(connection, f"GRANT INSERT ON {table} TO {editor}")
        elif table not in ONLY_READ:
            _run(connection, f"GRANT INSERT, UPDATE, DELETE ON {table} TO {editor}")
    for function in FUNCTIONS:
        _run(connection, f"ALTER FUNCTION {function} OWNER TO {owner}")
    _run(connection, f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {editor}")


def give_roles(connection: Connection, members: Iterable[tuple[str, str]]) -> None:
    """Let users of the server have roles; raise UsageError for a role or a user that is none."""
    database = _database(connection)
    for user, role in members:
        if role not in ROLES:
            raise UsageError(
                _("There is no role '{role}'. Known: {roles}.").format(
                    role=role, roles=", ".join(ROLES)
                )
            )
        if not _exists(connection, user):
            raise UsageError(
                _("The server has no user '{user}'. Make it with: createuser {user}").format(
                    user=user
                )
            )
        group = _quoted(connection, f"{database}_{role}")
        _run(connection, f"GRANT {group} TO {_quoted(connection, user)}")


def _database(connection: Connection) -> str:
    return str(connection.exec_driver_sql("SELECT current_database()").scalar())


def _exists(connection: Connection, role: str) -> bool:
    known = text("SELECT 1 FROM pg_roles WHERE rolname = :role")
    return connection.scalar(known, {"role": role}) is not None


def _quoted(connection: Connection, name: str) -> str:
    return connection.dialect.identifier_preparer.quote_identifier(name)


def _run(connection: Connection, statement: str) -> None:
    connection.execute(text(statement.replace(":", "\\:")))
