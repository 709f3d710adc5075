"""A real Chromium on a real address of this machine, for what only a real browser can tell."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, sync_playwright
from werkzeug.serving import make_server

_PROGRAMS = ("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
WIDTHS = (360, 1280)


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start Chromium; a person without it is told loudly, in CI that is a failure."""
    program = next((path for path in _PROGRAMS if Path(path).exists()), None)
    if program is None:
        if os.environ.get("CI") == "true":
            pytest.fail("Chromium MISSING: install it (Debian: apt install chromium)")
        pytest.skip("Chromium MISSING: pages are not tried in a real browser (Debian: apt install chromium)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=_ARGUMENTS)
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def served(app: Flask, *, port: int = 0) -> Iterator[str]:
    """Serve an application on a port of this machine, a free one unless told otherwise; yield its address."""
    server = make_server("127.0.0.1", port, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def watched_page(browser: Browser, *, width: int, scripts: bool = True) -> Iterator[tuple[Page, list[str]]]:
    """Open a page of a width; also yield what it complains about: console errors, refused loads, broken scripts."""
    context = browser.new_context(viewport={"width": width, "height": 800}, java_script_enabled=scripts, locale="th-TH")
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    try:
        yield page, complaints
    finally:
        context.close()


_SMALL_TARGETS = """() => [...document.querySelectorAll('a, button, summary, select, input:not([type=hidden])')]
  .filter((item) => item.checkVisibility() && !item.matches('.skip-link, .choice-input'))
  .map((item) => [item.textContent.trim() || item.name, item.getBoundingClientRect()])
  .filter(([, box]) => box.height > 0 && box.height < 44)
  .map(([words, box]) => `${words}: ${Math.round(box.width)} × ${Math.round(box.height)}`)"""


def is_too_wide(page: Page) -> bool:
    """Tell whether the page must be moved sideways to be read."""
    return bool(page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))


def small_targets(page: Page) -> list[str]:
    """Return what is too small for a thumb: under 44 pixels high."""
    return list(page.evaluate(_SMALL_TARGETS))
