"""The audit: a fair draw, a sheet that is safe to open, and what the marks in it give."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from workbench.corpus.build import build
from workbench.corpus.open import Corpus, open_corpus
from workbench.errors import CorpusError
from workbench.evaluation import audit
from workbench.sample import write


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    folder = tmp_path_factory.mktemp("audit")
    write(folder / "model", seed=4, townships=2, years=range(2019, 2021))
    build([folder / "model"], out=folder / "corpus", jobs=1)
    return open_corpus(folder / "corpus")


def test_the_same_seed_draws_the_same_figures(corpus: Corpus) -> None:
    one, two, other = (audit.draw(corpus, n=5, seed=seed) for seed in (1, 1, 2))
    assert one == two != other
    assert len({row["编号"] for row in one}) == 5


def test_every_figure_can_be_drawn_and_stands_in_its_sentence(corpus: Corpus) -> None:
    rows = audit.draw(corpus, n=10**6, seed=1)
    sure = corpus.figures.query("confidence == 'certain' and value.notna()")
    assert len(rows) == len(sure)
    for row in rows:
        assert f"【{row['原文'].lstrip(chr(39))}】" in row["上下文"]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-3", "@x", "\t=1"])
def test_no_cell_is_a_formula(text: str) -> None:
    assert audit._shown(text)[0] not in "=+-@\t"


def _sheet(path: Path, marks: list[str]) -> Path:
    rows = [dict.fromkeys(audit.COLUMNS, "") | {audit.MARK: mark, "指标": "数"} for mark in marks]
    audit.write(rows, path)
    return path


def test_the_sheet_is_read_back(tmp_path: Path) -> None:
    found = audit.read(_sheet(tmp_path / "a.csv", ["对", "Y", "√", "错", "", "1"]))
    assert (found.share.part, found.share.whole, found.open) == (4, 5, 1)
    assert found.share.low == pytest.approx(0.3755, abs=1e-4)
    assert found.by_indicator["数"] == found.share


def test_a_sheet_saved_by_a_chinese_excel_is_read(tmp_path: Path) -> None:
    path = _sheet(tmp_path / "a.csv", ["对"])
    path.write_bytes(path.read_text(encoding="utf-8-sig").encode("gb18030"))
    assert audit.read(path).share.part == 1


def test_an_unmarked_sheet_has_no_precision(tmp_path: Path) -> None:
    assert audit.read(_sheet(tmp_path / "a.csv", ["", ""])).share.share is None


def test_an_unknown_mark_is_named_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="line 3: 'ok'"):
        audit.read(_sheet(tmp_path / "a.csv", ["对", "ok"]))


def test_the_sheet_opens_as_utf_8_in_excel(tmp_path: Path) -> None:
    path = _sheet(tmp_path / "a.csv", ["对"])
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as file:
        assert next(csv.reader(file)) == list(audit.COLUMNS)
