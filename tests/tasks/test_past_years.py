"""A result report becomes a past year on record: measures, results, outcomes, closed; no open tasks."""

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import func, select

from tests.builders import YEAR, a_directive, a_measure, a_person, an_open_year, the_unit, viewer_of
from tests.measures.documents import a_flag, a_read_measure, a_reading, an_analysed_document, the_proposal
from tests.measures.past_reports import a_past_row, a_result_report
from tests.reminders.office import a_head, kinds, plan
from tracker import clock
from tracker.database import db
from tracker.documents.models import Document
from tracker.errors import NotAllowed, NotNow, NotValid
from tracker.fiscal_year import FiscalYear
from tracker.measures import queries as measure_queries
from tracker.measures import service as measures
from tracker.measures.models import Assessment, Measure, PastResult, Review
from tracker.people.models import AuditEvent
from tracker.people.roles import Role
from tracker.people.viewer import Viewer
from tracker.tasks import queries, service
from tracker.tasks.models import Task
from tracker.web.machinery import machinery

pytestmark = pytest.mark.usefixtures("app")

PAST = FiscalYear(2568)


def _coordinator() -> Viewer:
    return viewer_of(a_person())


def _recorded(document: Document, by: Viewer, year: FiscalYear | None = None) -> service.PastYear:
    """Confirm every row as it was read and put the year on record."""
    measures.confirm_rest(document, by=by, at=clock.now())
    recorded = service.record_past_year(document, year, by=by, at=clock.now())
    db.session.commit()
    return recorded


def _count(model: type) -> int:
    return db.session.scalar(select(func.count()).select_from(model)) or 0


def test_a_confirmed_report_becomes_a_closed_year_with_results_and_outcomes_and_without_tasks() -> None:
    by = _coordinator()
    document = a_result_report(a_past_row(1, owners=("กค.", "คณะทำงานชุดเดิม")), a_past_row(2), by=by)

    recorded = _recorded(document, by)

    assert (recorded.fiscal_year, recorded.measures) == (PAST, 2)
    year = queries.year_plan(PAST, asker=by)
    assert year is not None
    assert year.closed_at == clock.now()
    assert year.document_id == document.id
    assert _count(Task) == 0
    first, second = measure_queries.measures(by, PAST)
    assert (first.number, first.title, first.starts_on, first.ends_on) == (
        1,
        "มาตรการเดิมลำดับ 1",
        date(2024, 10, 1),
        date(2025, 9, 30),
    )
    assert [(owner.text, owner.means) for owner in first.owners] == [("กค.", "กองคลัง"), ("คณะทำงานชุดเดิม", "")]
    results = measure_queries.past_results(PAST, asker=by)
    assert [(row.step, row.result, row.outcome, row.was_done) for row in results[second.id]] == [
        (1, "จัดทำคู่มือแล้ว ๑๒ งาน", "มีคู่มือครบทุกงาน", True),
        (2, "แจ้งเวียนแล้วทุกกอง", "บุคลากรถือปฏิบัติ", True),
    ]


def test_nothing_is_a_measure_before_the_year_is_recorded() -> None:
    by = _coordinator()
    document = a_result_report(by=by)
    measures.confirm_clean(document, by=by, at=clock.now())
    db.session.commit()
    assert _count(Measure) == 0
    assert queries.years_with_measures(by) == {}


def test_a_past_year_reminds_nobody() -> None:
    by = _coordinator()
    a_head(the_unit("สำนักปลัด"))
    _recorded(a_result_report(a_past_row(1, result=("ยังไม่ดำเนินการ", "ยังไม่ดำเนินการ")), by=by), by)
    plan()
    assert kinds() == []


def test_what_was_not_done_keeps_its_reason() -> None:
    by = _coordinator()
    row = a_past_row(1, result=("จัดทำคู่มือแล้ว", "ไม่ได้ดำเนินการ เนื่องจากไม่มีงบประมาณ"), outcome=("มีคู่มือ", "-"))
    _recorded(a_result_report(row, by=by), by)
    (rows,) = measure_queries.past_results(PAST, asker=by).values()
    assert [(one.was_done, one.reason) for one in rows] == [(True, ""), (False, "ไม่มีงบประมาณ")]
    assert measure_queries.past_counts(PAST, asker=by) == measure_queries.PastCounts(partly_done=1)


def test_a_text_that_does_not_count_up_with_the_steps_belongs_to_the_measure() -> None:
    by = _coordinator()
    _recorded(a_result_report(a_past_row(1, result=("ทำครบแล้ว",), outcome=()), by=by), by)
    ((whole,),) = measure_queries.past_results(PAST, asker=by).values()
    assert (whole.step, whole.result, whole.outcome, whole.was_done) == (None, "ทำครบแล้ว", "", True)


