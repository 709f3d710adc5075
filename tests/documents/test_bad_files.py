"""Files nobody can or should read: each gets a Thai sentence that says what to do."""

import io
import struct
import zipfile
from contextlib import suppress
from functools import cache

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.containers import CONTAINERS, write
from tests import samples
from tests.documents.word_documents import repacked, saved
from tracker.documents import readers
from tracker.documents.analysis import analyse
from tracker.documents.readers import containers
from tracker.errors import UnreadableDocument

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)


def a_word_file() -> bytes:
    document = docx.Document()
    document.add_paragraph("มาตรการ")
    return saved(document)


def a_zip(parts: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return stream.getvalue()


def a_locked_zip() -> bytes:
    content = bytearray(a_zip({"word/document.xml": b"<a/>"}))
    entry = content.index(b"PK\x01\x02")
    struct.pack_into("<H", content, entry + 8, 1)
    return bytes(content)


def a_zip_that_lies_about_its_size() -> bytes:
    content = bytearray(repacked(a_word_file(), {"word/media/a.xml": b"<a>" + b"x" * 5000 + b"</a>"}))
    entry = content.rindex(b"word/media/a.xml") - 46
    struct.pack_into("<I", content, entry + 24, 100)
    return bytes(content)


def with_document(xml: bytes) -> bytes:
    return repacked(a_word_file(), {"word/document.xml": xml})


ENTITIES = b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><w>&b;</w>'
EXTERNAL = b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]><w>&a;</w>'
MACRO_TYPES = b'<Types a="application/vnd.ms-word.document.macroEnabled.main+xml"/>'

