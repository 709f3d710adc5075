"""Every message the office sends, word for word, and within what LINE takes."""

import json
import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from linebot.v3.messaging import PushMessageRequest

from tracker.reminders.policy import Kind
from tracker.reminders.wording import asking, bubbles, cards, flex, groups, linking, overviews, replies
from tracker.reminders.wording.cutting import clusters, cut, cut_letters, json_bytes, units
from tracker.reminders.wording.subjects import DateChoice, DirectiveCard, MatterAnswer, MatterCard, TaskCard
from tracker.reminders.wording.urgency import Urgency
from tracker.simulator.checks.messages import messages as well_formed
from tracker.simulator.checks.messages import refuse_unless_shaped
from tracker.simulator.checks.shapes import needed, shaped

SNAPSHOTS = Path(__file__).with_name("snapshots")
HOME = "https://ita.example.go.th"
LINK_PAGE = f"{HOME}/reminders/line"
CARD = TaskCard(
    task_id=31,
    revision=4,
    title="ประกาศแนวทางการขอยืมทรัพย์สินของทางราชการ",
    measure="5. แนวทางการขอยืมทรัพย์สินของราชการและแบบฟอร์มยืม–คืน",
    unit="งานพัสดุและทรัพย์สิน",
    due_on=date(2025, 12, 31),
    state="อยู่ระหว่างดำเนินการ",
    percent=75,
    urgency=Urgency("late", 62),
    link=f"{HOME}/tasks/31",
)
NEW = replace(CARD, task_id=44, title="จัดทำคู่มือการปฏิบัติงาน", percent=0, is_started=False, state="ยังไม่ดำเนินการ")
SOON = replace(NEW, due_on=date(2026, 4, 9), urgency=Urgency("due_in_7", 6))
DIRECTIVE = DirectiveCard(
    directive_id=2,
    text="ให้กองคลังเร่งประกาศแนวทางยืมทรัพย์สิน",
    given_by="นายต้น สมมติ",
    due_on=date(2026, 4, 10),
    urgency=Urgency("directive_given"),
    link=f"{HOME}/tasks/31",
)
LATE = replace(
    CARD,
    more_time=DateChoice(date(2026, 4, 7), date(2026, 4, 1), date(2026, 9, 30)),
    promise=DateChoice(date(2026, 4, 3), date(2026, 3, 31), date(2026, 9, 30)),
)
EXTENSION = MatterCard(
    title="ขอขยายเวลา: ประกาศแนวทางการขอยืมทรัพย์สินของทางราชการ",
    urgency=Urgency("decision_waits"),
    link=f"{HOME}/tasks/31",
    facts=(
        ("หน่วยงาน", "งานพัสดุและทรัพย์สิน"),
        ("กำหนดเดิม", "31 ธ.ค. 68"),
        ("ขอเป็น", "30 เม.ย. 69"),
        ("เหตุผล", "รอข้อมูลจากกองคลัง"),
    ),
    days="จาก 31 ธ.ค. 68 เป็น 30 เม.ย. 69",
    answers=(
        MatterAnswer("อนุมัติ", {"a": "grant", "x": 7}, is_first_choice=True),
        MatterAnswer("ไม่อนุมัติ", {"a": "refuse", "x": 7}),
    ),
)
ROUND = MatterCard(
    title="รายงานผลรอบ 6 เดือน กองคลัง",
    urgency=Urgency("round_due", 5),
    link=f"{HOME}/tasks/",
    facts=(("ยังไม่เสร็จ", "4 งาน"), ("ยังไม่รายงาน", "2 งาน")),
    due_on=date(2026, 4, 7),
)
VERIFYING = MatterCard(
    title="ตรวจผลงาน: จัดทำคู่มือการปฏิบัติงาน",
    urgency=Urgency("decision_waits"),
    link=f"{HOME}/tasks/44",
    facts=(("หน่วยงาน", "กองช่าง"), ("ส่งเมื่อ", "30 มี.ค. 69")),
    days="ส่งเมื่อ 30 มี.ค. 69",
)
CLOSING = MatterCard(
    title="ปิดปีงบประมาณ พ.ศ. 2569 กองคลัง",
    urgency=Urgency("closing"),
    link=f"{HOME}/tasks/?unit=2",
    facts=(("ยังไม่มีผล", "3 งาน"), ("ยังไม่มีหลักฐาน", "2 งาน")),
    due_on=date(2026, 9, 30),
)
EXCEPTION = replace(
    LATE, urgency=Urgency("escalated", 62), is_answerable=False, direct_link=f"{HOME}/tasks/directives/new?task=31"
)
FAMILY = "👨‍👩‍👧‍👦"
LONG_NAME = ("ก่ำกำน้ำใจเกื้อกูล" + FAMILY + "🇹🇭") * 25


