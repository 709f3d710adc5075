"""What people decided about the proposals of documents."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import case, func, or_, select

from tracker.database import db
from tracker.documents.models import Document, Flag, ProposedMeasure
from tracker.documents.queries import SERIOUS
from tracker.fiscal_year import FiscalYear
from tracker.measures.models import Measure, Review, Verdict
from tracker.people.models import Person
from tracker.people.viewer import Asker

RESULT_REPORT = "year_end_result_report"
WITHOUT_PERIOD = "measure_without_period"


@dataclass(frozen=True)
class ReviewRow:
    """What a person decided about a proposal."""

    proposal_id: int
    verdict: Verdict
    reason: str
    was_corrected: bool
    reviewed_by: str | None
    """Empty when the command line approved what was clean."""
    reviewed_at: datetime
    measure_id: int | None
    measure_number: int | None
    measure_title: str | None
    reviewed_by_id: int | None = None
    measure_year: FiscalYear | None = None
    corrected: Mapping[str, Any] = field(default_factory=dict)
    """A row of a result report as a person corrected it."""


@dataclass(frozen=True)
class Decisions:
    """How far the review of a document is."""

    approved: int = 0
    set_aside: int = 0

    @property
    def total(self) -> int:
        """How many proposals are decided."""
        return self.approved + self.set_aside


def reviews(document_id: int, *, asker: Asker) -> dict[int, ReviewRow]:
    """Return what was decided about each proposal of a document, by the proposal's id."""
    rows = db.session.execute(
        select(
            Review.proposed_measure_id,
            Review.verdict,
            Review.reason,
            Review.was_corrected,
            Person.name,
            Review.reviewed_at,
            Measure.id,
            Measure.number,
            Measure.title,
            Review.reviewed_by_id,
            Measure.fiscal_year,
            Review.corrected,
        )
        .join(ProposedMeasure, ProposedMeasure.id == Review.proposed_measure_id)
        .outerjoin(Person, Person.id == Review.reviewed_by_id)
        .outerjoin(Measure, Measure.review_id == Review.id)
        .where(Review.government_id == asker.government_id, ProposedMeasure.document_id == document_id)
    )
    return {row[0]: ReviewRow(*tuple(row)) for row in rows}


def decisions(asker: Asker) -> dict[int, Decisions]:
    """Return how many proposals of each document are decided, by the document's id."""
    rows = db.session.execute(
        select(
            ProposedMeasure.document_id,
            func.sum(case((Review.verdict == Verdict.APPROVED, 1), else_=0)),
            func.sum(case((Review.verdict == Verdict.SET_ASIDE, 1), else_=0)),
        )
        .join(Review, Review.proposed_measure_id == ProposedMeasure.id)
        .where(Review.government_id == asker.government_id)
        .group_by(ProposedMeasure.document_id)
    )
    return {document_id: Decisions(int(approved), int(aside)) for document_id, approved, aside in rows}


def proposals_to_review(document: Document, *, asker: Asker) -> list[ProposedMeasure]:
    """Return the proposals of a document nobody has decided about, in its order; a result report has none."""
    return [] if document.doc_type == RESULT_REPORT else _undecided(document, asker)


def rows_to_confirm(document: Document, *, asker: Asker) -> list[ProposedMeasure]:
    """Return the rows of a result report nobody has decided about, in its order; other documents have none."""
    return _undecided(document, asker) if document.doc_type == RESULT_REPORT else []


def clean_rows_to_confirm(document: Document, *, asker: Asker) -> list[ProposedMeasure]:
    """Return the undecided rows of a result report that say what came of them, and hold nothing doubtful."""
    doubts = _doubts(document, asker)
    waiting = rows_to_confirm(document, asker=asker)
    return [row for row in waiting if row.id not in doubts and (row.results or row.outcomes)]


def _undecided(document: Document, asker: Asker) -> list[ProposedMeasure]:
    return list(
        db.session.scalars(
            select(ProposedMeasure)
            .outerjoin(Review, Review.proposed_measure_id == ProposedMeasure.id)
            .where(
                ProposedMeasure.government_id == asker.government_id,
                ProposedMeasure.document_id == document.id,
                Review.id.is_(None),
            )
            .order_by(ProposedMeasure.seq)
        )
    )


def undecided_count(fiscal_year: FiscalYear, *, asker: Asker) -> int:
    """Return how many proposals for a year nobody has decided about; those whose document tells no year count too."""
    statement = (
        select(func.count())
        .select_from(ProposedMeasure)
        .join(Document, Document.id == ProposedMeasure.document_id)
        .outerjoin(Review, Review.proposed_measure_id == ProposedMeasure.id)
        .where(
            ProposedMeasure.government_id == asker.government_id,
            Document.doc_type != RESULT_REPORT,
            or_(Document.measures_year == fiscal_year.buddhist_year, Document.measures_year.is_(None)),
            Review.id.is_(None),
        )
    )
    return db.session.scalar(statement) or 0


def clean_proposals(document: Document, *, asker: Asker) -> list[ProposedMeasure]:
    """Return the undecided proposals the machine found nothing doubtful in."""
    doubts = _doubts(document, asker)
    return [proposal for proposal in proposals_to_review(document, asker=asker) if proposal.id not in doubts]


def undated_proposals(document: Document, *, asker: Asker) -> list[ProposedMeasure]:
    """Return the undecided proposals in which nothing is doubtful but that they state no period."""
    doubts = _doubts(document, asker)
    waiting = proposals_to_review(document, asker=asker)
    return [proposal for proposal in waiting if doubts.get(proposal.id) == {WITHOUT_PERIOD}]


def _doubts(document: Document, asker: Asker) -> dict[int, set[str]]:
    """Return the kinds of what is doubtful in each proposal, by its id."""
    found: dict[int, set[str]] = defaultdict(set)
    for proposal_id, kind in db.session.execute(
        select(Flag.proposed_measure_id, Flag.kind).where(
            Flag.government_id == asker.government_id,
            Flag.document_id == document.id,
            Flag.severity.in_(SERIOUS),
        )
    ):
        if proposal_id is not None:
            found[proposal_id].add(kind)
    return found
