"""Owner cells: who is one owner and who is two."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.endless import that_ends
from tracker.documents.parsing.owners import all_units_scope, owners

CELLS = {
    "สำนักปลัด": ("สำนักปลัด",),
    "งานพัสดุ<br>และ<br>ทรัพย์สิน<br>กองคลัง".replace("<br>", "\n"): ("งานพัสดุและทรัพย์สิน กองคลัง",),
    "งานพัสดุ\n\nและ\n\nทรัพย์สิน\n\nกองคลัง": ("งานพัสดุและทรัพย์สิน กองคลัง",),
    "งานพัสดุ และ ทรัพย์สิน": ("งานพัสดุและทรัพย์สิน",),
    "สำนักปลัด / กองช่าง": ("สำนักปลัด", "กองช่าง"),
    "สำนักปลัด/กองช่าง/กองคลัง": ("สำนักปลัด", "กองช่าง", "กองคลัง"),
    "สำนักปลัด\nกองช่าง": ("สำนักปลัด", "กองช่าง"),
    "สำนักปลัด กองคลัง กองช่าง": ("สำนักปลัด", "กองคลัง", "กองช่าง"),
    "สำนักปลัด, กองคลัง และกองช่าง": ("สำนักปลัด", "กองคลัง", "กองช่าง"),
    "๑. สำนักปลัด ๒. กองคลัง": ("สำนักปลัด", "กองคลัง"),
    "- สำนักปลัด\n- กองคลัง": ("สำนักปลัด", "กองคลัง"),
    "กองช่างและกองคลัง": ("กองช่าง", "กองคลัง"),
    "งานการเงินและงานพัสดุ": ("งานการเงิน", "งานพัสดุ"),
    "กองสาธารณสุขและสิ่งแวดล้อม": ("กองสาธารณสุขและสิ่งแวดล้อม",),
    "กองการศึกษา ศาสนาและวัฒนธรรม": ("กองการศึกษา ศาสนาและวัฒนธรรม",),
    "สำนักปลัดเทศบาล\nกองยุทธศาสตร์\nและงบประมาณ": ("สำนักปลัดเทศบาล", "กองยุทธศาสตร์และงบประมาณ"),
    "สำนักปลัด (งานนิติการ, งานธุรการ)": ("สำนักปลัด (งานนิติการ, งานธุรการ)",),
    "ผู้บริหารสูงสุด / คณะกรรมการขับเคลื่อน ITA": ("ผู้บริหารสูงสุด", "คณะกรรมการขับเคลื่อน ITA"),
    "ผู้บริหารสูงสุด / งานบริหารงานบุคคล": ("ผู้บริหารสูงสุด", "งานบริหารงานบุคคล"),
    "นักวิชาการคอมพิวเตอร์ สำนักปลัด": ("นักวิชาการคอมพิวเตอร์ สำนักปลัด",),
    "ทุกหน่วยงาน": ("ทุกหน่วยงาน",),
    "ทุกสำนัก/กองงาน": ("ทุกสำนัก/กองงาน",),
    "ทุกสำนัก/กองงานที่ให้บริการประชาชน": ("ทุกสำนัก/กองงานที่ให้บริการประชาชน",),
    "สำนักปลัด / สำนักปลัด": ("สำนักปลัด",),
    "-": (),
    "": (),
}


@pytest.mark.parametrize(("cell", "expected"), CELLS.items())
def test_each_owner_of_a_cell_is_one_entry(cell: str, expected: tuple[str, ...]) -> None:
    assert owners(cell) == expected


@pytest.mark.parametrize(
    ("owner", "scope"),
    [
        ("ทุกหน่วยงาน", "all_units"), ("ทุกส่วนราชการ", "all_units"),
        ("ทุก สำนัก/กองงาน", "all_units"), ("ทุกกอง/สำนัก", "all_units"),
        ("ทุกสำนัก/กองงานที่ ให้บริการประชาชน", "public_units"), ("ทุกสำนัก/กองที่ให้บริการประชาชน", "public_units"),
        ("กองคลัง", None), ("คณะทำงานขับเคลื่อน ITA", None), ("ทุกภาคส่วน", None),
    ],
)  # fmt: skip
def test_every_unit_is_told_from_one_unit(owner: str, scope: str | None) -> None:
    assert all_units_scope(owner) == scope


UNITS = [
    "สำนักปลัด", "กองคลัง", "กองช่าง", "กองการศึกษา ศาสนาและวัฒนธรรม", "กองสาธารณสุขและสิ่งแวดล้อม", "กองสวัสดิการสังคม",
    "กองยุทธศาสตร์และงบประมาณ", "หน่วยตรวจสอบภายใน", "ผู้บริหารสูงสุด", "คณะทำงานขับเคลื่อน ITA", "ศูนย์ปฏิบัติการต่อต้านการทุจริต",
]  # fmt: skip


@given(
    names=st.lists(st.sampled_from(UNITS), min_size=1, max_size=5, unique=True),
    separator=st.sampled_from([" / ", "/", ", ", "\n", "\n\n", " และ"]),
)
def test_every_printed_list_of_owners_is_read_back(names: list[str], separator: str) -> None:
    assert owners(separator.join(names)) == tuple(names)


@given(text=st.text(max_size=60))
def test_no_text_makes_the_owner_parser_fail(text: str) -> None:
    assert all(owner.strip() for owner in owners(text))


def test_the_reading_of_a_cell_that_says_every_unit_over_and_over_ends() -> None:
    with that_ends():
        assert all_units_scope("ทุกหน่วยงาน" * 100 + "อื่น") is None
        assert owners("ทุก" + "หน่วยงาน" * 100 + "อื่น / กองคลัง")
