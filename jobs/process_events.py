"""Acts on what LINE told us."""

from datetime import datetime

from tracker import line_webhook
from tracker.health.service import Summary
from tracker.people.viewer import System


def process_events(system: System, at: datetime) -> Summary:
    """Act on the events that wait, in the order they came."""
    return {"events": line_webhook.act_on_events(system, at=at)}
