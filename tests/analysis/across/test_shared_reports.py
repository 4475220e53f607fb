"""The five real reports: what two townships of different provinces share, and what nobody does."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

import workbench as wb
from workbench.corpus.open import Corpus


@pytest.fixture(scope="module")
def corpus(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    files = sorted((shared / "reports").glob("*.txt"))
    return wb.build(files, out=tmp_path_factory.mktemp("five"), jobs=1).corpus


def _length(text: str) -> int:
    return len("".join(unicodedata.normalize("NFKC", text).split()))


def test_the_runs_that_two_townships_share_come_out_with_both_places(corpus: Corpus) -> None:
    runs = corpus.runs
    texts = corpus.texts.set_index("report_id")["text"]
    names = corpus.reports.set_index("report_id")["name"].str[:3]
    lengths: dict[tuple[str, str], list[int]] = {}
    for row in runs.to_dict("records"):
        ours = texts[row["report_id"]][row["start"] : row["end"]]
        theirs = texts[row["other"]][row["other_start"] : row["other_end"]]
        least = min(_length(ours), _length(theirs))
        lengths.setdefault((names[row["report_id"]], row["role"]), []).append(least)
    for report in ("000", "002"):
        assert max(lengths[report, "problems"]) >= 145
        plan = sorted(lengths[report, "plan"])
        assert plan[-1] >= 372
        assert plan[-2] >= 160


def test_nothing_else_is_shared(corpus: Corpus) -> None:
    names = corpus.reports.set_index("report_id")["name"].str[:3]
    pairs = set(
        zip(corpus.runs["report_id"].map(names), corpus.runs["other"].map(names), strict=True)
    )
    assert pairs == {("000", "002"), ("002", "000")}
    told = corpus.findings.loc[corpus.findings["code"].str.startswith("X")]
    assert set(told["code"]) == {"X3"}
    assert set(told["report_id"].map(names)) == {"000", "002"}


def test_both_places_of_a_finding_are_named(corpus: Corpus) -> None:
    told = corpus.findings.loc[corpus.findings["code"].eq("X3")]
    sources = set(corpus.reports.loc[corpus.reports["name"].str[:3].isin(["000", "002"]), "sha256"])
    for places in told["places"]:
        assert {place["source"] for place in places} == sources
        assert len(places) >= 6
