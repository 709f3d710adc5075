"""Doubtful places are marked where they stand, each with a word."""

from collections.abc import Callable

from tests.browser import Browser
from tests.builders import a_person, the_system
from tests.measures.documents import a_flag, a_read_measure, a_reading, an_analysed_document
from tracker.documents.reading import Reading, ReadRepair
from tracker.measures.routes.marking import Mark, Piece, marked
from tracker.people.models import Person
from tracker.web.machinery import machinery

SignIn = Callable[[Person], Browser]
DOUBT = Mark("ปีหน้า", "ควรตรวจ", "warn")


def _page(browser: Browser, reading: Reading):  # type: ignore[no-untyped-def]
    document = an_analysed_document(reading, files=machinery().files, by=the_system())
    return browser.visit(f"/documents/{document.id}")


def test_a_place_is_found_however_the_text_is_broken() -> None:
    assert marked("ก\n\nใน ปี\nหน้า นี้", [DOUBT]) == [
        [Piece("ก")],
        [Piece("ใน "), Piece("ปี\nหน้า", "ควรตรวจ", "warn"), Piece(" นี้")],
    ]


def test_marks_never_overlap_and_the_first_counts() -> None:
    worse = Mark("ในปีหน้า", "ต้องตัดสินใจ", "error")
    assert marked("ในปีหน้า ปีหน้า", [worse, DOUBT]) == [
        [Piece("ในปีหน้า", "ต้องตัดสินใจ", "error"), Piece(" "), Piece("ปีหน้า", "ควรตรวจ", "warn")]
    ]


def test_a_few_letters_are_marked_once() -> None:
    assert marked("๕ ๕\n\n๕", [Mark("๕", "ควรตรวจ", "warn")]) == [
        [Piece("๕", "ควรตรวจ", "warn"), Piece(" ๕")],
        [Piece("๕")],
    ]


def test_letters_that_mean_something_in_a_pattern_are_letters() -> None:
    assert marked("ก.ข (ค)", [Mark("ก.ข (ค)", "ควรตรวจ", "warn")]) == [[Piece("ก.ข (ค)", "ควรตรวจ", "warn")]]


def test_a_number_is_found_in_digits_of_either_script() -> None:
    mark = Mark("89.68", "ต้องตัดสินใจ", "error")
    assert marked("ได้ ๘๙.๖๘ คะแนน", [mark])[0][1] == Piece("๘๙.๖๘", "ต้องตัดสินใจ", "error")


def test_what_flags_of_a_row_and_of_its_lines_quote_is_marked_in_its_words(signed_in_as: SignIn) -> None:
    measure = a_read_measure(1, source_lines=(7,), source_text="มาตรการ ปีหน้า\n\nอำเภอสมมติ")
    flags = (a_flag(1, raw="ปีหน้า", severity="warn"), a_flag(raw="อำเภอสมมติ", line=7), a_flag(raw="มาตรการ", line=9))
    page = _page(signed_in_as(a_person()), a_reading(measure, flags=flags))
    assert [mark.get_text() for mark in page.all("#row-1 .printed mark")] == ["ปีหน้าควรตรวจ", "อำเภอสมมติต้องตัดสินใจ"]


def test_flags_stand_where_they_belong(signed_in_as: SignIn) -> None:
    flags = (
        a_flag(kind="foreign_organisation", message="พบชื่ออื่น"),
        a_flag(kind="level_differs", message="ระดับไม่ตรง"),
        a_flag(kind="no_measures_table", message="ข้ออื่น"),
    )
    page = _page(signed_in_as(a_person()), a_reading(a_read_measure(1), flags=flags))
    for heading, words in (("head", "พบชื่ออื่น"), ("scores", "ระดับไม่ตรง"), ("flags", "ข้ออื่น")):
        part = page.find(f"section[aria-labelledby={heading}-heading] .flag-list")
        assert part.select("li")[0].select_one("p").get_text() == words  # type: ignore[union-attr]
        assert len(part.select("li")) == 1


def test_what_was_mended_is_listed_and_what_was_not_is_marked(signed_in_as: SignIn) -> None:
    repairs = (
        ReadRepair("sara_am", 3, "นํา", "นำ", 2),
        ReadRepair("lost_letter", 7, "มาตร?าร", "มาตรการ", is_applied=False),
    )
    measure = a_read_measure(1, source_lines=(7,), source_text="มาตร?าร ที่ ๑")
    page = _page(signed_in_as(a_person()), a_reading(measure, repairs=repairs))
    section = page.find("section[aria-labelledby=repairs-heading]").get_text(" ", strip=True)
    assert "ระบบซ่อมข้อความแล้ว 2 แห่ง" in section
    assert "มาตร?าร อาจเป็น มาตรการ" in section
    assert page.find("#row-1 mark").get_text() == "มาตร?ารอาจเป็น “มาตรการ”"
