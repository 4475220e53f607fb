"""What the project ships is in its own words: no run of a real report's sentences is in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from workbench.reference.forms import forms

ROOT = Path(__file__).resolve().parents[2]
RUN = 24
#: So many runs may be a heading, or a list of words, that the statutes give everybody.
FEW = 3
_OTHER = re.compile("[^\u4e00-\u9fff]")
#: Cells stand apart: the labels of a form follow each other in every report that prints it.
_CELLS = re.compile(r"[\n|\t]|</t[dh]>")


def _runs(text: str) -> set[str]:
    """Every run of characters of the length that counts, in one line or cell."""
    plain = _OTHER.sub("", text)
    return {plain[i : i + RUN] for i in range(len(plain) - RUN + 1)}


def _cells(text: str) -> Iterator[set[str]]:
    return (_runs(cell) for cell in _CELLS.split(text))


def _labels() -> set[str]:
    """The runs inside the labels that the statutory forms print, with their notes."""
    printed = (
        label.printed
        for spec in forms()
        for table in spec.tables
        for label in (*table.rows, *table.columns, *table.headings)
    )
    return set().union(*(_runs("".join((p.label, *p.notes))) for p in printed))


def _texts(folder: Path, kinds: tuple[str, ...]) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.suffix in kinds)


def test_no_sentence_of_a_real_report(shared: Path) -> None:
    real = set[str]()
    for path in _texts(shared / "reports", (".txt", ".html")):
        real |= _runs(path.read_text(encoding="utf-8", errors="ignore"))
    foreign = real - _labels()
    shares: dict[str, list[str]] = {}
    for folder in ("data/sample", "notebooks", "workbench"):
        for path in _texts(ROOT / folder, (".txt", ".html", ".py", ".toml", ".md", ".ipynb")):
            held = set().union(*_cells(path.read_text(encoding="utf-8"))) & foreign
            if len(held) > FEW:
                shares[str(path.relative_to(ROOT))] = sorted(held)
    assert foreign
    assert not shares
