"""What a person may be in an office, and the kinds of offices and units there are."""

from enum import StrEnum


class Role(StrEnum):
    """What a person does here; each post carries one."""

    COORDINATOR = "coordinator"
    UNIT_HEAD = "unit_head"
    STAFF = "staff"
    CHIEF_ADMINISTRATOR = "chief_administrator"
    MAYOR = "mayor"
    REGISTRY = "registry"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"

    @property
    def label(self) -> str:
        """The role as pages name it."""
        return {
            Role.COORDINATOR: "ผู้ประสานงาน ITA",
            Role.UNIT_HEAD: "หัวหน้าหน่วยงาน",
            Role.STAFF: "เจ้าหน้าที่",
            Role.CHIEF_ADMINISTRATOR: "ปลัด",
            Role.MAYOR: "นายก",
            Role.REGISTRY: "งานสารบรรณ",
            Role.AUDITOR: "ผู้ตรวจสอบ",
            Role.ADMINISTRATOR: "ผู้ดูแลระบบ",
        }[self]


class GovernmentKind(StrEnum):
    """The kinds of local government; each owns the words that change with it."""

    SUBDISTRICT_ORGANISATION = "subdistrict_organisation"
    SUBDISTRICT_MUNICIPALITY = "subdistrict_municipality"
    TOWN_MUNICIPALITY = "town_municipality"
    CITY_MUNICIPALITY = "city_municipality"
    PROVINCIAL_ORGANISATION = "provincial_organisation"

    @property
    def label(self) -> str:
        """The kind in full, as the name of an office begins."""
        return {
            GovernmentKind.SUBDISTRICT_ORGANISATION: "องค์การบริหารส่วนตำบล",
            GovernmentKind.SUBDISTRICT_MUNICIPALITY: "เทศบาลตำบล",
            GovernmentKind.TOWN_MUNICIPALITY: "เทศบาลเมือง",
            GovernmentKind.CITY_MUNICIPALITY: "เทศบาลนคร",
            GovernmentKind.PROVINCIAL_ORGANISATION: "องค์การบริหารส่วนจังหวัด",
        }[self]

    @property
    def abbreviation(self) -> str:
        """The kind in short."""
        return {
            GovernmentKind.SUBDISTRICT_ORGANISATION: "อบต.",
            GovernmentKind.SUBDISTRICT_MUNICIPALITY: "ทต.",
            GovernmentKind.TOWN_MUNICIPALITY: "ทม.",
            GovernmentKind.CITY_MUNICIPALITY: "ทน.",
            GovernmentKind.PROVINCIAL_ORGANISATION: "อบจ.",
        }[self]

    @property
    def is_municipality(self) -> bool:
        """Tell whether this is a เทศบาล."""
        return "municipality" in self.value

    def mayor_title(self, name: str) -> str:
        """Return the full title of the head of the office called `name` (เทศบาล is dropped: นายกเทศมนตรีตำบล…)."""
        return name.replace("เทศบาล", "นายกเทศมนตรี", 1) if self.is_municipality else f"นายก{name}"

    def chief_administrator_title(self, name: str) -> str:
        """Return the full title of the ปลัด of the office called `name`."""
        return f"ปลัด{name}"


class UnitKind(StrEnum):
    """What an owner of tasks can be."""

    DIVISION = "division"
    SECTION = "section"
    COMMITTEE = "committee"
    CENTRE = "centre"
    EXECUTIVE = "executive"

    @property
    def label(self) -> str:
        """The kind as pages name it."""
        return {
            UnitKind.DIVISION: "สำนัก/กอง/หน่วย",
            UnitKind.SECTION: "งาน/ฝ่าย",
            UnitKind.COMMITTEE: "คณะกรรมการ/คณะทำงาน",
            UnitKind.CENTRE: "ศูนย์",
            UnitKind.EXECUTIVE: "ผู้บริหาร",
        }[self]


class LineState(StrEnum):
    """How a person's LINE account stands with the office's official account."""

    ACTIVE = "active"
    BLOCKED = "blocked"
    UNLINKED = "unlinked"

    @property
    def label(self) -> str:
        """The state as pages name it."""
        return {
            LineState.ACTIVE: "เชื่อมแล้ว",
            LineState.BLOCKED: "ปิดกั้นบัญชี",
            LineState.UNLINKED: "ยกเลิกแล้ว",
        }[self]
