"""Print the sample whose wide table goes over several pages, rows cut where a page ends."""

import subprocess
import tempfile
from pathlib import Path

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Cm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

OFFICE = "องค์การบริหารส่วนตำบลสมมติสุขใจ"
FONT = "Laksaman"
SCORES = (
    ("๑", "การปฏิบัติหน้าที่", "๘๗.๒๐"),
    ("๒", "การใช้งบประมาณ", "๘๙.๔๐"),
    ("๓", "การใช้อำนาจ", "๙๒.๘๐"),
    ("๔", "การใช้ทรัพย์สินของราชการ", "๘๕.๖๐"),
    ("๕", "การแก้ไขปัญหาการทุจริต", "๙๐.๐๐"),
    ("๖", "คุณภาพการดำเนินงาน", "๙๓.๑๐"),
    ("๗", "ประสิทธิภาพการสื่อสาร", "๘๘.๓๐"),
    ("๘", "การปรับปรุงการทำงาน", "๙๐.๑๐"),
    ("๙", "การเปิดเผยข้อมูล", "๙๑.๐๐"),
    ("๑๐", "การป้องกันการทุจริต", "๘๖.๐๐"),
)
HEADINGS = (
    "ที่",
    "มาตรการ/โครงการ",
    "ผลการวิเคราะห์",
    "ขั้นตอนการปฏิบัติ",
    "ระยะเวลา",
    "ผู้รับผิดชอบ",
    "การกำกับติดตาม",
)
WIDTHS = (1.0, 4.4, 4.8, 7.2, 3.2, 3.2, 2.9)
ROWS = (
    (
        "๑",
        "มาตรการทบทวนคู่มือการปฏิบัติงาน",
        "ตัวชี้วัดที่ ๑ ได้ ๘๗.๒๐ คะแนน คู่มือของบางงานไม่ตรงกับขั้นตอนที่ปฏิบัติจริง",
        "๑. ทบทวนคู่มือเดิม\n๑.๑ งานทะเบียนและงานจัดเก็บรายได้\n๑.๒ งานอนุญาตและงานสวัสดิการ\n"
        "๒. จัดทำคู่มือฉบับใหม่\n๓. เผยแพร่คู่มือให้บุคลากรและประชาชนทราบ",
        "๑ ตุลาคม ๒๕๖๗ - ๓๐ กันยายน ๒๕๖๘",
        "งานวิเคราะห์นโยบายและแผน สำนักปลัด",
        "รายงานต่อปลัดทุกไตรมาส",
    ),
    (
        "๒",
        "มาตรการกำหนดเวลาแล้วเสร็จของงานอนุญาต",
        "ตัวชี้วัดที่ ๑ ผู้รับบริการไม่ทราบว่าคำขอจะแล้วเสร็จเมื่อใด",
        "๑. กำหนดเวลาแล้วเสร็จของแต่ละคำขอ\n๒. แจ้งผู้ยื่นคำขอเป็นข้อความ\n๒.๑ เมื่อรับคำขอ\n๒.๒ เมื่อเอกสารไม่ครบ\n"
        "๒.๓ เมื่อคำขอแล้วเสร็จ\n๓. สรุปจำนวนคำขอที่ล่าช้า",
        "ตุลาคม - ธันวาคม ๒๕๖๗",
        "หัวหน้าสำนักปลัด / ผู้อำนวยการกองช่าง",
        "รายงานในการประชุมประจำเดือน",
    ),
    (
        "๓",
        "กิจกรรมรณรงค์ไม่รับของขวัญและของกำนัล",
        "ตัวชี้วัดที่ ๕ ได้ ๙๐.๐๐ คะแนน บุคลากรบางส่วนยังเข้าใจนโยบายไม่ตรงกัน",
        "๑. ประกาศนโยบาย\n๑.๑ จัดทำประกาศเสนอผู้บริหารลงนาม\n๑.๒ เผยแพร่ประกาศภาษาไทยและภาษาอังกฤษ\n"
        "๒. สร้างความเข้าใจแก่บุคลากร\n๒.๑ ชี้แจงในการประชุมประจำเดือน\n๒.๒ จัดทำสื่อประชาสัมพันธ์ภายใน\n"
        "๓. รายงานการรับของขวัญและของกำนัล",
        "ไตรมาสที่ ๑ และไตรมาสที่ ๓",
        "ศูนย์ปฏิบัติการต่อต้านการทุจริต",
        "รายงานรอบ ๖ เดือน และรอบ ๑๒ เดือน",
    ),
    (
        "๔",
        "มาตรการชี้แจงการใช้จ่ายงบประมาณให้บุคลากรทราบ",
        "ตัวชี้วัดที่ ๒ ได้ ๘๙.๔๐ คะแนน บุคลากรบางส่วนไม่ทราบแผนการใช้จ่ายงบประมาณ",
        "๑. จัดทำสรุปแผนการใช้จ่ายงบประมาณฉบับย่อ\n๒. ประชุมชี้แจงรายกองและรายฝ่าย",
        "ภายในวันที่ ๓๑ มกราคม ๒๕๖๘",
        "ทุกกอง/ฝ่าย",
        "ส่งบันทึกการประชุมให้สำนักปลัด",
    ),
    (
        "๕",
        "โครงการฝึกอบรมจริยธรรมและการใช้ดุลพินิจ",
        "ตัวชี้วัดที่ ๓ ได้ ๙๒.๘๐ คะแนน ควรเสริมความรู้ให้หัวหน้างานที่แต่งตั้งใหม่",
        "จัดฝึกอบรมหัวหน้างานจำนวน ๑ รุ่น รวม ๔๐ คน และประเมินความรู้ก่อนและหลังการฝึกอบรม",
        "มิถุนายน ๒๕๖๘",
        "งานการเจ้าหน้าที่ สำนักปลัด",
        "สรุปผลการฝึกอบรมเสนอผู้บริหาร",
    ),
    (
        "๖",
        "มาตรการตรวจสอบการยืมและการใช้ทรัพย์สินของราชการ",
        "ตัวชี้วัดที่ ๔ ได้ ๘๕.๖๐ คะแนน การยืมทรัพย์สินบางรายการไม่มีหลักฐาน",
        "๑. กำหนดขั้นตอนการยืม\n๑.๑ การยืมใช้ภายในสำนักงาน\n๑.๒ การยืมใช้ภายนอกสำนักงาน\n"
        "๒. ตรวจสอบหลักฐานการยืม\n๒.๑ ตรวจสอบทะเบียนคุมทรัพย์สิน\n๒.๒ ตรวจสอบสภาพทรัพย์สินที่ส่งคืน\n"
        "๓. รายงานทรัพย์สินที่ค้างส่งคืน\n๔. ปรับปรุงขั้นตอนตามผลการตรวจสอบ",
        "ทุก ๖ เดือน",
        "งานพัสดุและทรัพย์สิน กองคลัง และหน่วยตรวจสอบภายใน",
        "รายงานผลการตรวจสอบต่อนายก อบต.",
    ),
    (
        "๗",
        "มาตรการเผยแพร่ข้อมูลการคลังให้เข้าใจง่าย",
        "ตัวชี้วัดที่ ๗ ได้ ๘๘.๓๐ คะแนน ประชาชนเห็นว่าข้อมูลการคลังเข้าใจยาก",
        "๑. คัดเลือกข้อมูลที่ประชาชนสนใจ\n๒. จัดทำเป็นแผนภาพ\n๓. เผยแพร่บนเว็บไซต์และป้ายประกาศ",
        "๑๕ พ.ย. ๖๗ - ๑๕ ม.ค. ๖๘",
        "กองคลัง",
        "ตรวจจำนวนผู้เข้าชม",
    ),
    (
        "๘",
        "มาตรการขับเคลื่อนการป้องกันการทุจริต",
        "ตัวชี้วัดที่ ๑๐ ได้ ๘๖.๐๐ คะแนน การติดตามแผนป้องกันการทุจริตยังไม่ต่อเนื่อง",
        "๑. แต่งตั้งผู้ประสานงานของแต่ละกอง\n๒. ติดตามความก้าวหน้าของแผน\n๒.๑ ติดตามโครงการที่ใช้งบประมาณ\n"
        "๒.๒ ติดตามกิจกรรมที่ไม่ใช้งบประมาณ\n๓. เสนอแนวทางแก้ไขปัญหาต่อผู้บริหาร",
        "ตลอดปีงบประมาณ",
        "คณะทำงานขับเคลื่อน ITA / ผู้บริหารสูงสุด",
        "รายงานรอบ ๖ เดือน และรอบ ๑๒ เดือน",
    ),
    (
        "๙",
        "โครงการเคลื่อนที่รับฟังปัญหาผู้สูงอายุและผู้พิการ",
        "ตัวชี้วัดที่ ๘ ได้ ๙๐.๑๐ คะแนน กลุ่มผู้สูงอายุและผู้พิการเข้าถึงช่องทางเสนอแนะได้น้อย",
        "๑. กำหนดหมู่บ้านเป้าหมาย\n๒. ออกหน่วยรับฟังปัญหาในหมู่บ้าน\n๓. ส่งเรื่องให้กองที่เกี่ยวข้องแก้ไข\n๔. แจ้งผลการแก้ไขกลับไปยังผู้เสนอ",
        "ก.พ. - ก.ค. ๒๕๖๘",
        "กองสาธารณสุขและสิ่งแวดล้อม\nกองสวัสดิการสังคม",
        "สรุปจำนวนเรื่องที่แก้ไขแล้ว",
    ),
)


