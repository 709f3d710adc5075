"""The fields of forms that understand what a Thai office types: days, years, percentages, choices, files."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from enum import StrEnum
from typing import Any, ClassVar, TypeVar

from flask_wtf.file import FileField, MultipleFileField
from markupsafe import Markup
from werkzeug.datastructures import FileStorage
from wtforms import Field, RadioField, SelectField, SelectMultipleField, StringField, widgets
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import StopValidation

from tracker.fiscal_year import FiscalYear
from tracker.thai import arabic_digits, screen_date
from tracker.web import typed
from tracker.web.filters import file_size

Value = TypeVar("Value")
Pairs = Iterable[tuple[object, str]]


class _Typed(StringField):
    """One line of text that means a value; what cannot be read is shown again as it was typed."""

    refusal: str
    data: Any

    def read(self, text: str) -> object:
        """Return the value a text means, or raise ValueError."""
        raise NotImplementedError

    def write(self, value: Any) -> str:
        """Return the text shown for a value."""
        return str(value)

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read what was typed; nothing typed is no value."""
        text = str(valuelist[0]).strip() if valuelist else ""
        self.data = None
        if not text:
            return
        try:
            self.data = self.read(text)
        except ValueError:
            raise ValueError(self.refusal) from None

    def _value(self) -> str:
        if self.data is not None:
            return self.write(self.data)
        return str(self.raw_data[0]) if self.raw_data else ""


class _DateInput(widgets.DateInput):
    """A browser's own date input, unless it could not show what was typed."""

    def __call__(self, field: Any, **attributes: object) -> Markup:
        if field.data is None and field.raw_data and field.raw_data[0]:
            attributes["type"] = "text"
        return Markup(super().__call__(field, **attributes))  # noqa: S704 - WTForms has escaped it.


class DateField(_Typed):
    """A day: ISO from the browser's date input, or typed as 31/3/2569 or ๓๑ มี.ค. ๖๙."""

    widget = _DateInput()
    refusal = "วันที่ไม่ถูกต้อง กรุณากรอกเป็น วัน/เดือน/ปี พ.ศ. เช่น 31/3/2569"

    def read(self, text: str) -> date:
        """Return the day."""
        return typed.day_from(text)

    def write(self, value: date) -> str:
        """Return ISO, which the browser's date input needs."""
        return value.isoformat()

    @property
    def in_words(self) -> str:
        """The day as pages write it, shown beside the input; empty when there is none."""
        return screen_date(self.data) if self.data is not None else ""


class FiscalYearField(_Typed):
    """A fiscal year: 2569, ๒๕๖๙, 69 or 2026."""

    refusal = "ปีงบประมาณไม่ถูกต้อง กรุณากรอกปี พ.ศ. เช่น 2569"

    def read(self, text: str) -> FiscalYear:
        """Return the year."""
        return typed.year_from(text)

    def write(self, value: FiscalYear) -> str:
        """Return the Buddhist year."""
        return str(int(value))


class PercentField(_Typed):
    """A whole percentage from 0 to 100."""

    refusal = "ร้อยละไม่ถูกต้อง กรุณากรอกจำนวนเต็มตั้งแต่ 0 ถึง 100"

    def read(self, text: str) -> int:
        """Return the percentage."""
        return typed.percent_from(text)


class WholeNumberField(_Typed):
    """A whole number, in Thai or Arabic digits."""

    refusal = "ต้องเป็นจำนวนเต็ม"

    def read(self, text: str) -> int:
        """Return the number."""
        return int(arabic_digits(text).replace(",", ""))


def labelled(members: Iterable[StrEnum]) -> list[tuple[object, str]]:
    """Return the members of an enum with their Thai labels, as choices."""
    return [(member, member.label) for member in members]  # type: ignore[attr-defined]


def _reading(parse: Callable[[str], Value]) -> Callable[[object], Value | None]:
    return lambda value: None if value is None or value == "" else parse(str(value))


def _choices(pairs: Pairs, prompt: str | None = None) -> list[SelectChoice]:
    first = [] if prompt is None else [SelectChoice(value="", label=prompt)]
    return [*first, *(SelectChoice(value=str(value), label=label) for value, label in pairs)]


class ChoiceField(SelectField):
    """One of a list; `parse` makes the value out of what was posted; with a `prompt`, none is a choice too."""

    def __init__(
        self,
        label: str,
        validators: Sequence[Any] = (),
        *,
        choices: Pairs = (),
        parse: Callable[[str], object] = str,
        prompt: str | None = None,
        **field: Any,
    ) -> None:
        super().__init__(label, list(validators), coerce=_reading(parse), choices=_choices(choices, prompt), **field)
        self._prompt = prompt

    def offer(self, pairs: Pairs) -> None:
        """Set the choices of this page: value and label."""
        self.choices = _choices(pairs, self._prompt)


