"""Months of a plan that are coloured, not marked, and the colours that mark none."""

import io
from collections.abc import Callable, Sequence
from typing import Any

import docx
import openpyxl
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from openpyxl.formatting.rule import Rule
from openpyxl.styles import PatternFill
from openpyxl.styles.colors import Color
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.worksheet.worksheet import Worksheet

from tracker.documents.analysis import analyse

MONTHS = ("ต.ค.", "พ.ย.", "ธ.ค.", "ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.")
TITLES = ("มาตรการปรับปรุงคู่มือ", "โครงการอบรมจริยธรรม", "กิจกรรมประกาศเจตนารมณ์", "มาตรการยืมพัสดุ")
OWNERS = ("กองคลัง", "สำนักปลัด", "กองช่าง", "กองสวัสดิการสังคม")
FIRST, TABLE = 4, 6  # The column of October, and the row of the first measure, both counted from 1.
GREEN, GREY, WHITE = "FFA9D08E", "FFEDEDED", "FFFFFFFF"


def solid(colour: str | Color) -> PatternFill:
    return PatternFill("solid", fgColor=colour)


def plan(paint: Callable[[Worksheet], Any], rows: int = 3) -> bytes:
    """Write a plan of the year ๒๕๖๙ whose months are blank, and paint it."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet["A1"] = "แผนปฏิบัติการส่งเสริมคุณธรรม ประจำปีงบประมาณ พ.ศ. 2569"
    sheet["A2"] = "เทศบาลตำบลตัวอย่างพัฒนา อำเภอสมมติ จังหวัดจำลอง"
    heads = {1: "ที่", 2: "มาตรการ", 3: "ขั้นตอน", FIRST: "พ.ศ. 2568", FIRST + 3: "พ.ศ. 2569", 16: "ผู้รับผิดชอบ"}
    for column, text in heads.items():
        sheet.cell(TABLE - 2, column, text)
        if column < FIRST or column == 16:
            sheet.merge_cells(start_row=TABLE - 2, end_row=TABLE - 1, start_column=column, end_column=column)
    sheet.merge_cells(start_row=TABLE - 2, end_row=TABLE - 2, start_column=FIRST, end_column=FIRST + 2)
    sheet.merge_cells(start_row=TABLE - 2, end_row=TABLE - 2, start_column=FIRST + 3, end_column=FIRST + 11)
    for at, month in enumerate(MONTHS):
        sheet.cell(TABLE - 1, FIRST + at, month).fill = solid(GREY)
    for at in range(rows):
        for column, value in ((1, at + 1), (2, TITLES[at]), (3, "จัดประชุม"), (16, OWNERS[at])):
            sheet.cell(TABLE + at, column, value)
    paint(sheet)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def bar(sheet: Worksheet, row: int, months: Sequence[int], colour: str | Color = GREEN) -> None:
    for month in months:
        sheet.cell(TABLE + row, FIRST + month).fill = solid(colour)


def periods(content: bytes, name: str = "plan.xlsx") -> list[str | None]:
    return [measure.period_raw for measure in analyse(content, name).measures]


def test_coloured_months_say_the_period_beside_typed_marks_and_blank_ones() -> None:
    def paint(sheet: Worksheet) -> None:
        bar(sheet, 0, (0, 1, 2, 3))
        sheet.cell(TABLE + 1, FIRST + 5, "x")

    reading = analyse(plan(paint), "plan.xlsx")
    assert [measure.period_raw for measure in reading.measures] == ["ต.ค. 2568 – ม.ค. 2569", "มี.ค. 2569", None]
    assert [str(reading.measures[0].start), str(reading.measures[0].end)] == ["2025-10-01", "2026-01-31"]
    assert [flag.measure_seq for flag in reading.flags if flag.kind == "measure_without_period"] == [3]


@pytest.mark.parametrize("colour", [Color(theme=4), Color(theme=0, tint=-0.25), Color(indexed=13), "FFFFC000"])
def test_colours_of_the_theme_and_of_the_palette_are_colours(colour: str | Color) -> None:
    assert periods(plan(lambda sheet: bar(sheet, 1, (0, 1), colour)))[1] == "ต.ค. – พ.ย. 2568"


@pytest.mark.parametrize("colour", [WHITE, Color(theme=0), Color(indexed=9)])
def test_white_is_no_colour(colour: str | Color) -> None:
    assert periods(plan(lambda sheet: bar(sheet, 1, (0, 1), colour))) == [None] * 3


def test_a_bar_drawn_over_merged_months_marks_all_of_them() -> None:
    def paint(sheet: Worksheet) -> None:
        sheet.merge_cells(start_row=TABLE, end_row=TABLE, start_column=FIRST, end_column=FIRST + 2)
        bar(sheet, 0, (0,))
        bar(sheet, 1, (6,))

    assert periods(plan(paint)) == ["ต.ค. – ธ.ค. 2568", "เม.ย. 2569", None]


def test_bands_of_rows_mark_nothing_and_bars_over_them_do() -> None:
    def paint(sheet: Worksheet) -> None:
        for column in range(1, 17):
            sheet.cell(TABLE + 1, column).fill = solid(GREY)
            sheet.cell(TABLE + 3, column).fill = solid(GREY)
        bar(sheet, 2, (1, 2))
        bar(sheet, 3, (0, 1))

    assert periods(plan(paint, rows=4)) == [None, None, "พ.ย. – ธ.ค. 2568", "ต.ค. – พ.ย. 2568"]


def test_a_shaded_block_of_months_marks_nothing() -> None:
    def paint(sheet: Worksheet) -> None:
        for row in range(4):
            bar(sheet, row, range(12), GREY)

    assert periods(plan(paint, rows=4)) == [None] * 4


def test_columns_shaded_in_all_rows_mark_nothing_and_typed_marks_in_them_stay() -> None:
    def paint(sheet: Worksheet) -> None:
        for row in range(4):
            bar(sheet, row, (0, 1, 2, 6, 7, 8), GREY)
        for row in range(3):
            sheet.cell(TABLE + row, FIRST + row, "x")

    assert periods(plan(paint, rows=4)) == ["ต.ค. 2568", "พ.ย. 2568", "ธ.ค. 2568", None]


def test_the_shaded_heading_of_a_group_is_no_measure() -> None:
    def paint(sheet: Worksheet) -> None:
        sheet.cell(TABLE + 1, 1, "ด้านการให้บริการ")
        for column in (2, 3, 16):
            sheet.cell(TABLE + 1, column).value = None
        for column in range(1, 17):
            sheet.cell(TABLE + 1, column).fill = solid(GREY)
        bar(sheet, 0, (2,))
        bar(sheet, 2, (3,))

    assert periods(plan(paint)) == ["ธ.ค. 2568", "ม.ค. 2569"]


def test_what_a_condition_paints_is_no_mark() -> None:
    def paint(sheet: Worksheet) -> None:
        rule = Rule("expression", formula=["TRUE"], dxf=DifferentialStyle(fill=solid(GREEN)))
        sheet.conditional_formatting.add("D6:F8", rule)
        bar(sheet, 1, (4,))

    assert periods(plan(paint)) == [None, "ก.พ. 2569", None]


def test_a_legend_below_the_table_is_no_measure() -> None:
    def paint(sheet: Worksheet) -> None:
        bar(sheet, 0, (2,))
        sheet.cell(TABLE + 4, FIRST).fill = solid(GREEN)
        sheet.cell(TABLE + 4, 2, "แถบสี หมายถึง เดือนที่ดำเนินการ")

    assert periods(plan(paint)) == ["ธ.ค. 2568", None, None]


def test_a_period_in_words_stays_though_months_are_coloured() -> None:
    def paint(sheet: Worksheet) -> None:
        sheet.cell(TABLE - 2, 17, "ระยะเวลา")
        sheet.merge_cells(start_row=TABLE - 2, end_row=TABLE - 1, start_column=17, end_column=17)
        for row in range(3):
            sheet.cell(TABLE + row, 17, "มกราคม 2569")
            bar(sheet, row, (row,))

    assert periods(plan(paint)) == ["มกราคม 2569"] * 3


def test_quarters_are_coloured_as_well() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.append(("แผนปฏิบัติการ ประจำปีงบประมาณ พ.ศ. 2569",))
    sheet.append(())
    sheet.append(("ที่", "มาตรการ", "ขั้นตอน", "ไตรมาส", None, None, None, "ผู้รับผิดชอบ"))
    sheet.append((None, None, None, 1, 2, 3, 4, None))
    sheet.merge_cells("D3:G3")
    for at in range(2):
        sheet.append((at + 1, TITLES[at], "จัดประชุม", None, None, None, None, OWNERS[at]))
    for place in ("E5", "F5", "G6"):
        sheet[place].fill = solid(GREEN)
    stream = io.BytesIO()
    book.save(stream)
    assert periods(stream.getvalue()) == ["ไตรมาสที่ 2 – 3", "ไตรมาสที่ 4"]


def test_shaded_cells_of_a_word_table_mark_months() -> None:
    document = docx.Document()
    document.add_paragraph("แผนปฏิบัติการ ประจำปีงบประมาณ พ.ศ. 2569")
    table = document.add_table(rows=3, cols=16)
    for at, text in enumerate(("ที่", "มาตรการ", "ขั้นตอน", *MONTHS, "ผู้รับผิดชอบ")):
        table.cell(0, at).text = text
    for row in range(2):
        for column, text in ((0, str(row + 1)), (1, TITLES[row]), (2, "จัดประชุม"), (15, OWNERS[row])):
            table.cell(row + 1, column).text = text
    for row, column, fill in ((1, 3, "92D050"), (1, 4, "92D050"), (2, 8, "92D050"), (2, 9, "auto")):
        shading = parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{fill}"/>')
        table.cell(row, column)._tc.get_or_add_tcPr().append(shading)
    stream = io.BytesIO()
    document.save(stream)
    assert periods(stream.getvalue(), "plan.docx") == ["ต.ค. – พ.ย.", "มี.ค."]


def test_backgrounds_of_a_page_mark_months() -> None:
    def row(cells: Sequence[str], painted: dict[int, str]) -> str:
        return "<tr>" + "".join(f"<td {painted.get(at, '')}>{text}</td>" for at, text in enumerate(cells)) + "</tr>"

    blank = [""] * 12
    page = (
        "<html><body><p>แผนปฏิบัติการ ประจำปีงบประมาณ พ.ศ. 2569</p><table>"
        + row(("ที่", "มาตรการ", "ขั้นตอน", *MONTHS, "ผู้รับผิดชอบ"), {})
        + row(("1", TITLES[0], "จัดประชุม", *blank, OWNERS[0]), {3: 'bgcolor="#9c6"', 4: 'bgcolor="#99CC66"'})
        + row(("2", TITLES[1], "จัดประชุม", *blank, OWNERS[1]), {8: 'style="color:red; background-color: green;"'})
        + "</table></body></html>"
    )
    assert periods(page.encode(), "plan.html") == ["ต.ค. – พ.ย.", "มี.ค."]
