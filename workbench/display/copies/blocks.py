"""最大的相同段落, 逐年分布: the passages that most units hold, and when they did."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt
import pandas as pd

from workbench.analysis.reuse.view import Block
from workbench.analysis.tables import text_or_none
from workbench.display.html import Html, join, tag
from workbench.display.labels import label
from workbench.display.parts import Bundle, Parts, parts
from workbench.display.quotes import Quotes
from workbench.display.residue import plain
from workbench.display.tables import Td, note, table
from workbench.display.theme import BLUE, chart

MOST = 12
#: So many members are named; the count tells of the rest.
_MOST_MEMBERS = 40
_NONE = "没有与其他单位相同的段落。"


def blocks(largest: Sequence[Block], quotes: Quotes) -> Parts:
    """Each block with its earliest member, its size, and every member one click away."""
    if not largest:
        return parts(note(_NONE))
    rows = [
        (
            f"{at}",
            Td(_words(block, quotes), "title"),
            str(block.units),
            str(block.members["county_code"].nunique()),
            _years(block),
            _earliest(block),
            join([tag("span", label("copied", kind), class_="tag") for kind in block.kinds], " "),
        )
        for at, block in enumerate(largest, 1)
    ]
    columns = ("序号", "开头", "单位（个）", "县（市、区）（个）", "年份", "本库最早", "也见于")
    caption = f"与其他单位相同的段落，按“单位数×字数”排列的前 {len(rows)} 段"
    listed = [_members(at, block, quotes) for at, block in enumerate(largest, 1)]
    return parts(table(caption, columns, rows, numbers=(2, 3)), *listed)


def _words(block: Block, quotes: Quotes) -> Html:
    first = block.earliest
    members = block.members
    mine = members.loc[members["report_id"].eq(first["report_id"])]
    span = (int(mine["start"].min()), int(mine["end"].max()))
    text = quotes.corpus.texts.set_index("report_id")["text"].get(first["report_id"])
    words = "".join(plain((text_or_none(text) or "")[span[0] : span[1]]).split())
    shown = words if len(words) <= 40 else f"{words[:40]}…"
    link = quotes.link(
        f"“{shown}”", str(first["report_id"]), (int(first["start"]), int(first["end"]))
    )
    return join([link, tag("small", f"（共 {block.characters} 字）")])


def _years(block: Block) -> str:
    years = block.members["year"].dropna()
    low, high = int(years.min()), int(years.max())
    return str(low) if low == high else f"{low}–{high}"


def _earliest(block: Block) -> str:
    first = block.earliest
    published = text_or_none(first["published"])
    day = f"，{published} 公布" if published else ""
    return f"{_unit(first['county'], first['unit_name'])} {int(first['year'])} 年度{day}"


def _unit(county: object, unit: object) -> str:
    known = text_or_none(county) or ""
    return str(unit) if known and str(unit).startswith(known) else f"{known}{unit}"


def _members(at: int, block: Block, quotes: Quotes) -> Html:
    """Who holds it, each with a link to its own words."""
    each = block.members.drop_duplicates("report_id")
    shown = each.head(_MOST_MEMBERS)
    links = [
        quotes.link(f"{_unit(county, unit)} {int(year)}", str(report_id), (int(start), int(end)))
        for report_id, county, unit, year, start, end in shown[
            ["report_id", "county", "unit_name", "year", "start", "end"]
        ]
        .to_numpy()
        .tolist()
    ]
    cut = f"（显示前 {len(shown)} 份，共 {len(each)} 份）" if len(shown) < len(each) else ""
    summary = tag("summary", f"第 {at} 段见于 {len(each)} 份报告{cut}")
    return tag("details", summary, tag("p", join(links, "　")))


def spread(largest: Sequence[Block]) -> Parts:
    """How many units hold each block in each year."""
    if not largest:
        return parts(note(_NONE))
    rows = pd.concat(
        [
            block.members.groupby("year")["unit_key"].nunique().rename("units").reset_index()
            .assign(block=f"第{at}段", at=at)
            for at, block in enumerate(largest, 1)
        ]
    )  # fmt: skip
    years = [str(year) for year in range(int(rows["year"].min()), int(rows["year"].max()) + 1)]
    counts = {(int(at), str(int(year))): int(n) for year, n, _, at in rows.to_numpy().tolist()}
    table_rows = [
        (f"第{at}段", *(_count(counts.get((at, year))) for year in years))
        for at in range(1, len(largest) + 1)
    ]
    caption = "各段每年见于几个单位（本库收录的报告；各年收录的单位不尽相同）"
    numbers = range(1, len(years) + 1)
    return parts(_drawn(rows, years), table(caption, ("段落", *years), table_rows, numbers=numbers))


def _count(units: int | None) -> str | None:
    return None if units is None else str(units)


def _drawn(rows: pd.DataFrame, years: Sequence[str]) -> Bundle | None:
    if len(years) < 2:
        return None
    order = list(dict.fromkeys(rows["block"]))
    drawn = rows.assign(year=rows["year"].astype("int64").astype(str))
    dots = alt.Chart(drawn[["block", "year", "units"]]).mark_circle(color=BLUE, opacity=0.85)
    return chart(
        dots.encode(
            x=alt.X("year:N", scale=alt.Scale(domain=list(years)), title=None,
                    axis=alt.Axis(labelAngle=0 if len(years) <= 6 else -40)),
            y=alt.Y("block:N", sort=order, title=None),
            size=alt.Size("units:Q", title="单位数", scale=alt.Scale(range=[20, 420])),
            tooltip=[alt.Tooltip("block:N", title="段落"), alt.Tooltip("year:N", title="年度"),
                     alt.Tooltip("units:Q", title="单位数")],
        ),
        title="各段每年见于几个单位",
        subtitle=f"{len(order)} 段，{years[0]}–{years[-1]} 年度",
        about="各段每年见于几个单位。每行一段，圆越大单位越多；数目见下表。",
        height=alt.Step(26),
    )  # fmt: skip
