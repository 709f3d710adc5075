"""The cards of tasks and directives, and the one message a person gets a day.

A card says what, by when, how urgent in words and colour, and how far; its buttons answer. Nothing here names a
citizen or a colleague: altText is shown on locked screens.
"""

from collections.abc import Sequence
from dataclasses import replace

from tracker import thai
from tracker.reminders.wording import flex
from tracker.reminders.wording.bubbles import brief, bubble, shortened, task_body, task_buttons
from tracker.reminders.wording.cutting import cut, json_bytes, units
from tracker.reminders.wording.flex import Shape
from tracker.reminders.wording.subjects import Card, DirectiveCard, MatterCard, TaskCard

MOST_BUBBLES = 12
_MOST_CONTENTS_BYTES = 30 * 1024
"""LINE's limit of a single bubble, kept by carousels too (they may have 50 KB): how LINE counts Thai is not stated."""

_ALT_TITLE_UNITS = 110
_ALT_UNIT_UNITS = 40
_LONGEST_ALT_TEXT = 1500


def reminder(cards: Sequence[Card], all_tasks_link: str) -> Shape:
    """Return the message of the day: the most urgent twelve at most, and the way to the rest."""
    return _cards_message(f"แจ้งเตือน {len(cards)} เรื่อง", cards, all_tasks_link)


def my_tasks(cards: Sequence[Card], all_tasks_link: str) -> Shape:
    """Return the answer to งานของฉัน."""
    return _cards_message(f"งานที่ค้างอยู่ {len(cards)} เรื่อง", cards, all_tasks_link)


def listed(heading: str, cards: Sequence[Card], all_tasks_link: str) -> Shape:
    """Return tasks under a heading of their own: what is late, what a unit does."""
    return _cards_message(heading, cards, all_tasks_link)


def summary(cards: Sequence[Card], number: int | None = None) -> str:
    """Say in one line what a message tells, for the log and one's own page; of `number` things, if these are first."""
    number = len(cards) if number is None else number
    return _alt_text(f"แจ้งเตือน {number} เรื่อง", cards, number)


def present_state(heading: str, tone: str, card: TaskCard) -> Shape:
    """Return a card that says what was done with a task and how it stands now."""
    alt_text = f"{heading}: {cut(card.title, _ALT_TITLE_UNITS)} ({card.state} {card.percent}%)"
    shown = flex.bubble(heading, tone, task_body(card), task_buttons(card))
    return flex.card_message(alt_text, shown, _quick_replies([card]))


def _cards_message(heading: str, cards: Sequence[Card], all_tasks_link: str) -> Shape:
    bubbles = _fitting(cards, all_tasks_link)
    return flex.card_message(_alt_text(heading, cards), flex.carousel(bubbles), _quick_replies(cards))


def _fitting(cards: Sequence[Card], all_tasks_link: str) -> list[Shape]:
    """Return as many bubbles as LINE takes, shorter before fewer; where some are left out, the last leads to all."""
    number = len(cards)
    rest = flex.bubble(
        f"ทั้งหมด {number} เรื่อง",
        "neutral",
        [flex.text("เรื่องที่เหลือดูได้ในระบบ เรียงตามความเร่งด่วน")],
        [flex.link_button(f"ดูทั้งหมด {number} เรื่อง", all_tasks_link)],
    )
    chosen = cards if number <= MOST_BUBBLES else cards[: MOST_BUBBLES - 1]
    ending = [] if number <= MOST_BUBBLES else [rest]
    shown = [*map(bubble, chosen), *ending]
    named = chosen if _has_several_units(cards) else [_without_unit(card) for card in chosen]
    for form in (shortened, brief):
        if not _is_too_large(shown):
            break
        shown = [*map(form, named), *ending]
    while len(shown) > 1 and _is_too_large(shown):
        kept = [one for one in shown if one is not rest]
        shown = [*kept[:-1], rest]
    return shown


def _is_too_large(bubbles: Sequence[Shape]) -> bool:
    return json_bytes(flex.carousel(bubbles)) > _MOST_CONTENTS_BYTES


def _has_several_units(cards: Sequence[Card]) -> bool:
    """Tell whether somebody answers for more than one unit here: then the same step may stand here twice."""
    return len({card.unit for card in cards if isinstance(card, TaskCard)}) > 1


def _without_unit(card: Card) -> Card:
    return replace(card, unit="") if isinstance(card, TaskCard) else card


def _quick_replies(cards: Sequence[Card]) -> list[Shape]:
    tasks = [card for card in cards if isinstance(card, TaskCard) and card.is_open and card.is_answerable]
    shown: list[Shape] = []
    if len(cards) == 1 and tasks:
        shown = percent_choices(tasks[0])
    if tasks:
        shown += flex.quick_camera()
    return [*shown, *general_choices()]


def percent_choices(card: TaskCard) -> list[Shape]:
    """Return the quick replies that say how far a task is."""
    return [
        flex.quick_answer(f"คืบหน้า {percent}%", card.data("progress", p=percent), f"คืบหน้า {percent}%")
        for percent in (25, 50, 75)
    ]


def general_choices() -> list[Shape]:
    """Return the quick replies that are of use at any time."""
    return [
        flex.quick_answer("งานของฉัน", {"a": "tasks"}, "งานของฉัน"),
        flex.quick_answer("วิธีใช้", {"a": "help"}, "วิธีใช้"),
    ]


def _alt_text(heading: str, cards: Sequence[Card], all_of_them: int | None = None) -> str:
    """Say everything that matters in the notification itself: what, how urgent, by when, how far."""
    lines = [heading]
    has_several_units = _has_several_units(cards)
    for number, card in enumerate(cards, 1):
        line = f"{number}) {_one_line(card)}" if len(cards) > 1 else _one_line(card)
        if has_several_units and isinstance(card, TaskCard):
            # Who acts for a second unit has the same step twice.
            line += f" ({cut(card.unit, _ALT_UNIT_UNITS)})"
        more = f"และอีก {(all_of_them or len(cards)) - number + 1} เรื่อง"
        if units("\n".join([*lines, line, more])) > _LONGEST_ALT_TEXT:
            lines.append(more)
            break
        lines.append(line)
    return "\n".join(lines)


def _one_line(card: Card) -> str:
    if isinstance(card, MatterCard):
        days = f"กำหนด {thai.short_date(card.due_on)}" if card.due_on is not None else card.days
        return f"{card.urgency.words}: {cut(thai.one_line(card.title), _ALT_TITLE_UNITS)} {days}".strip()
    due = thai.short_date(card.due_on)
    if isinstance(card, DirectiveCard):
        return f"{card.urgency.words}: {cut(thai.one_line(card.text), _ALT_TITLE_UNITS)} กำหนด {due}"
    title = cut(thai.one_line(card.title), _ALT_TITLE_UNITS)
    return f"{card.urgency.words}: {title} กำหนด {due} คืบหน้า {card.percent}%"
