"""A fixed corpus to measure the speed of reading with: documents of an invented office, the same each time.

`python -m benchmarks.corpus FOLDER` writes them: an analysis with sixty measures as DOCX and as PDF (23 pages; the
DOCX has 20 to 45, by the fonts of the machine), its table as XLSX, and a DOCX of more than two hundred pages.
"""

import random
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks import containers
from tracker import ita, thai
from tracker.documents.blocks import Block, Paragraph, Row, Table

OFFICE = "องค์การบริหารส่วนตำบลจำลองพัฒนา"
YEAR = 2568
MEASURES = 60
_LONG = 5
"""How many times over the long document is the typical one."""

_SCORES = ("93.40", "95.10", "96.80", "84.20", "90.50", "95.20", "92.40", "88.40", "82.50", "85.00")
_HEADINGS = ("มาตรการ/โครงการ/กิจกรรม", "ผลการวิเคราะห์ตัวชี้วัด", "ขั้นตอน/วิธีปฏิบัติ", "ระยะเวลาดำเนินการ",
             "ผู้รับผิดชอบ", "การกำกับติดตาม")  # fmt: skip
_KINDS = ("มาตรการ", "โครงการ", "กิจกรรม")
_DEEDS = ("จัดทำคู่มือ", "ทบทวนขั้นตอน", "ประชุมชี้แจง", "ประชาสัมพันธ์", "เผยแพร่ข้อมูล", "สำรวจความพึงพอใจ", "สุ่มตรวจ",
          "อบรมเจ้าหน้าที่", "ปรับปรุงช่องทาง", "รายงานผล", "แต่งตั้งคณะทำงาน", "ตรวจนับและจัดทำทะเบียน")  # fmt: skip
_MATTERS = ("การให้บริการประชาชน", "การใช้จ่ายงบประมาณประจำปี", "การยืมทรัพย์สินของราชการ", "การจัดซื้อจัดจ้าง",
            "การรับเรื่องร้องเรียนการทุจริต", "ผลประโยชน์ทับซ้อน", "การบริหารทรัพยากรบุคคล", "บริการออนไลน์ (E-Service)",
            "การป้องกันการรับสินบน", "แผนพัฒนาท้องถิ่น", "ข้อมูลข่าวสารบนเว็บไซต์")  # fmt: skip
_ENDS = ("ให้ครบทุกงานและเป็นปัจจุบัน", "ทางเว็บไซต์ บอร์ดประชาสัมพันธ์ และเสียงตามสาย", "ให้บุคลากรทุกส่วนราชการถือปฏิบัติ",
         "พร้อมกำหนดผู้รับผิดชอบและระยะเวลาให้ชัดเจน", "และรายงานผู้บริหารทราบ", "โดยให้ประชาชนมีส่วนร่วม",
         "ตามหลักเกณฑ์ที่กำหนด", "และติดป้ายแสดง ณ จุดบริการ")  # fmt: skip
_PERIODS = ("๑ ตุลาคม ๒๕๖๘ – ๓๐ กันยายน ๒๕๖๙", "มีนาคม ๒๕๖๙", "ทุกไตรมาส", "ภายในวันที่ ๓๑ มกราคม ๒๕๖๙", "ทุกเดือน",
            "ตุลาคม ๒๕๖๘ – มิถุนายน ๒๕๖๙", "ไตรมาสที่ ๒ ปีงบประมาณ พ.ศ. ๒๕๖๙")  # fmt: skip
_OWNERS = ("สำนักปลัด", "กองคลัง", "กองช่าง", "งานพัสดุและทรัพย์สิน กองคลัง", "ทุกส่วนราชการ", "กองคลัง / หน่วยตรวจสอบภายใน",
           "กองการศึกษา ศาสนาและวัฒนธรรม", "สำนักปลัด (งานนิติการ)", "คณะทำงานขับเคลื่อน ITA")  # fmt: skip
_FOLLOW_UP = ("รายงานผลต่อผู้บริหารทุก ๖ เดือน", "รายงานความก้าวหน้าในการประชุมประจำเดือน", "สรุปผลเมื่อสิ้นปีงบประมาณ")


def typical() -> tuple[Block, ...]:
    """Return an analysis with sixty measures."""
    return _analysis(random.Random(1), MEASURES, 1)  # noqa: S311 (to be the same every time)


