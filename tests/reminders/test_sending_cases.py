"""Cases of sending that concern the whole outbox: planned twice, a minute of silence, faults in half of 500."""

import ast
import json
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from tests.builders import a_task, the_system, the_unit
from tests.conftest import Clock
from tests.reminders.delivering import a_message, deliver, somebody_with_work, the_envelope
from tests.reminders.office import BASE_URL, envelopes, plan
from tests.simulator.judging import violations
from tests.simulator.running import ACCESS_TOKEN, SimulatorControl, running_simulator, user_id
from tracker import clock as tracker_clock
from tracker.database import db
from tracker.messaging import contents, line, tokens
from tracker.messaging.line import LineMessenger
from tracker.messaging.messenger import MessageRefused, MessengerBusy
from tracker.messaging.verdicts import CONNECT_SECONDS, READ_SECONDS
from tracker.reminders.delivery import Sending, deliver_waiting
from tracker.reminders.models import MessageState, OutgoingMessage, Reminder

SNAPSHOTS = sorted(Path(__file__).with_name("snapshots").glob("*.json"))
LOST = ("500", "503", "502-html", "garbage200", "truncate", "reset", "drop")


def test_an_answer_that_never_came_is_asked_for_again_with_the_same_key(line: SimulatorControl, clock: Clock) -> None:
    """LINE case 4."""
    line.fault("timeout", delay=20, accept=True, op="pushMessage")
    impatient = Sending(the_system(), LineMessenger(ACCESS_TOKEN, host=line.host, total_seconds=2), BASE_URL)
    assert deliver(line, impatient) == {"waiting": 1}
    assert the_envelope().is_maybe_accepted
    clock.set("2026-03-31 09:30")
    assert deliver(line) == {"accepted": 1}
    assert [seen["status"] for seen in line.requests("pushMessage")] == ["timeout", 409]
    assert len(line.deliveries(user_id(1))) == 1


def test_the_scheduler_started_twice_plans_every_message_once(line: SimulatorControl) -> None:
    """LINE case 12."""
    a_task(unit=the_unit("สำนักปลัด"), due_on=tracker_clock.today())
    plan()
    before = (len(envelopes()), db.session.scalar(select(func.count()).select_from(Reminder)))
    plan()
    plan()
    assert (len(envelopes()), db.session.scalar(select(func.count()).select_from(Reminder))) == before
    deliver(line)
    assert len(line.deliveries(user_id(1))) == 1


def test_a_silent_line_holds_nobody_for_long(tmp_path: Path) -> None:
    """LINE case 22: sixty seconds of silence, a worker free within fifteen."""
    with running_simulator(tmp_path) as simulator:
        simulator.person(user_id(1))
        silence = 60
        simulator.fault("timeout", delay=silence)
        began = time.monotonic()
        with pytest.raises(MessengerBusy) as busy:
            LineMessenger(ACCESS_TOKEN, host=simulator.host).push(user_id(1), [{"type": "text", "text": "ก"}], "a" * 36)
        assert time.monotonic() - began < silence, "it waited until LINE spoke"
        assert CONNECT_SECONDS + READ_SECONDS <= 15
        assert busy.value.maybe_accepted


def test_every_call_to_line_has_a_timeout() -> None:
    """LINE case 22: the SDK has none of its own."""
    without = [
        f"{Path(module.__file__ or '').name}:{call.lineno}"
        for module in (line, contents, tokens)
        for call in _calls_of_the_sdk(Path(module.__file__ or ""))
        if not any(keyword.arg == "_request_timeout" for keyword in call.keywords)
    ]
    assert without == []


def _calls_of_the_sdk(path: Path) -> Iterator[ast.Call]:
    """Yield every call of a method of the SDK: those of `self._api`, `self._pictures` and `issuer`."""
    found = 0
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and ast.unparse(node.func).startswith(
            ("self._api.", "self._pictures.", "issuer.")
        ):
            found += 1
            yield node
    assert found or path.name == "contents.py", f"{path.name} does not speak with LINE any more"


