"""What is said in a LINE group of a unit: how to link it, and counts; never a name, a title or a complaint."""

from dataclasses import dataclass

from tracker.reminders.wording import flex
from tracker.reminders.wording.flex import Shape


@dataclass(frozen=True)
class Counts:
    """How much of a unit's work is open, late and soon due."""

    open: int = 0
    late: int = 0
    due_soon: int = 0
    waiting: int = 0


def how_to_link(office: str) -> list[Shape]:
    """Tell a group that has invited the account how it is linked to a unit."""
    words = (
        f"บัญชีนี้แจ้งจำนวนงานตามมาตรการ ITA ของ{office} สัปดาห์ละครั้ง ไม่เก็บข้อความที่คุยกันในกลุ่ม\n"
        "ผู้ประสานงานหรือหัวหน้าหน่วยงานขอรหัสกลุ่มที่หน้า “กลุ่ม LINE” บนเว็บ "
        "แล้วให้เจ้าหน้าที่ที่เชื่อม LINE แล้วส่งข้อความในกลุ่มนี้ เช่น เชื่อมกลุ่ม ABCD2345"
    )
    return [flex.text_message(words)]


def linked(unit: str) -> list[Shape]:
    """Say that a group is linked, and what will come."""
    return [
        flex.text_message(f"เชื่อมกลุ่มนี้กับ{unit}แล้ว ทุกวันทำการแรกของสัปดาห์จะแจ้งเฉพาะจำนวนงาน รายละเอียดดูในแชตส่วนตัวหรือบนเว็บ")
    ]


def not_an_officer() -> list[Shape]:
    """Tell somebody nobody knows that they cannot link a group."""
    return [
        flex.text_message(
            "เชื่อมกลุ่มได้เฉพาะเจ้าหน้าที่ที่เชื่อม LINE ของตนกับระบบแล้ว กรุณาเพิ่มเพื่อนกับบัญชีนี้และเชื่อมบัญชีก่อน แล้วส่งรหัสกลุ่มอีกครั้ง"
        )
    ]


def unknown_code() -> list[Shape]:
    """Say that a group code cannot be used."""
    return [flex.text_message("รหัสกลุ่มนี้ใช้ไม่ได้หรือหมดอายุแล้ว กรุณาขอรหัสใหม่ที่หน้า “กลุ่ม LINE” บนเว็บ")]


def refused(sentence: str) -> list[Shape]:
    """Say in the words of the refusal why something cannot be done."""
    return [flex.text_message(sentence)]


def in_private() -> list[Shape]:
    """Send somebody who pressed a button in a group to the chat of their own."""
    return [flex.text_message("เรื่องงานตอบในกลุ่มไม่ได้ กรุณาเปิดในแชตส่วนตัวกับบัญชีนี้")]


def weekly(unit: str, counts: Counts) -> list[Shape]:
    """Tell a unit's group how much is open: numbers alone."""
    return [flex.text_message(weekly_summary(unit, counts))]


def weekly_summary(unit: str, counts: Counts) -> str:
    """Return what the message of the week says, in one line."""
    parts = [f"งานที่ยังไม่เสร็จ {counts.open} งาน"]
    parts += [f"เกินกำหนด {counts.late} งาน"] if counts.late else ["ไม่มีงานเกินกำหนด"]
    parts += [f"ใกล้ครบกำหนด {counts.due_soon} งาน"] if counts.due_soon else []
    parts += [f"รอตรวจ {counts.waiting} งาน"] if counts.waiting else []
    return f"สรุปงาน ITA ประจำสัปดาห์ {unit}: {' · '.join(parts)} ดูรายละเอียดในแชตส่วนตัวหรือบนเว็บ"
