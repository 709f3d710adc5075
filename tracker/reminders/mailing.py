"""Messages as e-mail: the same words LINE would carry, in plain text, for people LINE does not reach."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from tracker.messaging.mail import Letter, Postman
from tracker.messaging.messenger import Accepted, Message
from tracker.reminders.wording import letters


@dataclass(frozen=True)
class MailCourier:
    """Carries an office's messages to e-mail addresses.

    A server that hangs up after taking a letter is asked again under the same `Message-ID`: one may then lie twice in
    a mailbox, where most readers show it once. Losing it would be worse.
    """

    postman: Postman
    office: str
    base_url: str
    now: Callable[[], datetime]

    def push(self, to: str, messages: Sequence[Message], retry_key: str) -> Accepted:
        """Send one message as a letter."""
        letter = Letter(
            to=to,
            subject=letters.subject(messages, self.office),
            text=letters.text(messages, self.office, self.base_url),
            sender_name=self.office,
            message_id=retry_key,
            sent_at=self.now(),
        )
        return self.postman.send(letter)
