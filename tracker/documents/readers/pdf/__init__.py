"""PDF with a text layer: PDFium gives the letters, the rules between them give the tables."""

from tracker.documents.blocks import Block
from tracker.documents.readers.pdf.document import read

__all__ = ["Block", "read"]
