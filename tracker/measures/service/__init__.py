"""Changes to measures: approved from documents or typed by hand, matched to units, dated, corrected, cancelled."""

from tracker.measures.service.confirming import (
    PastMeasure,
    as_confirmed,
    as_stated,
    confirm,
    confirm_clean,
    confirm_rest,
    refuse_unless_result_report,
)
from tracker.measures.service.deciding import match_owner, match_owner_to_scope, match_text, set_dates, set_period
from tracker.measures.service.history import PastScore, forget_past_scores, past_scores, record_past_scores
from tracker.measures.service.keeping import add_measure, cancel_measure, correct
from tracker.measures.service.past_years import make_past_measures, remove_past_measures, year_stated
from tracker.measures.service.reviewing import (
    approval_as_read,
    approve,
    approve_clean,
    approve_undated,
    set_aside,
    undo_review,
    year_of,
)
from tracker.measures.service.scores import (
    Scores,
    accept_scores,
    computed_scores,
    printed_scores,
    scores_to_accept,
)
from tracker.measures.service.wording import (
    PERIOD_EXAMPLES,
    Approval,
    Timing,
    as_read,
    owner_meant,
    timing_of,
    timing_of_measure,
    understood_timing,
)

__all__ = [
    "PERIOD_EXAMPLES",
    "Approval",
    "PastMeasure",
    "PastScore",
    "Scores",
    "Timing",
    "accept_scores",
    "add_measure",
    "approval_as_read",
    "approve",
    "approve_clean",
    "approve_undated",
    "as_confirmed",
    "as_read",
    "as_stated",
    "cancel_measure",
    "computed_scores",
    "confirm",
    "confirm_clean",
    "confirm_rest",
    "correct",
    "forget_past_scores",
    "make_past_measures",
    "match_owner",
    "match_owner_to_scope",
    "match_text",
    "owner_meant",
    "past_scores",
    "printed_scores",
    "record_past_scores",
    "refuse_unless_result_report",
    "remove_past_measures",
    "scores_to_accept",
    "set_aside",
    "set_dates",
    "set_period",
    "timing_of",
    "timing_of_measure",
    "understood_timing",
    "undo_review",
    "year_of",
    "year_stated",
]
