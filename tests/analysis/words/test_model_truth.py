"""On a country whose truth is known, series, rates and trends are the truth."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass
from typing import Any

import pytest

import workbench as wb
from workbench.analysis.cells import cells_of
from workbench.analysis.indicators import indicator_named
from workbench.analysis.rates import rates
from workbench.analysis.series import series
from workbench.analysis.units import GROUPS
from workbench.analysis.words.trends import trend
from workbench.sample import write

Truth = dict[str, Any]


@dataclass(frozen=True)
class Country:
    corpus: wb.Corpus
    truths: list[Truth]

    def of(self, *levels: str) -> list[Truth]:
        """The truths of some levels."""
        return [truth for truth in self.truths if truth["identity"]["level"] in levels]


@pytest.fixture(scope="module")
def country(tmp_path_factory: pytest.TempPathFactory) -> Country:
    folder = tmp_path_factory.mktemp("country")
    write(folder / "files", seed=23, counties_count=2, townships=6, years=range(2017, 2023))
    wb.build([folder / "files"], out=folder / "corpus", jobs=1)
    lines = (folder / "files" / "truth.jsonl").read_text("utf-8").splitlines()
    return Country(wb.open(folder / "corpus"), [json.loads(line) for line in lines])


FOLLOWED = ("proactive_total", "requests_received", "reconsideration_total", "meetings")


@pytest.mark.parametrize("group", ["county", "township"])
@pytest.mark.parametrize("indicator", FOLLOWED)
def test_series_are_the_truth(country: Country, indicator: str, group: str) -> None:
    found = series(country.corpus, indicator, None, group, fictional=True).points
    got = {
        (row["unit_name"], row["county_code"], int(row["year"])): (row["value"], row["qualifier"])
        for row in found.loc[found["value"].notna()].to_dict("records")
    }
    want = {}
    for truth in country.of(*GROUPS[group]):
        identity = truth["identity"]
        name = identity["township"] or identity["county"]
        if said := _said(truth, indicator):
            want[name, identity["county_code"], identity["year"]] = said
    assert {
        key: (value, q if isinstance(q, str) else None) for key, (value, q) in got.items()
    } == want
    assert len(want) > 5


def _said(truth: Truth, indicator: str) -> tuple[float, str | None] | None:
    """The value that a report states; of 140余 in a sentence and 143 in its table the table's."""
    figure = truth["figures"].get(indicator, {})
    if figure.get("value") is None:
        return None
    exact = _sum(truth, *indicator_named(indicator).cells.get(truth["form"], ("none",)))
    softened = figure.get("qualifier") if exact is None else None
    return (figure["value"] if exact is None else exact, softened)


def test_a_series_is_broken_where_the_forms_change(country: Country) -> None:
    found = series(country.corpus, "proactive_total", None, "township", fictional=True)
    assert [cut.after for cut in found.breaks] == [2019, 2021]
    assert found.breaks[0].comparability != "same"
    one = found.points["unit_key"].iloc[0]
    assert found.change(one, 2018, 2019).reason in ("break", "no_value")


def _sum(truth: Truth, *paths: str) -> int | None:
    """The sum of cells of the truth; None unless a number was printed in all of them."""
    cells = [truth["cells"].get(path, [None])[0] for path in paths]
    return None if None in cells else sum(cells)


_BLOCKS = ("reconsideration", "direct_litigation", "litigation_after_reconsideration")


def _expected(truth: Truth) -> dict[str, tuple[int | None, int | None]]:
    def requests(*rows: str) -> int | None:
        return _sum(truth, *(f"requests.{row}.total" for row in rows))

    def disputes(column: str) -> int | None:
        return _sum(truth, *(f"disputes.{block}.{column}" for block in _BLOCKS))

    total, pending = disputes("total"), disputes("pending")
    closed = None if total is None or pending is None else total - pending
    return {
        "grant_rate": (requests("granted", "partly_granted"), requests("total")),
        "not_held_share": (requests("not_held"), requests("total")),
        "carry_forward_share": (requests("carried_forward"), requests("new", "carried_over")),
        "natural_person_share": (_sum(truth, "requests.new.natural_person"), requests("new")),
        "dispute_rate": (total, requests("new")),
        "correction_rate": (disputes("corrected"), closed),
    }


