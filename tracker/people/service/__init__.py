"""Changes to local governments, units, people, posts and holidays."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import func, select, update

from tracker.database import db
from tracker.errors import NotNow, NotValid
from tracker.people import audit, queries, signing_in
from tracker.people.models import DemoClock, Holiday, LocalGovernment, Person, Post, Unit, UnitAlias, UserSession
from tracker.people.roles import GovernmentKind, Role, UnitKind
from tracker.people.viewer import Asker, System
from tracker.people.working_days import thai_government_holidays
from tracker.thai import one_line, without_spaces

LONGEST_ALIAS = 200

# The usual units of an office: a name, whether it serves the public, and other ways it is written (domain notes 2.2).
_USUAL_UNITS: tuple[tuple[str, bool, tuple[str, ...]], ...] = (
    ("สำนักปลัด", True, ("สป.", "สนป.", "สำนักงานปลัด", "สำนักปลัดฯ", "หัวหน้าสำนักปลัด")),
    ("กองคลัง", True, ("กค.", "ส่วนการคลัง", "ผอ.กองคลัง", "ผู้อำนวยการกองคลัง")),
    ("กองช่าง", True, ("กช.", "ส่วนโยธา", "ผอ.กองช่าง", "ผู้อำนวยการกองช่าง")),
    ("กองการศึกษา ศาสนาและวัฒนธรรม", True, ("กองการศึกษา", "กองการศึกษาฯ", "ส่วนการศึกษา", "ผอ.กองการศึกษา")),
    ("กองสาธารณสุขและสิ่งแวดล้อม", True, ("กองสาธารณสุข", "กองสาธารณสุขฯ", "กสธ.", "ผอ.กองสาธารณสุข")),
    ("กองสวัสดิการสังคม", True, ("กองสวัสดิการ", "กองสวัสดิการสังคมฯ", "กองสวัสดิการชุมชน", "ผอ.กองสวัสดิการสังคม")),
    ("หน่วยตรวจสอบภายใน", False, ("ตสน.", "งานตรวจสอบภายใน", "หน่วยตรวจสอบฯ")),
)
_USUAL_SECTIONS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("งานบริหารทั่วไป", "สำนักปลัด", ("งานธุรการ",)),
    ("งานการเจ้าหน้าที่", "สำนักปลัด", ("งานบริหารงานบุคคล", "งานบุคคล")),
    ("งานวิเคราะห์นโยบายและแผน", "สำนักปลัด", ("งานนโยบายและแผน",)),
    ("งานนิติการ", "สำนักปลัด", ()),
    ("งานป้องกันและบรรเทาสาธารณภัย", "สำนักปลัด", ()),
    ("งานการเงินและบัญชี", "กองคลัง", ()),
    ("งานพัสดุและทรัพย์สิน", "กองคลัง", ("งานพัสดุ", "งานทรัพย์สินและพัสดุ")),
    ("งานพัฒนาและจัดเก็บรายได้", "กองคลัง", ("งานจัดเก็บรายได้",)),
)
_USUAL_OTHERS: tuple[tuple[str, UnitKind, tuple[str, ...]], ...] = (
    ("ผู้บริหารสูงสุด", UnitKind.EXECUTIVE, ("ผู้บริหาร", "คณะผู้บริหาร")),
    (
        "คณะทำงานขับเคลื่อน ITA",
        UnitKind.COMMITTEE,
        ("คณะกรรมการขับเคลื่อน ITA", "คณะทำงาน ITA", "คณะกรรมการ ITA", "คณะกรรมการขับเคลื่อนITA"),
    ),
    ("ศูนย์ปฏิบัติการต่อต้านการทุจริต", UnitKind.CENTRE, ("ศปท.", "ศูนย์ปฏิบัติการต่อต้านการทุจริตฯ")),
)


@dataclass(frozen=True)
class NewPerson:
    """Somebody to be added, with a first post."""

    username: str
    name: str
    position: str
    role: Role
    unit_id: int | None
    is_acting: bool = False
    authority: str = ""


@dataclass(frozen=True)
class PostTerms:
    """A post to be held, from one day on."""

    role: Role
    unit_id: int | None
    title: str
    starts_on: date
    ends_on: date | None = None
    is_acting: bool = False
    authority: str = ""


def add_government(slug: str, name: str, kind: GovernmentKind, *, at: datetime, today: date) -> LocalGovernment:
    """Add a local government with the usual units of its kind and the government's holidays."""
    if not re.fullmatch(r"[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?", slug):
        raise NotValid("ชื่อย่อของหน่วยงาน (slug) ใช้ได้เฉพาะ a-z 0-9 และ - ยาวไม่เกิน 60 ตัว")
    if db.session.scalar(select(LocalGovernment.id).where(LocalGovernment.slug == slug)) is not None:
        raise NotNow(f"มีหน่วยงาน “{slug}” อยู่แล้ว")
    government = LocalGovernment(slug=slug, name=one_line(name), kind=kind, created_at=at)
    db.session.add(government)
    db.session.flush()  # The units need its id.
    _add_usual_units(government)
    seed_holidays(System(government.id), years=range(today.year - 1, today.year + 3))
    audit.record("government_added", slug, by=System(government.id), at=at)
    return government


