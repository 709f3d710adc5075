"""Commands that look after an installation: schema, backup, restore, check."""

import sys
from pathlib import Path

import click
import flask_migrate

from config import from_process
from tracker import clock
from tracker.cli.door import application, bare_application, install_queue
from tracker.health import archive
from tracker.health import queries as health_queries
from tracker.web.machinery import machinery


@click.command()
def migrate() -> None:
    """Bring the database to the newest schema."""
    with bare_application() as app:
        flask_migrate.upgrade()
        install_queue(app)
    click.echo("The database has the newest schema.")


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def backup(file: Path) -> None:
    """Write everything of record, database and files, into the archive FILE."""
    with application():
        counts = archive.back_up(file, files=machinery().files, at=clock.now())
    click.echo(f"Wrote {file}: {counts.rows} rows, {counts.files} files. Keep secret.key of TRACKER_HOME elsewhere.")


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def restore(file: Path) -> None:
    """Read an archive written by `tracker backup` into this installation, which must still be empty."""
    with bare_application():
        flask_migrate.upgrade()
        counts = archive.restore(file, files=machinery().files)
    click.echo(f"Restored {counts.rows} rows and {counts.files} files from {file}.")


@click.command()
def check() -> None:
    """Check settings and machinery, one line each; exit 1 when something must be mended."""
    config = from_process()
    click.echo(f"ok    settings      home {config.home}, pages at {config.base_url}")
    failed = False
    with application():
        for finding in health_queries.findings(at=clock.now(), machinery=machinery()):
            click.echo(f"{finding.verdict.word:<5} {finding.name:<13} {finding.text}")
            failed = failed or finding.verdict.is_bad
    if failed:
        sys.exit(1)


commands = (migrate, backup, restore, check)
