"""Who is on leave or away, and who hears in their place."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import aliased

from tracker.database import db
from tracker.errors import NotFound
from tracker.people.models import Absence, Person
from tracker.people.viewer import Asker


@dataclass(frozen=True)
class AbsenceRow:
    """Days somebody is away, as lists show them."""

    id: int
    person_id: int
    person_name: str
    deputy_name: str | None
    starts_on: date
    ends_on: date
    note: str

    def is_now(self, today: date) -> bool:
        """Tell whether the person is away today."""
        return self.starts_on <= today <= self.ends_on


def away(asker: Asker, *, on: date) -> dict[int, int | None]:
    """Return who is away on a day, each with the deputy named, if any; the absence entered last counts."""
    rows = db.session.execute(
        select(Absence.person_id, Absence.deputy_id)
        .where(
            Absence.government_id == asker.government_id,
            Absence.cancelled_at.is_(None),
            Absence.starts_on <= on,
            Absence.ends_on >= on,
        )
        .order_by(Absence.id)
    )
    return {row.person_id: row.deputy_id for row in rows}


def absences(asker: Asker, *, today: date, person_id: int | None = None) -> list[AbsenceRow]:
    """Return the absences that are not over, of one person or of the whole office, the nearest first."""
    deputy = aliased(Person)
    wanted = [Absence.government_id == asker.government_id, Absence.cancelled_at.is_(None), Absence.ends_on >= today]
    if person_id is not None:
        wanted.append(Absence.person_id == person_id)
    rows = db.session.execute(
        select(
            Absence.id,
            Absence.person_id,
            Person.name,
            deputy.name,
            Absence.starts_on,
            Absence.ends_on,
            Absence.note,
        )
        .join(Person, Person.id == Absence.person_id)
        .outerjoin(deputy, deputy.id == Absence.deputy_id)
        .where(*wanted)
        .order_by(Absence.starts_on, Absence.id)
    )
    return [AbsenceRow(*row) for row in rows]


def absence(absence_id: int, *, asker: Asker) -> Absence:
    """Return one absence of the asker's office that was not cancelled."""
    found = db.session.scalar(
        select(Absence).where(
            Absence.id == absence_id,
            Absence.government_id == asker.government_id,
            Absence.cancelled_at.is_(None),
        )
    )
    if found is None:
        raise NotFound("ไม่พบวันลานี้ อาจถูกยกเลิกไปแล้ว")
    return found
