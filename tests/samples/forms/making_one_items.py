"""Write the sample that goes item by item, its steps numbered by the word processor."""

from pathlib import Path

import docx
from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm
from docx.table import Table, _Cell

OFFICE = "องค์การบริหารส่วนตำบลจำลองสุข"
SCORES = (
    ("การปฏิบัติหน้าที่", "๘๘.๔๐"),
    ("การใช้งบประมาณ", "๙๑.๐๐"),
    ("การใช้อำนาจ", "๙๕.๖๐"),
    ("การใช้ทรัพย์สินของราชการ", "๘๓.๐๐"),
    ("การแก้ไขปัญหาการทุจริต", "๘๗.๐๐"),
    ("คุณภาพการดำเนินงาน", "๙๔.๕๐"),
    ("ประสิทธิภาพการสื่อสาร", "๙๐.๓๐"),
    ("การปรับปรุงการทำงาน", "๘๕.๒๐"),
    ("การเปิดเผยข้อมูล", "๘๒.๐๐"),
    ("การป้องกันการทุจริต", "๘๘.๐๐"),
)
# Each section: its heading, a sentence, the strengths, the weaknesses.
SECTIONS: tuple[tuple[str, str, tuple[str, ...], tuple[str, ...]], ...] = (
    (
        "ตัวชี้วัดที่ ๑ การปฏิบัติหน้าที่ (๘๘.๔๐ คะแนน)",
        "บุคลากรส่วนใหญ่ปฏิบัติงานด้วยความตั้งใจ แต่ระยะเวลาการให้บริการของบางงานยังไม่แน่นอน",
        ("i๓ เจ้าหน้าที่ไม่เรียกรับสินบนเพื่อแลกกับการให้บริการ (๙๘.๑๐ คะแนน)",),
        (
            "i๑ การให้บริการบางงานใช้เวลานานกว่าที่กำหนด (๘๒.๑๐ คะแนน) ควรระบุเวลาไว้ในคู่มือ (อ้างอิงจาก o๘)",
            "i๒ ผู้รับบริการบางรายเห็นว่าได้รับบริการไม่เท่าเทียม (๘๕.๐๐ คะแนน)",
        ),
    ),
    (
        "ตัวชี้วัดที่ ๔ การใช้ทรัพย์สินของราชการ (๘๓.๐๐ คะแนน)",
        "การยืมทรัพย์สินของแต่ละกองใช้แบบฟอร์มต่างกันและไม่มีทะเบียนกลาง",
        ("i๑๑ ไม่พบการนำทรัพย์สินของราชการไปใช้ส่วนตัว (๙๑.๐๐ คะแนน)",),
        (
            "i๑๐ บุคลากรไม่ทราบขั้นตอนการขอยืมทรัพย์สิน (๗๘.๕๐ คะแนน)",
            "i๑๒ การตรวจสอบการใช้ทรัพย์สินยังไม่สม่ำเสมอ (๗๙.๕๐ คะแนน)",
        ),
    ),
    (
        "ตัวชี้วัดที่ ๘ การปรับปรุงการทำงาน (๘๕.๒๐ คะแนน)",
        "การเพิ่มช่องทางออนไลน์ช่วยให้ประชาชนที่มาติดต่อเทศบาลตำบลสมมติบุรีได้รับความสะดวกมากขึ้น",
        ("e๙ หน่วยงานปรับปรุงบริการตามข้อเสนอของประชาชน (๙๑.๐๐ คะแนน)",),
        (
            "e๗ ประชาชนยังไม่ค่อยมีโอกาสร่วมปรับปรุงบริการ (๘๐.๑๐ คะแนน) (อ้างอิงจาก o๒๐)",
            "e๘ บริการออนไลน์ยังใช้งานไม่สะดวก (๘๔.๕๐ คะแนน) (อ้างอิงจาก o๑๐)",
        ),
    ),
    (
        "ตัวชี้วัดที่ ๙ การเปิดเผยข้อมูล (๘๒.๐๐ คะแนน)",
        "การเปิดเผยข้อมูลด้านการจัดซื้อจัดจ้างยังไม่ครบตามที่กำหนด",
        ("๙.๑ ข้อมูลพื้นฐาน เผยแพร่ครบทุกข้อ (๑๐๐.๐๐ คะแนน)",),
        ("๙.๓ การจัดซื้อจัดจ้าง ขาดความก้าวหน้าและผลประจำปี (๕๐.๐๐ คะแนน) (อ้างอิงจาก o๑๒ และ o๑๓)",),
    ),
)
RISKS = (
    ("ลำดับ", "ความเสี่ยงการทุจริต", "โอกาส x ผลกระทบ", "ระดับ", "มาตรการควบคุม", "ผู้รับผิดชอบ"),
    ("๑", "การตรวจรับพัสดุที่ไม่ตรงตามสัญญา", "๓ x ๔", "สูง", "แต่งตั้งผู้ตรวจรับจากต่างกอง", "กองคลัง"),
    ("๒", "การเรียกรับประโยชน์ในงานอนุญาตก่อสร้าง", "๒ x ๔", "ปานกลาง", "กำหนดลำดับคิวในระบบ", "กองช่าง"),
)
ITEMS = (
    ("ข้อ", "รายการข้อมูล", "ผลการตรวจสอบเว็บไซต์"),
    ("O1", "โครงสร้างและอำนาจหน้าที่", "ครบถ้วน"),
    ("O2", "ข้อมูลผู้บริหาร", "ครบถ้วน"),
    ("O3", "ข้อมูลการติดต่อ", "ครบถ้วน"),
    ("O4", "ข่าวประชาสัมพันธ์", "ควรปรับปรุงให้เป็นปัจจุบัน"),
    ("O5", "ช่องทางถามตอบ", "ครบถ้วน"),
)
HEADINGS = ("ผู้รับผิดชอบ", "ระยะเวลา", "มาตรการ/โครงการ/กิจกรรม", "ขั้นตอนการดำเนินการ")
# A row of one text is a group; the steps stand in a tuple and are numbered by the word processor.
Measure = tuple[str, str, str, tuple[str, ...]]
ROWS: tuple[str | Measure, ...] = (
    "ตัวชี้วัดที่ ๑ การปฏิบัติหน้าที่ (๘๘.๔๐ คะแนน)",
    (
        "ทุกส่วนราชการ",
        "๑ ต.ค. ๒๕๖๘ – ๓๑ มี.ค. ๒๕๖๙",
        "มาตรการจัดทำคู่มือและแผนผังเวลาการให้บริการ",
        ("รวบรวมงานบริการของทุกส่วนราชการ", "กำหนดเวลาแล้วเสร็จของแต่ละงาน"),
    ),
    HEADINGS[2],
    ("", "", "(ต่อ)", ("เผยแพร่คู่มือบนเว็บไซต์ (อ้างอิงจาก o๘ o๙)", "ติดแผนผังเวลา ณ จุดบริการ")),
    "ตัวชี้วัดที่ ๔ การใช้ทรัพย์สินของราชการ (๘๓.๐๐ คะแนน)",
    (
        "กองคลัง",
        "ภายใน ๒๖ ธันวาคม ๒๕๖๘",
        "มาตรการยืมทรัพย์สินโดยใช้ทะเบียนกลาง",
        ("จัดทำทะเบียนกลางของทรัพย์สินที่ให้ยืม", "กำหนดแบบฟอร์มการยืมแบบเดียว", "ประชุมชี้แจงบุคลากรทุกกอง"),
    ),
    (
        "หัวหน้าสำนักปลัด",
        "มีนาคม ๒๕๖๙ และ กันยายน ๒๕๖๙",
        "กิจกรรมตรวจนับทรัพย์สินรอบครึ่งปี",
        ("แต่งตั้งผู้ตรวจนับ", "รายงานผลการตรวจนับต่อนายกองค์การบริหารส่วนตำบล"),
    ),
    "ตัวชี้วัดที่ ๗ คุณภาพการดำเนินงาน (๙๐.๓๐ คะแนน)",
    (
        "กองการศึกษา ศาสนาและวัฒนธรรม",
        "ไตรมาสที่ ๓ ปีงบประมาณ พ.ศ. ๒๕๖๙",
        "โครงการอบรมผู้ดูแลเว็บไซต์และเพจ",
        ("จัดอบรมการเขียนข่าวให้เข้าใจง่าย",),
    ),
    "ตัวชี้วัดที่ ๘ การปรับปรุงการทำงาน (๘๒.๕๐ คะแนน)",
    (
        "งานประชาสัมพันธ์ สำนักปลัด",
        "เมษายน – สิงหาคม ๒๕๖๙",
        "มาตรการเปิดให้ประชาชนร่วมออกแบบบริการ",
        ("เปิดรับข้อเสนอทางออนไลน์", "เลือกข้อเสนอไปทดลองใช้", "แจ้งผลการทดลองให้ผู้เสนอทราบ"),
    ),
    "ตัวชี้วัดที่ ๙ การเปิดเผยข้อมูล (๘๒.๐๐ คะแนน)",
    (
        "กองคลัง และสำนักปลัด",
        "ทุกเดือน",
        "มาตรการเผยแพร่ข้อมูลจัดซื้อจัดจ้างให้ครบถ้วน",
        ("กองคลังส่งข้อมูลให้ผู้ดูแลเว็บไซต์", "สำนักปลัดเผยแพร่และตรวจลิงก์ (อ้างอิงจาก o๑๒)"),
    ),
)


