"""`tracker run`: migrates, loads the demo when asked, and keeps the processes of one machine alive."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import ip_address

import click
import flask_migrate

from config import from_process
from tracker.cli.door import bare_application, install_queue
from tracker.demo import accounts, loading, simulator_people
from tracker.errors import NotNow
from tracker.people import queries

_PATIENCE_SECONDS = 60
_SHORTEST_LIFE_SECONDS = 20.0


@dataclass
class Child:
    """One process of the installation."""

    name: str
    arguments: tuple[str, ...]
    process: subprocess.Popen[bytes]
    started: float
    quick_deaths: int = 0


def run_everything(*, demo: bool, host: str, port: int) -> None:
    """Run web, scheduler and sender (and the simulator) until SIGINT or SIGTERM; they stop with this process."""
    config = from_process()
    for wanted in (port, port + 1) if demo else (port,):
        _refuse_if_taken(host, wanted)
    prepare(demo=demo)
    environment = dict(os.environ)
    environment["TRACKER_BASE_URL"] = environment.get("TRACKER_BASE_URL") or f"http://{_reachable(host)}:{port}"
    children: list[Child] = []
    stopping = _stop_on_signals()
    try:
        if demo:
            environment["TRACKER_LINE_API_HOST"] = f"http://127.0.0.1:{port + 1}"
            environment["TRACKER_LINE_ACCESS_HOST"] = f"http://127.0.0.1:{port + 1}"
            children.append(_start("simulator", ("--port", str(port + 1)), environment))
            _wait_for(f"http://127.0.0.1:{port + 1}/", children, stopping)
            if stopping:
                return
            with bare_application() as app:
                simulator_people.register(
                    app, simulator=f"http://127.0.0.1:{port + 1}", application=f"http://{_reachable(host)}:{port}"
                )
        children.append(_start("web", ("--host", host, "--port", str(port)), environment))
        children.append(_start("scheduler", (), environment))
        children.append(_start("sender", (), environment))
        _wait_for(f"http://{_reachable(host)}:{port}/sign-in", children, stopping)
        if not stopping:
            _greet(
                f"http://{_reachable(host)}:{port}",
                demo=demo,
                host=host,
                simulator_port=port + 1,
                home=str(config.home),
            )
        _watch(children, environment, stopping)
    finally:
        _stop(children)


def prepare(*, demo: bool) -> None:
    """Bring the database to the newest schema; with `demo`, load the demo office into it when it is empty."""
    with bare_application() as app:
        flask_migrate.upgrade()
        is_demo, is_empty = queries.demo_offset() is not None, not queries.governments()
        if demo and not is_demo and not is_empty:
            raise NotNow("ฐานข้อมูลนี้เป็นของหน่วยงานจริง จึงเปิดเป็นระบบสาธิตไม่ได้ กรุณาใช้ TRACKER_HOME อื่น")
        if demo and is_empty:
            click.echo("Loading the demo office …")
            loading.load_demo_office()
        install_queue(app)


def _greet(address: str, *, demo: bool, host: str, simulator_port: int, home: str) -> None:
    click.echo(f"\nติดตามมาตรการ ITA: {address}   (data in {home}; Ctrl+C stops everything)")
    if not demo:
        return
    click.echo(f"LINE simulator (everybody's phone): http://127.0.0.1:{simulator_port}/")
    click.echo(f"\nDemo accounts, password of all: {accounts.PASSWORD}")
    for account in accounts.ACCOUNTS:
        click.echo(f"  {account.username:<14} {account.name:<24} {account.position}")
    if not _is_loopback(host):
        click.echo(
            "\nThe demo's password is printed in its documentation: do not open it to a network you do not trust."
        )


def _start(name: str, arguments: tuple[str, ...], environment: Mapping[str, str]) -> Child:
    process = subprocess.Popen(  # noqa: S603 (our own program with arguments of our own)
        [sys.executable, "-m", "tracker.cli", name, "--supervised", *arguments],
        env=dict(environment),
        stdin=subprocess.PIPE,
    )
    return Child(name, arguments, process, time.monotonic())


def _watch(children: list[Child], environment: Mapping[str, str], stopping: list[int]) -> None:
    while not stopping:
        time.sleep(0.5)
        for child in children:
            if child.process.poll() is None or stopping:
                continue
            lived = time.monotonic() - child.started
            deaths = child.quick_deaths + 1 if lived < _SHORTEST_LIFE_SECONDS else 0
            if deaths >= 3:
                raise NotNow(f"ส่วน {child.name} หยุดทำงานซ้ำ ๆ กรุณาดูข้อความด้านบน แล้วรัน tracker check")
            click.echo(f"{child.name} ended with {child.process.returncode}; starting it again", err=True)
            again = _start(child.name, child.arguments, environment)
            child.process, child.started, child.quick_deaths = again.process, again.started, deaths


def _wait_for(address: str, children: list[Child], stopping: list[int]) -> None:
    for _ in range(_PATIENCE_SECONDS * 10):
        if stopping:
            return
        for child in children:
            if child.process.poll() is not None:
                raise NotNow(f"ส่วน {child.name} เริ่มไม่ได้ (พอร์ตอาจถูกใช้อยู่) กรุณาดูข้อความด้านบน หรือเลือก --port อื่น")
        try:
            with urllib.request.urlopen(address, timeout=2):  # noqa: S310 (an address of our own)
                return
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)
    raise NotNow(f"{address} ไม่ตอบภายใน {_PATIENCE_SECONDS} วินาที")


def _refuse_if_taken(host: str, port: int) -> None:
    """Say so before anything starts when another program listens there already."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise NotNow(
                f"ใช้ {host}:{port} ไม่ได้ ({error.strerror}) กรุณาปิดโปรแกรมที่ใช้พอร์ตนี้อยู่ หรือเลือก --port อื่น"
            ) from error


def _stop_on_signals() -> list[int]:
    stopping: list[int] = []

    def note(number: int, _frame: object) -> None:
        stopping.append(number)

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, note)
    return stopping


def _stop(children: list[Child]) -> None:
    for child in reversed(children):
        if child.process.poll() is None:
            child.process.terminate()
    for child in children:
        try:
            child.process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            child.process.kill()
        if child.process.stdin is not None:
            child.process.stdin.close()


def _reachable(host: str) -> str:
    return "127.0.0.1" if host in {"0.0.0.0", "::", "localhost"} else host  # noqa: S104 (compared, not bound)


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
