"""What may be kept as proof, by what is inside."""

import io
import struct
import zipfile
import zlib
from datetime import date

import docx
import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import ExifTags, Image

from tracker.errors import NotValid
from tracker.tasks import content
from tracker.tasks.content import LARGEST_FILE, checked_file, checked_link, cleaned_name

PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\nxref\n0 1\ntrailer<<>>\nstartxref\n9\n%%EOF\n"


def a_picture(form: str) -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (8, 8)).save(stream, form)
    return stream.getvalue()


def a_word_document() -> bytes:
    stream = io.BytesIO()
    docx.Document().save(stream)
    return stream.getvalue()


def a_workbook() -> bytes:
    stream = io.BytesIO()
    openpyxl.Workbook().save(stream)
    return stream.getvalue()


def with_part(package: bytes, name: str, body: bytes) -> bytes:
    stream = io.BytesIO(package)
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, body)
    return stream.getvalue()


def a_zip(parts: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in parts.items():
            archive.writestr(name, body)
    return stream.getvalue()


def a_giant_png() -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("body", "media_type", "ending"),
    [
        (a_picture("JPEG"), "image/jpeg", ".jpg"),
        (a_picture("PNG"), "image/png", ".png"),
        (a_picture("WEBP"), "image/webp", ".webp"),
        (PDF, "application/pdf", ".pdf"),
        (a_word_document(), "application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".docx"),
        (a_workbook(), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".xlsx"),
    ],
)
def test_a_file_gets_the_type_and_the_ending_of_its_content(body, media_type, ending):
    checked = checked_file("หลักฐาน.exe", body)
    assert checked.media_type == media_type
    assert checked.name == f"หลักฐาน.exe{ending}"


def test_a_name_that_is_right_stays_as_it_is():
    assert checked_file("ภาพ.JPEG", a_picture("JPEG")).name == "ภาพ.JPEG"


HOSTILE = {
    "html": b"<!doctype html><script>alert(1)</script>",
    "svg": b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
    "program": b"MZ" + bytes(200),
    "old office": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    "empty": b"",
    "text": "ข้อความ".encode(),
    "gif": a_picture("GIF"),
    "cut picture": a_picture("JPEG")[:200],
    "picture in name only": b"\xff\xd8\xff\xe0" + b"not a picture" * 20,
    "picture of 3.6 thousand million points": a_giant_png(),
    "cut pdf": PDF[:30],
    "pdf after html": b"<html>" + PDF,
    "plain zip": a_zip({"a.txt": b"a"}),
    "corrupt zip": b"PK\x03\x04" + bytes(100),
    "macro": with_part(a_word_document(), "word/vbaProject.bin", b"x"),
    "embedded program": with_part(a_word_document(), "word/embeddings/oleObject1.bin", b"x"),
    "path in name": with_part(a_word_document(), "../../etc/passwd", b"x"),
    "entity": with_part(a_workbook(), "xl/extra.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'),
    "bomb": with_part(a_word_document(), "word/media/big.xml", bytes(60 * 1024 * 1024)),
    "macro-enabled type": a_zip(
        {
            "[Content_Types].xml": b'<Types><Override PartName="/word/document.xml" ContentType='
            b'"application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>',
            "word/document.xml": b"<a/>",
        }
    ),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_what_is_no_proof_is_refused_with_a_sentence_that_names_the_file(kind):
    with pytest.raises(NotValid, match="พยาน"):
        checked_file("พยาน.jpg", HOSTILE[kind])


def test_a_file_over_ten_megabytes_is_refused_whatever_it_is():
    with pytest.raises(NotValid, match="10 MB"):
        checked_file("ใหญ่.pdf", PDF + bytes(LARGEST_FILE))


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\a\\ภาพ อบรม.jpg", "ภาพ อบรม.jpg"),
        ("a\u202egpj.exe", "agpj.exe"),
        ('ชื่อ"<x>.pdf', "ชื่อ__x_.pdf"),
        ("", "ไฟล์"),
        (".htaccess", "htaccess"),
        ("ย" * 300 + ".jpg", "ย" * 120 + ".jpg"),
    ],
)
def test_a_name_loses_folders_and_tricks(given, kept):
    assert cleaned_name(given) == kept


@pytest.mark.parametrize("address", ["https://example.org/a?b=ค#ง", "http://example.org:8080/ก"])
def test_the_address_of_a_page_is_kept(address):
    assert checked_link(f" {address} ") == address


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "//example.org",
        "example.org",
        "https://",
        "https://user:secret@example.org/",
        'https://example.org/"><script>',
        "https://[::1",
        "https://example.org/" + "a" * 1000,
        "ftp://example.org/a",
    ],
)
def test_anything_a_browser_could_run_is_no_link(address):
    with pytest.raises(NotValid):
        checked_link(address)


def a_photo_taken(said: str | None) -> bytes:
    stream, exif = io.BytesIO(), Image.Exif()
    if said is not None:
        exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = said
    Image.new("RGB", (8, 8), "green").save(stream, "JPEG", exif=exif)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("2026:03:03 10:15:00", date(2026, 3, 3)),
        ("0000:00:00 00:00:00", None),
        ("1970:01:01 00:00:00", None),
        ("2026:13:40 00:00:00", None),
        ("เมื่อวาน", None),
        (None, None),
    ],
)
def test_a_photo_says_on_which_day_it_was_taken_or_nothing(said: str | None, day: date | None) -> None:
    assert content.day_shown(a_photo_taken(said), "image/jpeg") == day


@given(st.binary(max_size=300))
def test_no_bytes_make_looking_for_the_day_fail(body: bytes) -> None:
    content.day_shown(b"\xff\xd8\xff\xe1" + body, "image/jpeg")
    assert content.day_shown(body, "application/pdf") is None
