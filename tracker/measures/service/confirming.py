"""A result report is confirmed row by row; nothing becomes a measure before the whole year is put on record."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from tracker import thai
from tracker.database import db
from tracker.documents.models import Document, ProposedMeasure
from tracker.documents.queries import document as document_of
from tracker.errors import NotNow, NotValid
from tracker.measures import queries
from tracker.measures.models import Review, Verdict
from tracker.measures.queries import RESULT_REPORT
from tracker.measures.service import numbering, reviewing
from tracker.measures.service.stated import Stated, stated_results
from tracker.people import audit
from tracker.people.viewer import Asker


@dataclass(frozen=True)
class PastMeasure:
    """A measure of a past year with what came of it, as a person confirms it."""

    title: str
    kind: str | None
    indicators: tuple[int, ...]
    steps: tuple[str, ...]
    owners: tuple[str, ...]
    period_text: str
    results: tuple[str, ...]
    outcomes: tuple[str, ...]

    @property
    def stated(self) -> tuple[Stated, ...]:
        """What it says of each step, or of the measure as a whole."""
        steps = [step for step in self.steps if thai.one_line(step)]
        return stated_results(len(steps), self.results, self.outcomes)


def as_stated(proposal: ProposedMeasure) -> PastMeasure:
    """Return a row of a result report as the machine read it."""
    return PastMeasure(
        title=thai.one_line(proposal.title),
        kind=proposal.kind,
        indicators=tuple(proposal.indicators),
        steps=tuple(proposal.steps),
        owners=tuple(proposal.owners),
        period_text=proposal.period_raw,
        results=tuple(proposal.results),
        outcomes=tuple(proposal.outcomes),
    )


def as_confirmed(proposal: ProposedMeasure, corrected: Mapping[str, Any]) -> PastMeasure:
    """Return a row as the person confirmed it: as its review keeps it corrected, or as it was read."""
    if not corrected:
        return as_stated(proposal)
    lists = {name: tuple(value) for name, value in corrected.items() if isinstance(value, list)}
    return PastMeasure(**{**corrected, **lists})


def confirm(proposal: ProposedMeasure, row: PastMeasure, *, by: Asker, at: datetime) -> Review:
    """Confirm one row of a result report, as it was read or as a person corrected it; once."""
    refuse_unless_result_report(document_of(proposal.document_id, asker=by))
    numbering.take_turns(by)
    reviewing.refuse_if_decided([proposal], by=by)
    return _confirm_all([(proposal, row)], by=by, at=at)[0]


def confirm_clean(document: Document, *, by: Asker, at: datetime) -> list[Review]:
    """Confirm every undecided row in which nothing is doubtful; the others wait for a person."""
    refuse_unless_result_report(document)
    numbering.take_turns(by)
    return _confirm_as_read(queries.clean_rows_to_confirm(document, asker=by), by=by, at=at)


def confirm_rest(document: Document, *, by: Asker, at: datetime) -> list[Review]:
    """Confirm every undecided row as it was read, doubtful ones too, once somebody has compared them."""
    refuse_unless_result_report(document)
    numbering.take_turns(by)
    return _confirm_as_read(queries.rows_to_confirm(document, asker=by), by=by, at=at)


def refuse_unless_result_report(document: Document) -> None:
    """Refuse any other document: its measures are approved, not put on record."""
    if document.doc_type != RESULT_REPORT:
        raise NotNow("เอกสารนี้ไม่ใช่รายงานผลการดำเนินการ จึงบันทึกเป็นปีที่ผ่านมาไม่ได้")


def _confirm_as_read(proposals: Sequence[ProposedMeasure], *, by: Asker, at: datetime) -> list[Review]:
    return _confirm_all([(proposal, as_stated(proposal)) for proposal in proposals], by=by, at=at)


def _confirm_all(pairs: Sequence[tuple[ProposedMeasure, PastMeasure]], *, by: Asker, at: datetime) -> list[Review]:
    reviews = []
    for proposal, row in pairs:
        _refuse_if_incomplete(proposal, row)
        review = reviewing.new_review(proposal, Verdict.APPROVED, by=by, at=at)
        review.was_corrected = row != as_stated(proposal)
        review.corrected = asdict(row) if review.was_corrected else {}
        reviews.append(review)
        audit.record("past_row_confirmed", row.title, by=by, at=at, details={"proposal": proposal.id})
    db.session.add_all(reviews)
    db.session.flush()  # The page shows at once who confirmed what.
    return reviews


def _refuse_if_incomplete(proposal: ProposedMeasure, row: PastMeasure) -> None:
    if not thai.one_line(row.title):
        raise NotValid(f"แถวที่ {proposal.seq}: กรุณาพิมพ์ชื่อมาตรการ")
    if not row.stated:
        raise NotValid(
            f"แถวที่ {proposal.seq}: ไม่มีผลการดำเนินการ กรุณากด “แก้ไข” แล้วพิมพ์ผลตามรายงาน หรือพิมพ์ว่าไม่ได้ดำเนินการ เนื่องจากเหตุใด"
        )
