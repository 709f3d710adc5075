"""What stands before the entries of a list: ๑. ๑) (๑) 1.1 ข้อ ๑ ขั้นตอนที่ ๑ ก. a) – • ✓ ❖."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tracker.documents.parsing.stated_dates import MONTH

_DIGITS = "[0-9๐-๙]"
_BULLETS = "-–—•●○▪◦*·∙‣➢➤►▶▸✓✔☐☑❖◆◇■□★☆✧✦»→⇒"
CONTINUED = re.compile(r"\s*\(\s*ต่อ\s*\)\s*$")
"""What stands behind a name or a label that a page cut from its beginning."""
_THAI_LETTERS = "กขคงจฉชซฌญ"
_ALIKE = {sign: family[0] for family in ("-–—", "•●·∙⋅", "✓✔☑", "➢➤►▶▸", "■◆") for sign in family}
"""Signs that a typist takes for the same."""
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮"
_WORDS = "ขั้นตอน|ขั้น|ข้อ|กิจกรรม|วิธีการ|ระยะ"
_WORDED = re.compile(
    rf"(?:{_WORDS})\s*(?:ที่\s*({_DIGITS}{{1,2}})|(?<=ข้อ)\s*({_DIGITS}{{1,2}}))(?!{_DIGITS}|[./]{_DIGITS})\s*[:.)]*\s*"
)
# ๑. ๑) (๑) — but neither ๒.๑, which is part of step two, nor a date or an amount.
_NUMBER = re.compile(rf"(?:(?:{_WORDS})\s*(?:ที่)?\s*)?(\(?)({_DIGITS}{{1,2}})\s*([.)])\)?(?!{_DIGITS})[:\s]*")
_SUB_NUMBER = re.compile(
    rf"\(?({_DIGITS}{{1,2}})\.({_DIGITS}{{1,2}})(?:\.(?=\s))?\)?(?![.,]?{_DIGITS}|\s*(?:น\.|%|บาท|คะแนน))\s*"
)
_LETTER = re.compile(rf"(\(?)([{_THAI_LETTERS}]|[a-j])([.)])\s*(?![ก-๎]\.)(?=\S)")
_NO_COUNT = rf"คน|ครั้ง|วัน|เดือน|ปี|บาท|เรื่อง|แห่ง|ฉบับ|ชุด|ราย|หน่วย|กอง|ไตรมาส|น\.|{MONTH}"
_BARE = re.compile(rf"({_DIGITS}{{1,2}})\s+(?=[ก-๎“\"(])(?!{_NO_COUNT})")
_BULLET = re.compile(rf"([{_BULLETS}])[{_BULLETS}]*\s*(?=[^\s\d๐-๙])|(o)\s+(?=[ก-๎])")
# A number behind ตามข้อ or วันที่ is named, not counted; behind ทุกข้อ or ๑ วัน the next entry begins.
_NO_ENTRY_BEHIND = re.compile(r"(?:(?:ตาม|ใน|จาก|และ|ถึง)ข้อ|(?:ข้อ|ครั้ง|ฉบับ|วัน)ที่|ไตรมาส(?:ที่)?|มาตรา|วรรค|หมวด)\s*\(?$")
_LEAD_IN = re.compile(r"(?:ดังนี้|ดังต่อไปนี้|ได้แก่|ประกอบด้วย|ขั้นตอน|[:：])\s*[:：]?\s*(?=\(?[1๑][.)]\s*[^\s\d๐-๙])")
_SHORTEST_ENTRY = 8
_SHORTEST_DASHED = 12


@dataclass(frozen=True)
class Marker:
    """What a line begins with: its style (of a bullet the sign), how far it counts (a bullet: 0), how long it is."""

    style: str
    number: int
    length: int
    is_part: bool = False

    @property
    def is_bullet(self) -> bool:
        return self.number == 0

    def is_sure(self, others: Sequence["Marker | None"]) -> bool:
        """Tell a letter or a part number that counts among its like from an abbreviation or an amount."""
        if self.style not in {"ก", "a", "1"} and not self.is_part:
            return True
        alike = [other.number for other in others if other is not None and other.style == self.style]
        return len(alike) > 1 and alike[:2] == [1, 2]


def marker_of(line: str) -> Marker | None:
    """Return the marker a line begins with."""
    if match := _SUB_NUMBER.match(line):
        return Marker(f"{_value(match[1])}.n", _value(match[2]), match.end(), is_part=True)
    if match := _WORDED.match(line):
        return Marker("ที่", _value(match[1] or match[2]), match.end())
    if match := _NUMBER.match(line):
        return Marker(_style(match[1], match[3]), _value(match[2]), match.end())
    if match := _LETTER.match(line):
        letters = _THAI_LETTERS if match[2] in _THAI_LETTERS else "abcdefghij"
        style = "ก" if letters == _THAI_LETTERS else "a"
        return Marker(style, letters.index(match[2]) + 1, match.end())
    if line[:1] and line[0] in _CIRCLED:
        return Marker("①", _CIRCLED.index(line[0]) + 1, 1)
    if match := _BARE.match(line):
        return Marker("1", _value(match[1]), match.end())
    match = _BULLET.match(line)
    if match is None:
        return None
    # - (๑) and - ๑. are one marker.
    after = _NUMBER.match(line, match.end())
    if after is not None:
        return Marker(f"-{_style(after[1], after[3])}", _value(after[2]), after.end())
    return Marker(_ALIKE.get(line[0], line[0]), 0, match.end())


def _style(opening: str, closing: str) -> str:
    return "(1)" if opening and closing == ")" else f"1{closing}"


def _value(digits: str) -> int:
    return int(digits)


def inline(line: str) -> list[str]:
    """Split a line whose breaks were lost: ๑. … ๒. … counting up from its own number, or -… -… in one style."""
    lead = _LEAD_IN.search(line)
    if lead is None or marker_of(line) is not None:
        return _inline(line)
    rest = _inline(line[lead.end() :])
    return [line[: lead.end()].strip(), *rest] if len(rest) > 1 else [line]


def _inline(line: str) -> list[str]:
    marker = marker_of(line)
    if marker is None:
        return [line]
    if not marker.is_bullet:
        return list(_counted(line, marker))
    if re.match(r"-(?=[ก-๙A-Za-z])", line):
        return [piece for piece in re.split(r"\s+(?=-[ก-๙A-Za-z])", line) if piece]
    if re.match(r"[-–]\s", line):
        pieces = re.split(rf"\s+(?=[-–]\s(?!{MONTH})[ก-๙A-Za-z])", line)  # มกราคม - มีนาคม is one span of time.
        return pieces if all(len(piece) > _SHORTEST_DASHED for piece in pieces) else [line]
    sign = line[0]
    if sign in "-–—*o":
        return [line]
    return [piece for piece in re.split(rf"\s*(?={re.escape(sign)}\s*\S)", line) if piece]


def _counted(line: str, first: Marker) -> Iterator[str]:
    """Yield the entries of a line by the numbers that follow its own, in its own style."""
    start, due = 0, first.number + 1
    for match in _places(first).finditer(line, first.length):
        at = match.start("marker")
        found = marker_of(line[at:])
        if found is None or found.style != first.style or found.number != due or at - start < _SHORTEST_ENTRY:
            continue
        if _NO_ENTRY_BEHIND.search(line[:at].rstrip()):
            continue
        yield line[start:at].strip()
        start, due = at, due + 1
    yield line[start:].strip()


def _places(first: Marker) -> re.Pattern[str]:
    if first.style == "ที่":
        return re.compile(rf"\s(?P<marker>(?:{_WORDS})\s*(?:ที่)?\s*{_DIGITS})")
    if first.is_part:
        return re.compile(rf"\s(?P<marker>\(?{_DIGITS}{{1,2}}\.{_DIGITS})")
    if first.style == "①":
        return re.compile(rf"(?P<marker>[{_CIRCLED}])")
    if first.style in {"ก", "a"}:
        return re.compile(rf"\s(?P<marker>\(?[{_THAI_LETTERS}a-j][.)])")
    return re.compile(rf"(?:(?<=\s)|(?<=[ก-๎”)]))(?P<marker>\(?{_DIGITS}{{1,2}}[.)])")