def test_a_corrected_row_is_recorded_as_corrected_and_what_was_read_stays() -> None:
    by = _coordinator()
    document = a_result_report(a_past_row(1), by=by)
    proposal = the_proposal(document, 1, by=by)
    corrected = measures.PastMeasure(
        title="ชื่อที่แก้แล้ว",
        kind="โครงการ",
        indicators=(2, 9),
        steps=("ขั้นเดียว",),
        owners=("กองช่าง",),
        period_text="มีนาคม ๒๕๖๘",
        results=("ทำแล้ว",),
        outcomes=("ดีขึ้น",),
    )
    measures.confirm(proposal, corrected, by=by, at=clock.now())
    service.record_past_year(document, by=by, at=clock.now())
    db.session.commit()

    (measure,) = measure_queries.measures(by, PAST)
    assert (measure.title, measure.kind, measure.indicators, measure.steps) == (
        "ชื่อที่แก้แล้ว",
        "โครงการ",
        [2, 9],
        ("ขั้นเดียว",),
    )
    assert (measure.starts_on, measure.ends_on) == (date(2025, 3, 1), date(2025, 3, 31))
    assert the_proposal(document, 1, by=by).title == "มาตรการเดิมลำดับ 1"
    assert db.session.scalars(select(Review)).one().was_corrected


def test_only_rows_in_which_nothing_is_doubtful_are_confirmed_at_once() -> None:
    by = _coordinator()
    rows = (a_past_row(1), a_past_row(2), a_past_row(3, result=(), outcome=()))
    document = a_result_report(*rows, by=by, flags=(a_flag(2, severity="warn"),))
    confirmed = measures.confirm_clean(document, by=by, at=clock.now())
    assert [review.proposed_measure_id for review in confirmed] == [the_proposal(document, 1, by=by).id]
    with pytest.raises(NotNow, match="ยังมี 2 แถวที่ยังไม่ได้พิจารณา"):
        service.record_past_year(document, by=by, at=clock.now())


def test_a_row_that_says_nothing_of_a_result_is_not_confirmed_as_read() -> None:
    by = _coordinator()
    document = a_result_report(a_past_row(1, result=(), outcome=()), by=by)
    proposal = the_proposal(document, 1, by=by)
    with pytest.raises(NotValid, match="แถวที่ 1: ไม่มีผลการดำเนินการ"):
        measures.confirm(proposal, measures.as_stated(proposal), by=by, at=clock.now())


def test_a_row_set_aside_is_not_recorded() -> None:
    by = _coordinator()
    document = a_result_report(a_past_row(1), a_past_row(2), by=by)
    measures.set_aside(the_proposal(document, 1, by=by), "พิมพ์ซ้ำ", by=by, at=clock.now())
    _recorded(document, by)
    assert [(one.number, one.title) for one in measure_queries.measures(by, PAST)] == [(1, "มาตรการเดิมลำดับ 2")]


def test_a_document_without_a_year_asks_for_one() -> None:
    by = _coordinator()
    document = a_result_report(by=by, fiscal_year=None, measures_fiscal_year=None)
    measures.confirm_rest(document, by=by, at=clock.now())
    with pytest.raises(NotValid, match="กรุณาเลือกปีงบประมาณ"):
        service.record_past_year(document, by=by, at=clock.now())
    assert service.record_past_year(document, FiscalYear(2567), by=by, at=clock.now()).measures == 1


@pytest.mark.parametrize("year", [2569, 2570])
def test_a_year_that_has_not_ended_is_no_past_year(year: int) -> None:
    by = _coordinator()
    with pytest.raises(NotNow, match="ยังไม่สิ้นสุด"):
        _recorded(a_result_report(by=by), by, FiscalYear(year))


def test_a_year_that_is_open_is_not_recorded_over() -> None:
    by = _coordinator()
    an_open_year(year=PAST)
    with pytest.raises(NotNow, match="เปิดอยู่ในระบบ"):
        _recorded(a_result_report(by=by), by)


def test_a_year_with_measures_of_its_own_is_not_recorded_over() -> None:
    by = _coordinator()
    a_measure(fiscal_year=PAST)
    with pytest.raises(NotNow, match="มีมาตรการในระบบแล้ว 1 มาตรการ"):
        _recorded(a_result_report(by=by), by)


def test_two_reports_of_the_same_year_are_not_both_recorded() -> None:
    by = _coordinator()
    _recorded(a_result_report(by=by), by)
    with pytest.raises(NotNow, match="จากรายงานผลอีกฉบับแล้ว"):
        _recorded(a_result_report(by=by, content="ฉบับที่สอง".encode()), by)


def test_one_report_is_recorded_as_one_year() -> None:
    by = _coordinator()
    document = a_result_report(by=by)
    _recorded(document, by)
    with pytest.raises(NotNow, match="บันทึกเป็นปีที่ผ่านมาแล้ว"):
        service.record_past_year(document, FiscalYear(2567), by=by, at=clock.now())


def test_an_analysis_is_no_past_year() -> None:
    by = _coordinator()
    analysis = an_analysed_document(a_reading(a_read_measure(1)), files=machinery().files, by=by)
    with pytest.raises(NotNow, match="ไม่ใช่รายงานผล"):
        service.record_past_year(analysis, PAST, by=by, at=clock.now())


