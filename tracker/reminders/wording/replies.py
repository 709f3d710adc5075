"""What the official account answers: linking, lists, what was saved, and what it has to ask."""

from collections.abc import Sequence
from datetime import date
from urllib.parse import quote

from tracker import thai
from tracker.reminders.wording import cards, flex
from tracker.reminders.wording.asking import taking_back
from tracker.reminders.wording.cutting import cut_letters
from tracker.reminders.wording.flex import Shape
from tracker.reminders.wording.subjects import TaskCard

_LASTLY = "• กดผิดหรือพิมพ์ผิด กด “ถอนรายการนี้” ได้ภายใน 10 นาที\n• “ยกเลิกการเชื่อม” เลิกรับข้อความทาง LINE\nเปิดระบบ: "


def unknown_code(link_page: str) -> list[Shape]:
    """Say that a code cannot be used; why is not told, so that guessing teaches nothing."""
    return [flex.text_message(f"รหัสนี้ใช้ไม่ได้หรือหมดอายุแล้ว กรุณาขอรหัสใหม่ที่หน้าเชื่อมบัญชี LINE แล้วส่งมาอีกครั้ง\n{link_page}")]


def too_many_codes() -> list[Shape]:
    """Say that codes were wrong too often."""
    return [flex.text_message("ส่งรหัสผิดหลายครั้งเกินไป กรุณารอหนึ่งชั่วโมงแล้วลองใหม่")]


def confirm_link(name: str, position: str, office: str) -> list[Shape]:
    """Ask whether this is the person meant: a code may be somebody else's trick."""
    body = [
        flex.text(name, weight="bold", size="md"),
        flex.facts([("ตำแหน่ง", position), ("หน่วยงาน", office)]),
        flex.text("หากไม่ใช่ท่าน ให้กด “ไม่ใช่” เพราะอาจมีผู้อื่นส่งรหัสนี้มาให้ท่าน", size="sm"),
    ]
    buttons = [
        flex.answer_button("ใช่ เชื่อมบัญชีนี้", {"a": "link"}, "ใช่ เชื่อมบัญชีนี้", "primary"),
        flex.answer_button("ไม่ใช่", {"a": "nolink"}, "ไม่ใช่บัญชีของฉัน"),
    ]
    shown = flex.bubble("เชื่อม LINE กับบัญชีนี้ใช่หรือไม่", "info", body, buttons)
    return [flex.card_message(f"เชื่อม LINE นี้กับบัญชี {name} {office} ใช่หรือไม่", shown)]


def link_refused() -> list[Shape]:
    """Say that nothing was linked."""
    return [flex.text_message("ไม่ได้เชื่อมบัญชี หากไม่ได้ขอรหัสเอง กรุณาแจ้งผู้ดูแลระบบ")]


def guidance(link: str) -> list[Shape]:
    """Tell what can be done here."""
    words = (
        "ใช้งานได้ดังนี้\n"
        "• “งานของฉัน” ดูงานที่ค้าง เรียงตามความเร่งด่วน\n"
        "• “เกินกำหนด” ดูงานที่ล่าช้า “หน่วยของฉัน” ดูงานทั้งหน่วย\n"
        "• ปุ่มบนการ์ดงาน: เริ่มแล้ว คืบหน้า เสร็จแล้ว ติดปัญหา ขอขยายเวลา\n"
        "• พิมพ์ร้อยละ เช่น 50% หรือ ๕๐ % เพื่อแจ้งความคืบหน้าของงานที่เพิ่งเปิดดู\n"
        "• ส่งรูปภาพหรือไฟล์ PDF เพื่อแนบเป็นหลักฐาน\n"
        f"{_LASTLY}{link}"
    )
    return [flex.text_message(words, cards.general_choices())]


def guidance_for_leads(link: str) -> list[Shape]:
    """Tell what can be done here by who leads the office: looking on, deciding and directing, not reporting."""
    words = (
        "ใช้งานได้ดังนี้\n"
        "• “ภาพรวม” ดูจำนวนงานของทุกหน่วยงาน\n"
        "• “รอท่าน” ดูเรื่องที่รอพิจารณา คำขอขยายเวลากดอนุมัติหรือไม่อนุมัติบนการ์ด\n"
        "• “เกินกำหนด” ดูงานที่ล่าช้า กด “สั่งการ” บนการ์ดเพื่อออกข้อสั่งการ\n"
        "• “งานของฉัน” ดูงานที่ท่านต้องทำเอง\n"
        f"{_LASTLY}{link}"
    )
    return [flex.text_message(words, cards.general_choices())]


