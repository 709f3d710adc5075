"""Downloading what somebody sent, piece by piece: the SDK's own call holds the whole file in memory."""

from urllib.parse import quote

import urllib3
from urllib3.exceptions import HTTPError

from tracker.messaging import proxies
from tracker.messaging.messenger import (
    ChannelRejected,
    Content,
    ContentGone,
    ContentTooLarge,
    MessageRefused,
    MessengerBusy,
)
from tracker.messaging.verdicts import TIMEOUT, details, network_verdict, retry_after, within

_TOTAL_SECONDS = 120.0
_HOST = "https://api-data.line.me"
_CHUNK_BYTES = 64 * 1024
_STILL_PREPARED_SECONDS = 5.0


class Contents:
    """The photos and files people sent to one channel."""

    def __init__(self, access_token: str, host: str | None, *, proxy: str | None) -> None:
        self._headers = {"Authorization": f"Bearer {access_token}"}
        self._host = (host or _HOST).rstrip("/")
        self._pool = proxies.pool(proxy, timeout=urllib3.Timeout(*TIMEOUT))

    def download(self, message_id: str, most_bytes: int) -> Content:
        """Return the bytes of one message, and stop when they are more than allowed."""
        path = f"{self._host}/v2/bot/message/{quote(message_id, safe='')}/content"
        return within(_TOTAL_SECONDS, lambda: self._download(path, most_bytes))

    def _download(self, path: str, most_bytes: int) -> Content:
        try:
            answer = self._pool.request("GET", path, headers=self._headers, preload_content=False, redirect=False)
            try:
                _refuse_unless_ready(answer)
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
            raise network_verdict(error) from error


def _refuse_unless_ready(answer: urllib3.BaseHTTPResponse) -> None:
    if answer.status == 200:
        return
    body = answer.read(2000).decode("utf-8", "replace")
    if answer.status == 202:
        raise MessengerBusy("still prepared", maybe_accepted=False, retry_after_seconds=_STILL_PREPARED_SECONDS)
    if answer.status in {404, 410}:
        raise ContentGone(str(answer.status))
    if answer.status == 401:
        raise ChannelRejected(details(body) or "401")
    if answer.status == 429 or answer.status >= 500 or answer.status < 400:
        raise MessengerBusy(
            f"HTTP {answer.status}", maybe_accepted=False, retry_after_seconds=retry_after(answer.headers)
        )
    raise MessageRefused(answer.status, details(body))
