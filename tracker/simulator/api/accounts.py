"""The account and its friends: profile, account link, content, loading sign, the account itself."""

from tracker.simulator.answers import NOT_FOUND, Answer, Problem, Refused
from tracker.simulator.api.door import Call, Operation, operation
from tracker.simulator.checks.messages import refuse_unless_shaped
from tracker.simulator.checks.shapes import needed, shaped, text, whole_number
from tracker.simulator.contents import content_answer, transcoding_answer
from tracker.simulator.people import State, friendship, is_user_id, person
from tracker.simulator.store import seconds_of
from tracker.simulator.tokens import is_read_token, issue_link_token

_LOADING_STEP = 5
_mark = shaped({"markAsReadToken": needed(text(1000))})
_loading = shaped({"chatId": needed(text(100)), "loadingSeconds": whole_number(5, 60)})


@operation("GET", "/v2/bot/info", Operation("getBotInfo"))
def bot_info(call: Call) -> Answer:
    """Tell who the official account is."""
    return Answer(
        200,
        {
            "userId": call.channel.bot_user_id,
            "basicId": call.channel.basic_id,
            "displayName": call.channel.name,
            "chatMode": "bot",
            "markAsReadMode": "auto",
        },
    )


@operation("GET", "/v2/bot/profile/<user_id>", Operation("getProfile"))
def profile(call: Call, user_id: str) -> Answer:
    """Tell who a friend is; whoever blocked the account or never met it cannot be found."""
    _refuse_malformed(user_id)
    if friendship(call.connection, call.channel, user_id).state is not State.FRIEND:
        raise Refused(404, NOT_FOUND)
    name = person(call.connection, user_id).display_name
    return Answer(200, {"userId": user_id, "displayName": name, "language": "th"})


@operation("POST", "/v2/bot/user/<user_id>/linkToken", Operation("issueLinkToken"))
def link_token(call: Call, user_id: str) -> Answer:
    """Begin the linking of a friend's accounts."""
    _refuse_malformed(user_id)
    if friendship(call.connection, call.channel, user_id).state is not State.FRIEND:
        raise Refused(400, "The user is not a friend of the LINE Official Account")
    return Answer(200, {"linkToken": issue_link_token(call.connection, call.channel, user_id, at=call.at)})


@operation("POST", "/v2/bot/chat/loading/start", Operation("showLoadingAnimation"))
def show_loading_animation(call: Call) -> Answer:
    """Show the dots that say an answer is coming."""
    refuse_unless_shaped(call.body, _loading)
    seconds = call.body.get("loadingSeconds") or 20
    if seconds % _LOADING_STEP:
        raise _wrong("loadingSeconds", "Must be a multiple of 5")
    if not is_user_id(call.body["chatId"]):
        raise _wrong("chatId", "Only a user id is acceptable")
    call.connection.execute(
        "UPDATE friendships SET loading_until = ? WHERE channel = ? AND user_id = ?",
        (seconds_of(call.at) + seconds, call.channel.id, call.body["chatId"]),
    )
    return Answer(202, {})


@operation("POST", "/v2/bot/chat/markAsRead", Operation("markMessagesAsReadByToken"))
def mark_as_read(call: Call) -> Answer:
    """Mark a message as read, by the token its event carried."""
    refuse_unless_shaped(call.body, _mark)
    if not is_read_token(call.connection, call.channel, call.body["markAsReadToken"]):
        raise Refused(400, "Invalid mark as read token")
    return Answer(200, {})


@operation("GET", "/v2/bot/message/<message_id>/content", Operation("getMessageContent"))
def message_content(call: Call, message_id: str) -> Answer:
    """Hand over a photo or a file a person sent."""
    return content_answer(call.connection, call.channel, message_id)


@operation("GET", "/v2/bot/message/<message_id>/content/preview", Operation("getMessageContentPreview"))
def message_content_preview(call: Call, message_id: str) -> Answer:
    """Hand over the photo; it is its own preview."""
    return content_answer(call.connection, call.channel, message_id)


@operation(
    "GET", "/v2/bot/message/<message_id>/content/transcoding", Operation("getMessageContentTranscodingByMessageId")
)
def message_content_transcoding(call: Call, message_id: str) -> Answer:
    """Tell whether a content can be fetched yet."""
    return transcoding_answer(call.connection, call.channel, message_id)


def _wrong(place: str, why: str) -> Refused:
    return Refused(400, "The request body has 1 error(s)", [Problem(why, place)])


def _refuse_malformed(user_id: str) -> None:
    if not is_user_id(user_id):
        raise Refused(400, "The value for the 'userId' parameter is invalid")
