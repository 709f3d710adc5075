"""What the list of tasks can be narrowed to."""

from tracker.tasks.standing import Standing
from tracker.web.forms import BooleanField, ChoiceField, TrackerForm, labelled
from tracker.web.typed import id_from


class FilterForm(TrackerForm):
    """A search; it changes nothing, so it travels in the address and needs no protection."""

    class Meta(TrackerForm.Meta):
        """A form of the address bar."""

        csrf = False

    unit = ChoiceField("หน่วยงาน", parse=id_from, prompt="ทุกหน่วยงาน")
    standing = ChoiceField("สถานะ", choices=labelled(Standing), parse=Standing, prompt="ทุกสถานะ")
    measure = ChoiceField("มาตรการ", parse=id_from, prompt="ทุกมาตรการ")
    indicator = ChoiceField("ตัวชี้วัด", parse=int, prompt="ทุกตัวชี้วัด")
    assignee = ChoiceField("ผู้รับมอบหมาย", parse=id_from, prompt="ทุกคน")
    silent = BooleanField("ไม่มีรายงานเกิน 30 วัน")
