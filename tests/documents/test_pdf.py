"""PDF: letters and rules to paragraphs and tables, and the files that are refused."""

import io
from collections.abc import Callable

import pypdfium2
import pytest

from tests.documents.printed import a_page_of_pictures, a_pdf, locked_pdf, printed
from tracker.documents import readers
from tracker.documents.blocks import Paragraph, Row, Table
from tracker.documents.readers.pdf.unit_names import begins_another
from tracker.documents.sandbox import read_safely
from tracker.errors import UnreadableDocument


def paragraphs_of(content: bytes) -> list[str]:
    return [block.text for block in readers.read(content, "a.pdf") if isinstance(block, Paragraph)]


def tables_of(content: bytes) -> list[list[Row]]:
    return [list(block.rows) for block in readers.read(content, "a.pdf") if isinstance(block, Table)]


def test_a_paragraph_is_one_however_many_lines_it_is_printed_on() -> None:
    long = "องค์การบริหารส่วนตำบลตัวอย่างกำหนดมาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน" * 3
    assert paragraphs_of(printed(f"หัวเรื่อง\n\n{long}\n\nท้ายเรื่อง")) == ["หัวเรื่อง", long, "ท้ายเรื่อง"]


def test_a_line_break_that_was_meant_begins_a_paragraph() -> None:
    assert paragraphs_of(printed("เรื่อง รายงานผล \\\nเรียน นายก \\\nข้อความ")) == ["เรื่อง รายงานผล", "เรียน นายก", "ข้อความ"]


def test_sara_am_and_tone_marks_come_out_as_they_were_typed() -> None:
    words = "จำนวน น้ำ ก่ำ ทำ กำนัล ขั้นตอน ชี้แจง รู้ ปั้น เมื่อ"
    assert paragraphs_of(printed(words)) == [words]


def test_a_table_keeps_its_cells_and_repeats_merged_ones() -> None:
    source = """#table(columns: (1fr, 1fr, 1fr),
      [ที่], [มาตรการ], [ผู้รับผิดชอบ],
      [๑], [จัดทำคู่มือ], table.cell(rowspan: 2)[สำนักปลัด],
      [๒], [],
      table.cell(colspan: 3)[ด้านการให้บริการ])"""
    ((header, first, second, group),) = tables_of(printed(source))
    assert header.cells == ("ที่", "มาตรการ", "ผู้รับผิดชอบ")
    assert first.cells == ("๑", "จัดทำคู่มือ", "สำนักปลัด")
    assert (second.cells, second.continued) == (("๒", "", "สำนักปลัด"), frozenset([2]))
    assert (set(group.cells), group.is_one_cell) == ({"ด้านการให้บริการ"}, True)


