"""Running one job: its time, its row, and what becomes of what goes wrong."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from jobs import schedule
from jobs.runner import run_job
from tests.builders import a_government
from tests.conftest import Clock
from tracker import clock as tracker_clock
from tracker.database import db, transaction
from tracker.errors import NotFound
from tracker.health.models import JobRun
from tracker.health.queries.timetable import plan_of
from tracker.people import audit, service
from tracker.people.models import AuditEvent, Holiday
from tracker.people.viewer import System


@pytest.fixture
def timetable() -> Iterator[list[schedule.Job]]:
    """A timetable a test may fill; the real one is back afterwards."""
    real, jobs = schedule.JOBS, list[schedule.Job]()
    schedule.JOBS = jobs  # type: ignore[assignment]
    yield jobs
    schedule.JOBS = real


def test_a_run_is_written_down_with_its_time_and_what_it_did(app: Flask, clock: Clock) -> None:
    a_government()

    run = run_job(app, "seed-holidays")

    stored = db.session.scalars(select(JobRun)).one()
    assert (stored.id, stored.name, stored.succeeded, stored.error) == (run.id, "seed-holidays", True, "")
    assert stored.started_at == stored.finished_at == clock.now
    assert stored.summary == {"holidays": 0}


def test_a_run_as_of_a_later_instant_lives_then_and_the_clock_goes_on_afterwards(app: Flask, clock: Clock) -> None:
    a_government()
    new_year = datetime(2028, 1, 1, 1, tzinfo=tracker_clock.BANGKOK)

    run = run_job(app, "seed-holidays", at=new_year)

    assert run.started_at == new_year
    assert run.summary["holidays"] > 20
    assert db.session.scalars(select(Holiday).where(Holiday.day > new_year.date().replace(year=2029))).first()
    assert clock.now == datetime(2026, 3, 31, 2, tzinfo=UTC)


def test_a_job_lives_in_the_time_of_a_demo_database(app: Flask, clock: Clock, timetable: list[schedule.Job]) -> None:
    seen: list[datetime] = []
    timetable.append(schedule.Job(plan_of("tidy"), for_installation=lambda at: {"seen": _added(seen, at)}))
    tracker_clock._stopped_at = None
    with transaction():
        service.start_demo_clock(timedelta(days=1000))

    run_job(app, "tidy")

    assert timedelta(days=999, hours=23) < seen[0] - tracker_clock.machine_now() <= timedelta(days=1000)


def test_what_goes_wrong_in_one_office_keeps_nothing_from_the_others(app: Flask, timetable: list[schedule.Job]) -> None:
    broken, sound = a_government("broken"), a_government("sound", "องค์การบริหารส่วนตำบลจำลองพัฒนา")

    def work(system: System, at: datetime) -> dict[str, int]:
        with transaction():
            audit.record("worked", "", by=system, at=at)
            if system.government_id == broken.id:
                raise ValueError("half way")
        return {"offices": 1}

    timetable.append(schedule.Job(plan_of("tidy"), work))

    run = run_job(app, "tidy")

    assert (run.succeeded, run.summary) == (False, {"offices": 1})
    assert run.error == "broken: ValueError: half way"
    worked = db.session.scalars(select(AuditEvent.government_id).where(AuditEvent.action == "worked"))
    assert list(worked) == [sound.id]


def test_an_error_of_the_database_is_told_without_what_the_statement_held(
    app: Flask, timetable: list[schedule.Job]
) -> None:
    def work(at: datetime) -> dict[str, int]:
        with transaction():
            db.session.add(JobRun(id=1, name="a secret", started_at=at))
            db.session.flush()
            db.session.execute(JobRun.__table__.insert().values(id=1, name="a secret", started_at=at))  # type: ignore[attr-defined]
        return {}

    timetable.append(schedule.Job(replace(plan_of("tidy")), for_installation=work))

    run = run_job(app, "tidy")

    assert run.succeeded is False
    assert run.error.startswith("IntegrityError")
    assert "a secret" not in run.error


def test_a_database_that_cannot_be_written_to_is_told_and_nothing_escapes(committed_app: Flask) -> None:
    JobRun.__table__.drop(db.engine)  # type: ignore[attr-defined]

    run = run_job(committed_app, "tidy")

    assert run.succeeded is False
    assert "job_runs" in run.error


def test_a_job_nobody_knows_is_refused(app: Flask) -> None:
    with pytest.raises(NotFound, match="no-such-job"):
        run_job(app, "no-such-job")


def _added(seen: list[datetime], at: datetime) -> int:
    seen.append(at)
    return len(seen)
