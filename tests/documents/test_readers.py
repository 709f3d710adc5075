"""Containers: what each kind of file gives as paragraphs and tables."""

import io
import re
import subprocess
import sys
import zipfile

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from tests.documents.word_documents import repacked, saved
from tracker.documents import readers
from tracker.documents.blocks import Paragraph, Row, Table


def table_of(text: str, name: str = "a.txt") -> list[Row]:
    tables = [block for block in readers.read(text.encode(), name) if isinstance(block, Table)]
    assert len(tables) == 1
    return list(tables[0].rows)


def test_a_table_of_tabs_keeps_its_lines_and_empty_cells() -> None:
    rows = table_of("หัวเรื่อง\n\nก\tข\tค\n๑\t\t\n")
    assert [(row.cells, row.line) for row in rows] == [(("ก", "ข", "ค"), 3), (("๑", "", ""), 4)]


def test_one_line_with_a_tab_is_a_typed_line() -> None:
    assert readers.read("ที่ ตย ๗๐๐๐๑/\tวันที่ ๑ มีนาคม ๒๕๖๙".encode(), "a.txt") == (
        Paragraph("ที่ ตย ๗๐๐๐๑/ วันที่ ๑ มีนาคม ๒๕๖๙", 1),
    )


def test_lines_that_tabs_only_indent_are_paragraphs_also_above_a_table() -> None:
    lines = ("ข้อ ๑", "\t๑.๑ ขั้นตอน", "\t\t(๑) จัดทำคู่มือ")
    paragraphs = tuple(Paragraph(line.strip(), at) for at, line in enumerate(lines, 1))
    assert readers.read("\n".join(lines).encode(), "a.txt") == paragraphs
    *above, table = readers.read("\n".join([*lines, "ก\tข", "\tค"]).encode(), "a.txt")
    assert tuple(above) == paragraphs
    assert isinstance(table, Table)
    assert [row.cells for row in table.rows] == [("ก", "ข"), ("", "ค")]


def test_a_markdown_table_drops_its_rule_and_keeps_escaped_pipes() -> None:
    rows = table_of("| ก | ข |\n|---|:--:|\n| **๑** | ค \\| ง |\n")
    assert [row.cells for row in rows] == [("ก", "ข"), ("๑", "ค | ง")]


def test_tags_in_a_cell_become_lines_paragraphs_and_markers() -> None:
    rows = table_of("ก\tข\n<p>๑. หนึ่ง</p> <p>๒. สอง</p>\t<ul><li>- มีขีด</li><li>ไม่มีขีด</li></ul>a &amp; b<br>c\n")
    assert rows[1].cells == ("๑. หนึ่ง\n\n๒. สอง", "- มีขีด\n\n- ไม่มีขีด\n\na & b\nc")


def test_a_quoted_cell_of_a_spreadsheet_keeps_its_line_breaks() -> None:
    rows = table_of('ก\tข\n"๑. หนึ่ง\n๒. ""สอง"""\tค\nง\tจ\n')
    assert [(row.cells, row.line) for row in rows[1:]] == [(('๑. หนึ่ง\n๒. "สอง"', "ค"), 2), (("ง", "จ"), 4)]


def test_an_html_table_repeats_merged_cells_and_says_so() -> None:
    html = (
        "<table>\n<tr><td rowspan=2>ก</td><td>ข</td></tr>\n<tr><td>ค</td></tr>\n<tr><td colspan=2>กลุ่ม</td></tr></table>"
    )
    rows = table_of(html, "a.html")
    assert [row.cells for row in rows] == [("ก", "ข"), ("ก", "ค"), ("กลุ่ม", "กลุ่ม")]
    assert [row.continued for row in rows] == [frozenset(), frozenset([0]), frozenset()]
    assert [row.is_one_cell for row in rows] == [False, False, True]
    assert [row.line for row in rows] == [2, 3, 4]


def test_an_html_table_inside_markdown_is_a_table() -> None:
    rows = table_of("# หัวเรื่อง\n<table>\n<tr><td>ก</td><td>ข</td></tr>\n</table>\nท้าย", "a.md")
    assert [(row.cells, row.line) for row in rows] == [(("ก", "ข"), 3)]


def test_scripts_and_styles_are_not_read() -> None:
    html = "<html><head><style>p{}</style></head><body><script>x()</script><p>ข้อความ</p><!-- ก --></body></html>"
    assert readers.read(html.encode(), "a.html") == (Paragraph("ข้อความ", 1),)


