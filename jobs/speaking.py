"""Who speaks to LINE for an office in this process; connections stay open between messages."""

from typing import cast

from flask import current_app

from tracker.messaging.messenger import Messenger
from tracker.people.viewer import System
from tracker.reminders.channel import Messengers
from tracker.web.machinery import machinery


def messenger_of(system: System) -> Messenger | None:
    """Return the messenger of an office; None when it has no channel."""
    app = current_app
    if "messengers" not in app.extensions:
        app.extensions["messengers"] = Messengers(app.extensions["messenger_maker"], machinery().secrets)
    return cast(Messengers, app.extensions["messengers"]).of(system)
