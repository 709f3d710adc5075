"""End tags that HTML lets a writer leave out: without them a cell would stand inside the one before."""

import re
from collections.abc import Iterator

_TAG = re.compile(r"<(/?)(table|tr|td|th|li|ul|ol)\b[^<>]*>", re.IGNORECASE)
# What an opening tag ends if it is still open, and where to stop looking for it.
_ENDS = {
    "td": (("td", "th"), ("table",)),
    "th": (("td", "th"), ("table",)),
    "tr": (("td", "th", "tr"), ("table",)),
    "li": (("li",), ("ul", "ol", "td", "th", "table")),
}


def with_end_tags(text: str) -> str:
    """Write the end tags a page leaves out; its lines stay where they are."""
    return "".join(_pieces(text))


def _pieces(text: str) -> Iterator[str]:
    is_open: list[str] = []
    place = 0
    for match in _TAG.finditer(text):
        yield text[place : match.start()]
        place = match.end()
        name = match[2].lower()
        if not match[1]:
            yield from _ended(is_open, *_ENDS.get(name, ((), ())))
            is_open.append(name)
            yield match[0]
        elif name in is_open:
            while is_open and is_open[-1] != name:
                yield f"</{is_open.pop()}>"
            is_open.pop()
            yield match[0]
    yield text[place:]


def _ended(is_open: list[str], names: tuple[str, ...], bounds: tuple[str, ...]) -> Iterator[str]:
    """Yield the end tags of what an opening tag ends."""
    depth = next((at for at in range(len(is_open) - 1, -1, -1) if is_open[at] in bounds), -1)
    first = next((at for at in range(depth + 1, len(is_open)) if is_open[at] in names), len(is_open))
    while len(is_open) > first:
        yield f"</{is_open.pop()}>"
