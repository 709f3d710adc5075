from datetime import date

import pytest
from sqlalchemy import select

from tests.builders import YEAR, a_measure, a_person, a_task, an_open_year, the_system, the_unit, viewer_of
from tracker import clock
from tracker.database import db
from tracker.errors import NotNow, NotValid
from tracker.measures import queries, service
from tracker.measures.models import Measure, MeasureOwner, OwnerScope
from tracker.people import queries as people_queries

pytestmark = pytest.mark.usefixtures("app")


def _with_unknown_owner(text: str = "ฝ่ายลึกลับ") -> Measure:
    measure = a_measure()
    owner = db.session.scalars(select(MeasureOwner).where(MeasureOwner.measure_id == measure.id)).one()
    owner.text, owner.unit_id = text, None
    db.session.commit()
    return measure


def _owner(measure: Measure) -> queries.OwnerRow:
    return queries.owners_of(measure.id, the_system())[0]


def test_an_owner_once_matched_is_known_everywhere_and_remembered() -> None:
    first, second = _with_unknown_owner("ฝ่ายลึกลับ"), _with_unknown_owner("ฝ่าย ลึกลับ")
    other = _with_unknown_owner("ฝ่ายอื่น")
    by, unit = viewer_of(a_person()), the_unit("กองช่าง")

    service.match_owner(_owner(first).id, unit.id, by=by, at=clock.now())
    db.session.commit()

    assert (_owner(first).unit_id, _owner(second).unit_id, _owner(other).unit_id) == (unit.id, unit.id, None)
    assert people_queries.owner_names(by)["ฝ่ายลึกลับ"] == unit.id
    assert [owner.text for owner in queries.unknown_owners(by, YEAR)] == ["ฝ่ายอื่น"]


def test_an_owner_can_mean_every_unit() -> None:
    measure = _with_unknown_owner("บุคลากรทั้งหมด")
    service.match_owner_to_scope(_owner(measure).id, OwnerScope.ALL_UNITS, by=the_system(), at=clock.now())
    assert (_owner(measure).means, _owner(measure).is_known) == ("ทุกส่วนราชการ", True)


def test_a_matched_owner_stays_once_tasks_are_out_and_an_unknown_one_may_still_be_told() -> None:
    by, units = the_system(), (the_unit("กองช่าง"), the_unit("กองคลัง"))
    matched, unknown = a_measure(), _with_unknown_owner()
    for measure in (matched, unknown):
        a_task(measure=measure)
    with pytest.raises(NotNow, match="เปิดงานให้หน่วยงานแล้ว"):
        service.match_owner(_owner(matched).id, units[0].id, by=by, at=clock.now())
    service.match_owner(_owner(unknown).id, units[1].id, by=by, at=clock.now())
    assert _owner(unknown).means == "กองคลัง"


@pytest.mark.parametrize(
    ("text", "first", "last", "recurrence", "times"),
    [
        ("มีนาคม ๒๕๖๙", date(2026, 3, 1), date(2026, 3, 31), None, 0),
        ("ทุกเดือน", date(2025, 10, 1), date(2026, 9, 30), "monthly", 0),
        ("มีนาคม ๒๕๖๙ และ กันยายน ๒๕๖๙", date(2026, 3, 1), date(2026, 9, 30), None, 2),
        ("ไตรมาสที่ ๒", date(2026, 1, 1), date(2026, 3, 31), None, 0),
        ("ตลอดปีงบประมาณ", date(2025, 10, 1), date(2026, 9, 30), None, 0),
    ],
)
def test_a_period_is_set_in_the_words_of_an_office(
    text: str, first: date, last: date, recurrence: str | None, times: int
) -> None:
    measure = a_measure(starts_on=None, ends_on=None, period_text="")
    service.set_period(measure.id, text, by=the_system(), at=clock.now())
    assert (measure.period_text, measure.starts_on, measure.ends_on) == (text, first, last)
    assert (measure.recurrence, len(measure.periods)) == (recurrence, times)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [("", "กรุณาพิมพ์ช่วงเวลา"), ("สักวัน", "อ่านช่วงเวลา “สักวัน” ไม่ได้"), ("กันยายน ๒๕๖๙ – ตุลาคม ๒๕๖๘", "สิ้นสุดก่อนวันเริ่มต้น")],
)
def test_words_that_say_no_time_are_refused(text: str, sentence: str) -> None:
    measure = a_measure()
    with pytest.raises(NotValid, match=sentence):
        service.set_period(measure.id, text, by=the_system(), at=clock.now())


