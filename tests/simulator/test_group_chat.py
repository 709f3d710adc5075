"""A group chat in the browser: listed beside the phones, read, and written in as one of its members."""

import urllib.error
import urllib.parse
import urllib.request

from tests.simulator.running import BASIC_ID, SimulatorControl, group_id, user_id


def test_a_group_is_listed_read_and_written_in(simulator: SimulatorControl) -> None:
    member = simulator.person(user_id(1), "นางพร จำลอง")
    group = simulator.group(group_id(7), name="กองคลัง", members=[member])
    assert "กองคลัง (1)" in _page(simulator, "/")
    _write(simulator, group, member, "สวัสดีทุกคน")
    shown = _page(simulator, f"/groups/{group}")
    assert "สวัสดีทุกคน" in shown
    assert "นางพร จำลอง" in shown


def test_who_is_not_in_a_group_does_not_write_there(simulator: SimulatorControl) -> None:
    member, stranger = simulator.person(user_id(1)), simulator.person(user_id(2))
    group = simulator.group(group_id(7), members=[member])
    _write(simulator, group, stranger, "ขอเข้ากลุ่ม", expected=409)
    assert "ขอเข้ากลุ่ม" not in _page(simulator, f"/groups/{group}")


def test_a_group_nobody_registered_has_no_page(simulator: SimulatorControl) -> None:
    _page(simulator, f"/groups/{group_id(9)}", expected=404)


def _page(simulator: SimulatorControl, path: str, *, data: bytes | None = None, expected: int = 200) -> str:
    status, text = _asked(simulator.host + path, data)
    assert status == expected
    return text


def _asked(address: str, data: bytes | None) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(address, data, timeout=10) as answer:  # noqa: S310 - Our own address.
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code, refused.read().decode()


def _write(simulator: SimulatorControl, group: str, member: str, text: str, *, expected: int = 200) -> None:
    channel = urllib.parse.quote(BASIC_ID)
    given = urllib.parse.urlencode({"member": member, "text": text}).encode()
    _page(simulator, f"/groups/{group}/say?channel={channel}", data=given, expected=expected)
