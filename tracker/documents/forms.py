"""The form a document comes in by."""

from tracker.documents.service import Upload
from tracker.web.forms import FileNotLarger, Required, TrackerForm, UploadField

LARGEST = 20 * 1024 * 1024


class UploadForm(TrackerForm):
    """One document."""

    file = UploadField("ไฟล์เอกสาร", [Required("กรุณาเลือกไฟล์เอกสาร"), FileNotLarger(LARGEST)])

    def to_upload(self) -> Upload:
        """Return the file with its name."""
        return Upload(self.file.data.filename or "", self.file.data.stream.read())


class ActionForm(TrackerForm):
    """A press of a button, nothing to fill in."""
