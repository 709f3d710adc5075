"""What arrives on the coordinator's desk: fictional documents in the forms offices write, one of them made in Word."""

from io import BytesIO

import docx

from tests import samples

OFFICE = "องค์การบริหารส่วนตำบลตัวอย่างพัฒนา"
UNKNOWN_OWNER = "กองส่งเสริมการเกษตร"
MEMO_TITLES = ("มีแนวทางปฏิบัติการใช้รถยนต์ส่วนกลาง", "ให้ความรู้เรื่องผลประโยชน์ทับซ้อนแก่เกษตรกร")
RIGHT_PERIOD, _WRONG_PERIOD = "ตุลาคม ๒๕๖๘ – มิถุนายน ๒๕๖๙", "มิถุนายน ๒๕๖๙ – ตุลาคม ๒๕๖๘"

_MEMO = f"""
บันทึกข้อความ

ส่วนราชการ สำนักปลัด {OFFICE} โทร. ๐ ๐๐๐๐ ๐๐๐๐

ที่ ตย ๗๐๐๐๑/ วันที่ ๘ กันยายน ๒๕๖๘

เรื่อง รายงานการวิเคราะห์ผลการประเมินคุณธรรมและความโปร่งใสในการดำเนินงาน ประจำปีงบประมาณ ๒๕๖๘

เรียน นายก{OFFICE}

จึงเรียนมาเพื่อโปรดทราบ และเห็นควรแจ้งให้ทุกกองดำเนินการในปีงบประมาณ พ.ศ. ๒๕๖๙

(ลงชื่อ)

(นางสาวแผน จำลอง)

นักวิเคราะห์นโยบายและแผน

มาตรการ	ขั้นตอนหรือวิธีการ	ผู้รับผิดชอบ	การกำกับติดตาม
๑) {MEMO_TITLES[0]}	-จัดทำแนวทางการใช้รถยนต์	สำนักปลัด	-รายงานความก้าวหน้า ณ สิ้นปีงบประมาณ
๒) {MEMO_TITLES[1]}	-จัดฝึกอบรม -ประเมินความรู้หลังอบรม	{UNKNOWN_OWNER}	-
"""


def measure_titles() -> list[str]:
    """What the measures of both documents are called, in their order."""
    cells = [line.split("\t") for line in samples.DEMO_ANALYSIS.read_text(encoding="utf-8").splitlines()]
    return [*(row[2] for row in cells if len(row) == 6 and "“" in row[2]), *MEMO_TITLES]


def memo() -> BytesIO:
    """A memo with measures, but without their periods, and with an owner the office does not have."""
    return BytesIO(_MEMO.encode())


def report_of_the_year_before() -> BytesIO:
    """The result report of the year that has ended, in Markdown."""
    text = (samples.HERE / "result_report.md").read_text(encoding="utf-8")
    return BytesIO(text.replace("องค์การบริหารส่วนตำบลตัวอย่างงาม", OFFICE).encode())


def analysis_of_another_office() -> BytesIO:
    """An analysis that came to the wrong desk."""
    return BytesIO((samples.HERE / "analysis_by_indicator.txt").read_bytes())


def analysis_in_word() -> BytesIO:
    """The office's own analysis, typed into Word with real tables; one period has its ends the wrong way round."""
    document = docx.Document()
    rows: list[list[str]] = []
    text = samples.DEMO_ANALYSIS.read_text(encoding="utf-8")
    assert RIGHT_PERIOD in text
    for line in [*text.replace(RIGHT_PERIOD, _WRONG_PERIOD).splitlines(), ""]:
        if "\t" in line:
            rows.append(line.split("\t"))
            continue
        if rows:
            _table(document, rows)
            rows = []
        if line.strip():
            document.add_paragraph(line)
    written = BytesIO()
    document.save(written)
    written.seek(0)
    return written


def _table(document: "docx.document.Document", rows: list[list[str]]) -> None:
    table = document.add_table(len(rows), len(rows[0]))
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            first, *others = text.split("<br>")
            cell.text = first
            for other in others:
                cell.add_paragraph(other)
