"""The forms of reviewing what was read, of measures, and of scores."""

import re
from decimal import Decimal, InvalidOperation
from typing import Any

from wtforms.validators import ValidationError

from tracker.documents.models import ProposedMeasure
from tracker.fiscal_year import FiscalYear
from tracker.ita import rounded
from tracker.measures.models import Measure
from tracker.measures.service import (
    PERIOD_EXAMPLES,
    Approval,
    PastMeasure,
    Scores,
    understood_timing,
)
from tracker.measures.spreadsheet.layout import KINDS
from tracker.thai import arabic_digits, one_line
from tracker.web.forms import (
    ChoiceField,
    DateField,
    FileKinds,
    FileNotLarger,
    FiscalYearField,
    HiddenField,
    Length,
    Required,
    StringField,
    TextAreaField,
    TrackerForm,
    UploadField,
)

INSTRUMENTS = ("IIT", "EIT", "EIT_part1", "EIT_part2", "OIT")
LARGEST_WORKBOOK = 5 * 1024 * 1024
_INDICATORS = range(1, 11)


class ActionForm(TrackerForm):
    """A press of a button, nothing to fill in."""


class ReasonForm(TrackerForm):
    """Why something is not used."""

    reason = TextAreaField("เหตุผล", [Required("กรุณาพิมพ์เหตุผล"), Length(max=1000)])


class PeriodForm(TrackerForm):
    """When a measure is carried out: in words, or by its first and last day."""

    period_text = StringField("ช่วงเวลาดำเนินการ", [Length(max=300)], description=PERIOD_EXAMPLES)
    starts_on = DateField("วันเริ่ม")
    ends_on = DateField("วันสิ้นสุด")

    def validate_ends_on(self, field: DateField) -> None:
        """Ask for both days or neither, in their order."""
        if (self.starts_on.data is None) != (field.data is None):
            raise ValidationError("กรุณาเลือกทั้งวันเริ่มและวันสิ้นสุด หรือเว้นว่างทั้งสองช่อง")
        if field.data is not None and field.data < self.starts_on.data:
            raise ValidationError("วันสิ้นสุดต้องไม่ก่อนวันเริ่ม")

    @property
    def dates(self) -> Any:
        """The two days, where they were chosen."""
        return (self.starts_on.data, self.ends_on.data) if self.starts_on.data and self.ends_on.data else None


class WordingForm(PeriodForm):
    """A measure as it is to be worded; used for corrections and for measures typed by hand."""

    title = TextAreaField("ชื่อมาตรการ/โครงการ/กิจกรรม", [Required(), Length(max=2000)])
    kind = ChoiceField("ประเภท", choices=[(kind, kind) for kind in KINDS], prompt="ไม่ระบุ")
    indicators = StringField("ตัวชี้วัดที่", [Length(max=60)], description="เลข 1–10 คั่นด้วยจุลภาค เช่น 1, 6")
    steps = TextAreaField(
        "ขั้นตอน", [Length(max=20_000)], description="บรรทัดละหนึ่งขั้นตอน หากเว้นว่าง ระบบใช้ชื่อมาตรการเป็นขั้นตอนเดียว"
    )
    owners = TextAreaField("ผู้รับผิดชอบ", [Length(max=4000)], description="บรรทัดละหนึ่งราย บรรทัดแรกเป็นผู้รับผิดชอบหลัก")

    # Asked for again here so that mistakes are listed in the order of the page.
    period_text = StringField("ช่วงเวลาดำเนินการ", [Length(max=300)], description=PERIOD_EXAMPLES)
    starts_on = DateField("วันเริ่ม")
    ends_on = DateField("วันสิ้นสุด")

    def validate_indicators(self, field: StringField) -> None:
        """Refuse numbers that are no indicators."""
        if any(number not in _INDICATORS for number in _numbers(field.data)):
            raise ValidationError("ตัวชี้วัดต้องเป็นเลข 1–10 คั่นด้วยจุลภาค")

    def to_approval(self, fiscal_year: FiscalYear, source: ProposedMeasure | Measure | None = None) -> Approval:
        """Return the measure as it was worded; what the form does not ask comes from where it was read."""
        text = self.period_text.data or ""
        return Approval(
            fiscal_year=fiscal_year,
            title=self.title.data or "",
            timing=understood_timing(text, fiscal_year, self.dates),
            steps=_lines(self.steps.data),
            owners=_lines(self.owners.data),
            kind=self.kind.data,
            indicators=tuple(dict.fromkeys(_numbers(self.indicators.data))),
            analysis=source.analysis if source else "",
            item_refs=tuple(source.item_refs) if source else (),
            monitoring=source.monitoring if source else "",
        )


