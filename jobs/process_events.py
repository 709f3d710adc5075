"""Acts on what LINE told us."""

from datetime import datetime

from jobs.speaking import sending_for
from tracker import clock, line_webhook
from tracker.health.service import Summary
from tracker.people.viewer import System
from tracker.web.machinery import machinery


def process_events(system: System, _at: datetime) -> Summary:
    """Act on the events that wait, in the order they came; an answer must be given within the minute."""
    sending = sending_for(system)
    if sending is None:
        return {"events": 0}
    acting = line_webhook.Acting(system, sending.messenger, machinery().files, sending.base_url)
    return {"events": line_webhook.act_on_events(acting, now=clock.now)}
