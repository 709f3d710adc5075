"""A small application that shows every component and raises every error: what the tests of shared pages visit."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path

from flask import Blueprint, Flask, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf import CSRFProtect
from jinja2 import ChoiceLoader, FileSystemLoader
from werkzeug.exceptions import TooManyRequests

from tracker.errors import NotAllowed, NotFound, NotNow, NotValid, UnreadableDocument
from tracker.web import assets, error_pages, filters, headers
from tracker.web.forms import (
    BooleanField,
    ChoiceField,
    ChoicesField,
    DateField,
    FileKinds,
    FileNotLarger,
    FiscalYearField,
    Length,
    Optional,
    PasswordField,
    PercentField,
    RadioChoiceField,
    Required,
    StringField,
    TextAreaField,
    TrackerForm,
    UploadsField,
    labelled,
)
from tracker.web.paging import Page, page_number

ROOT = Path(__file__).resolve().parents[2]
AT = datetime(2026, 3, 31, 2, 0, tzinfo=UTC)


class Colour(StrEnum):
    """A choice of the gallery, with labels."""

    STARTED = "started"
    STUCK = "stuck"

    @property
    def label(self) -> str:
        return {Colour.STARTED: "อยู่ระหว่างดำเนินการ", Colour.STUCK: "ติดปัญหา ต้องการความช่วยเหลือ"}[self]


class GalleryForm(TrackerForm):
    """A form with every kind of field."""

    title = StringField("ชื่อเรื่อง", [Required(), Length(max=20)])
    note = TextAreaField("สรุปผลการดำเนินการ", [Length(max=4000)])
    state = RadioChoiceField("สถานะ", [Required()], choices=labelled(Colour), parse=Colour)
    unit = ChoiceField("หน่วยงาน", [Required()], parse=int, prompt="เลือกหน่วยงาน")
    helpers = ChoicesField("หน่วยงานร่วม", choices=[(1, "สำนักปลัด"), (2, "กองคลัง")], parse=int)
    done_on = DateField("วันที่แล้วเสร็จ", [Required()])
    year = FiscalYearField("ปีงบประมาณ", [Optional()])
    percent = PercentField("ความคืบหน้า (ร้อยละ)", [Required()])
    is_secret = BooleanField("ไม่เผยแพร่ต่อสาธารณะ")
    password = PasswordField("รหัสผ่าน", [Optional()])
    evidence = UploadsField("หลักฐาน", [FileKinds("pdf", "jpg"), FileNotLarger(1000)])


@dataclass(frozen=True)
class Somebody:
    """Who is signed in, as far as `base.html` looks."""

    name: str = "นางสาวสมหญิง สมมติ"
    government_name: str = "องค์การบริหารส่วนตำบลตัวอย่างพัฒนา"
    roles: frozenset[Colour] = frozenset({Colour.STARTED})


@dataclass(frozen=True)
class Entry:
    """One entry of the menu."""

    label: str
    url: str
    icon: str
    is_current: bool = False


NAVIGATION = (
    Entry("กระดานสถานะ", "/", "speedometer2", is_current=True),
    Entry("งาน", "/list", "list-check"),
    Entry("มาตรการ", "/list", "journal-text"),
    Entry("เอกสาร", "/list", "file-earmark-text"),
    Entry("รายงานผล", "/list", "file-earmark-check"),
    Entry("การแจ้งเตือน", "/list", "bell"),
    Entry("ดูแลระบบ", "/list", "gear"),
)
TASKS = [
    {
        "title": "จัดอบรมให้ความรู้ด้านการใช้ทรัพย์สินของราชการ",
        "due": date(2026, 3, 31),
        "label": "ล่าช้า 62 วัน",
        "tone": "bad",
        "percent": 10,
    },
    {
        "title": "เผยแพร่แผนการจัดซื้อจัดจ้างบนเว็บไซต์",
        "due": date(2026, 4, 30),
        "label": "อยู่ระหว่างดำเนินการ",
        "tone": "info",
        "percent": 45,
    },
    {
        "title": "สำรวจความพึงพอใจของผู้รับบริการ",
        "due": date(2026, 9, 30),
        "label": "ยังไม่ดำเนินการ",
        "tone": "neutral",
        "percent": 0,
    },
    {
        "title": "ประกาศนโยบายไม่รับของขวัญ",
        "due": date(2025, 12, 30),
        "label": "ดำเนินการแล้วเสร็จ",
        "tone": "good",
        "percent": 100,
    },
    {"title": "ทบทวนคู่มือการให้บริการ", "due": date(2026, 2, 27), "label": "รอตรวจสอบ", "tone": "warn", "percent": 90},
]
UNITS = ("สำนักปลัด", "กองคลัง", "กองช่าง", "กองการศึกษา ศาสนา และวัฒนธรรม", "หน่วยตรวจสอบภายใน")
ERRORS = {
    "not-found": NotFound("ไม่พบงานนี้"),
    "not-allowed": NotAllowed("เฉพาะผู้ประสานงานเท่านั้น"),
    "not-now": NotNow("ปีงบประมาณนี้ปิดแล้ว"),
    "not-valid": NotValid("วันสิ้นสุดอยู่ก่อนวันเริ่ม"),
    "unreadable": UnreadableDocument("เปิดไฟล์นี้ไม่ได้ เพราะมีรหัสผ่าน"),
    "too-often": TooManyRequests(retry_after=60),
    "broken": RuntimeError("secret detail"),
}


def gallery(*, is_secure: bool = False) -> Flask:
    """Make the small application."""
    app = Flask("tracker", root_path=str(ROOT / "tracker"))
    app.jinja_loader = ChoiceLoader(
        [FileSystemLoader(ROOT / "templates"), FileSystemLoader(Path(__file__).parent / "templates")]
    )
    app.config.update(SECRET_KEY="a key that only tests know about", MAX_CONTENT_LENGTH=100_000)
    CSRFProtect(app)
    headers.register(app, is_secure=is_secure)
    filters.register(app)
    error_pages.register(app)
    app.register_blueprint(assets.blueprint)
    app.register_blueprint(people)
    app.register_blueprint(reminders)
    app.register_blueprint(pages)
    app.context_processor(lambda: _context(signed_in="nobody" not in request.args))
    return app


people = Blueprint("people", __name__)
reminders = Blueprint("reminders", __name__)
pages = Blueprint("pages", __name__)


def _context(*, signed_in: bool) -> dict[str, object]:
    if not signed_in:
        return {"viewer": None, "navigation": []}
    return {"viewer": Somebody(), "navigation": NAVIGATION, "demo_time": AT}


@people.post("/sign-out")
def sign_out() -> ResponseReturnValue:
    return redirect("/", 303)


@reminders.get("/my-line", endpoint="line")
@people.get("/account")
def account() -> ResponseReturnValue:
    return redirect("/", 303)


@pages.get("/")
def components() -> ResponseReturnValue:
    if "flash" in request.args:
        flash("บันทึกความคืบหน้าแล้ว")
        flash("ระวังวันหยุดยาว", "warn")
    return render_template("gallery/components.html", tasks=TASKS, rows=_rows(), at=AT)


@pages.route("/form", methods=["GET", "POST"])
def a_form() -> ResponseReturnValue:
    form = GalleryForm()
    form.unit.offer([(7, "สำนักปลัด"), (8, "กองคลัง")])
    if request.method == "POST" and form.validate():
        if form.title.data == "ขอให้ปฏิเสธ":
            form.refuse("ปีงบประมาณนี้ปิดแล้ว")
            form.refuse("อยู่ก่อนวันเริ่มปี", at=form.done_on)
            return render_template("gallery/form.html", form=form), 422
        return render_template("gallery/saved.html", form=form)
    return render_template("gallery/form.html", form=form), 422 if request.method == "POST" else 200


@pages.get("/list")
def a_list() -> ResponseReturnValue:
    number = page_number(request.args.get("page"))
    page = Page(items=list(range(20)), number=number, size=20, total=195)
    return render_template("gallery/list.html", page=page)


@pages.route("/errors/<name>", methods=["GET", "POST"])
def an_error(name: str) -> ResponseReturnValue:
    raise ERRORS[name]


@pages.get("/raw/<name>")
def a_bad_page(name: str) -> ResponseReturnValue:
    return render_template(f"gallery/{name}.html")


def _rows() -> list[dict[str, object]]:
    return [
        {
            "label": unit,
            "url": "/list",
            "segments": [
                {"label": "เสร็จแล้ว", "count": place + 2, "tone": "good", "url": "/list"},
                {"label": "กำลังทำ", "count": 3 * (place % 3), "tone": "info", "url": "/list"},
                {"label": "รอตรวจสอบ", "count": place % 2, "tone": "warn", "url": "/list"},
                {"label": "ยังไม่เริ่ม", "count": 4 - place, "tone": "neutral", "url": ""},
                {"label": "ล่าช้า", "count": place * 2 % 5, "tone": "bad", "url": "/list"},
            ],
        }
        for place, unit in enumerate(UNITS)
    ]
