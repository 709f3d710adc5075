"""The LINE channel of an office: its secrets, whether it may be used, and the messenger that speaks through it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import select

from tracker.database import db
from tracker.errors import NotNow, NotValid
from tracker.messaging.messenger import ChannelRejected, Messenger, MessengerError
from tracker.people import audit
from tracker.people.models import LocalGovernment
from tracker.people.viewer import Asker, System
from tracker.reminders import queries
from tracker.reminders.models import ChannelState, LineChannel
from tracker.secrets import SecretBox
from tracker.thai import one_line

MessengerMaker = Callable[[str], Messenger]
"""Turns an access token into the messenger that uses it."""


@dataclass(frozen=True)
class Credentials:
    """What LINE's console says of a channel; an empty secret or token keeps the one that is stored."""

    channel_id: str = ""
    basic_id: str = ""
    secret: str = field(default="", repr=False)
    access_token: str = field(default="", repr=False)


def store(credentials: Credentials, *, box: SecretBox, by: Asker, at: datetime) -> LineChannel:
    """Store a channel's secrets, encrypted; the secret it had before is honoured until the next change."""
    channel = queries.channel(by)
    secret, token = one_line(credentials.secret), one_line(credentials.access_token)
    if channel is None:
        if not secret or not token:
            raise NotValid("กรุณากรอกทั้ง Channel secret และ Channel access token")
        channel = LineChannel(
            government_id=by.government_id, secret_encrypted="", access_token_encrypted="", changed_at=at
        )
        db.session.add(channel)
    channel.channel_id, channel.basic_id = one_line(credentials.channel_id), _basic_id(credentials.basic_id)
    before = box.opened(channel.secret_encrypted)
    if secret and secret != before:
        # One closed with another key (a restored archive) is of no use any more.
        channel.previous_secret_encrypted = channel.secret_encrypted if before is not None else ""
        channel.secret_encrypted = box.close(secret)
    if token:
        channel.access_token_encrypted, channel.token_renewed_at = box.close(token), None
    channel.state, channel.held_reason, channel.paused_until = ChannelState.ACTIVE, "", None
    channel.quota_read_at, channel.changed_at = None, at
    audit.record("line_channel_stored", channel.basic_id, by=by, at=at)
    db.session.flush()  # Whoever asks for the channel in the same transaction must find it.
    return channel


def credentials_to_renew(asker: Asker, *, box: SecretBox, at: datetime, pause: timedelta) -> Credentials | None:
    """Return the id and secret of a channel that is held and whose token we may renew; None when we may not.

    One we renewed a moment ago is refused for another reason, which a person must look at.
    """
    channel = queries.channel(asker)
    if channel is None or channel.state is not ChannelState.HELD or not channel.channel_id:
        return None
    secret = box.opened(channel.secret_encrypted)
    is_fresh = channel.token_renewed_at is not None and channel.token_renewed_at > at - pause
    return None if secret is None or is_fresh else Credentials(channel.channel_id, channel.basic_id, secret)


def store_renewed(access_token: str, *, box: SecretBox, by: Asker, at: datetime) -> None:
    """Store an access token LINE issued to us, and let the channel send again."""
    channel = queries.channel(by)
    if channel is None:
        return
    channel.access_token_encrypted = box.close(access_token)
    channel.state, channel.held_reason, channel.paused_until = ChannelState.ACTIVE, "", None
    channel.token_renewed_at, channel.quota_read_at = at, None
    audit.record("line_token_renewed", channel.basic_id, by=by, at=at)


def resume(*, by: Asker, at: datetime) -> None:
    """Let a channel send again that was stopped, because what was wrong has been mended."""
    channel = queries.channel(by)
    if channel is None:
        raise NotNow("หน่วยงานยังไม่ได้ตั้งค่าบัญชี LINE ทางการ")
    channel.state, channel.held_reason, channel.paused_until = ChannelState.ACTIVE, "", None
    audit.record("line_channel_resumed", channel.basic_id, by=by, at=at)


