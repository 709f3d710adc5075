"""A measure as the cells of its row; what is written out is compared with what comes back, cell by cell."""

from tracker import ita
from tracker.fiscal_year import FiscalYear
from tracker.measures import queries
from tracker.measures.models import Measure
from tracker.measures.queries.plan import plan
from tracker.measures.service.workbook.codes import code_of
from tracker.measures.spreadsheet import writing
from tracker.measures.spreadsheet.layout import RECURRENCES, Column, Plan, PlanRow, Texts
from tracker.people import queries as people_queries
from tracker.people.viewer import Asker


def template_of(fiscal_year: FiscalYear, *, asker: Asker) -> bytes:
    """Return the workbook in which the measures of a year are typed."""
    return writing.template(_plan_of(fiscal_year, [], asker=asker))


def export_of(fiscal_year: FiscalYear, *, asker: Asker) -> bytes:
    """Return the workbook with the plan of a year; cancelled measures are no part of it."""
    standing = [measure for measure in plan(fiscal_year, asker=asker) if measure.cancelled_at is None]
    opened = queries.ids_with_tasks([measure.id for measure in standing], asker=asker)
    rows = [PlanRow(texts_of(measure, is_open=measure.id in opened), measure.id in opened) for measure in standing]
    return writing.export(_plan_of(fiscal_year, rows, asker=asker))


def texts_of(measure: Measure, *, is_open: bool = False) -> Texts:
    """Return what stands in the row of a measure."""
    owners = [owner.text for owner in measure.owners]
    return {
        Column.CODE: code_of(measure),
        Column.NUMBER: str(measure.number),
        Column.TITLE: measure.title,
        Column.KIND: measure.kind or "",
        Column.INDICATORS: indicators_text(tuple(measure.indicators)),
        Column.STEPS: steps_text([step.text for step in measure.steps]),
        Column.LEAD: owners[0] if owners else "",
        Column.OTHERS: "\n".join(owners[1:]),
        Column.PERIOD: measure.period_text,
        Column.STARTS_ON: measure.starts_on.isoformat() if measure.starts_on else "",
        Column.ENDS_ON: measure.ends_on.isoformat() if measure.ends_on else "",
        Column.RECURRENCE: recurrence_text(measure.recurrence),
        Column.STANDING: "เปิดงานแล้ว" if is_open else "",
    }


def steps_text(steps: list[str]) -> str:
    """Write steps one a line, each with its number."""
    return "\n".join(f"{number}. {step}" for number, step in enumerate(steps, 1))


def indicators_text(indicators: tuple[int, ...]) -> str:
    """Write the numbers of indicators."""
    return ", ".join(str(number) for number in indicators)


def recurrence_text(recurrence: str | None) -> str:
    """Write how often something is done."""
    return RECURRENCES.get(recurrence, recurrence) if recurrence else ""


def _plan_of(fiscal_year: FiscalYear, rows: list[PlanRow], *, asker: Asker) -> Plan:
    assessed = fiscal_year.buddhist_year - 1
    return Plan(
        office=people_queries.government(asker).name,
        year=fiscal_year.buddhist_year,
        first_day=fiscal_year.first_day,
        last_day=fiscal_year.last_day,
        units=[unit.name for unit in people_queries.units(asker)],
        indicators=[f"{number} {ita.indicator_name(number, assessed)}" for number in range(1, 11)],
        rows=rows,
    )
