"""More time and promises over chat: a day is picked, a reason typed, and whoever answers for it decides."""

from datetime import date

from tracker.errors import NotAllowed, NotNow, NotValid
from tracker.line_webhook import reporting
from tracker.line_webhook.chat import Chat
from tracker.messaging.messenger import Message
from tracker.reminders.service.decisions import tell_of_decision
from tracker.reminders.wording import asking
from tracker.tasks import queries as task_queries
from tracker.tasks import service as tasks
from tracker.tasks.models import Via
from tracker.tasks.service import ExtensionAsked

_NO_DAY = "ไม่พบวันที่ที่เลือก กรุณากดปุ่มแล้วเลือกวันที่อีกครั้ง"


def offer_days(chat: Chat) -> list[Message]:
    """Offer the days a task may be put off to, to somebody who typed that they need more time."""
    card = reporting.spoken_of(chat)
    if card is None:
        return reporting.ask_which(chat)
    if not card.is_answerable:
        raise NotAllowed(tasks.NOT_YOURS_TO_ASK)
    if card.more_time is None:
        raise NotNow(f"งานนี้อยู่ในสถานะ “{card.state}” และขอขยายเวลาไม่ได้แล้ว กรุณาติดต่อผู้ประสานงาน ITA หากจำเป็น")
    return asking.offer_days(card, card.more_time)


def ask_reason(task_id: int, revision: int, due_on: date | None, chat: Chat) -> list[Message]:
    """Take the day that was picked and ask why; what cannot be is told before anything is typed."""
    task = chat.task(task_id)
    if not tasks.may_report(task, chat.person):
        raise NotAllowed(tasks.NOT_YOURS_TO_ASK)
    if due_on is None:
        raise NotValid(_NO_DAY)
    chat.refuse_if_overtaken(f"extension:{task_id}")
    tasks.refuse_if_changed_by_others(task, revision, by=chat.person)
    tasks.check_day(task, due_on, today=chat.today)
    card = chat.card(task_id)
    chat.ask("extension", card, n=revision, due_on=due_on.isoformat())
    chat.note_newest(f"extension:{task_id}")
    return asking.ask_reason(card, due_on)


def ask(reason: str, chat: Chat) -> list[Message]:
    """Ask for the day that was picked, with the reason that was typed."""
    task = chat.task(chat.about)
    due_on = date.fromisoformat(chat.detail("due_on", ""))
    asked = ExtensionAsked(due_on, reason, int(chat.detail("n", 0)))
    request = tasks.ask_extension(task, asked, by=chat.person, at=chat.at, via=Via.LINE)
    chat.answered()
    chat.became(x=request.id)
    return asking.extension_asked(chat.card(task.id), due_on, request.id)


def promise(task_id: int, promised_on: date | None, chat: Chat) -> list[Message]:
    """Keep the day somebody says a task will be done on."""
    if promised_on is None:
        raise NotValid(_NO_DAY)
    subject = f"promise:{task_id}"
    chat.refuse_if_overtaken(subject)
    made = tasks.promise(chat.task(task_id), promised_on, by=chat.person, at=chat.at, via=Via.LINE)
    chat.answered()
    chat.note_newest(subject)
    return asking.promised(chat.card(task_id), promised_on, made.id)


def grant(request_id: int, chat: Chat) -> list[Message]:
    """Give the time that was asked for."""
    request = task_queries.extension_request(request_id, viewer=chat.person)
    tasks.grant_extension(request, by=chat.person, at=chat.at, via=Via.LINE)
    card = chat.card(request.task_id)
    tell_of_decision(request, card.title, card.due_on, by=chat.person, at=chat.at)
    return asking.granted(card, request.id)


def ask_why_not(request_id: int, chat: Chat) -> list[Message]:
    """Ask why a request is refused, of somebody who may."""
    request = task_queries.extension_request(request_id, viewer=chat.person)
    tasks.refuse_unless_decidable(request, by=chat.person)
    card = chat.card(request.task_id)
    chat.ask("refusal", card, x=request.id)
    return asking.ask_why_not(card.title)


def refuse(comment: str, chat: Chat) -> list[Message]:
    """Refuse the request spoken of, with the reason that was typed."""
    request = task_queries.extension_request(int(chat.detail("x", 0)), viewer=chat.person)
    tasks.refuse_extension(request, comment=comment, by=chat.person, at=chat.at, via=Via.LINE)
    chat.answered()
    card = chat.card(request.task_id)
    tell_of_decision(request, card.title, card.due_on, by=chat.person, at=chat.at)
    return asking.refused_request(card.title, request.id)
