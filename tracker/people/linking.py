"""The bond between a person and a LINE account: LINE's account link, one-time code, confirmation, block, unlink."""

import secrets
from datetime import datetime, timedelta

from sqlalchemy import Select, func, select, update

from tracker.database import db
from tracker.errors import NotNow, NotValid
from tracker.people import audit, queries
from tracker.people.models import LineAccount, LineLinkCode, LineLinkNonce, Person
from tracker.people.roles import LineState
from tracker.people.signing_in import hash_of
from tracker.people.viewer import Asker, System, Viewer

CODE_MINUTES = 10
SLIP_HOURS = 24
"""A code printed for somebody else has to be carried to them."""

NONCE_MINUTES = 10
"""As long as LINE's link token lives (LINE, "User account linking")."""

_NONCE_BYTES = 32
_CODES_PER_HOUR = 10
_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"


def issue_nonce(*, by: Viewer, at: datetime) -> str:
    """Return the one-time secret by which LINE's account link names the signed-in person; older ones stop working."""
    db.session.execute(
        update(LineLinkNonce)
        .where(LineLinkNonce.person_id == by.person_id, LineLinkNonce.used_at.is_(None))
        .values(used_at=at)
    )
    nonce = secrets.token_urlsafe(_NONCE_BYTES)
    db.session.add(
        LineLinkNonce(
            government_id=by.government_id,
            person_id=by.person_id,
            nonce_hash=hash_of(nonce),
            created_at=at,
            expires_at=at + timedelta(minutes=NONCE_MINUTES),
        )
    )
    return nonce


def use_nonce(nonce: str, *, asker: System, at: datetime) -> Person | None:
    """Return whom a nonce of this office names, once; None when it is unknown, used, too old, or of nobody active."""
    found = db.session.scalar(
        select(LineLinkNonce).where(
            LineLinkNonce.government_id == asker.government_id,
            LineLinkNonce.nonce_hash == hash_of(nonce),
            LineLinkNonce.used_at.is_(None),
        )
    )
    if found is None:
        return None
    found.used_at = at
    person = db.session.get_one(Person, found.person_id)
    return person if found.expires_at > at and person.is_active else None


def issue_code(*, by: Viewer, at: datetime) -> str:
    """Return a one-time code of eight letters for the signed-in person; older codes stop working."""
    return _issue(by.person_id, timedelta(minutes=CODE_MINUTES), by=by, at=at)


def issue_slip_code(person: Person, *, by: Viewer, at: datetime) -> str:
    """Return a code to be printed and handed to somebody who was not reached; who had it printed is written down."""
    audit.record("line_slip_issued", person.username, by=by, at=at)
    return _issue(person.id, timedelta(hours=SLIP_HOURS), by=by, at=at)


def _issue(person_id: int, life: timedelta, *, by: Viewer, at: datetime) -> str:
    recent = db.session.scalar(
        select(func.count())
        .select_from(LineLinkCode)
        .where(LineLinkCode.person_id == person_id, LineLinkCode.created_at > at - timedelta(hours=1))
    )
    if (recent or 0) >= _CODES_PER_HOUR:
        raise NotNow("ขอรหัสบ่อยเกินไป กรุณารอหนึ่งชั่วโมงแล้วขอใหม่")
    db.session.execute(
        update(LineLinkCode)
        .where(LineLinkCode.person_id == person_id, LineLinkCode.used_at.is_(None))
        .values(used_at=at)
    )
    code = new_code()
    db.session.add(
        LineLinkCode(
            government_id=by.government_id,
            person_id=person_id,
            code_hash=hash_of(code),
            created_at=at,
            expires_at=at + life,
        )
    )
    return code


def new_code() -> str:
    """Return eight letters that nobody can guess or misread."""
    return "".join(secrets.choice(_LETTERS) for _ in range(8))


