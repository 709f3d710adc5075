from io import BytesIO
from typing import Any
from zipfile import ZipFile

import docx
import pytest
from docx.oxml.ns import qn

from tests.reports.office import demo_report, done, heading, many_measures, measure, signatures
from tracker.reports.lines import Report, form_of, result_report
from tracker.reports.lines.form import COLUMNS, official
from tracker.reports.word import word
from tracker.thai import without_spaces


def opened(report: Report) -> Any:
    return docx.Document(BytesIO(word(report)))


def cells_of(document: Any) -> list[list[str]]:
    """The texts of the measures table, without walking its spans."""
    return [
        ["".join(text.text or "" for text in cell.iter(qn("w:t"))) for cell in row.tc_lst]
        for row in document.tables[0]._tbl.tr_lst
    ]


def test_every_cell_of_every_measure_is_in_the_file() -> None:
    report = demo_report()
    rows = cells_of(opened(report))
    assert tuple(rows[0]) == COLUMNS
    expected = []
    for line in report.measures:
        form = form_of(line)
        for place, step in enumerate(form.steps):
            whole = (form.title + "".join(form.notes), form.owner, form.period) if place == 0 else ("", "", "")
            expected.append([whole[0], "".join(step.step), *whole[1:], "".join(step.result), "".join(step.outcome)])
    assert [list(map(without_spaces, row)) for row in rows[1:]] == [list(map(without_spaces, row)) for row in expected]


def test_a_measure_spans_the_rows_of_its_steps() -> None:
    table = opened(demo_report()).tables[0]
    assert table.cell(1, 0)._tc is table.cell(4, 0)._tc
    assert table.cell(4, 0)._tc is not table.cell(5, 0)._tc


def test_the_header_row_is_repeated_and_only_it_is_kept_whole() -> None:
    rows = opened(demo_report()).tables[0]._tbl.tr_lst
    marks = [
        (row.find(f".//{qn('w:tblHeader')}") is not None, row.find(f".//{qn('w:cantSplit')}") is not None)
        for row in rows
    ]
    assert marks[0] == (True, True)
    assert set(marks[1:]) == {(False, False)}


@pytest.mark.parametrize(("name", "half_points"), [("Normal", "32"), ("Report Cell", "28")])
def test_thai_has_its_own_font_size_and_language(name: str, half_points: str) -> None:
    properties = opened(demo_report()).styles[name].element.rPr
    assert properties.rFonts.get(qn("w:cs")) == "TH Sarabun New"
    assert properties.find(qn("w:szCs")).get(qn("w:val")) == half_points
    assert properties.find(qn("w:lang")).get(qn("w:bidi")) == "th-TH"


def test_no_theme_font_replaces_ours() -> None:
    with ZipFile(BytesIO(word(demo_report()))) as archive:
        assert b"Theme=" not in archive.read("word/styles.xml")


def test_bold_is_bold_in_thai_too() -> None:
    runs = opened(demo_report()).tables[0]._tbl.tr_lst[0].iter(qn("w:rPr"))
    assert all(properties.find(qn("w:bCs")) is not None for properties in runs)


def test_the_page_lies_across_and_its_number_is_thai() -> None:
    section = opened(demo_report()).sections[0]
    assert (round(section.page_width.cm, 1), round(section.page_height.cm, 1)) == (29.7, 21.0)
    assert section._sectPr.find(qn("w:pgNumType")).get(qn("w:fmt")) == "thaiNumbers"
    assert "PAGE" in section.footer.paragraphs[0]._p.xml


def test_signatures_stand_whole_with_their_acting_posts() -> None:
    table = opened(demo_report()).tables[-1]
    text = "\n".join(cell.text for row in table.rows for cell in row.cells)
    for signature in signatures():
        assert official(signature.name) in text
        assert official(signature.acting_for) in text
    assert all(row._tr.find(f".//{qn('w:cantSplit')}") is not None for row in table.rows)


def test_control_characters_pictures_and_markup_do_not_stop_the_file() -> None:
    ugly = "=1+1 \x0b\x00 😀 <w:p> & \ufffe \ud800 จบ"
    rows = cells_of(opened(result_report(heading(), [measure(1, ugly, ugly)], [done(1, 1, ugly, ugly)])))
    assert rows[1][4] == "=๑+๑ 😀 <w:p> & จบ"


def test_two_hundred_measures_are_written() -> None:
    assert len(cells_of(opened(many_measures(200)))) == 1 + many_measures(200).counts.steps.total


def test_the_same_report_gives_the_same_bytes() -> None:
    assert word(demo_report()) == word(demo_report())