def test_older_thai_code_pages_and_utf_16_are_read() -> None:
    for encoding in ("utf-8", "utf-8-sig", "cp874", "utf-16"):
        assert readers.read("มาตรการ “ก่อน”".encode(encoding), "a.txt") == (Paragraph("มาตรการ “ก่อน”", 1),)


def test_word_gives_paragraphs_and_tables_in_order() -> None:
    document = docx.Document()
    document.add_paragraph("ก่อน")
    document.add_table(rows=1, cols=1).cell(0, 0).text = "ใน"
    document.add_paragraph("หลัง\nบรรทัดใหม่")
    assert readers.read(saved(document), "a.docx") == (
        Paragraph("ก่อน"), Table((Row(("ใน",)),)), Paragraph("หลัง"), Paragraph("บรรทัดใหม่"),
    )  # fmt: skip


def test_merged_cells_of_word_are_repeated_and_told() -> None:
    document = docx.Document()
    table = document.add_table(rows=3, cols=2)
    for at, text in enumerate(["ก", "ข", "", "ค", "กลุ่ม", ""]):
        table.cell(at // 2, at % 2).text = text
    table.cell(0, 0).merge(table.cell(1, 0))
    table.cell(2, 0).merge(table.cell(2, 1))
    (block,) = [block for block in readers.read(saved(document), "a.docx") if isinstance(block, Table)]
    assert [row.cells for row in block.rows] == [("ก", "ข"), ("ก", "ค"), ("กลุ่ม", "กลุ่ม")]
    assert [row.continued for row in block.rows] == [frozenset(), frozenset([0]), frozenset()]
    assert [row.is_one_cell for row in block.rows] == [False, False, True]


def test_list_numbers_that_word_draws_are_written_out() -> None:
    document = docx.Document()
    cell = document.add_table(rows=1, cols=1).cell(0, 0)
    for text, style in (("หนึ่ง", "List Number"), ("สอง", "List Number"), ("สาม", "List Bullet")):
        cell.add_paragraph(text, style=style)
    (block,) = [block for block in readers.read(saved(document), "a.docx") if isinstance(block, Table)]
    assert block.rows[0].cells == ("1. หนึ่ง\n\n2. สอง\n\n- สาม",)


def test_deleted_text_of_tracked_changes_is_not_read() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("คงไว้")
    deleted, inserted = OxmlElement("w:del"), OxmlElement("w:ins")
    for change, tag, text in ((deleted, "w:delText", "ลบ"), (inserted, "w:t", "เพิ่ม")):
        run, words = OxmlElement("w:r"), OxmlElement(tag)
        words.text = text
        run.append(words)
        change.append(run)
        paragraph._p.append(change)
    assert paragraph._p.findall(qn("w:del"))
    assert readers.read(saved(document), "a.docx") == (Paragraph("คงไว้เพิ่ม"),)


def test_a_header_is_read_where_it_alone_says_whose_document_it_is() -> None:
    document = docx.Document()
    header = document.sections[0].header
    header.paragraphs[0].text = "องค์การบริหารส่วนตำบลตัวอย่าง"
    header.add_paragraph("หน้า ๑")
    document.sections[0].footer.paragraphs[0].text = "เทศบาลตำบลจำลอง"
    document.add_paragraph("แผนของ เทศบาลตำบล จำลอง")
    assert readers.read(saved(document), "a.docx") == (
        Paragraph("องค์การบริหารส่วนตำบลตัวอย่าง"), Paragraph("แผนของ เทศบาลตำบล จำลอง"),
    )  # fmt: skip


def test_a_table_that_frames_a_page_is_read_as_what_it_holds() -> None:
    document = docx.Document()
    frame = document.add_table(rows=1, cols=1).cell(0, 0)
    frame.text = "หัวเรื่อง"
    inner = frame.add_table(rows=1, cols=2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "มาตรการจัดทำคู่มือ", "สำนักปลัด"
    assert readers.read(saved(document), "a.docx") == (
        Paragraph("หัวเรื่อง"), Table((Row(("มาตรการจัดทำคู่มือ", "สำนักปลัด")),)),
    )  # fmt: skip
    html = "<table><tr><td><p>หัวเรื่อง</p><table><tr><td>มาตรการจัดทำคู่มือ<td>สำนักปลัด</table></table>"
    assert [type(block) for block in readers.read(html.encode(), "a.html")] == [Paragraph, Table]


def test_a_small_table_inside_a_cell_is_text_of_the_cell() -> None:
    document = docx.Document()
    outer = document.add_table(rows=1, cols=2)
    outer.cell(0, 0).text = "มาตรการจัดทำคู่มือการปฏิบัติงาน"
    outer.cell(0, 1).add_table(rows=1, cols=1).cell(0, 0).text = "๑. ร่าง"
    (table,) = readers.read(saved(document), "a.docx")
    assert isinstance(table, Table)
    assert table.rows[0].cells == ("มาตรการจัดทำคู่มือการปฏิบัติงาน", "๑. ร่าง")
    rows = table_of("<table><tr><td>มาตรการจัดทำคู่มือ<td><table><tr><td>๑.<td>ร่าง</table></table>", "a.html")
    assert [row.cells for row in rows] == [("มาตรการจัดทำคู่มือ", "๑. ร่าง")]


def test_a_table_in_a_text_box_is_read() -> None:
    document = docx.Document()
    inner = document.add_table(rows=1, cols=1)
    inner.cell(0, 0).text = "ในกล่อง"
    drawing, box = OxmlElement("w:drawing"), OxmlElement("w:txbxContent")
    box.append(inner._tbl)
    drawing.append(box)
    document.add_paragraph("ก่อน").add_run()._r.append(drawing)
    assert readers.read(saved(document), "a.docx") == (Paragraph("ก่อน"), Table((Row(("ในกล่อง",)),)))


def test_lists_of_a_page_carry_the_markers_a_browser_draws() -> None:
    html = "<html><body><ol start=3><li>สาม<li>สี่</ol><ul><li><p>จุด</p></li></ul></body></html>"
    blocks = readers.read(html.encode(), "a.html")
    assert [block.text for block in blocks if isinstance(block, Paragraph)] == ["3. สาม", "4. สี่", "- จุด"]


def test_a_page_saved_by_word_is_read() -> None:
    html = (
        '<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style><!-- p {} --></style></head>'
        "<body lang=TH><!--[if gte mso 9]><xml><w:View>Normal</w:View></xml><![endif]-->"
        "<p class=MsoListParagraph><![if !supportLists]><span>๑.<span>&nbsp;&nbsp; </span></span><![endif]>"
        "จัดทำ\nคู่มือ<o:p></o:p></p><table class=MsoTableGrid><tr><td><p class=MsoNormal>ก<o:p></o:p></p>"
        "<td><p>ข<o:p>&nbsp;</o:p></p></tr></table></body></html>"
    )
    assert readers.read(html.encode("cp874"), "a.htm") == (
        Paragraph("๑. จัดทำ คู่มือ", 1), Table((Row(("ก", "ข"), 2),)),
    )  # fmt: skip


def test_the_strict_form_of_a_word_file_is_read() -> None:
    document = docx.Document()
    document.add_paragraph("มาตรการ")
    with zipfile.ZipFile(io.BytesIO(saved(document))) as package:
        parts = {name: package.read(name) for name in package.namelist() if name.endswith((".xml", ".rels"))}
    usual = rb"http://schemas.openxmlformats.org/(officeDocument|wordprocessingml)/2006/"
    strict = {name: re.sub(usual, rb"http://purl.oclc.org/ooxml/\1/", part) for name, part in parts.items()}
    assert readers.read(repacked(saved(document), strict), "a.docx") == (Paragraph("มาตรการ"),)


def test_a_text_file_that_begins_with_a_piece_of_html_is_a_text_file() -> None:
    table = "<table><tr><td>ก</td><td>ข</td></tr></table>"
    for first in ("<!-- หน้า 1 -->", table, "<div>", "<figure>ตรา</figure>"):
        text = f"{first}\n\n# แผนมาตรการ\n\nเทศบาลตำบลตัวอย่าง\n\n{table}\n"
        texts = [block.text for block in readers.read(text.encode(), "a.txt") if isinstance(block, Paragraph)]
        assert [one for one in texts if one != "ตรา"] == ["แผนมาตรการ", "เทศบาลตำบลตัวอย่าง"]


def test_a_page_without_its_head_is_a_page() -> None:
    page = "<div><h1>แผน\nมาตรการ</h1>\n<p>เทศบาลตำบล\nตัวอย่าง</p></div>"
    texts = [block.text for block in readers.read(page.encode(), "a.html") if isinstance(block, Paragraph)]
    assert texts == ["แผน มาตรการ", "เทศบาลตำบล ตัวอย่าง"]


def test_only_who_reads_a_pdf_or_a_sheet_pays_for_their_libraries() -> None:
    seen = "import sys, tracker.documents.analysis; print({'pdfplumber', 'pypdfium2', 'openpyxl'} & sys.modules.keys())"
    ended = subprocess.run([sys.executable, "-c", seen], capture_output=True, text=True, check=True)
    assert ended.stdout == "set()\n"