def add_unit(name: str, kind: UnitKind, *, parent_id: int | None, by: Asker, at: datetime) -> Unit:
    """Add a unit at the end of the office's list."""
    name = one_line(name)
    if not name:
        raise NotValid("กรุณาพิมพ์ชื่อหน่วยงาน")
    if without_spaces(name) in queries.owner_names(by):
        raise NotNow(f"มีหน่วยงานหรือชื่อเรียกอื่น “{name}” อยู่แล้ว")
    if parent_id is not None:
        queries.unit(parent_id, asker=by)
    last = db.session.scalar(select(func.max(Unit.position)).where(Unit.government_id == by.government_id))
    unit = Unit(government_id=by.government_id, name=name, kind=kind, parent_id=parent_id, position=(last or 0) + 1)
    db.session.add(unit)
    db.session.flush()  # Callers give the new unit to people and aliases.
    audit.record("unit_added", name, by=by, at=at)
    return unit


def remember_alias(written: str, unit_id: int, *, by: Asker, at: datetime) -> None:
    """Remember that an owner written so means this unit; the newest answer replaces an older one."""
    text = without_spaces(written)
    if not text:
        raise NotValid("กรุณาพิมพ์ชื่อเรียกอื่น")
    if len(one_line(written)) > LONGEST_ALIAS:
        raise NotValid(f"ชื่อเรียกยาวเกิน {LONGEST_ALIAS} ตัวอักษร กรุณาย่อ")
    unit = queries.unit(unit_id, asker=by)
    if text == without_spaces(unit.name):
        return
    alias = db.session.scalar(
        select(UnitAlias).where(UnitAlias.government_id == by.government_id, UnitAlias.text == text)
    )
    if alias is None:
        alias = UnitAlias(government_id=by.government_id, text=text, written=one_line(written), unit_id=unit_id)
        db.session.add(alias)
    alias.unit_id = unit_id
    audit.record("alias_remembered", one_line(written), by=by, at=at, details={"unit": unit.name})


def add_person(new: NewPerson, *, by: Asker, at: datetime, today: date) -> tuple[Person, str]:
    """Add a person with a first post; return them with the temporary password, which is shown once."""
    temporary = signing_in.temporary_password()
    hashed = signing_in.hash_password(temporary)
    return add_person_with(hashed, new, by=by, at=at, today=today), temporary


def add_person_with(password_hash: str, new: NewPerson, *, by: Asker, at: datetime, today: date) -> Person:
    """Add a person with a first post and a temporary password that was hashed before."""
    username = new.username.strip().lower()
    if not re.fullmatch(r"[a-z0-9][a-z0-9._-]{1,58}", username):
        raise NotValid("ชื่อผู้ใช้ใช้ได้เฉพาะ a-z 0-9 จุด ขีดกลาง และขีดล่าง ยาว 2–59 ตัว")
    if queries.person_called(username) is not None:
        raise NotNow(f"มีชื่อผู้ใช้ “{username}” อยู่แล้ว กรุณาตั้งชื่ออื่น")
    if not one_line(new.name):
        raise NotValid("กรุณาพิมพ์ชื่อ-สกุล")
    person = Person(
        government_id=by.government_id,
        username=username,
        name=one_line(new.name),
        position=one_line(new.position),
        password_hash=password_hash,
        created_at=at,
    )
    db.session.add(person)
    db.session.flush()  # The post needs the person's id.
    terms = PostTerms(new.role, new.unit_id, person.position, today, None, new.is_acting, new.authority)
    give_post(person, terms, by=by, at=at)
    audit.record("person_added", username, by=by, at=at, details={"role": new.role.value})
    return person


def give_post(person: Person, terms: PostTerms, *, by: Asker, at: datetime) -> Post:
    """Give a person a post; heads and staff need a unit, acting posts their authority."""
    if terms.role in {Role.UNIT_HEAD, Role.STAFF} and terms.unit_id is None:
        raise NotValid(f"{terms.role.label}ต้องระบุหน่วยงาน")
    if terms.unit_id is not None:
        queries.unit(terms.unit_id, asker=by)
    if terms.ends_on is not None and terms.ends_on < terms.starts_on:
        raise NotValid("วันสิ้นสุดต้องไม่ก่อนวันเริ่มต้น")
    post = Post(
        government_id=by.government_id,
        person_id=person.id,
        unit_id=terms.unit_id,
        role=terms.role,
        title=one_line(terms.title),
        is_acting=terms.is_acting,
        authority=one_line(terms.authority),
        starts_on=terms.starts_on,
        ends_on=terms.ends_on,
    )
    db.session.add(post)
    audit.record("post_given", person.username, by=by, at=at, details={"role": terms.role.value})
    return post


