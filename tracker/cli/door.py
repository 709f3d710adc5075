"""What every command does before its work: make the application and live in its database's time."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from flask import Flask

from tracker import clock, logs
from tracker.app import create_app
from tracker.database import db
from tracker.people import queries


@contextmanager
def application(level: int = logging.WARNING) -> Iterator[Flask]:
    """Yield the application in a context of its own, its clock set as its database says."""
    logs.set_up(level)
    app = create_app()
    with app.app_context():
        clock.run_ahead_by(queries.demo_offset() or timedelta(0))
        db.session.commit()
        yield app
        db.session.remove()


@contextmanager
def bare_application() -> Iterator[Flask]:
    """Yield the application over a database that may have no tables yet."""
    logs.set_up(logging.WARNING)
    app = create_app()
    with app.app_context():
        yield app
        db.session.remove()
