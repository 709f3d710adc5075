"""Make the two binary samples of this folder: `python -m tests.samples.forms.making_two [docx|pdf]`."""

import sys
from pathlib import Path

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm
from docx.table import Table, _Cell
from playwright.sync_api import sync_playwright

HERE = Path(__file__).parent
BROWSER = "/usr/bin/chromium"

HEADINGS = (
    "ที่",
    "มาตรการ/กิจกรรม",
    "ผลการดำเนินการ",
    "ผลสำเร็จ",
    "ปัญหาอุปสรรค",
    "ข้อเสนอแนะ",
    "ส่วนราชการที่รับผิดชอบ",
    "ระยะเวลาดำเนินการ",
)
WIDTHS = (1.0, 5.4, 4.6, 4.2, 3.0, 3.0, 2.8, 2.7)
WHOLE_YEAR = "๑ ตุลาคม ๒๕๖๗ – ๓๐ กันยายน ๒๕๖๘"
ABOVE = "^"  # The cell is one with the cell above it.
ROWS: tuple[tuple[str, ...], ...] = (
    ("ด้านการให้บริการประชาชน",),
    (
        "๑",
        "มาตรการจัดทำคู่มือให้ครบทุกงานบริการ\nขั้นตอน\n๑) สำรวจงานบริการของทุกกอง\n๒) จัดทำและเผยแพร่คู่มือ",
        "๑) สำรวจแล้ว ๓๒ งาน\n๒) เผยแพร่คู่มือ ๓๐ งานบนเว็บไซต์",
        "๑) ทราบงานที่ยังไม่มีคู่มือ\n๒) ผู้รับบริการร้อยละ ๙๑.๕๐ ทราบขั้นตอน",
        "คู่มือ ๒ งานรอการแก้ไขระเบียบ",
        "เร่งรัดการแก้ไขระเบียบ",
        "ทุกส่วนราชการ",
        WHOLE_YEAR,
    ),
    (
        "๒",
        "กิจกรรมเปิดให้จองคิวออนไลน์\nขั้นตอน\n๑) ออกแบบหน้าจองคิว\n๒) ประชาสัมพันธ์ให้ประชาชนทราบ",
        "๑) เปิดหน้าจองคิวแล้ว\n๒) ประชาสัมพันธ์ทางเสียงตามสาย ๑๒ ครั้ง",
        "๑) ลดเวลารอคอยเฉลี่ยเหลือ ๑๕ นาที\n๒) มีผู้จองคิว ๔๑๐ ราย",
        "-",
        "-",
        "กองยุทธศาสตร์และงบประมาณ",
        ABOVE,
    ),
    (
        "๓",
        "กิจกรรมตอบคำถามผ่านเพจของเทศบาล\nขั้นตอน\n๑) แต่งตั้งผู้ตอบคำถาม\n๒) สรุปคำถามที่พบบ่อย",
        "๑) แต่งตั้งผู้ตอบคำถามแล้ว ๘ คน\n๒) สรุปคำถามลงเพจแล้ว ๒๐ ข้อ",
        "๑) ตอบคำถามได้ภายใน ๑ วันทำการ\n๒) คำถามซ้ำลดลง",
        "-",
        "เพิ่มผู้ตอบคำถามในวันหยุด",
        ABOVE,
        ABOVE,
    ),
    ("ด้านการบริหารภายใน",),
    (
        "๔",
        "มาตรการป้องกันผลประโยชน์ทับซ้อนในการจัดซื้อจัดจ้าง\nขั้นตอน\n๑) ให้กรรมการรับรองความไม่มีส่วนได้เสีย\n๒) สุ่มตรวจสัญญา",
        "๑) กรรมการรับรองครบทุกโครงการ\n๒) สุ่มตรวจแล้ว ๑๘ สัญญา",
        "๑) ไม่มีข้อร้องเรียนเรื่องผลประโยชน์ทับซ้อน\n๒) ไม่พบข้อผิดปกติ",
        "ไม่มี",
        "-",
        "กองคลัง และหน่วยตรวจสอบภายใน",
        "ม.ค. – มิ.ย. ๒๕๖๘",
    ),
    (
        "๕",
        "โครงการอบรมจริยธรรมพนักงานเทศบาล\nขั้นตอน\n๑) ขออนุมัติโครงการ\n๒) จัดอบรมและประเมินผล",
        "๑) ได้รับอนุมัติโครงการแล้ว",
        "๑) มีหลักสูตรตรงกับความต้องการ",
        ABOVE,
        "จัดอบรมทุกปี",
        "งานการเจ้าหน้าที่ สำนักปลัดเทศบาล",
        "ไตรมาสที่ ๓",
    ),
    (ABOVE, ABOVE, "๒) มีผู้เข้าอบรม ๑๒๐ คน", "๒) คะแนนหลังอบรมเฉลี่ยร้อยละ ๘๘.๐๐", ABOVE, ABOVE, ABOVE, ABOVE),
    (
        "๖",
        "มาตรการแจ้งเบาะแสการทุจริตแบบปกปิดตัวตน\nขั้นตอน\n๑) จัดหาระบบรับแจ้ง\n๒) ประกาศช่องทางให้ทราบ",
        "ยังไม่ดำเนินการ",
        "-",
        "งบประมาณไม่เพียงพอ",
        "ตั้งงบประมาณในปีถัดไป",
        "งานนิติการ สำนักปลัดเทศบาล",
        "กรกฎาคม ๒๕๖๘",
    ),
)


