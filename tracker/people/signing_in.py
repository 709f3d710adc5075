"""Passwords, sign-in attempts and sessions."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import ColumnElement, func, select, update

from tracker.database import db
from tracker.errors import NotNow, NotValid
from tracker.people import audit, queries
from tracker.people.models import Person, SignInAttempt, UserSession
from tracker.people.viewer import Asker, Viewer

SESSION_DAYS = 14
SHORTEST_PASSWORD = 10
_WINDOW = timedelta(minutes=15)
_FAILURES_PER_USERNAME_HERE = 5
_FAILURES_PER_ADDRESS = 40
_FAILURES_PER_USERNAME = 20

_hasher = PasswordHasher()
# Checked when nobody has the username, so that the answer takes as long as for somebody who exists.
_nobody = _hasher.hash(secrets.token_urlsafe(16))


@dataclass(frozen=True)
class Credentials:
    """What was typed on the sign-in page."""

    username: str
    password: str
    address: str


def hash_of(token: str) -> str:
    """Return what is stored of a random token."""
    return hashlib.sha256(token.encode()).hexdigest()


def hash_password(password: str) -> str:
    """Return a password as it is stored."""
    return _hasher.hash(password)


def refuse_if_guessing(credentials: Credentials, *, at: datetime) -> None:
    """Raise NotNow when a username, or an address, has failed too often in the last quarter of an hour.

    A username is counted at each address by itself, so that a stranger who guesses does not keep its owner out. Over
    all addresses together more is let pass, and nothing of that counts where the owner has signed in before.
    """
    of_username = SignInAttempt.username == _username(credentials)
    at_address = SignInAttempt.address == credentials.address
    if (
        _failures(of_username, at_address, at=at) >= _FAILURES_PER_USERNAME_HERE
        or _failures(at_address, at=at) >= _FAILURES_PER_ADDRESS
        or (_failures(of_username, at=at) >= _FAILURES_PER_USERNAME and not _has_been_here(credentials, at=at))
    ):
        raise NotNow("ลองเข้าสู่ระบบผิดหลายครั้งเกินไป กรุณารอ 15 นาทีแล้วลองใหม่ หรือติดต่อผู้ดูแลระบบเพื่อตั้งรหัสผ่านใหม่")


def person_with(credentials: Credentials) -> Person | None:
    """Return the person whose username and password these are; takes the same time whoever asks."""
    person = queries.person_called(_username(credentials))
    stored = person.password_hash if person is not None else _nobody
    matches = _matches(stored, credentials.password)
    return person if matches and person is not None and person.is_active else None


def record_attempt(credentials: Credentials, person: Person | None, *, at: datetime) -> str | None:
    """Write the attempt down; for a person who may enter, open a session and return its token."""
    db.session.add(
        SignInAttempt(username=_username(credentials), address=credentials.address, at=at, succeeded=person is not None)
    )
    if person is None:
        return None
    if _hasher.check_needs_rehash(person.password_hash):
        person.password_hash = hash_password(credentials.password)
    person.last_signed_in_at = at
    token = secrets.token_urlsafe(32)
    db.session.add(
        UserSession(
            government_id=person.government_id,
            person_id=person.id,
            token_hash=hash_of(token),
            created_at=at,
            expires_at=at + timedelta(days=SESSION_DAYS),
        )
    )
    return token


def sign_out(token: str, *, at: datetime) -> None:
    """End the session of a token."""
    db.session.execute(
        update(UserSession)
        .where(UserSession.token_hash == hash_of(token), UserSession.revoked_at.is_(None))
        .values(revoked_at=at)
    )


def end_sessions(person_id: int, *, at: datetime, but_token: str = "") -> None:
    """End every session of a person, except the one of `but_token`."""
    db.session.execute(
        update(UserSession)
        .where(
            UserSession.person_id == person_id,
            UserSession.revoked_at.is_(None),
            UserSession.token_hash != hash_of(but_token),
        )
        .values(revoked_at=at)
    )


def change_password(current: str, new: str, *, by: Viewer, at: datetime, but_token: str = "") -> None:
    """Set one's own password; every other device is signed out."""
    person = queries.person(by.person_id, asker=by)
    if not _matches(person.password_hash, current):
        raise NotValid("รหัสผ่านเดิมไม่ถูกต้อง กรุณาพิมพ์ใหม่")
    refuse_weak(new, username=person.username)
    if _matches(person.password_hash, new):
        raise NotValid("รหัสผ่านใหม่ต้องต่างจากรหัสผ่านเดิม")
    person.password_hash = hash_password(new)
    person.must_change_password = False
    end_sessions(person.id, at=at, but_token=but_token)
    audit.record("password_changed", person.username, by=by, at=at)


def reset_password(person: Person, *, by: Asker, at: datetime) -> str:
    """Give a person a temporary password, shown once to the administrator, and sign them out everywhere."""
    temporary = temporary_password()
    person.password_hash = hash_password(temporary)
    person.must_change_password = True
    end_sessions(person.id, at=at)
    audit.record("password_reset", person.username, by=by, at=at)
    return temporary


def temporary_password() -> str:
    """Return a password a person can read aloud once: no letters that look alike."""
    letters = "abcdefghjkmnpqrstuvwxyz23456789"
    return "-".join("".join(secrets.choice(letters) for _ in range(4)) for _ in range(3))


def refuse_weak(password: str, *, username: str) -> None:
    """Raise NotValid when a password is too easy to guess."""
    if len(password) < SHORTEST_PASSWORD:
        raise NotValid(f"รหัสผ่านต้องยาวอย่างน้อย {SHORTEST_PASSWORD} ตัวอักษร จะใช้คำไทยหลายคำต่อกันก็ได้")
    if len(password) > 200:
        raise NotValid("รหัสผ่านยาวเกิน 200 ตัวอักษร")
    if username.lower() in password.lower() or len(set(password)) < 5:
        raise NotValid("รหัสผ่านนี้เดาง่ายเกินไป อย่าใช้ชื่อผู้ใช้หรือตัวอักษรซ้ำ ๆ")


def _failures(*conditions: ColumnElement[bool], at: datetime) -> int:
    counted = select(func.count()).select_from(SignInAttempt)
    failed = counted.where(*conditions, SignInAttempt.at > at - _WINDOW, SignInAttempt.succeeded.is_(False))
    return db.session.scalar(failed) or 0


def _has_been_here(credentials: Credentials, *, at: datetime) -> bool:
    found = db.session.scalar(
        select(SignInAttempt.id)
        .where(
            SignInAttempt.username == _username(credentials),
            SignInAttempt.address == credentials.address,
            SignInAttempt.succeeded,
            SignInAttempt.at > at - timedelta(days=SESSION_DAYS),
        )
        .limit(1)
    )
    return found is not None


def _username(credentials: Credentials) -> str:
    return credentials.username.strip().lower()[:60]


def _matches(stored: str, password: str) -> bool:
    try:
        return _hasher.verify(stored, password[:200])
    except (VerificationError, InvalidHashError):
        return False