def test_lines_of_a_cell_are_joined_and_its_list_is_kept() -> None:
    source = """#table(columns: (3cm, 4cm),
      [มาตรการเผยแพร่ข้อมูลการจัดซื้อจัดจ้างให้ครบถ้วน], [๑. ทบทวนคู่มือ \\ ๒. เผยแพร่คู่มือบนเว็บไซต์ของหน่วยงาน],
      [ก], [ข])"""
    ((first, _),) = tables_of(printed(source))
    assert first.cells == (
        "มาตรการเผยแพร่ข้อมูลการจัดซื้อจัดจ้างให้ครบถ้วน",
        "๑. ทบทวนคู่มือ\n\n๒. เผยแพร่คู่มือบนเว็บไซต์ของหน่วยงาน",
    )


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("กองสาธารณสุขและสิ่งแวดล้อมกองสวัสดิการสังคม", ["กองสาธารณสุขและสิ่งแวดล้อม", "กองสวัสดิการสังคม"]),
        ("กองยุทธศาสตร์และงบประมาณสำนักปลัดเทศบาล", ["กองยุทธศาสตร์และงบประมาณ", "สำนักปลัดเทศบาล"]),
        ("กองสาธารณสุขและสิ่งแวดล้อม", ["กองสาธารณสุขและสิ่งแวดล้อม"]),
        ("คณะกรรมการบริหารงานบุคคล", ["คณะกรรมการบริหารงานบุคคล"]),
        ("จัดทำคู่มือและแผนผังของกองคลังกองช่าง", ["จัดทำคู่มือและแผนผังของกองคลังกองช่าง"]),
    ],
)
def test_units_under_each_other_in_a_narrow_column_do_not_run_together(cell: str, expected: list[str]) -> None:
    ((first, _),) = tables_of(printed(f"#table(columns: (1fr, 2.9cm), [ก], [{cell}], [ข], [ค])"))
    assert first.cells[1].split() == expected


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("กองคลัง", "กองช่าง"), ("สำนักปลัดเทศบาล", "หน่วยตรวจสอบภายใน"), ("งานพัสดุและทรัพย์สิน", "กองคลัง"),
        ("งานนิติการ", "งานธุรการ"),
        ("นิติกร", "สำนักปลัด"), ("กองคลัง", "ศูนย์ข้อมูลข่าวสาร"), ("กองการเจ้าหน้าที่", "กองคลัง"), ("หน่วยตรวจสอบภายใน", "กองช่าง"),
    ],
)  # fmt: skip
def test_a_line_that_begins_with_the_word_of_a_unit_begins_a_name(text: str, line: str) -> None:
    assert begins_another(text, line)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("สำนัก", "ปลัด"), ("กองสาธารณสุขและ", "สิ่งแวดล้อม"), ("กอง", "คลัง"), ("งานบริหาร", "งานบุคคล"),
        ("คณะทำ", "งาน"), ("ทุกหน่วย", "งาน"),
        ("ผู้อำนวยการ", "กองช่าง"), ("เจ้าพนัก", "งานธุรการ"), ("สำนักปลัด (", "งานนิติการ)"), ("กองคลัง และ", "กองช่าง"),
        ("คณะกรรมการ", "กองทุนหลักประกันสุขภาพ"), ("จัดทำแผนร่วมกับ", "กองคลัง"), ("สนับสนุนการทำ", "งานของหน่วยงาน"),
    ],
)  # fmt: skip
def test_a_name_that_is_not_whole_goes_on_whatever_the_line_begins_with(text: str, line: str) -> None:
    assert not begins_another(text, line)


def a_long_table(*, rows: int, header: bool) -> str:
    head = "table.header([ที่], [มาตรการ], [ผู้รับผิดชอบ])," if header else "[ที่], [มาตรการ], [ผู้รับผิดชอบ],"
    body = ",".join(f"[{at}], [มาตรการที่ {at}], [กองคลัง]" for at in range(1, rows + 1))
    return f"#table(columns: (2cm, 1fr, 4cm), {head} {body})"


@pytest.mark.parametrize("header", [True, False])
def test_a_table_over_three_pages_is_one_with_its_headings_once(*, header: bool) -> None:
    (rows,) = tables_of(printed(a_long_table(rows=90, header=header)))
    assert [row.cells[0] for row in rows] == ["ที่", *(str(at) for at in range(1, 91))]


def test_a_row_that_a_page_cuts_is_one() -> None:
    steps = " \\ ".join(f"๑.{at} ขั้นตอนย่อยของมาตรการ" for at in range(1, 60))
    source = f"#table(columns: (2cm, 1fr, 4cm), [๑], [{steps}], [กองคลัง], [๒], [ข้อความ], [กองช่าง])"
    ((first, second),) = tables_of(printed(source))
    assert first.cells[0::2] == ("๑", "กองคลัง")
    assert first.cells[1].count("ขั้นตอนย่อย") == 59
    assert second.cells == ("๒", "ข้อความ", "กองช่าง")


@pytest.mark.parametrize("above", range(44, 60))
def test_a_row_of_which_every_cell_is_cut_is_one_where_its_list_counts_on(above: int) -> None:
    cells = (
        "มาตรการ #parbreak() ช่องทาง",
        "๑. ทบทวน #parbreak() แนวปฏิบัติ #parbreak() ๒. แจ้งผล",
        "สำนักปลัด #parbreak() เทศบาล",
    )
    body = ", ".join(f"[{cell}]" for cell in ("มาตรการ", "ขั้นตอน", "ผู้รับผิดชอบ", *cells))
    (rows,) = tables_of(printed("ก \\ " * above + f"\n#table(columns: (5cm, 1fr, 4cm), {body})"))
    assert len(rows) == 2


