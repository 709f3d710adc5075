"""What the review page of a result report shows besides its rows: how far the way to a past year on record is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from tracker.documents.models import ProposedMeasure
from tracker.fiscal_year import FiscalYear
from tracker.measures import queries, service
from tracker.measures.routes.sheet import ProposalRow, Sheet
from tracker.measures.service import PastMeasure, PastScore
from tracker.people.viewer import Viewer

_YEARS_OFFERED = 10


@dataclass(frozen=True)
class PastSheet:
    """A result report on its way to a past year on record."""

    recorded: FiscalYear | None
    """The year that was recorded from it."""
    stated_year: FiscalYear | None
    stated_has_measures: bool
    """Whether the year it states has measures of its own, so that it cannot be recorded over."""
    years: list[FiscalYear]
    """The years that have ended, newest first."""
    scores: list[PastScore]
    overall: Decimal | None
    """A score it states without saying of which year."""
    corrected: Mapping[int, Mapping[str, Any]]
    """What a person corrected of the rows that are confirmed, by the proposal's id."""

    def row(self, proposal: ProposedMeasure) -> PastMeasure:
        """Return a row as it was confirmed, or as it was read."""
        return service.as_confirmed(proposal, self.corrected.get(proposal.id, {}))

    def is_whole(self, proposal: ProposedMeasure) -> bool:
        """Tell whether some of what a row says belongs to the whole measure, as it does not count up with the steps."""
        return any(one.step is None for one in self.row(proposal).stated)

    def is_silent(self, proposal: ProposedMeasure) -> bool:
        """Tell whether a row says nothing of what came of it."""
        return not self.row(proposal).stated

    def not_done(self, proposal: ProposedMeasure) -> list[int | None]:
        """Return the steps that were not done, by number; None stands for the whole measure."""
        return [one.step for one in self.row(proposal).stated if not one.was_done]

    def clean(self, rows: list[ProposalRow]) -> list[ProposalRow]:
        """Return the rows that can be confirmed at once."""
        return [row for row in rows if row.is_waiting and not row.is_doubtful and not self.is_silent(row.proposal)]

    @property
    def suggested_year(self) -> FiscalYear | None:
        """The year the form is filled in with: the stated one, where it is free."""
        return None if self.stated_has_measures else self.stated_year


def past_sheet_of(sheet: Sheet, *, asker: Viewer, today: date) -> PastSheet | None:
    """Gather what the page of a result report shows; nothing for any other document."""
    if not sheet.is_result_report:
        return None
    document, stated = sheet.document, service.year_stated(sheet.document)
    this_year = int(FiscalYear.of(today))
    reviews = [(row.proposal.id, row.review) for row in sheet.rows if row.review is not None]
    recorded = next((review.measure_year for _, review in reviews if review.measure_year is not None), None)
    return PastSheet(
        recorded=recorded,
        stated_year=stated,
        stated_has_measures=recorded is None and stated is not None and stated in queries.years(asker),
        years=[FiscalYear(this_year - back) for back in range(1, _YEARS_OFFERED + 1)],
        scores=service.past_scores(document, asker=asker),
        overall=sheet.reading.overall_score,
        corrected={proposal_id: review.corrected for proposal_id, review in reviews},
    )
