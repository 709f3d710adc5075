"""Blocks as PDF: typeset here by typst, or printed by LibreOffice from a DOCX where it is installed."""

import json
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import typst

from benchmarks.grid import Piece, column_shares, heading_rows, pieces, width_of
from tracker.documents.blocks import Block, Paragraph, Table
from tracker.reports.pdf.font import font_folder, printable
from tracker.reports.pdf.words import pieces as boxed

_LAYOUT = """
#let content = json(bytes(sys.inputs.content))
#let line(words) = for word in words { if word == " " [ ] else { box(word) } }
#let lines(all) = for one in all { par(line(one)) }
#set page(paper: "a4", flipped: true, margin: 1.6cm)
#set text(font: "Sarabun", size: 10.6pt, lang: "th", region: "TH", top-edge: 0.95em, bottom-edge: -0.28em)
#set par(leading: 0.12em, spacing: 0.4em, justify: false)
#for block in content {
  if "cells" in block {
    set text(size: block.size * 1pt)
    table(
      columns: block.shares.map(share => share * 1fr),
      stroke: 0.5pt,
      inset: 4pt,
      table.header(..block.head.map(one => table.cell(rowspan: one.height, colspan: one.width, lines(one.lines)))),
      ..block.cells.map(one => table.cell(rowspan: one.height, colspan: one.width, lines(one.lines))),
    )
  } else { lines(block.lines) }
}
"""
_SIZE, _SMALL_SIZE, _COLUMNS_AT_THAT_SIZE = 10.6, 6.5, 8
_NOT_IN_THE_FONT = str.maketrans("✓●", "//")
"""Marks of months, as offices without such letters type them."""
_OFFICE = "soffice"
_SECONDS = 180


def has_office() -> bool:
    """Tell whether LibreOffice is installed here."""
    return shutil.which(_OFFICE) is not None


def typeset_pdf(blocks: Sequence[Block]) -> bytes:
    """Return the blocks as a PDF with a text layer; the first row of a table is repeated on each page."""
    content = json.dumps([_laid_out(block) for block in blocks], ensure_ascii=False)
    made = _compiler().compile(_LAYOUT.encode(), format="pdf", sys_inputs={"content": content}, timestamp=0)
    if not isinstance(made, bytes):
        raise TypeError("typst returned pages instead of one file")
    return made


def office_pdf(word_file: bytes) -> bytes:
    """Print a DOCX as LibreOffice does."""
    with tempfile.TemporaryDirectory(prefix="printing-") as folder:
        path = Path(folder) / "document.docx"
        path.write_bytes(word_file)
        subprocess.run(  # noqa: S603 (a program of this machine on our own file)
            [
                *(_OFFICE, f"-env:UserInstallation=file://{folder}/profile", "--headless"),
                *("--convert-to", "pdf", "--outdir", folder, str(path)),
            ],
            check=True,
            capture_output=True,
            timeout=_SECONDS,
        )
        return path.with_suffix(".pdf").read_bytes()


@cache
def _compiler() -> typst.Compiler:
    folder = font_folder()
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder])
    return typst.Compiler(root=folder, font_paths=fonts)


def _laid_out(block: Block) -> dict[str, Any]:
    if isinstance(block, Paragraph):
        return {"lines": _lines(block.text)}
    return _laid_out_table(block)


def _laid_out_table(table: Table) -> dict[str, Any]:
    headings = heading_rows(table)
    drawn = list(pieces(table))
    return {
        "shares": column_shares(table),
        "size": _SIZE if width_of(table) <= _COLUMNS_AT_THAT_SIZE else _SMALL_SIZE,
        "head": [_laid_out_cell(piece) for piece in drawn if piece.row < headings],
        "cells": [_laid_out_cell(piece) for piece in drawn if piece.row >= headings],
    }


def _laid_out_cell(piece: Piece) -> dict[str, Any]:
    return {"height": piece.height, "width": piece.width, "lines": _lines(piece.text)}


def _lines(text: str) -> list[list[str]]:
    """Split a text into lines, and each into pieces that must not be broken."""
    return [boxed(printable(line)) for line in text.translate(_NOT_IN_THE_FONT).split("\n") if line.strip()]
