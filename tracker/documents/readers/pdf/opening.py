"""The only door to PDFium: a file's pages as letters and rules.

PDFium is built without JavaScript here, forms are never started, attachments and links are never opened.
"""

import math
from collections.abc import Callable, Iterator
from contextlib import closing
from ctypes import Array, addressof, c_char, c_double, c_float, c_int, c_uint, create_string_buffer
from itertools import pairwise
from typing import Any

import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from tracker.documents.readers.pdf.marks import ABOVE_AND_BELOW, put_on
from tracker.documents.readers.pdf.page import Box, Letter, PrintedPage, Rule
from tracker.errors import UnreadableDocument

MAXIMUM_PAGES = 300
_MOST_LETTERS = 60_000  # On one page; a page of this size of print holds five thousand.
_MOST_RULES = 6_000
_DEEPEST = 6
_THICKEST = 4.0
_NOBODY_SEES = 245  # Of 255: rules and grounds in a colour lighter than this are white on white.
_BROKEN = "ไฟล์ PDF เสียหาย ให้เปิดไฟล์ต้นฉบับ บันทึกเป็น PDF ใหม่ หรืออัปโหลดไฟล์ Word (.docx) แทน"
_LOCKED = "ไฟล์ PDF ตั้งรหัสผ่านไว้ ให้เปิดไฟล์ เอารหัสผ่านออก บันทึก แล้วอัปโหลดใหม่"
_TOO_LONG = f"ไฟล์ PDF ยาวเกิน {MAXIMUM_PAGES} หน้า ให้แยกเฉพาะหน้าผลการประเมินและมาตรการ แล้วอัปโหลดใหม่"
_TOO_DENSE = "หน้าในไฟล์ PDF นี้มีเนื้อหามากผิดปกติ ให้อัปโหลดไฟล์ Word (.docx) ต้นฉบับแทน"

Turn = Callable[[float, float], tuple[float, float]]
# By the direction text runs on the page, in quarters of a circle: (x, y) upwards → (x, y) downwards, upright.
_TURNS: tuple[Turn, ...] = (
    lambda x, y: (x, -y),
    lambda x, y: (y, x),
    lambda x, y: (-x, y),
    lambda x, y: (-y, -x),
)
_ORDINARY = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
Matrix = tuple[float, float, float, float, float, float]


def pages(content: bytes) -> Iterator[PrintedPage]:
    """Yield the pages of a PDF one after the other."""
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        is_locked = getattr(error, "err_code", None) == pdfium.FPDF_ERR_PASSWORD
        raise UnreadableDocument(_LOCKED if is_locked else _BROKEN) from error
    with closing(document):
        count = len(document)
        if count > MAXIMUM_PAGES:
            raise UnreadableDocument(_TOO_LONG)
        if not count:
            raise UnreadableDocument(_BROKEN)
        for number in range(count):
            try:
                with closing(document[number]) as page:
                    yield _page(page)
            except pypdfium2.PdfiumError as error:
                raise UnreadableDocument(_BROKEN) from error


def _page(page: Any) -> PrintedPage:
    with closing(page.get_textpage()) as text:
        drawn = _Drawn(text.raw)
        quarter = drawn.quarter()
        letters = drawn.letters(quarter)
    turn = _TURNS[quarter]
    left, bottom, right, top = page.get_bbox()
    (x0, y0), (x1, y1) = turn(left, bottom), turn(right, top)
    box = Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
    shapes = _Shapes(turn)
    shapes.take(_objects(page.raw), _ORDINARY, 0)
    return PrintedPage(letters, shapes.rules, box, shapes.has_picture, drawn.unmapped)


