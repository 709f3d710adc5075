import json
import urllib.error
import urllib.request
from typing import Any

import pytest

from tests.simulator.cards import Message, box, bubble, button, chips, flex, postback, reminder_card, words
from tests.simulator.running import ACCESS_TOKEN, SimulatorControl, user_id

THAI_WORD = "ที่นี่"  # Six code points, two that a reader counts.


def post(simulator: SimulatorControl, path: str, body: Any, **headers: str) -> tuple[int, dict[str, Any]]:
    """Post raw JSON, as no SDK would: the SDK refuses or drops much of what is tried here."""
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    sent = {"Content-Type": "application/json", "Authorization": f"Bearer {ACCESS_TOKEN}"}
    sent |= {name.replace("_", "-"): value for name, value in headers.items()}
    asked = urllib.request.Request(simulator.host + path, data, sent)  # noqa: S310
    try:
        with urllib.request.urlopen(asked) as answer:  # noqa: S310
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as error:
        with error:
            return error.code, json.load(error)


def validated(simulator: SimulatorControl, *messages: Any) -> tuple[int, dict[str, Any]]:
    return post(simulator, "/v2/bot/message/validate/push", {"messages": list(messages)})


def test_well_formed_messages_are_fine(simulator: SimulatorControl):
    confirm = {"type": "confirm", "text": "ผูกบัญชีนี้ใช่หรือไม่", "actions": [postback("ใช่"), postback("ไม่ใช่")]}
    picture = {"type": "image", "originalContentUrl": "https://a.test/1.jpg", "previewImageUrl": "https://a.test/2.jpg"}
    template = {"type": "template", "altText": "ยืนยัน", "template": confirm}
    sticker = {"type": "sticker", "packageId": "446", "stickerId": "1988"}
    assert validated(simulator, words("ก" * 5000), reminder_card(), picture, template, sticker) == (200, {})


@pytest.mark.parametrize(
    ("message", "place", "reason"),
    [
        (words(""), "messages[0].text", "May not be empty"),
        ({"type": "text"}, "messages[0].text", "must be specified"),
        (words("ก" * 5001), "messages[0].text", "Length must be between 1 and 5000"),
        (words("🙂" * 2501), "messages[0].text", "Length must be between 1 and 5000"),
        ({"type": "speech"}, "messages[0].type", "Must be one of the following values"),
        (words(colour="red"), "messages[0].colour", "unknown field"),
        (flex(bubble(words()), "ก" * 1501), "messages[0].altText", "Length must be between 1 and 1500"),
        (
            words(quickReply=chips(*[postback()] * 14)),
            "messages[0].quickReply.items",
            "Size must be between 1 and 13",
        ),
        (
            words(quickReply=chips({"type": "postback", "data": "a"})),
            "messages[0].quickReply.items[0].action.label",
            "must be specified",
        ),
        (
            words(quickReply=chips(postback("ก" * 21))),
            "messages[0].quickReply.items[0].action.label",
            "Length must be between 1 and 20",
        ),
        (
            {"type": "image", "originalContentUrl": "http://a.test/1.jpg", "previewImageUrl": "https://a.test/2.jpg"},
            "messages[0].originalContentUrl",
            "invalid uri scheme",
        ),
        (
            {"type": "template", "altText": "ก", "template": {"type": "confirm", "text": "ก", "actions": [postback()]}},
            "messages[0].template.actions",
            "Size must be between 2 and 2",
        ),
        (
            words(sender={"name": "LINE ทางการ"}),
            "messages[0].sender.name",
            "Certain words such as LINE may not be used",
        ),
    ],
)
def test_a_bad_message_is_refused_with_its_place(
    simulator: SimulatorControl, message: Message, place: str, reason: str
):
    status, answer = validated(simulator, message)
    assert status == 400
    assert answer["message"] == "The request body has 1 error(s)"
    assert answer["details"][0]["property"] == place
    assert answer["details"][0]["message"].startswith(reason)


