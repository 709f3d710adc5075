"""The channel of an office and its secrets."""

import pytest
from sqlalchemy import select

from tests.builders import a_government, a_person, the_system, viewer_of
from tests.conftest import Clock
from tests.reminders.office import BOX, a_channel
from tracker.database import db, transaction
from tracker.errors import NotNow, NotValid
from tracker.messaging.line import LineMessenger
from tracker.people.models import AuditEvent
from tracker.people.roles import Role
from tracker.reminders import channel, queries
from tracker.reminders.channel import Credentials, Messengers, webhook_secrets
from tracker.reminders.models import ChannelState, LineChannel
from tracker.secrets import SecretBox, SecretUnreadable

pytestmark = pytest.mark.usefixtures("app")


def test_secrets_are_not_readable_in_the_database_nor_in_the_log(clock: Clock) -> None:
    a_government()
    a_channel(secret="s3cret of LINE", access_token="t0ken of LINE")
    kept = queries.channel(the_system())
    assert kept is not None
    row = db.session.execute(select(LineChannel.__table__)).one()
    logged = [event.details for event in db.session.scalars(select(AuditEvent))]
    assert "s3cret" not in str(row) + str(logged)
    assert "t0ken" not in str(row) + str(logged)
    assert webhook_secrets(kept, box=BOX) == ("s3cret of LINE",)
    assert "s3cret" not in repr(Credentials(secret="s3cret"))
    with pytest.raises(SecretUnreadable):
        webhook_secrets(kept, box=SecretBox("another key"))


def test_a_channel_needs_both_its_secrets(clock: Clock) -> None:
    a_government()
    with pytest.raises(NotValid, match="Channel secret"):
        channel.store(Credentials(access_token="token"), box=BOX, by=the_system(), at=clock.now)


def test_what_is_left_empty_stays_as_it_was(clock: Clock) -> None:
    a_government()
    a_channel(secret="first", access_token="token")
    a_channel(secret="", access_token="newer", basic_id="sample")
    kept = queries.channel(the_system())
    assert kept is not None
    assert webhook_secrets(kept, box=BOX) == ("first",)
    assert BOX.open(kept.access_token_encrypted) == "newer"
    assert kept.basic_id == "@sample"


def test_new_secrets_let_a_stopped_channel_send_again(clock: Clock) -> None:
    administrator = viewer_of(a_person(Role.ADMINISTRATOR))
    a_channel()
    kept = queries.channel(the_system())
    assert kept is not None
    with transaction():
        kept.state, kept.held_reason = ChannelState.HELD, "401"
    with transaction():
        channel.store(Credentials(access_token="newer"), box=BOX, by=administrator, at=clock.now)
    assert (kept.state, kept.held_reason) == (ChannelState.ACTIVE, "")


def test_an_office_without_a_channel_has_nothing_to_resume(clock: Clock) -> None:
    a_government()
    with pytest.raises(NotNow):
        channel.resume(by=the_system(), at=clock.now)


def test_the_settings_decide_about_the_first_offices_channel(clock: Clock) -> None:
    a_government()
    other = a_government("other", "องค์การบริหารส่วนตำบลจำลองพัฒนา")
    a_channel(secret="entered", access_token="entered", basic_id="@sample")
    with transaction():
        assert channel.adopt("from settings", "token", box=BOX, at=clock.now)
    with transaction():
        assert not channel.adopt("from settings", "token", box=BOX, at=clock.now)
    kept = queries.channel(the_system())
    assert kept is not None
    assert webhook_secrets(kept, box=BOX) == ("from settings", "entered")
    assert kept.basic_id == "@sample"
    assert queries.channel(the_system(other)) is None


def test_a_messenger_is_made_once_and_anew_for_a_new_token(clock: Clock) -> None:
    a_government()
    made: list[str] = []

    def make(token: str) -> LineMessenger:
        made.append(token)
        return LineMessenger(token)

    messengers = Messengers(make, BOX)
    assert messengers.of(the_system()) is None
    a_channel(access_token="one")
    assert messengers.of(the_system()) is messengers.of(the_system())
    a_channel(access_token="two")
    messengers.of(the_system())
    assert made == ["one", "two"]
