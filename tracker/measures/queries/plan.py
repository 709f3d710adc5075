"""The plan of a year as a whole: every measure with its owners and steps, and what closes it to changes."""

from sqlalchemy import Boolean, Integer, and_, column, select, table
from sqlalchemy.orm import selectinload

from tracker.database import db
from tracker.fiscal_year import FiscalYear
from tracker.measures.models import Measure
from tracker.people.viewer import Asker

# Whether a person closed the year is known to a later room: the database is asked for that one fact.
_YEARS = table("year_plans", column("government_id", Integer), column("fiscal_year", Integer), column("closed_at"))


def plan(fiscal_year: FiscalYear, *, asker: Asker) -> list[Measure]:
    """Return the measures of a year in their order, cancelled ones too, with steps and owners; three queries."""
    return list(
        db.session.scalars(
            select(Measure)
            .where(Measure.government_id == asker.government_id, Measure.fiscal_year == fiscal_year)
            .options(selectinload(Measure.steps), selectinload(Measure.owners))
            .order_by(Measure.number)
        )
    )


def is_closed(fiscal_year: FiscalYear, *, asker: Asker) -> bool:
    """Tell whether a person closed the year, so that nothing in it changes any more."""
    statement = select(_YEARS.c.closed_at.is_not(None).cast(Boolean)).where(
        and_(
            _YEARS.c.government_id == asker.government_id,
            _YEARS.c.fiscal_year == fiscal_year.buddhist_year,
        )
    )
    return bool(db.session.scalar(statement))
