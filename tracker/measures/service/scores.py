"""The scores of an assessed year: what the document prints, what follows from its indicators, and what was accepted."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from tracker import ita, thai
from tracker.database import db
from tracker.documents.models import Document
from tracker.documents.reading import Reading
from tracker.errors import NotValid
from tracker.measures import queries
from tracker.measures.models import Assessment
from tracker.measures.service.history import record_past_scores
from tracker.people import audit
from tracker.people.viewer import Asker, Viewer

_HIGHEST = Decimal(100)


@dataclass(frozen=True)
class Scores:
    """The scores of one year."""

    overall: Decimal | None = None
    level: str = ""
    instruments: Mapping[str, Decimal] = field(default_factory=dict)
    """IIT, EIT, OIT and, where the document tells them apart, EIT_part1 and EIT_part2."""
    indicators: Mapping[int, Decimal] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Tell whether there is nothing to accept."""
        return self.overall is None and not self.instruments and not self.indicators


def printed_scores(reading: Reading) -> Scores:
    """Return the scores a document states, each as printed."""
    printed = reading.instrument_scores
    instruments = {name: getattr(printed, name) for name in ("IIT", "EIT", "EIT_part1", "EIT_part2", "OIT")}
    return Scores(
        overall=reading.overall_score,
        level=reading.grade or "",
        instruments={name: score for name, score in instruments.items() if score is not None},
        indicators={one.no: one.score for one in reading.indicators if one.score is not None},
    )


def computed_scores(reading: Reading) -> Scores:
    """Return what follows from the indicators' scores: instruments, overall score and level."""
    indicators = {one.no: one.score for one in reading.indicators if one.score is not None}
    instruments = {name: score for name, score in ita.instrument_scores(indicators).items() if score is not None}
    overall = ita.overall(indicators)
    level = None
    if overall is not None and reading.fiscal_year is not None:
        level = ita.level(reading.fiscal_year, overall, instruments)
    return Scores(overall, level or "", {name.value: score for name, score in instruments.items()}, indicators)


def scores_to_accept(reading: Reading) -> Scores:
    """Return the printed scores, with what is not printed computed where it follows."""
    printed, computed = printed_scores(reading), computed_scores(reading)
    return Scores(
        overall=printed.overall if printed.overall is not None else computed.overall,
        level=printed.level or computed.level,
        instruments={**computed.instruments, **printed.instruments},
        indicators=printed.indicators,
    )


def accept_scores(document: Document, *, by: Asker, at: datetime, scores: Scores | None = None) -> Assessment:
    """Accept the scores of a document, or what a person made of them, as those of its assessed year.

    Accepting again replaces what was accepted; the audit log keeps that it happened. The overall scores of years
    before that the document states are recorded with them, where none is.
    """
    if document.assessed_year is None:
        raise NotValid("เอกสารไม่ได้ระบุปีที่ประเมิน จึงรับคะแนนไม่ได้")
    scores = scores or scores_to_accept(Reading.from_json(document.reading))
    if scores.is_empty:
        raise NotValid("เอกสารนี้ไม่มีคะแนนให้รับ")
    _refuse_out_of_range(scores)
    found = queries.assessment(by, document.assessed_year)
    if found is None:
        found = Assessment(government_id=by.government_id, ita_year=document.assessed_year)
        db.session.add(found)
    found.overall = None if scores.overall is None else ita.rounded(scores.overall)
    found.level = thai.one_line(scores.level)[:40]
    found.instruments = {name: str(ita.rounded(score)) for name, score in scores.instruments.items()}
    found.indicators = {str(no): str(ita.rounded(score)) for no, score in sorted(scores.indicators.items())}
    found.document_id = document.id
    found.accepted_by_id = by.person_id if isinstance(by, Viewer) else None
    found.accepted_at = at
    audit.record("scores_accepted", str(document.assessed_year), by=by, at=at, details={"document": document.id})
    record_past_scores(document, by=by, at=at)
    return found


def _refuse_out_of_range(scores: Scores) -> None:
    known = [scores.overall, *scores.instruments.values(), *scores.indicators.values()]
    if any(score is not None and not 0 <= score <= _HIGHEST for score in known):
        raise NotValid("คะแนนต้องอยู่ระหว่าง 0 ถึง 100 กรุณาแก้ไขก่อนรับคะแนน")
