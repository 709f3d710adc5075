"""What the heading of a column says stands below it: synonyms, English words, misspelt ones."""

import re
from collections.abc import Sequence
from difflib import get_close_matches
from functools import lru_cache

from tracker import thai
from tracker.documents.blocks import Row

LONGEST_HEADING = 80
_LONGEST_MISSPELT = 24
_ALIKE = 0.86  # One letter of seven; two headings that mean different things are never so alike.

# A heading means what the first pattern that fits it says, where no other column says so better; then the next.
_MEANINGS: tuple[tuple[str, str], ...] = (
    ("number", r"^(?:ที่|ลำดับ(?:ที่|มาตรการ|โครงการ)?|ข้อ(?:ที่)?|เลขที่|รหัส(?:โครงการ|มาตรการ|กิจกรรม)?|no\.?|#|item|code)$"),
    ("kind", r"^(?:ประเภท|ลักษณะ)(?:ของ)?(?:มาตรการ|โครงการ|กิจกรรม|แผนงาน|การดำเนิน|$|[(/])|^(?:type|kind)$"),
    ("evidence", r"หลักฐาน|เอกสาร(?:อ้างอิง|แนบ|ประกอบ)|^(?:url|link|evidence|ลิงก์)|แหล่งข้อมูล"),
    ("items", r"^(?:รหัส|เลข|อ้างอิง)?(?:ข้อ(?:มูล)?)?oit|^(?:รหัส|เลข)?ข้อ(?:คำถาม|ย่อย)?(?:ที่)?(?:เกี่ยวข้อง|อ้างอิง)$"),
    ("other", r"ความเสี่ยง|ผล(?:ลัพธ์|ผลิต|สำเร็จ|สัมฤทธิ์)?(?:ที่)?คาด(?:ว่า|หวัง)"
              r"|ตัวชี้วัด(?:ความสำเร็จ|ผลผลิต|ผลลัพธ์|ผลสำเร็จ|(?:ของ)?(?:โครงการ|กิจกรรม|มาตรการ))"
              r"|เป้าหมาย|วัตถุประสงค์|สถานที่|^kpi|target|objective|^(?:ผู้|การ)?(?:อนุมัติ|ตรวจสอบ)$|ผู้เข้าร่วม"),
    ("problem", r"ปัญหา.*อุปสรรค|^อุปสรรค|^problem"),
    ("suggestion", r"^ข้อเสนอแนะ|^suggestion|^recommendation"),
    ("note", r"^หมายเหตุ|^remark|^note|^comment"),
    ("status", r"^สถานะ|^status|^ร้อยละ(?:ของ)?(?:ความ|การดำเนิน|ผล)|^%"),
    ("result", r"^ผลการ(?:กำกับ|ติดตาม)"),
    ("outcome", r"ผลลัพธ์|ผลสำเร็จ|^ความสำเร็จ|ผลที่ได้|ผลสัมฤทธิ์|ประโยชน์ที่ได้|^outcome"),
    ("monitoring", r"กำกับติดตาม|^(?:การ|วิธี(?:การ)?|ระบบ|รูปแบบ(?:การ)?)?ติดตาม|กำกับ(?:ดูแล)?และติดตาม"
                   r"|^(?:การ)?รายงานผล$|แนวทางการติดตาม|^การรายงาน|^(?:monitor|follow)"),
    ("budget", r"^(?:จำนวน|แหล่ง)?(?:งบประมาณ|วงเงิน|ค่าใช้จ่าย|เงินงบประมาณ)|^budget|^cost"),
    ("period", r"ระยะเวลา|ช่วงเวลา|ห้วงเวลา|ห้วงระยะ|กำหนดเวลา|กำหนดการ|วันเดือนปี|วัน/เดือน/ปี|^เวลา|ปฏิทิน|เริ่ม.*(?:สิ้นสุด|เสร็จ)"
               r"|^ช่วงการ|(?:วัน|เดือน|ปี|ไตรมาส)ที่(?:จะ)?ดำเนิน|^(?:period|duration|time|schedule)"),
    ("start", r"^(?:กำหนด)?(?:วัน|วันที่|เดือน|เดือนที่)?(?:เริ่ม|เริ่มต้น|เริ่มดำเนิน(?:การ|งาน)?|เริ่มโครงการ)$"
              r"|^ตั้งแต่(?:วันที่)?$|^(?:start|begin|from)"),
    ("end", r"^(?:กำหนด)?(?:วัน|วันที่|เดือน|เดือนที่)?(?:สิ้นสุด|แล้วเสร็จ|เสร็จสิ้น|เสร็จ|ครบกำหนด)(?:โครงการ|ดำเนินการ)?$"
            r"|^กำหนด(?:แล้ว)?เสร็จ|^กำหนดส่ง|^ถึง(?:วันที่)?$|^(?:end|finish|until|due|deadline)"),
    ("joint_owner", r"^(?:ผู้|หน่วยงาน|ส่วนราชการ|หน่วย|เจ้าภาพ)(?:ที่|ผู้)?(?:รับผิดชอบ|ดำเนินการ|ปฏิบัติ)?\(?(?:ร่วม|รอง|สนับสนุน)"
                    r"(?:ดำเนินการ|รับผิดชอบ)?$|^ผู้ร่วมรับผิดชอบ$|^(?:co-?owner|support)"),
    ("owner", r"(?<!หน้าที่ความ)(?<!ตามความ)รับผิดชอบ|ผู้ดำเนินการ|ผู้ปฏิบัติ|ผู้(?:ที่)?ได้รับมอบหมาย|หน่วยงาน(?:ที่)?ดำเนินการ|เจ้าภาพ"
              r"|^(?:หน่วยงาน|ส่วนราชการ|หน่วยปฏิบัติ)(?:หลัก)?$|^(?:สำนัก/)?กอง(?:/ฝ่าย|/งาน)?$|responsib|^owner|incharge|^(?:unit|department)$"),
    ("analysis", r"ผลการวิเคราะห์|การวิเคราะห์|วิเคราะห์|จุดที่(?:ควร|ต้อง)|จุดอ่อน|ข้อบกพร่อง|ประเด็น(?:ปัญหา|ที่|การพัฒนา)"
                 r"|สิ่งที่(?:ต้อง|ควร)(?:พัฒนา|ปรับปรุง|แก้ไข)|สภาพปัญหา|^ปัญหา(?:ที่พบ)?$|^สาเหตุ|ข้อค้นพบ|^ข้อจำกัด|^finding|^analysis"),
    ("title", r"^(?:ชื่อ)?(?:มาตรการ|โครงการ|กิจกรรม)(?!.*ผล)|^(?:measure|project|activit|initiative)"),
    ("result", r"^(?:รายละเอียด)?(?:ของ)?(?:สรุป)?ผลการดำเนิน|^(?:สรุป)?ผลดำเนิน|ผลการปฏิบัติ|สรุปผล|^รายงานผล|^ผลงาน|ความก้าวหน้า"
               r"|^(?:result|achievement|progress)"),
    ("steps", r"ขั้นตอน|วิธีการ|วิธีปฏิบัติ|วิธีดำเนิน|^วิธี|แนวทาง(?:การ)?(?:ดำเนิน|ปฏิบัติ|ขับเคลื่อน)"
              r"|^การดำเนิน(?:การ|งาน)(?:ตามมาตรการ)?$|^รายละเอียด(?:การดำเนิน|กิจกรรม|มาตรการ|$)|^กระบวนการ|^สิ่งที่ต้องดำเนินการ|^(?:step|procedure|method|process|implementation|action)"),
    ("indicator", r"^(?:ชื่อ)?ตัวชี้วัด(?:ที่)?(?:\(|$)"),
    ("score", r"คะแนน|score"),
    ("indicator", r"ตัวชี้วัด|^ประเด็นการประเมิน|^หัวข้อการประเมิน|^indicator"),
    ("group", r"^(?:ด้าน|มิติ|ประเด็น|ประเด็นหลัก|หมวด|กลุ่ม|ยุทธศาสตร์|แผนงานหลัก|เครื่องมือ|แบบวัด)(?:ที่)?$"),
    ("title", r"มาตรการ|โครงการ|กิจกรรม|แนวทาง|แผนงาน"),
    ("steps", r"แนวทาง|กิจกรรม|โครงการ"),
    ("outcome", r"^ผลผลิต|^output"),
    ("budget", r"งบประมาณ"),
)  # fmt: skip
_KNOWN = (
    "มาตรการ", "โครงการ", "กิจกรรม", "โครงการ/กิจกรรม", "มาตรการ/โครงการ/กิจกรรม", "ขั้นตอน", "ขั้นตอนการดำเนินการ",
    "ขั้นตอนการดำเนินงาน", "วิธีการดำเนินการ", "วิธีดำเนินการ", "ระยะเวลา", "ระยะเวลาดำเนินการ", "ระยะเวลาการดำเนินการ",
    "ผู้รับผิดชอบ", "หน่วยงานที่รับผิดชอบ", "หน่วยงานรับผิดชอบ", "ผลการดำเนินการ", "ผลการดำเนินงาน", "ผลลัพธ์",
    "ผลการวิเคราะห์", "ตัวชี้วัด", "งบประมาณ",
    "หมายเหตุ", "การกำกับติดตาม", "ปัญหาอุปสรรค", "ข้อเสนอแนะ",
)  # fmt: skip
_TONES = re.compile("[่-์ํ]")
_NUMBER_BEFORE = re.compile(r"^\(?[0-9๐-๙]{1,2}[.)]+(?=\D)")
_NUMBER_BEHIND = re.compile(r"[(\[*]*[0-9๐-๙]{0,2}[)\]*:：]*$")
_ENGLISH_BESIDE = re.compile(r"\(?(?<![a-z])(?!(?:iit|eit|oit)\)?$)[a-z][a-z /.&-]*\)?$")

