"""The committed model county is what the command in data/sample/README.md writes."""

from __future__ import annotations

from pathlib import Path

from workbench.sample import write

MODEL = Path(__file__).parents[2] / "data" / "sample" / "model"


def test_the_model_county_is_written_by_its_command(tmp_path: Path) -> None:
    write(tmp_path, seed=1, years=range(2016, 2025))
    fresh = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    committed = {path.name: path.read_bytes() for path in MODEL.iterdir()}
    assert fresh.keys() == committed.keys()
    changed = sorted(name for name in fresh if fresh[name] != committed[name])
    assert not changed, "run the command in data/sample/README.md and commit what it writes"
