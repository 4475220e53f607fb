"""A real Chromium with the network cut, and a visitor that writes down all that a page does."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import specimens

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
FLAGS = [
    *("--no-sandbox", "--disable-gpu", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync", "--disable-dev-shm-usage"),
]
#: Resolves once every chart has been drawn or has failed.
SETTLED = "() => [...document.querySelectorAll('[data-spec]')].every((e) => e.dataset.state)"


@dataclass
class Visit:
    """An open page, and what it asked for, complained of and asked the reader."""

    page: Any
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)

    def hear(self, message: Any) -> None:
        """Keep errors; Vega-Lite's warnings say only which of its defaults it takes."""
        if message.type == "error":
            self.complaints.append(message.text)

    def charts(self) -> list[dict[str, Any]]:
        """Each chart's state, the marks that were drawn, and the words that stand there."""
        found: list[dict[str, Any]] = self.page.evaluate(
            """() => [...document.querySelectorAll('[data-spec]')].map((place) => ({
                state: place.dataset.state,
                marks: place.querySelectorAll('svg path, svg text, svg line').length,
                words: place.innerText + (place.querySelector('[title]')?.title ?? ''),
            }))"""
        )
        return found

    def overflow(self) -> int:
        """By how many pixels the page is wider than its window."""
        pixels: int = self.page.evaluate(
            "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        return pixels


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Chromium; without one the tests skip and say so, or fail where REQUIRE_BROWSER=1."""
    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        lacking = "no Chromium on this machine: install chromium, or name it in CHROMIUM"
        if os.environ.get("REQUIRE_BROWSER") == "1":
            pytest.fail(lacking)
        pytest.skip(lacking)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def visit(browser: Any) -> Iterator[Callable[..., Visit]]:
    """Open a file with the network cut; close what was opened when the test ends."""
    contexts: list[Any] = []

    def open_file(path: Path, *, width: int = 1280, script: bool = True) -> Visit:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            java_script_enabled=script,
            offline=True,
            reduced_motion="reduce",
            locale="zh-CN",
        )
        contexts.append(context)
        made = Visit(context.new_page())
        folder = path.parent.as_uri()

        def answer(route: Any) -> None:
            made.requests.append(route.request.url)
            local = route.request.url.split("#")[0].startswith(f"{folder}/")
            if local and route.request.is_navigation_request():
                route.continue_()
            else:
                route.abort()

        context.route("**/*", answer)
        made.page.on("pageerror", lambda error: made.complaints.append(str(error)))
        made.page.on("console", made.hear)
        made.page.on("dialog", lambda box: (made.dialogs.append(box.message), box.dismiss()))
        made.page.goto(path.as_uri())
        if script:
            made.page.wait_for_function(SETTLED)
        return made

    yield open_file
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def specimen(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the pages of :mod:`specimens`."""
    folder = tmp_path_factory.mktemp("specimens")
    specimens.write(folder)
    return folder
