from decimal import Decimal

import pytest

from tests.builders import the_system
from tests.measures.documents import a_reading, an_analysed_document
from tracker import clock
from tracker.documents.models import Document
from tracker.documents.reading import PrintedScores, ReadIndicator, Reading
from tracker.errors import NotValid
from tracker.measures import queries, service
from tracker.web.machinery import machinery

pytestmark = pytest.mark.usefixtures("app")


def _document(reading: Reading) -> Document:
    return an_analysed_document(reading, files=machinery().files, by=the_system())


def test_printed_scores_are_accepted_and_missing_ones_computed() -> None:
    reading = a_reading(instrument_scores=PrintedScores(IIT=Decimal("92.00")), overall_score=None, grade=None)
    accepted = service.accept_scores(_document(reading), by=the_system(), at=clock.now())
    assert accepted.overall == Decimal("88.70")
    assert accepted.level == "ผ่าน"
    assert accepted.instruments == {"IIT": "92.00", "EIT": "92.00", "OIT": "83.75"}
    assert len(accepted.indicators) == 10


def test_what_the_document_prints_counts_even_where_the_sum_differs() -> None:
    document = _document(a_reading(overall_score=Decimal("88.90")))
    assert service.accept_scores(document, by=the_system(), at=clock.now()).overall == Decimal("88.90")
    assert service.computed_scores(Reading.from_json(document.reading)).overall == Decimal("88.70")


def test_accepting_again_replaces_the_year() -> None:
    by = the_system()
    document = _document(a_reading())
    service.accept_scores(document, by=by, at=clock.now())
    service.accept_scores(
        document, by=by, at=clock.now(), scores=service.Scores(overall=Decimal("90.00"), level="ผ่านดี")
    )
    assert [(one.ita_year, one.overall, one.level) for one in queries.assessments(by)] == [
        (2568, Decimal("90.00"), "ผ่านดี")
    ]


@pytest.mark.parametrize(
    ("reading", "sentence"),
    [
        (a_reading(fiscal_year=None), "ไม่ได้ระบุปีที่ประเมิน"),
        (
            a_reading(overall_score=None, grade=None, indicators=(), instrument_scores=PrintedScores()),
            "ไม่มีคะแนนให้รับ",
        ),
        (a_reading(overall_score=Decimal("188.00")), "ระหว่าง 0 ถึง 100"),
        (a_reading(indicators=(ReadIndicator(1, "ก", score=Decimal("-1")),)), "ระหว่าง 0 ถึง 100"),
    ],
)
def test_scores_that_cannot_be_are_refused(reading: Reading, sentence: str) -> None:
    with pytest.raises(NotValid, match=sentence):
        service.accept_scores(_document(reading), by=the_system(), at=clock.now())
