"""What may be kept as proof: told by what is inside a file, never by its name or by what a browser claims."""

import io
import re
import struct
import unicodedata
import warnings
import zipfile
import zlib
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit
from xml.etree.ElementTree import ParseError

import filetype
from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring
from PIL import ExifTags, Image

from tracker import thai
from tracker.errors import NotValid

LARGEST_FILE = 10 * 1024 * 1024
LONGEST_LINK = 1_000
ACCEPTED = "รูปภาพ (JPEG, PNG, WebP), PDF, Word (.docx) และ Excel (.xlsx)"

_LARGEST_PICTURE = 60_000_000  # Pixels: twice what the largest phones of offices take.
_MOST_PARTS = 2_000
_LARGEST_PACKAGE = 100 * 1024 * 1024
_LARGEST_XML = 40 * 1024 * 1024
_MOST_GROWN = 200  # Real documents stay under 30; XML of one repeated letter reaches 1,000.
_LONGEST_NAME = 120
_EXIF_DAY = re.compile(
    r"(20[0-4]\d):(\d{2}):(\d{2})\b", re.ASCII
)  # A camera whose clock was never set says 1970 or 0000.

_PICTURES = {"image/jpeg": ("JPEG", "jpg"), "image/png": ("PNG", "png"), "image/webp": ("WEBP", "webp")}
_MAIN = "application/vnd.openxmlformats-officedocument."
_PACKAGES = {
    f"{_MAIN}wordprocessingml.document.main+xml": (f"{_MAIN}wordprocessingml.document", "docx"),
    f"{_MAIN}spreadsheetml.sheet.main+xml": (f"{_MAIN}spreadsheetml.sheet", "xlsx"),
}
_DANGEROUS_PARTS = re.compile(r"(vbaproject\.bin|/activex/|oleobject\d*\.bin|/macrosheets/)", re.IGNORECASE)
_HEIC = {"image/heic", "image/heif", "image/avif"}


@dataclass(frozen=True)
class CheckedFile:
    """A file that is what it seems: a safe name, with the ending of its content, and a media type of ours."""

    name: str
    media_type: str


def checked_file(name: str, body: bytes) -> CheckedFile:
    """Return a file's safe name and true type, or refuse it with the reason and what to do."""
    shown = cleaned_name(name)
    if not body:
        raise NotValid(f"ไฟล์ “{shown}” ว่างเปล่า กรุณาเลือกไฟล์ใหม่")
    if len(body) > LARGEST_FILE:
        raise NotValid(f"ไฟล์ “{shown}” ใหญ่เกิน 10 MB กรุณาย่อขนาด หรือวางเป็นลิงก์แทน")
    guess = filetype.guess(body)
    kind = guess.mime if guess is not None else ""
    if kind in _PICTURES:
        return _picture(shown, body, kind)
    if kind == "application/pdf" and body.startswith(b"%PDF-"):
        return _pdf(shown, body)
    if body.startswith(b"PK\x03\x04"):
        return _package(shown, body)
    if kind in _HEIC:
        raise NotValid(f"ภาพ “{shown}” เป็นชนิด HEIC ซึ่งเครื่องอื่นเปิดไม่ได้ กรุณาส่งเป็น JPEG หรือถ่ายภาพหน้าจอแล้วส่งแทน")
    if body.startswith(b"\xd0\xcf\x11\xe0"):
        raise NotValid(f"ไฟล์ “{shown}” เป็นไฟล์ Office รุ่นเก่าหรือตั้งรหัสผ่าน กรุณาบันทึกเป็น .docx, .xlsx หรือ PDF แบบไม่มีรหัสผ่าน")
    raise NotValid(f"ไฟล์ “{shown}” ใช้เป็นหลักฐานไม่ได้ รับเฉพาะ{ACCEPTED}")


def checked_link(address: str) -> str:
    """Return the address of a page on the web; anything a browser could run is refused."""
    link = "".join(address.split())
    try:
        parts = urlsplit(link)
        host = parts.hostname
        _ = parts.port
    except ValueError:
        host, parts = None, urlsplit("")
    is_plain = not any(unicodedata.category(letter) in {"Cc", "Cf"} or letter in "\\\"'<>`" for letter in link)
    if parts.scheme not in {"http", "https"} or not host or parts.username is not None or not is_plain:
        raise NotValid("ลิงก์ต้องขึ้นต้นด้วย http:// หรือ https:// กรุณาคัดลอกจากช่องที่อยู่ของเบราว์เซอร์")
    if len(link) > LONGEST_LINK:
        raise NotValid(f"ลิงก์ยาวเกิน {LONGEST_LINK:,} ตัวอักษร กรุณาใช้ลิงก์ที่สั้นกว่านี้")
    return link


def cleaned_name(name: str) -> str:
    """Return a file's name without folders, control characters and what operating systems refuse."""
    last = re.split(r"[/\\]", thai.one_line(unicodedata.normalize("NFC", name)))[-1]
    plain = re.sub(r'[<>:"|?*\x00-\x1f]', "_", last).strip(" .")
    stem, dot, ending = plain.rpartition(".")
    if dot and len(ending) <= 5:
        return f"{stem[:_LONGEST_NAME]}.{ending}" if stem else f"ไฟล์.{ending}"
    return plain[:_LONGEST_NAME] or "ไฟล์"


def _named(shown: str, ending: str) -> str:
    """Give a name the ending of its content: a picture called report.exe becomes report.exe.jpg."""
    has = shown.lower().rpartition(".")[2]
    same = has == ending or (ending == "jpg" and has == "jpeg")
    return shown if same else f"{shown}.{ending}"


