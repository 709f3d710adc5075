"""What every command does before its work: make the application and live in its database's time."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from flask import Flask
from sqlalchemy import inspect

from config import Config, ConfigError
from tracker import clock, logs
from tracker.app import create_app
from tracker.database import db, transaction
from tracker.people import queries
from tracker.reminders import channel
from tracker.web.machinery import machinery


@contextmanager
def application(level: int = logging.WARNING) -> Iterator[Flask]:
    """Yield the application in a context of its own, its clock set as its database says."""
    logs.set_up(level)
    app = create_app()
    with app.app_context():
        clock.run_ahead_by(queries.demo_offset() or timedelta(0))
        adopt_channel(app)
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


def adopt_channel(app: Flask) -> None:
    """Give the first local government the LINE channel the settings name, when they name one."""
    config: Config = app.extensions["config"]
    if config.line_channel_secret and config.line_channel_access_token:
        with transaction():
            channel.adopt(
                config.line_channel_secret,
                config.line_channel_access_token,
                box=machinery().secrets,
                at=clock.now(),
            )


def install_queue(app: Flask) -> None:
    """Make the tables of the queue, where the settings say that several machines share the work."""
    config: Config = app.extensions["config"]
    if config.jobs == "procrastinate":
        # Only an installation of several machines pays for the queue.
        from jobs.queue import install

        install(config.database_url)


def refuse_without_queue(app: Flask) -> None:
    """Refuse to work for several machines before the queue has its tables: every upload and event would fail."""
    config: Config = app.extensions["config"]
    if config.jobs == "procrastinate" and not inspect(db.engine).has_table("procrastinate_jobs"):
        raise ConfigError("TRACKER_JOBS=procrastinate needs the tables of its queue: run `tracker migrate` once")
