"""One comparable number or the reason why there is none."""

from __future__ import annotations

from typing import Any

import pytest
from memory_corpus import Draft, MemoryCorpus, corpus_of, township

from workbench.analysis.agreement import settled
from workbench.analysis.readings import Answer, answer, merged, statements, values_of
from workbench.model import Confidence, Scope, Status, Subject

TOTAL = "proactive_total"


def _report(*figures: dict[str, Any]) -> MemoryCorpus:
    draft = Draft(township("关庄乡", "640522213", 2017))
    for figure in figures:
        value = figure.pop("value", 93)
        draft.figure(figure.pop("indicator", TOTAL), value, f"公布{value:g}条。", **figure)
    return corpus_of(draft)


def _answer(corpus: MemoryCorpus) -> Answer:
    """What the only report says; the table of values must say the same."""
    said = statements(corpus).get(corpus.reports["report_id"].iloc[0], {})
    found = answer(said.get(TOTAL, ()))
    row = values_of(corpus, TOTAL, corpus.reports).iloc[0]
    assert (found.missing or None) == (row["missing"] if found.missing else None)
    assert (found.chosen is None) == (row["value"] != row["value"])
    assert found.chosen is None or found.chosen.value == row["value"]
    return found


OWN_YEAR = {"value": 93}
ASIDE = [
    ("uncertain", {"confidence": Confidence.UNCERTAIN}),
    ("cumulative", {"scope": Scope.CUMULATIVE}),
    ("other_scope", {"scope": Scope.UNKNOWN}),
    ("other_scope", {"scope": Scope.AS_OF}),
    ("other_subject", {"subject": Subject.AREA}),
    ("other_subject", {"subject": Subject.SUBORDINATE}),
    ("part", {"part_of": "proactive_total"}),
    ("other_year", {"year": 2016}),
]


@pytest.mark.parametrize(("kind", "figure"), ASIDE, ids=lambda case: str(case)[:40])
def test_what_must_not_be_compared_stands_aside_with_its_reason(
    kind: str, figure: dict[str, Any]
) -> None:
    found = _answer(_report(dict(figure)))
    assert found.chosen is None
    assert found.missing == kind
    assert [reading.kind for reading in found.aside] == [kind]


STOCK = [
    ("comparable", Scope.AS_OF),
    ("other_scope", Scope.YEAR),
    ("cumulative", Scope.CUMULATIVE),
    ("other_scope", Scope.UNKNOWN),
]


@pytest.mark.parametrize(("kind", "scope"), STOCK, ids=[scope for _, scope in STOCK])
def test_a_state_of_things_is_compared_as_of_the_years_end(kind: str, scope: Scope) -> None:
    corpus = _report({"indicator": "staff", "value": 5, "scope": scope})
    (reading,) = statements(corpus)[corpus.reports["report_id"].iloc[0]]["staff"]
    row = values_of(corpus, "staff", corpus.reports).iloc[0]
    assert reading.kind == kind
    assert (row["value"] == 5) == (kind == "comparable")
    assert kind == "comparable" or row["missing"] == kind


def test_a_yearly_figure_is_chosen_beside_a_cumulative_one() -> None:
    corpus = _report({"value": 1205, "scope": Scope.CUMULATIVE}, dict(OWN_YEAR))
    found = _answer(corpus)
    assert found.chosen is not None
    assert (found.chosen.value, found.missing) == (93, None)
    assert [reading.value for reading in found.aside] == [1205]
    text = corpus.texts["text"].iloc[0]
    assert text[found.chosen.start : found.chosen.end] == "93条"


def test_a_figure_of_the_reports_own_year_said_expressly_is_comparable() -> None:
    assert _answer(_report({"value": 93, "year": 2017})).chosen is not None


def test_two_values_are_a_conflict_and_none_is_chosen() -> None:
    found = _answer(_report({"value": 93}, {"value": 94}))
    assert (found.chosen, found.missing) == (None, "conflict")
    assert [reading.value for reading in found.conflicting] == [93, 94]


def test_the_same_value_twice_is_one_value() -> None:
    found = _answer(_report({"value": 93}, {"value": 93}))
    assert found.chosen is not None
    assert [reading.value for reading in found.sure] == [93, 93]


