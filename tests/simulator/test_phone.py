"""The pages as a reader without a script has them: parsed HTML, forms sent by hand."""

import re
import urllib.parse
import urllib.request
import uuid

import pytest
from bs4 import BeautifulSoup, Tag
from linebot.v3.messaging import MessagingApi, PushMessageRequest

from tests.simulator.cards import box, bubble, button, flex, postback, push, reminder_card, words
from tests.simulator.listening import Listener
from tests.simulator.running import BASIC_ID, OFFICE, SimulatorControl, user_id


def page(address: str) -> BeautifulSoup:
    with urllib.request.urlopen(address) as answer:  # noqa: S310
        return BeautifulSoup(answer.read(), "html.parser")


def send(address: str, **fields: str) -> BeautifulSoup:
    """Send a form and return the page it leads to."""
    return page_of(urllib.request.Request(address, urllib.parse.urlencode(fields).encode()))  # noqa: S310


def page_of(asked: urllib.request.Request) -> BeautifulSoup:
    with urllib.request.urlopen(asked) as answer:  # noqa: S310
        assert answer.status == 200
        return BeautifulSoup(answer.read(), "html.parser")


def press(simulator: SimulatorControl, shown: BeautifulSoup, label: str) -> BeautifulSoup:
    """Press the button with this label as a browser without a script does."""
    found = shown.find(lambda tag: tag.name in {"button", "a"} and tag.get_text(strip=True) == label)
    assert isinstance(found, Tag), f"There is no {label}"
    if found.name == "a":
        return page(urllib.parse.urljoin(simulator.host, str(found["href"])))
    form = shown.find("form", id=found["form"]) if found.get("form") else found.find_parent("form")
    assert isinstance(form, Tag)
    fields = {str(field["name"]): str(field["value"]) for field in form.find_all("input", type="hidden")}
    if found.get("name"):
        fields[str(found["name"])] = str(found["value"])
    return send(urllib.parse.urljoin(simulator.host, str(form["action"])), **fields)


def balloons(shown: BeautifulSoup, kind: str) -> list[str]:
    return [line.get_text() for line in shown.select(f".is-{kind} .balloon")]


def test_the_list_names_people_roles_and_what_waits(simulator: SimulatorControl, api: MessagingApi, person: str):
    api.push_message(push(person, words(), reminder_card()))
    contact = page(simulator.host).select_one(".contact")
    assert contact is not None
    said = contact.get_text(" ", strip=True)
    assert "นางสาวทดสอบ สมมติ หัวหน้าสำนักปลัด เตือน: งานครบกำหนดพรุ่งนี้" in said
    assert contact.select_one(".badge").get_text().startswith("2")


def test_opening_a_phone_counts_what_waits_as_read(simulator: SimulatorControl, api: MessagingApi, person: str):
    api.push_message(push(person, words("สวัสดี")))
    opened = press(simulator, page(simulator.host), page(simulator.host).select_one(".contact").get_text(strip=True))
    assert balloons(opened, "received") == ["สวัสดี"]
    assert page(simulator.host).select(".badge") == []


def test_looking_alone_changes_nothing(simulator: SimulatorControl, api: MessagingApi, person: str):
    api.push_message(push(person, words()))
    page(simulator.phone(person))
    assert len(page(simulator.host).select(".badge")) == 1


def test_the_lock_screen_shows_the_alternative_text(simulator: SimulatorControl, api: MessagingApi, person: str):
    api.push_message(push(person, reminder_card()))
    notice = page(f"{simulator.phone(person)}/lock").select_one(".notice")
    assert OFFICE in notice.get_text()
    assert "เตือน: งานครบกำหนดพรุ่งนี้" in notice.get_text()


def test_a_silent_message_is_no_notification(simulator: SimulatorControl, api: MessagingApi, person: str):
    quiet = {"to": person, "messages": [words()], "notificationDisabled": True}
    api.push_message(PushMessageRequest.from_dict(quiet))
    assert page(f"{simulator.phone(person)}/lock").select(".notice") == []


