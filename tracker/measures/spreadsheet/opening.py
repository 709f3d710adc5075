"""What is looked through before any parser opens a workbook: that it is one, and that its package does no harm."""

from tracker.documents.readers import package
from tracker.errors import UnreadableDocument

BROKEN = "เปิดไฟล์ Excel ไม่ได้ ไฟล์อาจเสีย กรุณาเปิดด้วย Excel บันทึกเป็น .xlsx ใหม่ แล้วอัปโหลดอีกครั้ง"
_LOCKED = "ไฟล์ตั้งรหัสผ่านไว้ กรุณาเปิดด้วย Excel เอารหัสผ่านออก บันทึกเป็น .xlsx แล้วอัปโหลดใหม่"
_NO_WORKBOOK = (
    "ไฟล์นี้ไม่ใช่ Excel (.xlsx) กรุณาเปิดด้วย Excel บันทึกเป็น .xlsx แล้วอัปโหลดใหม่ เอกสาร Word และ PDF ให้นำเข้าที่เมนูเอกสาร"
)
_OLE, _ENCRYPTED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "EncryptedPackage".encode("utf-16-le")


def refuse_unfit(content: bytes) -> None:
    """Refuse what is no workbook, and a package that is corrupt, locked or made to do harm."""
    if content.startswith(_OLE):
        raise UnreadableDocument(_LOCKED if _ENCRYPTED in content else _NO_WORKBOOK)
    if not content.startswith(b"PK") or package.check(content) is not package.Kind.SHEET:
        raise UnreadableDocument(_NO_WORKBOOK)
