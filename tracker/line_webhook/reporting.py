"""The buttons of a card and the answers to what they ask: started, so many percent, done, a problem."""

from datetime import date

from tracker.errors import NotAllowed, NotValid
from tracker.line_webhook import spoken
from tracker.line_webhook.chat import Chat
from tracker.messaging.messenger import Message
from tracker.reminders.wording import cards, replies
from tracker.reminders.wording.subjects import TaskCard
from tracker.tasks import queries as task_queries
from tracker.tasks import service as tasks
from tracker.tasks.models import ProgressUpdate, Task, TaskState, Via
from tracker.tasks.service import ProgressReport

_NOT_YOURS = "งานนี้รายงานได้เฉพาะผู้รับมอบหมาย หัวหน้าหน่วยงาน และผู้ประสานงาน ITA"
_WHICH = "หมายถึงงานใด กรุณากดปุ่มบนการ์ดของงานนั้น"
_MOST_OFFERED = 10


def start(task_id: int, revision: int, chat: Chat) -> list[Message]:
    """Record that a task has begun; one that has is shown as it stands."""
    task = _reportable(task_id, chat)
    if task.state is not TaskState.NOT_STARTED:
        return _as_it_stands(task, chat)
    update = _report(task, revision, task.percent, "", chat)
    return _saved(update, "เริ่มดำเนินการ", chat)


def progress(task_id: int, revision: int, percent: int | None, chat: Chat) -> list[Message]:
    """Record how far a task is, or ask."""
    task = _reportable(task_id, chat)
    if not task.state.is_open:
        return _as_it_stands(task, chat)
    if percent is None:
        return _ask("percent", task, revision, chat)
    if percent == 100:
        return _ask("result", task, revision, chat)
    update = _report(task, revision, percent, "", chat)
    return _saved(update, f"คืบหน้า {percent}%", chat)


def done(task_id: int, revision: int, chat: Chat) -> list[Message]:
    """Ask for the result: a task is not done without one."""
    task = _reportable(task_id, chat)
    return _ask("result", task, revision, chat) if task.state.is_open else _as_it_stands(task, chat)


def problem(task_id: int, revision: int, chat: Chat) -> list[Message]:
    """Ask what stands in the way."""
    task = _reportable(task_id, chat)
    return _ask("problem", task, revision, chat) if task.state.is_open else _as_it_stands(task, chat)


def progress_in_words(percent: int, words: str, chat: Chat) -> list[Message]:
    """Record how far the task spoken of is, with what was said of it in the same line."""
    card = spoken_of(chat)
    if card is None:
        return ask_which(chat)
    task = _reportable(card.task_id, chat)
    if percent == 100 or not task.state.is_open:
        return progress(card.task_id, card.revision, percent, chat)
    report = ProgressReport(revision=card.revision, as_of=_day(task, chat), percent=percent, summary=words)
    update = tasks.report_progress(task, report, by=chat.person, at=chat.at, via=Via.LINE)
    return _saved(update, f"คืบหน้า {percent}%", chat)


def problem_in_words(words: str, chat: Chat) -> list[Message]:
    """Record what stands in the way of the task spoken of."""
    card = spoken_of(chat)
    if card is None:
        return ask_which(chat)
    task = _reportable(card.task_id, chat)
    if not task.state.is_open:
        return _as_it_stands(task, chat)
    return _saved(_report(task, card.revision, task.percent, words, chat), "แจ้งปัญหา", chat)


def answer(words: str, chat: Chat) -> list[Message]:
    """Take the answer to what was asked: a percentage, a result, a problem."""
    task_id, revision = chat.about, int(chat.detail("n", 0))
    task = _reportable(task_id, chat)
    if chat.conversation.awaiting == "percent":
        percent = spoken.percent_in(words)
        if percent is None:
            raise NotValid("ไม่พบตัวเลขร้อยละในข้อความ กรุณาพิมพ์ตัวเลข 0 ถึง 100 เช่น 60%")
        return progress(task_id, revision, percent, chat)
    if chat.conversation.awaiting == "problem":
        return _saved(_report(task, revision, task.percent, words, chat), "แจ้งปัญหา", chat)
    if spoken.says_nothing(words):
        raise NotValid("ยังไม่ได้บันทึก กรุณาพิมพ์ผลเป็นหนึ่งประโยค ว่าทำอะไรและได้ผลอย่างไร เช่น จัดอบรมแล้ว มีผู้เข้าร่วม 45 คน")
    # One sentence says what was done and what came of it; a second line keeps the two apart.
    summary, _, outcome = words.partition("\n")
    day = _day(task, chat)
    report = ProgressReport(revision=revision, as_of=day, summary=summary, outcome=outcome.strip() or summary)
    update = tasks.submit(task, report, by=chat.person, at=chat.at, via=Via.LINE)
    _note(update, chat)
    proofs = len(task_queries.evidence_of(task.id, asker=chat.person))
    return replies.submitted(chat.card(task.id), update.id, proofs)