class _Drawn:
    """The letters of one page as PDFium tells them."""

    def __init__(self, text: Any) -> None:
        self._text = text
        self._count = pdfium.FPDFText_CountChars(text)
        if self._count > _MOST_LETTERS:
            raise UnreadableDocument(_TOO_DENSE)
        self._fonts: dict[bytes, bool] = {}
        self.unmapped = 0

    def quarter(self) -> int:
        """Return the direction most letters run in, in quarters of a circle against the clock."""
        counts = [0, 0, 0, 0]
        for at in range(0, self._count, 1 + self._count // 200):
            if not pdfium.FPDFText_IsGenerated(self._text, at):
                quarter = self._direction(at)[0]
                if quarter is not None:
                    counts[quarter] += 1
        return counts.index(max(counts))

    def _direction(self, at: int) -> tuple[int | None, float]:
        """Return which way a letter looks (None: askew, as watermarks are), and how much its font is enlarged."""
        matrix = pdfium.FS_MATRIX()
        if not pdfium.FPDFText_GetMatrix(self._text, at, matrix):
            return 0, 1.0
        quarters = math.atan2(matrix.b, matrix.a) / (math.pi / 2)
        nearest = round(quarters)
        return (nearest % 4 if abs(quarters - nearest) < 0.1 else None), math.hypot(matrix.c, matrix.d) or 1.0

    def letters(self, quarter: int) -> list[Letter]:
        """Return the letters, marks joined to what they stand on; the spaces that PDFium supposes are left out.

        Letters with one origin are told by the text of one shape (ActualText), and stay together.
        """
        found: list[Letter] = []
        for at in range(self._count):
            sign = self._sign(at)
            letter = self._letter(at, sign, quarter) if sign else None
            if letter is None:
                continue
            last = found[-1] if found else None
            if last is not None and self._is_one_shape(at, letter, last):
                last.text, last.x1, last.is_cluster = last.text + sign, max(last.x1, letter.x1), True
            elif sign not in ABOVE_AND_BELOW or not put_on(letter, found):
                found.append(letter)
        return found

    def _is_one_shape(self, at: int, letter: Letter, last: Letter) -> bool:
        is_at_one_place = (letter.x0, letter.baseline) == (last.x0, last.baseline) and last.text != " "
        return is_at_one_place and self._shape(at) == self._shape(at - 1)

    def _sign(self, at: int) -> str:
        code = pdfium.FPDFText_GetUnicode(self._text, at)
        is_supposed = pdfium.FPDFText_IsGenerated(self._text, at) == 1
        if code == 2 or pdfium.FPDFText_IsHyphen(self._text, at) == 1:
            return "-"  # How PDFium hands on the hyphen at the end of a line.
        if is_supposed or code in {10, 13}:
            return ""
        if code in {0, 0xFFFE, 0xFFFF} or 0xD800 <= code < 0xE000 or code > 0x10FFFF:
            self.unmapped += 1
            return "\ufffd"
        sign = chr(code)
        return " " if sign.isspace() else sign

    def _letter(self, at: int, sign: str, quarter: int) -> Letter | None:
        direction, scale = self._direction(at)
        if direction is None:
            return None
        x, y, box = c_double(), c_double(), pdfium.FS_RECTF()
        if not pdfium.FPDFText_GetCharOrigin(self._text, at, x, y):
            return None
        pdfium.FPDFText_GetLooseCharBox(self._text, at, box)
        turn = _TURNS[quarter]
        left, baseline = turn(x.value, y.value)
        right = max(turn(box.left, box.bottom)[0], turn(box.right, box.top)[0])
        size = abs(pdfium.FPDFText_GetFontSize(self._text, at) * scale) or 1.0
        if not all(map(math.isfinite, (left, right, baseline, size))):
            return None
        return Letter(sign, left, max(left, right), baseline, size, self._is_bold(at), direction != quarter)

    def _shape(self, at: int) -> int:
        """Return which drawn shape a letter belongs to."""
        shape = pdfium.FPDFText_GetTextObject(self._text, at)
        return addressof(shape.contents) if shape else 0

    def _is_bold(self, at: int) -> bool:
        name: Array[c_char] = create_string_buffer(96)
        pdfium.FPDFText_GetFontInfo(self._text, at, name, 96, c_int())
        if name.value not in self._fonts:
            self._fonts[name.value] = b"bold" in name.value.lower()
        return self._fonts[name.value]


def _objects(page: Any) -> Iterator[Any]:
    for at in range(pdfium.FPDFPage_CountObjects(page)):
        yield pdfium.FPDFPage_GetObject(page, at)


def _inside(form: Any) -> Iterator[Any]:
    for at in range(pdfium.FPDFFormObj_CountObjects(form)):
        yield pdfium.FPDFFormObj_GetObject(form, at)


class _Shapes:
    """The rules among the shapes of one page: thin boxes, the sides of boxes, and straight strokes."""

    def __init__(self, turn: Turn) -> None:
        self._turn = turn
        self.rules: list[Rule] = []
        self.has_picture = False

    def take(self, objects: Iterator[Any], matrix: Matrix, depth: int) -> None:
        """Look at each shape, also those inside forms drawn as one."""
        for shape in objects:
            if len(self.rules) > _MOST_RULES:
                return
            kind = pdfium.FPDFPageObj_GetType(shape)
            if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
                self.has_picture = True
            elif kind == pdfium.FPDF_PAGEOBJ_PATH:
                self._take_path(shape, _times(_matrix(shape), matrix))
            elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
                self.take(_inside(shape), _times(_matrix(shape), matrix), depth + 1)

    def _take_path(self, path: Any, matrix: Matrix) -> None:
        filled, stroked = c_int(), c_int()
        pdfium.FPDFPath_GetDrawMode(path, filled, stroked)
        is_filled = filled.value and _is_seen(pdfium.FPDFPageObj_GetFillColor, path)
        is_stroked = stroked.value and _is_seen(pdfium.FPDFPageObj_GetStrokeColor, path)
        if not (is_filled or is_stroked):
            return
        for points in _outlines(path):
            placed = [self._placed(x, y, matrix) for x, y in points]
            if all(math.isfinite(x) and math.isfinite(y) for x, y in placed):
                self._take_outline(placed, is_stroked=bool(is_stroked))

    def _placed(self, x: float, y: float, matrix: Matrix) -> tuple[float, float]:
        a, b, c, d, e, f = matrix
        return self._turn(a * x + c * y + e, b * x + d * y + f)

    def _take_outline(self, points: list[tuple[float, float]], *, is_stroked: bool) -> None:
        sides = list(pairwise(points))
        if is_stroked:
            for start, end in sides:
                self._take_side(start, end)
        elif len(set(points)) == 4 and all(_is_straight(start, end) for start, end in sides):
            self._take_box(points)

    def _take_box(self, points: list[tuple[float, float]]) -> None:
        x0, x1 = min(x for x, _ in points), max(x for x, _ in points)
        y0, y1 = min(y for _, y in points), max(y for _, y in points)
        middle = ((x0 + x1) / 2, (y0 + y1) / 2)
        if x1 - x0 < _THICKEST:
            self._take_side((middle[0], y0), (middle[0], y1))
        elif y1 - y0 < _THICKEST:
            self._take_side((x0, middle[1]), (x1, middle[1]))
        else:
            for start, end in (((x0, y0), (x1, y0)), ((x1, y0), (x1, y1)), ((x1, y1), (x0, y1)), ((x0, y1), (x0, y0))):
                self._take_side(start, end)

    def _take_side(self, start: tuple[float, float], end: tuple[float, float]) -> None:
        if not _is_straight(start, end) or start == end:
            return
        is_vertical = abs(start[0] - end[0]) < abs(start[1] - end[1])
        across, along = (0, 1) if is_vertical else (1, 0)
        reach = sorted((start[along], end[along]))
        self.rules.append(Rule(is_vertical, (start[across] + end[across]) / 2, reach[0], reach[1]))


def _is_straight(start: tuple[float, float], end: tuple[float, float]) -> bool:
    return min(abs(start[0] - end[0]), abs(start[1] - end[1])) < 0.5


def _is_seen(colour_of: Callable[..., int], shape: Any) -> bool:
    red, green, blue, alpha = c_uint(), c_uint(), c_uint(), c_uint()
    if not colour_of(shape, red, green, blue, alpha):
        return True
    return alpha.value > 0 and min(red.value, green.value, blue.value) < _NOBODY_SEES


def _outlines(path: Any) -> Iterator[list[tuple[float, float]]]:
    """Yield the straight-sided outlines of a path; a curve ends one."""
    points: list[tuple[float, float]] = []
    x, y = c_float(), c_float()
    for at in range(min(pdfium.FPDFPath_CountSegments(path), _MOST_RULES)):
        segment = pdfium.FPDFPath_GetPathSegment(path, at)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        if pdfium.FPDFPathSegment_GetType(segment) != pdfium.FPDF_SEGMENT_LINETO:
            if len(points) > 1:
                yield points
            points = []
        points.append((x.value, y.value))
        if pdfium.FPDFPathSegment_GetClose(segment) and len(points) > 1:
            yield [*points, points[0]]
            points = [points[0]]
    if len(points) > 1:
        yield points


def _matrix(shape: Any) -> Matrix:
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(shape, matrix):
        return _ORDINARY
    return (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)


def _times(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)
