"""Backup and restore: everything of record comes back, on either database, or nothing does."""

import json
import os
import stat
import zipfile
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import flask_migrate
import pytest
import sqlalchemy
from flask import Flask
from sqlalchemy import select

from tests.conftest import Clock, config_for
from tracker.app import create_app
from tracker.database import Base, db, transaction
from tracker.demo import loading
from tracker.errors import NotNow, UnreadableDocument
from tracker.fiscal_year import FiscalYear
from tracker.health import archive
from tracker.health.queries import portable
from tracker.people import queries, service
from tracker.people.models import LineLinkCode, LineLinkNonce, LocalGovernment, Person, Unit
from tracker.people.roles import GovernmentKind, Role
from tracker.people.service import NewPerson
from tracker.people.viewer import System
from tracker.reminders.models import (
    AlarmKind,
    ChannelAlarm,
    Conversation,
    IncomingEvent,
    LineGroupCode,
    QuietDay,
    ReminderSettings,
    RichMenu,
)
from tracker.reports import service as report_service
from tracker.web.machinery import Machinery

Installation = Callable[[str], Flask]


@pytest.fixture
def new_installation(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Installation]:
    """Make migrated, empty installations, each with a home and a database of its own."""
    made: list[Flask] = []

    def make(kind: str) -> Flask:
        home = tmp_path / f"home{len(made)}"
        url = f"sqlite:///{home / 'tracker.sqlite3'}"
        if kind == "postgresql":
            name = f"archive_{os.urandom(6).hex()}"
            server = request.getfixturevalue("server")
            engine = sqlalchemy.create_engine(server.format(database="postgres"), isolation_level="AUTOCOMMIT")
            with engine.connect() as connection:
                connection.exec_driver_sql(f"CREATE DATABASE {name}")
            engine.dispose()
            url = server.format(database=name)
        home.mkdir()
        app = create_app(config_for(url, home))
        with app.app_context():
            flask_migrate.upgrade()
        made.append(app)
        return app

    yield make
    for app in made:
        with app.app_context():
            db.session.remove()
            db.engine.dispose()


@pytest.fixture
def an_archive(new_installation: Installation, tmp_path: Path, clock: Clock) -> Path:
    """The archive of a small office with a file in its store."""
    path = tmp_path / "small.zip"
    source = new_installation("sqlite")
    with source.app_context():
        _parts(source).files.keep("เอกสารต้นฉบับ".encode())
        with transaction():
            service.add_government(
                "small",
                "องค์การบริหารส่วนตำบลตัวอย่างพัฒนา",
                GovernmentKind.SUBDISTRICT_ORGANISATION,
                at=clock.now,
                today=date(2026, 3, 31),
            )
        archive.back_up(path, files=_parts(source).files, at=clock.now)
    return path


def _parts(app: Flask) -> Machinery:
    parts = app.extensions["machinery"]
    assert isinstance(parts, Machinery)
    return parts


def _everything(app: Flask) -> dict[str, list[portable.Row]]:
    with app.app_context(), db.engine.connect() as connection:
        return {table.name: list(portable.rows_of(table, connection)) for table in portable.tables()}


def _is_untouched(app: Flask) -> bool:
    return not any(_everything(app).values()) and not list(_parts(app).files.keys())


