"""What LINE takes in a message and what it refuses: lengths, kinds, actions, cards; nothing is sent."""

from typing import Any

from tests.simulator.cards import Message, box, bubble, button, chips, flex, postback, reminder_card, words
from tests.simulator.scenarios.steps import Ask, Scenario, scenario

_ALT = "เตือน: งานครบกำหนดพรุ่งนี้"
_PHOTO = {"type": "image", "originalContentUrl": "https://a.test/1.jpg", "previewImageUrl": "https://a.test/2.jpg"}
_ICON = {"type": "icon", "url": "https://a.test/i.png"}
_IMAGE = {"type": "image", "url": "https://a.test/i.png"}
_SEPARATOR = {"type": "separator"}
_THAI = "ที่นี่"  # Six code points, two that a reader counts.


def _chip(action: Message) -> Message:
    return words(quickReply=chips(action))


def _card(container: Message) -> Message:
    return flex(container, _ALT)


def _in_card(component: Message) -> Message:
    return _card(bubble(component))


def _button(action: Message) -> Message:
    return _in_card(button(action))


def _link(uri: str) -> Message:
    return {"type": "uri", "label": "เปิด", "uri": uri}


def _picker(mode: str, **limits: str) -> Message:
    return {"type": "datetimepicker", "label": "เลือกวัน", "data": "a", "mode": mode, **limits}


def _template(kind: str, **about: Any) -> Message:
    return {"type": "template", "altText": _ALT, "template": {"type": kind, **about}}


def _box(**about: Any) -> Message:
    return _in_card(box(words(), **about))


def _text(**about: Any) -> Message:
    return _in_card({"type": "text", "text": "ก", **about})


def _heavy(count: int, letters: int) -> list[Message]:
    return [words("ก" * letters) for _ in range(count)]


