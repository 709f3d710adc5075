"""What a report is made from: plain copies of measures, steps, tasks and signatories, read by nobody's session."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

TaskState = Literal["not_started", "in_progress", "submitted", "done", "not_done", "cancelled"]
State = Literal["not_started", "in_progress", "submitted", "partly_done", "done", "not_done", "cancelled"]
"""The state of a step or a measure: those of a task, and partly done when some owners did and the others did not."""


@dataclass(frozen=True)
class StatedRecord:
    """What a result report of a past year says came of a step or a measure; printed as it says it."""

    was_done: bool
    result: str = ""
    outcome: str = ""


@dataclass(frozen=True)
class StepRecord:
    """One ขั้นตอน, numbered and worded as published."""

    number: int
    text: str
    stated: StatedRecord | None = None


@dataclass(frozen=True, kw_only=True)
class MeasureRecord:
    """One published measure; it is in the report whether or not anybody ever worked on it."""

    number: int
    title: str
    kind: str = ""
    indicators: tuple[str, ...] = ()
    """As printed: ตัวชี้วัดที่ 1 การปฏิบัติหน้าที่."""
    issue: str = ""
    owner_text: str = ""
    period_text: str = ""
    steps: tuple[StepRecord, ...] = ()
    stated: StatedRecord | None = None
    """What a past year's report says of the measure as a whole, its parts not counting up with the steps."""
    is_cancelled: bool = False
    cancelled_reason: str = ""

    @property
    def is_past(self) -> bool:
        """Tell whether it is on record from the report of a past year, instead of having been carried out here."""
        return self.stated is not None or any(step.stated is not None for step in self.steps)


@dataclass(frozen=True, kw_only=True)
class TaskRecord:
    """What one unit did of one step in one occurrence, as of the report's day."""

    measure_number: int
    step_number: int
    unit_name: str
    unit_position: int = 0
    is_lead: bool = True
    occurrence: int = 1
    occurrence_label: str = ""
    starts_on: date | None = None
    due_on: date | None = None
    state: TaskState = "not_started"
    percent: int = 0
    summary: str = ""
    """สรุปผลการดำเนินการ."""
    outcome: str = ""
    """ผลลัพธ์/ความสำเร็จ."""
    problem: str = ""
    reason: str = ""
    """Why it was not done, or why it was cancelled."""
    evidence_count: int = 0
    as_of: date | None = None
    reported_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Heading:
    """Whose report it is, of which year, as of which day, and which edition."""

    government_name: str
    district: str
    province: str
    fiscal_year: int
    as_of: date
    edition: int = 0
    """0 when nobody froze it: a report as of a day, written and forgotten."""
    is_draft: bool = True
    assessed_year: int | None = None
    """The ITA year whose results the measures answer."""


@dataclass(frozen=True)
class Signature:
    """Who signs, in which post; an acting head signs in the own post, with the post acted for and the authority."""

    role_label: str
    name: str = ""
    position: str = ""
    acting_for: str = ""
    """รักษาราชการแทน and the post, as printed under the own post."""
    acting_authority: str = ""
    """The order that says so: คำสั่ง … ที่ ๑๒๓/๒๕๖๘."""
    asks_opinion: bool = field(default=False, kw_only=True)
    """Whether dotted lines for an opinion stand above the signature."""
