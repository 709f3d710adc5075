"""The forms of tasks, directives and openings; each yields what its service function takes."""

from tracker.tasks.forms.changing import CancelForm, DelegationForm, ReschedulingForm, VerdictForm
from tracker.tasks.forms.directives import ClosingForm, DirectiveForm
from tracker.tasks.forms.extending import DecisionForm, ExtensionForm, PromiseForm
from tracker.tasks.forms.listing import FilterForm
from tracker.tasks.forms.opening import MatchForm, PeriodForm
from tracker.tasks.forms.past_years import PastYearForm, TakeBackForm
from tracker.tasks.forms.reporting import EvidenceForm, NotDoneForm, ReportForm

__all__ = [
    "CancelForm",
    "ClosingForm",
    "DecisionForm",
    "DelegationForm",
    "DirectiveForm",
    "EvidenceForm",
    "ExtensionForm",
    "FilterForm",
    "MatchForm",
    "NotDoneForm",
    "PastYearForm",
    "PeriodForm",
    "PromiseForm",
    "ReportForm",
    "ReschedulingForm",
    "TakeBackForm",
    "VerdictForm",
]
