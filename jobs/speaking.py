"""Who carries an office's messages in this process: LINE, whose connections stay open, and the mail server."""

import os
from typing import cast

from flask import current_app

from tracker import clock
from tracker.messaging.messenger import Messenger
from tracker.people import queries as people
from tracker.people.viewer import System
from tracker.reminders import delivery
from tracker.reminders.channel import Messengers
from tracker.reminders.mailing import MailCourier
from tracker.reminders.models import Carrier
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
        instead=Carrier.WEB if parts.postman is None else Carrier.EMAIL,
        token_mark=_messengers().token_mark(system),
    )


def carriers() -> frozenset[Carrier]:
    """Return what can carry messages here: the web always, e-mail where there is a mail server."""
    always = {Carrier.LINE, Carrier.WEB}
    return frozenset(always | {Carrier.EMAIL} if machinery().postman is not None else always)


def mailing_of(system: System) -> delivery.Sending | None:
    """Return what a worker needs to deliver e-mail for an office; None without a mail server."""
    parts = machinery()
    if parts.postman is None:
        return None
    courier = MailCourier(parts.postman, people.government(system).short_name, parts.base_url, clock.now)
    return delivery.Sending(system, courier, parts.base_url, f"sender {os.getpid()}", carrier=Carrier.EMAIL)


def _messengers() -> Messengers:
    app = current_app
    if "messengers" not in app.extensions:
        app.extensions["messengers"] = Messengers(app.extensions["messenger_maker"], machinery().secrets)
    return cast(Messengers, app.extensions["messengers"])
