"""What the cells of a column say of it, whatever its heading: dates, units, numbers, lists, results."""

import re
from collections.abc import Callable, Sequence

from tracker import thai
from tracker.documents.parsing import indicators, steps
from tracker.documents.parsing.stated_dates import YEAR, dates_in

_MOST = 0.6
_LONGEST_PERIOD = 100
_LONGEST_OWNER = 120
_LONGEST_MARK = 12
_SHORT = 40

_DASH = re.compile(r"^[\s\-–—.]*$")
_PERIOD_WORDS = re.compile(
    r"ไตรมาส|(?:ตลอด|ทั้ง|ภายใน|สิ้น|ประจำ)?ปี\s*งบ|ตลอด(?:ทั้ง)?ปี|ทุก\s*(?:ๆ\s*)?(?:เดือน|สัปดาห์|[0-9๐-๙]+\s*เดือน)|ราย(?:เดือน|ไตรมาส|ปี)"
    r"|รอบ\s*[0-9๐-๙]+\s*เดือน|ครึ่งปี|(?:เดือน|ปี)ละ\s*[0-9๐-๙]"
)
_UNIT = re.compile(
    r"^(?:[-–•*]\s*|\(?[0-9๐-๙]{1,2}[.)]\s*)?(?:ทุก\s?(?:หน่วยงาน|ส่วนราชการ|สำนัก|กอง|งาน|ฝ่าย|ส่วน)|สำนัก|กอง(?!ทุน)|หน่วยตรวจสอบ|หน่วยงาน|ส่วนการ|ส่วนโยธา|ศูนย์|คณะกรรมการ|คณะทำงาน"
    r"|ผู้บริหาร|ผู้อำนวยการ|ผอ\.|หัวหน้า|นายก|รองนายก|ปลัด|รองปลัด|นัก(?:วิ|ทรัพย|พัฒนา|จัด|วิชา|ประชา)|เจ้าหน้าที่|เจ้าพนักงาน|นิติกร"
    r"|(?:งาน|ฝ่าย)(?:[ก-๙]))"
)
_DONE = re.compile(
    r"แล้ว(?!เสร็จภายใน)|เรียบร้อย|^(?:ได้|มีการ|มีผู้|ไม่มีข้อร้องเรียน)|ได้(?:ดำเนินการ|จัด|มีการ|รับ(?:การ|อนุมัติ))|ผู้เข้า(?:ร่วม|อบรม)\s*(?:จำนวน)?\s*[0-9๐-๙]"
    r"|ยังไม่(?:ได้)?ดำเนินการ|อยู่ระหว่าง(?:การ)?ดำเนินการ"
)
_KIND = re.compile(r"^(?:มาตรการ|โครงการ|กิจกรรม)$")
_MONEY = re.compile(r"^(?:[0-9๐-๙,]+(?:\.[0-9๐-๙]+)?\s*(?:บาท)?|ไม่(?:ใช้|มี)งบประมาณ)$")
_CODE = re.compile(r"^(?:ข้อ\s*)?[Oo]\s?[0-9๐-๙]{1,2}\b")
_ACTION = re.compile(
    r"^(?:จัด|แต่งตั้ง|ประชุม|ประกาศ|เผยแพร่|สำรวจ|ทบทวน|รวบรวม|แจ้ง|กำหนด|ขออนุมัติ|อบรม|ประชาสัมพันธ์|ติดตาม|รายงาน|สรุป|วิเคราะห์|ศึกษา|เสนอ|ตรวจ|ปรับปรุง|พัฒนา|ดำเนินการ)"
)


def said(cells: Sequence[str]) -> list[str]:
    """Return the cells that say something; a dash does not."""
    return [text for cell in cells if not _DASH.match(text := thai.one_line(cell))]


