"""Blocks as a DOCX: A4 across, tables with lines, merged cells merged as Word merges them."""

import io
from collections.abc import Sequence
from typing import Any

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph as WordParagraph

from benchmarks.grid import Piece, column_shares, heading_rows, pieces, width_of
from tracker.documents.blocks import Block, Paragraph, Table

_FONT = "TH Sarabun New"
_SIZE = Pt(14)
_TEXT_WIDTH = Cm(26.5)


def word_file(blocks: Sequence[Block]) -> bytes:
    """Return the blocks as a DOCX."""
    document = _blank()
    for block in blocks:
        if isinstance(block, Paragraph):
            document.add_paragraph(block.text)
        else:
            _add_table(document, block)
            document.add_paragraph()  # Word would join two tables that touch.
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _blank() -> Document:
    document = docx.Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21)
    for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
        setattr(section, side, Cm(1.6))
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = _FONT, _SIZE
    properties = normal.element.get_or_add_rPr()
    properties.rFonts.set(qn("w:cs"), _FONT)  # Without it Thai falls back to another font and size.
    properties.append(_valued("w:szCs", str(int(_SIZE.pt * 2))))
    return document


def _add_table(document: Document, table: Table) -> None:
    made = document.add_table(rows=len(table.rows), cols=width_of(table), style="Table Grid")
    made.autofit = False
    for heading in made.rows[: heading_rows(table)]:
        _repeat_on_every_page(heading)
    rows = [list(row.cells) for row in made.rows]
    _set_widths(made, rows, table)
    for piece in pieces(table):
        _write(rows[piece.row][piece.column], piece.text)
        if piece.height > 1:
            for place in range(piece.row, piece.row + piece.height):
                merge = "restart" if place == piece.row else "continue"
                _properties(rows[place][piece.column]).append(_valued("w:vMerge", merge))
    for piece in pieces(table):
        if piece.width > 1:
            _span(rows[piece.row], piece)


def _set_widths(made: Any, rows: list[list[Any]], table: Table) -> None:
    shares = column_shares(table)
    widths = [int(_TEXT_WIDTH * share / sum(shares)) for share in shares]
    for column, width in zip(made.columns, widths, strict=True):
        column.width = width
    for cells in rows:
        for cell, width in zip(cells, widths, strict=True):
            cell.width = width


def _write(cell: Any, text: str) -> None:
    """Write a cell: an empty line parts paragraphs, a line break stays inside one."""
    first, *others = text.split("\n\n")
    paragraph: WordParagraph = cell.paragraphs[0]
    paragraph.add_run(first)
    for words in others:
        cell.add_paragraph(words)


def _span(cells: list[Any], piece: Piece) -> None:
    first, *others = cells[piece.column : piece.column + piece.width]
    _properties(first).append(_valued("w:gridSpan", str(piece.width)))
    for cell in others:
        _element(cell).getparent().remove(_element(cell))


def _properties(cell: Any) -> Any:
    return _element(cell).get_or_add_tcPr()


def _element(cell: Any) -> Any:
    return cell._tc  # noqa: SLF001 (python-docx has no other way to its XML)


def _repeat_on_every_page(row: Any) -> None:
    properties = row._tr.get_or_add_trPr()  # noqa: SLF001 (as above)
    properties.append(OxmlElement("w:tblHeader"))


def _valued(name: str, value: str) -> Any:
    element = OxmlElement(name)
    element.set(qn("w:val"), value)
    return element
