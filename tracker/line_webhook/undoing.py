"""ถอนรายการนี้: what was just saved over chat is taken back, by the one who saved it, for ten minutes."""

from collections.abc import Sequence
from urllib.parse import parse_qsl

from tracker.errors import NotFound, NotNow
from tracker.line_webhook import evidence
from tracker.line_webhook.chat import Chat
from tracker.line_webhook.reading import Incoming
from tracker.messaging.messenger import Message
from tracker.reminders.service.notices import tell_person
from tracker.reminders.wording import asking, replies
from tracker.tasks import queries as task_queries
from tracker.tasks import service as tasks
from tracker.tasks.models import ExtensionState, Via

_MOST_FILES = 20


def remember(told: Sequence[Message], chat: Chat) -> None:
    """Remember what an answer offers to take back: its button is seen on a phone, and there only until it scrolls."""
    for message in told:
        for choice in message.get("quickReply", {}).get("items", []):
            data = dict(parse_qsl(choice["action"].get("data", "")))
            if data.get("a") == "undo":
                chat.keep(undo=data)


def undo_last(chat: Chat) -> list[Message]:
    """Take back what was saved last, for somebody who types it."""
    data = chat.detail("undo", {})
    if not data:
        raise NotNow("ไม่มีรายการที่เพิ่งบันทึกให้ถอน หากบันทึกไว้ก่อนหน้านี้ กรุณาแก้ไขที่หน้างานบนเว็บ")
    return undo(Incoming("postback", data=data), chat)


def undo(incoming: Incoming, chat: Chat) -> list[Message]:
    """Take back what the button names."""
    if (update_id := incoming.number("u")) is not None:
        return _undo_entry(incoming.number("t") or 0, update_id, chat)
    if (request_id := incoming.number("x")) is not None:
        return _undo_request(request_id, chat)
    if (promise_id := incoming.number("c")) is not None:
        tasks.withdraw_promise(promise_id, by=chat.person, at=chat.at)
        return asking.taken_back("วันที่แจ้งว่าจะเสร็จ")
    if (directive_id := incoming.number("d")) is not None:
        directive = task_queries.directive(directive_id, viewer=chat.person)
        tasks.take_back_acknowledgement(directive, by=chat.person, at=chat.at)
        return asking.taken_back("การรับทราบข้อสั่งการ")
    if incoming.data.get("e"):
        return _undo_evidence(incoming.data["e"], chat)
    return replies.not_understood()


def _undo_entry(task_id: int, update_id: int, chat: Chat) -> list[Message]:
    tasks.undo(update_id, chat.task(task_id), by=chat.person, at=chat.at, via=Via.LINE)
    chat.answered()
    return asking.task_taken_back(chat.card(task_id))


def _undo_request(request_id: int, chat: Chat) -> list[Message]:
    request = task_queries.extension_request(request_id, viewer=chat.person)
    if request.asked_by_id == chat.person.person_id:
        if request.state is not ExtensionState.WITHDRAWN:
            tasks.withdraw_extension(request, by=chat.person, at=chat.at)
        return asking.taken_back("คำขอขยายเวลา")
    tasks.undo_decision(request, by=chat.person, at=chat.at, via=Via.LINE)
    words = asking.decision_taken_back(chat.card(request.task_id).title)
    tell_person(request.asked_by_id, words, asker=chat.person, at=chat.at)
    return asking.taken_back("การพิจารณาคำขอขยายเวลา คำขอกลับไปรอพิจารณา")


def _undo_evidence(written: str, chat: Chat) -> list[Message]:
    ids = [int(one) for one in written.split(".") if one.isascii() and one.isdigit() and len(one) < 10][:_MOST_FILES]
    withdrawn = [one for one in evidence.sent_at_once_with(ids, chat) if _withdraw(one, chat)]
    if not withdrawn:
        raise NotNow("หลักฐานนี้ถูกถอนออกแล้ว")
    return asking.taken_back("หลักฐานที่แนบ")


def _withdraw(evidence_id: int, chat: Chat) -> bool:
    """Withdraw proof just sent in; False when it is withdrawn already."""
    try:
        found = task_queries.evidence(evidence_id, viewer=chat.person)
    except NotFound:
        return False
    if chat.at > found.added_at + tasks.UNDO_FOR:
        raise NotNow("เกิน 10 นาทีแล้ว กรุณาถอนหลักฐานที่หน้างานบนเว็บ")
    tasks.withdraw_evidence(evidence_id, by=chat.person, at=chat.at)
    return True
