"""Workbooks and CSV: what a sheet shows, as paragraphs and tables."""

import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from tests.documents.word_documents import repacked
from tracker.documents import readers
from tracker.documents.blocks import Paragraph, Row, Table
from tracker.documents.readers.shown import shown
from tracker.errors import UnreadableDocument

HEADINGS = ("ที่", "มาตรการ", "ผู้รับผิดชอบ")


def a_workbook(fill: Callable[[Worksheet], Any]) -> bytes:
    book = openpyxl.Workbook()
    assert isinstance(book.active, Worksheet)
    fill(book.active)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def of_rows(*rows: tuple[object, ...]) -> bytes:
    return a_workbook(lambda sheet: [sheet.append(row) for row in rows])


def table_of(content: bytes, name: str = "a.xlsx") -> list[Row]:
    (table,) = [block for block in readers.read(content, name) if isinstance(block, Table)]
    return list(table.rows)


def test_titles_above_a_table_and_notes_below_are_paragraphs() -> None:
    content = of_rows(("แผนป้องกันการทุจริต",), HEADINGS, ("๑", "คู่มือ", "กองคลัง"), ("หมายเหตุ ไม่มี",))
    assert readers.read(content, "a.xlsx") == (
        Paragraph("แผนป้องกันการทุจริต"),
        Table((Row(HEADINGS), Row(("๑", "คู่มือ", "กองคลัง")))),
        Paragraph("หมายเหตุ ไม่มี"),
    )


def test_a_heading_of_a_group_is_a_row_of_the_table() -> None:
    rows = table_of(of_rows(HEADINGS, ("ด้านการให้บริการ",), (1, "คู่มือ", "กองคลัง"), (2, "อบรม", "สำนักปลัด")))
    assert [row.is_one_cell for row in rows] == [False, True, False, False]
    assert [row.cells[0] for row in rows] == ["ที่", "ด้านการให้บริการ", "1", "2"]


@pytest.mark.parametrize("numbers", [(1, 2, 3, 4), ("๑", "๒", "๓", "๔"), ("1.", "2.", "3.", "4.")])
def test_rows_below_a_group_stay_in_the_table_where_their_numbers_go_on_and_their_last_columns_are_blank(
    numbers: tuple[object, ...],
) -> None:
    marks = [("P", None, None, None), (None, None, None, "P"), ("P", None, None, None), (None, "P", None, None)]
    rows = [
        (number, f"มาตรการ {at}", "กองคลัง", *mark) for at, (number, mark) in enumerate(zip(numbers, marks, strict=True))
    ]
    more = (None, None, "กองช่าง", "P")
    table = table_of(of_rows((*HEADINGS, "ต.ค.", "พ.ย.", "ธ.ค.", "ม.ค."), *rows[:2], ("ตัวชี้วัดที่ 2",), *rows[2:], more))
    assert [row.cells[0] for row in table][1:] == [
        str(numbers[0]),
        str(numbers[1]),
        "ตัวชี้วัดที่ 2",
        *map(str, numbers[2:]),
        "",
    ]


def test_a_narrower_table_that_counts_anew_below_a_title_is_another() -> None:
    wide = [(number, "คู่มือ", "กองคลัง", "P", "P", "P") for number in (1, 2)]
    content = of_rows(
        (*HEADINGS, "ต.ค.", "พ.ย.", "ธ.ค."), *wide, ("รายชื่อคณะทำงาน",), *[(n, "ก", "ข") for n in (1, 2, 3)]
    )
    assert [type(block).__name__ for block in readers.read(content, "a.xlsx")] == ["Table", "Paragraph", "Table"]


def test_two_tables_with_a_title_but_no_blank_row_between_are_two() -> None:
    content = of_rows(
        *(("ตัวชี้วัดที่", "คะแนน"), (1, 90), (2, 91), ("ตารางมาตรการ",)),
        *(HEADINGS, (1, "คู่มือ", "กองคลัง"), (2, "อบรม", "สำนักปลัด")),
    )
    assert [type(block).__name__ for block in readers.read(content, "a.xlsx")] == ["Table", "Paragraph", "Table"]