def test_five_hundred_messages_through_every_fault_arrive_once(empty_line: SimulatorControl, clock: Clock) -> None:
    """LINE case 23."""
    empty_line.quota(None)
    people = [somebody_with_work(empty_line, number) for number in range(1, 11)]
    for sequence in range(2, 52):
        for person in people:
            text = [{"type": "text", "text": f"ข้อความที่ {sequence} ถึง {person.username}"}]
            a_message(person, sequence=sequence, body=text)
    for kind in LOST:
        for accept in (True, False):
            empty_line.fault(kind, prob=0.035, count=-1, op="pushMessage", accept=accept)
    empty_line.fault("429", prob=0.02, count=-1, op="pushMessage")
    _deliver_until_done(empty_line, clock)
    record = empty_line.requests("pushMessage")
    assert sum(seen["fault"] is not None for seen in record) > 100
    assert violations(record) == []
    assert Counter(seen["retry_key"] for seen in empty_line.deliveries()) == {
        str(key): 1 for key in db.session.scalars(select(OutgoingMessage.id))
    }


def _deliver_until_done(line: SimulatorControl, clock: Clock) -> None:
    """Deliver again and again while the day goes on; the last hour is free of faults."""
    for minute in range(9 * 60, 16 * 60, 2):
        if minute == 15 * 60:
            line.no_faults()
        clock.set(f"2026-03-31 {minute // 60:02d}:{minute % 60:02d}")
        deliver(line)
        db.session.rollback()
        states = set(db.session.scalars(select(OutgoingMessage.state)))
        if states == {MessageState.ACCEPTED}:
            return
    raise AssertionError(f"it does not end: {states}")


def test_five_hundred_and_one_people_are_so_many_rows_with_so_many_keys(empty_line: SimulatorControl) -> None:
    """LINE case 28: nothing is sent by multicast here; each person's message is a row and a key of its own.

    What LINE says to a multicast of 501 is among the simulator's stories ("a multicast to 501").
    """
    empty_line.quota(None)
    person = somebody_with_work(empty_line, 1)
    for sequence in range(2, 503):
        a_message(person, sequence=sequence)
    db.session.rollback()
    sending = Sending(the_system(), LineMessenger(ACCESS_TOKEN, host=empty_line.host), BASE_URL)
    ended = deliver_waiting(sending, now=tracker_clock.now, most=600)
    assert ended[MessageState.ACCEPTED] == 501
    assert len({seen["retry_key"] for seen in empty_line.requests("pushMessage")}) == 501
    assert empty_line.requests("multicast") == []


@pytest.fixture(scope="module")
def strict_line(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LineMessenger]:
    """A messenger that has messages checked by a LINE that takes nothing unknown."""
    with running_simulator(tmp_path_factory.mktemp("line")) as simulator:
        yield LineMessenger(ACCESS_TOKEN, host=simulator.host)


@pytest.mark.parametrize("snapshot", SNAPSHOTS, ids=lambda path: path.stem)
def test_every_message_is_fine_in_every_field(strict_line: LineMessenger, snapshot: Path) -> None:
    """LINE case 32."""
    messages = json.loads(snapshot.read_text(encoding="utf-8"))
    strict_line.validate(messages)
    assert list(_hints(messages)) == []


def test_one_unknown_word_in_any_message_is_found(strict_line: LineMessenger) -> None:
    """LINE case 37: whatever the suite sends is checked so; nothing LINE does not know would pass it."""
    for snapshot in SNAPSHOTS:
        messages = json.loads(snapshot.read_text(encoding="utf-8"))
        messages[0]["colour"] = "red"
        with pytest.raises(MessageRefused):
            strict_line._ask(lambda body=messages: _posted(strict_line, body))


def _posted(messenger: LineMessenger, messages: list[dict[str, Any]]) -> object:
    """Post messages as they are: the SDK's own models would drop what they do not know."""
    return messenger._api.api_client.call_api(
        "/v2/bot/message/validate/push",
        "POST",
        header_params={"Content-Type": "application/json"},
        body={"messages": messages},
        auth_settings=["Bearer"],
        response_types_map={"400": "ErrorResponse"},
        _request_timeout=5,
    )


def _hints(messages: list[dict[str, Any]]) -> Iterator[str]:
    """Tell what LINE would take and a reader would miss."""
    for position, message in enumerate(messages):
        if "quickReply" in message and position != len(messages) - 1:
            yield f"messages[{position}].quickReply: only those of the last message are shown"
        if message["type"] == "flex":
            if len(message["altText"].strip()) < 10:
                yield f"messages[{position}].altText: it is all a notification says"
            if len(json.dumps(message["contents"])) > 50 * 1024:
                yield f"messages[{position}].contents: too large as it is sent, each Thai letter six bytes"
