from datetime import date

import pytest
from flask import Flask
from sqlalchemy import func, select

from tests.builders import YEAR, a_government, a_measure, a_person, a_task, the_system, viewer_of
from tests.measures.documents import a_flag, a_read_measure, a_reading, an_analysed_document, the_proposal
from tracker import clock
from tracker.database import db
from tracker.documents import queries as document_queries
from tracker.documents.models import Document, ProposedMeasure
from tracker.documents.reading import Reading
from tracker.errors import NotFound, NotNow, NotValid
from tracker.fiscal_year import FiscalYear
from tracker.measures import queries, service
from tracker.measures.models import Measure, OwnerScope, Review, Verdict
from tracker.people.models import AuditEvent
from tracker.people.viewer import Viewer
from tracker.web.machinery import machinery

pytestmark = pytest.mark.usefixtures("app")


def _coordinator() -> Viewer:
    return viewer_of(a_person())


def _document(reading: Reading, by: Viewer) -> Document:
    return an_analysed_document(reading, files=machinery().files, by=by)


def _approve(document: Document, seq: int, by: Viewer) -> Measure:
    proposal = the_proposal(document, seq, by=by)
    measure = service.approve(proposal, service.as_read(proposal, YEAR), by=by, at=clock.now())
    db.session.commit()
    return measure


def test_an_approved_proposal_becomes_a_measure_with_owners_and_steps() -> None:
    by = _coordinator()
    owners = ("ทุกส่วนราชการ", "กค.", "ใครก็ไม่รู้")
    document = _document(a_reading(a_read_measure(1, owners=owners)), by)

    measure = queries.measure(_approve(document, 1, by).id, by)

    assert (measure.number, measure.title, measure.fiscal_year) == (1, "มาตรการที่จำลองลำดับ 1", YEAR)
    assert (measure.starts_on, measure.ends_on) == (date(2025, 10, 1), date(2026, 9, 30))
    assert [step.text for step in measure.steps] == ["ขั้นที่หนึ่ง", "ขั้นที่สอง"]
    found = queries.owners_of(measure.id, by)
    assert [(owner.means, owner.is_known, owner.is_lead) for owner in found] == [
        ("ทุกส่วนราชการ", True, True),
        ("กองคลัง", True, False),
        ("", False, False),
    ]


def test_a_measure_without_steps_has_its_title_as_the_one_step() -> None:
    by = _coordinator()
    measure = _approve(_document(a_reading(a_read_measure(1, steps=())), by), 1, by)
    assert [step.text for step in queries.measure(measure.id, by).steps] == [measure.title]


def test_what_the_machine_read_stays_when_a_person_corrects_it() -> None:
    by = _coordinator()
    document = _document(a_reading(a_read_measure(1)), by)
    proposal = the_proposal(document, 1, by=by)
    before = {column.key: getattr(proposal, column.key) for column in ProposedMeasure.__table__.columns}
    corrected = service.Approval(
        fiscal_year=YEAR, title="ชื่อที่แก้แล้ว", timing=service.understood_timing("มีนาคม ๒๕๖๙", YEAR), owners=("กองช่าง",)
    )

    measure = service.approve(proposal, corrected, by=by, at=clock.now())
    db.session.commit()
    db.session.expire_all()

    after = the_proposal(document, 1, by=by)
    assert {column.key: getattr(after, column.key) for column in ProposedMeasure.__table__.columns} == before
    assert (measure.title, measure.starts_on, measure.ends_on) == ("ชื่อที่แก้แล้ว", date(2026, 3, 1), date(2026, 3, 31))
    assert db.session.scalars(select(Review)).one().was_corrected


def test_a_proposal_approved_as_it_was_read_counts_as_uncorrected() -> None:
    by = _coordinator()
    _approve(_document(a_reading(a_read_measure(1)), by), 1, by)
    review = db.session.scalars(select(Review)).one()
    assert (review.verdict, review.was_corrected, review.reviewed_by_id) == (Verdict.APPROVED, False, by.person_id)


def test_a_second_approval_of_the_same_proposal_is_refused() -> None:
    by = _coordinator()
    document = _document(a_reading(a_read_measure(1)), by)
    _approve(document, 1, by)
    with pytest.raises(NotNow, match="มีผู้พิจารณาแล้ว"):
        _approve(document, 1, by)
    assert db.session.scalar(select(func.count()).select_from(Measure)) == 1


def test_approving_all_that_is_clean_leaves_the_doubtful_for_a_person() -> None:
    by = _coordinator()
    measures = [a_read_measure(seq) for seq in (1, 2, 3, 4)]
    flags = (a_flag(2), a_flag(3, severity="warn"), a_flag(4, severity="info"), a_flag(None))
    document = _document(a_reading(*measures, flags=flags), by)

    approved = service.approve_clean(document, by=the_system(), at=clock.now())

    assert [measure.title for measure in approved] == [measures[0].title, measures[3].title]
    assert [one.seq for one in queries.proposals_to_review(document, asker=by)] == [2, 3]
    assert db.session.scalars(select(Review.reviewed_by_id)).all() == [None, None]
    assert service.approve_clean(document, by=by, at=clock.now()) == []


