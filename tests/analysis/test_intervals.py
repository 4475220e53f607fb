"""Shares with their Wilson intervals."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.analysis.intervals import wilson

#: Computed by the formula of Wilson (1927) with z = 1.96.
KNOWN = [
    (0, 10, 0.0, 0.2775),
    (10, 10, 0.7225, 1.0),
    (5, 10, 0.2366, 0.7634),
    (12, 30, 0.2459, 0.5768),
    (1, 1, 0.2065, 1.0),
]


@pytest.mark.parametrize(("part", "whole", "low", "high"), KNOWN)
def test_known_intervals(part: int, whole: int, low: float, high: float) -> None:
    share = wilson(part, whole)
    assert share.low == pytest.approx(low, abs=2e-4)
    assert share.high == pytest.approx(high, abs=2e-4)


def test_nothing_of_nothing_has_no_base() -> None:
    share = wilson(0, 0)
    assert (share.share, share.low, share.high) == (None, None, None)


@pytest.mark.parametrize(("part", "whole"), [(-1, 3), (4, 3), (1, 0)])
def test_a_part_outside_its_whole_is_a_mistake(part: int, whole: int) -> None:
    with pytest.raises(ValueError, match="0 <= part <= whole"):
        wilson(part, whole)


def test_thirty_cases_are_enough_to_be_called_high_or_low() -> None:
    assert wilson(3, 29).few
    assert not wilson(3, 30).few


@given(st.integers(1, 10_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_share_lies_in_its_interval(case: tuple[int, int]) -> None:
    share = wilson(*case)
    assert share.share is not None and share.low is not None and share.high is not None
    assert 0 <= share.low <= share.share <= share.high <= 1
