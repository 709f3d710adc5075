"""Where a line of Thai may end: a text as pieces that must not be broken.

typst finds the ends of Thai words with a model that breaks กัน|ยายน and puts a closing quote at the start of a line.
Each word of the dictionary becomes a piece instead, with the marks that belong to it.
"""

import os
import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from tracker.thai import MONTHS

_LONGEST = 14
"""Letters in a piece: what fits into the narrowest column. Longer compounds may end a line between their words."""

# Abbreviations with their full stops; then white space, Thai, and words of other scripts.
_TOKENS = re.compile(
    r"(?P<kept>(?:[ก-ฮ]{1,3}[ะ-ู็-์]*\.)+)"
    r"|(?P<space>\s+)|(?P<thai>[ก-ฮะ-ฺเ-ๅ็-๎]+)|(?P<other>[^\sก-ฺเ-ๆ็-๎]+|.)"
)
_OPENING = "“‘([{«\"'"
_CLOSING = "”’)]}»ๆฯ,;:!?%…/–—-.\"'"
_BREAK_AFTER = re.compile(r"(?<=[/._\-@&?=#:])")
# What stands after a space and still may not begin a line.
_TRAILING = {"ๆ", "ฯ", "ฯลฯ", "–", "—", "-", "/"}
_BEFORE_NUMBER = ("พ.ศ.", "ร้อยละ", "ที่", "ข้อ", "ไตรมาส", "รอบ", "จำนวน")
_AFTER_NUMBER = {
    *("ครั้ง", "คน", "บาท", "วัน", "เดือน", "ปี", "หมู่", "เรื่อง", "รายการ", "จุด", "เล่ม"),
    *("หน่วยงาน", "มาตรการ", "ขั้นตอน", "บริการ", "งาน", "ราย", "โครงการ", "คัน"),
}
_DAY = re.compile(r"[0-9๐-๙]{1,2}")
_LONG_RUN = 400
# Words of the work that the dictionary has only in parts.
_OWN_WORDS = (
    *("สำนักปลัด", "กองคลัง", "กองช่าง", "กองการศึกษา", "กองสวัสดิการ", "กองสวัสดิการสังคม", "กองสาธารณสุข"),
    *("กองยุทธศาสตร์", "หน่วยตรวจสอบ", "งานพัสดุ", "งานนิติการ", "คณะทำงาน", "นักวิเคราะห์", "ผู้บริหาร"),
    *("ผู้รับจ้าง", "ผู้รับผิดชอบ", "ผู้รับบริการ", "ผู้แจ้ง", "แจ้งเวียน", "แจ้งเบาะแส", "สุ่มตรวจ", "ตรวจนับ"),
    *("อยู่ระหว่าง", "แล้วเสร็จ", "กระบวนงาน", "แบบฟอร์ม", "จัดซื้อจัดจ้าง", "ยกร่าง", "อินโฟกราฟิก"),
)


def pieces(text: str) -> list[str]:
    """Split a line into pieces and single spaces."""
    found: list[str] = []
    for word in _split(text):
        _append(found, word)
    return found


def _append(found: list[str], word: str) -> None:
    """Add a word, gluing a closing mark to what stands before it, and anything to the opening mark before it."""
    last = found[-1] if found else ""
    if word == " ":
        if last not in {"", " "}:
            found.append(word)
    elif last == " " and _belongs(found[-2], word):
        found.pop()
        found[-1] += " " + word
    elif last not in {"", " "} and (all(mark in _CLOSING for mark in word) or all(mark in _OPENING for mark in last)):
        found[-1] += word
    else:
        found.append(word)


def _belongs(before: str, word: str) -> bool:
    """Tell whether the space between two pieces is no place to end a line."""
    if not _fits(before + word):
        return False
    if word in _TRAILING:
        return True
    if word[0].isdigit():
        return before.endswith(_BEFORE_NUMBER)
    if before[-1].isdigit():
        return word in _AFTER_NUMBER or (word in MONTHS and _DAY.fullmatch(before) is not None)
    return before == "ณ"


def _split(text: str) -> Iterator[str]:
    for match in _TOKENS.finditer(text):
        if match["space"]:
            yield " "
        elif match["thai"]:
            yield from _thai_words(match["thai"])
        elif match["kept"]:
            yield match["kept"]
        else:
            yield from _short_parts(match["other"])


def _short_parts(word: str) -> Iterator[str]:
    """Split an address that is longer than a column after its slashes and dots, and what is still too long anywhere."""
    if _fits(word):
        yield word
        return
    for part in _BREAK_AFTER.split(word):
        yield from _parts(part)


def _thai_words(run: str) -> Iterator[str]:
    """Split Thai into words; what the dictionary does not know is kept with the word before it, as names are."""
    dictionary, segment, clusters = _newmm()
    held = ""
    for word in segment(run, dictionary, safe_mode=len(run) > _LONG_RUN):
        known = word in dictionary and _letters(word) > 1
        if not known and _fits(held + word):
            held += word
            continue
        if held:
            yield held
        *parts, held = [word] if _fits(word) else _inner_words(word, dictionary) or _parts(clusters(word))
        yield from parts
    if held:
        yield held


def _inner_words(compound: str, dictionary: Any) -> list[str]:
    """Split a compound that is longer than a column into its words, the longest first; nothing when it has none."""
    if not compound:
        return []
    for word in sorted(dictionary.prefixes(compound), key=len, reverse=True):
        if word == compound and _fits(word):
            return [word]
        rest = _inner_words(compound[len(word) :], dictionary) if _letters(word) > 1 and _fits(word) else []
        if rest:
            return [word, *rest]
    return []


def _parts(clusters: Iterable[str]) -> list[str]:
    """Split what no dictionary knows and no column can hold, between the smallest things that can be read."""
    parts = [""]
    for cluster in clusters:
        if parts[-1] and not _fits(parts[-1] + cluster):
            parts.append("")
        parts[-1] += cluster
    return parts


def _letters(text: str) -> float:
    """Count what takes room on the line; capitals take more."""
    return sum(
        0.0 if unicodedata.category(character) == "Mn" else 1.4 if character.isupper() or character in "mw@%" else 1.0
        for character in text
    )


def _fits(text: str) -> bool:
    return _letters(text) <= _LONGEST


@cache
def _newmm() -> tuple[Any, Any, Any]:
    """Load the packaged dictionary and the segmenter, once.

    Only files of the package are read. Without these settings pythainlp makes a folder for downloads in the home of
    whoever runs the process, when it is imported.
    """
    os.environ.setdefault("PYTHAINLP_READ_ONLY", "1")
    os.environ.setdefault("PYTHAINLP_OFFLINE", "1")
    from pythainlp.corpus import thai_words
    from pythainlp.tokenize.newmm import segment
    from pythainlp.tokenize.tcc_p import tcc
    from pythainlp.util import Trie

    return Trie([*(word for word in thai_words() if " " not in word), *_OWN_WORDS]), segment, tcc
