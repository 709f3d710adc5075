"""Writing a planned message from what is true at its first attempt; from then on it is frozen."""

import uuid

from tracker.database import db
from tracker.people.viewer import System
from tracker.reminders import queries
from tracker.reminders.models import OutgoingMessage, Reminder
from tracker.reminders.queries import ReminderKey, Subject
from tracker.reminders.service.reasons import Frame, Situation
from tracker.reminders.service.showing import Desk
from tracker.reminders.wording import cards as wording


def fill_envelope(message: OutgoingMessage, frame: Frame, *, base_url: str) -> bool:
    """Write a message from what is true now, before its first attempt; tell whether anything in it is still needed."""
    asker = System(message.government_id)
    attached = queries.reminders_in(message.id)
    situation = Situation.within(frame, asker, [_key(reminder)[0] for reminder in attached])
    meant = set(map(_key, attached))
    needed = [reason for reason in situation.reasons().get(message.person_id or 0, []) if reason.key in meant]
    if not needed:
        return False
    desk = Desk(situation, base_url)
    shown = desk.cards(needed)
    message.body = [wording.reminder(shown, desk.all_tasks_link)]
    message.summary = wording.summary(shown)
    kept = {reason.key for reason in needed}
    for reminder in attached:
        if _key(reminder) not in kept:
            reminder.message_id = None
    return True


def empty_envelope(message: OutgoingMessage) -> None:
    """Make a message LINE has certainly not taken one that was never tried.

    It is written anew at its next attempt, so that is another request and takes another key: LINE wants a request that
    is sent again under a key to be the same ("Retry failed API requests").
    """
    attached = queries.reminders_in(message.id)
    for reminder in attached:
        reminder.message_id = None
    db.session.flush()  # A key that reminders point at cannot be changed.
    message.id = uuid.uuid4()
    message.first_attempted_at, message.sent_to, message.body = None, None, []
    db.session.flush()
    for reminder in attached:
        reminder.message_id = message.id


def _key(reminder: Reminder) -> ReminderKey:
    subject = Subject(reminder.task_id, reminder.directive_id, reminder.topic)
    return subject, reminder.kind, reminder.slot, reminder.person_id
