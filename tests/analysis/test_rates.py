"""Rates from a report's own cells."""

from __future__ import annotations

import pytest
from memory_corpus import Draft, corpus_of, township

from workbench.analysis.cells import Cells, cells_of
from workbench.analysis.rates import Rate, rates
from workbench.model import Confidence, Form

REQUESTS = {
    "new": 40, "carried_over": 2, "granted": 10, "partly_granted": 5, "not_held": 8, "total": 40,
    "carried_forward": 2,
}  # fmt: skip
DISPUTES = {"upheld": 2, "corrected": 1, "other": 0, "pending": 1, "total": 4}
BLOCKS = ("reconsideration", "direct_litigation", "litigation_after_reconsideration")


def _cells(**changes: float | None) -> Cells:
    """A report's cells; ``total=None`` blanks the cell of that row."""
    draft = Draft(township("关庄乡", "640522213", 2019), form=Form.Y2019)
    for row, value in {**REQUESTS, **changes}.items():
        draft.cell("requests", row, "total", value)
    draft.cell("requests", "new", "natural_person", 30)
    for block in BLOCKS:
        for column, value in DISPUTES.items():
            draft.cell("disputes", block, column, value if block == BLOCKS[0] else 0)
    corpus = corpus_of(draft)
    (cells,) = cells_of(corpus, corpus.reports["report_id"]).values()
    return cells


def _rate(name: str, cells: Cells) -> Rate:
    return next(rate for rate in rates(cells) if rate.name == name)


@pytest.mark.parametrize(
    ("name", "part", "base"),
    [
        ("grant_rate", 15, 40),
        ("not_held_share", 8, 40),
        ("carry_forward_share", 2, 42),
        ("natural_person_share", 30, 40),
        ("dispute_rate", 4, 40),
        ("correction_rate", 1, 3),
    ],
)
def test_part_and_base(name: str, part: int, base: int) -> None:
    rate = _rate(name, _cells())
    assert (rate.part, rate.base, rate.reason) == (part, base, None)
    assert rate.share is not None
    assert rate.share.share == pytest.approx(part / base)


def test_nothing_handled_is_no_base_and_not_zero_percent() -> None:
    rate = _rate("grant_rate", _cells(total=0, granted=0, partly_granted=0))
    assert rate.reason == "no_base"
    assert rate.share is not None
    assert rate.share.share is None


def test_a_blank_cell_is_never_read_as_zero() -> None:
    rate = _rate("grant_rate", _cells(partly_granted=None))
    assert (rate.share, rate.reason) == (None, "no_value")


def test_a_part_larger_than_its_base_is_no_share() -> None:
    rate = _rate("grant_rate", _cells(granted=50))
    assert (rate.share, rate.reason, rate.part) == (None, "not_a_share", 55)


def test_a_table_that_is_not_in_the_text() -> None:
    assert {rate.reason for rate in rates({})} == {"no_table"}


def test_an_uncertain_cell_is_not_used() -> None:
    draft = Draft(township("关庄乡", "640522213", 2019), form=Form.Y2019)
    for row, value in REQUESTS.items():
        draft.cell("requests", row, "total", value, confidence=Confidence.UNCERTAIN)
    corpus = corpus_of(draft)
    (cells,) = cells_of(corpus, corpus.reports["report_id"]).values()
    assert _rate("grant_rate", cells).reason == "no_value"


def test_the_first_of_two_equal_cells_stays() -> None:
    draft = Draft(township("关庄乡", "640522213", 2019), form=Form.Y2019)
    draft.cell("requests", "new", "total", 1).cell("requests", "new", "total", 2)
    corpus = corpus_of(draft)
    (cells,) = cells_of(corpus, corpus.reports["report_id"]).values()
    assert cells["requests", "new", "total"].value == 1
