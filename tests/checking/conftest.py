"""The checks are tried in the model country."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from workbench.reference import divisions

PLACES = Path(__file__).parents[2] / "data" / "sample" / "model" / "places.csv"


@pytest.fixture(autouse=True)
def model_country() -> Iterator[None]:
    with divisions.use(PLACES):
        yield
