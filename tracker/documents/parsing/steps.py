"""A numbered or bulleted list in a cell, as a list of texts without their markers."""

import re
from dataclasses import dataclass

from tracker import thai

# ๑. ๑) (๑) ข้อ ๑ ขั้นตอนที่ ๑ — but neither ๒.๑, which is part of step two, nor a date or an amount.
_NUMBER = re.compile(r"(?:(?:ข้อ|ขั้นตอน|ขั้น|ข้อที่)\s*(?:ที่)?\s*)?\(?([0-9๐-๙]{1,2})\s*[.)]\)?(?![0-9๐-๙])[:\s]*")
_WORDED_NUMBER = re.compile(r"(?:ขั้นตอน|ขั้น)\s*ที่\s*([0-9๐-๙]{1,2})[:.)]?\s*")
_BULLET = re.compile(r"[-–—•●○▪◦*·➢✓☐]+\s*(?=[^\s\d๐-๙])")
_SUB_NUMBER = re.compile(r"\(?[0-9๐-๙]{1,2}\.[0-9๐-๙]{1,2}")
_LEAD_IN = re.compile(r"(?:ดังนี้|ดังต่อไปนี้|ได้แก่|ประกอบด้วย|:)\s*$")
_SHORTEST_INLINE = 8


@dataclass(frozen=True)
class Item:
    """One entry of a list; `number` as printed, None for a bullet or plain text."""

    number: int | None
    text: str


def items(text: str) -> tuple[Item, ...]:
    """Split a cell into its list entries; a cell without a list is one entry, or one for each paragraph."""
    lines = _lines(text)
    if not lines:
        return ()
    if not any(_marker(line) for line, _ in lines):
        return tuple(Item(None, paragraph) for paragraph in _paragraphs(lines))
    found: list[Item] = []
    has_numbers = any(_number(line) is not None for line, _ in lines)
    for line, _ in lines:
        for piece in _inline(line):
            number, marker = _number(piece), _marker(piece)
            begins = number is not None or (marker is not None and not has_numbers) or not found
            if begins:
                found.append(Item(number, piece[len(marker or "") :].strip()))
            else:
                found[-1] = Item(found[-1].number, f"{found[-1].text} {piece}".strip())
    if len(found) > 1 and _marker(lines[0][0]) is None and _LEAD_IN.search(found[0].text):
        found = found[1:]
    return tuple(item for item in found if item.text)


def steps(text: str) -> tuple[str, ...]:
    """Return the entries of a cell's list as texts."""
    return tuple(item.text for item in items(text))


def without_number(text: str) -> tuple[int | None, str]:
    """Take the leading enumerator off a title: its number (None for a bullet or none) and the rest."""
    marker = _marker(text)
    return (_number(text), text[len(marker) :].strip()) if marker else (None, text)


def _lines(text: str) -> list[tuple[str, bool]]:
    """Return the lines that say something, each with whether a new paragraph begins with it."""
    lines, begins = [], True
    for line in thai.clean(text).split("\n"):
        if line:
            lines.append((line, begins))
        begins = not line
    return lines


def _paragraphs(lines: list[tuple[str, bool]]) -> list[str]:
    paragraphs: list[str] = []
    for line, begins in lines:
        if begins or not paragraphs:
            paragraphs.append(line)
        else:
            paragraphs[-1] += f" {line}"
    return paragraphs


def _number(line: str) -> int | None:
    match = _WORDED_NUMBER.match(line) or _NUMBER.match(line)
    return int(match[1]) if match and not _SUB_NUMBER.match(line) else None


def _marker(line: str) -> str | None:
    if _SUB_NUMBER.match(line):
        return None
    match = _WORDED_NUMBER.match(line) or _NUMBER.match(line) or _BULLET.match(line)
    if match is None:
        return None
    # - (๑) and - ๑. are one marker.
    after = _NUMBER.match(line[match.end() :]) if not match.re.groups else None
    return match[0] + (after[0] if after else "")


def _inline(line: str) -> list[str]:
    """Split a line whose breaks were lost: ๑. … ๒. … counting up from its own number, or -… -… in one style."""
    number = _number(line)
    if number is not None:
        return _inline_numbers(line, number)
    if re.match(r"-(?=[ก-๙A-Za-z])", line):
        return [piece for piece in re.split(r"\s+(?=-[ก-๙A-Za-z])", line) if piece]
    if re.match(r"-\s", line):
        pieces = re.split(r"\s+(?=-\s[ก-๙A-Za-z])", line)
        return pieces if all(len(piece) > _SHORTEST_INLINE + 4 for piece in pieces) else [line]
    return [line]


def _inline_numbers(line: str, first: int) -> list[str]:
    closing = ")" if re.match(r"[^.)]*\)", line) else "."
    pieces, start, expected = [], 0, first + 1
    for match in re.finditer(rf"\s\(?([0-9๐-๙]{{1,2}}){re.escape(closing)}(?![0-9๐-๙])", line):
        if int(match[1]) == expected and match.start() - start >= _SHORTEST_INLINE:
            pieces.append(line[start : match.start()].strip())
            start, expected = match.start(), expected + 1
    return [*pieces, line[start:].strip()]
