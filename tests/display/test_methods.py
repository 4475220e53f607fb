"""data/METHODS.md is what the reference data say."""

from __future__ import annotations

from pathlib import Path

from workbench.analysis.rates import DEFINITIONS
from workbench.display.methods import markdown
from workbench.reference.indicators import indicators

NOTE = Path(__file__).resolve().parents[2] / "data" / "METHODS.md"


def test_the_committed_note_is_current() -> None:
    assert NOTE.read_text("utf-8") == markdown(), "run: make methods"


def test_every_indicator_and_rate_is_explained() -> None:
    text = markdown()
    for key, one in indicators().items():
        (line,) = (line for line in text.splitlines() if line.startswith(f"| `{key}` |"))
        assert one.label in line
        assert line.count("|") == 7
    for rate in DEFINITIONS:
        assert f"- `{rate.name}`：" in text
