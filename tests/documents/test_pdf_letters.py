"""Letters and lines of a PDF: what a program tells twice is read once, and a line end between words is a space."""

import pytest

from tracker.documents.readers.pdf.lines import Line, without_echoes
from tracker.documents.readers.pdf.page import Letter
from tracker.documents.readers.pdf.wrapping import joined

SIZE = 10.0


def drawn(*shapes: tuple[str, float, float]) -> list[Letter]:
    return [Letter(text, x0, x1, 100, SIZE, is_cluster=len(text) > 1) for text, x0, x1 in shapes]


def told(letters: list[Letter]) -> list[str]:
    return [letter.text for letter in without_echoes(letters)]


ALONE = (("ก", 0, 5), ("า", 5, 9))  # How wide these letters are.


def test_a_cluster_drawn_in_two_shapes_is_told_once_and_reaches_over_both() -> None:
    letters = drawn(*ALONE, ("กำ", 20, 25), ("กำ", 25, 29), ("ห", 29, 34))
    assert told(letters) == ["ก", "า", "กำ", "ห"]
    assert (letters[2].x0, letters[2].x1) == (20, 29)


def test_the_mark_of_the_letter_before_may_be_told_between_them() -> None:
    letters = drawn(*ALONE, ("ที่", 10, 20), ("กำ", 20, 25), ("ที่", 20, 20), ("กำ", 25, 29))
    assert told(letters) == ["ก", "า", "ที่", "กำ"]


def test_a_tone_mark_over_a_vowel_may_be_told_higher_up() -> None:
    letters = [*drawn(("ที่", 10, 16)), Letter("ที่", 16.5, 16.5, 96, SIZE, is_cluster=True), *drawn(("ม", 16.6, 22))]
    assert told(letters) == ["ที่", "ม"]


def test_a_syllable_written_twice_stays_twice() -> None:
    assert told(drawn(*ALONE, ("กำ", 20, 29), ("กำ", 29, 38))) == ["ก", "า", "กำ", "กำ"]


@pytest.mark.parametrize(
    ("before", "after", "whole"),
    [
        ("ติดตั้ง", "ณ จุดบริการ", "ติดตั้ง ณ จุดบริการ"),
        ("ประชาสัมพันธ์และ", "ณรงค์", "ประชาสัมพันธ์และณรงค์"),
        ("ประชาสัม", "พันธ์", "ประชาสัมพันธ์"),
    ],
)
def test_a_line_end_is_a_space_where_the_next_word_stands_alone(before: str, after: str, whole: str) -> None:
    lines = [Line(text, 0, 100, 0, SIZE, is_bold=False, ends_in_space=False, letters=[]) for text in (before, after)]
    assert joined(lines[0], lines[1], text=before) == whole
