"""Text damaged beyond repair: what is measured, and the sentence that says what to do instead.

Shares measured on the mended text of four real documents (1 000–3 000 marks each) and on damaged copies of them:

* marks that stand where no Thai mark can stand, of all marks: sound 0 %; damaged in ways that can be mended 0 %; marks
  moved behind the next letter 8–16 %, before their letter 40 %, three in ten moved 4–5 %, one in ten 1.6 %. Refused
  from 3 %; below that each place is named.
* ำ of all ำ and า: sound 9–14 % (own samples up to 26 %); every า read as ำ 100 %, every second 52–56 %. Refused
  from 45 %.
* letters lost (U+FFFD) of all Thai letters, after what could be restored: sound 0 %; one in a hundred lost 0.2–0.4 %.
  Refused from 4 %.
* words of Latin letters that can be said (a vowel, one style of capitals), where there is no Thai: English 96 % and
  more; letters of a font without a table 6–22 %. Refused below 70 %.
"""

import re
from collections.abc import Sequence

from tracker.documents.mending import mojibake
from tracker.documents.mending.signs import CONSONANT, IMPOSSIBLE, LOST, MARK
from tracker.errors import UnreadableDocument
from tracker.thai import one_line

_MARKS = re.compile(f"[{MARK}]")
_THAI = re.compile(f"[{CONSONANT}\u0e30-\u0e3a\u0e40-\u0e4e]")
_GLYPH_NUMBER = re.compile(r"\(cid:\d+\)")
_NO_LETTER = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff\ufffe\uffff]")
_LATIN_WORD = re.compile("[^\\W\\d_\u0e00-\u0e7f]{2,}")
_SAYABLE = re.compile("(?=.*[aeiouyAEIOUY])(?:[A-Za-z][a-z]{0,19}|[A-Z]{2,12})")

_MOVED_SHARE, _MOVED_PLACES = 0.03, 8
_AM_SHARE, _AM_PLACES = 0.45, 20
_LOST_SHARE, _LOST_PLACES = 0.04, 20
_GLYPH_SHARE, _GLYPH_PLACES = 0.05, 10
_SAYABLE_SHARE, _LATIN_WORDS = 0.7, 30

_ANY, _AM, _LOST = re.compile(r"[^\W\d_a-zA-Z]"), re.compile("\u0e33"), re.compile(LOST)
_AROUND = 12
_BEGINS_WITH_MARKS = re.compile(f"^[{MARK}\u0e33]+")

_INSTEAD = "ให้อัปโหลดไฟล์ Word (.docx) ต้นฉบับแทน"


Placed = Sequence[tuple[int | None, str]]
"""Texts, each with its line where the container counts lines."""


def refuse_what_nobody_can_mend(texts: Placed) -> None:
    """Raise UnreadableDocument where too much of a document, once mended, is still no Thai."""
    text = "\n".join(text for _, text in texts)
    thai, marks = len(_THAI.findall(text)), len(_MARKS.findall(text))
    if mojibake.is_scrambled(text):
        raise UnreadableDocument(f"ตัวอักษรในไฟล์นี้ผิดรหัส ระบบอ่านเป็นภาษาไทยไม่ได้ {_first(_ANY, texts)}{_INSTEAD}")
    if _is_much(len(_GLYPH_NUMBER.findall(text)), thai, _GLYPH_SHARE, _GLYPH_PLACES):
        raise UnreadableDocument(_without_table(_first(_GLYPH_NUMBER, texts)))
    if _is_much(len(IMPOSSIBLE.findall(text)), marks, _MOVED_SHARE, _MOVED_PLACES):
        raise UnreadableDocument(f"สระและวรรณยุกต์ในไฟล์นี้สลับที่กับพยัญชนะจนอ่านไม่ได้ {_first(IMPOSSIBLE, texts)}{_INSTEAD}")
    if _is_much(text.count("\u0e33"), text.count("\u0e32") + text.count("\u0e33"), _AM_SHARE, _AM_PLACES):
        raise UnreadableDocument(
            f"ไฟล์นี้แสดงสระอาเป็นสระอำเกือบทั้งหมด (“กำร” แทน “การ”) จึงอ่านผิด {_first(_AM, texts)}{_INSTEAD}"
        )
    if _is_much(text.count(LOST), thai, _LOST_SHARE, _LOST_PLACES):
        raise UnreadableDocument(f"ตัวอักษรหลายตัวในไฟล์นี้หายไป ระบบเติมกลับไม่ได้ {_first(_LOST, texts)}{_INSTEAD}")
    if _has_no_table(text, thai):
        raise UnreadableDocument(_without_table(_first(_NO_LETTER, texts) or _first(_LATIN_WORD, texts)))


def _first(pattern: re.Pattern[str], texts: Placed) -> str:
    """Say where the first damaged place stands, so that a person can compare it with the original."""
    for line, text in texts:
        if match := pattern.search(text):
            seen = one_line(text[max(0, match.start() - _AROUND) : match.end() + _AROUND])
            where = f"บรรทัดที่ {line} " if line else ""
            return f"เช่น {where}“{_BEGINS_WITH_MARKS.sub('', seen)}” "
    return ""


def _is_much(places: int, of_all: int, share: float, at_least: int) -> bool:
    return places >= at_least and places >= share * of_all


def _without_table(place: str) -> str:
    return f"แบบอักษรในไฟล์นี้ไม่บอกว่าตัวใดคืออักษรใด ระบบจึงอ่านข้อความไม่ได้ {place}{_INSTEAD}"


def _has_no_table(text: str, thai: int) -> bool:
    """Tell whether the letters of a text without Thai are the numbers of glyphs rather than words."""
    nameless = len(_NO_LETTER.findall(text))
    if _is_much(nameless, thai, _GLYPH_SHARE, _LATIN_WORDS):
        return True
    found = _LATIN_WORD.findall(text)
    if len(found) < _LATIN_WORDS or thai > sum(map(len, found)) / 10:
        return False
    return sum(1 for word in found if _SAYABLE.fullmatch(word)) < _SAYABLE_SHARE * len(found)
