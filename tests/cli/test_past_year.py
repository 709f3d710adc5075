"""A result report becomes a past year on record by command, and is taken back by command."""

import json
from pathlib import Path

import pytest

from tests import samples
from tests.cli.commands import Installation

REPORT = samples.HERE / "result_report.md"
OFFICE = ("--government", "tuayang")


@pytest.fixture
def office(tmp_path: Path) -> Installation:
    """An installation with one office and nothing else."""
    installation = Installation(tmp_path / "home")
    for arguments in (("migrate",), ("governments", "add", "tuayang", "องค์การบริหารส่วนตำบลตัวอย่างงาม")):
        said = installation.run(*arguments)
        assert said.code == 0, said.err
    return installation


def test_a_result_report_is_imported_recorded_reported_and_taken_back(office: Installation, tmp_path: Path) -> None:
    said = office.run("documents", "import", str(REPORT), *OFFICE)
    assert said.code == 0, said.err
    assert "2 measures, 1 flags, 0 approved" in said.out
    assert "to decide: 2. การกำกับดูแล" in said.out
    assert "tracker year record 1 --government tuayang" in said.out
    said = office.run("year", "record", "1", *OFFICE)
    assert said.code == 1
    assert "ยังมี 2 แถวที่ยังไม่ได้พิจารณา" in said.err
    said = office.run("year", "record", "1", *OFFICE, "--as-read")
    assert said.code == 0, said.err
    assert "Recorded 2568 as a past year: 2 measures." in said.out

    output = tmp_path / "out"
    said = office.run("report", *OFFICE, "--year", "2568", "--output", str(output))
    assert said.code == 0, said.err
    report = json.loads((output / "report-tuayang-2568.json").read_text(encoding="utf-8"))
    assert report["is_draft"] is False
    first, second = report["measures"]
    assert [(step["result"], step["outcome"]) for step in first["steps"]] == [
        (["จัดทำคู่มือแล้ว ๑๒ งาน"], ["มีคู่มือครบทุกงาน"]),
        (["แจ้งเวียนแล้ว"], ["บุคลากรถือปฏิบัติ"]),
        (["มีผู้ตอบแบบประเมิน ๒๑๐ คน"], ["ความพึงพอใจร้อยละ ๙๕.๐๐"]),
    ]
    assert (second["result"], second["outcome"]) == (["จัดทำทะเบียนและ Dos & Don'ts แล้ว"], ["ไม่พบการยืมผิดระเบียบ"])
    assert {step["state"] for measure in report["measures"] for step in measure["steps"]} == {"done"}

    said = office.run("year", "take-back", "1", *OFFICE, "--reason", "เลือกปีผิด")
    assert (said.code, said.out) == (0, "Took 2568 off the record.\n")
    assert office.run("report", *OFFICE, "--year", "2568", "--output", str(output)).code == 1


def test_rows_in_which_nothing_is_doubtful_are_confirmed_on_import(office: Installation, tmp_path: Path) -> None:
    clean = tmp_path / "report.md"
    text = REPORT.read_text(encoding="utf-8")
    clean.write_text(text.replace("<li>- สุ่มตรวจ \\| รายงาน</li>", ""), encoding="utf-8")
    said = office.run("documents", "import", str(clean), *OFFICE, "--approve-clean")
    assert "2 measures, 0 flags, 2 approved" in said.out, said.out
    assert "Recorded 2568 as a past year: 2 measures." in office.run("year", "record", "1", *OFFICE).out


def test_a_report_without_a_year_takes_it_from_the_command(office: Installation, tmp_path: Path) -> None:
    timeless = tmp_path / "report.md"
    text = REPORT.read_text(encoding="utf-8")
    for year in ("๒๕๖๖", "๒๕๖๗", "๒๕๖๘"):
        text = text.replace(year, "")
    timeless.write_text(text, encoding="utf-8")
    assert office.run("documents", "import", str(timeless), *OFFICE).code == 0
    said = office.run("year", "record", "1", *OFFICE, "--as-read")
    assert said.code == 1
    assert "กรุณาเลือกปีงบประมาณ" in said.err
    said = office.run("year", "record", "1", *OFFICE, "--as-read", "--year", "2567")
    assert "Recorded 2567 as a past year" in said.out, said.err
