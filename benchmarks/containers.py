"""One document in every container: blocks (tracker.documents.blocks) written as the files offices hand in.

`write(blocks, "docx")` returns bytes; `CONTAINERS` names the kinds. A merged cell (`Row.continued`, `Row.is_one_cell`)
is really merged where the container can, and blank below its first row where it cannot, as office programs save it.
"""

import csv
import html
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import openpyxl
from openpyxl.styles import Alignment, Border, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from benchmarks.grid import Piece, pieces, unmerged, width_of
from benchmarks.printing import office_pdf, typeset_pdf
from benchmarks.word_file import word_file
from tracker.documents.blocks import Block, Paragraph, Row, Table

Blocks = Sequence[Block]


@dataclass(frozen=True)
class Container:
    """A kind of file: its name, how the name of such a file ends, and who writes it."""

    name: str
    suffix: str
    written: Callable[[Blocks], bytes]


def write(blocks: Blocks, container: str) -> bytes:
    """Return the document as a file of the named container."""
    return CONTAINERS[container].written(blocks)


def _text(blocks: Blocks) -> bytes:
    """Text with tables of tabs; tags stand for the line breaks inside cells."""
    parts = []
    for block in blocks:
        if isinstance(block, Paragraph):
            parts.append(_marked_up(block.text))
        else:
            parts.append("\n".join("\t".join(map(_in_one_line, row.cells)) for row in unmerged(block)))
    return ("\n\n".join(parts) + "\n").encode()


def _markdown(blocks: Blocks) -> bytes:
    """Markdown with tables of pipes, the first row of each its heading."""
    parts = []
    for block in blocks:
        if isinstance(block, Paragraph):
            parts.append(_marked_up(block.text))
            continue
        width = width_of(block)
        lines = [_pipe_row(row, width) for row in unmerged(block)]
        parts.append("\n".join([lines[0], "|" + " --- |" * width, *lines[1:]]))
    return ("\n\n".join(parts) + "\n").encode()


def _pipe_row(row: Row, width: int) -> str:
    cells = [_in_one_line(cell).replace("|", "\\|") for cell in row.cells]
    return "| " + " | ".join(cells + [""] * (width - len(cells))) + " |"


def _in_one_line(cell: str) -> str:
    paragraphs = [_marked_up(paragraph).replace("\n", "<br>") for paragraph in cell.split("\n\n")]
    return paragraphs[0] if len(paragraphs) == 1 else "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)


def _marked_up(text: str) -> str:
    """Write signs as entities only where a reader would take them for tags or entities."""
    return html.escape(text, quote=False) if "<" in text or html.unescape(text) != text else text


def _page(blocks: Blocks) -> bytes:
    """A page as a content management system writes it."""
    body = "\n".join(
        f"<p>{html.escape(block.text)}</p>" if isinstance(block, Paragraph) else _page_table(block) for block in blocks
    )
    head = '<meta charset="utf-8"><title>ITA</title>'
    return f'<!DOCTYPE html>\n<html lang="th">\n<head>{head}</head>\n<body>\n{body}\n</body>\n</html>\n'.encode()


def _page_table(table: Table) -> str:
    rows: list[list[str]] = [[] for _ in table.rows]
    for piece in pieces(table):
        spans = f' rowspan="{piece.height}"' if piece.height > 1 else ""
        spans += f' colspan="{piece.width}"' if piece.width > 1 else ""
        rows[piece.row].append(f"<td{spans}>{_page_cell(piece.text)}</td>")
    lines = "\n".join(f"<tr>{''.join(cells)}</tr>" for cells in rows)
    return f'<table border="1">\n{lines}\n</table>'


def _page_cell(text: str) -> str:
    paragraphs = [html.escape(paragraph).replace("\n", "<br>\n") for paragraph in text.split("\n\n")]
    return paragraphs[0] if len(paragraphs) == 1 else "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)


def _comma_separated(blocks: Blocks) -> bytes:
    """A sheet saved as CSV: a byte order mark, CRLF, each paragraph in the first column."""
    width = max((width_of(block) for block in blocks if isinstance(block, Table)), default=1)
    stream = io.StringIO()
    writer = csv.writer(stream)
    for block in blocks:
        rows = [(block.text,)] if isinstance(block, Paragraph) else [row.cells for row in _sheet_rows(block)]
        for cells in rows:
            writer.writerow([*cells, *[""] * (width - len(cells))])
    return ("\ufeff" + stream.getvalue()).encode()


def _sheet_rows(table: Table) -> tuple[Row, ...]:
    """Return unmerged rows as a sheet holds them: one line break is all a cell knows."""
    return tuple(replace(row, cells=tuple(map(_typed, row.cells))) for row in unmerged(table))


def _typed(text: str) -> str:
    return text.replace("\n\n", "\n")


def _workbook(blocks: Blocks) -> bytes:
    """A workbook of one sheet: paragraphs in cells merged across the sheet, a blank row around each table."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "มาตรการ"
    width = max((width_of(block) for block in blocks if isinstance(block, Table)), default=1)
    for column in range(1, width + 1):
        sheet.column_dimensions[get_column_letter(column)].width = 32
    row = 1
    for at, block in enumerate(blocks):
        if isinstance(block, Paragraph):
            _put(sheet, Piece(row, 1, block.text, width=width))
            row += 1
        else:
            _put_table(sheet, block, row)
            row += len(block.rows) + (1 if at + 1 < len(blocks) else 0)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _put_table(sheet: Worksheet, table: Table, first: int) -> None:
    for piece in pieces(table):
        _put(sheet, replace(piece, row=first + piece.row, column=1 + piece.column, text=_typed(piece.text)))
    line = Side(style="thin")
    for cells in sheet.iter_rows(min_row=first, max_row=first + len(table.rows) - 1, max_col=width_of(table)):
        for cell in cells:
            cell.border = Border(line, line, line, line)


def _put(sheet: Worksheet, piece: Piece) -> None:
    cell = sheet.cell(piece.row, piece.column)
    cell.value = piece.text or None
    if piece.text:
        cell.data_type = "s"  # A text that begins with = is no formula.
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    if piece.height > 1 or piece.width > 1:
        sheet.merge_cells(
            start_row=piece.row,
            start_column=piece.column,
            end_row=piece.row + piece.height - 1,
            end_column=piece.column + piece.width - 1,
        )


CONTAINERS = {
    one.name: one
    for one in (
        Container("txt", ".txt", _text),
        Container("md", ".md", _markdown),
        Container("html", ".html", _page),
        Container("docx", ".docx", word_file),
        Container("xlsx", ".xlsx", _workbook),
        Container("csv", ".csv", _comma_separated),
        Container("pdf", ".pdf", typeset_pdf),
        Container("office-pdf", ".pdf", lambda blocks: office_pdf(word_file(blocks))),
    )
}