def claim_code(code: str, line_user_id: str, *, asker: System, at: datetime) -> Person | None:
    """Return whom a code sent by a LINE user belongs to, so that it can be confirmed; None when it is no good code."""
    row = _usable(asker, at).where(LineLinkCode.code_hash == hash_of(code.strip().upper()))
    found = db.session.scalar(row)
    if found is None or found.claimed_by not in {None, line_user_id}:
        return None
    person = db.session.get_one(Person, found.person_id)
    if not person.is_active:
        return None
    found.claimed_by = line_user_id
    return person


def confirm_code(line_user_id: str, *, asker: System, at: datetime) -> Person | None:
    """Link the LINE user to the person whose code it claimed; None when there is nothing to confirm any more."""
    found = db.session.scalar(
        _usable(asker, at).where(LineLinkCode.claimed_by == line_user_id).order_by(LineLinkCode.id.desc()).limit(1)
    )
    if found is None:
        return None
    found.used_at = at
    person = db.session.get_one(Person, found.person_id)
    if not person.is_active:
        return None
    link(person, line_user_id, by=asker, at=at)
    return person


def decline_code(line_user_id: str, *, asker: System, at: datetime) -> None:
    """End the codes a LINE user claimed and declined: an old button must not link after all."""
    for found in db.session.scalars(_usable(asker, at).where(LineLinkCode.claimed_by == line_user_id)):
        found.used_at = at


def link(person: Person, line_user_id: str, *, by: Asker, at: datetime) -> LineAccount:
    """Link a LINE user to a person; an older link of either ends."""
    if not line_user_id or len(line_user_id) > 64:
        raise NotValid("รหัสผู้ใช้ LINE ไม่ถูกต้อง")
    for existing in (
        queries.line_account(person.id, asker=by),
        queries.line_account_of_user(line_user_id, asker=by),
    ):
        if existing is not None:
            existing.state, existing.changed_at = LineState.UNLINKED, at
    db.session.flush()  # The unique index must see the old link ended before the new one begins.
    account = LineAccount(
        government_id=by.government_id,
        person_id=person.id,
        line_user_id=line_user_id,
        linked_at=at,
        changed_at=at,
    )
    db.session.add(account)
    audit.record("line_linked", person.username, by=by, at=at)
    return account


def unlink(account: LineAccount, *, by: Asker, at: datetime) -> None:
    """End the link; the person hears nothing over LINE until linked anew."""
    account.state, account.changed_at = LineState.UNLINKED, at
    audit.record("line_unlinked", str(account.person_id), by=by, at=at)


def note_blocked(line_user_id: str, *, asker: System, at: datetime) -> bool:
    """Note that a LINE user blocked the official account, or that LINE knows nobody there; tell whether it is news."""
    account = queries.line_account_of_user(line_user_id, asker=asker)
    if account is None or account.state is LineState.BLOCKED:
        return False
    account.state, account.changed_at = LineState.BLOCKED, at
    return True


def note_unblocked(line_user_id: str, *, asker: System, at: datetime) -> None:
    """Note that a LINE user follows the official account again; whether the menu stayed is not known."""
    account = queries.line_account_of_user(line_user_id, asker=asker)
    if account is not None and account.state is LineState.BLOCKED:
        account.state, account.changed_at, account.rich_menu = LineState.ACTIVE, at, ""


def note_heard(line_user_id: str, *, asker: System, at: datetime) -> None:
    """Note that a linked person wrote or pressed something: the only proof that messages are read."""
    db.session.execute(
        update(LineAccount)
        .where(
            LineAccount.government_id == asker.government_id,
            LineAccount.line_user_id == line_user_id,
            LineAccount.state != LineState.UNLINKED,
        )
        .values(last_heard_at=at)
        .execution_options(synchronize_session=False)
    )


def _usable(asker: System, at: datetime) -> Select[LineLinkCode]:
    return select(LineLinkCode).where(
        LineLinkCode.government_id == asker.government_id,
        LineLinkCode.used_at.is_(None),
        LineLinkCode.expires_at > at,
    )
