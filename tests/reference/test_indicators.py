"""The rows of indicators, units and wordings: what a mistake in them leads to."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from workbench.errors import DictionaryError
from workbench.model import Form
from workbench.reference import indicators as rows
from workbench.reference import load, units, wording
from workbench.reference.form_specs import by_key
from workbench.reference.forms import form
from workbench.reference.indicators import ERAS, indicators


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str, Any], None]]:
    """Lets a test change the parsed rows of a file before they are read again."""
    caches = (rows.indicators, rows.wholes, units.units, wording.wordings)

    def change(name: str, edit: Callable[[dict[str, Any]], None]) -> None:
        content = copy.deepcopy(load.toml(name))
        edit(content)
        real = load.toml
        monkeypatch.setattr(load, "toml", lambda file: content if file == name else real(file))
        for cached in caches:
            cached.cache_clear()

    yield change
    monkeypatch.undo()
    for cached in caches:
        cached.cache_clear()


def first(content: dict[str, Any]) -> dict[str, Any]:
    row: dict[str, Any] = content["indicator"][0]
    return row


MISTAKES = {
    "unknown column": (lambda c: first(c).update(unit="条"), "unknown"),
    "no label": (lambda c: first(c).pop("label"), "label is missing"),
    "unknown kind of unit": (lambda c: first(c).update(units="pieces"), "units must be"),
    "no example": (lambda c: first(c).update(examples=[]), "examples is missing"),
    "example without value": (lambda c: first(c)["examples"][0].pop("value"), "text and value"),
    "era missing": (lambda c: first(c)["eras"].pop("2019"), "eras must name"),
    "era without meaning": (lambda c: first(c)["eras"].update({"2019": ["same", ""]}), "2019"),
    "path without a column": (lambda c: first(c)["cells"].update({"2014": ["a.b"]}), "a.b"),
    "broken expression": (lambda c: first(c)["cue"][0].update(before="("), "regular expression"),
    "cue without ending": (lambda c: first(c)["cue"][0].update(ends=[""]), "ends"),
    "topic of no wording": (lambda c: first(c)["cue"][0].update(topic="moon"), "topic"),
    "part of nothing": (lambda c: first(c).update(part_of="moon"), "no indicator"),
    "key twice": (lambda c: c["indicator"].append(first(c)), "stands twice"),
}


@pytest.mark.fault(33)
@pytest.mark.parametrize(("edit", "words"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_names_file_entry_and_remedy(broken: Any, edit: Any, words: str) -> None:
    broken("indicators.toml", edit)
    with pytest.raises(DictionaryError, match=words) as raised:
        rows.indicators()
    assert "indicators.toml" in str(raised.value)


@pytest.mark.fault(33)
def test_a_unit_twice_is_refused(broken: Any) -> None:
    broken("units.toml", lambda c: c["unit"].append(c["unit"][0]))
    with pytest.raises(DictionaryError, match="stands twice"):
        units.units()


def test_a_unit_of_no_kind_is_refused(broken: Any) -> None:
    broken("units.toml", lambda c: c["unit"][0].update(kinds=["stones"]))
    with pytest.raises(DictionaryError, match="kinds must be"):
        units.units()


@pytest.mark.fault(32)
def test_a_wording_needs_its_example(broken: Any) -> None:
    broken("wording.toml", lambda c: c["wording"][0].pop("example"))
    with pytest.raises(DictionaryError, match="needs exactly"):
        wording.wordings()


def test_every_indicator_says_what_it_means_in_every_era() -> None:
    assert all(tuple(row.eras) == ERAS for row in indicators().values())


@pytest.mark.fault(34)
def test_every_path_leads_to_a_cell_of_its_form() -> None:
    for indicator in indicators().values():
        for name, paths in indicator.cells.items():
            assert set(paths) <= set(_paths(Form(name))), indicator.key


def test_every_row_of_the_statistics_table_is_an_indicator() -> None:
    for row in by_key(form(Form.Y2014).tables, "statistics").rows:
        path = f"statistics.{row.key}.count"
        assert row.indicator is not None
        assert indicators()[row.indicator].cells["2014"] == (path,)


def _paths(key: Form) -> Iterator[str]:
    for table in form(key).tables:
        for row in table.rows:
            for column in row.columns:
                yield f"{table.key}.{row.key}.{column}"
