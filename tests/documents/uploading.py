"""Handing documents in as a person does, and letting the machine read them as the job does."""

import io

from jobs.analyse_documents import analyse_documents
from tests.browser import Browser, Page
from tests.builders import the_system
from tracker import clock
from tracker.health.service import Summary
from tracker.people.viewer import System


def upload(browser: Browser, content: bytes, name: str, status: int = 200) -> Page:
    """Hand in one file; the page that comes back says that it is being read."""
    page = browser.visit("/documents/")
    return browser.submit(page, "/documents/upload", {"file": (io.BytesIO(content), name)}, status=status)


def read_waiting(system: System | None = None) -> Summary:
    """Let the machine read what waits."""
    return analyse_documents(system or the_system(), clock.now())


def upload_and_read(browser: Browser, content: bytes, name: str) -> Page:
    """Hand in one file and open its page once the machine has read it."""
    waiting = upload(browser, content, name)
    read_waiting()
    return browser.visit(waiting.url)
