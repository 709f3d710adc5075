"""Whose score a label or a heading announces: an instrument's, or that of somebody else."""

import re

from tracker import thai

# The instruments by their codes and by their names; OIT in ข้อ O25 is an item of it.
INSTRUMENT = re.compile(
    r"(?P<code>(?<![A-Za-z])(?:IIT|EIT|OIT)(?![A-Za-z]))(?!\)?\s*(?:ข้อ|[oO]\s?\d|รายข้อ))"
    r"|(?P<IIT>แบบ(?:วัด|สำรวจ|ประเมิน)(?:การรับรู้|ความคิดเห็น)?(?:ของ)?ผู้มีส่วน(?:ได้)?(?:ส่วน)?เสียภายใน|ผู้มีส่วน(?:ได้)?(?:ส่วน)?เสียภายใน(?!และ))"
    r"|(?P<EIT>แบบ(?:วัด|สำรวจ|ประเมิน)(?:การรับรู้|ความคิดเห็น)?(?:ของ)?ผู้มีส่วน(?:ได้)?(?:ส่วน)?เสียภายนอก|ผู้มีส่วน(?:ได้)?(?:ส่วน)?เสียภายนอก)"
    r"|(?P<OIT>(?:แบบ(?:วัด|ตรวจ|สำรวจ|ประเมิน))?การเปิดเผยข้อมูลสาธารณะ)"
)
PART = re.compile(r"(?:ส่วนที่|ตอนที่|[Pp]art)\s*([12])(?!\d)")
_ABBREVIATED = {
    "อบต.": "องค์การบริหารส่วนตำบล",
    "อบจ.": "องค์การบริหารส่วนจังหวัด",
    "ทต.": "เทศบาลตำบล",
    "ทม.": "เทศบาลเมือง",
    "ทน.": "เทศบาลนคร",
}
_OFFICE = re.compile(
    r"(?:องค์การบริหารส่วน(?:ตำบล|จังหวัด)|เทศบาล(?:ตำบล|เมือง|นคร)|(?<![ก-๎])(?:อบต\.|อบจ\.|ทต\.|ทม\.|ทน\.))[ก-๎]{2,}"
)


def instrument_of(match: re.Match[str]) -> str:
    """Return the code of the instrument a match of INSTRUMENT names."""
    return match["code"] or next(code for code in ("IIT", "EIT", "OIT") if match[code])


def instrument_named(label: str) -> str | None:
    """Return the one instrument, or part of the EIT, a label names; None where it names none or several."""
    bare = thai.without_spaces(thai.arabic_digits(label))
    named = {instrument_of(match) for match in INSTRUMENT.finditer(bare)}
    if len(named) != 1 or len(bare) > 120:
        return None
    code = named.pop()
    part = PART.search(bare)
    return f"{code}_part{part[1]}" if code == "EIT" and part else code


def is_foreign(text: str, own: str | None) -> bool:
    """Tell whether a text names a local government other than `own`."""
    for match in _OFFICE.finditer(thai.without_spaces(text)):
        name = match[0]
        for short, full in _ABBREVIATED.items():
            name = full + name.removeprefix(short) if name.startswith(short) else name
        if own is not None and not name.startswith(thai.without_spaces(own)):
            return True
    return False
