"""What whoever asked for more time hears of the decision, however it was made: on a page or over LINE."""

from datetime import date, datetime

from tracker.people.viewer import Viewer
from tracker.reminders.service.notices import tell_person
from tracker.reminders.wording import asking
from tracker.tasks.models import ExtensionRequest, ExtensionState


def tell_of_decision(request: ExtensionRequest, title: str, due_on: date, *, by: Viewer, at: datetime) -> None:
    """Tell who asked until when they have, or that the task stays due when it was."""
    is_granted = request.state is ExtensionState.GRANTED
    words = asking.granted_until(due_on) if is_granted else asking.refused_and_due(due_on)
    tell_person(request.asked_by_id, asking.decision_on_request(title, words, request.comment), asker=by, at=at)
