"""DOCX files made at test time, from paragraphs and tables."""

import io
import zipfile
from collections.abc import Sequence

import docx
from docx.document import Document

from tracker.documents.blocks import Block, Paragraph


def saved(document: Document) -> bytes:
    """Return a document's bytes."""
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def written(blocks: Sequence[Block]) -> bytes:
    """Write blocks as Word has them: each line of a cell a paragraph of its own."""
    document = docx.Document()
    for block in blocks:
        if isinstance(block, Paragraph):
            document.add_paragraph(block.text)
            continue
        width = max(len(row.cells) for row in block.rows)
        table = document.add_table(rows=0, cols=width)
        for row in block.rows:
            for cell, text in zip(table.add_row().cells, row.cells, strict=False):
                lines = [line for line in text.split("\n") if line]
                cell.text = lines[0] if lines else ""
                for line in lines[1:]:
                    cell.add_paragraph(line)
    return saved(document)


def repacked(content: bytes, changes: dict[str, bytes]) -> bytes:
    """Return a package with parts replaced or added."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in changes:
                new.writestr(name, old.read(name))
        for name, part in changes.items():
            new.writestr(name, part)
    return stream.getvalue()