def long() -> tuple[Block, ...]:
    """Return an analysis of more than two hundred pages."""
    return _analysis(random.Random(2), MEASURES * _LONG, _LONG)  # noqa: S311 (as above)


def plan() -> tuple[Block, ...]:
    """Return the title and the table of sixty measures alone."""
    return (*_title(), _measures(random.Random(1), MEASURES))  # noqa: S311 (as above)


def write(folder: Path) -> list[Path]:
    """Write the corpus into a folder."""
    files = {
        "typical.docx": containers.write(typical(), "docx"),
        "typical.pdf": containers.write(typical(), "pdf"),
        "sixty-measures.xlsx": containers.write(plan(), "xlsx"),
        "long.docx": containers.write(long(), "docx"),
    }
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return [folder / name for name in files]


def _analysis(chance: random.Random, measures: int, times: int) -> tuple[Block, ...]:
    return (
        *_title(),
        Paragraph("คะแนนรายตัวชี้วัด ประจำปีงบประมาณ พ.ศ. ๒๕๖๘"),
        _score_table(),
        *(block for no in range(1, 11) for block in _section(chance, no, times)),
        Paragraph("มาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน ประจำปีงบประมาณ พ.ศ. ๒๕๖๙"),
        _measures(chance, measures),
    )


def _title() -> Iterator[Paragraph]:
    yield Paragraph("การวิเคราะห์ผลการประเมินคุณธรรมและความโปร่งใส (ITA) ประจำปีงบประมาณ พ.ศ. ๒๕๖๘")
    yield Paragraph(OFFICE)
    yield Paragraph("อำเภอจำลอง จังหวัดสมมติ")
    yield Paragraph("ผลการประเมินในภาพรวม ๘๘.๗๐ คะแนน อยู่ในระดับผ่าน")


def _score_table() -> Table:
    rows = [Row(("ตัวชี้วัดที่", "รายละเอียดตัวชี้วัด", "คะแนน"))]
    for no, score in enumerate(_SCORES, start=1):
        rows.append(Row((thai.thai_digits(no), ita.indicator_name(no, YEAR), thai.thai_digits(score))))
    return Table(tuple(rows))


def _section(chance: random.Random, no: int, times: int) -> Iterator[Paragraph]:
    score = thai.thai_digits(_SCORES[no - 1])
    yield Paragraph(f"ตัวชี้วัดที่ {thai.thai_digits(no)} {ita.indicator_name(no, YEAR)} ({score} คะแนน)")
    for _ in range(times):
        yield Paragraph("จุดเด่น " + _prose(chance, 4))
        yield Paragraph("จุดที่ควรพัฒนา")
        for _ in range(3):
            yield Paragraph(
                "ประเด็น " + _prose(chance, 6) + f" ควร{_sentence(chance)} (อ้างอิงจาก o{chance.randint(1, 28)})"
            )
        yield Paragraph(f"ดังนั้น {OFFICE} จึงกำหนดแนวทาง " + _prose(chance, 8))


def _measures(chance: random.Random, count: int) -> Table:
    rows = [Row(_HEADINGS)]
    rows += [Row(_measure(chance, no)) for no in range(1, count + 1)]
    return Table(tuple(rows))


def _measure(chance: random.Random, no: int) -> tuple[str, ...]:
    indicator = (no - 1) % 10 + 1
    score = thai.thai_digits(_SCORES[indicator - 1])
    name = ita.indicator_name(indicator, YEAR)
    analysis = f"ตัวชี้วัดที่ {thai.thai_digits(indicator)} {name} ได้ {score} คะแนน {_sentence(chance)}"
    steps = [f"{thai.thai_digits(at)}. {_sentence(chance)}" for at in range(1, chance.randint(2, 5) + 1)]
    return (
        f"{thai.thai_digits(no)}. {chance.choice(_KINDS)}{_sentence(chance)}",
        analysis,
        "\n".join(steps),
        chance.choice(_PERIODS),
        chance.choice(_OWNERS),
        chance.choice(_FOLLOW_UP),
    )


def _prose(chance: random.Random, sentences: int) -> str:
    return " ".join(_sentence(chance) for _ in range(sentences))


def _sentence(chance: random.Random) -> str:
    return chance.choice(_DEEDS) + "เรื่อง" + chance.choice(_MATTERS) + chance.choice(_ENDS)


if __name__ == "__main__":
    for path in write(Path(sys.argv[1])):
        print(path, path.stat().st_size)
