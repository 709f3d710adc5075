"""An office whose people have phones: what tests of reminders and LINE begin with."""

from collections.abc import Collection
from datetime import UTC, date, datetime

from sqlalchemy import select

from tests.builders import a_government, a_person, the_system, the_unit
from tests.simulator.running import ACCESS_TOKEN, BASIC_ID, SECRET, user_id
from tracker import clock
from tracker.database import db, transaction
from tracker.people import linking
from tracker.people.models import LocalGovernment, Person, Unit
from tracker.people.roles import Role
from tracker.reminders import channel, service
from tracker.reminders.models import Carrier, OutgoingMessage, Reminder
from tracker.secrets import SecretBox

BASE_URL = "http://ita.example"
BOX = SecretBox("a key that only tests know about")


def a_head(unit: Unit | None = None, number: int = 1, government: LocalGovernment | None = None) -> Person:
    """A head of สำนักปลัด, unless told otherwise, whose LINE account is linked."""
    government = government or a_government()
    person = a_person(Role.UNIT_HEAD, unit=unit or the_unit("สำนักปลัด", government=government), government=government)
    link(person, number)
    return person


def link(person: Person, number: int) -> str:
    """Link the n-th phone to a person."""
    government = db.session.get_one(LocalGovernment, person.government_id)
    with transaction():
        linking.link(person, user_id(number), by=the_system(government), at=clock.now())
    return user_id(number)


def a_channel(government: LocalGovernment | None = None, **credentials: str) -> None:
    """The office's channel, as the simulator knows it."""
    known = {"channel_id": "1", "basic_id": BASIC_ID, "secret": SECRET, "access_token": ACCESS_TOKEN}
    with transaction():
        channel.store(channel.Credentials(**(known | credentials)), box=BOX, by=the_system(government), at=clock.now())


def plan(
    government: LocalGovernment | None = None, *, carriers: Collection[Carrier] = (Carrier.LINE, Carrier.WEB)
) -> service.Planned:
    """Plan as the scheduler does; without a mail server unless told otherwise."""
    with transaction():
        return service.plan_reminders(
            government or a_government(), today=clock.today(), at=clock.now(), carriers=carriers
        )


def envelopes() -> list[OutgoingMessage]:
    """Every message, oldest day first."""
    return list(db.session.scalars(select(OutgoingMessage).order_by(OutgoingMessage.day, OutgoingMessage.person_id)))


def kinds() -> list[str]:
    """The kinds of every reminder there is, in the order they were planned."""
    return [reminder.kind for reminder in db.session.scalars(select(Reminder).order_by(Reminder.id))]


def instant(day: date, hour: int) -> datetime:
    """A full hour of a day in Bangkok, in UTC."""
    return datetime(day.year, day.month, day.day, hour, tzinfo=clock.BANGKOK).astimezone(UTC)
