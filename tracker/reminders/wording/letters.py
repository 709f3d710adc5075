"""What an e-mail says: the notification of a message, and where to answer."""

from collections.abc import Mapping, Sequence
from typing import Any

from tracker.reminders.wording.cutting import cut_letters
from tracker.reminders.wording.plain import notification_of

_LONGEST_SUBJECT = 120


def subject(messages: Sequence[Mapping[str, Any]], office: str) -> str:
    """Return the subject: what is most urgent, and who writes."""
    said = ": ".join(_lines(messages)[:2]) or "แจ้งเตือน"
    return f"{cut_letters(said, _LONGEST_SUBJECT)} – {office}"


def text(messages: Sequence[Mapping[str, Any]], office: str, base_url: str) -> str:
    """Return the letter: every line of the notification, and the address where each can be answered."""
    return "\n".join(
        [
            *_lines(messages),
            "",
            f"เปิดดูและรายงานผลได้ที่ {base_url}/tasks/",
            f"ข้อความทั้งหมดถึงท่าน: {base_url}/reminders/?mine=1",
            "",
            f"อีเมลนี้ส่งโดยอัตโนมัติจากระบบติดตามมาตรการ ITA ของ{office} กรุณาไม่ตอบกลับ",
            f"เชื่อม LINE เพื่อรายงานผลได้ทันทีจากโทรศัพท์: {base_url}/reminders/line",
            "",
        ]
    )


def _lines(messages: Sequence[Mapping[str, Any]]) -> list[str]:
    return [line for message in messages for line in notification_of(message).splitlines() if line.strip()]
