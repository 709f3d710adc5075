"""Bytes of a file to paragraphs and tables: one module per container, chosen by content, not by name."""

from tracker.documents.blocks import Block, Paragraph
from tracker.documents.mending import mojibake
from tracker.documents.readers import containers, markup, package, separated, text, word
from tracker.documents.readers.containers import Container
from tracker.errors import UnreadableDocument


def read(content: bytes, name: str) -> tuple[Block, ...]:
    """Read a file's paragraphs and tables, or say in Thai why nobody can."""
    try:
        blocks = _blocks(content, name)
    except RecursionError as error:
        raise UnreadableDocument(
            "เอกสารนี้มีตารางหรือคำสั่งซ้อนกันลึกผิดปกติ ให้คัดลอกเนื้อหาไปไว้ในไฟล์ Word ใหม่ แล้วอัปโหลดอีกครั้ง"
        ) from error
    if not any(block.text if isinstance(block, Paragraph) else block.rows for block in blocks):
        raise UnreadableDocument("ไฟล์นี้ไม่มีข้อความให้อ่าน หากเป็นภาพสแกนให้อัปโหลดไฟล์ต้นฉบับที่พิมพ์ไว้ (.docx) แทน")
    return blocks


def _blocks(content: bytes, name: str) -> tuple[Block, ...]:
    container = containers.container_of(content, name)
    if container is Container.WORD:
        return word.read(package.in_usual_terms(content))
    if container is Container.PDF:
        from tracker.documents.readers import pdf  # Only who reads a PDF pays for its libraries.

        return pdf.read(content)
    if container is Container.SHEET:
        from tracker.documents.readers import excel

        return excel.read(package.in_usual_terms(content))
    written = mojibake.unscrambled(text.decode(content))
    if markup.is_page(written):
        return markup.read(written)
    return separated.read(written) if separated.is_sheet(written, name) else text.read(written)
