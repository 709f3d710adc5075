"""Who an owner cell names: one entry per owner, as typed.

Units carry และ in their names (งานพัสดุและทรัพย์สิน), cells break lines inside names, and a section is written
before or after its division; so a separator counts only where another owner begins after it. What part an owner
plays (หลัก, ร่วม, หน่วยงานสนับสนุน:) is no part of its name.
"""

import re
from dataclasses import dataclass
from typing import Literal

from tracker import thai
from tracker.documents.parsing import owners_words as words

Scope = Literal["all_units", "public_units"]

_BULLETS = "–•●○▪◦·➢✓❖*\uf0b7\uf0a7\uf0d8\uf0fc-"
_NUMBER = r"\(?[0-9๐-๙]{1,2}(?:\.[0-9๐-๙]{1,2})?[.)]"
_LIST_MARKER = re.compile(
    rf"(?:^|(?<=\s))(?:[{_BULLETS}]\s*|{_NUMBER}\s*)(?=[ก-๙])|{_NUMBER}\s*(?=สำนัก|กอง|หน่วยตรวจสอบ|ฝ่าย)"
    r"|(?<=[ก-๙ฯ.])[-–](?=สำนัก|กอง|หน่วยตรวจสอบ)"
)
_PART_PLAYED = (
    r"(?:(?:เจ้าภาพ|หน่วยงาน|ส่วนราชการ|ผู้)?(?:ที่)?(?:รับผิดชอบ|ดำเนินการ|ปฏิบัติ)?"
    r"(?:หลัก|รอง|ร่วม|สนับสนุน|ประสานงาน|กำกับดูแล)|เจ้าภาพ)"
)
_ROLE = re.compile(
    rf"\(\s*{_PART_PLAYED}\s*\)"
    rf"|(?:^|(?<=[\s;,)]))(?:{_PART_PLAYED}|ผู้รับผิดชอบ|หน่วยงานที่รับผิดชอบ|หน่วยงานที่เกี่ยวข้อง|ผู้ดำเนินการ)\s*[:：]"
    r"|(?:^|(?<=[\s;,)]))(?:หน่วยงาน|ส่วนราชการ|ผู้รับผิดชอบ|เจ้าภาพ)(?:หลัก|รอง|ร่วม|สนับสนุน)(?=\s|$)"
)
# ทุกส่วนราชการ โดยมีสำนักปลัดเป็นเจ้าภาพหลัก: who leads the others is named too.
_LED_BY = re.compile(
    r"\s*โดย(?:มี|ให้)?\s?(?P<who>(?:สำนัก|กอง|หน่วย|งาน|ฝ่าย|ปลัด)[^;,/\n]*?)\s?(?:เป็น|ทำหน้าที่)(?:ผู้|หน่วยงาน|เจ้าภาพ|แกน)[ก-๎]*"
)
_NOBODY = re.compile(r"^[-–—.\s]*$")
_KIND = r"(?:หน่วยงาน|ส่วนราชการ|ส่วนงาน|สำนัก|กองงาน|กอง|งาน|ฝ่าย|หน่วย|แผนก)"
_SIGN = re.compile(r"\s*[,;、|+&]\s*(?:(?:และ|กับ|ร่วมกับ)(?=[\sก-๙]))?\s*")
_SLASH = re.compile(r"\s*/\s*")
_AND = re.compile(r"\s*(?:และ\s*/\s*หรือ|และ|ร่วมกับ|ร่วมด้วย)\s*")
_WITH = re.compile(r"\s*(?<!กำ)กับ\s*(?=ทุก|สำนัก|กอง|หน่วย|คณะ|ศูนย์|ฝ่าย|ส่วน|งาน)")
_ONE_NAME = re.compile(r"[^\s,;/()]+?\s?และ\s?(?P<rest>[^\s,;/()]+)")  # กองการศึกษา, ศาสนาและวัฒนธรรม
_TOKEN = re.compile(r"(\s*)((?:\([^()]*\)?|[^\s(])+)")
# กองคลังกองช่าง, where a program lost the line end: no unit holds the name of another without a word between.
_RUN_TOGETHER = re.compile(
    r"(?<=[ก-๙ฯ])(?<!และ)(?<!ทุก)(?<!ของ)(?<!ใน)(?<!อำนวยการ)(?<!หัวหน้า)(?<!รอง)(?<!กอง)(?<!สำนัก)"
    r"(?=กอง(?!ทุน)|สำนักปลัด|หน่วยตรวจสอบภายใน)"
)

# Possessive, since หน่วยงาน is หน่วย and งาน as well: a long cell that ends otherwise must not be tried in every way.
_ALL_UNITS = re.compile(
    rf"^(?:(?:ทุก|ทั้งหมดทุก)ๆ?{_KIND}(?:(?:/|และ|,|ทุก)*+{_KIND})*+|(?:ส่วนราชการ|หน่วยงาน|กอง|ฝ่าย)ทุก{_KIND}|(?:ส่วนราชการ|หน่วยงาน)ทุกส่วน)"
    r"(?:ใน(?:สังกัด|หน่วยงาน|องค์กร|อบต|เทศบาล|องค์การ).*|ภายใน.*|ของ(?:อบต|อบจ|เทศบาล|องค์การบริหาร|องค์กร|หน่วยงาน).*|ที่เกี่ยวข้อง"
    r"|สังกัด.*|\([^()]*\))?$"
)
_PUBLIC_UNITS = re.compile(r"^ทุก.*ที่.*(?:ให้บริการ|บริการประชาชน)")


