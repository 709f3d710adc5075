"""Item codes in running text: O8, i10, e4, lists and ranges of them, and numbers that are none."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker import thai
from tracker.documents.parsing.items import perceived_items, published_items

PUBLISHED = {
    "(O08 และ 09)": ("O8", "O9"),
    "(O8, 9 และ 10)": ("O8", "O9", "O10"),
    "o8,o9": ("O8", "O9"),
    "O๐๘-O๑๐": ("O8", "O9", "O10"),
    "O8-10": ("O8", "O9", "O10"),
    "O8 - O10": ("O8", "O9", "O10"),
    "O8 ถึง O10": ("O8", "O9", "O10"),
    "(O8 – 10)": ("O8", "O9", "O10"),
    "OIT ข้อ 8": ("O8",),
    "OIT ข้อ ๘ และข้อ ๙": ("O8", "O9"),
    "OIT ข้อ 8, 9": ("O8", "O9"),
    "OIT ข้อที่ ๑๒": ("O12",),
    "ตัวชี้วัด OIT ข้อ O25": ("O25",),
    "ข้อ O8 และ O9": ("O8", "O9"),
    "(๐๘)": ("O8",),
    "(อ้างอิงจาก ๐๘, ๐๑๐)": ("O8", "O10"),
    "(o8/o9)": ("O8", "O9"),
    "O 8": ("O8",),
    "O.8": ("O8",),
    "O-8": ("O8",),
    "O8/O9/O10": ("O8", "O9", "O10"),
    "O8 O9": ("O8", "O9"),
    "ข้อ o๘ – o๑๐": ("O8", "O9", "O10"),
    "(OIT: O12, O13)": ("O12", "O13"),
    "(O23-O26)": ("O23", "O24", "O25", "O26"),
    "O23-26": ("O23", "O24", "O25", "O26"),
    "O๒๓ – ๒๖": ("O23", "O24", "O25", "O26"),
    "O8 จำนวน 10 ฉบับ": ("O8",),
    "O8 และ 10 โครงการ": ("O8",),
    "O8 และ 2 ครั้ง": ("O8",),
    "คะแนน O8 100.00": ("O8",),
    "O8, 95.00": ("O8",),
    "(O8, 2568)": ("O8",),
    "เบอร์ 08-1234567": (),
    "พ.ศ. ๒๕๖๘": (),
    "ร้อยละ ๐๘": (),
    "NO 8": (),
    "CO2": (),
    "ISO 9": (),
    "โครงการ (๑๐)": (),
    "(08.30 น.)": (),
    "ข้อ 8": (),
    "O100": (),
    "O8 ปี 2568": ("O8",),
    "ตามข้อ O๑๒ ถึงข้อ O๑๔": ("O12", "O13", "O14"),
    "แบบวัด OIT ได้ 88 คะแนน": (),
    "แบบ OIT 10 ตัวชี้วัด": (),
    "OIT 73.75": (),
    "OIT ร้อยละ 80": (),
    "OIT 2568": (),
    "OIT (O8)": ("O8",),
    "OIT จำนวน 8 ข้อ": (),
    "OIT 35 ข้อ": (),
    "OIT ข้อ 8 - 10": ("O8", "O9", "O10"),
    "O8 และ O๑๐": ("O8", "O10"),
    "o๘": ("O8",),
    "๐๘ และ ๐๙": (),
    "(ข้อ ๐๘ และ ๐๙)": ("O8", "O9"),
    "O08 ,O09": ("O8", "O9"),
    "O8 กับ O9": ("O8", "O9"),
    "O8 & O9": ("O8", "O9"),
    "O8 9": ("O8",),
    "O8 – ๓๐ กันยายน": ("O8",),
    "O8 - 12 เดือน": ("O8",),
    "(O8 และ 12 เดือน)": ("O8",),
    "O1-O5": ("O1", "O2", "O3", "O4", "O5"),
    "(O10, ๑๑, ๑๒)": ("O10", "O11", "O12"),
    "O8 และ 9/2568": ("O8",),
    "(O8, 07)": ("O8", "O7"),
}
PERCEIVED = {
    "ข้อ i๑ – i๓": ("i1", "i2", "i3"),
    "i1/i2": ("i1", "i2"),
    "e๑": ("e1",),
    "i1-i3": ("i1", "i2", "i3"),
    "i1 - 3": ("i1", "i2", "i3"),
    "i1 ถึง i3": ("i1", "i2", "i3"),
    "I10": ("i10",),
    "ข้อ i๑, i๒ และ i๓": ("i1", "i2", "i3"),
    "ข้อ i๑, ๒ และ ๓": ("i1", "i2", "i3"),
    "e1-e3": ("e1", "e2", "e3"),
    "(i7,i8,i9)": ("i7", "i8", "i9"),
    "i 10": ("i10",),
    "E4": ("e4",),
    "wifi 5": (),
    "i5.2kg": (),
    "iPhone": (),
    "i3 ได้ 88 คะแนน": ("i3",),
    "i3 และ 2 ครั้ง": ("i3",),
    "i1 – i3 และ e1": ("i1", "i2", "i3", "e1"),
    "e1 90.00": ("e1",),
    "i1, 95.20": ("i1",),
    "ie1": (),
    "i3-i1": ("i3", "i1"),
    "IIT ข้อ ๑": (),
    "i-1": ("i1",),
    "I.10": ("i10",),
    "i๑๐": ("i10",),
    "EIT ข้อ e1": ("e1",),
    "i05": ("i5",),
    "i01": ("i1",),
    "i1O": ("i10",),
    "ข้อ i1o และ i12": ("i10", "i12"),
    "i1 (95.00) i2 (96.00)": ("i1", "i2"),
}


@pytest.mark.parametrize(("text", "expected"), PUBLISHED.items())
def test_items_of_oit_are_read_one_by_one(text: str, expected: tuple[str, ...]) -> None:
    assert published_items(text) == expected


@pytest.mark.parametrize(("text", "expected"), PERCEIVED.items())
def test_items_of_iit_and_eit_are_read_one_by_one(text: str, expected: tuple[str, ...]) -> None:
    assert tuple(mention.code for mention in perceived_items(text)) == expected


NUMBERS = st.lists(st.integers(1, 35), min_size=1, max_size=5, unique=True).map(sorted)
WRITTEN = st.sampled_from([str, thai.thai_digits])


@given(
    numbers=NUMBERS,
    written=WRITTEN,
    letter=st.sampled_from(["O", "o", "O0"]),
    link=st.sampled_from([", ", " และ ", "/", ","]),
)
def test_every_printed_list_of_items_is_read_back(
    numbers: list[int], written: Callable[[str], str], letter: str, link: str
) -> None:
    expected = tuple(f"O{number}" for number in numbers)
    text = link.join(f"{letter}{number}" for number in numbers)
    assert published_items(f"ตามข้อ {written(text)} ของแบบวัด") == expected
    first, *others = numbers
    assert published_items(written(f"({letter}{link.join(str(number) for number in [first, *others])})")) == expected


@given(
    first=st.integers(1, 14),
    length=st.integers(1, 10),
    letter=st.sampled_from("ieO"),
    link=st.sampled_from(["-", " – ", " ถึง ", "ถึงข้อ "]),
)
def test_every_printed_range_of_items_is_read_back(first: int, length: int, letter: str, link: str) -> None:
    expected = tuple(f"{letter}{number}" for number in range(first, first + length + 1))
    text = f"ข้อ {letter}{first}{link}{letter}{first + length} มีผลดี"
    found = published_items(text) if letter == "O" else tuple(mention.code for mention in perceived_items(text))
    assert found == expected


@given(text=st.text(alphabet="oOiIeE0๐โ1๘9 ,-–/().ถึงและข้อ", max_size=40))
def test_no_text_makes_the_item_reader_fail(text: str) -> None:
    assert all(code.startswith("O") for code in published_items(text))
    assert all(mention.start < mention.end <= len(text) for mention in perceived_items(text))