BAD_FILES = {
    "empty": (b"", "ว่างเปล่า"),
    "blank": (b"\xef\xbb\xbf \r\n\t ", "ว่างเปล่า"),
    "huge": (b"a" * (containers.MAXIMUM_BYTES + 1), "20 MB"),
    "password": (OLE + "EncryptedPackage".encode("utf-16-le"), "รหัสผ่าน"),
    "old word": (OLE, "รุ่นเก่า"),
    "locked zip": (a_locked_zip(), "รหัสผ่าน"),
    "corrupt zip": (a_word_file()[:2000], "เสียหาย"),
    "damaged part": (with_document(b"<w:document"), "เสียหาย"),
    "not word inside": (with_document(b"<html/>"), "เสียหาย"),
    "size that lies": (a_zip_that_lies_about_its_size(), "เสียหาย"),
    "zip bomb": (repacked(a_word_file(), {"word/media/a.bin": bytes(30_000_000)}), "ใหญ่ผิดปกติ"),
    "too many entries": (repacked(a_word_file(), {f"word/{at}.txt": b"a" for at in range(2001)}), "ใหญ่ผิดปกติ"),
    "entities": (with_document(ENTITIES), "ไม่ปลอดภัย"),
    "external entity": (with_document(EXTERNAL), "ไม่ปลอดภัย"),
    "macro project": (repacked(a_word_file(), {"word/vbaProject.bin": b"a"}), "แมโคร"),
    "macro type": (repacked(a_word_file(), {"[Content_Types].xml": MACRO_TYPES}), "แมโคร"),
    "path in an entry": (repacked(a_word_file(), {"../../evil.txt": b"a"}), "เสียหาย"),
    "broken workbook": (a_zip({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<a/>"}), "เสียหาย"),
    "binary workbook": (a_zip({"[Content_Types].xml": b"<Types/>", "xl/workbook.bin": b"a"}), ".xlsx"),
    "workbook with macros": (a_zip({"[Content_Types].xml": MACRO_TYPES, "xl/workbook.xml": b"<a/>"}), "แมโคร"),
    "old workbook": (OLE + "\x00Workbook\x00".encode("utf-16-le"), ".xls"),
    "open document": (a_zip({"mimetype": b"a", "content.xml": b"<a/>"}), "OpenDocument"),
    "slides": (a_zip({"[Content_Types].xml": b"<Types/>", "ppt/presentation.xml": b"<a/>"}), "นำเสนอ"),
    "entities in a workbook": (a_zip({"xl/workbook.xml": ENTITIES}), "ไม่ปลอดภัย"),
    "other zip": (a_zip({"a.txt": b"a"}), "ไฟล์บีบอัด"),
    "pdf": (b"%PDF-1.7\n%\xe2\xe3", ".docx"),
    "rtf": (b"{\\rtf1 a}", "RTF"),
    "picture": (PNG, "ภาพ"),
    "program": (b"MZ\x90\x00\x03" + bytes(60), "โปรแกรม"),
    "noise": (bytes(range(256)) * 4, "ไม่รู้จัก"),
    "unknown letters": ("Größe für Straße äöü ß".encode("latin-1") * 3, "ตัวอักษร"),
    "tables in tables": (b"<html><body>" + b"<table><tr><td>" * 3000 + "ก".encode(), "ซ้อนกันลึก"),
    "no text": (b"<html><body><script>alert(1)</script></body></html>", "ไม่มีข้อความ"),
}


@pytest.mark.parametrize(("content", "words"), BAD_FILES.values(), ids=BAD_FILES)
def test_a_bad_file_is_refused_with_a_sentence_that_says_what_to_do(content: bytes, words: str) -> None:
    with pytest.raises(UnreadableDocument) as refusal:
        analyse(content, "document.docx" if words == "เสียหาย" else "document")
    assert words in str(refusal.value)
    assert "ให้" in str(refusal.value)


@pytest.mark.parametrize("name", ["../../etc/passwd", "a/b.txt", "a\\b.txt", "a\x00.txt", ".."])
def test_a_name_with_a_path_is_refused(name: str) -> None:
    with pytest.raises(UnreadableDocument, match="ชื่อไฟล์"):
        analyse("มาตรการ".encode(), name)


def test_the_type_is_decided_by_content_not_by_name() -> None:
    assert analyse(a_word_file(), "measures.pdf").doc_type == "other"
    assert analyse("มาตรการ".encode(), "measures.docx").doc_type == "other"


@settings(max_examples=200)
@given(content=st.binary(max_size=400), name=st.sampled_from(["a", "a.docx", "a.html", "a.txt"]))
def test_arbitrary_bytes_raise_nothing_else(content: bytes, name: str) -> None:
    refuse_or_read(content, name)


@settings(max_examples=100)
@given(place=st.integers(0, 20_000), byte=st.integers(0, 255), cut=st.integers(0, 300))
def test_a_damaged_word_file_raises_nothing_else(place: int, byte: int, cut: int) -> None:
    content = bytearray(WORD)
    content[place % len(content)] = byte
    del content[len(content) - cut % 40 :]
    refuse_or_read(bytes(content), "a.docx")


WORD = a_word_file()
BEGINNINGS = {
    "a.pdf": b"%PDF-1.7\n",
    "a.docx": b"PK\x03\x04",
    "a.xlsx": b"PK\x03\x04",
    "a.csv": "ที่,".encode(),
    "a.html": b"<html>",
}


@settings(max_examples=150)
@given(content=st.binary(max_size=300), name=st.sampled_from(sorted(BEGINNINGS)))
def test_bytes_that_begin_as_a_container_raise_nothing_else(content: bytes, name: str) -> None:
    refuse_or_read(BEGINNINGS[name] + content, name)


@pytest.mark.parametrize("container", ["pdf", "xlsx", "docx", "csv", "html", "md", "txt"])
@settings(max_examples=30)
@given(place=st.integers(0, 100_000), put=st.binary(max_size=6), cut=st.integers(0, 40))
def test_a_damaged_file_of_any_container_raises_nothing_else(container: str, place: int, put: bytes, cut: int) -> None:
    content = bytearray(in_container(container))
    at = place % len(content)
    content[at : at + len(put)] = put
    del content[len(content) - cut :]
    refuse_or_read(bytes(content), f"a{CONTAINERS[container].suffix}")


@cache
def in_container(container: str) -> bytes:
    """Return a sample as a file of the named container."""
    return write(readers.read(samples.DEMO_ANALYSIS.read_bytes(), "a.txt"), container)


PIECES = st.sampled_from(
    [
        *("มาตรการ", "ขั้นตอน", "ผู้รับผิดชอบ", "ระยะเวลา", "คะแนน", "ตัวชี้วัดที่ ๑", "๙๙.๐๐", "(ต่อ)", "ปี ๒๕๖๘", "บันทึกข้อความ"),
        *("\t", "|", "\n", "---", "<table>", "<td rowspan=3>", "</tr>", "<tr>", "&amp;", '"', "**", " "),
        *("องค์การบริหารส่วนตำบล", "๑.", "i๑", "ตุลาคม ๒๕๖๘"),
    ]
)


@settings(max_examples=300)
@given(pieces=st.lists(PIECES, max_size=60))
def test_no_mixture_of_a_documents_own_pieces_raises_anything_else(pieces: list[str]) -> None:
    refuse_or_read("".join(pieces).encode(), "a.txt")


def refuse_or_read(content: bytes, name: str) -> None:
    """Read a file, or be refused; any other error fails the test."""
    with suppress(UnreadableDocument):
        assert analyse(content, name).as_json()["flags"] is not None
