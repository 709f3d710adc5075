"""The few ways the application says no."""


class TrackerError(Exception):
    """The application says no; `str(error)` is a Thai sentence fit for the person who asked."""


class NotFound(TrackerError):
    """There is no such thing, or it belongs to somebody else (404)."""


class NotAllowed(TrackerError):
    """The person who asks may not do that (403)."""


class NotNow(TrackerError):
    """The state of things forbids it: a closed year, a finished task, a stale page (409)."""


class NotValid(TrackerError):
    """What was handed in cannot be used; the sentence says what to do instead (422)."""


class UnreadableDocument(NotValid):
    """A document nobody can read: shown on the document, never a 500."""
