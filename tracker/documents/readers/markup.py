"""HTML, whole pages and the pieces of it that turn up inside text files."""

import html
import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field

from bs4 import BeautifulSoup, MarkupResemblesLocatorWarning
from bs4.element import NavigableString, PreformattedString, Tag

from tracker import thai
from tracker.documents.blocks import Block, Paragraph, Row, Table
from tracker.documents.readers.coloured import colour, marked
from tracker.documents.readers.implied import with_end_tags

_PAGE = re.compile(r"<(?:!doctype|html|head|body|meta|title)\b", re.IGNORECASE)
_PIECE = re.compile(r"<(?:table|div)\b", re.IGNORECASE)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
# What a text file has between its pieces of HTML and a page never has: Markdown's headings and rows, lines apart.
_PLAIN_TEXT = re.compile(r"^[ \t]*(?:#{1,6}\s|\|.*\|\s*$|\*\*)|\n\s*\n[^<>\n]*[^<>\s][^<>\n]*\n\s*\n", re.MULTILINE)
_BLOCKS = frozenset(
    ["p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "dl", "dt", "dd", "pre", "caption", "main"]
) | frozenset(["section", "article", "header", "footer", "blockquote", "figure"])
_UNREAD = frozenset(["script", "style", "head", "template", "noscript", "svg", "object"])
_MARKED = re.compile(r"^\s*(?:[-–—•●*]|\(?[0-9๐-๙]{1,2}[.)])")
_BARE_MARKER = re.compile(r"-|[0-9]{1,4}\.")
_BACKGROUND = re.compile(r"(?:^|;)\s*background(?:-color)?\s*:\s*(#?[0-9a-z]+)\s*(?:;|!|$)", re.IGNORECASE)
MAXIMUM_SPAN = 50
MAXIMUM_CELLS = 100  # In one row; no form of the assessment has more than a dozen.


def is_page(text: str) -> bool:
    """Tell whether a text is an HTML page rather than a text with tags in it."""
    start = text.lstrip("\ufeff \t\r\n")[:2000]
    if not start.startswith("<"):
        return False
    is_piece = _PIECE.search(start) is not None and _PLAIN_TEXT.search(f"\n\n{text}\n\n".replace("\r", "")) is None
    return _PAGE.search(start) is not None or is_piece


def read(text: str) -> tuple[Block, ...]:
    """Read a page's paragraphs and tables with the line each begins on."""
    return tuple(fragment(text, first_line=1))


def fragment(text: str, *, first_line: int) -> Iterator[Block]:
    """Read a piece of HTML that begins on a given line of its file."""
    flow = _Flow(first_line - 1)
    flow.take(_soup(text))
    flow.end_paragraph()
    yield from flow.blocks


def cell(text: str) -> str:
    """Turn what stands in one cell of a text file, tags and entities included, into plain text."""
    text = _COMMENT.sub("", text)
    if "<" in text and re.search(r"</?[a-zA-Z]", text):
        return _text_of(_soup(text))
    return thai.tidy(html.unescape(text))


def _soup(text: str) -> BeautifulSoup:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", MarkupResemblesLocatorWarning)
        return BeautifulSoup(with_end_tags(text), "html.parser")


@dataclass
class _Flow:
    """A walk through a page that collects its blocks."""

    lines_before: int
    blocks: list[Block] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    line: int | None = None

    def take(self, tag: Tag) -> None:
        for child in tag.children:
            if isinstance(child, PreformattedString):
                continue
            if isinstance(child, NavigableString):
                self.words.append(str(child))
            elif isinstance(child, Tag) and child.name not in _UNREAD:
                self._take_tag(child)

    def _take_tag(self, tag: Tag) -> None:
        if tag.name == "br":
            self.end_paragraph()
        elif tag.name == "table" and not _is_frame(tag):
            self.end_paragraph()
            shaded = list(_rows(tag, self.lines_before))
            if shaded:
                self.blocks.append(Table(marked([row for row, _ in shaded], [colours for _, colours in shaded])))
        elif tag.name in _BLOCKS or tag.name in {"table", "tr", "td", "th"}:
            self.end_paragraph()
            self.line = _line(tag, self.lines_before)
            if tag.name == "li":
                self.words.append(_marker(tag))
            self.take(tag)
            self.end_paragraph()
            if tag.name == "li":
                self.words.clear()
        else:
            self.line = self.line or _line(tag, self.lines_before)
            self.take(tag)

    def end_paragraph(self) -> None:
        text = thai.tidy_line("".join(self.words))
        if _BARE_MARKER.fullmatch(text):  # The paragraph of the list's entry comes next.
            return
        if text:
            self.blocks.append(Paragraph(text, self.line))
        self.words.clear()


def _line(tag: Tag, before: int) -> int | None:
    return None if tag.sourceline is None else tag.sourceline + before


def _is_frame(table: Tag) -> bool:
    """Tell a table that only holds others in their places on the page: most of its text is theirs."""
    inner = [nested for nested in table.find_all("table") if nested.find_parent("table") is table]
    return bool(inner) and 2 * sum(_length(nested) for nested in inner) >= _length(table)


def _length(tag: Tag) -> int:
    return sum(len(text.strip()) for text in tag.strings)


def _rows(table: Tag, before: int) -> Iterator[tuple[Row, list[str]]]:
    """Lay the cells of a table out on its grid, repeating what is merged, with the colour of each."""
    hanging: dict[int, tuple[int, str]] = {}  # column: (rows still covered, text)
    for tag in table.find_all("tr"):
        if tag.find_parent("table") is not table:
            continue
        cells: dict[int, str] = {column: text for column, (_, text) in hanging.items()}
        continued = frozenset(hanging)
        hanging = {column: (left - 1, text) for column, (left, text) in hanging.items() if left > 1}
        colours: dict[int, str] = {}
        tags = [cell_tag for cell_tag in tag.find_all(["td", "th"]) if cell_tag.find_parent("tr") is tag]
        for cell_tag in tags[:MAXIMUM_CELLS]:
            column = next(free for free in range(len(cells) + 1) if free not in cells)
            text, height = _text_of(cell_tag), _span(cell_tag, "rowspan")
            for place in range(column, column + _span(cell_tag, "colspan")):
                cells[place], colours[place] = text, _colour(cell_tag) or _colour(tag)
                if height > 1:
                    hanging[place] = (height - 1, text)
        if cells:
            laid_out = tuple(cells.get(column, "") for column in range(max(cells) + 1))
            is_one_cell = len(tags) == 1 < len(laid_out) and not continued
            shades = [colours.get(column, "") for column in range(len(laid_out))]
            yield Row(laid_out, _line(tag, before), continued, is_one_cell=is_one_cell), shades


def _colour(tag: Tag) -> str:
    """Return the background of a cell or a row."""
    style = _BACKGROUND.search(str(tag.get("style", "")))
    return colour(style[1] if style else str(tag.get("bgcolor", "")))


def _span(tag: Tag, name: str) -> int:
    value = str(tag.get(name, "1")).strip()
    return min(max(int(value), 1), MAXIMUM_SPAN) if value.isdecimal() else 1


def _text_of(tag: Tag) -> str:
    """Write a cell's text: a line break for br, an empty line between paragraphs, a marker before list items."""
    pieces: list[str] = []
    for node in tag.descendants:
        if isinstance(node, NavigableString):
            pieces.append(_words(node, tag))
        elif isinstance(node, Tag):
            pieces.append(_break_before(node))
    return thai.tidy("".join(pieces))


def _words(node: NavigableString, top: Tag) -> str:
    """Return a string of a cell; what follows the last one of a paragraph is a new paragraph."""
    if isinstance(node, PreformattedString) or (node.parent is not None and node.parent.name in _UNREAD):
        return ""
    return re.sub(r"\s+", " ", str(node)) + ("\n\n" if _leaves_block(node, top) else "")


def _break_before(tag: Tag) -> str:
    if tag.name == "li":
        return f"\n\n{_marker(tag)}"
    if tag.name in _BLOCKS or tag.name == "tr":
        return "\n\n"
    return {"br": "\n", "td": " ", "th": " "}.get(tag.name, "")


def _leaves_block(node: NavigableString, top: Tag) -> bool:
    parent = node.parent
    return parent is not None and parent is not top and parent.name in _BLOCKS and node.next_sibling is None


def _marker(item: Tag) -> str:
    """Return the marker a browser would draw, unless the typist typed one as well."""
    if _MARKED.match(item.get_text()):
        return ""
    if item.parent is not None and item.parent.name == "ol":
        start = str(item.parent.get("start", "1")).strip()
        first = int(start) if start.isdecimal() and len(start) < 4 else 1
        return f"{len(item.find_previous_siblings('li')) + first}. "
    return "- "
