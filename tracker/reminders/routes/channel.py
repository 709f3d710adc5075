"""The LINE channel of an office: what is secret is typed once and never shown again."""

from flask import current_app, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from tracker.database import transaction
from tracker.errors import NotNow, NotValid
from tracker.messaging.messenger import Messenger
from tracker.people import queries as people_queries
from tracker.people.access import allow, viewer
from tracker.people.forms.signing_in import ActionForm
from tracker.people.roles import Role
from tracker.reminders import channel as service
from tracker.reminders import queries
from tracker.reminders.forms import ChannelForm
from tracker.reminders.models import AlarmKind
from tracker.reminders.routes.blueprint import blueprint
from tracker.reminders.service import alarms, quota
from tracker.reminders.wording.alarms import advice
from tracker.secrets import SecretUnreadable
from tracker.web.machinery import machinery


@blueprint.get("/channel")
@allow(Role.ADMINISTRATOR, Role.COORDINATOR)
def channel() -> ResponseReturnValue:
    """Show how the channel and its month stand; the administrator may change what LINE's console says of it."""
    return _page(ChannelForm.about(queries.channel(viewer())))


@blueprint.post("/channel")
@allow(Role.ADMINISTRATOR)
def store_channel() -> ResponseReturnValue:
    """Store what LINE's console says of the channel."""
    who = viewer()
    form = ChannelForm.about(queries.channel(who))
    if not form.validate():
        return _page(form), 422
    try:
        with transaction():
            service.store(form.to_credentials(), box=machinery().secrets, by=who, at=g.now)
            alarms.clear(AlarmKind.CHANNEL_HELD, asker=who, at=g.now)
    except NotValid as refusal:
        form.refuse(str(refusal), at=form.secret)
        return _page(form), 422
    flash("บันทึกบัญชี LINE ของหน่วยงานแล้ว รหัสลับจะไม่แสดงอีก")
    return redirect(url_for("reminders.channel"), 303)


@blueprint.post("/channel/resume")
@allow(Role.ADMINISTRATOR)
def resume_channel() -> ResponseReturnValue:
    """Let a held channel send again."""
    if ActionForm().validate():
        with transaction():
            service.resume(by=viewer(), at=g.now)
            alarms.clear(AlarmKind.CHANNEL_HELD, asker=viewer(), at=g.now)
        flash("ระบบจะเริ่มส่งข้อความอีกครั้ง")
    return redirect(url_for("reminders.channel"), 303)


@blueprint.post("/channel/examine")
@allow(Role.ADMINISTRATOR)
def examine_channel() -> ResponseReturnValue:
    """Ask LINE whether the channel works, and whether its account is set as it must be."""
    if ActionForm().validate():
        messenger, basic_id = _messenger()
        tone, words = service.examine(messenger, basic_id)
        flash(words, tone)
    return redirect(url_for("reminders.channel"), 303)


def _messenger() -> tuple[Messenger, str]:
    """Return who speaks for the office's channel, and its basic id; nothing is open while LINE is asked."""
    who = viewer()
    try:
        with transaction():
            found = queries.channel(who)
            messenger = service.Messengers(current_app.extensions["messenger_maker"], machinery().secrets).of(who)
    except SecretUnreadable as error:
        raise NotNow("อ่านข้อมูลบัญชี LINE ที่บันทึกไว้ไม่ได้ กรุณากรอก Channel secret และ Channel access token ใหม่") from error
    if found is None or messenger is None:
        raise NotNow("หน่วยงานยังไม่ได้ตั้งค่าบัญชี LINE ทางการ")
    return messenger, found.basic_id


def _page(form: ChannelForm) -> str:
    who = viewer()
    slug = people_queries.government(who).slug
    return render_template(
        "reminders/channel.html",
        form=form,
        channel=queries.channel(who),
        standing=quota.standing(who, at=g.now),
        alarms=[(alarm, advice(alarm.kind.value)) for alarm in alarms.open_alarms(who)],
        may_change=who.is_any(Role.ADMINISTRATOR),
        webhook_url=f"{machinery().base_url}{url_for('line_webhook.receive', slug=slug)}",
        is_reachable=machinery().base_url.startswith("https://"),
    )
