"""Which column of a table of findings holds what: by its heading, and by what stands under it.

A kind may be told by the heading of a column (จุดแข็ง | จุดอ่อน), by a column of its own, by the heading of a group of
rows, or by the first word of the cell itself.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from tracker import thai
from tracker.documents.blocks import Row
from tracker.documents.parsing import indicators, items
from tracker.documents.parsing.finding_labels import kind_in_cell, kind_of_column, label_of, names_kind
from tracker.documents.parsing.score_cells import NOT_A_RESULT
from tracker.documents.parsing.scores import score_in_cell
from tracker.documents.reading import FindingKind

_HEADER_ROWS = 3
_FEWEST_CODED = 2
_FEWEST_KINDS = 2
_FOUND = re.compile(r"ข้อค้นพบ|สิ่งที่(?:ค้น)?พบ|ผล(?:การ)?วิเคราะห์|สภาพ(?:ปัญหา)?|รายละเอียด")
_TOPIC = re.compile(r"ประเด็น|รายการ|ข้อคำถาม|คำถาม|เรื่อง|หัวข้อ")
_SCORE = re.compile(r"คะแนน|ร้อยละ")
_OF_ITEM = re.compile(r"ข้อ|ประเด็น|คำถาม")
_PUBLISHED = re.compile(r"OIT|อ้างอิง|หลักฐาน")
_REMEDY = re.compile(r"แนวทาง|ข้อเสนอ|การแก้ไข|วิธีแก้|สิ่งที่(?:ต้อง|ควร)ดำเนิน")
_NO_TEXT = re.compile(
    r"^(?:ที่|ลำดับ(?:ที่)?|ข้อ(?:ที่)?|รหัส|เครื่องมือ|แบบวัด|หมายเหตุ)$|ตัวชี้วัด(?!.*ประเด็น)|แนวทาง|มาตรการ|ข้อเสนอ|ผู้รับผิดชอบ|ระยะเวลา|ระดับ"
)
_CODE = re.compile(
    r"^[(\[]?\s*(?:ข้อ(?:ที่|คำถาม)?\s*)?[(\[]?\s*([ie]\s?[.-]?\s?0?\d{1,2})(?!\d)\s*[)\]]?[.:]?", re.IGNORECASE
)
_PART = re.compile(
    r"^[(\[]?\s*(?:ข้อ|ตัวชี้วัด(?:ย่อย)?|ประเด็น)?\s*(?:ที่)?\s*((?:9|10)\.[1-9])(?![\d.])(?!\s*(?:คะแนน|%))[)\]]?"
)
_COUNTS_ROWS = re.compile(r"ที่|ลำดับ(?:ที่)?|No\.?")
_MARK = re.compile(r"^[✓✔√☑/Xx●■⬤\uf0fc*]$")
_NOTHING = re.compile(r"^[-–—.\s]*$|^ไม่(?:มี|พบ)$")
_WORDS = re.compile("[ก-ฮA-Za-z]")
_FEWEST_LETTERS = 4
_ENOUGH = 20
_LONGEST_NAME = 60
_ALIKE = 0.8
# What the first column of a card says beside the kinds: ตัวชี้วัด | …, จุดแข็ง | …, แนวทางแก้ไข | …
_CARD_LABEL = re.compile(
    r"^(?:ตัวชี้วัด(?:ที่)?[\s\d]*|เครื่องมือ|แบบวัด|(?:ค่า)?คะแนน(?:ที่ได้)?|โอกาส|อุปสรรค|(?:แนวทาง|มาตรการ|ข้อเสนอ|สาเหตุ|ผู้รับผิดชอบ|ระยะเวลา)\S{0,25})$"
)


@dataclass(frozen=True)
class FindingColumns:
    """The columns of a table of findings.

    `first` is the first row below the headings. Findings stand in the columns `by_kind`, else in `text`; where both
    are told, a mark under the kind says it. `kind` is the column that says it in words, `labelled` tells that the
    cell itself begins with the word.
    """

    first: int
    headings: tuple[str, ...] = ()
    by_kind: dict[int, FindingKind] = field(default_factory=dict)
    text: int | None = None
    kind: int | None = None
    score: int | None = None
    labelled: bool = False


def finding_columns(rows: Sequence[Row]) -> FindingColumns | None:
    """Tell the columns of a table that says the kinds itself; None of any other."""
    return _with_kinds_down(rows) or _side_by_side(rows) or _grouped(rows) or _labelled(rows)


def item_columns(rows: Sequence[Row]) -> FindingColumns | None:
    """Tell the columns of ข้อ | ประเด็น | คะแนน, a row for each item, whose kind stands above the table."""
    coded = [at for at, row in enumerate(rows) if any(code_of(cell) for cell in row.cells)]
    if len(coded) < _FEWEST_CODED or coded[0] == 0:
        return None
    return _with_headed_text(_completed(rows, FindingColumns(coded[0])))


def listed_columns(rows: Sequence[Row]) -> FindingColumns | None:
    """Tell the columns of a table that does no more than list what the label above it announces."""
    if len(rows) < 2 or len(said(rows[0])) < 2:
        return None
    return _with_headed_text(_completed(rows, FindingColumns(1)))


def _with_headed_text(columns: FindingColumns) -> FindingColumns | None:
    heading = columns.headings[columns.text] if columns.text is not None else ""
    return columns if _FOUND.search(heading) or _TOPIC.search(heading) else None


def code_of(cell: str) -> str | None:
    """Return the item (i10, e4) or the part of an indicator (9.2) a cell begins with."""
    plain = items.with_zeros(one_line(cell))
    if match := _CODE.match(plain):
        return next((mention.code for mention in items.perceived_items(match[1])), None)
    match = _PART.match(plain)
    return match[1] if match else None


def code_beside(cell: str, heading: str) -> str | None:
    """Return the code of a cell beside a finding; 9.2 in a column that counts the rows is none."""
    code = code_of(cell)
    return None if code is not None and "." in code and _COUNTS_ROWS.fullmatch(heading) else code


def scores_items(heading: str) -> bool:
    """Tell คะแนนข้อ, the score of an item or a question, by its heading."""
    return _OF_ITEM.search(heading) is not None


def published_in(cell: str, heading: str) -> tuple[str, ...]:
    """Return the OIT items of a cell of items alone or of remedies; under a heading of OIT the letter may miss."""
    plain = thai.arabic_digits(one_line(cell))
    if _PUBLISHED.search(heading):
        bare = re.match(r"(?:ข้อ\s*)?\d{1,2}(?![\d.])", plain)
        return items.published_items(f"OIT ข้อ {plain.removeprefix('ข้อ')}" if bare else plain)
    if _REMEDY.search(heading):
        return items.published_items(plain)
    is_list = re.fullmatch(r"(?:(?:ข้อ|OIT|และ|ถึง|[oO๐]\s?\d{1,2}|\d{1,2}|[,/–()-])\s*)+", plain)
    return items.published_items(plain) if is_list else ()


def one_line(cell: str) -> str:
    """Return a cell without its line ends; its letters were mended before, and every cell is looked at often."""
    return " ".join(cell.split())


def is_mark(cell: str) -> bool:
    return bool(_MARK.match(cell.strip()))


def is_text(cell: str) -> bool:
    """Tell words that may be a finding from a number, a score, a code, a mark, the word for its kind or nothing."""
    line = one_line(cell)
    if len(_WORDS.findall(line)) < _FEWEST_LETTERS or _NOTHING.match(line) or score_in_cell(line) is not None:
        return False
    code = _CODE.match(thai.arabic_digits(line))
    return kind_in_cell(line) is None and not (code and code.end() == len(line))


def said(row: Row) -> list[str]:
    """Return the different texts of a row, in order."""
    return list(dict.fromkeys(line for cell in row.cells if (line := one_line(cell))))


def kind_of_group(row: Row) -> FindingKind | None:
    """Return the kind that a row of one text announces for the rows below it."""
    words = said(row)
    return kind_in_cell(words[0]) if len(words) == 1 else None


def _with_kinds_down(rows: Sequence[Row]) -> FindingColumns | None:
    """Find the column that says the kind of each row, as ประเภท or ผลวิเคราะห์ does, or the first one of a card."""
    full = [(at, row) for at, row in enumerate(rows) if len(said(row)) > 1]
    for column in range(max((len(row.cells) for row in rows), default=0)):
        told = [(at, row.cells[column]) for at, row in full if column < len(row.cells) and column not in row.continued]
        first = next((at for at, cell in told if kind_in_cell(cell) and not _heads_columns(rows[at])), None)
        if first is None or not _are_kinds([(at, cell) for at, cell in told if cell.strip()]):
            continue
        columns = _completed(rows, FindingColumns(first, kind=column))
        if columns.text is not None:
            return columns
    return None


def _heads_columns(row: Row) -> bool:
    return len({kind for cell in row.cells if (kind := kind_of_column(cell))}) > 1


def _are_kinds(told: Sequence[tuple[int, str]]) -> bool:
    """Tell a column of kinds from one of findings that is headed by a kind."""
    kinds = [at for at, cell in told if kind_in_cell(cell)]
    above = {thai.without_spaces(cell) for at, cell in told if at < kinds[0]}
    below = [cell for at, cell in told if at >= kinds[0] and thai.without_spaces(cell) not in above]
    labels = [cell for _, cell in told if _CARD_LABEL.match(thai.arabic_digits(cell.strip()))]
    if any(not kind_in_cell(cell) and not _NOTHING.match(cell.strip()) and cell not in labels for cell in below):
        return False
    if not any(names_kind(cell) for _, cell in told):
        return False
    return len(kinds) >= _FEWEST_KINDS or bool(above or labels)


def _side_by_side(rows: Sequence[Row]) -> FindingColumns | None:
    """Find columns headed by a kind, with findings, or with marks, below them."""
    for at, row in enumerate(rows[:_HEADER_ROWS]):
        kinds = {column: kind for column, cell in enumerate(row.cells) if (kind := kind_of_column(cell))}
        if not kinds or len(row.cells) < 2 or kind_of_group(row) or at + 1 >= len(rows):
            continue
        below = [row.cells[column] for row in rows[at + 1 :] for column in kinds if column < len(row.cells)]
        columns = FindingColumns(at + 1, by_kind=kinds)
        if any(is_mark(cell) for cell in below) and not any(is_text(cell) for cell in below):
            marked = _completed(rows, columns)
            return marked if marked.text is not None else None
        kinds = {
            column: kind
            for column, kind in kinds.items()
            if any(is_text(row.cells[column]) for row in rows[at + 1 :] if column < len(row.cells))
        }
        if kinds:
            return replace(_completed(rows, replace(columns, by_kind=kinds)), text=None)
    return None


def _grouped(rows: Sequence[Row]) -> FindingColumns | None:
    """Find the column of findings of a table whose rows stand under headings of the kinds."""
    groups = [
        at for at, row in enumerate(rows) if kind_of_group(row) and (row.is_one_cell or at or len(row.cells) == 1)
    ]
    if not groups or groups[0] >= _HEADER_ROWS:
        return None
    coded = [at for at, row in enumerate(rows) if any(code_of(cell) for cell in row.cells)]
    headed = groups[0] == 0 and len(rows) > 1 and _is_headings(rows[1])
    first = min([*coded, 2 if headed else groups[0]]) if groups[0] == 0 else groups[0]
    columns = _completed(rows, FindingColumns(first))
    return columns if columns.text is not None else None


def _is_headings(row: Row) -> bool:
    return any(_TOPIC.search(cell) or _FOUND.search(cell) for cell in row.cells) and all(
        len(cell) < 40 and code_of(cell) is None for cell in row.cells
    )


def _labelled(rows: Sequence[Row]) -> FindingColumns | None:
    """Find the column whose cells begin with the word for what they hold, as จุดแข็ง: does."""
    for column in range(max((len(row.cells) for row in rows), default=0)):
        cells = [(at, row.cells[column]) for at, row in enumerate(rows) if column < len(row.cells)]
        labelled = [at for at, cell in cells if column not in rows[at].continued and _begins_with_label(cell)]
        if len(labelled) >= _FEWEST_KINDS and len(rows[0].cells) > 1:
            return replace(_completed(rows, FindingColumns(labelled[0])), text=column, labelled=True)
    return None


def _begins_with_label(cell: str) -> bool:
    line, _, below = cell.strip().partition("\n")
    label = label_of(one_line(line))
    return label is not None and not label.is_vague and bool(label.rest or below.strip())


def _completed(rows: Sequence[Row], columns: FindingColumns) -> FindingColumns:
    """Add the headings, and the columns of the findings' text and of their scores."""
    width = max((len(row.cells) for row in rows), default=0)
    head = [row for row in rows[: columns.first] if len(said(row)) > 1]
    headings = tuple(
        thai.without_spaces("".join(dict.fromkeys(row.cells[at] for row in head if at < len(row.cells))))
        for at in range(width)
    )
    columns = replace(columns, headings=headings)
    columns = replace(columns, score=_score_column(rows[columns.first :], columns))
    return replace(columns, text=_text_column(rows[columns.first :], columns))


