"""The same document handed in as text, page, Word, PDF, workbook or CSV gives the same reading."""

from pathlib import Path
from typing import Any

import pytest

from benchmarks.containers import CONTAINERS, write
from tests import samples
from tracker.documents import readers
from tracker.documents.analysis import analyse

LEFT_OUT = {"line", "source_lines", "source_text", "tables", "repairs"}


def plain(value: Any) -> Any:
    """Return a reading without lines and without white space, which containers differ in."""
    if isinstance(value, dict):
        return {key: plain(part) for key, part in value.items() if key not in LEFT_OUT}
    if isinstance(value, list | tuple):
        return [plain(part) for part in value]
    return "".join(value.split()) if isinstance(value, str) else value


# Text and CSV cannot say that cells are merged: only documents without such cells are the same there.
PAIRS = [
    (document, container)
    for document in samples.DOCUMENTS
    for container in CONTAINERS
    if container != "office-pdf"
    and not (container in {"txt", "md", "csv"} and "span=" in document.read_text(encoding="utf-8"))
]


@pytest.mark.parametrize(("document", "container"), PAIRS, ids=lambda value: getattr(value, "name", value))
def test_a_document_gives_the_same_reading_in_every_container(document: Path, container: str) -> None:
    content = document.read_bytes()
    written = write(readers.read(content, document.name), container)
    found = analyse(written, f"a{CONTAINERS[container].suffix}").as_json()
    assert plain(found) == plain(analyse(content, document.name).as_json())
