"""The human verdict on what the machine read: approved, corrected and approved, or set aside; each can be undone."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError

from tracker import thai
from tracker.database import db
from tracker.documents.models import Document, ProposedMeasure
from tracker.documents.queries import document as document_of
from tracker.errors import NotNow, NotValid
from tracker.fiscal_year import FiscalYear
from tracker.measures import queries
from tracker.measures.models import Measure, MeasureOwner, Review, Step, Verdict
from tracker.measures.queries import RESULT_REPORT
from tracker.measures.service import numbering, wording
from tracker.measures.service.deciding import refuse_if_opened
from tracker.measures.service.wording import Approval
from tracker.people import audit
from tracker.people import queries as people_queries
from tracker.people.viewer import Asker, Viewer


def approve(proposal: ProposedMeasure, approval: Approval, *, by: Asker, at: datetime) -> Measure:
    """Make a measure of a proposal, as it was read or as a person corrected it; once."""
    document = document_of(proposal.document_id, asker=by)
    if document.doc_type == RESULT_REPORT:
        raise NotNow("เอกสารนี้เป็นรายงานผลของปีที่ผ่านมา จึงไม่มีมาตรการให้อนุมัติ")
    numbering.take_turns(by)
    refuse_if_decided([proposal], by=by)
    return _approve_all([(proposal, approval)], by=by, at=at)[0]


def approve_clean(
    document: Document, *, by: Asker, at: datetime, fiscal_year: FiscalYear | None = None
) -> list[Measure]:
    """Approve every undecided proposal in which nothing is doubtful; the others wait for a person.

    A result report tells of a past year: nothing in it is approved.
    """
    numbering.take_turns(by)
    clean = queries.clean_proposals(document, asker=by)
    if not clean:
        return []
    year = year_of(document, fiscal_year)
    return _approve_all([(proposal, wording.as_read(proposal, year)) for proposal in clean], by=by, at=at)


def approve_undated(
    document: Document, *, by: Asker, at: datetime, fiscal_year: FiscalYear | None = None
) -> list[Measure]:
    """Approve every undecided proposal that lacks nothing but a period, to be carried out over the whole year.

    A form of documents states no period at all (that of O42); a person says so once instead of for each row.
    """
    numbering.take_turns(by)
    undated = queries.undated_proposals(document, asker=by)
    if not undated:
        return []
    year = year_of(document, fiscal_year)
    return _approve_all([(proposal, wording.as_suggested(proposal, year)) for proposal in undated], by=by, at=at)


def set_aside(proposal: ProposedMeasure, reason: str, *, by: Asker, at: datetime) -> Review:
    """Decide that a proposal does not become a measure; the reason is kept."""
    reason = thai.clean(reason)
    if not reason:
        raise NotValid("กรุณาพิมพ์เหตุผลที่ไม่นำมาใช้")
    numbering.take_turns(by)
    refuse_if_decided([proposal], by=by)
    review = new_review(proposal, Verdict.SET_ASIDE, by=by, at=at)
    review.reason = reason
    db.session.add(review)
    audit.record("proposal_set_aside", thai.one_line(proposal.title), by=by, at=at, details={"proposal": proposal.id})
    return review


def undo_review(proposal: ProposedMeasure, *, by: Asker, at: datetime) -> None:
    """Take back a verdict, and the measure made by it, so that the proposal can be decided anew.

    Until tasks are made of the measure nobody was told of it; from then on it stays.
    """
    numbering.take_turns(by)
    review = db.session.scalar(
        select(Review).where(Review.government_id == by.government_id, Review.proposed_measure_id == proposal.id)
    )
    if review is None:
        raise NotNow("แถวนี้ยังไม่มีการพิจารณา กรุณาโหลดหน้าใหม่")
    _take_back([(review, proposal)], by=by, at=at)


def undo_press(document: Document, pressed_at: datetime, *, by: Viewer, at: datetime) -> int:
    """Take back all that a person decided in a document by one press of a button; return how many rows wait again."""
    numbering.take_turns(by)
    pairs = db.session.execute(
        select(Review, ProposedMeasure)
        .join(ProposedMeasure, ProposedMeasure.id == Review.proposed_measure_id)
        .where(
            Review.government_id == by.government_id,
            ProposedMeasure.document_id == document.id,
            Review.reviewed_at == pressed_at,
            Review.reviewed_by_id == by.person_id,
        )
    ).all()
    if not pairs:
        raise NotNow("รายการนี้เลิกทำไปแล้ว หรือมีผู้พิจารณาใหม่ กรุณาโหลดหน้าใหม่เพื่อดูผล")
    _take_back([(review, proposal) for review, proposal in pairs], by=by, at=at)
    return len(pairs)


def approval_as_read(proposal: ProposedMeasure, document: Document, fiscal_year: FiscalYear | None = None) -> Approval:
    """Return a proposal as the machine read it, in the year its document states or a person chose."""
    return wording.as_read(proposal, year_of(document, fiscal_year))


def approval_as_suggested(
    proposal: ProposedMeasure, document: Document, fiscal_year: FiscalYear | None = None
) -> Approval:
    """Return a proposal with the period suggested beside it; that a person took it is told by the review."""
    return wording.as_suggested(proposal, year_of(document, fiscal_year))


def year_of(document: Document, chosen: FiscalYear | None = None) -> FiscalYear:
    """Return the year a document's measures are carried out in: what a person chose, or what the document states."""
    if chosen is not None:
        return chosen
    if document.measures_year is None:
        raise NotValid("เอกสารไม่ได้ระบุปีงบประมาณที่จะดำเนินการ กรุณาเลือกปีงบประมาณก่อนอนุมัติ")
    return FiscalYear(document.measures_year)