def _score_column(body: Sequence[Row], columns: FindingColumns) -> int | None:
    """Choose the column of the items' scores: the latest year's of those that are results."""
    found = [
        at
        for at, heading in enumerate(columns.headings)
        if _SCORE.search(heading) and not NOT_A_RESULT.search(heading) and "ตัวชี้วัด" not in heading
        and any(score_in_cell(row.cells[at]) is not None for row in body if at < len(row.cells))
    ]  # fmt: skip
    years = {at: re.findall(r"25\d\d", thai.arabic_digits(columns.headings[at])) for at in found}
    of_items = [at for at in found if _OF_ITEM.search(columns.headings[at])]
    return max(of_items or found, key=lambda at: (max(years[at], default=""), -at), default=None)


def _text_column(body: Sequence[Row], columns: FindingColumns) -> int | None:
    """Choose the column that says what was found: by its heading, else the one with the most words."""
    lengths: dict[int, float] = {}
    full = [row for row in body if not _is_heading_of_group(row)]
    for at, heading in enumerate(columns.headings):
        if at in {columns.kind, columns.score, *columns.by_kind} or _NO_TEXT.search(heading):
            continue
        cells = [row.cells[at] for row in full if at < len(row.cells)]
        words = [one_line(cell) for cell in cells if is_text(cell)]
        if words and not _are_indicators(words):
            lengths[at] = sum(map(len, words)) / len(cells)
    for pattern in (_FOUND, _TOPIC):
        if headed := [at for at in lengths if pattern.search(columns.headings[at])]:
            return headed[0]
    return max(lengths, key=lambda at: lengths[at], default=None)


def _is_heading_of_group(row: Row) -> bool:
    return len(row.cells) > 1 and len(said(row)) == 1


def _are_indicators(words: Sequence[str]) -> bool:
    """Tell a column of the indicators' names: nothing is found in it."""
    names = [re.sub(r"^[^ก-ฮเ-ไ]*", "", text) for text in words[:_ENOUGH]]
    named = [len(name) <= _LONGEST_NAME and indicators.nearest(name)[1] >= _ALIKE for name in names]
    return sum(named) * 2 > len(named)
