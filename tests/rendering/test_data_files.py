"""Tables of data beside a page: what is accepted, what lies there, and that it still does."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from workbench.errors import RenderError
from workbench.rendering.data import Data, files_of
from workbench.rendering.fragment import fragment
from workbench.rendering.manifest import Manifest, Place, digest, read
from workbench.rendering.pages import page
from workbench.rendering.personal import masked
from workbench.rendering.plan import Wanted, plan
from workbench.rendering.shelf import Shelf
from workbench.rendering.verify import verify

MIME = "application/vnd.workbench.data+json"
GOOD: dict[str, Any] = {
    "name": "terms",
    "title": "各词逐年",
    "columns": [
        {"name": "term", "type": "text", "label": "词"},
        {"name": "year", "type": "integer", "label": "年份"},
        {"name": "share", "type": "number", "label": "占比"},
        {"name": "few", "type": "flag", "label": "N不足30"},
    ],
    "rows": [["不及时", 2017, 0.25, False], ["渠道", None, None, True]],
    "kinds": ["csv", "parquet", "dta"],
}


def _page(executed: Callable[..., Any], *tables: dict[str, Any]) -> Any:
    pieces = fragment(executed(*({MIME: table} for table in tables)), "trends-2017")
    return pieces, page(pieces, vega=lambda: "", where="trends-2017")


def test_a_table_is_three_files_and_their_links(executed: Callable[..., Any]) -> None:
    pieces, made = _page(executed, GOOD)
    verify(made, where="trends-2017")
    files = files_of(pieces.blocks, "trends-2017", "trends-2017")
    assert sorted(files) == [f"trends-2017-terms.{kind}" for kind in ("csv", "dta", "parquet")]
    for name in files:
        assert f'href="{name}"' in made.html
    table = pd.read_parquet(io.BytesIO(files["trends-2017-terms.parquet"]))
    assert table["year"].tolist()[0] == 2017
    assert table["share"].isna().tolist() == [False, True]
    assert files == files_of(pieces.blocks, "trends-2017", "trends-2017")


WRONG = {
    "no object": ["a"],
    "no rows": {key: value for key, value in GOOD.items() if key != "rows"},
    "a name that is a path": {**GOOD, "name": "../terms"},
    "a name with capitals": {**GOOD, "name": "Terms"},
    "a row too short": {**GOOD, "rows": [["不及时", 2017]]},
    "no column": {**GOOD, "columns": [], "rows": []},
    "a column that no program can name": {
        **GOOD, "columns": [{"name": "a b", "type": "text", "label": "a"}], "rows": [["a"]],
    },
    "an unknown type": {
        **GOOD, "columns": [{"name": "a", "type": "date", "label": "a"}], "rows": [["a"]],
    },
}  # fmt: skip


@pytest.mark.parametrize("data", WRONG.values(), ids=WRONG)
def test_what_is_no_table_is_refused(data: Any) -> None:
    with pytest.raises(RenderError, match="trends-2017"):
        Data.from_output(data, "trends-2017")


def test_two_tables_of_one_name_are_refused(executed: Callable[..., Any]) -> None:
    pieces, _ = _page(executed, GOOD, GOOD)
    with pytest.raises(RenderError, match="two tables of data have one name"):
        files_of(pieces.blocks, "trends-2017", "trends-2017")


def test_personal_data_is_hidden_in_files_too(executed: Callable[..., Any]) -> None:
    told = {**GOOD, "rows": [["电话13812345678", 2017, 0.5, False]]}
    pieces, _ = _page(executed, told)
    files = files_of(masked(pieces).blocks, "trends-2017", "trends-2017")
    assert "13812345678" not in files["trends-2017-terms.csv"].decode("utf-8")


def test_a_page_holds_while_its_files_do(tmp_path: Path) -> None:
    (tmp_path / "trends-2017.html").write_text("page", encoding="utf-8")
    (tmp_path / "trends-2017-terms.csv").write_bytes(b"data")
    made = Manifest(
        "trends", 2017, None, Place(), {}, (), (), None, digest(b"page"),
        files={"trends-2017-terms.csv": digest(b"data")},
    )  # fmt: skip
    shelf = Shelf(tmp_path)
    assert made.holds(shelf, "trends-2017")
    (tmp_path / "trends-2017-terms.csv").write_bytes(b"other")
    assert not made.holds(shelf, "trends-2017")
    (tmp_path / "trends-2017-terms.csv").unlink()
    assert not made.holds(shelf, "trends-2017")
    (tmp_path / "manifest.json").write_text(made.as_json(), encoding="utf-8")
    assert read(tmp_path / "manifest.json") == made


def _reports(province: str, count: int, year: int = 2017) -> list[tuple[Any, ...]]:
    return [
        (f"{province}0522", "甲县", "乙市", f"{province}省", year, f"{province}0522{n:03d}", f"丙{n}镇")
        for n in range(count)
    ]  # fmt: skip


PLANNED: dict[str, tuple[list[tuple[Any, ...]], Wanted, list[str]]] = {
    "too few": (_reports("64", 29), Wanted(), []),
    "enough": (_reports("64", 30), Wanted(), ["trends-2017"]),
    "two provinces, one large": (
        _reports("64", 30) + _reports("63", 5), Wanted(), ["trends-2017", "trends-640000-2017"],
    ),
    "two provinces, both large": (
        _reports("64", 30) + _reports("63", 30), Wanted(),
        ["trends-2017", "trends-630000-2017", "trends-640000-2017"],
    ),
    "few, but asked for alone": (_reports("64", 2), Wanted(kinds=("trends",)), ["trends-2017"]),
    "a province": (_reports("64", 30) + _reports("63", 30), Wanted(province="630000"),
                   ["trends-630000-2017"]),
    "a county": (_reports("64", 30), Wanted(counties=("640522",)), ["trends-640522-2017"]),
    "up to a year": (
        _reports("64", 30, 2016) + _reports("64", 30), Wanted(years={2016}), ["trends-2016"],
    ),
    "made-up places apart": (
        _reports("64", 30) + _reports("99", 40), Wanted(),
        ["trends-2017", "trends-640000-2017", "trends-990000-2017"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("reports", "wanted", "names"), PLANNED.values(), ids=PLANNED)
def test_which_trends_are_planned(
    reports: list[tuple[Any, ...]],
    wanted: Wanted,
    names: list[str],
    make_corpus: Callable[..., Path],
) -> None:
    tasks = plan(make_corpus(reports), wanted)
    trends = [task for task in tasks if task.key.kind == "trends"]
    assert [task.key.name for task in trends] == names
    for task in trends:
        assert task.parameters() == {
            "terms": None, "from_year": None, "to_year": task.key.year, "place": task.key.code,
            "level": None, "balanced": None,
        }  # fmt: skip
