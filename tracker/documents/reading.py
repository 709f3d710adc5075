"""What the reader found in one document, as plain values: the shape that docs/reading.md describes.

A value the document does not state is None or empty, never a guess; what is doubtful is a flag.
"""

import dataclasses
import types
import typing
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Literal

Severity = Literal["error", "warn", "info"]
Recurrence = Literal["monthly", "quarterly", "half_yearly"]
DocumentType = Literal["analysis_with_measures", "memo_with_measures", "year_end_result_report", "other"]
FindingKind = Literal["weakness", "strength"]
Day = date


@dataclass(frozen=True)
class ReadSpan:
    """One occurrence of a period that names several."""

    start: date
    end: date


@dataclass(frozen=True)
class ReadQuotedScore:
    """A score of an indicator as a measure's row quotes it."""

    indicator: int
    score: Decimal


@dataclass(frozen=True)
class ReadMeasure:
    """One measure of the table, as printed."""

    seq: int
    title: str
    source_lines: tuple[int, ...] = ()
    source_text: str = ""
    kind: str | None = None
    analysis: str | None = None
    steps: tuple[str, ...] = ()
    indicators: tuple[int, ...] = ()
    quoted_scores: tuple[ReadQuotedScore, ...] = ()
    item_refs: tuple[str, ...] = ()
    period_raw: str | None = None
    start: date | None = None
    end: date | None = None
    recurrence: Recurrence | None = None
    periods: tuple[ReadSpan, ...] = ()
    owners_raw: str | None = None
    owners: tuple[str, ...] = ()
    monitoring: str | None = None
    result: tuple[str, ...] = ()
    outcome: tuple[str, ...] = ()


@dataclass(frozen=True)
class ReadIndicator:
    """One row of the score table."""

    no: int
    name: str
    name_in_table: str | None = None
    score: Decimal | None = None


@dataclass(frozen=True)
class ReadFinding:
    """One weakness or strength the analysis states."""

    kind: FindingKind | None
    text: str
    code: str | None = None
    indicator: int | None = None
    refs: tuple[str, ...] = ()
    score: Decimal | None = None


@dataclass(frozen=True)
class ReadMemo:
    """The head of a บันทึกข้อความ."""

    from_unit: str | None = None
    ref_no: str | None = None
    date: Day | None = None
    subject: str | None = None
    to: str | None = None


@dataclass(frozen=True)
class ReadFlag:
    """Something a person must look at; `measure_seq` names the measure it is about, if it is about one."""

    severity: Severity
    kind: str
    message: str
    line: int | None = None
    where: str = ""
    raw: str | None = None
    expected: str | None = None
    measure_seq: int | None = None
    measure_seqs: tuple[int, ...] = ()
    """The measures it is about where one thing is wrong with several, such as a form without a column of periods."""


@dataclass(frozen=True)
class ReadTable:
    """A table as its columns were understood, for a person who knows better; `place` counts the document's tables."""

    place: int
    headings: tuple[str, ...] = ()
    sample: tuple[tuple[str, ...], ...] = ()
    columns: dict[str, int] = dataclasses.field(default_factory=dict)
    is_measures: bool = False
    is_doubtful: bool = False


@dataclass(frozen=True)
class ReadRepair:
    """A damaged place of the text and the letters around it: as read, and as mended or as it should perhaps be.

    Where nobody knows what stood there, `repaired` is None. Equal places of one line are counted.
    """

    kind: str
    line: int | None
    raw: str
    repaired: str | None
    count: int = 1
    is_applied: bool = True


@dataclass(frozen=True)
class PrintedScores:
    """The scores of the instruments as the document prints them."""

    IIT: Decimal | None = None
    EIT: Decimal | None = None
    EIT_part1: Decimal | None = None
    EIT_part2: Decimal | None = None
    OIT: Decimal | None = None


@dataclass(frozen=True)
class DerivedScores:
    """The scores of the instruments computed from the indicators."""

    IIT: Decimal | None = None
    EIT: Decimal | None = None
    OIT: Decimal | None = None


@dataclass(frozen=True)
class Reading:
    """Everything the reader found in one document."""

    doc_type: DocumentType
    organisation: str | None = None
    organisation_type: str | None = None
    organisation_aliases: tuple[str, ...] = ()
    district: str | None = None
    province: str | None = None
    fiscal_year: int | None = None
    measures_fiscal_year: int | None = None
    overall_score: Decimal | None = None
    grade: str | None = None
    history: dict[int, Decimal] = dataclasses.field(default_factory=dict)
    instrument_scores: PrintedScores = PrintedScores()
    instrument_scores_derived: DerivedScores = DerivedScores()
    indicators: tuple[ReadIndicator, ...] = ()
    findings: tuple[ReadFinding, ...] = ()
    measures: tuple[ReadMeasure, ...] = ()
    memo: ReadMemo | None = None
    flags: tuple[ReadFlag, ...] = ()
    tables: tuple[ReadTable, ...] = ()
    repairs: tuple[ReadRepair, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return the reading as JSON values: dates as ISO text, scores as numbers."""
        plain: dict[str, Any] = _to_json(self)
        return plain

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> "Reading":
        """Build the reading that `as_json` wrote."""
        reading: Reading = _from_json(cls, values)
        return reading


def _to_json(value: Any) -> Any:
    if dataclasses.is_dataclass(value):
        return {field.name: _to_json(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, tuple):
        return [_to_json(item) for item in value]
    if isinstance(value, dict):
        return {str(key): _to_json(item) for key, item in value.items()}
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, date):
        return value.isoformat()
    return value


def _from_json(kind: Any, value: Any) -> Any:
    if value is None:
        return None
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin in {types.UnionType, typing.Union}:
        return _from_json(next(choice for choice in arguments if choice is not type(None)), value)
    if origin is tuple:
        return tuple(_from_json(arguments[0], item) for item in value)
    if origin is dict:
        return {arguments[0](key): _from_json(arguments[1], item) for key, item in value.items()}
    if dataclasses.is_dataclass(kind):
        hints = typing.get_type_hints(kind)
        return kind(**{name: _from_json(hint, value[name]) for name, hint in hints.items() if name in value})  # type: ignore[operator]
    if kind is Decimal:
        return Decimal(str(value))
    if kind is date:
        return date.fromisoformat(value)
    return value
