"""Where a document contradicts itself or leaves something out: every rule that raises a flag."""

from tracker.documents.parsing.checks import analysis, measures, scores, whole
from tracker.documents.parsing.draft import Draft
from tracker.documents.reading import ReadFlag


def flags(draft: Draft) -> tuple[ReadFlag, ...]:
    """Return the flags of a document, in the order a person goes through it."""
    return (*whole.flags(draft), *scores.flags(draft), *analysis.flags(draft), *measures.flags(draft))
