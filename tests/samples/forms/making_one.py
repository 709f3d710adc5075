"""Make three binary samples of this folder: `python -m tests.samples.forms.making_one [xlsx|docx|pdf]`."""

import sys
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from tests.samples.forms.making_one_items import write_item_findings
from tests.samples.forms.making_one_landscape import print_landscape_report

HERE = Path(__file__).parent
THIN = Side(style="thin")
BOX = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
SHADE = PatternFill("solid", fgColor="C6E0B4")
MIDDLE = Alignment(horizontal="center", vertical="center", wrap_text=True)
WRAPPED = Alignment(vertical="top", wrap_text=True)

MONTHS = ("ต.ค.", "พ.ย.", "ธ.ค.", "ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.")
FIRST_MONTH, OWNER, NOTE = 5, 17, 18
# A row: number, indicators, title, steps, one letter for each month, owner, note. A dot leaves a month empty.
Row = tuple[str, str, str, str, str, str, str]
GROUPS: tuple[tuple[str, tuple[Row, ...]], ...] = (
    (
        "ด้านที่ ๑ การบริหารงานภายใน",
        (
            (
                "๑",
                "๔",
                "มาตรการควบคุมการใช้รถยนต์ส่วนกลาง",
                "๑. ทบทวนแบบขออนุญาตใช้รถยนต์\n๒. บันทึกการใช้รถยนต์ในระบบกลาง\n๓. สุ่มตรวจเลขไมล์และการเติมน้ำมัน",
                "✓✓✓.........",
                "สำนักปลัดฯ",
                "ไม่ใช้งบประมาณ",
            ),
            (
                "๒",
                "๕",
                "โครงการเสริมสร้างวัฒนธรรมไม่ทนต่อการทุจริต",
                "๑. ขออนุมัติโครงการ\n๒. จัดอบรมข้าราชการและพนักงานจ้าง\n๓. ติดตามผลหลังการอบรม",
                "...✓✓✓......",
                "กองการเจ้าหน้าที่",
                "งบประมาณ ๑๒๐,๐๐๐ บาท",
            ),
            (
                "๓",
                "๒",
                "กิจกรรมเปิดเผยการใช้จ่ายงบประมาณต่อบุคลากร",
                "๑. รวบรวมผลการเบิกจ่าย\n๒. ชี้แจงในที่ประชุมหัวหน้าส่วนราชการ",
                "..●..●..●..●",
                "กองคลัง",
                "ไม่ใช้งบประมาณ",
            ),
        ),
    ),
    (
        "ด้านที่ ๒ การให้บริการและการสื่อสาร",
        (
            (
                "๔",
                "๗, ๘",
                "โครงการพัฒนาระบบรับเรื่องออนไลน์ของประชาชน",
                "๑. ศึกษาความต้องการของผู้ใช้บริการ",
                "//..........",
                "กองยุทธศาสตร์ฯ",
                "งบประมาณ ๓๕๐,๐๐๐ บาท",
            ),
            ("", "", "", "๒. จัดจ้างพัฒนาระบบ", "..////......", "", ""),
            ("", "", "", "๓. ทดสอบและเปิดใช้ระบบ (O10)", "......//....", "", ""),
            (
                "๕",
                "๖",
                "มาตรการลดขั้นตอนการอนุญาต",
                "๑. ทบทวนคู่มือการให้บริการ (O8, O9)\n๒. ลดเอกสารที่เรียกจากผู้ขอ\n๓. ประกาศระยะเวลาแล้วเสร็จของแต่ละงาน",
                ".✓✓✓✓.......",
                "ทุกสำนัก/กอง",
                "ไม่ใช้งบประมาณ",
            ),
            (
                "๖",
                "๗",
                "กิจกรรมสภากาแฟรับฟังความคิดเห็น",
                "เชิญผู้แทนชุมชนร่วมแลกเปลี่ยนความคิดเห็นกับผู้บริหาร",
                "....✓...✓...",
                "สำนักปลัดฯ\nกองยุทธศาสตร์ฯ",
                "งบประมาณ ๑๐,๐๐๐ บาท",
            ),
        ),
    ),
    (
        "ด้านที่ ๓ การเปิดเผยข้อมูลและการป้องกันการทุจริต",
        (
            (
                "๗",
                "๙",
                "มาตรการตรวจความครบถ้วนของข้อมูลบนเว็บไซต์",
                "๑. กำหนดผู้รับผิดชอบข้อมูลรายข้อ\n๒. ตรวจและปรับปรุงข้อมูลทุกเดือน",
                "////////////",
                "สำนักปลัดฯ/กองคลัง",
                "ไม่ใช้งบประมาณ",
            ),
            (
                "๘",
                "๑๐",
                "มาตรการบริหารความเสี่ยงการทุจริตในการจัดซื้อจัดจ้าง",
                "๑. วิเคราะห์ความเสี่ยงรายกระบวนงาน\n๒. กำหนดวิธีควบคุมและผู้ควบคุม\n"
                "๓. รายงานผลรอบ ๖ เดือน\n๔. รายงานผลรอบ ๑๒ เดือน",
                "...●●●●●●●●●",
                "หน่วยตรวจสอบภายใน และกองพัสดุฯ",
                "ไม่ใช้งบประมาณ",
            ),
        ),
    ),
)
SCORES: tuple[tuple[str, str, float, float], ...] = (
    ("1", "การปฏิบัติหน้าที่", 90.00, 94.20),
    ("2", "การใช้งบประมาณ", 88.50, 91.80),
    ("3", "การใช้อำนาจ", 91.00, 93.50),
    ("4", "การใช้ทรัพย์สินของราชการ", 84.50, 88.40),
    ("5", "การแก้ไขปัญหาการทุจริต", 86.00, 90.10),
    ("", "เฉลี่ยแบบวัด IIT", 88.00, 91.60),
    ("6", "คุณภาพการดำเนินงาน", 93.00, 96.00),
    ("7", "ประสิทธิภาพการสื่อสาร", 87.00, 89.70),
    ("8", "การปรับปรุงการทำงาน", 90.00, 92.40),
    ("", "เฉลี่ยแบบวัด EIT", 90.00, 92.70),
    ("9", "การเปิดเผยข้อมูล", 85.00, 90.00),
    ("10", "การป้องกันการทุจริต", 80.00, 95.00),
    ("", "เฉลี่ยแบบวัด OIT", 82.50, 92.50),
    ("", "คะแนนภาพรวม (IIT 30 : EIT 30 : OIT 40)", 86.40, 92.29),
)


