"""Take the pictures of the page that speechtree makes: `python docs/screenshots.py`. It needs Playwright and Chromium."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from playwright.sync_api import Browser, Page, sync_playwright

from speechtree import parse_file
from speechtree.writers import write_html

DOCS = Path(__file__).parent
IMAGES = DOCS / "images"
EXAMPLE = DOCS.parent / "examples" / "deep.txt"
HEAD = "分类做工作"  # the point that is shown


def opened(browser: Browser, page: Path, scheme: Literal["light", "dark"]) -> Page:
    """The page in a window, at the point."""
    window = browser.new_page(viewport={"width": 1180, "height": 720}, color_scheme=scheme)
    window.goto(page.as_uri())
    window.locator(".outline li > a", has_text=HEAD).click()
    window.wait_for_timeout(500)  # until colours have faded in
    return window


def main() -> None:
    """Write the pictures."""
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if chromium is None:
        sys.exit("Chromium is not installed")
    with TemporaryDirectory() as folder, sync_playwright() as driver:
        page = Path(folder) / "page.html"
        page.write_text(write_html(parse_file(EXAMPLE, keep_text=True), language="zh"), encoding="utf-8")
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        light, dark = opened(browser, page, "light"), opened(browser, page, "dark")
        light.screenshot(path=IMAGES / "page.png")
        dark.screenshot(path=IMAGES / "page-dark.png")
        light.keyboard.press("m")
        light.screenshot(path=IMAGES / "mindmap.png")
        browser.close()
    for name in ("page", "page-dark", "mindmap"):
        print(f"docs/images/{name}.png: {(IMAGES / f'{name}.png').stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
