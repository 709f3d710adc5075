"""A message its sender takes back: what it said and what it sent are removed, the fact that there was one stays.

LINE asks that what was unsent is deleted here as well. What others may have built upon by now is not torn out: an entry
of a task past its ten minutes, proof of a closed year; the sender is told on the web where it stands.
"""

from sqlalchemy import String, cast, select

from tracker.database import db
from tracker.documents.models import Document
from tracker.errors import TrackerError
from tracker.line_webhook.chat import Chat
from tracker.line_webhook.storing import forget_message
from tracker.reminders.models import Conversation
from tracker.reminders.service.notices import leave_note
from tracker.reminders.wording import replies
from tracker.tasks import queries as task_queries
from tracker.tasks import service as tasks
from tracker.tasks.models import Via


def forget(message_id: str, chat: Chat) -> list[str]:
    """Forget a message and what became of it; return the keys of bytes nothing needs any more, to be removed."""
    forget_message(message_id, chat.user_id, asker=chat.asker, at=chat.at)
    if chat.viewer is None:
        return []
    try:
        keys = [*_waiting_file(message_id, chat), *_evidence(message_id, chat)]
        _entry(message_id, chat)
        _request(message_id, chat)
    except TrackerError:
        leave_note([chat.person.person_id], replies.cannot_be_unsent(), asker=chat.asker, at=chat.at)
        return []
    db.session.flush()
    return [key for key in keys if not _is_needed(key)]


def _waiting_file(message_id: str, chat: Chat) -> list[str]:
    """Let a file that waits for its task wait no longer."""
    files = chat.detail("files", [])
    taken_back = [one["content_key"] for one in files if one["message_id"] == message_id]
    if taken_back:
        chat.keep(files=[one for one in files if one["message_id"] != message_id])
    return taken_back


def _evidence(message_id: str, chat: Chat) -> list[str]:
    """Take back the proof a message became, unless the same was sent in another message, too."""
    kept = dict(chat.detail("evidence", {}))
    evidence_id = kept.pop(message_id, None)
    if evidence_id is None:
        return []
    key = ""
    if evidence_id not in kept.values():
        key = tasks.forget_evidence(int(evidence_id), by=chat.person, at=chat.at)
    chat.keep(evidence=kept)
    return [key] if key else []


def _entry(message_id: str, chat: Chat) -> None:
    """Take back the entry of a task that was made of a message, with its words."""
    entry = chat.detail("entries", {}).get(message_id)
    if entry and "u" in entry:
        tasks.forget_entry(entry["u"], chat.task(entry["t"]), by=chat.person, at=chat.at, via=Via.LINE)


def _request(message_id: str, chat: Chat) -> None:
    """Take back a request for more time whose reason was unsent, while nobody has decided."""
    entry = chat.detail("entries", {}).get(message_id)
    if entry and "x" in entry:
        request = task_queries.extension_request(entry["x"], viewer=chat.person)
        tasks.withdraw_extension(request, by=chat.person, at=chat.at).reason = ""


def _is_needed(key: str) -> bool:
    """Tell whether anything of any office still needs a file: proof, a document, a file that waits for its task."""
    if tasks.is_kept(key):
        return True
    document = select(Document.id).where(Document.content_key == key).limit(1)
    waiting = select(Conversation.id).where(cast(Conversation.details, String).contains(key)).limit(1)
    return db.session.scalar(document) is not None or db.session.scalar(waiting) is not None