def fill(cell: _Cell, text: str) -> None:
    """Write each line of a text as a paragraph of a cell."""
    first, *others = text.split("\n")
    cell.paragraphs[0].text = first
    for line in others:
        cell.add_paragraph(line)


def add_rows(table: Table) -> None:
    """Write the rows; a cell that is one with the cell above is merged with it."""
    for texts in ROWS:
        cells = table.add_row().cells
        if len(texts) == 1:
            fill(cells[0].merge(cells[-1]), texts[0])
            continue
        for column, text in enumerate(texts):
            if text == ABOVE:
                table.cell(len(table.rows) - 2, column).merge(table.cell(len(table.rows) - 1, column))
            else:
                fill(cells[column], text)


def trim_merged(table: Table) -> None:
    """Drop the empty paragraphs that merging leaves behind."""
    for cell in {id(cell._tc): cell for row in table.rows for cell in row.cells}.values():
        for paragraph in cell.paragraphs[1:]:
            if not paragraph.text:
                paragraph._p.getparent().remove(paragraph._p)


def add_measures(document: Document) -> None:
    table = document.add_table(rows=1, cols=len(HEADINGS), style="Table Grid")
    table.autofit = False
    for cell, heading in zip(table.rows[0].cells, HEADINGS, strict=True):
        fill(cell, heading)
    repeats = OxmlElement("w:tblHeader")
    repeats.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(repeats)
    add_rows(table)
    trim_merged(table)
    for column, width in zip(table.columns, WIDTHS, strict=True):
        column.width = Cm(width)


def write_result_report(target: Path) -> None:
    """Write the year-end result report of a town."""
    document = docx.Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21.0)
    section.left_margin = section.right_margin = Cm(1.5)
    document.styles["Normal"].element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:cs"), "TH Sarabun New")
    for line in (
        "รายงานผลการดำเนินการเพื่อส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน",
        "ประจำปีงบประมาณ พ.ศ. ๒๕๖๘ (รอบ ๑๒ เดือน)",
        "เทศบาลเมืองสมมติธานี อำเภอเมืองจำลอง จังหวัดจำลอง",
        "เทศบาลเมืองสมมติธานีได้นำผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. ๒๕๖๗ มากำหนดมาตรการสำหรับปีงบประมาณ "
        "พ.ศ. ๒๕๖๘ จำนวน ๖ มาตรการ สรุปผล ณ วันที่ ๓๐ กันยายน ๒๕๖๘ ดังนี้",
    ):
        document.add_paragraph(line)
    summary = document.add_table(rows=0, cols=2, style="Table Grid")
    for status, count in (("สถานะ", "จำนวน (มาตรการ)"), ("ดำเนินการแล้วเสร็จ", "๕"), ("ยังไม่ดำเนินการ", "๑")):
        cells = summary.add_row().cells
        cells[0].text, cells[1].text = status, count
    document.add_paragraph("รายละเอียดผลการดำเนินการรายมาตรการ")
    add_measures(document)
    document.add_paragraph("ผู้รายงาน ........................................ ตำแหน่ง นักวิเคราะห์นโยบายและแผน")
    document.save(str(target))


