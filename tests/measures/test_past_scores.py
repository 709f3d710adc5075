"""An analysis states the scores of the years before; accepting its scores records those too."""

from decimal import Decimal

import pytest

from tests.builders import the_system
from tests.measures.documents import a_reading, an_analysed_document
from tracker import clock
from tracker.database import db
from tracker.documents.models import Document
from tracker.measures import queries, service
from tracker.measures.models import Assessment
from tracker.web.machinery import machinery

pytestmark = pytest.mark.usefixtures("app")


def _document(history: dict[int, Decimal]) -> Document:
    return an_analysed_document(a_reading(history=history), files=machinery().files, by=the_system())


def _on_record() -> dict[int, Decimal | None]:
    return {one.ita_year: one.overall for one in queries.assessments(the_system())}


def test_accepting_scores_records_those_of_the_years_before() -> None:
    document = _document({2566: Decimal("61.20"), 2567: Decimal("84.99")})
    service.accept_scores(document, by=the_system(), at=clock.now())
    assert _on_record() == {2568: Decimal("88.70"), 2567: Decimal("84.99"), 2566: Decimal("61.20")}
    before = queries.assessment(the_system(), 2566)
    assert before is not None
    assert (before.level, before.indicators, before.document_id) == ("", {}, document.id)


def test_what_is_recorded_stays_and_the_contradiction_is_told() -> None:
    by = the_system()
    db.session.add(
        Assessment(government_id=by.government_id, ita_year=2567, overall=Decimal("90.00"), accepted_at=clock.now())
    )
    document = _document({2566: Decimal("61.2"), 2567: Decimal("84.99")})
    told = service.past_scores(document, asker=by)
    assert [(one.year, one.is_recorded, one.agrees, one.contradicts) for one in told] == [
        (2566, False, False, False),
        (2567, True, False, True),
    ]
    service.accept_scores(document, by=by, at=clock.now())
    assert _on_record()[2567] == Decimal("90.00")
    assert [one.agrees for one in service.past_scores(document, asker=by)] == [True, False]


def test_accepting_twice_records_the_years_before_once() -> None:
    document = _document({2567: Decimal("84.99")})
    service.accept_scores(document, by=the_system(), at=clock.now())
    service.accept_scores(document, by=the_system(), at=clock.now())
    assert len(_on_record()) == 2


def test_what_is_no_score_of_a_year_before_is_not_recorded() -> None:
    document = _document({2567: Decimal("184.99"), 2569: Decimal("90.00")})
    service.accept_scores(document, by=the_system(), at=clock.now())
    assert list(_on_record()) == [2568]


def test_the_own_document_of_a_year_replaces_what_a_history_said() -> None:
    by = the_system()
    service.accept_scores(_document({2567: Decimal("84.99")}), by=by, at=clock.now())
    own = an_analysed_document(
        a_reading(fiscal_year=2567, overall_score=Decimal("85.10")),
        files=machinery().files,
        by=by,
        content="ของปีเอง".encode(),
    )
    service.accept_scores(own, by=by, at=clock.now())
    assert _on_record()[2567] == Decimal("85.10")
