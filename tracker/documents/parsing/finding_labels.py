"""The words that announce strengths and weaknesses: จุดแข็ง, จุดที่ควรพัฒนา and their like."""

import re
from dataclasses import dataclass

from tracker import thai
from tracker.documents.reading import FindingKind

_DEVELOP = r"(?:พัฒนา|ปรับปรุง|แก้ไข|แก้ปัญหา|เร่งรัด|ให้ความสำคัญ|ยกระดับ|เสริม)"
_MUST = r"(?:ควร|ต้อง|จะต้อง|จำเป็นต้อง|สมควร|ยังต้อง)(?:ได้รับการ|มีการ|เร่ง|นำมา)?"
_STRENGTH = (
    r"จุดเด่น|จุดแข็ง|ข้อดี|จุดดี|ข้อเด่น|ข้อได้เปรียบ|สิ่งที่(?:ทำได้)?ดี|(?:ประเด็น|ด้าน|ข้อ)ที่(?:เป็นจุดแข็ง|เป็นจุดเด่น|ทำได้ดี|ดำเนินการได้ดี|โดดเด่น)"
    r"|[Ss]trengths?"
)
_WEAKNESS = (
    rf"(?:จุด|ข้อ|สิ่ง|ประเด็น|ด้าน|เรื่อง|ส่วน)(?:ปัญหา)?ที่(?:เป็นข้อบกพร่อง(?:หรือจุดอ่อน)?(?:ที่)?|เป็นจุดอ่อน(?:ที่)?|เป็นปัญหา|ยัง(?:เป็น)?บกพร่อง)?(?:{_MUST}{_DEVELOP})?"
    rf"|ข้อบกพร่อง(?:หรือจุดอ่อน)?(?:ที่{_MUST}{_DEVELOP})?|จุด(?:อ่อน|ด้อย|บกพร่อง)(?:หรือข้อบกพร่อง)?(?:ที่{_MUST}{_DEVELOP})?|ข้อด้อย|ข้อจำกัด|(?:ข้อ|จุด)ควร{_DEVELOP}"
    r"|โอกาสใน?การ(?:พัฒนา|ปรับปรุง)|ปัญหา(?:และ)?อุปสรรค|ปัญหา(?:ที่พบ)?|(?:ประเด็น|สภาพ)ปัญหา|ข้อสังเกต|ข้อค้นพบ|[Ww]eakness(?:es)?"
)
_TAIL = (
    rf"(?:{_DEVELOP}|และ{_DEVELOP}|หรือ{_DEVELOP}|/{_DEVELOP}|โดย(?:เร่งด่วน|ด่วน)|เร่งด่วน|ให้ดี(?:ยิ่ง)?ขึ้น|ต่อไป|เพิ่มเติม|ของ(?:หน่วยงาน|องค์กร|ตัวชี้วัด(?:นี้)?)"
    r"|ในการพัฒนา|ที่(?:ควร|ต้อง)รักษา(?:ไว้)?|และควรรักษาไว้|ที่พบ|(?:จาก)?ผลการประเมิน|ด้านนี้|\([^()]{1,30}\)|\s)*"
)
_LEAD = r"(?:\s*(?:ได้แก่|คือ|มีดังนี้|ดังนี้|ดังต่อไปนี้|มีดังต่อไปนี้|ประกอบด้วย|ที่พบ|พบว่า))?"
_MARKER = r"[-–•●▪◦*✓➢\s]*(?:\(?\d{1,2}(?:\.\d{1,2})*[.)]*\)?\s*(?=[ก-๙])|[ก-ฮ][.)]\s*)?"
_LABEL = re.compile(
    rf"^{_MARKER}(?:ประเด็น)?(?P<word>(?P<strength>{_STRENGTH})|(?P<weakness>{_WEAKNESS}))"
    rf"(?P<tail>{_TAIL})(?P<lead>{_LEAD})(?P<end>\s*[:：=–]+\s*|\s+-\s*|\s+|$|(?=[ie]\s?\d)|(?=\())"
)
# Words that may stand alone before prose need more than a space to be a label.
_WEAK_WORDS = re.compile(
    r"^(?:ปัญหา(?:ที่พบ)?|ข้อสังเกต|ข้อค้นพบ|ข้อดี|จุดดี|ข้อจำกัด|(?:ประเด็น|สภาพ)ปัญหา|ข้อด้อย|ปัญหา(?:และ)?อุปสรรค|[ก-๎]+ที่)$"
)
_NO_LABEL = re.compile(r"^\s*(?:และ|หรือ|/|,|ของ|กับ|ที่(?!ประชาชน|บุคลากร)|เป็น|ตาม)")
_INSIDE = re.compile(rf"\s(?=(?:จุดเด่น|จุดแข็ง|จุดอ่อน|จุดที่{_MUST}{_DEVELOP}|ข้อบกพร่อง|ข้อควร{_DEVELOP}){_TAIL}\s*[:：])")
_LONGEST_COLUMN = 60


@dataclass(frozen=True)
class Label:
    """The kind a label announces, and what stands behind it on its line."""

    kind: FindingKind
    rest: str
    is_vague: bool = False
    """Whether the word is said of other things too: a report's ปัญหา is none of the assessment."""


def label_of(text: str) -> Label | None:
    """Read the label a paragraph begins with; None where it begins with none."""
    match = _LABEL.match(thai.arabic_digits(text))
    if match is None or _is_prose(match, text):
        return None
    kind: FindingKind = "strength" if match["strength"] else "weakness"
    return Label(kind, text[match.end() :].strip(), is_vague=bool(_WEAK_WORDS.match(match["word"])))


def _is_prose(match: re.Match[str], text: str) -> bool:
    rest = text[match.end() :]
    is_marked = bool(re.search("[:：=–]", match["end"])) or bool(match["lead"].strip())
    if not rest.strip() or is_marked:
        return match["word"].endswith("ที่")  # จุดที่ without what is to be done with it.
    return bool(_WEAK_WORDS.match(match["word"]) or _NO_LABEL.match(rest))


def kind_of_column(heading: str) -> FindingKind | None:
    """Return what a column of a table holds, by its heading; None where it holds no findings or both."""
    bare = thai.without_spaces(heading)
    if not bare or len(bare) > _LONGEST_COLUMN:
        return None
    is_strength = re.search(_STRENGTH, bare) is not None
    weak = [match[0] for match in re.finditer(_WEAKNESS, bare)]
    is_weakness = any(not word.endswith("ที่") for word in weak)
    if is_strength == is_weakness:
        return None
    return "strength" if is_strength else "weakness"


def split_labels(text: str) -> list[str]:
    """Split a paragraph that holds several labels, each with a colon."""
    return [piece for piece in _INSIDE.split(text) if piece.strip()]
