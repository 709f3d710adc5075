"""The database and the disk of the installation."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import text

from tracker.database import db
from tracker.files import FileStore

_LITTLE_FREE, _VERY_LITTLE_FREE = 2 * 1024**3, 300 * 1024**2


@dataclass(frozen=True)
class Storage:
    """What the installation takes, and how much room is left; sizes in bytes."""

    database_kind: str
    database_size: int
    revision: str
    files: int
    files_size: int
    disk_free: int

    @property
    def is_short(self) -> bool:
        """Tell whether room runs out soon."""
        return self.disk_free < _LITTLE_FREE

    @property
    def is_nearly_full(self) -> bool:
        """Tell whether the next upload may fail."""
        return self.disk_free < _VERY_LITTLE_FREE


def storage(files: FileStore) -> Storage:
    """Measure database, file store and disk."""
    number, size = _measure(files.folder)
    kind = db.engine.dialect.name
    return Storage(
        database_kind={"sqlite": "SQLite", "postgresql": "PostgreSQL"}.get(kind, kind),
        database_size=_database_size(kind),
        revision=revision(),
        files=number,
        files_size=size,
        disk_free=shutil.disk_usage(files.folder).free,
    )


def revision() -> str:
    """Return the revision of the database's schema."""
    return str(db.session.scalar(text("SELECT version_num FROM alembic_version")) or "")


def _database_size(kind: str) -> int:
    if kind == "postgresql":
        return int(db.session.scalar(text("SELECT pg_database_size(current_database())")) or 0)
    pages = db.session.scalar(text("PRAGMA page_count")) or 0
    return int(pages) * int(db.session.scalar(text("PRAGMA page_size")) or 0)


def _measure(folder: Path) -> tuple[int, int]:
    sizes = [entry.stat().st_size for entry in folder.rglob("*") if entry.is_file()]
    return len(sizes), sum(sizes)
