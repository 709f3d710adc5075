"""Lists in cells: numbers, bullets, lost line breaks, and what is no list."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker import thai
from tracker.documents.parsing.steps import items, steps, without_number

LISTS = {
    "๑. จัดทำคู่มือ\n๒. แจ้งเวียน": ["จัดทำคู่มือ", "แจ้งเวียน"],
    "๑) จัดทำคู่มือ\n๒) แจ้งเวียน": ["จัดทำคู่มือ", "แจ้งเวียน"],
    "(๑) จัดทำคู่มือ (๒) แจ้งเวียนทุกกอง": ["จัดทำคู่มือ", "แจ้งเวียนทุกกอง"],
    "๑. จัดทำคู่มือบริการ ๒. แจ้งเวียนทุกกอง ๓. สรุปผลเสนอผู้บริหาร": ["จัดทำคู่มือบริการ", "แจ้งเวียนทุกกอง", "สรุปผลเสนอผู้บริหาร"],
    "ขั้นตอนที่ ๑ จัดทำคู่มือ\nขั้นตอนที่ ๒ แจ้งเวียน": ["จัดทำคู่มือ", "แจ้งเวียน"],
    "- จัดทำคู่มือ\n- แจ้งเวียน": ["จัดทำคู่มือ", "แจ้งเวียน"],
    "-จัดทำคู่มือ -แจ้งเวียน": ["จัดทำคู่มือ", "แจ้งเวียน"],
    "• จัดทำคู่มือ\n• แจ้งเวียน": ["จัดทำคู่มือ", "แจ้งเวียน"],
    "- (๑) จัดทำคู่มือ\n- (๒) แจ้งเวียน": ["จัดทำคู่มือ", "แจ้งเวียน"],
    "ให้ดำเนินการดังนี้\n๑. จัดทำคู่มือ\n๒. แจ้งเวียน": ["จัดทำคู่มือ", "แจ้งเวียน"],
    "๑. จัดทำคู่มือ\n๑.๑ งานคลัง\n๒. แจ้งเวียน": ["จัดทำคู่มือ ๑.๑ งานคลัง", "แจ้งเวียน"],
    "๑. จัดทำคู่มือ\nให้ครบทุกงาน\n๒. แจ้งเวียน": ["จัดทำคู่มือ ให้ครบทุกงาน", "แจ้งเวียน"],
    "จัดทำคู่มือ\n\nแจ้งเวียน": ["จัดทำคู่มือ", "แจ้งเวียน"],
    "จัดทำคู่มือ\nและแจ้งเวียน": ["จัดทำคู่มือ และแจ้งเวียน"],
    "ทะเบียนยืม - คืน ทรัพย์สิน": ["ทะเบียนยืม - คืน ทรัพย์สิน"],
    "- ทะเบียนยืม - คืน": ["ทะเบียนยืม - คืน"],
    "อบรมบุคลากร จำนวน ๑๕๐ คน งบประมาณ ๓๐,๐๐๐ บาท": ["อบรมบุคลากร จำนวน ๑๕๐ คน งบประมาณ ๓๐,๐๐๐ บาท"],
    "ตามพระราชบัญญัติ พ.ศ. ๒๕๔๐ และมาตรา ๙. ของระเบียบ": ["ตามพระราชบัญญัติ พ.ศ. ๒๕๔๐ และมาตรา ๙. ของระเบียบ"],
    "": [],
}


@pytest.mark.parametrize(("cell", "expected"), LISTS.items())
def test_a_cell_is_split_into_its_entries(cell: str, expected: list[str]) -> None:
    assert list(steps(cell)) == expected


def test_the_printed_numbers_are_kept_so_that_a_lost_step_is_noticed() -> None:
    assert [item.number for item in items("๑. จัดทำคู่มือ\n๒. แจ้งเวียน\n๔. สรุปผล")] == [1, 2, 4]


def test_a_title_loses_its_number_and_nothing_else() -> None:
    assert without_number("๖.กระบวนการควบคุม") == (6, "กระบวนการควบคุม")
    assert without_number("๙) การสร้างคุณภาพ") == (9, "การสร้างคุณภาพ")
    assert without_number("มาตรการ ๓ ป.") == (None, "มาตรการ ๓ ป.")


words = st.lists(
    st.sampled_from(["จัดทำคู่มือ", "แจ้งเวียน", "สรุปผล", "ประชุมชี้แจง", "๑๕๐ คน", "(E-Service)"]), min_size=2, max_size=5
)


@given(
    texts=st.lists(words.map(" ".join).filter(lambda text: text[0] not in "๑("), min_size=2, max_size=12),
    form=st.sampled_from(["{}. ", "{}) ", "({}) ", "{}."]),
    glue=st.sampled_from(["\n", "\n\n", " "]),
    write=st.sampled_from([str, thai.thai_digits]),
)
def test_every_printed_list_is_read_back(texts, form, glue, write) -> None:  # type: ignore[no-untyped-def]
    cell = glue.join(form.format(write(number)) + text for number, text in enumerate(texts, start=1))
    assert list(steps(cell)) == texts


@given(text=st.text(max_size=80))
def test_no_text_makes_the_list_parser_fail(text: str) -> None:
    assert all(step for step in steps(text))


def test_an_entry_may_end_with_a_word_that_elsewhere_names_a_number() -> None:
    assert steps("๑. สำรวจข้อมูลทุกข้อ ๒. จัดอบรม จำนวน ๑ วัน ๓. รายงานผล") == (
        "สำรวจข้อมูลทุกข้อ",
        "จัดอบรม จำนวน ๑ วัน",
        "รายงานผล",
    )
    assert steps("๑. ดำเนินการตามข้อ ๒. ของระเบียบให้แล้วเสร็จ") == ("ดำเนินการตามข้อ ๒. ของระเบียบให้แล้วเสร็จ",)
