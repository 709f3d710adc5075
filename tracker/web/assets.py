"""What pages load besides our own style sheets: the typeface and icons of installed packages, and Bootstrap."""

import hashlib
import re
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any, cast

import fontpkg
from flask import Blueprint, Response, current_app, url_for
from flask.blueprints import BlueprintSetupState
from flask_bootstrap import Bootstrap5
from markupsafe import Markup

from tracker.errors import NotFound

blueprint = Blueprint("assets", __name__)

_ONE_YEAR = 31_536_000
_WEIGHTS = (400, 600, 700)
_SYMBOL = re.compile(r'<symbol[^>]*\bid="([a-z0-9-]+)"[^>]*>(.*?)</symbol>', re.DOTALL)


@blueprint.get("/assets/sarabun-<int:weight>.ttf")
def sarabun(weight: int) -> Response:
    """Send one weight of Sarabun out of the installed font package."""
    if weight not in _WEIGHTS:
        raise NotFound("ไม่มีแบบอักษรที่ขอ")
    response = Response(_font(weight), mimetype="font/ttf")
    response.headers["Cache-Control"] = f"public, max-age={_ONE_YEAR}, immutable"
    return response


# Everybody may have the typeface; access control lives on a higher floor and reads this mark.
cast(Any, sarabun).admits = "public"


@blueprint.record_once
def _offer_to_templates(state: BlueprintSetupState) -> None:
    """Serve Bootstrap from its wheel and give templates `icon` and `versioned`."""
    app = cast(Any, state.app)
    app.config["BOOTSTRAP_SERVE_LOCAL"] = True
    if "bootstrap" not in app.extensions:
        Bootstrap5(app)
    app.jinja_env.globals.update(icon=icon, versioned=versioned)


def icon(name: str) -> Markup:
    """Draw one icon of Bootstrap Icons inline, so that a page loads no megabyte of others.

    It is decoration: words beside it say the same.
    """
    shape = _symbols()[name]
    # The shapes come from the installed package, never from a person.
    return Markup(  # noqa: S704
        f'<svg class="icon" viewBox="0 0 16 16" fill="currentColor" aria-hidden="true" focusable="false">{shape}</svg>'
    )


def versioned(filename: str) -> str:
    """Return the address of one of our static files; it changes when the file does, so browsers may keep it."""
    path = Path(cast(str, current_app.static_folder)) / filename
    return url_for("static", filename=filename, v=_fingerprint(path, path.stat().st_mtime_ns))


@lru_cache
def _font(weight: int) -> bytes:
    return Path(fontpkg.path("Sarabun", weight=weight)).read_bytes()


@lru_cache
def _fingerprint(path: Path, _changed_at: int) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:10]


@lru_cache
def _symbols() -> dict[str, str]:
    sprite = files("flask_bootstrap") / "static" / "bootstrap5" / "icons" / "bootstrap-icons.svg"
    return {match[1]: match[2] for match in _SYMBOL.finditer(sprite.read_text(encoding="utf-8"))}