@pytest.mark.parametrize("above", range(36, 50))
def test_a_row_that_goes_on_with_words_is_one_where_the_rows_above_count_up(above: int) -> None:
    whole = ", ".join(f"[{no}. คู่มือ], [จัดทำ], [กองคลัง]" for no in (1, 2, 3))
    cut = "[4. ช่องทาง #parbreak() ร้องเรียน], [เปิด #parbreak() ช่องทาง], [สำนักปลัด #parbreak() เทศบาล]"
    table = f"#table(columns: (5cm, 1fr, 4cm), [มาตรการ], [ขั้นตอน], [ผู้รับผิดชอบ], {whole}, {cut})"
    (rows,) = tables_of(printed("ก \\ " * above + f"\n{table}"))
    assert len(rows) == 5


@pytest.mark.parametrize(
    ("upper", "lower", "is_one"),
    [
        ("มีผู้เข้าร่วม", "๓๐ คน", True),
        ("ประกาศเมื่อวันที่ ๑๕", "พ.ย. ๒๕๖๘", True),
        ("ประจำปีงบประมาณ", "พ.ศ. ๒๕๖๙", True),
        ("จัดอบรม", "รายงานผล", False),
        ("มีนาคม ๒๕๖๙", "เมษายน ๒๕๖๙", False),
    ],
)
def test_an_amount_a_month_and_a_year_go_on_with_the_line_before(upper: str, lower: str, *, is_one: bool) -> None:
    (text, *others) = paragraphs_of(printed(f"{upper} \\ {lower}"))
    is_whole = text.replace(" ", "") == f"{upper}{lower}".replace(" ", "")
    assert (is_whole and not others) == is_one


@pytest.mark.parametrize("above", range(44, 60, 3))
def test_a_score_at_the_end_of_a_page_ends_its_row(above: int) -> None:
    scores = ["๘๑.๐๐", "๘๒.๐๐", "๘๓.๐๐", "๘๔.๐๐", "๘๕.๐๐", "๘๖.๐๐"]
    rows = ", ".join(f"[ตัวชี้วัด], [{score}]" for score in scores)
    source = "ก \\ " * above + f"\n#table(columns: (2cm, 1fr, 4cm), table.cell(rowspan: 6)[EIT], {rows})"
    (found,) = tables_of(printed(source))
    assert [row.cells[2] for row in found] == scores


@pytest.mark.parametrize("more", range(10, 14))
def test_whom_a_letter_is_for_stands_apart_from_a_full_line_above_it(more: int) -> None:
    subject = f"เรื่อง รายงานผลการวิเคราะห์การประเมินคุณธรรมและความโปร่งใส{'ในการดำเนินงาน' * 6}{'งาน' * more}"
    addressed = "เรียน นายกองค์การบริหารส่วนตำบลตัวอย่าง"
    assert paragraphs_of(printed(f"{subject} \\ {addressed}")) == [subject, addressed]


def test_a_table_with_rules_between_its_rows_only_has_columns() -> None:
    rows = ", ".join(f"[{at}], [มาตรการที่ {at}], [กองคลัง]" for at in range(1, 6))
    source = f"#table(columns: (2cm, 8cm, 5cm), stroke: (x: none, y: 0.5pt), [ที่], [มาตรการ], [ผู้รับผิดชอบ], {rows})"
    (found,) = tables_of(printed(source))
    assert [row.cells for row in found[:2]] == [("ที่", "มาตรการ", "ผู้รับผิดชอบ"), ("1", "มาตรการที่ 1", "กองคลัง")]
    assert len(found) == 6


