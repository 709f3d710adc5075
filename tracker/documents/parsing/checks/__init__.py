"""Where a document contradicts itself or leaves something out: every rule that raises a flag."""

from tracker.documents.parsing.checks import analysis, claims, measures, scores, whole
from tracker.documents.parsing.draft import Draft
from tracker.documents.reading import ReadFlag


def flags(draft: Draft) -> tuple[ReadFlag, ...]:
    """Return the flags of a document, in the order a person goes through it."""
    parts = (whole, scores, analysis, claims, measures)
    return tuple(raised for part in parts for raised in part.flags(draft))
