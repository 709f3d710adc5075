"""The board as plain values: task rows in, everything the page shows out."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Protocol

from tracker.tasks.standing import Standing

LOW_SCORE = Decimal(85)
_LAST = (0, 10_000)


class TaskFacts(Protocol):
    """What the board needs to know of a task."""

    @property
    def id(self) -> int: ...
    @property
    def unit_id(self) -> int: ...
    @property
    def unit_name(self) -> str: ...
    @property
    def measure_id(self) -> int: ...
    @property
    def indicators(self) -> tuple[int, ...]: ...
    @property
    def due_on(self) -> date: ...
    @property
    def percent(self) -> int: ...


@dataclass(frozen=True)
class Assessed:
    """A task with what the calendar says of it."""

    task: TaskFacts
    standing: Standing
    days_late: int
    is_silent: bool


@dataclass(frozen=True)
class Segment:
    """How many tasks of a row have one standing."""

    standing: Standing
    count: int


@dataclass(frozen=True)
class Row:
    """One unit or indicator of the board."""

    key: int
    label: str
    segments: tuple[Segment, ...]
    score: Decimal | None = None

    @property
    def total(self) -> int:
        """How many tasks the row has."""
        return sum(segment.count for segment in self.segments)

    @property
    def is_low(self) -> bool:
        """Tell whether last year's score is below the 85 everybody aims at."""
        return self.score is not None and self.score < LOW_SCORE


@dataclass(frozen=True)
class Summary:
    """Everything the board counts."""

    total: int
    fallen_due: int
    fallen_due_done: int
    counts: Mapping[Standing, int]
    late: tuple[Assessed, ...]
    silent: tuple[Assessed, ...]
    waiting: tuple[Assessed, ...]
    units: tuple[Row, ...]
    indicators: tuple[Row, ...]

    @property
    def done_percent(self) -> int:
        """How much of the year's work is finished, each task counting the same."""
        return round(100 * self.counts[Standing.DONE] / self.total) if self.total else 0


def summary(
    assessed: Iterable[Assessed],
    *,
    indicator_names: Mapping[int, str],
    scores: Mapping[int, Decimal],
    unit_order: Mapping[int, int],
    today: date,
) -> Summary:
    """Count a year's tasks, cancelled ones left out, the worst first."""
    tasks = list(assessed)
    fallen_due = [item for item in tasks if item.task.due_on < today]
    late_of = Counter(item.task.unit_id for item in tasks if item.standing is Standing.LATE)
    counts = Counter(item.standing for item in tasks)
    return Summary(
        total=len(tasks),
        fallen_due=len(fallen_due),
        fallen_due_done=sum(item.standing is Standing.DONE for item in fallen_due),
        counts={standing: counts[standing] for standing in Standing},
        late=tuple(
            sorted(
                (item for item in tasks if item.standing is Standing.LATE),
                key=lambda item: (-item.days_late, item.task.due_on, item.task.id),
            )
        ),
        silent=tuple(
            sorted((item for item in tasks if item.is_silent), key=lambda item: (item.task.due_on, item.task.id))
        ),
        waiting=tuple(item for item in tasks if item.standing is Standing.WAITING),
        units=_rows(
            tasks,
            keys=lambda task: (task.unit_id,),
            labels={item.task.unit_id: item.task.unit_name for item in tasks},
            order={unit: (-late_of[unit], position) for unit, position in unit_order.items()},
            scores={},
        ),
        indicators=_rows(
            tasks,
            keys=lambda task: task.indicators,
            labels={number: f"{number}. {name}" for number, name in indicator_names.items()},
            order={number: (0, number) for number in indicator_names},
            scores=scores,
        ),
    )


def _rows(
    tasks: Iterable[Assessed],
    *,
    keys: Callable[[TaskFacts], tuple[int, ...]],
    labels: Mapping[int, str],
    order: Mapping[int, tuple[int, int]],
    scores: Mapping[int, Decimal],
) -> tuple[Row, ...]:
    counted: dict[int, Counter[Standing]] = {key: Counter() for key in scores}
    for item in tasks:
        for key in keys(item.task):
            counted.setdefault(key, Counter())[item.standing] += 1
    return tuple(
        Row(
            key=key,
            label=labels.get(key, str(key)),
            segments=tuple(Segment(standing, counter[standing]) for standing in Standing),
            score=scores.get(key),
        )
        for key, counter in sorted(counted.items(), key=lambda entry: (order.get(entry[0], _LAST), entry[0]))
    )
