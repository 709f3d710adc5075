"""CSV: a sheet saved as text, its columns parted by commas, semicolons or tabs."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from tracker.documents.blocks import Block
from tracker.documents.readers.ruled import SheetRow, blocks, paragraphs

_SEPARATORS = ",;\t|"
_TELLING_SEPARATORS = ",;"  # Tabs and pipes are tables of a text file.
_LOOKED_AT = 200
_LONGEST_CELL = 60  # Lines; a quoted cell that runs on longer is a stray quotation mark.
_FEWEST_ROWS = 3
_FEWEST_COLUMNS = 3
_ALIKE = 0.9
_MOST_COLUMNS = 200
csv.field_size_limit(1 << 30)  # Of csv, 128 KB: the rest of the file would be lost; a file's size is limited before.


@dataclass(frozen=True)
class _Record:
    line: int
    last_line: int
    cells: list[str]


def is_sheet(text: str, name: str) -> bool:
    """Tell a sheet saved as text: by its name, or because nearly every line has the same number of columns."""
    if name.lower().endswith(".csv"):
        return True
    records = _records(text, _separator(text, _TELLING_SEPARATORS))
    counts = Counter(len(record.cells) for record in records)
    if not counts:
        return False
    width, alike = counts.most_common(1)[0]
    return width >= _FEWEST_COLUMNS and alike >= _FEWEST_ROWS and alike >= _ALIKE * len(records)


def read(text: str) -> tuple[Block, ...]:
    """Read paragraphs and tables, each with the line it begins on."""
    records = _records(text, _separator(text, _SEPARATORS))
    return tuple(
        blocks(
            SheetRow([paragraphs(cell) for cell in record.cells], record.line, last_line=record.last_line)
            for record in records
        )
    )


def _separator(text: str, separators: str) -> str:
    """Return the sign that parts the most lines into the same number of columns."""
    start = "\n".join(text.splitlines()[:_LOOKED_AT])

    def parted(sign: str) -> tuple[int, int]:
        counts = Counter(len(record.cells) for record in _records(start, sign) if len(record.cells) > 1)
        width, alike = counts.most_common(1)[0] if counts else (0, 0)
        return alike, width

    return max(separators, key=parted)


def _records(text: str, separator: str) -> list[_Record]:
    records = list(_parsed(text, separator, csv.QUOTE_MINIMAL))
    starts = [*(record.line for record in records), text.count("\n") + 2]
    is_torn = any(after - before > _LONGEST_CELL for before, after in pairwise(starts))
    return list(_parsed(text, separator, csv.QUOTE_NONE)) if is_torn else records


def _parsed(text: str, separator: str, quoting: int) -> Iterator[_Record]:
    lines = io.StringIO(re.sub("\r\n?", "\n", text))
    reader = csv.reader(lines, delimiter=separator, quoting=quoting)  # type: ignore[arg-type]
    try:
        while True:
            line = reader.line_num + 1
            cells = next(reader)
            yield _Record(line, reader.line_num, cells[:_MOST_COLUMNS])
    except (StopIteration, csv.Error):
        return
