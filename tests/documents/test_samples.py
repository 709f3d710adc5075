"""The sample documents give the readings written beside them."""

from pathlib import Path

import pytest

from tests import samples
from tests.documents import word_documents
from tracker.documents import readers
from tracker.documents.analysis import analyse
from tracker.documents.reading import Reading

# Merged cells in Word have their own test, with a table made by hand.
UNMERGED = [path for path in samples.DOCUMENTS if "rowspan" not in path.read_text(encoding="utf-8")]
documents = pytest.mark.parametrize("document", samples.DOCUMENTS, ids=lambda path: path.name)


@documents
def test_a_sample_gives_its_expected_reading(document: Path) -> None:
    assert analyse(document.read_bytes(), document.name).as_json() == samples.expected(document)


@documents
def test_a_reading_survives_its_way_through_json(document: Path) -> None:
    reading = analyse(document.read_bytes(), document.name)
    assert Reading.from_json(reading.as_json()) == reading


@pytest.mark.parametrize("document", UNMERGED, ids=lambda path: path.name)
def test_the_same_document_in_word_gives_the_same_reading_without_lines(document: Path) -> None:
    blocks = readers.read(document.read_bytes(), document.name)
    in_word = analyse(word_documents.written(blocks), "sample.docx").as_json()
    expected = samples.expected(document)
    for flag in expected["flags"]:
        flag["line"] = None
    for measure in expected["measures"]:
        measure["source_lines"] = []
    for measure in (*expected["measures"], *in_word["measures"]):
        measure["source_text"] = "".join(measure["source_text"].split())
    assert in_word == expected


def test_the_demo_analysis_raises_no_flag() -> None:
    reading = analyse(samples.DEMO_ANALYSIS.read_bytes(), "analysis.txt")
    assert reading.flags == ()
    assert len(reading.measures) == 16
    assert {no for measure in reading.measures for no in measure.indicators} == set(range(1, 11))
    assert all(measure.start and measure.end and measure.owners and measure.steps for measure in reading.measures)
