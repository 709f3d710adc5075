"""Reaching LINE from behind an office's proxy."""

import socketserver
import threading
import uuid
from base64 import b64encode
from collections.abc import Iterator

import pytest

from tracker.messaging.line import LineMessenger
from tracker.messaging.messenger import MessengerBusy


class Proxy(socketserver.ThreadingTCPServer):
    """A proxy that writes down what it is asked for and lets nobody through."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.asked: list[str] = []


class _Handler(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        assert isinstance(self.server, Proxy)
        lines = []
        while line := self.rfile.readline().strip():
            lines.append(line.decode())
        self.server.asked.append("\n".join(lines))
        self.wfile.write(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n")


@pytest.fixture
def proxy() -> Iterator[Proxy]:
    with Proxy() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def test_messages_and_photos_go_through_the_proxy_which_is_told_the_password(proxy: Proxy) -> None:
    messenger = LineMessenger("token", proxy=f"http://office:p%40ss@127.0.0.1:{proxy.server_address[1]}")
    with pytest.raises(MessengerBusy) as busy:
        messenger.push("U" + "1" * 32, [{"type": "text", "text": "สวัสดี"}], str(uuid.uuid4()))
    assert not busy.value.maybe_accepted, "a proxy that lets nobody through has carried nothing"
    with pytest.raises(MessengerBusy):
        messenger.content("1", 1000)
    asked_for = [asked.split()[:2] for asked in proxy.asked]
    assert asked_for == [["CONNECT", "api.line.me:443"], ["CONNECT", "api-data.line.me:443"]]
    password = b64encode(b"office:p@ss").decode()
    assert all(password in asked for asked in proxy.asked)
    assert "Bearer" not in "".join(proxy.asked)
