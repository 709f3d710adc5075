"""What the sentences say of the whole assessment: the overall score, the instruments', and those of other years.

Each number of a line belongs to what the words between it and the number before name last; a number without such
words goes on with the year that stands before it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from tracker import thai
from tracker.documents.parsing import indicators, items
from tracker.documents.parsing.scores import Line, StatedScore, YearScore, scores_in
from tracker.documents.parsing.sections import leaves_analysis, section_of
from tracker.documents.parsing.subjects import INSTRUMENT, PART, instrument_of, is_foreign

_STRONG = re.compile(r"ภาพรวม|โดยรวม|รวมทั้งสิ้น|รวมทุกเครื่องมือ|รวมทั้ง\s*(?:3|สาม)")
_WEAK = re.compile(
    r"คะแนนรวม|คะแนนเฉลี่ย|ผลคะแนน|ได้(?:รับ)?คะแนน|คะแนนที่ได้|(?:มี)?คะแนน(?:ผล)?(?:การ)?ประเมิน|คะแนน\s*ITA|ผลการประเมิน|ค่าคะแนน|การประเมิน.{0,160}(?:ได้|มี|เท่ากับ|อยู่ที่|จำนวน)"
)
_ITEM = re.compile(r"(?<![A-Za-z])[ieoIEO]\s?[1-9]\d?(?!\d)|ตัวชี้วัดย่อย|(?<![\d.])(?:9|10)\.\d(?!\d)|รายข้อ|ข้อคำถาม")
_OTHERS = re.compile(
    r"(?:ระดับ|ทั่ว|ทั้ง|ของ|ใน)\s?(?:ประเทศ|จังหวัด|อำเภอ|ภูมิภาค|ภาค)(?!บริการ)|เฉลี่ย(?:รวม)?(?:ของ)?\s?(?:ประเทศ|จังหวัด|อำเภอ|อปท|องค์กรปกครองส่วนท้องถิ่น)|กลุ่มจังหวัด"
    r"|หน่วยงานอื่น|แห่งอื่น|องค์กรปกครองส่วนท้องถิ่น(?:ทั่ว|ทั้ง|ใน)|เฉลี่ยของ(?:อบต|เทศบาล)"
)
_YEAR = re.compile(r"(?:ปี|พ\.?\s?ศ\.?|งบประมาณ|ITA|^)\s*\(?\s*(25[4-9]\d)(?!\d)(?!\s*[-–]\s*25\d\d)")
_YEAR_BEFORE_THIS = re.compile(r"ปี(?:งบประมาณ)?\s?(?:ที่แล้ว|ที่ผ่านมา|ก่อนหน้า|ก่อน)")
_YEAR_AFTER = re.compile(
    r"\s*(?:คะแนน|%)?\s*\(?\s*(?:ใน)?\s*ปี\s*(?:งบประมาณ)?\s*(?:พ\.?\s?ศ\.?)?\s*(25[4-9]\d)(?!\d)\s*(?!\)?\s*(?:ได้|มี|ที่|ซึ่ง|อยู่|เท่ากับ|คะแนน|จำนวน|=|:|\(|\d))"
)
_ABOUT_THIS = re.compile(r"ITA|คุณธรรมและความโปร่งใส|ผลการประเมิน|ผลคะแนน|คะแนน")
# Behind the mean of others: โดยในปี ๒๕๖๗ ได้ ๘๔.๗๗ คะแนน, who got it is the office again.
_GOT = re.compile(r"(?:ได้(?:รับ)?|มี)\s*(?:ผล)?(?:คะแนน)?\s*$")
_RISEN_FROM = re.compile(r"จาก(?:เดิม)?\s*$")
_BECOMES = re.compile(r"^[^\d]{0,30}เป็น[^\d]{0,20}$")
_BEGINS_WITH_YEAR = re.compile(r"^[-–•*\s\d.)(]{0,6}(?:ใน)?(?:ปี|พ\.ศ\.|25[4-9]\d)")
_WORDS_BEFORE_NAME = 60
_LONGEST_HEADING = 110
_LINES_OF_PARTS = 5  # So many lines below its name the parts of the EIT still are its parts.
# Where a sentence has told the whole and each instrument, an earlier year's score that follows is the whole's again.
_WHOLE_AND_ITS_PARTS = frozenset(["overall", "IIT", "EIT", "OIT"])
PARTS = frozenset(["IIT", "EIT", "EIT_part1", "EIT_part2", "OIT"])


@dataclass(frozen=True)
class Stated:
    """A number with whose it is (`overall`, `weak`, an instrument, something else or nothing), and of which year."""

    subject: str
    year: int | None
    score: StatedScore


@dataclass
class Whole:
    """What the sentences of a document say of the whole assessment."""

    overall: StatedScore | None = None
    instruments: dict[str, Decimal] = field(default_factory=dict)
    past: list[YearScore] = field(default_factory=list)


def whole(lines: Sequence[Line], year: int | None, own: str | None) -> Whole:
    """Read the overall score, the instruments' and the earlier years' out of the sentences."""
    walk = _Walk(year, own)
    for line in lines:
        walk.take(line)
    found = walk.found
    found.overall = walk.strong or walk.weak or walk.in_section
    return found


@dataclass
class _Walk:
    year: int | None
    own: str | None
    found: Whole = field(default_factory=Whole)
    strong: StatedScore | None = None
    weak: StatedScore | None = None
    in_section: StatedScore | None = None
    section: int | None = None
    instrument: str = ""
    """The instrument named last, to which ส่วนที่ ๑ belongs."""
    age: int = 0
    heading: str = ""
    """The instrument whose name alone was the line before: its score stands on a line of its own."""

    def take(self, line: Line) -> None:
        plain = thai.arabic_digits(line.text)
        heading = section_of(line)
        if heading is not None:
            self.section, self.instrument = heading.no, ""
        elif leaves_analysis(line.text):
            self.section = None
        self.age += 1
        if self.age > _LINES_OF_PARTS:
            self.instrument = ""
        is_about_whole = bool(_ABOUT_THIS.search(plain) or _BEGINS_WITH_YEAR.match(plain))
        for one in self._stated(line, plain):
            self._place(one, is_about_whole=is_about_whole)
        self.heading = ""
        if not scores_in(plain):
            self._note_instrument(plain)

    def _note_instrument(self, plain: str) -> None:
        """Remember the one instrument a heading names: its score, or the scores of its parts, stand below."""
        named = {instrument_of(match) for match in INSTRUMENT.finditer(plain)}
        if len(named) == 1 and len(plain) <= _LONGEST_HEADING:
            self.instrument = self.heading = named.pop()
            self.age = 0

    def _place(self, one: Stated, *, is_about_whole: bool) -> None:
        is_this_year = one.year is None or self.year is None or one.year == self.year
        if one.subject in PARTS:
            if is_this_year:
                self.found.instruments.setdefault(one.subject, one.score.score)
        elif one.subject == "overall" and is_this_year:
            if self.section is None:
                self.strong = self.strong or one.score
            else:
                self.in_section = self.in_section or one.score
        elif one.subject not in {"overall", "weak", ""} or not is_about_whole:
            return
        elif not is_this_year and one.year is not None and self.year is not None:
            if one.year < self.year and (self.section is None or one.subject == "overall"):
                self.found.past.append(YearScore(one.year, one.score))
        elif one.subject == "weak" and self.section is None:
            self.weak = self.weak or one.score

    def _stated(self, line: Line, plain: str) -> Iterator[Stated]:
        """Yield the scores of a line, each with what it is the score of."""
        before, subject = 0, self.heading
        numbers, met = scores_in(plain), set[str]()
        for at, (begin, end, score) in enumerate(numbers):
            clause = plain[before:begin]
            named = self._subject(clause)
            about, after = _year_of(clause, plain[end:], self.year)
            if not named and about is None and at and not _BECOMES.match(clause):
                subject = ""
            subject = named if named and not (named == "weak" and subject in PARTS and not at) else subject
            if not named and about not in {None, self.year} and met >= _WHOLE_AND_ITS_PARTS:
                subject = "overall"
            if not named and about not in {None, self.year} and subject == "other" and "overall" in met:
                subject = "overall" if _GOT.search(clause) else subject
            met.add(subject)
            before = end + after
            following = plain[end : numbers[at + 1][0]] if at + 1 < len(numbers) else "-"
            if _RISEN_FROM.search(clause) and about is None:
                continue
            if not following.strip() or _is_of_item(plain[end:]):  # Several years side by side: which is meant?
                subject = ""
                continue
            yield Stated(subject, about, StatedScore(score, line.number, line.text[begin:end]))

    def _subject(self, clause: str) -> str:
        """Return whose score follows a clause."""
        if _OTHERS.search(clause) or is_foreign(clause, self.own):
            return "other"
        marks = [(match.start(), instrument_of(match)) for match in INSTRUMENT.finditer(clause)]
        if marks:
            self.instrument, self.age = marks[-1][1], 0
        if self.instrument == "EIT":
            marks += [(match.start(), f"EIT_part{match[1]}") for match in PART.finditer(clause)]
        named = [mention for mention in indicators.mentions(clause) if mention.rest or not marks]
        if named or _ITEM.search(clause) or _names_indicator(clause):
            return "part"
        strong = [match.start() for match in _STRONG.finditer(clause)]
        kinds = {name.partition("_")[0] for _, name in marks}
        if strong and (not marks or (strong[-1] > max(marks)[0] and len(kinds) > 1)):
            return "overall"
        if marks:
            return max(marks)[1]
        return "weak" if _WEAK.search(clause) else ""


def _names_indicator(clause: str) -> bool:
    """Tell whether the last words before a score name an indicator."""
    return bool(indicators.named_in(INSTRUMENT.sub(" ", clause)[-_WORDS_BEFORE_NAME:]))


def _is_of_item(after: str) -> bool:
    """Tell ๙๔.๑๙ คะแนน (i๔)."""
    return re.match(r"\s*(?:คะแนน)?\s*\(", after) is not None and bool(items.perceived_items(after[:25]))


def _year_of(clause: str, after: str, year: int | None) -> tuple[int | None, int]:
    """Return the year a number is of, and how much of the words behind it told so."""
    behind = _YEAR_AFTER.match(after[:60])
    if behind:
        return int(behind[1]), behind.end()
    years = list(_YEAR.finditer(clause))
    relative = list(_YEAR_BEFORE_THIS.finditer(clause))
    if relative and (not years or relative[-1].start() > years[-1].end()):
        return (year - 1 if year else 0), 0
    return (int(years[-1][1]) if years else None), 0
