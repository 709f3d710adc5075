"""The jobs of the sender, from the timetable's names to a phone and back."""

from pathlib import Path

from flask import Flask
from sqlalchemy import select

from jobs.runner import run_job
from tests.builders import a_task
from tests.line_webhook.line_office import PHONE, line_office
from tests.reminders.office import a_head
from tracker.database import db
from tracker.messaging.line import LineMessenger
from tracker.tasks.models import Task, TaskState


def test_a_reminder_goes_out_and_its_button_comes_back(committed_app: Flask, tmp_path: Path) -> None:
    with line_office(committed_app, tmp_path) as office:
        host = office.line.host
        committed_app.extensions["messenger_maker"] = lambda token: LineMessenger(token, host=host)
        committed_app.extensions["machinery"] = _with_the_tests_box(committed_app)
        a_head()
        a_task()
        planned = run_job(committed_app, "plan-reminders")
        delivered = run_job(committed_app, "deliver-messages")
        assert (planned.succeeded, planned.summary["people"]) == (True, 1)
        assert (delivered.succeeded, delivered.summary) == (True, {"accepted": 1})
        office.line.press(PHONE, "เริ่มแล้ว")
        answered = run_job(committed_app, "process-events")
        assert (answered.succeeded, answered.summary) == (True, {"events": 1})
        db.session.remove()
        assert db.session.scalars(select(Task.state)).all() == [TaskState.IN_PROGRESS]
        assert "บันทึกแล้ว" in office.line.messages_to(PHONE)[-1]["altText"]
        assert run_job(committed_app, "read-quota").summary == {"channels": 1}


def _with_the_tests_box(app: Flask) -> object:
    from dataclasses import replace

    from tests.reminders.office import BOX

    return replace(app.extensions["machinery"], secrets=BOX)
