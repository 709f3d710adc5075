"""Two people press the same button in the same moment: one decision counts, the other is told."""

import threading
from collections.abc import Callable

from flask import Flask
from sqlalchemy import func, select

from tests.builders import YEAR, the_system
from tests.measures.documents import a_read_measure, a_reading, an_analysed_document, the_proposal
from tracker import clock
from tracker.database import db, transaction
from tracker.documents import queries as document_queries
from tracker.documents import service as documents
from tracker.documents.models import Document
from tracker.errors import NotNow
from tracker.measures import queries, service
from tracker.measures.models import Measure, Review
from tracker.web.machinery import machinery


def _at_once(app: Flask, *deeds: Callable[[], object]) -> list[str]:
    """Do each deed in a thread of its own, all begun together; return who succeeded and who was refused."""
    start, outcomes = threading.Barrier(len(deeds)), []

    def do(deed: Callable[[], object]) -> None:
        with app.app_context():
            start.wait()
            try:
                with transaction():
                    deed()
                outcomes.append("done")
            except NotNow:
                outcomes.append("refused")
            finally:
                db.session.remove()

    threads = [threading.Thread(target=do, args=(deed,)) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return sorted(outcomes)


def _count(model: type) -> int:
    return db.session.scalar(select(func.count()).select_from(model)) or 0


def test_the_same_row_approved_twice_at_once_becomes_one_measure(committed_app: Flask) -> None:
    by = the_system()
    document = an_analysed_document(a_reading(a_read_measure(1)), files=machinery().files, by=by)
    proposal_id = the_proposal(document, 1, by=by).id
    db.session.remove()

    def approve() -> None:
        proposal = document_queries.proposal(proposal_id, asker=by)
        service.approve(proposal, service.as_read(proposal, YEAR), by=by, at=clock.now())

    assert _at_once(committed_app, approve, approve, approve) == ["done", "refused", "refused"]
    assert (_count(Measure), _count(Review)) == (1, 1)


def test_two_rows_approved_at_once_get_two_numbers(committed_app: Flask) -> None:
    by = the_system()
    document = an_analysed_document(a_reading(*map(a_read_measure, (1, 2, 3, 4))), files=machinery().files, by=by)
    ids = [proposal.id for proposal in document_queries.proposals(document.id, asker=by)]
    db.session.remove()

    def approving(proposal_id: int) -> Callable[[], None]:
        def approve() -> None:
            proposal = document_queries.proposal(proposal_id, asker=by)
            service.approve(proposal, service.as_read(proposal, YEAR), by=by, at=clock.now())

        return approve

    assert _at_once(committed_app, *map(approving, reversed(ids))) == ["done"] * 4
    titles = [(measure.number, measure.title[-1]) for measure in queries.measures(by, YEAR)]
    assert titles == [(1, "1"), (2, "2"), (3, "3"), (4, "4")]


def test_the_same_file_received_twice_at_once_is_one_document(committed_app: Flask) -> None:
    by, files = the_system(), machinery().files
    upload = documents.Upload("a.txt", b"abc")

    def receive() -> None:
        documents.receive_document(upload, files=files, by=by, at=clock.now())

    assert _at_once(committed_app, receive, receive) == ["done", "refused"]
    assert _count(Document) == 1