# ร่วม or หน่วยงานสนับสนุน, as stands below the heading of all owners.
_JOINT = re.compile(r"\(?(?:ผู้|หน่วยงาน|หน่วย|ส่วนราชการ)?(?:ที่)?(?:ร่วม|รอง|สนับสนุน)(?:ดำเนินการ|รับผิดชอบ)?\)?")

# Of tables with one of these headings none holds measures, whoever is named in it.
_RISKS = r"ความเสี่ยง|โอกาส(?:ที่จะ)?เกิด|^(?:ระดับ)?ความรุนแรง$|^rpn$"
# Nor does one with one of these, unless its other headings say the whole of a measure.
_OF_OTHERS = re.compile(
    "|".join(
        [
            r"^ชื่อ[-–/ ]*(?:และ)?(?:นาม)?สกุล|^รายชื่อ|^ลายมือชื่อ|^ลงชื่อ|^ลายเซ็น",
            r"ราคากลาง|คู่สัญญา|ผู้ชนะ|วิธี(?:การ)?(?:จัดซื้อ|จัดหา|ซื้อ|จ้าง)|^วงเงิน|เลขที่(?:สัญญา|โครงการ)|ผู้เสนอราคา",
            r"เบิกจ่าย|คงเหลือ|^(?:งบ)?อนุมัติ|รายรับ|รายจ่าย",
            r"^(?:เวอร์ชัน|รุ่นที่|ฉบับที่|แก้ไขครั้งที่|version|revision)|^(?:รายการ|รายละเอียด)(?:ที่|การ)?แก้ไข|^ประวัติ",
            r"^(?:เลข)?หน้า(?:ที่)?$|^page$|องค์ประกอบด้านข้อมูล|^ข้อ(?:มูล)?oit|^ร้อยละของผู้|^จำนวน(?:เรื่อง|ผู้|ครั้ง|ข้อร้องเรียน)",
        ]
    )
)