def _picture(shown: str, body: bytes, kind: str) -> CheckedFile:
    form, ending = _PICTURES[kind]
    refusal = NotValid(f"ภาพ “{shown}” เสียหายหรือเปิดไม่ได้ กรุณาถ่ายหรือบันทึกใหม่")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(body), formats=[form]) as picture:
                if picture.width * picture.height > _LARGEST_PICTURE:
                    raise NotValid(f"ภาพ “{shown}” มีขนาดใหญ่ผิดปกติ กรุณาย่อภาพแล้วส่งใหม่")
                picture.load()
    except (OSError, SyntaxError, ValueError, EOFError, Image.DecompressionBombError, zlib.error) as error:
        raise refusal from error
    return CheckedFile(_named(shown, ending), kind)


def _pdf(shown: str, body: bytes) -> CheckedFile:
    if b"%%EOF" not in body[-2048:] or b"startxref" not in body[-4096:]:
        raise NotValid(f"ไฟล์ PDF “{shown}” เสียหายหรือไม่ครบ กรุณาบันทึกหรือสแกนใหม่")
    return CheckedFile(_named(shown, "pdf"), "application/pdf")


def _package(shown: str, body: bytes) -> CheckedFile:
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as package:
            _check_parts(shown, package, len(body))
            main = _main_part(shown, package)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, KeyError) as error:
        raise NotValid(f"ไฟล์ “{shown}” เสียหาย กรุณาเปิดด้วยโปรแกรมเดิม บันทึกใหม่ แล้วแนบอีกครั้ง") from error
    media_type, ending = main
    return CheckedFile(_named(shown, ending), media_type)


def _check_parts(shown: str, package: zipfile.ZipFile, packed: int) -> None:
    """Refuse bombs, passwords, macros and paths before anything is unpacked."""
    parts = package.infolist()
    unpacked = sum(part.file_size for part in parts)
    grows = unpacked > 1024 * 1024 and unpacked > packed * _MOST_GROWN
    if len(parts) > _MOST_PARTS or unpacked > _LARGEST_PACKAGE or grows:
        raise NotValid(f"ไฟล์ “{shown}” ขยายแล้วใหญ่ผิดปกติ ระบบจึงไม่รับ กรุณาบันทึกเป็น PDF แล้วแนบใหม่")
    if any(part.flag_bits & 0x1 for part in parts):
        raise NotValid(f"ไฟล์ “{shown}” ตั้งรหัสผ่านไว้ กรุณาเอารหัสผ่านออกแล้วแนบใหม่")
    names = [part.filename.replace("\\", "/") for part in parts]
    if any(name.startswith("/") or ".." in name.split("/") for name in names):
        raise NotValid(f"ไฟล์ “{shown}” มีชื่อไฟล์ภายในที่ไม่ปลอดภัย ระบบจึงไม่รับ กรุณาบันทึกเป็น PDF แล้วแนบใหม่")
    if any(_DANGEROUS_PARTS.search(f"/{name}") for name in names):
        raise NotValid(f"ไฟล์ “{shown}” มีแมโครหรือโปรแกรมฝังอยู่ ระบบจึงไม่รับ กรุณาบันทึกเป็น PDF แล้วแนบใหม่")


def _main_part(shown: str, package: zipfile.ZipFile) -> tuple[str, str]:
    """Return the media type and ending a package truly has; every XML part must be one a careful parser accepts."""
    if "[Content_Types].xml" not in package.namelist():
        raise NotValid(f"ไฟล์ “{shown}” เป็นไฟล์บีบอัด กรุณาแตกไฟล์แล้วแนบไฟล์ข้างใน")
    xml = [part for part in package.infolist() if part.filename.lower().endswith((".xml", ".rels"))]
    if sum(part.file_size for part in xml) > _LARGEST_XML:
        raise NotValid(f"ไฟล์ “{shown}” มีข้อมูลมากเกินกว่าจะตรวจได้ กรุณาบันทึกเป็น PDF แล้วแนบใหม่")
    declared: dict[str, str] = {}
    for part in xml:
        try:
            root = fromstring(package.read(part), forbid_dtd=True)
        except (DefusedXmlException, ParseError, LookupError, ValueError) as error:
            raise NotValid(f"ไฟล์ “{shown}” มีเนื้อหาภายในที่ไม่ปลอดภัยหรือเสียหาย กรุณาบันทึกเป็น PDF แล้วแนบใหม่") from error
        if part.filename == "[Content_Types].xml":
            declared = {node.get("PartName", ""): node.get("ContentType", "") for node in root}
    for name, declared_type in declared.items():
        if declared_type in _PACKAGES and name.lstrip("/") in package.namelist():
            return _PACKAGES[declared_type]
    raise NotValid(f"ไฟล์ “{shown}” ใช้เป็นหลักฐานไม่ได้ รับเฉพาะ{ACCEPTED}")


def day_shown(body: bytes, media_type: str) -> date | None:
    """Return the day a photo says it was taken on (EXIF), never one that is guessed; LINE itself strips it."""
    if media_type not in _PICTURES:
        return None
    try:
        with warnings.catch_warnings(), Image.open(io.BytesIO(body)) as picture:
            warnings.simplefilter("ignore")
            exif = picture.getexif()
            said = exif.get_ifd(ExifTags.IFD.Exif).get(ExifTags.Base.DateTimeOriginal) or exif.get(
                ExifTags.Base.DateTime
            )
    except (OSError, ValueError, SyntaxError, struct.error, TypeError, KeyError, Image.DecompressionBombError):
        return None
    found = _EXIF_DAY.match(said) if isinstance(said, str) else None
    try:
        return date(int(found[1]), int(found[2]), int(found[3])) if found else None
    except ValueError:
        return None
