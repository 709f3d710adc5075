"""The cards of tasks and directives, and the one message a person gets a day.

A card says what, by when, how urgent in words and colour, and how far; its buttons answer. Nothing here names a
citizen or a colleague: altText is shown on locked screens.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from tracker import thai
from tracker.reminders.wording import flex
from tracker.reminders.wording.cutting import cut, cut_letters, json_bytes, units
from tracker.reminders.wording.flex import Shape

MOST_BUBBLES = 12
_MOST_CONTENTS_BYTES = 30 * 1024
"""LINE's limit of a single bubble, kept by carousels too (they may have 50 KB): how LINE counts Thai is not stated."""

_LONGEST_TITLE = 160
_SHORT_TITLE = 60
_BRIEF_TITLE = 48
_BRIEF_UNIT = 30
_SHOWN_TITLE = 24
_LONGEST_MEASURE = 80
_ALT_TITLE_UNITS = 110
_ALT_UNIT_UNITS = 40
_LONGEST_ALT_TEXT = 1500

_URGENCY: dict[str, tuple[str, str]] = {
    "directive_late": ("ข้อสั่งการเลยกำหนด {days} วันทำการ", "bad"),
    "directive_due": ("ข้อสั่งการ: {left}", "bad"),
    "directive_given": ("ข้อสั่งการใหม่", "warn"),
    "directive_open": ("ข้อสั่งการ เหลือ {days} วันทำการ", "info"),
    "escalated": ("ล่าช้า {days} วันทำการ ยังไม่มีผู้ตอบ", "bad"),
    "late": ("ล่าช้า {days} วันทำการ", "bad"),
    "due_today": ("ครบกำหนดวันนี้", "bad"),
    "decision_waits": ("รอพิจารณา", "warn"),
    "closing": ("ยังไม่มีผลหรือหลักฐาน", "warn"),
    "returned": ("ส่งกลับให้แก้ไข", "warn"),
    "due_in_1": ("ครบกำหนดในวันทำการถัดไป", "warn"),
    "due_in_3": ("เหลือ {days} วันทำการ", "warn"),
    "round_due": ("ถึงรอบรายงาน เหลือ {days} วันทำการ", "warn"),
    "due_in_7": ("เหลือ {days} วันทำการ", "warn"),
    "starts_today": ("ถึงวันเริ่มงาน", "info"),
    "silent": ("ไม่มีรายงาน {days} วันแล้ว", "warn"),
    "assigned": ("งานที่ได้รับมอบหมาย", "info"),
    "due_in_30": ("เหลือ {days} วันทำการ", "info"),
    "waiting": ("ส่งผลแล้ว รอตรวจ", "info"),
    "done": ("ดำเนินการแล้วเสร็จ", "good"),
    "closed": ("ปิดงานแล้ว", "neutral"),
    "on_time": ("เหลือ {days} วันทำการ", "info"),
}


@dataclass(frozen=True)
class Urgency:
    """Why this is on a card now: a kind of reminder or a standing, and the days it speaks of."""

    kind: str
    days: int = 0

    @property
    def words(self) -> str:
        """The urgency in words."""
        left = "ครบกำหนดวันนี้" if self.days == 0 else "ครบกำหนดในวันทำการถัดไป"
        return _URGENCY[self.kind][0].format(days=self.days, left=left)

    @property
    def tone(self) -> str:
        """The urgency as a colour word."""
        return _URGENCY[self.kind][1]


@dataclass(frozen=True)
class TaskCard:
    """One task as a card shows it."""

    task_id: int
    revision: int
    title: str
    measure: str
    unit: str
    due_on: date
    state: str
    percent: int
    urgency: Urgency
    link: str
    is_open: bool = True
    is_started: bool = True
    comment: str = ""
    """What was said when it was sent back."""

    def data(self, action: str, **more: object) -> dict[str, object]:
        """Return what a button of this card sends back."""
        return {"a": action, "t": self.task_id, "n": self.revision, **more}


@dataclass(frozen=True)
class DirectiveCard:
    """One directive as a card shows it."""

    directive_id: int
    text: str
    given_by: str
    due_on: date
    urgency: Urgency
    link: str
    is_acknowledged: bool = False


Card = TaskCard | DirectiveCard


def reminder(cards: Sequence[Card], all_tasks_link: str) -> Shape:
    """Return the message of the day: the most urgent twelve at most, and the way to the rest."""
    return _cards_message(f"แจ้งเตือน {len(cards)} เรื่อง", cards, all_tasks_link)


def my_tasks(cards: Sequence[Card], all_tasks_link: str) -> Shape:
    """Return the answer to งานของฉัน."""
    return _cards_message(f"งานที่ค้างอยู่ {len(cards)} เรื่อง", cards, all_tasks_link)


def summary(cards: Sequence[Card]) -> str:
    """Say in one line what a message tells, for the log and one's own page."""
    return _alt_text(f"แจ้งเตือน {len(cards)} เรื่อง", cards)


def present_state(heading: str, tone: str, card: TaskCard) -> Shape:
    """Return a card that says what was done with a task and how it stands now."""
    alt_text = f"{heading}: {cut(card.title, _ALT_TITLE_UNITS)} ({card.state} {card.percent}%)"
    shown = flex.bubble(heading, tone, _task_body(card), _task_buttons(card))
    return flex.card_message(alt_text, shown, _quick_replies([card]))