def plain(heading: str) -> str:
    """Write a heading without what varies: spaces, capitals, marks above the line, the numbers around it."""
    text = thai.without_spaces(heading).lower().replace("ชั้นตอน", "ขั้นตอน")
    text = _NUMBER_BEFORE.sub("", re.sub(r"^\(([^()]+)\)$", r"\1", text))
    return _TONES.sub("", _NUMBER_BEHIND.sub("", text) or text)


_PATTERNS = tuple((meaning, re.compile(_TONES.sub("", pattern))) for meaning, pattern in _MEANINGS)
_NEVER, _SELDOM = re.compile(_TONES.sub("", _RISKS)), re.compile(_TONES.sub("", _OF_OTHERS.pattern))
_WHOLE_MEASURE = frozenset(["title", "steps", "period", "owner"])
_SPELT = {plain(known): known for known in _KNOWN}


@lru_cache(maxsize=2048)
def meanings(heading: str) -> tuple[str, ...]:
    """Return what a heading may mean, best first; nothing for one that says nothing known."""
    words = plain(heading)
    if not words or len(thai.without_spaces(heading)) > LONGEST_HEADING:
        return ()
    if found := _fitting(words):
        return found
    beside = _ENGLISH_BESIDE.sub("", words)
    if beside and beside != words and (found := _fitting(_NUMBER_BEHIND.sub("", beside))):
        return found
    if len(words) > _LONGEST_MISSPELT:
        return ()
    near = get_close_matches(words, _SPELT, n=1, cutoff=_ALIKE)
    return _fitting(near[0]) if near else ()


def is_joint(heading: str) -> bool:
    """Tell the half of a heading that says the owners beside the main one: ร่วม, สนับสนุน."""
    return _JOINT.fullmatch(thai.without_spaces(heading)) is not None


def _fitting(words: str) -> tuple[str, ...]:
    bare = _ENGLISH_BESIDE.sub("", words) if re.search("[ก-๙]", words) else words
    return tuple(dict.fromkeys(meaning for meaning, pattern in _PATTERNS if pattern.search(bare or words)))


def columns_of(row: Row) -> dict[str, int]:
    """Return meaning → index for one row of headings, each heading for itself; the first of a kind counts."""
    columns: dict[str, int] = {}
    for index, cell in enumerate(row.cells):
        if index and row.cells[index - 1] == cell:
            continue
        name = next((meaning for meaning in meanings(cell) if meaning not in columns), None)
        if name is not None:
            columns[name] = index
    return columns


def is_never_of_measures(headings: Sequence[str]) -> bool:
    """Tell headings of tables of risks, persons, purchases, expenses, versions, contents or statistics.

    Measures may have a column of that kind too (ข้อ OIT ที่เกี่ยวข้อง, วงเงิน) beside all a measure consists of.
    """
    words = [plain(heading) for heading in headings if len(heading) <= LONGEST_HEADING]
    if any(_NEVER.search(word) for word in words):
        return True
    others = [word for word in words if not _SELDOM.search(word)]
    said = {meaning for word in others for meaning in _fitting(word)[:1]}
    return len(others) < len(words) and not said >= _WHOLE_MEASURE
