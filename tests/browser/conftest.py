"""A real Chromium with the network cut, and a visitor that writes down all that a page does."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import specimens
from visiting import FLAGS, NAMES, SETTLED, Visit


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
    """Open a file with the network cut; close what was opened when the test ends.

    Of the files beside it a page gets other pages, and style and scripts where it is ``site``'s.
    """
    contexts: list[Any] = []

    def open_file(
        path: Path, *, width: int = 1280, script: bool = True, site: bool = False
    ) -> Visit:
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
            shared = site and route.request.resource_type in ("script", "stylesheet")
            if local and (shared or route.request.is_navigation_request()):
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


@pytest.fixture(scope="session")
def shared_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same pages as a site, whose style and scripts lie beside them."""
    folder = tmp_path_factory.mktemp("shared")
    specimens.write(folder, site=True)
    return folder
