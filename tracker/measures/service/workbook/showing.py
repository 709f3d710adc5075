"""A measure field by field, as a preview shows it: what it says before and after."""

from dataclasses import dataclass

from tracker import thai
from tracker.measures.service.wording import Approval
from tracker.measures.service.workbook.cells import indicators_text, recurrence_text, steps_text
from tracker.measures.spreadsheet.layout import Column


@dataclass(frozen=True)
class FieldChange:
    """One field of a measure that would change; a list has one line each."""

    column: Column
    before: str
    after: str

    @property
    def label(self) -> str:
        """The field as the table heads it."""
        return self.column.heading


def fields_of(approval: Approval) -> dict[Column, str]:
    """Return every field as it would be kept and shown, the empty ones too."""
    timing = approval.timing
    title = thai.one_line(approval.title)
    steps = [step for step in (thai.one_line(step) for step in approval.steps) if step]
    owners = list(dict.fromkeys(owner for owner in (thai.one_line(one) for one in approval.owners) if owner))
    parts = [thai.date_range(first, last) for first, last in timing.periods]
    return {
        Column.TITLE: title,
        Column.KIND: approval.kind or "",
        Column.INDICATORS: indicators_text(approval.indicators),
        Column.STEPS: steps_text(steps or [title]),
        Column.LEAD: owners[0] if owners else "",
        Column.OTHERS: "\n".join(owners[1:]),
        Column.PERIOD: timing.text + (f" ({', '.join(parts)})" if parts else ""),
        Column.STARTS_ON: thai.screen_date(timing.starts_on) if timing.starts_on else "",
        Column.ENDS_ON: thai.screen_date(timing.ends_on) if timing.ends_on else "",
        Column.RECURRENCE: recurrence_text(timing.recurrence),
    }


def changes_between(before: Approval, after: Approval) -> tuple[FieldChange, ...]:
    """Return the fields that would change."""
    old, new = fields_of(before), fields_of(after)
    return tuple(FieldChange(column, old[column], new[column]) for column in old if old[column] != new[column])
