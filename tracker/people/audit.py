"""Writes down who did what of weight; the door's transaction keeps it together with the deed."""

from datetime import datetime
from typing import Any

from tracker.database import db
from tracker.people.models import AuditEvent
from tracker.people.viewer import Asker, Viewer

LABELS = {
    "absence_cancelled": "ยกเลิกวันลา",
    "absence_entered": "บันทึกวันลา",
    "alias_forgotten": "ลบชื่อเรียกของหน่วยงาน",
    "alias_remembered": "จำชื่อเรียกของหน่วยงาน",
    "columns_chosen": "กำหนดคอลัมน์ของตารางในเอกสาร",
    "directive_acknowledged": "รับทราบข้อสั่งการ",
    "directive_closed": "ปิดข้อสั่งการ",
    "directive_given": "ให้ข้อสั่งการ",
    "document_read_again": "ให้อ่านเอกสารใหม่",
    "document_received": "นำเข้าเอกสาร",
    "document_removed": "ลบเอกสารที่อ่านไม่ได้",
    "evidence_unsent": "ลบหลักฐานที่ผู้ส่งยกเลิกการส่งใน LINE",
    "evidence_withdrawn": "ถอนหลักฐาน",
    "extension_refused": "ไม่อนุมัติคำขอขยายเวลา",
    "government_added": "เพิ่มหน่วยงานใหญ่",
    "holiday_removed": "ลบวันหยุดของหน่วยงาน",
    "holiday_set": "กำหนดวันหยุดหรือวันทำการ",
    "holidays_seeded": "เติมวันหยุดราชการ",
    "line_channel_resumed": "เปิดใช้บัญชี LINE ของหน่วยงานอีกครั้ง",
    "line_channel_stored": "บันทึกบัญชี LINE ของหน่วยงาน",
    "line_group_code_issued": "ออกรหัสเชื่อมกลุ่ม LINE",
    "line_group_linked": "เชื่อมกลุ่ม LINE กับหน่วยงาน",
    "line_group_unlinked": "ยกเลิกการเชื่อมกลุ่ม LINE",
    "line_linked": "เชื่อม LINE",
    "line_slip_issued": "พิมพ์ใบเชื่อม LINE",
    "line_token_renewed": "ออก Channel access token ใหม่ให้บัญชี LINE",
    "line_unlinked": "ยกเลิกการเชื่อม LINE",
    "measure_added": "เพิ่มมาตรการ",
    "measure_approved": "อนุมัติมาตรการ",
    "measure_cancelled": "ยกเลิกมาตรการ",
    "measure_corrected": "แก้ไขมาตรการ",
    "measures_imported": "นำเข้ามาตรการจาก Excel",
    "office_changed": "แก้ไขข้อมูลหน่วยงาน",
    "owner_matched": "ระบุผู้รับผิดชอบ",
    "password_changed": "เปลี่ยนรหัสผ่าน",
    "password_reset": "ตั้งรหัสผ่านชั่วคราว",
    "past_row_confirmed": "ยืนยันแถวของรายงานผล",
    "past_scores_recorded": "บันทึกคะแนนปีก่อน",
    "past_year_recorded": "บันทึกเป็นปีที่ผ่านมา",
    "past_year_taken_back": "ถอนการบันทึกปีที่ผ่านมา",
    "period_set": "กำหนดระยะเวลา",
    "person_added": "เพิ่มผู้ใช้",
    "person_deactivated": "ปิดบัญชีผู้ใช้",
    "person_reactivated": "เปิดบัญชีผู้ใช้",
    "person_renamed": "แก้ไขชื่อ ตำแหน่ง หรืออีเมล",
    "post_ended": "สิ้นสุดตำแหน่ง",
    "post_given": "ให้ตำแหน่ง",
    "proposal_set_aside": "ไม่รับข้อเสนอ",
    "quiet_day_added": "เพิ่มวันงดแจ้งเตือน",
    "quiet_day_removed": "ลบวันงดแจ้งเตือน",
    "rehearsal_sent": "ทดลองส่งข้อความถึง LINE ของตนเอง",
    "reminder_rules_changed": "เปลี่ยนหลักเกณฑ์การแจ้งเตือน",
    "report_frozen": "จัดทำรายงานผล",
    "review_undone": "ยกเลิกผลการตรวจข้อเสนอ",
    "scores_accepted": "รับคะแนนประเมิน",
    "unit_added": "เพิ่มหน่วยงานย่อย",
    "unit_changed": "แก้ไขหน่วยงานย่อย",
    "unit_closed": "ปิดหน่วยงานย่อย",
    "unit_reopened": "เปิดหน่วยงานย่อยอีกครั้ง",
    "verifying_chosen": "เปลี่ยนการตรวจผลงาน",
    "year_closed": "ปิดปีงบประมาณ",
    "year_opened": "เปิดปีงบประมาณ",
}
"""How the log names each deed."""


def record(action: str, subject: str, *, by: Asker, at: datetime, details: dict[str, Any] | None = None) -> None:
    """Add an entry to the audit log; `details` must hold no secret and no message text."""
    db.session.add(
        AuditEvent(
            government_id=by.government_id,
            person_id=by.person_id if isinstance(by, Viewer) else None,
            at=at,
            action=action,
            subject=subject[:200],
            details=details or {},
        )
    )
