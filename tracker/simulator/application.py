"""Build the simulator: LINE's API for anybody who has a token, control and phones for this machine only."""

import ipaddress
from pathlib import Path

from flask import Flask, Response, jsonify, request
from flask.typing import ResponseReturnValue
from jinja2 import StrictUndefined
from werkzeug.exceptions import HTTPException, MethodNotAllowed, NotFound

from tracker.simulator import admin, api, group_control, linking
from tracker.simulator.answers import Refused
from tracker.simulator.api.door import unknown_operation
from tracker.simulator.cutting import CuttingConnections
from tracker.simulator.phone import group_chat, wording
from tracker.simulator.phone import routes as phone
from tracker.simulator.store import Store

_TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
_MOST_BYTES = 32 * 1024 * 1024
_API_PATHS = ("/v2/", "/oauth2/")
_POLICY = "default-src 'self'; img-src 'self' https: data:; frame-ancestors 'none'; base-uri 'none'"


def create_simulator(database_path: Path) -> Flask:
    """Build the simulator on its own SQLite file, which is made when it is not there."""
    application = Flask("tracker.simulator", template_folder=str(_TEMPLATES), static_folder="static")
    application.config["MAX_CONTENT_LENGTH"] = _MOST_BYTES
    application.config["PROPAGATE_EXCEPTIONS"] = False
    application.jinja_env.undefined = StrictUndefined
    application.jinja_env.filters.update(wording.FILTERS)
    application.json.ensure_ascii = False  # type: ignore[attr-defined]
    application.extensions["simulator"] = Store(database_path)
    for part in (api, admin, group_control, linking, phone, group_chat):
        application.register_blueprint(part.blueprint)
    application.before_request(_refuse_strangers)
    application.after_request(_guard)
    application.register_error_handler(Refused, _refusal)
    application.register_error_handler(HTTPException, _http_error)
    application.wsgi_app = CuttingConnections(application.wsgi_app)  # type: ignore[method-assign]
    return application


def _refuse_strangers() -> ResponseReturnValue | None:
    """Let only this machine see phones and control: by address, by the name asked for, by the page that posts."""
    if request.path.startswith(_API_PATHS):
        return None
    origin = request.headers.get("Origin")
    is_own_page = origin is None or origin == request.host_url.rstrip("/")
    if _is_loopback(request.remote_addr) and _is_loopback(request.host.rsplit(":", 1)[0]) and is_own_page:
        return None
    return jsonify(message="Only this machine may look here"), 403


def _is_loopback(name: str | None) -> bool:
    if name == "localhost":
        return True
    try:
        return name is not None and ipaddress.ip_address(name.strip("[]")).is_loopback
    except ValueError:
        return False


def _guard(response: Response) -> Response:
    response.headers["X-Content-Type-Options"] = "nosniff"
    if not request.path.startswith(_API_PATHS):
        response.headers["Content-Security-Policy"] = _POLICY
        # A page without any referrer posts its forms with the origin `null`, which would look like a stranger's.
        response.headers["Referrer-Policy"] = "same-origin"
        response.headers.setdefault("Cache-Control", "no-store")
    return response


def _refusal(refusal: Refused) -> ResponseReturnValue:
    return jsonify(refusal.as_answer().body), refusal.status


def _http_error(error: HTTPException) -> ResponseReturnValue:
    if request.path.startswith(_API_PATHS) and isinstance(error, NotFound | MethodNotAllowed):
        return unknown_operation(error.code or 404)
    return jsonify(message=error.name), error.code or 500