def test_a_card_is_drawn_with_its_blocks_words_and_buttons(simulator: SimulatorControl, api: MessagingApi, person: str):
    api.push_message(push(person, reminder_card()))
    card = page(simulator.phone(person)).select_one(".flex-bubble.size-mega")
    assert [block["class"][-1] for block in card.find_all(recursive=False)] == [
        "block-header",
        "block-body",
        "block-footer",
    ]
    assert card.select_one(".block-header").get_text(strip=True) == "ครบกำหนดพรุ่งนี้"
    assert [each.get_text() for each in card.select(".flex-button")] == ["เสร็จแล้ว", "ติดปัญหา", "เปิดรายละเอียด"]
    assert card.select_one("a.flex-button")["href"] == "https://example.go.th/t/1"
    assert card.select(".flex-separator")


def test_every_class_of_a_card_has_its_style_and_none_stands_in_the_page(
    simulator: SimulatorControl, api: MessagingApi, person: str
):
    api.push_message(push(person, reminder_card()))
    shown = page(simulator.phone(person))
    with urllib.request.urlopen(simulator.host + str(shown.select_one("#cards")["href"])) as answer:  # noqa: S310
        styles = answer.read().decode()
    title = shown.select_one(".block-body > .flex-text")["class"][-1]
    bar = shown.select_one(".block-body > .flex-box:not(.baseline) > .flex-box")["class"][-1]
    assert re.search(rf"\.{title}{{.*font-size:19px.*font-weight:700.*-webkit-line-clamp:3", styles)
    assert re.search(rf"\.{bar}{{.*background-color:#1B7F5C.*width:40%", styles)
    assert shown.select("[style], style, script:not([src]), [onclick]") == []


def test_a_carousel_shows_all_its_cards(simulator: SimulatorControl, api: MessagingApi, person: str):
    cards = {"type": "carousel", "contents": [bubble(words(f"งานที่ {number}")) for number in range(1, 4)]}
    api.push_message(push(person, flex(cards)))
    assert len(page(simulator.phone(person)).select(".is-carousel > .flex-bubble")) == 3


def test_a_box_that_does_something_can_be_pressed(
    simulator: SimulatorControl, api: MessagingApi, listener: Listener, person: str
):
    api.push_message(push(person, flex(bubble(box(words("เปิดงาน"), action=postback("เปิดงานนี้", "a=open"))))))
    cover = page(simulator.phone(person)).select_one("button.flex-cover")
    assert cover["aria-label"] == "เปิดงานนี้"
    simulator.press(person, "เปิดงานนี้")
    assert listener.next_event()["postback"]["data"] == "a=open"


def test_pressing_leads_back_to_the_chat_with_the_words_of_the_press(
    simulator: SimulatorControl, api: MessagingApi, listener: Listener, person: str
):
    api.push_message(push(person, reminder_card()))
    after = press(simulator, page(simulator.phone(person)), "เสร็จแล้ว")
    assert listener.next_event()["postback"]["data"] == "a=done&t=1"
    assert balloons(after, "own") == ["แจ้งว่าทำเสร็จแล้ว"]


def test_a_press_without_words_leaves_a_note(
    simulator: SimulatorControl, api: MessagingApi, listener: Listener, person: str
):
    api.push_message(push(person, reminder_card()))
    after = press(simulator, page(simulator.phone(person)), "ติดปัญหา")
    assert balloons(after, "own") == []
    assert after.select_one(".note").get_text(strip=True) == "กด “ติดปัญหา”"


def test_quick_replies_stand_only_under_the_last_message(
    simulator: SimulatorControl, api: MessagingApi, listener: Listener, person: str
):
    api.push_message(push(person, reminder_card()))
    shown = page(simulator.phone(person))
    chips = [chip.get_text() for chip in shown.select(".chip")]
    assert chips == ["ขอเลื่อนวัน", "พิมพ์ร้อยละ", "แนบรูป", "งานของฉัน"]
    assert press(simulator, shown, "งานของฉัน").select(".chip") == []


def test_a_date_is_asked_for_in_a_field_with_its_limits(
    simulator: SimulatorControl, api: MessagingApi, listener: Listener, person: str
):
    api.push_message(push(person, reminder_card()))
    picker = press(simulator, page(simulator.phone(person)), "ขอเลื่อนวัน").select_one(".picker form")
    field = picker.select_one("#picked")
    assert (field["type"], field["min"], field["max"]) == ("date", "2026-04-01", "2026-09-30")
    fields = {str(each["name"]): str(each["value"]) for each in picker.find_all("input", type="hidden")}
    send(simulator.host + str(picker["action"]), **fields, picked="2026-04-20")
    assert listener.next_event()["postback"]["params"] == {"date": "2026-04-20"}


