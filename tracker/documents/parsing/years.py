"""Which year was assessed, and in which year the measures are carried out."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from tracker import thai
from tracker.documents.parsing.memo import SUBJECT
from tracker.documents.parsing.scores import Line
from tracker.fiscal_year import FiscalYear

_YEAR = r"(25\d\d)(?!\d)"
_FISCAL = re.compile(rf"ปี\s?งบประมาณ\s*(?:พ\s?\.\s?ศ\s?\.?)?\s*{_YEAR}")
_ASSESSMENT = re.compile(
    rf"(?:ITA|การประเมิน|คุณธรรมและความโปร่งใส)[^\n]{{0,120}}?(?:ปี|พ\.ศ\.|\))\s*(?:งบประมาณ|พ\.ศ\.|\s)*{_YEAR}"
)
# ในปีงบประมาณ พ.ศ. ๒๕๖๘ … มีผลการประเมิน: the year stands before what was assessed.
_ASSESSED_IN = re.compile(
    rf"(?:ใน|ของ|ประจำ)ปี\s?งบประมาณ\s*(?:พ\s?\.\s?ศ\s?\.?)?\s*{_YEAR}[^\n]{{0,80}}?(?:มี|ได้รับ|ได้)?(?:ผลการประเมิน|ผลประเมิน|คะแนน(?:ITA|รวม|ภาพรวม))"
)
_SCORE_OF_THE_YEAR = re.compile(r"^\s*\(?\s*(?:ที่|ซึ่ง)?(?:ได้|มี)?\s*(?:ผล)?(?:คะแนน)?\s*\(?\d{1,3}\.\d{2}")
_CARRIED_OUT = re.compile(
    rf"(?:ให้ดีขึ้น|ขับเคลื่อน|มาตรการ|แนวทาง)[^\n]{{0,160}}?ในปี\s?งบประมาณ\s*(?:พ\s?\.\s?ศ\s?\.?)?\s*{_YEAR}"
)
_TITLE_YEAR = re.compile(rf"ปี\s*(?:งบประมาณ)?\s*(?:พ\s?\.\s?ศ\s?\.?)?\s*{_YEAR}")
_REPORT_TITLE = re.compile(r"^(?:แบบ)?รายงานผลการดำเนิน(?:การ|งาน)")
# ผลการประเมิน … พ.ศ. ๒๕๖๘ และมาตรการ … พ.ศ. ๒๕๖๙: a title that names the year of each.
_AND_MEASURES = re.compile(
    rf"(?:^|{_YEAR}[^\n]*?)(?:และ|พร้อม(?:ทั้ง|ด้วย)?|(?:ไป|นำ)?สู่|เพื่อ)\s*(?:การ)?(?:จัดทำ|กำหนด)?(?:มาตรการ|แผน|แนวทาง|การพัฒนา)[^\n]{{0,120}}?"
    rf"ปี\s*(?:งบประมาณ)?\s*(?:พ\s?\.\s?ศ\s?\.?)?\s*(?P<carried_out>25\d\d)(?!\d)"
)
_TITLE_OF_MEASURES = re.compile(r"มาตรการ|^แผน")
# มาตรการ … พ.ศ. ๒๕๖๙ จากผลการประเมิน … พ.ศ. ๒๕๖๘: what the measures follow from was assessed.
_FROM_RESULTS = re.compile(
    rf"(?:จาก|ตาม|โดยนำ)(?:การวิเคราะห์)?\s?ผลการประเมิน[^\n]{{0,120}}?ปี\s*(?:งบประมาณ)?\s*(?:พ\s?\.\s?ศ\s?\.?)?\s*{_YEAR}"
)
# ตารางที่ ๒ มาตรการ … ประจำปีงบประมาณ พ.ศ. ๒๕๖๙: the heading right over the measures, wherever it stands.
_HEADING_OF_MEASURES = re.compile(
    rf"^(?:ตาราง(?:ที่)?\s*\d{{0,2}}\s*[:.]?\s*|(?:ส่วน|บท)ที่\s*\d{{1,2}}\s*)?(?:\(?\d{{1,2}}(?:\.\d{{1,2}})*[.)]*\s+)?(?:การ)?(?:กำหนด|จัดทำ)?"
    rf"(?:มาตรการ|แผน[^\n]{{0,40}}มาตรการ|แผนปฏิบัติการ)(?:(?!ผลการ|จากการ)[^\n]){{0,120}}?ปี\s*(?:งบประมาณ)?\s*(?:พ\s?\.\s?ศ\s?\.?)?\s*{_YEAR}"
)
_LONGEST_HEADING = 180
# การนำผลการประเมิน ITA ไปสู่การพัฒนาองค์กร … ปี ๒๕๖๙: a year behind that is the year in which it is done.
_TOWARDS = re.compile(r"(?:ไป)?สู่การ(?:พัฒนา|ปฏิบัติ|ปรับปรุง|ยกระดับ)|ไปใช้(?:ใน|เพื่อ)?การ(?:พัฒนา|ปรับปรุง|ยกระดับ)")
_GOES_ON_WITH_YEAR = re.compile(r"\(?(?:ประจำ)?ปี|พ\.ศ\.")
_TITLE_LINES = 8


def is_result_title(line: Line) -> bool:
    """Tell the title of a result report."""
    return bool(_REPORT_TITLE.match(thai.without_spaces(line.text)))


def reported_year(lines: Sequence[Line]) -> int | None:
    """Return the year a result report reports on: the year of its title, else the year named most."""
    plain = [thai.arabic_digits(line.text) for line in lines]
    for at, line in enumerate(lines):
        if is_result_title(line):
            for text in plain[at : at + 3]:
                if match := _FISCAL.search(text):
                    return int(match[1])
    return _most_named(plain, _FISCAL)


def assessed_year(lines: Sequence[Line]) -> int | None:
    """Return the year whose assessment is analysed: named by a memo's subject, a title, or else most often."""
    plain = [thai.arabic_digits(line.text) for line in lines]
    for text in plain:
        if SUBJECT.match(text) and (year := _named_by_subject(text)) is not None:
            return year
    for text in _titles(plain):
        if len(text) < 200 and _TITLE_OF_MEASURES.match(text) and (match := _FROM_RESULTS.search(text)):
            return int(match[1])
        results = _about_results(text)
        if len(text) < 200 and not _TITLE_OF_MEASURES.search(results):
            named = [*_named(results, _ASSESSED_IN), *_named(results, _ASSESSMENT)]
            if named:
                return named[0]
    about_results = [
        "" if _TOWARDS.search(above) and _GOES_ON_WITH_YEAR.match(text) else _about_results(text)
        for above, text in pairwise(["", *plain])
    ]
    return (
        _most_named(about_results, _ASSESSED_IN)
        or _most_named(about_results, _ASSESSMENT)
        or max((int(year) for text in about_results for year in _ASSESSMENT.findall(text)), default=None)
        or _most_named(about_results, _FISCAL)
        or _most_named([text.partition("มาตรการ")[0] for text in plain], _ASSESSMENT)
    )


