import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from tests.reports.office import MEASURES, TASKS, demo_report, done, heading, many_measures, measure, signatures
from tracker.reports.lines import Report, form_of, result_report
from tracker.reports.lines.form import COLUMNS, SUMMARY_TITLE, official, summary_rows
from tracker.reports.pdf import pdf
from tracker.reports.pdf.font import font_folder, printable
from tracker.reports.pdf.words import pieces
from tracker.thai import without_spaces

# Where the columns of the table begin, in points: margins of 1.6 cm, then the shares of the layout.
POINT = 72 / 2.54
SHARES = (15, 20, 11.2, 11.2, 23.6, 19)
EDGES = [(1.6 + 26.5 * sum(SHARES[:place]) / 100) * POINT for place in range(7)]
FOOT = 1.55 * POINT


@pytest.fixture(scope="module")
def fonts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("fonts")


@pytest.fixture(scope="module")
def written(fonts: Path) -> tuple[Report, bytes]:
    report = demo_report()
    return report, pdf(report, font_cache=fonts)


def pages(content: bytes) -> Iterator[Any]:
    document = pypdfium2.PdfDocument(content)
    for page in document:
        yield page.get_textpage()
    document.close()


def table_texts(content: bytes) -> list[str]:
    """What stands under the head of each column on all pages, read back with pdfium, without white space."""
    columns = [""] * 6
    for page in pages(content):
        head = place_of(page, COLUMNS[2])
        if head is None:
            break
        end = place_of(page, SUMMARY_TITLE)
        for place, title in enumerate(COLUMNS):
            text = page.get_text_bounded(EDGES[place], end[3] + 6 if end else FOOT, EDGES[place + 1], head[3] + 12)
            body = without_spaces(text)
            assert body.startswith(without_spaces(title)), f"no head above column {place}: {body[:60]}"
            columns[place] += body.removeprefix(without_spaces(title))
        if end:
            break
    return columns


def place_of(page: Any, text: str) -> tuple[float, float, float, float] | None:
    found = page.search(text).get_next()
    return page.get_charbox(found[0], loose=True) if found else None


def expected_texts(report: Report) -> list[str]:
    columns = [""] * 6
    for line in report.measures:
        form = form_of(line)
        cells = (
            (form.title, *form.notes),
            tuple(text for step in form.steps for text in step.step),
            (form.owner,),
            (form.period,),
            tuple(text for step in form.steps for text in step.result),
            tuple(text for step in form.steps for text in step.outcome),
        )
        for place, texts in enumerate(cells):
            columns[place] += without_spaces(printable("".join(texts)))
    return columns


def test_every_cell_of_every_measure_can_be_read_back_without_one_wrong_character(
    written: tuple[Report, bytes],
) -> None:
    report, content = written
    assert table_texts(content) == expected_texts(report)


def test_a_second_reader_finds_every_step_and_result_too(written: tuple[Report, bytes], tmp_path: Path) -> None:
    if shutil.which("pdftotext") is None:
        missing = "pdftotext MISSING: install it (Debian: apt install poppler-utils)"
        pytest.fail(missing) if os.environ.get("CI") == "true" else pytest.skip(missing)
    report, content = written
    (tmp_path / "report.pdf").write_bytes(content)
    for place, expected in enumerate(expected_texts(report)):
        area = ["-x", str(int(EDGES[place])), "-y", "0", "-W", str(int(EDGES[place + 1] - EDGES[place])), "-H", "550"]
        done = subprocess.run(
            ["pdftotext", "-r", "72", *area, str(tmp_path / "report.pdf"), "-"], capture_output=True, check=True
        )
        text = without_spaces(done.stdout.decode()).replace("\f", "")
        found = text.replace(without_spaces(COLUMNS[place]), "")
        assert expected in found, f"column {place}"


