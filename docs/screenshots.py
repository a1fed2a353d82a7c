"""Take the pictures of the page that speechtree makes: `python docs/screenshots.py`. It needs Playwright and Chromium."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from playwright.sync_api import Browser, Page, sync_playwright

from speechtree.cli import main as speechtree

DOCS = Path(__file__).parent
IMAGES = DOCS / "images"
EXAMPLES = DOCS.parent / "examples"


def opened(browser: Browser, page: Path, example: str, head: str, scheme: Literal["light", "dark"]) -> Page:
    """The page of an example in a window, at a head."""
    speechtree(["--lang", "zh", "--out", str(page), str(EXAMPLES / example)])
    window = browser.new_page(viewport={"width": 1080, "height": 600}, color_scheme=scheme)
    window.goto(page.as_uri())
    window.locator(".outline li > a", has_text=head).click()
    window.wait_for_timeout(500)  # until colours have faded in
    return window


def main() -> None:
    """Write the pictures."""
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if chromium is None:
        sys.exit("Chromium is not installed")
    with TemporaryDirectory() as folder, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        light = opened(browser, Path(folder) / "deep.html", "deep.txt", "分类做工作", "light")
        dark = opened(browser, Path(folder) / "compilation.html", "compilation.txt", "打好改厕所战役", "dark")
        light.screenshot(path=IMAGES / "page.png")
        dark.screenshot(path=IMAGES / "page-dark.png")
        light.keyboard.press("m")
        light.screenshot(path=IMAGES / "mindmap.png")
        browser.close()
    for name in ("page", "page-dark", "mindmap"):
        print(f"docs/images/{name}.png: {(IMAGES / f'{name}.png').stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
