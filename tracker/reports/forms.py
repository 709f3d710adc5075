"""The forms of the report's pages."""

from tracker.web.forms import FiscalYearField, TrackerForm


class YearForm(TrackerForm):
    """A fiscal year whose report is to be frozen or closed."""

    year = FiscalYearField("ปีงบประมาณ")
