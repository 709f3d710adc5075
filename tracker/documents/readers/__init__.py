"""Bytes of a file to paragraphs and tables: one module per container, chosen by content, not by name."""

from tracker.documents.blocks import Block, Paragraph
from tracker.documents.readers import containers, markup, text, word
from tracker.documents.readers.containers import Container
from tracker.errors import UnreadableDocument


def read(content: bytes, name: str) -> tuple[Block, ...]:
    """Read a file's paragraphs and tables, or say in Thai why nobody can."""
    container = containers.container_of(content, name)
    if container is Container.WORD:
        blocks = word.read(content)
    else:
        written = text.decode(content)
        blocks = markup.read(written) if markup.is_page(written) else text.read(written)
    if not any(block.text if isinstance(block, Paragraph) else block.rows for block in blocks):
        raise UnreadableDocument("ไฟล์นี้ไม่มีข้อความให้อ่าน หากเป็นภาพสแกนให้อัปโหลดไฟล์ต้นฉบับที่พิมพ์ไว้ (.docx) แทน")
    return blocks
