"""What is typed in a chat, as people type it: with polite words at the end, in Thai or Arabic digits."""

import re

from tracker import thai

_POLITE = re.compile(r"(?:นะ|น่ะ)?(?:ครับผม|ครับ|คับ|ค่ะ|คะ|ค้า|จ้า|จ้ะ|จ๊ะ|นะ)\W*$")
_PERCENT_SIGN = r"(?:%|％|เปอร์เซ็นต์|เปอร์เซนต์|เปอร์เซ็น|เปอร์เซน)"
_PERCENT = re.compile(rf"(?:คืบหน้า|ทำได้|ทำไป|ได้|แล้ว|ประมาณ|\s)*(\d{{1,3}})\s*{_PERCENT_SIGN}?\s*(?:แล้ว)?")
_PERCENT_AND_WORDS = re.compile(rf"(?:คืบหน้า\s*)?(\d{{1,3}})\s*{_PERCENT_SIGN}\s*(?:แล้ว)?[\s,.:;-]+(.+)", re.DOTALL)
_PROBLEM = re.compile(r"(?:ติดปัญหา|มีปัญหา)[\s,.:;-]+(.+)", re.DOTALL)
_SAYS_NOTHING = {
    "",
    "ok",
    "okay",
    "โอเค",
    "รับทราบ",
    "ทราบ",
    "ได้",
    "ดี",
    "ขอบคุณ",
    "สวัสดี",
    "เรียบร้อย",
    "เสร็จ",
    "เสร็จแล้ว",
    "เรียบร้อยแล้ว",
}


def without_courtesy(words: str) -> str:
    """Return a text without the polite words it ends in."""
    return _POLITE.sub("", thai.one_line(words)).strip()


def command_in(words: str) -> str:
    """Return a text as commands are compared: without spaces, courtesy and capitals."""
    return thai.without_spaces(without_courtesy(words)).lower()


def percent_in(words: str) -> int | None:
    """Return the percentage a text names, in Thai or Arabic digits; None when it names none."""
    found = _PERCENT.fullmatch(thai.arabic_digits(without_courtesy(words)))
    return int(found[1]) if found else None


def stands_for_percent(words: str) -> bool:
    """Tell whether a text nobody asked for means a percentage: a bare number may mean anything."""
    is_named = "คืบหน้า" in words or re.search(_PERCENT_SIGN, words) is not None
    return is_named and percent_in(words) is not None


def percent_and_words(words: str) -> tuple[int, str] | None:
    """Return the percentage a text begins with and what is said of it; None when it does not."""
    found = _PERCENT_AND_WORDS.fullmatch(thai.clean(words))
    return (int(thai.arabic_digits(found[1])), without_courtesy(found[2])) if found else None


def problem_in(words: str) -> str:
    """Return what a text that begins with ติดปัญหา says of it; empty when it says nothing."""
    found = _PROBLEM.fullmatch(thai.clean(words))
    return "" if found is None or says_nothing(found[1]) else found[1].strip()


def says_nothing(words: str) -> bool:
    """Tell whether a text is courtesy alone, or no more than that it is done: nothing a report could print."""
    return command_in(words) in _SAYS_NOTHING or not any(letter.isalpha() for letter in words)
