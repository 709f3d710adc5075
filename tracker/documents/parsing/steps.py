"""A numbered or bulleted list in a cell, as a list of texts without their markers."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tracker import thai
from tracker.documents.parsing.list_markers import Marker, inline, marker_of

_LEAD_IN = re.compile(r"(?:ดังนี้|ดังต่อไปนี้|ได้แก่|ประกอบด้วย|[:：])\s*$")
_LABEL = re.compile(r"^(?:ขั้นตอน|วิธี|แนวทาง)(?:การ|ปฏิบัติ|ดำเนิน|งาน)*\s*[:：]?$")
_NOTHING = re.compile(r"^[-–—.\s]*$")
# What an office does begins a step; a wrapped line seldom begins so, and not behind a word that wants another.
_ACTION = re.compile(
    r"(?:จัด(?:ทำ|ให้|อบรม|ฝึกอบรม|ประชุม|กิจกรรม|ตั้ง|เก็บ|ส่ง|ซื้อ|เวที)|แต่งตั้ง|ตั้งคณะ|ตรวจ(?:สอบ|นับ|ติดตาม)|สุ่มตรวจ|รายงาน|เผยแพร่|ประชุม|ประกาศ"
    r"|กำหนด|ทบทวน|สำรวจ|รวบรวม|สรุป|ติดตาม|ติดตั้ง|ติดประกาศ|ประเมิน|แจ้ง|ปรับปรุง|พัฒนา|เสนอ|ขออนุมัติ|ขออนุญาต|วิเคราะห์|วางแผน|ชี้แจง"
    r"|ประชาสัมพันธ์|อบรม|มอบหมาย|คัดเลือก|ยกร่าง|ร่าง(?!กาย)|ออกแบบ|ออกคำสั่ง|เปิด|ลงพื้นที่|ศึกษา|สร้าง|ส่งเสริม|กำกับ|ควบคุม|ทดสอบ|บันทึก)"
)
_WANTS_MORE = re.compile(
    r"(?:การ|ความ|แบบ|แผน|และ|หรือ|เพื่อ|ให้|โดย|ของ|ใน|ที่|ตาม|กับ|ด้าน|ผู้|ระบบ|เรื่อง|วิธี|แนวทาง|ได้|จะ|ต้อง|มี|เป็น|ต่อ|ด้วย|ทั้ง|พร้อม"
    r"|เช่น|ว่า|ไม่|ถูก|ก่อน|หลัง|เกณฑ์|คำสั่ง|หนังสือ|เอกสาร|กิจกรรม|โครงการ|มาตรการ|[,/(\-–])$"
)
_MANY_LINES = 3
_SHORT = 0.75


@dataclass(frozen=True)
class Item:
    """One entry of a list; `number` as printed, None for a bullet or plain text."""

    number: int | None
    text: str


def items(text: str) -> tuple[Item, ...]:
    """Split a cell into its list entries; a cell without a list is one entry, or one for each paragraph."""
    lines = _lines(text)
    pieces = [(piece, begins) for line, begins in lines for piece in inline(line)]
    markers = [marker_of(piece) for piece, _ in pieces]
    style = _top_style(markers)
    if style is None:
        return tuple(Item(None, words) for words in _paragraphs(pieces) if not _NOTHING.match(words))
    is_numbered = any(marker is not None and marker.style == style and not marker.is_bullet for marker in markers)
    found = _Entries(style, is_numbered=is_numbered).of([piece for piece, _ in pieces], markers)
    if len(found) > 1 and markers[0] is None and (_LEAD_IN.search(found[0].text) or _LABEL.match(found[0].text)):
        found = found[1:]
    return tuple(item for item in found if not _NOTHING.match(item.text))


def steps(text: str) -> tuple[str, ...]:
    """Return the entries of a cell's list as texts."""
    return tuple(item.text for item in items(text))


def without_number(text: str) -> tuple[int | None, str]:
    """Take the leading enumerator off a title: its number (None for a bullet or none) and the rest."""
    marker = marker_of(text)
    if marker is None or marker.style in {"ก", "a", "1"}:
        return None, text
    return (None if marker.is_bullet else marker.number), text[marker.length :].strip()


