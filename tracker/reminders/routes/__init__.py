"""The pages about messages: what was sent, one's own LINE account, the office's channel."""

from tracker.reminders.routes import (
    channel,
    decisions,
    groups,
    inbox,
    linking,
    messages,
    reachability,
    rehearsal,
    settings,
)
from tracker.reminders.routes.blueprint import blueprint

blueprints = (blueprint, linking.blueprint)

__all__ = [
    "blueprint",
    "blueprints",
    "channel",
    "decisions",
    "groups",
    "inbox",
    "linking",
    "messages",
    "reachability",
    "rehearsal",
    "settings",
]
