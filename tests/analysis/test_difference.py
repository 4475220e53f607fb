"""Two corpora compared, and the command that prints it (fault 82)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from workbench.analysis.difference import Change, counts, differences
from workbench.cli import app
from workbench.corpus.build import build
from workbench.corpus.open import open_corpus

BASE = """海原县关庄乡人民政府2017年政府信息公开工作年度报告

一、主动公开政府信息情况
2017年，我乡主动公开政府信息93条，其中网站公开30条。

二、依申请公开政府信息情况
2017年没有收到政府信息公开申请。

三、存在的主要问题
1.公开渠道不多。
2.信息更新不及时。
"""


def corpus(folder: Path, name: str, text: str) -> Path:
    source = folder / name / "a.txt"
    source.parent.mkdir()
    source.write_text(text, encoding="utf-8")
    build([source], out=folder / f"{name}-corpus", jobs=1)
    return folder / f"{name}-corpus"


@pytest.fixture
def same_report(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reports of other bytes count as the same one, as if another reader had read them."""
    monkeypatch.setattr("workbench.corpus.rows.report_id", lambda sha256, part: f"{part:016x}")
    monkeypatch.setattr("workbench.corpus.work.report_id", lambda sha256, part: f"{part:016x}")


CASES = {
    "a number": ("93条", "94条", "~", "figures", {"value": 93}, {"value": 94}),
    "a softened number": (
        "93条",
        "93余条",
        "~",
        "figures",
        {"qualifier": None},
        {"qualifier": "over"},
    ),
    "a number more": ("30条。", "30条，微信公开63条。", "+", "figures", {}, {"value": 63}),
    "a number less": ("，其中网站公开30条", "", "-", "figures", {"value": 30}, {}),
    "an item more": ("不多。\n", "不多。\n3.人员不足。\n", "+", "problems", {}, {}),
    "another unit": ("关庄", "树台", "~", "reports", {}, {"code": "640522201"}),
}


@pytest.mark.fault(82)
@pytest.mark.usefixtures("same_report")
@pytest.mark.parametrize(
    ("before", "after", "sign", "table", "old", "new"), CASES.values(), ids=CASES
)
def test_a_change_is_told(
    before: str, after: str, sign: str, table: str, old: dict[str, object], new: dict[str, object],
    tmp_path: Path,
) -> None:  # fmt: skip
    one = corpus(tmp_path, "one", BASE)
    two = corpus(tmp_path, "two", BASE.replace(before, after))
    found = [c for c in differences(open_corpus(one), open_corpus(two)) if c.table == table]
    kinds = {"+": "gained", "-": "lost", "~": "changed"}
    assert any(_fits(each, kinds[sign], old, new) for each in found), found
    result = CliRunner().invoke(app, ["diff", str(one), str(two)])
    assert result.exit_code == 1
    assert any(line.startswith(f"{sign} {table} ") for line in result.stdout.splitlines())


def _fits(change: Change, kind: str, old: dict[str, object], new: dict[str, object]) -> bool:
    return (
        change.kind == kind
        and old.items() <= dict(change.old).items()
        and new.items() <= dict(change.new).items()
    )


@pytest.mark.fault(82)
def test_a_report_more_is_one_line_without_its_tables(tmp_path: Path) -> None:
    one, two = corpus(tmp_path, "one", BASE), corpus(tmp_path, "two", f"{BASE}\n")
    changes = differences(open_corpus(one), open_corpus(two))
    assert {name: dict(found) for name, found in counts(changes).items()} == {
        "reports": {"gained": 1, "lost": 1}
    }


@pytest.mark.fault(82)
def test_a_corpus_beside_itself_shows_no_change(tmp_path: Path) -> None:
    one = corpus(tmp_path, "one", BASE)
    assert differences(open_corpus(one), open_corpus(one)) == ()
    result = CliRunner().invoke(app, ["diff", str(one), str(one)])
    assert (result.exit_code, result.stdout) == (0, "no change\n")


def test_as_json_and_at_most_so_many(tmp_path: Path) -> None:
    one, two = corpus(tmp_path, "one", BASE), corpus(tmp_path, "two", f"{BASE}\n")
    result = CliRunner().invoke(app, ["diff", str(one), str(two), "--json"])
    found = [json.loads(line) for line in result.stdout.splitlines()]
    assert sorted(each["kind"] for each in found) == ["gained", "lost"]
    limited = CliRunner().invoke(app, ["diff", str(one), str(two), "--limit", "1"])
    assert "… 1 more" in limited.stdout and "2 changes" in limited.stdout
