"""Past years on record: what result reports said, and which years and measures are closed to changes by that."""

from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import select

from tracker.database import db
from tracker.documents.models import ProposedMeasure
from tracker.fiscal_year import FiscalYear
from tracker.measures.models import Measure, PastResult, Review, Step, Verdict
from tracker.people.viewer import Asker


@dataclass(frozen=True)
class PastResultRow:
    """What a result report says of a step, or of the measure as a whole."""

    step: int | None
    """The number of the step; empty for the whole measure."""
    was_done: bool
    result: str
    outcome: str
    reason: str


@dataclass(frozen=True)
class PastCounts:
    """How the measures of a past year ended."""

    done: int = 0
    partly_done: int = 0
    not_done: int = 0

    @property
    def total(self) -> int:
        """How many measures the year had."""
        return self.done + self.partly_done + self.not_done


def past_results(fiscal_year: FiscalYear, *, asker: Asker) -> dict[int, tuple[PastResultRow, ...]]:
    """Return what is on record of a past year, by measure; empty for a year that was carried out here."""
    found: dict[int, list[PastResultRow]] = defaultdict(list)
    rows = db.session.execute(
        select(
            PastResult.measure_id,
            Step.number.label("step"),
            PastResult.was_done,
            PastResult.result,
            PastResult.outcome,
            PastResult.reason,
        )
        .join(Measure, Measure.id == PastResult.measure_id)
        .outerjoin(Step, Step.id == PastResult.step_id)
        .where(PastResult.government_id == asker.government_id, Measure.fiscal_year == fiscal_year)
        .order_by(Step.number.is_(None), Step.number)
    )
    for row in rows:
        found[row.measure_id].append(PastResultRow(row.step, row.was_done, row.result, row.outcome, row.reason))
    return {measure_id: tuple(rows) for measure_id, rows in found.items()}


def past_counts(fiscal_year: FiscalYear, *, asker: Asker) -> PastCounts:
    """Return how the measures of a past year ended; none at all for a year that was carried out here."""
    ends = [{row.was_done for row in rows} for rows in past_results(fiscal_year, asker=asker).values()]
    return PastCounts(ends.count({True}), ends.count({True, False}), ends.count({False}))


def is_past_year(fiscal_year: FiscalYear, *, asker: Asker) -> bool:
    """Tell whether a year is on record from a result report, so that no measure is added to it."""
    statement = (
        select(PastResult.id)
        .join(Measure, Measure.id == PastResult.measure_id)
        .where(PastResult.government_id == asker.government_id, Measure.fiscal_year == fiscal_year)
        .limit(1)
    )
    return db.session.scalar(statement) is not None


def is_on_record(measure_id: int, *, asker: Asker) -> bool:
    """Tell whether a measure belongs to a past year on record, so that it may no longer change."""
    statement = select(PastResult.id).where(
        PastResult.government_id == asker.government_id, PastResult.measure_id == measure_id
    )
    return db.session.scalar(statement.limit(1)) is not None


def past_year_from(document_id: int, *, asker: Asker) -> FiscalYear | None:
    """Return the past year that was recorded from a result report, if one was."""
    return db.session.scalar(
        select(Measure.fiscal_year)
        .join(PastResult, PastResult.measure_id == Measure.id)
        .where(Measure.government_id == asker.government_id, Measure.document_id == document_id)
        .limit(1)
    )


def confirmed_rows(document_id: int, *, asker: Asker) -> list[tuple[ProposedMeasure, Review]]:
    """Return the rows of a result report that a person confirmed, in its order."""
    rows = db.session.execute(
        select(ProposedMeasure, Review)
        .join(Review, Review.proposed_measure_id == ProposedMeasure.id)
        .where(
            Review.government_id == asker.government_id,
            ProposedMeasure.document_id == document_id,
            Review.verdict == Verdict.APPROVED,
        )
        .order_by(ProposedMeasure.seq)
    )
    return [(proposal, review) for proposal, review in rows]
