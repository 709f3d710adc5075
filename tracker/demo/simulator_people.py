"""Tells a running LINE simulator, over HTTP, of the demo's channels and of everybody who has a phone in it."""

import hashlib
import json
import urllib.request

from flask import Flask

from tracker.people import queries
from tracker.people.viewer import System
from tracker.reminders import queries as reminder_queries
from tracker.web.machinery import Machinery


def line_user_id(username: str) -> str:
    """Return the LINE id the simulator knows a demo person by: U and 32 hexadecimal digits, the same each time."""
    return "U" + hashlib.sha256(f"demo person {username}".encode()).hexdigest()[:32]


def register(app: Flask, *, simulator: str, application: str) -> None:
    """Register each office's channel and people with the simulator at an address."""
    machinery: Machinery = app.extensions["machinery"]
    for government in queries.governments():
        system = System(government.id)
        channel = reminder_queries.channel(system)
        if channel is None:
            continue
        _post(
            f"{simulator}/__admin/channels",
            {
                "access_token": machinery.secrets.open(channel.access_token_encrypted),
                "secret": machinery.secrets.open(channel.secret_encrypted),
                "webhook_url": f"{application}/line/webhook/{government.slug}",
                "basic_id": channel.basic_id,
                "name": government.short_name,
                "quota": 300,
            },
        )
        people = [
            {
                "user_id": line_user_id(person.username),
                "display_name": person.name,
                "role": person.position,
                "state": "friend",
                "channel": channel.basic_id,
            }
            for person in queries.people(system)
        ]
        _post(f"{simulator}/__admin/users", people)


def _post(address: str, body: object) -> None:
    request = urllib.request.Request(  # noqa: S310 (the simulator on this machine)
        address, json.dumps(body).encode(), {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310
        answer.read()