def merge(sheet: Worksheet, place: str, text: str) -> None:
    """Write one text over several cells."""
    sheet.merge_cells(place)
    cell = sheet[place.split(":")[0]]
    sheet.row_dimensions[cell.row].height = 24
    cell.value, cell.alignment, cell.font = text, MIDDLE, Font(name="TH SarabunPSK", size=16, bold=True)


def add_headings(sheet: Worksheet) -> None:
    """Write the title and the headings in two rows: years above months."""
    for number, line in enumerate(
        (
            "แผนการดำเนินงานตามมาตรการส่งเสริมคุณธรรมและความโปร่งใส ประจำปีงบประมาณ พ.ศ. ๒๕๖๙",
            "องค์การบริหารส่วนจังหวัดตัวอย่าง อำเภอเมืองตัวอย่าง จังหวัดตัวอย่าง",
            "(จากการวิเคราะห์ผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. ๒๕๖๘)",
        ),
        1,
    ):
        merge(sheet, f"A{number}:R{number}", line)
    merge(sheet, "A5:A6", "ที่")
    merge(sheet, "B5:B6", "ตัวชี้วัดที่")
    merge(sheet, "C5:C6", "โครงการ/กิจกรรม/มาตรการ")
    merge(sheet, "D5:D6", "ขั้นตอนการดำเนินงาน")
    merge(sheet, "E5:G5", "พ.ศ. ๒๕๖๘")
    merge(sheet, "H5:P5", "พ.ศ. ๒๕๖๙")
    merge(sheet, "Q5:Q6", "ส่วนราชการ\nผู้รับผิดชอบ")
    merge(sheet, "R5:R6", "หมายเหตุ")
    for offset, month in enumerate(MONTHS):
        cell = sheet.cell(6, FIRST_MONTH + offset, month)
        cell.alignment = MIDDLE


