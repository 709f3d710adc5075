"""What a route needs of the installation besides the database: the file store and the box of secrets."""

from dataclasses import dataclass
from pathlib import Path
from typing import cast

from flask import current_app

from tracker.files import FileStore
from tracker.messaging.mail import Postman
from tracker.secrets import SecretBox
from tracker.waking import Waker


@dataclass(frozen=True)
class Machinery:
    """The parts of one installation that are made once, by the factory."""

    files: FileStore
    secrets: SecretBox
    base_url: str
    cache: Path
    """A folder for what can be made again, such as repaired fonts."""
    waker: Waker
    postman: Postman | None = None
    """What hands over e-mail; None where the installation has no mail server."""


def machinery() -> Machinery:
    """Return the parts of this installation."""
    return cast(Machinery, current_app.extensions["machinery"])