@pytest.mark.parametrize(
    ("container", "place", "reason"),
    [
        (
            bubble({"type": "box", "layout": "vertical", "contents": [], "colour": "#fff"}),
            "/body/contents/0/colour",
            "unknown field",
        ),
        (bubble({"type": "chart"}), "/body/contents/0", "invalid property"),
        (bubble({"type": "text"}), "/body/contents/0/text", "Either text or contents must be specified"),
        (bubble(words("")), "/body/contents/0/text", "May not be empty"),
        (bubble(words(size="huge")), "/body/contents/0/size", "invalid property"),
        (bubble(words(color="red")), "/body/contents/0/color", "invalid property"),
        (bubble(button(postback("ก" * 41))), "/body/contents/0/action/label", "Length must be between 1 and 40"),
        (bubble(button(postback(data="ก" * 301))), "/body/contents/0/action/data", "Length must be between 1 and 300"),
        (
            bubble(button({"type": "uri", "label": "ไป", "uri": "/t/1"})),
            "/body/contents/0/action/uri",
            "invalid uri scheme",
        ),
        (
            bubble(button({"type": "uri", "label": "ไป", "uri": "https://a.test/ทดสอบ"})),
            "/body/contents/0/action/uri",
            "invalid uri",
        ),
        (bubble(button({"type": "camera", "label": "ถ่าย"})), "/body/contents/0/action/type", "Must be one of"),
        (bubble(box(box(), layout="baseline")), "/body/contents/0/contents/0", "invalid property"),
        (bubble({"type": "icon", "url": "https://a.test/i.png"}), "/body/contents/0", "invalid property"),
        ({"type": "bubble"}, "", "At least one block must be specified"),
        (bubble(*[words("ก" * 1000)] * 11), "", "Too large flex message"),
        ({"type": "carousel", "contents": [bubble(words())] * 13}, "/contents", "Size must be between 1 and 12"),
        ({"type": "carousel", "contents": [bubble(words("ก" * 4500))] * 4}, "", "Too large flex message"),
        (
            {"type": "carousel", "contents": [bubble(words(), size="kilo"), bubble(words())]},
            "/contents",
            "Bubbles of one carousel must have one size",
        ),
        (
            bubble(
                button({"type": "datetimepicker", "label": "วัน", "data": "a", "mode": "date", "initial": "2569-03-31"})
            ),
            "/body/contents/0/action/initial",
            "must not be later than 2100-12-31",
        ),
    ],
)
def test_a_bad_card_is_refused_with_its_place_in_the_card(
    simulator: SimulatorControl, container: Message, place: str, reason: str
):
    status, answer = validated(simulator, words(), flex(container))
    assert status == 400
    assert answer["message"] == "A message (messages[1]) in the request body is invalid"
    assert (answer["details"][0]["property"], answer["details"][0]["message"][: len(reason)]) == (place, reason)


def test_labels_are_counted_as_a_reader_counts(simulator: SimulatorControl):
    label = THAI_WORD * 9  # 54 code points, 18 that a reader counts.
    assert validated(simulator, words(quickReply=chips(postback(label))))[0] == 200


def test_six_messages_at_once_are_refused(simulator: SimulatorControl):
    assert validated(simulator, *[words()] * 6)[1]["details"][0]["property"] == "messages"


def test_a_multicast_to_501_people_is_refused(simulator: SimulatorControl):
    to = [user_id(number) for number in range(501)]
    status, answer = post(simulator, "/v2/bot/message/multicast", {"to": to, "messages": [words()]})
    assert (status, answer["details"][0]["property"]) == (400, "to")


def test_a_body_that_is_no_json_is_refused(simulator: SimulatorControl):
    status, answer = post(simulator, "/v2/bot/message/push", b'{"to": ')
    assert status == 400
    assert answer["message"].startswith("The request body could not be parsed as JSON")


def test_a_wrong_content_type_is_refused(simulator: SimulatorControl):
    assert post(simulator, "/v2/bot/message/push", b"{}", Content_Type="text/plain")[0] == 415


def test_a_body_over_two_megabytes_is_refused(simulator: SimulatorControl):
    assert post(simulator, "/v2/bot/message/push", b" " * (2 * 1024 * 1024 + 1))[0] == 413


def test_a_missing_token_is_refused(simulator: SimulatorControl):
    assert post(simulator, "/v2/bot/message/push", {}, Authorization="")[0] == 401


def test_a_path_line_does_not_have_is_not_found_and_recorded(simulator: SimulatorControl):
    assert post(simulator, "/v2/bot/message/shout", {}) == (404, {"message": "Not found"})
    assert simulator.requests()[-1]["status"] == 404


def test_the_record_names_what_was_wrong(simulator: SimulatorControl):
    validated(simulator, words(""))
    seen = simulator.requests("validatePush")[0]
    assert (seen["status"], seen["accepted"]) == (400, False)
    assert seen["details"] == [{"message": "May not be empty", "property": "messages[0].text"}]