class PastMeasureForm(WordingForm):
    """A row of a result report as a person corrects it; its days follow from its words."""

    # WTForms takes a field away by naming it None.
    starts_on = None  # type: ignore[assignment]
    ends_on = None  # type: ignore[assignment]
    period_text = StringField("ระยะเวลาดำเนินการ", [Length(max=300)], description="พิมพ์ตามรายงาน")
    results = TextAreaField(
        "สรุปผลการดำเนินการ",
        [Length(max=20_000)],
        description="บรรทัดละหนึ่งข้อ เรียงตามขั้นตอน ข้อที่ไม่ได้ทำ ให้พิมพ์ว่า ไม่ได้ดำเนินการ เนื่องจาก…",
    )
    outcomes = TextAreaField("ผลลัพธ์/ความสำเร็จ", [Length(max=20_000)], description="บรรทัดละหนึ่งข้อ เรียงตามขั้นตอน")

    def to_past_measure(self) -> PastMeasure:
        """Return the row as it was corrected."""
        return PastMeasure(
            title=one_line(self.title.data or ""),
            kind=self.kind.data,
            indicators=tuple(dict.fromkeys(_numbers(self.indicators.data))),
            steps=_lines(self.steps.data),
            owners=_lines(self.owners.data),
            period_text=one_line(self.period_text.data or ""),
            results=_lines(self.results.data),
            outcomes=_lines(self.outcomes.data),
        )


def past_measure_values(row: PastMeasure) -> dict[str, Any]:
    """Return what the form of a row is filled in with."""
    lists = ("steps", "owners", "results", "outcomes")
    return {
        "title": row.title,
        "kind": row.kind,
        "indicators": ", ".join(str(number) for number in row.indicators),
        "period_text": row.period_text,
        **{name: "\n".join(one_line(text) for text in getattr(row, name)) for name in lists},
    }


class NewMeasureForm(WordingForm):
    """A measure that stands in no document."""

    fiscal_year = FiscalYearField("ปีงบประมาณ", [Required()])


class UploadWorkbookForm(TrackerForm):
    """A workbook of measures."""

    file = UploadField("ไฟล์ Excel (.xlsx)", [Required(), FileKinds("xlsx"), FileNotLarger(LARGEST_WORKBOOK)])


class ConfirmWorkbookForm(TrackerForm):
    """The rows of a workbook as they were shown, and what becomes of the measures that have no row any more."""

    rows = HiddenField()
    mark = HiddenField()
    reason = TextAreaField("เหตุผลที่ยกเลิก", [Length(max=1000)])
    requires_reason = False

    def validate_reason(self, field: TextAreaField) -> None:
        """Ask for the reason where a measure is to be cancelled."""
        if self.requires_reason and not field.data:
            raise ValidationError("กรุณาพิมพ์เหตุผลที่ยกเลิกมาตรการที่เลือกไว้")


