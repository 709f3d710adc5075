"""What the demo office did from October 2568 to 31 March 2569: the history its board and report show."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto


class Deed(Enum):
    """What a unit did about a task."""

    DONE = auto()
    """Submitted, and verified two days later."""
    SUBMITTED = auto()
    """Submitted, waiting for the coordinator."""
    RETURNED = auto()
    """Submitted, and sent back for correction."""
    PROGRESS = auto()
    NOT_DONE = auto()


@dataclass(frozen=True)
class Entry:
    """One deed: of which measure, step, unit and occurrence, on which day, and its words."""

    measure: int
    step: int
    unit: str
    deed: Deed
    day: date
    summary: str = ""
    outcome: str = ""
    percent: int = 0
    problem: str = ""
    reason: str = ""
    comment: str = ""
    occurrence: int = 1
    photos: int = 0
    link: str = ""


_SITE = "https://www.example.go.th/ita-2569"
OFFICE, FINANCE, WORKS = "สำนักปลัด", "กองคลัง", "กองช่าง"
EDUCATION, HEALTH = "กองการศึกษา ศาสนาและวัฒนธรรม", "กองสาธารณสุขและสิ่งแวดล้อม"
WELFARE, AUDIT = "กองสวัสดิการสังคม", "หน่วยตรวจสอบภายใน"
SUPPLIES, LEGAL = "งานพัสดุและทรัพย์สิน", "งานนิติการ"
EXECUTIVE, CENTRE, COMMITTEE = "ผู้บริหารสูงสุด", "ศูนย์ปฏิบัติการต่อต้านการทุจริต", "คณะทำงานขับเคลื่อน ITA"


def entries() -> list[Entry]:
    """Return everything that was done, in the order it happened."""
    return sorted(
        (*_manuals(), *_training(), *_lending(), *_complaints(), *_services(), *_recurring(), *_signs()),
        key=lambda entry: entry.day,
    )


def _manuals() -> Iterator[Entry]:
    """Measure 1: every division surveys its services and writes its manual."""
    for number, unit in enumerate((OFFICE, FINANCE, WORKS, EDUCATION, HEALTH, WELFARE, AUDIT)):
        yield Entry(
            1, 1, unit, Deed.DONE, date(2025, 11, 10 + number),
            "สำรวจงานบริการทั้งหมดและจัดทำบัญชีงานที่ยังไม่มีคู่มือแล้ว", "มีบัญชีงานบริการครบถ้วนสำหรับจัดทำคู่มือ",
            link=f"{_SITE}/manuals/{number + 1}",
        )  # fmt: skip
    for number, unit in enumerate((OFFICE, FINANCE, WORKS)):
        yield Entry(
            1, 2, unit, Deed.DONE, date(2026, 2, 9 + number),
            "ปรับปรุงคู่มือการปฏิบัติงานและแผนผังระยะเวลาให้บริการครบทุกงาน",
            "ผู้รับบริการทราบขั้นตอนและระยะเวลาของแต่ละงาน", photos=1,
        )  # fmt: skip
    yield Entry(
        1, 2, EDUCATION, Deed.RETURNED, date(2026, 3, 23), "จัดทำคู่มือการปฏิบัติงานแล้ว", "มีคู่มือใช้งาน",
        comment="กรุณาแนบคู่มือและระบุจำนวนงานบริการที่ครอบคลุม",
    )  # fmt: skip
    yield Entry(
        1, 2, HEALTH, Deed.SUBMITTED, date(2026, 3, 30),
        "จัดทำคู่มือการปฏิบัติงาน ๖ งาน และแผนผังระยะเวลาให้บริการ", "ประชาชนตรวจสอบระยะเวลารอรับบริการได้",
    )  # fmt: skip
    yield Entry(1, 2, WELFARE, Deed.PROGRESS, date(2026, 3, 20), "จัดทำคู่มือแล้ว ๓ จาก ๕ งาน", percent=60)
    yield Entry(1, 3, OFFICE, Deed.PROGRESS, date(2026, 3, 25), "เสนอร่างคู่มือให้ผู้บริหารพิจารณา", percent=40)


def _training() -> Iterator[Entry]:
    """Measure 2: everybody is trained in serving all alike."""
    yield Entry(
        2,
        1,
        OFFICE,
        Deed.DONE,
        date(2026, 3, 4),
        "อนุมัติโครงการและเชิญวิทยากรแล้ว",
        "พร้อมจัดอบรมตามกำหนด",
        link=f"{_SITE}/training",
    )
    yield Entry(
        2, 2, OFFICE, Deed.DONE, date(2026, 3, 18), "จัดอบรมบุคลากรทุกส่วนราชการ ผู้เข้าอบรม ๔๒ คน",
        "บุคลากรมีความเข้าใจเรื่องการให้บริการอย่างเท่าเทียม", photos=2,
    )  # fmt: skip
    yield Entry(
        2, 3, OFFICE, Deed.DONE, date(2026, 3, 26), "ประเมินผลการอบรมและรายงานผู้บริหารแล้ว",
        "ผู้เข้าอบรมมีคะแนนหลังอบรมเฉลี่ยร้อยละ ๘๗", link=f"{_SITE}/training",
    )  # fmt: skip


def _lending() -> Iterator[Entry]:
    """Measure 5: how the office's things are lent; its last step is late."""
    yield Entry(
        5, 1, SUPPLIES, Deed.DONE, date(2025, 10, 24), "รวบรวมระเบียบและสรุปปัญหาการยืมทรัพย์สิน", "ทราบจุดที่ต้องแก้ไข ๔ เรื่อง"
    )
    yield Entry(
        5, 2, SUPPLIES, Deed.DONE, date(2025, 11, 21), "ยกร่างแนวทางและแบบฟอร์มยืม–คืนแล้ว", "มีร่างแนวทางพร้อมเสนอผู้บริหาร"
    )
    yield Entry(
        5,
        3,
        SUPPLIES,
        Deed.DONE,
        date(2025, 12, 23),
        "นายกลงนามประกาศใช้แนวทางการขอยืมทรัพย์สิน",
        "มีแนวทางที่ถือปฏิบัติเหมือนกันทุกกอง",
        photos=1,
    )
    yield Entry(
        5, 4, SUPPLIES, Deed.PROGRESS, date(2026, 2, 17), "แจ้งเวียนแล้ว ๓ กอง", percent=40,
        problem="เว็บไซต์ของหน่วยงานอยู่ระหว่างเปลี่ยนผู้ให้บริการ จึงยังเผยแพร่ประกาศไม่ได้",
    )  # fmt: skip


