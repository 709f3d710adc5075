"""The overall scores of years before: what a document's history states, beside what is on record already."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sqlalchemy import delete

from tracker import ita
from tracker.database import db
from tracker.documents.models import Document
from tracker.documents.reading import Reading
from tracker.measures import queries
from tracker.measures.models import Assessment
from tracker.people import audit
from tracker.people.viewer import Asker, Viewer

_HIGHEST = Decimal(100)


@dataclass(frozen=True)
class PastScore:
    """The overall score of a year before, as a document states it, and what is recorded of that year."""

    year: int
    score: Decimal
    is_recorded: bool
    recorded: Decimal | None = None

    @property
    def agrees(self) -> bool:
        """Tell whether what is recorded is what the document says."""
        return self.is_recorded and self.recorded == self.score

    @property
    def contradicts(self) -> bool:
        """Tell whether another score is recorded, which stays: a person looks which is right."""
        return self.recorded is not None and self.recorded != self.score


def past_scores(document: Document, *, asker: Asker, overall_of: int | None = None) -> list[PastScore]:
    """Return the scores of years before that a document states, oldest first; what is no score is left out.

    A result report states a score without saying of which year; `overall_of` is the year a person chose for it.
    """
    stated = _stated(document, overall_of)
    if not stated:
        return []
    known = {one.ita_year: one.overall for one in queries.assessments(asker)}
    return [PastScore(year, score, year in known, known.get(year)) for year, score in sorted(stated.items())]


def record_past_scores(document: Document, *, by: Asker, at: datetime, overall_of: int | None = None) -> list[int]:
    """Record the overall scores of years before, only where none is recorded; return of which years.

    The level stays empty: from the overall score alone it does not follow.
    """
    new = [one for one in past_scores(document, asker=by, overall_of=overall_of) if not one.is_recorded]
    for one in new:
        db.session.add(
            Assessment(
                government_id=by.government_id,
                ita_year=one.year,
                overall=one.score,
                document_id=document.id,
                accepted_by_id=by.person_id if isinstance(by, Viewer) else None,
                accepted_at=at,
            )
        )
    if new:
        years = ", ".join(str(one.year) for one in new)
        audit.record("past_scores_recorded", years, by=by, at=at, details={"document": document.id})
    return [one.year for one in new]


def forget_past_scores(document: Document, *, by: Asker) -> None:
    """Take back the scores a result report brought; those of other documents stay."""
    db.session.execute(
        delete(Assessment).where(Assessment.government_id == by.government_id, Assessment.document_id == document.id)
    )


def _stated(document: Document, overall_of: int | None) -> Mapping[int, Decimal]:
    if not document.reading:
        return {}
    reading = Reading.from_json(document.reading)
    stated = {
        year: score
        for year, score in reading.history.items()
        if document.assessed_year is None or year < document.assessed_year
    }
    if overall_of is not None and reading.overall_score is not None:
        stated[overall_of] = reading.overall_score
    return {year: ita.rounded(score) for year, score in stated.items() if 0 <= score <= _HIGHEST}
