"""October: the report prepares itself, late entries still count, a person closes, and the files are read back."""

import json
import re
from io import BytesIO
from urllib.parse import urljoin

import docx
import openpyxl
import pypdfium2

from tests.browser import Page
from tests.journeys import papers, working
from tests.journeys.office import PHONES, Office
from tests.reports.test_pdf import table_texts
from tracker.thai import arabic_digits, clean, thai_digits, without_spaces

QUARTER = "ประชุมชี้แจงแผนและผลการใช้จ่ายงบประมาณของไตรมาส"
LATE_RESULT = "ประชุมชี้แจงผลการใช้จ่ายไตรมาสที่ ๔ แล้ว"
SIGNERS = ("coordinator", "office", "palad", "mayor")

Files = dict[str, bytes]


def nobody_was_written_to_twice_a_day(office: Office) -> None:
    """Over the whole year: at most one reminder a person a day, and only on working days between 8.30 and 16.30."""
    for name in PHONES:
        times = office.times_reminded(name)
        assert len(times) > 20
        assert len({time.date() for time in times}) == len(times)
        for time in times:
            assert office.is_working_day(time.date()), f"{name} was written to on {time}"
            assert 8 <= time.hour < 17


def the_report_prepares_itself(office: Office) -> None:
    """Nothing on the last evening; on the first night of October a draft, once, without anybody asking."""
    office.it_is("2026-09-30 23:00")
    assert office.run("close-year") == {"editions": 0}
    office.it_is("2026-10-01 00:30")
    assert office.run("close-year") == {"editions": 1}
    office.it_is("2026-10-02 00:30")
    assert office.run("close-year") == {"editions": 0}
    page = office.at("mayor").visit("/reports/")
    (edition,) = page.all(".edition")
    told = re.sub(r"\s+", " ", edition.get_text(" ", strip=True))
    assert "ฉบับที่ 1 ฉบับร่าง ข้อมูล ณ 30 กันยายน 2569 · จัดทำโดยระบบ" in told
    draft = _downloaded(office, "mayor", page, 1)
    assert "ฉบับร่าง" in _words_of_docx(draft["docx"])
    assert LATE_RESULT not in _words_of_docx(draft["docx"])


def what_is_entered_late_still_counts(office: Office) -> None:
    """The acting head reports in October what was done in September; the coordinator verifies."""
    task = office.task(QUARTER, "กองคลัง", 4)
    working.reports_done(office, "works", task, LATE_RESULT, "บุคลากรทราบผลการใช้จ่าย")
    assert "30 กันยายน 2569" in office.page_of("coordinator", task).text
    working.the_coordinator_verifies(office, task)


def the_coordinator_closes_the_year(office: Office, tasks: int) -> Files:
    """The page says what closing means; afterwards nothing of the year changes. Return the final edition's files."""
    browser = office.at("coordinator")
    page = browser.follow(browser.visit("/reports/"), "ปิดปีงบประมาณ")
    done = _done_on_board(office)
    assert f"{len(papers.measure_titles())} มาตรการ" in page.text
    assert f"ดำเนินการแล้วเสร็จ {done} จาก {tasks} งาน" in page.text
    page = browser.submit(page, "/reports/close")
    assert "ฉบับที่ 2 ฉบับสมบูรณ์" in page.text
    task = office.task("สำรวจงานบริการ", "กองช่าง")
    page = office.at("works").visit(f"/tasks/{task}")
    assert page.all(f'a[href="/tasks/{task}/report"]') == []
    return _downloaded(office, "coordinator", browser.visit("/reports/"), 2)


def every_file_tells_the_whole_year(office: Office, files: Files, tasks: int) -> None:
    """Every measure in its place, results beside steps, the reason, the counts and who signs: in each of the files."""
    told = json.loads(files["json"])
    assert [plain(measure["title"]) for measure in told["measures"]] == [plain(one) for one in papers.measure_titles()]
    assert told["counts"]["tasks"]["total"] == tasks
    assert told["counts"]["tasks"]["done"] == _done_on_board(office)
    assert told["counts"]["tasks"]["not_done"] == 1
    texts = {
        "docx": plain(_words_of_docx(files["docx"])),
        # A cell may go on on the next page: the table is read down its columns.
        "pdf": plain("".join(table_texts(files["pdf"])) + _words_of_pdf(files["pdf"])),
        "xlsx": plain(_words_of_xlsx(files["xlsx"])),
        "json": plain(json.dumps(told, ensure_ascii=False)),
    }
    said = [working.NOT_DONE_REASON, *working.OCTOBER_RESULT, LATE_RESULT, "ประชาชนสอบถามได้สองช่องทาง"]
    said += [f"{step}เกษตรกรแล้ว" for step in working.FARMERS]
    said += [office.people[name].name for name in SIGNERS]
    for kind, text in texts.items():
        missing = [words for words in [*papers.measure_titles(), *said] if plain(words) not in text]
        if kind == "xlsx":  # A table for reckoning has no signatures.
            missing = [words for words in missing if words not in {office.people[name].name for name in SIGNERS}]
        assert missing == [], f"{kind} lacks {missing}"
    assert "ฉบับร่าง" not in _words_of_docx(files["docx"])


