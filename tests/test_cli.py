"""The commands: what they print where, and with which exit code."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from tests.corpus import tiny
from workbench.cli import app
from workbench.commands import terminal
from workbench.corpus import files

Run = Callable[..., Result]
REPORT = "issuer 甲乡人民政府\ncode 640522200\nyear 2017\nfigure proactive_total 93\n"
REPORT += "problem 更新不及时\n"
GOLD = {
    "file": "a.txt",
    "identity": {"issuer": "甲乡人民政府", "year": 2017},
    "figures": {"proactive_total": {"value": 93}},
    "problems": [{"starts": "更新不及时", "types": ["P02"]}],
}


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command whose reader knows the tiny language of the corpus's tests."""
    monkeypatch.setattr(files, "read", tiny.read)
    monkeypatch.setattr(files, "parse", tiny.parse)
    monkeypatch.setattr(files, "check", tiny.check)
    return lambda *words: CliRunner().invoke(app, [str(word) for word in words])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two reports, a file that is none and one that is broken."""
    path = tmp_path / "年报 2017"
    (path / "sub").mkdir(parents=True)
    (path / "甲 乡.txt").write_text(REPORT, "utf-8")
    (path / "sub" / "b.txt").write_text(REPORT.replace("甲", "乙"), "utf-8")
    (path / "notice.txt").write_text("refuse not_a_report\n", "utf-8")
    (path / "broken.txt").write_bytes("年报".encode("gbk"))
    return path


def _objects(result: Result) -> list[dict[str, object]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


class TestParse:
    def test_json_in_the_order_of_the_files(self, run: Run, folder: Path) -> None:
        result = run("parse", folder / "甲 乡.txt", folder, "--json")
        names = [each["source"]["name"] for each in _objects(result)]  # type: ignore[index]
        assert names == ["甲 乡.txt", "broken.txt", "notice.txt", "b.txt"]
        assert [each["status"] for each in _objects(result)] == [
            "report", "refused", "refused", "report",
        ]  # fmt: skip
        assert "甲乡人民政府" in result.stdout
        assert result.exit_code == 1

    @pytest.mark.fault(64)
    def test_one_clear_line_for_each_bad_file(self, run: Run, folder: Path) -> None:
        result = run("parse", folder, "--json")
        assert result.stderr.splitlines() == [
            "年报 2017/broken.txt: unreadable: byte 0 is not UTF-8; take the file from its source "
            "again, or save it as txt, html, pdf or docx",
            "年报 2017/notice.txt: not_a_report: it says so; leave it out, or look whether the "
            "right file was saved",
        ]

    def test_good_files_exit_0(self, run: Run, folder: Path) -> None:
        result = run("parse", folder / "sub", "--json")
        assert (result.exit_code, result.stderr) == (0, "")

    def test_without_json_a_table_for_people(self, run: Run, folder: Path) -> None:
        result = run("parse", folder / "sub")
        for word in ("b.txt", "乙乡人民政府", "2017", "proactive_total 93", "1 更新不及时"):
            assert word in result.stdout

    def test_a_file_that_is_not_there(self, run: Run, folder: Path) -> None:
        result = run("parse", folder / "gone.txt", folder / "sub", "--json")
        assert [each["reason"] for each in _objects(result)] == ["unreadable", None]
        assert "gone.txt: unreadable: there is no such file" in result.stderr
        assert result.exit_code == 1

    def test_two_reports_in_one_file_are_two_lines(self, run: Run, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_text(REPORT + "====\n" + REPORT, "utf-8")
        assert len(_objects(run("parse", tmp_path / "a.txt", "--json"))) == 2


class TestCorrected:
    """Corrections of data/corrections.csv reach single files too, and are marked."""

    @pytest.fixture
    def file(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        monkeypatch.chdir(tmp_path)
        (tmp_path / "a.txt").write_text(REPORT, "utf-8")
        return tmp_path / "a.txt"

    def correct(self, file: Path, expect: str) -> None:
        digest = sha256(file.read_bytes()).hexdigest()
        head = "sha256,field,value,expect,reason,by,on"
        line = f"{digest},figures.proactive_total,98,{expect},misread,an editor,2026-11-20"
        (file.parent / "data").mkdir(exist_ok=True)
        (file.parent / "data/corrections.csv").write_text(f"{head}\n{line}\n", "utf-8")

    def test_the_value_and_its_status(self, run: Run, file: Path) -> None:
        self.correct(file, "93")
        result = run("parse", file, "--json")
        (figure,) = _objects(result)[0]["figures"]  # type: ignore[misc]
        assert (figure["value"], figure["status"]) == (98, "corrected")
        assert result.exit_code == 0
        assert re.search("98.*corrected", run("show", file).stdout)
        assert re.search("98.*corrected", run("parse", file).stdout)

    def test_a_cell_shows_what_it_was_corrected_to(self, run: Run, file: Path) -> None:
        file.write_text(f"{REPORT}cell requests.new.total 3\n", "utf-8")
        self.correct(file, "93")
        path = file.parent / "data/corrections.csv"
        line = path.read_text("utf-8").replace(
            "figures.proactive_total", "cells.requests.new.total"
        )
        path.write_text(line.replace("98,93", "7,3"), "utf-8")
        assert "‹corrected: 7›" in run("show", file).stdout

    @pytest.mark.fault(35)
    @pytest.mark.parametrize("command", ["parse", "show", "build"])
    def test_what_does_not_hold_is_named(self, run: Run, file: Path, command: str) -> None:
        self.correct(file, "90")
        result = run(command, file, *(("--out", file.parent / "c") if command == "build" else ()))
        said = "a.txt: the correction of figures.proactive_total was not applied: expects '90'"
        assert said in result.stderr
        assert result.exit_code == 1


class TestShow:
    def test_text_with_its_marks_and_the_figures(self, run: Run, folder: Path) -> None:
        result = run("show", folder / "sub" / "b.txt")
        assert "figure proactive_total 93‹F1›" in result.stdout
        assert "problem 更新不及时‹P1 P02›" in result.stdout
        assert "issuer 乙乡人民政府‹issuer›" in result.stdout
        assert "主动公开政府信息数 proactive_total" in result.stdout
        assert re.search(r"\nissuer +乙乡人民政府 *\n", result.stdout)
        assert result.exit_code == 0

    @pytest.mark.fault(6)
    def test_a_terminal_is_not_commanded(self, run: Run, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_text("issuer 甲\x1b[2J乡\u202e\nyear 2017\n", "utf-8")
        result = run("show", tmp_path / "a.txt")
        assert "issuer 甲\ufffd[2J乡\ufffd" in result.stdout

    def test_a_refused_file(self, run: Run, folder: Path) -> None:
        result = run("show", folder / "notice.txt")
        assert (result.exit_code, result.stdout) == (1, "")


class TestBuild:
    def test_the_others_stand_and_the_bad_are_named(
        self, run: Run, folder: Path, tmp_path: Path
    ) -> None:
        result = run("build", folder, "--out", tmp_path / "c")
        assert result.exit_code == 1
        assert "2 reports in" in result.stdout
        assert "2 files refused" in result.stdout
        assert "年报 2017/notice.txt: not_a_report: it says so" in result.stderr
        again = run("build", folder, "--out", tmp_path / "c")
        assert "1 files read, 3 unchanged" in again.stdout

    def test_a_manifest_that_names_nothing(self, run: Run, folder: Path, tmp_path: Path) -> None:
        manifest = tmp_path / "m.csv"
        manifest.write_text("file,year\ngone.txt,2017\n", "utf-8")
        result = run("build", folder / "sub", "--out", tmp_path / "c", "--manifest", manifest)
        assert result.stderr == "note: the manifest names gone.txt, which is not there\n"
        assert result.exit_code == 0

    def test_a_wrong_manifest_stops_before_anything_is_done(
        self, run: Run, folder: Path, tmp_path: Path
    ) -> None:
        manifest = tmp_path / "m.csv"
        manifest.write_text("name\nx\n", "utf-8")
        result = run("build", folder, "--out", tmp_path / "c", "--manifest", manifest)
        assert result.exit_code == 2
        assert result.stderr.count("\n") == 1
        assert "no column 'file'" in result.stderr
        assert not (tmp_path / "c" / "corpus.json").exists()

    @pytest.mark.parametrize("option", ["--manifest", "--places"])
    def test_a_table_that_is_not_there(
        self, option: str, run: Run, folder: Path, tmp_path: Path
    ) -> None:
        result = run("build", folder, "--out", tmp_path / "c", option, tmp_path / "gone.csv")
        assert result.exit_code == 2
        assert "gone.csv" in result.stderr

    @pytest.mark.fault(66)
    def test_an_interrupted_build_exits_130(
        self, run: Run, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def interrupted(*given: object, **named: object) -> None:
            raise KeyboardInterrupt

        monkeypatch.setattr("workbench.corpus.build.read_batch", interrupted)
        assert run("build", folder, "--out", tmp_path / "c").exit_code == 130


class TestFindings:
    @pytest.fixture
    def corpus(self, run: Run, tmp_path: Path) -> Path:
        for n, year in enumerate(("2017", "2017", "2018", "2018")):
            text = REPORT.replace("2017", year) + (f"measure {n}\n" if year == "2017" else "\n" * n)
            (tmp_path / f"{n}.txt").write_text(text, "utf-8")
        run("build", *sorted(tmp_path.glob("*.txt")), "--out", tmp_path / "c")
        return tmp_path / "c"

    def test_json(self, run: Run, corpus: Path) -> None:
        found = _objects(run("findings", "--corpus", corpus, "--json"))
        assert [each["severity"] for each in found] == ["warning", "warning"]
        assert found[0]["code"] == "X5"
        assert found[0]["unit_code"] == "640522200"
        assert {place["source"][:16] for place in found[0]["spans"]} >= {  # type: ignore[attr-defined]
            found[0]["report_id"]
        }

    def test_of_a_year(self, run: Run, corpus: Path) -> None:
        result = run("findings", "--corpus", corpus, "--year", "2017")
        assert result.stdout.count("X5") == 2

    def test_what_agrees_stands_in_the_ledger(self, run: Run, corpus: Path) -> None:
        of = ("--corpus", corpus, "--ledger", "--json", "--year", "2018")
        outcomes = _objects(run("findings", *of))
        assert [each["verdict"] for each in outcomes if each["code"] == "X5"] == ["agrees"] * 2

    def test_without_a_corpus(self, run: Run, tmp_path: Path) -> None:
        result = run("findings", "--corpus", tmp_path)
        assert result.exit_code == 2
        assert "workbench build PATHS" in result.stderr


class TestEvaluate:
    def _gold(self, folder: Path, **change: object) -> Path:
        (folder / "a.txt").write_text(REPORT, "utf-8")
        path = folder / "gold.jsonl"
        path.write_text(json.dumps({**GOLD, **change}, ensure_ascii=False), "utf-8")
        return path

    def test_no_miss(self, run: Run, tmp_path: Path) -> None:
        result = run("evaluate", self._gold(tmp_path))
        assert result.exit_code == 0
        assert "6 of 6 right" in result.stdout

    def test_each_miss_with_file_field_expected_and_found(self, run: Run, tmp_path: Path) -> None:
        gold = self._gold(tmp_path, identity={"issuer": "甲乡人民政府", "year": 2018})
        result = run("evaluate", gold)
        assert result.exit_code == 1
        assert "wrong: a.txt: identity.year: expected 2018; found 2017" in result.stdout
        row = next(line for line in result.stdout.splitlines() if "figures.proactive_total" in line)
        assert "100.0%" in row

    def test_skip(self, run: Run, tmp_path: Path) -> None:
        gold = self._gold(tmp_path, findings=["S1"])
        assert run("evaluate", gold).exit_code == 1
        assert run("evaluate", gold, "--skip", "findings").exit_code == 0


def test_the_dictionary_is_the_committed_one(run: Run) -> None:
    readme = Path(__file__).resolve().parents[1] / "data" / "README.md"
    assert run("dictionary").stdout == readme.read_text("utf-8")


@pytest.mark.fault(81)
@pytest.mark.parametrize("name", ["parse", "show", "build", "findings", "evaluate", "doctor"])
def test_every_command_has_help(name: str, run: Run) -> None:
    result = run(name, "--help")
    assert result.exit_code == 0
    assert f"workbench {name}" in result.stdout or f"root {name}" in result.stdout


def test_a_wrong_option_exits_2(run: Run) -> None:
    assert run("parse", "--no-such").exit_code == 2


def test_safe_keeps_positions() -> None:
    text = "甲\x00乙\u202e\u2028\n\t"
    assert len(terminal.safe(text)) == len(text)
    assert terminal.safe(text) == "甲\ufffd乙\ufffd\u2028\n\t"


LIGHT = {
    "help": ["--help"],
    "parse": ["parse", "{file}", "--json"],
    "dictionary": ["dictionary"],
}


@pytest.mark.parametrize("words", LIGHT.values(), ids=LIGHT)
def test_light_commands_load_nothing_heavy(words: list[str], tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("今天天气很好。\n", "utf-8")
    code = (
        "import sys\n"
        "from workbench.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "heavy = {'pandas', 'altair', 'papermill', 'jieba', 'pandera'} & set(sys.modules)\n"
        "sys.exit(f'imported {heavy}' if heavy else 0)"
    )
    words = [word.format(file=tmp_path / "a.txt") for word in words]
    done = subprocess.run([sys.executable, "-c", code, *words], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_importing_the_package_imports_nothing_else() -> None:
    code = (
        "import sys, workbench\n"
        "ours = [name for name in sys.modules if name.startswith('workbench.')]\n"
        "sys.exit(str(ours) if ours or 'pandas' in sys.modules else 0)"
    )
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0


def test_json_is_utf8_whatever_the_terminal(tmp_path: Path) -> None:
    (tmp_path / "年报.txt").write_text("今天天气很好。\n", "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "workbench", "parse", str(tmp_path), "--json"],
        capture_output=True,
        env={"PYTHONIOENCODING": "gbk", "PATH": ""},
    )
    assert json.loads(done.stdout.decode("utf-8"))["source"]["name"] == "年报.txt"
