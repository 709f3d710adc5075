"""PDF files made at test time."""

import io

import fontpkg
import typst
from PIL import Image

_PAGE = '#set page("a4", margin: 2cm)\n#set text(font: "Sarabun", size: 11pt, lang: "th")\n'


def printed(source: str, *, margins: str = "") -> bytes:
    """Print a page of the application's typesetter."""
    fonts = str(fontpkg.path("Sarabun", 400).parent)
    content: bytes = typst.compile(f"{_PAGE}{margins}\n{source}".encode(), font_paths=[fonts], ignore_system_fonts=True)
    return content


def a_page_of_pictures() -> bytes:
    """Return two pages as a scanner makes them."""
    page = Image.new("L", (600, 800), 230)
    stream = io.BytesIO()
    page.save(stream, "PDF", save_all=True, append_images=[page])
    return stream.getvalue()


def a_pdf(*, pages: int, catalogue: bytes = b"") -> bytes:
    """Return blank pages, written by hand."""
    kids = b" ".join(b"%d 0 R" % (number + 3) for number in range(pages))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R %s>>" % catalogue,
        b"<< /Type /Pages /Count %d /Kids [ %s ] >>" % (pages, kids),
        *(b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>" for _ in range(pages)),
    ]
    return _assembled(objects)


def locked_pdf() -> bytes:
    """Return a PDF that asks for a password: its keys fit none."""
    key = b"<" + b"ab" * 32 + b">"
    return _assembled(
        [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Count 0 /Kids [ ] >>",
         b"<< /Filter /Standard /V 1 /R 2 /O %s /U %s /P -4 >>" % (key, key)],
        trailer=b"/Encrypt 3 0 R /ID [ <00112233445566778899aabbccddeeff> <00112233445566778899aabbccddeeff> ] ",
    )  # fmt: skip


def _assembled(objects: list[bytes], trailer: bytes = b"") -> bytes:
    content, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    start = len(content)
    head = b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
    return content + head + b"trailer\n<< /Size %d /Root 1 0 R %s>>\nstartxref\n%d\n%%%%EOF" % (size, trailer, start)
