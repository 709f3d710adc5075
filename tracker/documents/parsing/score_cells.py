"""What single cells of a table of scores say: a name, a number, an instrument, the whole, a year."""

import re
from collections.abc import Sequence
from itertools import zip_longest

from tracker import thai
from tracker.documents.blocks import Row, Table
from tracker.documents.parsing import indicators
from tracker.documents.parsing.scores import score_in_cell
from tracker.documents.parsing.subjects import instrument_named, is_foreign

NOT_A_RESULT = re.compile(
    r"เต็ม|เป้าหมาย|เกณฑ์|ผลต่าง|ส่วนต่าง|เปลี่ยนแปลง|เพิ่ม|ลด|ร้อยละของ|น้ำหนัก|ถ่วง|ระดับ(?!คะแนน)|ลำดับ|อันดับ|จำนวน|พัฒนาการ"
    r"|ประเทศ|จังหวัด|อำเภอ|ภูมิภาค|ภาค(?:เหนือ|กลาง|ใต้|ตะวัน|อีสาน)|สูงสุด|ต่ำสุด|ขั้นต่ำ|ปีต่อไป|คาด"
)
_OVERALL = re.compile(
    r"^(?:รวม|ผล|ค่า)?(?:คะแนน)?(?:ผล)?(?:การประเมิน)?(?:ITA)?(?:ใน)?(?:ภาพรวม|โดยรวม|เฉลี่ยรวม|รวมเฉลี่ย|รวม|รวมทั้งสิ้น|รวมทั้งหมด|รวมทุกเครื่องมือ|รวมทุกแบบวัด|รวมทุกตัวชี้วัด)"
    r"(?:คะแนน|ทั้งสิ้น|ทั้งหมด|ของหน่วยงาน|การประเมิน|ITA|ผลการประเมิน|\(.*\))*$"
)
_OVERALL_OF_YEARS = re.compile(r"คะแนน|ภาพรวม|โดยรวม|ITA|ผลการประเมิน|ค่าเฉลี่ย|ร้อยละ")
# The score of an item or a question is none of its indicator: คะแนนข้อ, คะแนนรายข้อ.
_OF_ITEMS = re.compile(r"(?:คะแนน|ราย|ของ|แต่ละ)ข้อ(?!มูล)|ข้อคำถาม")
_ITEM = re.compile(r"[(\[]?\s*(?:ข้อ(?:ที่)?\s*)?[ie]\s?[.-]?\s?\d{1,2}\s*[)\]]?", re.IGNORECASE)
_FEWEST_ITEMS = 2
GridRow = tuple[list[str], int | None]
"""The cells of a row, and its line."""
_WORDS = re.compile("[ก-๎A-Za-z]")


def unfolded(rows: Sequence[GridRow]) -> list[GridRow]:
    """Put what stands side by side under the same headings, ตัวชี้วัด | คะแนน | ตัวชี้วัด | คะแนน, under each other."""
    filled = max((at for row, _ in rows for at, cell in enumerate(row, start=1) if cell), default=0)
    for at, cells in enumerate(row[:filled] for row, _ in rows):
        for width in range(2, len(cells) // 2 + 1):
            heading = [thai.without_spaces(cell) for cell in cells[:width]]
            is_repeated = len(cells) % width == 0 and len(set(heading)) == width and all(map(_WORDS.match, heading))
            starts = range(0, len(cells), width)
            if is_repeated and all(
                [thai.without_spaces(one) for one in cells[s : s + width]] == heading for s in starts
            ):
                below = [(own, line) for s in starts for row, line in rows[at + 1 :] if any(own := row[s : s + width])]
                return [*rows[:at], (cells[:width], rows[at][1]), *below]
    return list(rows)


def parted(table: Table) -> list[Table]:
    """Part what a sheet prints close together: a row of headings below a row of one text begins another table."""
    parts: list[list[Row]] = [[]]
    for row, below in zip_longest(table.rows, table.rows[1:]):
        if parts[-1] and row.is_one_cell and below is not None and not below.is_one_cell and _heads_scores(below):
            parts.append([])
        parts[-1].append(row)
    return [Table(tuple(part)) for part in parts]


def _heads_scores(row: Row) -> bool:
    cells = [cell for cell in row.cells if cell.strip()]
    is_plain = not any(score_in_cell(cell) is not None or indicators.named_in(cell) for cell in cells)
    return len(set(cells)) > 1 and is_plain and any(year_cell(cell) or "คะแนน" in cell for cell in cells)


def is_of_items(heading: str, column: int, item_at: int | None) -> bool:
    """Tell a column of the scores of items or questions: by its heading, or by the items that are named before it."""
    is_behind = item_at is not None and column > item_at
    return (is_behind or _OF_ITEMS.search(heading) is not None) and "ตัวชี้วัด" not in heading


def item_column(rows: Sequence[GridRow]) -> int | None:
    """Return the column that names an item of the IIT or the EIT in each row; what stands behind it is the item's."""
    for column in range(max((len(cells) for cells, _ in rows), default=0)):
        said = [thai.arabic_digits(cells[column]) for cells, _ in rows if column < len(cells) and cells[column]]
        named = sum(_ITEM.fullmatch(cell) is not None for cell in said)
        if named >= _FEWEST_ITEMS and named * 2 >= len(said):
            return column
    return None


def labels(cells: Sequence[str]) -> list[str]:
    """Return the cells of a row that say something other than a score, merged ones once."""
    said = [cell for at, cell in enumerate(cells) if cell and (at == 0 or cell != cells[at - 1])]
    return [
        cell
        for cell in said
        if not re.fullmatch(r"[\d.,%\s-]*[.,%-][\d.,%\s-]*|(?!10$)\d{2,}", thai.arabic_digits(cell))
    ]


def says_name(text: str) -> bool:
    return len(re.findall("[ก-ฮ]", text)) > 3 and instrument_named(text) is None and len(text) <= 80


def is_nearer(name: str, other: str) -> bool:
    return indicators.nearest(name)[1] >= indicators.nearest(other)[1]


def key_of(label: str) -> str | None:
    bare = thai.without_spaces(label)
    if (instrument := instrument_named(label)) is not None:
        return instrument
    return "overall" if _OVERALL.match(bare) and not is_foreign(bare, None) else None


def is_of_whole(labels: Sequence[str]) -> bool:
    """Tell a row of the whole that is numbered as well."""
    return any(key_of(label) == "overall" for label in labels)


def may_be_overall(label: str) -> bool:
    return not label or (_OVERALL_OF_YEARS.search(label) is not None and instrument_named(label) is None
                         and not NOT_A_RESULT.search(label) and not indicators.named_in(label)
                         and not indicators.mentions(label))  # fmt: skip


def year_cell(cell: str) -> re.Match[str] | None:
    plain = thai.without_spaces(thai.arabic_digits(cell))
    return re.fullmatch(r"(?:ผลการประเมิน|คะแนน|ITA)*(?:ประจำ)?(?:ปี)?(?:งบประมาณ)?(?:พ\.?ศ\.?)?(25[4-9]\d)", plain)
