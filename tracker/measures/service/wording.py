"""How a measure is worded: what a person approves, and how its period, owners and steps become rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from tracker import thai
from tracker.documents.models import ProposedMeasure
from tracker.documents.parsing.owners import all_units_scope
from tracker.documents.parsing.periods import period
from tracker.errors import NotValid
from tracker.fiscal_year import FiscalYear
from tracker.measures.models import Measure, MeasureOwner, OwnerScope, Step

Span = tuple[date, date]

PERIOD_EXAMPLES = "เช่น ๑ ตุลาคม ๒๕๖๘ – ๓๐ กันยายน ๒๕๖๙, มีนาคม ๒๕๖๙, ไตรมาสที่ ๒, ทุกเดือน หรือ ตลอดปีงบประมาณ"
WHOLE_YEAR = "ตลอดปีงบประมาณ"
_LONGEST_OWNER = 200


@dataclass(frozen=True)
class Timing:
    """When a measure is carried out: the words, and what they mean."""

    text: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    recurrence: str | None = None
    periods: tuple[Span, ...] = ()
    """Named one by one where the words name several; a recurrence stands for its own."""

    @property
    def is_understood(self) -> bool:
        """Tell whether the words say from when to when, or how often."""
        has_range = self.starts_on is not None and self.ends_on is not None
        return has_range or self.recurrence is not None


@dataclass(frozen=True)
class Approval:
    """A measure as a person approves it, or types it by hand."""

    fiscal_year: FiscalYear
    title: str
    timing: Timing
    steps: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()
    """As written; the first one leads."""
    kind: str | None = None
    indicators: tuple[int, ...] = ()
    analysis: str = ""
    item_refs: tuple[str, ...] = ()
    monitoring: str = ""


def timing_of(text: str, fiscal_year: FiscalYear, dates: Span | None = None) -> Timing:
    """Return what the words of a period mean within a year; days a person chose decide over the words."""
    text = thai.one_line(text)
    read = period(text, fiscal_year=fiscal_year) if text else None
    if dates is not None:
        first, last = dates
        if last < first:
            raise NotValid("วันสิ้นสุดต้องไม่ก่อนวันเริ่มต้น กรุณาแก้ไขวันที่")
        words = text or (
            thai.thai_date(first) if first == last else f"{thai.thai_date(first)} – {thai.thai_date(last)}"
        )
        return Timing(words, first, last, read.recurrence if read else None)
    if read is None:
        return Timing(text)
    if read.is_reversed:
        raise NotValid(f"ช่วงเวลา “{text}” สิ้นสุดก่อนวันเริ่มต้น กรุณาแก้ไขช่วงเวลา")
    spans = read.periods if read.recurrence is None and len(read.periods) > 1 else ()
    return Timing(text, read.starts_on, read.ends_on, read.recurrence, spans)


def understood_timing(text: str, fiscal_year: FiscalYear, dates: Span | None = None) -> Timing:
    """Return what the words of a period mean; words that say no time are refused, no words at all are not."""
    timing = timing_of(text, fiscal_year, dates)
    if timing.text and not timing.is_understood:
        raise NotValid(f"ระบบอ่านช่วงเวลา “{timing.text}” ไม่ได้ กรุณาพิมพ์ใหม่ {PERIOD_EXAMPLES} หรือเลือกวันเริ่มและวันสิ้นสุด")
    return timing


def suggested_timing(proposal: ProposedMeasure, fiscal_year: FiscalYear) -> Timing | None:
    """Return when a measure that states no period may be carried out: all through its year, if a person says so.

    A period that is stated, understood or not, leaves nothing to suggest.
    """
    is_stated = thai.one_line(proposal.period_raw) or proposal.starts_on or proposal.ends_on or proposal.recurrence
    return None if is_stated else timing_of(WHOLE_YEAR, fiscal_year)


def as_suggested(proposal: ProposedMeasure, fiscal_year: FiscalYear) -> Approval:
    """Return a proposal with the period that was suggested beside it; as read where none was."""
    approval = as_read(proposal, fiscal_year)
    timing = suggested_timing(proposal, fiscal_year)
    return approval if timing is None else replace(approval, timing=timing)


def as_read(proposal: ProposedMeasure, fiscal_year: FiscalYear) -> Approval:
    """Return a proposal as the machine read it, to be approved without a change."""
    return Approval(
        fiscal_year=fiscal_year,
        title=proposal.title,
        timing=timing_as_read(proposal, fiscal_year),
        steps=tuple(proposal.steps),
        owners=tuple(proposal.owners),
        kind=proposal.kind,
        indicators=tuple(proposal.indicators),
        analysis=proposal.analysis,
        item_refs=tuple(proposal.item_refs),
        monitoring=proposal.monitoring,
    )


def as_read_or_none(proposal: ProposedMeasure, fiscal_year: FiscalYear) -> Approval | None:
    """Return a proposal as the machine read it, or nothing where that could not be approved as it is."""
    try:
        return as_read(proposal, fiscal_year)
    except NotValid:
        return None


def timing_as_read(proposal: ProposedMeasure, fiscal_year: FiscalYear) -> Timing:
    """Return a proposal's period as the page showed it; read again where the document did not tell its year."""
    first, last = proposal.starts_on, proposal.ends_on
    if first is None or last is None:
        return timing_of(proposal.period_raw, fiscal_year)
    if last < first:
        raise NotValid(f"แถวที่ {proposal.seq}: ช่วงเวลาสิ้นสุดก่อนวันเริ่มต้น กรุณาแก้ไขช่วงเวลาก่อนอนุมัติ")
    spans = spans_from(proposal.periods) if proposal.recurrence is None else ()
    return Timing(proposal.period_raw, first, last, proposal.recurrence, spans)


