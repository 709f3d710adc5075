"""DOCX: paragraphs and tables in the order of the body, list numbers as Word would draw them."""

import io
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import docx
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from lxml.etree import LxmlError  # type: ignore[import-untyped]

from tracker import thai
from tracker.documents.blocks import Block, Paragraph, Row, Table
from tracker.documents.readers.coloured import colour, marked
from tracker.documents.readers.naming import names_an_office
from tracker.errors import UnreadableDocument

_PARAGRAPH, _TABLE, _ROW, _CELL = qn("w:p"), qn("w:tbl"), qn("w:tr"), qn("w:tc")
_TEXT, _TAB, _BREAK, _RETURN, _HYPHEN = qn("w:t"), qn("w:tab"), qn("w:br"), qn("w:cr"), qn("w:noBreakHyphen")
_TEXT_BOX = qn("w:txbxContent")
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_UNREAD = frozenset([_FALLBACK, qn("w:del"), qn("w:pPr"), qn("w:rPr"), qn("w:moveFrom")])
_DRAWN = {_TAB: "\t", _BREAK: "\n", _RETURN: "\n", _HYPHEN: "-"}
MAXIMUM_COLUMNS = 200


def read(content: bytes) -> tuple[Block, ...]:
    """Read a DOCX whose package has been checked."""
    try:
        document = docx.Document(io.BytesIO(content))
        body = document.element.body
        numbers = _Numbers.of(document)
        blocks = tuple(_blocks(body, numbers)) if body is not None else ()
        return (*_margins(document, blocks, numbers), *blocks)
    except (
        *(OpcError, LxmlError, KeyError, ValueError, AttributeError, TypeError, IndexError, RecursionError),
        *(zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError),  # In a picture nobody looked at.
    ) as error:
        raise UnreadableDocument("ไฟล์ Word เสียหาย ให้เปิดด้วย Word บันทึกใหม่ แล้วอัปโหลดอีกครั้ง") from error


def _margins(document: Any, body: Sequence[Block], numbers: "_Numbers") -> Iterator[Paragraph]:
    """Yield once what headers and footers say of whose document it is, where the body does not."""
    said = "".join(thai.without_spaces(text) for block in body for text in _texts(block))
    for relation in document.part.rels.values():
        if relation.is_external or not relation.reltype.endswith(("/header", "/footer")):
            continue
        for text in (text for block in _blocks(relation.target_part.element, numbers) for text in _texts(block)):
            if names_an_office(text) and thai.without_spaces(text) not in said:
                said += thai.without_spaces(text)
                yield Paragraph(text)


def _texts(block: Block) -> Iterator[str]:
    if isinstance(block, Paragraph):
        yield block.text
    else:
        yield from (thai.tidy_line(cell) for row in block.rows for cell in row.cells)


def _blocks(parent: Any, numbers: "_Numbers") -> Iterator[Block]:
    for element in parent:
        if element.tag == _PARAGRAPH:
            for line in _paragraph(element, numbers).split("\n"):
                if line := thai.tidy_line(line):
                    yield Paragraph(line)
            for box in _text_boxes(element):
                yield from _blocks(box, numbers)
        elif element.tag == _TABLE:
            yield from _table(element, numbers)
        elif element.tag in {qn("w:sdt"), qn("w:sdtContent"), qn("w:ins"), qn("w:customXml"), qn("w:smartTag")}:
            yield from _blocks(element, numbers)


def _table(table: Any, numbers: "_Numbers") -> Iterator[Block]:
    """Read a table; one that only holds others in their places on the page is read as what it holds."""
    if _is_frame(table):
        for row in _children(table, _ROW):
            for cell in _children(row, _CELL):
                yield from _blocks(cell, numbers)
        return
    shaded = list(_rows(table, numbers))
    if shaded:
        yield Table(marked([row for row, _ in shaded], [colours for _, colours in shaded]))


def _is_frame(table: Any) -> bool:
    inner = sum(_length(nested) for nested in table.iterfind(f".//{_CELL}/{_TABLE}"))
    return inner > 0 and inner * 2 > _length(table)


def _length(element: Any) -> int:
    return sum(len(text.text or "") for text in element.iter(_TEXT))


def _children(parent: Any, wanted: str) -> Iterator[Any]:
    """Yield the rows of a table or the cells of a row, also those inside content controls."""
    for element in parent:
        if element.tag == wanted:
            yield element
        elif element.tag in {qn("w:sdt"), qn("w:sdtContent"), qn("w:customXml"), qn("w:ins")}:
            yield from _children(element, wanted)


