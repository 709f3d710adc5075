"""A person at a browser: signs in, presses what is on the page, and complains of what a person would complain of."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Download, Locator, Page, expect

from tests.chromium import is_too_wide, small_targets, watched_page
from tracker.database import db
from tracker.people.models import Person
from tracker.people.signing_in import hash_password

PASSWORD = "คำผ่านของ-test-2569"
PATIENCE = 15_000  # milliseconds; the machine may be busy with other tests


class Visitor:
    """A person in front of a page."""

    def __init__(self, page: Page, complaints: list[str], address: str) -> None:
        self.page = page
        self.complaints = complaints
        self.address = address
        self.main = page.get_by_role("main")

    def check(self) -> None:
        """Complain of errors, of a page wider than the screen, and of targets too small for a thumb."""
        assert self.complaints == [], self.page.url
        assert not is_too_wide(self.page), self.page.url
        assert small_targets(self.page) == [], self.page.url

    def sign_in(self, person: Person, *, on: str) -> None:
        """Sign in with username and password, as anybody does."""
        person.password_hash = hash_password(PASSWORD)
        db.session.commit()
        self.page.goto(self.address)
        self.type("ชื่อผู้ใช้", person.username)
        self.type("รหัสผ่าน", PASSWORD)
        self.press("เข้าสู่ระบบ", on=on)

    def go(self, words: str, *, on: str) -> None:
        """Follow an entry of the menu, which a phone folds away."""
        folded = self.page.locator(".navigation-narrow summary")
        if folded.is_visible():
            folded.click()
        self.page.locator("nav a:visible", has_text=words).click()
        self.arrive(on)

    def follow(self, words: str, *, on: str) -> None:
        """Press a link of the page's content."""
        self.main.get_by_role("link", name=words).first.click()
        self.arrive(on)

    def press(self, words: str, *, on: str) -> None:
        """Press a button of the page's content."""
        self.button(words).click()
        self.arrive(on)

    def is_refused(self, words: str, *, pressing: str) -> None:
        """Press a button; the same page comes back and says what to do."""
        self.button(pressing).click()
        expect(self.page.locator(".error-summary")).to_contain_text(words, timeout=PATIENCE)
        # A refused form answers 422, which the browser's console calls an error.
        assert [complaint for complaint in self.complaints if "422" not in complaint] == []
        self.complaints.clear()
        self.check()

    def button(self, words: str) -> Locator:
        """Return the first button of that name."""
        return self.main.get_by_role("button", name=words).first

    def type(self, label: str, text: str) -> None:
        """Type into a field."""
        self.main.get_by_label(label).first.fill(text)

    def choose(self, label: str, option: str) -> None:
        """Choose from a list by its words."""
        self.main.get_by_label(label).first.select_option(label=option)

    def attach(self, label: str, path: Path) -> None:
        """Choose a file of this machine."""
        self.main.get_by_label(label).first.set_input_files(path)

    def arrive(self, heading: str) -> None:
        """Wait for the page of that heading, and look at it."""
        expect(self.page.get_by_role("heading", level=1)).to_contain_text(heading, timeout=PATIENCE)
        self.page.wait_for_load_state()
        self.check()

    def reads(self, words: str) -> None:
        """Find words in the page's content."""
        expect(self.main).to_contain_text(words, timeout=PATIENCE)

    def downloads(self, target: Locator) -> Download:
        """Press something that brings a file."""
        with self.page.expect_download(timeout=2 * PATIENCE) as waiting:
            target.click()
        return waiting.value


@contextmanager
def a_visitor(browser: Browser, address: str, *, width: int, scripts: bool = True) -> Iterator[Visitor]:
    """Open a browser of a width for a person; at the end nothing may have gone wrong unseen."""
    with watched_page(browser, width=width, scripts=scripts) as (page, complaints):
        page.set_default_timeout(PATIENCE)
        yield Visitor(page, complaints, address)
        assert complaints == []
