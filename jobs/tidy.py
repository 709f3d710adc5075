"""Removes what has served its purpose."""

from datetime import datetime

from tracker.database import transaction
from tracker.health import service
from tracker.health.service import Summary
from tracker.line_webhook.tidying import forget_old_words
from tracker.people.service import tidying


def tidy(at: datetime) -> Summary:
    """Remove used link codes, old attempts to sign in, sessions long over, old words of the chat and runs of jobs."""
    with transaction():
        return {
            **tidying.remove_used_up(at=at),
            **forget_old_words(at=at),
            "job_runs": service.forget_old_runs(at=at),
        }
