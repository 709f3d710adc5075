"""The form a document comes in by."""

from tracker.documents.service import Upload
from tracker.web.forms import Required, TrackerForm, UploadsField


class UploadForm(TrackerForm):
    """Documents, each looked at for itself: one that is refused keeps no other out."""

    file = UploadsField("ไฟล์เอกสาร", [Required("กรุณาเลือกไฟล์เอกสาร")])

    def to_uploads(self) -> list[Upload]:
        """Return the files with their names."""
        return [Upload(one.filename or "", one.stream.read()) for one in self.file.uploads]


class ActionForm(TrackerForm):
    """A press of a button, nothing to fill in."""
