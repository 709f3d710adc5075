"""The pages of tasks: the list, one task, its reports and proof, directives, and opening a year.

Addresses others link to:

- `tasks.index` (`/tasks/`): the list. Each of these narrows it, and any of them together:
  `year` (2569), `unit`, `measure`, `assignee` (ids), `indicator` (1–10), `standing` (tracker.tasks.standing),
  `timeliness` (tracker.tasks.timeliness), `state` (TaskState), `silent=1` (no report for 30 days), `page`.
- `tasks.show` (`/tasks/<task_id>`), `tasks.report` (`/tasks/<task_id>/report`).
- `tasks.directives`, `tasks.directive` (`directive_id`), `tasks.new_directive` (`task=` or `measure=`, `unit=`).
- `tasks.opening` (`year`): what opening the year would make, and what must be decided first.
"""

from tracker.tasks.routes import (
    changing,
    directives,
    evidence,
    extending,
    listing,
    opening,
    past_years,
    reporting,
    showing,
)
from tracker.tasks.routes.blueprint import blueprint

blueprints = (blueprint,)

__all__ = [
    "blueprint",
    "blueprints",
    "changing",
    "directives",
    "evidence",
    "extending",
    "listing",
    "opening",
    "past_years",
    "reporting",
    "showing",
]
