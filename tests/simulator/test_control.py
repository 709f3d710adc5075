import threading
from contextlib import suppress
from datetime import datetime
from pathlib import Path

import pytest
from linebot.v3.messaging import MessagingApi

from tests.simulator.cards import push, words
from tests.simulator.conftest import client_of
from tests.simulator.running import BASIC_ID, SimulatorControl, user_id
from tracker.clock import BANGKOK
from tracker.simulator import create_simulator
from tracker.simulator.store import Store, instant


def test_a_reset_forgets_the_record_and_keeps_people(simulator: SimulatorControl, api: MessagingApi, person: str):
    simulator.fault("500", count=-1)
    simulator.no_faults()
    api.push_message(push(person, words()))
    simulator.fault("500", count=-1)
    simulator.reset()
    assert (simulator.deliveries(), simulator.requests(), simulator.used()) == ([], [], 0)
    api.push_message(push(person, words()))
    assert len(simulator.messages_to(person)) == 1


def test_a_reset_of_everything_forgets_channels_and_people(simulator: SimulatorControl, person: str):
    simulator.reset(everything=True)
    assert simulator.ask("users") == []
    assert simulator.ask("channels") == []


def test_many_people_are_registered_at_once(simulator: SimulatorControl):
    simulator.users([{"user_id": user_id(number), "display_name": f"คนที่ {number}"} for number in range(3)])
    keyed = simulator.ask("users", {user_id(2): {"state": "blocked"}})
    assert [each["states"][BASIC_ID] for each in keyed] == ["friend", "friend", "blocked"]
    assert keyed[2]["display_name"] == "คนที่ 2"


def test_a_user_id_of_the_wrong_form_is_refused(simulator: SimulatorControl):
    with pytest.raises(AssertionError, match="32 hexadecimal digits"):
        simulator.person("U123")


def test_the_clock_is_set_and_moved(simulator: SimulatorControl):
    at = datetime(2026, 3, 31, 9, tzinfo=BANGKOK)
    simulator.set_clock(at)
    simulator.advance(3600)
    now = datetime.fromisoformat(simulator.ask("clock")["clock"])
    assert 3600 <= (now - at).total_seconds() < 3660


def test_a_demo_tells_how_far_its_time_is_from_the_machines(simulator: SimulatorControl):
    here, ahead = (
        datetime.fromisoformat(simulator.ask("clock", {"ahead": seconds})["clock"]) for seconds in (0, -3600)
    )
    assert 3590 < (here - ahead).total_seconds() <= 3600


def test_a_channel_is_changed_by_its_basic_id(simulator: SimulatorControl, person: str):
    simulator.channel(access_token="renewed", quota=35_000)
    assert MessagingApi(client_of(simulator, "renewed")).get_message_quota().value == 35_000
    assert len(simulator.ask("channels")) == 1


def test_what_is_remembered_survives_a_restart(tmp_path: Path):
    store = create_simulator(tmp_path / "line.db").extensions["simulator"]
    with store.writing() as connection:
        connection.execute("INSERT INTO people VALUES ('U1', 'ก', '')")
    with Store(tmp_path / "line.db").reading() as connection:
        assert connection.execute("SELECT count(*) FROM people").fetchone()[0] == 1


def test_a_block_that_raises_keeps_nothing(tmp_path: Path):
    store = Store(tmp_path / "line.db")
    with suppress(ZeroDivisionError), store.writing() as connection:
        connection.execute("INSERT INTO people VALUES ('U1', 'ก', '')")
        raise ZeroDivisionError
    with store.reading() as connection:
        assert connection.execute("SELECT count(*) FROM people").fetchone()[0] == 0
        assert instant(connection).tzinfo is not None


def test_twenty_threads_push_at_once_and_each_message_arrives_once(simulator: SimulatorControl, person: str):
    failures: list[BaseException] = []

    def push_ten(number: int) -> None:
        api = MessagingApi(client_of(simulator))
        try:
            for position in range(10):
                api.push_message(push(person, words(f"{number}-{position}")), _request_timeout=(5, 30))
        except Exception as problem:
            failures.append(problem)

    threads = [threading.Thread(target=push_ten, args=(number,)) for number in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    texts = [message["text"] for message in simulator.messages_to(person)]
    assert failures == []
    assert len(texts) == len(set(texts)) == 200
    assert len({each for delivery in simulator.deliveries() for each in delivery["message_ids"]}) == 200


def test_others_than_this_machine_see_only_the_api(tmp_path: Path):
    client = create_simulator(tmp_path / "line.db").test_client()
    elsewhere = {"REMOTE_ADDR": "192.0.2.7"}
    assert client.get("/", environ_base=elsewhere).status_code == 403
    assert client.get("/__admin/users", environ_base=elsewhere).status_code == 403
    assert client.get("/v2/bot/info", environ_base=elsewhere).status_code == 401
