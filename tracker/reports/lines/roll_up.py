"""How the tasks of one step become its result and its outcome in the report.

The rule, in the order it is applied:

1. Cancelled tasks are left out, unless nothing else is left: then the step says it was cancelled and why.
2. One unit, once: the result is what was reported. A task under way says so with its percent before the words; one
   handed in says that it is being checked; one that was not done says so with its reason; one that has not begun says
   that.
3. Several units: first how many units finished of how many, then the results by unit, the lead first, then in the
   office's own order. Units with identical words are named together. A unit that has nothing says so.
4. A recurring step: first how many times of how many, then the results by occurrence; neighbouring occurrences with
   identical words become one range.
5. Several units and recurring: how many times of how many in all, then 4 for each unit, units with an identical course
   named together.
6. Problems stand under the result they belong to.
7. Outcomes follow the same order. A recurring step lists only the occurrences that have an outcome.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from tracker.reports.lines.records import State, TaskRecord
from tracker.thai import clean, one_line, thai_digits, without_spaces

NOTHING = "–"
NO_OUTCOME_YET = "ยังไม่มีผลลัพธ์"
NOT_ASSIGNED = "ยังไม่มีการมอบหมายงานและยังไม่มีรายงานผล"

STATE_LABELS: dict[State, str] = {
    "done": "ดำเนินการแล้วเสร็จ",
    "partly_done": "ดำเนินการแล้วบางส่วน",
    "submitted": "อยู่ระหว่างตรวจสอบผล",
    "in_progress": "อยู่ระหว่างดำเนินการ",
    "not_started": "ยังไม่ดำเนินการ",
    "not_done": "ไม่ได้ดำเนินการ",
    "cancelled": "ยกเลิก",
}

_OUTER, _INNER = "- ", "• "

Lines = tuple[str, ...]
Describe = Callable[[TaskRecord], Lines]


@dataclass(frozen=True)
class _Group:
    """Units or occurrences that have the same to say."""

    labels: list[str]
    lines: Lines


def combined_state(states: Iterable[State]) -> State:
    """Return the state of the whole from the states of its parts."""
    parts = set(states)
    alive = parts - {"cancelled"}
    if not alive:
        return "cancelled" if parts else "not_started"
    if len(alive) == 1:
        return alive.pop()
    if alive & {"in_progress", "not_started"}:
        return "in_progress"
    return "submitted" if "submitted" in alive else "partly_done"


def percent_of(task: TaskRecord) -> int:
    """Return how much of a task is done."""
    return {"done": 100, "not_started": 0}.get(task.state, task.percent)


def result_lines(tasks: Sequence[TaskRecord], *, cancelled_reason: str = "") -> Lines:
    """Write สรุปผลการดำเนินการ of a step."""
    alive = _alive(tasks)
    if alive:
        return _rolled_up_results(alive)
    if tasks or cancelled_reason:
        reasons = [task.reason for task in tasks if clean(task.reason)] or [cancelled_reason]
        return (_with_reason(STATE_LABELS["cancelled"], reasons[0]),)
    return (NOT_ASSIGNED,)


def outcome_lines(tasks: Sequence[TaskRecord]) -> Lines:
    """Write ผลลัพธ์/ความสำเร็จ of a step."""
    alive = _alive(tasks)
    if not alive:
        return (NOTHING,)
    by_unit = _by_unit(alive)
    groups = _merged((unit, _outcome_of_unit(own)) for unit, own in by_unit.items())
    return groups[0].lines if len(groups) == 1 else _listed(groups, bullet=_OUTER)


def _alive(tasks: Sequence[TaskRecord]) -> list[TaskRecord]:
    """Leave out what was cancelled and put the rest in order."""
    alive = [task for task in tasks if task.state != "cancelled"]
    return sorted(alive, key=lambda task: (not task.is_lead, task.unit_position, task.unit_name, task.occurrence))


def _by_unit(tasks: Sequence[TaskRecord]) -> dict[str, list[TaskRecord]]:
    by_unit: dict[str, list[TaskRecord]] = {}
    for task in tasks:
        by_unit.setdefault(one_line(task.unit_name), []).append(task)
    return by_unit


def _rolled_up_results(tasks: list[TaskRecord]) -> Lines:
    by_unit = _by_unit(tasks)
    if len(by_unit) == 1:
        return _result_of_unit(tasks, bullet=_OUTER)
    recurs = len(tasks) > len(by_unit)
    groups = _merged((unit, _result_of_unit(own, bullet=_INNER)) for unit, own in by_unit.items())
    heading = _times_done(tasks, units=len(by_unit)) if recurs else _units_done(tasks)
    if len(groups) > 1:
        return (heading, *_listed(groups, bullet=_OUTER))
    if all(task.state == "done" for task in tasks) or recurs:
        return (heading, *groups[0].lines)
    first, *rest = groups[0].lines
    return (f"ทั้ง {thai_digits(len(by_unit))} หน่วยงาน: {first}", *rest)


def _result_of_unit(tasks: list[TaskRecord], *, bullet: str) -> Lines:
    """Write what one unit did, once or several times."""
    if len(tasks) == 1:
        return _result(tasks[0])
    return (_times_done(tasks), *_listed(_by_occurrence(tasks, _result), bullet=bullet))


def _outcome_of_unit(tasks: list[TaskRecord]) -> Lines:
    if len(tasks) == 1:
        return _outcome(tasks[0])
    with_outcome = [task for task in tasks if clean(task.outcome)]
    if not with_outcome:
        return _outcome(tasks[-1])
    groups = _by_occurrence(with_outcome, _outcome)
    return groups[0].lines if len(groups) == 1 else _listed(groups, bullet=_OUTER)


def _result(task: TaskRecord) -> Lines:
    lines = [*_state_and_summary(task)]
    if clean(task.problem):
        lines.append(f"ปัญหา/อุปสรรค: {one_line(task.problem)}")
    return tuple(lines)


def _state_and_summary(task: TaskRecord) -> Lines:
    """Write the state of a task before its words; finished work speaks for itself."""
    first, *rest = clean(task.summary).split("\n")
    label = STATE_LABELS[task.state]
    if task.state == "done":
        return (first or label, *rest)
    if task.state == "submitted":
        return (f"ดำเนินการแล้ว {label}: {first}" if first else f"ดำเนินการแล้ว {label}", *rest)
    if task.state == "in_progress":
        return (f"{label} ร้อยละ {thai_digits(task.percent)}: {first or 'ยังไม่ได้รายงานผล'}", *rest)
    if task.state == "not_done":
        done_so_far = (f"ส่วนที่ดำเนินการไปแล้ว: {first}", *rest) if first else ()
        return (_with_reason(label, task.reason), *done_so_far)
    return (f"{label}: {first}" if first else label, *rest)


def _with_reason(label: str, reason: str) -> str:
    """Join a state and its reason, saying เนื่องจาก once."""
    words = one_line(reason)
    if not words:
        return f"{label} (ไม่ได้ระบุเหตุผล)"
    if words.startswith(("เนื่องจาก", "เพราะ", "เนื่องด้วย")):
        return f"{label} {words}"
    return f"{label} เนื่องจาก{words}" if "ก" <= words[0] <= "ไ" else f"{label} เนื่องจาก {words}"


def _outcome(task: TaskRecord) -> Lines:
    words = clean(task.outcome)
    if words:
        return tuple(words.split("\n"))
    return (NO_OUTCOME_YET,) if task.state in {"not_started", "in_progress", "submitted"} else (NOTHING,)


def _units_done(tasks: Sequence[TaskRecord]) -> str:
    done, total = sum(task.state == "done" for task in tasks), len(tasks)
    if done == total:
        return thai_digits(f"ดำเนินการแล้วเสร็จครบทั้ง {total} หน่วยงาน")
    if not done:
        return thai_digits(f"ยังไม่มีหน่วยงานใดดำเนินการแล้วเสร็จ จากทั้งหมด {total} หน่วยงาน")
    return thai_digits(f"ดำเนินการแล้วเสร็จ {done} จาก {total} หน่วยงาน")


def _times_done(tasks: Sequence[TaskRecord], *, units: int = 1) -> str:
    done, total = sum(task.state == "done" for task in tasks), len(tasks)
    of_units = f" ({units} หน่วยงาน)" if units > 1 else ""
    if done == total:
        return thai_digits(f"ดำเนินการแล้วเสร็จครบทั้ง {total} ครั้ง{of_units}")
    return thai_digits(f"ดำเนินการแล้วเสร็จ {done} จาก {total} ครั้ง{of_units}")


def _merged(entries: Iterable[tuple[str, Lines]]) -> list[_Group]:
    """Put those with identical words together, where the first of them stands."""
    groups: dict[str, _Group] = {}
    for label, lines in entries:
        groups.setdefault(without_spaces("".join(lines)), _Group([], lines)).labels.append(label)
    return list(groups.values())


def _by_occurrence(tasks: list[TaskRecord], describe: Describe) -> list[_Group]:
    """Put neighbouring occurrences with identical words together, and name each group by its first and last."""
    runs: list[_Group] = []
    for task in tasks:
        lines, label = describe(task), one_line(task.occurrence_label) or f"ครั้งที่ {task.occurrence}"
        if runs and runs[-1].lines == lines:
            runs[-1].labels.append(label)
        else:
            runs.append(_Group([label], lines))
    return [_Group([_range(run.labels)], run.lines) for run in runs]


def _range(labels: list[str]) -> str:
    if len(labels) < 3:
        return thai_digits(joined(labels))
    return thai_digits(f"{labels[0]} – {labels[-1]} ({len(labels)} ครั้ง)")


def _listed(groups: list[_Group], *, bullet: str) -> Lines:
    lines: list[str] = []
    for group in groups:
        # What several say stands in one paragraph each, so that it is clear whose problem a problem is.
        sentences = [line for line in group.lines if not line.startswith(_INNER)]
        inner = [line for line in group.lines if line.startswith(_INNER)]
        lines += [f"{bullet}{joined(group.labels)}: {' '.join(sentences)}", *inner]
    return tuple(lines)


def joined(names: Sequence[str]) -> str:
    """Name several in one sentence: ก, ข และค. Commas, because names of units have spaces inside."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} และ{names[-1]}"
