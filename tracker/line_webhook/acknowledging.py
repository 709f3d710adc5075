"""รับทราบ: a directive is acknowledged by its button, or by the word where there is only one."""

from tracker.line_webhook.chat import Chat
from tracker.messaging.messenger import Message
from tracker.reminders.wording import cards, replies
from tracker.reminders.wording.subjects import DirectiveCard
from tracker.tasks import queries as task_queries
from tracker.tasks import service as tasks
from tracker.tasks.models import Via


def acknowledge(directive_id: int, chat: Chat) -> list[Message]:
    """Record that the person has seen a directive."""
    directive = task_queries.directive(directive_id, viewer=chat.person)
    told = tasks.acknowledge(directive, by=chat.person, at=chat.at, via=Via.LINE)
    return replies.acknowledged(told.text, directive.id)


def acknowledge_spoken(chat: Chat) -> list[Message]:
    """Acknowledge the one directive that waits; show them where there are several, and say so where there is none."""
    desk = chat.desk()
    waiting = [
        card for card in desk.tasks_of(chat.person) if isinstance(card, DirectiveCard) and not card.is_acknowledged
    ]
    if len(waiting) == 1:
        return acknowledge(waiting[0].directive_id, chat)
    if waiting:
        return [cards.listed(f"ข้อสั่งการที่รอรับทราบ {len(waiting)} เรื่อง", waiting, desk.all_tasks_link)]
    return replies.nothing_to_acknowledge()
