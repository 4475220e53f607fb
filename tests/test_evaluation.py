"""Scoring against gold: every kind of hit and miss, in both formats."""

from __future__ import annotations

import json
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from workbench.errors import CorpusError
from workbench.evaluation import contract, evaluate, pages
from workbench.evaluation.score import Check, Outcome, aligned, tallies

TEXT = "甲县乙乡2017年度报告\n全年主动公开93条。累计公开1205条。\n更新 不及时。"


def _figure(indicator: str, value: float | None, quote: str, **more: Any) -> dict[str, Any]:
    start = TEXT.index(quote)
    figure = {
        "indicator": indicator, "value": value, "unit": "条", "qualifier": None,
        "status": "reported", "confidence": "certain", "scope": "year", "subject": "own",
        "year": None, "part_of": None, "quote": quote, "span": [start, start + len(quote)],
    }  # fmt: skip
    return {**figure, **more}


def _cell(key: str, value: float | None, status: str = "reported") -> dict[str, Any]:
    table, row, column = key.split(".")
    return {
        "table": table, "row": row, "column": column, "value": value, "status": status,
        "unit": None, "confidence": "certain", "raw": "", "span": [20, 21],
    }  # fmt: skip


RESULT: dict[str, Any] = {
    "status": "report",
    "reason": None,
    "identity": {"issuer": "甲县乙乡", "year": 2017, "published": None, "uncertain": []},
    "form": "2008",
    "sections": [
        {"role": role, "level": level}
        for role, level in (("overview", 1), ("proactive", 1), ("response", 2), ("problems", 1))
    ],
    "figures": [_figure("proactive_total", 93, "93条")],
    "cells": [_cell("proactive.rules.made", 0), _cell("proactive.rules.disclosed", None, "blank")],
    "problems": [{"text": "更新 不及时", "types": ["P02", "P01"]}],
    "findings": [{"code": "S1"}],
}
GOLD: dict[str, Any] = {
    "file": "a.txt",
    "identity": {"issuer": "甲县乙乡", "year": 2017, "published": None},
    "form": "2008",
    "section_roles": ["overview", "proactive", "problems"],
    "figures": {"proactive_total": {"value": 93, "unit": "条", "quote": "93条"}},
    "absent": ["requests_received"],
    "not_figures": {"proactive_total": [1205]},
    "cells": {
        "proactive.rules.made": [0, "reported"],
        "proactive.rules.disclosed": [None, "blank"],
    },
    "problems": [{"starts": "更新不及时", "types": ["P02"]}],
    "findings": ["S1"],
    "not_findings": ["N1"],
}


def _misses(checks: Iterator[Check]) -> list[str]:
    return [
        f"{check.outcome} {check.field}" for check in checks if check.outcome is not Outcome.RIGHT
    ]


def _changed(what: dict[str, Any], change: dict[str, Any]) -> dict[str, Any]:
    return {**deepcopy(what), **change}


def test_a_perfect_result_has_no_miss() -> None:
    checks = list(contract.checks(GOLD, RESULT, TEXT))
    assert _misses(iter(checks)) == []
    assert {check.field for check in checks} == {
        "refuse", "identity.issuer", "identity.year", "form", "sections",
        "figures.proactive_total", "cells", "problems", "problem_types", "findings",
    }  # fmt: skip


