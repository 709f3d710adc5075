"""The zip package of a workbook, looked through before any parser opens it; the limits are those of documents."""

import io
import zipfile
import zlib
from collections.abc import Collection
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse

from tracker.documents.readers.package import MAXIMUM_ENTRIES, MAXIMUM_RATIO, MAXIMUM_UNPACKED, MAXIMUM_XML
from tracker.errors import UnreadableDocument

BROKEN = "เปิดไฟล์ Excel ไม่ได้ ไฟล์อาจเสีย กรุณาเปิดด้วย Excel บันทึกเป็น .xlsx ใหม่ แล้วอัปโหลดอีกครั้ง"
_BOMB = "ไฟล์นี้ขยายแล้วใหญ่ผิดปกติ ระบบจึงไม่เปิด กรุณาคัดลอกเฉพาะตารางมาตรการลงในแบบกรอกใหม่ แล้วอัปโหลดอีกครั้ง"
_MACRO = "ไฟล์นี้มีแมโคร ระบบจึงไม่เปิด กรุณาบันทึกเป็น .xlsx แบบไม่มีแมโคร แล้วอัปโหลดใหม่"
_UNSAFE = "ไฟล์นี้มีคำสั่ง XML ที่ไม่ปลอดภัย ระบบจึงไม่เปิด กรุณาคัดลอกตารางลงในแบบกรอกใหม่ แล้วอัปโหลดอีกครั้ง"
_LOCKED = "ไฟล์ตั้งรหัสผ่านไว้ กรุณาเปิดด้วย Excel เอารหัสผ่านออก บันทึกเป็น .xlsx แล้วอัปโหลดใหม่"
_NO_WORKBOOK = (
    "ไฟล์นี้ไม่ใช่ Excel (.xlsx) กรุณาเปิดด้วย Excel บันทึกเป็น .xlsx แล้วอัปโหลดใหม่ เอกสาร Word และ PDF ให้นำเข้าที่เมนูเอกสาร"
)
_MOST_FOR_ANY = 1024 * 1024
_OLE, _ENCRYPTED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "EncryptedPackage".encode("utf-16-le")


def refuse_unfit(content: bytes) -> None:
    """Refuse what is no workbook, and a package that is corrupt, locked or made to do harm."""
    if content.startswith(_OLE):
        raise UnreadableDocument(_LOCKED if _ENCRYPTED in content else _NO_WORKBOOK)
    if not content.startswith(b"PK"):
        raise UnreadableDocument(_NO_WORKBOOK)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            _refuse_entries(package.infolist(), len(content))
            _refuse_parts(package)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError) as error:
        raise UnreadableDocument(BROKEN) from error


def _refuse_entries(entries: Collection[zipfile.ZipInfo], packed: int) -> None:
    names = {entry.filename for entry in entries}
    unpacked = sum(entry.file_size for entry in entries)
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise UnreadableDocument(_LOCKED)
    if len(entries) > MAXIMUM_ENTRIES or unpacked > MAXIMUM_UNPACKED:
        raise UnreadableDocument(_BOMB)
    if unpacked > _MOST_FOR_ANY and unpacked > packed * MAXIMUM_RATIO:
        raise UnreadableDocument(_BOMB)
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise UnreadableDocument(_MACRO)
    if "xl/workbook.xml" not in names:
        raise UnreadableDocument(_NO_WORKBOOK)


def _refuse_parts(package: zipfile.ZipFile) -> None:
    """Parse each XML part once with a parser that refuses DTDs and entities; what it refuses, no other parser sees."""
    parts = [name for name in package.namelist() if name.lower().endswith((".xml", ".rels"))]
    if sum(package.getinfo(name).file_size for name in parts) > MAXIMUM_XML:
        raise UnreadableDocument(_BOMB)
    for name in parts:
        part = package.read(name)
        if name == "[Content_Types].xml" and b"macroEnabled" in part:
            raise UnreadableDocument(_MACRO)
        try:
            for _, element in iterparse(io.BytesIO(part), forbid_dtd=True):
                element.clear()
        except DefusedXmlException as error:
            raise UnreadableDocument(_UNSAFE) from error
        except (ParseError, LookupError) as error:
            raise UnreadableDocument(BROKEN) from error
