"""What a card is about: a task, a directive, or a matter somebody has to look at; with what can be answered."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from tracker.reminders.wording.urgency import Urgency


@dataclass(frozen=True)
class DateChoice:
    """The days a date picker offers; LINE's picker counts Christian years and knows no zone: Bangkok is meant."""

    first: date
    earliest: date
    latest: date


@dataclass(frozen=True)
class TaskCard:
    """One task as a card shows it."""

    task_id: int
    revision: int
    title: str
    measure: str
    unit: str
    due_on: date
    state: str
    percent: int
    urgency: Urgency
    link: str
    is_open: bool = True
    is_started: bool = True
    comment: str = ""
    """What was said when it was sent back."""
    more_time: DateChoice | None = None
    """The days that can be asked for; None when there is nothing to ask."""
    promise: DateChoice | None = None
    """The days a person may say it will be done on."""
    is_answerable: bool = True
    """Whether whoever reads it may report on it; who only looks on gets no buttons that would be refused."""
    direct_link: str = ""
    """Where whoever leads the office gives a directive about it; empty for everybody else."""

    @property
    def lacks_proof(self) -> bool:
        """Whether it stands on a card because it was done without proof."""
        return self.urgency.kind == "unproven"

    def data(self, action: str, **more: object) -> dict[str, object]:
        """Return what a button of this card sends back."""
        return {"a": action, "t": self.task_id, "n": self.revision, **more}


@dataclass(frozen=True)
class DirectiveCard:
    """One directive as a card shows it."""

    directive_id: int
    text: str
    given_by: str
    due_on: date
    urgency: Urgency
    link: str
    is_acknowledged: bool = False
    is_answerable: bool = True
    """Whether whoever reads it may acknowledge it."""


@dataclass(frozen=True)
class MatterCard:
    """Something that is neither: a request to decide, a result to verify, a round of reports, what a year lacks."""

    title: str
    urgency: Urgency
    link: str
    facts: tuple[tuple[str, str], ...] = ()
    """Names and values, in the order they are read; values longer than a card holds are cut."""
    due_on: date | None = None
    answers: tuple["MatterAnswer", ...] = ()
    days: str = ""
    """What the notification tells of days where there is no due date: which day is asked for, since when it waits."""


@dataclass(frozen=True)
class MatterAnswer:
    """A button of such a card."""

    label: str
    data: Mapping[str, object] = field(default_factory=dict)
    is_first_choice: bool = False


Card = TaskCard | DirectiveCard | MatterCard
