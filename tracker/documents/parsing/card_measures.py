"""The measure of an indicator's card: its name first, then what the other rows say of it."""

import re
from collections.abc import Iterator, Sequence

from tracker import thai
from tracker.documents.blocks import Row
from tracker.documents.parsing.card_rows import CardRow
from tracker.documents.parsing.finding_columns import is_text
from tracker.documents.parsing.labels_in_cells import unfold
from tracker.documents.parsing.rows import RawMeasure
from tracker.documents.parsing.steps import items, starts_list

_NAME = re.compile(r"^(?:ชื่อ)?(?:มาตรการ|โครงการ|กิจกรรม)")
_LABELS = {
    "steps": "ขั้นตอน",
    "owner": "ผู้รับผิดชอบ",
    "period": "ระยะเวลา",
    "monitoring": "การกำกับติดตาม",
    "result": "ผลการดำเนินการ",
    "outcome": "ผลลัพธ์",
}
_SAYS = frozenset([*_LABELS, "analysis", "problem", "suggestion", "kind", "joint_owner", "start", "end"])


def measure_rows(rows: Sequence[CardRow], about: str) -> list[Row]:
    """Return the card of the measure alone, which begins with its name; none where the card names no measure."""
    title = _title_of(rows)
    if title is None:
        return []
    cells = _parted(title, has_steps=any(row is not title and _says(row, title) == "steps" for row in rows))
    found = [Row(("มาตรการ", cells.pop("title", "")), title.line, last_line=title.last_line)]
    found.append(Row(("ตัวชี้วัด", about), title.line))
    found += [Row((_LABELS[name], text), title.line, last_line=title.last_line) for name, text in cells.items()]
    for row in rows:
        if row is not title:
            found += _said(row, title)
    return found


def _title_of(rows: Sequence[CardRow]) -> CardRow | None:
    """Choose the row that names the measure: มาตรการ or โครงการ by that word, else แนวทาง and its like."""
    named = [row for row in rows if row.kind is None and row.meaning == "title" and row.words]
    whole = [row for row in rows if not row.label and _NAME.match(row.words)]
    return next(iter([*whole, *(row for row in named if _NAME.match(row.label)), *named]), None)


def _says(row: CardRow, title: CardRow) -> str | None:
    """Return what a row says; of two that may name the measure, the other tells how it is done."""
    return "steps" if row.meaning == "title" and row is not title else row.meaning


def _said(row: CardRow, title: CardRow) -> Iterator[Row]:
    name = _says(row, title)
    if row.kind is not None:
        text = " ".join(item.text for item in items(row.words) if is_text(item.text))
        yield Row(("ผลการวิเคราะห์", text), row.line, last_line=row.last_line)
    elif name in _SAYS:
        label = _LABELS["steps"] if name == "steps" else row.label
        yield Row((label, row.words), row.line, last_line=row.last_line)


def _parted(title: CardRow, *, has_steps: bool) -> dict[str, str]:
    """Part the name of a measure from the steps, or other things, written below it in the same cell."""
    raw = RawMeasure({"title": [title.words]})
    unfold(raw, {"title": 0, "steps": 1} if has_steps else {"title": 0})
    first, *below = raw.text("title").split("\n")
    rest = thai.clean("\n".join(below))
    is_list = starts_list(rest) or len(items(rest)) > 1
    if rest and not has_steps and not raw.text("steps") and _NAME.match(first) and is_list:
        raw.cells |= {"title": [first], "steps": [rest]}
    return {name: text for name in ("title", *_LABELS) if (text := raw.text(name))}
