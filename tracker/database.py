"""The one door to the database: base class, column types, session and transaction.

SQLite is run as `stack.md` measured it safe: write-ahead log, foreign keys, a busy timeout, and a real BEGIN that is
IMMEDIATE for those who write and deferred for those who read.
"""

import json
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Annotated, Any, cast

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import JSON, BigInteger, DateTime, Enum, Integer, MetaData, String, TypeDecorator, Uuid, event
from sqlalchemy.dialects import postgresql
from sqlalchemy.engine import CursorResult, Dialect, Engine
from sqlalchemy.orm import DeclarativeBase, mapped_column, registry
from sqlalchemy.sql.dml import UpdateBase

from tracker.fiscal_year import FiscalYear

_NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class UtcDateTime(TypeDecorator[datetime]):
    """An instant: refuses naive values, returns aware UTC on every database."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Store UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs its time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return aware UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class FiscalYearColumn(TypeDecorator[FiscalYear]):
    """A fiscal year, stored as its Buddhist year."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: FiscalYear | None, dialect: Dialect) -> int | None:
        """Store the Buddhist year."""
        return None if value is None else value.buddhist_year

    def process_result_value(self, value: int | None, dialect: Dialect) -> FiscalYear | None:
        """Return the fiscal year."""
        return None if value is None else FiscalYear(value)


def _values(enum: type[StrEnum]) -> list[str]:
    return [member.value for member in enum]


def named_enum(enum: type[StrEnum], name: str) -> Enum:
    """Return an enum column type whose CHECK has a name of its own, for a table with two columns of one enum."""
    return Enum(enum, native_enum=False, length=32, create_constraint=True, values_callable=_values, name=name)


PrimaryKey = Annotated[int, mapped_column(primary_key=True)]
Json = JSON().with_variant(postgresql.JSONB(), "postgresql")


class Base(DeclarativeBase):
    """The base of every model."""

    registry = registry(
        metadata=MetaData(naming_convention=_NAMES),
        type_annotation_map={
            datetime: UtcDateTime(),
            FiscalYear: FiscalYearColumn(),
            StrEnum: Enum(StrEnum, native_enum=False, length=32, create_constraint=True, values_callable=_values),
            dict[str, Any]: Json,
            list[Any]: Json,
            list[str]: Json,
            list[int]: Json,
            uuid.UUID: Uuid(),
            str: String(),
            int: Integer().with_variant(BigInteger(), "postgresql"),
        },
    )


db = SQLAlchemy(
    model_class=Base,
    disable_autonaming=True,
    session_options={"expire_on_commit": False},
    engine_options={
        "json_serializer": lambda value: json.dumps(value, ensure_ascii=False),
        "hide_parameters": True,  # The log tells which statement failed, not what people wrote or their passwords.
    },
)

_is_writing: ContextVar[bool] = ContextVar("database_is_writing", default=False)
_is_inside: ContextVar[bool] = ContextVar("database_is_inside_transaction", default=False)


@contextmanager
def transaction() -> Iterator[None]:
    """Commit what happens inside, or nothing of it; opened by doors alone, and refuses to be nested.

    What was read before is let go of first, so that on SQLite the transaction begins as a writer and cannot be refused
    half way.
    """
    if _is_inside.get():
        raise RuntimeError("a transaction is already open: only the outermost caller opens one")
    if db.session.new or db.session.dirty or db.session.deleted:
        raise RuntimeError("something was changed outside a transaction")
    db.session.commit()
    writing, inside = _is_writing.set(True), _is_inside.set(True)
    try:
        yield
        db.session.commit()
    except BaseException:
        db.session.rollback()
        raise
    finally:
        _is_inside.reset(inside)
        _is_writing.reset(writing)


def prepare(engine: Engine) -> None:
    """Make an SQLite engine safe for several processes; other databases need nothing."""
    if engine.dialect.name != "sqlite":
        return
    event.listen(engine, "connect", _on_connect)
    event.listen(engine, "begin", _on_begin)


def _on_connect(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # SQLAlchemy's own BEGIN below replaces the driver's.
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=10000", "foreign_keys=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _on_begin(connection: Any) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE" if _is_writing.get() else "BEGIN")


def rows_changed(statement: UpdateBase) -> int:
    """Run an UPDATE or DELETE and return how many rows it changed."""
    return cast(CursorResult[Any], db.session.execute(statement)).rowcount


def like_contains(text: str) -> str:
    """Return a LIKE pattern for texts that contain `text`, its wildcards made plain."""
    return "%" + text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"


__all__ = [
    "Base",
    "Json",
    "PrimaryKey",
    "UtcDateTime",
    "date",
    "db",
    "like_contains",
    "named_enum",
    "prepare",
    "rows_changed",
    "transaction",
]