def starts_list(line: str) -> bool:
    """Tell a line that begins a list: the first of its numbers, or a bullet."""
    marker = marker_of(line.strip())
    return marker is not None and (marker.is_bullet or marker.number == 1)


def _lines(text: str) -> list[tuple[str, bool]]:
    """Return the lines that say something, each with whether a new paragraph begins with it."""
    lines, begins = [], True
    for line in thai.clean(text).split("\n"):
        if line:
            lines.append((line, begins))
        begins = not line
    return lines


def _paragraphs(lines: Sequence[tuple[str, bool]]) -> list[str]:
    paragraphs: list[str] = []
    are_entries = _begin_with_actions([line for line, _ in lines])
    for line, begins in lines:
        if begins or are_entries or not paragraphs:
            paragraphs.append(line)
        else:
            paragraphs[-1] += f" {line}"
    return paragraphs


def _begin_with_actions(lines: Sequence[str]) -> bool:
    """Tell lines of a list without markers, each of which says what is done, from the lines of a wrapped sentence.

    Of two lines the first must leave room that a wrapped one would have filled.
    """
    if not all(_ACTION.match(line) for line in lines) or any(_WANTS_MORE.search(line) for line in lines[:-1]):
        return False
    leaves_room = any(len(line) < _SHORT * max(map(len, lines)) for line in lines[:-1])
    return len(lines) >= _MANY_LINES or leaves_room


def _top_style(markers: Sequence[Marker | None]) -> str | None:
    """Return the style of the entries: that of the first number; of bullets where no number stands above them."""
    real = [marker for marker in markers if marker is not None and marker.is_sure(markers)]
    if not real:
        return None
    numbered = [marker for marker in real if not marker.is_bullet]
    if not numbered:
        return real[0].style
    if real[0].is_bullet and sum(marker.style == numbered[0].style and marker.number == 1 for marker in numbered) > 1:
        return real[0].style
    return numbered[0].style


class _Entries:
    """The entries of one list as its lines are read: entries of another style are parts of an entry."""

    def __init__(self, style: str, *, is_numbered: bool) -> None:
        self.style, self.is_numbered = style, is_numbered
        self.found: list[Item] = []
        self.last, self.sub, self.dashes = 0, 0, 0

    def of(self, pieces: Sequence[str], markers: Sequence[Marker | None]) -> list[Item]:
        """Return the entries of the pieces, each with its marker if it has one."""
        self.dashes = sum(marker is not None and marker.style == "-" for marker in markers)
        for piece, marker in zip(pieces, markers, strict=True):
            if marker is not None and self._begins(marker):
                self.last, self.sub = marker.number, 0
                number = None if marker.is_bullet else marker.number
                self.found.append(Item(number, piece[marker.length :].strip()))
            elif not self.found:
                self.found.append(Item(None, piece))
            else:
                if marker is not None and not marker.is_bullet:
                    self.sub = marker.number
                is_part = marker is not None and marker.is_bullet and not self._is_between_words(piece, marker)
                words = piece[marker.length :].strip() if marker is not None and is_part else piece
                self.found[-1] = Item(self.found[-1].number, f"{self.found[-1].text} {words}".strip())
        return self.found

    def _is_between_words(self, piece: str, marker: Marker) -> bool:
        """Tell the dash of การยืม – คืน at the head of a wrapped line from the bullet of a part, which is not alone."""
        if not self.is_numbered or marker.style != "-" or self.dashes > 1:
            return False
        above = self.found[-1].text
        return not (_LEAD_IN.search(above) or _ACTION.match(piece[marker.length :].strip()))

    def _begins(self, marker: Marker) -> bool:
        """Tell an entry from a part of one: its style, or, where the typist changed it, the number that is due."""
        if marker.style == self.style:
            return True
        if marker.is_bullet or not self.is_numbered or marker.number == 1 or marker.is_part or marker.style == "1":
            return False
        return marker.number == self.last + 1 and marker.number != self.sub + 1