def everything() -> Iterator[tuple[str, list[dict[str, Any]]]]:
    yield "reminder_one_task", [cards.reminder([CARD], f"{HOME}/tasks/")]
    yield "reminder_directive_and_tasks", [cards.reminder([DIRECTIVE, CARD, SOON], f"{HOME}/tasks/")]
    yield "reminder_late_task", [cards.reminder([LATE], f"{HOME}/tasks/")]
    yield "reminder_extension_to_decide", [cards.reminder([EXTENSION], f"{HOME}/tasks/")]
    yield "reminder_round_and_task", [cards.reminder([LATE, ROUND], f"{HOME}/tasks/")]
    proofless = replace(CARD, state="ดำเนินการแล้วเสร็จ", percent=100, urgency=Urgency("unproven"), is_open=False)
    yield "reminder_without_proof", [cards.reminder([proofless], f"{HOME}/tasks/")]
    yield "reminder_exceptions", [cards.reminder([EXCEPTION, replace(EXCEPTION, task_id=32)], f"{HOME}/tasks/")]
    yield "reminder_to_verify", [cards.reminder([VERIFYING], f"{HOME}/tasks/")]
    yield "reminder_closing", [cards.reminder([CLOSING], f"{HOME}/tasks/")]
    returned = replace(CARD, urgency=Urgency("returned"), comment="กรุณาแนบคู่มือและระบุจำนวนงานบริการ")
    yield "reminder_returned", [cards.reminder([returned], f"{HOME}/tasks/")]
    yield "my_tasks", [cards.my_tasks([CARD, SOON], f"{HOME}/tasks/")]
    yield "no_tasks", replies.no_tasks()
    yield "welcome", linking.welcome("อบต.ตัวอย่างพัฒนา", LINK_PAGE)
    yield "not_linked", linking.not_linked(LINK_PAGE)
    yield "offer_another", linking.offer_another("นางพร จำลอง", LINK_PAGE)
    yield "unknown_code", replies.unknown_code(LINK_PAGE)
    yield "too_many_codes", replies.too_many_codes()
    yield "confirm_link", replies.confirm_link("นางพร จำลอง", "ผู้อำนวยการกองคลัง", "อบต.ตัวอย่างพัฒนา")
    yield "linked", linking.linked("นางพร จำลอง")
    yield "link_failed", linking.link_failed()
    yield "link_refused", replies.link_refused()
    yield "confirm_unlink", linking.confirm_unlink()
    yield "kept_linked", linking.kept()
    yield "unlinked", linking.unlinked()
    yield "group_how_to_link", groups.how_to_link("อบต.ตัวอย่างพัฒนา")
    yield "group_linked", groups.linked("กองคลัง")
    yield "group_not_an_officer", groups.not_an_officer()
    yield "group_unknown_code", groups.unknown_code()
    yield "group_in_private", groups.in_private()
    yield "group_weekly", groups.weekly("กองคลัง", groups.Counts(open=7, late=2, due_soon=3))
    yield "nothing_late", overviews.nothing_late("ของท่าน")
    yield "unit_standing", [overviews.unit_standing("กองคลัง", groups.Counts(open=7, late=2, due_soon=3, waiting=1))]
    late = [("กองคลัง", 2), ("กองช่าง", 1)]
    yield "office_standing", overviews.office_standing("อบต.ตัวอย่างพัฒนา", groups.Counts(40, 3, 5, 2), late, HOME)
    yield "waiting_decisions", [overviews.waiting(overviews.Waiting(2, 3, 1), HOME)]
    yield "guidance", replies.guidance(HOME)
    yield "guidance_for_leads", replies.guidance_for_leads(HOME)
    yield "not_understood", replies.not_understood()
    yield "saved", replies.saved(CARD, "คืบหน้า 75%", 812)
    closed = replace(CARD, state="รอตรวจ", percent=100, urgency=Urgency("waiting"), is_open=False)
    yield "saved_submission", replies.saved(closed, "ส่งผลการดำเนินการ", 813)
    yield "submitted", replies.submitted(closed, 813, 2)
    yield "stale", replies.stale(CARD, "มีผู้อื่นบันทึกงานนี้แล้ว")
    yield "refused", replies.refused("งานนี้รายงานได้เฉพาะผู้รับมอบหมาย")
    yield "ask_percent", replies.ask_percent(CARD)
    yield "ask_result", replies.ask_result(CARD)
    yield "ask_proof", replies.ask_proof(CARD)
    yield "ask_problem", replies.ask_problem(CARD)
    yield "ask_which_task", replies.ask_which_task([CARD, NEW], 2)
    yield "evidence_saved", replies.evidence_saved(CARD, [5], date(2026, 3, 3))
    yield "acknowledged", replies.acknowledged(DIRECTIVE.text, 2)
    yield "cancelled", replies.cancelled()
    yield "nothing_to_cancel", replies.nothing_to_cancel()
    yield "nothing_to_acknowledge", replies.nothing_to_acknowledge()
    yield "offer_days", asking.offer_days(CARD, DateChoice(date(2026, 4, 7), date(2026, 4, 1), date(2026, 9, 30)))
    yield "ask_reason", asking.ask_reason(LATE, date(2026, 4, 30))
    yield "extension_asked", asking.extension_asked(LATE, date(2026, 4, 30), 7)
    yield "promised", asking.promised(LATE, date(2026, 4, 3), 9)
    yield "granted", asking.granted(replace(LATE, due_on=date(2026, 4, 30), urgency=Urgency("on_time", 20)), 7)
    yield "ask_why_not", asking.ask_why_not(CARD.title)
    yield "refused_request", asking.refused_request(CARD.title, 7)
    yield "taken_back", asking.taken_back("คำขอขยายเวลา")
    yield "task_taken_back", asking.task_taken_back(CARD)


