"""The parts of WordprocessingML that python-docx has no name for.

python-docx sets fonts, sizes and weights for Latin text only; Thai is a "complex script" with a font, a size, a weight
and a language of its own. Everything here is written for both.
"""
# ruff: noqa: SLF001 - reaching the elements behind python-docx's objects is what this module is for.

from collections.abc import Sequence
from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.table import _Cell

FONT = "TH Sarabun New"


def set_fonts(document: Any, *, body: int, styles: dict[str, int]) -> None:
    """Set the body style in `body` points, and add paragraph styles by name, each in its own size."""
    for fonts in document.styles.element.iter(qn("w:rFonts")):
        for name in [name for name in fonts.attrib if name.endswith("Theme")]:
            del fonts.attrib[name]
    normal = document.styles["Normal"]
    _set_font(normal, size=body)
    for name, size in styles.items():
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = normal
        _set_font(style, size=size)


def _set_font(style: Any, *, size: int) -> None:
    properties = style.element.get_or_add_rPr()
    fonts = properties.get_or_add_rFonts()
    for kind in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{kind}"), FONT)
    # In half points, for Latin and for Thai; then the languages of the spelling check.
    _set(properties, "w:sz", val=str(size * 2))
    _set(properties, "w:szCs", val=str(size * 2))
    _set(properties, "w:lang", val="en-US", bidi="th-TH")
    spacing = style.paragraph_format
    spacing.space_before = spacing.space_after = Pt(0)
    spacing.line_spacing = 1.0


def _set(parent: Any, tag: str, **attributes: str) -> None:
    """Set a child element, replacing the one that is there."""
    for old in parent.findall(qn(tag)):
        parent.remove(old)
    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    parent.append(element)


def put_style(paragraph: Any, name: str) -> None:
    """Give a paragraph a style we added; python-docx's own way looks through all styles for each paragraph."""
    paragraph._p.style = name.replace(" ", "")


def write_bold(paragraph: Any, text: str) -> None:
    """Write bold text, Thai too."""
    properties = paragraph.add_run(text)._r.get_or_add_rPr()
    _set(properties, "w:b")
    _set(properties, "w:bCs")


def write_page_number(paragraph: Any) -> None:
    """Write the number of the page; the section says that it is in Thai digits."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    run, text = OxmlElement("w:r"), OxmlElement("w:t")
    text.text = "๑"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)


def number_pages_in_thai(section: Any) -> None:
    """Number the pages of a section with Thai digits; Word wants this element before that of the columns."""
    numbers = OxmlElement("w:pgNumType")
    numbers.set(qn("w:fmt"), "thaiNumbers")
    section._sectPr.find(qn("w:cols")).addprevious(numbers)


def add_row(table: Any) -> list[_Cell]:
    """Add a row and return its cells; python-docx's `row.cells` costs as much as the table is long."""
    return [_Cell(cell, table) for cell in table.add_row()._tr.tc_lst]


def set_widths(table: Any, widths: Sequence[float]) -> None:
    """Fix the widths of the columns, in centimetres, in a table of one row."""
    table.autofit = False
    for column, cell, width in zip(table._tbl.tblGrid.gridCol_lst, table.rows[0].cells, widths, strict=True):
        column.w = cell.width = Cm(width)


def repeat_on_each_page(row: Any) -> None:
    """Make a row the heading of its table on every page."""
    keep_whole(row)
    _set(row._tr.get_or_add_trPr(), "w:tblHeader")


def keep_whole(row: Any) -> None:
    """Keep a row on one page."""
    _set(row._tr.get_or_add_trPr(), "w:cantSplit")


def shade(cell: Any, colour: str) -> None:
    """Colour a cell, and put its text into the middle of its height."""
    properties = cell._tc.get_or_add_tcPr()
    _set(properties, "w:shd", val="clear", color="auto", fill=colour)
    _set(properties, "w:vAlign", val="center")


def begin_span(cell: Any) -> None:
    """Let the cells below become one with this one."""
    _set(cell._tc.get_or_add_tcPr(), "w:vMerge", val="restart")


def continue_span(cell: Any) -> None:
    """Make a cell one with that above it."""
    _set(cell._tc.get_or_add_tcPr(), "w:vMerge", val="continue")