def test_rates_are_the_truth(country: Country) -> None:
    ids = dict(country.corpus.reports[["name", "report_id"]].itertuples(index=False, name=None))
    cells = cells_of(country.corpus, ids.values())
    compared = 0
    for truth in country.truths:
        report_id = next(i for name, i in ids.items() if name.endswith(truth["file"]))
        want = _expected(truth)
        for rate in rates(cells[report_id]):
            part, base = want[rate.name]
            if part is None or base is None:
                assert rate.share is None, (truth["file"], rate.name)
            elif part <= base:
                assert (rate.part, rate.base) == (part, base), (truth["file"], rate.name)
                assert (rate.reason == "no_base") == (base == 0)
                compared += base > 0
            else:
                assert rate.reason == "not_a_share"
    assert compared > 50


#: A term, and by what a reader finds it in the truth's sentences.
TERMS = {
    "不及时": r"不够?及时",
    "渠道": "渠道",
    "兼职": "兼职",
    "不规范": r"不够?规范",
    "规范化": "规范化",
    "依申请公开": "依申请公开",
    "/人员.{0,6}兼职/": r"人员.{0,6}兼职",
}
ALL = "、".join(TERMS)


def _problems(truths: list[Truth]) -> dict[int, list[list[str]]]:
    """By year, the problems of each report."""
    by_year: dict[int, list[list[str]]] = {}
    for truth in truths:
        said = [problem["starts"] for problem in truth["problems"]]
        by_year.setdefault(truth["identity"]["year"], []).append(said)
    return by_year


@pytest.mark.parametrize("group", ["township", None])
def test_raw_trends_are_the_truth(country: Country, group: str | None) -> None:
    found = trend(country.corpus, ALL, level=group, copies="raw").table
    by_year = _problems(country.of(*GROUPS[group]) if group else country.truths)
    for row in found.to_dict("records"):
        reports, pattern = by_year[row["year"]], re.compile(TERMS[row["term"]])
        said = [text for report in reports for text in report]
        assert row["n"] == row["reports"] == len(reports)
        assert row["hits"] == sum(any(map(pattern.search, report)) for report in reports)
        assert row["occurrences"] == sum(len(pattern.findall(text)) for text in said)
        assert row["characters"] == sum(map(len, said))
    assert found["hits"].sum() > 20
    assert len(found) == len(TERMS) * len(by_year)


def test_trends_without_copies_are_the_truth(country: Country) -> None:
    found = trend(country.corpus, ALL, level="township").table
    by_year = _problems(country.of("township", "subdistrict"))
    for row in found.to_dict("records"):
        said = {text for report in by_year[row["year"]] for text in report}
        pattern = re.compile(TERMS[row["term"]])
        assert row["n"] == len(said)
        assert row["hits"] == sum(bool(pattern.search(text)) for text in said)
        assert row["characters"] == sum(map(len, said))
    assert (found["n"] < found["reports"] * 3).any()


def test_trends_by_place_and_level_are_the_truth(country: Country) -> None:
    found = trend(country.corpus, "渠道", level=None, by=("place", "level"), copies="raw").table
    of = {"subdistrict": "township"}
    want: Counter[tuple[str, str]] = Counter()
    naming: Counter[tuple[str, str]] = Counter()
    for truth in country.truths:
        level = truth["identity"]["level"]
        cell = (truth["identity"]["county_code"], of.get(level, level))
        want[cell] += 1
        naming[cell] += any("渠道" in problem["starts"] for problem in truth["problems"])
    cells = list(zip(found["place"], found["group"], strict=True))
    assert dict(zip(cells, found["n"], strict=True)) == want
    assert dict(zip(cells, found["hits"], strict=True)) == {cell: naming[cell] for cell in want}
