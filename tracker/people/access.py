"""Who is asking, and who may: each route says so with `@allow`, `@everyone` or `@public`."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar, cast

from flask import Flask, abort, current_app, g, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user

from tracker.errors import NotAllowed
from tracker.people import queries, signing_in
from tracker.people.roles import Role
from tracker.people.viewer import Viewer

View = TypeVar("View", bound=Callable[..., ResponseReturnValue])

_PUBLIC = "public"
_EVERYONE = "everyone"


@dataclass(frozen=True)
class SignedIn(UserMixin):  # type: ignore[misc]
    """The session of a signed-in person, as Flask-Login keeps it: its id is the session's token."""

    viewer: Viewer
    token: str

    def get_id(self) -> str:
        """Return what the cookie holds."""
        return self.token


def public(view: View) -> View:
    """Let anybody in, signed in or not."""
    return _admit(view, _PUBLIC)


def everyone(view: View) -> View:
    """Let every signed-in person in."""
    return _admit(view, _EVERYONE)


def allow(*roles: Role) -> Callable[[View], View]:
    """Let in those who hold one of the roles today."""
    return lambda view: _admit(view, frozenset(roles))


def viewer() -> Viewer:
    """Return who is signed in; only for routes that are not public."""
    if not current_user.is_authenticated:
        raise NotAllowed("กรุณาเข้าสู่ระบบก่อน")
    return cast(SignedIn, current_user).viewer


def viewer_or_none() -> Viewer | None:
    """Return who is signed in, or nobody."""
    return viewer() if current_user.is_authenticated else None


def remember(token: str) -> None:
    """Make this browser the signed-in one; the session begins anew so that an older cookie is worth nothing."""
    session.clear()
    login_user(_load(token))
    session.permanent = True


def forget() -> str:
    """Sign this browser out; return the token whose session is to be ended."""
    token = cast(SignedIn, current_user).token if current_user.is_authenticated else ""
    logout_user()
    session.clear()
    return token


def session_token() -> str:
    """Return the token of the signed-in session."""
    return cast(SignedIn, current_user).token


def register(app: Flask) -> None:
    """Guard every endpoint of the application."""
    manager = LoginManager(app)
    manager.session_protection = None  # Sessions are rows that can be revoked; an address may change on a phone.
    manager.user_loader(_load)
    app.before_request(_guard)


def _load(token: str) -> SignedIn | None:
    found = queries.viewer_of_session(signing_in.hash_of(token), at=g.now, on=g.today)
    return None if found is None else SignedIn(found, token)


def _admit(view: View, who: object) -> View:
    cast(Any, view).admits = who
    return view


def _guard() -> ResponseReturnValue | None:
    if request.endpoint is None:
        return None  # No such page: the 404 of the router says so.
    view = current_app.view_functions[request.endpoint]
    admits = getattr(view, "admits", None)
    if admits == _PUBLIC or (request.endpoint.rpartition(".")[2] == "static"):
        return None
    if admits is None:
        abort(500)  # A route that does not say who may is a mistake, and open to nobody.
    if not current_user.is_authenticated:
        return redirect(url_for("people.sign_in", next=request.full_path if request.method == "GET" else None), 303)
    who = viewer()
    if who.must_change_password and request.endpoint not in {"people.first_password", "people.sign_out"}:
        return redirect(url_for("people.first_password"), 303)
    if admits != _EVERYONE and not who.roles.intersection(cast(frozenset[Role], admits)):
        raise NotAllowed("หน้านี้เปิดให้เฉพาะผู้มีหน้าที่เกี่ยวข้อง หากคิดว่าควรเห็น กรุณาติดต่อผู้ดูแลระบบ")
    return None
