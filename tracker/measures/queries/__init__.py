"""Measures with their owners and steps, verdicts on proposals, and accepted scores, for whoever may see them."""

from tracker.measures.queries.rows import (
    MeasureRow,
    OwnerRow,
    has_tasks,
    ids_with_tasks,
    measure,
    measures,
    owner,
    owners_of,
    unknown_owners,
    years,
)
from tracker.measures.queries.scores import assessment, assessments
from tracker.measures.queries.verdicts import (
    RESULT_REPORT,
    WITHOUT_PERIOD,
    Decisions,
    ReviewRow,
    clean_proposals,
    decisions,
    proposals_to_review,
    reviews,
    undated_proposals,
    undecided_count,
)

__all__ = [
    "RESULT_REPORT",
    "WITHOUT_PERIOD",
    "Decisions",
    "MeasureRow",
    "OwnerRow",
    "ReviewRow",
    "assessment",
    "assessments",
    "clean_proposals",
    "decisions",
    "has_tasks",
    "ids_with_tasks",
    "measure",
    "measures",
    "owner",
    "owners_of",
    "proposals_to_review",
    "reviews",
    "undated_proposals",
    "undecided_count",
    "unknown_owners",
    "years",
]