def examine(messenger: Messenger, basic_id: str) -> tuple[str, str]:
    """Ask LINE about the account and return what to tell the administrator: a tone and a sentence.

    While its chat is on, what people write may never reach the webhook (LINE Official Account Manager).
    """
    try:
        account = messenger.account()
    except ChannelRejected:
        return "bad", "LINE ไม่รับ Channel access token นี้ กรุณาออกใหม่ใน LINE Developers แล้วบันทึกอีกครั้ง"
    except MessengerError as error:
        return "bad", f"ติดต่อ LINE ไม่ได้ในขณะนี้ กรุณาตรวจการเชื่อมต่ออินเทอร์เน็ตของเครื่องนี้แล้วลองใหม่ ({error})"
    name = f"“{account.display_name}” ({account.basic_id})"
    if basic_id and account.basic_id != basic_id:
        return "warn", f"Channel access token นี้เป็นของบัญชี {name} ไม่ใช่ {basic_id} ที่กรอกไว้ กรุณาแก้ไขให้ตรงกัน"
    if account.is_in_chat_mode:
        return "warn", (
            f"ติดต่อ LINE ได้ แต่บัญชี {name} เปิดแชตไว้ ข้อความที่ส่งมาอาจไม่ถึงระบบ กรุณาเปิด LINE Official Account Manager "
            "หน้าตั้งค่าการตอบกลับ ปิดแชตและข้อความตอบกลับอัตโนมัติ แล้วเปิด Webhook"
        )
    return "good", f"ติดต่อ LINE ได้ บัญชี {name} พร้อมใช้งาน"


def adopt(secret: str, access_token: str, *, box: SecretBox, at: datetime) -> bool:
    """Give the first local government the channel named in the settings; tell whether anything changed.

    The settings decide for that office, whatever was entered on the page before.
    """
    first = db.session.scalar(select(LocalGovernment.id).order_by(LocalGovernment.id).limit(1))
    if first is None:
        return False
    channel = queries.channel(System(first))
    named = (one_line(secret), one_line(access_token))
    if channel is not None and named == (
        box.opened(channel.secret_encrypted),
        box.opened(channel.access_token_encrypted),
    ):
        return False
    kept = Credentials() if channel is None else Credentials(channel.channel_id, channel.basic_id)
    store(Credentials(kept.channel_id, kept.basic_id, *named), box=box, by=System(first), at=at)
    return True


def webhook_secrets(channel: LineChannel, *, box: SecretBox) -> tuple[str, ...]:
    """Return the secrets a webhook may be signed with: the present one, and during a change the one before."""
    before = box.opened(channel.previous_secret_encrypted)
    return (box.open(channel.secret_encrypted), *([before] if before is not None else []))


class Messengers:
    """The messengers of this process, one for each channel; connections to LINE are kept open between messages."""

    def __init__(self, make: MessengerMaker, box: SecretBox) -> None:
        self._make = make
        self._box = box
        self._made: dict[int, tuple[str, Messenger]] = {}

    def of(self, asker: Asker) -> Messenger | None:
        """Return the messenger of an office; None when it has no channel."""
        channel = queries.channel(asker)
        if channel is None:
            return None
        known = self._made.get(asker.government_id)
        if known is not None and known[0] == channel.access_token_encrypted:
            return known[1]
        messenger = self._make(self._box.open(channel.access_token_encrypted))
        self._made[asker.government_id] = (channel.access_token_encrypted, messenger)
        return messenger

    def token_mark(self, asker: Asker) -> str:
        """Return the access token an office's messenger speaks with, as it is stored; empty before there is one."""
        return self._made.get(asker.government_id, ("",))[0]


def _basic_id(written: str) -> str:
    basic_id = one_line(written)
    return basic_id if not basic_id or basic_id.startswith("@") else f"@{basic_id}"