SAID = [
    ("130余 and 138", [(130, "over"), (138, None)], 1),
    ("138 and 130余", [(138, None), (130, "over")], 0),
    ("130余 and 130", [(130, "over"), (130, None)], 1),
    ("130余 and 140", [(130, "over"), (140, None)], None),
    ("130余 and 129", [(130, "over"), (129, None)], None),
    ("7余 and 8", [(7, "over"), (8, None)], None),
    ("1000余 and 1500", [(1000, "over"), (1500, None)], 1),
    ("近100 and 93", [(100, "nearly"), (93, None)], 1),
    ("近100 and 101", [(100, "nearly"), (101, None)], None),
    ("约300 and 320", [(300, "about"), (320, None)], 1),
    ("约300 and 360", [(300, "about"), (360, None)], None),
    ("约300 twice", [(300, "about"), (300, "about")], 0),
    ("约300 and 300余", [(300, "about"), (300, "over")], None),
    ("93 and 93", [(93, None), (93, None)], 0),
    ("93 and 94", [(93, None), (94, None)], None),
    ("0余 and 0", [(0, "over"), (0, None)], 1),
    ("nothing", [], None),
]


@pytest.mark.parametrize(("said", "place"), [case[1:] for case in SAID], ids=[c[0] for c in SAID])
def test_softened_and_exact_numbers_agree_or_not(
    said: list[tuple[float, str | None]], place: int | None
) -> None:
    assert settled(said) == place


def test_the_exact_number_is_chosen_beside_a_softened_one() -> None:
    found = _answer(_report({"value": 130, "qualifier": "over"}, {"value": 138}))
    assert found.chosen is not None
    assert found.chosen.value == 138
    assert [reading.value for reading in found.same] == [130]


@pytest.mark.parametrize(
    ("status", "value", "missing"),
    [
        (Status.BLANK, None, "no_value"),
        (Status.SLASH, None, "no_value"),
        (Status.NOT_APPLICABLE, None, "no_value"),
        (Status.ZERO_IN_WORDS, 0, None),
        (Status.CORRECTED, 7, None),
    ],
)
def test_a_blank_is_never_a_zero(status: Status, value: int | None, missing: str | None) -> None:
    draft = Draft(township("关庄乡", "640522213", 2017))
    draft.figure(TOTAL, value, "未收到。", quote="未收到", status=status)
    found = _answer(corpus_of(draft))
    assert found.missing == missing
    assert (found.chosen is None) == (missing is not None)


def test_a_report_that_is_silent_has_not_stated() -> None:
    assert _answer(_report({"indicator": "requests_received"})).missing == "not_stated"


def test_values_have_a_row_for_every_report_and_no_invented_number() -> None:
    silent = Draft(township("史店乡", "640522201", 2017)).section("overview", "概述")
    said = Draft(township("关庄乡", "640522213", 2017)).figure(TOTAL, 93, "公布93条。")
    corpus = corpus_of(silent, said)
    rows = values_of(corpus, TOTAL, corpus.reports)
    assert rows["report_id"].tolist() == corpus.reports["report_id"].tolist()
    assert rows["missing"].tolist()[0] == "not_stated"
    assert rows["value"].isna().tolist() == [True, False]
    assert rows["value"].tolist()[1] == 93


def test_no_figures_at_all() -> None:
    corpus = corpus_of(Draft(township("关庄乡", "640522213", 2017)))
    assert values_of(corpus, TOTAL, corpus.reports)["missing"].tolist() == ["not_stated"]
    assert statements(corpus) == {}


def test_two_reports_of_a_unit_agree_or_conflict() -> None:
    one, other = _answer(_report({"value": 93})), _answer(_report({"value": 94}))
    silent = _answer(_report({"indicator": "fees"}))
    assert merged([one, silent]).chosen == one.chosen
    assert merged([one, one]).chosen == one.chosen
    assert merged([one, other]).missing == "conflict"
    assert len(merged([one, other]).conflicting) == 2
    assert merged([silent]).missing == "not_stated"
    assert merged([]).missing == "no_report"
