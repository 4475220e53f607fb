"""The charts: specified without a chance, small, and silent where there is nothing to draw."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import altair as alt
import pandas as pd
import pytest
from jsonschema.exceptions import ValidationError

from workbench.display import theme
from workbench.display.charts import (
    Dot,
    among_peers,
    class_bars,
    scale_for,
    type_bars,
    year_against_year,
)
from workbench.display.parts import VEGA_LITE, Bundle
from workbench.display.spreads import MOST_DOTS, over_years, side_by_side

DOTS = [
    Dot("甲乡", 2017, 93, False), Dot("甲乡", 2016, 90, False),
    Dot("乙乡", 2017, 140, True), Dot("乙乡", 2016, 0, False),
]  # fmt: skip
VALUES = pd.Series([0.0, 12, 12, 300, 41])
POINTS = pd.DataFrame({"year": [2017, 2017, 2018, 2019], "value": [3.0, 5, 8, 13]})

CHARTS: dict[str, Callable[[], Bundle | None]] = {
    "years": lambda: year_against_year(DOTS, 2017, title="主动公开数量", measure="条"),
    "apart": lambda: year_against_year(
        DOTS, 2017, title="主动公开数量", measure=None, joined=False
    ),
    "peers": lambda: among_peers(
        VALUES, VALUES.gt(40), title="在同类单位中的分布", own_label="本县", measure="条"
    ),
    "classes": lambda: class_bars(VALUES, title="分布", measure="条"),
    "over years": lambda: over_years(POINTS, [2019], title="历年", measure="条"),
    "places": lambda: side_by_side(
        [("甲县", 3), ("甲县", 5), ("乙县", 8)], title="各地", measure="条"
    ),
    "types": lambda: type_bars([("渠道形式", 3), ("不及时", 1)], base=4, title="问题类型"),
}


def _spec(chart: Bundle | None) -> dict[str, Any]:
    assert chart is not None
    bundle = chart._repr_mimebundle_()
    assert set(bundle) == {VEGA_LITE, "text/plain"}
    spec: dict[str, Any] = bundle[VEGA_LITE]
    return spec


@pytest.mark.parametrize("draw", CHARTS.values(), ids=CHARTS)
def test_a_chart_is_a_small_specification_in_our_theme(draw: Callable[[], Bundle | None]) -> None:
    spec = _spec(draw())
    assert spec["config"] == theme.CONFIG
    assert spec["width"] == "container"
    assert len(json.dumps(spec, ensure_ascii=False)) < 6_000
    assert re.search("[0-9] (?:个|份)", spec["title"]["subtitle"])
    assert spec["description"].startswith(spec["title"]["text"])


@pytest.mark.parametrize("draw", CHARTS.values(), ids=CHARTS)
def test_the_same_data_give_the_same_bytes(draw: Callable[[], Bundle | None]) -> None:
    assert json.dumps(_spec(draw())) == json.dumps(_spec(draw()))


@pytest.mark.parametrize("draw", CHARTS.values(), ids=CHARTS)
def test_every_chart_is_valid_vega_lite(draw: Callable[[], Bundle | None]) -> None:
    # A page's charts are not validated each time; all that the package draws are here.
    alt.Chart.from_dict(_spec(draw()), validate=True)


def test_what_is_no_chart_is_told() -> None:
    with pytest.raises(ValidationError):
        alt.Chart.from_dict({"mark": "bar", "encoding": {"x": {"type": "none"}}}, validate=True)


@pytest.mark.parametrize("draw", CHARTS.values(), ids=CHARTS)
def test_nothing_is_loaded_and_nothing_runs(draw: Callable[[], Bundle | None]) -> None:
    text = json.dumps(_spec(draw()))
    assert '"url"' not in text
    assert '"params"' not in text
    assert '"expr"' not in text


NOTHING: dict[str, Callable[[], Bundle | None]] = {
    "one unit": lambda: year_against_year(DOTS[:2], 2017, title="t", measure=None),
    "last year only": lambda: year_against_year(
        [Dot("甲", 2016, 1, False), Dot("乙", 2016, 1, False)], 2017, title="t", measure=None
    ),
    "no unit": lambda: year_against_year([], 2017, title="t", measure=None),
    "one peer": lambda: among_peers(
        pd.Series([1.0]), pd.Series([True]), title="t", own_label="本县", measure=None
    ),
    "no value": lambda: class_bars(pd.Series([], dtype="float64"), title="t", measure=None),
    "one year": lambda: over_years(POINTS.head(2), [], title="t", measure=None),
    "one place": lambda: side_by_side([("甲县", 3), ("甲县", 5)], title="t", measure=None),
    "one report": lambda: type_bars([("渠道形式", 1)], base=1, title="t"),
    "no type": lambda: type_bars([], base=5, title="t"),
}


@pytest.mark.parametrize("draw", NOTHING.values(), ids=NOTHING)
def test_one_number_is_not_drawn(draw: Callable[[], Bundle | None]) -> None:
    assert draw() is None


def _rows(spec: dict[str, Any]) -> list[dict[str, Any]]:
    return [row for rows in spec["datasets"].values() for row in rows]


def test_approximate_numbers_have_another_shape() -> None:
    rows = _rows(_spec(CHARTS["years"]()))
    assert [row["kind"] for row in rows] == ["确数", "确数", "约数", "确数"]


def test_years_that_are_not_comparable_are_not_joined() -> None:
    assert "line" in json.dumps(_spec(CHARTS["years"]()))
    assert '"line"' not in json.dumps(_spec(CHARTS["apart"]()))


def test_the_form_change_is_drawn_and_years_outside_are_not() -> None:
    spec = _spec(over_years(POINTS, [2014, 2019], title="历年", measure="条"))
    assert {"year": 2019} in _rows(spec)
    assert {"year": 2014} not in _rows(spec)


def test_many_values_are_drawn_as_their_middle_half() -> None:
    many = pd.DataFrame(
        {"year": [2017, 2018] * MOST_DOTS, "value": [float(n) for n in range(2 * MOST_DOTS)]}
    )
    spec = _spec(over_years(many, [], title="历年", measure="条"))
    assert len(_rows(spec)) == 4
    assert "中间一半" in spec["title"]["subtitle"]


@pytest.mark.parametrize(
    ("values", "kind"), [([1, 2, 3], None), ([1, 2, 300], "symlog"), ([], None)]
)
def test_a_wide_range_has_a_logarithmic_scale_and_says_so(
    values: list[float], kind: str | None
) -> None:
    scale, remark = scale_for(values)
    assert scale.to_dict().get("type") == kind
    assert bool(remark) == (kind is not None)


def test_our_renderer_serves_charts_of_ones_own() -> None:
    before = alt.renderers.active
    theme.enable()
    try:
        own = alt.Chart(pd.DataFrame({"x": [1]})).mark_point().encode(x="x:Q")
        bundle = own._repr_mimebundle_()
    finally:
        alt.renderers.enable(before)
    data = bundle[0] if isinstance(bundle, tuple) else bundle
    assert data[VEGA_LITE]["config"]["font"] == theme.FONT


def _luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("colour", [theme.BLUE, theme.VERMILION, theme.GREY, theme.INK])
def test_the_colours_stand_out_on_white(colour: str) -> None:
    assert 1.05 / (_luminance(colour) + 0.05) >= 4.5
