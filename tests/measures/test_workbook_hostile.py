"""Workbooks that are broken, foreign or made to do harm: a sentence that says what to do, and no harm done."""

import io
import zipfile
from collections.abc import Callable

import pytest
from openpyxl import Workbook

from tests.measures.workbooks import FIRST, edited, fill
from tracker.documents.sandbox import Terms
from tracker.errors import UnreadableDocument
from tracker.fiscal_year import FiscalYear
from tracker.measures.spreadsheet import reading, writing
from tracker.measures.spreadsheet.child import read_workbook
from tracker.measures.spreadsheet.layout import Column, FilledSheet, Plan, PlanRow

_YEAR = FiscalYear(2569)
_PLAN = Plan("องค์การบริหารส่วนตำบลตัวอย่างพัฒนา", 2569, _YEAR.first_day, _YEAR.last_day, ["กองคลัง"], ["1 การปฏิบัติหน้าที่"])
_TEMPLATE = writing.template(_PLAN)
_SHEET = "xl/worksheets/sheet1.xml"

Part = Callable[[bytes], bytes]


def _with_part(name: str, change: Part) -> bytes:
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(_TEMPLATE)) as old, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.namelist():
            content = old.read(entry)
            new.writestr(entry, change(content) if entry == name else content)
    return changed.getvalue()


def _with_rows(rows: bytes) -> bytes:
    return _with_part(_SHEET, lambda sheet: sheet.replace(b"</sheetData>", rows + b"</sheetData>"))


def _with_entry(name: str, content: bytes) -> bytes:
    changed = io.BytesIO(_TEMPLATE)
    with zipfile.ZipFile(changed, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr(name, content)
    return changed.getvalue()


def _workbook_of(*rows: tuple[str, ...]) -> bytes:
    book, saved = Workbook(), io.BytesIO()
    for row in rows:
        book.worksheets[0].append(row)
    book.save(saved)
    return saved.getvalue()


_ENTITY = b'<!DOCTYPE worksheet [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"%PDF-1.7", "Word และ PDF ให้นำเข้าที่เมนูเอกสาร"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "รหัสผ่าน"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "บันทึกเป็น .xlsx"),
        (_TEMPLATE[:4000], "เสีย"),
        (_with_part("xl/workbook.xml", lambda part: part[:200]), "เสีย"),
        (_with_part(_SHEET, lambda part: _ENTITY + part), "XML ที่ไม่ปลอดภัย"),
        (_with_entry("xl/vbaProject.bin", b"macro"), "แมโคร"),
        (_with_entry("xl/media/image1.png", b"0" * 60 * 1024 * 1024), "ใหญ่ผิดปกติ"),
        (_workbook_of(("มาตรการ", "วิธีดำเนินการ", "ผู้รับผิดชอบ"), ("ก", "ข", "กองคลัง")), "ให้นำเข้าที่เมนูเอกสาร"),
        (_workbook_of(), "ไม่พบตารางมาตรการ"),
    ],
    ids=["pdf", "locked", "old", "cut", "torn", "entities", "macro", "bomb", "table", "empty"],
)
def test_what_cannot_be_used_is_refused_with_what_to_do(content: bytes, sentence: str) -> None:
    with pytest.raises(UnreadableDocument, match=sentence):
        reading.read(content)


def test_the_child_reads_the_same_and_says_the_same() -> None:
    assert read_workbook(_TEMPLATE) == reading.read(_TEMPLATE)
    with pytest.raises(UnreadableDocument, match="ไม่ใช่ Excel"):
        read_workbook(b"abc")


def test_a_workbook_that_takes_too_long_or_too_much_is_given_up() -> None:
    with pytest.raises(UnreadableDocument, match="Excel นี้นานเกินไป"):
        read_workbook(_TEMPLATE, Terms(seconds=0, too_long="ใช้เวลาอ่านไฟล์ Excel นี้นานเกินไป"))
    with pytest.raises(UnreadableDocument, match="ไม่สำเร็จ"):
        read_workbook(_TEMPLATE, Terms(megabytes=1))


