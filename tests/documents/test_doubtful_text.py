"""Text that is probably damaged is proposed and flagged; text nobody can mend is refused with what to do instead."""

import re

import pytest

from tests import samples
from tests.documents.damaged import UNSAFE, Damage, damaged, paragraph, sound_documents
from tracker.documents.analysis import analyse
from tracker.documents.blocks import Block, Paragraph
from tracker.documents.mending import mend
from tracker.documents.mending.refusal import refuse_what_nobody_can_mend
from tracker.errors import UnreadableDocument

DOCUMENT = samples.DEMO_ANALYSIS.read_text(encoding="utf-8")
BLOCKS = sound_documents()[-1]

BEYOND_REPAIR: dict[str, tuple[Damage, str]] = {
    **{kind: (UNSAFE[kind], "สลับที่") for kind in UNSAFE if kind.startswith("marks moved")},
    "sara aa as sara am": (UNSAFE["sara aa as sara am"], "สระอำ"),
    "bytes replaced": (lambda text: text.encode().decode("cp874", "replace"), "ผิดรหัส"),
    "numbers of glyphs": (lambda text: re.sub("[ก-๎]", lambda letter: f"(cid:{ord(letter[0])})", text), "แบบอักษร"),
    "letters of another alphabet": (
        lambda text: re.sub(
            "[ก-๎]", lambda letter: "QWRTPSDFGHJKLZXCVBNMqwrtpsdfghjklzxcvbnm"[ord(letter[0]) % 40], text
        ),
        "แบบอักษร",
    ),
    "glyphs without a name": (
        lambda text: re.sub("[ก-๎]", lambda letter: chr(ord(letter[0]) + 0xD200), text),
        "แบบอักษร",
    ),
    "letters lost": (lambda text: re.sub("([ก-๎].{3})[ก-๎]", "\\1\ufffd", text), "หายไป"),
}


def repairs(text: str) -> list[tuple[str, str, str | None]]:
    return [(found.kind, found.raw, found.repaired) for found in mend(paragraph(text)).repairs if not found.is_applied]


@pytest.mark.parametrize(("damage", "words"), BEYOND_REPAIR.values(), ids=BEYOND_REPAIR.keys())
def test_what_nobody_can_mend_is_refused_with_advice(damage: Damage, words: str) -> None:
    with pytest.raises(UnreadableDocument, match=words) as refusal:
        mend(damaged(BLOCKS, damage))
    assert "Word (.docx)" in str(refusal.value)
    assert re.search(r"เช่น (บรรทัดที่ \d+ )?“[^”]+”", str(refusal.value))


def test_a_refusal_names_the_first_damaged_place_by_its_line() -> None:
    sound = Paragraph("ข้อความที่อ่านได้", 1)
    damaged_lines = [Paragraph(f"ลำดับ {number} ให้หน��ยงา�รับผิ�ชอบ", number) for number in range(2, 40)]
    with pytest.raises(UnreadableDocument, match="เช่น บรรทัดที่ 2 “"):
        mend([sound, *damaged_lines])


@pytest.mark.parametrize("blocks", sound_documents(), ids=str)
def test_a_sound_document_is_neither_refused_nor_doubted(blocks: tuple[Block, ...]) -> None:
    assert mend(blocks).repairs == ()


def test_an_english_text_is_not_refused() -> None:
    english = (
        "No Gift Policy. The office publishes its annual procurement plan and every contract on its website. " * 20
    )
    refuse_what_nobody_can_mend([(None, english)])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "จัดทาแผนและดาเนินการ",
            [("circle_lost", "จัดทาแผนและ", "จัดทำแผนและ"), ("circle_lost", "แผนและดาเนินการ", "แผนและดำเนินการ")],
        ),
        ("ให้หนวยงานทราบ", [("mark_lost", "ให้หนวยงานทราบ", "ให้หน่วยงานทราบ")]),
        ("รายงานผลกำร", [("sara_am_for_aa", "ยงานผลกำร", "ยงานผลการ")]),
        ("ในจงั หวัดนี้", [("marks_moved", "ในจงั หวัดน", None)]),
        ("ข้อ (cid:12)(cid:7) ครับ", [("glyphs", "ข้อ (cid:12)(cid:7) ครับ", None)]),
        ("\ufffd ข้อความ \ufffd", []),
    ],
)
def test_a_likely_repair_is_proposed_and_the_text_stays(text: str, found: list[tuple[str, str, str | None]]) -> None:
    assert repairs(text) == found
    assert mend(paragraph(text)).blocks == paragraph(text)


