"""Which of the lines that stand one below the other belong to which column: by its order and by what each says."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import pairwise

from tracker.documents.parsing import contents
from tracker.documents.parsing.list_markers import marker_of
from tracker.documents.parsing.steps import starts_list

Cells = tuple[tuple[int, int], ...]
"""For each column where its lines begin and end."""

_SURE = 4.0
_IMPOSSIBLE = -100.0
_WRONG = -3.0
_MARGIN = 0.75
_DROPPED = -1.5
_SHORT = -1.0
_LONGEST_WORD = 12
_MOST_OWNER_LINES, _MOST_PERIOD_LINES = 4, 4
_LONGEST_TITLE = 300
_MOST_TITLE_LINES = 7
_LONGEST_ODD = 60
_BLANK = {"title": _IMPOSSIBLE, "owner": _WRONG, "period": _WRONG, "steps": -2.0, "note": -0.25}
_USUAL_BLANK = -1.0
_WIDTHLESS = re.compile("[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]")
_DASH = re.compile(r"^[-–—]+$")
_WANTS_MORE = re.compile(r"(?:และ|หรือ|เพื่อ|โดย|ของ|ตาม|กับ|เสนอ|[^\s],|/|\(|\S\s*[–-])$")
_GOES_ON = re.compile(r"^(?:\(|/|–\s|-\s(?=[0-9๐-๙])|และ|หรือ|ของ)")
_PERIOD_GOES_ON = re.compile(r"^(?:ถึง|ภายใน|ตั้งแต่|ระหว่าง|เดือน|วันที่|[-–]|พ\.ศ\.|ประจำ|ตลอด|ไตรมาส|รอบ|ทุก|และ|,)")
_ACTION = re.compile(
    "^(?:จัด|ทบทวน|พัฒนา|ปรับปรุง|เผยแพร่|ประชุม|อบรม|ส่งเสริม|สร้าง|เพิ่ม|ติดตาม|กำหนด|แต่งตั้ง|สำรวจ|ประกาศ|รายงาน)"
)


@dataclass(frozen=True)
class Fit:
    """How the lines of one entry are parted best."""

    cells: Cells
    end: int
    """How many of the lines belong to the entry."""
    is_told: bool
    """Whether its owner and its period say what an owner and a period say."""
    is_alone: bool
    """Whether no other way is nearly as good."""

    @property
    def is_sure(self) -> bool:
        return self.is_told and self.is_alone


def fit(
    lines: Sequence[str], columns: Sequence[str], widths: Sequence[int] = (), *, dropping: float = _DROPPED
) -> Fit | None:
    """Part the lines of an entry over its columns; None where they cannot be.

    `widths` are those of the columns, where they are known: a line that left room for the next word ends its cell.
    `dropping` is what each line at the end costs that belongs to none of them: nothing behind the last entry.
    """
    states: dict[int, list[tuple[float, Cells]]] = {0: [(0.0, ())]}
    for at, column in enumerate(columns):
        states = _with_column(lines, column, states, widths[at] if widths else 0)
    ends = [
        (score + dropping * (len(lines) - end) + _behind(lines, end, columns[-1]), cells)
        for end, ways in states.items()
        for score, cells in ways
        if score > _IMPOSSIBLE / 2
    ]
    ways = sorted(ends, key=lambda way: -way[0])
    if not ways:
        return None
    score, cells = ways[0]
    is_told = all(_is_told(lines, cells[at], column) for at, column in enumerate(columns) if column in _TELLING)
    is_alone = len(ways) == 1 or score - ways[1][0] >= _MARGIN
    return Fit(cells, max(end for _, end in cells), is_told=is_told, is_alone=is_alone)


def _behind(lines: Sequence[str], end: int, column: str) -> float:
    """Tell what an entry costs that ends although the next line would go on with its last column."""
    test = _TELLING.get(column)
    return -1.5 if test is not None and end < len(lines) and test(lines[end]) else 0.0


def _with_column(
    lines: Sequence[str], column: str, states: dict[int, list[tuple[float, Cells]]], width: int
) -> dict[int, list[tuple[float, Cells]]]:
    """Give the next column some of the lines, in the two best ways for each place where it may end."""
    score_of = partial(_SCORES.get(column, _text), lines)
    early = [_SHORT * _ends_early(lines, at, width) for at in range(len(lines))]
    found: dict[int, list[tuple[float, Cells]]] = {}
    for start, ways in states.items():
        for end in range(start, len(lines) + 1):
            own = _BLANK.get(column, _USUAL_BLANK) if end == start else score_of(start, end)
            own += _at_border(lines, start) + sum(early[start : end - 1]) if end > start else 0.0
            if own > _IMPOSSIBLE / 2:
                found.setdefault(end, []).extend((score + own, (*cells, (start, end))) for score, cells in ways)
    return {end: sorted(ways, key=lambda way: -way[0])[:2] for end, ways in found.items()}


def _ends_early(lines: Sequence[str], at: int, width: int) -> bool:
    """Tell a line that left room for the word the next one begins with."""
    if at + 1 == len(lines) or _is_marked(lines[at + 1]) or is_open(lines[at]):
        return False
    return width_of(lines[at]) + min(width_of(lines[at + 1].split()[0]), _LONGEST_WORD) < width


def width_of(line: str) -> int:
    """Return how wide a line stands: marks above and below take no room."""
    return len(_WIDTHLESS.sub("", line))


def _at_border(lines: Sequence[str], at: int) -> float:
    """Tell a place where a phrase goes on from a border between two cells."""
    if not at:
        return 0.0
    before = lines[at - 1]
    is_inside = is_open(before) or bool(_GOES_ON.match(lines[at]))
    return -1.5 if is_inside and not _DASH.match(before) else 0.0


def is_open(line: str) -> bool:
    """Tell a line that ends where its phrase does not."""
    return bool(_WANTS_MORE.search(line)) or line.count("(") > line.count(")")


def _is_marked(line: str) -> bool:
    """Tell an entry of a list; a number without a sign behind it may be an amount."""
    marker = marker_of(line)
    return marker is not None and marker.style != "1" and not _DASH.match(line)


is_period = lru_cache(maxsize=4096)(contents.is_period)
is_owner = lru_cache(maxsize=4096)(contents.is_owner)


def _is_owner(line: str) -> bool:
    return is_owner(line) and not _is_marked(line)


def _period(lines: Sequence[str], start: int, end: int) -> float:
    if end - start > _MOST_PERIOD_LINES:
        return _IMPOSSIBLE
    own = lines[start:end]
    if len(own) == 1 and not is_period(own[0]):
        return _single_odd(own[0])
    if not is_period(" ".join(own)):
        return _IMPOSSIBLE
    strange = sum(not is_period(line) and not _PERIOD_GOES_ON.match(line) for line in own)
    foreign = sum(_is_owner(line) or _is_marked(line) for line in own)
    return _SURE + _WRONG * foreign - strange - 0.1 * (len(own) - 1)


def _single_odd(line: str) -> float:
    if _DASH.match(line):
        return 1.0
    return -1.0 if len(line) <= _LONGEST_ODD and not _is_marked(line) else _IMPOSSIBLE


def _owner(lines: Sequence[str], start: int, end: int) -> float:
    own = lines[start:end]
    if end - start > _MOST_OWNER_LINES:
        return _IMPOSSIBLE
    if any(is_period(line) for line in own):
        return _WRONG * 2
    if not is_owner(" ".join(own)):
        return _single_odd(own[0]) if len(own) == 1 else _IMPOSSIBLE
    score = _SURE
    for before, line in pairwise(own):
        goes_on = is_open(before) or bool(_GOES_ON.match(line))
        score -= 0.1 if goes_on else 0.2 if is_owner(line) else 1.0
    return score


def _steps(lines: Sequence[str], start: int, end: int) -> float:
    own = lines[start:end]
    score = _SURE if _is_marked(own[0]) and starts_list(own[0]) else 0.5 if _ACTION.match(own[0]) else 0.0
    return score + _foreign(own)


def _foreign(own: Sequence[str]) -> float:
    """Tell how much of a cell of words says what stands in the columns of owners and periods."""
    score = 0.0
    for at, line in enumerate(own):
        before = own[at - 1] if at else ""
        if _is_marked(line) or (before and is_open(before)):
            continue
        score += _WRONG if is_period(line) else -1.0 if _is_owner(line) else 0.0
    return score + _WRONG * _lists_begun_again(own)


def _lists_begun_again(own: Sequence[str]) -> int:
    """Count the lists that begin anew below another: each cell has one."""
    firsts = [marker.style for line in own if (marker := marker_of(line)) is not None and marker.number == 1]
    return sum(style != "1" for style in firsts[1:] if style in firsts[:1])


def _title(lines: Sequence[str], start: int, end: int) -> float:
    own = lines[start:end]
    if len(own) > _MOST_TITLE_LINES or sum(map(len, own)) > _LONGEST_TITLE:
        return _IMPOSSIBLE
    score = 1.0 if contents.begins_with_kind(own[0]) else 0.0
    score += sum(-2.0 for line in own if _is_marked(line)) + sum(_WRONG for line in own if is_period(line))
    return score + sum(-0.5 for line in own[1:] if _is_owner(line)) - (1.0 if _is_owner(own[0]) else 0.0)


def _text(lines: Sequence[str], start: int, end: int) -> float:
    own = lines[start:end]
    return 2.0 if len(own) == 1 and _DASH.match(own[0]) else 1.5 * _foreign(own)


def _told_by(test: Callable[[str], bool], lines: Sequence[str], start: int, end: int) -> float:
    words = " ".join(lines[start:end])
    return _SURE - 1 if _DASH.match(words) or test(words) else _WRONG


_SCORES: dict[str, Callable[[Sequence[str], int, int], float]] = {
    "title": _title,
    "steps": _steps,
    "owner": _owner,
    "period": _period,
    "budget": partial(_told_by, contents.is_money),
    "indicator": partial(_told_by, contents.is_indicator),
    "items": partial(_told_by, contents.is_item_code),
    "kind": partial(_told_by, contents.is_kind),
}
_TELLING = {"owner": is_owner, "period": is_period}


def _is_told(lines: Sequence[str], cell: tuple[int, int], column: str) -> bool:
    start, end = cell
    return start < end and _TELLING[column](" ".join(lines[start:end]))
