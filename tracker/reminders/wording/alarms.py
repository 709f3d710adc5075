"""What is said when something about the LINE channel needs a look, and what to do about it."""

from datetime import date
from math import isinf

from tracker import thai

_ADVICE = {
    "limit_dropped": "ตรวจแพ็กเกจของบัญชีใน LINE Official Account Manager หากไม่ได้เปลี่ยนเอง กรุณาติดต่อผู้ขายแพ็กเกจ",
    "limit_near": "ดูคาดการณ์ของเดือนในหน้าบัญชี LINE ของหน่วยงาน หากไม่พอ กรุณาเพิ่มแพ็กเกจก่อนโควตาหมด",
    "limit_reached": "เพิ่มแพ็กเกจใน LINE Official Account Manager หรือรอโควตาของเดือนหน้า ระหว่างนี้ดูข้อความได้บนเว็บ",
    "forecast_over": "เพิ่มแพ็กเกจ หรือให้ระบบประหยัดข้อความต่อไป การตอบและการเปิดเมนูใน LINE ไม่เสียโควตา",
    "degraded": "ไม่ต้องทำอะไร ระบบกลับมาส่งตามปกติเองเมื่อโควตาพอ หากต้องการส่งเต็มที่ กรุณาเพิ่มแพ็กเกจ",
    "channel_held": "ตรวจ Channel secret และ Channel access token ใน LINE Developers แล้วบันทึกใหม่ หรือกดเริ่มส่งอีกครั้ง",
    "message_failed": "ผู้รับยังดูข้อความได้บนเว็บ หากเกิดซ้ำ กรุณาส่งรายละเอียดนี้ให้ผู้ดูแลระบบ",
}


def advice(kind: str) -> str:
    """Return what to do about an alarm."""
    return _ADVICE[kind]


def limit_dropped(before: float, limit: int) -> str:
    """Say that LINE allows less than it did; infinite is no limit."""
    was = "ไม่จำกัด" if isinf(before) else f" {before:,.0f} "
    return f"โควตาข้อความ LINE ต่อเดือนลดลงจาก{was}เหลือ {limit:,} ข้อความ"


def limit_near(used: int, limit: int, percent: int) -> str:
    """Say how much of the month is gone."""
    return f"เดือนนี้ใช้ข้อความ LINE ไปแล้ว {used:,} จาก {limit:,} ข้อความ (เกินร้อยละ {percent})"


def limit_reached(limit: int | None) -> str:
    """Say that nothing can be sent any more."""
    number = "" if limit is None else f" {limit:,} ข้อความ"
    return f"โควตาข้อความ LINE ของเดือนนี้{number} ใช้หมดแล้ว ข้อความใหม่จะพักไว้ และดูได้ในกล่องข้อความบนเว็บ"


def forecast_over(forecast: int, limit: int) -> str:
    """Say that the month will not do."""
    return f"คาดว่าถึงสิ้นเดือนจะใช้ข้อความ LINE {forecast:,} ข้อความ เกินโควตา {limit:,} ข้อความ"


def degraded(label: str, meaning: str) -> str:
    """Say that the office saves messages, and how."""
    return f"ระบบประหยัดข้อความ LINE: {label} ({meaning})"


def on_reserve(left: int) -> str:
    """Say that only what is urgent goes out, as the rest of the month is kept for it."""
    return (
        f"ระบบส่งทาง LINE เฉพาะเรื่องเร่งด่วน (เดือนนี้เหลือ {left:,} ข้อความ ซึ่งกันไว้สำหรับเรื่องเร่งด่วน เรื่องทั่วไปดูในกล่องข้อความบนเว็บ)"
    )


def channel_held(reason: str) -> str:
    """Say that nothing goes out over the channel."""
    return f"หยุดส่งข้อความทาง LINE: {reason}"


def message_failed(day: date, details: str) -> str:
    """Say that LINE refused a message, in its own words."""
    return f"LINE ไม่รับข้อความของวันที่ {thai.short_date(day)}: {details}"


def mail_failed(day: date, details: str) -> str:
    """Say that e-mail does not go out, in the mail server's own words, and where to look."""
    return (
        f"ส่งอีเมลของวันที่ {thai.short_date(day)} ไม่ได้ ({details}) "
        "กรุณาตรวจที่อยู่อีเมลของผู้รับ และการตั้งค่าเซิร์ฟเวอร์อีเมล TRACKER_SMTP_URL"
    )
