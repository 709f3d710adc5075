"""One exchange with a LINE user: who it is, what they were asked, and how to show them their tasks."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from operator import itemgetter
from typing import Any
from urllib.parse import urlencode

from tracker.database import db
from tracker.errors import NotAllowed, NotFound, NotNow
from tracker.people import queries as people
from tracker.people.models import LineAccount
from tracker.people.viewer import System, Viewer
from tracker.reminders import queries
from tracker.reminders.models import Conversation
from tracker.reminders.service import Desk, Situation, present
from tracker.reminders.wording.subjects import TaskCard
from tracker.tasks import queries as tasks
from tracker.tasks.models import Task
from tracker.thai import day_of

MEMORY = timedelta(minutes=30)
"""How long a question waits for its answer, and the task spoken of is remembered."""

FILES_WAIT = timedelta(days=3)
"""How long files wait for the task they belong to: over a weekend."""

_LASTING = frozenset({"wrong_codes", "evidence", "entries", "newest"})
"""What outlives a question: codes that were wrong, which message became which proof or entry, as it may be taken back,
and when what was acted upon last had happened.
"""

_OF_FILES = frozenset({"files", "choices", "sets"})
_MOST_NEWEST = 50

_ASKS_FOR_WORDS = frozenset({"percent", "result", "problem", "extension", "refusal"})


@dataclass(frozen=True)
class Chat:
    """What is known while one event is acted upon."""

    asker: System
    user_id: str
    base_url: str
    at: datetime
    account: LineAccount | None
    viewer: Viewer | None
    conversation: Conversation
    link_token: str = ""
    """LINE's token for linking this user, where the answer offers it."""
    message_id: str = ""
    """The message that is acted upon, as its sender may take it back."""
    happened_at: int = 0
    """When what is acted upon happened, in LINE's milliseconds."""

    @classmethod
    def of(cls, asker: System, user_id: str, *, base_url: str, at: datetime) -> "Chat":
        """Return the exchange with a LINE user as it stands; questions nobody answered in time are forgotten."""
        account = people.line_account_of_user(user_id, asker=asker)
        viewer = people.viewer_of(account.person_id, on=day_of(at)) if account is not None else None
        found = queries.conversation(user_id, asker=asker)
        if found is None:
            # Kept only once there is something to keep: strangers leave no trace.
            found = Conversation(
                government_id=asker.government_id, line_user_id=user_id, awaiting="", details={}, expires_at=at
            )
        elif found.expires_at <= at:
            # A file that waits for its task is worth asking about the next morning; a sentence is not.
            is_file_waiting = found.awaiting == "evidence" and found.expires_at + FILES_WAIT > at
            lasting = _LASTING | (_OF_FILES if is_file_waiting else frozenset())
            found.awaiting, found.task_id = "evidence" if is_file_waiting else "", None
            found.details = {name: value for name, value in found.details.items() if name in lasting}
        return cls(asker, user_id, base_url, at, account, viewer, found)

    @property
    def today(self) -> date:
        """The date it is in Bangkok."""
        return day_of(self.at)

    @property
    def link_page(self) -> str:
        """The address of the page that links a LINE account: by LINE's own flow, or by a code where no token is."""
        if not self.link_token:
            return f"{self.base_url}/reminders/line"
        return f"{self.base_url}/line/link?{urlencode({'linkToken': self.link_token, 'of': self.asker.government_id})}"

    @property
    def person(self) -> Viewer:
        """The person whose LINE account this is; nobody else gets this far."""
        if self.viewer is None:
            raise NotAllowed("บัญชี LINE นี้ยังไม่ได้เชื่อมกับผู้ใช้ในระบบ")
        return self.viewer

    def desk(self) -> Desk:
        """Return where the person's cards are made."""
        return Desk(Situation.of(self.asker, today=self.today), self.base_url)

    def task(self, task_id: int) -> Task:
        """Return a task the person may see, to be changed."""
        return tasks.task(task_id, viewer=self.person)

    def card(self, task_id: int) -> TaskCard:
        """Return a task as it stands now, and remember that it is the one spoken of."""
        db.session.flush()  # What was just saved must show.
        card = present(task_id, self.person, today=self.today, base_url=self.base_url)
        self.remember(card)
        return card

    def remember(self, card: TaskCard) -> None:
        """Keep in mind which task is spoken of and how it looked."""
        self.conversation.task_id = card.task_id
        self._keep(seen=card.revision)

    def spoken_of(self) -> TaskCard | None:
        """Return the task spoken of, with the revision the person saw: what others changed since then is told."""
        if self.conversation.task_id is None:
            return None
        try:
            card = present(self.conversation.task_id, self.person, today=self.today, base_url=self.base_url)
        except NotFound:
            return None
        return replace(card, revision=self.detail("seen", card.revision))

    def ask(self, awaiting: str, card: TaskCard | None = None, **details: Any) -> None:
        """Wait for the answer to a question, about a task when one is named, whatever is spoken of meanwhile."""
        self.conversation.awaiting = awaiting
        self._keep(about=card.task_id if card is not None else None, **details)

    @property
    def about(self) -> int:
        """The task a question is about."""
        return int(self.detail("about", None) or 0)

    def answered(self) -> None:
        """Wait for no words any more; files that wait for their task go on waiting."""
        self.conversation.awaiting = "evidence" if self.detail("files", []) else ""
        self._keep()

    @property
    def is_asking(self) -> bool:
        """Tell whether words are awaited that something is to be recorded from."""
        return self.conversation.awaiting in _ASKS_FOR_WORDS

    def drop_question(self) -> None:
        """Wait for no words any more; files that wait for their task go on waiting."""
        if self.is_asking:
            self.answered()

    def forget(self) -> None:
        """Drop question, files and task."""
        self.conversation.task_id = None
        self.conversation.awaiting = ""
        self._keep(files=[])

    def detail(self, name: str, default: Any) -> Any:
        """Return something kept with the conversation."""
        return self.conversation.details.get(name, default)

    def keep(self, **details: Any) -> None:
        """Keep something with the conversation."""
        self._keep(**details)

    def became(self, **entry: int) -> None:
        """Remember what the words just acted upon became, as their sender may take them back."""
        if self.message_id:
            entries = {**self.detail("entries", {}), self.message_id: {**entry, "at": self.happened_at}}
            newest = sorted(entries.items(), key=lambda one: one[1]["at"])[-_MOST_NEWEST:]
            self._keep(entries=dict(newest))

    def is_overtaken(self, subject: str) -> bool:
        """Tell whether something of the same subject that happened later came first."""
        newest: dict[str, int] = self.detail("newest", {})
        return 0 < self.happened_at < newest.get(subject, 0)

    def refuse_if_overtaken(self, subject: str) -> None:
        """Refuse what is older than what was acted upon: the latest wins."""
        if self.is_overtaken(subject):
            raise NotNow("ท่านแจ้งรายการที่ใหม่กว่ารายการนี้แล้ว ระบบจึงไม่บันทึกรายการเดิมที่มาถึงทีหลัง")

    def note_newest(self, subject: str) -> None:
        """Remember when what was just acted upon had happened; LINE may yet bring what happened before."""
        newest = {**self.detail("newest", {}), subject: self.happened_at}
        self._keep(newest=dict(sorted(newest.items(), key=itemgetter(1))[-_MOST_NEWEST:]))

    def _keep(self, **details: Any) -> None:
        # A new dictionary: the database notices no change inside the old one.
        self.conversation.details = {**self.conversation.details, **details}
        self.conversation.expires_at = self.at + MEMORY
        db.session.add(self.conversation)
