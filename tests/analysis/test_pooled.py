"""Rates and mixes of many reports together: what counts, and what is left out."""

from __future__ import annotations

import pytest
from memory_corpus import Draft, corpus_of, township

from workbench.analysis.cells import Cells, cells_of
from workbench.analysis.pooled import Pooled, applicant_mix, outcome_mix, pooled_rates
from workbench.model import Confidence, Form

Values = dict[str, float | None]


def _cells(values: Values, *, confidence: Confidence = Confidence.CERTAIN) -> Cells:
    """A report's cells; a row is of the column 总计, row.column is that one."""
    draft = Draft(township("关庄乡", "640522213", 2022), form=Form.Y2021)
    for path, value in values.items():
        row, _, column = path.partition(".")
        draft.cell("requests", row, column or "total", value, confidence=confidence)
    corpus = corpus_of(draft)
    (cells,) = cells_of(corpus, corpus.reports["report_id"]).values()
    return cells


def _named(found: tuple[Pooled, ...], name: str) -> tuple[int, int, int, int]:
    one = next(each for each in found if each.name == name)
    return (one.share.part, one.share.whole, one.reports, one.left_out)


def _outcomes(granted: float | None, not_held: float | None, total: float) -> Values:
    return {"granted": granted, "partly_granted": 0, "not_held": not_held, "total": total}


OUTCOME_CASES: dict[str, tuple[list[Values], tuple[int, int, int, int]]] = {
    "two reports": ([_outcomes(6, 2, 8), _outcomes(1, 1, 2)], (7, 10, 2, 0)),
    "rows without a number": ([_outcomes(6, 2, 8), _outcomes(None, 1, 2)], (6, 8, 1, 1)),
    "rows that do not add up": ([_outcomes(6, 2, 8), _outcomes(5, 0, 9)], (6, 8, 1, 1)),
    "nothing was asked": ([_outcomes(6, 2, 8), _outcomes(0, 0, 0)], (6, 8, 2, 0)),
    "no table": ([_outcomes(6, 2, 8), {}], (6, 8, 1, 0)),
    "nobody": ([], (0, 0, 0, 0)),
}


@pytest.mark.parametrize(("reports", "want"), OUTCOME_CASES.values(), ids=OUTCOME_CASES)
def test_outcomes(reports: list[Values], want: tuple[int, int, int, int]) -> None:
    assert _named(outcome_mix([_cells(values) for values in reports]), "granted") == want


def test_the_outcomes_of_a_group_are_all_that_was_closed() -> None:
    mix = outcome_mix([_cells({**_outcomes(3, 2, 9), "state_secret": 1, "petition": 2,
                               "fee_unpaid": 1})])  # fmt: skip
    assert sum(one.share.part for one in mix) == 9
    assert _named(mix, "not_processed")[0] == 2


def test_applicants_count_where_every_column_has_a_number() -> None:
    columns = dict.fromkeys(("research", "social_welfare", "legal_service", "other"), 0)
    whole = {f"new.{name}": value for name, value in columns.items()}
    full = _cells({"new": 5, "new.natural_person": 4, "new.enterprise": 1, **whole})
    torn = _cells({"new": 5, "new.natural_person": 5, "new.enterprise": None, **whole})
    mix = applicant_mix([full, torn])
    assert _named(mix, "natural_person") == (4, 5, 1, 1)
    assert _named(mix, "enterprise") == (1, 5, 1, 1)


RATE_CASES: dict[str, tuple[list[Cells], tuple[int, int, int, int]]] = {
    "two reports": (
        [_cells(_outcomes(6, 2, 8)), _cells(_outcomes(1, 1, 2))],
        (7, 10, 2, 0),
    ),
    "a part above its base": (
        [_cells(_outcomes(6, 2, 8)), _cells(_outcomes(9, 0, 2))],
        (6, 8, 1, 1),
    ),
    "nothing sure": (
        [_cells(_outcomes(6, 2, 8), confidence=Confidence.UNCERTAIN)],
        (0, 0, 0, 1),
    ),
    "0/0 has no base": ([_cells(_outcomes(0, 0, 0))], (0, 0, 1, 0)),
}  # fmt: skip


@pytest.mark.parametrize(("reports", "want"), RATE_CASES.values(), ids=RATE_CASES)
def test_rates_of_many(reports: list[Cells], want: tuple[int, int, int, int]) -> None:
    assert _named(pooled_rates(reports), "grant_rate") == want


def test_no_base_is_no_share() -> None:
    (rate, *_) = pooled_rates([_cells(_outcomes(0, 0, 0))])
    assert rate.share.share is None
