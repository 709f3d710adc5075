"""Taking back what one has just entered: for ten minutes, one's own, and only the newest."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.builders import a_person, a_task, the_unit, viewer_of
from tests.tasks.test_progress import progress, submission
from tracker import clock
from tracker.errors import NotAllowed, NotNow
from tracker.people.roles import Role
from tracker.tasks import queries, service
from tracker.tasks.models import TaskState, UpdateKind
from tracker.tasks.service import Remark, StoredFile


def a_head():
    return viewer_of(a_person(Role.UNIT_HEAD, unit=the_unit("สำนักปลัด")))


def undo(update, task, by, after=timedelta(0)):
    return service.undo(update.id, task, by=by, at=clock.now() + after)


def test_what_was_reported_by_mistake_is_taken_back_and_the_history_keeps_both(app):
    head, task = a_head(), a_task()
    progress(task, head, percent=30)
    undo(progress(task, head, percent=80), task, head)
    assert (task.state, task.percent) == (TaskState.IN_PROGRESS, 30)
    assert queries.history(task.id, asker=head)[0].kind is UpdateKind.UNDOING
    assert len(queries.history(task.id, asker=head)) == 3


def test_the_first_report_taken_back_leaves_a_task_nobody_has_started(app):
    head, task = a_head(), a_task()
    undo(progress(task, head), task, head)
    assert (task.state, task.percent, task.last_reported_at) == (TaskState.NOT_STARTED, 0, None)


def test_a_result_taken_back_is_in_no_report_and_its_proof_is_withdrawn(app):
    head, task = a_head(), a_task()
    photo = StoredFile("รูป.jpg", "a" * 64, "image/jpeg", 10)
    undo(submission(task, head, summary="ผิดงาน", files=(photo,)), task, head)
    assert task.state is TaskState.NOT_STARTED
    assert queries.latest_texts([task.id], asker=head, as_of=date(2026, 9, 30)) == {}
    assert queries.evidence_of(task.id, asker=head) == []
    assert service.last_submission(task.id) is None


def test_after_ten_minutes_it_stays(app):
    head, task = a_head(), a_task()
    update = progress(task, head)
    with pytest.raises(NotNow, match="10 นาที"):
        undo(update, task, head, timedelta(minutes=10, seconds=1))
    undo(update, task, head, timedelta(minutes=10))


def test_only_the_newest_and_only_ones_own(app):
    head, other, task = a_head(), a_head(), a_task()
    first = progress(task, head, percent=10)
    second = progress(task, head, percent=20)
    with pytest.raises(NotNow):
        undo(first, task, head)
    with pytest.raises(NotAllowed):
        undo(second, task, other)


def test_pressed_twice_it_is_taken_back_once(app):
    head, task = a_head(), a_task()
    update = progress(task, head)
    assert undo(update, task, head).id == undo(update, task, head).id


def test_a_correction_taken_back_is_awaited_again(app):
    head, coordinator, task = a_head(), viewer_of(a_person(Role.COORDINATOR)), a_task()
    submission(task, head)
    service.return_for_correction(task, Remark("ขาดรูปถ่าย", task.revision), by=coordinator, at=clock.now())
    undo(submission(task, head, summary="แก้แล้ว"), task, head)
    assert (task.state, task.is_returned) == (TaskState.IN_PROGRESS, True)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(deeds=st.lists(st.sampled_from(["report", "submit", "return", "undo"]), max_size=10), percents=st.data())
def test_whatever_is_done_each_entry_begins_where_the_one_before_ended(app, deeds, percents):
    head, coordinator, task = a_head(), viewer_of(a_person(Role.COORDINATOR)), a_task()
    for deed in deeds:
        try:
            if deed == "report":
                progress(task, head, percent=percents.draw(st.integers(0, 100)))
            elif deed == "submit":
                submission(task, head)
            elif deed == "return":
                service.return_for_correction(task, Remark("แก้ไข", task.revision), by=coordinator, at=clock.now())
            elif (newest := service.newest_entry(task.id)) is not None:
                undo(newest, task, head)
        except (NotNow, NotAllowed):
            continue
    entries = queries.history(task.id, asker=coordinator)[::-1]
    states = [TaskState.NOT_STARTED, *(entry.state_after for entry in entries)]
    assert [entry.state_before for entry in entries] == states[:-1]
    assert task.state is states[-1]
    assert task.percent == (entries[-1].percent if entries else 0)
