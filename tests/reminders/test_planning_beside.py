"""Planning while others are at work: a sender that takes a message up, somebody else who holds the database."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from time import sleep

import pytest
from flask import Flask
from sqlalchemy import select, update

from jobs.runner import run_job
from tests.builders import a_task
from tests.conftest import Clock
from tests.reminders.office import a_head, envelopes, kinds, plan
from tracker.database import db, transaction
from tracker.reminders.models import MessageState, OutgoingMessage, Reminder

TUESDAY = date(2026, 3, 31)


def test_nothing_is_added_to_a_message_a_sender_is_taking_up(committed_app: Flask, clock: Clock) -> None:
    """The sender froze its words a moment ago: what is added now would be taken for told and never be said."""
    a_head()
    a_task(due_on=TUESDAY)
    plan()
    later = a_task(due_on=date(2026, 4, 1))
    later_id = later.id
    db.session.remove()

    def plan_in_a_thread() -> int:
        with committed_app.app_context():
            return plan().people

    with ThreadPoolExecutor(1) as threads:
        with transaction():
            db.session.execute(update(OutgoingMessage).values(state=MessageState.SENDING, attempts=1))
            planning = threads.submit(plan_in_a_thread)
            sleep(0.5)
        assert planning.result() == 0
    assert [one.state for one in envelopes()] == [MessageState.SENDING]
    told = db.session.scalars(select(Reminder.task_id).where(Reminder.message_id.is_not(None))).all()
    assert later_id not in told


# PostgreSQL lets writers wait for one row, never for the whole database.
@pytest.mark.parametrize("template", ["sqlite"], indirect=True)
def test_planning_that_meets_a_locked_database_is_made_good_by_the_next_run(committed_app: Flask, clock: Clock) -> None:
    a_head()
    a_task(due_on=TUESDAY)
    db.session.remove()
    with db.engine.connect() as connection:
        path = str(db.engine.url.database)
        connection.exec_driver_sql("PRAGMA busy_timeout=100")
    holder = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    holder.execute("BEGIN IMMEDIATE")
    try:
        run = run_job(committed_app, "plan-reminders")
    finally:
        holder.execute("ROLLBACK")
        holder.close()
    assert not run.succeeded
    assert "locked" in run.error
    db.session.remove()
    assert envelopes() == []
    db.session.remove()
    assert run_job(committed_app, "plan-reminders").succeeded
    db.session.remove()
    assert len(envelopes()) == 1
    assert sorted(kinds()) == ["assigned", "due_today"]
