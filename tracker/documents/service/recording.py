"""Writing down what the machine read in a document; what is written is never edited, only replaced as a whole."""

from datetime import datetime
from decimal import Decimal

from sqlalchemy import delete, select

from tracker.database import db
from tracker.documents.models import Document, DocumentState, Finding, Flag, ProposedMeasure
from tracker.documents.reading import ReadFinding, ReadFlag, Reading, ReadMeasure

PARSER_VERSION = "1"
_HIGHEST_STORED_SCORE = Decimal("999.99")


def record_reading(document: Document, reading: Reading, *, at: datetime) -> bool:
    """Write down what was read, once; False when another reader of the same document was faster."""
    if not _is_still_waiting(document):
        return False
    document.state, document.lease_until = DocumentState.ANALYSED, None
    document.reason = ""
    document.analysed_at = at
    document.parser_version = PARSER_VERSION
    document.doc_type = reading.doc_type
    document.organisation = (reading.organisation or "")[:200]
    document.assessed_year = reading.fiscal_year
    document.measures_year = reading.measures_fiscal_year
    document.reading = reading.as_json()
    db.session.add_all(_finding(found, document) for found in reading.findings)
    proposals = [_proposal(measure, document) for measure in reading.measures]
    db.session.add_all(proposals)
    db.session.flush()  # Flags point at the proposals.
    ids = {proposal.seq: proposal.id for proposal in proposals}
    db.session.add_all(row for flag in reading.flags for row in _flags(flag, document, ids))
    db.session.flush()  # The findings and flags are shown in the order of their ids.
    return True


def record_unreadable(document: Document, reason: str, *, at: datetime) -> bool:
    """Note why nobody can read a document; it is kept, so that a later reader may try again."""
    if not _is_still_waiting(document):
        return False
    document.state, document.lease_until = DocumentState.UNREADABLE, None
    document.reason = reason
    document.analysed_at = at
    document.parser_version = PARSER_VERSION
    return True


def forget_reading(document: Document) -> None:
    """Remove everything the machine read in a document, so that it is read anew from its file."""
    for table in (Flag, Finding, ProposedMeasure):
        db.session.execute(
            delete(table).where(table.government_id == document.government_id, table.document_id == document.id)
        )
    document.doc_type, document.organisation, document.reading = "", "", {}
    document.assessed_year, document.measures_year, document.analysed_at = None, None, None


def _is_still_waiting(document: Document) -> bool:
    state = db.session.scalar(select(Document.state).where(Document.id == document.id).with_for_update())
    if state is not DocumentState.RECEIVED:
        db.session.refresh(document)
        return False
    return True


def _finding(found: ReadFinding, document: Document) -> Finding:
    return Finding(
        government_id=document.government_id,
        document_id=document.id,
        code=found.code[:10] if found.code else None,
        indicator=found.indicator,
        kind=found.kind or "",
        refs=list(found.refs),
        score=found.score if found.score is None or abs(found.score) <= _HIGHEST_STORED_SCORE else None,
        text=found.text,
    )


def _proposal(measure: ReadMeasure, document: Document) -> ProposedMeasure:
    return ProposedMeasure(
        government_id=document.government_id,
        document_id=document.id,
        seq=measure.seq,
        kind=measure.kind,
        title=measure.title,
        analysis=measure.analysis or "",
        steps=list(measure.steps),
        indicators=list(measure.indicators),
        item_refs=list(measure.item_refs),
        period_raw=measure.period_raw or "",
        starts_on=measure.start,
        ends_on=measure.end,
        recurrence=measure.recurrence,
        periods=[[span.start.isoformat(), span.end.isoformat()] for span in measure.periods],
        owners_raw=measure.owners_raw or "",
        owners=list(measure.owners),
        monitoring=measure.monitoring or "",
        results=list(measure.result),
        outcomes=list(measure.outcome),
        source_lines=list(measure.source_lines),
        source_text=measure.source_text,
    )


def _flags(flag: ReadFlag, document: Document, proposal_ids: dict[int, int]) -> list[Flag]:
    """Return a row for each measure a flag is about, so that each is decided with it in sight; else one row."""
    seqs = flag.measure_seqs or (flag.measure_seq,)
    return [_flag(flag, document, proposal_ids.get(seq) if seq is not None else None) for seq in seqs]


def _flag(flag: ReadFlag, document: Document, proposal_id: int | None) -> Flag:
    return Flag(
        government_id=document.government_id,
        document_id=document.id,
        proposed_measure_id=proposal_id,
        severity=flag.severity,
        kind=flag.kind,
        line=flag.line,
        where=flag.where,
        raw=flag.raw or "",
        expected=flag.expected or "",
        message=flag.message,
    )
