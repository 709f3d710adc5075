import time
import uuid

import pytest
import urllib3.exceptions
from linebot.v3.messaging import ApiException, MessagingApi
from pydantic.v1 import ValidationError

from tests.simulator.cards import push, words
from tests.simulator.running import SimulatorControl, user_id

Outcome = type[BaseException] | int


def try_to_push(api: MessagingApi, to: str, key: str | None = None, *, patience: float = 20) -> Outcome:
    """Return the status, or the kind of what the SDK raised."""
    try:
        return api.push_message_with_http_info(push(to, words()), key, _request_timeout=patience).status_code
    except ApiException as problem:
        return int(problem.status)
    except (urllib3.exceptions.HTTPError, UnicodeDecodeError, ValidationError) as problem:
        return type(problem)


@pytest.mark.parametrize(
    ("kind", "seen"),
    [
        ("500", 500),
        ("503", 503),
        ("429", 429),
        ("429-monthly", 429),
        ("400", 400),
        ("401", 401),
        ("403", 403),
        ("404", 404),
        ("502-html", UnicodeDecodeError),
        ("garbage200", ValidationError),
        ("truncate", urllib3.exceptions.ProtocolError),
        ("reset", urllib3.exceptions.ProtocolError),
        ("drop", urllib3.exceptions.ProtocolError),
    ],
)
@pytest.mark.parametrize("is_accepted", [True, False])
def test_a_fault_is_seen_once_and_says_nothing_of_what_arrived(
    simulator: SimulatorControl, api: MessagingApi, kind: str, seen: object, *, is_accepted: bool
):
    person, key = simulator.person(user_id(1)), str(uuid.uuid4())
    simulator.fault(kind, accept=is_accepted)
    assert try_to_push(api, person, key) == seen
    assert len(simulator.messages_to(person)) == int(is_accepted)
    assert try_to_push(api, person, key) == (409 if is_accepted else 200)
    assert len(simulator.messages_to(person)) == 1


def test_a_connection_reset_is_a_reset_and_a_drop_is_a_silence(
    simulator: SimulatorControl, api: MessagingApi, person: str
):
    reasons = []
    for kind in ("reset", "drop"):
        simulator.fault(kind)
        with pytest.raises(urllib3.exceptions.ProtocolError) as caught:
            api.push_message(push(person, words()))
        reasons.append(type(caught.value.args[1]).__name__)
    assert reasons == ["ConnectionResetError", "RemoteDisconnected"]


def test_a_timeout_holds_the_answer_and_can_have_taken_the_message(
    simulator: SimulatorControl, api: MessagingApi, person: str
):
    simulator.fault("timeout", accept=True, delay=20)
    assert try_to_push(api, person, patience=2) is urllib3.exceptions.ReadTimeoutError
    assert len(simulator.messages_to(person)) == 1


def test_a_slow_answer_is_a_right_answer(simulator: SimulatorControl, api: MessagingApi, person: str):
    simulator.fault("slow", delay=0.2)
    started = time.monotonic()
    assert try_to_push(api, person) == 200
    assert time.monotonic() - started >= 0.2


def test_a_slow_refusal_stays_a_refusal(simulator: SimulatorControl, api: MessagingApi):
    simulator.fault("slow", delay=0.1)
    assert try_to_push(api, user_id(99)) == 400


def test_a_rate_limit_can_say_when_to_come_back(simulator: SimulatorControl, api: MessagingApi, person: str):
    simulator.fault("429", retry_after=3)
    with pytest.raises(ApiException) as caught:
        api.push_message(push(person, words()))
    assert caught.value.headers["Retry-After"] == "3"


def test_a_fault_waits_its_turn_and_counts(simulator: SimulatorControl, api: MessagingApi, person: str):
    simulator.fault("503", skip=1, count=2)
    assert [try_to_push(api, person) for _ in range(4)] == [200, 503, 503, 200]


def test_a_fault_for_one_operation_and_one_person_spares_the_others(
    simulator: SimulatorControl, api: MessagingApi, person: str
):
    other = simulator.person(user_id(2))
    simulator.fault("500", op="pushMessage", to=other, count=-1)
    assert api.get_message_quota().value == 300
    assert [try_to_push(api, each) for each in (person, other, other)] == [200, 500, 500]
    simulator.no_faults()
    assert try_to_push(api, other) == 200


def test_a_fault_with_no_chance_never_happens(simulator: SimulatorControl, api: MessagingApi, person: str):
    simulator.fault("500", prob=0, count=-1)
    assert {try_to_push(api, person) for _ in range(5)} == {200}


def test_an_unknown_fault_is_refused(simulator: SimulatorControl):
    with pytest.raises(AssertionError, match="A fault's kind is one of"):
        simulator.fault("earthquake")


def test_the_record_tells_faults_and_what_was_accepted(simulator: SimulatorControl, api: MessagingApi, person: str):
    simulator.fault("reset", accept=True)
    try_to_push(api, person)
    seen = simulator.requests("pushMessage")[0]
    assert (seen["status"], seen["fault"], seen["accepted"]) == ("reset", "reset", True)


def test_more_requests_than_the_rate_allows_are_refused_and_later_taken(
    simulator: SimulatorControl, api: MessagingApi, person: str
):
    simulator.rate("pushMessage", per_second=5, burst=2)
    for _ in range(2):
        api.push_message(push(person, words()))
    with pytest.raises(ApiException) as refused:
        api.push_message(push(person, words()))
    assert refused.value.status == 429
    assert "rate limit" in refused.value.body
    simulator.advance(1)
    api.push_message(push(person, words()))
    assert len(simulator.messages_to(person)) == 3