def test_a_table_of_three_rules_has_the_rows_that_are_numbered() -> None:
    rows = ", ".join(f"[{at}], [ตัวชี้วัดที่ {at}], [9{at}.00]" for at in range(1, 6))
    lines = "table.hline(), [ที่], [ตัวชี้วัด], [คะแนน], table.hline()"
    source = f"#table(columns: (2cm, 8cm, 3cm), stroke: none, {lines}, {rows}, table.hline())"
    (found,) = tables_of(printed(source))
    assert [row.cells[0] for row in found] == ["ที่", "1", "2", "3", "4", "5"]
    assert found[3].cells == ("3", "ตัวชี้วัดที่ 3", "93.00")


def test_lines_to_write_on_are_no_table() -> None:
    source = " \n".join("ลงชื่อ #line(length: 100%)" for _ in range(4))
    assert tables_of(printed(source)) == []


def test_two_tables_with_text_between_stay_two() -> None:
    source = "#table(columns: 2, [ก], [ข], [ค], [ง])\nข้อความระหว่างตาราง\n#table(columns: 2, [จ], [ฉ], [ช], [ซ])"
    assert [len(rows) for rows in tables_of(printed(source))] == [2, 2]


def test_what_every_page_repeats_is_no_text() -> None:
    margins = "#set page(header: [แผนป้องกันการทุจริต], footer: context [หน้า #counter(page).display()])"
    text = paragraphs_of(
        printed("ก" * 9 + "\n#pagebreak()\n" + "ข" * 9 + "\n#pagebreak()\n" + "ค" * 9, margins=margins)
    )
    assert text == ["แผนป้องกันการทุจริต", "ก" * 9, "ข" * 9, "ค" * 9]


def test_a_page_printed_sideways_is_read_upright() -> None:
    content = printed("#table(columns: 2, [ที่], [มาตรการ], [๑], [จัดทำคู่มือ])")
    document = pypdfium2.PdfDocument(content)
    document[0].set_rotation(90)
    turned = io.BytesIO()
    document.save(turned)
    assert tables_of(turned.getvalue()) == tables_of(content)


def test_text_turned_by_a_quarter_on_its_page_is_read() -> None:
    source = "#rotate(-90deg, reflow: true)[#table(columns: 2, [ที่], [มาตรการ], [๑], [จัดทำคู่มือ])]"
    ((header, row),) = tables_of(printed(source))
    assert (header.cells, row.cells) == (("ที่", "มาตรการ"), ("๑", "จัดทำคู่มือ"))


def test_a_watermark_is_not_read() -> None:
    source = "#place(center + horizon, rotate(-35deg, text(60pt)[สำเนา]))\nข้อความของเอกสาร"
    assert paragraphs_of(printed(source)) == ["ข้อความของเอกสาร"]


REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "scan": (a_page_of_pictures, "ภาพสแกน"),
    "locked": (locked_pdf, "รหัสผ่าน"),
    "broken": (lambda: b"%PDF-1.7\n1 0 obj\n<< >>", "เสียหาย"),
    "cut": (lambda: printed("ข้อความ")[:300], "เสียหาย"),
    "ten thousand pages": (lambda: a_pdf(pages=10_000), "300 หน้า"),
    "nothing on it": (lambda: a_pdf(pages=1), "ไม่มีข้อความ"),
}


@pytest.mark.parametrize(("made", "words"), REFUSED.values(), ids=REFUSED)
def test_a_pdf_nobody_can_read_is_refused_with_what_to_do(made: Callable[[], bytes], words: str) -> None:
    content = made()
    with pytest.raises(UnreadableDocument, match=words) as refusal:
        readers.read(content, "a.pdf")
    assert "ให้" in str(refusal.value)


def test_scripts_and_attachments_do_nothing() -> None:
    action = b"/OpenAction << /S /JavaScript /JS (app.launchURL\\('http://127.0.0.1/'\\);) >> "
    attached = b"/Names << /EmbeddedFiles << /Names [ (a.exe) << /F (a.exe) >> ] >> >> "
    with pytest.raises(UnreadableDocument, match="ไม่มีข้อความ"):
        readers.read(a_pdf(pages=1, catalogue=action + attached), "a.pdf")


def test_a_pdf_is_read_within_the_limits_of_the_child() -> None:
    content = printed(a_long_table(rows=300, header=True))
    assert read_safely(content, "a.pdf").doc_type == "other"
