"""前后对照: terms and words in the earlier and later half; called only where N carries it."""

from __future__ import annotations

import pandas as pd

from workbench.analysis.intervals import FEW
from workbench.analysis.words.movements import Movements
from workbench.display.data import data
from workbench.display.html import Html
from workbench.display.labels import percent
from workbench.display.parts import Parts, parts
from workbench.display.tables import Row, note, table
from workbench.display.trends.basis import nothing
from workbench.display.trends.view import TrendsView
from workbench.display.word_charts import dumbbells, slopes

_VERDICTS = {
    "rising": "上升",
    "falling": "下降",
    "steady": "未见明显变化",
    "few": "句子少，不评价",
}
#: More lines than this no chart of slopes can name; the table has them all.
_MOST_LINES, _MOST_ROWS = 12, 30
_LABELS = {
    "word": "词",
    "early_n": "前期不同的句子",
    "early_hits": "其中有该词",
    "early_share": "前期占比",
    "late_n": "后期不同的句子",
    "late_hits": "其中有该词",
    "late_share": "后期占比",
    "difference": "后期减前期",
    "low": "差的区间下限（按词数校正）",
    "high": "差的区间上限（按词数校正）",
    "verdict": "判断",
}


def halves(view: TrendsView) -> Parts:
    """The chosen terms in two periods: a dumbbell each, and the table."""
    found = view.halves
    if view.base.reports.empty:
        return parts(note(nothing(view)))
    if found is None:
        return parts(note("只有一年的报告，不能前后对照。"))
    early, late = _named(found)
    sure = found.table.loc[found.table["verdict"].ne("few")]
    drawn = dumbbells(sure, early=early, late=late, title="选定的词：前后两期")
    why = "选定的词不足两个" if len(sure) else f"有一期不同的句子不足 {FEW} 句"
    return parts(
        drawn or note(f"{why}，不作图，数字见下表。"),
        _table(found, found.table, "选定的词在前后两期的占比（去重）"),
        data("halves", "选定的词前后两期", _worded(found.table), _LABELS),
    )


def moved(view: TrendsView) -> Parts:
    """The words that rose or fell beyond chance, among all words of both periods."""
    found = view.moved
    if view.base.reports.empty:
        return parts(note(nothing(view)))
    if found is None:
        return parts(note("只有一年的报告，不能说上升或下降。"))
    called = pd.concat([found.called("rising"), found.called("falling")])
    early, late = _named(found)
    compared = len(found.table)
    if called.empty:
        few = found.table["verdict"].eq("few").any()
        why = (
            f"前期或后期不同的句子不足 {FEW} 句，不说任何词上升或下降。"
            if few or found.table.empty
            else f"比较了 {compared} 个词，没有一个词的变化超出随机波动。"
        )
        return parts(note(why), data("words", "全部词前后两期", _worded(found.table), _LABELS))
    return parts(
        slopes(called.head(_MOST_LINES), early=early, late=late, title="上升和下降的词"),
        _table(found, called, f"上升和下降的词（去重；比较了 {compared} 个词）"),
        note("区间已按所比较的词数校正：词越多，越不容易说成上升或下降。"),
        data("words", "全部词前后两期", _worded(found.table), _LABELS),
    )


def _named(found: Movements) -> tuple[str, str]:
    early, late = (
        f"{first}年" if first == last else f"{first}–{last}年"
        for first, last in (found.early, found.late)
    )
    return early, late


def _worded(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.assign(verdict=rows["verdict"].map(_VERDICTS))


def _table(found: Movements, rows: pd.DataFrame, caption: str) -> Html:
    early, late = _named(found)
    made: list[Row] = [
        (
            str(row["word"]),
            _side(row["early_hits"], row["early_n"], row["early_share"]),
            _side(row["late_hits"], row["late_n"], row["late_share"]),
            _VERDICTS[row["verdict"]],
        )
        for row in rows.to_dict("records")
    ]
    columns = ("词", f"{early}", f"{late}", "判断")
    return table(caption, columns, made, numbers=(1, 2), limit=_MOST_ROWS)


def _side(hits: int, n: int, share: float | None) -> str:
    if not n or share is None:
        return "无句子"
    return f"{hits}／{n}" if n < FEW else f"{percent(share)}（{hits}／{n}）"
