"""The demo office on its first morning: there is something of everything to look at."""

from collections import Counter
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from tests.simulator.running import running_simulator
from tracker.database import db
from tracker.demo import simulator_people
from tracker.demo.loading import STARTS_AT, YEAR, Size, load_office
from tracker.people import queries as people
from tracker.people.queries import absences
from tracker.people.viewer import System, Viewer
from tracker.reminders import queries as reminders
from tracker.reminders.models import Carrier, OutgoingMessage, Purpose
from tracker.tasks import queries as tasks
from tracker.tasks import service
from tracker.tasks.models import Commitment, ExtensionRequest, ExtensionState, TaskState

TODAY = STARTS_AT.date()


@pytest.fixture
def office(app: Flask) -> System:
    """The demo office as it is loaded; whatever it is called, it has the same story."""
    load_office(Size("story", is_linked=True))
    return System(people.government_called("story").id)


def test_the_demo_office_shows_what_people_ask_of_each_other(office: System) -> None:
    [waiting] = tasks.waiting_extensions(office)
    assert (waiting.asked_by, waiting.unit_name) == ("นางสาวพัสดุ สมมติ", "งานพัสดุและทรัพย์สิน")
    assert service.may_decide(waiting, waiting.unit_id, _signed_in("finance"))
    [granted] = db.session.scalars(select(ExtensionRequest).where(ExtensionRequest.state == ExtensionState.GRANTED))
    assert granted.decided_by_id == _signed_in("palad").person_id
    [promised] = db.session.scalars(select(Commitment))
    assert promised.promised_on > TODAY
    assert TaskState.SUBMITTED in {row.state for row in tasks.tasks_of_year(YEAR, asker=office)}


def test_the_demo_office_shows_who_is_away_who_wants_less_and_which_group_is_linked(office: System) -> None:
    assert absences.away(office, on=TODAY) == {_signed_in("education").person_id: _signed_in("welfare").person_id}
    assert reminders.weekly_listeners(office) == {_signed_in("audit").person_id}
    [group] = reminders.groups.linked_groups(office, unit_ids=None)
    assert (group.unit_name, group.members) == ("กองคลัง", 3)


def test_the_demo_office_has_messages_in_the_web_inbox(office: System) -> None:
    found = db.session.scalars(select(OutgoingMessage).where(OutgoingMessage.person_id.is_not(None))).all()
    kinds = Counter((message.carrier, message.purpose) for message in found)
    assert kinds[Carrier.WEB, Purpose.NOTICE] >= 1
    assert kinds[Carrier.WEB, Purpose.DIGEST] == 1, "Who is not linked reads on the web."
    assert kinds[Carrier.LINE, Purpose.DIGEST] >= 8


def test_every_demo_person_has_a_phone_and_the_linked_group_is_on_it(app: Flask, tmp_path: Path) -> None:
    load_office(Size("demo", is_linked=True))
    with running_simulator(tmp_path) as simulator:
        simulator_people.register(app, simulator=simulator.host, application="http://127.0.0.1:9")
        assert len(simulator.ask("users", method="GET")) == 14
        [group] = simulator.ask("groups", method="GET")
        assert (group["name"], group["count"], group["joined"]) == ("กองคลัง อบต.ตัวอย่างพัฒนา", 3, True)


def _signed_in(username: str) -> Viewer:
    person = people.person_called(f"{username}.story")
    viewer = None if person is None else people.viewer_of(person.id, on=TODAY)
    assert viewer is not None
    return viewer
