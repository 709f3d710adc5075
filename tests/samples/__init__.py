"""Fictional documents in the forms offices write, and the reading each must give."""

import json
from pathlib import Path
from typing import Any

import tracker.demo

HERE = Path(__file__).parent
DEMO_ANALYSIS = Path(str(tracker.demo.__file__)).parent / "analysis.txt"
DOCUMENTS = (
    *(path for path in sorted(HERE.iterdir()) if path.suffix in {".txt", ".md", ".html"}),
    DEMO_ANALYSIS,
)


def expected_path(document: Path) -> Path:
    """Return where the expected reading of a document is kept."""
    name = "demo_analysis" if document == DEMO_ANALYSIS else document.stem
    return HERE / f"{name}.expected.json"


def expected(document: Path) -> dict[str, Any]:
    """Return the expected reading of a document."""
    reading: dict[str, Any] = json.loads(expected_path(document).read_text(encoding="utf-8"))
    return reading
