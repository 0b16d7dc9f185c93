"""Run migrations on the connection that the library opened; Alembic loads this file itself."""

from alembic import context

from cardscan.store.schema import metadata

if __name__ == "env_py":  # the name that Alembic gives it: an import for its own sake runs nothing
    context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
    context.run_migrations()
