"""Removes what has served its purpose: link codes, attempts to sign in, sessions long over."""

from datetime import datetime, timedelta

from sqlalchemy import delete, or_

from tracker.database import rows_changed
from tracker.people.models import LineLinkCode, LineLinkNonce, SignInAttempt, UserSession

ATTEMPTS_KEPT = timedelta(days=180)
SESSIONS_KEPT = timedelta(days=180)


def remove_used_up(*, at: datetime) -> dict[str, int]:
    """Remove link codes that are used or over, and attempts and sessions older than half a year; say how many."""
    statements = {
        "link_codes": delete(LineLinkCode).where(or_(LineLinkCode.used_at.is_not(None), LineLinkCode.expires_at < at)),
        "link_nonces": delete(LineLinkNonce).where(
            or_(LineLinkNonce.used_at.is_not(None), LineLinkNonce.expires_at < at)
        ),
        "sign_in_attempts": delete(SignInAttempt).where(SignInAttempt.at < at - ATTEMPTS_KEPT),
        "sessions": delete(UserSession).where(UserSession.expires_at < at - SESSIONS_KEPT),
    }
    return {name: rows_changed(statement) for name, statement in statements.items()}
