"""How long the pages take, and the planning of reminders, when the office has a thousand tasks."""

from flask import g
from flask.testing import FlaskClient
from sqlalchemy import func, select

from benchmarks.measuring import Line, counted_queries, median_of, p95_of, timed
from benchmarks.office import LargeOffice
from tests.measures.documents import a_flag, a_read_measure, a_reading, an_analysed_document
from tracker import clock
from tracker.database import db, transaction
from tracker.people.viewer import System
from tracker.reminders import service as reminders
from tracker.reminders.models import OutgoingMessage
from tracker.tasks.models import ProgressUpdate, Task
from tracker.web.machinery import machinery

_TIMES = 25


def measure(office: LargeOffice) -> list[Line]:
    """Return a line for each page, as the one who opens it most often sees it."""
    task, measure_id = _busiest_task()
    document = _long_document(office)
    pages = (
        ("board (mayor)", "mayor", "/board/"),
        ("task list (coordinator, whole office)", "plan", "/tasks/"),
        ("task list (head of one unit)", "finance", "/tasks/"),
        ("one task", "plan", f"/tasks/{task}"),
        ("measures", "plan", "/measures/"),
        ("one measure", "plan", f"/measures/{measure_id}"),
        ("documents", "plan", "/documents/"),
        ("review of a document of 60 measures", "plan", f"/documents/{document}"),
        ("opening of a year", "plan", "/tasks/opening/2569"),
        ("reminders", "plan", "/reminders/"),
        ("reports", "plan", "/reports/"),
        ("report of the year as data", "plan", "/reports/2569/as-of?format=json"),
        ("is the system well", "admin", "/administration/health"),
    )
    return [_page(what, office.client_of(who), address) for what, who, address in pages]


def measure_planning(office: LargeOffice) -> list[Line]:
    """Return the planning of everything the office has earned, and of the runs after that find it planned."""
    first = _planning(office, "planning reminders, first run of the day", times=1)
    return [first, _planning(office, "planning reminders, the runs after", times=5)]


def _planning(office: LargeOffice, what: str, *, times: int) -> Line:
    def plan() -> reminders.Planned:
        db.session.remove()
        with transaction():
            return reminders.plan_reminders(office.government, today=clock.today(), at=clock.now())

    with counted_queries() as queries:
        taken = timed(plan, times)
    waiting = db.session.scalar(select(func.count()).select_from(OutgoingMessage)) or 0
    return Line(f"{what} ({waiting} messages)", median_of(taken), queries=len(queries) // times)


def _page(what: str, client: FlaskClient, address: str) -> Line:
    with counted_queries() as queries:
        size = len(_visit(client, address))
    taken = timed(lambda: _visit(client, address), _TIMES)
    return Line(what, median_of(taken), p95_of(taken), f"{size / 1024:.0f} kB", len(queries))


def _visit(client: FlaskClient, address: str) -> bytes:
    for name in list(g):  # Requests within one application context must not remember one another.
        g.pop(name)
    db.session.remove()
    answer = client.get(address)
    assert answer.status_code == 200, f"{address}: {answer.status}"
    return answer.get_data()


def _busiest_task() -> tuple[int, int]:
    """Return the task with the longest history, and its measure."""
    counts = select(ProgressUpdate.task_id, func.count().label("updates")).group_by(ProgressUpdate.task_id).subquery()
    busiest = (
        select(Task.id, Task.measure_id).join(counts, counts.c.task_id == Task.id).order_by(counts.c.updates.desc())
    )
    task, measure_id = db.session.execute(busiest).tuples().first() or (0, 0)
    return task, measure_id


def _long_document(office: LargeOffice) -> int:
    """Return a document of sixty measures, each third one doubtful."""
    measures = (a_read_measure(seq) for seq in range(1, 61))
    reading = a_reading(*measures, flags=tuple(a_flag(seq) for seq in range(1, 61, 3)))
    by = System(office.government.id)
    return an_analysed_document(reading, files=machinery().files, by=by).id
