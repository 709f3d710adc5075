"""What a person must decide before a year can be opened, in the words of an office."""

from dataclasses import dataclass
from enum import StrEnum


class ProblemKind(StrEnum):
    """Why a measure cannot become tasks yet."""

    NO_PERIOD = "no_period"
    REVERSED_PERIOD = "reversed_period"
    OUTSIDE_YEAR = "outside_year"
    NO_OWNER = "no_owner"
    UNKNOWN_OWNER = "unknown_owner"
    CLOSED_UNIT = "closed_unit"
    NO_STEP = "no_step"

    @property
    def label(self) -> str:
        """What is wrong."""
        return {
            ProblemKind.NO_PERIOD: "ไม่มีระยะเวลาดำเนินการที่ระบบแปลงเป็นวันที่ได้",
            ProblemKind.REVERSED_PERIOD: "วันสิ้นสุดอยู่ก่อนวันเริ่มต้น",
            ProblemKind.OUTSIDE_YEAR: "ระยะเวลาดำเนินการอยู่นอกปีงบประมาณนี้ทั้งหมด",
            ProblemKind.NO_OWNER: "ไม่มีผู้รับผิดชอบ",
            ProblemKind.UNKNOWN_OWNER: "ไม่รู้จักผู้รับผิดชอบ",
            ProblemKind.CLOSED_UNIT: "หน่วยงานที่รับผิดชอบปิดไปแล้ว",
            ProblemKind.NO_STEP: "ไม่มีขั้นตอนการดำเนินการ",
        }[self]

    @property
    def what_to_do(self) -> str:
        """What a person decides."""
        return {
            ProblemKind.NO_PERIOD: "กำหนดวันเริ่มต้นและวันสิ้นสุด",
            ProblemKind.REVERSED_PERIOD: "แก้วันเริ่มต้นหรือวันสิ้นสุดให้ถูกต้อง",
            ProblemKind.OUTSIDE_YEAR: "แก้ระยะเวลาให้อยู่ในปีงบประมาณนี้ หรือย้ายมาตรการไปปีที่ถูกต้อง",
            ProblemKind.NO_OWNER: "เพิ่มผู้รับผิดชอบที่หน้ามาตรการ",
            ProblemKind.UNKNOWN_OWNER: "เลือกว่าหมายถึงหน่วยงานใด ระบบจะจำชื่อนี้ไว้",
            ProblemKind.CLOSED_UNIT: "เลือกหน่วยงานที่รับผิดชอบแทน",
            ProblemKind.NO_STEP: "เพิ่มขั้นตอนอย่างน้อยหนึ่งขั้นที่หน้ามาตรการ",
        }[self]

    @property
    def is_about_period(self) -> bool:
        """Tell whether dates decide it."""
        return self in {ProblemKind.NO_PERIOD, ProblemKind.REVERSED_PERIOD, ProblemKind.OUTSIDE_YEAR}

    @property
    def is_about_owner(self) -> bool:
        """Tell whether a unit decides it."""
        return self in {ProblemKind.UNKNOWN_OWNER, ProblemKind.CLOSED_UNIT}


@dataclass(frozen=True)
class OpeningProblem:
    """One thing a person must decide before a year can be opened."""

    kind: ProblemKind
    measure_id: int
    measure_number: int
    measure_title: str
    quoted: str = ""
    """The words of the measure it is about: the owner or the period as published."""
    owner_id: int | None = None

    @property
    def sentence(self) -> str:
        """What is wrong with which measure, in Thai."""
        quotation = f": “{self.quoted}”" if self.quoted else ""
        return f"มาตรการที่ {self.measure_number} {self.measure_title} – {self.kind.label}{quotation}"

    @property
    def what_to_do(self) -> str:
        """What a person decides."""
        return self.kind.what_to_do
