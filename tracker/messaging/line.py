"""The messenger that speaks to LINE through its SDK.

Every call has a timeout, none is repeated behind our back, and whatever comes back is a verdict (`verdicts`).
"""

from collections.abc import Callable, Sequence
from typing import Any

from linebot.v3.messaging import (
    ApiClient,
    Configuration,
    MessagingApi,
    MessagingApiBlob,
    PushMessageRequest,
    ReplyMessageRequest,
    RichMenuRequest,
    ValidateMessageRequest,
)

from tracker.messaging import proxies
from tracker.messaging.contents import Contents
from tracker.messaging.messenger import (
    Accepted,
    Account,
    Content,
    Message,
    MessageRefused,
    MessengerError,
    Profile,
    Quota,
)
from tracker.messaging.verdicts import TIMEOUT, TOTAL_SECONDS, AlreadyAccepted, accepted, built, judged, within

__all__ = ["TOTAL_SECONDS", "LineMessenger"]

_PNG = {"Content-Type": "image/png"}


class LineMessenger:
    """Speaks for one channel; safe to use from several threads, made anew after a fork."""

    def __init__(
        self,
        access_token: str,
        host: str | None = None,
        *,
        proxy: str | None = None,
        total_seconds: float = TOTAL_SECONDS,
    ) -> None:
        configuration = Configuration(access_token=access_token, host=host)
        # The SDK's default repeats requests on its own, without pause, and sleeps as long as a server asks.
        configuration.retries = False
        # The SDK takes no notice of a proxy the machine names.
        configuration.proxy, configuration.proxy_headers = proxy, proxies.headers(proxy)
        client = ApiClient(configuration)
        self._api, self._pictures = MessagingApi(client), MessagingApiBlob(client)
        self._contents = Contents(access_token, host, proxy=proxy)
        self._total_seconds = total_seconds

    def push(self, to: str, messages: Sequence[Message], retry_key: str) -> Accepted:
        """Send to one person or group; a 409 means an earlier attempt with this key had arrived."""
        request = built(PushMessageRequest, {"to": to, "messages": list(messages)})
        try:
            answer = self._ask(
                lambda: self._api.push_message_with_http_info(request, retry_key, _request_timeout=TIMEOUT)
            )
        except AlreadyAccepted as before:
            return before.accepted
        return accepted(answer)

    def reply(self, reply_token: str, messages: Sequence[Message]) -> Accepted:
        """Answer an event, once; a reply takes no retry key and is never repeated."""
        request = built(ReplyMessageRequest, {"replyToken": reply_token, "messages": list(messages)})
        return accepted(self._ask(lambda: self._api.reply_message_with_http_info(request, _request_timeout=TIMEOUT)))

    def profile(self, user_id: str) -> Profile | None:
        """Return what a LINE user shows; None when blocked, no friend, or unknown (404)."""
        found = self._unless_gone(lambda: self._api.get_profile(user_id, _request_timeout=TIMEOUT))
        return None if found is None else Profile(found.user_id, found.display_name)

    def account(self) -> Account:
        """Return the official account, and whether its chat is on."""
        found = self._ask(lambda: self._api.get_bot_info(_request_timeout=TIMEOUT))
        return Account(found.basic_id, found.display_name, is_in_chat_mode=found.chat_mode == "chat")

    def quota(self) -> Quota:
        """Return the month's limit and LINE's own, approximate, count of what is used."""
        limit = self._ask(lambda: self._api.get_message_quota(_request_timeout=TIMEOUT))
        used = self._ask(lambda: self._api.get_message_quota_consumption(_request_timeout=TIMEOUT))
        return Quota(None if str(limit.type.value) == "none" else int(limit.value or 0), int(used.total_usage))

    def content(self, message_id: str, most_bytes: int) -> Content:
        """Download a photo or a file piece by piece, and stop when it is larger than allowed."""
        return self._contents.download(message_id, most_bytes)

    def link_token(self, user_id: str) -> str:
        """Return a token by which a LINE user can be linked; ten minutes, once (LINE, "User account linking")."""
        issued = self._ask(lambda: self._api.issue_link_token(user_id, _request_timeout=TIMEOUT))
        return str(issued.link_token)

    def group_members(self, group_id: str) -> int | None:
        """Return how many people a message to a group reaches; None when we are not in it."""
        found = self._unless_gone(lambda: self._api.get_group_member_count(group_id, _request_timeout=TIMEOUT))
        return None if found is None else int(found.count)

    def leave_group(self, group_id: str) -> None:
        """Leave a group that is nobody's here; one we are no longer in is no error."""
        self._unless_gone(lambda: self._api.leave_group(group_id, _request_timeout=TIMEOUT))

    def create_rich_menu(self, menu: Message, picture: bytes) -> str:
        """Make a menu with its PNG picture and return LINE's id of it; without its picture it is taken away again."""
        request = built(RichMenuRequest, menu)
        made = self._ask(lambda: self._api.create_rich_menu(request, _request_timeout=TIMEOUT))
        menu_id = str(made.rich_menu_id)
        try:
            self._ask(
                lambda: self._pictures.set_rich_menu_image(
                    menu_id, body=picture, _headers=_PNG, _request_timeout=TIMEOUT
                )
            )
        except MessengerError:
            self._forget_menu(menu_id)
            raise
        return menu_id

    def delete_rich_menu(self, rich_menu_id: str) -> None:
        """Remove a menu; one that is gone is no error."""
        self._unless_gone(lambda: self._api.delete_rich_menu(rich_menu_id, _request_timeout=TIMEOUT))

    def link_rich_menu(self, user_id: str, rich_menu_id: str) -> None:
        """Give one person a menu; it shows at once."""
        self._ask(lambda: self._api.link_rich_menu_id_to_user(user_id, rich_menu_id, _request_timeout=TIMEOUT))

    def unlink_rich_menu(self, user_id: str) -> None:
        """Take a person's own menu away; the default shows."""
        self._unless_gone(lambda: self._api.unlink_rich_menu_id_from_user(user_id, _request_timeout=TIMEOUT))

    def set_default_rich_menu(self, rich_menu_id: str) -> None:
        """Choose the menu of everybody who has none of their own."""
        self._ask(lambda: self._api.set_default_rich_menu(rich_menu_id, _request_timeout=TIMEOUT))

    def validate(self, messages: Sequence[Message]) -> None:
        """Have LINE check messages without sending any; MessageRefused says what is wrong."""
        request = built(ValidateMessageRequest, {"messages": list(messages)})
        self._ask(lambda: self._api.validate_push(request, _request_timeout=TIMEOUT))

    def _forget_menu(self, menu_id: str) -> None:
        """Take a half-made menu away, if that can be done; LINE keeps a thousand and forgets none."""
        try:
            self.delete_rich_menu(menu_id)
        except MessengerError:
            return

    def _unless_gone(self, call: Callable[[], Any]) -> Any:
        """Return an answer, or nothing when LINE does not know what was asked for (404)."""
        try:
            return self._ask(call)
        except MessageRefused as refused:
            if refused.status != 404:
                raise
            return None

    def _ask(self, call: Callable[[], Any]) -> Any:
        return within(self._total_seconds, lambda: judged(call))
