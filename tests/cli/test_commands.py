"""The command line, from an empty folder to a report."""

import json
import re
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.cli.commands import Installation

ANALYSIS = Path(__file__).resolve().parents[2] / "tracker" / "demo" / "analysis.txt"
NAME = "องค์การบริหารส่วนตำบลตัวอย่างพัฒนา"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """An installation with one office, its documents imported and its year opened."""
    installation = Installation(tmp_path_factory.mktemp("office"))
    for arguments in (
        ("migrate",),
        ("governments", "add", "tuayang", NAME),
        ("people", "add", "plan", "นางสาวแผน จำลอง", "--government", "tuayang", "--role", "coordinator"),
        ("people", "add", "finance", "นายพร จำลอง", "--government", "tuayang", "--role", "unit_head", "--unit", "กค."),
        ("documents", "import", str(ANALYSIS), "--government", "tuayang", "--approve-clean"),
    ):
        said = installation.run(*arguments)
        assert said.code == 0, said.err
    return installation


def test_every_command_explains_itself(tmp_path: Path) -> None:
    installation = Installation(tmp_path)
    for command in ("run", "web", "scheduler", "sender", "migrate", "governments", "people", "documents", "measures",
                    "year", "jobs", "report", "demo", "backup", "restore", "check"):  # fmt: skip
        said = installation.run(command, "--help")
        assert said.code == 0
        assert "Usage:" in said.out


def test_a_command_on_a_database_without_tables_says_what_to_do(tmp_path: Path) -> None:
    said = Installation(tmp_path).run("people", "list", "--government", "nobody")
    assert said.code == 1
    assert "tracker migrate" in said.err
    assert "Traceback" not in said.err


def test_wrong_settings_are_listed_in_one_message(tmp_path: Path) -> None:
    said = Installation(tmp_path).run(
        "check", TRACKER_BASE_URL="ita.example", TRACKER_JOBS="celery", TRACKER_LINE_CHANNEL_SECRET="alone"
    )
    assert said.code == 1
    for name in ("TRACKER_BASE_URL", "TRACKER_JOBS", "TRACKER_LINE_CHANNEL_ACCESS_TOKEN"):
        assert name in said.err


def test_people_are_listed_for_programs_with_their_posts(office: Installation) -> None:
    rows = json.loads(office.run("people", "list", "--government", "tuayang", "--json").out)
    assert {row["username"] for row in rows} == {"plan", "finance"}
    finance = next(row for row in rows if row["username"] == "finance")
    assert finance["posts"] == [{"role": "unit_head", "unit": "กองคลัง", "acting": False}]


def test_a_line_account_can_be_linked_for_support(office: Installation) -> None:
    user = "U" + "a" * 32
    assert office.run("people", "link-line", "finance", user).code == 0
    rows = json.loads(office.run("people", "list", "--government", "tuayang", "--json").out)
    assert {row["username"]: row["line_user_id"] for row in rows}["finance"] == user


def test_an_unknown_unit_is_refused_with_the_units_there_are(office: Installation) -> None:
    said = office.run(
        "people", "add", "x1", "นายหนึ่ง จำลอง", "--government", "tuayang", "--role", "staff", "--unit", "กองอวกาศ"
    )
    assert said.code == 1
    assert "กองคลัง" in said.err


def test_reading_a_document_touches_no_database(tmp_path: Path) -> None:
    said = Installation(tmp_path).run("documents", "read", str(ANALYSIS), "--json")
    assert said.code == 0
    assert len(json.loads(said.out)["measures"]) == 16
    assert not list(tmp_path.glob("*.sqlite3"))


def test_a_file_that_cannot_be_read_says_why_in_thai(tmp_path: Path) -> None:
    broken = tmp_path / "broken.docx"
    broken.write_bytes(b"PK\x03\x04 not really")
    said = Installation(tmp_path).run("documents", "read", str(broken))
    assert said.code == 1
    assert re.search("[ก-ฮ]", said.err)
    assert "Traceback" not in said.err


def test_the_year_is_opened_once_everything_is_decided_and_the_report_written(
    office: Installation, tmp_path: Path
) -> None:
    opened = office.run("year", "open", "--government", "tuayang", "--year", "2569")
    assert opened.code == 0, opened.err
    said = office.run(
        "report", "--government", "tuayang", "--year", "2569", "--as-of", "2026-03-31",
        "--format", "docx,pdf,xlsx,json", "--output", str(tmp_path),
    )  # fmt: skip
    assert said.code == 0, said.err
    assert {path.suffix for path in tmp_path.iterdir()} == {".docx", ".pdf", ".xlsx", ".json"}