def spans_from(pairs: Sequence[Sequence[str]]) -> tuple[Span, ...]:
    """Return spans out of pairs of ISO dates, as rows keep them."""
    return tuple((date.fromisoformat(first), date.fromisoformat(last)) for first, last in pairs)


def timing_of_measure(measure: Measure) -> Timing:
    """Return when a measure is carried out."""
    return Timing(
        measure.period_text, measure.starts_on, measure.ends_on, measure.recurrence, spans_from(measure.periods)
    )


def write(measure: Measure, approval: Approval) -> None:
    """Put what was approved into a measure's own columns."""
    title = thai.one_line(approval.title)
    if not title:
        raise NotValid("กรุณาพิมพ์ชื่อมาตรการ")
    measure.kind = approval.kind
    measure.title = title
    measure.analysis = approval.analysis
    measure.indicators = list(approval.indicators)
    measure.item_refs = list(approval.item_refs)
    measure.monitoring = approval.monitoring
    measure.owners_text = " / ".join(approval.owners)
    put_timing(measure, approval.timing)


def put_timing(measure: Measure, timing: Timing) -> None:
    """Put a period into a measure."""
    measure.period_text = timing.text
    measure.starts_on = timing.starts_on
    measure.ends_on = timing.ends_on
    measure.recurrence = timing.recurrence
    measure.periods = [[first.isoformat(), last.isoformat()] for first, last in timing.periods]


def steps_of(approval: Approval, government_id: int) -> list[Step]:
    """Return the steps as rows; a measure without steps has its title as the one step."""
    texts = [text for text in (thai.one_line(step) for step in approval.steps) if text]
    return [
        Step(government_id=government_id, number=number, text=text)
        for number, text in enumerate(texts or [thai.one_line(approval.title)], 1)
    ]


def owners_of(approval: Approval, government_id: int, names: Mapping[str, int]) -> list[MeasureOwner]:
    """Return the owners as rows, matched where the office knows the name; the first one leads."""
    texts = list(dict.fromkeys(text for text in (thai.one_line(owner) for owner in approval.owners) if text))
    found = []
    for position, text in enumerate(texts):
        scope, unit_id = owner_meant(text, names)
        found.append(
            MeasureOwner(
                government_id=government_id,
                position=position,
                text=text[:_LONGEST_OWNER],
                scope=scope,
                unit_id=unit_id,
                is_lead=position == 0,
            )
        )
    return found


def owner_meant(text: str, names: Mapping[str, int]) -> tuple[OwnerScope, int | None]:
    """Return whom an owner's words mean: a unit by name or alias, every unit, or nobody known yet."""
    unit_id = names.get(thai.without_spaces(text))
    if unit_id is not None:
        return OwnerScope.UNIT, unit_id
    scope = all_units_scope(text)
    return (OwnerScope.UNIT, None) if scope is None else (OwnerScope(scope), None)
