"""A document half read: what the parsers found, with the places, for the checks to compare."""

from dataclasses import dataclass, field
from decimal import Decimal

from tracker.documents.parsing.findings import Analysis
from tracker.documents.parsing.organisation import Organisation
from tracker.documents.parsing.scores import Line, ScoreRow, StatedScore, YearScore, as_mapping, history
from tracker.documents.parsing.tables import RawMeasure
from tracker.documents.reading import DocumentType, PrintedScores, ReadMeasure


@dataclass(frozen=True)
class Draft:
    """Everything found in one document, before flags."""

    doc_type: DocumentType
    lines: list[Line]
    """What the document says outside its measures: paragraphs, and the rows of its other tables."""
    organisation: Organisation
    fiscal_year: int | None
    measures_fiscal_year: int | None
    score_rows: tuple[ScoreRow, ...] = ()
    overall: StatedScore | None = None
    instruments: PrintedScores = field(default_factory=PrintedScores)
    grade: str | None = None
    analysis: Analysis = field(default_factory=Analysis)
    measures: tuple[ReadMeasure, ...] = ()
    raw_measures: tuple[RawMeasure, ...] = ()
    columns: frozenset[str] = frozenset()
    past_scores: tuple[YearScore, ...] = ()
    """Overall scores of other years, each time the document prints one."""
    announced_year: int | None = None
    """The year the text says the measures are for, whatever their periods say."""
    paragraphs: tuple[Line, ...] = ()
    """The lines that are no rows of a table."""

    @property
    def history(self) -> dict[int, Decimal]:
        """Year → overall score of other years."""
        return history(self.past_scores)

    @property
    def scores(self) -> dict[int, Decimal]:
        """Indicator → score: the score table's, else those in the headings of the analysis."""
        if self.score_rows:
            return as_mapping(self.score_rows)
        return {section.no: section.score for section in self.analysis.sections if section.score is not None}