def element(name: str, value: str | None = None) -> BaseOxmlElement:
    made: BaseOxmlElement = OxmlElement(name)
    if value is not None:
        made.set(qn("w:val"), value)
    return made


def start_list(document: Document) -> int:
    """Add a list that counts in Thai digits from one, and return its number."""
    numbering = document.part.numbering_part.element
    number = 100 + len(numbering.findall(qn("w:num")))
    abstract = element("w:abstractNum")
    abstract.set(qn("w:abstractNumId"), str(number))
    level = element("w:lvl")
    level.set(qn("w:ilvl"), "0")
    for name, value in (("w:start", "1"), ("w:numFmt", "thaiNumbers"), ("w:lvlText", "%1.")):
        level.append(element(name, value))
    abstract.append(level)
    numbering.insert(0, abstract)
    listed = element("w:num")
    listed.set(qn("w:numId"), str(number))
    listed.append(element("w:abstractNumId", str(number)))
    numbering.append(listed)
    return number


def fill_steps(cell: _Cell, steps: tuple[str, ...], number: int) -> None:
    """Write the steps as numbered paragraphs without typed numbers."""
    for position, step in enumerate(steps):
        paragraph = cell.paragraphs[0] if position == 0 else cell.add_paragraph()
        paragraph.text = step
        numbered = element("w:numPr")
        numbered.append(element("w:ilvl", "0"))
        numbered.append(element("w:numId", str(number)))
        paragraph._p.get_or_add_pPr().append(numbered)