def not_understood() -> list[Shape]:
    """Say kindly that nothing was done with what was written."""
    words = "ไม่พบคำสั่งที่ตรงกับข้อความนี้ จึงยังไม่ได้บันทึกอะไร พิมพ์ “งานของฉัน” แล้วกดปุ่มบนการ์ดงาน หรือพิมพ์ “วิธีใช้”"
    return [flex.text_message(words, cards.general_choices())]


def no_tasks() -> list[Shape]:
    """Say that nothing is open."""
    return [flex.text_message("ไม่มีงานค้างในขณะนี้", cards.general_choices())]


def saved(card: TaskCard, what: str, update_id: int) -> list[Shape]:
    """Confirm what was saved, with the state it led to, and offer to take it back."""
    shown = cards.present_state(f"บันทึกแล้ว: {what}", "good", card)
    return [flex.with_first_choice(shown, taking_back({"t": card.task_id, "u": update_id}))]


def submitted(card: TaskCard, update_id: int, proofs: int) -> list[Shape]:
    """Confirm a result, and ask for its proof: photos and files that follow are filed to the same task."""
    shown = cards.present_state("บันทึกแล้ว: ส่งผลการดำเนินการ", "good", card)
    shown.pop("quickReply", None)  # LINE shows those of the last message alone.
    before = f"มีหลักฐานแล้ว {proofs} รายการ " if proofs else ""
    words = f"{before}ส่งรูปหรือไฟล์ PDF ที่เป็นหลักฐานเข้ามาในแชตนี้ ระบบจะแนบกับงานนี้ให้ หากยังไม่มี แนบภายหลังได้"
    choices = [*flex.quick_camera(), taking_back({"t": card.task_id, "u": update_id}), *cards.general_choices()]
    return [shown, flex.text_message(words, choices)]


def stale(card: TaskCard, sentence: str) -> list[Shape]:
    """Say why nothing was saved, with the state the task has meanwhile."""
    shown = cards.present_state("ยังไม่บันทึก: ข้อมูลล่าสุดเป็นดังนี้", "warn", card)
    return [flex.text_message(sentence), shown]


def refused(sentence: str) -> list[Shape]:
    """Say in the words of the refusal why something cannot be done."""
    return [flex.text_message(sentence, cards.general_choices())]


def ask_percent(card: TaskCard) -> list[Shape]:
    """Ask how far a task is."""
    words = f"“{_title(card)}” คืบหน้ากี่เปอร์เซ็นต์ พิมพ์ตัวเลข เช่น 60% หรือเลือกด้านล่าง"
    return [flex.text_message(words, [*cards.percent_choices(card), _cancelling()])]


def ask_result(card: TaskCard) -> list[Shape]:
    """Ask for the result in one sentence; a second line is the outcome."""
    words = (
        f"“{_title(card)}” เสร็จแล้ว ได้ผลอย่างไร พิมพ์ผลเป็นหนึ่งประโยค เช่น จัดอบรมแล้ว มีผู้เข้าร่วม 45 คน\n"
        "หากมีผลลัพธ์/ความสำเร็จแยกต่างหาก ให้พิมพ์ในบรรทัดที่สอง"
    )
    return [flex.text_message(words, [_cancelling()])]


def ask_problem(card: TaskCard) -> list[Shape]:
    """Ask what stands in the way."""
    return [flex.text_message(f"“{_title(card)}” ติดปัญหาอะไร พิมพ์สั้น ๆ หนึ่งประโยค", [_cancelling()])]


def ask_proof(card: TaskCard) -> list[Shape]:
    """Ask for the proof of a task that is done; what is sent next is filed to it."""
    words = f"“{_title(card)}” ยังไม่มีหลักฐาน ส่งรูปหรือไฟล์ PDF เข้ามาในแชตนี้ ระบบจะแนบกับงานนี้ให้"
    return [flex.text_message(words, [*flex.quick_camera(), *cards.general_choices()])]


def ask_which_task(choices: Sequence[TaskCard], waiting: int) -> list[Shape]:
    """Ask which task photos or files belong to."""
    listed = "\n".join(f"{number}) {_title(card)}" for number, card in enumerate(choices, 1))
    what = "รับไฟล์แล้ว" if waiting == 1 else f"รับไฟล์แล้ว {waiting} ไฟล์"
    buttons = [
        flex.quick_answer(
            f"{number}) {cut_letters(thai.one_line(card.title), 14)}",
            {"a": "attach", "t": card.task_id},
            f"แนบกับ: {_title(card)}",
        )
        for number, card in enumerate(choices, 1)
    ]
    words = f"{what} เป็นหลักฐานของงานใด กดเลือก หรือพิมพ์หมายเลข\n{listed}"
    return [flex.text_message(words, [*buttons, _cancelling()])]