def write(paragraph: Paragraph, text: str, size: float = 14) -> None:
    """Write a text in the Thai font; the size of complex scripts is its own setting."""
    run = paragraph.add_run(text)
    run.font.name, run.font.size = FONT, Pt(size)
    properties = run._r.get_or_add_rPr()
    properties.get_or_add_rFonts().set(qn("w:cs"), FONT)
    complex_size = OxmlElement("w:szCs")
    complex_size.set(qn("w:val"), str(int(size * 2)))
    properties.append(complex_size)
    paragraph.paragraph_format.space_after = Pt(0)


def fill(cell: _Cell, text: str) -> None:
    for position, line in enumerate(text.split("\n")):
        write(cell.paragraphs[0] if position == 0 else cell.add_paragraph(), line)


def add_table(document: Document, rows: tuple[tuple[str, ...], ...], widths: tuple[float, ...]) -> None:
    """Write a table whose first row is repeated on every page and whose rows may be cut."""
    table: Table = document.add_table(rows=len(rows), cols=len(widths), style="Table Grid")
    table.autofit = False
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text, width in zip(row.cells, texts, widths, strict=True):
            cell.width = Cm(width)
            fill(cell, text)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    repeats = OxmlElement("w:tblHeader")
    repeats.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(repeats)


def add_field_part(paragraph: Paragraph, kind: str, text: str) -> None:
    """Add one of the five runs that make the field of the page number."""
    if kind == "result":
        write(paragraph, text, 12)
        return
    part = OxmlElement("w:fldChar" if kind else "w:instrText")
    if kind:
        part.set(qn("w:fldCharType"), kind)
    part.text = text
    paragraph.add_run()._r.append(part)


