"""Rows of every table as plain JSON values and back, the same from SQLite and from PostgreSQL."""

import uuid
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import Enum as PythonEnum
from typing import Any

from sqlalchemy import JSON, Column, Connection, Date, Enum, Numeric, Table, Uuid, null, select

from tracker.database import Base, UtcDateTime
from tracker.database import FiscalYearColumn as FiscalYearType
from tracker.fiscal_year import FiscalYear

Row = dict[str, Any]

_ROWS_AT_ONCE = 500


def tables() -> list[Table]:
    """Return every table of the application, those that others point at first."""
    return list(Base.metadata.sorted_tables)


def rows_of(table: Table, connection: Connection) -> Iterator[Row]:
    """Return the rows of a table in order of their keys, as JSON can hold them."""
    streaming = connection.execution_options(yield_per=_ROWS_AT_ONCE)
    for row in streaming.execute(select(table).order_by(*table.primary_key.columns)).mappings():
        yield {column.name: _plain(row[column.name]) for column in table.columns}


def values_of(table: Table, row: Mapping[str, Any]) -> Row:
    """Return what a plain row means; raise ValueError when it is none of this table."""
    if set(row) != {column.name for column in table.columns}:
        raise ValueError(f"a row of {table.name} has other columns than expected")
    return {column.name: _value(column, row[column.name]) for column in table.columns}


def own_references(table: Table) -> list[Column[Any]]:
    """Return the columns that point at other rows of the same table."""
    return [column for column in table.columns if any(key.column.table is table for key in column.foreign_keys)]


def _plain(value: object) -> object:
    if isinstance(value, PythonEnum):
        return value.value
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, FiscalYear):
        return value.buddhist_year
    if isinstance(value, Decimal | uuid.UUID):
        return str(value)
    if value is None or isinstance(value, str | int | float | bool | list | dict):
        return value
    raise TypeError(f"{type(value).__name__} has no plain form")


def _value(column: Column[Any], plain: Any) -> object:
    kind = column.type
    if plain is None:
        return null() if isinstance(kind, JSON) else None
    if isinstance(kind, JSON):
        return plain
    if isinstance(kind, UtcDateTime):
        return datetime.fromisoformat(plain)
    if isinstance(kind, Date):
        return date.fromisoformat(plain)
    if isinstance(kind, FiscalYearType):
        return FiscalYear(plain)
    if isinstance(kind, Numeric):
        return Decimal(plain)
    if isinstance(kind, Uuid):
        return uuid.UUID(plain)
    if isinstance(kind, Enum) and kind.enum_class is not None:
        return kind.enum_class(plain)
    expected = kind.python_type
    if type(plain) is not expected:
        raise ValueError(f"{column.table.name}.{column.name} holds {type(plain).__name__}, not {expected.__name__}")
    return plain
