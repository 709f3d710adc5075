"""Backup and restore: everything of record, database and files, in one archive that any of our databases can read.

The archive is a zip of a manifest, one file of JSON lines for each table, and the stored files by their content. What
LINE trusts us with is in it as it is stored, encrypted; the key is not, and must be kept elsewhere. Nothing is ever
unpacked by the name an archive gives it.
"""

import hashlib
import json
import os
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import IO, Any

from sqlalchemy import Connection, Table, bindparam, delete, func, insert, select, text, update
from sqlalchemy.exc import DataError, IntegrityError

from tracker.database import db, transaction
from tracker.errors import NotNow, UnreadableDocument
from tracker.files import FileStore
from tracker.health import queries
from tracker.health.queries import portable
from tracker.people import queries as people_queries

FORMAT = 1
_MANIFEST = "manifest.json"
_NOTE = (
    "The installation's secret key (secret.key, or TRACKER_SECRET_KEY) is not in this archive: keep it elsewhere."
    " With another key everything but the LINE channels' secrets can be restored; those must be entered again."
)
_ROWS_AT_ONCE = 500
_LONGEST_MANIFEST = 64 * 1024 * 1024
_LONGEST_LINE = 64 * 1024 * 1024
_LARGEST_FILE = 256 * 1024 * 1024
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    ValueError,
    KeyError,
    TypeError,
    AttributeError,
    NotImplementedError,
    RuntimeError,
)
"""What reading a broken or hostile package, manifest or row may raise."""


@dataclass(frozen=True)
class Counts:
    """How much an archive holds."""

    rows: int
    files: int


def back_up(path: Path, *, files: FileStore, at: datetime) -> Counts:
    """Write everything of record into an archive; a failure leaves what stood at `path` before."""
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)  # It holds personal data.
        with os.fdopen(descriptor, "wb") as written:
            with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
                counts = _write(archive, files, at)
            written.flush()
            os.fsync(written.fileno())
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
    return counts


def restore(path: Path, *, files: FileStore) -> Counts:
    """Read an archive into an empty, migrated installation: the whole of it, or nothing."""
    try:
        with zipfile.ZipFile(path) as archive:
            manifest = _checked(archive)
            return _read(archive, manifest, files)
    except (IntegrityError, DataError) as error:
        raise UnreadableDocument(_damaged("ข้อมูลในไฟล์ขัดกันเอง (rows contradict each other)")) from error
    except _DAMAGED as error:
        raise UnreadableDocument(_damaged(str(error))) from error


def _write(archive: zipfile.ZipFile, files: FileStore, at: datetime) -> Counts:
    with _snapshot() as connection:
        tables = {table.name: _write_table(archive, table, connection) for table in portable.tables()}
        revision = str(connection.scalar(text("SELECT version_num FROM alembic_version")))
    # Files are read after the rows: whatever a row of the snapshot points at was stored before it.
    kept = {key: _write_file(archive, key, files.content(key)) for key in files.keys()}  # noqa: SIM118 (not a mapping)
    manifest = {
        "format": FORMAT,
        "program": version("ita-measure-tracker"),
        "revision": revision,
        "made_at": at.isoformat(),
        "note": _NOTE,
        "tables": tables,
        "files": kept,
    }
    archive.writestr(_MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1))
    return _counts(manifest)


def _snapshot() -> Connection:
    """Return a connection that sees one instant of the database until it is closed."""
    connection = db.engine.connect()
    if connection.dialect.name == "postgresql":
        return connection.execution_options(isolation_level="REPEATABLE READ")
    return connection  # A read transaction of SQLite sees what was committed when it began.


def _write_table(archive: zipfile.ZipFile, table: Table, connection: Connection) -> dict[str, Any]:
    rows, digest = 0, hashlib.sha256()
    with archive.open(_table_name(table), "w", force_zip64=True) as entry:
        for row in portable.rows_of(table, connection):
            line = json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
            digest.update(line)
            entry.write(line)
            rows += 1
    return {"rows": rows, "sha256": digest.hexdigest()}


def _write_file(archive: zipfile.ZipFile, key: str, content: bytes) -> int:
    archive.writestr(_file_name(key), content)
    return len(content)


