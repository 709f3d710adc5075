"""What is done about an event, and what is said: rights come from who sent it, never from what a button carries."""

from collections.abc import Callable

from tracker import thai
from tracker.errors import NotFound, NotNow, TrackerError
from tracker.line_webhook import acknowledging, evidence, extending, linking, overviews, reporting, spoken, undoing
from tracker.line_webhook.chat import Chat
from tracker.line_webhook.evidence import Fetched
from tracker.line_webhook.reading import Incoming
from tracker.messaging.messenger import Message
from tracker.reminders.wording import replies

_TASKS = {"งานของฉัน", "งาน", "งานค้าง", "mytasks"}
_HELP = {"วิธีใช้", "ช่วยเหลือ", "help", "เมนู"}
_OVERVIEWS = {
    "overdue": overviews.overdue,
    "unit": overviews.unit,
    "board": overviews.board,
    "waiting": overviews.waiting,
    "เกินกำหนด": overviews.overdue,
    "หน่วยของฉัน": overviews.unit,
    "ภาพรวม": overviews.board,
    "รอท่าน": overviews.waiting,
}
"""What the menus ask for, by what a press carries and by the words on it."""

_UNLINK = {"ยกเลิกการเชื่อม", "ยกเลิกการเชื่อมline", "เลิกเชื่อม"}
_UNLINK_FOR_SURE = {"ยืนยันยกเลิก", "ยืนยันยกเลิกการเชื่อม"}
_KEEPS_LINK = {"ไม่", "ไม่ยกเลิก", "ยกเลิก", "no"}
_CANCEL = {"ยกเลิก", "cancel"}
_UNDO = {"ถอน", "ถอนรายการ", "ถอนรายการนี้", "ยกเลิกรายการ", "ยกเลิกรายการนี้", "undo"}
_PRESSES = {
    "เริ่มแล้ว": "start",
    "เริ่ม": "start",
    "เสร็จแล้ว": "done",
    "เสร็จ": "done",
    "ทำเสร็จแล้ว": "done",
    "แล้วเสร็จ": "done",
    "ติดปัญหา": "problem",
    "มีปัญหา": "problem",
    "คืบหน้า": "progress",
}
_AWAITED: dict[str, Callable[[str, Chat], list[Message]]] = {
    "evidence": evidence.choose_by_number,
    "percent": reporting.answer,
    "result": reporting.answer,
    "problem": reporting.answer,
    "extension": extending.ask,
    "refusal": extending.refuse,
}
"""What takes the words a question was answered with."""

_ACKNOWLEDGES = {"รับทราบ", "ทราบ", "รับทราบแล้ว", "รับทราบข้อสั่งการ"}
_ASKS_FOR_TIME = {"ขอขยายเวลา", "ขยายเวลา", "ขอเลื่อน", "ขอเลื่อนวัน", "ขอเลื่อนกำหนด"}
_ABOUT_TIME = {"extend", "promise", "grant", "refuse"}
_FOR_ANYBODY = {"connect", "link", "nolink"}


def answer(incoming: Incoming, chat: Chat, fetched: Fetched | None) -> list[Message]:
    """Act on one event and return what to say."""
    if incoming.kind == "follow":
        return linking.followed(chat)
    if incoming.kind == "unfollow":
        return linking.unfollowed(chat)
    if incoming.kind == "accountLink":
        return linking.finish(incoming, chat)
    if incoming.kind == "postback" or incoming.text.strip():
        told = _answer_press(incoming, chat) if incoming.kind == "postback" else _answer_text(incoming.text, chat)
        undoing.remember(told, chat)
        return [*told, *evidence.ask_again(chat)] if chat.conversation.awaiting == "evidence" else told
    if incoming.content is not None:
        if chat.viewer is None or fetched is None:
            return linking.offer(chat)
        told = evidence.receive(incoming.content, fetched, chat)
        undoing.remember(told, chat)
        return told
    return linking.offer(chat) if chat.viewer is None else replies.not_understood()  # A sticker, a place.


def refusal(incoming: Incoming, chat: Chat, error: TrackerError) -> list[Message]:
    """Say why nothing was done; where somebody else was quicker, with the state the task has now."""
    task_id = incoming.number("t") or (chat.about if chat.is_asking else chat.conversation.task_id)
    if isinstance(error, NotNow) and chat.viewer is not None and task_id is not None:
        chat.answered()
        try:
            return replies.stale(chat.card(task_id), str(error))
        except NotFound:
            pass
    return replies.refused(str(error))


def _answer_text(text: str, chat: Chat) -> list[Message]:
    words = thai.clean(text)
    if linking.looks_like_code(words):
        told = linking.try_code(words, chat)
        if told is not None:
            return told
    if chat.viewer is None:
        return linking.offer(chat)
    command, awaiting = spoken.command_in(words), chat.conversation.awaiting
    told = _answer_command(command, chat)
    if told is not None:
        return told
    is_report = command in _PRESSES or (awaiting != "percent" and spoken.stands_for_percent(words))
    if is_report and awaiting != "evidence":
        return _answer_spoken(command, spoken.percent_in(words), chat)
    if awaiting in _AWAITED:
        return _AWAITED[awaiting](words, chat)
    return _answer_unasked(words, command, chat)


