"""What a person is told who gave the wrong thing: one sentence that names it and the remedy."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from tests.corpus import tiny
from workbench.cli import app
from workbench.commands.refusals import refuse
from workbench.commands.render import notebooks_at
from workbench.corpus import files

Run = Callable[..., Result]
REPORT = "issuer 甲乡人民政府\ncode 640522200\nyear 2017\nfigure proactive_total 93\n"


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Run a command in ``tmp_path``, whose reader knows the tiny language of the corpus's tests."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(files, "read", tiny.read)
    monkeypatch.setattr(files, "parse", tiny.parse)
    monkeypatch.setattr(files, "check", tiny.check)
    (tmp_path / "empty").mkdir()
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "a.txt").write_text(REPORT, "utf-8")
    (tmp_path / "page.html").write_text("<p>年报", "utf-8")
    (tmp_path / "gbk.jsonl").write_bytes("年报".encode("gbk"))
    return lambda *words: CliRunner().invoke(app, [str(word) for word in words])


WRONG = {
    "show of a folder": (["show", "reports"], "reports: it is a folder; name one of its files"),
    "build of a path that is not there": (
        ["build", "sub/nope.txt", "--out", "c"],
        "sub/nope.txt: there is no such file; check the path",
    ),
    "build where one of two paths is not there": (
        ["build", "reports", "reportz", "--out", "c"],
        "reportz: there is no such file; check the path",
    ),
    "build of an empty folder": (
        ["build", "empty", "--out", "c"],
        "empty: no file there that may be a report; put the reports there, or name them",
    ),
    "parse of an empty folder": (
        ["parse", "empty"],
        "empty: no file there that may be a report; put the reports there, or name them",
    ),
    "build into a file": (
        ["build", "reports", "--out", "page.html"],
        "page.html: nothing can be written there (File exists); give another folder with --out",
    ),
    "a manifest that is not there": (
        ["build", "reports", "--out", "c", "--manifest", "nope.csv"],
        "nope.csv: there is no such file; give a CSV with file, url, code, year, fetched_on, note",
    ),
    "gold that is not there": (
        ["evaluate", "nope.jsonl"],
        "nope.jsonl: there is no such file; name a gold.jsonl",
    ),
    "gold that is no JSON": (
        ["evaluate", "page.html"],
        "page.html, line 1: it is no JSON object; a gold.jsonl has one a line",
    ),
    "gold in another encoding": (
        ["evaluate", "gbk.jsonl"],
        "gbk.jsonl: it is no JSON lines in UTF-8; name a gold.jsonl",
    ),
    "a sample into a folder of other files": (
        ["sample", "--out", "reports"],
        "reports: holds a.txt, which is not of a sample; give another",
    ),
}


@pytest.mark.parametrize(("words", "said"), WRONG.values(), ids=WRONG)
def test_one_line_and_code_2(words: list[str], said: str, run: Run, tmp_path: Path) -> None:
    result = run(*words)
    assert (result.exit_code, result.stderr) == (2, f"workbench: {said}\n")
    assert not (tmp_path / "c" / "corpus.json").exists()


def test_parse_names_a_missing_path_as_it_was_typed(run: Run) -> None:
    result = run("parse", "sub/nope.txt", "--json")
    line = "sub/nope.txt: unreadable: there is no such file; check the path\n"
    assert (result.exit_code, result.stderr) == (1, line)


@pytest.mark.parametrize("command", ["findings", "render"])
def test_a_county_that_has_no_report_is_named_with_those_that_have(command: str, run: Run) -> None:
    run("build", "reports", "--out", "c")
    result = run(command, "--corpus", "c", "--county", "999999")
    assert result.exit_code == 2
    assert result.stderr == "workbench: c: no report of county 999999; there are 640522\n"


def test_a_year_without_reports_is_named_with_those_that_have_some(run: Run) -> None:
    run("build", "reports", "--out", "c")
    result = run("findings", "--corpus", "c", "--year", "1999")
    assert result.exit_code == 2
    assert result.stderr == "workbench: c: no report of 1999; there are 2017\n"


REFUSED = {
    "bytes that are no Word file": (
        ("a.docx", "unreadable", "byte 2 is not valid utf-8"),
        "a.docx: unreadable: no Word file, whatever its name says, and no text either "
        "(byte 2 is not valid utf-8); take the file from its source again",
    ),
    "a pattern": (("2021/范文.txt", "no_issuer", "no unit is named"), "leave it out"),
    "a report without its head": (("a.txt", "no_issuer", "no unit is named"), "in a manifest"),
}


@pytest.mark.parametrize(("refusal", "said"), REFUSED.values(), ids=REFUSED)
def test_a_refusal(
    refusal: tuple[str, str, str], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines: list[str] = []
    monkeypatch.setattr("workbench.commands.refusals.complain", lines.append)
    refuse(*refusal)
    assert said in lines[0]
    assert refusal[1] != "no_issuer" or ("manifest" in lines[0]) == ("manifest" in said)


def test_notebooks_are_found_beside_the_package(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    assert (notebooks_at(Path("notebooks")) / "county.ipynb").is_file()
    (tmp_path / "notebooks").mkdir()
    assert notebooks_at(Path("notebooks")) == Path("notebooks")


def test_a_sample_takes_the_place_of_an_older_one(run: Run, tmp_path: Path) -> None:
    assert run("sample", "--out", "s", "--years", "2018", "--townships", "4").exit_code == 0
    assert run("sample", "--out", "s", "--years", "2019", "--townships", "1").exit_code == 0
    names = {path.name for path in (tmp_path / "s").iterdir()}
    assert not {name for name in names if "2018" in name}
    assert {"truth.jsonl", "manifest.csv", "places.csv"} < names


def test_a_sample_leaves_what_a_person_put_beside_it(run: Run, tmp_path: Path) -> None:
    run("sample", "--out", "s", "--years", "2018")
    (tmp_path / "s" / "mine.txt").write_text("甲", "utf-8")
    result = run("sample", "--out", "s", "--years", "2019")
    assert result.exit_code == 2
    assert (tmp_path / "s" / "mine.txt").exists()