GOOD: dict[str, Message] = {
    "a text of 5000": words("ก" * 5000),
    "a text of 2500 emoji": words("🙂" * 2500),
    "a reminder": reminder_card(),
    "a photo": _PHOTO,
    "a sticker": {"type": "sticker", "packageId": "446", "stickerId": "1988"},
    "a place": {"type": "location", "title": "อบต.", "address": "ที่อยู่", "latitude": 13.7, "longitude": 100.5},
    "an alt text of 1500": flex(bubble(words()), "ก" * 1500),
    "thirteen quick replies": words(quickReply=chips(*[postback()] * 13)),
    "a label of twenty": _chip(postback("ก" * 20)),
    "a label of twenty that a reader counts": _chip(postback(_THAI * 10)),
    "a camera": _chip({"type": "camera", "label": "ถ่ายรูป"}),
    "an album": _chip({"type": "cameraRoll", "label": "แนบรูป"}),
    "a place asked for": _chip({"type": "location", "label": "ตำแหน่ง"}),
    "a keyboard opened": _chip(postback(inputOption="openKeyboard", fillInText="50")),
    "a button's label of forty": _button(postback("ก" * 40)),
    "data of 300": _button(postback(data="a" * 300)),
    "a telephone": _button(_link("tel:021234567")),
    "LINE's own address": _button(_link("line://ti/p/%40sample")),
    "a percent-encoded address": _button(_link("https://a.test/%E0%B8%81")),
    "a day": _button(_picker("date", initial="2026-03-31", min="2026-01-01", max="2026-09-30")),
    "an hour": _button(_picker("time", initial="08:30", min="08:00", max="16:30")),
    "a day and an hour": _button(_picker("datetime", initial="2026-03-31T08:30")),
    "confirming": _template("confirm", text="ใช่หรือไม่", actions=[postback("ใช่"), postback("ไม่ใช่")]),
    "buttons": _template("buttons", text="เลือก", actions=[postback()] * 4),
    "a bubble of every size": _card(
        {"type": "carousel", "contents": [bubble(words(), size="giga"), bubble(words(), size="giga")]}
    ),
    "twelve bubbles": _card({"type": "carousel", "contents": [bubble(words())] * 12}),
    "a hero picture": _card({"type": "bubble", "hero": _IMAGE}),
    "an icon in a line": _in_card(box(_ICON, words(), layout="baseline")),
    "spans": _in_card({"type": "text", "contents": [{"type": "span", "text": "ก", "weight": "bold"}]}),
    "an empty box": _in_card(box()),
    "scaling": _text(scaling=True, wrap=True, maxLines=3),
    "a gradient": _box(
        background={"type": "linearGradient", "angle": "0deg", "startColor": "#ffffff", "endColor": "#000000"}
    ),
    "a bubble just under 30 KB": _card(bubble(*[words("a" * 2900) for _ in range(10)])),
}
BAD: dict[str, Message] = {
    "no text": {"type": "text"},
    "an empty text": words(""),
    "a text of 5001": words("ก" * 5001),
    "a text of 2501 emoji": words("🙂" * 2501),
    "a kind LINE does not have": {"type": "speech"},
    "no kind": {"text": "สวัสดี"},
    "something unknown": words(colour="red"),
    "an empty alt text": flex(bubble(words()), ""),
    "an alt text of 1501": flex(bubble(words()), "ก" * 1501),
    "no alt text": {"type": "flex", "contents": bubble(words())},
    "a card without contents": {"type": "flex", "altText": _ALT},
    "fourteen quick replies": words(quickReply=chips(*[postback()] * 14)),
    "a quick reply without a label": _chip({"type": "postback", "data": "a"}),
    "a quick reply with a label of 21": _chip(postback("ก" * 21)),
    "a quick reply of another type": words(quickReply={"items": [{"type": "link", "action": postback()}]}),
    "a photo over http": {**_PHOTO, "originalContentUrl": "http://a.test/1.jpg"},
    "a photo without a preview": {"type": "image", "originalContentUrl": "https://a.test/1.jpg"},
    "a button's label of 41": _button(postback("ก" * 41)),
    "a button without a label": _button({"type": "postback", "data": "a"}),
    "a button without an action": _in_card({"type": "button"}),
    "data of 301": _button(postback(data="a" * 301)),
    "no data": _button({"type": "postback", "label": "ก"}),
    "empty data": _button(postback(data="")),
    "displayText and text": _button(postback(displayText="ก", text="ข")),
    "a displayText of 301": _button(postback(displayText="ก" * 301)),
    "words filled in without a keyboard": _chip(postback(fillInText="50")),
    "a camera on a button": _button({"type": "camera", "label": "ถ่าย"}),
    "a menu switched on a button": _button(
        {"type": "richmenuswitch", "label": "ก", "data": "a", "richMenuAliasId": "b"}
    ),
    "an action LINE does not have": _button({"type": "shout", "label": "ก"}),
    "a message without text": _button({"type": "message", "label": "ก"}),
    "a message of 301": _button({"type": "message", "label": "ก", "text": "ก" * 301}),
    "no address": _button({"type": "uri", "label": "ก"}),
    "an address of this site only": _button(_link("/tasks/1")),
    "an address of another kind": _button(_link("ftp://a.test/")),
    "an address with Thai letters": _button(_link("https://a.test/ทดสอบ")),
    "an address with a space": _button(_link("https://a.test/a b")),
    "an address of 1001": _button(_link("https://a.test/" + "a" * 990)),
    "a picker without data": _button({"type": "datetimepicker", "label": "ก", "mode": "date"}),
    "a day that is no day": _button(_picker("date", initial="31/03/2026")),
    "an hour for a day": _button(_picker("date", min="08:30")),
    "the last day before the first": _button(_picker("date", min="2026-09-30", max="2026-01-01")),
    "a clipboard of nothing": _button({"type": "clipboard", "label": "ก", "clipboardText": ""}),
    "a label of 21 on a template": _template("buttons", text="ก", actions=[postback("ก" * 21)]),
    "LINE as sender": words(sender={"name": "LINE ทางการ"}),
    "an icon of the sender over http": words(sender={"name": "งาน", "iconUrl": "http://a.test/i.png"}),
    "a bubble of nothing": _card({"type": "bubble"}),
    "a carousel of nothing": _card({"type": "carousel", "contents": []}),
    "thirteen bubbles": _card({"type": "carousel", "contents": [bubble(words())] * 13}),
    "bubbles of two sizes": _card({"type": "carousel", "contents": [bubble(words(), size="kilo"), bubble(words())]}),
    "a bubble of a size LINE does not have": _card(bubble(words(), size="huge")),
    "a bubble of more than 30 KB": _card(bubble(*_heavy(11, 1000))),
    "a carousel of more than 50 KB": _card({"type": "carousel", "contents": [bubble(*_heavy(5, 950))] * 4}),
    "a carousel in a bubble": _card({"type": "bubble", "body": {"type": "carousel", "contents": [bubble(words())]}}),
    "a text as a body": _card({"type": "bubble", "body": words()}),
    "a component LINE does not have": _in_card({"type": "chart"}),
    "a component of no kind": _in_card({"text": "ก"}),
    "a text of nothing": _in_card({"type": "text"}),
    "something unknown in a text": _text(colour="#ffffff"),
    "something unknown deep in boxes": _in_card(box(box(box(words(colour="#ffffff"))))),
    "a wrap that is a word": _text(wrap="true"),
    "lines that are a word": _text(maxLines="3"),
    "a flex that is a word": _text(flex="1"),
    "an alignment LINE does not have": _text(align="justify"),
    "a weight LINE does not have": _text(weight="heavy"),
    "a box without a layout": _in_card({"type": "box", "contents": []}),
    "a box without contents": _in_card({"type": "box", "layout": "vertical"}),
    "a box of a layout LINE does not have": _in_card(box(layout="grid")),
    "a picture over http": _in_card({"type": "image", "url": "http://a.test/i.png"}),
    "a picture without an address": _in_card({"type": "image"}),
    "a button's height LINE does not have": _in_card(button(postback(), height="lg")),
    "a button's style LINE does not have": _in_card(button(postback(), style="danger")),
    "an action of a box without data": _box(action={"type": "postback", "label": "ก"}),
}

