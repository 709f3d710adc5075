"""What the columns of a document's table may hold, in the words of a person."""

from tracker.documents.reading import ReadTable

MEANINGS = {
    "number": "ลำดับที่",
    "title": "ชื่อมาตรการ",
    "kind": "ประเภท",
    "group": "หัวข้อของกลุ่ม",
    "steps": "ขั้นตอน",
    "owner": "ผู้รับผิดชอบ",
    "period": "ช่วงเวลา",
    "indicator": "ตัวชี้วัด",
    "analysis": "ผลการวิเคราะห์",
    "monitoring": "การกำกับติดตาม",
    "result": "ผลการดำเนินการ",
    "outcome": "ผลลัพธ์",
    "score": "คะแนน",
}
"""What a column may hold, as the reader names it and as a person does."""

EXPLANATIONS = {
    "number": "ใช้แยกว่ามาตรการใหม่เริ่มที่แถวใด",
    "title": "ชื่อที่ปรากฏในแผน ทุกตารางมาตรการต้องมีคอลัมน์นี้",
    "kind": "บอกว่าแต่ละแถวเป็นมาตรการ โครงการ หรือกิจกรรม",
    "group": "ด้านหรือหัวข้อที่เขียนครั้งเดียวสำหรับหลายแถว ใช้หาตัวชี้วัด",
    "steps": "ระบบแยกเป็นข้อ และสร้างงานของแต่ละข้อ",
    "owner": "หน่วยงานที่จะได้รับงาน",
    "period": "กำหนดวันเริ่มและวันครบกำหนดของงาน",
    "indicator": "เลขหรือชื่อตัวชี้วัด ITA ที่มาตรการแก้ไข",
    "analysis": "เหตุผลหรือจุดอ่อนที่เป็นที่มาของมาตรการ เก็บไว้อ้างอิง",
    "monitoring": "วิธีกำกับติดตามที่เขียนไว้ เก็บไว้อ้างอิง",
    "result": "สิ่งที่ทำไปแล้ว ใช้กับรายงานผลของปีที่ผ่านมา",
    "outcome": "ผลที่เกิดขึ้น ใช้กับรายงานผลของปีที่ผ่านมา",
    "score": "คะแนนที่แถวอ้างถึง ใช้เทียบกับตารางคะแนน",
}
"""What becomes of a column when a person says what it holds."""


def meanings_of(table: ReadTable) -> list[str]:
    """Return what each column of a table was taken for; empty where for nothing."""
    width = max([len(table.headings), *(len(row) for row in table.sample)], default=0)
    found = [""] * width
    for meaning, index in table.columns.items():
        if index < width and meaning in MEANINGS:
            found[index] = meaning
    return found