def end_post(post: Post, *, on: date, by: Asker, at: datetime) -> None:
    """End a post on a day; the row stays, since signatures of the past depend on it."""
    if on < post.starts_on:
        raise NotValid("วันสิ้นสุดต้องไม่ก่อนวันเริ่มต้น")
    post.ends_on = on
    audit.record("post_ended", str(post.person_id), by=by, at=at, details={"role": post.role.value})


def deactivate(person: Person, *, by: Asker, at: datetime) -> None:
    """Let a person sign in no longer; what they did stays theirs."""
    person.is_active = False
    signing_in.end_sessions(person.id, at=at)
    audit.record("person_deactivated", person.username, by=by, at=at)


def reactivate(person: Person, *, by: Asker, at: datetime) -> None:
    """Let a person sign in again."""
    person.is_active = True
    audit.record("person_reactivated", person.username, by=by, at=at)


def seed_holidays(asker: Asker, *, years: range) -> int:
    """Add the government's holidays of some Christian years; what the office entered itself stays."""
    known = {holiday.day for holiday in queries.holidays(asker)}
    added = 0
    for day, name in thai_government_holidays(years).items():
        if day not in known:
            db.session.add(Holiday(government_id=asker.government_id, day=day, name=name, source="library"))
            added += 1
    return added


def set_holiday(day: date, name: str, *, works: bool, by: Asker, at: datetime) -> None:
    """Declare a day a holiday of the office, or a working day against the calendar."""
    if not one_line(name):
        raise NotValid("กรุณาพิมพ์ชื่อวันหยุด")
    holiday = db.session.scalar(select(Holiday).where(Holiday.government_id == by.government_id, Holiday.day == day))
    if holiday is None:
        holiday = Holiday(government_id=by.government_id, day=day, name="", source="office")
        db.session.add(holiday)
    holiday.name, holiday.source, holiday.is_working_day = one_line(name), "office", works
    audit.record("holiday_set", day.isoformat(), by=by, at=at, details={"works": works})


def choose_verifying(*, verifies: bool, by: Asker, at: datetime) -> None:
    """Switch on or off that another person verifies what was submitted."""
    db.session.execute(
        update(LocalGovernment).where(LocalGovernment.id == by.government_id).values(verifies_progress=verifies)
    )
    audit.record("verifying_chosen", str(verifies), by=by, at=at)


def _add_usual_units(government: LocalGovernment) -> None:
    divisions: dict[str, Unit] = {}
    position = 0
    for name, serves_public, aliases in _USUAL_UNITS:
        position += 1
        if name == "สำนักปลัด" and government.kind.is_municipality:
            name, aliases = "สำนักปลัดเทศบาล", ("สำนักปลัด", *aliases)
        unit = Unit(name=name, kind=UnitKind.DIVISION, serves_public=serves_public, position=position)
        divisions["สำนักปลัด" if name.startswith("สำนักปลัด") else name] = unit
        _keep(government, unit, aliases)
        if name.startswith("สำนักปลัด"):
            _keep_aliases(government, unit, (f"สำนักปลัด{government.name}", f"สำนักปลัด{government.kind.abbreviation}"))
    for name, parent, aliases in _USUAL_SECTIONS:
        position += 1
        above = divisions[parent]
        unit = Unit(name=name, kind=UnitKind.SECTION, parent_id=above.id, position=position)
        names = (*aliases, *(f"{other} {parent}" for other in (name, *aliases)), f"{parent} ({name})")
        _keep(government, unit, names)
    for name, kind, aliases in _USUAL_OTHERS:
        position += 1
        _keep(government, Unit(name=name, kind=kind, serves_public=False, position=position), aliases)


def _keep(government: LocalGovernment, unit: Unit, aliases: tuple[str, ...]) -> None:
    unit.government_id = government.id
    db.session.add(unit)
    db.session.flush()  # Its aliases and sub-units need its id.
    _keep_aliases(government, unit, aliases)


def _keep_aliases(government: LocalGovernment, unit: Unit, aliases: tuple[str, ...]) -> None:
    for text, written in {without_spaces(alias): alias for alias in aliases}.items():
        if text != without_spaces(unit.name):
            db.session.add(UnitAlias(government_id=government.id, unit_id=unit.id, text=text, written=written))


def start_demo_clock(offset: timedelta) -> None:
    """Make this a demo database, whose time is so far from the machine's."""
    db.session.merge(DemoClock(id=1, offset_seconds=int(offset.total_seconds())))


def move_demo_clock(ahead: timedelta) -> None:
    """Send the time of a demo database ahead; it never goes back, since history is append-only.

    Whoever is signed in stays so: their sessions go along, however far the jump.
    """
    if ahead < timedelta(0):
        raise NotValid("เวลาของระบบสาธิตย้อนกลับไม่ได้")
    found = db.session.get(DemoClock, 1)
    if found is None:
        raise NotNow("ฐานข้อมูลนี้ไม่ใช่ระบบสาธิต เวลาจึงเปลี่ยนไม่ได้")
    found.offset_seconds += int(ahead.total_seconds())
    for session in db.session.scalars(select(UserSession).where(UserSession.revoked_at.is_(None))):
        session.expires_at += ahead
