"""The pages of a PDF put together: paragraphs and tables in the order of reading."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tracker.documents.blocks import Block, Paragraph, Table
from tracker.documents.readers.pdf import tables, wrapping
from tracker.documents.readers.pdf.furniture import Margins
from tracker.documents.readers.pdf.grid import grids, place_of
from tracker.documents.readers.pdf.lines import Line, lines_of, space_of, widen_clusters, without_echoes
from tracker.documents.readers.pdf.opening import pages
from tracker.documents.readers.pdf.page import Box, Grid, Letter, PrintedPage
from tracker.documents.readers.pdf.rivers import grids_without_uprights
from tracker.documents.readers.pdf.tables import PrintedTable, printed_table
from tracker.documents.readers.pdf.wrapping import Area, Break, Habits
from tracker.errors import UnreadableDocument

_FEWEST_LETTERS = 30  # On a page; a scan carries at most a stamp or a page number in letters.
_MOST_UNMAPPED = 0.2
_SCAN = "ไฟล์ PDF นี้เป็นภาพสแกน ไม่มีข้อความให้อ่าน ให้อัปโหลดไฟล์ Word (.docx) ต้นฉบับ หรือ PDF ที่บันทึกจาก Word โดยตรง"
_NO_LETTERS = "ตัวอักษรใน PDF นี้คัดลอกออกมาเป็นข้อความไม่ได้ ให้อัปโหลดไฟล์ Word (.docx) ต้นฉบับแทน"


@dataclass
class _TableOnPage:
    """The rules of a table on one page, and for each of its cells the lines in it."""

    grid: Grid
    lines: list[list[Line]]


@dataclass
class _Page:
    free: list[Line]
    tables: list[_TableOnPage]
    box: Box

    @property
    def width(self) -> int:
        return round(self.box.x1 - self.box.x0)


def read(content: bytes) -> tuple[Block, ...]:
    """Read a PDF, or say that it is a scan, locked, broken or too long."""
    laid_out: list[_Page] = []
    letters = unmapped = scanned = 0
    for page in pages(content):
        laid_out.append(_laid_out(page))
        letters, unmapped = letters + len(page.letters), unmapped + page.unmapped
        scanned += page.has_picture and len(page.letters) < _FEWEST_LETTERS
    if scanned * 2 > len(laid_out) or (not letters and scanned):
        raise UnreadableDocument(_SCAN)
    if unmapped > letters * _MOST_UNMAPPED:
        raise UnreadableDocument(_NO_LETTERS)
    return tuple(_blocks(laid_out))


def _laid_out(page: PrintedPage) -> _Page:
    """Give each letter of a page to the cell it stands in, or to the text outside tables."""
    letters = without_echoes(page.letters)
    widen_clusters(letters)
    space = space_of(letters)
    drawn = grids(page.rules)
    drawn += grids_without_uprights(page.rules, letters, drawn)
    inside: list[list[list[Letter]]] = [[[] for _ in grid.cells] for grid in drawn]
    free: list[Letter] = []
    for letter in letters:
        for grid, cells in zip(drawn, inside, strict=True):
            box = grid.box
            if box.x0 <= letter.x0 <= box.x1 and box.top <= letter.height <= box.bottom:
                row, column = place_of(grid.rows, letter.height), place_of(grid.columns, (letter.x0 + letter.x1) / 2)
                cells[grid.places[row][column]].append(letter)
                break
        else:
            if not letter.is_sideways:
                free.append(letter)
    on_page = [
        _TableOnPage(grid, [lines_of(own, space) for own in cells]) for grid, cells in zip(drawn, inside, strict=True)
    ]
    return _Page(lines_of(free, space), on_page, page.box)


def _blocks(laid_out: Sequence[_Page]) -> Iterator[Block]:
    margins = Margins([(page.free, page.box.top, page.box.bottom) for page in laid_out])
    for page in laid_out:
        page.free = [line for line in page.free if not margins.are_of(line)]
    habits = _habits(laid_out)
    body = list(_body(laid_out, habits))
    said = [block.text for block in body if isinstance(block, Paragraph)]
    said += [cell for block in body if isinstance(block, Table) for row in block.rows for cell in row.cells]
    yield from (Paragraph(text) for text in margins.worth_keeping(said))
    yield from body


def _habits(laid_out: Sequence[_Page]) -> Habits:
    cells = [lines for page in laid_out for table in page.tables for lines in table.lines]
    return wrapping.with_spacing(wrapping.habits_of([*cells, *(page.free for page in laid_out)]), cells)


def _body(laid_out: Sequence[_Page], habits: Habits) -> Iterator[Block]:
    """Yield paragraphs and tables; both may go on over the end of a page, with nothing between."""
    areas = _text_areas(laid_out)
    open_block: _OpenParagraph | PrintedTable | None = None
    for page in laid_out:
        is_new_page = True
        for item in _in_order(page):
            begun = _begun(item, habits)
            if open_block is None or not _went_on(
                open_block, begun, areas[page.width], habits, is_new_page=is_new_page
            ):
                if open_block is not None:
                    yield _finished(open_block)
                open_block = begun
            is_new_page = False
    if open_block is not None:
        yield _finished(open_block)


@dataclass
class _OpenParagraph:
    """A paragraph that the next line may belong to."""

    text: str
    last: Line


def _begun(item: Line | _TableOnPage, habits: Habits) -> _OpenParagraph | PrintedTable:
    return _OpenParagraph(item.text, item) if isinstance(item, Line) else printed_table(item.grid, item.lines, habits)


def _finished(block: _OpenParagraph | PrintedTable) -> Block:
    return block.as_table() if isinstance(block, PrintedTable) else Paragraph(block.text)


def _went_on(
    before: _OpenParagraph | PrintedTable,
    after: _OpenParagraph | PrintedTable,
    area: Area,
    habits: Habits,
    *,
    is_new_page: bool,
) -> bool:
    """Put what follows to what came before, if it goes on with it."""
    if isinstance(before, PrintedTable):
        is_same = isinstance(after, PrintedTable) and is_new_page and tables.goes_on(before, after)
        if is_same and isinstance(after, PrintedTable):
            tables.go_on(before, after, habits)
        return is_same
    if isinstance(after, PrintedTable) or not _goes_on(before.last, after.last, area, habits, is_new_page=is_new_page):
        return False
    before.text = wrapping.joined(before.last, after.last, text=before.text)
    before.last = after.last
    return True


def _text_areas(laid_out: Sequence[_Page]) -> dict[int, Area]:
    """Return how far text reaches on the pages of each width."""
    areas = {}
    for width in {page.width for page in laid_out}:
        alike = [page for page in laid_out if page.width == width]
        lines = [line for page in alike for line in page.free]
        boxes = [table.grid.box for page in alike for table in page.tables]
        areas[width] = wrapping.text_area(lines, alike[0].box, boxes)
    return areas


def _goes_on(before: Line, after: Line, area: Area, habits: Habits, *, is_new_page: bool) -> bool:
    if is_new_page:  # As if the next line stood where lines usually do.
        after = replace(after, baseline=before.baseline + habits.leading * before.size)
    return wrapping.break_between(before, after, area, habits) is Break.NONE


def _in_order(page: _Page) -> list[Line | _TableOnPage]:
    items: list[tuple[float, Line | _TableOnPage]] = [(line.baseline, line) for line in page.free]
    items += [(table.grid.box.top, table) for table in page.tables]
    return [item for _, item in sorted(items, key=lambda one: one[0])]
