"""The messenger that speaks to LINE through its SDK, and turns whatever comes back into a verdict.

Verdicts follow the table of the delivery design (LINE's reference, sections retry-api-request and status-codes): what
may be tried again with the same retry key, what never, and whether LINE may have taken the message all the same. The
SDK neither times out nor tells network errors from answers by itself; both are done here, and only here.
"""

import json
import threading
import time
from collections.abc import Callable, Sequence
from typing import Any, TypeVar
from urllib.parse import quote

import urllib3
from linebot.v3.messaging import (
    ApiClient,
    ApiException,
    Configuration,
    MessagingApi,
    PushMessageRequest,
    ReplyMessageRequest,
)
from urllib3.exceptions import ConnectTimeoutError, HTTPError, MaxRetryError, NewConnectionError, ProxyError

from tracker.messaging import proxies
from tracker.messaging.messenger import (
    Accepted,
    Account,
    ChannelRejected,
    Content,
    ContentGone,
    ContentTooLarge,
    Message,
    MessageRefused,
    MessengerBusy,
    MessengerError,
    MonthlyLimitReached,
    Profile,
    Quota,
)

CONNECT_SECONDS, READ_SECONDS = 3, 10
TOTAL_SECONDS = 25.0
"""A read timeout bounds only the gap between two bytes; this bounds the whole call. A lease must be longer."""

_TIMEOUT = (CONNECT_SECONDS, READ_SECONDS)
_CONTENT_SECONDS = 120.0
_CONTENT_HOST = "https://api-data.line.me"
_CHUNK_BYTES = 64 * 1024
_STILL_PREPARED_SECONDS = 5.0

Answer = TypeVar("Answer")

_NEVER_REACHED = (NewConnectionError, ConnectTimeoutError, ProxyError)


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
        self._api = MessagingApi(ApiClient(configuration))
        self._authorization = {"Authorization": f"Bearer {access_token}"}
        self._content_host = (host or _CONTENT_HOST).rstrip("/")
        self._content_pool = proxies.pool(proxy, timeout=urllib3.Timeout(*_TIMEOUT))
        self._total_seconds = total_seconds

    def push(self, to: str, messages: Sequence[Message], retry_key: str) -> Accepted:
        """Send to one person; a 409 means an earlier attempt with this key had arrived."""
        request = _built(PushMessageRequest, {"to": to, "messages": list(messages)})
        try:
            answer = self._ask(
                lambda: self._api.push_message_with_http_info(request, retry_key, _request_timeout=_TIMEOUT)
            )
        except _AlreadyAccepted as before:
            return before.accepted
        return _accepted(answer)

    def reply(self, reply_token: str, messages: Sequence[Message]) -> Accepted:
        """Answer an event, once; a reply takes no retry key and is never repeated."""
        request = _built(ReplyMessageRequest, {"replyToken": reply_token, "messages": list(messages)})
        return _accepted(self._ask(lambda: self._api.reply_message_with_http_info(request, _request_timeout=_TIMEOUT)))

    def profile(self, user_id: str) -> Profile | None:
        """Return what a LINE user shows; None when blocked, no friend, or unknown (404)."""
        try:
            found = self._ask(lambda: self._api.get_profile(user_id, _request_timeout=_TIMEOUT))
        except MessageRefused as refused:
            if refused.status == 404:
                return None
            raise
        return Profile(found.user_id, found.display_name)

    def account(self) -> Account:
        """Return the official account, and whether its chat is on."""
        found = self._ask(lambda: self._api.get_bot_info(_request_timeout=_TIMEOUT))
        return Account(found.basic_id, found.display_name, is_in_chat_mode=found.chat_mode == "chat")

    def quota(self) -> Quota:
        """Return the month's limit and LINE's own, approximate, count of what is used."""
        limit = self._ask(lambda: self._api.get_message_quota(_request_timeout=_TIMEOUT))
        used = self._ask(lambda: self._api.get_message_quota_consumption(_request_timeout=_TIMEOUT))
        return Quota(None if str(limit.type.value) == "none" else int(limit.value or 0), int(used.total_usage))

    def content(self, message_id: str, most_bytes: int) -> Content:
        """Download a photo or a file piece by piece, and stop when it is larger than allowed.

        The SDK's own call holds the whole file in memory however large it is.
        """
        path = f"{self._content_host}/v2/bot/message/{quote(message_id, safe='')}/content"
        return _within(_CONTENT_SECONDS, lambda: self._download(path, most_bytes))

    def _download(self, path: str, most_bytes: int) -> Content:
        try:
            answer = self._content_pool.request(
                "GET", path, headers=self._authorization, preload_content=False, redirect=False
            )
            try:
                _refuse_content(answer)
                pieces, size = [], 0
                for piece in answer.stream(_CHUNK_BYTES, decode_content=True):
                    size += len(piece)
                    if size > most_bytes:
                        raise ContentTooLarge(f"more than {most_bytes} bytes")
                    pieces.append(piece)
                return Content(b"".join(pieces), str(answer.headers.get("content-type", "")))
            finally:
                answer.close()
        except HTTPError as error:
            raise _network_verdict(error) from error

    def _ask(self, call: Callable[[], Any]) -> Any:
        return _within(self._total_seconds, lambda: _judged(call))


class _AlreadyAccepted(Exception):
    """LINE took this retry key before (409)."""

    def __init__(self, accepted: Accepted) -> None:
        super().__init__(accepted.request_id)
        self.accepted = accepted


