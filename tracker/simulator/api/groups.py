"""Groups and rooms: how many are in them, who one of them is, leaving."""

from tracker.simulator.answers import NO_ACCESS, NOT_FOUND, Answer, Refused
from tracker.simulator.api.door import Call, Operation, operation
from tracker.simulator.groups import Group, joined_group, set_joined
from tracker.simulator.people import is_user_id, person


def _count(call: Call, chat_id: str) -> Answer:
    return Answer(200, {"count": _joined(call, chat_id).count})


def _member(call: Call, chat_id: str, user_id: str) -> Answer:
    if not is_user_id(user_id):
        raise Refused(400, "The value for the 'userId' parameter is invalid")
    if user_id not in _joined(call, chat_id).members:
        raise Refused(404, NOT_FOUND)
    return Answer(200, {"userId": user_id, "displayName": person(call.connection, user_id).display_name})


def _leave(call: Call, chat_id: str) -> Answer:
    _joined(call, chat_id)
    set_joined(call.connection, call.channel, chat_id, is_joined=False)
    return Answer(200, {})


def _member_ids(call: Call, chat_id: str) -> Answer:
    _joined(call, chat_id)
    # Only verified and premium accounts may list people.
    raise Refused(403, NO_ACCESS)


@operation("GET", "/v2/bot/group/<chat_id>/summary", Operation("getGroupSummary"))
def group_summary(call: Call, chat_id: str) -> Answer:
    """Tell a group's name."""
    return Answer(200, {"groupId": chat_id, "groupName": _joined(call, chat_id).name})


@operation("GET", "/v2/bot/followers/ids", Operation("getFollowers"))
def followers(_call: Call) -> Answer:
    """Refuse: only verified and premium accounts may list people."""
    raise Refused(403, NO_ACCESS)


for _kind, _name in (("group", "Group"), ("room", "Room")):
    operation("GET", f"/v2/bot/{_kind}/<chat_id>/members/count", Operation(f"get{_name}MemberCount"))(_count)
    operation("GET", f"/v2/bot/{_kind}/<chat_id>/members/ids", Operation(f"get{_name}MembersIds"))(_member_ids)
    operation("GET", f"/v2/bot/{_kind}/<chat_id>/member/<user_id>", Operation(f"get{_name}MemberProfile"))(_member)
    operation("POST", f"/v2/bot/{_kind}/<chat_id>/leave", Operation(f"leave{_name}"))(_leave)


def _joined(call: Call, chat_id: str) -> Group:
    found = joined_group(call.connection, call.channel, chat_id)
    if found is None:
        raise Refused(404, NOT_FOUND)
    return found
