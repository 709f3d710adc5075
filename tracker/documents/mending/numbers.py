"""Digits of one number in two scripts, and the letters O and l that stand for zero and one in it."""

import re
from collections.abc import Callable, Iterable

from tracker import thai
from tracker.documents.mending.patching import Patched

_DIGIT = "0-9๐-๙"
_MONTH = "|".join(re.escape(name) for name in (*thai.MONTHS, *thai.MONTH_ABBREVIATIONS))
_NOT_IN_A_WORD = r"(?<![A-Za-z0-9๐-๙])"
_ENDS = r"(?![A-Za-z0-9๐-๙])"
# Certain places alone: a year, a decimal of two places, between two digits, before a month, behind ร้อยละ, before %.
# An O before the digits is the name of an item (O25) and stays.
LETTER_IN_NUMBER = re.compile(
    rf"{_NOT_IN_A_WORD}(?:"
    rf"[2๒][5๕](?=[{_DIGIT}oOlI]{{2}}{_ENDS})(?:[{_DIGIT}][oOlI]|[oOlI][{_DIGIT}])"
    rf"|[{_DIGIT}]{{1,3}}[oO]{{0,2}}\.(?:[{_DIGIT}][oO]|[oO][{_DIGIT}]|[oO]{{2}})"
    rf"|[{_DIGIT}]{{1,2}}[oO]{{1,2}}\.[{_DIGIT}]{{2}}"
    rf"|[{_DIGIT}]+[oOlI][{_DIGIT}]+"
    rf"|[1-3๑-๓][oO](?=\s*(?:{_MONTH}))"
    rf"|(?<=ร้อยละ )[{_DIGIT}]{{1,2}}[oO]{{1,2}}"
    rf"|[{_DIGIT}]{{1,2}}[oO]{{1,2}}(?=\s?%)"
    rf"){_ENDS}"
    # A Latin letter never follows a Thai digit; a cell that is a number alone has no letter either.
    rf"|[๐-๙]+[oOlI]{{1,2}}{_ENDS}"
    r"|\A[0-9]{1,2}[oO]\Z"
)
MIXED = re.compile(rf"(?=[{_DIGIT}.,]*(?:[0-9][.,]?[๐-๙]|[๐-๙][.,]?[0-9]))[{_DIGIT}]+(?:[.,][{_DIGIT}]+)*")
_THAI_DIGIT = re.compile("[๐-๙]")
_ARABIC_DIGIT = re.compile("[0-9]")
_LETTERS = str.maketrans("oOlI", "0011")


Script = Callable[[str], str]


def script_of(texts: Iterable[str]) -> Script:
    """Return the way a document writes most of its digits."""
    balance = sum(_balance(text) for text in texts)
    return thai.thai_digits if balance >= 0 else thai.arabic_digits


def mend(text: Patched, script: Script) -> None:
    """Write each number in one script: its own, or that of the document where it has two."""
    text.replace("digits", LETTER_IN_NUMBER, lambda match: _in_one_script(match[0], script))
    text.replace("digits", MIXED, lambda match: _in_one_script(match[0], script))


def _in_one_script(printed: str, script: Script) -> str:
    if not _ARABIC_DIGIT.search(printed):
        script = thai.thai_digits
    elif not _THAI_DIGIT.search(printed):
        script = thai.arabic_digits
    return script(printed.translate(_LETTERS))


def _balance(text: str) -> int:
    """Count Thai digits against Arabic ones."""
    return len(_THAI_DIGIT.findall(text)) - len(_ARABIC_DIGIT.findall(text))