def test_a_hundred_thousand_empty_rows_and_a_last_row_are_read_for_what_stands_in_them() -> None:
    empty = b"".join(b'<row r="%d"/>' % number for number in range(100, 100_000))
    last = b'<row r="1048576"><c r="C1048576" t="inlineStr"><is><t>last</t></is></c></row>'
    beyond = b'<row r="99999999999"><c r="C5" t="inlineStr"><is><t>beyond</t></is></c></row>'
    rows = reading.read(_with_rows(empty + last + beyond)).rows
    assert [row.row for row in rows] == [4, 5, 1_048_576]


def test_a_thousand_rows_are_read_and_more_refused() -> None:
    def typed(count: int) -> bytes:
        return edited(_TEMPLATE, lambda sheet: [fill(sheet, FIRST + 2 + n, title=f"ที่ {n}") for n in range(count)])

    assert len(reading.read(typed(998)).rows) == 1_000
    with pytest.raises(UnreadableDocument, match="เกิน 1000 แถว"):
        reading.read(typed(999))


def test_a_formula_counts_by_its_value_and_without_one_is_a_mistake() -> None:
    rows = b'<row r="50"><c r="C50" t="str"><f>A1&amp;"x"</f><v>value</v></c><c r="F50"><f>1+1</f></c></row>'
    sheet = reading.read(_with_rows(rows + b'<row r="51"><c r="C51" t="e"><v>#REF!</v></c></row>'))
    assert sheet.rows[2].texts[Column.TITLE] == "value"
    assert [(fault.row, fault.column) for fault in sheet.faults] == [(50, Column.STEPS), (51, Column.TITLE)]
    assert "สูตรที่ยังไม่มีค่า" in sheet.faults[0].sentence


def test_two_tables_are_one_too_many_but_a_hidden_one_is_none() -> None:
    def copied(sheet: object) -> None:
        book = sheet.parent  # type: ignore[attr-defined]
        book.copy_worksheet(sheet).title = "สำเนา"

    with pytest.raises(UnreadableDocument, match="“มาตรการ” และ “สำเนา”"):
        reading.read(edited(_TEMPLATE, copied))

    def hidden(sheet: object) -> None:
        copied(sheet)
        sheet.parent["สำเนา"].sheet_state = "hidden"  # type: ignore[attr-defined]

    assert reading.read(edited(_TEMPLATE, hidden)).name == "มาตรการ"


def test_a_column_that_is_missing_or_there_twice_is_named() -> None:
    def mangle(sheet: object) -> None:
        sheet["F3"].value = "งานที่ทำ"  # type: ignore[index]
        sheet["I3"].value = "วันเริ่ม"  # type: ignore[index]

    sheet = reading.read(edited(_TEMPLATE, mangle))
    said = [fault.sentence for fault in sheet.faults]
    assert [any(words in one for one in said) for words in ("“ขั้นตอน”", "“ช่วงเวลา”", "“วันเริ่ม” มากกว่าหนึ่ง")] == [True] * 3
    assert "งานที่ทำ" in sheet.ignored


def test_links_to_other_files_are_left_alone() -> None:
    link = b'<externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'
    assert reading.read(_with_entry("xl/externalLinks/externalLink1.xml", link)).name == "มาตรการ"


def test_a_text_that_looks_like_a_formula_is_written_as_text() -> None:
    texts = dict.fromkeys(Column, "") | {Column.TITLE: '=HYPERLINK("http://a.invalid")', Column.STEPS: "1. @ก"}
    content = writing.export(Plan(**{**vars(_PLAN), "rows": [PlanRow(texts)]}))
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert b"<f>" not in package.read(_SHEET)
    assert reading.read(content).rows[0].texts[Column.TITLE] == texts[Column.TITLE]


def test_characters_written_by_their_numbers_are_read_as_excel_reads_them() -> None:
    pasted = b'<row r="50"><c r="F50" t="inlineStr"><is><t>one_x000D_\ntwo</t></is></c></row>'
    assert reading.read(_with_rows(pasted)).rows[2].texts[Column.STEPS] == "one\ntwo"
    texts = dict.fromkeys(Column, "") | {Column.TITLE: "_x0041_ _x005F_x0041_"}
    written = writing.export(Plan(**{**vars(_PLAN), "rows": [PlanRow(texts)]}))
    assert reading.read(written).rows[0].texts[Column.TITLE] == texts[Column.TITLE]


def test_what_is_carried_through_the_form_comes_back_the_same() -> None:
    sheet = reading.read(_TEMPLATE)
    assert FilledSheet.from_json(sheet.as_json()) == sheet
