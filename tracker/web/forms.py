"""The form every form of ours is made of: protected, trimmed, and speaking Thai.

A form checks shape; whether a thing may happen is the service's business.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from flask_wtf import FlaskForm
from wtforms import BooleanField, Field, FieldList, FormField, HiddenField, PasswordField, StringField, TextAreaField
from wtforms.csrf.core import CSRFTokenField
from wtforms.validators import Email, EqualTo, Length, NumberRange, Optional, Regexp

from tracker import thai
from tracker.web.fields import (
    ChoiceField,
    ChoicesField,
    DateField,
    FileKinds,
    FileNotLarger,
    FiscalYearField,
    PercentField,
    RadioChoiceField,
    Required,
    UploadField,
    UploadsField,
    WholeNumberField,
    labelled,
)
from tracker.web.form_messages import ThaiMessages

_AS_TYPED = (PasswordField, CSRFTokenField)


@dataclass(frozen=True)
class Problem:
    """One thing to put right: where it is on the page, and the sentence."""

    anchor: str
    sentence: str


class TrackerForm(FlaskForm):  # type: ignore[misc]
    """A form with CSRF protection, text trimmed through `tracker.thai.clean`, and Thai messages."""

    class Meta(FlaskForm.Meta):  # type: ignore[misc]
        """How the fields of our forms are bound."""

        def get_translations(self, form: object) -> ThaiMessages:
            """Return our own catalogue."""
            return ThaiMessages()

        def bind_field(self, form: object, unbound_field: Any, options: dict[str, Any]) -> Field:
            """Trim each text field but passwords, before its validators see it."""
            kind = unbound_field.field_class
            if issubclass(kind, StringField) and not issubclass(kind, _AS_TYPED):
                tidy = _clean if issubclass(kind, TextAreaField) else _one_line
                options = {**options, "filters": [tidy, *unbound_field.kwargs.get("filters", ())]}
            bound: Field = super().bind_field(form, unbound_field, options)
            return bound

    def refuse(self, sentence: str, *, at: Field | None = None) -> None:
        """Show a refusal of the service on the form, at one field or above all."""
        if at is None:
            self.form_errors.append(sentence)
        else:
            at.errors = [*at.errors, sentence]

    @property
    def problems(self) -> list[Problem]:
        """Everything to put right, in the order of the page, for the summary above the form."""
        whole = [Problem("", sentence) for sentence in self.form_errors]
        return [*whole, *(problem for field in self for problem in _problems_of(field))]


def anchor_of(field: Field) -> str:
    """Return the id of the first thing a person can touch in a field."""
    return f"{field.id}-0" if isinstance(field, (RadioChoiceField, ChoicesField)) else str(field.id)


def _problems_of(field: Field) -> Iterator[Problem]:
    if isinstance(field, (FormField, FieldList)):
        for inner in field:
            yield from _problems_of(inner)
        return
    for sentence in field.errors:
        yield Problem(anchor_of(field), f"{field.label.text}: {sentence}")


def _clean(value: object) -> object:
    return thai.clean(value) if isinstance(value, str) else value


def _one_line(value: object) -> object:
    return thai.one_line(value) if isinstance(value, str) else value


__all__ = [
    "BooleanField",
    "ChoiceField",
    "ChoicesField",
    "DateField",
    "Email",
    "EqualTo",
    "FieldList",
    "FileKinds",
    "FileNotLarger",
    "FiscalYearField",
    "FormField",
    "HiddenField",
    "Length",
    "NumberRange",
    "Optional",
    "PasswordField",
    "PercentField",
    "Problem",
    "RadioChoiceField",
    "Regexp",
    "Required",
    "StringField",
    "TextAreaField",
    "TrackerForm",
    "UploadField",
    "UploadsField",
    "WholeNumberField",
    "anchor_of",
    "labelled",
]
