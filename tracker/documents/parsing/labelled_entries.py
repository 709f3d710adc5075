"""The pieces of a text that may hold measures: labelled ones, the rows of cards, headings, and words that go on."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tracker import thai
from tracker.documents.blocks import Block, Paragraph, Row, Table
from tracker.documents.parsing.list_markers import CONTINUED
from tracker.documents.parsing.steps import without_number
from tracker.documents.parsing.tables import columns_of, is_page_number

TELLING = frozenset(["steps", "owner", "period", "result", "outcome", "monitoring", "analysis", "indicator"])
"""What a measure says of itself."""
UNKEPT = "other"
"""What a label announces that is said of a measure, and of which a reading keeps nothing: วัตถุประสงค์, งบประมาณ."""
FEWEST_LABELS = 2
_LONGEST_LABEL = 45
_OF_NO_READING = frozenset(["other", "budget"])
_LABELLED = re.compile(r"^[-–•*●▪\s]*(?P<label>[^:：]{2,45}?)\s*[:：](?!\d)\s*(?P<words>.*)$", re.DOTALL)
MEASURE_HEADING = re.compile(
    r"^(?P<kind>มาตรการ|โครงการ|กิจกรรม)\s*(?:(?:ที่|ลำดับที่)\s*(?P<no>[0-9๐-๙]{1,2})|(?P<bare>[0-9๐-๙]{1,2})(?=\s*[.:)]))\s*[.:)–-]*\s*(?P<title>.*)$"
)
_DUE = re.compile(r"^(?:กำหนด)?(?:แล้ว)?เสร็จ|^กำหนด(?:แล้ว)?เสร็จ|^กำหนดส่ง|^วันครบกำหนด")
# Labels that stand before their words with nothing but a space: only these begin no sentence.
_SPACED_LABEL = re.compile(
    r"^[-–•*●▪\s]*(?P<label>(?:หน่วยงาน|ส่วนราชการ)?(?:ที่)?(?:ผู้)?รับผิดชอบ(?:หลัก|ร่วม)?|ผู้รับผิดชอบ|ระยะเวลา(?:การ)?(?:ดำเนินการ|ดำเนินงาน)?"
    r"|กำหนด(?:แล้ว)?เสร็จ|ช่วงเวลา|ขั้นตอน(?:การดำเนินการ|การดำเนินงาน)?|วิธี(?:การ)?(?:ดำเนินการ|ดำเนินงาน|ปฏิบัติ)?|(?:การ)?กำกับติดตาม)\s+(?P<words>\S.*)$",
    re.DOTALL,
)
_BARE_LABELS = frozenset(
    ["ขั้นตอน", "ขั้นตอนการดำเนินการ", "ขั้นตอนการดำเนินงาน", "วิธีดำเนินการ", "วิธีการดำเนินการ", "วิธีการ", "วิธีปฏิบัติ",
     "ระยะเวลา", "ระยะเวลาดำเนินการ", "ระยะเวลาการดำเนินการ", "ผู้รับผิดชอบ", "หน่วยงานที่รับผิดชอบ", "หน่วยงานรับผิดชอบ",
     "การกำกับติดตาม", "กำกับติดตาม", "ผลการวิเคราะห์", "ผลการดำเนินการ", "ผลการดำเนินงาน", "ผลลัพธ์", "ผลที่ได้รับ",
     "สรุปผลการดำเนินการ", "สรุปผลการดำเนินงาน",
     "กำหนดเสร็จ", "กำหนดแล้วเสร็จ", "ตัวชี้วัด", "ตัวชี้วัดที่เกี่ยวข้อง"]
)  # fmt: skip
_BESIDE_LABELS = frozenset(["ความสำเร็จ", "ผลสำเร็จ", "ผลผลิต", "ปัญหาอุปสรรค"])
"""Words that are labels only beside one: ผลลัพธ์/ความสำเร็จ."""


# Of what is done and how, with what may follow: แนวทางการดำเนินงาน, วิธีการขั้นตอนการปฏิบัติ, ขั้นตอน/วิธีดำเนินการ.
_WAY = r"(?:ขั้นตอน|วิธีการ|วิธี|แนวทาง|กระบวนการ|รายละเอียด)"
_BARE_STEPS = re.compile(
    rf"(?:{_WAY}(?:/|และ|หรือ)?){{1,3}}(?:การ)?(?:ดำเนินการ|ดำเนินงาน|ปฏิบัติงาน|ปฏิบัติ|ขับเคลื่อน)(?:ตามมาตรการ|มาตรการ)?"
)
# What the headings of a table have no word for, or take for something else.
_SAYS_UNKEPT = re.compile(
    r"(?:หลักการ(?:และ)?(?:เหตุผล)?|เหตุผล(?:และความจำเป็น|ความจำเป็น)?|ที่มา(?:และความสำคัญ)?|ความเป็นมา|ความสำคัญ|ความจำเป็น"
    r"|(?:วัตถุประสงค์|เป้าประสงค์|(?:กลุ่ม|ค่า)?เป้าหมาย)(?:ของ)?(?:มาตรการ|โครงการ|กิจกรรม|การดำเนินการ|การดำเนินงาน)?"
    r"|ตัวชี้วัด(?:ของ)?(?:ความสำเร็จ|ผลสำเร็จ|ผลผลิต|ผลลัพธ์|โครงการ|กิจกรรม|มาตรการ)+"
    r"|(?:ประโยชน์|ผล|ผลผลิต|ผลลัพธ์|ผลสัมฤทธิ์)(?:ที่)?คาด(?:ว่า)?(?:จะ)?(?:ได้รับ|เกิดขึ้น|หวัง)?"
    r"|(?:แหล่ง)?งบประมาณ(?:ที่ใช้|ดำเนินการ|ในการดำเนินการ)?|(?:สถานที่|พื้นที่)(?:ใน)?(?:การ)?(?:ดำเนินการ|ดำเนินงาน|จัดกิจกรรม)?"
    r"|(?:วิธี(?:การ)?|การ)ประเมินผล|ผู้(?:เสนอ|อนุมัติ|เห็นชอบ)(?:โครงการ|กิจกรรม|มาตรการ)|ผู้เข้าร่วม(?:โครงการ|กิจกรรม)?)"
)
_PART_NUMBER = re.compile(r"^[0-9๐-๙]{1,2}\.[0-9๐-๙]{1,2}[.)]?(?=[ก-๎])")


@dataclass(frozen=True)
class Entry:
    """A piece of the document: a labelled one (`meaning`), a heading, or words that go on."""

    place: int
    lines: range
    words: str
    meaning: str | None = None
    label: str = ""
    """The label itself, as letters."""
    is_card: bool = False
    is_line: bool = False
    """Whether it stands in a text file, where what goes on does so right below."""

    @property
    def is_due(self) -> bool:
        """Whether the label announces a day by which it is done."""
        return self.meaning is not None and bool(_DUE.match(self.label))

    @property
    def is_again(self) -> bool:
        """Whether the label is one said before, written once more where a page began: ขั้นตอน (ต่อ)."""
        return self.label != without_again(self.label)


def is_right_below(entry: Entry, above: Entry) -> bool:
    """Tell a line of a text file from the one right above it, with no blank line between."""
    return entry.is_line and above.is_line and bool(above.lines) and entry.lines[0] == above.lines[-1] + 1


def without_again(words: str) -> str:
    """Take off the (ต่อ) behind what a new page says once more."""
    return CONTINUED.sub("", words)


def entries(blocks: Sequence[Block], used: set[int]) -> Iterator[Entry]:
    """Yield the pieces of what is not in `used`; page numbers are none."""
    for place, block in enumerate(blocks):
        if place in used:
            continue
        if isinstance(block, Paragraph):
            if not is_page_number(block.text):
                yield replace(_paragraph(place, block), is_line=block.last_line is not None)
        elif _is_card(block):
            yield from _card(place, block)


def _paragraph(place: int, block: Paragraph) -> Entry:
    match = _LABELLED.match(block.text)
    for found in (
        match if match and not MEASURE_HEADING.match(match["label"]) else None,
        _SPACED_LABEL.match(block.text),
    ):
        meaning = _meaning(found["label"]) if found else None
        if found and meaning is not None:
            return Entry(place, block.lines, found["words"].strip(), meaning, _letters(found["label"]))
    bare = _PART_NUMBER.sub("", thai.without_spaces(block.text).strip("-•*"))
    if _is_bare_label(bare):
        return Entry(place, block.lines, "", _meaning(bare), _letters(bare))
    return Entry(place, block.lines, block.text)


def _letters(label: str) -> str:
    return thai.without_spaces(without_number(thai.one_line(label))[1])


def _is_bare_label(text: str) -> bool:
    """Tell a label that stands alone on its line, or several of one meaning: ผลลัพธ์/ความสำเร็จ."""
    if _SAYS_UNKEPT.fullmatch(text):
        return True
    parts = set(re.split("/|และ|หรือ", text))
    is_known = bool(parts & _BARE_LABELS) and parts <= _BARE_LABELS | _BESIDE_LABELS
    return is_known or _BARE_STEPS.fullmatch(text) is not None


def _meaning(label: str) -> str | None:
    """Return what a label announces, by the words that head the columns of a table."""
    label = without_number(thai.one_line(label))[1]
    if not label or len(label) > _LONGEST_LABEL:
        return None
    letters = thai.without_spaces(label)
    if _SAYS_UNKEPT.fullmatch(letters):
        return UNKEPT
    found = "period" if _DUE.match(letters) else next(iter(columns_of(Row((label,)))), None)
    if found in _OF_NO_READING:
        return UNKEPT
    return found if found in TELLING | {"title", "problem", "suggestion", "kind"} else None


def _is_card(table: Table) -> bool:
    """Tell a table of label and value: two columns, and most labels announce something a measure says."""
    labelled = [row for row in table.rows if len(set(row.cells)) <= 2 and len(row.cells) >= 2]
    if len(labelled) < len(table.rows) or len(table.rows) < FEWEST_LABELS:
        return False
    asked = [row.cells[0] for row in table.rows if row.cells[0].strip() and row.cells[0] != row.cells[-1]]
    meanings = [meaning for label in asked if (meaning := _meaning(label)) != UNKEPT]
    known = [meaning for meaning in meanings if meaning is not None]
    return len(known) >= FEWEST_LABELS and len(known) * 2 > len(meanings)


def _card(place: int, table: Table) -> Iterator[Entry]:
    for row in table.rows:
        label, words = row.cells[0], row.cells[-1]
        meaning = _meaning(label) if label != words else None
        if meaning is not None:
            yield Entry(place, row.lines, words, meaning, _letters(label), is_card=True)
        elif label == words or not label.strip():
            yield Entry(place, row.lines, words, is_card=not label.strip())
