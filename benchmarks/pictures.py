"""Takes the pictures of the documentation from a running demo: python -m benchmarks.pictures http://127.0.0.1:8000.

The demo must be fresh (31 March 2569); everything shown is its fictional office. A coordinator uploads an analysis that
has been made to contradict itself in places, so that the review page has something to review.
"""

import sys
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page

import tracker.demo
from tests.chromium import WIDTHS, chromium
from tracker.demo.accounts import PASSWORD

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "pictures"
ANALYSIS = Path(tracker.demo.__file__).with_name("analysis.txt")
LARGEST = 300_000
TALLEST = {360: 1900, 1280: 1500}
_NAME = "การวิเคราะห์ผล ITA ฉบับร่าง.txt"
# What the analysis for the picture says otherwise than the demo's: flags a reader should raise.
_CHANGES = {
    "เมษายน ๒๕๖๙\tกองสวัสดิการสังคม": "๓๐ เมษายน ๒๕๖๙ – ๑ เมษายน ๒๕๖๙\tกองสวัสดิการสังคม",
    "มีนาคม ๒๕๖๙\tสำนักปลัด": "มีนาคม ๒๕๖๗\tสำนักปลัด",
    "พฤษภาคม ๒๕๖๙\tกองการศึกษา ศาสนาและวัฒนธรรม": "\tคณะทำงานเว็บไซต์",
}


@dataclass(frozen=True)
class Picture:
    """One page as one person sees it; `start` is the element at the top of the picture."""

    name: str
    username: str
    path: str
    start: str = ""


def main() -> None:
    """Take every picture."""
    address = sys.argv[1].rstrip("/")
    FOLDER.mkdir(parents=True, exist_ok=True)
    with chromium() as browser:
        pictures = (
            Picture("board", "mayor", "/board/"),
            Picture("task", "finance", _a_task(_signed_in(browser, address, "finance"), address)),
            Picture(
                "review",
                "plan",
                _a_document(_signed_in(browser, address, "plan"), address) + "?show=doubtful",
                start="#rows",
            ),
        )
        for width in WIDTHS:
            for picture in pictures:
                page = _signed_in(browser, address, picture.username, width=width)
                page.goto(address + picture.path, wait_until="networkidle")
                _keep(page, picture, width)


def _signed_in(browser: Browser, address: str, username: str, *, width: int = 1280) -> Page:
    page = browser.new_context(viewport={"width": width, "height": 800}, locale="th-TH").new_page()
    page.goto(f"{address}/sign-in")
    page.fill("[name=username]", username)
    page.fill("[name=password]", PASSWORD)
    page.click("main button[type=submit]")
    page.wait_for_selector(".user-menu")
    return page


def _a_task(page: Page, address: str) -> str:
    page.goto(f"{address}/tasks/?standing=late")
    return str(page.get_by_role("link", name="แจ้งเวียนและเผยแพร่ประกาศ").first.get_attribute("href"))


def _a_document(page: Page, address: str) -> str:
    """Upload the changed analysis, unless an earlier run did."""
    page.goto(f"{address}/documents/")
    known = page.get_by_role("link", name=_NAME)
    if known.count():
        return str(known.first.get_attribute("href"))
    text = ANALYSIS.read_text(encoding="utf-8")
    for printed, changed in _CHANGES.items():
        text = text.replace(printed, changed)
    page.set_input_files("input[type=file]", {"name": _NAME, "mimeType": "text/plain", "buffer": text.encode()})
    page.get_by_role("button", name="นำเข้าและอ่านเอกสาร").click()
    page.wait_for_selector(".review-row")
    return page.url.removeprefix(address).partition("#")[0]


def _keep(page: Page, picture: Picture, width: int) -> None:
    top = int(page.locator(picture.start).evaluate("e => e.getBoundingClientRect().top")) if picture.start else 0
    # A bar that floats above the window's edge would lie across the picture's middle.
    page.evaluate("document.querySelectorAll('.review-bar').forEach((bar) => bar.remove())")
    whole = Image.open(BytesIO(page.screenshot(full_page=True))).convert("RGB")
    shown = whole.crop((0, top, width, min(whole.height, top + TALLEST[width])))
    path = FOLDER / f"{picture.name}-{width}.png"
    shown.quantize(colors=256, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(path, optimize=True)
    size = path.stat().st_size
    assert size < LARGEST, f"{path.name}: {size} bytes"
    print(f"{path.name} {shown.width} × {shown.height}, {size // 1000} kB")


if __name__ == "__main__":
    main()