def owners(text: str) -> tuple[str, ...]:
    """Return the owners a cell names, in order, each once."""
    plain = _ROLE.sub("; ", _LED_BY.sub(r"; \g<who>; ", thai.clean(text)))
    found: dict[str, str] = {}
    for listed in _by_markers(plain):
        for piece in _by_separators(listed):
            for name in _by_levels(piece):
                if not _NOBODY.match(tidy := _tidy(name)):
                    found.setdefault(thai.without_spaces(tidy), tidy)
    return tuple(found.values())


def all_units_scope(text: str) -> Scope | None:
    """Tell whether an owner is every unit, or every unit that serves the public; None for anybody else."""
    plain = thai.without_spaces(text)
    if _PUBLIC_UNITS.match(plain):
        return "public_units"
    return "all_units" if _ALL_UNITS.match(plain) else None


def _by_markers(text: str) -> list[str]:
    """Part a list at its numbers or bullets; a hyphen that leads a wrapped line is no list of its own."""
    return [piece for piece in _LIST_MARKER.split(text) if piece.strip()]


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
    if match := _SIGN.match(text, index):
        return 0 if "," in match[0] and _goes_on(before, text[match.end() :]) else len(match[0])
    if match := _SLASH.match(text, index):
        is_number = before[-1:].isdigit() and text[match.end() : match.end() + 1].isdigit()
        return 0 if is_number or _is_any_kind(before, text[match.end() :]) else len(match[0])
    if match := _AND.match(text, index) or _WITH.match(text, index):
        after = text[match.end() :]
        is_parting = words.begins_owner(after) and words.begins_owner(before.strip())
        return len(match[0]) if is_parting and not _is_any_kind(before, after) else 0
    return 0


def _goes_on(before: str, after: str) -> bool:
    """Tell the comma of กองการศึกษา, ศาสนาและวัฒนธรรม, whose name goes on behind it."""
    match = _ONE_NAME.match(after)
    is_unit = words.rank(before.strip()) in {words.Rank.DIVISION, words.Rank.GROUP, words.Rank.SECTION}
    return bool(is_unit and match and not words.begins_owner(after) and not words.begins_owner(match["rest"]))


def _is_any_kind(before: str, after: str) -> bool:
    """Tell ทุกสำนัก/กอง, which is one phrase, from ทุกสำนัก / กองคลัง, which names a second owner."""
    said = re.search(rf"(?:^|(?<=[\s,;]))(?:ทุก)?ๆ?(?:{_KIND}|/|และ|ทุก|\s)*+$", before.strip())
    return bool(said and re.match(rf"(?:ทุก)?{_KIND}\s*(?:$|[/,(]|ที่|และ|ใน|ของ|ทุก|ภายใน)", after.strip()))


@dataclass
class _Owner:
    """An owner as far as it is read: the names it is made of."""

    text: str
    ranks: list[words.Rank | None]
    last: str

    def add(self, name: str, *, glue: str) -> None:
        """Put a word behind; one that begins a name of its own may go on over more words."""
        self.last = name if words.rank(name) else f"{self.last}{glue}{name}"
        self.text = f"{self.text}{glue}{name}"


def _by_levels(text: str) -> list[str]:
    """Part names that stand one behind or under the other, with nothing but space between them."""
    found: list[_Owner] = []
    for match in _TOKEN.finditer(text):
        for at, name in enumerate(_RUN_TOGETHER.split(match[2]) if _is_unit(match[2]) else [match[2]]):
            space = "\n" if "\n" in match[1] else " " if match[1] or at else ""
            if found and _belongs(found[-1], name):
                found[-1].add(name, glue=_glue(found[-1], name, space))
            else:
                found.append(_Owner(name, [words.rank(name)], name))
    return [owner.text for owner in found]


def _is_unit(token: str) -> bool:
    return token.startswith(("กอง", "สำนัก"))


def _belongs(owner: _Owner, name: str) -> bool:
    """Tell whether a word goes on with an owner; where it is a name of its own, remember its rank."""
    following = words.rank(name)
    if following is None or words.is_bare(owner.last) or words.goes_on(owner.text, name):
        return True
    if not words.go_together(owner.ranks, following):
        return False
    owner.ranks.append(following)
    return True


def _glue(owner: _Owner, name: str, space: str) -> str:
    """Return what stands between: wrapped lines are put together, but names of two levels keep a space."""
    if owner.text.endswith("และ") or name.startswith("และ") or words.is_glued(owner.last):
        return ""
    if space == "\n":
        return "" if words.rank(name) is None or words.goes_on(owner.text, name) else " "
    return space


def _tidy(text: str) -> str:
    text = thai.one_line(text)
    text = re.sub(r"\s*และ\s*(?=[ก-๙])", "และ", text) if " และ " in text else text
    return text.strip(" ,;/")
