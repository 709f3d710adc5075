"""The scores of assessed years, as people accepted them."""

from sqlalchemy import select

from tracker.database import db
from tracker.measures.models import Assessment
from tracker.people.viewer import Asker


def assessment(asker: Asker, ita_year: int) -> Assessment | None:
    """Return the accepted scores of one assessed year."""
    return db.session.scalar(
        select(Assessment).where(Assessment.government_id == asker.government_id, Assessment.ita_year == ita_year)
    )


def assessments(asker: Asker) -> list[Assessment]:
    """Return the accepted scores of every assessed year, newest first."""
    return list(
        db.session.scalars(
            select(Assessment)
            .where(Assessment.government_id == asker.government_id)
            .order_by(Assessment.ita_year.desc())
        )
    )
