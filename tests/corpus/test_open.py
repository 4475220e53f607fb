"""A corpus is read when it is asked for, and only what is asked for."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow.compute as pc
import pytest

from tests.corpus.conftest import Write
from workbench.corpus import parts
from workbench.corpus.build import build
from workbench.corpus.catalogue import Catalogue
from workbench.corpus.open import Corpus, open_corpus
from workbench.corpus.schemas import TABLES
from workbench.errors import CorpusError

pytestmark = pytest.mark.usefixtures("simple")


@pytest.fixture
def corpus(write: Write, folder: Path, tmp_path: Path) -> Corpus:
    for n, code in enumerate(["640522200", "640522201", "640121200", "220621103"]):
        for year in (2016, 2017):
            said = f"issuer 第{n}乡\ncode {code}\nyear {year}\nfigure proactive_total {n}\n"
            write(f"{n}-{year}.txt", said)
    write("nowhere.txt", "issuer 某乡\nyear 2017\nfigure proactive_total 9\n")
    write("refused.txt", "refuse not_a_report\n")
    build([folder], out=tmp_path / "c")
    return open_corpus(tmp_path / "c")


@pytest.mark.parametrize("name", TABLES)
def test_every_table_is_an_attribute(name: str, corpus: Corpus) -> None:
    frame = getattr(corpus, name)
    assert tuple(frame.columns) == TABLES[name].names()
    assert getattr(corpus, name) is frame


SELECTIONS = {
    "everything": ({}, 9, 10),
    "a county": ({"county": "640522"}, 4, 4),
    "a county and a year": ({"county": "640522", "years": [2017]}, 2, 2),
    "a province": ({"province": "64"}, 6, 6),
    "a province by six digits": ({"province": "640000"}, 6, 6),
    "a year": ({"years": [2017]}, 5, 5),
    "nothing": ({"county": "110101"}, 0, 0),
}


@pytest.mark.parametrize(("chosen", "reports", "sources"), SELECTIONS.values(), ids=SELECTIONS)
def test_a_selection(chosen: dict[str, object], reports: int, sources: int, corpus: Corpus) -> None:
    narrow = corpus.only(**chosen)  # type: ignore[arg-type]
    assert len(narrow.reports) == len(narrow.figures) == len(narrow.texts) == reports
    assert len(narrow.sources) == sources


def test_selections_add_up(corpus: Corpus) -> None:
    assert len(corpus.only(years=[2017]).only(county="640121").reports) == 1


def test_a_county_opens_its_province_alone(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    read = parts.read_part

    def noted(folder: Path, table: object, part: object, **more: object) -> object:
        opened.append(part.file)  # type: ignore[attr-defined]
        return read(folder, table, part, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(parts, "read_part", noted)
    assert not opened
    corpus.only(county="640522").figures  # noqa: B018
    assert [name.split("-")[0] for name in opened] == ["figures/64"]


def test_columns_and_rows_by_expression(corpus: Corpus) -> None:
    frame = corpus.read("figures", columns=["quote", "value"], where=pc.field("value") > 1)
    assert list(frame.columns) == ["quote", "value"]
    assert sorted(frame["value"]) == [2, 2, 3, 3, 9]


MISTAKES = {
    "no such table": (lambda c: c.read("figure"), "no table 'figure'; there are reports"),
    "no such column": (lambda c: c.read("cells", columns=["x"]), "no column 'x' in cells"),
    "a county's name": (lambda c: c.only(county="海原县"), "six digits"),
    "no corpus there": (lambda c: open_corpus(c.path / "x"), "workbench build"),
}


@pytest.mark.parametrize(("mistake", "message"), MISTAKES.values(), ids=MISTAKES)
def test_mistakes_say_what_to_do(mistake: object, message: str, corpus: Corpus) -> None:
    with pytest.raises(CorpusError, match=message):
        mistake(corpus)  # type: ignore[operator]


def test_a_corpus_that_was_built_again_meanwhile_says_so(
    write: Write, folder: Path, corpus: Corpus
) -> None:
    write("3-2017.txt", "issuer 改乡\ncode 220621103\nyear 2017\n")
    build([folder], out=corpus.path)
    with pytest.raises(CorpusError, match="open it anew"):
        corpus.figures  # noqa: B018
    assert "改乡" in set(open_corpus(corpus.path).reports["issuer"])


def test_a_long_table_is_cut_into_groups(write: Write, folder: Path, tmp_path: Path) -> None:
    import pyarrow.parquet as pq

    for n in range(5):
        lines = "".join(f"figure proactive_total {k}\n" for k in range(2_000))
        write(f"{n}.txt", f"code 6405{20 + n}200\nyear 2017\n{lines}")
    corpus = build([folder], out=tmp_path / "c").corpus
    (part,) = corpus.catalogue.parts["figures"].values()
    metadata = pq.ParquetFile(corpus.path / part.file).metadata
    assert metadata.num_row_groups == 3
    assert len(corpus.only(county="640522").figures) == 2_000


ALIKE = {
    "numbers": {"county": 640522, "years": 2017},
    "a list": {"county": "640522", "years": [2017]},
}


@pytest.mark.parametrize("given", ALIKE.values(), ids=ALIKE)
def test_codes_and_a_year_may_be_numbers(given: dict[str, Any], tmp_path: Path) -> None:
    selection = Corpus(tmp_path, Catalogue("", {}, None)).only(**given).selection
    assert (selection.county, selection.years) == ("640522", frozenset({2017}))


NONE_SUCH = {
    "a county that lost a digit": ({"county": 64052}, "'?64052'? is not a code of six digits"),
    "a province in words": ({"province": "宁夏"}, "is not a code of two or six digits"),
    "a year in quotes": ({"years": "2017"}, "give numbers"),
    "years in quotes": ({"years": ["2017"]}, "give numbers"),
}


@pytest.mark.parametrize(("given", "said"), NONE_SUCH.values(), ids=NONE_SUCH)
def test_what_is_no_code_or_year_is_said(given: Any, said: str, tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=said):
        Corpus(tmp_path, Catalogue("", {}, None)).only(**given)


def test_a_file_is_no_corpus(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("words", encoding="utf-8")
    with pytest.raises(CorpusError, match=r"README.md is a file; name the folder of a corpus"):
        open_corpus(tmp_path / "README.md")