def evidence_saved(
    card: TaskCard, evidence_ids: Sequence[int], shown_on: date | None = None, number: int = 1
) -> list[Shape]:
    """Confirm that so many photos or files were attached to a task, with the day they show; offer to take them back."""
    what = "แนบหลักฐานแล้ว" if number == 1 else f"แนบหลักฐานแล้ว {number} ไฟล์"
    if shown_on is not None:
        what += f" (ภาพลงวันที่ {thai.short_date(shown_on)})"
    shown = cards.present_state(what, "good", card)
    return [flex.with_first_choice(shown, taking_back({"e": ".".join(map(str, evidence_ids))}))]


def acknowledged(text: str, directive_id: int) -> list[Shape]:
    """Confirm that a directive was acknowledged."""
    words = f"รับทราบข้อสั่งการแล้ว: {cut_letters(thai.one_line(text), 200)}"
    return [flex.text_message(words, [taking_back({"d": directive_id}), *cards.general_choices()])]


def answered_late(words: str) -> str:
    """Say on the web what could not be said in the chat in time."""
    return f"คำตอบที่ส่งกลับทาง LINE ไม่ทันเวลา\n{words}"


def left_undone(reason: str) -> str:
    """Say afterwards that what somebody sent in was not recorded, why, and what to do."""
    why = reason or "ระบบตอบกลับไม่ทันเวลา กรุณาพิมพ์ “งานของฉัน” แล้วกดปุ่มบนการ์ดงานอีกครั้ง"
    return f"รายการที่ท่านส่งมาทาง LINE ยังไม่ได้บันทึก: {why}"


def cannot_be_unsent() -> str:
    """Say where it stands that what was made of an unsent message is not taken back."""
    words = "ข้อความหรือไฟล์ที่ท่านยกเลิกการส่งทาง LINE ถูกบันทึกไว้กับงานแล้ว และถอนอัตโนมัติไม่ได้"
    return f"{words} หากต้องลบหรือแก้ไข กรุณาเปิดงานนั้นบนเว็บ หรือแจ้งผู้ประสานงาน ITA"


def file_waits() -> str:
    """Say afterwards that a file was not filed, as nobody knows to which task."""
    words = "ไฟล์ที่ท่านส่งมาทาง LINE ยังไม่ได้แนบ เพราะไม่ทราบว่าเป็นหลักฐานของงานใด"
    return f"{words} กรุณาพิมพ์ “งานของฉัน” กดปุ่มบนการ์ดของงานนั้น แล้วส่งไฟล์อีกครั้ง"


def nothing_to_cancel() -> list[Shape]:
    """Say that nothing was waiting to be dropped, and how to take back what was saved."""
    words = "ไม่มีรายการที่รอตอบอยู่ หากต้องการถอนรายการที่เพิ่งบันทึก พิมพ์ “ถอนรายการนี้” ภายใน 10 นาที"
    return [flex.text_message(words, cards.general_choices())]


def nothing_to_acknowledge() -> list[Shape]:
    """Say that no directive waits, and how to name the day a late task will be done."""
    words = (
        "ไม่มีข้อสั่งการที่รอรับทราบ จึงยังไม่ได้บันทึกอะไร หากต้องการแจ้งวันที่งานจะเสร็จ พิมพ์ “งานของฉัน” "
        "แล้วกด “รับทราบ แจ้งวันที่จะเสร็จ” บนการ์ดของงานที่ล่าช้า"
    )
    return [flex.text_message(words, cards.general_choices())]


def cancelled() -> list[Shape]:
    """Say that what was asked is dropped."""
    return [flex.text_message("ยกเลิกแล้ว ยังไม่ได้บันทึกอะไร", cards.general_choices())]


def code_address(basic_id: str, code: str) -> str:
    """Return the address that opens the chat with a code typed in (LINE's URL scheme oaMessage)."""
    return f"https://line.me/R/oaMessage/{quote(basic_id, safe='')}/?{quote(code)}"


def _title(card: TaskCard) -> str:
    return cut_letters(thai.one_line(card.title), 80)


def _cancelling() -> Shape:
    return flex.quick_answer("ยกเลิก", {"a": "cancel"}, "ยกเลิก")