ALL = dict(everything())


def refuse_what_line_refuses(messages: list[dict[str, Any]]) -> None:
    refuse_unless_shaped({"messages": messages}, shaped({"messages": needed(well_formed)}))


@pytest.mark.parametrize("name", ALL)
def test_a_message_reads_as_agreed(name: str) -> None:
    """To agree on new words: UPDATE_SNAPSHOTS=1, then read the difference."""
    path = SNAPSHOTS / f"{name}.json"
    written = json.dumps(ALL[name], ensure_ascii=False, indent=1) + "\n"
    if os.environ.get("UPDATE_SNAPSHOTS"):
        path.write_text(written, encoding="utf-8")
    assert written == path.read_text(encoding="utf-8")


def test_every_snapshot_belongs_to_a_message() -> None:
    assert {path.stem for path in SNAPSHOTS.glob("*.json")} == set(ALL)


@pytest.mark.parametrize("name", ALL)
def test_line_takes_every_message(name: str) -> None:
    refuse_what_line_refuses(ALL[name])


@pytest.mark.parametrize("name", ALL)
def test_the_sdk_loses_no_field_of_a_message(name: str) -> None:
    request = PushMessageRequest.from_dict({"to": "U1", "messages": ALL[name]})
    assert json.loads(request.to_json())["messages"] == ALL[name]


def test_every_kind_of_reminder_has_its_words() -> None:
    assert all(Urgency(kind.value, 3).words for kind in Kind)
    assert {Urgency(kind.value, 3).tone for kind in Kind} <= {"bad", "warn", "info"}


def test_who_only_looks_on_gets_no_buttons_that_would_be_refused() -> None:
    shown = json.dumps(cards.reminder([EXCEPTION], HOME), ensure_ascii=False)
    assert "สั่งการ" in shown
    assert "เสร็จแล้ว" not in shown
    assert "ถ่ายรูปหลักฐาน" not in shown


def test_a_decision_is_never_asked_for_without_the_day_and_the_reason() -> None:
    """LINE case 35."""
    shown = cards.reminder([EXTENSION, *(replace(LATE, task_id=number) for number in range(1, 20))], HOME)
    first = json.dumps(shown["contents"]["contents"][0], ensure_ascii=False)
    assert all(words in first for words in ("อนุมัติ", "31 ธ.ค. 68", "30 เม.ย. 69", "รอข้อมูลจากกองคลัง"))
    assert "จาก 31 ธ.ค. 68 เป็น 30 เม.ย. 69" in shown["altText"]
    assert "รอข้อมูลจากกองคลัง" not in shown["altText"], "Reasons are not for a locked screen."


def test_a_round_that_ends_today_says_so() -> None:
    assert Urgency("round_due", 0).words == "ครบรอบรายงานวันนี้"


def test_a_round_that_has_ended_does_not_say_it_ends_today() -> None:
    assert Urgency("round_late", 2).words == "เลยรอบรายงาน 2 วันทำการ"


def test_the_notification_tells_what_and_when_by_itself() -> None:
    """LINE case 35."""
    alt_text = cards.reminder([CARD], HOME)["altText"]
    assert CARD.title in alt_text
    assert "31 ธ.ค. 68" in alt_text
    assert "75%" in alt_text
    assert "ล่าช้า 62 วันทำการ" in alt_text


