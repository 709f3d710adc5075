"""Forms to tick: of the choices a cell prints, the one that was ticked, and what was written beside them."""

import re

_TICKED = "☑☒✅✓✔√"
_EMPTY = "☐□▢⬜❏❑"
_BOX = re.compile(rf"(?P<sign>[{_TICKED}{_EMPTY}])|[(\[]\s*(?P<typed>[/xX{_TICKED}])?\s*[)\]]")
_CHOICE = re.compile(r"\s*(?P<words>[^\n]*?)\s*$", re.MULTILINE)
_LONGEST_CHOICE = 40
_DONE = re.compile(r"^(?:ได้)?ดำเนินการ(?:แล้ว|เสร็จ|ครบ)|^แล้วเสร็จ|^เสร็จ|^อยู่ระหว่าง|^เป็นไปตาม")


def without_choices(text: str) -> str:
    """Take choices nobody ticked out of a cell, and the ticked one where words beside it say more.

    A choice that says nothing was done stays: what stands beside it is the reason. Boxes that are all ticked, or all
    empty, are the marks of a list, and stay.
    """
    boxes = list(_BOX.finditer(text))
    ticked = [_is_ticked(box) for box in boxes]
    if len(set(ticked)) != 2:
        return text
    ends = [*(box.start() for box in boxes[1:]), len(text)]
    kept, rest = [], [text[: boxes[0].start()]]
    for box, is_ticked, end in zip(boxes, ticked, ends, strict=True):
        choice = _CHOICE.match(text, box.end(), end)
        if choice is None or not 0 < len(choice["words"]) <= _LONGEST_CHOICE:
            return text
        if is_ticked:
            kept.append(choice["words"])
        rest.append(text[choice.end() : end])
    beside = "".join(rest).strip()
    if not beside:
        return "\n".join(kept)
    said = [words for words in kept if not _DONE.match(words)]
    return "\n\n".join([*said, beside])


def _is_ticked(box: re.Match[str]) -> bool:
    return box["sign"] in _TICKED if box["sign"] else box["typed"] is not None
