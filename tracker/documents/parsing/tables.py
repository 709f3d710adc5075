"""Which table holds the measures, which column says what, and which rows make one measure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from tracker import thai
from tracker.documents.blocks import Block, Paragraph, Row, Table
from tracker.documents.parsing import indicators
from tracker.documents.parsing.steps import without_number

# The first pattern that fits a heading (written without spaces) names its column.
_HEADINGS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (column, re.compile(pattern, re.IGNORECASE))
    for column, pattern in (
        ("kind", r"^(?:ประเภท|ชนิด)(?:มาตรการ|โครงการ|ของมาตรการ)?$"),
        ("number", r"^(?:ที่|ลำดับ(?:ที่)?|ข้อ(?:ที่)?|no\.?|#)$"),
        ("other", r"ความเสี่ยง|ผลที่คาดว่า|ตัวชี้วัด(?:ความสำเร็จ|(?:ของ)?(?:โครงการ|กิจกรรม))|เป้าหมาย|หลักฐาน|เอกสารอ้างอิง"),
        ("problem", r"ปัญหา.*อุปสรรค|^อุปสรรค"),
        ("suggestion", r"^ข้อเสนอแนะ"),
        ("note", r"^หมายเหตุ"),
        ("outcome", r"ผลลัพธ์|ผลสำเร็จ|^ความสำเร็จ|ผลที่ได้รับ|ผลสัมฤทธิ์"),
        ("monitoring", r"กำกับติดตาม|^(?:การ)?ติดตาม|กำกับและติดตาม|^(?:การ)?รายงานผล$|แนวทางการติดตาม"),
        ("period", r"ระยะเวลา|ช่วงเวลา|ห้วงเวลา|ห้วงระยะ|กำหนดเวลา|กำหนดการ|กำหนดแล้วเสร็จ|วันเดือนปี|วัน/เดือน/ปี|^เวลา"),
        ("owner", r"รับผิดชอบ|ผู้ดำเนินการ|หน่วยงานดำเนินการ|เจ้าภาพ|^หน่วยงาน$|^ส่วนราชการ$"),
        ("analysis", r"ผลการวิเคราะห์|การวิเคราะห์|วิเคราะห์|จุดที่ควรพัฒนา|จุดอ่อน|ข้อบกพร่อง|ประเด็นที่(?:ต้อง|ควร)|สภาพปัญหา"),
        ("title", r"^(?:ชื่อ)?(?:มาตรการ|โครงการ|กิจกรรม)(?!.*ผล)"),
        ("result", r"^(?:สรุป)?ผลการดำเนิน|^(?:สรุป)?ผลดำเนิน|ผลการปฏิบัติ|สรุปผล|^รายงานผล|^ผลงาน|ความก้าวหน้า"),
        ("steps", r"ขั้นตอน|วิธีการ|วิธีปฏิบัติ|วิธีดำเนิน|แนวทาง(?:การ)?(?:ดำเนิน|ปฏิบัติ)|^การดำเนิน(?:การ|งาน)$|รายละเอียดการดำเนิน"),
        ("score", r"คะแนน"),
        ("indicator", r"ตัวชี้วัด|^ประเด็นการประเมิน|^(?:ด้าน|มิติ)(?:ที่)?$"),
        ("title", r"มาตรการ|โครงการ|กิจกรรม|แนวทาง|แผนงาน"),
        ("budget", r"งบประมาณ"),
    )
)  # fmt: skip
Columns = Mapping[str, int]
Choices = Mapping[int, Columns]
"""What a person said of some tables: place → meaning → index of the column; no meanings: no table of measures."""
NO_CHOICES: Choices = {}

_TELLING = frozenset(["steps", "owner", "period", "result", "analysis", "monitoring", "outcome"])
_SAID_ONCE = frozenset(["indicator", "title", "owner", "period", "monitoring", "analysis"])
_CONTINUED = re.compile(r"^\(?\s*ต่อ\s*\)?$")
_CONTINUED_TITLE = re.compile(r"\(\s*ต่อ\s*\)\s*$")
_GROUP = re.compile(r"^(?:ตัวชี้วัด|มิติ|ด้าน|กลุ่ม|ประเด็น|แบบวัด|แบบตรวจ|หมวด|ส่วนที่|[IEO]IT\b)")
_RISK_TABLE = re.compile(r"(?:ระดับ|เหตุการณ์|ประเด็น|ปัจจัย)(?:ของ)?ความเสี่ยง|โอกาส(?:ที่จะ)?เกิด")
_LIST_ENTRY = re.compile(r"^\s*(?:[-–•]|\(?[0-9๐-๙]{1,2}[.)])")
_PAGE_NUMBER = re.compile(r"^[-–\s]*(?:หน้า(?:ที่)?\s*)?[0-9๐-๙]{1,3}[-–\s]*$")
_NOTE = re.compile(
    r"^(?:หมายเหตุ|รวม(?:ทั้งสิ้น|ทั้งหมด|เป็นเงิน|งบประมาณ|จำนวน)?\s*(?:[\d๐-๙:(]|$)|\(?ลงชื่อ|ผู้(?:จัดทำ|รายงาน|ตรวจสอบ|เห็นชอบ|อนุมัติ)\b|สัญลักษณ์|ที่มา\s*:)"
)
_DUE = re.compile(r"กำหนด(?:วัน)?(?:แล้ว)?เสร็จ|วันแล้วเสร็จ|กำหนดส่ง|วันครบกำหนด")
_HEADER_ROWS = 4
_LONGEST_HEADING = 80


@dataclass
class RawMeasure:
    """The rows of one measure: for each column its cells, top to bottom, merged cells once."""

    cells: dict[str, list[str]] = field(default_factory=dict)
    lines: list[int] = field(default_factory=list)
    number: int | None = None
    group: str = ""
    is_due: bool = False
    """Its period is the day by which it is done, as under กำหนดแล้วเสร็จ."""

    def text(self, column: str) -> str:
        """Return what the column says, the rows joined as paragraphs."""
        return "\n\n".join(self.cells.get(column, []))


@dataclass
class MeasureTable:
    """The measures of one logical table, however many pages it was cut into."""

    columns: dict[str, int]
    headings: tuple[str, ...]
    measures: list[RawMeasure] = field(default_factory=list)
    group: str = ""
    has_merged_cells: bool = False
    place: int = 0
    """Which table of the document it begins with, counted from 0 over all its tables."""


def columns_of(row: Row) -> dict[str, int]:
    """Return column name → index for a row of headings; the first heading of a kind counts."""
    columns: dict[str, int] = {}
    for index, cell in enumerate(row.cells):
        heading = thai.without_spaces(cell).replace("ชั้นตอน", "ขั้นตอน")
        if not heading or len(heading) > _LONGEST_HEADING or (index and row.cells[index - 1] == cell):
            continue
        fitting = (column for column, pattern in _HEADINGS if column not in columns and pattern.search(heading))
        name = next(fitting, None)
        if name is not None:
            columns[name] = index
    return _with_title(row, columns)


def _with_title(row: Row, columns: dict[str, int]) -> dict[str, int]:
    """Find the measure where no heading says so: แนวทางการปฏิบัติ beside no steps, or what a full table begins with."""
    if "title" in columns or "steps" not in columns:
        return columns
    if "แนวทาง" in row.cells[columns["steps"]]:
        return {("title" if name == "steps" else name): index for name, index in columns.items()}
    if {"owner", "period"} <= columns.keys():
        first = 1 if columns.get("number") == 0 else 0
        kept = {name: index for name, index in columns.items() if index != first}
        return kept | {"title": first} if "steps" in kept else columns
    return columns


def is_measures_header(row: Row) -> bool:
    """Tell a row of headings of a measures table: the measure, and at least two things said about it."""
    if any(_RISK_TABLE.search(cell) or _LIST_ENTRY.match(cell) or len(cell) > 120 for cell in row.cells):
        return False
    columns = columns_of(row)
    said = {cell for cell in row.cells if cell.strip()}
    if len(columns) * 2 <= len(said):
        return False
    return "title" in columns and len(_TELLING & columns.keys()) >= 2


def measure_tables(blocks: Sequence[Block], choices: Choices = NO_CHOICES) -> tuple[list[MeasureTable], set[int]]:
    """Find the measures tables; also return the places of the blocks they were made of.

    A table without headings that follows one of the same width continues it, as pages cut tables. What a person
    chose for a table holds for it and for what continues it.
    """
    tables: list[MeasureTable] = []
    used: set[int] = set()
    is_adjacent = False
    number = -1
    for place, block in enumerate(blocks):
        if isinstance(block, Paragraph):
            is_adjacent = is_adjacent and _is_between_pages(block.text)
            continue
        number += 1
        choice = choices.get(number)
        begun = _begun(block, choice)
        if begun is not None:
            header, columns = begun
            headings = headings_of(block, header)
            if not tables or choice is not None or not _is_same(tables[-1], columns, headings):
                tables.append(MeasureTable(columns, headings, place=number))
            _take_rows(tables[-1], block.rows[header + 1 :])
        elif tables and is_adjacent and choice is None and _has_width(block, tables[-1]):
            _take_rows(tables[-1], block.rows)
        else:
            is_adjacent = False
            continue
        used.add(place)
        is_adjacent = True
    return [table for table in tables if table.measures], used


def _begun(block: Table, choice: Columns | None) -> tuple[int, dict[str, int]] | None:
    """Return the place of the row of headings (-1: none) and the columns, if a table of measures begins here."""
    header = next((at for at, row in enumerate(block.rows[:_HEADER_ROWS]) if is_measures_header(row)), None)
    if choice is None:
        return None if header is None else (header, columns_of(block.rows[header]))
    width = max((len(row.cells) for row in block.rows), default=0)
    columns = {meaning: index for meaning, index in choice.items() if 0 <= index < width}
    if "title" not in columns:
        return None
    return (supposed_header(block) if header is None else header), columns


def supposed_header(block: Table) -> int:
    """Return the row that stands where headings stand; -1 where the table begins with what it holds."""
    first = block.rows[0].cells if block.rows else ()
    is_entry = any(
        _LIST_ENTRY.match(cell) or len(cell) > _LONGEST_HEADING or cell.strip().isdecimal() for cell in first
    )
    return -1 if is_entry or not any(cell.strip() for cell in first) else 0


def headings_of(block: Table, header: int) -> tuple[str, ...]:
    """Return the texts of a row of headings; empty ones where there is none."""
    if header < 0:
        return ("",) * max((len(row.cells) for row in block.rows), default=0)
    return tuple(thai.one_line(cell) for cell in block.rows[header].cells)


def _is_same(table: MeasureTable, columns: Columns, headings: tuple[str, ...]) -> bool:
    return table.columns == columns or (table.headings == headings and any(headings))


def _is_between_pages(text: str) -> bool:
    return bool(_CONTINUED_TITLE.search(text) or _CONTINUED.match(text) or _PAGE_NUMBER.match(text))


def _has_width(block: Table, table: MeasureTable) -> bool:
    return all(len(row.cells) == len(table.headings) for row in block.rows)


def _take_rows(table: MeasureTable, rows: Sequence[Row]) -> None:
    for position, row in enumerate(rows):
        if is_measures_header(row) or _repeats_headings(row, table) or _is_note(row):
            continue
        group = _group_heading(row)
        if group:
            table.group = group
        elif any(cell.strip() for cell in row.cells):
            table.has_merged_cells = table.has_merged_cells or bool(row.continued)
            _take_row(table, row, is_first=position == 0 or row.begins_page)


def _is_note(row: Row) -> bool:
    """Tell a row below the measures: a sum, a note, a legend, a signature."""
    first = next((thai.one_line(cell) for cell in row.cells if cell.strip()), "")
    return bool(_NOTE.match(first))


def _repeats_headings(row: Row, table: MeasureTable) -> bool:
    """Tell the second row of a two-row heading, and a heading of which a page lost a part."""
    headings = {thai.without_spaces(heading) for heading in table.headings}
    said = [thai.without_spaces(cell) for cell in row.cells if cell.strip()]
    return bool(said) and sum(text in headings for text in said) * 2 > len(said)


def _group_heading(row: Row) -> str:
    said = {cell.strip() for cell in row.cells if cell.strip()}
    if len(said) != 1:
        return ""
    text = thai.one_line(said.pop())
    return text if row.is_one_cell or _GROUP.match(text) else ""


def _take_row(table: MeasureTable, row: Row, *, is_first: bool) -> None:
    if table.measures and _continues(table, row, is_first=is_first):
        _add(table.measures[-1], row, table.columns, continued=True)
        return
    measure = RawMeasure(group=table.group, number=_printed_number(row, table.columns), is_due=_is_due(table))
    _add(measure, row, table.columns, continued=False)
    table.measures.append(measure)


def _is_due(table: MeasureTable) -> bool:
    at = table.columns.get("period", -1)
    return 0 <= at < len(table.headings) and bool(_DUE.search(thai.without_spaces(table.headings[at])))


def _cell(row: Row, columns: dict[str, int], name: str) -> str:
    index = columns.get(name)
    return row.cells[index] if index is not None and index < len(row.cells) else ""


def _continues(table: MeasureTable, row: Row, *, is_first: bool) -> bool:
    """Tell a row that goes on with the measure above: merged, blank or (ต่อ) in the column of titles.

    After a page break the cut title itself may go on; then the number that its neighbours carry is missing.
    """
    title = thai.one_line(_cell(row, table.columns, "title"))
    if table.columns["title"] in row.continued or not title or _CONTINUED.match(title):
        return True
    if _CONTINUED_TITLE.search(title):
        bare = thai.without_spaces(without_number(_CONTINUED_TITLE.sub("", title))[1])
        return bare in thai.without_spaces(table.measures[-1].text("title"))
    numbered = [measure for measure in table.measures if measure.number is not None]
    if not is_first or len(numbered) != len(table.measures) or _printed_number(row, table.columns) is not None:
        return False
    return not (_cell(row, table.columns, "owner").strip() or _cell(row, table.columns, "period").strip())


def _printed_number(row: Row, columns: dict[str, int]) -> int | None:
    own = thai.arabic_digits(thai.one_line(_cell(row, columns, "number"))).strip(".) (")
    if own.isdecimal():
        return int(own)
    return without_number(thai.one_line(_cell(row, columns, "title")))[0]


def _add(measure: RawMeasure, row: Row, columns: dict[str, int], *, continued: bool) -> None:
    if row.line is not None:
        measure.lines.append(row.line)
    for name, index in columns.items():
        text = _cell(row, columns, name)
        if name == "title":
            text = "" if _CONTINUED.match(text.strip()) or (continued and _CONTINUED_TITLE.search(text)) else text
        said = measure.cells.get(name, [])
        is_repeated = continued and (index in row.continued or (name in _SAID_ONCE and text in said))
        if text.strip() and not is_repeated:
            measure.cells.setdefault(name, []).append(text)


def fill_merged_monitoring(table: MeasureTable) -> None:
    """Let the one การกำกับติดตาม that stands in the first row hold for all, as its merged cell does."""
    said = [measure.cells["monitoring"] for measure in table.measures if "monitoring" in measure.cells]
    if len(said) == 1 and "monitoring" in table.measures[0].cells:
        for measure in table.measures:
            measure.cells["monitoring"] = said[0]


def fill_merged_cells(table: MeasureTable) -> None:
    """Let blank cells say what the filled one above says, where the container cannot tell merged cells from empty ones.

    An indicator holds for the rows below it. An owner or a period does where the form shows it: blank in a third of
    the measures and more than one; a single blank is one that somebody forgot.
    """
    if table.has_merged_cells or not any(measure.lines for measure in table.measures):
        return
    _hand_down(table, "indicator")
    for name in ("owner", "period"):
        blank = sum(name not in measure.cells for measure in table.measures)
        if blank > 1 and blank * 3 >= len(table.measures):
            _hand_down(table, name)


def _hand_down(table: MeasureTable, name: str) -> None:
    for above, measure in pairwise(table.measures):
        if name in above.cells and above.group == measure.group:
            measure.cells.setdefault(name, list(above.cells[name]))


def group_indicators(measure: RawMeasure) -> tuple[int, ...]:
    """Return the indicators named by the heading a measure stands under."""
    by_number = [mention.no for mention in indicators.mentions(measure.group)]
    return tuple(dict.fromkeys(by_number)) or indicators.named_in(measure.group)
