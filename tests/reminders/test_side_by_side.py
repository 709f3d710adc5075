"""What goes on at once on several machines: who waits for whom, and nobody for long."""

from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as FutureTimeout
from datetime import date

import pytest
from flask import Flask
from sqlalchemy import text

from tests.builders import a_government, a_task, the_system
from tests.reminders.office import a_head, envelopes
from tracker import clock
from tracker.database import db, transaction
from tracker.line_webhook.storing import store_events
from tracker.reminders import service
from tracker.reminders.service import notices


@pytest.mark.parametrize("template", ["postgresql"], indirect=True)
def test_an_event_is_stored_while_an_office_is_planned(committed_app: Flask) -> None:
    head = a_head()
    a_task(assignee=head, due_on=date(2026, 3, 31))
    asker, at, today = the_system(), clock.now(), clock.today()

    def store() -> None:
        with committed_app.app_context(), transaction():
            db.session.execute(text("SET LOCAL lock_timeout = '2s'"))
            store_events([{"type": "follow", "webhookEventId": "01"}], asker=asker, at=at)

    government = a_government()
    with ThreadPoolExecutor(1) as webhook, transaction():
        assert service.plan_reminders(government, today=today, at=at).people == 1
        webhook.submit(store).result(timeout=20)


@pytest.mark.parametrize("template", ["postgresql"], indirect=True)
def test_two_things_told_one_person_at_once_are_both_told(committed_app: Flask) -> None:
    head, asker, at = a_head(), the_system(), clock.now()

    def tell(words: str) -> None:
        with committed_app.app_context(), transaction():
            notices.tell_person(head.id, words, asker=asker, at=at)

    with ThreadPoolExecutor(1) as other:
        with transaction():
            notices.tell_person(head.id, "อนุมัติแล้ว", asker=asker, at=at)
            second = other.submit(tell, "ไม่อนุมัติ")
            with pytest.raises(FutureTimeout):
                second.result(timeout=1)  # It waits.
        second.result(timeout=20)
    assert [message.sequence for message in envelopes()] == [2, 3]
