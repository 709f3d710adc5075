"""The pictures of the menus: large words in Sarabun, a sign beside them, dark on light or light on dark.

A phone 360 points wide shows 2500 pixels at about a seventh: words of 130 pixels are read as 19 points.
"""

import hashlib
import io
import json
from functools import cache

import fontpkg
from PIL import Image, ImageDraw, ImageFont

from tracker.reminders.wording.menus import MENUS, WIDTH, MenuKey, Placed

_NAVY, _WHITE, _PALE, _INK, _LINE = "#1F4E79", "#FFFFFF", "#F3F6F9", "#1A1A1A", "#C9D3DD"
_SOFT_ON_NAVY, _SOFT_ON_PALE = "#DCE8F4", "#3D4A57"
_LARGEST_WORDS, _SMALL_WORDS = 150, 92
_SIGN_SIZE, _SIGN_STROKE = 200, 22
_TO_WORDS, _TO_NOTE = 75, 60
_COLOURS = 64


@cache
def picture(key: MenuKey) -> bytes:
    """Return the picture of a menu as PNG, well below LINE's megabyte; drawn once a process."""
    menu = MENUS[key]
    image = Image.new("RGB", (WIDTH, menu.height), _WHITE)
    draw = ImageDraw.Draw(image)
    # The words of one menu are equally large.
    words = _font(min(_fitting_size(placed.cell.label, placed.width - 120) for placed in menu.placed()), 700)
    for placed in menu.placed():
        _draw_cell(draw, placed, words)
    drawn = io.BytesIO()
    image.quantize(_COLOURS).save(drawn, "PNG", optimize=True)
    return drawn.getvalue()


@cache
def fingerprint(key: MenuKey) -> str:
    """Return what changes when anything of a menu does: its parts or its picture."""
    definition = json.dumps(MENUS[key].definition, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(definition.encode() + picture(key)).hexdigest()


def _draw_cell(draw: ImageDraw.ImageDraw, placed: Placed, words: ImageFont.FreeTypeFont) -> None:
    cell = placed.cell
    ground, ink, soft = (_PALE, _INK, _SOFT_ON_PALE) if cell.is_quiet else (_NAVY, _WHITE, _SOFT_ON_NAVY)
    left, top = placed.left, placed.top
    right, bottom = left + placed.width - 1, top + placed.height - 1
    draw.rectangle((left, top, right, bottom), fill=ground, outline=_LINE, width=6)
    middle = left + placed.width / 2
    note = _font(_SMALL_WORDS, 400)
    block = _SIGN_SIZE + _TO_WORDS + words.size + _TO_NOTE + note.size
    y = top + (placed.height - block) / 2
    getattr(_Pen(draw, (middle - _SIGN_SIZE / 2, y), ink), cell.sign.value)()
    y += _SIGN_SIZE + _TO_WORDS + words.size * 0.8
    draw.text((middle, y), cell.label, font=words, fill=ink, anchor="ms")
    draw.text((middle, y + _TO_NOTE + note.size), cell.note, font=note, fill=soft, anchor="ms")


class _Pen:
    """Draws the signs in a square of its own; places in it are shares of its side."""

    def __init__(self, draw: ImageDraw.ImageDraw, corner: tuple[float, float], ink: str) -> None:
        self._draw, self._corner, self._ink = draw, corner, ink

    def list(self) -> None:
        for down in (0.15, 0.5, 0.85):
            self._dot(0.08, down, 0.08)
            self._line((0.28, down), (1, down))

    def clock(self) -> None:
        self._ring()
        self._line((0.5, 0.2), (0.5, 0.52), (0.72, 0.66))

    def people(self) -> None:
        for across, head, feet, half in ((0.5, 0.2, 0.95, 0.24), (0.12, 0.38, 1.0, 0.15), (0.88, 0.38, 1.0, 0.15)):
            self._dot(across, head, 0.13)
            body = self._box((across - half, feet - 0.52), (across + half, feet))
            self._draw.rounded_rectangle(body, radius=_SIGN_SIZE * half * 0.9, fill=self._ink)

    def bars(self) -> None:
        for across, height in ((0.0, 0.45), (0.38, 0.75), (0.76, 1.0)):
            self._draw.rectangle(self._box((across, 1 - height), (across + 0.24, 1)), fill=self._ink)

    def tick(self) -> None:
        self._frame((0, 0), (1, 1), 30)
        self._line((0.24, 0.52), (0.44, 0.72), (0.78, 0.3))

    def question(self) -> None:
        self._ring()
        self._draw.text(self._at(0.5, 0.77), "?", font=_font(150, 700), fill=self._ink, anchor="ms")

    def cross(self) -> None:
        self._ring()
        self._line((0.32, 0.32), (0.68, 0.68))
        self._line((0.68, 0.32), (0.32, 0.68))

    def link(self) -> None:
        self._frame((-0.1, 0.3), (0.5, 0.7), 40)
        self._frame((0.5, 0.3), (1.1, 0.7), 40)
        self._line((0.3, 0.5), (0.7, 0.5))

    def _at(self, across: float, down: float) -> tuple[float, float]:
        return self._corner[0] + _SIGN_SIZE * across, self._corner[1] + _SIGN_SIZE * down

    def _box(self, first: tuple[float, float], last: tuple[float, float]) -> tuple[float, float, float, float]:
        return (*self._at(*first), *self._at(*last))

    def _line(self, *points: tuple[float, float]) -> None:
        self._draw.line([self._at(*point) for point in points], fill=self._ink, width=_SIGN_STROKE, joint="curve")

    def _dot(self, across: float, down: float, radius: float) -> None:
        self._draw.circle(self._at(across, down), _SIGN_SIZE * radius, fill=self._ink)

    def _ring(self) -> None:
        self._draw.circle(self._at(0.5, 0.5), _SIGN_SIZE * 0.5, outline=self._ink, width=_SIGN_STROKE)

    def _frame(self, first: tuple[float, float], last: tuple[float, float], radius: int) -> None:
        box = self._box(first, last)
        self._draw.rounded_rectangle(box, radius=radius, outline=self._ink, width=_SIGN_STROKE)


def _fitting_size(words: str, width: float) -> int:
    """Return the largest size in which words fit into a width."""
    size = _LARGEST_WORDS
    while _font(size, 700).getlength(words) > width:
        size -= 5
    return size


@cache
def _font(size: int, weight: int) -> ImageFont.FreeTypeFont:
    # Raqm places vowels and tone marks as Thai is written; it is part of Pillow's wheels.
    return ImageFont.truetype(fontpkg.path("Sarabun", weight=weight), size)