def add_row(sheet: Worksheet, number: int, row: Row) -> None:
    """Write one row; a dot in an empty month's place is left out, a round mark is shaded too."""
    no, indicators, title, steps, marks, owner, note = row
    places = {1: no, 2: indicators, 3: title, 4: steps, OWNER: owner, NOTE: note}
    for column, text in places.items():
        sheet.cell(number, column, text or None).alignment = WRAPPED
    for offset, mark in enumerate(marks):
        cell = sheet.cell(number, FIRST_MONTH + offset, None if mark == "." else mark)
        cell.alignment = MIDDLE
        if mark == "●":
            cell.fill = SHADE
    for column in range(1, NOTE + 1):
        sheet.cell(number, column).border = BOX
    sheet.row_dimensions[number].height = 17 * (steps.count("\n") + 2)


def join_rows(sheet: Worksheet, first: int, last: int) -> None:
    """Make one cell of each column that a measure of several rows fills once."""
    for column in (1, 2, 3, OWNER, NOTE):
        sheet.merge_cells(start_row=first, end_row=last, start_column=column, end_column=column)


def add_plan(sheet: Worksheet) -> None:
    """Write the groups and their measures."""
    number = 7
    for group, rows in GROUPS:
        merge(sheet, f"A{number}:R{number}", group)
        firsts = [number + offset for offset, row in enumerate(rows, 1) if row[0]]
        for row in rows:
            number += 1
            add_row(sheet, number, row)
        number += 1
        for first, following in zip(firsts, (*firsts[1:], number), strict=True):
            if following - first > 1:
                join_rows(sheet, first, following - 1)
    sheet.cell(number + 1, 1, "เครื่องหมายในช่องเดือน หมายถึง เดือนที่ดำเนินการ")
    sheet.cell(number + 3, 3, "ผู้จัดทำแผน ................................ นักวิเคราะห์นโยบายและแผนชำนาญการ")


def add_scores(sheet: Worksheet) -> None:
    """Write the scores of two years, the assessed one last."""
    merge(sheet, "A1:D1", "ผลการประเมิน ITA องค์การบริหารส่วนจังหวัดตัวอย่าง เปรียบเทียบ ๒ ปี")
    for column, text in enumerate(("ตัวชี้วัดที่", "ชื่อตัวชี้วัด", "คะแนน ปี 2567", "คะแนน ปี 2568"), 1):
        sheet.cell(3, column, text).border = BOX
    for number, (no, name, before, now) in enumerate(SCORES, 4):
        for column, value in enumerate((int(no) if no else None, name, before, now), 1):
            cell = sheet.cell(number, column, value)
            cell.border = BOX
            if column > 2:
                cell.number_format = "0.00"
    for column, text in enumerate(("ระดับผลการประเมิน", "ผ่าน", "ผ่านดี"), 2):
        sheet.cell(4 + len(SCORES), column, text).border = BOX
    sheet.column_dimensions["B"].width = 42


def write_province_plan(target: Path) -> None:
    """Write the plan of a province: one sheet with a grid of months, one with the scores."""
    book = Workbook()
    plan = book.worksheets[0]
    plan.title = "แผน 2569"
    add_headings(plan)
    add_plan(plan)
    for column, width in {"A": 5, "B": 10, "C": 34, "D": 44, "Q": 20, "R": 20}.items():
        plan.column_dimensions[column].width = width
    for offset in range(12):
        plan.column_dimensions["EFGHIJKLMNOP"[offset]].width = 5
    plan.print_title_rows = "5:6"
    plan.page_setup.orientation, plan.page_setup.fitToHeight = "landscape", 0
    plan.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    add_scores(book.create_sheet("คะแนน 2568"))
    book.save(target)


if __name__ == "__main__":
    wanted = sys.argv[1:] or ["xlsx", "docx", "pdf"]
    if "xlsx" in wanted:
        write_province_plan(HERE / "province_plan.xlsx")
    if "docx" in wanted:
        write_item_findings(HERE / "item_findings.docx")
    if "pdf" in wanted:
        print_landscape_report(HERE / "landscape_report.pdf")
