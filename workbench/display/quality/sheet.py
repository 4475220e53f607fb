"""整改清单: the findings as a sheet that people work through, line by line."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from workbench.analysis.place import PlaceYear
from workbench.analysis.quality.listing import Listed
from workbench.display.county.findings import called
from workbench.display.data import data
from workbench.display.labels import label
from workbench.display.parts import Bundle
from workbench.display.quality.sides import Sides, Two
from workbench.reference.checks import checks

#: The columns of the sheet, each with its head.
COLUMNS = {
    "unit": "单位",
    "county": "县（市、区）",
    "year": "年度",
    "check": "核对项",
    "outcome": "结果",
    "place": "文中位置",
    "one": "一处",
    "other": "另一处",
    "note": "说明",
    "review": "复核",
    "file": "文件",
    "done": "处理情况",
}


def worklist(view: PlaceYear, found: Sequence[Listed], sides: Sides) -> Bundle:
    """The findings as a table beside the page, in the order of the page."""
    names = dict(zip(view.reports["report_id"], view.reports["name"], strict=True))
    rows = [_row(one, sides.of(one), str(names[one.report_id])) for one in found]
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    return data("worklist", "整改清单", table, COLUMNS, kinds=("xlsx", "csv"))


def _row(one: Listed, two: Two, name: str) -> tuple[object, ...]:
    return (
        one.unit,
        one.county or "",
        one.year,
        f"{one.code} {checks()[one.code].title}",
        called(one),
        two.where,
        two.one_plain,
        two.other_plain,
        one.message,
        f"{label('judgement', one.review.judgement)}：{one.review.reason}" if one.review else "",
        name,
        "",
    )