BAD_IN_WORDS: dict[str, Message] = {
    "no quick replies": words(quickReply={"items": []}),
    "a picker of no mode": _button({"type": "datetimepicker", "label": "ก", "data": "a"}),
    "confirming with one button": _template("confirm", text="ก", actions=[postback()]),
    "five buttons": _template("buttons", text="ก", actions=[postback()] * 5),
    "a gradient without an end": _box(background={"type": "linearGradient", "angle": "0deg", "startColor": "#ffffff"}),
}


def _validated(says: str, *messages: Message) -> tuple[Ask, ...]:
    return tuple(
        Ask(says, "POST", f"/v2/bot/message/validate/{how}", {"messages": list(messages)}) for how in ("push", "reply")
    )


SCENARIOS: tuple[Scenario, ...] = (
    *(scenario(f"fine: {name}", *_validated("200", message)) for name, message in GOOD.items()),
    *(scenario(f"refused: {name}", *_validated("400 body wrong", message)) for name, message in BAD.items()),
    *(
        Scenario(f"refused in words: {name}", _validated("400 body wrong", message), is_in_words_only=True)
        for name, message in BAD_IN_WORDS.items()
    ),
    *(
        scenario(f"refused as the second: {name}", *_validated("400 body wrong", words(), BAD[name]))
        for name in list(BAD)[:6]
    ),
    scenario("no messages", *_validated("400 body wrong")),
    scenario("five messages", *_validated("200", *[words()] * 5)),
    scenario("six messages", *_validated("400 body wrong", *[words()] * 6)),
    scenario(
        "messages that are no list",
        Ask("400 body wrong", "POST", "/v2/bot/message/validate/push", {"messages": words()}),
    ),
)
