"""Runs the migrations through the application's own database."""

import logging
from typing import Any

from alembic import context
from flask import current_app

import tracker.app  # noqa: F401 (imports every model)

logger = logging.getLogger("alembic.env")


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
        with context.begin_transaction():
            context.run_migrations()


run()
