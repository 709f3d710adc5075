"""What is printed on every page and belongs to none: running headers and footers, page numbers."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from tracker import thai
from tracker.documents.readers.naming import names_an_office
from tracker.documents.readers.pdf.lines import Line

_ZONE = 0.14  # Of the height of a page, at its top and at its bottom.
_DEEPEST = 4
_SAME_HEIGHT = 4.0
_PAGE_NUMBER = re.compile(
    r"[-–—|\s(]*(?:หน้า(?:ที่)?|page)?\s*[0-9๐-๙]{1,3}(?:\s*(?:/|จาก|of)\s*(?:หน้า)?\s*[0-9๐-๙]{1,3})?[-–—|\s)]*",
    re.IGNORECASE,
)
_PRINTED_BY_BROWSER = re.compile(r"https?://|[0-9]{1,2}:[0-9]{2}")


class Margins:
    """The lines near the edges of the pages, and which of them return."""

    def __init__(self, pages: Sequence[tuple[Sequence[Line], float, float]]) -> None:
        """Take for each page its lines outside tables, and where the page begins and ends."""
        self._running: set[int] = set()
        self._headers: list[Line] = []
        seen: dict[tuple[bool, str], list[tuple[int, float, Line]]] = defaultdict(list)
        for number, (lines, top, bottom) in enumerate(pages):
            for is_header, line in _near_edges(lines, top, bottom):
                height = line.baseline - top if is_header else bottom - line.baseline
                if _PAGE_NUMBER.fullmatch(line.text):
                    self._running.add(id(line))
                else:
                    seen[is_header, _without_numbers(line.text)].append((number, height, line))
        for (is_header, _), places in seen.items():
            self._note(places, len(pages), is_header=is_header)

    def _note(self, places: list[tuple[int, float, Line]], pages: int, *, is_header: bool) -> None:
        heights = sorted(height for _, height, _ in places)
        middle = heights[len(heights) // 2]
        places = [place for place in places if abs(place[1] - middle) < _SAME_HEIGHT]
        if len({number for number, _, _ in places}) < max(2, pages / 3):
            return
        self._running.update(id(line) for _, _, line in places)
        first = places[0][2]
        if names_an_office(first.text) or (is_header and not _PRINTED_BY_BROWSER.search(first.text)):
            self._headers.append(first)

    def are_of(self, line: Line) -> bool:
        """Tell whether a line is printed in the margin of the pages."""
        return id(line) in self._running

    def worth_keeping(self, body: Sequence[str]) -> list[str]:
        """Return once the headers that say what the body does not, such as the office's name."""
        said = "".join(thai.without_spaces(text) for text in body)
        return [line.text for line in self._headers if _letters(line.text) not in said and len(_letters(line.text)) > 3]


def _near_edges(lines: Sequence[Line], top: float, bottom: float) -> Iterator[tuple[bool, Line]]:
    zone = (bottom - top) * _ZONE
    yield from ((True, line) for line in lines[:_DEEPEST] if line.baseline < top + zone)
    yield from ((False, line) for line in lines[-_DEEPEST:] if line.baseline > bottom - zone)


def _without_numbers(text: str) -> str:
    return re.sub("[0-9๐-๙]+", "#", thai.without_spaces(text))


def _letters(text: str) -> str:
    """Return a header's words without the number of its page."""
    return re.sub(r"(?:หน้า(?:ที่)?)?[0-9๐-๙]{0,3}$", "", thai.without_spaces(text))
