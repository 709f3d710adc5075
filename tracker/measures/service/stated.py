"""What a result report says of a measure: which result belongs to which step, and whether anything was done at all."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tracker import thai

# What may stand before the words without changing them: a bullet, the year, "at present".
_YEAR = r"(?:ใน|สำหรับ)?\s*ปี\s*(?:งบประมาณ)?\s*(?:พ\.?\s*ศ\.?)?\s*\d{4}\s*"
_BEFORE = rf"^(?:[-–•*]\s*|{_YEAR}|(?:ใน)?ปัจจุบัน\s*|ขณะนี้\s*|สถานะ\s*:?\s*)*"
_NOTHING = r"ยัง\s*(?:ไม่|มิ)\s*(?:ได้|เริ่ม)?\s*ดำเนิน\s*การ|(?:ไม่|มิ)\s*ได้\s*ดำเนิน\s*การ"
# ไม่มีการดำเนินการทางวินัย is a result, and a good one: these words count only where they are the whole sentence.
_NO_DEED = r"(?:ยัง\s*)?ไม่\s*(?:มี\s*การ)?\s*ดำเนิน\s*การ(?=$|[\s,.;:()/–-]|เนื่อง|เพราะ)"
_NOT_DONE = re.compile(f"{_BEFORE}(?:{_NOTHING}|{_NO_DEED})")
_BECAUSE = re.compile(r"(?:เนื่องจาก|เนื่องด้วย|เพราะว่า|เพราะ)\s*")


@dataclass(frozen=True)
class Stated:
    """What the report says of one step, or, where `step` is empty, of the measure as a whole."""

    step: int | None
    result: str
    outcome: str
    was_done: bool
    reason: str = ""


def stated_results(steps: int, results: Sequence[str], outcomes: Sequence[str]) -> tuple[Stated, ...]:
    """Pair results and outcomes with the steps by their place; what does not count up belongs to the measure.

    Nothing is moved to a step by guessing: three results for two steps stay one text beside both.
    """
    said, came = _texts(results), _texts(outcomes)
    steps = max(1, steps)
    is_result_paired, is_outcome_paired = len(said) == steps, len(came) == steps
    found = []
    if is_result_paired or is_outcome_paired:
        for place in range(steps):
            result = said[place] if is_result_paired else ""
            outcome = came[place] if is_outcome_paired else ""
            found.append(_stated(place + 1, result, outcome, decisive=[result] if is_result_paired else said or came))
    if (said and not is_result_paired) or (came and not is_outcome_paired):
        whole = "" if is_result_paired else "\n".join(said)
        found.append(_stated(None, whole, "" if is_outcome_paired else "\n".join(came), decisive=said or came))
    return tuple(found)


def is_not_done(text: str) -> bool:
    """Tell whether a text says in so many words that nothing was done: ยังไม่ดำเนินการ, ไม่ได้ดำเนินการ เนื่องจาก…."""
    return _NOT_DONE.match(thai.arabic_digits(thai.one_line(text))) is not None


def reason_in(text: str) -> str:
    """Return why something was not done, as the text says it; empty where it gives no reason."""
    line = thai.one_line(text)
    match = _NOT_DONE.match(thai.arabic_digits(line))
    rest = line[match.end() :] if match else line
    because = _BECAUSE.search(rest)
    return (rest[because.end() :] if because else rest).strip(" :,-–()")


def _stated(step: int | None, result: str, outcome: str, *, decisive: Sequence[str]) -> Stated:
    """`decisive` are the texts that say whether it was done: the results, or the outcomes where there is no result."""
    was_done = not all(is_not_done(text) for text in decisive)
    reason = "" if was_done else next((found for text in decisive if (found := reason_in(text))), "")
    return Stated(step, result, outcome, was_done, reason)


def _texts(parts: Sequence[str]) -> list[str]:
    return [text for text in (thai.clean(part) for part in parts) if text]
