"""Reading in a child process: the same reading, the same refusals, and an end to whatever takes too long."""

import pytest

from tests import samples
from tracker.documents.analysis import analyse
from tracker.documents.sandbox import ReaderKilled, Terms, read_safely, run_safely
from tracker.errors import UnreadableDocument


def test_the_child_gives_the_same_reading() -> None:
    content = samples.DEMO_ANALYSIS.read_bytes()
    assert read_safely(content, "มาตรการ.txt") == analyse(content, "มาตรการ.txt")


def test_the_childs_sentence_reaches_the_person() -> None:
    with pytest.raises(UnreadableDocument, match=r"\.docx"):
        read_safely(b"%PDF-1.7", "a.pdf")


def test_a_document_that_takes_too_long_is_given_up() -> None:
    with pytest.raises(UnreadableDocument, match="นานเกินไป"):
        read_safely(b"a", "a.txt", seconds=0)


def test_a_child_that_dies_is_a_sentence_too() -> None:
    with pytest.raises(UnreadableDocument, match="ไม่สำเร็จ"):
        read_safely(b"a", "a.txt", megabytes=1)


def test_a_document_that_takes_too_much_memory_is_told_what_to_do() -> None:
    terms = Terms(seconds=20, megabytes=512)
    with pytest.raises(UnreadableDocument, match=r"หน่วยความจำมากเกิน.*แยกเอกสารเป็นไฟล์ที่เล็กลง"):
        run_safely("tests.documents.greedy", (), b"", terms)


def test_a_child_that_is_killed_tells_nothing_about_the_document() -> None:
    with pytest.raises(ReaderKilled, match="ไม่สำเร็จ"):
        run_safely("tests.documents.greedy", ("killed",), b"", Terms())


def test_a_child_that_breaks_leaves_no_traceback_for_the_person() -> None:
    with pytest.raises(UnreadableDocument) as refusal:
        run_safely("tests.documents.greedy", ("broken",), b"", Terms())
    assert str(refusal.value) == Terms().crashed


def test_a_child_that_thinks_too_long_is_stopped_by_its_own_limit() -> None:
    with pytest.raises(UnreadableDocument, match="แยกเอกสารเป็นไฟล์ที่เล็กลง"):
        run_safely("tests.documents.greedy", ("slow",), b"", Terms(seconds=1))


def test_a_name_no_process_can_take_is_a_sentence_too() -> None:
    with pytest.raises(UnreadableDocument, match="ไม่สำเร็จ"):
        read_safely(b"a", "a\x00.txt")


def test_the_columns_a_person_chose_reach_the_child() -> None:
    content = "ก\tข\tค\nจัดทำคู่มือ\t๑. ร่างคู่มือ\tสำนักปลัด\nประชุมหน่วยงาน\t๑. นัดประชุม\tกองช่าง\n".encode()

    assert read_safely(content, "a.txt").measures == ()
    reading = read_safely(content, "a.txt", columns={0: {"title": 0, "steps": 1, "owner": 2}})

    assert [measure.title for measure in reading.measures] == ["จัดทำคู่มือ", "ประชุมหน่วยงาน"]
    assert [(table.place, table.is_measures, table.columns) for table in reading.tables] == [
        (0, True, {"title": 0, "steps": 1, "owner": 2})
    ]
