"""Every way the application says no, as a status code and a page that says how to go on."""

import logging
import secrets
from dataclasses import dataclass
from urllib.parse import urlsplit

from flask import Flask, Response, current_app, g, make_response, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, InternalServerError

from tracker import thai
from tracker.errors import NotAllowed, NotFound, NotNow, NotValid, TrackerError, UnreadableDocument
from tracker.web.filters import file_size

log = logging.getLogger(__name__)

_STATUS: dict[type[TrackerError], int] = {
    NotFound: 404,
    NotAllowed: 403,
    NotNow: 409,
    NotValid: 422,
    UnreadableDocument: 422,
    TrackerError: 400,
}
# What a page of each status is called, and what it says when the error brings no sentence of its own.
_WORDS: dict[int, tuple[str, str]] = {
    400: ("ส่งข้อมูลไม่สำเร็จ", "ข้อมูลที่ส่งมาไม่ครบถ้วน กรุณากลับไปโหลดหน้าเดิมใหม่แล้วลองอีกครั้ง"),
    403: ("ไม่มีสิทธิ์ใช้งานส่วนนี้", "ส่วนนี้เปิดให้เฉพาะผู้มีหน้าที่เกี่ยวข้อง หากคิดว่าควรใช้ได้ กรุณาติดต่อผู้ดูแลระบบ"),
    404: ("ไม่พบหน้าที่ต้องการ", "หน้านี้อาจถูกย้าย หรือที่อยู่ไม่ถูกต้อง กรุณาตรวจสอบที่อยู่หรือเริ่มจากหน้าแรก"),
    405: ("เปิดหน้านี้โดยตรงไม่ได้", "กรุณากลับไปหน้าแรกแล้วทำรายการจากเมนู"),
    409: ("ทำรายการนี้ไม่ได้ในขณะนี้", "ข้อมูลเปลี่ยนไปแล้ว กรุณาโหลดหน้าเดิมใหม่แล้วตรวจสอบอีกครั้ง"),
    413: ("ไฟล์ใหญ่เกินไป", "กรุณาย่อขนาดไฟล์หรือแบ่งส่งทีละไฟล์แล้วลองอีกครั้ง"),
    415: ("ไม่รองรับข้อมูลชนิดนี้", "กรุณากลับไปหน้าเดิมแล้วลองอีกครั้ง"),
    422: ("ใช้ข้อมูลนี้ไม่ได้", "กรุณาตรวจสอบข้อมูลแล้วลองอีกครั้ง"),
    429: ("ทำรายการถี่เกินไป", "เพื่อความปลอดภัย กรุณารอสักครู่แล้วลองอีกครั้ง"),
    500: ("ระบบขัดข้อง", "ระบบบันทึกเหตุการณ์ไว้แล้ว กรุณาลองอีกครั้ง หากยังพบปัญหา โปรดแจ้งหมายเลขอ้างอิงนี้แก่ผู้ดูแลระบบ"),
}
_EXPIRED = (
    "หน้านี้หมดอายุแล้ว",
    "ระบบยังไม่ได้บันทึกข้อมูล กรุณากลับไปหน้าเดิม โหลดหน้าใหม่ แล้วส่งอีกครั้ง",
)
_KEEPS_WHAT_WAS_TYPED = frozenset({400, 403, 409, 422})
_PRIVATE_WORDS = ("password", "token", "secret", "code")
_PRIVATE_NAMES = frozenset({"current", "new", "again"})  # The passwords of the page that changes one.
_LONGEST_KEPT = 10_000


@dataclass(frozen=True)
class Refusal:
    """What one error page shows."""

    status: int
    title: str
    sentence: str


def register(app: Flask) -> None:
    """Answer each kind of error with its page."""
    app.register_error_handler(TrackerError, _refused)
    app.register_error_handler(CSRFError, _expired)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(InternalServerError, _failed)


def _refused(error: TrackerError) -> ResponseReturnValue:
    status = next(_STATUS[kind] for kind in type(error).__mro__ if kind in _STATUS)
    title, sentence = _WORDS[status]
    return _page(Refusal(status, title, str(error) or sentence))


def _expired(_error: CSRFError) -> ResponseReturnValue:
    return _page(Refusal(400, *_EXPIRED))


def _http_error(error: HTTPException) -> ResponseReturnValue:
    if error.code is None or error.code < 400:
        return error  # A redirect, or a response somebody aborted with.
    status = error.code
    title, sentence = _WORDS.get(status, _WORDS[500 if status >= 500 else 400])
    limit = current_app.config["MAX_CONTENT_LENGTH"]
    if status == 413 and limit:
        sentence = f"ส่งได้ครั้งละไม่เกิน {file_size(limit)} {sentence}"
    page = _page(Refusal(status, title, sentence))
    for name, value in error.get_headers():
        if name in {"Allow", "Retry-After", "WWW-Authenticate"}:
            page.headers[name] = value
    return page


def _failed(error: InternalServerError) -> ResponseReturnValue:
    """Show the last resort: a page that needs no database, and never a traceback."""
    reference = g.get("request_id") or secrets.token_hex(6)
    cause = error.original_exception or error
    log.error("request_failed", extra={"request_id": reference, "path": request.path, "kind": type(cause).__name__})
    title, sentence = _WORDS[500]
    template = current_app.jinja_env.get_template("errors/failed.html")
    body = template.render(refusal=Refusal(500, title, sentence), reference=reference)
    return make_response(body, 500)


def _page(refusal: Refusal) -> Response:
    kept = _what_was_typed() if refusal.status in _KEEPS_WHAT_WAS_TYPED else []
    body = render_template("errors/refused.html", refusal=refusal, kept=kept, back_url=_way_back())
    return make_response(body, refusal.status)


def _way_back() -> str | None:
    """Return the page of ours the person came from, if the browser tells."""
    came_from = urlsplit(request.referrer or "")
    if (
        came_from.netloc != request.host
        or came_from.path.startswith("//")
        or (came_from.path == request.path and request.method == "GET")
    ):
        return None
    return came_from.path + (f"?{came_from.query}" if came_from.query else "")


def _what_was_typed() -> list[str]:
    """Return the texts of a refused form, so that nobody has to write them a second time."""
    if request.method != "POST":
        return []
    texts = [
        thai.clean(value)[:_LONGEST_KEPT]
        for name, value in request.form.items(multi=True)
        if name not in _PRIVATE_NAMES and not any(word in name for word in _PRIVATE_WORDS)
    ]
    return [text for text in texts if " " in text or "\n" in text or len(text) > 20]
