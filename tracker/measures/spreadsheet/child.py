"""Reading a workbook in a process with limits: whatever a file does to its reader, the application goes on.

The child is started as `python -m tracker.measures.spreadsheet.child`.
"""

import sys
from typing import Any

from tracker.documents.sandbox import Terms, answer, run_safely
from tracker.errors import UnreadableDocument
from tracker.measures.spreadsheet.layout import FilledSheet

_TERMS = Terms(
    seconds=20,
    megabytes=1024,
    too_long="ใช้เวลาอ่านไฟล์ Excel นี้นานเกินไป กรุณาคัดลอกเฉพาะตารางมาตรการลงในแบบกรอกใหม่ แล้วอัปโหลดอีกครั้ง",
    crashed="ระบบอ่านไฟล์ Excel นี้ไม่สำเร็จ กรุณาคัดลอกเฉพาะตารางมาตรการลงในแบบกรอกใหม่ แล้วอัปโหลดอีกครั้ง",
    too_large="ไฟล์ Excel นี้ใช้หน่วยความจำมากเกินกว่าที่ระบบอ่านได้ กรุณาคัดลอกเฉพาะตารางมาตรการลงในแบบกรอกใหม่ แล้วอัปโหลดอีกครั้ง",
)


def read_workbook(content: bytes, terms: Terms = _TERMS) -> FilledSheet:
    """Read a workbook of measures in a child process that may take so long and so much memory."""
    told = run_safely("tracker.measures.spreadsheet.child", (), content, terms)
    try:
        return FilledSheet.from_json(told)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise UnreadableDocument(terms.crashed) from error


def _read(content: bytes) -> dict[str, Any]:
    from tracker.measures.spreadsheet.reading import read  # openpyxl is loaded under the limits.

    return read(content).as_json()


if __name__ == "__main__":
    sys.exit(answer(_read, int(sys.argv[1]), int(sys.argv[2])))
