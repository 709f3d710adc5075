"""What the person saw when a page was opened: the task's revision travels with every form about it."""

from tracker.web.forms import HiddenField, TrackerForm


class SeenForm(TrackerForm):
    """A form about a task as it stood when the page was opened."""

    revision = HiddenField()

    @property
    def seen_revision(self) -> int:
        """The revision of the page; a form without one counts as the oldest."""
        digits = self.revision.data or ""
        return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 10 else 0

    def show(self, revision: int) -> None:
        """Show the page anew: from now on the person has seen this revision."""
        self.revision.data = str(revision)
