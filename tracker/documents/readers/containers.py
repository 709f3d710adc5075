"""What kind of file the bytes really are, and the files nobody should open."""

import re
from enum import Enum

import filetype

from tracker.documents.readers import package
from tracker.errors import UnreadableDocument

MAXIMUM_BYTES = 20 * 1024 * 1024
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLD_SHEETS = ("\x00Workbook\x00".encode("utf-16-le"), "\x00Book\x00".encode("utf-16-le"))
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_ASK_FOR_WORD = "ให้อัปโหลดไฟล์ Word (.docx), Excel (.xlsx), PDF, CSV ไฟล์ข้อความ (.txt, .md) หรือหน้าเว็บ (.html) แทน"


class Container(Enum):
    WORD = "word"
    PDF = "pdf"
    SHEET = "sheet"
    TEXT = "text"


def container_of(content: bytes, name: str) -> Container:
    """Tell which reader opens the file; refuse what none of them should."""
    _check_name(name)
    if not content.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise UnreadableDocument("ไฟล์ว่างเปล่า ให้ตรวจไฟล์ต้นฉบับแล้วอัปโหลดใหม่")
    if len(content) > MAXIMUM_BYTES:
        raise UnreadableDocument("ไฟล์ใหญ่เกิน 20 MB ให้ลดขนาดภาพในเอกสารหรือแยกไฟล์ แล้วอัปโหลดใหม่")
    if content.startswith(_OLE):
        _refuse_ole(content)
    if b"%PDF-" in content[:1024]:
        return Container.PDF
    if content.startswith(b"{\\rtf"):
        raise UnreadableDocument("ระบบอ่านไฟล์ RTF ไม่ได้ ให้เปิดด้วย Word บันทึกเป็น .docx แล้วอัปโหลดใหม่")
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return Container.SHEET if package.check(content) is package.Kind.SHEET else Container.WORD
    if not _is_plain_text(content):
        _refuse_binary(content, name)
    return Container.TEXT


def _check_name(name: str) -> None:
    if re.search(r"[/\\\x00]", name) or name.strip() in {".", ".."}:
        raise UnreadableDocument("ชื่อไฟล์ต้องไม่มีเครื่องหมาย / หรือ \\ ให้เปลี่ยนชื่อไฟล์แล้วอัปโหลดใหม่")


def _refuse_ole(content: bytes) -> None:
    if _ENCRYPTED_PACKAGE in content:
        raise UnreadableDocument("ไฟล์ตั้งรหัสผ่านไว้ ให้เปิดด้วย Word หรือ Excel เอารหัสผ่านออก บันทึก แล้วอัปโหลดใหม่")
    if any(name in content for name in _OLD_SHEETS):
        raise UnreadableDocument("ไฟล์ Excel รุ่นเก่า (.xls) อ่านไม่ได้ ให้เปิดด้วย Excel บันทึกเป็น .xlsx แล้วอัปโหลดใหม่")
    raise UnreadableDocument("ไฟล์ Office รุ่นเก่า (.doc) อ่านไม่ได้ ให้เปิดด้วย Word บันทึกเป็น .docx แล้วอัปโหลดใหม่")


def _is_plain_text(content: bytes) -> bool:
    """Tell text by its bytes: UTF-16 with its mark, or hardly a control character."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    control = len(re.findall(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]", content))
    return b"\x00" not in content and control * 200 <= len(content)


def _refuse_binary(content: bytes, name: str) -> None:
    kind = filetype.guess(content)
    if kind is not None and kind.mime.startswith("image/"):
        raise UnreadableDocument(f"ไฟล์นี้เป็นภาพ ระบบอ่านข้อความจากภาพไม่ได้ {_ASK_FOR_WORD}")
    if content.startswith((b"MZ", b"\x7fELF")):
        raise UnreadableDocument(f"ไฟล์นี้เป็นโปรแกรม ไม่ใช่เอกสาร {_ASK_FOR_WORD}")
    if name.lower().endswith((".docx", ".xlsx", ".pdf")):
        raise UnreadableDocument("ไฟล์เสียหาย ให้เปิดไฟล์ต้นฉบับ บันทึกใหม่ แล้วอัปโหลดอีกครั้ง")
    raise UnreadableDocument(f"ระบบไม่รู้จักไฟล์ชนิดนี้ {_ASK_FOR_WORD}")
