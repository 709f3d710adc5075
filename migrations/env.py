"""Runs the migrations through the application's own database."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from alembic import context
from flask import current_app
from sqlalchemy.engine import Connection

import tracker.app  # noqa: F401 (imports every model)

logger = logging.getLogger("alembic.env")


@contextmanager
def _tables_may_be_copied(connection: Connection) -> Iterator[None]:
    """Let SQLite drop a table others refer to, as copying it does; afterwards every reference must hold.

    Foreign keys can only be switched outside a transaction (SQLite, "PRAGMA foreign_keys").
    """
    if connection.dialect.name != "sqlite":
        yield
        return
    plain: Any = connection.connection.dbapi_connection
    plain.execute("PRAGMA foreign_keys=OFF")
    yield
    broken = plain.execute("PRAGMA foreign_key_check").fetchall()
    plain.execute("PRAGMA foreign_keys=ON")
    if broken:
        raise RuntimeError(f"rows refer to what is not there: {broken[:5]}")


def run() -> None:
    """Migrate over one connection; an SQLite table is changed by copying it (batch mode)."""
    database = current_app.extensions["migrate"].db

    def without_empty_revisions(_context: Any, _revision: Any, directives: list[Any]) -> None:
        if getattr(context.config.cmd_opts, "autogenerate", False) and directives[0].upgrade_ops.is_empty():
            directives.clear()

    with database.engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=database.metadatas[None],
            render_as_batch=True,
            compare_type=True,
            process_revision_directives=without_empty_revisions,
        )
        with _tables_may_be_copied(connection), context.begin_transaction():
            context.run_migrations()


run()
