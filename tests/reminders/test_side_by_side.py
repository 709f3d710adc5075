"""What goes on at once on several machines: planning keeps nobody waiting who tells us something."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from flask import Flask
from sqlalchemy import text

from tests.builders import a_government, a_task, the_system
from tests.reminders.office import a_head
from tracker import clock
from tracker.database import db, transaction
from tracker.line_webhook.storing import store_events
from tracker.reminders import service


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
