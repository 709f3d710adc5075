"""What the columns of a document's table may hold, in the words of a person."""

from tracker.documents.reading import ReadTable

MEANINGS = {
    "number": "ลำดับที่",
    "title": "ชื่อมาตรการ",
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


def meanings_of(table: ReadTable) -> list[str]:
    """Return what each column of a table was taken for; empty where for nothing."""
    width = max([len(table.headings), *(len(row) for row in table.sample)], default=0)
    found = [""] * width
    for meaning, index in table.columns.items():
        if index < width and meaning in MEANINGS:
            found[index] = meaning
    return found
