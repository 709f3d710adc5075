"""Photos and files sent in a chat: fetched at once, kept as proof of the task spoken of, or of the one asked for."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from operator import itemgetter
from typing import Any

from tracker import thai
from tracker.errors import NotAllowed, NotNow, NotValid
from tracker.files import FileStore
from tracker.line_webhook import reporting
from tracker.line_webhook.chat import Chat
from tracker.line_webhook.reading import SentContent
from tracker.messaging.messenger import ContentGone, ContentTooLarge, Message, Messenger
from tracker.reminders.wording import replies
from tracker.tasks import content as task_content
from tracker.tasks import service as tasks
from tracker.tasks.models import Evidence, Via
from tracker.tasks.service import StoredFile

_MOST_WAITING = 20
_MOST_REMEMBERED = 200
_MOST_SETS = 10


@dataclass(frozen=True)
class Fetched:
    """What became of a photo or a file: kept in the store, or refused with a sentence."""

    file: StoredFile | None = None
    refusal: str = ""


def fetch(sent: SentContent, messenger: Messenger, files: FileStore, *, at: datetime) -> Fetched:
    """Download what somebody sent and keep it, with no transaction open; MessengerBusy means: later."""
    if not sent.may_be_evidence or not sent.message_id:
        return Fetched(refusal=f"ไฟล์ชนิดนี้ใช้เป็นหลักฐานไม่ได้ กรุณาส่งเป็น{task_content.ACCEPTED}")
    too_large = Fetched(refusal="ไฟล์ใหญ่เกิน 10 MB กรุณาย่อขนาด หรือแนบผ่านหน้าเว็บเป็นลิงก์")
    if sent.size > task_content.LARGEST_FILE:
        return too_large
    try:
        content = messenger.content(sent.message_id, task_content.LARGEST_FILE)
        return Fetched(tasks.keep_file(_name(sent, at), content.data, files=files))
    except ContentTooLarge:
        return too_large
    except ContentGone:
        return Fetched(refusal="ไฟล์ถูกยกเลิกการส่งหรือหมดอายุแล้ว กรุณาส่งใหม่อีกครั้ง")
    except NotValid as refusal:
        return Fetched(refusal=str(refusal))


def receive(sent: SentContent, fetched: Fetched, chat: Chat) -> list[Message]:
    """Attach what was fetched to its task, or ask which task that is; what was sent at once gets one answer."""
    if fetched.file is None:
        raise NotValid(fetched.refusal)
    is_answered = _set_of(sent.image_set, chat) is not None
    task_id = _task_of(sent, chat)
    if task_id is not None:
        kept = attach(chat, task_id, [(fetched.file, sent.message_id)])
        _keep_set(sent.image_set, chat, task_id, kept)
        return [] if is_answered else _saved(chat, task_id, kept, sent.number)
    offered = reporting.open_tasks(chat)
    if not offered:
        raise NotNow("ไม่มีงานค้างที่จะแนบหลักฐาน หากต้องการแนบกับงานที่ส่งผลแล้ว กรุณาแนบผ่านหน้าเว็บ")
    waiting = [*chat.detail("files", []), _kept(fetched.file, sent)][-_MOST_WAITING:]
    chat.ask("evidence", files=waiting, choices=[card.task_id for card in offered])
    _keep_set(sent.image_set, chat, None, [])
    return [] if is_answered else replies.ask_which_task(offered, len(waiting) - 1 + sent.number)


def ask_again(chat: Chat) -> list[Message]:
    """Ask once more which task files belong to that still wait after something else was answered."""
    waiting, offered = len(chat.detail("files", [])), reporting.open_tasks(chat)
    if not waiting or not offered:
        return []
    chat.keep(choices=[card.task_id for card in offered])
    return replies.ask_which_task(offered, waiting)


def _task_of(sent: SentContent, chat: Chat) -> int | None:
    """Return the task a file belongs to: that of what was sent with it, else the one spoken of."""
    together = _set_of(sent.image_set, chat)
    if together is not None and together["t"] is not None:
        return int(together["t"])
    if chat.conversation.awaiting == "evidence":
        return None
    card = reporting.spoken_of(chat)
    return None if card is None else card.task_id


def _set_of(image_set: str, chat: Chat) -> dict[str, Any] | None:
    """Return what is known of photos sent at once: their task, once there is one, and the proof they became."""
    return next((one for one in chat.detail("sets", []) if image_set and one["id"] == image_set), None)


def _keep_set(image_set: str, chat: Chat, task_id: int | None, kept: Sequence[Evidence]) -> None:
    if not image_set:
        return
    before = _set_of(image_set, chat) or {"e": []}
    others = [one for one in chat.detail("sets", []) if one["id"] != image_set]
    proof = sorted({*before["e"], *(evidence.id for evidence in kept)})
    chat.keep(sets=[*others, {"id": image_set, "t": task_id, "e": proof}][-_MOST_SETS:])


def sent_at_once_with(evidence_ids: Sequence[int], chat: Chat) -> list[int]:
    """Return proof with all that was sent at once with it, also what came after the answer."""
    together = [one["e"] for one in chat.detail("sets", []) if not set(one["e"]).isdisjoint(evidence_ids)]
    return sorted({*evidence_ids, *(one for ids in together for one in ids)})


def ask(task_id: int, chat: Chat) -> list[Message]:
    """Ask for the proof of a task, which is then the one spoken of."""
    if not tasks.may_report(chat.task(task_id), chat.person):
        raise NotAllowed(tasks.NOT_YOURS_TO_REPORT)
    return replies.ask_proof(chat.card(task_id))


def choose(task_id: int, chat: Chat) -> list[Message]:
    """Attach what was waiting to the task that was chosen."""
    waiting = chat.detail("files", [])
    if not waiting:
        return replies.refused("ไม่มีไฟล์ที่รอแนบ กรุณาส่งรูปหรือไฟล์อีกครั้ง")
    kept = attach(chat, task_id, [(_file(one), one["message_id"]) for one in waiting])
    for image_set in {one["set"] for one in waiting}:
        _keep_set(image_set, chat, task_id, kept)
    chat.keep(files=[])
    chat.answered()
    return _saved(chat, task_id, kept)


def _kept(file: StoredFile, sent: SentContent) -> dict[str, Any]:
    shown_on = file.shown_on.isoformat() if file.shown_on else ""
    return {**asdict(file), "shown_on": shown_on, "message_id": sent.message_id, "set": sent.image_set}


def _file(kept: Mapping[str, Any]) -> StoredFile:
    shown_on = date.fromisoformat(kept["shown_on"]) if kept.get("shown_on") else None
    return StoredFile(kept["name"], kept["content_key"], kept["media_type"], kept["size"], shown_on)


def choose_by_number(words: str, chat: Chat) -> list[Message]:
    """Take the number of a task from the list that was shown."""
    choices: list[int] = chat.detail("choices", [])
    number = thai.arabic_digits(thai.one_line(words))
    if not number.isdigit() or not 1 <= int(number) <= len(choices):
        # The question follows, with its list: the buttons of the first one are gone by now.
        return replies.refused(f"กรุณาพิมพ์หมายเลข 1 ถึง {len(choices)} ของงานที่จะแนบหลักฐาน หรือพิมพ์ “ยกเลิก”")
    return choose(choices[int(number) - 1], chat)


def attach(chat: Chat, task_id: int, sent: Sequence[tuple[StoredFile, str]]) -> list[Evidence]:
    """Add files to a task as the person who sent them, and remember as which messages they came."""
    task, added = chat.task(task_id), {}
    kept: dict[str, int] = dict(chat.detail("evidence", {}))
    for file, message_id in sent:
        evidence = tasks.add_evidence(task, file, by=chat.person, at=chat.at, via=Via.LINE)
        added[evidence.id] = evidence
        if evidence.added_at == chat.at or evidence.id in kept.values():
            kept[message_id] = evidence.id  # Not what was there before: taking the message back leaves that.
    # By number: a database keeps no order of names.
    chat.keep(evidence=dict(sorted(kept.items(), key=itemgetter(1))[-_MOST_REMEMBERED:]))
    return list(added.values())


def _saved(chat: Chat, task_id: int, kept: Sequence[Evidence], number: int = 1) -> list[Message]:
    days = {evidence.shown_on for evidence in kept}
    shown_on = days.pop() if len(days) == 1 else None
    ids = [evidence.id for evidence in kept]
    asked = chat.conversation.awaiting, chat.about
    card = chat.card(task_id)
    told = replies.evidence_saved(card, ids, shown_on, max(number, len(ids)))
    # Proof often comes before the sentence that was asked for: the question stands, and stands last.
    return [*told, *replies.ask_result(card)] if asked == ("result", task_id) else told


def _name(sent: SentContent, at: datetime) -> str:
    return sent.file_name or f"รูปจาก LINE {thai.screen_instant(at).replace('.', '-')}.jpg"