def test_only_the_coordinator_records_and_takes_back() -> None:
    mayor = viewer_of(a_person(Role.MAYOR))
    document = a_result_report(by=mayor)
    with pytest.raises(NotAllowed):
        service.record_past_year(document, by=mayor, at=clock.now())
    with pytest.raises(NotAllowed):
        service.take_back_past_year(document, "ผิดปี", by=mayor, at=clock.now())


def test_a_past_year_is_closed_to_every_change() -> None:
    by = _coordinator()
    document = a_result_report(by=by)
    _recorded(document, by)
    (row,) = measure_queries.measures(by, PAST)
    measure = measure_queries.measure(row.id, by)
    with pytest.raises(NotNow, match="บันทึกเป็นปีที่ผ่านมาแล้ว"):
        measures.cancel_measure(measure, "ไม่ใช้", by=by, at=clock.now())
    with pytest.raises(NotNow, match="บันทึกเป็นปีที่ผ่านมาแล้ว"):
        measures.set_period(measure.id, "ทุกเดือน", by=by, at=clock.now())
    with pytest.raises(NotNow, match="บันทึกเป็นปีที่ผ่านมาแล้ว"):
        measures.undo_review(the_proposal(document, 1, by=by), by=by, at=clock.now())
    with pytest.raises(NotNow, match="เพิ่มมาตรการไม่ได้"):
        measures.add_measure(measures.Approval(PAST, "เพิ่ม", measures.Timing()), by=by, at=clock.now())
    with pytest.raises(NotNow, match="ปิดแล้ว"):
        service.open_year(PAST, by=by, at=clock.now())
    assert service.opening_problems(PAST, asker=by) == []


def test_taking_back_restores_the_review_as_it_was_and_tells_why() -> None:
    by = _coordinator()
    document = a_result_report(a_past_row(1), a_past_row(2), by=by)
    before = [(review.id, review.verdict) for review in measures.confirm_rest(document, by=by, at=clock.now())]
    service.record_past_year(document, by=by, at=clock.now())
    db.session.commit()

    assert service.take_back_past_year(document, "เลือกปีผิด", by=by, at=clock.now()) == PAST
    db.session.commit()

    assert (_count(Measure), _count(PastResult)) == (0, 0)
    assert queries.year_plan(PAST, asker=by) is None
    reviews = db.session.scalars(select(Review).order_by(Review.id))
    assert [(review.id, review.verdict) for review in reviews] == before
    told = db.session.scalars(select(AuditEvent).where(AuditEvent.action == "past_year_taken_back")).one()
    assert told.subject == "2568: เลือกปีผิด"
    measures.undo_review(the_proposal(document, 1, by=by), by=by, at=clock.now())
    measures.set_aside(the_proposal(document, 1, by=by), "พิมพ์ซ้ำ", by=by, at=clock.now())
    assert service.record_past_year(document, FiscalYear(2567), by=by, at=clock.now()).measures == 1


def test_taking_back_needs_a_reason_and_a_year_from_a_report() -> None:
    by = _coordinator()
    document = a_result_report(by=by)
    with pytest.raises(NotNow, match="ยังไม่ได้บันทึก"):
        service.take_back_past_year(document, "ผิดปี", by=by, at=clock.now())
    _recorded(document, by)
    with pytest.raises(NotValid, match="เหตุผล"):
        service.take_back_past_year(document, "  ", by=by, at=clock.now())


def test_a_year_a_directive_speaks_of_is_not_taken_back() -> None:
    by = _coordinator()
    document = a_result_report(by=by)
    _recorded(document, by)
    (row,) = measure_queries.measures(by, PAST)
    a_directive(a_person(Role.MAYOR), measure_id=row.id)
    with pytest.raises(NotNow, match="ข้อสั่งการ"):
        service.take_back_past_year(document, "ผิดปี", by=by, at=clock.now())


def test_a_report_brings_the_scores_of_years_before_and_takes_them_back() -> None:
    by = _coordinator()
    known = Assessment(government_id=by.government_id, ita_year=2566, overall=Decimal("80.00"), accepted_at=clock.now())
    db.session.add(known)
    history = {2565: Decimal("71.50"), 2566: Decimal("81.00")}
    document = a_result_report(by=by, history=history, overall_score=Decimal("88.88"))
    measures.confirm_rest(document, by=by, at=clock.now())
    recorded = service.record_past_year(document, by=by, at=clock.now(), score_year=2567)
    db.session.commit()

    assert recorded.score_years == (2565, 2567)
    assert {one.ita_year: one.overall for one in measure_queries.assessments(by)} == {
        2565: Decimal("71.50"),
        2566: Decimal("80.00"),
        2567: Decimal("88.88"),
    }
    service.take_back_past_year(document, "ผิดปี", by=by, at=clock.now())
    assert [one.ita_year for one in measure_queries.assessments(by)] == [2566]


def test_the_other_years_of_the_office_stay_as_they_are() -> None:
    by = _coordinator()
    a_measure(title="มาตรการปีนี้")
    document = a_result_report(by=by)
    _recorded(document, by)
    service.take_back_past_year(document, "ผิดปี", by=by, at=clock.now())
    assert [one.title for one in measure_queries.measures(by, YEAR)] == ["มาตรการปีนี้"]
