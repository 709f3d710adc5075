"""Reporting a task: how far it is, that it is done, that it was not, and the proof."""

from datetime import date
from enum import StrEnum

from wtforms.validators import ValidationError

from tracker import thai
from tracker.errors import NotValid
from tracker.tasks.content import ACCEPTED, LONGEST_LINK, checked_link
from tracker.tasks.forms.seen import SeenForm
from tracker.tasks.service import MOST_FILES, ProgressReport, StoredFile
from tracker.web.forms import (
    DateField,
    Length,
    PercentField,
    RadioChoiceField,
    Required,
    TextAreaField,
    TrackerForm,
    UploadsField,
    labelled,
)

LONGEST_TEXT = 5_000
# Naming the types lets a phone turn its own picture format into JPEG before it sends.
_PICKER = {"accept": ".jpg,.jpeg,.png,.webp,.pdf,.docx,.xlsx,image/jpeg,image/png,image/webp,application/pdf"}


class Stage(StrEnum):
    """What a person says of a task."""

    IN_PROGRESS = "in_progress"
    DONE = "done"

    @property
    def label(self) -> str:
        """The choice as the form words it."""
        return {Stage.IN_PROGRESS: "ยังทำอยู่ บันทึกความคืบหน้า", Stage.DONE: "ทำเสร็จแล้ว ส่งผล"}[self]


class _ProofForm(TrackerForm):
    files = UploadsField(
        "รูปถ่ายหรือไฟล์หลักฐาน",
        description=f"{ACCEPTED} ไฟล์ละไม่เกิน 10 MB ครั้งละไม่เกิน {MOST_FILES} ไฟล์",
        render_kw=_PICKER,
    )
    links = TextAreaField(
        "ลิงก์หลักฐาน",
        [Length(max=LONGEST_LINK * 3)],
        description="เช่น หน้าเว็บไซต์ที่เผยแพร่แล้ว บรรทัดละหนึ่งลิงก์",
    )

    def validate_files(self, field: UploadsField) -> None:
        """Refuse more files than anybody would look at."""
        if len(field.uploads) > MOST_FILES:
            raise ValidationError(f"แนบได้ครั้งละไม่เกิน {MOST_FILES} ไฟล์ กรุณาบันทึกแล้วแนบที่เหลือเพิ่ม")

    def validate_links(self, field: TextAreaField) -> None:
        """Refuse what is no address of a page."""
        try:
            _ = self.addresses
        except NotValid as refusal:
            raise ValidationError(str(refusal)) from refusal

    @property
    def addresses(self) -> tuple[str, ...]:
        """The links that were typed, one a line."""
        return tuple(checked_link(line) for line in (self.links.data or "").splitlines() if line.strip())


class ReportForm(_ProofForm, SeenForm):
    """How far a task is, or that it is done."""

    stage = RadioChoiceField("ขณะนี้งานนี้เป็นอย่างไร", [Required()], choices=labelled(Stage), parse=Stage)
    percent = PercentField("ทำไปแล้วประมาณร้อยละ", description="กรอกเมื่อยังทำอยู่ ประมาณการได้")
    summary = TextAreaField(
        "สรุปผลการดำเนินการ",
        [Length(max=LONGEST_TEXT)],
        description="ต้องกรอกเมื่อทำเสร็จแล้ว เช่น จัดอบรม 1 ครั้ง เมื่อ 12 มีนาคม 2569",
    )
    outcome = TextAreaField(
        "ผลลัพธ์/ความสำเร็จ",
        [Length(max=LONGEST_TEXT)],
        description="ต้องกรอกเมื่อทำเสร็จแล้ว เช่น บุคลากรเข้าอบรม 45 คน คิดเป็นร้อยละ 90",
    )
    problem = TextAreaField("ปัญหา/อุปสรรค", [Length(max=LONGEST_TEXT)])
    as_of = DateField("ข้อมูล ณ วันที่", [Required()])

    def validate_summary(self, field: TextAreaField) -> None:
        """A finished task needs what was done."""
        if self.is_done and not thai.clean(field.data or ""):
            raise ValidationError("งานที่เสร็จแล้วต้องมีสรุปผล กรุณาพิมพ์สั้น ๆ ว่าทำอะไรไปแล้ว")

    def validate_outcome(self, field: TextAreaField) -> None:
        """A finished task needs what came of it."""
        if self.is_done and not thai.clean(field.data or ""):
            raise ValidationError("งานที่เสร็จแล้วต้องมีผลลัพธ์ กรุณาพิมพ์สั้น ๆ ว่าเกิดผลอะไร")

    @property
    def is_done(self) -> bool:
        """Tell whether the task is reported as done."""
        return self.stage.data is Stage.DONE

    def to_report(self, files: tuple[StoredFile, ...], *, percent_before: int) -> ProgressReport:
        """Return what is reported; a percentage left open stays what it was."""
        return ProgressReport(
            revision=self.seen_revision,
            as_of=self.as_of.data,
            percent=percent_before if self.percent.data is None else self.percent.data,
            summary=self.summary.data or "",
            outcome=self.outcome.data or "",
            problem=self.problem.data or "",
            files=files,
            links=self.addresses,
        )


class NotDoneForm(SeenForm):
    """That a task was not done, and why."""

    reason = TextAreaField(
        "เหตุผลที่ไม่ได้ดำเนินการ", [Required(), Length(max=LONGEST_TEXT)], description="เหตุผลนี้จะพิมพ์ในรายงานผลสิ้นปี"
    )
    as_of = DateField("ข้อมูล ณ วันที่", [Required()])

    def to_report(self) -> ProgressReport:
        """Return what is reported."""
        day: date = self.as_of.data
        return ProgressReport(revision=self.seen_revision, as_of=day, reason=self.reason.data or "")


class EvidenceForm(_ProofForm):
    """More proof of a task, without a report."""

    def validate_links(self, field: TextAreaField) -> None:
        """Ask for a file or a link."""
        super().validate_links(field)
        if not self.files.uploads and not self.addresses:
            raise ValidationError("กรุณาเลือกไฟล์ หรือวางลิงก์อย่างน้อยหนึ่งรายการ")
