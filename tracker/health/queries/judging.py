"""Judges the machinery: for the page, for `tracker check`, and for an outside monitor."""

from datetime import datetime, timedelta
from typing import Protocol

from tracker.files import FileStore
from tracker.health.queries import machines, messages, runs
from tracker.health.queries.machines import Storage
from tracker.health.queries.messages import Outbox
from tracker.health.queries.runs import JobState
from tracker.health.queries.verdict import Finding, Verdict, worst
from tracker.reminders.models import ChannelState, LineChannel, MessageState
from tracker.secrets import SecretBox

_MESSAGE_PATIENCE, _MESSAGE_LIMIT = timedelta(minutes=15), timedelta(hours=1)
_EVENT_PATIENCE = timedelta(minutes=2)
_LITTLE_LEFT = 0.9


class Parts(Protocol):
    """What is judged besides the database."""

    @property
    def files(self) -> FileStore:
        """The file store."""

    @property
    def secrets(self) -> SecretBox:
        """What opens stored secrets."""


def findings(*, at: datetime, machinery: Parts) -> list[Finding]:
    """Judge the whole installation; nothing in it names an office or holds a secret."""
    return [
        judged_storage(machines.storage(machinery.files)),
        *(_judged_job(state) for state in runs.job_states(at=at)),
        judged_outbox(messages.outbox(at=at), at=at),
        _judged_channels(messages.channels(), machinery.secrets),
    ]


def reasons_not_well(*, at: datetime) -> list[str]:
    """Return why a monitor should ring: the database is asked on the way, so that its silence is an exception."""
    states = runs.job_states(at=at)
    silent = [_judged_job(state) for state in states if state.is_overdue or state.is_stuck]
    judged = [*silent, *(one for one in [judged_outbox(messages.outbox(at=at), at=at)] if one.verdict.is_bad)]
    return [f"{finding.name}: {finding.text}" for finding in judged]


def judged_storage(found: Storage) -> Finding:
    """Judge database and disk."""
    verdict = Verdict.MEND if found.is_nearly_full else Verdict.LOOK if found.is_short else Verdict.WELL
    advice = "ลบไฟล์ที่ไม่ใช้บนเครื่อง หรือเพิ่มพื้นที่ดิสก์" if verdict is not Verdict.WELL else ""
    text = (
        f"{found.database_kind} {_megabytes(found.database_size)}, schema {found.revision}; {found.files} files"
        f" {_megabytes(found.files_size)}; {_megabytes(found.disk_free)} of disk free"
    )
    return Finding("storage", verdict, text, label="ฐานข้อมูลและดิสก์", advice=advice)


def judged_outbox(found: Outbox, *, at: datetime) -> Finding:
    """Judge the messages on their way: what waits too long must be mended, what failed be looked at."""
    late = at - found.oldest_due_at if found.oldest_due_at else timedelta(0)
    events_late = at - found.oldest_event_at if found.oldest_event_at else timedelta(0)
    needing = {state: found.counts.get(state, 0) for state in (MessageState.HELD, MessageState.UNKNOWN)}
    text = (
        f"{found.counts.get(MessageState.WAITING, 0)} waiting, oldest due for {int(late.total_seconds() // 60)} min;"
        f" {needing[MessageState.HELD]} held, {found.counts.get(MessageState.FAILED, 0)} failed,"
        f" {needing[MessageState.UNKNOWN]} unknown; {found.events_waiting} events to act on"
    )
    if late > _MESSAGE_LIMIT or events_late > _EVENT_PATIENCE:
        advice = "ส่วน “tracker sender” อาจหยุดอยู่ หรือเครื่องต่อ LINE ไม่ได้ ให้ผู้ดูแลเครื่องตรวจ"
        return Finding("messages", Verdict.MEND, text, label="ข้อความ LINE", advice=advice)
    if late > _MESSAGE_PATIENCE or any(needing.values()):
        advice = "ดูรายการที่พักไว้หรือไม่ทราบผลในหน้าการแจ้งเตือน และตรวจโควตาของบัญชี LINE"
        return Finding("messages", Verdict.LOOK, text, label="ข้อความ LINE", advice=advice)
    return Finding("messages", Verdict.WELL, text, label="ข้อความ LINE")


def judged_channel(channel: LineChannel | None, box: SecretBox) -> Finding:
    """Judge the LINE channel of one office."""
    name, label = "line", "บัญชี LINE ของหน่วยงาน"
    if channel is None:
        advice = "ผู้ดูแลระบบกรอกข้อมูลบัญชี LINE ที่เมนูดูแลระบบ ระหว่างนี้การแจ้งเตือนแสดงบนเว็บเท่านั้น"
        return Finding(name, Verdict.LOOK, "no channel", label=label, shown="ยังไม่ได้ตั้งค่า", advice=advice)
    if box.opened(channel.secret_encrypted) is None or box.opened(channel.access_token_encrypted) is None:
        advice = "กุญแจเข้ารหัสของเครื่องเปลี่ยนไป ผู้ดูแลระบบต้องกรอก Channel secret และ access token ใหม่"
        return Finding(name, Verdict.MEND, "secrets cannot be read", label=label, shown="อ่านรหัสลับไม่ได้", advice=advice)
    if channel.state is ChannelState.HELD:
        advice = "ตรวจ access token ใน LINE Developers แล้วกรอกใหม่ หรือกดเริ่มส่งอีกครั้งในหน้าบัญชี LINE ของหน่วยงาน"
        return Finding(name, Verdict.MEND, "held", label=label, shown="หยุดส่งชั่วคราว", advice=advice)
    used, limit = channel.monthly_used, channel.monthly_limit
    quota = "ยังไม่ได้อ่านโควตา" if used is None else f"ใช้ไป {used}" + ("" if limit is None else f" จาก {limit} ข้อความ")
    if used is not None and limit is not None and used >= limit * _LITTLE_LEFT:
        advice = "โควตาเดือนนี้ใกล้หมด ข้อความที่เหลือจะพักไว้จนกว่าจะขึ้นเดือนใหม่หรือเพิ่มแพ็กเกจ"
        return Finding(name, Verdict.LOOK, "little quota left", label=label, shown=quota, advice=advice)
    return Finding(name, Verdict.WELL, "usable", label=label, shown=quota)


def overall(judged: list[Finding]) -> Verdict:
    """Return the worst of what was found."""
    return worst([finding.verdict for finding in judged])


def _judged_job(state: JobState) -> Finding:
    text = "never ran" if state.last is None else f"last run {state.last.started_at:%Y-%m-%dT%H:%MZ}"
    if state.is_overdue:
        text += ", overdue"
    elif state.is_stuck:
        text += ", did not end"
    elif state.last is not None and state.last.succeeded is False:
        text += ", failed"
    return Finding(state.plan.name, state.verdict, text, label=state.plan.label, advice=state.advice)


def _judged_channels(channels: list[LineChannel], box: SecretBox) -> Finding:
    judged = [judged_channel(channel, box) for channel in channels]
    bad = sorted({finding.text for finding in judged if finding.verdict is not Verdict.WELL})
    number = len(channels)
    text = f"{number} channels" + (f": {', '.join(bad)}" if bad else "") if number else "no office has a channel"
    return Finding("line", overall(judged) if judged else Verdict.LOOK, text)


def _megabytes(size: int) -> str:
    return f"{size / 1024**2:,.0f} MB"
