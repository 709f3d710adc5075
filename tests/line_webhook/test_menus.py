"""The menus under the chat: made once, given by role, taken away, put right; and what their parts answer."""

import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from PIL import Image

from tests.builders import a_government, a_person, a_task, the_system, the_unit
from tests.line_webhook.line_office import PHONE, LineOffice, line_office, words_of
from tests.reminders.office import a_channel, a_head, link
from tests.simulator.running import ACCESS_TOKEN, user_id
from tracker import clock as tracker_clock
from tracker.database import db, transaction
from tracker.messaging.line import LineMessenger
from tracker.people import linking
from tracker.people import queries as people
from tracker.people.models import Person, Post
from tracker.people.roles import Role
from tracker.reminders.delivery.menus import arrange_menus
from tracker.reminders.models import RichMenu
from tracker.reminders.wording.menu_pictures import fingerprint, picture
from tracker.reminders.wording.menus import MENUS, WIDTH, MenuKey, menu_for
from tracker.tasks.models import TaskState

_LARGEST = 1024 * 1024


@pytest.fixture
def office(committed_app: Flask, tmp_path: Path) -> Iterator[LineOffice]:
    with line_office(committed_app, tmp_path) as office:
        yield office


def arrange(office: LineOffice) -> dict[str, int]:
    """Run the job."""
    db.session.remove()
    done = arrange_menus(the_system(), LineMessenger(ACCESS_TOKEN, host=office.line.host), now=tracker_clock.now)
    db.session.remove()
    return dict(done)


def menu_of(office: LineOffice, phone: str = PHONE) -> str:
    """Which of our menus LINE shows a person: their own; `default` when they have none."""
    asked = LineMessenger(ACCESS_TOKEN, host=office.line.host)
    try:
        shown = asked._api.get_rich_menu_id_of_user(phone).rich_menu_id
    except Exception as missing:
        assert getattr(missing, "status", None) == 404, missing  # noqa: PT017 - What LINE says of nobody's menu.
        return "default"
    return {menu.line_rich_menu_id: menu.key for menu in db.session.query(RichMenu)}[shown]


@pytest.mark.parametrize("key", list(MenuKey))
def test_each_picture_is_as_line_takes_it(key: MenuKey) -> None:
    drawn = Image.open(io.BytesIO(picture(key)))
    assert (drawn.format, drawn.size) == ("PNG", (WIDTH, MENUS[key].height))
    assert drawn.width / drawn.height >= 1.45
    assert len(picture(key)) < _LARGEST / 4


@pytest.mark.parametrize("key", list(MenuKey))
def test_the_parts_cover_the_picture_and_say_what_they_do(key: MenuKey) -> None:
    areas = MENUS[key].definition["areas"]
    covered = sum(area["bounds"]["width"] * area["bounds"]["height"] for area in areas)
    assert covered == WIDTH * MENUS[key].height
    assert all(0 < len(area["action"]["label"]) <= 20 for area in areas)


@pytest.mark.parametrize(
    ("roles", "key"),
    [
        ({Role.STAFF}, MenuKey.OFFICER),
        ({Role.COORDINATOR}, MenuKey.OFFICER),
        ({Role.STAFF, Role.UNIT_HEAD}, MenuKey.HEAD),
        ({Role.CHIEF_ADMINISTRATOR, Role.UNIT_HEAD}, MenuKey.LEAD),
        ({Role.MAYOR}, MenuKey.LEAD),
    ],
)
def test_the_highest_role_decides_the_menu(roles: set[Role], key: MenuKey) -> None:
    assert menu_for(roles) is key


def test_the_menus_are_made_once_for_a_channel(office: LineOffice) -> None:
    a_government()
    assert arrange(office) == {"made": 4}
    assert arrange(office) == {}
    assert [seen["status"] for seen in office.line.requests("createRichMenu")] == [200] * 4
    assert [seen["status"] for seen in office.line.requests("setDefaultRichMenu")] == [200]


def test_everybody_has_the_menu_of_their_role(office: LineOffice) -> None:
    head, mayor, officer = a_head(number=1), a_person(Role.MAYOR), a_person(Role.STAFF)
    for number, person in ((2, mayor), (3, officer)):
        office.line.person(link(person, number))
    assert arrange(office)["given"] == 3
    assert [menu_of(office, user_id(number)) for number in (1, 2, 3)] == ["head", "lead", "officer"]
    with transaction():
        post = db.session.query(Post).filter_by(person_id=head.id).one()
        post.role, post.unit_id = Role.CHIEF_ADMINISTRATOR, None
    assert arrange(office) == {"given": 1}
    assert menu_of(office) == "lead"


def test_a_menu_that_changed_is_made_anew_and_the_old_one_taken_away(office: LineOffice) -> None:
    a_head()
    arrange(office)
    with transaction():
        before = db.session.query(RichMenu).filter_by(key="head").one()
        before.content_hash, old = "drawn by an older version", before.line_rich_menu_id
        people.line_account_of_user(PHONE, asker=the_system()).rich_menu = "head:drawn by"  # type: ignore[union-attr]
    assert arrange(office) == {"made": 1, "given": 1}
    assert menu_of(office) == "head"
    assert [seen["path"].rpartition("/")[2] for seen in office.line.requests("deleteRichMenu")] == [old]


def test_another_channel_gets_menus_of_its_own(office: LineOffice) -> None:
    a_head()
    arrange(office)
    a_channel(channel_id="2")
    assert arrange(office) == {"made": 4, "given": 1}