def _rewritten(path: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    """Write an archive anew with some of its entries changed."""
    with zipfile.ZipFile(path) as package:
        entries = {name: package.read(name) for name in package.namelist()}
    change(entries)
    changed = path.with_name("changed.zip")
    with zipfile.ZipFile(changed, "w") as package:
        for name, content in entries.items():
            package.writestr(name, content)
    return changed


@pytest.mark.parametrize("target", ["sqlite", "postgresql"])
@pytest.mark.parametrize("source", ["sqlite", "postgresql"])
def test_everything_of_record_comes_back_on_either_database(
    source: str, target: str, new_installation: Installation, tmp_path: Path, clock: Clock
) -> None:
    before, after, path = new_installation(source), new_installation(target), tmp_path / "backup.zip"
    with before.app_context():
        loading.load_demo_office()
        with transaction():
            section = db.session.scalars(select(Unit).where(Unit.parent_id.is_not(None))).first()
            division = db.session.scalars(select(Unit).where(Unit.name == "กองช่าง")).one()
            assert section is not None
            division.parent_id = section.id  # A unit below one that was added after it.
            report_service.prepare_edition(FiscalYear(2569), by=System(division.government_id), at=clock.now)
            db.session.add_all(_what_line_left(division.government_id, clock.now))
        written = archive.back_up(path, files=_parts(before).files, at=clock.now)

    with after.app_context():
        read = archive.restore(path, files=_parts(after).files)

    assert read == written
    assert read.rows > 500
    assert _everything(after) == _everything(before)
    assert set(_parts(after).files.keys()) == set(_parts(before).files.keys()) != set()


def _what_line_left(government_id: int, at: datetime) -> list[Base]:
    """Return one row of each kind speaking with LINE leaves behind that a demo does not have."""
    someone = db.session.scalars(select(Person.id).where(Person.government_id == government_id)).first()
    user, later = "U" + "1" * 32, at + timedelta(hours=1)
    return [
        ChannelAlarm(government_id=government_id, kind=AlarmKind.LIMIT_NEAR, slot="70", text="ใกล้หมด", raised_at=at),
        Conversation(government_id=government_id, line_user_id=user, details={"wrong_codes": ["ก"]}, expires_at=later),
        IncomingEvent(
            government_id=government_id, webhook_event_id="01", kind="message", payload={"a": 1}, received_at=at
        ),
        LineGroupCode(
            government_id=government_id,
            unit_id=db.session.scalars(select(Unit.id).where(Unit.government_id == government_id)).first(),
            issued_by_id=someone,
            code_hash="1" * 64,
            created_at=at,
            expires_at=later,
        ),
        LineLinkCode(
            government_id=government_id, person_id=someone, code_hash="2" * 64, created_at=at, expires_at=later
        ),
        LineLinkNonce(
            government_id=government_id, person_id=someone, nonce_hash="3" * 64, created_at=at, expires_at=later
        ),
        QuietDay(government_id=government_id, day=date(2026, 4, 20), note="เลือกตั้ง"),
        ReminderSettings(government_id=government_id, values={"silent_days": 20}, changed_at=at),
        RichMenu(
            government_id=government_id, key="head", line_rich_menu_id="richmenu-1", content_hash="4" * 64, made_at=at
        ),
    ]


def test_a_restored_office_can_be_worked_with(new_installation: Installation, an_archive: Path, clock: Clock) -> None:
    app = new_installation("postgresql")
    with app.app_context():
        archive.restore(an_archive, files=_parts(app).files)
        system = System(queries.government_called("small").id)
        with transaction():
            new = NewPerson("new", "นายใหม่ สมมติ", "", Role.MAYOR, None)
            person, _ = service.add_person(new, by=system, at=clock.now, today=date(2026, 3, 31))
            unit = service.add_unit("กองใหม่", queries.units(system)[0].kind, parent_id=None, by=system, at=clock.now)
        assert person.id is not None
        assert unit.id > max(one.id for one in queries.units(system) if one.id != unit.id)


def test_an_archive_is_readable_by_its_owner_alone_and_holds_no_key(an_archive: Path) -> None:
    assert stat.S_IMODE(an_archive.stat().st_mode) == 0o600
    with zipfile.ZipFile(an_archive) as package:
        content = b"".join(package.read(name) for name in package.namelist())
    assert b"a key that only tests know about" not in content
    assert b"keep it elsewhere" in content


def test_an_installation_with_an_office_is_not_overwritten(new_installation: Installation, an_archive: Path) -> None:
    app = new_installation("sqlite")
    with app.app_context():
        archive.restore(an_archive, files=_parts(app).files)
        before = _everything(app)
        with pytest.raises(NotNow, match="มีข้อมูลหน่วยงานอยู่แล้ว"):
            archive.restore(an_archive, files=_parts(app).files)
    assert _everything(app) == before


def test_an_archive_of_another_schema_is_refused(new_installation: Installation, an_archive: Path) -> None:
    def change(entries: dict[str, bytes]) -> None:
        entries["manifest.json"] = entries["manifest.json"].replace(b'"revision": "', b'"revision": "9')

    app = new_installation("sqlite")
    with app.app_context(), pytest.raises(NotNow, match="โครงสร้างข้อมูลรุ่น 9"):
        archive.restore(_rewritten(an_archive, change), files=_parts(app).files)
    assert _is_untouched(app)


def _a_row_less(entries: dict[str, bytes]) -> None:
    entries["tables/units.jsonl"] = entries["tables/units.jsonl"].split(b"\n", 1)[1]


def _a_letter_changed(entries: dict[str, bytes]) -> None:
    name = next(name for name in entries if name.startswith("files/"))
    entries[name] = entries[name][:-1] + b"?"


def _a_table_missing(entries: dict[str, bytes]) -> None:
    del entries["tables/people.jsonl"]


def _no_manifest(entries: dict[str, bytes]) -> None:
    del entries["manifest.json"]


def _a_foreign_manifest(entries: dict[str, bytes]) -> None:
    entries["manifest.json"] = b'["not", "ours"]'


def _an_entry_more(entries: dict[str, bytes]) -> None:
    entries["../../outside.txt"] = b"hostile"


def _a_name_that_leaves_the_store(entries: dict[str, bytes]) -> None:
    manifest = json.loads(entries["manifest.json"])
    manifest["files"]["../../../outside.txt"] = 7
    entries["manifest.json"] = json.dumps(manifest).encode()
    entries["files/../../../outside.txt"] = b"hostile"


def _rows_that_contradict(entries: dict[str, bytes]) -> None:
    _replace_table(entries, "units", lambda line: line.replace(b'"government_id":1', b'"government_id":77'))


def _a_value_of_another_kind(entries: dict[str, bytes]) -> None:
    _replace_table(entries, "local_governments", lambda line: line.replace(b'"id":1', b'"id":"one"'))


def _a_column_more(entries: dict[str, bytes]) -> None:
    _replace_table(entries, "local_governments", lambda line: line.replace(b'"id":1', b'"id":1,"more":2'))


def _replace_table(entries: dict[str, bytes], table: str, change: Callable[[bytes], bytes]) -> None:
    """Change the rows of a table and make the manifest agree, as a hostile hand would."""
    name, manifest = f"tables/{table}.jsonl", json.loads(entries["manifest.json"])
    assert change(entries[name]) != entries[name]
    entries[name] = change(entries[name])
    manifest["tables"][table]["sha256"] = sha256(entries[name]).hexdigest()
    entries["manifest.json"] = json.dumps(manifest).encode()


@pytest.mark.parametrize(
    "damage",
    [
        _a_row_less,
        _a_letter_changed,
        _a_table_missing,
        _no_manifest,
        _a_foreign_manifest,
        _an_entry_more,
        _a_name_that_leaves_the_store,
        _rows_that_contradict,
        _a_value_of_another_kind,
        _a_column_more,
    ],
)
def test_a_damaged_or_hostile_archive_changes_nothing(
    damage: Callable[[dict[str, bytes]], None], new_installation: Installation, an_archive: Path, tmp_path: Path
) -> None:
    app = new_installation("sqlite")
    with app.app_context(), pytest.raises(UnreadableDocument, match="ไม่มีข้อมูลใดถูกเปลี่ยน"):
        archive.restore(_rewritten(an_archive, damage), files=_parts(app).files)
    assert _is_untouched(app)
    assert not list(tmp_path.rglob("outside.txt"))


@pytest.mark.parametrize("kept", [0, 10, 5000, -200, -1])
def test_a_truncated_archive_changes_nothing(kept: int, new_installation: Installation, an_archive: Path) -> None:
    an_archive.write_bytes(an_archive.read_bytes()[:kept])
    app = new_installation("sqlite")
    with app.app_context(), pytest.raises(UnreadableDocument):
        archive.restore(an_archive, files=_parts(app).files)
    assert _is_untouched(app)


def test_a_backup_that_fails_leaves_the_one_before(
    new_installation: Installation, an_archive: Path, clock: Clock
) -> None:
    before = an_archive.read_bytes()
    app = new_installation("sqlite")
    with app.app_context():
        key = _parts(app).files.keep(b"soon lost")
        (_parts(app).files.folder / key[:2] / key).unlink()
        (_parts(app).files.folder / key[:2] / key).mkdir()
        (_parts(app).files.folder / key[:2] / key / "inside").write_bytes(b"no file of ours")
        with pytest.raises(ValueError, match="SHA-256"):
            archive.back_up(an_archive, files=_parts(app).files, at=clock.now)
    assert an_archive.read_bytes() == before
    assert [path.name for path in an_archive.parent.glob(".*")] == []


def test_the_time_of_a_demo_goes_on_where_it_was(new_installation: Installation, tmp_path: Path, clock: Clock) -> None:
    before, after, path = new_installation("sqlite"), new_installation("sqlite"), tmp_path / "demo.zip"
    with before.app_context():
        loading.load_demo_office()
        offset = queries.demo_offset()
        archive.back_up(path, files=_parts(before).files, at=clock.now)
    with after.app_context():
        archive.restore(path, files=_parts(after).files)
        assert queries.demo_offset() == offset
        assert db.session.scalars(select(LocalGovernment.slug)).all() == ["demo"]
