"""What is said about more time, promises and decisions, and about taking back what was just saved."""

from datetime import date

from tracker import thai
from tracker.reminders.wording import cards, flex
from tracker.reminders.wording.cutting import cut_letters
from tracker.reminders.wording.flex import Shape
from tracker.reminders.wording.subjects import DateChoice, TaskCard

_LONGEST_SAID = 300


def taking_back(data: dict[str, object]) -> Shape:
    """Return the quick reply that takes back what was just saved."""
    return flex.quick_answer("ถอนรายการนี้", {"a": "undo", **data}, "ถอนรายการนี้")


def offer_days(card: TaskCard, days: DateChoice) -> list[Shape]:
    """Offer the days a task may be put off to."""
    body = [flex.text(_title(card), weight="bold"), flex.facts([("กำหนดเดิม", thai.weekday_date(card.due_on))])]
    button = flex.date_button("เลือกวันที่ขอขยาย", card.data("extend"), days)
    shown = flex.bubble("ขอขยายเวลา", "info", body, [button])
    words = f"ขอขยายเวลา “{_title(card)}” กำหนดเดิม {thai.short_date(card.due_on)} กดปุ่มแล้วเลือกวันที่"
    return [flex.card_message(words, shown, [_cancelling()])]


def ask_reason(card: TaskCard, due_on: date) -> list[Shape]:
    """Ask why more time is needed."""
    words = f"ขอขยายเวลา “{_title(card)}” เป็น{thai.weekday_date(due_on)} เพราะเหตุใด พิมพ์เหตุผลสั้น ๆ หนึ่งประโยค"
    return [flex.text_message(words, [_cancelling()])]


def extension_asked(card: TaskCard, due_on: date, request_id: int) -> list[Shape]:
    """Confirm that a request was handed on."""
    words = (
        f"ส่งคำขอขยายเวลา “{_title(card)}” เป็น{thai.weekday_date(due_on)} ให้ผู้มีอำนาจพิจารณาแล้ว "
        f"ระหว่างรอผล กำหนดเดิมยังเป็น {thai.short_date(card.due_on)}"
    )
    return [flex.text_message(words, [taking_back({"x": request_id}), *cards.general_choices()])]


def promised(card: TaskCard, promised_on: date, promise_id: int) -> list[Shape]:
    """Confirm the day somebody named; the due date stays as it is."""
    words = (
        f"บันทึกแล้ว: รับทราบ “{_title(card)}” จะเสร็จ{thai.weekday_date(promised_on)} "
        f"กำหนดเดิม ({thai.short_date(card.due_on)}) ไม่เปลี่ยน"
    )
    return [flex.text_message(words, [taking_back({"c": promise_id}), *cards.general_choices()])]


def granted(card: TaskCard, request_id: int) -> list[Shape]:
    """Show whoever granted more time how the task stands now."""
    shown = cards.present_state("อนุมัติขยายเวลาแล้ว", "good", card)
    return [flex.with_first_choice(shown, taking_back({"x": request_id}))]


def ask_why_not(title: str) -> list[Shape]:
    """Ask why a request is refused."""
    words = f"ไม่อนุมัติขยายเวลา “{cut_letters(thai.one_line(title), 80)}” เพราะเหตุใด พิมพ์เหตุผลสั้น ๆ ผู้ขอจะได้ทราบ"
    return [flex.text_message(words, [_cancelling()])]


def refused_request(title: str, request_id: int) -> list[Shape]:
    """Confirm a refusal to whoever refused."""
    words = f"บันทึกแล้ว: ไม่อนุมัติขยายเวลา “{cut_letters(thai.one_line(title), 80)}” กำหนดเดิมไม่เปลี่ยน"
    return [flex.text_message(words, [taking_back({"x": request_id}), *cards.general_choices()])]


def granted_until(due_on: date) -> str:
    """Return a decision in words: more time was given, until when."""
    return f"อนุมัติขยายเวลาแล้ว กำหนดใหม่ {thai.short_date(due_on)}"


def refused_and_due(due_on: date) -> str:
    """Return a decision in words: no more time, and when it is due."""
    return f"ไม่อนุมัติขยายเวลา ยังครบกำหนด {thai.short_date(due_on)}"


def decision_taken_back(title: str) -> str:
    """Tell whoever asked that what they were told was taken back."""
    return f"ผู้พิจารณาถอนผลการพิจารณาแล้ว คำขอขยายเวลากลับไปรอพิจารณา: {cut_letters(thai.one_line(title), 120)}"


def decision_on_request(title: str, words: str, comment: str) -> str:
    """Tell whoever asked what was decided."""
    told = f"{words}: {cut_letters(thai.one_line(title), 120)}"
    return f"{told}\n{cut_letters(thai.one_line(comment), _LONGEST_SAID)}" if comment else told


def taken_back(what: str) -> list[Shape]:
    """Confirm that something was taken back."""
    return [flex.text_message(f"ถอนแล้ว: {what}", cards.general_choices())]


def task_taken_back(card: TaskCard) -> list[Shape]:
    """Show how a task stands after an entry was taken back."""
    return [cards.present_state("ถอนรายการแล้ว", "neutral", card)]


def _title(card: TaskCard) -> str:
    return cut_letters(thai.one_line(card.title), 80)


def _cancelling() -> Shape:
    return flex.quick_answer("ยกเลิก", {"a": "cancel"}, "ยกเลิก")
