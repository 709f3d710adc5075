"""Who an owner cell names: one entry per owner, as typed.

Units carry และ in their names (งานพัสดุและทรัพย์สิน), cells break lines inside names, and a section is written
before or after its division; so a separator counts only where another owner begins after it.
"""

import re
from typing import Literal

from tracker import thai

Scope = Literal["all_units", "public_units"]

_DIVISION = r"สำนัก|กอง(?!ทุน)|หน่วยตรวจสอบ|หน่วยงาน|ส่วนการ|ส่วนโยธา|ศูนย์|คณะกรรมการ|คณะทำงาน|โรงเรียน"
_PERSON = r"ผู้บริหาร|ผู้อำนวยการ|ผอ\.|หัวหน้า|นายก|รองนายก|ปลัด|รองปลัด|นัก[ก-ฮ]|เจ้าหน้าที่|เจ้าพนักงาน|นิติกร|บุคลากร|พนักงาน|ข้าราชการ"
_SECTION = r"งาน|ฝ่าย"
_EVERYONE = r"ทุก"
_HEAD = re.compile(rf"(?:{_EVERYONE}|{_DIVISION}|{_PERSON}|{_SECTION})")
_DIVISION_HEAD = re.compile(rf"(?:{_EVERYONE}|{_DIVISION})")
_WHOLE_HEAD = re.compile(rf"(?:{_EVERYONE}|{_DIVISION}|ผู้บริหาร|นายก|ปลัด|รองปลัด|รองนายก)")
_BARE_KIND = re.compile(r"(?:สำนัก|กอง|ส่วน|ฝ่าย|งาน|หน่วยงาน|ส่วนราชการ|หน่วย)(?:งาน|ราชการ)?")
_LIST_MARKER = re.compile(r"(?:^|(?<=\s))(?:[-–•●*]\s*|\(?[0-9๐-๙]{1,2}[.)]\s*)(?=[ก-๙])")
_NOBODY = re.compile(r"^[-–—.\s]*$")

# Possessive, since หน่วยงาน is หน่วย and งาน as well: a long cell that ends otherwise must not be tried in every way.
_ALL_UNITS = re.compile(
    r"^(?:ทุก|ทั้งหมดทุก)(?:หน่วยงาน|ส่วนราชการ|สำนัก|กอง|งาน|ส่วนงาน|ฝ่าย|หน่วย)"
    r"(?:(?:/|และ|,|ทุก)*+(?:หน่วยงาน|ส่วนราชการ|สำนัก|กองงาน|กอง|งาน|ส่วนงาน|ฝ่าย|หน่วย))*+"
    r"(?:ใน(?:สังกัด|หน่วยงาน).*|ภายใน.*|ของอบต\.?.*|ที่เกี่ยวข้อง)?$"
)
_PUBLIC_UNITS = re.compile(r"^ทุก.*ที่.*(?:ให้บริการ|บริการประชาชน)")


def owners(text: str) -> tuple[str, ...]:
    """Return the owners a cell names, in order, each once."""
    found: list[str] = []
    for piece in _by_lines(text):
        for listed in _by_separators(piece):
            name = _tidy(listed)
            if not _NOBODY.match(name) and name not in found:
                found.append(name)
    return tuple(found)


def all_units_scope(text: str) -> Scope | None:
    """Tell whether an owner is every unit, or every unit that serves the public; None for anybody else."""
    plain = thai.without_spaces(text)
    if _PUBLIC_UNITS.match(plain):
        return "public_units"
    return "all_units" if _ALL_UNITS.match(plain) else None


def _by_lines(text: str) -> list[str]:
    """Join the lines of a cell into pieces; a new owner begins with a list marker or after a complete name."""
    pieces: list[str] = []
    for line in (part.strip() for part in thai.clean(text).split("\n")):
        if not line:
            continue
        if pieces and not _begins_owner(pieces[-1], line):
            pieces[-1] = _joined(pieces[-1], line)
        else:
            pieces.append(line)
    return [piece for whole in pieces for piece in _LIST_MARKER.split(whole)]


def _begins_owner(before: str, line: str) -> bool:
    if _LIST_MARKER.match(line):
        return True
    if before.count("(") > before.count(")") or re.search(r"(?:และ|/|,|หรือ|ทุก)$", before):
        return False
    return bool(_WHOLE_HEAD.match(line)) and bool(_WHOLE_HEAD.match(_LIST_MARKER.sub("", before)))


def _joined(before: str, line: str) -> str:
    """Put a wrapped line behind the one before: no space around และ, a space before the name of a division."""
    glue = "" if before.endswith("และ") or line.startswith("และ") or not _HEAD.match(line) else " "
    return f"{before}{glue}{line}"


def _by_separators(text: str) -> list[str]:
    pieces, start, depth = [], 0, 0
    for index, character in enumerate(text):
        depth += {"(": 1, ")": -1}.get(character, 0)
        if depth > 0 or index < start:
            continue
        length = _separator(text, index, text[start:index])
        if length:
            pieces.append(text[start:index])
            start = index + length
    return [*pieces, text[start:]]


def _separator(text: str, index: int, before: str) -> int:
    """Return how many characters at this place part two owners, 0 for none."""
    after = text[index:]
    if match := re.match(r"\s*[,;、|+]\s*(?:และ)?\s*", after):
        return len(match[0])
    if match := re.match(r"\s*/\s*", after):
        return 0 if _is_any_kind(before, after[len(match[0]) :]) else len(match[0])
    if match := re.match(r"\s*(?:และ|ร่วมกับ)\s*", after):
        rest = after[len(match[0]) :]
        return (
            len(match[0]) if _HEAD.match(rest) and _HEAD.match(before.strip()) and not _is_any_kind(before, rest) else 0
        )
    if (match := re.match(r"\s+", after)) and _DIVISION_HEAD.match(after[len(match[0]) :]):
        return len(match[0]) if _DIVISION_HEAD.match(before.strip()) and not _is_any_kind(before, after) else 0
    return 0


def _is_any_kind(before: str, after: str) -> bool:
    """Tell ทุกสำนัก/กอง, which is one phrase, from ทุกสำนัก / กองคลัง, which names a second owner."""
    said = re.match(rf"ทุก(?:{_BARE_KIND.pattern}|/|และ|\s)*+$", before.strip())
    return bool(said and re.match(rf"{_BARE_KIND.pattern}\s*(?:$|[/,(]|ที่|และ|ใน|ของ)", after.strip()))


def _tidy(text: str) -> str:
    text = thai.one_line(text)
    text = re.sub(r"\s*และ\s*(?=[ก-๙])", "และ", text) if " และ " in text else text
    return text.strip(" ,;/")