def _answer_unasked(words: str, command: str, chat: Chat) -> list[Message]:
    """Answer words that answer no question."""
    if (said := spoken.percent_and_words(words)) is not None:
        return reporting.progress_in_words(*said, chat)
    if problem := spoken.problem_in(words):
        return reporting.problem_in_words(problem, chat)
    if command in _ACKNOWLEDGES:
        return acknowledging.acknowledge_spoken(chat)
    return extending.offer_days(chat) if command in _ASKS_FOR_TIME else replies.not_understood()


def _answer_command(command: str, chat: Chat) -> list[Message] | None:
    if command in _TASKS:
        return reporting.show_tasks(chat)
    if command in _HELP:
        return _guidance(chat)
    if command in _OVERVIEWS:
        return _OVERVIEWS[command](chat)
    if command in linking.CONNECT_WORDS:
        return linking.offer(chat)
    if command in _UNLINK:
        return linking.ask_to_unlink(chat)
    if command in _UNLINK_FOR_SURE and chat.conversation.awaiting == "unlink":
        return linking.end(chat)
    if command in _KEEPS_LINK and chat.conversation.awaiting == "unlink":
        return linking.keep(chat)
    if command in _CANCEL:
        return _cancel(chat)
    return undoing.undo_last(chat) if command in _UNDO else None


def _guidance(chat: Chat) -> list[Message]:
    leads = chat.viewer is not None and chat.viewer.is_any(*overviews.LEADS)
    return replies.guidance_for_leads(chat.base_url) if leads else replies.guidance(chat.base_url)


def _cancel(chat: Chat) -> list[Message]:
    """Drop what was asked; where nothing was, what was saved stays, and how to take it back is said."""
    was_asked = bool(chat.conversation.awaiting)
    chat.forget()
    return replies.cancelled() if was_asked else replies.nothing_to_cancel()


def _answer_spoken(command: str, percent: int | None, chat: Chat) -> list[Message]:
    """Act on a word or a number that was typed instead of pressed."""
    card = reporting.spoken_of(chat)
    if card is None:
        return reporting.ask_which(chat)
    return _report(_PRESSES.get(command, "progress"), (card.task_id, card.revision, percent), chat)


def _answer_press(incoming: Incoming, chat: Chat) -> list[Message]:
    action = incoming.data.get("a", "")
    if chat.viewer is None and action not in _FOR_ANYBODY:
        return linking.offer(chat)
    if action in {"start", "progress", "done", "problem"}:
        task_id, revision = incoming.number("t"), incoming.number("n")
        if task_id is None or revision is None:
            return replies.not_understood()
        return _report(action, (task_id, revision, incoming.number("p")), chat)
    if action == "attach" and (task_id := incoming.number("t")) is not None:
        return evidence.choose(task_id, chat)
    if action == "proof" and (task_id := incoming.number("t")) is not None:
        return evidence.ask(task_id, chat)
    if action == "acknowledge" and (directive_id := incoming.number("d")) is not None:
        return acknowledging.acknowledge(directive_id, chat)
    if action == "undo":
        return undoing.undo(incoming, chat)
    if action in _ABOUT_TIME:
        return _answer_about_time(action, incoming, chat)
    return _answer_choice(action, incoming, chat)


def _answer_about_time(action: str, incoming: Incoming, chat: Chat) -> list[Message]:
    task_id, revision, request_id = incoming.number("t"), incoming.number("n"), incoming.number("x")
    if action == "extend" and task_id is not None and revision is not None:
        return extending.ask_reason(task_id, revision, incoming.picked_on, chat)
    if action == "promise" and task_id is not None:
        return extending.promise(task_id, incoming.picked_on, chat)
    if action == "grant" and request_id is not None:
        return extending.grant(request_id, chat)
    if action == "refuse" and request_id is not None:
        return extending.ask_why_not(request_id, chat)
    return replies.not_understood()


def _answer_choice(action: str, incoming: Incoming, chat: Chat) -> list[Message]:
    if action == "connect":
        return linking.offer(chat)
    if action == "link":
        return linking.confirm(chat)
    if action == "nolink":
        return linking.decline(chat)
    if action == "unlink":
        return linking.unlink(incoming, chat)
    if action == "keep":
        return linking.keep(chat)
    if action in _OVERVIEWS:
        return _OVERVIEWS[action](chat)
    if action == "tasks":
        return reporting.show_tasks(chat)
    if action == "cancel":
        return _cancel(chat)
    return _guidance(chat) if action == "help" else replies.not_understood()


def _report(action: str, about: tuple[int, int, int | None], chat: Chat) -> list[Message]:
    task_id, revision, percent = about
    if action == "progress":
        return reporting.progress(task_id, revision, percent, chat)
    return {"start": reporting.start, "done": reporting.done, "problem": reporting.problem}[action](
        task_id, revision, chat
    )
