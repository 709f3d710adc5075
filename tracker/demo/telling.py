"""Tells the demo's story through the services, as the people it is about, each on the day it happened."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from io import BytesIO

from PIL import Image, ImageDraw

from tracker.clock import BANGKOK
from tracker.database import db
from tracker.demo import accounts
from tracker.demo.story import Deed, Entry
from tracker.files import FileStore
from tracker.fiscal_year import FiscalYear
from tracker.people import queries as people_queries
from tracker.people.roles import Role
from tracker.people.viewer import System, Viewer
from tracker.people.working_days import WorkingCalendar
from tracker.tasks import queries, service
from tracker.tasks.models import Task


@dataclass
class Office:
    """The demo office while its story is told."""

    system: System
    files: FileStore
    fiscal_year: FiscalYear
    calendar: WorkingCalendar
    tasks: dict[tuple[int, int, str, int], int] = field(default_factory=dict)

    @classmethod
    def of(cls, system: System, files: FileStore, fiscal_year: FiscalYear) -> "Office":
        """Look up the tasks of the year by measure, step, unit and occurrence."""
        rows = queries.tasks_of_year(fiscal_year, asker=system)
        keys = {(row.measure_number, row.step_number, row.unit_name, row.occurrence): row.id for row in rows}
        return cls(system, files, fiscal_year, people_queries.working_calendar(system), keys)

    def task(self, entry: Entry) -> Task:
        """Return the task an entry is about."""
        task_id = self.tasks[entry.measure, entry.step, entry.unit, entry.occurrence]
        return db.session.get_one(Task, task_id)

    def head_of(self, unit_id: int, on: date) -> Viewer:
        """Return who answers for a unit on a day: its own head, else the one above."""
        holders = people_queries.post_holders(self.system, on=on)
        parents = {unit.id: unit.parent_id for unit in people_queries.all_units(self.system)}
        above: int | None = unit_id
        while above is not None:
            for holder in holders:
                if holder.role is Role.UNIT_HEAD and holder.unit_id == above:
                    return self._viewer(holder.person_id, on)
            above = parents[above]
        raise LookupError(f"unit {unit_id} has no head")

    def holding(self, role: Role, on: date) -> Viewer:
        """Return who holds a role on a day."""
        holders = people_queries.post_holders(self.system, on=on)
        return self._viewer(next(holder.person_id for holder in holders if holder.role is role), on)

    def named(self, username: str, on: date) -> Viewer:
        """Return the person of a demo account on a day."""
        name = accounts.username_in(people_queries.government(self.system).slug, username)
        person = people_queries.person_called(name)
        if person is None:
            raise LookupError(f"nobody is called {name}")
        return self._viewer(person.id, on)

    def _viewer(self, person_id: int, on: date) -> Viewer:
        viewer = people_queries.viewer_of(person_id, on=on)
        if viewer is None:
            raise LookupError(f"person {person_id} may not sign in")
        return viewer


def tell(entries: Iterable[Entry], office: Office) -> None:
    """Enter everything that was done, in order."""
    for entry in entries:
        _enter(entry, office)


def at_work(day: date, hour: int = 10) -> datetime:
    """Return an instant in the office hours of a day."""
    return datetime.combine(day, time(hour, 20), BANGKOK)


def _enter(entry: Entry, office: Office) -> None:
    task = office.task(entry)
    head, at = office.head_of(task.unit_id, entry.day), at_work(entry.day)
    report = service.ProgressReport(
        revision=task.revision,
        as_of=entry.day,
        percent=entry.percent,
        summary=entry.summary,
        outcome=entry.outcome,
        problem=entry.problem,
        reason=entry.reason,
        files=tuple(_photo(entry, number, office.files) for number in range(entry.photos)),
        links=(entry.link,) if entry.link else (),
    )
    if entry.deed is Deed.PROGRESS:
        service.report_progress(task, report, by=head, at=at)
    elif entry.deed is Deed.NOT_DONE:
        service.report_not_done(task, report, by=head, at=at)
    else:
        service.submit(task, report, by=head, at=at)
    db.session.flush()  # The verification must see the submission and the task's new revision.
    afterwards = office.calendar.next_working_day(entry.day)
    coordinator = office.holding(Role.COORDINATOR, afterwards)
    remark = service.Remark(entry.comment, task.revision)
    if entry.deed is Deed.DONE:
        service.verify(task, remark, by=coordinator, at=at_work(afterwards, 14))
    elif entry.deed is Deed.RETURNED:
        service.return_for_correction(task, remark, by=coordinator, at=at_work(afterwards, 14))
    db.session.flush()


def _photo(entry: Entry, number: int, files: FileStore) -> service.StoredFile:
    """Draw a picture for a proof: a hall, a board and people, in colours of its own; nobody real is on it."""
    seed = entry.measure * 37 + entry.step * 11 + number * 5
    image = Image.new("RGB", (960, 720), (236, 240, 243))
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 520, 960, 720), fill=(196, 178, 150))
    pen.rectangle((230, 110, 730, 360), fill=(23, 66 + seed % 60, 95 + seed % 80))
    pen.rectangle((255, 135, 705, 335), outline=(240, 240, 240), width=6)
    for place in range(6):
        left = 60 + place * 150 + seed % 30
        pen.ellipse((left, 420, left + 80, 500), fill=(150 + (seed * place) % 80, 116, 92))
        pen.rounded_rectangle((left - 20, 500, left + 100, 690), 30, fill=((seed * (place + 3)) % 180, 90, 120))
    buffer = BytesIO()
    image.save(buffer, "JPEG", quality=82)
    name = f"ภาพกิจกรรม-มาตรการ{entry.measure}-ขั้นตอน{entry.step}-{number + 1}.jpg"
    return service.keep_file(name, buffer.getvalue(), files=files)


def give_directives(office: Office, directives: Iterable[tuple[date, str, str, int, date, bool]]) -> None:
    """Give the mayor's directives: day, text, unit, measure, due date, and whether the unit has acknowledged it."""
    units = {unit.name: unit.id for unit in people_queries.units(office.system)}
    measure_ids = {
        row.measure_number: row.measure_id for row in queries.tasks_of_year(office.fiscal_year, asker=office.system)
    }
    for day, text, unit, measure, due_on, is_acknowledged in directives:
        order = service.Order(text=text, unit_id=units[unit], due_on=due_on, measure_id=measure_ids[measure])
        directive = service.give_directive(order, by=office.holding(Role.MAYOR, day), at=at_work(day, 15))
        db.session.flush()  # It is acknowledged by its id.
        if is_acknowledged:
            head = office.head_of(units[unit], day)
            service.acknowledge(directive, by=head, at=at_work(day, 15) + timedelta(hours=1))
