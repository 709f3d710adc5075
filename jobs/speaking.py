"""What a job needs to speak with LINE for an office: its messenger, kept open from one run to the next."""

from typing import cast

from flask import current_app

from tracker.people.viewer import System
from tracker.reminders.channel import MessengerMaker, Messengers
from tracker.reminders.delivery import Sending
from tracker.web.machinery import machinery


def sending_for(system: System) -> Sending | None:
    """Return what delivers for an office; None when the office has no LINE channel."""
    messenger = messengers().of(system)
    return None if messenger is None else Sending(system, messenger, machinery().base_url)


def messengers() -> Messengers:
    """Return the messengers of this process."""
    kept = current_app.extensions.get("messengers")
    if kept is None:
        make = cast(MessengerMaker, current_app.extensions["messenger_maker"])
        kept = current_app.extensions["messengers"] = Messengers(make, machinery().secrets)
    return cast(Messengers, kept)
