"""The tables hold every field of the model, and nothing that their schema does not promise."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import pytest

from workbench import model
from workbench.corpus import schemas
from workbench.corpus.frames import arrow_schema, check, from_rows, to_pandas
from workbench.corpus.schemas import TABLES, Table
from workbench.errors import CorpusError

#: What a field of the model is called in the tables, where it is not one column of its name.
FLATTENED = {
    "span": {"start", "end"},
    "body": {"body_start", "body_end"},
    "spans": {"places"},
    "period": {"period_from", "period_to"},
}
NOUNS = {
    "reports": model.Identity,
    "sections": model.Section,
    "figures": model.Figure,
    "cells": model.Cell,
    "problems": model.Problem,
    "measures": model.Measure,
    "findings": model.Finding,
    "sources": model.Source,
}


@pytest.mark.parametrize("name", NOUNS)
def test_every_field_of_the_model_has_its_column(name: str) -> None:
    columns = set(TABLES[name].names())
    for field in fields(NOUNS[name]):
        assert FLATTENED.get(field.name, {field.name}) <= columns


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_a_table_is_well_described(table: Table) -> None:
    names = table.names()
    assert len(set(names)) == len(names)
    assert set(table.key) <= set(names)
    assert table.about.endswith(".")
    assert all(column.about and column.about[-1] not in ".。" for column in table.columns)


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_an_empty_table_passes(table: Table) -> None:
    empty = from_rows(table, [])
    assert empty.schema == arrow_schema(table)
    check(table, empty)
    assert tuple(to_pandas(empty).columns) == table.names()


GOOD = {
    "report_id": "0123456789abcdef",
    "county_code": "640522",
    "report_year": 2017,
    "n": 1,
    "indicator": "proactive_total",
    "value": 93.0,
    "unit": "条",
    "qualifier": None,
    "status": "reported",
    "confidence": "certain",
    "scope": "year",
    "subject": "own",
    "year": None,
    "part_of": None,
    "quote": "93条",
    "start": 10,
    "end": 13,
}
BAD = {
    "a word that is not on the list": ({"status": "Reported"}, "status"),
    "a missing indicator": ({"indicator": None}, "indicator"),
    "an identifier of another shape": ({"report_id": "0123"}, "report_id"),
    "an end before the start": ({"end": 9}, "start <= end"),
    "a number below one": ({"n": 0}, "n"),
    "a place before the text": ({"start": -1}, "start"),
}


def _rows(*changes: dict[str, Any]) -> list[tuple[Any, ...]]:
    return [tuple({**GOOD, **change}.values()) for change in changes]


def test_a_good_row_passes() -> None:
    data = from_rows(schemas.FIGURES, _rows({}, {"n": 2, "year": 2016, "value": None}))
    check(schemas.FIGURES, data)
    frame = to_pandas(data)
    assert frame["year"].isna().tolist() == [True, False]
    assert frame["year"][1] == 2016
    assert frame["report_year"].astype(str).tolist() == ["2017", "2017"]


@pytest.mark.fault(33)
@pytest.mark.parametrize(("change", "place"), BAD.values(), ids=BAD)
def test_a_bad_row_is_named(change: dict[str, Any], place: str) -> None:
    with pytest.raises(CorpusError, match="table figures") as caught:
        check(schemas.FIGURES, from_rows(schemas.FIGURES, _rows(change)))
    assert place in str(caught.value)


def test_a_key_stands_once() -> None:
    with pytest.raises(CorpusError, match="table figures"):
        check(schemas.FIGURES, from_rows(schemas.FIGURES, _rows({}, {})))