TOTAL = _figure("proactive_total", 93, "93条")
STOCK = _figure("proactive_total", 1205, "1205条", scope="cumulative")
RESULTS = {
    "refused": (
        {"status": "refused", "reason": "unreadable", "identity": None, "form": "none",
         "sections": [], "figures": [], "cells": [], "problems": [], "findings": []},
        ["wrong refuse", "missing identity.issuer", "missing identity.year", "wrong form",
         *["missing sections"] * 3, "missing figures.proactive_total", "missing cells",
         "missing problems", "missing findings"],
    ),
    "another year": (
        {"identity": {"issuer": "甲县乙乡", "year": 2018, "uncertain": []}},
        ["wrong identity.year"],
    ),
    "another year, marked uncertain": (
        {"identity": {"issuer": "甲县乙乡", "year": 2018, "uncertain": ["year"]}},
        ["uncertain identity.year"],
    ),
    "a date that is not there": (
        {"identity": {**RESULT["identity"], "published": "2018-01-01"}},
        ["extra identity.published"],
    ),
    "another form": ({"form": "none"}, ["wrong form"]),
    "a section too many": (
        {"sections": [*RESULT["sections"], {"role": "other", "level": 1}]}, ["extra sections"],
    ),
    "a section of another role": (
        {"sections": [{"role": role, "level": 1} for role in ("overview", "fees", "problems")]},
        ["wrong sections"],
    ),
    "no figure": ({"figures": []}, ["missing figures.proactive_total"]),
    "another value": (
        {"figures": [_figure("proactive_total", 94, "93条")]}, ["wrong figures.proactive_total"],
    ),
    "another value, marked uncertain": (
        {"figures": [_figure("proactive_total", 94, "93条", confidence="uncertain")]},
        ["uncertain figures.proactive_total"],
    ),
    "two values of one year": (
        {"figures": [TOTAL, STOCK]},
        ["wrong figures.proactive_total", "extra figures.proactive_total"],
    ),
    "another year's value beside it": (
        {"figures": [TOTAL, _figure("proactive_total", 80, "93条", year=2016)]}, [],
    ),
    "the area's value beside it": (
        {"figures": [TOTAL, _figure("proactive_total", 800, "93条", subject="area")]}, [],
    ),
    "another unit": (
        {"figures": [{**TOTAL, "unit": "件"}]}, ["wrong figures.proactive_total"],
    ),
    "a span beside the quote": (
        {"figures": [{**TOTAL, "span": [0, 4]}]}, ["wrong figures.proactive_total"],
    ),
    "a figure that must be absent": (
        {"figures": [TOTAL, _figure("requests_received", 3, "93条")]},
        ["extra figures.requests_received"],
    ),
    "an absent figure said of subordinates": (
        {"figures": [TOTAL, _figure("requests_received", 3, "93条", subject="subordinate")]}, [],
    ),
    "a cell missing": ({"cells": []}, ["missing cells"]),
    "a cell of another value": ({"cells": [_cell("proactive.rules.made", 1)]}, ["wrong cells"]),
    "a cell of another status": (
        {"cells": [_cell("proactive.rules.made", 0, "zero_in_words")]}, ["wrong cells"],
    ),
    "a blank cell with a value": (
        {"cells": [*RESULT["cells"][:1], _cell("proactive.rules.disclosed", 0)]}, ["wrong cells"],
    ),
    "a blank cell left out": ({"cells": RESULT["cells"][:1]}, []),
    "a cell that is not listed": (
        {"cells": [*RESULT["cells"], _cell("disputes.reconsideration.total", 5)]}, ["extra cells"],
    ),
    "a blank cell that is not listed": (
        {"cells": [*RESULT["cells"], _cell("disputes.reconsideration.total", None, "slash")]}, [],
    ),
    "a cell that stands twice with two values": (
        {"cells": [*RESULT["cells"], _cell("proactive.rules.made", 7)]}, ["wrong cells"],
    ),
    "a problem too many": (
        {"problems": [*RESULT["problems"], {"text": "人手不够", "types": []}]}, ["extra problems"],
    ),
    "a problem with its enumerator": (
        {"problems": [{"text": "一是更新不及时", "types": ["P02"]}]}, ["wrong problems"],
    ),
    "another type": ({"problems": [{"text": "更新不及时", "types": []}]}, ["wrong problem_types"]),
    "a finding missing": ({"findings": []}, ["missing findings"]),
    "a finding that must not be": (
        {"findings": [{"code": "S1"}, {"code": "N1"}]}, ["extra findings"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("change", "misses"), RESULTS.values(), ids=RESULTS)
def test_a_miss(change: dict[str, Any], misses: list[str]) -> None:
    result = _changed(RESULT, change)
    assert _misses(contract.checks(GOLD, result, TEXT)) == misses


GOLDS = {
    "a refusal for the right reason": (
        {"file": "a.txt", "refuse": "empty_form"}, {"status": "refused", "reason": "empty_form"},
        [],
    ),
    "a refusal for another reason": (
        {"file": "a.txt", "refuse": "empty_form"}, {"status": "refused", "reason": "no_issuer"},
        ["wrong refuse"],
    ),
    "a refusal that was read": ({"file": "a.txt", "refuse": "empty_form"}, {}, ["wrong refuse"]),
    "the stock listed among the others": (
        {**GOLD, "not_figures": {},
         "more_figures": [{"indicator": "proactive_total", "value": 1205, "scope": "cumulative"}]},
        {"figures": [TOTAL, STOCK]}, [],
    ),
    "one of the others missing": (
        {**GOLD, "more_figures": [{"indicator": "trainings", "value": 2}]}, {},
        ["missing figures.trainings"],
    ),
    "nothing else may be found": (
        {**GOLD, "exhaustive": True}, {"figures": [TOTAL, _figure("trainings", 93, "93条")]},
        ["extra figures.trainings"],
    ),
    "nothing else but what rests on a cell": (
        {**GOLD, "exhaustive": True},
        {"figures": [TOTAL, _figure("normative_documents", 0, "93条", span=[20, 21])]}, [],
    ),
    "findings across reports are counted apart": (
        {**GOLD, "findings": ["X3"]}, {}, ["missing findings_across"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("gold", "change", "misses"), GOLDS.values(), ids=GOLDS)
def test_what_gold_may_state(
    gold: dict[str, Any], change: dict[str, Any], misses: list[str]
) -> None:
    assert _misses(contract.checks(gold, _changed(RESULT, change), TEXT)) == misses


PAGE: dict[str, Any] = {
    "file": "a.txt", "issuer": "甲县乙乡人民政府", "level": "乡镇", "county": "甲县",
    "province": "丙省", "year": 2017, "published": "2018-03-02", "volume": 93, "volume_alt": [40],
    "applications": 0, "applications_alt": [], "problems": ["更新不及时"],
    "province_in_text": False, "county_in_text": True,
}  # fmt: skip
OF_PAGE: dict[str, Any] = {
    **RESULT,
    "identity": {
        "issuer": "甲县乙乡", "level": "township", "county": "甲县", "prefecture": "丁市",
        "province": "丙省", "year": 2017, "published": "2018-03-02", "uncertain": [],
    },
    "figures": [TOTAL, _figure("requests_received", 0, "93条", status="zero_in_words")],
}  # fmt: skip
PAGES = {
    "all right": ({}, {}, []),
    "the alternative volume": ({}, {"volume": 40}, []),
    "another volume": ({}, {"volume": 41}, ["wrong volume"]),
    "no volume": ({}, {"volume": None}, ["missing volume"]),
    "a stock is no volume": ({}, {"stock": 41}, []),
    "a volume where none is": ({"volume": None}, {}, ["extra volume"]),
    "an alternative where none is": ({"volume": None, "volume_alt": [93]}, {}, []),
    "no requests": ({}, {"requests": None}, ["missing applications"]),
    "another issuer": ({"issuer": "甲县丙乡"}, {}, ["wrong issuer"]),
    "another level": ({"level": "街道"}, {}, ["wrong level"]),
    "a date where none is": ({"published": None}, {}, ["extra published"]),
    "a month alone": ({"published": "2018-03"}, {}, []),
    "a month alone, nothing found": ({"published": "2018-03"}, {"published": None}, []),
    "no county": ({}, {"county": None}, ["missing county"]),
    "a county only in the address": ({"county_in_text": False}, {"county": None}, []),
    "another county": ({"county_in_text": False}, {"county": "戊县"}, ["wrong county"]),
    "a county where none is": ({"county": None}, {}, ["extra county"]),
    "a city's department": ({"county": "丁市"}, {"county": None}, []),
    "the short name of a province": ({"province": "丙"}, {}, []),
    "no province": ({}, {"province": None}, []),
    "no problems in the text": ({"problems": None}, {}, ["extra problems"]),
    "one problem more": ({"problems": ["更新不及时", "人手不够"]}, {}, ["missing problems"]),
}


@pytest.mark.parametrize(("gold", "found", "misses"), PAGES.values(), ids=PAGES)
def test_an_opening(gold: dict[str, Any], found: dict[str, Any], misses: list[str]) -> None:
    result = deepcopy(OF_PAGE)
    for key, value in found.items():
        if key == "volume":
            result["figures"][0]["value"] = value
        elif key == "requests":
            result["figures"][1]["value"] = value
        elif key == "stock":
            result["figures"].append({**STOCK, "value": value})
        else:
            result["identity"][key] = value
    assert _misses(pages.checks({**PAGE, **gold}, result, TEXT)) == misses


ALIGNED = {
    "equal": ("abc", "abc", [("a", "a"), ("b", "b"), ("c", "c")]),
    "one missing": ("abc", "ac", [("a", "a"), ("b", None), ("c", "c")]),
    "one more": ("ac", "abc", [("a", "a"), (None, "b"), ("c", "c")]),
    "another in its place": ("abc", "axc", [("a", "a"), ("b", "x"), ("c", "c")]),
    "nothing expected": ("", "a", [(None, "a")]),
    "nothing found": ("a", "", [("a", None)]),
}


@pytest.mark.parametrize(("expected", "found", "pairs"), ALIGNED.values(), ids=ALIGNED)
def test_lists_are_aligned(expected: str, found: str, pairs: list[tuple[str, str]]) -> None:
    assert list(aligned(expected, found, str.__eq__)) == pairs


def test_precision_and_recall() -> None:
    outcomes = [Outcome.RIGHT] * 6 + [Outcome.WRONG, Outcome.MISSING, Outcome.EXTRA, Outcome.EXTRA]
    (tally,) = tallies([Check("a", "f", outcome) for outcome in outcomes])
    assert (tally.precision, tally.recall) == (6 / 9, 6 / 8)
    (nothing,) = tallies([Check("a", "f", Outcome.MISSING)])
    assert (nothing.precision, nothing.recall) == (None, 0)


def _write(folder: Path, *rows: dict[str, Any]) -> Path:
    path = folder / "gold.jsonl"
    path.write_text("".join(json.dumps(row) + "\n\n" for row in rows), "utf-8")
    return path


def test_files_lie_beside_the_gold_and_fields_can_be_skipped(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "a.txt").write_text("今天天气很好。\n", "utf-8")
    gold = _write(tmp_path, {**GOLD, "file": "sub/a.txt"}, {"file": "gone.txt", "refuse": "x"})
    evaluation = evaluate(gold)
    assert {"findings", "cells"} <= {tally.field for tally in evaluation.tallies}
    assert evaluation.misses[-1].found == "unreadable"
    fewer = evaluate(gold, skip=["findings", "cells"])
    assert not {"findings", "cells"} & {tally.field for tally in fewer.tallies}
    assert len(fewer.checks) < len(evaluation.checks)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('{"file": "a.txt"}', "line 1: neither gold"),
        ("{", "line 1: "),
        ('{"refuse": "x"}', "line 1"),
    ],
    ids=["another format", "no JSON", "no file"],
)
def test_wrong_gold_is_named(line: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "gold.jsonl").write_text(line, "utf-8")
    with pytest.raises(CorpusError, match=message):
        evaluate(tmp_path / "gold.jsonl")
