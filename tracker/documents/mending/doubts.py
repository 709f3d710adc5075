"""Words that are probably damaged, where only a person can tell: proposed, never changed.

A lost circle (ดาเนินการ) is the commonest. The word list brings most back, but makes words of others that were right,
so a proposal is all it is. Closed lists wake the search: a sound document never opens the word list.
"""

import re
from collections.abc import Iterator
from functools import cache

from tracker.documents.mending import words
from tracker.documents.mending.patching import Patch, proposal
from tracker.documents.mending.signs import IMPOSSIBLE, MARK, TONE

# Words of every office document: without its circle none is a word nor, but for what is excluded, the seam of two.
_SEAMS = {
    "กำหนด": "(?<!ติ){}",
    "สำนัก": "{}(?!เรียน|ศึกษา)",
    "คำสั่ง": "(?<!รา){}",
    "นำเสนอ": "(?<!พัฒ)(?<!ปัญห){}",
    "แนะนำ": "{}(?!น)",
    "จัดทำ": "{}(?!ง)",
    "กำกับ": "(?<![ติฬ]){}",
}
_CIRCLED = [
    *("ดำเนิน", "ตำบล", "อำเภอ", "จำนวน", "กำหนด", "สำคัญ", "สำนัก", "คำสั่ง", "ประจำปี", "นำเสนอ", "แนะนำ", "จัดทำ"),
    *(
        "สำรวจ",
        "จำเป็น",
        "กำกับ",
        "อำนวย",
        "อำนาจ",
        "ตำแหน่ง",
        "ชำนาญ",
        "บำรุง",
        "บำบัด",
        "ทำหน้าที่",
        "กระทำผิด",
        "สำเร็จ",
        "สำหรับ",
    ),
]
_WITHOUT_CIRCLE = {word.replace("\u0e33", "\u0e32"): word for word in _CIRCLED}
_LOST_CIRCLE = re.compile("|".join(_SEAMS.get(word, "{}").format(without) for without, word in _WITHOUT_CIRCLE.items()))
# Words with า that was read as ำ.
_AM_FOR_AA = re.compile(
    "กำร(?!าบ)|งำน|บริหำร|ประชำชน|ประชำสัมพันธ์|รำชกำร|มำตร|ภำพ|พัฒนำ|ปัญหำ|หน้ำที่|สำธำรณ|ตำรำง|ข่ำวสำร|อำจ|ควำม|ระยะเวลำ"
)
_FORM_WORDS = [
    *("หน่วยงาน", "เจ้าหน้าที่", "ขั้นตอน", "ป้องกัน", "ผู้บริหาร", "ผู้รับผิดชอบ", "ตัวชี้วัด", "เรื่องร้องเรียน", "ข้อมูลข่าวสาร"),
    *("จัดซื้อจัดจ้าง", "ให้บริการ", "ส่งเสริม", "เพื่อให้", "เกี่ยวข้อง", "ต่อเนื่อง", "แก้ไขปัญหา"),
]
# Glyph numbers, or signs of a font in a row, where its table of letters is missing.
_WITHOUT_LETTERS = re.compile(r"(?:\(cid:\d+\)\s?)+|[\ue000-\uf8ff]{3,}")
_RUN = re.compile("[\u0e01-\u0e2e\u0e30-\u0e3a\u0e40-\u0e45\u0e47-\u0e4e]+")


def doubts(text: str, *, circles_are_lost: bool) -> list[Patch]:
    """Name the places of a text that are probably wrong, each with what it should perhaps be."""
    found = [proposal("marks_moved", text, match.span(), None) for match in IMPOSSIBLE.finditer(text)]
    found += [proposal("glyphs", text, match.span(), None) for match in _WITHOUT_LETTERS.finditer(text)]
    found += [
        proposal("sara_am_for_aa", text, match.span(), match[0].replace("\u0e33", "\u0e32"))
        for match in _AM_FOR_AA.finditer(text)
    ]
    found += [
        proposal("mark_lost", text, match.span(), _misspelt()[match[0]]) for match in _misspelt_pattern().finditer(text)
    ]
    places = _lost_circles(text) if circles_are_lost else _plain_losses(text)
    return found + [proposal("circle_lost", text, span, better) for span, better in places]


def has_lost_its_circles(text: str) -> bool:
    """Tell whether a document has no ำ to speak of: sound ones have one to ten า or fewer."""
    am, aa = text.count("\u0e33"), text.count("\u0e32")
    return am * 50 < aa and _LOST_CIRCLE.search(text) is not None


def _plain_losses(text: str) -> Iterator[tuple[tuple[int, int], str]]:
    for match in _LOST_CIRCLE.finditer(text):
        yield match.span(), _WITHOUT_CIRCLE[match[0]]


def _lost_circles(text: str) -> Iterator[tuple[tuple[int, int], str]]:
    """Find every word that is one only with its circle, in a document without any."""
    for run in _RUN.finditer(text):
        if "\u0e32" in run[0]:
            for start, end, better in words.with_their_circles(run[0]):
                yield (run.start() + start, run.start() + end), better


@cache
def _misspelt() -> dict[str, str]:
    """Return the words of the form with one tone mark missing."""
    return {
        word[:place] + word[place + 1 :]: word
        for word in _FORM_WORDS
        for place, letter in enumerate(word)
        if re.match(f"[{TONE}]", letter)
    }


@cache
def _misspelt_pattern() -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(sorted(_misspelt()))})(?![{MARK}])")