def test_the_header_is_repeated_on_every_page_of_the_table(written: tuple[Report, bytes]) -> None:
    _, content = written
    heads = ["".join(COLUMNS) in without_spaces(page.get_text_range()) for page in pages(content)]
    assert heads.count(True) >= 5
    assert heads == sorted(heads, reverse=True)


def test_summary_signatures_notice_and_thai_page_numbers_are_printed(written: tuple[Report, bytes]) -> None:
    report, content = written
    texts = [without_spaces(page.get_text_range()) for page in pages(content)]
    whole = "".join(texts)
    for row in summary_rows(report):
        assert without_spaces("".join(row)) in whole
    for signature in signatures():
        assert without_spaces(official(f"({signature.name}){signature.position}{signature.acting_for}")) in whole
    assert without_spaces(report.notice) in texts[0]
    assert [re.search("หน้า([๐-๙]+)จาก([๐-๙]+)", text)[1] for text in texts] == list("๑๒๓๔๕๖๗๘๙")[: len(texts)]


def test_no_number_is_left_in_western_digits(written: tuple[Report, bytes]) -> None:
    _, content = written
    for page in pages(content):
        words = [word for word in page.get_text_range().split() if not re.search("[A-Za-z/]", word)]
        assert not re.search("[0-9]", " ".join(words))


def test_a_final_report_has_no_notice(fonts: Path) -> None:
    report = demo_report(is_draft=False, as_of=heading().as_of.replace(month=9, day=30))
    text = "".join(page.get_text_range() for page in pages(pdf(report, font_cache=fonts)))
    assert "ฉบับร่าง" not in text


def test_signature_blocks_are_never_split(fonts: Path) -> None:
    for count in range(1, 8):
        report = result_report(
            heading(), MEASURES[:count], [t for t in TASKS if t.measure_number <= count], signatures()
        )
        for page in pages(pdf(report, font_cache=fonts)):
            text = page.get_text_range()
            assert ("นายต้น" in text) == ("ความเห็นนายก" in text)
            assert ("นางสาวธารา" in text) == ("ผู้ตรวจสอบรายงาน" in text)


def test_a_row_three_pages_high_goes_on_and_loses_nothing(fonts: Path) -> None:
    long = "ดำเนินการประชาสัมพันธ์ให้ประชาชนในพื้นที่รับทราบข้อมูลข่าวสารอย่างทั่วถึง " * 120
    report = result_report(heading(), [measure(1, "ก", "ข", "ค")], [done(1, 1, long, "ง"), done(1, 2, "จ", "ฉ")])
    content = pdf(report, font_cache=fonts)
    assert len(list(pages(content))) >= 4
    assert table_texts(content) == expected_texts(report)


def test_two_hundred_measures_are_typeset(fonts: Path) -> None:
    report = many_measures(200)
    assert table_texts(pdf(report, font_cache=fonts)) == expected_texts(report)


@pytest.mark.parametrize("ugly", ["😀 จบ", "中文 จบ", "\uf70a\x0b\x00 จบ", "\ufffe\ud800 จบ", "👩‍👩‍👧 ✓ ① จบ", "่ จบ"])
def test_a_character_without_a_glyph_never_stops_the_report(fonts: Path, ugly: str) -> None:
    report = result_report(heading(), [measure(1, ugly, ugly)], [done(1, 1, ugly, ugly)], signatures())
    assert "จบ" in table_texts(pdf(report, font_cache=fonts))[4]


@pytest.mark.parametrize("text", ["=1+1", '#import "x"', "*หนา* $x^2$ @ที่ <a> \\ // [ก] {ข}", "Dos & Don'ts"])
def test_text_is_never_read_as_markup(fonts: Path, text: str) -> None:
    report = result_report(heading(), [measure(1, text, text)], [done(1, 1, text, text)])
    assert table_texts(pdf(report, font_cache=fonts)) == expected_texts(report)