def spoken_of(chat: Chat) -> TaskCard | None:
    """Return the task an unasked word is about: the one just spoken of, or the only one there is."""
    if chat.conversation.task_id is not None:
        return chat.spoken_of()
    mine = open_tasks(chat)
    return mine[0] if len(mine) == 1 else None


def open_tasks(chat: Chat) -> list[TaskCard]:
    """Return the person's own open tasks, the most urgent first, as many as can be offered."""
    found = [card for card in chat.desk().tasks_of(chat.person) if isinstance(card, TaskCard)]
    return found[:_MOST_OFFERED]


def show_tasks(chat: Chat) -> list[Message]:
    """Answer งานของฉัน: requests to decide by a press, the person's own tasks, what else waits for a decision."""
    desk = chat.desk()
    waiting = desk.decisions_of(chat.person)
    answerable = [card for card in waiting if card.answers]
    shown = [*answerable, *desk.tasks_of(chat.person), *(card for card in waiting if not card.answers)]
    only = shown[0] if len(shown) == 1 else None
    if isinstance(only, TaskCard):
        chat.remember(only)
    return [cards.my_tasks(shown, desk.all_tasks_link)] if shown else replies.no_tasks()


def ask_which(chat: Chat) -> list[Message]:
    """Say that it is not clear which task is meant, and show them; or that there is none."""
    shown = show_tasks(chat)
    return [*replies.refused(_WHICH), *shown] if chat.desk().tasks_of(chat.person) else shown


def _reportable(task_id: int, chat: Chat) -> Task:
    task = chat.task(task_id)
    if not tasks.may_report(task, chat.person):
        raise NotAllowed(_NOT_YOURS)
    chat.refuse_if_overtaken(_subject(task_id))
    return task


def _subject(task_id: int) -> str:
    return f"report:{task_id}"


def _ask(awaiting: str, task: Task, revision: int, chat: Chat) -> list[Message]:
    # Told before anything is typed, not after.
    tasks.refuse_if_changed_by_others(task, revision, by=chat.person)
    card = chat.card(task.id)
    # The revision the person saw on the card, so that another's change in between is told and not overwritten.
    chat.ask(awaiting, card, n=revision)
    asking = {"percent": replies.ask_percent, "result": replies.ask_result, "problem": replies.ask_problem}
    return asking[awaiting](card)


def _saved(update: ProgressUpdate, what: str, chat: Chat) -> list[Message]:
    _note(update, chat)
    return replies.saved(chat.card(update.task_id), what, update.id)


def _note(update: ProgressUpdate, chat: Chat) -> None:
    """Wait for nothing more, and remember what the words became and when they were written."""
    chat.answered()
    chat.note_newest(_subject(update.task_id))
    chat.became(t=update.task_id, u=update.id)


def _as_it_stands(task: Task, chat: Chat) -> list[Message]:
    chat.answered()
    sentence = f"งานนี้อยู่ในสถานะ “{task.state.label}” {task.percent}% อยู่แล้ว"
    return replies.stale(chat.card(task.id), sentence)


def _report(task: Task, revision: int, percent: int, problem: str, chat: Chat) -> ProgressUpdate:
    report = ProgressReport(revision=revision, as_of=_day(task, chat), percent=percent, problem=problem)
    return tasks.report_progress(task, report, by=chat.person, at=chat.at, via=Via.LINE)


def _day(task: Task, chat: Chat) -> date:
    """Return the day a report from a chat speaks of: today, and after the year's end its last day."""
    return min(chat.today, task.fiscal_year.last_day)
