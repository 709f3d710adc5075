"""Sending: push, multicast, reply, and asking beforehand whether messages are well formed."""

from collections.abc import Sequence
from typing import Any

from tracker.simulator import quota
from tracker.simulator.answers import FAILED_TO_SEND, Answer, Refused
from tracker.simulator.api.door import Call, Operation, operation
from tracker.simulator.chat import Envelope, receive
from tracker.simulator.checks.messages import messages, refuse_unless_shaped
from tracker.simulator.checks.shapes import flag, listed, matching, needed, shaped, text
from tracker.simulator.groups import is_group_id, joined_group
from tracker.simulator.people import State, friendship, is_user_id
from tracker.simulator.tokens import accepted_before, keep_retry_key, use_reply_token

MOST_RECIPIENTS = 500

_units = listed(matching(r"[a-zA-Z0-9_]{1,30}"), 0, 1)
_push = shaped(
    {
        "to": needed(text(100)),
        "messages": needed(messages),
        "notificationDisabled": flag,
        "customAggregationUnits": _units,
    }
)
_multicast = shaped(
    {
        "to": needed(listed(text(100), 1, MOST_RECIPIENTS)),
        "messages": needed(messages),
        "notificationDisabled": flag,
        "customAggregationUnits": _units,
    }
)
_reply = shaped({"replyToken": needed(text(1000)), "messages": needed(messages), "notificationDisabled": flag})
_validate = shaped({"messages": needed(messages)})


@operation("POST", "/v2/bot/message/push", Operation("pushMessage", takes_retry_key=True))
def push_message(call: Call) -> Answer:
    """Send to one person or group. Taken, and lost, when the person blocked the account.

    Refused when nobody has the id, or the account is not in the group.
    """
    refuse_unless_shaped(call.body, _push)
    to = call.body["to"]
    if not (is_user_id(to) or is_group_id(to)):
        raise Refused(400, "The property, 'to', in the request body is invalid (line: -, column: -)")
    _refuse_second_use(call, has_sent_messages=True)
    people = _reached_by(call, to)
    if people is None:
        raise Refused(400, FAILED_TO_SEND)
    return Answer(200, {"sentMessages": _send(call, "pushMessage", [to] if people else [], people)})


@operation("POST", "/v2/bot/message/multicast", Operation("multicast", takes_retry_key=True))
def multicast(call: Call) -> Answer:
    """Send the same to up to 500 people; whoever cannot be reached is passed over."""
    refuse_unless_shaped(call.body, _multicast)
    for position, to in enumerate(call.body["to"]):
        if not is_user_id(to):
            raise Refused(400, f"The property, 'to[{position}]', in the request body is invalid (line: -, column: -)")
    _refuse_second_use(call, has_sent_messages=False)
    reached = [
        to
        for to in dict.fromkeys(call.body["to"])
        if friendship(call.connection, call.channel, to).state is State.FRIEND
    ]
    _send(call, "multicast", reached, len(reached))
    return Answer(200, {})


@operation("POST", "/v2/bot/message/reply", Operation("replyMessage"))
def reply_message(call: Call) -> Answer:
    """Answer an event: once, within its minute, at no cost."""
    refuse_unless_shaped(call.body, _reply)
    chat_id = use_reply_token(call.connection, call.channel, call.body["replyToken"], at=call.at)
    reached = [chat_id] if _reached_by(call, chat_id) else []
    return Answer(200, {"sentMessages": _deliver(call, "replyMessage", reached)})


def _validated(call: Call) -> Answer:
    refuse_unless_shaped(call.body, _validate)
    return Answer(200, {})


for _kind in ("Push", "Multicast", "Reply", "Narrowcast", "Broadcast"):
    operation("POST", f"/v2/bot/message/validate/{_kind.lower()}", Operation(f"validate{_kind}"))(_validated)


@operation("GET", "/v2/bot/message/quota", Operation("getMessageQuota"))
def message_quota(call: Call) -> Answer:
    """Tell the month's limit."""
    if call.channel.quota is None:
        return Answer(200, {"type": "none"})
    return Answer(200, {"type": "limited", "value": call.channel.quota})


@operation("GET", "/v2/bot/message/quota/consumption", Operation("getMessageQuotaConsumption"))
def message_quota_consumption(call: Call) -> Answer:
    """Tell what is used of it."""
    return Answer(200, {"totalUsage": quota.used(call.connection, call.channel, call.at)})


def _reached_by(call: Call, chat_id: str) -> int | None:
    """Return how many people a message to a person or a group reaches; None when LINE knows no such chat of ours."""
    if is_group_id(chat_id):
        found = joined_group(call.connection, call.channel, chat_id)
        return None if found is None else found.count
    state = friendship(call.connection, call.channel, chat_id).state
    return None if state is State.UNKNOWN else int(state is State.FRIEND)


def _send(call: Call, via: str, reached: Sequence[str], people: int) -> list[dict[str, Any]]:
    quota.spend(call.connection, call.channel, people, at=call.at)
    sent = _deliver(call, via, reached)
    if call.retry_key:
        keep_retry_key(call.connection, call.channel, call.retry_key, sent, request=(call.request_id, call.at))
    return sent


def _deliver(call: Call, via: str, reached: Sequence[str]) -> list[dict[str, Any]]:
    is_silent = bool(call.body.get("notificationDisabled"))
    envelope = Envelope(via, call.request_id, call.retry_key, is_silent)
    return receive(call.connection, call.channel, reached, call.body["messages"], envelope)


def _refuse_second_use(call: Call, *, has_sent_messages: bool) -> None:
    if call.retry_key is None:
        return
    before = accepted_before(call.connection, call.channel, call.retry_key, at=call.at)
    if before is None:
        return
    request_id, sent = before
    refusal = Refused(409, "The retry key is already accepted")
    refusal.headers["x-line-accepted-request-id"] = request_id
    if has_sent_messages:
        refusal.extra["sentMessages"] = sent
    raise refusal
