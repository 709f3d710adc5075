"""What a customer could check at the month's end: who heard what and when, what is on record, what it cost."""

from datetime import date

from sqlalchemy import select

from tests.journeys.month import (
    ACTING,
    ASKING,
    CHIEF,
    HEAD,
    MANUAL,
    PLAN,
    SPENDING,
    STOCK,
    SURVEY,
    TRIAL,
    a_morning,
    days,
)
from tests.journeys.office import Office
from tests.journeys.over_line import COUNTED, DIRECTIVE, LACKS, SURVEYED, UNIT, WHY_MORE_TIME, WHY_NOT
from tracker.database import db
from tracker.people.models import AuditEvent
from tracker.tasks.models import Commitment, Directive, Evidence, ExtensionRequest, ExtensionState, ProgressUpdate, Via

_ON_LEAVE = (date(2026, 4, 20), date(2026, 4, 21))
_QUIET = date(2026, 4, 16)
_LIMIT = 300


def nobody_was_disturbed(office: Office) -> None:
    """At most one message of the day for anybody, on working days in office hours; none on the quiet day."""
    for name, phone in office.phones.items():
        pushed = [one for one in office.line.deliveries(phone) if one["retry_key"]]
        digests = [one for one in pushed if one["messages"][0]["type"] == "flex"]
        times = office.times_reminded(name)
        assert len({one["at"][:10] for one in digests}) == len(digests)
        assert len(pushed) == len(digests) or name == ASKING  # Who asked is answered besides.
        for at in times:
            assert office.is_working_day(at.date()), f"{name} was written to on {at}"
            assert at.date() != _QUIET
            assert (8, 30) <= (at.hour, at.minute) <= (16, 30)


def those_above_heard_what_nobody_answered(office: Office) -> None:
    """Her promise held the ladder back once: the ปลัด heard eight working days after it, and never of anything else."""
    heard = {day: told for day in _april() if (told := office.received(CHIEF, day))}
    assert list(heard) == [date(2026, 4, 29)]
    assert f"ล่าช้า 14 วันทำการ ยังไม่มีผู้ตอบ: {SPENDING}" in heard[date(2026, 4, 29)][0]


def the_acting_head_heard_while_she_was_on_leave(office: Office) -> None:
    """On the first day of the leave all that is new in the unit goes to who acts, and to nobody before or after."""
    heard = {day: told for day in _april() if (told := office.received(ACTING, day))}
    assert list(heard) == [_ON_LEAVE[0]]
    (told,) = heard[_ON_LEAVE[0]]
    assert "งานที่ได้รับมอบหมาย: ปรับปรุงแผนที่ภาษี" in told
    assert [office.received(HEAD, day) for day in _ON_LEAVE] == [[], []]


def everything_is_hers_and_came_through_line(office: Office) -> None:
    """Every entry, proof, promise, decision and acknowledgement names her and the door it came through."""
    head = office.people[HEAD].id
    with office.app.app_context():
        updates = list(db.session.scalars(select(ProgressUpdate).where(ProgressUpdate.reported_by_id == head)))
        proofs = list(db.session.scalars(select(Evidence).where(Evidence.added_by_id == head)))
        (promise,) = db.session.scalars(select(Commitment))
        requests = list(db.session.scalars(select(ExtensionRequest).order_by(ExtensionRequest.id)))
        directive = db.session.scalars(select(Directive)).one()
        assert {update.via for update in updates} == {proof.via for proof in proofs} == {promise.via} == {Via.LINE}
        # Started, taken back, started, half, done, done again; granted; a quarter; done.
        assert (len(updates), len(proofs)) == (9, 3)
        assert (promise.person_id, promise.promised_on) == (head, date(2026, 4, 17))
        assert {one.decided_by_id for one in requests} == {head}
        assert [one.state for one in requests] == [ExtensionState.GRANTED, ExtensionState.REFUSED]
        granted, refused = requests
        assert (granted.reason, refused.comment) == (WHY_MORE_TIME, WHY_NOT)
        assert (directive.text, directive.acknowledged_by_id) == (DIRECTIVE, head)
        told = [event for event in db.session.scalars(select(AuditEvent)) if "via" in event.details]
        assert {(event.action, event.person_id, event.details["via"]) for event in told} == {
            ("directive_acknowledged", head, "line"),
            ("extension_refused", head, "line"),
        }
    _the_pages_tell_it(office)


def _the_pages_tell_it(office: Office) -> None:
    pages = {words: office.page_of("coordinator", office.task(words, UNIT)) for words in _TASKS}
    for words in (STOCK, MANUAL, SURVEY, TRIAL):
        assert "ผ่านLINE" in pages[words].text.replace(" ", ""), words
        assert office.people[HEAD].name in pages[words].text
    for words, told in ((STOCK, COUNTED), (STOCK, LACKS), (SURVEY, SURVEYED), (MANUAL, "25%")):
        assert told in pages[words].text
    states = [(words, "ดำเนินการแล้วเสร็จ" in pages[words].text) for words in _TASKS]
    assert states == [(words, words in {STOCK, TRIAL, PLAN, SURVEY}) for words in _TASKS]
    photos = [link for link in pages[SURVEY].links.values() if link.startswith("/tasks/evidence/")]
    assert [office.at("coordinator").download(photo).mimetype for photo in photos] == ["image/jpeg"]


def the_month_cost_what_was_pushed(office: Office) -> None:
    """LINE's count, the office's own and the messages that arrived are one number; answers cost nothing."""
    arrived = [one for one in office.line.deliveries() if one["retry_key"]]
    hers = [one for one in arrived if one["to"] == office.phones[HEAD]]
    answers = [one for one in office.line.deliveries(office.phones[HEAD]) if not one["retry_key"]]
    office.it_is("2026-04-30 19:00")
    office.run("read-quota")
    assert office.line.used() == len(arrived)
    assert (len(hers), len(answers) > 2 * len(hers)) == (13, True)
    told = office.at("coordinator").visit("/reminders/channel").text
    assert f"ใช้ไป {len(arrived)} จาก {_LIMIT} ข้อความ" in told
    assert f"LINE นับได้ {len(arrived)} ข้อความ" in told
    assert f"ระบบนับเอง {len(arrived)} ข้อความ" in told


def after_the_month_her_messages_wait_on_the_web(office: Office) -> None:
    """Friday 1 May: what is due next is in her inbox, and her phone stays silent."""
    before = len(office.line.deliveries(office.phones[HEAD]))
    a_morning(office, date(2026, 5, 1))
    assert len(office.line.deliveries(office.phones[HEAD])) == before
    assert "ครบกำหนดในวันทำการถัดไป: ปรับปรุงแผนที่ภาษี" in office.at(HEAD).visit("/reminders/").text


_TASKS = (STOCK, TRIAL, PLAN, SPENDING, MANUAL, SURVEY)


def _april() -> list[date]:
    return list(days(date(2026, 4, 1), date(2026, 4, 30)))
