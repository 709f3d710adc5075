"""Names of units under each other in a narrow column, where a full line does not tell one name from two."""

import re

# A line that begins with one of these, and goes on, begins the name of a unit; กองทุน and งาน alone do not.
_UNIT = re.compile(
    r"(?:กอง(?!ทุน)|สำนัก(?!พิมพ์)|ฝ่าย|งาน|กลุ่มงาน|ศูนย์|หน่วยตรวจสอบ|หน่วยงาน|คณะกรรมการ|คณะทำงาน|ส่วน(?:การ|โยธา|สวัสดิการ|สาธารณสุข)"
    r"|ทุก(?:ส่วนราชการ|หน่วยงาน|กอง|สำนัก)|(?:ผู้อำนวยการ|หัวหน้า)(?=กอง|สำนัก|ฝ่าย|งาน|หน่วย))(?=[ก-๎]{2})"
)
_POST = re.compile(r"(?:นิติกร|นัก[ก-ฮ]|เจ้าพนักงาน|เจ้าหน้าที่|ปลัด|ผู้บริหาร|นายช่าง)")
# งานบริหาร|งานบุคคล, เจ้าพนัก|งานธุรการ, ผู้อำนวยการ|กองช่าง: the name is not yet whole.
_UNFINISHED = re.compile(
    r"(?:และ|หรือ|ของ|ทุก|(?<!ภาย)ใน|(?<!หน้า)ที่|/|,|\(|[-–]|(?<!ผู้)บริหาร|(?<!อำนวย)จัดการ|พนัก|ประสาน|ปฏิบัติ|ดำเนิน|ทำ|กำกับ"
    r"|ผู้อำนวยการ|หัวหน้า|ผอ\.|(?:^|\s)(?:กอง|สำนัก|ฝ่าย|งาน|ส่วน|หน่วย))$"
)
_LONGEST = 160  # Of a cell that names units; a longer one is a text that speaks of them.


def begins_another(text: str, line: str) -> bool:
    """Tell whether a line begins the name of one more unit, below a cell that so far names whole units."""
    if len(text) > _LONGEST or not _UNIT.match(line) or _UNFINISHED.search(text):
        return False
    return bool(_UNIT.match(text) or _POST.match(text)) and text.count("(") <= text.count(")")
