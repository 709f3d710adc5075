"""One phone in a real browser, as wide as a small phone."""

from collections.abc import Iterator

import pytest
from linebot.v3.messaging import MessagingApi
from playwright.sync_api import Browser, expect

from tests.chromium import chromium as a_chromium
from tests.simulator.cards import push, reminder_card, words
from tests.simulator.conftest import client_of
from tests.simulator.listening import Listener
from tests.simulator.running import SimulatorControl

SMALL_PHONE = {"width": 360, "height": 740}


@pytest.fixture
def chromium() -> Iterator[Browser]:
    with a_chromium() as browser:
        yield browser


@pytest.mark.browser
def test_a_button_pressed_on_a_small_phone_arrives_signed(
    simulator: SimulatorControl, listener: Listener, chromium: Browser, person: str
):
    api = MessagingApi(client_of(simulator))
    api.push_message(push(person, words("สวัสดี"), reminder_card()))
    phone = chromium.new_page(viewport=SMALL_PHONE)  # type: ignore[arg-type]
    complaints: list[str] = []
    phone.on("console", lambda message: complaints.append(message.text))
    phone.goto(simulator.phone(person))
    assert phone.evaluate("document.documentElement.scrollWidth") == SMALL_PHONE["width"]
    button = phone.get_by_role("button", name="เสร็จแล้ว")
    assert button.evaluate("it => getComputedStyle(it).backgroundColor") == "rgb(27, 94, 32)"
    expect(button).to_be_in_viewport()
    button.click()
    event = listener.next_event()
    assert (event["type"], event["postback"]["data"], listener.refused) == ("postback", "a=done&t=1", 0)
    expect(phone.locator(".is-own .balloon")).to_have_text("แจ้งว่าทำเสร็จแล้ว")
    api.push_message(push(person, words("บันทึกแล้ว")))
    expect(phone.locator(".is-received .balloon").last).to_have_text("บันทึกแล้ว")
    assert complaints == []