def is_period(cell: str) -> bool:
    """Tell a cell that states dates, months, quarters or a year, and little besides."""
    text = thai.arabic_digits(thai.one_line(cell))
    if len(text) > _LONGEST_PERIOD:
        return False
    rest = text
    for match in reversed(dates_in(re.sub("[‐‑‒–—−]", "-", text))):
        rest = rest[: match.start()] + rest[match.end() :]
    has_dates = len(rest) < len(text)
    if not has_dates and not _PERIOD_WORDS.search(text):
        return bool(re.fullmatch(rf"(?:ปี|พ\.ศ\.|ภายในปี|\s)*{YEAR}", text))
    return len(rest) <= _SHORT


def is_owner(cell: str) -> bool:
    """Tell a cell that begins with a unit or a post and is no sentence."""
    text = thai.one_line(cell)
    return len(text) <= _LONGEST_OWNER and bool(_UNIT.match(text)) and not _DONE.search(text)


def is_result(cell: str) -> bool:
    """Tell a cell that says what was done: ได้ดำเนินการ…, …แล้ว, มีผู้เข้าร่วม ๓๐ คน."""
    listed = [entry.text for entry in steps.items(cell)] or [cell]
    return sum(bool(_DONE.search(text)) for text in listed) * 2 >= len(listed)


def is_list(cell: str) -> bool:
    """Tell a cell that holds a list, or one entry of it, of what is to be done."""
    listed = steps.items(cell)
    return len(listed) > 1 or (len(listed) == 1 and listed[0].number is not None)


def is_action(cell: str) -> bool:
    """Tell a cell that says what to do."""
    return is_list(cell) or bool(_ACTION.match(thai.one_line(cell)))


def is_number(cell: str) -> bool:
    """Tell the cell of a column that counts."""
    return bool(re.fullmatch(r"\(?[0-9๐-๙]{1,2}(?:\.[0-9๐-๙]{1,2})?[.)]?", cell.strip()))


def is_money(cell: str) -> bool:
    return bool(_MONEY.match(thai.one_line(cell)))


def is_kind(cell: str) -> bool:
    return bool(_KIND.match(thai.one_line(cell)))


def begins_with_kind(cell: str) -> bool:
    """Tell a name that begins with its kind: มาตรการ…, โครงการ…, กิจกรรม…."""
    return bool(re.match("(?:มาตรการ|โครงการ|กิจกรรม)", steps.without_number(thai.one_line(cell))[1]))


def is_item_code(cell: str) -> bool:
    """Tell a cell that begins with the code of a published item, as lists of items do."""
    return bool(_CODE.match(thai.one_line(cell)))


def is_indicator(cell: str) -> bool:
    """Tell a cell that names an indicator of the assessment, by number or by name."""
    text = thai.one_line(cell)
    return names_indicator(text) or bool(bare_numbers(text))


def names_indicator(cell: str) -> bool:
    """Tell a cell that names an indicator in words, as no bare number does."""
    text = thai.one_line(cell)
    return bool(indicators.mentions(text) or indicators.named_in(text))


def bare_numbers(cell: str) -> tuple[int, ...]:
    """Return the numbers of indicators where a cell holds nothing else: ๔, or ๗, ๘ or ๑ – ๓."""
    text = thai.arabic_digits(thai.one_line(cell))
    if not re.fullmatch(r"\(?(?:10|[1-9])\)?(?:\s*(?:,|และ|/|-|–|\s)\s*\(?(?:10|[1-9])\)?)*", text):
        return ()
    numbers = [int(number) for number in re.findall(r"\d+", text)]
    if len(numbers) == 2 and re.search("[-–]", text) and numbers[0] < numbers[1]:
        return tuple(range(numbers[0], numbers[1] + 1))
    return tuple(dict.fromkeys(numbers))


def is_mark(cell: str) -> bool:
    """Tell the mark of a month in a grid: ✓, X, ●, /, an arrow; one dash alone is none."""
    text = thai.one_line(cell)
    return bool(text) and len(text) <= _LONGEST_MARK and not re.fullmatch(r"[-–—.0๐]", text)


def mostly(cells: Sequence[str], test: Callable[[str], bool], least: int = 1) -> bool:
    """Tell whether most cells that say something pass a test."""
    texts = [cell for cell in cells if not _DASH.match(cell)]
    return len(texts) >= least and sum(test(text) for text in texts) >= _MOST * len(texts)