def bubble(card: Card) -> Shape:
    """Return the card of a task or a directive."""
    if isinstance(card, DirectiveCard):
        return _directive_bubble(card)
    return flex.bubble(card.urgency.words, card.urgency.tone, _task_body(card), _task_buttons(card))


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
        [flex.link_button(f"ดูทั้งหมด {number} งาน", all_tasks_link)],
    )
    chosen = cards if number <= MOST_BUBBLES else cards[: MOST_BUBBLES - 1]
    ending = [] if number <= MOST_BUBBLES else [rest]
    shown = [*map(bubble, chosen), *ending]
    named = chosen if _has_several_units(cards) else [_without_unit(card) for card in chosen]
    for form in (_shortened_bubble, _brief_bubble):
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


def _shortened_bubble(card: Card) -> Shape:
    """Return a card among several: the step, and the unit where there is more than one, tell its owner which it is."""
    if isinstance(card, DirectiveCard):
        return bubble(replace(card, text=cut_letters(thai.one_line(card.text), _SHORT_TITLE)))
    return bubble(replace(card, title=cut_letters(thai.one_line(card.title), _SHORT_TITLE), measure=""))


def _brief_bubble(card: Card) -> Shape:
    """Return a card among many: what, by when and how far in two lines; the answer to a press names the task."""
    if isinstance(card, DirectiveCard):
        return _shortened_bubble(card)
    facts = [f"กำหนด {thai.short_date(card.due_on)} · {card.state} {card.percent}%"]
    if card.unit:
        facts.append(cut_letters(card.unit, _BRIEF_UNIT))
    body = [
        flex.text(cut_letters(thai.one_line(card.title), _BRIEF_TITLE), weight="bold"),
        flex.text("\n".join(facts), size="sm"),
    ]
    return flex.bubble(card.urgency.words, card.urgency.tone, body, _task_buttons(replace(card, title="")))


def _task_body(card: TaskCard) -> list[Shape]:
    return [
        flex.text(cut_letters(thai.one_line(card.title), _LONGEST_TITLE), weight="bold", size="md", maxLines=4),
        flex.facts(
            [
                ("กำหนด", thai.weekday_date(card.due_on)),
                ("สถานะ", f"{card.state} {card.percent}%"),
                ("หน่วยงาน", cut_letters(card.unit, _LONGEST_MEASURE)),
                ("มาตรการ", cut_letters(thai.one_line(card.measure), _LONGEST_MEASURE)),
                ("ให้แก้ไข", cut_letters(thai.one_line(card.comment), _LONGEST_TITLE)),
            ]
        ),
    ]


def _task_buttons(card: TaskCard) -> list[Shape]:
    opening = flex.link_button("เปิดดู", card.link)
    if not card.is_open:
        return [opening]
    about = f": {cut_letters(thai.one_line(card.title), _SHOWN_TITLE)}" if card.title else ""
    start = flex.answer_button("เริ่มแล้ว", card.data("start"), f"เริ่มแล้ว{about}")
    progress = flex.answer_button("คืบหน้า", card.data("progress"), f"แจ้งความคืบหน้า{about}")
    problem = flex.answer_button("ติดปัญหา", card.data("problem"), f"ติดปัญหา{about}")
    done = flex.answer_button("เสร็จแล้ว", card.data("done"), f"เสร็จแล้ว{about}", "primary")
    first = (progress, problem) if card.is_started else (start, progress)
    rest = () if card.is_started else (problem,)
    return [flex.side_by_side(*first), *rest, done, opening]


def _directive_bubble(card: DirectiveCard) -> Shape:
    body = [
        flex.text(cut_letters(thai.clean(card.text), 300), weight="bold", size="md", maxLines=6),
        flex.facts([("กำหนด", thai.weekday_date(card.due_on)), ("ผู้สั่งการ", cut_letters(card.given_by, 60))]),
    ]
    buttons = [flex.link_button("เปิดดู", card.link)]
    if not card.is_acknowledged:
        acknowledging = {"a": "acknowledge", "d": card.directive_id}
        buttons.insert(0, flex.answer_button("รับทราบ", acknowledging, "รับทราบข้อสั่งการ", "primary"))
    return flex.bubble(card.urgency.words, card.urgency.tone, body, buttons)


def _quick_replies(cards: Sequence[Card]) -> list[Shape]:
    tasks = [card for card in cards if isinstance(card, TaskCard) and card.is_open]
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


def _alt_text(heading: str, cards: Sequence[Card]) -> str:
    """Say everything that matters in the notification itself: what, how urgent, by when, how far."""
    lines = [heading]
    has_several_units = _has_several_units(cards)
    for number, card in enumerate(cards, 1):
        line = f"{number}) {_one_line(card)}" if len(cards) > 1 else _one_line(card)
        if has_several_units and isinstance(card, TaskCard):
            # Who acts for a second unit has the same step twice.
            line += f" ({cut(card.unit, _ALT_UNIT_UNITS)})"
        more = f"และอีก {len(cards) - number + 1} เรื่อง"
        if units("\n".join([*lines, line, more])) > _LONGEST_ALT_TEXT:
            lines.append(more)
            break
        lines.append(line)
    return "\n".join(lines)


def _one_line(card: Card) -> str:
    due = thai.short_date(card.due_on)
    if isinstance(card, DirectiveCard):
        return f"{card.urgency.words}: {cut(thai.one_line(card.text), _ALT_TITLE_UNITS)} กำหนด {due}"
    title = cut(thai.one_line(card.title), _ALT_TITLE_UNITS)
    return f"{card.urgency.words}: {title} กำหนด {due} คืบหน้า {card.percent}%"
