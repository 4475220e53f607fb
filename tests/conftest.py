"""Fixtures that every test may use."""

from __future__ import annotations

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real reports beside the project; tests that need it say so without it."""
    if not (SHARED / "reports" / "gold.jsonl").is_file():
        pytest.skip(f"the real reports are not at {SHARED}; this test needs them")
    return SHARED
