"""The bubbles of a message: a card in full, among several, and among many; with what can be pressed."""

from dataclasses import replace

from tracker import thai
from tracker.reminders.wording import flex
from tracker.reminders.wording.cutting import cut_letters
from tracker.reminders.wording.flex import Shape
from tracker.reminders.wording.subjects import Card, DirectiveCard, MatterCard, TaskCard

_LONGEST_TITLE = 160
_LONGEST_FACT = 120
_SHORT_TITLE = 60
_BRIEF_TITLE = 48
_BRIEF_UNIT = 30
_BRIEF_FACT = 48
_SHOWN_TITLE = 24
_LONGEST_MEASURE = 80


def bubble(card: Card) -> Shape:
    """Return the card of a task, a directive or a matter."""
    if isinstance(card, DirectiveCard):
        return _directive_bubble(card)
    if isinstance(card, MatterCard):
        return _matter_bubble(card)
    return flex.bubble(card.urgency.words, card.urgency.tone, task_body(card), task_buttons(card))


def shortened(card: Card) -> Shape:
    """Return a card among several: the step, and the unit where there is more than one, tell its owner which it is."""
    if isinstance(card, DirectiveCard):
        return bubble(replace(card, text=cut_letters(thai.one_line(card.text), _SHORT_TITLE)))
    if isinstance(card, MatterCard):
        return bubble(replace(card, title=cut_letters(thai.one_line(card.title), _SHORT_TITLE)))
    return bubble(replace(card, title=cut_letters(thai.one_line(card.title), _SHORT_TITLE), measure=""))


def brief(card: Card) -> Shape:
    """Return a card among many: what, by when and how far in two lines; the answer to a press names the task."""
    if isinstance(card, MatterCard):
        return shortened(replace(card, facts=_brief_facts(card)))
    if isinstance(card, DirectiveCard):
        return shortened(card)
    facts = [f"กำหนด {thai.short_date(card.due_on)} · {card.state} {card.percent}%"]
    if card.unit:
        facts.append(cut_letters(card.unit, _BRIEF_UNIT))
    body = [
        flex.text(cut_letters(thai.one_line(card.title), _BRIEF_TITLE), weight="bold"),
        flex.text("\n".join(facts), size="sm"),
    ]
    return flex.bubble(
        card.urgency.words, card.urgency.tone, body, task_buttons(replace(card, title="", more_time=None, promise=None))
    )


def _brief_facts(card: MatterCard) -> tuple[tuple[str, str], ...]:
    """Return what nobody can decide without knowing; of what is only to be looked at, nothing."""
    return tuple((name, cut_letters(thai.one_line(value), _BRIEF_FACT)) for name, value in card.facts if card.answers)


def task_body(card: TaskCard) -> list[Shape]:
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


def task_buttons(card: TaskCard) -> list[Shape]:
    opening = flex.link_button("เปิดดู", card.link)
    about = f": {cut_letters(thai.one_line(card.title), _SHOWN_TITLE)}" if card.title else ""
    if card.lacks_proof and card.is_answerable:
        return [flex.answer_button("ส่งหลักฐาน", card.data("proof"), f"ส่งหลักฐาน{about}", "primary"), opening]
    if not card.is_open:
        return [opening]
    if not card.is_answerable:
        directing = [flex.link_button("สั่งการ", card.direct_link, "secondary")] if card.direct_link else []
        return [*directing, opening]
    start = flex.answer_button("เริ่มแล้ว", card.data("start"), f"เริ่มแล้ว{about}")
    progress = flex.answer_button("คืบหน้า", card.data("progress"), f"แจ้งความคืบหน้า{about}")
    problem = flex.answer_button("ติดปัญหา", card.data("problem"), f"ติดปัญหา{about}")
    done = flex.answer_button("เสร็จแล้ว", card.data("done"), f"เสร็จแล้ว{about}", "primary")
    first = (progress, problem) if card.is_started else (start, progress)
    rest = () if card.is_started else (problem,)
    return [flex.side_by_side(*first), *rest, *_day_buttons(card), done, opening]


def _day_buttons(card: TaskCard) -> list[Shape]:
    """Return the buttons that ask for a day: more time, and the day it will be done; one below the other, as read."""
    buttons = []
    if card.promise is not None:
        buttons.append(flex.date_button("รับทราบ แจ้งวันที่จะเสร็จ", card.data("promise"), card.promise))
    if card.more_time is not None:
        buttons.append(flex.date_button("ขอขยายเวลา", card.data("extend"), card.more_time))
    return buttons


def _directive_bubble(card: DirectiveCard) -> Shape:
    body = [
        flex.text(cut_letters(thai.clean(card.text), 300), weight="bold", size="md", maxLines=6),
        flex.facts([("กำหนด", thai.weekday_date(card.due_on)), ("ผู้สั่งการ", cut_letters(card.given_by, 60))]),
    ]
    buttons = [flex.link_button("เปิดดู", card.link)]
    if card.is_answerable and not card.is_acknowledged:
        acknowledging = {"a": "acknowledge", "d": card.directive_id}
        buttons.insert(0, flex.answer_button("รับทราบ", acknowledging, "รับทราบข้อสั่งการ", "primary"))
    return flex.bubble(card.urgency.words, card.urgency.tone, body, buttons)


def _matter_bubble(card: MatterCard) -> Shape:
    due = [("กำหนด", thai.weekday_date(card.due_on))] if card.due_on is not None else []
    told = [(name, cut_letters(thai.one_line(value), _LONGEST_FACT)) for name, value in card.facts]
    body = [
        flex.text(cut_letters(thai.one_line(card.title), _LONGEST_TITLE), weight="bold", size="md", maxLines=4),
        flex.facts([*due, *told]),
    ]
    buttons = [
        flex.answer_button(
            answer.label,
            dict(answer.data),
            f"{answer.label}: {cut_letters(thai.one_line(card.title), _SHOWN_TITLE)}",
            "primary" if answer.is_first_choice else "secondary",
        )
        for answer in card.answers
    ]
    return flex.bubble(card.urgency.words, card.urgency.tone, body, [*buttons, flex.link_button("เปิดดู", card.link)])
