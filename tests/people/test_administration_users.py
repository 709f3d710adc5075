"""Looking after the people of an office: adding, posts, passwords, letting in and out."""

from collections.abc import Callable
from datetime import date, timedelta

from flask import Flask
from sqlalchemy import select

from tests.browser import Browser
from tests.builders import a_government, a_person, the_system, the_unit
from tests.conftest import Clock
from tracker.database import db, transaction
from tracker.people import linking, queries
from tracker.people.models import AuditEvent, Person, Post
from tracker.people.roles import LineState, Role

SignIn = Callable[[object], Browser]


def _the_post(person: Person) -> Post:
    return db.session.scalars(select(Post).where(Post.person_id == person.id)).one()


def test_a_person_who_was_added_signs_in_with_the_password_shown_once_and_sets_their_own(
    app: Flask, signed_in_as: SignIn, browser: Browser
) -> None:
    administrator = signed_in_as(a_person(Role.ADMINISTRATOR))
    unit = the_unit("กองคลัง")

    page = administrator.submit(
        administrator.visit("/administration/users/new"),
        "/administration/users/new",
        {
            "username": "Somying.S",
            "name": "นางสาวสมหญิง สมมติ",
            "position": "นักวิชาการคลัง",
            "role": "staff",
            "unit_id": str(unit.id),
        },
    )

    username, password = (code.get_text() for code in page.all("td code"))
    assert username == "somying.s"
    again = administrator.visit("/administration/users")
    assert "สมหญิง" in again.text
    assert password not in again.text
    first = browser.submit(browser.visit("/sign-in"), "/sign-in", {"username": "somying.s", "password": password})
    assert first.url.startswith("/first-password")


def test_a_username_somebody_has_is_refused_beside_the_form(app: Flask, signed_in_as: SignIn) -> None:
    other = a_government("another", "องค์การบริหารส่วนตำบลจำลองพัฒนา")
    taken = a_person(Role.MAYOR, government=other)
    administrator = signed_in_as(a_person(Role.ADMINISTRATOR))

    page = administrator.submit(
        administrator.visit("/administration/users/new"),
        "/administration/users/new",
        {"username": taken.username, "name": "นายใหม่ สมมติ", "role": "mayor"},
        status=422,
    )

    assert page.errors == [f"มีชื่อผู้ใช้ “{taken.username}” อยู่แล้ว กรุณาตั้งชื่ออื่น"]


def test_staff_without_a_unit_are_refused(app: Flask, signed_in_as: SignIn) -> None:
    administrator = signed_in_as(a_person(Role.ADMINISTRATOR))
    page = administrator.submit(
        administrator.visit("/administration/users/new"),
        "/administration/users/new",
        {"username": "new", "name": "นายใหม่ สมมติ", "role": "staff"},
        status=422,
    )
    assert page.errors == ["เจ้าหน้าที่ต้องระบุหน่วยงาน"]
    assert queries.person_called("new") is None


def test_a_name_is_corrected(app: Flask, signed_in_as: SignIn) -> None:
    person = a_person(Role.MAYOR, name="นายต้น สมมต")
    administrator = signed_in_as(a_person(Role.ADMINISTRATOR))

    page = administrator.visit(f"/administration/users/{person.id}/edit")
    page = administrator.submit(page, "/edit", {"name": "นายต้น สมมติ", "position": "นายก"})

    assert page.h1 == "นายต้น สมมติ"
    assert page.notices == ["บันทึกแล้ว"]


def test_an_acting_head_heads_the_unit_from_the_first_day_to_the_last(
    app: Flask, signed_in_as: SignIn, clock: Clock
) -> None:
    unit = the_unit("กองช่าง")
    person = a_person(Role.STAFF, unit=the_unit("กองคลัง"))
    administrator = signed_in_as(a_person(Role.ADMINISTRATOR))

    page = administrator.visit(f"/administration/users/{person.id}/posts/new")
    fields = {"role": "unit_head", "unit_id": str(unit.id), "starts_on": "2026-04-01", "ends_on": "2026-04-30"}
    refused = administrator.submit(page, "/posts/new", {**fields, "is_acting": "y"}, status=422)
    assert refused.errors == ["คำสั่งที่ให้รักษาราชการแทน: กรุณากรอกคำสั่งที่ให้รักษาราชการแทน"]
    administrator.submit(page, "/posts/new", {**fields, "is_acting": "y", "authority": "คำสั่งที่ ๑/๒๕๖๙"})

    def heads(day: date) -> bool:
        viewer = queries.viewer_of(person.id, on=day)
        return viewer is not None and viewer.heads(unit.id)

    assert [heads(date(2026, 3, 31)), heads(date(2026, 4, 1)), heads(date(2026, 4, 30)), heads(date(2026, 5, 1))] == [
        False,
        True,
        True,
        False,
    ]


def test_a_post_that_ends_keeps_its_row(app: Flask, signed_in_as: SignIn) -> None:
    person = a_person(Role.MAYOR)
    post = _the_post(person)
    administrator = signed_in_as(a_person(Role.ADMINISTRATOR))

    page = administrator.visit(f"/administration/posts/{post.id}/end")
    refused = administrator.submit(page, "/end", {"ends_on": "2020-01-01"}, status=422)
    assert refused.errors == ["วันสุดท้ายในตำแหน่ง: วันสิ้นสุดต้องไม่ก่อนวันเริ่มต้น"]
    administrator.submit(page, "/end", {"ends_on": "2026-03-30"})

    db.session.refresh(post)
    assert post.ends_on == date(2026, 3, 30)
    viewer = queries.viewer_of(person.id, on=date(2026, 3, 31))
    assert viewer is not None
    assert viewer.roles == frozenset()


