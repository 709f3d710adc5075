"""What LINE tells us: `routes` is the door where events are stored, `acting` what follows in the sender process."""

from tracker.line_webhook.acting import Acting, act_on_events
from tracker.line_webhook.routes import blueprint

__all__ = ["Acting", "act_on_events", "blueprint"]
