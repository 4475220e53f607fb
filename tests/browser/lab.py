"""A real JupyterLab on loopback with a project of its own, and a browser that reaches it alone."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
#: What `make lab` starts JupyterLab with: Chinese, no news fetched, cells from the explorer.
LAB = (
    f"--LabApp.app_settings_dir={ROOT / 'workbench' / 'display' / 'explorer' / 'lab'}",
    "--LabApp.expose_app_in_browser=True",
)
SECONDS = 60
_FOLDERS = ("HOME", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR")
_OPTIONS = (
    "--no-browser", "--allow-root", "--ServerApp.ip=127.0.0.1", "--ServerApp.port_retries=0",
    "--IdentityProvider.token=", "--ServerApp.password=",
)  # fmt: skip


@contextmanager
def running(notebooks: Path, home: Path) -> Iterator[str]:
    """The address of a JupyterLab over ``notebooks``, its own folders in ``home``."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    private = {name: str(home / name.lower()) for name in _FOLDERS}
    command = [sys.executable, "-m", "jupyterlab", *_OPTIONS, *LAB]
    log = home / "log.txt"
    with log.open("w", encoding="utf-8") as told:
        process = subprocess.Popen(
            [*command, f"--ServerApp.port={port}", f"--ServerApp.root_dir={notebooks}"],
            env={**os.environ, **private}, stdout=told, stderr=told,
            start_new_session=True,
        )  # fmt: skip
        try:
            address = f"http://127.0.0.1:{port}"
            _wait_for(address, process, log)
            yield address
        finally:
            process.terminate()
            process.wait(SECONDS)


def _wait_for(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + SECONDS
    while time.monotonic() < until and process.poll() is None:
        try:
            urllib.request.urlopen(f"{address}/api", timeout=2).close()
            return
        except OSError:
            time.sleep(0.2)
    raise AssertionError(f"JupyterLab did not start:\n{log.read_text('utf-8')[-2000:]}")


def notebooks_in(folder: Path) -> Path:
    """The project's notebooks, copied into ``folder``."""
    made = folder / "notebooks"
    shutil.copytree(ROOT / "notebooks", made, ignore=shutil.ignore_patterns(".*"))
    return made


@dataclass
class Visit:
    """The explorer in an open page, and what the page asked for or complained of."""

    page: Any
    outside: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    @classmethod
    def to(cls, lab: str, browser: Any, *, width: int = 1400, height: int = 1200) -> Visit:
        """Open explore.ipynb and run all its cells."""
        context = browser.new_context(
            viewport={"width": width, "height": height}, locale="zh-CN", accept_downloads=True
        )
        context.set_default_timeout(SECONDS * 1000)
        visit = cls(context.new_page())
        context.route("**/*", lambda route: visit._answer(lab, route))
        visit.page.on("pageerror", lambda error: visit.complaints.append(str(error)))
        visit.page.on("console", visit._console)
        visit.page.goto(f"{lab}/lab/tree/explore.ipynb?reset")
        visit.page.locator(".jp-Notebook").wait_for()
        visit.idle()
        visit.page.get_by_role("menuitem", name=re.compile("^(Run|运行)$")).click()
        visit.page.locator('[data-command="runmenu:run-all"]').click()
        visit.page.locator(".wbx-plot").first.wait_for()
        return visit

    def _answer(self, lab: str, route: Any) -> None:
        if route.request.url.startswith((f"{lab}/", "data:", "blob:")):
            route.continue_()
        else:
            self.outside.append(route.request.url)
            route.abort()

    def _console(self, message: Any) -> None:
        if message.type == "error":
            self.complaints.append(f"{message.text} {message.location}")

    def idle(self) -> None:
        """Wait until the kernel is: what is typed while it works reaches it after a click."""
        self.page.get_by_text(re.compile(r"ipykernel\) \| (Idle|空闲)")).wait_for()

    def told(self, words: str) -> None:
        """Wait until the explorer says ``words``."""
        self.page.get_by_text(re.compile(words)).first.wait_for()

    def type_place(self, words: str, told: str) -> None:
        """Type a place, from nothing, and wait until the explorer says ``told`` of it."""
        box = self.page.get_by_placeholder("输入地名或代码")
        box.fill("")
        self.told("^全部地方；")
        box.press_sequentially(words)
        self.told(told)

    def add_term(self, word: str) -> None:
        self.idle()
        self.page.get_by_placeholder("输入词").fill(word)
        self.idle()
        self.page.get_by_role("button", name="添加这个词").click()
        self.page.get_by_role("button", name=f"{word} ×").wait_for()

    def points(self, words: str) -> Any:
        """The points whose value is told in such words."""
        return self.page.locator(f'button.wbx-point[title*="{words}"]')

    def strip(self, chart: int) -> Any:
        """What is brushed over a chart: 0 the indicator, 1 the words."""
        return self.page.get_by_role("slider", name=re.compile("刷选年份")).nth(chart)

    def brush(self, chart: int, first: int, last: int, *, of: int) -> Any:
        """Drag over a chart of so many years from one to another; its strip."""
        strip = self.strip(chart)
        strip.scroll_into_view_if_needed()
        box = strip.bounding_box()
        high, wide = box["y"] + 4, box["width"] / of
        self.page.mouse.move(box["x"] + (first + 0.5) * wide, high)
        self.page.mouse.down()
        self.page.mouse.move(box["x"] + (last + 0.5) * wide, high, steps=4)
        self.page.mouse.up()
        return strip

    def region(self, name: str) -> Any:
        """A pane by its name: 报告原文, 表格：数字."""
        return self.page.get_by_role("region", name=name, exact=True)

    def button(self, name: str) -> Any:
        return self.page.get_by_role("button", name=name, exact=True).first

    @property
    def sentences(self) -> Any:
        return self.page.locator(".wbx-sentences .wbx-pane")

    def close(self) -> None:
        self.page.context.close()