def test_a_period_is_set_by_its_days_and_keeps_its_words() -> None:
    measure = a_measure(period_text="หลังฤดูฝน", starts_on=None, ends_on=None)
    service.set_dates(measure.id, date(2025, 11, 1), date(2026, 1, 31), by=the_system(), at=clock.now())
    assert (measure.period_text, measure.starts_on, measure.ends_on) == (
        "หลังฤดูฝน",
        date(2025, 11, 1),
        date(2026, 1, 31),
    )
    with pytest.raises(NotValid, match="วันสิ้นสุดต้องไม่ก่อนวันเริ่มต้น"):
        service.set_dates(measure.id, date(2026, 2, 1), date(2026, 1, 31), by=the_system(), at=clock.now())


def _closed_year() -> None:
    an_open_year().closed_at = clock.now()
    db.session.commit()


def test_a_closed_year_takes_no_measure_typed_by_hand() -> None:
    _closed_year()
    with pytest.raises(NotNow, match=r"ปีงบประมาณ พ.ศ. 2569 ปิดแล้ว"):
        service.add_measure(service.Approval(YEAR, "มาตรการที่มาช้า", service.Timing()), by=the_system(), at=clock.now())
    assert queries.measures(the_system(), YEAR) == []


def test_no_measure_of_a_closed_year_is_changed_whether_its_tasks_are_out_or_not() -> None:
    by, opened, left = the_system(), a_measure(), _with_unknown_owner()
    a_task(measure=opened)
    _closed_year()
    approval = service.Approval(YEAR, "ชื่อใหม่", service.Timing())
    for measure in (opened, left):
        with pytest.raises(NotNow, match="ปิดแล้ว จึงเพิ่ม แก้ไข หรือยกเลิกมาตรการไม่ได้"):
            service.correct(queries.measure(measure.id, by), approval, by=by, at=clock.now())
        with pytest.raises(NotNow, match="ปิดแล้ว"):
            service.cancel_measure(queries.measure(measure.id, by), "ซ้ำ", by=by, at=clock.now())
        with pytest.raises(NotNow, match="ปิดแล้ว"):
            service.set_period(measure.id, "ทุกเดือน", by=by, at=clock.now())


def test_a_measure_is_corrected_until_tasks_are_out() -> None:
    by = the_system()
    measure = queries.measure(a_measure(owners=(the_unit("กองคลัง"),)).id, by)
    wording = service.Approval(
        fiscal_year=YEAR,
        title="ชื่อใหม่",
        timing=service.understood_timing("ทุกเดือน", YEAR),
        steps=("ก", "ข", "ค"),
        owners=("กองช่าง", "ฝ่ายลึกลับ"),
    )

    measure = service.correct(measure, wording, by=by, at=clock.now())

    assert [(step.number, step.text) for step in measure.steps] == [(1, "ก"), (2, "ข"), (3, "ค")]
    assert [(owner.means, owner.is_lead) for owner in queries.owners_of(measure.id, by)] == [
        ("กองช่าง", True),
        ("", False),
    ]
    db.session.commit()
    a_task(measure=measure)
    for refused in (
        lambda: service.correct(measure, wording, by=by, at=clock.now()),
        lambda: service.set_period(measure.id, "ทุกเดือน", by=by, at=clock.now()),
        lambda: service.cancel_measure(measure, "ซ้ำ", by=by, at=clock.now()),
    ):
        with pytest.raises(NotNow, match="เปิดงานให้หน่วยงานแล้ว"):
            refused()


def test_a_correction_keeps_whom_an_owner_was_matched_to() -> None:
    by = the_system()
    made = _with_unknown_owner("บุคลากรทั้งหมด")
    service.match_owner_to_scope(_owner(made).id, OwnerScope.ALL_UNITS, by=by, at=clock.now())
    measure = queries.measure(made.id, by)
    wording = service.Approval(fiscal_year=YEAR, title="ก", timing=service.timing_of("", YEAR), owners=("บุคลากรทั้งหมด",))
    service.correct(measure, wording, by=by, at=clock.now())
    assert _owner(made).means == "ทุกส่วนราชการ"


def test_a_measure_typed_by_hand_gets_the_next_number() -> None:
    by = the_system()
    a_measure()
    wording = service.Approval(fiscal_year=YEAR, title="พิมพ์เอง", timing=service.timing_of("ทุกไตรมาส", YEAR))
    assert service.add_measure(wording, by=by, at=clock.now()).number == 2


def test_a_cancelled_measure_keeps_its_number_and_reason() -> None:
    by = the_system()
    measure = a_measure()
    with pytest.raises(NotValid, match="เหตุผล"):
        service.cancel_measure(measure, "", by=by, at=clock.now())
    service.cancel_measure(measure, "รวมกับมาตรการที่ 2", by=by, at=clock.now())
    assert (measure.number, measure.cancelled_reason) == (1, "รวมกับมาตรการที่ 2")
    assert queries.measures(by, YEAR)[0].is_cancelled
    with pytest.raises(NotNow, match="ยกเลิกไปแล้ว"):
        service.cancel_measure(measure, "อีกครั้ง", by=by, at=clock.now())
