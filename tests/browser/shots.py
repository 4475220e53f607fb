"""Pictures of finished pages, to be looked at: wide, on a phone, and on paper.

python tests/browser/shots.py reports_out build/shots
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright
from visiting import FLAGS, NAMES, SETTLED

WIDTHS = {"wide": 1280, "phone": 390}


def shoot(browser: Any, page: Path, out: Path) -> None:
    """Write PAGE-wide.png, PAGE-phone.png and PAGE.pdf."""
    for name, width in WIDTHS.items():
        context = browser.new_context(viewport={"width": width, "height": 900}, offline=True)
        tab = context.new_page()
        tab.goto(page.as_uri())
        tab.wait_for_function(SETTLED)
        tab.screenshot(path=out / f"{page.stem}-{name}.png", full_page=True)
        if name == "wide":
            tab.pdf(path=out / f"{page.stem}.pdf", prefer_css_page_size=True)
        context.close()


def main(pages: Path, out: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        sys.exit("no Chromium on this machine: install chromium, or name it in CHROMIUM")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        for page in sorted(pages.resolve().glob("*.html")):
            shoot(browser, page, out)
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