def test_measures_go_out_to_excel_and_in_again(office: Installation, tmp_path: Path) -> None:
    of_the_year = ("--government", "tuayang", "--year", "2571")
    form, plan = tmp_path / "form.xlsx", tmp_path / "plan.xlsx"
    assert office.run("measures", "export", *of_the_year, "--template", "-o", str(form)).code == 0
    book = load_workbook(form)
    book["มาตรการ"]["C6"], book["มาตรการ"]["G6"] = "จัดประชุม", "กองบิน"
    book.save(form)
    said = office.run("measures", "import", str(form), *of_the_year)
    assert (said.code, "แผ่น มาตรการ แถว 6 คอลัมน์ ผู้รับผิดชอบหลัก (G6)" in said.err) == (1, True)

    book["มาตรการ"]["G6"] = "กค."
    book.save(form)
    assert "add --confirm" in office.run("measures", "import", str(form), *of_the_year).out
    said = office.run("measures", "import", str(form), *of_the_year, "--confirm")
    assert "Taken over: 1 added, 0 changed, 0 cancelled." in said.out
    assert office.run("measures", "export", *of_the_year, "-o", str(plan)).code == 0
    said = office.run("measures", "import", str(plan), *of_the_year, "--confirm")
    assert said.out == "0 new, 0 changed, 0 without a row, 1 unchanged, 0 mistakes.\n"


def test_jobs_are_listed_and_run_as_if_it_were_then(office: Installation) -> None:
    listed = office.run("jobs", "list").out
    for name in ("plan-reminders", "deliver-messages", "process-events", "close-year"):
        assert name in listed
    said = office.run("jobs", "run", "plan-reminders", "--at", "2025-12-01T09:00+07:00")
    assert said.code == 0, said.err
    assert office.run("jobs", "run", "nonsense").code == 1


def test_a_wrong_instant_or_format_is_explained(office: Installation, tmp_path: Path) -> None:
    assert "2026-10-01T00:30+07:00" in office.run("jobs", "run", "plan-reminders", "--at", "เมื่อวาน").err
    said = office.run(
        "report", "--government", "tuayang", "--year", "2569", "--format", "odt", "--output", str(tmp_path)
    )
    assert said.code == 1
    assert "docx, pdf, xlsx, json" in said.err


def test_backup_and_restore_move_everything_to_another_machine(office: Installation, tmp_path: Path) -> None:
    archive = tmp_path / "all.tar.gz"
    assert office.run("backup", str(archive)).code == 0
    elsewhere = Installation(tmp_path / "elsewhere")
    said = elsewhere.run("restore", str(archive))
    assert said.code == 0, said.err
    assert (
        elsewhere.run("people", "list", "--government", "tuayang", "--json").out
        == office.run("people", "list", "--government", "tuayang", "--json").out
    )


def test_the_demo_office_is_loaded_the_same_each_time(tmp_path: Path) -> None:
    installation = Installation(tmp_path)
    assert installation.run("migrate").code == 0
    first = installation.run("demo", "load")
    assert first.code == 0, first.err
    assert "14 people, 16 measures" in first.out
    assert "was loaded before" in installation.run("demo", "load").out


def test_a_demo_of_any_size_can_be_loaded(tmp_path: Path) -> None:
    installation = Installation(tmp_path)
    assert installation.run("migrate").code == 0
    said = installation.run("demo", "load", "--government", "big", "--people", "40", "--measures", "25", "--linked")
    assert said.code == 0, said.err
    rows = json.loads(installation.run("people", "list", "--government", "big", "--json").out)
    assert len(rows) == 40
    assert all(row["line_user_id"].startswith("U") for row in rows)


def test_opening_a_year_tells_of_measures_nobody_has_decided_about(tmp_path: Path) -> None:
    installation = Installation(tmp_path / "home")
    for arguments in (("migrate",), ("governments", "add", "tuayang", NAME)):
        assert installation.run(*arguments).code == 0
    doubtful = tmp_path / "doubtful.txt"
    doubtful.write_text(
        ANALYSIS.read_text(encoding="utf-8").replace("ธันวาคม ๒๕๖๘\tสำนักปลัด", "\tสำนักปลัด"), encoding="utf-8"
    )
    said = installation.run("documents", "import", str(doubtful), "--government", "tuayang", "--approve-clean")
    assert "15 approved" in said.out
    opened = installation.run("year", "open", "--government", "tuayang", "--year", "2569")
    assert opened.code == 0, opened.err
    assert "1 measures read in documents are still to be approved" in opened.out
