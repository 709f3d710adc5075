"""The headers every answer carries: what a page may load, who may frame it, and what nobody may keep."""

from flask import Flask, Response, request

_POLICY = (
    "default-src 'self'",
    "img-src 'self' data:",
    "style-src 'self'",
    "script-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
)


def policy(*, forms_lead_to: str = "") -> str:
    """Return what a page may load, and where its forms may lead besides our own pages."""
    return "; ".join((*_POLICY, f"form-action 'self' {forms_lead_to}".strip()))


_ALWAYS = {
    "Content-Security-Policy": policy(),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
_TWO_YEARS = 63_072_000
_ONE_YEAR = 31_536_000


def register(app: Flask, *, is_secure: bool) -> None:
    """Put the headers on every answer; `is_secure` says that people come over https only."""

    @app.after_request
    def add(response: Response) -> Response:
        for name, value in _ALWAYS.items():
            response.headers.setdefault(name, value)
        if is_secure:
            response.headers.setdefault("Strict-Transport-Security", f"max-age={_TWO_YEARS}; includeSubDomains")
        _say_how_long_to_keep(response)
        return response


def _say_how_long_to_keep(response: Response) -> None:
    """Let style sheets and scripts be kept; a page is kept by nobody unless its route says otherwise."""
    if (request.endpoint or "").endswith("static"):
        if response.status_code == 200 and "v" in request.args:
            response.headers["Cache-Control"] = f"public, max-age={_ONE_YEAR}, immutable"
        return
    response.headers.setdefault("Cache-Control", "private, no-store")