def test_merged_cells_are_repeated_and_told() -> None:
    def fill(sheet: Worksheet) -> None:
        for row in (HEADINGS, ("๑", "คู่มือ", "กองคลัง"), ("๒", "อบรม", None), ("ด้านที่ ๒", None, None), ("๓", "ก", "ข")):
            sheet.append(row)
        sheet.merge_cells("C2:C3")
        sheet.merge_cells("A4:C4")

    rows = table_of(a_workbook(fill))
    assert (rows[2].cells, rows[2].continued) == (("๒", "อบรม", "กองคลัง"), frozenset([2]))
    assert (rows[3].cells, rows[3].is_one_cell) == (("ด้านที่ ๒",) * 3, True)


def test_a_title_merged_over_two_rows_is_said_once() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["A1"] = "แผนป้องกันการทุจริต"
        sheet["A3"] = "ของหน่วยงาน"
        sheet.merge_cells("A1:C2")

    assert readers.read(a_workbook(fill), "a.xlsx") == (Paragraph("แผนป้องกันการทุจริต"), Paragraph("ของหน่วยงาน"))


def test_sheets_follow_each_other_and_hidden_ones_are_not_read() -> None:
    book = openpyxl.Workbook()
    for at, (name, state) in enumerate((("ก", "visible"), ("ข", "hidden"), ("ค", "veryHidden"), ("ง", "visible"))):
        sheet = book.create_sheet(name, at)
        sheet["A1"] = f"แผ่น {name}"
        sheet.sheet_state = state
    stream = io.BytesIO()
    book.save(stream)
    assert readers.read(stream.getvalue(), "a.xlsx") == (Paragraph("แผ่น ก"), Paragraph("แผ่น ง"))


def test_hidden_rows_and_columns_are_not_read() -> None:
    def fill(sheet: Worksheet) -> None:
        for row in (("ที่", "ซ่อน", "มาตรการ"), (1, "x", "ก"), (2, "x", "ข"), (3, "x", "ค")):
            sheet.append(row)
        sheet.column_dimensions["B"].hidden = True
        sheet.row_dimensions[3].hidden = True

    assert [row.cells for row in table_of(a_workbook(fill))] == [("ที่", "มาตรการ"), ("1", "ก"), ("3", "ค")]


def test_lines_of_a_cell_are_paragraphs() -> None:
    assert table_of(of_rows(HEADINGS, (1, "๑. ก\n๒. ข", "กองคลัง")))[1].cells[1] == "๑. ก\n\n๒. ข"


DAY = datetime(2025, 10, 1)  # noqa: DTZ001 - a workbook knows no time zone
SHOWN: list[tuple[object, str, str]] = [
    (98.8, "0.00", "98.80"),
    (98.8, "General", "98.8"),
    (3, "General", "3"),
    (88.0, "General", "88"),
    (0.855, "0.0%", "85.5%"),
    (1234567, "#,##0", "1,234,567"),
    (90.5, "t0.00", "๙๐.๕๐"),
    (90.5, "[$-D000000]0.00", "๙๐.๕๐"),
    (90.5, '0.00" คะแนน"', "90.50 คะแนน"),
    (DAY, "[$-D07041E]d mmmm yyyy;@", "๑ ตุลาคม ๒๕๖๘"),
    (DAY, "[$-107041E]d mmm yy;@", "1 ต.ค. 68"),
    (DAY, "[$-41E]d mmmm bbbb", "1 ตุลาคม 2568"),
    (DAY, "[$-th-TH-u-ca-buddhist-nu-thai]d mmmm yyyy", "๑ ตุลาคม ๒๕๖๘"),
    (DAY, "mm-dd-yy", "1/10/2025"),
    (DAY, "dd/mm/yyyy", "01/10/2025"),
    (DAY, "[$-409]d-mmm-yy", "1-Oct-2025"),
    (datetime(2568, 10, 1), "d/m/yyyy", "1/10/2568"),  # noqa: DTZ001 - typed in the Buddhist era
    (date(1968, 10, 1), "mmm-yy", "ต.ค.-68"),
    (True, "General", "TRUE"),
    ("#REF!", "General", ""),
    (None, "General", ""),
]