def test_a_press_that_opens_the_keyboard_begins_the_text(
    simulator: SimulatorControl, api: MessagingApi, listener: Listener, person: str
):
    api.push_message(push(person, reminder_card()))
    after = press(simulator, page(simulator.phone(person)), "พิมพ์ร้อยละ")
    assert after.select_one("#text")["value"] == "คืบหน้า "


def test_a_typed_text_is_sent_and_shown(simulator: SimulatorControl, listener: Listener, person: str):
    after = send(f"{simulator.phone(person)}/say", text="K7QM2XPA", channel=BASIC_ID)
    assert listener.next_event()["message"]["text"] == "K7QM2XPA"
    assert balloons(after, "own") == ["K7QM2XPA"]
    assert "อ่านแล้ว" in after.select_one(".is-own").get_text()


def test_several_photos_are_one_set(simulator: SimulatorControl, listener: Listener, person: str):
    boundary = uuid.uuid4().hex
    parts = b"".join(
        f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'.encode()
        + b"\xff\xd8\xff photo\r\n"
        for name in ("1.jpg", "2.jpg")
    )
    body = parts + f"--{boundary}--\r\n".encode()
    headers = {"Content-Type": f"multipart/form-data; boundary={boundary}"}
    shown = page_of(urllib.request.Request(f"{simulator.phone(person)}/attach", body, headers))  # noqa: S310
    listener.next_event(2)
    assert [event["message"]["imageSet"]["index"] for event in listener.events] == [1, 2]
    photo = shown.select(".is-own .photo")[1]
    with urllib.request.urlopen(simulator.host + str(photo["src"])) as answer:  # noqa: S310
        assert answer.read() == b"\xff\xd8\xff photo"


def test_a_refusing_application_is_shown_on_the_phone(simulator: SimulatorControl, listener: Listener, person: str):
    listener.status = 503
    after = send(f"{simulator.phone(person)}/say", text="สวัสดี")
    assert after.select_one(".trouble").get_text() == "ระบบไม่รับ (HTTP 503)"


def test_blocking_takes_the_keyboard_away_and_coming_back_gives_it(
    simulator: SimulatorControl, listener: Listener, person: str
):
    blocked = press(simulator, page(simulator.phone(person)), "บล็อกบัญชีนี้")
    assert blocked.select(".composer") == []
    back = press(simulator, blocked, "เลิกบล็อก")
    assert len(back.select(".composer")) == 1
    assert [event["type"] for event in listener.events] == ["unfollow", "follow"]


def test_what_a_message_says_is_never_markup(simulator: SimulatorControl, api: MessagingApi, person: str):
    api.push_message(push(person, words("<b>หนา</b>"), flex(bubble(words("<i>เอียง</i>")))))
    shown = page(simulator.phone(person))
    assert balloons(shown, "received") == ["<b>หนา</b>"]
    assert shown.select(".chat b, .chat i") == []


def test_a_button_that_is_not_in_the_chat_cannot_be_pressed(
    simulator: SimulatorControl, api: MessagingApi, person: str
):
    other = simulator.person(user_id(2))
    api.push_message(push(other, flex(bubble(button(postback())))))
    number = simulator.deliveries(other)[0]["number"]
    with pytest.raises(urllib.error.HTTPError, match="404") as caught:
        send(f"{simulator.phone(person)}/press", message=str(number), action="/contents/body/contents/0/action")
    caught.value.close()


def test_pages_allow_nothing_from_elsewhere(simulator: SimulatorControl, person: str):
    with urllib.request.urlopen(simulator.phone(person)) as answer:  # noqa: S310
        policy = answer.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'self'")
    assert "unsafe" not in policy


@pytest.mark.parametrize("headers", [{"Origin": "https://evil.test"}, {"Host": "evil.test"}])
def test_a_page_from_elsewhere_cannot_press(simulator: SimulatorControl, person: str, headers: dict[str, str]):
    asked = urllib.request.Request(f"{simulator.phone(person)}/say", b"text=x", headers)  # noqa: S310
    with pytest.raises(urllib.error.HTTPError, match="403") as caught:
        urllib.request.urlopen(asked)  # noqa: S310
    caught.value.close()
