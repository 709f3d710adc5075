"""Whose document it is: the organisation, its district and province, other spellings, other organisations."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from tracker import thai
from tracker.documents.parsing.organisation_place import place
from tracker.documents.parsing.scores import Line

KINDS = (
    "องค์การบริหารส่วนตำบล",
    "องค์การบริหารส่วนจังหวัด",
    "เทศบาลตำบล",
    "เทศบาลเมือง",
    "เทศบาลนคร",
)
_NAMED = re.compile(rf"({'|'.join(KINDS)})(\s?)([ก-๎]+)")
_ABBREVIATIONS = {"อบต.": KINDS[0], "อบจ.": KINDS[1], "ทต.": KINDS[2], "ทม.": KINDS[3], "ทน.": KINDS[4]}
_ABBREVIATED = re.compile(r"(?<![ก-๎])(อบต\.|อบจ\.|ทต\.|ทม\.|ทน\.)(\s?)([ก-๎]+)")
# Words that go on with the sentence after องค์การบริหารส่วนตำบล used as a common noun. Names of places begin with some
# of them too (บาง, ใน, ที่), so they make a name less likely, and only keep one from being taken for another office.
_SENTENCE = re.compile(
    r"^(?:ได้|มี(?!ชัย)|ที่(?!วัง)|จึง|และ|หรือ|ใน(?!เมือง|เวียง|คลอง)|เป็น|ควร|ให้|ของ|ต้อง|จะ|ซึ่ง|โดย|กำหนด|พิจารณา|ดำเนิน|จัด"
    r"|ประจำ|เพื่อ|ทุก|แห่ง|อื่น|ตาม|นี้|ดังกล่าว|ไม่|ก็|ทั้ง|กับ|แล้ว|ยัง|อาจ|สามารถ|ทราบ|อนุมัติ|เห็นชอบ|เรื่อง|พ\.ศ|อำเภอ|จังหวัด"
    r"|ทำ(?!นบ)|เอง|ต่าง|เข้า|รับ(?!ร่อ)|เห็น|อยู่|ผ่าน|ขึ้น|ว่า|ส่ง|นำ|บาง(?:แห่ง|ส่วน|ราย|คน)|หลาย|สมัย|ครั้ง|ประกอบ|ร่วม|ใช้|หาก|เมื่อ"
    r"|ก่อน|ระหว่าง|คณะ|สังกัด|ปฏิบัติ|รักษา|ขอ(?!น)|แจ้ง|เผยแพร่|ประกาศ|มอบหมาย|ทั่วไป|ใกล้เคียง|พนักงาน|สมาชิก|ผู้"
    r"|(?:ปี|เดือน|วัน|ครั้ง|ไตรมาส)ละ|ลงนาม|เสนอ|สั่ง(?:การ)?|แต่งตั้ง|ทันที|ภายใน|อย่าง|รายงาน|สรุป|บันทึก|ตรวจ|ทบทวน|ปรับปรุง|อบรม|ประชุม|ติดตาม|ควบคุม)"
)
_SLOGAN = re.compile(
    r"สัญจร|สีขาว|บริการ|คุณธรรม|โปร่งใส|เคลื่อนที่|ประชาชน|ดิจิทัล|ยุค|น่าอยู่|พบ|เรา|ออนไลน์|อิเล็ก|ร่วม|ใส|พอเพียง|ต้นแบบ|ปลอด|สะอาด"
    r"|สุจริต|อัจฉริยะ|สมาร์ท|เพื่อ|การ|ความ|งาน|กอง|สำนัก|เก็บ|ออก|ตรวจ|สร้าง|พัฒนา|ปรับ|เชิญ|ติด|เปิด|ลง|ไป|มา|รวม|ทั่ว|ประเมิน|ส่วน|หน่วย"
)
_TONES = re.compile("[่-์]")
_MARK = re.compile("[ะ-ฺๅ็-๎]")
# อำเภอ… จังหวัด… right behind a name: an office so written out is the one the document is of.
_PLACED = re.compile(r"\s*(?:อำเภอ|อ\.)\s?[ก-๎]+\s*(?:จังหวัด|จ\.)\s?[ก-๎]")
_MEMO_HEAD = re.compile(r"^ส่วนราชการ")
# What speaks of an office as one's own: its people, its area, its website.
_CLAUSE = re.compile(r"\n|(?:^|\s)\(?[0-9๐-๙]{1,2}[.)]\s?")
_AS_OWN = re.compile(
    r"(?:เขต(?:พื้นที่)?|บุคลากร|พนักงาน|เจ้าหน้าที่|ข้าราชการ|ลูกจ้าง|ผู้บริหาร|คณะผู้บริหาร|นายก|ปลัด|ประชาชน|เว็บไซต์|เว็บไซด์|ที่ทำการ|สำนักงาน|อาคาร|ประกาศ|คำสั่ง|แผน\S*|ของ)"
    rf"\s?(?:ของ|ใน(?:เขต)?|เขต)?\s?(?:{'|'.join(KINDS)}|อบต\.|อบจ\.|ทต\.|ทม\.|ทน\.)"
)
_WITH_OTHERS = re.compile(
    r"ดูงาน|ศึกษา|แลกเปลี่ยน|ร่วมกับ|ร่วมมือ|ต้นแบบ|เครือข่าย|วิทยากร|ประสาน|เทียบเคียง|ข้างเคียง|ใกล้เคียง|เชิญ|หารือ|จากเทศบาล|จากองค์การ"
)
_LONGEST_NAME = 25
_LONGEST_PLAIN_NAME = 12
_GOES_ON = re.compile(
    r"ได้|จึง|ซึ่ง|โดย(?!ม)|เป็น|ดำเนิน|กำหนด|เพื่อ|และ|ประจำ|ต้อง|จัดทำ|อำเภอ|จังหวัด|มีการ|มีแนว|ให้|ในการ|ใน(?=ปี|พื้นที่)"
)
_OTHER_KINDS = (*KINDS, "เทศบาล", "เมืองพัทยา", "กรุงเทพมหานคร", "องค์กรปกครอง")  # A list of kinds names no office.
_SHORTEST_COMPARED = 3  # Short names differ from each other by one letter.


@dataclass(frozen=True)
class Naming:
    """One place where an organisation is named."""

    kind: str
    name: str
    line: int | None
    is_spaced: bool
    weight: int = 2

    @property
    def full_name(self) -> str:
        return self.kind + self.name


@dataclass
class Organisation:
    """The organisation a document belongs to, and how else it names organisations."""

    name: str | None = None
    kind: str | None = None
    aliases: list[Naming] = field(default_factory=list)
    others: list[Naming] = field(default_factory=list)
    district: str | None = None
    province: str | None = None


def organisation(lines: Sequence[Line], measures: Sequence[Line] = ()) -> Organisation:
    """Find the organisation: the name that most often stands whole; ties go to the first.

    What is to be done may rightly take people to another office; in the lines of the `measures` a name counts only
    where it stands for the own office.
    """
    namings = [naming for line in lines for naming in _namings(line)]
    shortened = [naming for line in lines for naming in _abbreviated(line)]
    own = _own(namings) or _own(shortened)
    if own is None:
        return Organisation()
    found = Organisation(own.full_name, own.kind)
    found.district, found.province = place(lines, [own.full_name, *_short_names(own)])
    namings += [naming for line in measures for naming in _namings(line) if _is_as_own(line, naming)]
    shortened += [naming for line in measures for naming in _abbreviated(line) if _is_as_own(line, naming)]
    for naming in [*namings, *(naming for naming in shortened if _may_be_an_office(naming))]:
        _compare(naming, own, found)
    return found


def _is_as_own(line: Line, naming: Naming) -> bool:
    """Tell ประชาชนในเขตเทศบาล… from a visit to another office, work with it, or a speaker from there."""
    clauses = [clause for clause in _CLAUSE.split(line.text) if naming.name in clause]
    return any(_AS_OWN.search(clause) and not _WITH_OTHERS.search(clause) for clause in clauses)


def _short_names(own: Naming) -> list[str]:
    return [f"{short}{own.name}" for short, kind in _ABBREVIATIONS.items() if kind == own.kind]


def _may_be_an_office(naming: Naming) -> bool:
    """Tell อบต.ตัวอย่าง from อบต.สัญจร and from a sentence: a short word of its own, written to the abbreviation."""
    return not (naming.is_spaced or len(naming.name) > _LONGEST_PLAIN_NAME or _SLOGAN.match(naming.name))


def _namings(line: Line) -> list[Naming]:
    """Return the places in a line that name an organisation, weighed by how likely it is a name."""
    text = thai.one_line(line.text)
    return [
        Naming(match[1], match[3], line.number, is_spaced=bool(match[2]), weight=_weight(text, match))
        for match in _NAMED.finditer(text)
    ]


def _weight(text: str, match: re.Match[str]) -> int:
    """A memo's head says whose it is; a line of its own is a title; a sentence that goes on may name nobody."""
    weight = 1 if _SENTENCE.match(match[3]) else 4 if _PLACED.match(text, match.end()) else 2
    return weight + (8 if _MEMO_HEAD.match(text) else 1 if text == match[0] else 0)