def _approve_all(pairs: Sequence[tuple[ProposedMeasure, Approval]], *, by: Asker, at: datetime) -> list[Measure]:
    names = people_queries.owner_names(by)
    reviews = [new_review(proposal, Verdict.APPROVED, by=by, at=at) for proposal, _ in pairs]
    for review, (proposal, approval) in zip(reviews, pairs, strict=True):
        review.was_corrected = approval != wording.as_read_or_none(proposal, approval.fiscal_year)
    db.session.add_all(reviews)
    db.session.flush()  # Each measure points at its review.
    measures = []
    first = numbering.next_number(pairs[0][1].fiscal_year, by=by)
    for number, (review, (proposal, approval)) in enumerate(zip(reviews, pairs, strict=True), first):
        measure = new_measure(approval, names, by=by, at=at)
        measure.number, measure.document_id, measure.review_id = number, proposal.document_id, review.id
        measures.append(measure)
        audit.record("measure_approved", measure.title, by=by, at=at, details={"proposal": proposal.id})
    db.session.add_all(measures)
    db.session.flush()  # Numbers are put in order among all measures of the year.
    numbering.put_in_order(pairs[0][1].fiscal_year, by=by)
    return measures


def new_measure(approval: Approval, names: dict[str, int], *, by: Asker, at: datetime) -> Measure:
    """Return a measure with its steps and owners, not numbered yet."""
    measure = Measure(government_id=by.government_id, fiscal_year=approval.fiscal_year, approved_at=at)
    wording.write(measure, approval)
    measure.steps = wording.steps_of(approval, by.government_id)
    measure.owners = wording.owners_of(approval, by.government_id, names)
    return measure


def new_review(proposal: ProposedMeasure, verdict: Verdict, *, by: Asker, at: datetime) -> Review:
    """Return the verdict on a proposal, by whoever decides, not added yet."""
    return Review(
        government_id=by.government_id,
        proposed_measure_id=proposal.id,
        verdict=verdict,
        reviewed_by_id=by.person_id if isinstance(by, Viewer) else None,
        reviewed_at=at,
    )


def refuse_if_decided(proposals: Sequence[ProposedMeasure], *, by: Asker) -> None:
    """Refuse to decide anew what somebody decided a moment ago."""
    decided = db.session.scalar(
        select(Review.id)
        .where(
            Review.government_id == by.government_id,
            Review.proposed_measure_id.in_([proposal.id for proposal in proposals]),
        )
        .limit(1)
    )
    if decided is not None:
        raise NotNow("แถวนี้มีผู้พิจารณาแล้ว กรุณาโหลดหน้าใหม่เพื่อดูผล")


def _take_back(pairs: Sequence[tuple[Review, ProposedMeasure]], *, by: Asker, at: datetime) -> None:
    """Remove verdicts, and the measures made by them, all or none."""
    measures = list(
        db.session.scalars(select(Measure).where(Measure.review_id.in_([review.id for review, _ in pairs])))
    )
    for measure in measures:
        refuse_if_opened(measure, by=by)
    numbers = {measure.review_id: measure.number for measure in measures}
    if measures:
        _remove(measures, by=by)
    for review, proposal in pairs:
        db.session.delete(review)
        details = {"proposal": proposal.id, "verdict": review.verdict.value, "measure": numbers.get(review.id)}
        audit.record("review_undone", thai.one_line(proposal.title), by=by, at=at, details=details)
    db.session.flush()  # The verdict that follows is another row for the same proposal.


def _remove(measures: Sequence[Measure], *, by: Asker) -> None:
    ids = [measure.id for measure in measures]
    try:
        db.session.execute(delete(MeasureOwner).where(MeasureOwner.measure_id.in_(ids)))
        db.session.execute(delete(Step).where(Step.measure_id.in_(ids)))
        db.session.execute(delete(Measure).where(Measure.id.in_(ids)))
    except IntegrityError as error:  # A directive was given about it.
        raise NotNow("มีข้อสั่งการหรืองานที่อ้างถึงมาตรการนี้แล้ว จึงยกเลิกการพิจารณาไม่ได้") from error
    for measure in measures:
        db.session.expunge(measure)
    for year in {measure.fiscal_year for measure in measures}:
        numbering.put_in_order(year, by=by)
