"""Users in a spreadsheet: the template an office fills in, and what stands in the rows that come back."""

import io
import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from tracker.errors import UnreadableDocument
from tracker.people.roles import Role
from tracker.thai import one_line, without_spaces

COLUMNS = ("ชื่อผู้ใช้", "ชื่อ-สกุล", "ตำแหน่ง", "บทบาท", "หน่วยงาน", "รักษาราชการแทนตามคำสั่ง")
_WIDTHS = (18, 30, 34, 22, 36, 40)
_HINTS = (
    "a-z 0-9 . - _ ไม่ซ้ำกัน",
    "พร้อมคำนำหน้า",
    "ตามที่พิมพ์ในเอกสาร",
    "เลือกจากรายการ",
    "หัวหน้าและเจ้าหน้าที่ต้องมี",
    "เว้นว่างหากไม่ใช่ผู้รักษาราชการแทน",
)
MOST_ROWS = 300
_MOST_BYTES_UNPACKED = 30 * 1024 * 1024
# What openpyxl and the packages below it raise over a file that is corrupt, encrypted or made to do harm.
_UNREADABLE = (
    *(InvalidFileException, zipfile.BadZipFile, zlib.error, EOFError, OSError, SyntaxError, RuntimeError),
    *(KeyError, ValueError, IndexError, TypeError, AttributeError, OverflowError),
)
_USERS, _UNITS = "ผู้ใช้งาน", "หน่วยงาน"
_USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{1,58}")
_NEEDS_UNIT = frozenset({Role.UNIT_HEAD, Role.STAFF})


@dataclass(frozen=True)
class Cells:
    """One row as it was filled in: where it stands, and the text of each column."""

    sheet: str
    row: int
    texts: tuple[str, ...]


@dataclass(frozen=True)
class UserRow:
    """Somebody to be added, as a row says it."""

    row: int
    username: str
    name: str
    position: str
    role: Role
    unit_id: int | None
    unit_name: str
    authority: str


@dataclass(frozen=True)
class Fault:
    """Something to put right, and where it is."""

    sheet: str
    row: int
    column: str
    sentence: str


@dataclass(frozen=True)
class Known:
    """What rows are checked against."""

    units: Mapping[str, int]
    """Every name a unit goes by, without white space."""
    unit_names: Mapping[int, str]
    usernames: frozenset[str]


def template(unit_names: Sequence[str]) -> bytes:
    """Return an empty spreadsheet to fill in, with the office's units and the roles to choose from."""
    book = Workbook()
    for sheet in book.worksheets:
        book.remove(sheet)  # The one a new workbook comes with.
    sheet = book.create_sheet(_USERS)
    _write_heading(sheet)
    units = book.create_sheet(_UNITS)
    units.append([_UNITS, "บทบาท"])
    for number in range(max(len(unit_names), len(Role))):
        units.append(
            [
                unit_names[number] if number < len(unit_names) else None,
                list(Role)[number].label if number < len(Role) else None,
            ]
        )
    units.column_dimensions["A"].width, units.column_dimensions["B"].width = 44, 24
    _offer(sheet, "D", f"'{_UNITS}'!$B$2:$B${len(Role) + 1}")
    _offer(sheet, "E", f"'{_UNITS}'!$A$2:$A${max(len(unit_names), 1) + 1}")
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def rows_of(content: bytes) -> list[Cells]:
    """Return the filled rows of an uploaded spreadsheet; raise UnreadableDocument when it is none of ours."""
    _refuse_unfit(content)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # What openpyxl leaves out, such as pictures, is nothing we ask for.
            book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
            sheet = book[_USERS] if _USERS in book.sheetnames else book.worksheets[0]
            return list(_filled(sheet.title, sheet.iter_rows(values_only=True)))
    except _UNREADABLE as error:
        raise UnreadableDocument("เปิดไฟล์ไม่ได้ ไฟล์อาจเสียหรือใส่รหัสผ่านไว้ กรุณาบันทึกเป็น .xlsx ใหม่แล้วอัปโหลดอีกครั้ง") from error


def checked(rows: Sequence[Cells], known: Known) -> tuple[list[UserRow], list[Fault]]:
    """Return what the rows say, and everything to put right in them."""
    users: list[UserRow] = []
    faults: list[Fault] = []
    seen: dict[str, int] = {}
    for cells in rows:
        found = list(_faults(cells, known, seen))
        faults += [Fault(cells.sheet, cells.row, column, sentence) for column, sentence in found]
        if not found:
            users += _users(cells, known)
        seen.setdefault(_username(cells), cells.row)
    return users, faults


