"""The rules of reminding: the numbers of the issue, which an office may change within what makes sense."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import date, time
from typing import Any

from tracker.reminders.policy.kinds import Kind

LIMITS: dict[str, tuple[int, int]] = {
    "before_due": (1, 60),
    "late": (1, 20),
    "late_every": (1, 20),
    "silent_days": (7, 90),
    "escalate_after": (1, 20),
    "decision_after": (1, 20),
    "round_before": (2, 15),
    "closing_before": (1, 60),
    "evidence_after": (1, 30),
}
"""The fewest and the most days that make sense; what is remembered of reminders told long ago depends on them."""


@dataclass(frozen=True)
class Rules:
    """What an office has decided about reminding; the defaults are the product's own. Days are working days."""

    before_due: tuple[int, int, int, int] = (30, 7, 3, 1)
    """How many working days before it is due a task is spoken of; the kinds DUE_IN_30, 7, 3 and 1 in this order."""
    late: tuple[int, int, int] = (1, 3, 7)
    late_every: int = 5
    """After the last of `late`, again after so many working days each."""
    silent_days: int = 30
    """Calendar days without a report after which an open task is asked after."""
    escalate_after: tuple[int, int, int] = (3, 5, 5)
    """Working days of silence after which the head hears, then the ปลัด, then the mayor."""
    decision_after: int = 3
    """Working days after which a decision that waits is spoken of again, and to the ปลัด."""
    monthly_round_on: int | None = 25
    """The day of the month by which every unit has reported; None for no monthly round."""
    round_before: int = 5
    """Working days before a report round is due at which it is announced; again on the day before and on the day."""
    closing_before: tuple[int, int, int] = (30, 15, 5)
    """Working days before 30 September at which results and evidence that are missing are asked for."""
    evidence_after: int = 3
    """Working days after a task was done without evidence at which it is asked for."""
    opens: time = time(8, 30)
    closes: time = time(16, 30)
    """The sending window of a working day: official hours (domain notes 7)."""
    off: frozenset[Kind] = frozenset()
    """Kinds of reminders the office does not want."""

    @classmethod
    def from_values(cls, values: Mapping[str, Any]) -> "Rules":
        """Return the rules an office stored; what is missing or cannot be read is the default."""
        found: dict[str, Any] = {}
        for one in fields(cls):
            if one.name in values:
                try:
                    found[one.name] = _READERS[one.name](values[one.name])
                except (TypeError, ValueError):
                    continue
        return cls(**found)

    def to_values(self) -> dict[str, Any]:
        """Return the rules as they are stored: what is the default is left out, so that a better default arrives."""
        default = Rules()
        changed = {one.name: getattr(self, one.name) for one in fields(self)}
        return {name: _stored(value) for name, value in changed.items() if value != getattr(default, name)}

    def wants(self, kind: Kind) -> bool:
        """Tell whether the office wants a kind of reminder."""
        return kind not in self.off


def _stored(value: Any) -> Any:
    if isinstance(value, time):
        return value.isoformat("minutes")
    if isinstance(value, frozenset):
        return sorted(kind.value for kind in value)
    return list(value) if isinstance(value, tuple) else value


def _numbers(how_many: int, limits: tuple[int, int]) -> Callable[[Any], tuple[int, ...]]:
    def read(value: Any) -> tuple[int, ...]:
        numbers = tuple(int(one) for one in value)
        if len(numbers) != how_many or not all(limits[0] <= number <= limits[1] for number in numbers):
            raise ValueError(value)
        return numbers

    return read


def _number(limits: tuple[int, int]) -> Callable[[Any], int]:
    return lambda value: _numbers(1, limits)([value])[0]


def _day_of_month(value: Any) -> int | None:
    return None if value is None else date(2026, 1, int(value)).day


def _kinds(value: Any) -> frozenset[Kind]:
    return frozenset(Kind(one) for one in value if one in set(Kind))


_READERS: dict[str, Callable[[Any], Any]] = {
    "before_due": _numbers(4, LIMITS["before_due"]),
    "late": _numbers(3, LIMITS["late"]),
    "late_every": _number(LIMITS["late_every"]),
    "silent_days": _number(LIMITS["silent_days"]),
    "escalate_after": _numbers(3, LIMITS["escalate_after"]),
    "decision_after": _number(LIMITS["decision_after"]),
    "monthly_round_on": _day_of_month,
    "round_before": _number(LIMITS["round_before"]),
    "closing_before": _numbers(3, LIMITS["closing_before"]),
    "evidence_after": _number(LIMITS["evidence_after"]),
    "opens": time.fromisoformat,
    "closes": time.fromisoformat,
    "off": _kinds,
}
