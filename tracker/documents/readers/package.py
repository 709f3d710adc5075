"""The zip package of a DOCX or XLSX, looked through before any parser opens it."""

import io
import re
import zipfile
import zlib
from enum import Enum
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from tracker.errors import UnreadableDocument

MAXIMUM_ENTRIES = 2_000
MAXIMUM_UNPACKED = 100 * 1024 * 1024
MAXIMUM_XML = 30 * 1024 * 1024
MAXIMUM_RATIO = 200  # Real documents stay under 30; XML of one repeated letter reaches 1,000.
_WORD_PART = "word/document.xml"
_SHEET_PART = "xl/workbook.xml"
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/")
_CORRUPT = "ไฟล์ Word หรือ Excel เสียหาย ให้เปิดไฟล์ต้นฉบับ บันทึกใหม่เป็น .docx หรือ .xlsx แล้วอัปโหลดอีกครั้ง"
_BOMB = "ไฟล์นี้ขยายแล้วใหญ่ผิดปกติ ระบบจึงไม่เปิด ให้คัดลอกเนื้อหาไปไว้ในไฟล์ใหม่ แล้วอัปโหลดอีกครั้ง"
_MACRO = "ไฟล์นี้มีแมโคร ระบบจึงไม่เปิด ให้บันทึกเป็น .docx หรือ .xlsx แบบไม่มีแมโคร แล้วอัปโหลดใหม่"


class Kind(Enum):
    WORD = "word"
    SHEET = "sheet"


def check(content: bytes) -> Kind:
    """Refuse a package that is corrupt, hostile or neither a Word document nor a workbook; tell which it is."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            _check_entries(package.infolist(), len(content))
            _check_parts(package)
            return Kind.WORD if _WORD_PART in package.namelist() else Kind.SHEET
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError) as error:
        raise UnreadableDocument(_CORRUPT) from error


def _check_entries(entries: list[zipfile.ZipInfo], packed: int) -> None:
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise UnreadableDocument("ไฟล์ตั้งรหัสผ่านไว้ ให้เอารหัสผ่านออก บันทึก แล้วอัปโหลดใหม่")
    unpacked = sum(entry.file_size for entry in entries)
    if len(entries) > MAXIMUM_ENTRIES or unpacked > MAXIMUM_UNPACKED:
        raise UnreadableDocument(_BOMB)
    if unpacked > 1024 * 1024 and unpacked > packed * MAXIMUM_RATIO:
        raise UnreadableDocument(_BOMB)
    names = {entry.filename for entry in entries}
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise UnreadableDocument(_MACRO)
    if any(name.startswith(("/", "\\")) or ".." in name.replace("\\", "/").split("/") for name in names):
        raise UnreadableDocument(_CORRUPT)
    if _WORD_PART not in names and _SHEET_PART not in names:
        _refuse_other_package(names)


def _refuse_other_package(names: set[str]) -> None:
    if any(name.startswith("xl/") for name in names):
        raise UnreadableDocument("ระบบอ่านไฟล์ Excel ชนิดนี้ไม่ได้ ให้เปิดด้วย Excel บันทึกเป็น .xlsx แล้วอัปโหลดใหม่")
    if any(name.startswith("ppt/") for name in names):
        raise UnreadableDocument("ระบบอ่านไฟล์นำเสนอไม่ได้ ให้คัดลอกเนื้อหาไปไว้ใน Word (.docx) แล้วอัปโหลดใหม่")
    if "mimetype" in names and "content.xml" in names:
        raise UnreadableDocument("ระบบอ่านไฟล์ OpenDocument (.odt, .ods) ไม่ได้ ให้บันทึกเป็น .docx หรือ .xlsx แล้วอัปโหลดใหม่")
    if "[Content_Types].xml" in names:
        raise UnreadableDocument(_CORRUPT)
    raise UnreadableDocument("ไฟล์นี้เป็นไฟล์บีบอัด ไม่ใช่เอกสาร ให้แตกไฟล์แล้วอัปโหลดไฟล์ Word (.docx) ข้างใน")


def _check_parts(package: zipfile.ZipFile) -> None:
    """Parse each XML part once with a parser that refuses DTDs and entities; what it refuses, no other parser sees."""
    parts = [name for name in package.namelist() if name.lower().endswith((".xml", ".rels"))]
    if sum(package.getinfo(name).file_size for name in parts) > MAXIMUM_XML:
        raise UnreadableDocument(_BOMB)
    for name in parts:
        part = package.read(name)
        if name == "[Content_Types].xml" and b"macroEnabled" in part:
            raise UnreadableDocument(_MACRO)
        try:
            fromstring(part, forbid_dtd=True)
        except DefusedXmlException as error:
            raise UnreadableDocument(
                "ไฟล์นี้มีคำสั่ง XML ที่ไม่ปลอดภัย ระบบจึงไม่เปิด ให้คัดลอกเนื้อหาไปไว้ในไฟล์ใหม่ แล้วอัปโหลดอีกครั้ง"
            ) from error
        except (ParseError, LookupError) as error:
            raise UnreadableDocument(_CORRUPT) from error


def in_usual_terms(content: bytes) -> bytes:
    """Write a checked package of the strict form of Office Open XML in the names every library knows."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        main = next(kind for kind in (_WORD_PART, _SHEET_PART) if kind in package.namelist())
        if _STRICT.search(package.read(main)[:4096]) is None:
            return content
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as rewritten:
            for name in package.namelist():
                is_text = name.lower().endswith((".xml", ".rels"))
                part = package.read(name) if is_text else b""  # Nobody looks at pictures.
                rewritten.writestr(name, _STRICT.sub(rb"http://schemas.openxmlformats.org/\1/2006/", part))
    return stream.getvalue()
