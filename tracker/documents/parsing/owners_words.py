"""The words an owner's name begins with, and how names of several levels make one owner.

A section stands before or after its division (งานพัสดุและทรัพย์สิน กองคลัง; กองคลัง งานพัสดุและทรัพย์สิน), a post before
its unit (นิติกร สำนักปลัด); two names of one level, or one that needs no other, are two owners.
"""

import re
from collections.abc import Sequence
from enum import Enum


class Rank(Enum):
    """What a name is, by the word it begins with."""

    POST = 0
    SECTION = 1
    GROUP = 2
    DIVISION = 3
    CENTRE = 4
    WHOLE = 5
    EVERY = 6


_KIND = r"หน่วยงาน|หน่วย|ส่วนราชการ|ส่วนงาน|ส่วน|สำนักงาน|สำนัก|กองงาน|กอง|ฝ่าย|งาน|กลุ่มงาน|กลุ่ม"
_EVERY = rf"(?:ทั้งหมด)?ทุก(?:ๆ)?\s?(?:{_KIND}|ศูนย์|โรงเรียน|แผนก|ภาคส่วน)"
_PART = r"ส่วน(?!ตำบล|ท้องถิ่น|จังหวัด|ร่วม|หนึ่ง|ใหญ่|มาก|น้อย|กลาง|ภูมิภาค|ตัว|ที่)"
_DIVISION = rf"สำนัก|กอง(?!ทุน)|หน่วย|{_PART}"
_CENTRE = r"ศูนย์|โรงเรียน|โรงพยาบาล|สถานธนานุบาล|สถานี|สถาบัน|ห้องสมุด"
_HEAD_OF_SECTION = r"(?:ผู้ช่วย|รอง)?หัวหน้า(?:ฝ่าย|งาน|กลุ่ม|เจ้าหน้าที่|พัสดุ|คณะ)"
_CHIEF = (
    r"คณะ|ผู้บริหาร|(?:รอง|ผู้ช่วย)?(?:ผู้อำนวยการ|ผอ\.|หัวหน้า|หน\.)|(?:รอง|ที่ปรึกษา|เลขานุการ)?นายก|(?:รอง)?ปลัด"
    r"|(?:รอง)?ประธาน|สภา(?!พ)"
)
_POST = r"(?:ผู้ช่วย)?(?:นัก[ก-ฮ]|เจ้าหน้าที่|เจ้าพนักงาน)|นิติกร|นายช่าง|บุคลากร|พนักงาน|ข้าราชการ|ลูกจ้าง|สมาชิก|วิศวกร|สถาปนิก|ครู|พยาบาล"
_SOMEBODY = r"ผู้(?:ที่|ได้รับ|รับผิดชอบ|มีหน้าที่|เกี่ยวข้อง|ปฏิบัติ|ช่วย|ประสาน|ดูแล)|กำนัน|ประชาชน|อปพร|อสม"
_RANKS: Sequence[tuple[Rank, re.Pattern[str]]] = [
    (Rank.EVERY, re.compile(_EVERY)),
    (Rank.POST, re.compile(_HEAD_OF_SECTION)),
    (Rank.WHOLE, re.compile(_CHIEF)),
    (Rank.POST, re.compile(_POST)),
    (Rank.DIVISION, re.compile(_DIVISION)),
    (Rank.CENTRE, re.compile(_CENTRE)),
    (Rank.GROUP, re.compile(r"ฝ่าย|กลุ่ม")),
    (Rank.SECTION, re.compile(r"งาน")),
]
# สป., กค., กช.; the abbreviations of the whole office go on with a name instead: ปลัด อบต.
_SHORT_UNIT = re.compile(r"(?!อบต|อบจ|ทต\.|ทม\.|ทน\.|พ\.ศ|ผอ\.|หน\.|ผช\.|น\.ส|อบต\.)[ก-ฮ]{2,4}\.(?=[,;)\s]|$)")
_SOMEBODY_ELSE = re.compile(_SOMEBODY)
_BARE = re.compile(
    rf"(?:{_KIND}|แผนก|ศูนย์|โรงเรียน|คณะ|คณะกรรมการ|คณะอนุกรรมการ|คณะทำงาน|(?:รอง|ผู้ช่วย)?(?:หัวหน้า|หน\.|ผู้อำนวยการ|ผอ\.)|รอง|ผู้ช่วย)"
)
_GLUED = re.compile(r"(?:สำนัก|กอง|ฝ่าย|งาน|หน่วย|ส่วน|คณะ)")
_END_OF_A_NAME = re.compile(rf"(?:งาน|ราชการ)|(?:{_KIND})ทุก(?:{_KIND}|แห่ง)")
# Words that lead to another unit's word inside one name; some to งาน only: งานบริหาร|งานบุคคล, เจ้าพนัก|งานธุรการ.
_UNFINISHED = re.compile(
    r"(?:ทุกๆ?|ของ|(?<!ภาย)ใน|(?<!หน้า)ที่|(?<!ติด)ตาม|สังกัด|โดย|ด้าน|และ|หรือ|(?<!กำ)กับ|/|(?:^|\s)รอง|ผู้ช่วย|ประจำ|การแทน)$"
)
_LEADS_TO_WORK = re.compile(r"(?:(?<!ผู้)บริหาร|(?<!อำนวย)จัดการ|พนัก|ประสาน|ปฏิบัติ|ดำเนิน|ทำ|กำกับ|ควบคุม|ขับเคลื่อน)$")


def rank(text: str) -> Rank | None:
    """Tell what the name at the start of a text is; None where no owner begins."""
    found = next((kind for kind, pattern in _RANKS if pattern.match(text)), None)
    return found or (Rank.DIVISION if _SHORT_UNIT.match(text) else None)


def begins_owner(text: str) -> bool:
    """Tell whether words behind และ or a comma name somebody of their own."""
    return rank(text) is not None or bool(_SOMEBODY_ELSE.match(text))


def is_bare(text: str) -> bool:
    """Tell the word of a kind or a post alone, whose name follows: สำนัก |ปลัด, ผู้อำนวยการ |กองช่าง."""
    return bool(_BARE.fullmatch(text))


def is_glued(text: str) -> bool:
    """Tell a kind that is never written apart from its name: กอง คลัง is กองคลัง."""
    return bool(_GLUED.fullmatch(text))


def goes_on(before: str, name: str) -> bool:
    """Tell whether a word that could begin an owner stands inside the name before it, which was cut there."""
    if _UNFINISHED.search(before) or before.count("(") > before.count(")") or _END_OF_A_NAME.fullmatch(name):
        return True
    if name.startswith("งาน") and _LEADS_TO_WORK.search(before):
        return True
    return before.startswith("ทุก") and is_bare(name)


def go_together(ranks: Sequence[Rank | None], following: Rank) -> bool:
    """Tell whether one more name belongs to the same owner: levels only rise, or only fall."""
    known = [found for found in ranks if found is not None]
    if not known:
        return following is not Rank.WHOLE
    last = known[-1]
    if following is Rank.EVERY or last is Rank.EVERY:
        return following is last
    if following is Rank.CENTRE:
        return last is Rank.POST
    if Rank.WHOLE in {last, following} or last is Rank.CENTRE or last is following:
        return False
    return len(known) == 1 or (last.value > known[-2].value) == (following.value > last.value)