def test_who_answers_for_two_units_is_told_which() -> None:
    one, two = replace(SOON, unit="กองช่าง"), replace(SOON, unit="กองสาธารณสุขและสิ่งแวดล้อม")
    assert "(กองช่าง)" in cards.reminder([one, two], HOME)["altText"]
    assert "(กองช่าง)" not in cards.reminder([one, one], HOME)["altText"]


@pytest.mark.parametrize("number", [3, 8, 12])
def test_among_many_cards_the_unit_is_shown_where_there_are_two(number: int) -> None:
    many = [replace(CARD, task_id=one, unit="กองช่าง") for one in range(number)]
    two = [*many[1:], replace(CARD, unit="กองสาธารณสุข")]
    shown = cards.reminder(two, HOME)["contents"]["contents"]
    assert all("กองช่าง" in json.dumps(card, ensure_ascii=False) for card in shown[: number - 1])
    assert "กองสาธารณสุข" in json.dumps(shown[number - 1], ensure_ascii=False)
    one_unit = json.dumps(cards.reminder(many, HOME)["contents"], ensure_ascii=False)
    assert ("กองช่าง" in one_unit) == (number == 3)


def test_at_most_twelve_cards_and_the_way_to_the_rest() -> None:
    """LINE case 36."""
    many = [replace(SOON, task_id=number, title=f"งานที่ {number}") for number in range(1, 31)]
    message = cards.reminder(many, f"{HOME}/tasks/")
    bubbles = message["contents"]["contents"]
    assert len(bubbles) == 12
    assert "งานที่ 11" in json.dumps(bubbles, ensure_ascii=False)
    assert bubbles[-1]["footer"]["contents"][0]["action"] == {
        "type": "uri",
        "label": "ดูทั้งหมด 30 เรื่อง",
        "uri": f"{HOME}/tasks/",
    }
    refuse_what_line_refuses([message])


def test_twelve_tasks_all_fit() -> None:
    message = cards.reminder([replace(SOON, task_id=number) for number in range(12)], HOME)
    assert len(message["contents"]["contents"]) == 12
    refuse_what_line_refuses([message])


@pytest.mark.parametrize("number", [1, 2, 12, 40])
def test_names_of_five_hundred_letters_with_emoji_are_cut_to_what_line_takes(number: int) -> None:
    """LINE case 33, LINE case 35: at most 1,500 units of UTF-16."""
    long = replace(CARD, title=LONG_NAME, measure=LONG_NAME, unit=LONG_NAME, comment=LONG_NAME)
    directive = replace(DIRECTIVE, text=LONG_NAME, given_by=LONG_NAME)
    message = cards.reminder([directive, *[replace(long, task_id=one) for one in range(number)]], HOME)
    refuse_what_line_refuses([message])
    assert units(message["altText"]) <= 1500
    assert json_bytes(message["contents"]) <= 30 * 1024
    assert len(message["contents"]["contents"]) == min(number + 1, 12)


def test_every_reply_survives_names_of_five_hundred_letters() -> None:
    """LINE case 33."""
    long = replace(CARD, title=LONG_NAME, measure=LONG_NAME, unit=LONG_NAME, comment=LONG_NAME)
    for messages in (
        replies.saved(long, "คืบหน้า 75%", 812),
        replies.stale(long, LONG_NAME * 20),
        replies.ask_percent(long),
        replies.submitted(long, 813, 2),
        asking.offer_days(long, DateChoice(date(2026, 4, 7), date(2026, 4, 1), date(2026, 9, 30))),
        replies.ask_result(long),
        replies.ask_problem(long),
        replies.ask_which_task([long] * 10, 3),
        replies.evidence_saved(long, [5, 6, 7]),
        replies.acknowledged(LONG_NAME, 2),
        asking.ask_reason(long, date(2026, 4, 30)),
        asking.extension_asked(long, date(2026, 4, 30), 7),
        asking.promised(long, date(2026, 4, 30), 7),
        asking.granted(long, 7),
        asking.ask_why_not(LONG_NAME),
        asking.refused_request(LONG_NAME, 7),
        asking.taken_back(LONG_NAME),
        replies.confirm_link(LONG_NAME, LONG_NAME, LONG_NAME),
        linking.linked(LONG_NAME),
        linking.offer_another(LONG_NAME, LINK_PAGE),
        linking.welcome(LONG_NAME, LINK_PAGE),
        groups.linked(LONG_NAME),
        groups.weekly(LONG_NAME, groups.Counts(open=7, late=2)),
        overviews.office_standing(LONG_NAME, groups.Counts(), [(LONG_NAME, 1)] * 30, HOME),
    ):
        refuse_what_line_refuses(messages)


