"""What was said in the chat is not kept for ever."""

from datetime import timedelta

from flask import Flask
from sqlalchemy import select

from jobs.tidy import tidy
from tests.builders import a_government
from tests.simulator.running import user_id
from tracker import clock
from tracker.database import db, transaction
from tracker.reminders.models import Conversation, EventState, IncomingEvent


def test_words_of_the_chat_are_forgotten_after_ninety_days_but_never_before_they_were_acted_upon(app: Flask) -> None:
    at, office = clock.now(), a_government().id
    days_ago = {"yesterday": 1, "long ago": 91, "never acted upon": 91}
    with transaction():
        for name, days in days_ago.items():
            db.session.add(
                IncomingEvent(
                    government_id=office,
                    webhook_event_id=name,
                    kind="message",
                    payload={"message": {"text": "รอใบเสร็จ"}},
                    received_at=at - timedelta(days=days),
                    state=EventState.RECEIVED if name == "never acted upon" else EventState.DONE,
                )
            )
        for number, days in ((1, 1), (2, 91)):
            expired_at = at - timedelta(days=days)
            db.session.add(Conversation(government_id=office, line_user_id=user_id(number), expires_at=expired_at))
    summary = tidy(at)
    assert (summary["events"], summary["conversations"]) == (1, 1)
    assert set(db.session.scalars(select(IncomingEvent.webhook_event_id))) == {"yesterday", "never acted upon"}
    assert db.session.scalars(select(Conversation.line_user_id)).all() == [user_id(1)]