def _built(kind: Any, body: dict[str, Any]) -> Any:
    try:
        # from_dict keeps every field of a message; the constructors lose those of plain dictionaries.
        return kind.from_dict(body)
    except Exception as error:
        raise MessageRefused(0, f"the message cannot be built: {type(error).__name__}: {error}"[:1000]) from error


def _judged(call: Callable[[], Any]) -> Any:
    """Make a call and return its answer, or raise the verdict on whatever came instead."""
    try:
        return call()
    except ApiException as error:
        raise _answer_verdict(error, error.body or "") from error
    except UnicodeDecodeError as error:
        # The SDK decodes the body of an error answer while raising it: the answer itself is one step back.
        before = error.__context__
        raise _answer_verdict(before, "") if isinstance(before, ApiException) else _unreadable(error) from error
    except HTTPError as error:
        raise _network_verdict(error) from error
    except Exception as error:
        raise _unreadable(error) from error


def _answer_verdict(error: ApiException, body: str) -> Exception:
    status, headers = int(error.status or 0), error.headers or {}
    if status == 0:
        return MessengerBusy(f"TLS: {error.reason}"[:300], maybe_accepted=False)
    if status == 409:
        return _AlreadyAccepted(_accepted_before(headers, body))
    if status == 429:
        return _too_many(headers, body)
    if status == 401:
        return ChannelRejected(_details(body) or "401")
    if 400 <= status < 500:
        return MessageRefused(status, _details(body))
    # 5xx, and answers LINE never gives (a proxy's redirect): somebody may have taken the message before.
    return MessengerBusy(f"HTTP {status}", maybe_accepted=True, retry_after_seconds=_retry_after(headers))


def _too_many(headers: Any, body: str) -> MessengerError:
    # Four things answer 429; only the text tells the month's limit from a rate limit.
    if "monthly limit" in body.lower():
        return MonthlyLimitReached(_details(body))
    return MessengerBusy(
        _details(body) or "429",
        maybe_accepted=False,
        retry_after_seconds=_retry_after(headers),
        is_rate_limit=True,
    )


def _network_verdict(error: HTTPError) -> MessengerBusy:
    cause = error.reason if isinstance(error, MaxRetryError) and error.reason else error
    # A connection that was never made carried nothing; after that nobody knows.
    reached = not isinstance(cause, (*_NEVER_REACHED, urllib3.exceptions.SSLError))
    return MessengerBusy(f"{type(cause).__name__}"[:300], maybe_accepted=reached)


def _unreadable(error: Exception) -> MessengerBusy:
    return MessengerBusy(f"unreadable answer: {type(error).__name__}", maybe_accepted=True)


def _refuse_content(answer: Any) -> None:
    if answer.status == 200:
        return
    body = answer.read(2000).decode("utf-8", "replace")
    if answer.status == 202:
        raise MessengerBusy("still prepared", maybe_accepted=False, retry_after_seconds=_STILL_PREPARED_SECONDS)
    if answer.status in {404, 410}:
        raise ContentGone(str(answer.status))
    if answer.status == 401:
        raise ChannelRejected(_details(body) or "401")
    if answer.status == 429 or answer.status >= 500 or answer.status < 400:
        raise MessengerBusy(
            f"HTTP {answer.status}", maybe_accepted=False, retry_after_seconds=_retry_after(answer.headers)
        )
    raise MessageRefused(answer.status, _details(body))


def _accepted(answer: Any) -> Accepted:
    headers = answer.headers or {}
    sent = getattr(answer.data, "sent_messages", None) or []
    return Accepted(str(headers.get("x-line-request-id", "")), tuple(str(message.id) for message in sent))


def _accepted_before(headers: Any, body: str) -> Accepted:
    try:
        sent = json.loads(body).get("sentMessages") or []
        ids = tuple(str(message["id"]) for message in sent)
    except (ValueError, AttributeError, TypeError, KeyError):
        ids = ()
    return Accepted(str(headers.get("x-line-accepted-request-id", "")), ids, was_accepted_before=True)


def _details(body: str) -> str:
    """Return what LINE says is wrong, in one line: its message, and which property."""
    try:
        answer = json.loads(body)
        parts = [str(answer.get("message", ""))]
        parts += [f"{detail.get('property', '')}: {detail.get('message', '')}" for detail in answer.get("details", [])]
    except (ValueError, AttributeError, TypeError):
        return body.strip()[:300]
    return "; ".join(part for part in parts if part)[:1000]


def _retry_after(headers: Any) -> float | None:
    try:
        seconds = float(headers.get("Retry-After", ""))
    except (TypeError, ValueError):
        return None
    return seconds if 0 <= seconds <= 24 * 3600 else None


def _within(seconds: float, call: Callable[[], Answer]) -> Answer:
    """Return what a call returns or raises, but wait no longer than this; a call that drips on is abandoned."""
    results: list[Answer] = []
    errors: list[BaseException] = []

    def make() -> None:
        try:
            results.append(call())
        except BaseException as error:
            errors.append(error)

    thread = threading.Thread(target=make, daemon=True, name="line-call")
    started = time.monotonic()
    thread.start()
    thread.join(seconds)
    if errors:
        raise errors[0]
    if results:
        return results[0]
    raise MessengerBusy(f"no answer within {time.monotonic() - started:.0f} seconds", maybe_accepted=True)