def _faults(cells: Cells, known: Known, seen: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    username, role = _username(cells), _role(cells.texts[3])
    if not _USERNAME.fullmatch(username):
        yield COLUMNS[0], "ใช้ได้เฉพาะ a-z 0-9 จุด ขีดกลาง และขีดล่าง ยาว 2–59 ตัว"
    elif username in known.usernames:
        yield COLUMNS[0], f"มีชื่อผู้ใช้ “{username}” ในระบบแล้ว กรุณาตั้งชื่ออื่น"
    elif username in seen:
        yield COLUMNS[0], f"ซ้ำกับแถวที่ {seen[username]}"
    if not cells.texts[1]:
        yield COLUMNS[1], "กรุณากรอกชื่อ-สกุล"
    for column, text in zip(COLUMNS[1:], cells.texts[1:], strict=True):
        if len(text) > 200:
            yield column, "ยาวเกิน 200 ตัวอักษร"
    if role is None:
        yield COLUMNS[3], f"ไม่รู้จักบทบาท “{cells.texts[3]}” เลือกจาก: {', '.join(one.label for one in Role)}"
    if cells.texts[4] and without_spaces(cells.texts[4]) not in known.units:
        yield COLUMNS[4], f"ไม่พบหน่วยงาน “{cells.texts[4]}” กรุณาใช้ชื่อตามแผ่นงาน “{_UNITS}”"
    elif not cells.texts[4] and role in _NEEDS_UNIT:
        yield COLUMNS[4], f"{role.label if role else ''}ต้องระบุหน่วยงาน"


def _users(cells: Cells, known: Known) -> Iterator[UserRow]:
    _, name, position, role_text, unit_text, authority = cells.texts
    role = _role(role_text)
    if role is None:
        return
    unit_id = known.units.get(without_spaces(unit_text)) if unit_text else None
    unit_name = known.unit_names[unit_id] if unit_id is not None else ""
    yield UserRow(cells.row, _username(cells), name, position, role, unit_id, unit_name, authority)


def _username(cells: Cells) -> str:
    return cells.texts[0].lower()


def _role(text: str) -> Role | None:
    wanted = without_spaces(text).lower()
    return next((role for role in Role if wanted in {role.value, without_spaces(role.label).lower()}), None)


def _filled(sheet: str, rows: Iterator[tuple[object, ...]]) -> Iterator[Cells]:
    heading_found, filled = False, 0
    for number, values in enumerate(rows, 1):
        texts = tuple(_text(value) for value in (*values, *[None] * len(COLUMNS))[: len(COLUMNS)])
        if not heading_found:
            heading_found = texts[:3] == COLUMNS[:3]
            if number > 20:
                break
            continue
        if any(texts) and texts != _HINTS:
            filled += 1
            if filled > MOST_ROWS:
                raise UnreadableDocument(f"ไฟล์มีเกิน {MOST_ROWS} แถว กรุณาแบ่งเป็นหลายไฟล์")
            yield Cells(sheet, number, texts)
    if not heading_found:
        raise UnreadableDocument("ไม่พบหัวตาราง กรุณาดาวน์โหลดแบบฟอร์มจากหน้านี้แล้วกรอกในแบบฟอร์มนั้น")
    if not filled:
        raise UnreadableDocument("แบบฟอร์มยังไม่มีรายชื่อ กรุณากรอกอย่างน้อย 1 แถวแล้วอัปโหลดอีกครั้ง")


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return value.isoformat() if isinstance(value, date | datetime) else one_line(str(value))


def _refuse_unfit(content: bytes) -> None:
    """Refuse what is no spreadsheet, and a package that would fill the memory once unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            names = set(package.namelist())
            unpacked = sum(entry.file_size for entry in package.infolist())
    except _UNREADABLE as error:
        raise UnreadableDocument("ไฟล์นี้ไม่ใช่ตารางคำนวณ .xlsx กรุณาบันทึกเป็น .xlsx แล้วอัปโหลดใหม่") from error
    if "xl/workbook.xml" not in names:
        raise UnreadableDocument("ไฟล์นี้ไม่ใช่ตารางคำนวณ .xlsx กรุณาบันทึกเป็น .xlsx แล้วอัปโหลดใหม่")
    if unpacked > _MOST_BYTES_UNPACKED:
        raise UnreadableDocument("ไฟล์มีข้อมูลใหญ่ผิดปกติ กรุณาคัดลอกเฉพาะรายชื่อลงในแบบฟอร์มใหม่")


def _write_heading(sheet: Worksheet) -> None:
    sheet.append(COLUMNS)
    sheet.append(_HINTS)
    for number, width in enumerate(_WIDTHS, 1):
        heading, hint = sheet.cell(1, number), sheet.cell(2, number)
        heading.font, heading.fill = Font(bold=True), PatternFill("solid", fgColor="DCE6F2")
        hint.font = Font(color="666666", size=9)
        heading.alignment = hint.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.freeze_panes = "A3"


def _offer(sheet: Worksheet, column: str, source: str) -> None:
    choice = DataValidation(type="list", formula1=source, allow_blank=True, showErrorMessage=False)
    sheet.add_data_validation(choice)
    choice.add(f"{column}3:{column}{MOST_ROWS + 2}")
