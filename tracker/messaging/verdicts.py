"""What comes back from LINE through its SDK, turned into a verdict.

Verdicts follow the table of the delivery design (LINE's reference, sections retry-api-request and status-codes): what
may be tried again with the same retry key, what never, and whether LINE may have taken the message all the same. The
SDK neither times out nor tells network errors from answers by itself; both are done here, and only here.
"""

import json
import threading
import time
from collections.abc import Callable
from typing import Any, TypeVar

import urllib3
from linebot.v3.messaging import ApiException
from linebot.v3.oauth import ApiException as TokenException
from urllib3.exceptions import ConnectTimeoutError, HTTPError, MaxRetryError, NewConnectionError, ProxyError

from tracker.messaging.messenger import (
    Accepted,
    ChannelRejected,
    MessageRefused,
    MessengerBusy,
    MessengerError,
    MonthlyLimitReached,
)

CONNECT_SECONDS, READ_SECONDS = 3, 10
TIMEOUT = (CONNECT_SECONDS, READ_SECONDS)
TOTAL_SECONDS = 25.0
"""A read timeout bounds only the gap between two bytes; this bounds the whole call. A lease must be longer."""

Answer = TypeVar("Answer")

_NEVER_REACHED = (NewConnectionError, ConnectTimeoutError, ProxyError)
_SDK_ERRORS = (ApiException, TokenException)


class AlreadyAccepted(Exception):
    """LINE took this retry key before (409)."""

    def __init__(self, accepted: Accepted) -> None:
        super().__init__(accepted.request_id)
        self.accepted = accepted


def built(kind: Any, body: dict[str, Any]) -> Any:
    """Return a request of the SDK with every field of a plain dictionary, or refuse what LINE would."""
    try:
        # from_dict keeps every field of a message; the constructors lose those of plain dictionaries.
        return kind.from_dict(body)
    except Exception as error:
        raise MessageRefused(0, f"the message cannot be built: {type(error).__name__}: {error}"[:1000]) from error


def judged(call: Callable[[], Any]) -> Any:
    """Make a call and return its answer, or raise the verdict on whatever came instead."""
    try:
        return call()
    except _SDK_ERRORS as error:
        raise _answer_verdict(error, error.body or "") from error
    except UnicodeDecodeError as error:
        # The SDK decodes the body of an error answer while raising it: the answer itself is one step back.
        before = error.__context__
        raise _answer_verdict(before, "") if isinstance(before, _SDK_ERRORS) else _unreadable(error) from error
    except HTTPError as error:
        raise network_verdict(error) from error
    except Exception as error:
        raise _unreadable(error) from error


def within(seconds: float, call: Callable[[], Answer]) -> Answer:
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


def accepted(answer: Any) -> Accepted:
    """Return what LINE says of a message it took."""
    headers = answer.headers or {}
    sent = getattr(answer.data, "sent_messages", None) or []
    return Accepted(str(headers.get("x-line-request-id", "")), tuple(str(message.id) for message in sent))


def network_verdict(error: HTTPError) -> MessengerBusy:
    """Tell whether anything can have reached LINE when the network failed."""
    cause = error.reason if isinstance(error, MaxRetryError) and error.reason else error
    # A connection that was never made carried nothing; after that nobody knows.
    reached = not isinstance(cause, (*_NEVER_REACHED, urllib3.exceptions.SSLError))
    return MessengerBusy(f"{type(cause).__name__}"[:300], maybe_accepted=reached)


def details(body: str) -> str:
    """Return what LINE says is wrong, in one line: its message, and which property."""
    try:
        answer = json.loads(body)
        parts = [str(answer.get("message") or answer.get("error_description") or answer.get("error") or "")]
        parts += [f"{detail.get('property', '')}: {detail.get('message', '')}" for detail in answer.get("details", [])]
    except (ValueError, AttributeError, TypeError):
        return body.strip()[:300]
    return "; ".join(part for part in parts if part)[:1000]


def retry_after(headers: Any) -> float | None:
    """Return how long a server asks to be left alone; LINE does not promise to say."""
    try:
        seconds = float(headers.get("Retry-After", ""))
    except (TypeError, ValueError):
        return None
    return seconds if 0 <= seconds <= 24 * 3600 else None


def _answer_verdict(error: Any, body: str) -> Exception:
    status, headers = int(error.status or 0), error.headers or {}
    if status == 0:
        return MessengerBusy(f"TLS: {error.reason}"[:300], maybe_accepted=False)
    if status == 409:
        return AlreadyAccepted(_accepted_before(headers, body))
    if status == 429:
        return _too_many(headers, body)
    if status == 401:
        return ChannelRejected(details(body) or "401")
    if 400 <= status < 500:
        return MessageRefused(status, details(body))
    # 5xx, and answers LINE never gives (a proxy's redirect): somebody may have taken the message before.
    return MessengerBusy(f"HTTP {status}", maybe_accepted=True, retry_after_seconds=retry_after(headers))


def _too_many(headers: Any, body: str) -> MessengerError:
    # Four things answer 429; only the text tells the month's limit from a rate limit.
    if "monthly limit" in body.lower():
        return MonthlyLimitReached(details(body))
    return MessengerBusy(
        details(body) or "429",
        maybe_accepted=False,
        retry_after_seconds=retry_after(headers),
        is_rate_limit=True,
    )


def _unreadable(error: Exception) -> MessengerBusy:
    return MessengerBusy(f"unreadable answer: {type(error).__name__}", maybe_accepted=True)


def _accepted_before(headers: Any, body: str) -> Accepted:
    try:
        sent = json.loads(body).get("sentMessages") or []
        ids = tuple(str(message["id"]) for message in sent)
    except (ValueError, AttributeError, TypeError, KeyError):
        ids = ()
    return Accepted(str(headers.get("x-line-accepted-request-id", "")), ids, was_accepted_before=True)