def add_table(document: Document, rows: tuple[tuple[str, ...], ...]) -> Table:
    table: Table = document.add_table(rows=0, cols=len(rows[0]), style="Table Grid")
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    return table


def add_measures(document: Document) -> None:
    """Write the table of measures: groups over all columns, one heading typed again, one row going on."""
    table = add_table(document, (HEADINGS,))
    table.rows[0]._tr.get_or_add_trPr().append(element("w:tblHeader", "true"))
    number = 0
    for row in ROWS:
        cells = table.add_row().cells
        if row == HEADINGS[2]:
            for cell, heading in zip(cells, HEADINGS, strict=True):
                cell.text = heading
        elif isinstance(row, str):
            cells[0].merge(cells[-1]).text = row
        else:
            owner, period, title, steps = row
            number = number if title == "(ต่อ)" else start_list(document)
            cells[0].text, cells[1].text, cells[2].text = owner, period, title
            fill_steps(cells[3], steps, number)
    for column, width in zip(table.columns, (3.2, 3.2, 4.6, 5.6), strict=True):
        column.width = Cm(width)


def add_section(document: Document, section: tuple[str, str, tuple[str, ...], tuple[str, ...]]) -> None:
    heading, sentence, strengths, weaknesses = section
    document.add_heading(heading, level=2)
    document.add_paragraph(sentence)
    for label, points in (("จุดแข็ง", strengths), ("จุดอ่อน", weaknesses)):
        document.add_paragraph().add_run(label).bold = True
        for point in points:
            document.add_paragraph(point, style="List Bullet")


def write_item_findings(target: Path) -> None:
    """Write the analysis by items with its four contradictions."""
    document = docx.Document()
    document.styles["Normal"].element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:cs"), "TH Sarabun New")
    document.sections[0].header.paragraphs[0].text = f"เอกสารประกอบการประเมิน ITA {OFFICE}"
    document.add_heading("การวิเคราะห์ผลการประเมิน ITA รายข้อ ประจำปีงบประมาณ พ.ศ. ๒๕๖๘", level=1)
    document.add_paragraph(f"{OFFICE} อำเภอจำลอง จังหวัดสมมติ")
    document.add_paragraph(
        f"{OFFICE}ได้คะแนนภาพรวม ๘๘.๗๐ คะแนน อยู่ในระดับ ผ่านดี จำแนกเป็นแบบวัด IIT ๘๙.๐๐ คะแนน "
        "แบบวัด EIT ๙๐.๐๐ คะแนน และแบบวัด OIT ๘๕.๐๐ คะแนน"
    )
    thai = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
    scores = tuple((str(number).translate(thai), *pair) for number, pair in enumerate(SCORES, 1))
    add_table(document, (("ตัวชี้วัดที่", "ตัวชี้วัด", "คะแนน"), *scores))
    document.add_heading("ส่วนที่ ๑ ผลการวิเคราะห์รายข้อ", level=1)
    for section in SECTIONS:
        add_section(document, section)
    document.add_heading("ส่วนที่ ๒ ความเสี่ยงการทุจริต", level=1)
    add_table(document, RISKS)
    document.add_heading("ส่วนที่ ๓ มาตรการ ประจำปีงบประมาณ พ.ศ. ๒๕๖๙", level=1)
    add_measures(document)
    document.add_heading("ส่วนที่ ๔ การตรวจสอบข้อมูลบนเว็บไซต์", level=1)
    add_table(document, ITEMS)
    document.save(str(target))