def set_page(section: Section) -> None:
    """Turn the page, and give it a running header and a page number in Thai digits."""
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21.0)
    section.left_margin = section.right_margin = Cm(1.5)
    section.top_margin = section.bottom_margin = Cm(2.0)
    numbering = OxmlElement("w:pgNumType")
    numbering.set(qn("w:fmt"), "thaiNumbers")
    section._sectPr.insert_element_before(numbering, "w:cols", "w:docGrid")
    write(section.header.paragraphs[0], f"มาตรการส่งเสริมคุณธรรมและความโปร่งใส ประจำปีงบประมาณ พ.ศ. ๒๕๖๘ {OFFICE}", 12)
    foot = section.footer.paragraphs[0]
    write(foot, "หน้า ", 12)
    for kind, text in (("begin", ""), ("", "PAGE"), ("separate", ""), ("result", "๑"), ("end", "")):
        add_field_part(foot, kind, text)
    foot.alignment = 2


def landscape_report() -> Document:
    """Return the document that is printed."""
    document: Document = docx.Document()
    set_page(document.sections[0])
    for text, size in (
        ("การวิเคราะห์ผลการประเมินคุณธรรมและความโปร่งใส (ITA) ประจำปีงบประมาณ พ.ศ. ๒๕๖๗", 18),
        ("และการกำหนดมาตรการส่งเสริมคุณธรรมและความโปร่งใส ประจำปีงบประมาณ พ.ศ. ๒๕๖๘", 18),
        (f"{OFFICE} อำเภอตัวอย่าง จังหวัดจำลอง", 16),
        (
            f"ในปีงบประมาณ พ.ศ. ๒๕๖๗ {OFFICE}ได้คะแนนภาพรวม ๘๙.๒๕ คะแนน ระดับ ผ่านดี (ปีงบประมาณ พ.ศ. ๒๕๖๖ "
            "ได้คะแนนภาพรวม ๘๔.๑๐ คะแนน) คะแนนแบบวัด IIT เท่ากับ ๘๙.๐๐ คะแนน แบบวัด EIT เท่ากับ ๙๐.๕๐ คะแนน "
            "และแบบวัด OIT เท่ากับ ๘๘.๕๐ คะแนน",
            14,
        ),
    ):
        write(document.add_paragraph(), text, size)
    add_table(document, (("ตัวชี้วัดที่", "ชื่อตัวชี้วัด", "คะแนน"), *SCORES), (3.0, 9.0, 3.0))
    write(document.add_paragraph(), "ตารางมาตรการ ประจำปีงบประมาณ พ.ศ. ๒๕๖๘", 16)
    add_table(document, (HEADINGS, *ROWS), WIDTHS)
    write(document.add_paragraph(), "ลงชื่อ ........................................ ผู้เสนอ")
    write(document.add_paragraph(), "ตำแหน่ง หัวหน้าสำนักปลัด")
    return document


def convert(source: Path, suffix: str, folder: Path) -> Path:
    """Let the office suite write a file in another format, and return it."""
    command = ["soffice", "--headless", "--convert-to", suffix, "--outdir", str(folder), str(source)]
    subprocess.run(command, check=True, capture_output=True)
    return folder / f"{source.stem}.{suffix}"


def print_landscape_report(target: Path) -> None:
    """Print the document to PDF; the suite counts pages in Thai digits only where its own format says so."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / f"{target.stem}.docx"
        landscape_report().save(str(source))
        flat = convert(source, "fodt", Path(folder))
        text = flat.read_text(encoding="utf-8")
        text = text.replace('style:num-format="1"', 'style:num-format="Native Numbering"')
        text = text.replace('language-complex="ar"', 'language-complex="th"')
        flat.write_text(text.replace('country-complex="SA"', 'country-complex="TH"'), encoding="utf-8")
        convert(flat, "pdf", target.parent)
