"""The people of the demo office and their posts; all invented."""

from dataclasses import dataclass

from tracker.people.roles import Role

PASSWORD = "demo-ita-2569"  # noqa: S105 (printed at every start of the demo)
ACTING_AUTHORITY = "คำสั่ง อบต.ตัวอย่างพัฒนา ที่ ๑๒๓/๒๕๖๘"


@dataclass(frozen=True)
class DemoPost:
    """A post of a demo person: the role, in which unit, and whether they act in it."""

    role: Role
    unit: str | None = None
    is_acting: bool = False


@dataclass(frozen=True)
class Account:
    """A demo person."""

    username: str
    name: str
    position: str
    posts: tuple[DemoPost, ...]


ACCOUNTS: tuple[Account, ...] = (
    Account("mayor", "นายต้น สมมติ", "นายกองค์การบริหารส่วนตำบล", (DemoPost(Role.MAYOR, "ผู้บริหารสูงสุด"),)),
    Account("deputy-mayor", "นางสาวแก้ว ตัวอย่าง", "รองนายกองค์การบริหารส่วนตำบล", (DemoPost(Role.AUDITOR),)),
    Account(
        "palad",
        "นางมณี สมมติ",
        "ปลัดองค์การบริหารส่วนตำบล",
        (DemoPost(Role.CHIEF_ADMINISTRATOR), DemoPost(Role.UNIT_HEAD, "คณะทำงานขับเคลื่อน ITA")),
    ),
    Account(
        "deputy-palad",
        "นายภูผา จำลอง",
        "รองปลัดองค์การบริหารส่วนตำบล",
        (DemoPost(Role.UNIT_HEAD, "ผู้บริหารสูงสุด"), DemoPost(Role.UNIT_HEAD, "ศูนย์ปฏิบัติการต่อต้านการทุจริต")),
    ),
    Account(
        "plan", "นางสาวแผน จำลอง", "นักวิเคราะห์นโยบายและแผน", (DemoPost(Role.COORDINATOR, "งานวิเคราะห์นโยบายและแผน"),)
    ),
    Account("office", "นางสาวธารา ตัวอย่าง", "หัวหน้าสำนักปลัด", (DemoPost(Role.UNIT_HEAD, "สำนักปลัด"),)),
    Account("finance", "นายพร จำลอง", "ผู้อำนวยการกองคลัง", (DemoPost(Role.UNIT_HEAD, "กองคลัง"),)),
    Account(
        "works",
        "นายเหล็ก สมมติ",
        "ผู้อำนวยการกองช่าง",
        (DemoPost(Role.UNIT_HEAD, "กองช่าง"), DemoPost(Role.UNIT_HEAD, "กองสาธารณสุขและสิ่งแวดล้อม", is_acting=True)),
    ),
    Account(
        "education",
        "นางสาวครู ตัวอย่าง",
        "ผู้อำนวยการกองการศึกษา ศาสนาและวัฒนธรรม",
        (DemoPost(Role.UNIT_HEAD, "กองการศึกษา ศาสนาและวัฒนธรรม"),),
    ),
    Account("welfare", "นายใจดี สมมติ", "ผู้อำนวยการกองสวัสดิการสังคม", (DemoPost(Role.UNIT_HEAD, "กองสวัสดิการสังคม"),)),
    Account("registry", "นายธุระ ตัวอย่าง", "เจ้าพนักงานธุรการ", (DemoPost(Role.REGISTRY, "งานบริหารทั่วไป"),)),
    Account("supplies", "นางสาวพัสดุ สมมติ", "นักวิชาการพัสดุ", (DemoPost(Role.STAFF, "งานพัสดุและทรัพย์สิน"),)),
    Account(
        "audit",
        "นายตรวจ จำลอง",
        "นักวิชาการตรวจสอบภายใน",
        (DemoPost(Role.AUDITOR), DemoPost(Role.UNIT_HEAD, "หน่วยตรวจสอบภายใน")),
    ),
    Account("admin", "นายเว็บ ตัวอย่าง", "นักวิชาการคอมพิวเตอร์", (DemoPost(Role.ADMINISTRATOR),)),
)


def username_in(slug: str, username: str) -> str:
    """Return how a demo account signs in to an office; names are taken once in an installation."""
    return username if slug == "demo" else f"{username}.{slug}"
