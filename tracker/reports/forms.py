"""The forms of the report's pages."""

from tracker.web.forms import DateField, FiscalYearField, TrackerForm


class AsOfForm(TrackerForm):
    """A day as of which the report is written."""

    as_of = DateField("ข้อมูล ณ วันที่")


class YearForm(TrackerForm):
    """A fiscal year whose report is to be frozen or closed."""

    year = FiscalYearField("ปีงบประมาณ")
