"""The explorer driven in a real JupyterLab, on loopback, with every other network cut."""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

import workbench as wb
from workbench.sample import write

pytestmark = [pytest.mark.browser, pytest.mark.kernel, pytest.mark.xdist_group("lab")]

NOTEBOOK = Path(__file__).resolve().parents[2] / "notebooks" / "explore.ipynb"
#: JupyterLab asks about news and updates; nobody is there to answer.
SETTINGS = {"fetchNews": "false", "checkForUpdates": False, "doNotDisturbMode": True}
_SECONDS = 60


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as the project's: data/corpus of a fictional county, notebooks/explore.ipynb."""
    folder = tmp_path_factory.mktemp("project")
    write(folder / "reports", seed=1, townships=4, years=range(2016, 2025))
    wb.build([folder / "reports"], out=folder / "data" / "corpus", jobs=1)
    (folder / "notebooks").mkdir()
    shutil.copy(NOTEBOOK, folder / "notebooks")
    return folder


@pytest.fixture(scope="module")
def lab(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a JupyterLab on loopback, its own folders private."""
    home = tmp_path_factory.mktemp("lab")
    settings = home / "settings" / "@jupyterlab" / "apputils-extension"
    settings.mkdir(parents=True)
    (settings / "notification.jupyterlab-settings").write_text(json.dumps(SETTINGS))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    private = {name: str(home / name.lower()) for name in _FOLDERS}
    command = [sys.executable, "-m", "jupyterlab", *_OPTIONS, f"--ServerApp.port={port}"]
    with (home / "log.txt").open("w", encoding="utf-8") as log:
        process = subprocess.Popen(
            [*command, f"--ServerApp.root_dir={project / 'notebooks'}"],
            env={**os.environ, **private, "JUPYTERLAB_SETTINGS_DIR": str(home / "settings")},
            stdout=log, stderr=log, start_new_session=True,
        )  # fmt: skip
        try:
            address = f"http://127.0.0.1:{port}"
            _wait_for(address, process, home / "log.txt")
            yield address
        finally:
            process.terminate()
            process.wait(_SECONDS)


_FOLDERS = ("HOME", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR")
_OPTIONS = (
    "--no-browser", "--allow-root", "--ServerApp.ip=127.0.0.1", "--ServerApp.port_retries=0",
    "--IdentityProvider.token=", "--ServerApp.password=", "--LabApp.extension_manager=readonly",
)  # fmt: skip


def _wait_for(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + _SECONDS
    while time.monotonic() < until and process.poll() is None:
        try:
            urllib.request.urlopen(f"{address}/api", timeout=2).close()
            return
        except OSError:
            time.sleep(0.2)
    pytest.fail(f"JupyterLab did not start:\n{log.read_text('utf-8')[-2000:]}")


@dataclass
class Visit:
    """The explorer in an open page, and what the page asked for or complained of."""

    page: Any
    outside: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def told(self, words: str) -> None:
        """Wait until the explorer says ``words``."""
        self.page.get_by_text(re.compile(words)).first.wait_for()

    def type_place(self, words: str) -> None:
        box = self.page.get_by_placeholder("输入地名或代码")
        box.fill("")
        box.press_sequentially(words)

    def add_term(self, word: str) -> None:
        self.page.get_by_placeholder("输入词").fill(word)
        self.page.get_by_role("button", name="添加这个词").click()

    def points(self, words: str) -> Any:
        """The points whose value is told in such words."""
        return self.page.locator(f'button.wbx-point[title*="{words}"]')

    @property
    def sentences(self) -> Any:
        return self.page.locator(".wbx-sentences")


@pytest.fixture(scope="module")
def explorer(lab: str, browser: Any) -> Iterator[Visit]:
    """explore.ipynb with all its cells run, in a browser that reaches JupyterLab alone."""
    context = browser.new_context(viewport={"width": 1400, "height": 1200}, locale="zh-CN")
    context.set_default_timeout(_SECONDS * 1000)
    visit = Visit(context.new_page())

    def answer(route: Any) -> None:
        if route.request.url.startswith((f"{lab}/", "data:", "blob:")):
            route.continue_()
        else:
            visit.outside.append(route.request.url)
            route.abort()

    context.route("**/*", answer)
    visit.page.on("pageerror", lambda error: visit.complaints.append(str(error)))
    visit.page.goto(f"{lab}/lab/tree/explore.ipynb?reset")
    visit.page.locator(".jp-Notebook").wait_for()
    visit.page.get_by_text(re.compile(r"ipykernel\) \| (Idle|空闲)")).wait_for()  # at its start
    visit.page.get_by_role("menuitem", name=re.compile("^(Run|运行)$")).click()
    visit.page.locator('[data-command="runmenu:run-all"]').click()
    visit.page.locator(".wbx-plot").first.wait_for()
    yield visit
    context.close()


def test_a_place_is_typed_a_term_added_a_point_clicked_its_sentence_shown(
    explorer: Visit, project: Path
) -> None:
    truths = [
        json.loads(line)
        for line in (project / "reports" / "truth.jsonl").read_text("utf-8").splitlines()
    ]
    name, year, said = _somebody_without_means(truths)
    explorer.type_place(name)
    explorer.told(f"{name}（示例县，示例市） [0-9]+，[0-9]+份；")
    explorer.add_term("经费")
    explorer.points(f"{year}年 经费：").click()
    explorer.told(said)
    assert explorer.sentences.locator("mark").first.inner_text() == "经费"
    assert f"{name} {year}年" in explorer.sentences.inner_text()


def _somebody_without_means(truths: list[dict[str, Any]]) -> tuple[str, int, str]:
    """A township, a year and the sentence in which it names its 经费."""
    for truth in truths:
        for problem in truth["problems"]:
            if truth["identity"]["township"] and "经费" in problem["starts"]:
                identity = truth["identity"]
                return identity["township"], identity["year"], problem["starts"]
    raise AssertionError("no township of this country lacks means")


def test_a_number_leads_to_its_sentence_too(explorer: Visit) -> None:
    explorer.type_place("990121100")
    explorer.told("990121100，[0-9]+份；")
    explorer.points("2018年：").first.click()
    explorer.sentences.locator("mark").first.wait_for()
    assert re.search("[0-9一二三四五六七八九]", explorer.sentences.locator("mark").inner_text())


def test_what_is_no_term_is_told_and_changes_nothing(explorer: Visit) -> None:
    explorer.add_term("慢")
    explorer.told("“慢”不能作为词")
    assert explorer.page.get_by_role("button", name="慢 ×").count() == 0


def test_a_class_of_peers_lists_its_units(explorer: Visit) -> None:
    explorer.type_place("示例县")
    explorer.told("示例县（示例市，示例省） 990121，[0-9]+份；")
    explorer.page.locator('button[title="看这些单位的数字及原句"]').first.click()
    explorer.sentences.locator("li").first.wait_for()
    assert "条" in explorer.sentences.inner_text()


def test_every_point_is_reached_by_the_keyboard_and_has_words(explorer: Visit) -> None:
    points = explorer.page.locator("button.wbx-point")
    assert points.count() > 5
    for at in range(points.count()):
        assert re.search("年.*[0-9]", points.nth(at).get_attribute("title") or "")
    points.first.focus()
    explorer.page.keyboard.press("Enter")
    explorer.sentences.locator("li").first.wait_for()


def test_nothing_outside_was_asked_for_and_nothing_failed(explorer: Visit) -> None:
    assert explorer.outside == []
    assert explorer.complaints == []
