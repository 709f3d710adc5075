"""The forms of the rules of reminding, of quiet days, and of one's own choice."""

from datetime import date, time

from tracker.reminders.models import Frequency
from tracker.reminders.policy import Kind, Rules
from tracker.reminders.service.settings import ALWAYS_ON, rule_problems
from tracker.web.forms import (
    ChoiceField,
    ChoicesField,
    DateField,
    Length,
    RadioChoiceField,
    Required,
    StringField,
    TrackerForm,
    WholeNumberField,
    labelled,
)

_AS_WORK_GOES = (
    Kind.ASSIGNED,
    Kind.STARTS_TODAY,
    Kind.DUE_IN_30,
    Kind.DUE_IN_7,
    Kind.DUE_IN_3,
    Kind.DUE_IN_1,
    Kind.DUE_TODAY,
    Kind.SILENT,
    Kind.RETURNED,
    Kind.ESCALATED,
    Kind.DECISION_WAITS,
)
"""The order in which a task earns them; what is not named here follows."""
_CHOOSABLE = [kind for kind in dict.fromkeys((*_AS_WORK_GOES, *Kind)) if kind not in ALWAYS_ON]
_BY_RUNG = {
    Kind.DUE_IN_30: "ก่อนครบกำหนด ครั้งที่ 1",
    Kind.DUE_IN_7: "ก่อนครบกำหนด ครั้งที่ 2",
    Kind.DUE_IN_3: "ก่อนครบกำหนด ครั้งที่ 3",
    Kind.DUE_IN_1: "ก่อนครบกำหนด ครั้งที่ 4",
    Kind.ESCALATED: "เรื่องที่ไม่มีผู้ตอบ รายงานขึ้นตามลำดับ",
    Kind.CLOSING: "งานที่ยังไม่มีผลหรือหลักฐาน",
}
"""How this page names what it asks the days of."""
_HALF_HOURS = [
    (moment.isoformat("minutes"), f"{moment:%H.%M} น.")
    for moment in (time(minutes // 60, minutes % 60) for minutes in range(7 * 60 + 30, 21 * 60, 30))
]
"""From when the day is planned on; what comes up after 16.30 is told on the next day."""
_NAMES = {
    "before_due": ("before_first", "before_second", "before_third", "before_last"),
    "late": ("late_first", "late_second", "late_third"),
    "late_every": ("late_every",),
    "silent_days": ("silent_days",),
    "escalate_after": ("to_head", "to_chief", "to_mayor"),
    "decision_after": ("decision_after",),
    "monthly_round_on": ("monthly_round_on",),
    "round_before": ("round_before",),
    "closing_before": ("closing_first", "closing_second", "closing_last"),
    "evidence_after": ("evidence_after",),
    "opens": ("opens",),
    "closes": ("closes",),
}
"""Each rule by the fields it is typed in."""


class RulesForm(TrackerForm):
    """The rules an office reminds by."""

    wanted = ChoicesField(
        "แจ้งเตือนเรื่องใดบ้าง", choices=[(kind, _BY_RUNG.get(kind, kind.label)) for kind in _CHOOSABLE], parse=Kind
    )
    before_first = WholeNumberField("ครั้งที่ 1 ก่อนกำหนด (วันทำการ)", [Required()])
    before_second = WholeNumberField("ครั้งที่ 2 ก่อนกำหนด", [Required()])
    before_third = WholeNumberField("ครั้งที่ 3 ก่อนกำหนด", [Required()])
    before_last = WholeNumberField("ครั้งที่ 4 ก่อนกำหนด", [Required()])
    late_first = WholeNumberField("ครั้งที่ 1 หลังเลยกำหนด (วันทำการ)", [Required()])
    late_second = WholeNumberField("ครั้งที่ 2 หลังเลยกำหนด", [Required()])
    late_third = WholeNumberField("ครั้งที่ 3 หลังเลยกำหนด", [Required()])
    late_every = WholeNumberField("จากนั้นทุกกี่วันทำการ", [Required()])
    silent_days = WholeNumberField("ไม่มีรายงานกี่วันจึงถาม (วันปฏิทิน)", [Required()])
    to_head = WholeNumberField("ถึงหัวหน้าหน่วยงาน เมื่อเงียบ (วันทำการ)", [Required()])
    to_chief = WholeNumberField("ต่อไปถึงปลัด เมื่อเงียบอีก", [Required()])
    to_mayor = WholeNumberField("ต่อไปถึงนายก เมื่อเงียบอีก", [Required()])
    decision_after = WholeNumberField("เรื่องรอพิจารณา เตือนซ้ำและแจ้งปลัดเมื่อรอ (วันทำการ)", [Required()])
    monthly_round_on = WholeNumberField("รายงานประจำเดือนภายในวันที่", description="เว้นว่างหากไม่มีรอบรายเดือน")
    round_before = WholeNumberField("แจ้งก่อนถึงรอบ (วันทำการ)", [Required()])
    closing_first = WholeNumberField("ก่อนสิ้นปีงบประมาณ ครั้งที่ 1 (วันทำการ)", [Required()])
    closing_second = WholeNumberField("ก่อนสิ้นปีงบประมาณ ครั้งที่ 2", [Required()])
    closing_last = WholeNumberField("ก่อนสิ้นปีงบประมาณ ครั้งที่ 3", [Required()])
    evidence_after = WholeNumberField("งานเสร็จแต่ไม่มีหลักฐาน ถามเมื่อผ่านไป (วันทำการ)", [Required()])
    opens = ChoiceField("ส่งตั้งแต่เวลา", [Required()], choices=_HALF_HOURS, parse=time.fromisoformat)
    closes = ChoiceField("ส่งไม่เกินเวลา", [Required()], choices=_HALF_HOURS, parse=time.fromisoformat)

    @classmethod
    def about(cls, rules: Rules) -> "RulesForm":
        """Return the form as the rules stand."""
        shown: dict[str, object] = {"wanted": [kind for kind in _CHOOSABLE if rules.wants(kind)]}
        for rule, names in _NAMES.items():
            value = getattr(rules, rule)
            shown |= dict(zip(names, value if isinstance(value, tuple) else (value,), strict=True))
        for name in ("opens", "closes"):
            shown[name] = getattr(rules, name).isoformat("minutes")
        return cls(formdata=None, data=shown)

    def validate(self, extra_validators: object = None) -> bool:
        """Say of each rule that makes no sense what to put right, beside its first field."""
        if not super().validate(extra_validators):
            return False
        problems = rule_problems(self.to_rules())
        for rule, sentence in problems.items():
            self.refuse(sentence, at=self[_NAMES[rule][0]] if rule in _NAMES else self.wanted)
        return not problems

    def to_rules(self) -> Rules:
        """Return the rules that were typed."""
        wanted = set(self.wanted.data or ())
        return Rules(
            before_due=(
                self.before_first.data,
                self.before_second.data,
                self.before_third.data,
                self.before_last.data,
            ),
            late=(self.late_first.data, self.late_second.data, self.late_third.data),
            late_every=self.late_every.data,
            silent_days=self.silent_days.data,
            escalate_after=(self.to_head.data, self.to_chief.data, self.to_mayor.data),
            decision_after=self.decision_after.data,
            monthly_round_on=self.monthly_round_on.data,
            round_before=self.round_before.data,
            closing_before=(self.closing_first.data, self.closing_second.data, self.closing_last.data),
            evidence_after=self.evidence_after.data,
            opens=self.opens.data,
            closes=self.closes.data,
            off=frozenset(kind for kind in _CHOOSABLE if kind not in wanted),
        )


class QuietDayForm(TrackerForm):
    """A working day on which nothing is sent."""

    day = DateField("วันที่", [Required()])
    note = StringField("เหตุ", [Length(max=200)], description="เช่น วันเลือกตั้ง วันงานพิธี")

    def day_and_note(self) -> tuple[date, str]:
        """Return the day and why."""
        return self.day.data, self.note.data or ""


class FrequencyForm(TrackerForm):
    """How often one wants to hear."""

    frequency = RadioChoiceField("รับการแจ้งเตือน", [Required()], choices=labelled(Frequency), parse=Frequency)