def results_stand_beside_their_steps(files: Files) -> None:
    """The three steps of the training and their three results and outcomes are numbered alike."""
    rows = [[cell.text for cell in row.cells] for row in docx.Document(BytesIO(files["docx"])).tables[0].rows]
    training = [row for row in rows if "อบรมจริยธรรมและการให้บริการ" in row[0]]
    assert len(training) == 3
    for number, (row, step) in enumerate(zip(training, working.TRAINING, strict=True), 1):
        assert [row[place].split(".")[0] for place in (1, 4, 5)] == [thai_digits(number)] * 3
        assert step in row[1]
        assert plain(f"ผลของการอบรมขั้นที่ {number}") in plain(row[4])
        assert plain(f"ความสำเร็จของการอบรมขั้นที่ {number}") in plain(row[5])


def the_counts_of_the_files_agree(files: Files) -> None:
    """The summary of Word and PDF, the sheet of Excel and the data count the same tasks."""
    counted = json.loads(files["json"])["counts"]["tasks"]
    names = ("total", "done", "partly_done", "submitted", "in_progress", "not_started", "not_done", "cancelled")
    expected = [counted[name] for name in names]
    last = docx.Document(BytesIO(files["docx"])).tables[1].rows[-1].cells
    assert [_number(cell.text) for cell in last[1:9]] == expected
    book = openpyxl.load_workbook(BytesIO(files["xlsx"]))
    rows = list(book["งานรายหน่วยงาน"].iter_rows(min_row=5, values_only=True))
    assert len([row for row in rows if row[0] is not None]) == counted["total"]
    summary = [row for row in book["สรุป"].iter_rows(values_only=True) if row[0] and str(row[0]).startswith("งาน")]
    assert [int(value or 0) for value in summary[0][1:9]] == expected
    line = "".join(thai_digits(number) if number else "–" for number in expected)
    assert plain(line) in plain(_words_of_pdf(files["pdf"]))


def plain(text: str) -> str:
    """A text as it is compared: its digits and spaces are the file's own business."""
    return without_spaces(arabic_digits(clean(text)))


def _done_on_board(office: Office) -> int:
    page = office.at("coordinator").visit("/board/?year=2569")
    found = re.search(r"งานทั้งหมด (\d+) งาน", page.text)
    assert found, page.text
    tile = next(one for one in page.all('a[href*="standing=done"]') if "แล้วเสร็จ" in one.get_text())
    return int(re.findall(r"\d+", tile.get_text(" ", strip=True))[0])


def _downloaded(office: Office, name: str, page: Page, edition: int) -> Files:
    """Press each button of one edition and return the files that came."""
    block = next(one for one in page.all(".edition") if f"ฉบับที่ {edition}" in one.get_text(" ", strip=True))
    addresses = [urljoin(page.url, str(link["href"])) for link in block.select("a[href]")]
    files = {address.rsplit("/", 1)[1]: office.at(name).download(address).data for address in addresses}
    assert set(files) == {"docx", "pdf", "xlsx", "json"}
    return files


def _words_of_docx(content: bytes) -> str:
    document = docx.Document(BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def _words_of_pdf(content: bytes) -> str:
    document = pypdfium2.PdfDocument(content)
    texts = [page.get_textpage().get_text_range() for page in document]
    document.close()
    return "\n".join(texts)


def _words_of_xlsx(content: bytes) -> str:
    book = openpyxl.load_workbook(BytesIO(content))
    return "\n".join(
        str(value) for sheet in book for row in sheet.iter_rows(values_only=True) for value in row if value
    )


def _number(text: str) -> int:
    written = arabic_digits(text).strip()
    return 0 if written == "–" else int(written)
