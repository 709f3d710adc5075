"""How much of a line surely stays together at its beginning: what no program would have cut."""

import re

from tracker.documents.mending import words

THAI = "\u0e01-\u0e3a\u0e40-\u0e4e\uf700-\uf71a\ufffd"
_THAI_WORD = re.compile(f"[{THAI}]+")
_OPENING = re.compile(r"[“‘\"'(\[]*")
_CLOSING = re.compile(r"[”’\"')\]ๆฯ,.:;!?/]+")
_OTHER_WORD = re.compile(f"[^\\s{THAI}]+")
_LONGEST_WORD = 40


def first_word(text: str) -> int:
    """Return how many characters surely stay together at the start of a line: what no program would have cut.

    Two words of the word list, since programs know compounds and names the list has not; with the signs around them.
    """
    end = 0
    while True:
        start = end
        end = _end(_OPENING, text, end)
        run = _THAI_WORD.match(text, end)
        if run is None:
            end = max(_end(_OTHER_WORD, text, end), 1)
        else:
            lengths = words.segmentation(run[0][:_LONGEST_WORD]).lengths
            first = lengths[0] or min(len(lengths), 4)
            end += first + (lengths[first] if first < len(lengths) else 0)
        end = _end(_CLOSING, text, end)
        if not text[:end].endswith("/") or end in {start, len(text)}:
            return end


def _end(pattern: re.Pattern[str], text: str, start: int) -> int:
    match = pattern.match(text, start)
    return match.end() if match else start
