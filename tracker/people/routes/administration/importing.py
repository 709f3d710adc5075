"""Many users at once from a spreadsheet: the template, a look at what was read, and all of them or none."""

import io
import json

from flask import g, render_template, request, send_file
from flask.typing import ResponseReturnValue

from tracker.database import transaction
from tracker.errors import NotNow, NotValid, UnreadableDocument
from tracker.people import queries, spreadsheet
from tracker.people.access import allow, viewer
from tracker.people.forms.administration import ConfirmUsersForm, UploadUsersForm
from tracker.people.queries import administration as lists
from tracker.people.roles import Role
from tracker.people.routes.blueprint import blueprint
from tracker.people.service import NewPerson, accounts
from tracker.people.spreadsheet import Cells, Known, UserRow
from tracker.people.viewer import Viewer
from tracker.thai import one_line

_MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@blueprint.get("/administration/users/template.xlsx")
@allow(Role.ADMINISTRATOR)
def users_template() -> ResponseReturnValue:
    """Give the empty spreadsheet to fill in."""
    content = spreadsheet.template([unit.name for unit in queries.units(viewer())])
    return send_file(io.BytesIO(content), _MEDIA_TYPE, as_attachment=True, download_name="users.xlsx")


@blueprint.route("/administration/users/import", methods=["GET", "POST"])
@allow(Role.ADMINISTRATOR)
def import_users() -> ResponseReturnValue:
    """Read a spreadsheet and show what is in it; nothing is added yet."""
    form = UploadUsersForm()
    if request.method == "GET":
        return render_template("people/users_import.html", form=form)
    if not form.validate():
        return render_template("people/users_import.html", form=form), 422
    try:
        rows = spreadsheet.rows_of(form.file.data.read())
    except UnreadableDocument as refusal:
        form.refuse(str(refusal), at=form.file)
        return render_template("people/users_import.html", form=form), 422
    return _preview(rows)


@blueprint.post("/administration/users/import/confirm")
@allow(Role.ADMINISTRATOR)
def confirm_users() -> ResponseReturnValue:
    """Add everybody who was shown, or nobody; the temporary passwords are on the page that answers, once."""
    who, form = viewer(), ConfirmUsersForm()
    rows = _rows_from(form.rows.data) if form.validate() else []
    users, faults = spreadsheet.checked(rows, _known(who, rows))
    if faults or not users:
        return _preview(rows)
    passwords = accounts.temporary_passwords(len(users))
    try:
        with transaction():
            new = [_new_person(user) for user in users]
            welcomes = accounts.add_people(new, passwords, by=who, at=g.now, today=g.today)
    except (NotNow, NotValid):  # Somebody else took a username in the same moment.
        return _preview(rows)
    return render_template("people/temporary_passwords.html", welcomes=welcomes, title=f"เพิ่มผู้ใช้แล้ว {len(welcomes)} คน")


def _preview(rows: list[Cells]) -> ResponseReturnValue:
    users, faults = spreadsheet.checked(rows, _known(viewer(), rows))
    form = ConfirmUsersForm(
        formdata=None, rows=json.dumps([[row.sheet, row.row, *row.texts] for row in rows], ensure_ascii=False)
    )
    return render_template("people/users_preview.html", users=users, faults=faults, form=form), 422 if faults else 200


def _known(who: Viewer, rows: list[Cells]) -> Known:
    return Known(
        queries.owner_names(who),
        {unit.id: unit.name for unit in queries.units(who)},
        lists.taken_usernames([row.texts[0].lower() for row in rows]),
    )


def _new_person(user: UserRow) -> NewPerson:
    return NewPerson(
        user.username, user.name, user.position, user.role, user.unit_id, bool(user.authority), user.authority
    )


def _rows_from(text: str | None) -> list[Cells]:
    """Return the rows the preview carried; it came back from a browser, so it is believed no more than a file."""
    try:
        return [
            Cells(str(sheet), int(row), tuple(one_line(str(value)) for value in texts))
            for sheet, row, *texts in json.loads(text or "[]")[: spreadsheet.MOST_ROWS]
            if len(texts) == len(spreadsheet.COLUMNS)
        ]
    except (ValueError, TypeError, KeyError, OverflowError, RecursionError) as error:
        raise NotValid("ข้อมูลที่ส่งมาไม่ครบ กรุณาอัปโหลดไฟล์ใหม่") from error
