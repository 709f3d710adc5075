import json
import re
from pathlib import Path
from typing import Any

from tests.reports.office import demo_report, done, heading, measure, signatures
from tracker.reports.data import data
from tracker.reports.lines import result_report

DESCRIPTION = Path(__file__).parents[2] / "docs" / "report-data.md"


def keys_of(value: Any) -> set[str]:
    if isinstance(value, dict):
        return set(value).union(*(keys_of(item) for item in value.values()))
    return set().union(*(keys_of(item) for item in value)) if isinstance(value, list) else set()


def test_every_measure_step_and_task_is_in_the_data() -> None:
    report = demo_report()
    content = json.loads(data(report))
    assert [line["title"] for line in content["measures"]] == [line.title for line in report.measures]
    assert (
        sum(len(step["tasks"]) for line in content["measures"] for step in line["steps"]) == report.counts.tasks.total
    )
    assert content["counts"]["measures"]["percent_done"] == 18.75


def test_results_are_the_words_of_the_other_files() -> None:
    content = json.loads(data(demo_report()))
    assert content["measures"][15]["steps"][0]["result"] == ["ไม่ได้ดำเนินการ เนื่องจากเปลี่ยนระบบเว็บไซต์ ดำเนินการปี 2570"]


def test_the_data_say_what_they_are() -> None:
    content = json.loads(data(demo_report()))
    assert (content["format"], content["version"]) == ("ita-result-report", 1)
    assert (content["fiscal_year"], content["as_of"], content["is_draft"]) == (2569, "2026-03-31", True)
    assert content["period"] == {"starts_on": "2025-10-01", "ends_on": "2026-09-30"}


def test_every_key_is_described() -> None:
    described = set(re.findall(r"`([a-z_]+)`", DESCRIPTION.read_text("utf-8")))
    assert keys_of(json.loads(data(demo_report()))) <= described


def test_strange_characters_do_not_stop_the_data() -> None:
    report = result_report(heading(), [measure(1, "ก\ud800", "ข")], [done(1, 1, "😀 \x0b\x00=1+1", "ง")], signatures())
    assert json.loads(data(report))["measures"][0]["steps"][0]["tasks"][0]["result"].endswith("=1+1")
    assert json.loads(data(report))["measures"][0]["steps"][0]["result"] == ["😀 =1+1"]


def test_the_same_report_gives_the_same_bytes() -> None:
    assert data(demo_report()) == data(demo_report())