def test_linking_and_unlinking_change_the_menu_at_once(office: LineOffice) -> None:
    a_government()
    arrange(office)
    person = a_person(Role.UNIT_HEAD, unit=the_unit("สำนักปลัด"))
    with transaction():
        code = linking.issue_code(by=people.viewer_of(person.id, on=tracker_clock.today()), at=tracker_clock.now())  # type: ignore[arg-type]
    office.say(code)
    office.press("ใช่ เชื่อมบัญชีนี้")
    assert menu_of(office) == "head"
    office.press_data("v=1&a=unlink")
    assert menu_of(office) == "head", "a press of the menu asks first"
    office.press("ยืนยันยกเลิก")
    assert menu_of(office) == "default"


def test_who_comes_back_has_the_menu_again(office: LineOffice) -> None:
    a_head()
    arrange(office)
    office.line.unfollow(PHONE)
    office.act()
    office.line.follow(PHONE)
    office.act()
    assert len(office.line.requests("linkRichMenuIdToUser")) == 2


@pytest.mark.parametrize(
    "failing", ["createRichMenu", "setRichMenuImage", "setDefaultRichMenu", "linkRichMenuIdToUser"]
)
def test_what_failed_is_put_right_by_the_next_run(office: LineOffice, failing: str) -> None:
    a_head()
    office.line.fault("500", op=failing)
    assert arrange(office)["busy"] == 1
    assert arrange(office)["given"] == 1
    assert menu_of(office) == "head"
    assert {menu.key for menu in db.session.query(RichMenu)} == {"stranger", "officer", "head", "lead"}


def test_somebody_line_does_not_know_keeps_nobody_else_waiting(office: LineOffice) -> None:
    a_head(number=1)
    office.line.person(link(a_person(Role.MAYOR), 2))
    office.line.fault("404", op="linkRichMenuIdToUser", count=1)
    assert arrange(office) == {"made": 4, "refused": 1, "given": 1}


def test_a_channel_on_hold_is_left_alone(office: LineOffice) -> None:
    a_head()
    with transaction():
        from tracker.reminders import queries
        from tracker.reminders.models import ChannelState

        channel = queries.channel(the_system())
        assert channel is not None
        channel.state = ChannelState.HELD
    assert arrange(office) == {}
    assert office.line.requests() == []


def test_fingerprints_tell_menus_apart() -> None:
    assert len({fingerprint(key) for key in MenuKey}) == 4


def a_leading_office(office: LineOffice) -> tuple[Person, Person]:
    """A head with a late and an early task, and a mayor; their phones are linked."""
    head, mayor = a_head(number=1), a_person(Role.MAYOR)
    office.line.person(link(mayor, 2))
    a_task(due_on=date(2026, 3, 20))
    a_task(due_on=date(2026, 9, 30))
    a_task(unit=the_unit("กองคลัง"), due_on=date(2026, 3, 2))
    a_task(unit=the_unit("กองคลัง"), due_on=date(2026, 9, 30), state=TaskState.SUBMITTED)
    return head, mayor


def test_a_head_sees_what_is_late_and_how_the_unit_stands(office: LineOffice) -> None:
    a_leading_office(office)
    assert "เกินกำหนด 1 งาน" in words_of(office.press_data("v=1&a=overdue"))
    told = words_of(office.say("หน่วยของฉัน"))
    assert "ยังไม่เสร็จ 2 งาน · เกินกำหนด 1 งาน" in told
    assert "กองคลัง" not in told


def test_who_leads_sees_the_office_in_counts(office: LineOffice) -> None:
    a_leading_office(office)
    told = words_of(office.press_data("v=1&a=board", user_id(2)))
    assert "ยังไม่เสร็จ 3 งาน · เกินกำหนด 2 งาน" in told
    assert "รอตรวจ 1 งาน" in told
    assert "• กองคลัง 1 งาน" in told
    assert "เกินกำหนด 2 งาน" in words_of(office.press_data("v=1&a=overdue", user_id(2)))
    assert "รอตรวจ 1 งาน" in words_of(office.press_data("v=1&a=waiting", user_id(2)))


def test_help_tells_everybody_what_they_can_do(office: LineOffice) -> None:
    a_leading_office(office)
    to_head, to_mayor = words_of(office.say("วิธีใช้")), words_of(office.say("วิธีใช้", user_id(2)))
    assert ("ขอขยายเวลา" in to_head, "สั่งการ" in to_head) == (True, False)
    assert ("ส่งรูปภาพ" in to_mayor, "สั่งการ" in to_mayor) == (False, True)


def test_who_leads_may_direct_from_a_card_but_does_not_report_for_the_units(office: LineOffice) -> None:
    a_leading_office(office)
    to_head, to_mayor = (str(office.press_data("v=1&a=overdue", phone)) for phone in (PHONE, user_id(2)))
    assert ("a=done" in to_head, "directives/new" in to_head) == (True, False)
    assert ("a=done" in to_mayor, "directives/new?task=" in to_mayor) == (False, True)


@pytest.mark.parametrize("action", ["tasks", "overdue", "unit", "board", "waiting", "help", "unlink"])
def test_quick_replies_stand_where_line_shows_them(office: LineOffice, action: str) -> None:
    a_leading_office(office)
    for phone in (PHONE, user_id(2)):
        told = office.press_data(f"v=1&a={action}", phone)
        assert [message for message in told[:-1] if "quickReply" in message] == []
        assert "quickReply" in told[-1]


def test_who_has_nothing_late_is_told_so(office: LineOffice) -> None:
    a_head()
    assert "ไม่มีงานเกินกำหนด" in words_of(office.press_data("v=1&a=overdue"))


def test_a_head_who_presses_what_only_leads_have_sees_the_unit(office: LineOffice) -> None:
    a_leading_office(office)
    for action in ("board", "waiting"):
        assert "กองคลัง" not in words_of(office.press_data(f"v=1&a={action}"))
