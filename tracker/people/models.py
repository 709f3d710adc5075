"""Who we are: local governments, units and their aliases, people, posts, LINE accounts, sessions, holidays."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from tracker.database import Base, PrimaryKey
from tracker.people.roles import GovernmentKind, LineState, Role, UnitKind


class LocalGovernment(Base):
    """One office: the root of every row of record."""

    __tablename__ = "local_governments"

    id: Mapped[PrimaryKey]
    slug: Mapped[str] = mapped_column(String(60), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    kind: Mapped[GovernmentKind]
    district: Mapped[str] = mapped_column(String(100), default="")
    province: Mapped[str] = mapped_column(String(100), default="")
    document_prefix: Mapped[str] = mapped_column(String(40), default="")
    phone: Mapped[str] = mapped_column(String(60), default="")
    verifies_progress: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[datetime]

    @property
    def short_name(self) -> str:
        """The name as pages and cards write it: อบต.ตัวอย่างพัฒนา."""
        return self.name.replace(self.kind.label, self.kind.abbreviation, 1)


class Unit(Base):
    """A division, section, committee, centre or the executive: what can own a task."""

    __tablename__ = "units"
    __table_args__ = (UniqueConstraint("government_id", "name"),)

    id: Mapped[PrimaryKey]
    government_id: Mapped[int] = mapped_column(ForeignKey("local_governments.id"))
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    kind: Mapped[UnitKind]
    serves_public: Mapped[bool] = mapped_column(default=True)
    position: Mapped[int] = mapped_column(default=0)
    closed_on: Mapped[date | None]


class UnitAlias(Base):
    """Another way an owner is written; `text` has no white space. Remembered once a person matched it."""

    __tablename__ = "unit_aliases"
    __table_args__ = (UniqueConstraint("government_id", "text"),)

    id: Mapped[PrimaryKey]
    government_id: Mapped[int] = mapped_column(ForeignKey("local_governments.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"), index=True)
    text: Mapped[str] = mapped_column(String(200))
    written: Mapped[str] = mapped_column(String(200))


class Person(Base):
    """Somebody of an office who can sign in."""

    __tablename__ = "people"
    __table_args__ = (Index("ix_people_government_id_name", "government_id", "name"),)

    id: Mapped[PrimaryKey]
    government_id: Mapped[int] = mapped_column(ForeignKey("local_governments.id"))
    username: Mapped[str] = mapped_column(String(60), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    position: Mapped[str] = mapped_column(String(200), default="")
    password_hash: Mapped[str] = mapped_column(String(200))
    must_change_password: Mapped[bool] = mapped_column(default=True)
    email: Mapped[str] = mapped_column(String(254), default="")
    """Where messages go when LINE does not reach the person; empty for nowhere."""
    is_active: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[datetime]
    last_signed_in_at: Mapped[datetime | None]


class Post(Base):
    """What a person is, from one day to another; acting posts name their authority."""

    __tablename__ = "posts"
    __table_args__ = (
        Index("ix_posts_government_id_person_id", "government_id", "person_id"),
        CheckConstraint("ends_on IS NULL OR ends_on >= starts_on", name="ends_after_start"),
    )

    id: Mapped[PrimaryKey]
    government_id: Mapped[int] = mapped_column(ForeignKey("local_governments.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"), index=True)
    role: Mapped[Role]
    title: Mapped[str] = mapped_column(String(200), default="")
    is_acting: Mapped[bool] = mapped_column(default=False)
    authority: Mapped[str] = mapped_column(String(200), default="")
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]


class Absence(Base):
    """Days somebody is on leave or away: meanwhile the deputy hears in their place, else whoever acts for the unit."""

    __tablename__ = "absences"
    __table_args__ = (
        Index("ix_absences_government_id_ends_on", "government_id", "ends_on"),
        CheckConstraint("ends_on >= starts_on", name="ends_after_start"),
    )

    id: Mapped[PrimaryKey]
    government_id: Mapped[int] = mapped_column(ForeignKey("local_governments.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    deputy_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    note: Mapped[str] = mapped_column(String(200), default="")
    entered_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    entered_at: Mapped[datetime]
    cancelled_at: Mapped[datetime | None]


class UserSession(Base):
    """One sign-in on one device; the cookie holds the token, this row its hash."""

    __tablename__ = "user_sessions"

    id: Mapped[PrimaryKey]
    government_id: Mapped[int] = mapped_column(ForeignKey("local_governments.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]


class SignInAttempt(Base):
    """One try to sign in, kept to slow down those who guess."""

    __tablename__ = "sign_in_attempts"
    __table_args__ = (
        Index("ix_sign_in_attempts_username_at", "username", "at"),
        Index("ix_sign_in_attempts_address_at", "address", "at"),
    )

    id: Mapped[PrimaryKey]
    username: Mapped[str] = mapped_column(String(60))
    address: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime]
    succeeded: Mapped[bool]


class LineAccount(Base):
    """The LINE account of a person with this office's official account."""

    __tablename__ = "line_accounts"
    __table_args__ = (
        Index(
            "uq_line_accounts_linked_person",
            "government_id",
            "person_id",
            unique=True,
            sqlite_where=text("state != 'unlinked'"),
            postgresql_where=text("state != 'unlinked'"),
        ),
        Index(
            "uq_line_accounts_linked_user",
            "government_id",
            "line_user_id",
            unique=True,
            sqlite_where=text("state != 'unlinked'"),
            postgresql_where=text("state != 'unlinked'"),
        ),
    )

    id: Mapped[PrimaryKey]
    government_id: Mapped[int] = mapped_column(ForeignKey("local_governments.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    line_user_id: Mapped[str] = mapped_column(String(64))
    state: Mapped[LineState] = mapped_column(default=LineState.ACTIVE)
    linked_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    last_heard_at: Mapped[datetime | None]
    """When the person last wrote or pressed something; None for never."""
    profile_asked_at: Mapped[datetime | None]
    """When LINE was last asked whether the account can still be reached."""
    rich_menu: Mapped[str] = mapped_column(String(32), default="")
    """The key of the menu the person has; empty before one was linked."""


class LineLinkCode(Base):
    """A one-time code a signed-in person sends to the official account; only its hash is kept."""

    __tablename__ = "line_link_codes"

    id: Mapped[PrimaryKey]
    government_id: Mapped[int] = mapped_column(ForeignKey("local_governments.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    code_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    claimed_by: Mapped[str | None] = mapped_column(String(64))
    """The LINE user id that sent the code and has yet to confirm."""
    used_at: Mapped[datetime | None]


class LineLinkNonce(Base):
    """A one-time secret by which LINE's account link names the signed-in person; only its hash is kept."""

    __tablename__ = "line_link_nonces"

    id: Mapped[PrimaryKey]
    government_id: Mapped[int] = mapped_column(ForeignKey("local_governments.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    nonce_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class Holiday(Base):
    """A day on which this office does not work, or, against the calendar, does."""

    __tablename__ = "holidays"
    __table_args__ = (UniqueConstraint("government_id", "day"),)

    id: Mapped[PrimaryKey]
    government_id: Mapped[int] = mapped_column(ForeignKey("local_governments.id"))
    day: Mapped[date]
    name: Mapped[str] = mapped_column(String(200))
    source: Mapped[str] = mapped_column(String(40))
    """`library` (seeded) or `office` (entered by a person)."""
    is_working_day: Mapped[bool] = mapped_column(default=False)


class AuditEvent(Base):
    """Something of weight that somebody did; append-only, without secrets."""

    __tablename__ = "audit_events"
    __table_args__ = (Index("ix_audit_events_government_id_at", "government_id", "at"),)

    id: Mapped[PrimaryKey]
    government_id: Mapped[int] = mapped_column(ForeignKey("local_governments.id"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime]
    action: Mapped[str] = mapped_column(String(60))
    subject: Mapped[str] = mapped_column(String(200))
    details: Mapped[dict[str, Any]] = mapped_column(default=dict)


class DemoClock(Base):
    """Present only in a demo database: how far its time is from the machine's, in seconds."""

    __tablename__ = "demo_clock"
    __table_args__ = (CheckConstraint("id = 1", name="only_one"),)

    id: Mapped[PrimaryKey]
    offset_seconds: Mapped[int]