def _complaints() -> Iterator[Entry]:
    """Measures 7 and 8: complaints of corruption, and no gifts; one step is without proof."""
    for step, day, done in (
        (1, date(2025, 12, 8), "ทบทวนแนวปฏิบัติการจัดการเรื่องร้องเรียนแล้ว"),
        (2, date(2026, 1, 9), "เปิดช่องทางแจ้งเบาะแสที่ไม่เปิดเผยตัวผู้แจ้ง"),
        (3, date(2026, 1, 16), "ออกคำสั่งมอบหมายผู้รับเรื่องและกำหนดตอบภายใน ๗ วัน"),
        (4, date(2026, 1, 27), "เผยแพร่แนวปฏิบัติและช่องทางบนเว็บไซต์และป้ายประกาศ"),
    ):
        yield Entry(
            7,
            step,
            LEGAL,
            Deed.DONE,
            day,
            done,
            "บุคลากรและประชาชนมีช่องทางที่ปลอดภัย",
            photos=step // 4,
            link="" if step == 3 else f"{_SITE}/complaints",
        )
    for step, day, done in (
        (1, date(2025, 12, 9), "นายกลงนามประกาศนโยบาย No Gift Policy"),
        (2, date(2025, 12, 22), "จัดกิจกรรมประกาศเจตนารมณ์ร่วมกับบุคลากร"),
        (3, date(2026, 1, 7), "เผยแพร่ประกาศและภาพกิจกรรมบนเว็บไซต์"),
    ):
        for unit in (EXECUTIVE, CENTRE):
            yield Entry(
                8,
                step,
                unit,
                Deed.DONE,
                day,
                done,
                "บุคลากรและผู้มาติดต่อทราบนโยบาย",
                photos=1 if step == 2 else 0,
                link=f"{_SITE}/no-gift/{step}",
            )


