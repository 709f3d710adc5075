"""Which column says what: by synonyms of its heading, by what stands under it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.documents.analysis import analyse_blocks
from tracker.documents.blocks import Block, Paragraph, Row, Table
from tracker.documents.parsing.headings import meanings
from tracker.documents.parsing.tables import measure_tables
from tracker.documents.reading import Reading

TITLE = Paragraph("องค์การบริหารส่วนตำบลตัวอย่างงาม ประจำปีงบประมาณ พ.ศ. ๒๕๖๘")
SYNONYMS = {
    "number": ["ที่", "ลำดับ", "ลำดับที่", "No.", "ข้อ"],
    "title": [
        "มาตรการ",
        "ชื่อโครงการ",
        "โครงการ/กิจกรรม",
        "มาตรการ / โครงการ / กิจกรรม",
        "กิจกรรม (Activity)",
        "Measure",
        "แนวทาง/มาตรการ",
    ],
    "steps": [
        "ขั้นตอน",
        "วิธีการดำเนินการ",
        "ขั้นตอน/\nวิธีปฏิบัติ",
        "วิธีดำเนินงาน",
        "Procedure",
        "ชั้นตอนการดำเนินการ",
        "ขันตอนการดำเนินงาน",
        "รายละเอียดการดำเนินการ",
    ],
    "period": [
        "ระยะเวลา",
        "ช่วงระยะเวลาใน\nการดำเนินการ",
        "ห้วงเวลาดำเนินการ",
        "กำหนดการ",
        "วัน/เดือน/ปี",
        "Period",
        "Timeline",
        "ระยเวลาดำเนินการ",
    ],
    "owner": [
        "ผู้รับผิดชอบ",
        "หน่วยงานที่รับผิดชอบ",
        "ส่วนราชการ\nผู้รับผิดชอบ",
        "หน่วยงาน",
        "Responsible",
        "ผู้รับผิดชอป",
        "ผู้ดำเนินการ",
        "เจ้าภาพ",
        "กอง",
    ],
    "analysis": ["ผลการวิเคราะห์", "จุดที่ควรพัฒนา", "ประเด็นปัญหา", "ข้อค้นพบ", "สิ่งที่ต้องพัฒนา"],
    "monitoring": ["การกำกับติดตาม", "การติดตามและรายงานผล", "วิธีการติดตาม", "แนวทางการติดตาม", "การรายงานความก้าวหน้า"],
    "budget": ["งบประมาณ", "งบประมาณ (บาท)", "Budget", "แหล่งงบประมาณ", "ค่าใช้จ่าย"],
    "note": ["หมายเหตุ", "Remarks"],
    "other": ["เป้าหมาย", "ตัวชี้วัดความสำเร็จ", "ผลที่คาดว่าจะได้รับ", "วัตถุประสงค์", "KPI"],
}
ROWS: list[dict[str, str]] = [
    {
        "number": "๑",
        "title": "มาตรการควบคุมการยืมทรัพย์สิน",
        "steps": "๑. ร่างแนวทาง\n\n๒. แจ้งเวียน",
        "period": "ต.ค. – ธ.ค. ๒๕๖๘",
        "owner": "กองคลัง",
        "analysis": "ยังไม่มีทะเบียนคุม",
        "monitoring": "รายงานปลัดทุกเดือน",
        "budget": "-",
        "note": "",
        "other": "๑ ฉบับ",
    },
    {
        "number": "๒",
        "title": "โครงการอบรมจริยธรรม",
        "steps": "- ขออนุมัติ\n\n- จัดอบรม",
        "period": "มีนาคม ๒๕๖๙",
        "owner": "งานการเจ้าหน้าที่ สำนักปลัด",
        "analysis": "คะแนนด้านอำนาจต่ำ",
        "monitoring": "สรุปผลเสนอนายก",
        "budget": "๓๐,๐๐๐",
        "note": "",
        "other": "ร้อยละ ๘๐",
    },
    {
        "number": "๓",
        "title": "กิจกรรมประกาศเจตนารมณ์",
        "steps": "ประกาศต่อหน้าบุคลากร",
        "period": "๑ – ๑๕ มกราคม ๒๕๖๙",
        "owner": "สำนักปลัด / กองช่าง",
        "analysis": "ไม่ทราบนโยบาย",
        "monitoring": "ถ่ายภาพรายงาน",
        "budget": "ไม่ใช้งบประมาณ",
        "note": "ทุกปี",
        "other": "๑ ครั้ง",
    },
]


def table(*rows: tuple[str, ...]) -> Table:
    return Table(tuple(Row(cells, is_one_cell=len(cells) > 1 and len(set(cells)) == 1) for cells in rows))


def read(*rows: tuple[str, ...]) -> Reading:
    return analyse_blocks([TITLE, table(*rows)])


def said(reading: Reading) -> list[tuple[object, ...]]:
    return [
        (one.title, one.kind, one.steps, one.start, one.end, one.owners, one.analysis, one.monitoring)
        for one in reading.measures
    ]


@pytest.mark.parametrize(("meaning", "heading"), [(name, text) for name, texts in SYNONYMS.items() for text in texts])
@pytest.mark.parametrize("form", ["{}", "{} (๓)", "๒. {}", "({})", "{}\n"])
def test_synonyms_misspelt_and_numbered_headings_say_what_they_mean(meaning: str, heading: str, form: str) -> None:
    if form == "({})" and ("(" in heading or heading == "No."):
        return
    assert meanings(form.format(heading))[0] == meaning


@given(
    order=st.permutations(sorted(SYNONYMS)),
    chosen=st.fixed_dictionaries({name: st.sampled_from(texts) for name, texts in SYNONYMS.items()}),
    left_out=st.sets(st.sampled_from(["number", "budget", "note", "other"])),
)
def test_columns_in_any_order_under_any_synonym_read_the_same(
    order: list[str], chosen: dict[str, str], left_out: set[str]
) -> None:
    names = [name for name in order if name not in left_out]
    plain = [name for name in SYNONYMS if name not in left_out]
    first = read(tuple(SYNONYMS[name][0] for name in plain), *(tuple(row[name] for name in plain) for row in ROWS))
    other = read(tuple(chosen[name] for name in names), *(tuple(row[name] for name in names) for row in ROWS))
    assert said(other) == said(first)
    assert len(first.measures) == 3
    assert not other.tables[0].is_doubtful


@pytest.mark.parametrize("repeated", [[], ["header"]])
@given(cut=st.integers(1, 2), page=st.sampled_from([None, "- ๒ -", "หน้า ๓", "(ต่อ)"]))
def test_a_table_cut_between_rows_reads_the_same(repeated: list[str], cut: int, page: str | None) -> None:
    header = tuple(texts[0] for texts in SYNONYMS.values())
    whole = [tuple(row.get(name, "") for name in SYNONYMS) for row in ROWS]
    between: list[Block] = [Paragraph(page)] if page else []
    below = [header, *whole[cut:]] if repeated else whole[cut:]
    cut_reading = analyse_blocks([TITLE, table(header, *whole[:cut]), *between, table(*below)])
    assert said(cut_reading) == said(read(header, *whole))
    assert len(cut_reading.tables) == 1


UNKNOWN = ("สิ่งที่จะทำ", "ทำอย่างไร", "ใครทำ", "เมื่อใด")
WORK = [
    ("จัดระเบียบการยืม", "๑. ร่างแนวทาง ๒. แจ้งเวียนทุกกอง", "สำนักปลัด", "มีนาคม ๒๕๖๙"),
    ("อบรมบุคลากร", "๑. ขออนุมัติ ๒. จัดอบรมให้ครบ", "กองคลัง / กองช่าง", "ไตรมาสที่ ๒"),
]


@pytest.mark.parametrize("headings", [[UNKNOWN], [("มาตรการ", *UNKNOWN[1:])], []])
def test_what_stands_under_a_heading_nobody_knows_tells_what_it_is(headings: list[tuple[str, ...]]) -> None:
    reading = read(*headings, *WORK)
    assert [measure.title for measure in reading.measures] == ["จัดระเบียบการยืม", "อบรมบุคลากร"]
    assert reading.measures[1].steps == ("ขออนุมัติ", "จัดอบรมให้ครบ")
    assert reading.measures[1].owners == ("กองคลัง", "กองช่าง")
    assert str(reading.measures[0].start) == "2026-03-01"
    assert reading.tables[0].is_doubtful


def test_a_column_called_doing_holds_results_where_all_is_done() -> None:
    headings = ("มาตรการ", "ผู้รับผิดชอบ", "การดำเนินการ")
    done = read(headings, ("คู่มือ", "กองคลัง", "ได้จัดทำคู่มือแล้ว"), ("อบรม", "กองช่าง", "จัดอบรมแล้ว ๒ ครั้ง"))
    planned = read(headings, ("คู่มือ", "กองคลัง", "จัดทำคู่มือ"), ("อบรม", "กองช่าง", "จัดอบรม ๒ ครั้ง"))
    assert [measure.result for measure in done.measures] == [("ได้จัดทำคู่มือแล้ว",), ("จัดอบรมแล้ว ๒ ครั้ง",)]
    assert [measure.steps for measure in planned.measures] == [("จัดทำคู่มือ",), ("จัดอบรม ๒ ครั้ง",)]
    assert done.tables[0].is_doubtful
    assert not planned.tables[0].is_doubtful


@pytest.mark.parametrize("missing", ["ขั้นตอน", "ผู้รับผิดชอบ"])
def test_a_table_without_steps_or_owners_is_doubtful(missing: str) -> None:
    headings = ("มาตรการ", "ขั้นตอน", "ระยะเวลา", "ผู้รับผิดชอบ", "การกำกับติดตาม")
    row = dict(zip(headings, ("คู่มือ", "ร่าง", "มีนาคม ๒๕๖๙", "กองคลัง", "รายงาน"), strict=True))
    names = [name for name in headings if name != missing]
    assert read(tuple(names), tuple(row[name] for name in names)).tables[0].is_doubtful
    assert not read(headings, tuple(row.values())).tables[0].is_doubtful


def test_two_columns_that_claim_one_meaning_are_doubtful() -> None:
    reading = read(("มาตรการ", "กิจกรรม", "ระยะเวลา", "ผู้รับผิดชอบ"), ("คู่มือ", "ร่าง", "มีนาคม ๒๕๖๙", "กองคลัง"))
    assert (reading.measures[0].title, reading.measures[0].steps) == ("คู่มือ", ("ร่าง",))
    assert reading.tables[0].is_doubtful


def test_a_column_of_kinds_tells_the_kind_and_one_of_success_no_indicator() -> None:
    headings = ("ที่", "ประเภท", "ชื่อมาตรการ/โครงการ", "ตัวชี้วัด", "วิธีดำเนินการ", "ช่วงเวลา", "หน่วยงาน")
    reading = read(headings, ("๑", "โครงการ", "อบรมจริยธรรม", "1. ร้อยละ ๘๐", "จัดอบรม", "มีนาคม ๒๕๖๙", "สำนักปลัด"))
    (measure,) = reading.measures
    assert (measure.kind, measure.title, measure.indicators) == ("โครงการ", "อบรมจริยธรรม", ())
    assert not reading.tables[0].is_doubtful


def test_a_heading_over_number_and_name_belongs_to_the_name() -> None:
    headings = ("มาตรการ", "มาตรการ", "วิธีการ", "ระยะเวลา", "ระยะเวลา", "ผู้รับผิดชอบ")
    (measure,) = read(headings, ("๑", "คู่มือ", "ร่าง", "๑ ต.ค. ๖๘", "๓๑ มี.ค. ๖๙", "กองคลัง")).measures
    assert (measure.title, str(measure.start), str(measure.end)) == ("คู่มือ", "2025-10-01", "2026-03-31")


HEADER_FORMS = [
    [("มาตรการ", "ขั้นตอน", "ระยะเวลา", "ผู้รับผิดชอบ"), ("(๑)", "(๒)", "(๓)", "(๔)")],
    [("มาตรการ", "ขั้นตอน", "ระยะเวลา", "ผู้รับผิดชอบ"), ("Measure", "Procedure", "Period", "Responsible")],
    [("มาตรการประจำปีงบประมาณ ๒๕๖๙",) * 4, ("มาตรการ", "ขั้นตอน", "ระยะเวลา", "ผู้รับผิดชอบ")],
    [("แผนการดำเนินงาน",) * 4, ("มาตรการ", "ขั้นตอน", "ระยะเวลา", "ผู้รับผิดชอบ")],
    [("มาตรการ", "แผนการดำเนินงาน", "", "ผู้รับผิดชอบ"), ("", "ขั้นตอน", "ระยะเวลา", "")],
]


@pytest.mark.parametrize("headings", HEADER_FORMS)
def test_headings_over_several_rows_are_no_measures(headings: list[tuple[str, ...]]) -> None:
    row = ("คู่มือ", "ร่าง", "มีนาคม ๒๕๖๙", "กองคลัง")
    reading = read(*headings, row)
    assert [(one.title, one.steps, one.owners) for one in reading.measures] == [("คู่มือ", ("ร่าง",), ("กองคลัง",))]


def test_headings_in_three_rows_part_beginning_and_end_and_both_owners() -> None:
    top = ("ที่", "มาตรการ", "แผนการดำเนินงาน", "แผนการดำเนินงาน", "แผนการดำเนินงาน", "ผู้รับผิดชอบ", "ผู้รับผิดชอบ")
    second = ("ที่", "มาตรการ", "ขั้นตอน", "ระยะเวลา", "ระยะเวลา", "หลัก", "ร่วม")
    third = ("ที่", "มาตรการ", "ขั้นตอน", "เริ่มต้น", "สิ้นสุด", "หลัก", "ร่วม")
    reading = read(top, second, third, ("๑", "คู่มือ", "ร่าง", "ต.ค. ๖๘", "มี.ค. ๖๙", "กองคลัง", "กองช่าง"))
    (measure,) = reading.measures
    assert (str(measure.start), str(measure.end)) == ("2025-10-01", "2026-03-31")
    assert measure.period_raw == "ต.ค. ๖๘ – มี.ค. ๖๙"
    assert measure.owners == ("กองคลัง", "กองช่าง")
    assert not reading.tables[0].is_doubtful


@pytest.mark.parametrize(
    "halves",
    [
        [("ส่วนราชการผู้รับผิดชอบ",) * 2, ("หลัก", "ร่วม")],
        [("หน่วยงานที่รับผิดชอบดำเนินการ",) * 2, ("(หลัก)", "(สนับสนุน)")],
        [("ผู้รับผิดชอบ",) * 2, ("หน่วยงานหลัก", "หน่วยงานร่วม")],
        [("เจ้าภาพหลัก", "เจ้าภาพร่วม")],
        [("ส่วนราชการผู้รับผิดชอบหลัก", "ส่วนราชการผู้รับผิดชอบร่วม")],
        [("ผู้รับผิดชอบ", "ผู้รับผิดชอบ (ร่วม)")],
    ],
)
def test_main_owners_and_joint_ones_in_two_columns_are_all_owners(halves: list[tuple[str, ...]]) -> None:
    headings = [("มาตรการ", "ขั้นตอน", "ระยะเวลา", *pair) for pair in halves]
    rows = [
        ("คู่มือ", "ร่าง", "มีนาคม ๒๕๖๙", "กองคลัง", "สำนักปลัด\nกองช่าง"),
        ("อบรม", "จัดอบรม", "เมษายน ๒๕๖๙", "ทุกกอง", ""),
    ]
    reading = read(*headings, *rows)
    assert [one.owners for one in reading.measures] == [("กองคลัง", "สำนักปลัด", "กองช่าง"), ("ทุกกอง",)]


@given(st.lists(st.lists(st.text(max_size=12), max_size=5), max_size=6))
def test_no_table_makes_the_reading_fail(rows: list[list[str]]) -> None:
    block = Table(tuple(Row(tuple(cells), line) for line, cells in enumerate(rows, start=1)))
    measure_tables([block, Paragraph("(ต่อ)"), block])


words = st.sampled_from(
    [text for texts in SYNONYMS.values() for text in texts] + [cell for row in ROWS for cell in row.values()]
)


@given(st.lists(st.lists(words, max_size=6), max_size=8))
def test_no_table_of_our_own_words_makes_the_reading_fail(rows: list[list[str]]) -> None:
    analyse_blocks([TITLE, Table(tuple(Row(tuple(cells)) for cells in rows)), table(*(tuple(cells) for cells in rows))])