def _checked(archive: zipfile.ZipFile) -> dict[str, Any]:
    """Return the manifest of an archive that is whole and fits this installation; nothing is changed meanwhile."""
    if archive.getinfo(_MANIFEST).file_size > _LONGEST_MANIFEST:
        raise ValueError("the manifest is too long")
    manifest: dict[str, Any] = json.loads(archive.read(_MANIFEST))
    if manifest["format"] != FORMAT:
        raise NotNow(f"ไฟล์สำรองเป็นรูปแบบ {manifest['format']} โปรแกรมรุ่นนี้อ่านได้เฉพาะรูปแบบ {FORMAT} กรุณาใช้โปรแกรมรุ่นที่ตรงกัน")
    if manifest["revision"] != queries.revision():
        raise NotNow(
            f"ไฟล์สำรองมาจากโครงสร้างข้อมูลรุ่น {manifest['revision']} แต่ระบบนี้เป็นรุ่น {queries.revision()}"
            f" กรุณาติดตั้งโปรแกรมรุ่น {manifest['program']} กู้คืนก่อน แล้วจึงปรับรุ่น"
        )
    expected = {_MANIFEST, *map(_table_name, portable.tables()), *map(_file_name, manifest["files"])}
    found = archive.namelist()
    if sorted(found) != sorted(expected):
        strange = sorted(set(found) ^ expected)[:3] or ["the same entry twice"]
        raise ValueError(f"unexpected or missing: {', '.join(strange)}")
    for table in portable.tables():
        _check_table(archive, table, manifest["tables"][table.name])
    for key, size in manifest["files"].items():
        _content(archive, key, size)
    return manifest


def _check_table(archive: zipfile.ZipFile, table: Table, told: dict[str, Any]) -> None:
    rows, digest = 0, hashlib.sha256()
    for line in _lines(archive, table):
        digest.update(line)
        rows += 1
    if (rows, digest.hexdigest()) != (told["rows"], told["sha256"]):
        raise ValueError(f"the rows of {table.name} are not those that were written")


def _content(archive: zipfile.ZipFile, key: str, size: int) -> bytes:
    entry = archive.getinfo(_file_name(key))
    if entry.file_size != size or size > _LARGEST_FILE:
        raise ValueError(f"the file {key[:12]} has another size than was written")
    content = archive.read(entry)
    if hashlib.sha256(content).hexdigest() != key:
        raise ValueError(f"the file {key[:12]} is not what was written")
    return content


def _read(archive: zipfile.ZipFile, manifest: dict[str, Any], files: FileStore) -> Counts:
    with transaction():
        if people_queries.governments():
            raise NotNow("ระบบนี้มีข้อมูลหน่วยงานอยู่แล้ว จึงไม่กู้คืนทับ กรุณากู้คืนลงในระบบที่ติดตั้งใหม่ (TRACKER_HOME อื่น)")
        for table in reversed(portable.tables()):
            db.session.execute(delete(table))  # What an idle installation writes by itself, such as runs of jobs.
        for table in portable.tables():
            _read_table(archive, table)
        for key, size in manifest["files"].items():
            files.keep(_content(archive, key, size))
        _set_sequences()
    db.session.expire_all()
    return _counts(manifest)


def _read_table(archive: zipfile.ZipFile, table: Table) -> None:
    """Insert the rows of a table; where they point at one another they learn of it once all are there."""
    pointing = portable.own_references(table)
    batch: list[portable.Row] = []
    later: list[portable.Row] = []
    for line in _lines(archive, table):
        row = portable.values_of(table, json.loads(line))
        if any(row[column.name] is not None for column in pointing):
            later.append({f"new_{column.name}": row[column.name] for column in pointing} | {"of": row["id"]})
            row |= {column.name: None for column in pointing}
        batch.append(row)
        if len(batch) >= _ROWS_AT_ONCE:
            db.session.execute(insert(table), batch)
            batch = []
    if batch:
        db.session.execute(insert(table), batch)
    if later:
        changes: dict[str, object] = {column.name: bindparam(f"new_{column.name}") for column in pointing}
        db.session.connection().execute(update(table).where(table.c.id == bindparam("of")).values(changes), later)


def _set_sequences() -> None:
    """Let PostgreSQL count on from the highest key of each table."""
    if db.engine.dialect.name != "postgresql":
        return
    for table in portable.tables():
        key = table.autoincrement_column
        if key is None:
            continue
        highest = db.session.scalar(select(func.max(key)))
        sequence = db.session.scalar(select(func.pg_get_serial_sequence(table.name, key.name)))
        if highest is not None and sequence is not None:
            db.session.execute(select(func.setval(sequence, highest)))


def _lines(archive: zipfile.ZipFile, table: Table) -> Iterator[bytes]:
    entry: IO[bytes]
    with archive.open(_table_name(table)) as entry:
        while line := entry.readline(_LONGEST_LINE):
            if not line.endswith(b"\n"):
                raise ValueError(f"a row of {table.name} does not end")
            yield line


def _counts(manifest: dict[str, Any]) -> Counts:
    return Counts(sum(table["rows"] for table in manifest["tables"].values()), len(manifest["files"]))


def _table_name(table: Table) -> str:
    return f"tables/{table.name}.jsonl"


def _file_name(key: str) -> str:
    return f"files/{key}"


def _damaged(reason: str) -> str:
    return f"ไฟล์สำรองเสียหายหรือไม่ใช่ไฟล์สำรองของระบบนี้ ไม่มีข้อมูลใดถูกเปลี่ยน ({reason})"
