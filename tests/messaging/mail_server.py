"""A mail server on this machine: it speaks enough SMTP to take letters, refuse them, and hang up in the middle."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage


@dataclass
class Letters:
    """What the server took, and how it behaves."""

    address: str = ""
    taken: list[EmailMessage] = field(default_factory=list)
    heard: list[str] = field(default_factory=list)
    answers: dict[str, str] = field(default_factory=dict)
    """What to answer to a command instead of yes; an empty answer hangs up."""


class _Conversation(socketserver.StreamRequestHandler):
    letters: Letters

    def handle(self) -> None:
        self._say("220 mail.example.go.th")
        while line := self.rfile.readline():
            command = line.decode().strip().split(" ")[0].upper()
            self.letters.heard.append(command)
            if command in self.letters.answers and not self._answer(self.letters.answers[command]):
                return
            if command in self.letters.answers:
                continue
            if command == "DATA":
                if not self._take():
                    return
            elif command == "QUIT":
                self._say("221 bye")
                return
            else:
                self._say("250-mail.example.go.th\r\n250 SMTPUTF8" if command == "EHLO" else "250 OK")

    def _take(self) -> bool:
        self._say("354 go on")
        lines = []
        while (line := self.rfile.readline()) not in {b".\r\n", b""}:
            lines.append(line[1:] if line.startswith(b"..") else line)
        letter = message_from_bytes(b"".join(lines), policy=policy.default)
        self.letters.taken.append(letter)
        return self._answer(self.letters.answers.get(".", "250 taken"))

    def _answer(self, words: str) -> bool:
        if words:
            self._say(words)
        return bool(words)

    def _say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())


@contextmanager
def running_mail_server() -> Iterator[Letters]:
    """Run a mail server until the end of the test."""
    letters = Letters()
    handler = type("Conversation", (_Conversation,), {"letters": letters})
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), handler) as server:
        letters.address = f"smtp://127.0.0.1:{server.server_address[1]}?from=ita@example.go.th"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield letters
        finally:
            server.shutdown()
            thread.join()
