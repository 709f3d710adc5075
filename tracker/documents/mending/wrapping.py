"""Words of the form that a line break or a space has torn in two.

A closed list: official Thai writes these words whole, and their halves seldom stand side by side on their own.
"""

import re

from tracker.documents.mending.patching import Patched

# The place where a typist's or a converter's line ends inside the word is marked by a hyphen.
_WORDS = [
    *("หน่วย-งาน", "ขั้น-ตอน", "โปร่ง-ใส", "ตัว-ชี้-วัด", "ปีงบ-ประมาณ", "ผู้-รับ-ผิด-ชอบ", "เทศ-บาล"),
    *("องค์-การบริหาร", "มาตร-การ", "ประสิทธิ-ภาพ", "บุค-ลากร", "ประ-เมิน", "ประ-ชาชน", "ประ-จำ"),
    *("ประ-มาณ", "เผย-แพร่", "วิ-เคราะห์", "ดำ-เนิน", "ทุ-จริต", "ราช-การ", "กระ-บวนการ"),
    *("เจ้าหน้า-ที่", "สา-ธารณะ", "อำ-เภอ", "ตำ-บล", "จัง-หวัด", "สำ-นัก", "กำ-หนด", "กำ-กับ"),
]


def _torn(word: str) -> str:
    """Write the pattern of a word with a gap at one of its seams at least."""
    parts = word.split("-")
    return "|".join("".join(parts[:at]) + "[ ]" + "[ ]?".join(parts[at:]) for at in range(1, len(parts)))


TORN = re.compile(r"(?<![0-9๐-๙][ ])(?<![0-9๐-๙])(?:" + "|".join(_torn(word) for word in _WORDS) + ")")


def mend(text: Patched) -> None:
    """Write the words of the form whole."""
    text.replace("spaces", TORN, lambda match: match[0].replace(" ", ""))
