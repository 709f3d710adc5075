"""The application factory: settings, database, messengers, blueprints, guards and error pages."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import structlog
from flask import Flask, Response, g, request, url_for
from flask_migrate import Migrate
from flask_wtf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from config import Config, from_process
from tracker import clock, line_webhook
from tracker.board import routes as board
from tracker.database import db, prepare
from tracker.documents import routes as documents
from tracker.files import FileStore
from tracker.health import routes as health
from tracker.measures import routes as measures
from tracker.messaging.mail import MailServer, Postman
from tracker.messaging.messenger import Messenger
from tracker.people import access
from tracker.people import queries as people_queries
from tracker.people import routes as people
from tracker.people.roles import Role
from tracker.reminders import routes as reminders
from tracker.reports import routes as reports
from tracker.secrets import SecretBox
from tracker.tasks import routes as tasks
from tracker.thai import day_of
from tracker.waking import Looking, Queueing
from tracker.web import addresses, assets, error_pages, filters, headers
from tracker.web.machinery import Machinery

ROOT = Path(__file__).resolve().parent.parent
UPLOAD_LIMIT = 25 * 1024 * 1024

log = structlog.stdlib.get_logger(__name__)

_ASSETS = ("/static/", "/assets/", "/bootstrap/", "/health")

csrf = CSRFProtect()
migrate = Migrate()

MessengerMaker = Callable[[str], Messenger]


@dataclass(frozen=True)
class NavigationItem:
    """One entry of the menu."""

    label: str
    url: str
    icon: str
    is_current: bool


# Label, endpoint, icon, and who sees it (everybody where no role is named).
_NAVIGATION: tuple[tuple[str, str, str, tuple[Role, ...]], ...] = (
    ("กระดานสถานะ", "board.show", "speedometer2", ()),
    ("งาน", "tasks.index", "list-check", ()),
    ("มาตรการ", "measures.index", "journal-text", ()),
    ("เอกสาร", "documents.index", "file-earmark-text", (Role.COORDINATOR, Role.CHIEF_ADMINISTRATOR, Role.AUDITOR)),
    ("รายงานผล", "reports.index", "file-earmark-check", reports.READERS),
    ("การแจ้งเตือน", "reminders.index", "bell", ()),
    ("ระบบปกติดีไหม", "health.show", "heart-pulse", (Role.COORDINATOR,)),
    ("ดูแลระบบ", "people.administration", "gear", (Role.ADMINISTRATOR,)),
)


def create_app(config: Config | None = None, *, messenger_maker: MessengerMaker | None = None) -> Flask:
    """Make the application; `messenger_maker` turns a channel access token into the messenger that uses it."""
    config = config or from_process()
    app = Flask("tracker", root_path=str(ROOT / "tracker"), template_folder=str(ROOT / "templates"))
    app.config.update(_flask_settings(config))
    app.extensions["config"] = config
    app.extensions["messenger_maker"] = messenger_maker or _line_messenger(config)
    app.extensions["token_issuer"] = _line_token_issuer(config)
    app.extensions["line_access_host"] = config.line_access_host
    app.extensions["machinery"] = Machinery(
        files=FileStore(config.storage_url),
        secrets=SecretBox(config.secret_key),
        base_url=config.base_url,
        cache=config.home / "cache",
        waker=Queueing() if config.jobs == "procrastinate" else Looking(),
        postman=Postman(MailServer.at(config.smtp_url)) if config.smtp_url else None,
    )
    if config.is_secure:
        # Behind a proxy that ends TLS; only its last word about the visitor's address and scheme is believed.
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=1, x_proto=1, x_host=1)  # type: ignore[method-assign]
    db.init_app(app)
    migrate.init_app(app, db, directory=str(ROOT / "migrations"), render_as_batch=True)
    with app.app_context():
        prepare(db.engine)
    _register_doors(app, config)
    return app


def _flask_settings(config: Config) -> dict[str, object]:
    return {
        "SECRET_KEY": config.secret_key,
        "SQLALCHEMY_DATABASE_URI": config.database_url,
        "MAX_CONTENT_LENGTH": UPLOAD_LIMIT,
        "MAX_FORM_MEMORY_SIZE": 2 * 1024 * 1024,
        "SESSION_COOKIE_NAME": "tracker",
        "SESSION_COOKIE_SECURE": config.is_secure,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "PERMANENT_SESSION_LIFETIME": timedelta(days=14),
        # A page left open over lunch must still save: the token lives as long as the session.
        "WTF_CSRF_TIME_LIMIT": None,
        "WTF_CSRF_SSL_STRICT": False,
        "BOOTSTRAP_SERVE_LOCAL": True,
    }


def _line_messenger(config: Config) -> MessengerMaker:
    def make(access_token: str) -> Messenger:
        # The SDK takes a second and 70 MB to import: only the process that speaks to LINE pays for it.
        from tracker.messaging.line import LineMessenger

        return LineMessenger(access_token, host=config.line_api_host, proxy=config.line_proxy)

    return make


def _line_token_issuer(config: Config) -> Callable[[str, str], str]:
    def issue(channel_id: str, secret: str) -> str:
        from tracker.messaging.tokens import issue_token  # The SDK, as above.

        return issue_token(channel_id, secret, host=config.line_api_host, proxy=config.line_proxy).access_token

    return issue


def _register_doors(app: Flask, config: Config) -> None:
    app.after_request(_close_door)
    app.before_request(_open_door)  # First, so that even a refused form's page knows what day it is.
    csrf.init_app(app)
    access.register(app)
    addresses.register(app)
    headers.register(app, is_secure=config.is_secure)
    filters.register(app)
    error_pages.register(app)
    app.register_blueprint(assets.blueprint)
    for feature in (people, documents, measures, tasks, reminders, board, reports, health):
        for blueprint in feature.blueprints:
            app.register_blueprint(blueprint)
    app.register_blueprint(line_webhook.blueprint)
    csrf.exempt(line_webhook.blueprint)  # LINE signs each request instead.
    app.context_processor(_page_context)


def _open_door() -> None:
    """Read the clock once for this request; a demo database lives in its own time."""
    g.request_id = secrets.token_hex(6)
    structlog.contextvars.clear_contextvars()
    structlog.contextvars.bind_contextvars(request_id=g.request_id, path=request.path, method=request.method)
    g.demo_offset = None
    if not request.path.startswith(_ASSETS):
        g.demo_offset = people_queries.demo_offset()
    clock.run_ahead_by(g.demo_offset or timedelta(0))
    g.now = clock.now()
    g.today = day_of(g.now)


def _close_door(response: Response) -> Response:
    """Write the access log: when, who, from where, what, and how it ended."""
    if not request.path.startswith(_ASSETS):
        who = access.viewer_or_none() if "now" in g else None
        log.info(
            "request_finished",
            status=response.status_code,
            person_id=None if who is None else who.person_id,
            address=request.remote_addr,
        )
    return response


def _page_context() -> dict[str, object]:
    who = access.viewer_or_none()
    return {
        "viewer": who,
        "today": g.today,
        "now": g.now,
        "demo_time": g.now if g.demo_offset is not None else None,
        "navigation": [] if who is None else _navigation(who.roles),
    }


def _navigation(roles: frozenset[Role]) -> list[NavigationItem]:
    # The page of the LINE channel is one of administration's, wherever it lives.
    here = request.path.replace("/reminders/channel", "/administration", 1)
    entries = [entry for entry in _NAVIGATION if not entry[3] or roles.intersection(entry[3])]
    urls = {endpoint: url_for(endpoint) for _, endpoint, _, _ in entries}
    current = max((url for url in urls.values() if here.startswith(url.rstrip("/"))), key=len, default="")
    return [
        NavigationItem(label, urls[endpoint], icon, urls[endpoint] == current) for label, endpoint, icon, _ in entries
    ]
