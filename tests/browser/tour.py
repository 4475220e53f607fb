"""The pictures of the README's tour, taken from the sample: python tests/browser/tour.py FOLDER."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from lab import ROOT, Visit, notebooks_in, running
from playwright.sync_api import sync_playwright

import workbench as wb

_SAMPLE = [ROOT / "data" / "sample" / name for name in ("retold", "model")]


def pictures(lab: str, browser: Any, out: Path) -> None:
    """Views, tables, and a report with its number in sight."""
    visit = Visit.to(lab, browser, width=1240, height=900)
    visit.page.keyboard.press("Control+b")
    visit.type_place("示例县", "990121，[0-9]+份；")
    visit.brush(0, 3, 5, of=9)
    visit.told("只看 2019–2021年")
    _shoot(visit, visit.page.locator(".wbx").first, out / "explore.png")
    visit.button("取消刷选").click()
    visit.told("在图上拖动，或移到图上")
    visit.region("表格：数字").locator("a").first.click()
    visit.region("报告原文").locator(".wbx-target").first.wait_for()
    visit.page.locator("a.wbx-figure").first.click()
    visit.told("数字：")
    _shoot(visit, visit.page.get_by_text("报告原文与复核"), out / "read.png")
    visit.close()


def _shoot(visit: Visit, element: Any, path: Path) -> None:
    """What stands below the head of ``element``, as much as fits."""
    element.evaluate("element => element.scrollIntoView({ block: 'start' })")
    visit.page.locator(".jp-Notebook").screenshot(path=path)


def main(out: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix="workbench-") as folder:
        project, home = Path(folder, "project"), Path(folder, "home")
        home.mkdir()
        wb.build(_SAMPLE, out=project / "data" / "corpus")
        with running(notebooks_in(project), home) as lab, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path="/usr/bin/chromium")
            pictures(lab, browser, out)
            browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