@pytest.mark.parametrize(
    "text",
    ["ราคาสั่งซื้อ แผนพัฒนาเสนอต่อสภา จัดทาง แนวทางาน กติกากับ", "กำราบ กระทาชาย เจ้าหน้าที่ เพื่อให้ ก็ ข้อ ๑"],
)
def test_seams_of_words_are_no_damage(text: str) -> None:
    assert repairs(text) == []


def test_a_document_that_lost_every_circle_is_read_and_flagged_once() -> None:
    reading = analyse(UNSAFE["sara am as sara aa"](DOCUMENT).encode(), "analysis.txt")
    assert [flag.severity for flag in reading.flags if flag.kind == "words_doubtful"] == ["warn"]
    proposed = [repair for repair in reading.repairs if not repair.is_applied]
    right = sum(
        bool(re.search(re.sub("า", "[าำ]", re.escape(repair.repaired or "-")), DOCUMENT)) for repair in proposed
    )
    assert right == len(proposed) > 50
    assert all(repair.line for repair in proposed)


def test_one_slip_of_the_pen_raises_no_flag() -> None:
    reading = analyse(DOCUMENT.replace("กำหนด", "กาหนด", 1).encode(), "analysis.txt")
    assert "words_doubtful" not in {flag.kind for flag in reading.flags}
    assert [repair.kind for repair in reading.repairs] == ["circle_lost"]


def test_damage_in_a_small_part_is_named_and_not_refused() -> None:
    blocks = [*BLOCKS, Paragraph("ที่จงั หวดั มีปงี บประมาณ และัตวชี้วัดกับองั")]
    found = [repair for repair in mend(blocks).repairs if repair.kind == "marks_moved"]
    assert len(found) >= 3
    assert all(repair.repaired is None for repair in found)


@pytest.mark.parametrize(
    "scrambled",
    [
        DOCUMENT.encode().decode("latin-1").encode(),
        DOCUMENT.encode("cp874").decode("latin-1").encode(),
        DOCUMENT.encode("cp874"),
        "".join(
            chr(byte)
            if byte in {*range(0x81, 0x85), *range(0x86, 0x91), *range(0x98, 0xA0)}
            else bytes([byte]).decode("cp874")
            for byte in DOCUMENT.encode()
            if byte < 0xDB or byte in range(0xE0, 0xFB)
        ).encode(),
    ],
    ids=["utf-8 as latin-1", "tis-620 as latin-1", "tis-620", "utf-8 as tis-620"],
)
def test_a_wrong_table_of_letters_is_undone_exactly(scrambled: bytes) -> None:
    assert analyse(scrambled, "analysis.txt") == analyse(samples.DEMO_ANALYSIS.read_bytes(), "analysis.txt")


def test_a_scrambled_word_document_is_mended_or_refused_but_never_read_as_it_is() -> None:
    sound = "ผู้รับผิดชอบ ติดตามผลดีขึ้น มีสิทธิร้องเรียน"
    scrambled = sound.encode("cp874").decode("latin-1")
    found = mend([Paragraph(scrambled)])
    assert found.blocks == (Paragraph(sound),)
    assert [repair.kind for repair in found.repairs] == ["mojibake"]
    with pytest.raises(UnreadableDocument):
        mend([Paragraph("การประเมิน".encode().decode("latin-1") * 9)])