class RadioChoiceField(RadioField):
    """One of a few, each visible at once."""

    def __init__(
        self,
        label: str,
        validators: Sequence[Any] = (),
        *,
        choices: Pairs = (),
        parse: Callable[[str], object] = str,
        **field: Any,
    ) -> None:
        super().__init__(label, list(validators), coerce=_reading(parse), choices=_choices(choices), **field)

    def offer(self, pairs: Pairs) -> None:
        """Set the choices of this page: value and label."""
        self.choices = _choices(pairs)

    def pre_validate(self, form: Any) -> None:
        """Let nobody choose nothing by accident; whether that is allowed is the validators' business."""
        if self.data is not None:
            super().pre_validate(form)


class ChoicesField(SelectMultipleField):
    """Any number of a list, as check boxes; its value is a list."""

    widget = widgets.ListWidget(prefix_label=False)
    option_widget = widgets.CheckboxInput()

    def __init__(
        self,
        label: str,
        validators: Sequence[Any] = (),
        *,
        choices: Pairs = (),
        parse: Callable[[str], object] = str,
        **field: Any,
    ) -> None:
        super().__init__(label, list(validators), coerce=_reading(parse), choices=_choices(choices), **field)

    def offer(self, pairs: Pairs) -> None:
        """Set the choices of this page: value and label."""
        self.choices = _choices(pairs)


class UploadField(FileField):  # type: ignore[misc]
    """One file."""


class UploadsField(MultipleFileField):  # type: ignore[misc]
    """Any number of files; its value is a list, empty when none was chosen."""

    @property
    def uploads(self) -> list[FileStorage]:
        """The files that were handed in."""
        return list(self.data or [])


class Required:
    """Ask for a value: 0 is one, an empty text or list and an unticked box are none."""

    field_flags: ClassVar[dict[str, object]] = {"required": True}

    def __init__(self, sentence: str | None = None) -> None:
        self.sentence = sentence

    def __call__(self, form: object, field: Field) -> None:
        """Stop with one sentence; what was typed but could not be read has its own already."""
        if field.data or (field.data == 0 and field.data is not False):
            return
        raise StopValidation() if field.errors else StopValidation(self.sentence or _asking_for(field))


def _asking_for(field: Field) -> str:
    if isinstance(field, (UploadField, UploadsField)):
        return "กรุณาเลือกไฟล์"
    if isinstance(field, (SelectField, RadioField, DateField)):
        return "กรุณาเลือกข้อมูลช่องนี้"
    return "กรุณากรอกข้อมูลช่องนี้"


class FileKinds:
    """Refuse a file whose name ends in none of the given ways; what is inside is the reader's business."""

    def __init__(self, *endings: str) -> None:
        self.endings = tuple(ending.lower().lstrip(".") for ending in endings)
        self.field_flags = {"accept": ",".join(f".{ending}" for ending in self.endings)}

    def __call__(self, form: object, field: Field) -> None:
        """Stop with a sentence that names the file and what is accepted."""
        for upload in _files_of(field):
            if (upload.filename or "").lower().rpartition(".")[2] not in self.endings:
                accepted = ", ".join(self.endings)
                raise StopValidation(f"ใช้ไฟล์ “{upload.filename}” ไม่ได้ รับเฉพาะไฟล์ชนิด {accepted}")


class FileNotLarger:
    """Refuse a file of more bytes than given, and an empty one."""

    def __init__(self, size: int) -> None:
        self.size = size

    def __call__(self, form: object, field: Field) -> None:
        """Stop with a sentence that names the file and the limit."""
        for upload in _files_of(field):
            found = upload.stream.seek(0, 2)
            upload.stream.seek(0)
            if found == 0:
                raise StopValidation(f"ไฟล์ “{upload.filename}” ว่างเปล่า กรุณาเลือกไฟล์ใหม่")
            if found > self.size:
                limit = file_size(self.size)
                raise StopValidation(f"ไฟล์ “{upload.filename}” ใหญ่ {file_size(found)} เกินกำหนด {limit}")


def _files_of(field: Field) -> list[FileStorage]:
    data = field.data if isinstance(field.data, list) else [field.data]
    return [upload for upload in data if isinstance(upload, FileStorage) and upload]