def test_numbers_follow_the_document_whatever_is_approved_first() -> None:
    by = _coordinator()
    document = _document(a_reading(*(a_read_measure(seq) for seq in (1, 2, 3))), by)
    for seq in (3, 1, 2):
        _approve(document, seq, by)
    titles = [(measure.number, measure.title[-1]) for measure in queries.measures(by, YEAR)]
    assert titles == [(1, "1"), (2, "2"), (3, "3")]


def test_numbers_stay_once_tasks_are_out() -> None:
    by = _coordinator()
    document = _document(a_reading(a_read_measure(1), a_read_measure(2)), by)
    a_task(measure=_approve(document, 2, by))
    _approve(document, 1, by)
    assert [(measure.number, measure.title[-1]) for measure in queries.measures(by, YEAR)] == [(1, "2"), (2, "1")]


def test_a_verdict_can_be_undone_and_given_anew() -> None:
    by = _coordinator()
    document = _document(a_reading(a_read_measure(1), a_read_measure(2)), by)
    service.approve_clean(document, by=by, at=clock.now())
    db.session.commit()

    service.undo_review(the_proposal(document, 1, by=by), by=by, at=clock.now())
    db.session.commit()

    assert [(measure.number, measure.title[-1]) for measure in queries.measures(by, YEAR)] == [(1, "2")]
    service.set_aside(the_proposal(document, 1, by=by), "ซ้ำกับแถวที่ 2", by=by, at=clock.now())
    assert queries.decisions(by)[document.id] == queries.Decisions(approved=1, set_aside=1)
    assert "review_undone" in db.session.scalars(select(AuditEvent.action)).all()


def test_a_verdict_stays_once_tasks_are_out() -> None:
    by = _coordinator()
    document = _document(a_reading(a_read_measure(1)), by)
    a_task(measure=_approve(document, 1, by))
    with pytest.raises(NotNow, match="เปิดงานให้หน่วยงานแล้ว"):
        service.undo_review(the_proposal(document, 1, by=by), by=by, at=clock.now())


def test_setting_aside_needs_a_reason() -> None:
    by = _coordinator()
    document = _document(a_reading(a_read_measure(1)), by)
    with pytest.raises(NotValid, match="เหตุผล"):
        service.set_aside(the_proposal(document, 1, by=by), "  ", by=by, at=clock.now())


def test_nothing_is_approved_from_a_result_report() -> None:
    by = _coordinator()
    document = _document(a_reading(a_read_measure(1), doc_type="year_end_result_report"), by)
    assert service.approve_clean(document, by=by, at=clock.now()) == []
    assert queries.proposals_to_review(document, asker=by) == []
    with pytest.raises(NotNow, match="รายงานผลของปีที่ผ่านมา"):
        _approve(document, 1, by)


def test_a_period_that_ends_before_it_begins_must_be_corrected_first() -> None:
    by = _coordinator()
    measure = a_read_measure(1, start=date(2026, 9, 30), end=date(2025, 10, 1))
    document = _document(a_reading(measure, flags=(a_flag(1),)), by)
    with pytest.raises(NotValid, match="สิ้นสุดก่อนวันเริ่มต้น"):
        _approve(document, 1, by)


def test_a_document_that_tells_no_year_needs_one_chosen() -> None:
    by = _coordinator()
    document = _document(a_reading(a_read_measure(1), measures_fiscal_year=None), by)
    with pytest.raises(NotValid, match="เลือกปีงบประมาณ"):
        service.approve_clean(document, by=by, at=clock.now())
    approved = service.approve_clean(document, by=by, at=clock.now(), fiscal_year=FiscalYear(2570))
    assert [measure.fiscal_year for measure in approved] == [FiscalYear(2570)]


def test_a_recurring_measure_keeps_its_recurrence_and_no_list_of_days() -> None:
    by = _coordinator()
    document = _document(a_reading(a_read_measure(1, period_raw="ทุกไตรมาส", recurrence="quarterly")), by)
    measure = _approve(document, 1, by)
    assert (measure.recurrence, measure.periods) == ("quarterly", [])


def test_a_stranger_of_another_government_finds_nothing() -> None:
    by = _coordinator()
    document = _document(a_reading(a_read_measure(1)), by)
    proposal = the_proposal(document, 1, by=by)
    measure = _approve(document, 1, by)
    stranger = viewer_of(a_person(government=a_government("uen", "องค์การบริหารส่วนตำบลจำลองอื่น")))

    for refused in (
        lambda: document_queries.document(document.id, asker=stranger),
        lambda: document_queries.proposal(proposal.id, asker=stranger),
        lambda: queries.measure(measure.id, stranger),
        lambda: service.set_period(measure.id, "ทุกเดือน", by=stranger, at=clock.now()),
        lambda: service.approve(proposal, service.as_read(proposal, YEAR), by=stranger, at=clock.now()),
    ):
        with pytest.raises(NotFound):
            refused()
    assert queries.measures(stranger, YEAR) == []
    assert document_queries.documents(stranger) == []


def test_the_year_and_the_owners_of_measures_are_read_in_three_queries(app: Flask, queries_at_most) -> None:  # type: ignore[no-untyped-def]
    by = the_system()
    for _ in range(3):
        a_measure(owners=(OwnerScope.ALL_UNITS,))
    with queries_at_most(3):
        assert len(queries.measures(by, YEAR)) == 3