SCORES = (
    ("การปฏิบัติหน้าที่", "๘๘.๐๐"),
    ("การใช้งบประมาณ", "๙๐.๕๐"),
    ("การใช้อำนาจ", "๙๒.๐๐"),
    ("การใช้ทรัพย์สินของราชการ", "๘๓.๕๐"),
    ("การแก้ไขปัญหาการทุจริต", "๘๖.๐๐"),
    ("คุณภาพการดำเนินงาน", "๙๔.๐๐"),
    ("ประสิทธิภาพการสื่อสาร", "๙๐.๐๐"),
    ("การปรับปรุงการทำงาน", "๘๖.๐๐"),
    ("การเปิดเผยข้อมูล", "๘๐.๐๐"),
    ("การป้องกันการทุจริต", "๘๐.๐๐"),
)
LABELS = ("มาตรการ", "ตัวชี้วัด", "ผลการวิเคราะห์", "ขั้นตอน", "ระยะเวลา", "ผู้รับผิดชอบ")
CARDS = (
    (
        "มาตรการจัดระเบียบการยืมทรัพย์สินของทางราชการ",
        "ตัวชี้วัดที่ ๔ การใช้ทรัพย์สินของราชการ",
        "ได้ ๘๓.๕๐ คะแนน บุคลากรยังไม่เข้าใจขั้นตอนการขอยืม",
        "๑. กำหนดขั้นตอนการขอยืมไว้ในคู่มือ (อ้างอิงจาก o๘)<br>๒. จัดทำแบบคำขอยืม<br>๓. แจ้งเวียนให้บุคลากรทราบ",
        "ตุลาคม – ธันวาคม ๒๕๖๗",
        "งานพัสดุและทรัพย์สิน กองคลัง",
    ),
    (
        "มาตรการปรับปรุงข้อมูลบนเว็บไซต์ให้เป็นปัจจุบัน",
        "ตัวชี้วัดที่ ๙ การเปิดเผยข้อมูล",
        "ได้ ๘๐.๐๐ คะแนน ข้อมูลบางรายการไม่เป็นปัจจุบัน",
        "๑. ตรวจข้อมูลที่ต้องเปิดเผยทุกข้อ<br>๒. มอบหมายผู้ส่งข้อมูลของแต่ละกอง<br>๓. ทดสอบลิงก์ก่อนเผยแพร่",
        "ทุกไตรมาส ปีงบประมาณ พ.ศ. ๒๕๖๘",
        "สำนักปลัด และกองคลัง",
    ),
    (
        "โครงการประเมินความเสี่ยงการทุจริตประจำปี",
        "ตัวชี้วัดที่ ๑๐ การป้องกันการทุจริต",
        "ได้ ๘๐.๐๐ คะแนน การประเมินความเสี่ยงยังไม่ครอบคลุมงานอนุญาต",
        "๑. ประชุมคณะทำงานเพื่อระบุความเสี่ยง (อ้างอิงจาก o๒๓)<br>๒. จัดทำแผนบริหารความเสี่ยง",
        "ปีงบประมาณ พ.ศ. ๒๕๖๘",
        "คณะทำงานขับเคลื่อน ITA",
    ),
    (
        "กิจกรรมผู้บริหารพบบุคลากรเพื่อรับฟังเรื่องร้องเรียน",
        "ตัวชี้วัดที่ ๕ การแก้ไขปัญหาการทุจริต",
        "ได้ ๘๖.๐๐ คะแนน บุคลากรบางรายไม่กล้าแจ้งเรื่องร้องเรียน",
        "จัดเวทีรับฟังโดยไม่เปิดเผยชื่อผู้แจ้ง",
        "มีนาคม ๒๕๖๘ และ กันยายน ๒๕๖๘",
        "ผู้บริหารสูงสุด / ศูนย์ปฏิบัติการต่อต้านการทุจริต",
    ),
    (
        "มาตรการเพิ่มการมีส่วนร่วมและช่องทางสื่อสารกับประชาชน",
        "ตัวชี้วัดที่ ๗ ประสิทธิภาพการสื่อสาร<br>ตัวชี้วัดที่ ๘ การปรับปรุงการทำงาน",
        "ประชาชนต้องการช่องทางสอบถามที่ตอบเร็วขึ้นและต้องการร่วมเสนอแนะการปรับปรุงบริการ",
        "๑. เปิดบัญชีทางการสำหรับตอบคำถาม<br>๒. สำรวจความเห็นผู้รับบริการ<br>"
        "๓. นำความเห็นมาปรับปรุงบริการ<br>๔. รายงานผลให้ประชาชนทราบ",
        "๒ มกราคม ๒๕๖๘ ถึง ๓๑ สิงหาคม ๒๕๖๘",
        "ทุกสำนัก/กองที่ให้บริการประชาชน",
    ),
)
STYLE = """
body { font: 13pt/1.5 Laksaman, "TH Sarabun New", sans-serif; color: #222; margin: 0; }
nav { background: #eef3f8; padding: 4px 10px; font-size: 11pt; }
h1 { font-size: 19pt; } h2 { font-size: 15pt; margin-bottom: 4px; }
table { border-collapse: collapse; width: 100%; margin: 6px 0 16px; }
th, td { border: 1px solid #9ab; padding: 3px 8px; text-align: left; vertical-align: top; }
.card th { width: 24%; background: #f4f7fa; font-weight: normal; }
.score { width: 70%; } .score td:last-child { text-align: right; }
"""
HEADER = (
    '<div style="font-size:8px;width:100%;padding:0 12mm">15/11/2567 10:24'
    '<span style="float:right">ผลการประเมิน ITA</span></div>'
)
FOOTER = (
    '<div style="font-size:8px;width:100%;padding:0 12mm">https://ita.example/2568/measures'
    '<span style="float:right"><span class="pageNumber"></span>/<span class="totalPages"></span></span></div>'
)


