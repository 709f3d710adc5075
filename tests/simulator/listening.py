"""A small server where the application would be: it keeps each webhook whose signature the SDK finds right."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from linebot.v3.webhook import SignatureValidator


@dataclass
class Listener:
    """What arrived, and what to answer: `status`, after `delay` seconds."""

    secret: str
    url: str = ""
    status: int = 200
    delay: float = 0.0
    answers: list[int] = field(default_factory=list)
    """What to answer first, one after the other; then `status`."""
    bodies: list[dict[str, Any]] = field(default_factory=list)
    refused: int = 0
    arrived: threading.Condition = field(default_factory=threading.Condition)

    @property
    def events(self) -> list[dict[str, Any]]:
        """Every event of every webhook that was signed right."""
        return [event for body in self.bodies for event in body["events"]]

    def next_event(self, count: int = 1) -> dict[str, Any]:
        """Wait for the n-th event."""
        with self.arrived:
            assert self.arrived.wait_for(lambda: len(self.events) >= count, timeout=10), "No webhook arrived"
        return self.events[count - 1]

    def take(self, body: bytes, signature: str | None) -> int:
        """Keep a webhook and return the status to answer with."""
        time.sleep(self.delay)
        if not signature or not SignatureValidator(self.secret).validate(body.decode(), signature):
            self.refused += 1
            return 400
        with self.arrived:
            self.bodies.append(json.loads(body))
            self.arrived.notify_all()
            return self.answers.pop(0) if self.answers else self.status


class _Server(ThreadingHTTPServer):
    request_queue_size = 128  # Twenty webhooks at once are a test of ours.


@contextmanager
def listening(secret: str) -> Iterator[Listener]:
    """Listen on a free port."""
    listener = Listener(secret)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            status = listener.take(body, self.headers.get("x-line-signature"))
            try:
                self.send_response(status)
                self.send_header("Content-Length", "0")
                self.end_headers()
            except ConnectionError:
                pass  # The simulator waits two seconds and goes, as LINE does.

        def log_message(self, *_arguments: object) -> None:
            pass

    server = _Server(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    listener.url = f"http://127.0.0.1:{server.server_port}/line/webhook/sample"
    try:
        yield listener
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
