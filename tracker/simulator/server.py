"""Serve the simulator: one thread a request, on a server whose sockets a fault can reach."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from types import TracebackType

from flask import Flask
from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

from tracker.simulator.application import create_simulator
from tracker.simulator.store import Store, run_ahead

_LOOK_SECONDS = 0.5


class QuietHandler(WSGIRequestHandler):
    protocol_version = "HTTP/1.1"

    def log(self, type: str, message: str, *args: object) -> None:
        """Say nothing: the record at /__admin/requests says more."""

    def connection_dropped(self, error: BaseException, environ: object = None) -> None:
        """Close without a word, as a cut connection does."""
        self.close_connection = True


@dataclass(frozen=True)
class RunningSimulator:
    """A simulator that answers, and the thread it answers in."""

    application: Flask
    store: Store
    host: str
    server: BaseWSGIServer
    thread: threading.Thread

    def stop(self) -> None:
        """Answer no more."""
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()

    def __enter__(self) -> "RunningSimulator":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()


def start(database_path: Path, *, host: str = "127.0.0.1", port: int = 0) -> RunningSimulator:
    """Serve in a thread of this process; port 0 takes a free one. The result stops when its `with` block ends."""
    application = create_simulator(database_path)
    server = _server(application, host, port)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    address = f"http://{host}:{server.port}"
    return RunningSimulator(application, application.extensions["simulator"], address, server, thread)


def serve(database_path: Path, host: str, port: int, *, time_ahead: Callable[[], timedelta] | None = None) -> None:
    """Serve until the process is stopped; `time_ahead` tells how far a demo's time is from the machine's."""
    application = create_simulator(database_path)
    server = _server(application, host, port)
    if time_ahead is not None:
        following = (application.extensions["simulator"], time_ahead)
        threading.Thread(target=_follow_time, args=following, daemon=True).start()
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        pass
    finally:
        server.server_close()


def _follow_time(store: Store, time_ahead: Callable[[], timedelta]) -> None:
    known: timedelta | None = None
    while True:
        ahead = time_ahead()
        if ahead != known:
            with store.writing() as connection:
                run_ahead(connection, ahead)
            known = ahead
        time.sleep(_LOOK_SECONDS)


def _server(application: Flask, host: str, port: int) -> BaseWSGIServer:
    return make_server(host, port, application, threaded=True, request_handler=QuietHandler)
