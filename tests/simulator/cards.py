"""Messages to send in tests: a text, a reminder card, its quick replies."""

from typing import Any

from linebot.v3.messaging import MulticastRequest, PushMessageRequest, ReplyMessageRequest

Message = dict[str, Any]


def words(text: str = "สวัสดี", **more: Any) -> Message:
    return {"type": "text", "text": text, **more}


def postback(label: str = "เสร็จแล้ว", data: str = "a=done&t=1", **more: Any) -> Message:
    return {"type": "postback", "label": label, "data": data, **more}


def chips(*actions: Message) -> Message:
    return {"items": [{"type": "action", "action": action} for action in actions]}


def button(action: Message, **more: Any) -> Message:
    return {"type": "button", "action": action, **more}


def box(*contents: Message, layout: str = "vertical", **more: Any) -> Message:
    return {"type": "box", "layout": layout, "contents": list(contents), **more}


def bubble(*contents: Message, **more: Any) -> Message:
    return {"type": "bubble", "body": box(*contents), **more}


def flex(contents: Message, alt_text: str = "เตือน: งานครบกำหนดพรุ่งนี้", **more: Any) -> Message:
    return {"type": "flex", "altText": alt_text, "contents": contents, **more}


def reminder_card() -> Message:
    """A card as a reminder is: header, title, progress bar, three buttons, quick replies."""
    progress = box(
        box(width="40%", height="8px", backgroundColor="#1B7F5C", cornerRadius="4px"),
        backgroundColor="#E3E8E5",
        height="8px",
        cornerRadius="4px",
        margin="md",
    )
    title = words("จัดทำแผนการเผยแพร่ข้อมูลสาธารณะ", weight="bold", size="lg", wrap=True, maxLines=3)
    due = box(
        words("กำหนด", flex=2, size="sm", color="#555555"), words("1 เม.ย. 69", flex=5, size="sm"), layout="baseline"
    )
    header = box(words("ครบกำหนดพรุ่งนี้", color="#FFFFFF", weight="bold"), backgroundColor="#7A4B00", paddingAll="12px")
    footer = box(
        button(postback(displayText="แจ้งว่าทำเสร็จแล้ว"), style="primary", height="sm", color="#1B5E20"),
        button(postback("ติดปัญหา", "a=stuck&t=1"), style="secondary", height="sm"),
        button({"type": "uri", "label": "เปิดรายละเอียด", "uri": "https://example.go.th/t/1"}, style="link"),
        spacing="sm",
    )
    contents = bubble(title, due, progress, {"type": "separator", "margin": "lg"}, header=header, footer=footer)
    picker = {
        "type": "datetimepicker",
        "label": "ขอเลื่อนวัน",
        "data": "a=postpone",
        "mode": "date",
        "min": "2026-04-01",
        "max": "2026-09-30",
    }
    keyboard = postback("พิมพ์ร้อยละ", "a=ask", inputOption="openKeyboard", fillInText="คืบหน้า ")
    camera = {"type": "cameraRoll", "label": "แนบรูป"}
    mine = {"type": "message", "label": "งานของฉัน", "text": "งานของฉัน"}
    return flex(contents, quickReply=chips(picker, keyboard, camera, mine))


def push(to: str, *messages: Message) -> PushMessageRequest:
    return PushMessageRequest.from_dict({"to": to, "messages": list(messages)})


def multicast(to: list[str], *messages: Message) -> MulticastRequest:
    return MulticastRequest.from_dict({"to": to, "messages": list(messages)})


def reply(token: str, *messages: Message) -> ReplyMessageRequest:
    return ReplyMessageRequest.from_dict({"replyToken": token, "messages": list(messages)})
