"""The measures of a year out to Excel and in again: template, export, a preview, then all of it or nothing."""

import base64
import binascii
import io
import json
import zlib
from typing import Any

from flask import flash, g, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue

from tracker.database import transaction
from tracker.errors import NotFound, NotValid, UnreadableDocument
from tracker.fiscal_year import FiscalYear
from tracker.measures import queries
from tracker.measures.forms import ConfirmWorkbookForm, UploadWorkbookForm
from tracker.measures.routes.blueprint import blueprint
from tracker.measures.service import workbook as service
from tracker.measures.service.workbook import Confirmation, PlanChanged
from tracker.measures.spreadsheet.child import read_workbook
from tracker.measures.spreadsheet.layout import FilledSheet
from tracker.people.access import allow, viewer
from tracker.people.roles import Role
from tracker.web.typed import id_from

_MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_MOST_BYTES = 8 * 1024 * 1024
_MOST_CARRIED = 1536 * 1024
"""Less than a form may hold."""
_NOT_OURS = "ข้อมูลที่ส่งมาไม่ครบ กรุณาอัปโหลดไฟล์ใหม่"


@blueprint.get("/<int:year>/template.xlsx")
@allow(Role.COORDINATOR)
def template(year: int) -> ResponseReturnValue:
    """Give the empty workbook in which the measures of a year are typed."""
    fiscal_year = _year(year)
    return _file(service.template_of(fiscal_year, asker=viewer()), f"แบบกรอกมาตรการ-{int(fiscal_year)}.xlsx")


@blueprint.get("/<int:year>/plan.xlsx")
@allow(Role.COORDINATOR)
def export(year: int) -> ResponseReturnValue:
    """Give the plan of a year as a workbook that can be edited and handed in again."""
    fiscal_year = _year(year)
    return _file(service.export_of(fiscal_year, asker=viewer()), f"แผนมาตรการ-{int(fiscal_year)}.xlsx")


@blueprint.route("/<int:year>/workbook", methods=["GET", "POST"])
@allow(Role.COORDINATOR)
def workbook(year: int) -> ResponseReturnValue:
    """Ask for a workbook, read it, and show what it would change; nothing is changed yet."""
    fiscal_year, form = _year(year), UploadWorkbookForm()
    if request.method == "GET":
        return _upload_page(fiscal_year, form)
    if not form.validate():
        return _upload_page(fiscal_year, form), 422
    try:
        sheet = read_workbook(form.file.data.read())
        _refuse_too_long(sheet)
    except UnreadableDocument as refusal:
        form.refuse(str(refusal), at=form.file)
        return _upload_page(fiscal_year, form), 422
    return _preview(sheet, fiscal_year)


@blueprint.post("/<int:year>/workbook/confirm")
@allow(Role.COORDINATOR)
def confirm_workbook(year: int) -> ResponseReturnValue:
    """Take a workbook over as it was shown, or show it anew where that no longer holds."""
    fiscal_year, form = _year(year), ConfirmWorkbookForm()
    if not form.rows.data or not form.mark.data:
        raise NotValid(_NOT_OURS)
    sheet, cancelled = _unpacked(form.rows.data), _ticked(request.form.getlist("gone"))
    form.requires_reason = bool(cancelled)
    if not form.validate():
        return _preview(sheet, fiscal_year, form=form, ticked=cancelled, status=422)
    confirmation = Confirmation(form.mark.data, cancelled, form.reason.data or "")
    try:
        with transaction():
            taken = service.take_over(sheet, confirmation, fiscal_year, by=viewer(), at=g.now)
    except PlanChanged as refusal:
        flash(str(refusal), "warn")
        return _preview(sheet, fiscal_year, status=409)
    except NotValid as refusal:
        form.refuse(str(refusal))
        return _preview(sheet, fiscal_year, form=form, status=422)
    flash(f"นำเข้าแล้ว เพิ่ม {taken.added} แก้ไข {taken.changed} ยกเลิก {taken.cancelled} มาตรการ")
    return redirect(url_for("measures.index", year=int(fiscal_year)), 303)


def _preview(
    sheet: FilledSheet,
    fiscal_year: FiscalYear,
    *,
    form: ConfirmWorkbookForm | None = None,
    ticked: frozenset[int] = frozenset(),
    status: int = 200,
) -> ResponseReturnValue:
    preview = service.compare(sheet, fiscal_year, asker=viewer())
    if form is None:
        form = ConfirmWorkbookForm(formdata=None, data={"rows": _packed(sheet), "mark": preview.mark})
    page = render_template("measures/workbook_preview.html", preview=preview, form=form, ticked=ticked)
    return page, 422 if preview.faults else status


def _upload_page(fiscal_year: FiscalYear, form: UploadWorkbookForm) -> str:
    present = FiscalYear.of(g.today)
    known = {fiscal_year, present, FiscalYear(int(present) + 1), *queries.years(viewer())}
    measures = queries.measures(viewer(), fiscal_year)
    return render_template(
        "measures/workbook.html",
        form=form,
        year=fiscal_year,
        years=sorted(known, reverse=True),
        standing=[measure for measure in measures if not measure.is_cancelled],
    )


def _file(content: bytes, name: str) -> ResponseReturnValue:
    return send_file(io.BytesIO(content), _MEDIA_TYPE, as_attachment=True, download_name=name)


def _year(year: int) -> FiscalYear:
    try:
        return FiscalYear(year)
    except ValueError:
        raise NotFound("ไม่พบปีงบประมาณนี้") from None


def _ticked(values: list[str]) -> frozenset[int]:
    try:
        return frozenset(id_from(value) for value in values)
    except ValueError:
        raise NotValid(_NOT_OURS) from None


def _refuse_too_long(sheet: FilledSheet) -> None:
    """Refuse what the form of the preview could not carry."""
    if (
        len(json.dumps(sheet.as_json(), ensure_ascii=False).encode()) > _MOST_BYTES
        or len(_packed(sheet)) > _MOST_CARRIED
    ):
        raise UnreadableDocument("ข้อความในตารางยาวเกินกว่าที่ระบบรับได้ กรุณาแบ่งเป็นหลายไฟล์ แล้วนำเข้าทีละไฟล์")


def _packed(sheet: FilledSheet) -> str:
    """Return the rows as the form carries them: Thai text would be nine times as long in an address of its own."""
    told = json.dumps(sheet.as_json(), ensure_ascii=False).encode()
    return base64.urlsafe_b64encode(zlib.compress(told)).decode("ascii")


def _unpacked(text: str) -> FilledSheet:
    """Return the rows the form carried; they come from a browser, so they are believed no more than a file."""
    try:
        unpacking = zlib.decompressobj()
        told: Any = json.loads(unpacking.decompress(base64.urlsafe_b64decode(text.encode("ascii")), _MOST_BYTES))
        return FilledSheet.from_json(told)
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError, zlib.error, binascii.Error):
        raise NotValid(_NOT_OURS) from None
