"""Doing what a form asks, and showing the same form again when the service says no."""

from collections.abc import Callable

from tracker.database import db, transaction
from tracker.errors import NotNow, NotValid
from tracker.web.forms import TrackerForm


def refusal_of(deed: Callable[[], object], form: TrackerForm) -> int | None:
    """Do a deed in a transaction; if it is refused, put the sentence on the form and return the status of the page."""
    try:
        with transaction():
            deed()
    except (NotNow, NotValid) as refusal:
        db.session.expire_all()  # What was read before the refusal may be old; the page is made from what is true now.
        form.refuse(str(refusal))
        return 409 if isinstance(refusal, NotNow) else 422
    return None