def _services() -> Iterator[Entry]:
    """Measures 10, 12, 15 and 16: channels, services online, risks, and one that was put off."""
    yield Entry(
        10, 1, OFFICE, Deed.DONE, date(2026, 1, 20), "ปรับปรุงหน้า Q&A และบัญชี LINE OA แล้ว", "ประชาชนสอบถามได้สองช่องทาง"
    )
    yield Entry(10, 2, OFFICE, Deed.PROGRESS, date(2026, 3, 12), "ร่างคำสั่งมอบหมายผู้ตอบแล้ว รอลงนาม", percent=70)
    yield Entry(12, 1, OFFICE, Deed.DONE, date(2025, 12, 16), "คัดเลือกบริการชำระค่าขยะและขอใช้น้ำ", "ได้ขั้นตอนออนไลน์ ๒ บริการ")
    yield Entry(12, 1, WORKS, Deed.DONE, date(2025, 12, 18), "คัดเลือกบริการขออนุญาตก่อสร้างเบื้องต้น", "ได้ขั้นตอนออนไลน์ ๑ บริการ")
    yield Entry(
        12,
        2,
        OFFICE,
        Deed.PROGRESS,
        date(2026, 2, 24),
        "ทำสัญญาจ้างพัฒนาระบบแล้ว",
        percent=50,
        problem="ผู้รับจ้างส่งงานช้ากว่ากำหนด",
    )
    for step, day, done in (
        (1, date(2025, 11, 5), "แต่งตั้งคณะทำงานและกำหนดขอบเขตแล้ว"),
        (2, date(2026, 1, 14), "ประเมินความเสี่ยงการทุจริต ๓ กระบวนงาน"),
    ):
        yield Entry(
            15, step, COMMITTEE, Deed.DONE, day, done, "มีมาตรการควบคุมความเสี่ยงที่ชัดเจน", link=f"{_SITE}/risk/{step}"
        )
    yield Entry(15, 3, COMMITTEE, Deed.PROGRESS, date(2026, 3, 16), "จัดทำแผนแล้ว รอเสนอผู้บริหาร", percent=80)
    yield Entry(16, 1, OFFICE, Deed.NOT_DONE, date(2025, 12, 24), reason="เปลี่ยนระบบเว็บไซต์ ดำเนินการปี ๒๕๗๐")


def _recurring() -> Iterator[Entry]:
    """Measures 3 and 14: every quarter, every month; February of measure 14 is missing."""
    for quarter, day in ((1, date(2025, 12, 25)), (2, date(2026, 3, 27))):
        yield Entry(
            3, 1, FINANCE, Deed.DONE, day, f"ประชุมชี้แจงการใช้จ่ายงบประมาณไตรมาสที่ {quarter} และเผยแพร่รายงานแล้ว",
            "บุคลากรทราบแผนและผลการใช้จ่ายงบประมาณ", occurrence=quarter, photos=1,
        )  # fmt: skip
    for month, day in enumerate((date(2025, 10, 30), date(2025, 11, 28), date(2025, 12, 29), date(2026, 1, 29)), 1):
        yield Entry(
            14, 1, FINANCE, Deed.DONE, day, "เผยแพร่แผนและผลการจัดซื้อจัดจ้างของเดือนเป็นไฟล์ .xlsx แล้ว",
            "ประชาชนนำข้อมูลไปใช้ต่อได้", occurrence=month, link="https://www.example.go.th/procurement",
        )  # fmt: skip
    yield Entry(6, 1, FINANCE, Deed.PROGRESS, date(2026, 3, 24), "ตรวจนับแล้ว ๔ จาก ๗ กอง", percent=60)
    yield Entry(
        6,
        1,
        AUDIT,
        Deed.SUBMITTED,
        date(2026, 3, 30),
        "สุ่มตรวจการใช้ทรัพย์สิน ๒๐ รายการ",
        "พบการใช้ถูกต้อง ๑๙ รายการ แก้ไขแล้ว ๑ รายการ",
    )


def _signs() -> Iterator[Entry]:
    """Measure 9: every division that serves the public, due on the last day of the quarter."""
    for number, unit in enumerate((OFFICE, FINANCE, WORKS, HEALTH)):
        yield Entry(
            9, 1, unit, Deed.DONE, date(2026, 2, 2 + number), "คัดเลือกบริการที่มีผู้มาติดต่อมากและตรวจขั้นตอนแล้ว",
            "ขั้นตอนบนป้ายตรงกับคู่มือ", link=f"{_SITE}/signs/{number + 1}",
        )  # fmt: skip
    yield Entry(
        9, 2, OFFICE, Deed.DONE, date(2026, 3, 17), "จัดทำป้ายและอินโฟกราฟิก ๓ บริการ", "ผู้มาติดต่ออ่านเข้าใจง่าย", photos=1
    )
    yield Entry(9, 2, FINANCE, Deed.PROGRESS, date(2026, 3, 19), "ออกแบบป้ายแล้ว รอพิมพ์", percent=70)
    yield Entry(9, 3, OFFICE, Deed.PROGRESS, date(2026, 3, 27), "ติดตั้งแล้ว ๒ จุด เหลือ ๑ จุด", percent=80)
