"""Two people who save the same task in the same moment, each in a process of their own."""

import threading

import pytest

from tests.builders import a_person, a_task, the_unit, viewer_of
from tracker import clock
from tracker.database import db, transaction
from tracker.errors import NotNow
from tracker.people.roles import Role
from tracker.tasks import queries, service
from tracker.tasks.models import ProgressUpdate, UpdateKind
from tracker.tasks.service import entries


def test_of_many_who_save_at_once_one_is_written_and_the_others_are_told(committed_app):
    task_id = a_task().id
    viewers = [viewer_of(a_person(Role.UNIT_HEAD, unit=the_unit("สำนักปลัด"))) for _ in range(6)]
    now, today = clock.now(), clock.today()
    db.session.remove()
    gate, told, saved = threading.Barrier(len(viewers)), [], []

    def save(viewer, percent):
        with committed_app.app_context():
            task = queries.task(task_id, viewer=viewer)
            report = service.ProgressReport(revision=task.revision, as_of=today, percent=percent)
            gate.wait(timeout=20)
            try:
                with transaction():
                    service.report_progress(task, report, by=viewer, at=now)
                saved.append(percent)
            except NotNow as refusal:
                told.append(str(refusal))
            finally:
                db.session.remove()

    threads = [threading.Thread(target=save, args=(viewer, 10 + n)) for n, viewer in enumerate(viewers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert len(saved) == 1
    assert len(told) == len(viewers) - 1
    assert all("เพิ่งบันทึก" in sentence for sentence in told)
    row = queries.task_row(task_id, asker=viewers[0])
    assert (row.percent, row.revision) == (saved[0], 2)
    assert db.session.query(ProgressUpdate).count() == 1


def test_a_change_nobody_held_the_task_for_is_still_refused_by_the_database(committed_app):
    by = viewer_of(a_person(Role.UNIT_HEAD, unit=the_unit("สำนักปลัด")))
    task = queries.task(a_task().id, viewer=by)
    db.session.commit()  # As a page does that was read before the transaction: what was read stays in memory.
    with db.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE tasks SET revision = revision + 1")
    entry = entries.Entry(UpdateKind.REPORT, task.state, 5, clock.today(), entries.Words())
    with pytest.raises(NotNow, match="ในเวลาเดียวกัน"), transaction():
        entries.enter(task, entry, by=by, at=clock.now())
    db.session.expire_all()
    assert db.session.query(ProgressUpdate).count() == 0
