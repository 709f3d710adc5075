"""The text of a cell: as it is written, as it is compared, and a short mark of a whole row."""

import hashlib
import re

from tracker import thai
from tracker.measures.spreadsheet.layout import LONGEST_CELL, Column, Texts

# XML cannot hold these at all; everything else invisible is taken out by `thai.clean`.
_NO_CHARACTER = re.compile("[\ufdd0-\ufdef\ufffe\uffff]")


def written(text: str) -> str:
    """Return a text as a cell keeps it: without empty lines, and without what no cell can hold."""
    cleaned = thai.clean(_NO_CHARACTER.sub("", text))
    lines = "\n".join(line for line in cleaned.split("\n") if line)
    return lines[:LONGEST_CELL].strip()


def mark_of(texts: Texts) -> str:
    """Return a short mark of what a person may change in a row: it tells whether anything was changed."""
    told = "\x1f".join(written(texts.get(column, "")) for column in Column if not column.is_ours)
    return hashlib.sha256(told.encode()).hexdigest()[:16]