def _about_results(text: str) -> str:
    """Return what a text says of results, before it comes to what is made of them."""
    before = text.partition("มาตรการ")[0]
    towards = _TOWARDS.search(before)
    return before[: towards.start()] if towards else before


def _titles(plain: Sequence[str]) -> list[str]:
    """Return the first lines; one that begins with its year goes on with the line above."""
    return _joined(plain[:_TITLE_LINES])


def _joined(plain: Sequence[str]) -> list[str]:
    """Put a line that begins with a year behind the line it goes on with."""
    joined: list[str] = []
    for text in plain:
        if joined and _GOES_ON_WITH_YEAR.match(text):
            joined[-1] = f"{joined[-1]} {text}"
        else:
            joined.append(text)
    return joined


def _named_by_subject(text: str) -> int | None:
    """Return the year of the results a subject is about; a subject about measures alone names the year of those."""
    before, _, measures = text.partition("มาตรการ")
    match = _ASSESSMENT.search(before) or _FISCAL.search(before)
    if match is None and "ผลการ" in measures:
        match = _ASSESSMENT.search(measures[measures.index("ผลการ") :])
    return int(match[1]) if match else None


def measures_year(starts: Sequence[tuple[FiscalYear, FiscalYear]], lines: Sequence[Line]) -> int | None:
    """Return the year the measures are carried out in: that of most periods, else the one the text says.

    `starts` holds, for each dated period, the fiscal years of its first and last day.
    """
    counts = Counter(last.buddhist_year for _, last in starts)
    if counts:
        return counts.most_common(1)[0][0]
    return announced_year(lines)


def announced_year(lines: Sequence[Line]) -> int | None:
    """Return the year the text says the measures are for: in a title, else in the sentence that leads to them."""
    plain = [thai.arabic_digits(line.text) for line in lines]
    titles = [text for text in plain[:_TITLE_LINES] if text.startswith(("มาตรการ", "แผน"))]
    wrapped = [f"{text} {after}" for text, after in pairwise(plain[:_TITLE_LINES]) if text.startswith(("และ", "พร้อม"))]
    named = (_AND_MEASURES.search(text) for text in [*_joined(plain[: 2 * _TITLE_LINES]), *wrapped])
    both = next((match for match in named if match and (not match[1] or match[1] < match["carried_out"])), None)
    if both is not None:
        return int(both["carried_out"])
    headings = [text for text in _joined(plain) if len(text) < _LONGEST_HEADING]
    return (
        _most_named(titles, _TITLE_YEAR)
        or _most_named(headings, _HEADING_OF_MEASURES)
        or _most_named(plain, _CARRIED_OUT)
        or _year_towards(plain, assessed_year(lines))
    )


def _year_towards(plain: Sequence[str], assessed: int | None) -> int | None:
    """Return the year behind what is made of the results, where it is later than the assessed one."""
    behind = [text[match.end() :] for text in _joined(plain[:_TITLE_LINES]) if (match := _TOWARDS.search(text))]
    year = _most_named(behind, _TITLE_YEAR)
    return year if year is not None and assessed is not None and year > assessed else None


def _most_named(texts: Sequence[str], pattern: re.Pattern[str]) -> int | None:
    counts = Counter(year for text in texts for year in _named(text, pattern))
    return counts.most_common(1)[0][0] if counts else None


def _named(text: str, pattern: re.Pattern[str]) -> list[int]:
    """Return the years a pattern finds; ปี ๒๕๖๕ (๘๐.๒๕) is a year of the history, not the one assessed."""
    found = pattern.finditer(text)
    return [int(match[1]) for match in found if not _SCORE_OF_THE_YEAR.match(text[match.end(1) :])]
