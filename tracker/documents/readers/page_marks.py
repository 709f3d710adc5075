"""What a program that turned a printed document into text left between its pages: marks, numbers, running lines.

Programs mark a new page by a form feed, a rule, a comment or the number of the page, each in its own way.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

_NUMBER = "[0-9๐-๙]{1,3}"
_DRESS = re.compile(r"<(?!!--)[^<>]{1,80}>|^\s*(?:#{1,6}|>)\s+|\*{1,3}|_{1,3}(?=\S)|(?<=\S)_{1,3}")
_SURE_NUMBER = re.compile(
    rf"[-–—]\s*(?:หน้า(?:ที่)?\s*)?{_NUMBER}\s*[-–—]|{_NUMBER}\s*\|\s*(?:หน้า|page)|(?:หน้า|page)\s*\|\s*{_NUMBER}"
    rf"|[-–—(\[]?\s*(?:หน้า(?:ที่)?|page|p\.)\s*{_NUMBER}(?:\s*(?:/|จาก(?:ทั้งหมด)?|of)\s*(?:หน้า)?\s*{_NUMBER})?(?:\s*หน้า)?\s*[-–—)\]]?",
    re.IGNORECASE,
)
# A number that may be anything, but stands alone at the edge of a page.
_LIKELY_NUMBER = re.compile(rf"[(\[|~]?\s*{_NUMBER}(?:\s*/\s*{_NUMBER})?\s*[)\]|~]?")
_RULE = re.compile(r"\s*(?:(?:-\s*){3,}|(?:\*\s*){3,}|(?:_\s*){3,})")
_COMMENT = re.compile(rf"\s*(?:<!--\s*(?:.*(?:page|หน้า).*)-->|\{{{_NUMBER}\}}\s*-{{3,}})\s*", re.IGNORECASE)
_FORM_FEED = "\f"
_OWN_NUMBER = re.compile(rf"[|\s]*(?:(?:หน้า(?:ที่)?|page)\s*{_NUMBER}.*|[-–—|]\s*{_NUMBER}\s*[-–—]?)$", re.IGNORECASE)
# A row of a table, an entry of a list, a label: whatever returns of these is said anew each time.
_SAYS_SOMETHING = re.compile(r"^\s*\||\t|<t|^\s*(?:[-–•*●▪]\s|\(?[0-9๐-๙]{1,2}[.)])|^[^:：]{2,40}[:：]")
# What damage leaves alone; the marks and the circles of ำ differ from page to page.
_NO_LETTER = re.compile("[^ก-ฮA-Za-z]")
_OFFICE = re.compile("องคกรบรหรสวน(?:ตบล|จงหวด)|ทศบล(?:ตบล|มอง|นคร)|^อบ[ตจ]")
_PARTED = re.compile(r"[\s|]+")
_FEWEST_LETTERS = 10
_DEEPEST = 2
_FEWEST_PAGES = 2
_LONGEST = 300  # Whatever is longer is no furniture of a page.


def left_between_pages(lines: Sequence[str]) -> frozenset[int]:
    """Return the places of page marks, page numbers, and lines that return at the edges of pages.

    Of a line that returns, the first stays where it says what no other line does, unless it parts a table.
    """
    numbers = _page_numbers(lines)
    marks = frozenset(at for at, line in enumerate(lines) if _is_mark(line))
    running = _running_lines(lines, list(_pages(lines, numbers | marks)), is_paged=_is_paged(lines, numbers))
    gone = frozenset(at for places in running.values() for at in places)
    found = numbers | gone - _worth_keeping(lines, running)
    return found | {at for at in marks if _nearest(lines, at, found)}


def _page_numbers(lines: Sequence[str]) -> frozenset[int]:
    """Return the places of page numbers: those in a form nothing else has, and those beside the mark of a page."""
    sure, likely = set(), set()
    for at, line in enumerate(lines):
        if not line or len(line) > _LONGEST:
            continue
        words = _DRESS.sub("", line).strip()
        if _SURE_NUMBER.fullmatch(words):
            sure.add(at)
        elif _LIKELY_NUMBER.fullmatch(words) and any(
            _is_mark(lines[near]) or lines[near].startswith(_FORM_FEED) for near in _neighbours(lines, at)
        ):
            likely.add(at)
    return frozenset(
        (sure if len(sure) >= _FEWEST_PAGES else set()) | (likely if len(likely) >= _FEWEST_PAGES else set())
    )


def _is_mark(line: str) -> bool:
    if not line or len(line) > _LONGEST:
        return False
    return bool(_RULE.fullmatch(line) or _COMMENT.fullmatch(line) or line.strip(" ") == _FORM_FEED)


def _is_paged(lines: Sequence[str], numbers: frozenset[int]) -> bool:
    """Tell marks of pages from the rules that part chapters."""
    sure = sum(line.startswith(_FORM_FEED) or (_is_mark(line) and not _RULE.fullmatch(line)) for line in lines)
    return len(numbers) + sure >= _FEWEST_PAGES


def _pages(lines: Sequence[str], marks: frozenset[int]) -> Iterator[list[int]]:
    """Yield the places of the lines of each page that say something."""
    page: list[int] = []
    for at, line in enumerate(lines):
        if page and (at in marks or line.startswith(_FORM_FEED)):
            yield page
            page = []
        if line.strip() and at not in marks:
            page.append(at)
    if page:
        yield page


def _running_lines(lines: Sequence[str], pages: Sequence[list[int]], *, is_paged: bool) -> dict[str, list[int]]:
    """Return the lines that return at the edges of half of the pages and hardly anywhere else, by their letters.

    Where rules alone part the pages, as they also part chapters, only one that names an office is such a line.
    """
    found: dict[str, list[int]] = defaultdict(list)
    for page in pages:
        edges = [at for at in (*page[:_DEEPEST], *page[-_DEEPEST:]) if not _SAYS_SOMETHING.search(lines[at])]
        for key, at in {_key(lines[at]): at for at in edges}.items():
            found[key].append(at)
    every = [_key(line) for line in lines]
    return {
        key: places
        for key, places in found.items()
        if len(key) >= _FEWEST_LETTERS
        and len(places) >= max(_FEWEST_PAGES, len(pages) / 2)
        and every.count(key) <= len(places) + 1
        and (is_paged or _OFFICE.search(key))
    }


def _worth_keeping(lines: Sequence[str], running: Mapping[str, Sequence[int]]) -> set[int]:
    gone = {at for places in running.values() for at in places}
    body = " ".join(_letters(line) for at, line in enumerate(lines) if at not in gone)
    kept = set()
    for places in running.values():
        is_said = all(_letters(piece) in body for piece in _PARTED.split(_OWN_NUMBER.sub("", lines[places[0]])))
        if not is_said and not _is_below_a_table(lines, places[0]):
            kept.add(places[0])
    return kept


def _is_below_a_table(lines: Sequence[str], at: int) -> bool:
    above = next((line for line in reversed(lines[:at]) if line.strip() and not _is_mark(line)), "")
    return above.lstrip().startswith("|") or "\t" in above


def _neighbours(lines: Sequence[str], at: int) -> Iterator[int]:
    """Yield the nearest places above and below that are not blank."""
    for places in (range(at - 1, -1, -1), range(at + 1, len(lines))):
        yield from islice((near for near in places if lines[near].strip() or _FORM_FEED in lines[near]), 1)


def _nearest(lines: Sequence[str], at: int, places: frozenset[int]) -> bool:
    return any(near in places for near in _neighbours(lines, at))


def _key(line: str) -> str:
    return _letters(_OWN_NUMBER.sub("", line)) if len(line) <= _LONGEST else ""


def _letters(line: str) -> str:
    return _NO_LETTER.sub("", line)
