"""E-mail over SMTP: for people LINE does not reach, where the installation has a mail server (off by default).

SMTP has no retry key: a connection cut after the last dot leaves it unknown whether the server took the message. It is
tried again; the `Message-ID` stays the same, so that most readers show a second copy as one.
"""

import smtplib
import ssl
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from urllib.parse import parse_qs, unquote, urlsplit

from tracker.messaging.messenger import Accepted, MessageRefused, MessengerBusy

_TIMEOUT_SECONDS = 20.0
"""For each answer of the server; a letter takes about a dozen."""
_THIS_MACHINE = frozenset({"localhost", "127.0.0.1", "::1"})
_PORTS = {"smtp": 587, "smtps": 465}


@dataclass(frozen=True)
class MailServer:
    """Where e-mail is handed over.

    Written as an address: `smtp://name:password@mail.example.go.th:587?from=ita@example.go.th`.
    """

    host: str
    port: int
    is_encrypted: bool
    """TLS from the first byte (smtps); otherwise STARTTLS wherever offered, and no password to others without it."""
    username: str
    password: str
    sender: str

    def __repr__(self) -> str:
        return f"MailServer({self.host}:{self.port})"

    @classmethod
    def at(cls, address: str) -> "MailServer":
        """Read an address; raise ValueError saying what is wrong with it."""
        parts = urlsplit(address)
        if parts.scheme not in _PORTS or not parts.hostname:
            raise ValueError(
                "must be an address such as smtp://name:password@mail.example.go.th:587?from=ita@example.go.th"
            )
        sender = (parse_qs(parts.query).get("from") or [unquote(parts.username or "")])[0]
        if not is_address(sender):
            raise ValueError("must say which address it sends from: …?from=ita@example.go.th")
        return cls(
            host=parts.hostname,
            port=parts.port or _PORTS[parts.scheme],
            is_encrypted=parts.scheme == "smtps",
            username=unquote(parts.username or ""),
            password=unquote(parts.password or ""),
            sender=sender,
        )


@dataclass(frozen=True)
class Letter:
    """One e-mail to one person, in plain text, which every reader and screen reader understands."""

    to: str
    subject: str
    text: str
    sender_name: str
    message_id: str
    sent_at: datetime


class Postman:
    """Hands letters to the mail server, one connection for each: an office sends a handful a day."""

    def __init__(self, server: MailServer) -> None:
        self._server = server

    def send(self, letter: Letter) -> Accepted:
        """Hand one letter over; MessengerBusy for what may go better later, MessageRefused for what will not."""
        message = _written(letter, self._server.sender)
        with closing(self._connected()) as connection:
            try:
                connection.send_message(message, self._server.sender, [letter.to])
            except smtplib.SMTPRecipientsRefused as refused:
                code, said = refused.recipients[letter.to]
                raise _verdict(code, said) from refused
            except smtplib.SMTPResponseException as refused:
                raise _verdict(refused.smtp_code, refused.smtp_error) from refused
            except (OSError, smtplib.SMTPException) as lost:
                raise MessengerBusy(type(lost).__name__, maybe_accepted=True) from lost
            # The letter is theirs by now, however they take the goodbye.
            with suppress(OSError, smtplib.SMTPException):
                connection.quit()
        return Accepted(letter.message_id)

    def _connected(self) -> smtplib.SMTP:
        """Return a connection that is ready for a letter; what goes wrong here is no letter's fault."""
        server, context = self._server, ssl.create_default_context()
        connection: smtplib.SMTP | None = None
        try:
            if server.is_encrypted:
                connection = smtplib.SMTP_SSL(server.host, server.port, timeout=_TIMEOUT_SECONDS, context=context)
            else:
                connection = smtplib.SMTP(server.host, server.port, timeout=_TIMEOUT_SECONDS)
            self._introduce(connection, context)
        except (OSError, smtplib.SMTPException) as error:
            if connection is not None:
                connection.close()
            raise MessengerBusy(_said(error), maybe_accepted=False) from error
        return connection

    def _introduce(self, connection: smtplib.SMTP, context: ssl.SSLContext) -> None:
        server = self._server
        is_private = server.is_encrypted
        connection.ehlo()
        if not is_private and connection.has_extn("starttls"):
            connection.starttls(context=context)
            connection.ehlo()
            is_private = True
        if server.password and not is_private and server.host not in _THIS_MACHINE:
            # Whoever sits between could have cut STARTTLS out to read it.
            raise smtplib.SMTPNotSupportedError("no TLS: the password is not sent in the open")
        if server.password:
            connection.login(server.username, server.password)


def is_address(written: str) -> bool:
    """Tell whether a text can be an e-mail address at all; one in Thai letters is beyond most mail servers."""
    name, _, domain = written.partition("@")
    try:
        return bool(name and "." in domain and Address(addr_spec=written).addr_spec == written)
    except (ValueError, IndexError):
        return False


def _written(letter: Letter, sender: str) -> EmailMessage:
    message = EmailMessage(policy=SMTP)
    message["Subject"] = " ".join(letter.subject.split())
    message["From"] = Address(" ".join(letter.sender_name.split()), addr_spec=sender)
    message["To"] = Address(addr_spec=letter.to)
    message["Date"] = format_datetime(letter.sent_at)
    message["Message-ID"] = f"<{letter.message_id}@{sender.partition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: out-of-office replies stay away.
    message.set_content(letter.text, charset="utf-8", cte="base64")
    return message


def _said(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        return f"{type(error).__name__} {error.smtp_code}"
    return f"{error}"[:200] if isinstance(error, smtplib.SMTPNotSupportedError) else type(error).__name__


def _verdict(code: int, said: bytes | str) -> MessengerBusy | MessageRefused:
    words = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    if 400 <= code < 500:
        return MessengerBusy(f"{code} {words}"[:200], maybe_accepted=False)
    return MessageRefused(code, words[:200])