@pytest.mark.parametrize(("value", "number_format", "text"), SHOWN)
def test_a_value_is_read_as_the_sheet_shows_it(value: object, number_format: str, text: str) -> None:
    assert shown(value, number_format) == text


def test_a_formula_gives_what_it_was_saved_with_and_is_not_computed() -> None:
    content = of_rows(HEADINGS, (1, "=1+1", '=HYPERLINK("http://127.0.0.1/","x")'), (2, "ก", "ข"))
    assert [row.cells for row in table_of(content)] == [HEADINGS, ("1", "", ""), ("2", "ก", "ข")]


def test_a_cell_merged_over_the_whole_sheet_and_a_row_at_its_end_do_no_harm() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(HEADINGS)
        sheet.append((1, "ก", "ข"))

    content = a_workbook(fill)
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        xml = package.read("xl/worksheets/sheet1.xml").decode()
    xml = xml.replace('<dimension ref="A1:C2" />', '<dimension ref="A1:XFD1048576" />')
    xml = xml.replace("</sheetData>", '<row r="1048576"><c r="XFD1048576"/></row></sheetData>'
                      '<mergeCells><mergeCell ref="E5:XFD1048576"/></mergeCells>'
                      '<hyperlinks><hyperlink ref="A1:XFD1048576" display="x"/></hyperlinks>')  # fmt: skip
    rows = table_of(repacked(content, {"xl/worksheets/sheet1.xml": xml.encode()}))
    assert [row.cells for row in rows] == [HEADINGS, ("1", "ก", "ข")]


def test_a_sheet_of_too_many_rows_is_refused() -> None:
    with pytest.raises(UnreadableDocument, match="20,000 แถว"):
        readers.read(of_rows(*((at, "ก") for at in range(20_010))), "a.xlsx")


CSV = 'แผนป้องกันการทุจริต{0}{0}\r\n{0}{0}\r\nที่{0}มาตรการ{0}ผู้รับผิดชอบ\r\n๑{0}"๑. ก\n๒. ""ข"""{0}กองคลัง\r\n๒{0}ค{0}กองช่าง\r\n'


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp874", "utf-16"])
def test_csv_is_read_with_the_lines_its_rows_take(separator: str, encoding: str) -> None:
    title, found = readers.read(CSV.format(separator).encode(encoding), "a.csv")
    assert title == Paragraph("แผนป้องกันการทุจริต", 1)
    assert isinstance(found, Table)
    assert [row.cells for row in found.rows] == [HEADINGS, ("๑", '๑. ก\n\n๒. "ข"', "กองคลัง"), ("๒", "ค", "กองช่าง")]
    assert [list(row.lines) for row in found.rows] == [[3], [4, 5], [6]]


def test_csv_is_told_by_its_columns_where_its_name_does_not_say() -> None:
    assert len(table_of(b"\n".join("ก,ข,ค".encode() for _ in range(4)), "a.txt")) == 4
    assert len(readers.read("ก, ข และ ค\nไม่มีจุลภาค\nง, จ".encode(), "a.txt")) == 3


def test_a_stray_quotation_mark_does_not_swallow_the_file() -> None:
    rows = "\n".join(f"{at},ก,ข" for at in range(100))
    assert len(table_of(f'ที่,มาตรการ,"ผู้รับผิดชอบ\n{rows}\n'.encode(), "a.csv")) == 101