def row(*cells: str) -> str:
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"


def page() -> str:
    """Return the page as an office's web site would show it."""
    thai = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
    scores = "".join(row(str(n).translate(thai), *pair) for n, pair in enumerate(SCORES, 1))
    cards = "".join(
        '<table class="card">'
        + "".join(f"<tr><th>{label}</th><td>{text}</td></tr>" for label, text in zip(LABELS, card, strict=True))
        + "</table>"
        for card in CARDS
    )
    return f"""<!DOCTYPE html><html lang="th"><head><meta charset="utf-8"><title>ผลการประเมิน ITA</title>
<style>{STYLE}</style></head><body>
<nav>หน้าแรก &nbsp; ข้อมูลหน่วยงาน &nbsp; บริการประชาชน &nbsp; ITA &nbsp; ติดต่อเรา</nav>
<h1>การวิเคราะห์ผลการประเมิน ITA และมาตรการส่งเสริมคุณธรรมและความโปร่งใส</h1>
<p>องค์การบริหารส่วนตำบลจำลองวิทยา อำเภอตัวอย่าง จังหวัดสมมติ</p>
<p>ผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. ๒๕๖๗ ได้คะแนนภาพรวม ๘๕.๔๐ คะแนน อยู่ในระดับ ผ่าน
โดยแบบวัด IIT ได้ ๘๘.๐๐ คะแนน แบบวัด EIT ได้ ๙๐.๐๐ คะแนน และแบบวัด OIT ได้ ๘๐.๐๐ คะแนน</p>
<h2>คะแนนย้อนหลัง ๔ ปี</h2>
<table>{row("ปีงบประมาณ", "๒๕๖๓", "๒๕๖๔", "๒๕๖๕", "๒๕๖๖")}
{row("คะแนนภาพรวม", "๕๘.๒๐", "๖๕.๑๐", "๗๖.๔๕", "๘๒.๓๐")}</table>
<h2>คะแนนรายตัวชี้วัด ปีงบประมาณ พ.ศ. ๒๕๖๗</h2>
<table class="score">{row("ตัวชี้วัดที่", "ชื่อตัวชี้วัด", "คะแนน")}{scores}</table>
<h2>มาตรการประจำปีงบประมาณ พ.ศ. ๒๕๖๘</h2>
<p>องค์การบริหารส่วนตำบลจำลองวิทยากำหนดมาตรการจากผลการวิเคราะห์ จำนวน ๕ มาตรการ</p>
{cards}
<p>ปรับปรุงข้อมูลล่าสุด ๑๕ พฤศจิกายน ๒๕๖๗</p>
</body></html>"""


def print_page(target: Path) -> None:
    """Print the page as a browser prints it, with its head and foot."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=BROWSER)
        tab = browser.new_page()
        tab.set_content(page())
        tab.pdf(
            path=str(target),
            format="A4",
            print_background=True,
            display_header_footer=True,
            header_template=HEADER,
            footer_template=FOOTER,
            margin={"top": "18mm", "bottom": "16mm", "left": "14mm", "right": "14mm"},
        )
        browser.close()


if __name__ == "__main__":
    wanted = sys.argv[1:] or ["docx", "pdf"]
    if "docx" in wanted:
        write_result_report(HERE / "city_result_report.docx")
    if "pdf" in wanted:
        print_page(HERE / "browser_print.pdf")
