"""What is said about the bond between a person and a LINE account."""

from urllib.parse import quote

from tracker.reminders.wording import cards, flex
from tracker.reminders.wording.flex import Shape

CONNECT = {"a": "connect"}
_WHY = "เมื่อเชื่อมแล้ว ระบบจะเตือนงานตามมาตรการ ITA และรับรายงานทางแชตนี้"
_CODE_HELP = "หรือเปิดระบบด้วยเว็บเบราว์เซอร์ ไปที่ “ตั้งค่า LINE” ขอรหัส 8 ตัว แล้วส่งรหัสมาในแชตนี้"


def welcome(office: str, link_page: str) -> list[Shape]:
    """Greet somebody who is not linked yet, with the button that links."""
    return [_offer(f"ยินดีต้อนรับสู่บัญชีแจ้งงาน ITA ของ{office}", _WHY, link_page)]


def not_linked(link_page: str) -> list[Shape]:
    """Say that nobody knows who this LINE user is, with the button that changes that."""
    return [_offer("บัญชี LINE นี้ยังไม่ได้เชื่อมกับผู้ใช้ในระบบ", _WHY, link_page)]


def offer_another(name: str, link_page: str) -> list[Shape]:
    """Offer somebody who is linked to link anew; the present link stays until then."""
    return [
        _offer(f"LINE นี้เชื่อมกับบัญชี {name} อยู่แล้ว", "กดปุ่มด้านล่างเมื่อต้องการเชื่อมใหม่ การเชื่อมเดิมจะสิ้นสุดเมื่อเชื่อมใหม่สำเร็จ", link_page)
    ]


def linked(name: str) -> list[Shape]:
    """Say that the link stands, what will come, and how to end it (LINE asks that people are told)."""
    words = (
        f"เชื่อม LINE กับบัญชี {name} แล้ว\nระบบจะส่งแจ้งเตือนไม่เกินวันละหนึ่งข้อความในวันทำการ "
        "กดเมนูด้านล่างหรือพิมพ์ “งานของฉัน” เพื่อดูงานได้ทุกเมื่อ\n"
        "ยกเลิกการเชื่อมได้ตลอดเวลา โดยกด “ยกเลิกการเชื่อม” ในเมนู หรือพิมพ์ “ยกเลิกการเชื่อม”"
    )
    return [flex.text_message(words, cards.general_choices())]


def link_failed() -> list[Shape]:
    """Say that nothing was linked, and what to do; why is not told, so that trying teaches nothing."""
    again = flex.quick_answer("เชื่อมบัญชี", dict(CONNECT), "เชื่อมบัญชี")
    return [flex.text_message("เชื่อมบัญชีไม่สำเร็จ ลิงก์อาจหมดอายุหรือถูกใช้ไปแล้ว กด “เชื่อมบัญชี” เพื่อขอลิงก์ใหม่", [again])]


def confirm_unlink() -> list[Shape]:
    """Ask before ending the link."""
    choices = [
        flex.quick_answer("ยืนยันยกเลิก", {"a": "unlink", "sure": 1}, "ยืนยันยกเลิกการเชื่อม"),
        flex.quick_answer("ไม่ยกเลิก", {"a": "keep"}, "ไม่ยกเลิก"),
    ]
    return [flex.text_message("หากยกเลิกการเชื่อม LINE จะไม่ได้รับแจ้งเตือนทาง LINE อีก กดหรือพิมพ์ “ยืนยันยกเลิก” เพื่อยืนยัน", choices)]


def unlinked() -> list[Shape]:
    """Say that the link has ended, and how to link anew."""
    again = flex.quick_answer("เชื่อมบัญชี", dict(CONNECT), "เชื่อมบัญชี")
    words = "ยกเลิกการเชื่อม LINE แล้ว จะไม่มีข้อความแจ้งเตือนส่งมาอีก หากต้องการเชื่อมใหม่ กด “เชื่อมบัญชี” ได้ทุกเมื่อ"
    return [flex.text_message(words, [again])]


def kept() -> list[Shape]:
    """Say that the link stays."""
    return [flex.text_message("ยังเชื่อม LINE ไว้เหมือนเดิม", cards.general_choices())]


def told_of_link(name: str) -> str:
    """Tell a person on the web that a LINE account now speaks for them."""
    return (
        f"มีการเชื่อม LINE กับบัญชีของท่าน ({name}) ผู้ใช้ LINE นั้นรายงานงานในนามของท่านได้ "
        "หากท่านไม่ได้เชื่อมเอง กรุณาเปิด “ตั้งค่า LINE” แล้วกดยกเลิกการเชื่อมทันที"
    )


def told_of_replacement() -> str:
    """Tell a person on the web that their link ended because another took its place."""
    return (
        "การเชื่อม LINE เดิมของท่านสิ้นสุดแล้ว เพราะ LINE นั้นไปเชื่อมกับบัญชีอื่น หากยังต้องการรับแจ้งเตือนทาง LINE กรุณาเชื่อมใหม่ที่ “ตั้งค่า LINE”"
    )


def told_of_block(name: str) -> str:
    """Tell whoever looks after a person, on the web, that LINE does not reach the person any more."""
    return (
        f"LINE ส่งไม่ถึง {name} แล้ว เพราะปิดกั้นบัญชีของหน่วยงานหรือเลิกใช้ LINE การแจ้งเตือนจะไปที่อีเมลหรือกล่องข้อความบนเว็บแทน "
        "กรุณาแจ้งเจ้าตัวให้เลิกปิดกั้นหรือเชื่อม LINE ใหม่"
    )


def friend_address(basic_id: str) -> str:
    """Return the address that shows the official account, to be added as a friend (LINE's URL scheme)."""
    return f"https://line.me/R/ti/p/{quote(basic_id, safe='')}"


def _offer(heading: str, why: str, link_page: str) -> Shape:
    body = [flex.text(why), flex.text(_CODE_HELP, size="sm")]
    button = flex.link_button("เชื่อมบัญชีกับระบบ", link_page)
    button["style"], button["color"] = "primary", "#1B5E20"
    card = flex.bubble(heading, "info", body, [button])
    again = flex.quick_answer("ขอลิงก์ใหม่", dict(CONNECT), "เชื่อมบัญชี")
    help_ = flex.quick_answer("ช่วยเหลือ", {"a": "help"}, "ช่วยเหลือ")
    return flex.card_message(f"{heading} กดเพื่อเชื่อมบัญชี ลิงก์ใช้ได้ 10 นาที", card, [again, help_])
