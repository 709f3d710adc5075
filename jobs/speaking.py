"""Who speaks to LINE for an office in this process; connections stay open between messages."""

import os
from typing import cast

from flask import current_app

from tracker.messaging.messenger import Messenger
from tracker.people.viewer import System
from tracker.reminders import delivery
from tracker.reminders.channel import Messengers
from tracker.web.machinery import machinery


def messenger_of(system: System) -> Messenger | None:
    """Return the messenger of an office; None when it has no channel."""
    return _messengers().of(system)


def sending_of(system: System) -> delivery.Sending | None:
    """Return what a worker needs to deliver over LINE for an office; None when it has no channel."""
    messenger = messenger_of(system)
    if messenger is None:
        return None
    parts = machinery()
    renewing = delivery.Renewing(current_app.extensions["token_issuer"], parts.secrets)
    return delivery.Sending(
        system,
        messenger,
        parts.base_url,
        f"sender {os.getpid()}",
        renewing=renewing,
        token_mark=_messengers().token_mark(system),
    )


def _messengers() -> Messengers:
    app = current_app
    if "messengers" not in app.extensions:
        app.extensions["messengers"] = Messengers(app.extensions["messenger_maker"], machinery().secrets)
    return cast(Messengers, app.extensions["messengers"])
