"""Cut connections as a fault asks: between the answer made and the answer sent."""

import os
import socket
import struct
from collections.abc import Iterable
from contextlib import suppress
from typing import TYPE_CHECKING

from tracker.simulator.api.door import CUT_KEY
from tracker.simulator.faults import Cut

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

_HALF_AN_ANSWER = (
    b'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 120\r\nConnection: close\r\n\r\n{"sentMess'
)


class ConnectionCut(ConnectionAbortedError):
    """The connection was cut on purpose; the server has nothing left to say on it."""


class CuttingConnections:
    """A WSGI layer that closes, resets or truncates instead of answering when the request's fault says so."""

    def __init__(self, application: "WSGIApplication") -> None:
        self.application = application

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        # Nothing is sent before the first byte is asked for, so an answer made here can still be thrown away.
        answer = self.application(environ, start_response)
        cut = environ.get(CUT_KEY)
        if cut is None:
            return answer
        if hasattr(answer, "close"):
            answer.close()
        _end(environ.get("werkzeug.socket"), cut)
        raise ConnectionCut(str(cut))


def _end(line: socket.socket | None, cut: Cut) -> None:
    if line is None:
        return
    with suppress(OSError):  # Whoever asked may be gone, killed in the middle.
        if cut is Cut.TRUNCATE:
            line.sendall(_HALF_AN_ANSWER)
        if cut is Cut.RESET:
            # Closing with nothing left to linger for sends RST; the descriptor is closed before anybody sends FIN.
            line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            os.close(line.detach())
        else:
            line.shutdown(socket.SHUT_RDWR)