def test_rare_clusters_are_read_back_once(fonts: Path) -> None:
    text = "ขั้นตอนที่นี้ ปี้ ปั้น ฝึก ฟื้น ญาติ ฐุ ญุ ฎุ ฏุ อัฐิ มงกุฎ ปรากฏ ฬ่ ฬี ค่ำ น้ำ กี๊ ศักดิ์ สิทธิ์ พันธุ์ ทั้ง ครั้ง ตั้ง ปู่ ฐู้ ฎู่ ฤๅ ฤุ"
    report = result_report(heading(), [measure(1, text, text)], [done(1, 1, text, text)])
    assert table_texts(pdf(report, font_cache=fonts)) == expected_texts(report)


def test_the_file_says_it_is_an_archive_file_with_its_title(written: tuple[Report, bytes]) -> None:
    report, content = written
    assert b"<pdfaid:part>2</pdfaid:part>" in content
    assert pypdfium2.PdfDocument(content).get_metadata_value("Title") == report.title


def test_the_same_report_gives_the_same_bytes(written: tuple[Report, bytes], fonts: Path) -> None:
    report, content = written
    assert pdf(report, font_cache=fonts) == content


def test_nothing_is_downloaded_or_written_to_the_home_of_the_process(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    program = (
        "from tests.reports.office import demo_report as r; from tracker.reports.pdf import pdf; print(len(pdf(r())))"
    )
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PYTHAINLP")}
    answer = subprocess.run(
        [sys.executable, "-c", program],
        env={**environment, "HOME": str(home)},
        cwd=Path(__file__).parents[2],
        capture_output=True,
        check=True,
    )
    assert int(answer.stdout) > 10_000
    assert list(home.iterdir()) == []


def test_the_fonts_are_repaired_once(fonts: Path, written: tuple[Report, bytes]) -> None:
    before = {path.name: path.stat().st_mtime_ns for path in fonts.iterdir()}
    assert sorted(before) == ["Sarabun-400-even-marks-1.ttf", "Sarabun-700-even-marks-1.ttf"]
    font_folder(fonts)
    assert {path.name: path.stat().st_mtime_ns for path in fonts.iterdir()} == before


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("๓๐ กันยายน ๒๕๖๙", ["๓๐ กันยายน", " ", "๒๕๖๙"]),
        ("ต่าง ๆ ของ", ["ต่าง ๆ", " ", "ของ"]),
        ("“งดรับ งดให้” ทุก", ["“งด", "รับ", " ", "งด", "ให้”", " ", "ทุก"]),
        ("พ.ศ. ๒๕๖๙ จำนวน ๓ ครั้ง", ["พ.ศ. ๒๕๖๙", " ", "จำนวน ๓ ครั้ง"]),
        ("ตุลาคม – ธันวาคม", ["ตุลาคม –", " ", "ธันวาคม"]),
        ("องค์การบริหารส่วนตำบล", ["องค์การ", "บริหาร", "ส่วน", "ตำบล"]),
        ("https://example.go.th/ita", ["https://", "example.", "go.", "th/", "ita"]),
    ],
)
def test_lines_end_between_words_only(text: str, expected: list[str]) -> None:
    assert pieces(text) == expected


def test_no_piece_is_wider_than_the_narrowest_column_and_nothing_is_lost() -> None:
    for text in (
        "ก" * 200,
        "เ" * 50,
        "A" * 100,
        "https://www.example.go.th/" + "a" * 90,
        "สำนักงานคณะกรรมการป้องกันและปราบปรามการทุจริตแห่งชาติ",
    ):
        found = pieces(text)
        assert "".join(found) == text
        assert max(map(len, found)) <= 20


def test_no_piece_begins_with_what_may_not_begin_a_line(written: tuple[Report, bytes]) -> None:
    report, _ = written
    for text in (text for line in report.measures for step in form_of(line).steps for text in step.result):
        assert not [piece for piece in pieces(text)[1:] if piece[0] in "”)ๆฯ,:;"]
