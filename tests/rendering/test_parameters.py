"""What may name a page and what may be passed to a notebook (faults 38, 39, 41, 42, 43)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import nbformat
import numpy as np
import pytest

from workbench.errors import RenderError
from workbench.rendering.keys import PageKey
from workbench.rendering.parameters import check, declared

BAD_CODES = {
    "path up": "../../x",
    "absolute": "/etc",
    "drive": "C:\\x",
    "nul": "a\0b",
    "empty": "",
    "dot": ".",
    "device": "CON",
    "long": "6" * 300,
    "emoji": "🏮",
    "format": "{county}",
    "format attribute": "{0.__class__}",
    "full width": "６４０５２２",
    "Arabic digits": "٦٤٠٥٢٢",
    "newline behind": "640522\n",
    "name": "海原县",
    "number": 640522,
    "five digits": "64052",
}


@pytest.mark.fault(38)
@pytest.mark.parametrize("code", BAD_CODES.values(), ids=BAD_CODES)
def test_a_page_is_named_by_six_digits_only(code: Any) -> None:
    with pytest.raises(RenderError, match="six-digit code"):
        PageKey("county", 2017, code)


@pytest.mark.parametrize("year", [None, True, "2017", 2017.0, 17, 99999, np.int64(2017)])
def test_a_year_is_a_plain_number(year: Any) -> None:
    with pytest.raises(RenderError, match="year"):
        PageKey("county", year, "640522")


def test_a_page_of_another_kind_is_refused() -> None:
    with pytest.raises(RenderError, match="county, overview"):
        PageKey("../county", 2017, "640522")


@pytest.mark.fault(39)
@pytest.mark.parametrize(
    ("key", "file"),
    [
        (PageKey("county", 2017, "610000"), "610000-2017.html"),
        (PageKey("county", 2017, "140000"), "140000-2017.html"),
        (PageKey("overview", 2017), "overview-2017.html"),
        (PageKey("overview", 2017, "640000"), "overview-640000-2017.html"),
    ],
)
def test_places_whose_pinyin_is_the_same_have_files_of_their_own(key: PageKey, file: str) -> None:
    assert key.file == file


def _cell(source: str, *tags: str) -> Any:
    cell = nbformat.v4.new_code_cell(source)
    cell.metadata["tags"] = list(tags)
    return cell


def _notebook(*cells: Any) -> Any:
    made = nbformat.v4.new_notebook()
    made.cells = list(cells)
    return made


def test_declared_names_are_those_of_the_tagged_cell() -> None:
    source = "# the page\ncounty: str | None = None\nyear = None  # its year"
    assert declared(_notebook(_cell(source, "parameters")), "x") == {"county", "year"}


NO_DECLARATION = {
    "no tag": (_notebook(_cell("year = None")), "0 cells"),
    "two tags": (_notebook(*[_cell("year = None", "parameters")] * 2), "2 cells"),
    "a default": (_notebook(_cell("year = 2017", "parameters")), "year = 2017"),
    "a call": (_notebook(_cell("year = int()", "parameters")), "int"),
    "an import": (_notebook(_cell("import os\nyear = None", "parameters")), "import os"),
    "no Python": (_notebook(_cell("year == = None", "parameters")), "not Python"),
}


@pytest.mark.fault(42)
@pytest.mark.parametrize(("made", "told"), NO_DECLARATION.values(), ids=NO_DECLARATION)
def test_a_notebook_declares_its_parameters_and_no_defaults(made: Any, told: str) -> None:
    with pytest.raises(RenderError, match=told):
        declared(made, "x")


BAD_NAMES = {
    "misspelt": ({"count": "640522", "year": 2017}, "no parameter 'count'"),
    "missing": ({"county": "640522"}, "nothing was given for the parameters year"),
    "extra": ({"county": "640522", "year": 2017, "month": 1}, "no parameter 'month'"),
    "code in the name": (
        {"county": "640522", "year": 2017, "x=__import__('os').system('true')#": 1},
        "no parameter",
    ),
    "no text": ({"county": "640522", "year": 2017, 7: 1}, "no parameter 7"),
}


@pytest.mark.fault(41, 42)
@pytest.mark.parametrize(("values", "told"), BAD_NAMES.values(), ids=BAD_NAMES)
def test_the_names_given_are_the_names_declared(values: dict[Any, Any], told: str) -> None:
    made = _notebook(_cell("county = None\nyear = None", "parameters"))
    with pytest.raises(RenderError, match=told):
        check(made, values, "x")


BAD_VALUES = {
    "date": date(2017, 1, 1),
    "path": Path("corpus"),
    "numpy integer": np.int64(7),
    "numpy float": np.float64(0.5),
    "tuple": (1, 2),
    "list": [1],
    "dict": {"a": 1},
    "bytes": b"a",
    "decimal": Decimal(1),
    "not a number": float("nan"),
    "infinite": float("inf"),
    "lone surrogate": "\ud800",
    "a kind of text": type("Text", (str,), {})("a"),
}


@pytest.mark.fault(43)
@pytest.mark.parametrize("value", BAD_VALUES.values(), ids=BAD_VALUES)
def test_only_plain_values_are_passed(value: Any) -> None:
    made = _notebook(_cell("year = None", "parameters"))
    with pytest.raises(RenderError, match="parameter year"):
        check(made, {"year": value}, "x")


@pytest.mark.fault(44)
@pytest.mark.parametrize("value", ["", "海原县", '"; import os #', 7, -1, 0.5, True, None])
def test_plain_values_pass(value: Any) -> None:
    check(_notebook(_cell("year = None", "parameters")), {"year": value}, "x")


@pytest.mark.fault(42)
def test_nothing_starts_where_parameters_are_wrong(
    make_notebook: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    from workbench.rendering import kernels

    def started(*args: Any, **kwargs: Any) -> None:
        raise AssertionError("papermill was called")

    monkeypatch.setattr(kernels.papermill, "execute_notebook", started)
    with pytest.raises(RenderError, match="nothing was given"):
        kernels.execute(make_notebook("1"), {"corpus": "x"}, where="x")
