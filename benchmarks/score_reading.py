"""Compare what the reader finds with readings made by hand: `python -m benchmarks.score_reading SEEDS GOLD`.

Fields are compared without white space and tags; a flag of the gold is met by one on its line or with its words.
"""

import json
import re
import sys
from pathlib import Path
from typing import Any

from tracker.documents.analysis import analyse

SIMPLE = [
    *("doc_type", "organisation", "organisation_type", "organisation_aliases", "district", "province", "fiscal_year"),
    *("measures_fiscal_year", "overall_score", "grade", "history", "instrument_scores", "instrument_scores_derived"),
]
OF_MEASURE = [
    *("kind", "title", "analysis", "steps", "indicators", "quoted_scores", "item_refs", "period_raw", "start", "end"),
    *("owners_raw", "owners", "monitoring", "result", "outcome", "source_lines"),
]
_NOTHING = (None, [], {}, "")


def plain(value: Any) -> Any:
    if isinstance(value, str):
        return re.sub(r"\s+", "", re.sub(r"<[^>]*>", "", value))
    if isinstance(value, list):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        values = {key: plain(item) for key, item in value.items()}
        return None if all(item is None for item in values.values()) else values
    return value


def same(expected: Any, found: Any) -> bool:
    expected, found = plain(expected), plain(found)
    return expected == found or (expected in _NOTHING and found in _NOTHING)


def pairs(gold: dict[str, Any], found: dict[str, Any]) -> list[tuple[str, Any, Any]]:
    rows = [(name, gold.get(name), found.get(name)) for name in SIMPLE]
    for part, names in (("indicators", ("no", "name", "name_in_table", "score")), ("measures", OF_MEASURE)):
        rows.append((f"number of {part}", len(gold[part]), len(found[part])))
        for at, expected in enumerate(gold[part]):
            got = found[part][at] if at < len(found[part]) else {}
            if "source_line" in expected:
                expected["source_lines"] = [expected["source_line"]]
            for name in names:
                value = got.get(name)
                if name == "owners" and plain(value) in plain(expected.get("owners_also_ok", [])):
                    value = expected["owners"]
                rows.append((f"{part}[{at + 1}].{name}", expected.get(name), value))
    return rows


def lines_of(flag: dict[str, Any]) -> set[int]:
    found: set[int] = set()
    for match in re.finditer(r"lines? ([\d, -]+)", flag["where"]):
        for piece in match[1].replace(" ", "").split(","):
            ends = [int(end) for end in piece.split("-") if end]
            found.update(range(ends[0], ends[-1] + 1) if ends else ())
    return found


def measures_of(flag: dict[str, Any]) -> set[int]:
    match = re.match(r"measures? ([\d, and]+)", flag["where"])
    return {int(number) for number in re.findall(r"\d+", match[1])} if match else set()


def meets(flag: dict[str, Any], gold: dict[str, Any]) -> bool:
    if flag["line"] is not None and flag["line"] in lines_of(gold):
        return True
    if flag["line"] is None and flag["measure_seq"] in measures_of(gold):
        return True
    if flag["kind"] == "low_indicator_without_measure" and "measures table" in gold["where"]:
        return True
    raw, words = plain(gold["raw"] or ""), plain(flag["raw"] or "")
    return bool(raw and words and (raw in words or words in raw))


def report(name: str, gold: dict[str, Any] | None, found: dict[str, Any], *, has_lines: bool) -> None:
    print(f"{name}: {len(found['measures'])} measures, {len(found['findings'])} findings, {len(found['flags'])} flags")
    if gold is not None:
        rows = [row for row in pairs(gold, found) if has_lines or not row[0].endswith("source_lines")]
        wrong = [row for row in rows if not same(row[1], row[2])]
        print(f"  fields right: {len(rows) - len(wrong)}/{len(rows)} = {100 * (1 - len(wrong) / len(rows)):.1f} %")
        for field, expected, got in wrong:
            print(f"    {field}: expected {expected!r}, found {got!r}")
        serious = [flag for flag in gold["flags"] if flag["severity"] == "error"]
        missed = [flag for flag in serious if not any(meets(got, flag) for got in found["flags"])]
        likely = [flag for flag in gold["flags"] if flag["severity"] == "warn"]
        met = [flag for flag in likely if any(meets(got, flag) for got in found["flags"])]
        extra = [got for got in found["flags"] if not any(meets(got, flag) for flag in gold["flags"])]
        print(f"  error flags missed: {len(missed)} of {len(serious)}; warnings met: {len(met)} of {len(likely)}")
        print(f"  extra alarms: {len(extra)}")
        for flag in missed:
            print(f"    missed {flag['id']} {flag['where']}: {flag['note']}")
        for flag in extra:
            print(
                f"    extra {flag['severity']} {flag['kind']} line {flag['line']}: {flag['raw']} → {flag['expected']}"
            )
    else:
        for flag in found["flags"]:
            print(f"    {flag['severity']} {flag['kind']} line {flag['line']}: {flag['raw']} → {flag['expected']}")


def main() -> None:
    seeds, golds = Path(sys.argv[1]), Path(sys.argv[2])
    readings = {path.name[:3]: json.loads(path.read_text(encoding="utf-8")) for path in sorted(golds.glob("*.json"))}
    for path in sorted(seeds.iterdir()):
        if path.suffix in {".txt", ".docx"}:
            found = analyse(path.read_bytes(), path.name).as_json()
            report(path.name, readings.get(path.name[:3]), found, has_lines=path.suffix == ".txt")


if __name__ == "__main__":
    main()
