"""特征词 and what is said together: two levels side by side, types with their words."""

from __future__ import annotations

import pandas as pd

from workbench.analysis.intervals import FEW
from workbench.analysis.words.cooccurrence import pairs, types_and_terms
from workbench.display.data import data
from workbench.display.forms import problem_type
from workbench.display.html import Html
from workbench.display.labels import label, percent
from workbench.display.parts import Part, Parts, parts
from workbench.display.tables import Row, note, table
from workbench.display.trends.basis import nothing
from workbench.display.trends.view import TrendsView

_MOST = 15
_LABELS = {
    "word": "词",
    "left": "本类单位出现次数",
    "right": "另一类单位出现次数",
    "left_n": "本类单位有该词的句子",
    "right_n": "另一类单位有该词的句子",
    "left_per_1000": "本类单位每千词次数",
    "right_per_1000": "另一类单位每千词次数",
    "log_odds": "对数优势比之差（带先验）",
    "z": "z值",
}


def contrast(view: TrendsView) -> Parts:
    """The words that set the page's level apart from the next largest one."""
    if view.base.reports.empty:
        return parts(note(nothing(view)))
    if view.against is None:
        return parts(note("本库只有一类单位的报告，没有可以相比的另一类。"))
    other, found = view.against
    name, against = view.group, label("group", other)
    if found.few:
        shown: list[Part | None] = [
            note(
                f"不同的句子：{name} {found.left_cases} 句，{against} {found.right_cases} 句；"
                f"有一类不足 {FEW} 句，不列特征词。"
            )
        ]
    else:
        shown = [
            _words(found.of("left"), f"{name}的特征词（与{against}相比）", name, against),
            _words(found.of("right"), f"{against}的特征词（与{name}相比）", name, against),
            note(
                "z 表示两类用词的差别超出偶然的程度（加权对数优势比，先验为两类合计的词频），"
                "大于 1.96 的列出；旁列次数和每千词次数。"
            ),
        ]
    return parts(*shown, data("contrast", "两类单位的词", found.table, _LABELS))


def _words(rows: pd.DataFrame, caption: str, name: str, against: str) -> Html:
    if rows.empty:
        return note(f"{caption}：没有。")
    made: list[Row] = [
        (
            str(row["word"]),
            f"{row['left']}（{row['left_per_1000']:.1f}）",
            f"{row['right']}（{row['right_per_1000']:.1f}）",
            f"{row['z']:.1f}",
        )
        for row in rows.to_dict("records")
    ]
    columns = ("词", f"{name}：次数（每千词）", f"{against}：次数（每千词）", "z 值")
    return table(caption, columns, made, numbers=(1, 2, 3), limit=_MOST)


def together(view: TrendsView) -> Parts:
    """Which of the chosen terms stand in the problems of each type, and which words together."""
    if view.base.reports.empty:
        return parts(note(nothing(view)))
    found = types_and_terms(view.corpus, view.base, view.asked)
    rows: list[Row] = [
        (problem_type(str(kind)), str(rows["items"].iloc[0]), _held(rows))
        for kind, rows in found.groupby("type", sort=True)
    ]
    linked = pairs(view.base, vocabulary=view.vocabulary).head(_MOST)
    labels = {"type": "问题类型", "term": "词", "items": "该类问题条数", "both": "其中有该词",
              "share": "占比", "low": "95%区间下限", "high": "95%区间上限"}  # fmt: skip
    return parts(
        table("各类问题里的选定的词（相同的问题只计一次）", ("类型", "条数", "有该词的条数"), rows,
              numbers=(1,)) if rows else note("没有读出带类型的问题。"),
        _pairs(linked) if len(linked) else note(f"不同的句子不足 {FEW} 句，或没有常在一句中的词。"),
        data("types", "类型与词", found, labels),
    )  # fmt: skip


def _held(rows: pd.DataFrame) -> str:
    named = rows.loc[rows["both"].gt(0)].sort_values("both", ascending=False, kind="stable")
    told = [
        f"{row['term']} {row['both']}" + ("" if row["few"] else f"（{percent(row['share'])}）")
        for row in named.to_dict("records")
    ]
    return "，".join(told) or "无"


def _pairs(linked: pd.DataFrame) -> Html:
    rows: list[Row] = [
        (
            f"{row['one']} · {row['other']}",
            str(row["sentences"]),
            f"{row['expected']:.1f}",
            f"{row['lift']:.1f} 倍",
        )
        for row in linked.to_dict("records")
    ]
    caption = f"常在同一句里的词（共 {linked['n'].iloc[0]} 个不同的句子）"
    columns = ("两个词", "同在一句（句）", "若互不相关约有（句）", "倍数")
    return table(caption, columns, rows, numbers=(1, 2, 3))
