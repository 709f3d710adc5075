"""Which menus were made at LINE, and who has which."""

from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import aliased

from tracker.database import db
from tracker.people.models import LineAccount
from tracker.people.roles import LineState
from tracker.people.viewer import Asker
from tracker.reminders.models import RichMenu


@dataclass(frozen=True)
class Holder:
    """A LINE account with the menu it was last given."""

    account_id: int
    person_id: int
    line_user_id: str
    rich_menu: str
    is_linked: bool
    is_linked_anew: bool
    """The link has ended, but the same LINE user has another one, with a menu of its own."""


def menus(asker: Asker) -> list[RichMenu]:
    """Return the menus that were made for the office's channel."""
    return list(db.session.scalars(select(RichMenu).where(RichMenu.government_id == asker.government_id)))


def holders(asker: Asker, *, line_user_id: str | None = None) -> list[Holder]:
    """Return who may need another menu: those who can be reached, and those who still have one though unlinked."""
    live = aliased(LineAccount)
    anew = (
        select(live.id)
        .where(
            live.government_id == LineAccount.government_id,
            live.line_user_id == LineAccount.line_user_id,
            live.state != LineState.UNLINKED,
        )
        .correlate(LineAccount)
        .exists()
    )
    wanted = [
        LineAccount.government_id == asker.government_id,
        or_(
            LineAccount.state == LineState.ACTIVE,
            (LineAccount.state == LineState.UNLINKED) & (LineAccount.rich_menu != ""),
        ),
    ]
    if line_user_id is not None:
        wanted.append(LineAccount.line_user_id == line_user_id)
    rows = db.session.execute(
        select(
            LineAccount.id,
            LineAccount.person_id,
            LineAccount.line_user_id,
            LineAccount.rich_menu,
            LineAccount.state,
            anew.label("is_linked_anew"),
        )
        .where(*wanted)
        .order_by(LineAccount.state.desc(), LineAccount.id)
    )
    return [
        Holder(
            row.id,
            row.person_id,
            row.line_user_id,
            row.rich_menu,
            row.state is LineState.ACTIVE,
            bool(row.is_linked_anew),
        )
        for row in rows
    ]
