"""Changes to tasks, their proof, directives and years; the same functions serve pages, LINE, jobs and commands."""

from tracker.tasks.service.arrangement import (
    NOT_YOURS_TO_DELEGATE,
    Delegation,
    Rescheduling,
    cancel,
    candidates,
    delegate,
    reschedule,
)
from tracker.tasks.service.closing import close_year
from tracker.tasks.service.directives import (
    Order,
    acknowledge,
    close_directive,
    give_directive,
    take_back_acknowledgement,
)
from tracker.tasks.service.entries import refuse_if_changed_by_others, refuse_unless
from tracker.tasks.service.evidence import MOST_FILES, StoredFile, add_evidence, keep_file, withdraw_evidence
from tracker.tasks.service.extensions import (
    NOT_YOURS_TO_ASK,
    ExtensionAsked,
    ask_extension,
    check_day,
    grant_extension,
    may_decide,
    refuse_extension,
    refuse_unless_decidable,
    waiting_request,
    withdraw_extension,
)
from tracker.tasks.service.opening import Opening, open_year, opening_problems, planned_opening
from tracker.tasks.service.past_years import PastYear, record_past_year, take_back_past_year
from tracker.tasks.service.problems import OpeningProblem, ProblemKind
from tracker.tasks.service.progress import NOT_YOURS_TO_REPORT, ProgressReport, report_not_done, report_progress, submit
from tracker.tasks.service.promises import promise, withdraw_promise
from tracker.tasks.service.rights import (
    TaskRights,
    may_answer,
    may_arrange,
    may_delegate,
    may_direct,
    may_report,
    may_verify,
    task_rights,
)
from tracker.tasks.service.undoing import UNDO_FOR, UNDOABLE, newest_entry, undo, undo_decision, undoable_until
from tracker.tasks.service.verification import Remark, last_submission, return_for_correction, verify

__all__ = [
    "MOST_FILES",
    "NOT_YOURS_TO_ASK",
    "NOT_YOURS_TO_DELEGATE",
    "NOT_YOURS_TO_REPORT",
    "UNDOABLE",
    "UNDO_FOR",
    "Delegation",
    "ExtensionAsked",
    "Opening",
    "OpeningProblem",
    "Order",
    "PastYear",
    "ProblemKind",
    "ProgressReport",
    "Remark",
    "Rescheduling",
    "StoredFile",
    "TaskRights",
    "acknowledge",
    "add_evidence",
    "ask_extension",
    "cancel",
    "candidates",
    "check_day",
    "close_directive",
    "close_year",
    "delegate",
    "give_directive",
    "grant_extension",
    "keep_file",
    "last_submission",
    "may_answer",
    "may_arrange",
    "may_decide",
    "may_delegate",
    "may_direct",
    "may_report",
    "may_verify",
    "newest_entry",
    "open_year",
    "opening_problems",
    "planned_opening",
    "promise",
    "record_past_year",
    "refuse_extension",
    "refuse_if_changed_by_others",
    "refuse_unless",
    "refuse_unless_decidable",
    "report_not_done",
    "report_progress",
    "reschedule",
    "return_for_correction",
    "submit",
    "take_back_acknowledgement",
    "take_back_past_year",
    "task_rights",
    "undo",
    "undo_decision",
    "undoable_until",
    "verify",
    "waiting_request",
    "withdraw_evidence",
    "withdraw_extension",
    "withdraw_promise",
]
