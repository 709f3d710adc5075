"""How channels, people and deliveries are told to whoever controls the simulator."""

import sqlite3

from tracker.simulator.answers import JsonObject
from tracker.simulator.channels import Channel
from tracker.simulator.chat import Entry
from tracker.simulator.people import Person, channels_of, friendship


def channel_json(channel: Channel) -> JsonObject:
    """Tell a channel, its secrets apart."""
    return {
        "basic_id": channel.basic_id,
        "channel_id": channel.number,
        "name": channel.name,
        "webhook_url": channel.webhook_url,
        "bot_user_id": channel.bot_user_id,
        "quota": channel.quota,
    }


def person_json(connection: sqlite3.Connection, person: Person) -> JsonObject:
    """Tell a person and how they stand to each channel."""
    states = {
        channel.basic_id: friendship(connection, channel, person.user_id).state.value
        for channel in channels_of(connection, person.user_id)
    }
    return {
        "user_id": person.user_id,
        "display_name": person.display_name,
        "role": person.role,
        "states": states,
        "phone": f"/phone/{person.user_id}",
    }


def deliveries_json(entries: list[Entry], names: dict[int, str]) -> list[JsonObject]:
    """Tell messages grouped by the request that brought them."""
    deliveries: dict[tuple[str, str], JsonObject] = {}
    for entry in entries:
        delivery = deliveries.setdefault(
            (entry.delivery or "", entry.user_id),
            {
                "number": entry.id,
                "at": entry.at.isoformat(),
                "to": entry.user_id,
                "channel": names.get(entry.channel),
                "via": entry.via,
                "request_id": entry.delivery,
                "retry_key": entry.retry_key,
                "messages": [],
                "message_ids": [],
            },
        )
        delivery["messages"].append(entry.body)
        delivery["message_ids"].append(entry.message_id)
    return list(deliveries.values())
