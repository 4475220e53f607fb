"""In the tables too every start and end leads to its passage."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from workbench.corpus.build import build
from workbench.corpus.open import Corpus

SAMPLE = Path(__file__).resolve().parents[2] / "data" / "sample"
QUOTED = {"figures": "quote", "cells": "raw", "problems": "text", "measures": "text"}


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    retold, model = SAMPLE / "retold", SAMPLE / "model"
    files = [retold, *sorted(model.glob("*.txt"))[:20]]
    done = build(files, out=tmp_path_factory.mktemp("c"), places=model / "places.csv", jobs=1)
    assert not done.refused
    return done.corpus


def _passages(corpus: Corpus, name: str) -> pd.DataFrame:
    rows = corpus.read(name).merge(corpus.texts[["report_id", "text"]], on="report_id")
    text = "text_y" if "text_y" in rows else "text"
    rows["passage"] = [
        text[start:end]
        for text, start, end in zip(rows[text], rows["start"], rows["end"], strict=True)
    ]
    return rows


@pytest.mark.parametrize("name", QUOTED)
def test_a_passage_is_its_quote(name: str, corpus: Corpus) -> None:
    rows = _passages(corpus, name)
    quote = QUOTED[name] if name in ("figures", "cells") else "text_x"
    assert len(rows) > 10
    assert rows["passage"].tolist() == rows[quote].tolist()


def test_findings_rest_on_passages(corpus: Corpus) -> None:
    lengths = corpus.reports.set_index("sha256")["characters"]
    places = [place for places in corpus.findings["places"] for place in places]
    assert places
    assert all(0 <= each["start"] <= each["end"] <= lengths[each["source"]] for each in places)


def test_model_units_are_fictional_and_real_ones_are_not(corpus: Corpus) -> None:
    reports = corpus.reports
    assert reports["fictional"].tolist() == reports["county_code"].str.startswith("99").tolist()
    assert reports["fictional"].sum() == 20
