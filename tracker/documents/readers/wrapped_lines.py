"""Text files whose lines end where the page was full: which lines go on with the one before.

Whether a file was typed so at all, its own lines tell: several are about equally full, hardly one is longer, and some
break off where no writer would end one.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from tracker.documents.mending.words import reaches_over, run_around
from tracker.documents.readers.first_words import first_word
from tracker.documents.readers.page_marks import left_between_pages

_WIDTHLESS = re.compile("[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u200b-\u200f\ufeff\u00ad]")
# What damage leaves alone, so that a header is known again on the next page.
_NO_CONSONANT = re.compile("[^ก-ฮA-Za-z]")
_NO_PROSE = re.compile(
    r"^\s*(?:[|<>!]|#|$|[-*_=][-*_=\s]*$|[0-9๐-๙]{1,2}\s*$)|\S\s*\t|<t[adhr]|\s\|\s.*\||\.{6,}|…{3,}"
)
_DIGIT = "[0-9๐-๙]"
_MARKED = re.compile(
    rf"\s*(?:[-–—•●○▪◦*·➢✓☐❖■◆]\s*\S|\(?{_DIGIT}{{1,2}}[.)]\)?(?!{_DIGIT})|{_DIGIT}{{1,2}}\.{_DIGIT}{{1,2}}[.)]?\s*(?!คะแนน)[ก-๎]"
    r"|[ก-ฮ][.)]\s|\(\s*\))"
)
_LABELLED = re.compile(r"\s*(?:\*\*)?[^:：()]{2,40}(?:\([^()]{1,12}\))?\s*[:：](?!\d)")
_SPACED_LABEL = re.compile(
    r"\s*(?:(?:หน่วยงาน|ส่วนราชการ)?(?:ที่|ผู้)?รับผิดชอบ|ระยะเวลา(?:การ)?(?:ดำเนินการ|ดำเนินงาน)?|ขั้นตอน|วิธี(?:การ)?(?:ดำเนินการ|ปฏิบัติ)?"
    r"|(?:การ)?(?:กำกับ)?ติดตาม|จุดเด่น|จุดแข็ง|จุดอ่อน|จุดที่\S*พัฒนา|ข้อค้นพบ)(?:\s*$|\s{2,}|\s(?!และ|หรือ|ที่|ให้|ตาม|ของ))"
)
_NUMBERED_PART = re.compile(
    rf"\s*(?:(?:มาตรการ|โครงการ|กิจกรรม)(?:ที่)?\s*{_DIGIT}{{1,2}}(?!\s*\))|ข้อ\s*(?:ที่\s*)?{_DIGIT}{{1,2}}(?:[.):]|\s)"
    rf"|(?:ส่วน|บท|ตาราง|ขั้นตอน|ภาคผนวก)(?:ที่\s*{_DIGIT}|\s*{_DIGIT}{{1,2}}(?![.)]|{_DIGIT}))|(?:หมายเหตุ|เอกสารแนบ|ภาคผนวก)(?:\s|$))"
)
_LETTER_HEAD = re.compile(
    r"\s*(?:เรียน\s|เรื่อง\s|ที่\s|วันที่\s|ส่วนราชการ\s|อ้างถึง\s|สิ่งที่ส่งมา|จึงเรียน|\(?ลงชื่อ|บันทึกข้อความ"
    r"|(?:ความเห็น|ความคิดเห็น|ค(?:ำ|ํา|\s?า)สั่ง)\s*(?:ของ)?\s*(?:นายก|ปลัด|รองปลัด|ผู้บริหาร|ผู้บังคับ|หัวหน้า))"
)
_INDICATOR = re.compile(rf"\s*ตัวชี้วัด(?:ที่)?\s*{_DIGIT}{{1,2}}(?:\.{_DIGIT})?\s*[:.]?\s*[ก-๎]")
# No writer ends a line on these words, or begins a paragraph with those below; ติดตาม and ถูกต้อง end in none of them.
_WANTS_MORE = re.compile(
    r"(?:และ|หรือ|เพื่อ|ให้|โดย|(?<!สิ่ง)ของ|(?<!ภาย)ใน|(?<!หน้า)(?<!พื้น)(?<!สถาน)(?<!เนื้อ)ที่|(?<!ติด)ตาม|(?<!กำ)กับ|(?<!ทุก)ด้าน|ผู้|(?<!ราย)ได้"
    r"|จะ|(?<!ถูก)ต้อง|(?<!สม)ควร|มี|(?<!จำ)เป็น|(?<!ติด)ต่อ|ด้วย|คือ|ว่า|ไม่|ได้แก่|ทุก|ประจำ|ปีงบประมาณ|พ\.ศ\."
    rf"|(?:^|\s)\(?{_DIGIT}{{1,2}}[.)]|[,/(–-])$"
)
_BRACKET_OPENED = re.compile(r"\([a-zA-Z]?$")
_GOES_ON = re.compile(
    r"\s*(?:ของ|และ|หรือ|ซึ่ง|โดย(?!วิธี)|ที่(?=[ก-๎]{3})|ในการ|อยู่ใน|ได้|คะแนน|พ\.ศ\.|กับ|ต่อ|แล้ว|ดังกล่าว|นั้น|[),”]|[0-9๐-๙.]+\s*คะแนน)"
)
_LEADS_TO_LIST = re.compile(r"(?:ได้แก่|คือ|ว่า|ดังนี้)$")
_OFFICE = re.compile(r"\s*(?:เทศบาล|องค์การบริหาร)")
_THAI_END = re.compile("[\u0e01-\u0e3a\u0e40-\u0e45\u0e47-\u0e4e]$")
_THAI_START = re.compile("^[\u0e01-\u0e3a\u0e40-\u0e4e]")
# Between two Thai words nothing tells whether the line ended at a space; before these there usually is one.
_SPACE_BEFORE = re.compile(r"และ|หรือ|ซึ่ง|โดย|ทั้งนี้|อำเภอ|จังหวัด|ตำบล|เทศบาล|องค์การ|สำนัก|กอง")
_NO_SPACE_BEHIND = re.compile(r"(?:เทศบาล|ส่วน|ทุก|ของ|ที่ว่าการ|ใน|แต่ละ)$")
_NEVER_FIRST = tuple("”’)],.:;!?ๆฯ")
_NARROWEST, _WIDEST = 45, 130
_NEAR = 12  # Columns that the longest usual word may leave free at the end of a line.
_SLACK = 5
_FEWEST_FULL = 3
_FEWEST_CERTAIN = 2
_MOST_LONGER = 0.1
_FULL = 0.6
_SET_IN = 2
_DEEP = 6
_SHORT, _VERY_SHORT = 0.75, 0.5


@dataclass(frozen=True)
class TypedLines:
    """The lines of a text file as they were typed."""

    lines: Sequence[str]

    def paragraph(self, start: int) -> tuple[str, int]:
        """Return the paragraph that begins with a line, and the place of its last line."""
        text, last = self.lines[start], start
        while (after := self._going_on.get(last)) is not None:
            text, last = _joined(text, self.lines[after]), after
        return text, last

    @cached_property
    def furniture(self) -> frozenset[int]:
        """The places of page numbers and running headers, and of what parts the pages."""
        return left_between_pages(self.lines)

    @cached_property
    def headers(self) -> tuple[int, ...]:
        """The places of running headers and footers that stay, since they say what no other line does."""
        running = {_consonants(self.lines[at]) for at in self.furniture} - {""}
        edges = (at for at, line in enumerate(self.lines) if line.strip() and self._is_at_edge(at))
        return tuple(at for at in edges if at not in self.furniture and _consonants(self.lines[at]) in running)

    @cached_property
    def _written(self) -> list[int]:
        return [at for at, line in enumerate(self.lines) if line.strip()]

    def _is_at_edge(self, at: int) -> bool:
        """Tell the blank lines and the headers around the mark of a page from those between paragraphs."""
        above, below = bisect_left(self._written, at), bisect_right(self._written, at)
        return any(
            near in self.furniture
            for near in (*self._written[max(0, above - 1) : above], *self._written[below : below + 1])
        )

    @cached_property
    def _going_on(self) -> dict[int, int]:
        """Line → the line that goes on with it; none where the file was not typed to a width."""
        pairs = list(self._pairs())
        margin = self._margin([_width(self.lines[before]) for before, _ in pairs])
        if margin is None:
            return {}
        wrapped = [pair for pair in pairs if self._is_wrapped(*pair, margin=margin)]
        certain = (at for at, after in wrapped if _breaks_off(self.lines[at], self.lines[after]))
        return dict(wrapped) if len(list(islice(certain, _FEWEST_CERTAIN))) == _FEWEST_CERTAIN else {}

    def _pairs(self) -> Iterator[tuple[int, int]]:
        """Yield the lines of prose that stand one below the other, also where only a page ends between them."""
        before: int | None = None
        is_page_end = False
        for at, line in enumerate(self.lines):
            if at in self.furniture or at in self.headers:
                is_page_end = True
            elif not line.strip():
                before = before if before is not None and (is_page_end or self._is_at_edge(at)) else None
            else:
                is_prose = not _NO_PROSE.search(line)
                if before is not None and is_prose and (before + 1 == at or is_page_end):
                    yield before, at
                before, is_page_end = (at if is_prose else None), False

    def _margin(self, widths: Sequence[int]) -> int | None:
        """Return how wide the full lines are; None where there are none, or many lines are longer."""
        margin = next(
            (
                width
                for width in sorted(set(widths), reverse=True)
                if _NARROWEST <= width <= _WIDEST
                and sum(width - _NEAR <= one <= width for one in widths) >= _FEWEST_FULL
            ),
            None,
        )
        prose = [_width(line) for line in self.lines if line.strip() and not _NO_PROSE.search(line)]
        if margin is None or sum(width > margin + _SLACK for width in prose) > _MOST_LONGER * len(prose):
            return None
        return margin

    def _is_wrapped(self, before: int, after: int, *, margin: int) -> bool:
        first, second = self.lines[before], self.lines[after]
        if _BRACKET_OPENED.search(first.rstrip()) and after == before + 1:
            return True
        if _width(first) < _FULL * margin or _begins_anew(second, is_inside=_wants_more(first)):
            return False
        if _is_set_in(first, second) or _is_heading(first, second, margin):
            return False
        if _is_unfinished(first, second) and not _LEADS_TO_LIST.search(first.rstrip()):
            return True
        words, room = second.strip(), margin - _SLACK - _width(first)
        return room < 0 or _width(words[: first_word(words)]) > room or _is_one_word(first, second)


def _width(line: str) -> int:
    return len(_WIDTHLESS.sub("", line.rstrip()))


def _consonants(line: str) -> str:
    return _NO_CONSONANT.sub("", line)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _begins_anew(line: str, *, is_inside: bool) -> bool:
    """Tell a line that begins something; inside a phrase only the plainest signs do."""
    kinds = (_MARKED, _LABELLED) if is_inside else (_MARKED, _LABELLED, _SPACED_LABEL, _NUMBERED_PART, _LETTER_HEAD)
    return any(kind.match(line) for kind in kinds)


def _wants_more(line: str) -> bool:
    return _WANTS_MORE.search(line.rstrip()) is not None


def _is_set_in(before: str, after: str) -> bool:
    """Tell the first line of a paragraph, and a line that is centred; lines of a list or a label may hang."""
    if _indent(after) > _indent(before) + _SET_IN:
        return not (_MARKED.match(before) or _LABELLED.match(before) or _NUMBERED_PART.match(before))
    middles = (_indent(before) + _width(before), _indent(after) + _width(after))
    is_centred = abs(middles[0] - middles[1]) <= _SET_IN and _indent(before) != _indent(after)
    return _indent(after) >= _DEEP and is_centred


def _is_heading(before: str, after: str, margin: int) -> bool:
    """Tell the name of an indicator or of the office, which stands on a line of its own."""
    longest = _SHORT if _INDICATOR.match(after) else _VERY_SHORT if _OFFICE.match(after) else 0
    return _width(after) < longest * margin and not _wants_more(before)


def _breaks_off(before: str, after: str) -> bool:
    """Tell a place where no writer ends a line."""
    return _is_unfinished(before, after) or _is_one_word(before, after)


def _is_unfinished(before: str, after: str) -> bool:
    is_open = before.count("(") > before.count(")")
    return is_open or _wants_more(before) or _GOES_ON.match(after) is not None


def _is_one_word(before: str, after: str) -> bool:
    """Tell a word that begins on one line and ends on the next."""
    return reaches_over(
        run_around(before.rstrip(), len(before), 0)[0][-_NEAR:], run_around(after.strip(), 0, 0)[1][:_NEAR]
    )


def _joined(before: str, after: str) -> str:
    """Write a line behind the one before, with a space where there was one or usually is."""
    stripped, words = before.rstrip(), after.strip()
    if words.startswith(_NEVER_FIRST) or stripped.endswith(("(", "/", "-")):
        return stripped + words
    is_inside = _THAI_END.search(stripped) and _THAI_START.match(words) and stripped == before
    if is_inside and (not _SPACE_BEFORE.match(words) or _NO_SPACE_BEHIND.search(stripped)):
        return stripped + words
    return f"{stripped} {words}"
