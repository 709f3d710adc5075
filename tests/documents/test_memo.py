"""The head of a memo, as forms and typists write it."""

from datetime import date

import pytest

from tracker.documents.parsing.memo import memo
from tracker.documents.parsing.scores import Line
from tracker.documents.reading import ReadMemo

HEADS = [
    (
        "ส่วนราชการ กองคลัง เทศบาลตำบลตัวอย่าง (งานพัสดุ) โทรศัพท์ 0-0000-0000 ต่อ 12",
        "ที่ ตย 52101.2/ว 15 ลงวันที่ 15 ต.ค. 2568",
        "เรื่อง  รายงานผล",
        "เรียน  ปลัดเทศบาล",
    ),
    ("ส่วนราชการ : สำนักปลัด", "ที่ : ตย ๗๐๐๐๑/-", "วันที่ : ๑ มี.ค. ๖๙", "เรื่อง : ขออนุมัติ", "เรียน : นายก อบต.ตัวอย่าง"),
    (
        "ส่วนราชการ....สำนักปลัด........โทร.........",
        "ที่...ตย ๗๐๐๐๑/๑๒......วันที่...๑ มีนาคม ๒๕๖๙....",
        "เรื่อง...รายงานผล....",
        "เรียน นายก",
    ),
    ("ส่วนราชการ\tสำนักปลัด", "ที่\tตย ๗๐๐๐๑/๑๒\tวันที่\t๑ มีนาคม พ.ศ. ๒๕๖๙", "เรื่อง\tรายงาน", "เรียน\tนายก ผ่าน ปลัด"),
    ("ส่วนราชการ สำนักปลัด", "ที่ ตย ๗๐๐๐๑/", "วันที่      มีนาคม ๒๕๖๙", "เรื่อง รายงาน", "เรียน นายก"),
]
READ = [
    ReadMemo("กองคลัง เทศบาลตำบลตัวอย่าง (งานพัสดุ)", "ตย 52101.2/ว 15", date(2025, 10, 15), "รายงานผล", "ปลัดเทศบาล"),
    ReadMemo("สำนักปลัด", "ตย ๗๐๐๐๑/-", date(2026, 3, 1), "ขออนุมัติ", "นายก อบต.ตัวอย่าง"),
    ReadMemo("สำนักปลัด", "ตย ๗๐๐๐๑/๑๒", date(2026, 3, 1), "รายงานผล", "นายก"),
    ReadMemo("สำนักปลัด", "ตย ๗๐๐๐๑/๑๒", date(2026, 3, 1), "รายงาน", "นายก ผ่าน ปลัด"),
    ReadMemo("สำนักปลัด", "ตย ๗๐๐๐๑/", None, "รายงาน", "นายก"),
]


@pytest.mark.parametrize(("head", "expected"), list(zip(HEADS, READ, strict=True)))
def test_a_memos_head_is_read_however_its_form_was_filled_in(head: tuple[str, ...], expected: ReadMemo) -> None:
    assert memo([Line(text, at) for at, text in enumerate(("บันทึกข้อความ", *head), 1)]) == expected