def _rows(table: Any, numbers: "_Numbers") -> Iterator[tuple[Row, list[str]]]:
    """Yield the rows with the colours of their cells."""
    above: dict[int, str] = {}
    for row in _children(table, _ROW):
        cells: dict[int, str] = {}
        colours: dict[int, str] = {}
        continued = set()
        column = _integer(row, "w:trPr", "w:gridBefore")
        tags = list(_children(row, _CELL))
        for cell in tags:
            width = max(1, min(_integer(cell, "w:tcPr", "w:gridSpan"), MAXIMUM_COLUMNS))
            is_continued = _is_merged_upwards(cell) and column in above
            text = above[column] if is_continued else _cell_text(cell, numbers)
            for place in range(column, column + width):
                cells[place], colours[place] = text, _colour(cell)
                if is_continued:
                    continued.add(place)
            column += width
        if cells:
            laid_out = tuple(cells.get(place, "") for place in range(max(cells) + 1))
            is_one_cell = len(tags) == 1 < len(laid_out)
            shades = [colours.get(place, "") for place in range(len(laid_out))]
            yield Row(laid_out, None, frozenset(continued), is_one_cell=is_one_cell), shades
        above = cells


def _integer(element: Any, properties: str, name: str) -> int:
    found = element.find(f"{qn(properties)}/{qn(name)}")
    value = found.get(qn("w:val")) if found is not None else None
    return min(int(value), MAXIMUM_COLUMNS) if value is not None and value.isdecimal() else 0


def _colour(cell: Any) -> str:
    shading = cell.find(f"{qn('w:tcPr')}/{qn('w:shd')}")
    return colour(shading.get(qn("w:fill"), "")) if shading is not None else ""


def _is_merged_upwards(cell: Any) -> bool:
    merge = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
    return merge is not None and merge.get(qn("w:val"), "continue") == "continue"


def _cell_text(cell: Any, numbers: "_Numbers") -> str:
    paragraphs = [
        _paragraph(element, numbers)
        for element in cell.iter(_PARAGRAPH)
        if not any(parent.tag in _UNREAD for parent in element.iterancestors())
    ]
    return thai.tidy("\n\n".join(paragraphs))


def _text_boxes(paragraph: Any) -> Iterator[Any]:
    for box in paragraph.iter(_TEXT_BOX):
        if not any(parent.tag == _FALLBACK for parent in box.iterancestors()):
            yield box


def _paragraph(paragraph: Any, numbers: "_Numbers") -> str:
    text = "".join(_written(paragraph))
    return numbers.marker(paragraph) + text if text.strip() else ""


def _written(element: Any) -> Iterator[str]:
    for child in element:
        if child.tag == _TEXT:
            yield child.text or ""
        elif child.tag in _DRAWN:
            yield _DRAWN[child.tag]
        elif child.tag not in _UNREAD and child.tag not in {_TEXT_BOX, _PARAGRAPH}:
            yield from _written(child)


@dataclass
class _Numbers:
    """The document's list definitions, and how far each list has counted."""

    levels: dict[tuple[str, int], tuple[str, str]]  # (numId, level): (format, text such as "%1.")
    styles: dict[str, tuple[str, int]]
    counts: dict[str, list[int]] = field(default_factory=dict)

    @classmethod
    def of(cls, document: Any) -> "_Numbers":
        root = next((part.element for part in _numbering_parts(document)), None)
        levels = dict(_levels(root)) if root is not None else {}
        styles = {
            style.get(qn("w:styleId"), ""): listed
            for style in document.styles.element.iter(qn("w:style"))
            if (listed := _listed(style)) is not None
        }
        return cls(levels, styles)

    def marker(self, paragraph: Any) -> str:
        """Return the marker Word draws before a paragraph, and count it."""
        style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        listed = _listed(paragraph) or (self.styles.get(style.get(qn("w:val"))) if style is not None else None)
        if listed is None or listed not in self.levels:
            return ""
        number, level = listed
        counts = self.counts.setdefault(number, [0] * 9)
        counts[level] += 1
        counts[level + 1 :] = [0] * (8 - level)
        form, text = self.levels[listed]
        if form in {"bullet", "none"}:
            return "- " if form == "bullet" else ""
        for place, count in enumerate(counts, start=1):
            text = text.replace(f"%{place}", thai.thai_digits(count) if form.startswith("thai") else str(count))
        return f"{text} "


def _numbering_parts(document: Any) -> Iterator[Any]:
    for relation in document.part.rels.values():
        if relation.reltype.endswith("/numbering"):
            yield relation.target_part


def _levels(root: Any) -> Iterator[tuple[tuple[str, int], tuple[str, str]]]:
    abstract = {
        definition.get(qn("w:abstractNumId")): [
            (int(level.get(qn("w:ilvl"), "0")), (_value(level, "w:numFmt"), _value(level, "w:lvlText")))
            for level in definition.findall(qn("w:lvl"))
        ]
        for definition in root.findall(qn("w:abstractNum"))
    }
    for number in root.findall(qn("w:num")):
        for level, form in abstract.get(_value(number, "w:abstractNumId"), []):
            yield (number.get(qn("w:numId"), ""), level), form


def _value(element: Any, name: str) -> str:
    found = element.find(qn(name))
    return (found.get(qn("w:val")) or "") if found is not None else ""


def _listed(element: Any) -> tuple[str, int] | None:
    properties = element.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
    if properties is None:
        return None
    level = _value(properties, "w:ilvl")
    return _value(properties, "w:numId"), min(int(level), 8) if level.isdecimal() else 0
