"""What goes on at once on several machines: who waits for whom, and nobody for long."""

from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as FutureTimeout
from datetime import date

import pytest
from flask import Flask
from sqlalchemy import text

from tests.builders import a_government, a_task, the_system
from tests.reminders.office import a_head, envelopes
from tests.simulator.running import user_id
from tracker import clock
from tracker.database import db, transaction
from tracker.line_webhook.chat import Chat
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


@pytest.mark.parametrize("template", ["postgresql"], indirect=True)
def test_what_one_sender_keeps_of_a_chat_the_next_one_finds(committed_app: Flask) -> None:
    asker, at, user = the_system(), clock.now(), user_id(1)
    a_head()

    def keep(name: str) -> None:
        chat = Chat.of(asker, user, base_url="", at=at)
        chat.keep(files=[*chat.detail("files", []), name])

    def keep_elsewhere(name: str) -> None:
        with committed_app.app_context(), transaction():
            keep(name)

    with transaction():
        keep("first")
    with ThreadPoolExecutor(1) as other:
        with transaction():
            keep("second")
            db.session.flush()
            third = other.submit(keep_elsewhere, "third")
            with pytest.raises(FutureTimeout):
                third.result(timeout=1)  # It waits.
        third.result(timeout=20)
    with transaction():
        assert Chat.of(asker, user, base_url="", at=at).detail("files", []) == ["first", "second", "third"]