class ScoresForm(TrackerForm):
    """The scores of an assessed year, as they are to be accepted; the fields are named after what they hold."""

    overall = StringField("คะแนนรวม", [Length(max=10)])
    level = StringField("ระดับผลการประเมิน", [Length(max=40)])
    iit = StringField("IIT", [Length(max=10)])
    eit = StringField("EIT", [Length(max=10)])
    eit_part1 = StringField("EIT ส่วนที่ 1", [Length(max=10)])
    eit_part2 = StringField("EIT ส่วนที่ 2", [Length(max=10)])
    oit = StringField("OIT", [Length(max=10)])
    indicator_1 = StringField("ตัวชี้วัดที่ 1", [Length(max=10)])
    indicator_2 = StringField("ตัวชี้วัดที่ 2", [Length(max=10)])
    indicator_3 = StringField("ตัวชี้วัดที่ 3", [Length(max=10)])
    indicator_4 = StringField("ตัวชี้วัดที่ 4", [Length(max=10)])
    indicator_5 = StringField("ตัวชี้วัดที่ 5", [Length(max=10)])
    indicator_6 = StringField("ตัวชี้วัดที่ 6", [Length(max=10)])
    indicator_7 = StringField("ตัวชี้วัดที่ 7", [Length(max=10)])
    indicator_8 = StringField("ตัวชี้วัดที่ 8", [Length(max=10)])
    indicator_9 = StringField("ตัวชี้วัดที่ 9", [Length(max=10)])
    indicator_10 = StringField("ตัวชี้วัดที่ 10", [Length(max=10)])

    def validate(self, extra_validators: Any = None) -> bool:
        """Refuse what is no score."""
        is_valid = super().validate(extra_validators)
        for field in self:
            if field.short_name != "level" and isinstance(field, StringField) and field.short_name != "csrf_token":
                try:
                    _score(field.data)
                except ValueError:
                    field.errors = [*field.errors, "คะแนนต้องเป็นตัวเลข 0–100 เช่น 88.70"]
                    is_valid = False
        return bool(is_valid)

    def to_scores(self) -> Scores:
        """Return the scores that were filled in."""
        instruments = {name: _score(self[name.lower()].data) for name in INSTRUMENTS}
        indicators = {no: _score(self[f"indicator_{no}"].data) for no in _INDICATORS}
        return Scores(
            overall=_score(self.overall.data),
            level=self.level.data or "",
            instruments={name: score for name, score in instruments.items() if score is not None},
            indicators={no: score for no, score in indicators.items() if score is not None},
        )


def scores_form(scores: Scores, **arguments: Any) -> ScoresForm:
    """Return the form with scores filled in."""
    known = {"overall": scores.overall}
    known |= {name.lower(): score for name, score in scores.instruments.items()}
    known |= {f"indicator_{no}": score for no, score in scores.indicators.items()}
    values = {name: str(rounded(score)) for name, score in known.items() if score is not None}
    return ScoresForm(data=values | {"level": scores.level}, **arguments)


def wording_values(
    source: ProposedMeasure | Measure, steps: list[str], owners: list[str], period: str
) -> dict[str, Any]:
    """Return what a form is filled in with from a proposal or a measure."""
    return {
        "title": source.title,
        "kind": source.kind,
        "indicators": ", ".join(str(number) for number in source.indicators),
        "steps": "\n".join(steps),
        "owners": "\n".join(owners),
        "period_text": period,
    }


def _lines(text: str | None) -> tuple[str, ...]:
    return tuple(line for line in (part.strip() for part in (text or "").split("\n")) if line)


def _numbers(text: str | None) -> list[int]:
    pieces = [piece for piece in re.split(r"[\s,;และ]+", arabic_digits(text or "")) if piece]
    return [int(piece) if piece.isdecimal() and len(piece) < 3 else 0 for piece in pieces]


def _score(text: str | None) -> Decimal | None:
    written = arabic_digits(text or "").strip()
    if not written:
        return None
    try:
        score = Decimal(written)
    except InvalidOperation as error:
        raise ValueError(written) from error
    if not score.is_finite() or not 0 <= score <= 100:
        raise ValueError(written)
    return score
