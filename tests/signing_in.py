"""Signs a person in for a test, as the sign-in page would, without the wait of hashing a password."""

import secrets
from datetime import timedelta
from typing import Any

from flask import Flask
from flask.testing import FlaskClient

from tracker import clock
from tracker.database import db
from tracker.people.models import UserSession
from tracker.people.signing_in import hash_of


def session_token(person: Any) -> str:
    """Open a session for a person and return its token."""
    token = secrets.token_urlsafe(32)
    db.session.add(
        UserSession(
            government_id=person.government_id,
            person_id=person.id,
            token_hash=hash_of(token),
            created_at=clock.now(),
            expires_at=clock.now() + timedelta(days=400),
        )
    )
    db.session.commit()
    return token


def sign_in_client(app: Flask, person: Any) -> FlaskClient:
    """Return a client whose cookie holds an open session of the person."""
    token = session_token(person)
    client = app.test_client()
    with client.session_transaction() as session:
        session["_user_id"] = token
        session["_fresh"] = True
        session.permanent = True
    return client
