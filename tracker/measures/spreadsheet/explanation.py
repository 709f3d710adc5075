"""The sheet that says how the workbook is used, for who opens it without anybody to ask."""

from typing import Any

from openpyxl import Workbook

from tracker.measures.spreadsheet import looks
from tracker.measures.spreadsheet.layout import EXAMPLE, EXPLANATION, MEASURES, Plan

_LINES = (
    ("การกรอก", ""),
    ("1", f"กรอกที่แผ่น “{MEASURES}” หนึ่งมาตรการต่อหนึ่งแถว แทรกแถว เรียงลำดับแถว และกรองได้ตามต้องการ"),
    ("2", "ขั้นตอนอยู่ในช่องเดียวกัน บรรทัดละหนึ่งขั้นตอน กด Alt ค้างไว้แล้วกด Enter เพื่อขึ้นบรรทัดใหม่ในช่อง"),
    ("3", "ผู้รับผิดชอบหลักมีหน่วยงานเดียว เลือกจากรายการ ผู้รับผิดชอบร่วมมีได้หลายหน่วยงาน บรรทัดละหนึ่งหน่วยงาน"),
    ("4", "ช่วงเวลากรอกเป็นข้อความ (เช่น ไตรมาสที่ 2, ตลอดปีงบประมาณ) หรือกรอกวันเริ่มและวันสิ้นสุด หรือทั้งสองอย่าง"),
    ("5", "ปีในวันที่เป็น พ.ศ. เช่น 1/10/2568 เลขไทยและเลขอารบิกใช้ได้ทั้งคู่"),
    ("6", f"แถวที่มีคำว่า “{EXAMPLE}” ในช่องรหัสเป็นตัวอย่าง ระบบไม่นำเข้า จะลบหรือปล่อยไว้ก็ได้"),
    ("การแก้ไขแผนเดิม", ""),
    ("7", "ช่องสีเทาระบบใช้เอง รหัสใช้จับคู่กับมาตรการเดิม ห้ามแก้และห้ามคัดลอกไปแถวอื่น มาตรการใหม่ให้เว้นรหัสว่าง"),
    ("8", "แถวสีเทาทั้งแถวเปิดงานให้หน่วยงานแล้ว แก้ไขที่งานของหน่วยงาน ไม่ใช่ในไฟล์นี้"),
    ("9", "ลบแถวไม่ได้ยกเลิกมาตรการ ระบบจะถามทีละมาตรการก่อนนำเข้า"),
    ("10", "แทรกคอลัมน์ของตนเองหรือย้ายคอลัมน์ได้ แต่อย่าแก้ชื่อหัวคอลัมน์เดิม คอลัมน์ที่แทรกระบบไม่อ่าน"),
    ("การนำเข้า", ""),
    ("11", "บันทึกไฟล์เป็น .xlsx แล้วอัปโหลดที่เมนู มาตรการ › นำเข้าจาก Excel ของปีเดียวกัน"),
    ("12", "ระบบแสดงสิ่งที่จะเปลี่ยนให้ตรวจก่อน ยังไม่บันทึกจนกว่าจะกดยืนยัน หากมีข้อผิดพลาด ระบบบอกแผ่น แถว และคอลัมน์ทุกแห่ง"),
)


def write(book: Workbook, plan: Plan) -> None:
    """Write the sheet of advice."""
    sheet: Any = book.create_sheet(EXPLANATION)
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 20, 110
    looks.put_heading(sheet.cell(1, 1), "วิธีใช้")
    looks.put_heading(sheet.cell(1, 2), f"มาตรการ ปีงบประมาณ พ.ศ. {plan.year}")
    for row, (mark, text) in enumerate(_LINES, 2):
        if text:
            looks.put_line(sheet.cell(row, 1), mark)
            looks.put_line(sheet.cell(row, 2), text)
        else:
            looks.put_heading(sheet.cell(row, 1), mark)
            looks.put_heading(sheet.cell(row, 2), "")
    looks.print_on_one_width(sheet)
