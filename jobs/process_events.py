"""Acts on what LINE told us."""

from datetime import datetime

from jobs.speaking import messenger_of
from tracker import clock
from tracker.health.service import Summary
from tracker.line_webhook import Acting, act_on_events
from tracker.people.viewer import System
from tracker.web.machinery import machinery


def process_events(system: System, _at: datetime) -> Summary:
    """Act on the events that wait, in the order they came; the clock goes on meanwhile."""
    messenger = messenger_of(system)
    if messenger is None:
        return {}
    parts = machinery()
    return {"events": act_on_events(Acting(system, messenger, parts.files, parts.base_url), now=clock.now)}
