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
    "-": [],
    "๑. จัดทำ\n(๑) งานคลัง\n(๒) งานช่าง\n๒. แจ้งเวียน": ["จัดทำ (๑) งานคลัง (๒) งานช่าง", "แจ้งเวียน"],
    "๑) จัดทำ\n๒. แจ้งเวียน\n๓) สรุป": ["จัดทำ", "แจ้งเวียน", "สรุป"],
    "๑. จัดทำ\n- งานคลัง\n- งานช่าง\n๒. แจ้งเวียน": ["จัดทำ งานคลัง งานช่าง", "แจ้งเวียน"],
    "• จัดทำ\n- งานคลัง\n- งานช่าง\n• แจ้งเวียน": ["จัดทำ งานคลัง งานช่าง", "แจ้งเวียน"],
    "- เตรียม\n๑. สำรวจ\n๒. ร่าง\n- ดำเนินการ\n๑. ประกาศ\n๒. รายงาน": [
        "เตรียม ๑. สำรวจ ๒. ร่าง",
        "ดำเนินการ ๑. ประกาศ ๒. รายงาน",
    ],
    "1) จัดทำ\n2) แจ้งเวียน\n2.1) สำนักปลัด\n2.2) กองคลัง\n3) สรุป": ["จัดทำ", "แจ้งเวียน 2.1) สำนักปลัด 2.2) กองคลัง", "สรุป"],
    "๑. จัดทำ ๑.๑ งานคลัง ๑.๒ งานช่าง ๒. แจ้งเวียนทุกกอง": ["จัดทำ ๑.๑ งานคลัง ๑.๒ งานช่าง", "แจ้งเวียนทุกกอง"],
    "ดำเนินการดังนี้ ๑. จัดทำคู่มือ ๒. แจ้งเวียน": ["จัดทำคู่มือ", "แจ้งเวียน"],
    "ขั้นตอน: ๑. จัดทำคู่มือ ๒. แจ้งเวียน": ["จัดทำคู่มือ", "แจ้งเวียน"],
    "ขั้นตอน\n๑. จัดทำคู่มือ\n๒. แจ้งเวียน": ["จัดทำคู่มือ", "แจ้งเวียน"],
    "๑.จัดทำคู่มือการยืม๒.แจ้งเวียนทุกกอง๓.สรุปผลเสนอ": ["จัดทำคู่มือการยืม", "แจ้งเวียนทุกกอง", "สรุปผลเสนอ"],
    "๑. ปฏิบัติตามข้อ ๒. ของระเบียบ\n๒. แจ้งเวียน": ["ปฏิบัติตามข้อ ๒. ของระเบียบ", "แจ้งเวียน"],
    "๑. แจ้งเกณฑ์ก่อนเริ่มรอบ ๒. สอบถามผลประเมิน": ["แจ้งเกณฑ์ก่อนเริ่มรอบ", "สอบถามผลประเมิน"],
    "ก.พ. ๒๕๖๙ จัดประชุม": ["ก.พ. ๒๕๖๙ จัดประชุม"],
    "๑ ตุลาคม จัดประชุม\n\n๒ ตุลาคม รายงาน": ["๑ ตุลาคม จัดประชุม", "๒ ตุลาคม รายงาน"],
    "๘.๓๐ น. ลงทะเบียน": ["๘.๓๐ น. ลงทะเบียน"],
    "๑. จัดทำทะเบียนการรับ\n– ส่งเอกสาร\n๒. แจ้งเวียน": ["จัดทำทะเบียนการรับ – ส่งเอกสาร", "แจ้งเวียน"],
    "๑. ออกหน่วยบริการ จันทร์\n- ศุกร์ ทุกสัปดาห์\n๒. สรุป": ["ออกหน่วยบริการ จันทร์ - ศุกร์ ทุกสัปดาห์", "สรุป"],
    "๑. เตรียมการ\n- แต่งตั้งคณะทำงาน\n๒. แจ้งเวียน": ["เตรียมการ แต่งตั้งคณะทำงาน", "แจ้งเวียน"],
    "๑. จัดอบรม ดังนี้\n- กฎหมายพัสดุ\n๒. สรุป": ["จัดอบรม ดังนี้ กฎหมายพัสดุ", "สรุป"],
}
MARKERS = [
    "{number}. ", "{number}) ", "({number}) ", "{number} ", "๑.{number} ", "๓.{number}) ", "ข้อ {number} ",
    "ข้อที่ {number} ", "ขั้นตอนที่ {number} ", "ขั้นที่ {number} : ", "ระยะที่ {number} ", "{thai}. ", "{thai}) ", "({thai}) ",
    "{latin}) ", "{latin}. ",
    "{circled} ", "- ", "-", "– ", "• ", "● ", "✓ ", "☐ ", "❖ ", "➢ ", "◆ ", "o ", "* ", "- ({number}) ",
]  # fmt: skip


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


@pytest.mark.parametrize("marker", MARKERS)
@given(texts=st.lists(words.map(" ".join).filter(lambda text: text[0] not in "๑("), min_size=2, max_size=9))
def test_a_list_in_any_style_of_markers_is_read_back(marker: str, texts: list[str]) -> None:
    letters = zip(texts, "กขคงจฉชซฌ", "abcdefghi", "①②③④⑤⑥⑦⑧⑨", strict=False)
    lines = [
        marker.format(number=thai.thai_digits(at), thai=letter, latin=latin, circled=circled) + text
        for at, (text, letter, latin, circled) in enumerate(letters, start=1)
    ]
    assert list(steps("\n".join(lines))) == texts
    assert list(steps("\n\n".join(lines))) == texts


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


@pytest.mark.parametrize(
    "lines",
    [
        ("แต่งตั้งผู้รับผิดชอบรายข้อตามคำสั่งหน่วยงาน", "ตรวจสอบลิงก์ทุกข้อ", "รายงานผลต่อผู้บริหาร"),
        ("ประชุมชี้แจง", "จัดทำทะเบียนคุมทรัพย์สินของทุกกอง"),
        ("ทบทวนคู่มือเดิม", "ปรับปรุงให้เป็นปัจจุบัน", "เผยแพร่บนเว็บไซต์", "สรุปผล"),
    ],
)
def test_lines_that_each_begin_with_what_is_done_are_steps_without_markers(lines: tuple[str, ...]) -> None:
    assert steps("\n".join(lines)) == lines


@pytest.mark.parametrize(
    "lines",
    [
        ("จัดทำคู่มือการปฏิบัติงานของทุกส่วนราชการ", "ประกาศใช้ทั้งหน่วยงาน"),  # Two lines of one length tell nothing.
        ("ทบทวนแผน", "พัฒนาท้องถิ่นให้ตรงกับความต้องการของชุมชน", "แจ้งทุกกอง"),
        ("เผยแพร่แบบ", "รายงานการรับของขวัญ"),
        ("จัดทำคู่มือและ", "ประกาศให้บุคลากรทุกคนทราบ"),
        ("ประชุมชี้แจง", "บุคลากรทุกกองให้ทราบ", "รายงานผล"),
    ],
)
def test_the_lines_of_a_wrapped_sentence_are_one_step(lines: tuple[str, ...]) -> None:
    assert steps("\n".join(lines)) == (" ".join(lines),)
