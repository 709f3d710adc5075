"""Cells that hold more than their column says: the name of a measure, and below it ขั้นตอน: and the steps."""

import re

from tracker import thai
from tracker.documents.parsing.headings import meanings
from tracker.documents.parsing.rows import RawMeasure
from tracker.documents.parsing.steps import items, starts_list

_LABELLED = re.compile(r"^(?:[-–•*●▪]\s*)?(?P<label>[^\d๐-๙:：()]{3,40}?)\s*[:：](?!\d)\s*(?P<words>.*)$", re.DOTALL)
_MAY_STAND_IN_CELLS = frozenset(
    ["steps", "owner", "period", "result", "outcome", "monitoring", "problem", "suggestion"]
)
_BARE = frozenset(
    ["ขั้นตอน", "ขั้นตอนการดำเนินการ", "ขั้นตอนการดำเนินงาน", "วิธีการ", "วิธีดำเนินการ", "วิธีการดำเนินการ", "วิธีการดำเนินงาน", "วิธีปฏิบัติ",
     "แนวทางการดำเนินการ", "แนวทางปฏิบัติ", "ผู้รับผิดชอบ", "ระยะเวลา", "ระยะเวลาดำเนินการ", "ผลการดำเนินการ", "ผลลัพธ์"]
)  # fmt: skip
_LABEL_BEHIND = re.compile(r"\s*(?:ขั้นตอน|วิธี(?:การ)?)(?:การ)?(?:ดำเนิน(?:การ|งาน)|ปฏิบัติ)?\s*[:：]?$")
_INLINE_LABEL = re.compile(r"\s(?=(?:ขั้นตอน|วิธีการ|วิธีดำเนิน)[ก-๎]*\s*(?:[:：]|\s\(?[1๑][.)]))")


def unfold(measure: RawMeasure, columns: dict[str, int]) -> None:
    """Give what stands behind a label in the cell of the title or the steps to the column it belongs to.

    A list below the title, in a table without a column of steps, is its steps even without a label.
    """
    for name in ("title", "steps"):
        if name in columns and measure.cells.get(name):
            _unfold(measure, name, columns)
    if "steps" not in columns and not measure.cells.get("steps"):
        _part_list(measure)


def _unfold(measure: RawMeasure, own: str, columns: dict[str, int]) -> None:
    kept: dict[str, list[str]] = {}
    current = own
    for line in _INLINE_LABEL.sub("\n\n", measure.text(own)).split("\n"):
        meaning, words = _label(line)
        if meaning is not None and (meaning == own or meaning not in columns):
            current = meaning
            line = words
        kept.setdefault(current, []).append(line)
    if set(kept) == {own} and "\n".join(kept[own]) == measure.text(own):
        return
    for name, lines in kept.items():
        text = thai.clean("\n".join(lines))
        if name == own:
            measure.cells[name] = [text] if text else []
        elif text:
            measure.cells.setdefault(name, []).append(text)


def _label(line: str) -> tuple[str | None, str]:
    """Return what a line announces by its label, and the words behind it."""
    match = _LABELLED.match(line.strip())
    label, words = (match["label"], match["words"]) if match else (line, "")
    bare = thai.without_spaces(label).strip("-•*")
    if match is None and bare not in _BARE:
        return None, line
    found = meanings(bare)[:1]
    return (found[0], words) if found and found[0] in _MAY_STAND_IN_CELLS else (None, line)


def _part_list(measure: RawMeasure) -> None:
    """Part a title from the list below it, where the list has two entries and the title stands before it."""
    lines = measure.text("title").split("\n")
    first = next((at for at, line in enumerate(lines) if at and starts_list(line)), None)
    if first is None or not any(line.strip() for line in lines[:first]):
        return
    below = "\n".join(lines[first:])
    if len(items(below)) > 1:
        measure.cells["title"] = [_LABEL_BEHIND.sub("", "\n".join(lines[:first]).strip())]
        measure.cells["steps"] = [below]
