"""Commands that run the parts of the application: all together on one machine, or each apart."""

import logging
import os
import signal
import sys
import threading
from datetime import timedelta
from pathlib import Path

import click
import waitress
from flask import Flask

from config import Config, from_process
from jobs import scheduler as job_scheduler
from jobs import sender as job_sender
from tracker import logs
from tracker.app import create_app
from tracker.cli.door import adopt_channel, refuse_without_queue
from tracker.cli.supervising import run_everything
from tracker.database import db
from tracker.people import queries
from tracker.waking import PLANNING, SENDING


@click.command()
@click.option("--demo", is_flag=True, help="Load the demo office into an empty database and start the LINE simulator.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65534), help="The port to listen on.")
def run(demo: bool, host: str, port: int) -> None:  # noqa: FBT001 (an option of the command line)
    """Migrate, then web, scheduler and sender on this one machine."""
    run_everything(demo=demo, host=host, port=port)


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--threads", default=8, show_default=True, type=click.IntRange(1, 64))
@click.option("--supervised", is_flag=True, hidden=True)
def web(host: str, port: int, threads: int, supervised: bool) -> None:  # noqa: FBT001
    """Serve the pages and LINE's webhook."""
    _begin("web", supervised=supervised)
    app = _application()
    waitress.serve(
        app,
        host=host,
        port=port,
        threads=threads,
        ident=None,
        max_request_body_size=32 * 1024 * 1024,
        # Behind https stands a proxy, whose word about the visitor's address the application must hear: without it
        # everybody shares one address, and forty wrong passwords anywhere would keep everybody out.
        clear_untrusted_proxy_headers=not from_process().is_secure,
    )


@click.command()
@click.option("--supervised", is_flag=True, hidden=True)
def scheduler(supervised: bool) -> None:  # noqa: FBT001
    """Plan: run the timetable of jobs."""
    _begin("scheduler", supervised=supervised)
    config = from_process()
    if config.jobs == "procrastinate":
        _work_on(PLANNING, config)
    else:
        job_scheduler.serve(_application())


@click.command()
@click.option("--supervised", is_flag=True, hidden=True)
def sender(supervised: bool) -> None:  # noqa: FBT001
    """Deliver messages and act on what LINE told us, within a second."""
    _begin("sender", supervised=supervised)
    config = from_process()
    if config.jobs == "procrastinate":
        _work_on(SENDING, config)
    else:
        job_sender.serve(_application())


@click.command(hidden=True)
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8001, show_default=True, type=click.IntRange(1, 65535))
@click.option("--supervised", is_flag=True, hidden=True)
def simulator(host: str, port: int, supervised: bool) -> None:  # noqa: FBT001
    """Play LINE for the demo: the Messaging API and a phone for each person."""
    # Only the demo pays for it, and nothing but this command and the supervisor knows it.
    from tracker.simulator import serve

    _begin("simulator", supervised=supervised)
    app = create_app()

    def time_ahead() -> timedelta:
        with app.app_context():
            return queries.demo_offset() or timedelta(0)

    home: Path = from_process().home
    serve(home / "simulator.sqlite3", host, port, time_ahead=time_ahead)


def _work_on(queue: str, config: Config) -> None:
    # Only an installation of several machines pays for the queue.
    from jobs.queue import serve

    serve(_application(), config.database_url, queue)


def _application() -> Flask:
    app = create_app()
    with app.app_context():
        refuse_without_queue(app)
        adopt_channel(app)
        db.session.remove()
    return app


def _begin(name: str, *, supervised: bool) -> None:
    logs.set_up(logging.INFO, file=from_process().home / "logs" / f"{name}.log")
    signal.signal(signal.SIGTERM, _end)
    if supervised:
        threading.Thread(target=_end_with_supervisor, daemon=True).start()


def _end(_signal: int, _frame: object) -> None:
    sys.exit(0)


def _end_with_supervisor() -> None:
    """End this process when the one that started it is gone: its end of the pipe closes, however it died."""
    os.read(sys.stdin.fileno(), 1)  # Not through the buffer, whose lock the interpreter wants at its end.
    os.kill(os.getpid(), signal.SIGTERM)


commands = (run, web, scheduler, sender, simulator)