def test_the_last_administrator_cannot_be_taken_away(app: Flask, signed_in_as: SignIn) -> None:
    only = a_person(Role.ADMINISTRATOR)
    administrator = signed_in_as(only)

    page = administrator.visit(f"/administration/posts/{_the_post(only).id}/end")
    page = administrator.submit(page, "/end", {"ends_on": "2026-03-31"}, status=422)
    assert "ผู้ดูแลระบบเหลืออย่างน้อย 1 คน" in page.errors[0]

    a_person(Role.ADMINISTRATOR)
    page = administrator.visit(f"/administration/posts/{_the_post(only).id}/end")
    administrator.submit(page, "/end", {"ends_on": "2026-04-30"})
    db.session.expire_all()
    assert _the_post(only).ends_on == date(2026, 4, 30)


def test_one_cannot_close_ones_own_account(app: Flask, signed_in_as: SignIn) -> None:
    oneself, another = a_person(Role.ADMINISTRATOR), a_person(Role.ADMINISTRATOR)
    administrator = signed_in_as(oneself)
    assert not administrator.visit(f"/administration/users/{oneself.id}").all("form[action$=deactivate]")

    page = administrator.visit(f"/administration/users/{another.id}")
    page.form("/deactivate")["action"] = f"/administration/users/{oneself.id}/deactivate"
    refused = administrator.submit(page, f"/administration/users/{oneself.id}/deactivate", status=409)

    assert "ปิดบัญชีของตนเองไม่ได้" in refused.text


def test_a_closed_account_is_signed_out_at_once_and_comes_back_when_opened(app: Flask, signed_in_as: SignIn) -> None:
    person = a_person(Role.MAYOR)
    theirs = signed_in_as(person)
    theirs.visit("/account")
    administrator = signed_in_as(a_person(Role.ADMINISTRATOR))

    administrator.submit(administrator.visit(f"/administration/users/{person.id}"), "/deactivate")
    assert theirs.visit("/account").url.startswith("/sign-in")

    page = administrator.submit(administrator.visit(f"/administration/users/{person.id}"), "/reactivate")
    assert "เข้าใช้ได้" in page.text


def test_a_reset_password_works_once_shown_and_ends_every_session(
    app: Flask, signed_in_as: SignIn, browser: Browser
) -> None:
    person = a_person(Role.MAYOR)
    theirs = signed_in_as(person)
    administrator = signed_in_as(a_person(Role.ADMINISTRATOR))

    page = administrator.submit(administrator.visit(f"/administration/users/{person.id}"), "/reset-password")

    password = page.all("td code")[1].get_text()
    assert theirs.visit("/account").url.startswith("/sign-in")
    signed = browser.submit(browser.visit("/sign-in"), "/sign-in", {"username": person.username, "password": password})
    assert signed.url.startswith("/first-password")
    assert password not in str([event.details for event in db.session.scalars(select(AuditEvent))])


def test_an_administrator_ends_the_link_of_a_lost_phone(app: Flask, signed_in_as: SignIn, clock: Clock) -> None:
    person = a_person(Role.MAYOR)
    with transaction():
        linking.link(person, "U" + "0" * 32, by=the_system(), at=clock.now - timedelta(days=1))
    administrator = signed_in_as(a_person(Role.ADMINISTRATOR))
    assert LineState.ACTIVE.label in administrator.visit("/administration/users").text

    administrator.submit(administrator.visit(f"/administration/users/{person.id}"), "/unlink-line")

    assert queries.line_account(person.id, asker=the_system()) is None


def test_people_are_found_by_name_and_wildcards_are_plain_letters(app: Flask, signed_in_as: SignIn) -> None:
    a_person(Role.MAYOR, name="นายต้น สมมติ")
    administrator = signed_in_as(a_person(Role.ADMINISTRATOR, name="นางดูแล จำลอง"))

    assert "นายต้น" in administrator.visit("/administration/users?q=ต้น").text
    assert "ไม่พบผู้ใช้ที่ค้นหา" in administrator.visit("/administration/users?q=%25").text


def test_the_list_of_users_takes_few_queries_however_many_there_are(
    app: Flask, signed_in_as: SignIn, queries_at_most: Callable[[int], object]
) -> None:
    administrator = signed_in_as(a_person(Role.ADMINISTRATOR))
    for _ in range(30):
        a_person(Role.STAFF, unit=the_unit("กองคลัง"))
    with queries_at_most(12):  # type: ignore[attr-defined]
        administrator.visit("/administration/users")


def test_the_log_names_the_deed_and_who_did_it(app: Flask, signed_in_as: SignIn) -> None:
    person = a_person(Role.MAYOR)
    oneself = a_person(Role.ADMINISTRATOR, name="นางดูแล จำลอง")
    administrator = signed_in_as(oneself)
    administrator.submit(administrator.visit(f"/administration/users/{person.id}"), "/deactivate")

    page = administrator.visit("/administration/log")

    assert f"นางดูแล จำลอง ปิดบัญชีผู้ใช้ {person.username}" in page.text


def test_only_administrators_look_after_people(app: Flask, signed_in_as: SignIn) -> None:
    for role in set(Role) - {Role.ADMINISTRATOR}:
        unit = the_unit("กองคลัง") if role in {Role.UNIT_HEAD, Role.STAFF} else None
        signed_in_as(a_person(role, unit=unit)).visit("/administration/users", status=403)
