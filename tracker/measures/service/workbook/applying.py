"""Taking a workbook over: what was shown in its preview, all of it or nothing."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from tracker.errors import NotNow, NotValid
from tracker.fiscal_year import FiscalYear
from tracker.measures import queries
from tracker.measures.service import numbering
from tracker.measures.service.keeping import add_measure, cancel_measure, correct
from tracker.measures.service.workbook.comparing import Preview, compare
from tracker.measures.spreadsheet.layout import FilledSheet
from tracker.people import audit
from tracker.people.viewer import Asker


class PlanChanged(NotNow):
    """The plan is not what it was when its preview was shown: a person looks again before anything is changed."""


@dataclass(frozen=True)
class Confirmation:
    """What a person saw, and which of the measures without a row are to be cancelled, why."""

    mark: str
    cancelled: Collection[int] = ()
    reason: str = ""


@dataclass(frozen=True)
class TakenOver:
    """How much was changed."""

    added: int
    changed: int
    cancelled: int


def take_over(
    sheet: FilledSheet, confirmation: Confirmation, fiscal_year: FiscalYear, *, by: Asker, at: datetime
) -> TakenOver:
    """Change the plan as its preview said, if that still holds; each change by the service that makes it anywhere."""
    numbering.take_turns(by)
    preview = compare(sheet, fiscal_year, asker=by)
    _refuse_unless_seen(preview, confirmation)
    for change in preview.changed:
        correct(queries.measure(change.measure_id, by), change.approval, by=by, at=at)
    for addition in preview.added:
        add_measure(addition.approval, by=by, at=at)
    for measure_id in sorted(confirmation.cancelled):
        cancel_measure(queries.measure(measure_id, by), confirmation.reason, by=by, at=at)
    taken = TakenOver(len(preview.added), len(preview.changed), len(set(confirmation.cancelled)))
    details = {"added": taken.added, "changed": taken.changed, "cancelled": taken.cancelled}
    audit.record("measures_imported", fiscal_year.label, by=by, at=at, details=details)
    return taken


def _refuse_unless_seen(preview: Preview, confirmation: Confirmation) -> None:
    offered = {gone.measure_id for gone in preview.gone if not gone.refusal}
    if preview.faults or preview.mark != confirmation.mark or not set(confirmation.cancelled) <= offered:
        raise PlanChanged("แผนในระบบเปลี่ยนไปหลังจากแสดงตัวอย่าง ยังไม่มีสิ่งใดถูกบันทึก กรุณาตรวจอีกครั้งแล้วยืนยัน")
    if preview.changes_nothing or not (preview.added or preview.changed or confirmation.cancelled):
        raise NotValid("ไม่มีสิ่งใดเปลี่ยน จึงไม่มีสิ่งใดให้นำเข้า")