def _abbreviated(line: Line) -> list[Naming]:
    """Read อบต.ตัวอย่าง, for documents that never write the name out."""
    return [
        Naming(_ABBREVIATIONS[match[1]], match[3], line.number, is_spaced=bool(match[2]))
        for match in _ABBREVIATED.finditer(thai.one_line(line.text))
    ]


def _own(namings: Sequence[Naming]) -> Naming | None:
    """Choose by frequency; of equals the one that others begin with, since sentences go on behind a name."""
    counts: Counter[tuple[str, str]] = Counter()
    first: dict[tuple[str, str], Naming] = {}
    for naming in namings:
        if naming.is_spaced or len(naming.name) < 2:
            continue
        key = (naming.kind, naming.name)
        counts[key] += naming.weight
        first.setdefault(key, naming)
    if not counts:
        return next((naming for naming in namings if len(naming.name) <= _LONGEST_NAME and _is_likely(naming)), None)
    best = max(counts, key=lambda key: (counts[key], _support(key, counts)))
    return first[best]


def _is_likely(naming: Naming) -> bool:
    return not (_SENTENCE.match(naming.name) or naming.name.startswith(_OTHER_KINDS))


def _support(key: tuple[str, str], counts: Counter[tuple[str, str]]) -> int:
    return sum(number for (kind, name), number in counts.items() if kind == key[0] and name.startswith(key[1]))


