"""Measures out to a workbook and in again: written out with codes, compared, and taken over when a person confirms."""

from tracker.measures.service.workbook.applying import Confirmation, PlanChanged, TakenOver, take_over
from tracker.measures.service.workbook.cells import export_of, template_of
from tracker.measures.service.workbook.codes import code_of
from tracker.measures.service.workbook.comparing import Addition, Change, Gone, PlacedFault, Preview, compare
from tracker.measures.service.workbook.showing import FieldChange

__all__ = [
    "Addition",
    "Change",
    "Confirmation",
    "FieldChange",
    "Gone",
    "PlacedFault",
    "PlanChanged",
    "Preview",
    "TakenOver",
    "code_of",
    "compare",
    "export_of",
    "take_over",
    "template_of",
]