def test_signs_of_other_languages_are_plain_text() -> None:
    """LINE case 34."""
    message = cards.reminder([replace(CARD, title='<b>"{}" & ทดสอบ\nบรรทัดสอง</b>')], HOME)
    refuse_what_line_refuses([message])
    assert message["contents"]["body"]["contents"][0]["text"] == '<b>"{}" & ทดสอบ บรรทัดสอง</b>'


def test_a_task_that_is_finished_has_nothing_to_press_but_open() -> None:
    closed = replace(CARD, is_open=False, urgency=Urgency("done"))
    labels = [button["action"]["label"] for button in bubbles.bubble(closed)["footer"]["contents"]]
    assert labels == ["เปิดดู"]


def test_the_buttons_carry_task_and_revision() -> None:
    text = json.dumps(bubbles.bubble(NEW), ensure_ascii=False)
    for action in ("start", "progress", "problem", "done"):
        assert f"v=1&a={action}&t=44&n=4" in text
    assert "a=start" not in json.dumps(bubbles.bubble(CARD))


def test_a_late_task_asks_for_a_day_within_the_year() -> None:
    """LINE case 54: the picker offers no day that would be refused."""
    pickers = [one["action"] for one in bubbles.bubble(LATE)["footer"]["contents"] if one["type"] == "button"]
    asked = {one["label"]: one for one in pickers if one["type"] == "datetimepicker"}
    assert asked["ขอขยายเวลา"] | {"initial": ""} == {
        "type": "datetimepicker",
        "label": "ขอขยายเวลา",
        "data": "v=1&a=extend&t=31&n=4",
        "mode": "date",
        "initial": "",
        "min": "2026-04-01",
        "max": "2026-09-30",
    }
    assert asked["รับทราบ แจ้งวันที่จะเสร็จ"]["initial"] == "2026-04-03"
    assert "datetimepicker" not in json.dumps(bubbles.bubble(NEW))


@given(st.dates(date(2026, 1, 1), date(2026, 12, 31)))
def test_the_day_a_picker_shows_first_can_be_chosen(first: date) -> None:
    action = flex.date_picker("วัน", {}, DateChoice(first, date(2026, 4, 1), date(2026, 9, 30)))
    assert "2026-04-01" <= action["initial"] <= "2026-09-30"


@pytest.mark.parametrize("number", [1, 4, 12, 20])
def test_matters_and_late_tasks_fit_together(number: int) -> None:
    long = replace(EXTENSION, title=LONG_NAME, facts=(("เหตุผล", LONG_NAME),))
    message = cards.reminder([long, *[replace(LATE, task_id=one, title=LONG_NAME) for one in range(number)]], HOME)
    refuse_what_line_refuses([message])
    assert json_bytes(message["contents"]) <= 30 * 1024
    assert len(message["contents"]["contents"]) == min(number + 1, 12)


def test_a_text_is_cut_between_letters_never_inside_one() -> None:
    """LINE case 33."""
    assert cut_letters("น้ำใจ" + FAMILY, 4) == "น้ำใจ" + FAMILY
    assert cut_letters(FAMILY * 3, 2) == FAMILY + "…"
    assert cut("กำ" * 10, 5) == "กำกำ…"
    assert cut_letters("ก่อนเก็บ", 4) == "ก่อน…"  # The vowel before its consonant is not left alone.
    assert list(clusters("🇹🇭🇹🇭")) == ["🇹🇭", "🇹🇭"]
    assert list(clusters("👍🏽ก็")) == ["👍🏽", "ก็"]


@given(st.text(max_size=200), st.integers(1, 100))
def test_what_is_cut_is_never_longer_than_allowed(text: str, most: int) -> None:
    shorter = cut(text, most)
    assert units(shorter) <= most
    assert shorter == text or shorter.endswith("…")
    assert len(list(clusters(cut_letters(text, most)))) <= most


def test_the_address_that_opens_the_chat_carries_the_code() -> None:
    assert replies.code_address("@sample", "ABCD2345") == "https://line.me/R/oaMessage/%40sample/?ABCD2345"


def test_days_speak_of_today() -> None:
    assert Urgency("directive_due", 0).words == "ข้อสั่งการ: ครบกำหนดวันนี้"
    assert Urgency("directive_due", 1).words == "ข้อสั่งการ: ครบกำหนดในวันทำการถัดไป"
