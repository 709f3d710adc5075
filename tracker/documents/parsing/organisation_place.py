"""Where an organisation is: its district and province, told from other places a document speaks of."""

import re
from collections import Counter
from collections.abc import Sequence

from tracker import thai
from tracker.documents.parsing.scores import Line

_DISTRICT = r"(?<![ก-๎])(?:อำเภอ|อ\.)\s?(?P<district>[ก-๎]+)"
_PROVINCE = r"(?<![ก-๎])(?:จังหวัด|จ\.)\s?(?P<province>[ก-๎]+)"
_BOTH = re.compile(rf"{_DISTRICT}[\s,]+{_PROVINCE}")
_ADDRESS = r"(?:[\s,]+(?:เลขที่|หมู่(?:ที่)?|ถนน|ถ\.|ตำบล|ต\.|อำเภอ|อ\.)\s?\S+(?:\s+\d+)?)*"
_ALONE = re.compile(rf"^(?:{_DISTRICT}|{_PROVINCE})(?:\s+\d{{5}})?$")
_WITH_POSTAL_CODE = re.compile(rf"{_PROVINCE}\s+[1-9]\d{{4}}(?!\d)")
_MEMO_HEAD = re.compile(rf"^ส่วนราชการ\s.*?(?:{_DISTRICT}|{_PROVINCE})")
# จังหวัดได้แจ้ง, อำเภอและจังหวัด: the word for any province, and the sentence goes on.
_NO_NAME = re.compile(
    r"(?:ได้|มี|ที่|และ|หรือ|ใน(?!เมือง)|เป็น|ให้|ของ|ต้อง|จะ|โดย|แจ้ง|ทุก|อื่น|ตาม|นี้|ดังกล่าว|เพื่อ|กำหนด|ใกล้เคียง|ต่าง|เดียวกัน)"
)


def place(lines: Sequence[Line], names: Sequence[str]) -> tuple[str | None, str | None]:
    """Return district and province: those named together most often, else those that stand at the office's name.

    `names` are the ways the office itself is written. A place that stands alone in a sentence is anybody's.
    """
    texts = [thai.arabic_digits(thai.one_line(line.text)) for line in lines]
    pairs = Counter(
        (match["district"], match["province"])
        for text in texts
        for match in _BOTH.finditer(text)
        if _is_name(match["district"]) and _is_name(match["province"])
    )
    if pairs:
        return pairs.most_common(1)[0][0]
    return _alone(texts, names, "district"), _alone(texts, names, "province")


def _alone(texts: Sequence[str], names: Sequence[str], kind: str) -> str | None:
    """Return the place behind the office's name, in the head of a memo, on a line of its own, or with a postal code."""
    wanted = _DISTRICT if kind == "district" else _PROVINCE
    behind = re.compile(rf"(?:{'|'.join(map(re.escape, names))}){_ADDRESS}[\s,]+{wanted}")
    patterns = [behind, _MEMO_HEAD, _ALONE, _WITH_POSTAL_CODE]
    found = Counter(
        match[kind]
        for text in texts
        for pattern in patterns
        if (match := pattern.search(text)) and kind in match.groupdict() and match[kind] and _is_name(match[kind])
    )
    return found.most_common(1)[0][0] if found else None


def _is_name(word: str) -> bool:
    return not _NO_NAME.match(word)