def _compare(naming: Naming, own: Naming, found: Organisation) -> None:
    """Sort a naming under own name, other spelling, or another organisation."""
    if naming.kind == own.kind:
        if _begins_with(naming.name, own.name) or own.name.startswith(naming.name):
            return
        spelling = _other_spelling(naming.name, own.name)
        if spelling is not None:
            if all(alias.name != spelling for alias in found.aliases):
                found.aliases.append(replace(naming, name=spelling))
            return
        if naming.is_spaced:  # องค์การบริหารส่วนตำบล as a common noun, and the sentence goes on.
            return
    if not _is_likely(naming):
        return
    other = replace(naming, name=_without_sentence(naming.name)[:_LONGEST_NAME])
    if len(other.name) > 1 and all(known.full_name != other.full_name for known in found.others):
        found.others.append(other)


def _without_sentence(name: str) -> str:
    """Cut the sentence that goes on behind a name without a space."""
    if len(name) <= _LONGEST_PLAIN_NAME:
        return name
    match = _GOES_ON.search(name, _SHORTEST_COMPARED)
    return name[: match.start()] if match else name


def _begins_with(name: str, own: str) -> bool:
    """Tell own name with the sentence going on behind it; a mark on its last letter makes another word."""
    return name.startswith(own) and not _MARK.match(name[len(own) : len(own) + 1])


def _other_spelling(name: str, own: str) -> str | None:
    """Return the misspelt name at the start of what was written: tone marks apart, one letter in four differs."""
    letters = len(_TONES.sub("", own))
    limit = max(1, letters // 4) if letters > _SHORTEST_COMPARED else 0
    whole_words = [
        name[:end] for end in range(2, min(len(name), len(own) + 4) + 1) if not _MARK.match(name[end : end + 1])
    ]
    close = [
        (_distance(word, own), abs(len(word) - len(own)), word)
        for word in whole_words
        if _distance(_TONES.sub("", word), _TONES.sub("", own)) <= limit
    ]
    return min(close)[2] if close else None


def _distance(left: str, right: str) -> int:
    """Count the letters to change, add or drop to make one word the other."""
    row = list(range(len(right) + 1))
    for at, letter in enumerate(left, start=1):
        above, row[0] = row[0], at
        for column, other in enumerate(right, start=1):
            above, row[column] = row[column], min(row[column] + 1, row[column - 1] + 1, above + (letter != other))
    return row[-1]
