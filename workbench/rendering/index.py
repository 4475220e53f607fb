"""index.html: the provinces as tiles, the counties by province, a column for each year, every
page one click away."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from workbench.corpus.open import open_corpus
from workbench.display.html import text
from workbench.display.overview.unread import unread_files
from workbench.rendering import manifest, tiles
from workbench.rendering.counties import Entry, provinces
from workbench.rendering.everywhere import Apart, without_county
from workbench.rendering.frame import Page, Parts, assemble, asset
from workbench.rendering.pages import contents_of
from workbench.rendering.shelf import Shelf
from workbench.rendering.verify import verify

_TITLE = "政府信息公开工作年度报告：各县（市、区）逐年一览"
_FICTIONAL = "示例数据：本页所列均为虚构，仅用于演示"
#: More different notices than this are left to their pages.
_MOST_NOTICES = 3
#: So many reports of no county are listed one by one.
_MOST_APART = 500
#: What a page's notice says of that page alone; see workbench.display.page.noticed.
_OF_THE_PAGE = re.compile("本页所用(?:报告：| [0-9]+ 份报告中，)")
_OF_SOME = re.compile("[0-9]+ 份：")
_HELP = (
    "“本库”指这里收集到的报告。每格的数字是本库收录的该县（市、区）该年度报告份数，"
    "点开即见当年的比较页；“—”表示<strong>本库未收录</strong>，不表示没有编制或公布。"
)
_LEGEND = (
    "数字下的“12/15”：有报告的乡镇、街道数，斜线后为区划表中的乡镇、街道数，底色越深占比越大；"
    "“≠3”：核对出 3 处不一致，点开可看两处各是什么。"
)
_ALL = "全部报告"
#: The pages that there are of each year, in their order.
_YEARLY = {"overview": "年度概览", "quality": "核对情况", "copies": "相同段落"}


def write(shelf: Shelf, corpus: Path | None = None) -> None:
    """Make the index of every page in the folder, whichever run made it.

    The files that gave no report belong to no page; those of ``corpus`` are counted here, and
    its reports of no county named.
    """
    known = sorted((shelf.own / "pages").glob("*.json"))
    entries = [
        Entry(path.stem, made)
        for path in known
        if (made := manifest.read(path)) and (shelf.folder / f"{path.stem}.html").is_file()
    ]
    tables = open_corpus(corpus) if corpus else None
    page = index(
        entries,
        unread_files(tables) if tables else None,
        without_county(tables) if tables else (),
    )
    verify(page, where="index")
    shelf.put(shelf.folder / "index.html", page.html)


def index(entries: Sequence[Entry], unread: str | None = None, apart: Sequence[Apart] = ()) -> Page:
    """The index of ``entries``: pages of everywhere and the reports ``apart`` from every county
    first, then the provinces as tiles, then a table for each, and a sentence on the ``unread``
    files."""
    counties = [entry for entry in entries if entry.made.kind == "county"]
    years = sorted({entry.made.year for entry in counties})
    body, contents = contents_of(
        "\n".join(
            [
                f"<p>{_HELP}</p>",
                *_everywhere(entries),
                *_apart(apart, {entry.name for entry in entries}),
                *_tiles(counties, years),
                *([f'<p class="note wb-legend">{_LEGEND}</p>'] if counties else []),
                *provinces(entries),
            ]
        )
    )
    fictional = bool(entries) and all(entry.made.place.fictional for entry in entries)
    parts = Parts(
        title=_TITLE,
        heading=_TITLE,
        trail="",
        banner=" ".join(filter(None, (_FICTIONAL if fictional else "", _noticed(entries)))),
        facts=_facts(counties, apart),
        contents=contents,
        body=body + (f'\n<p class="note">{html.escape(unread)}</p>' if unread else ""),
    )
    return assemble(parts, (asset("index.js"), asset("page.js")))


def _tiles(counties: Sequence[Entry], years: Sequence[int]) -> Iterator[str]:
    """The tiles; where all there is is made up there is nothing to show on them."""
    codes = {entry.made.code or "" for entry in counties if not entry.made.place.fictional}
    if codes:
        yield tiles.grid(Counter(code[:2] for code in codes), years[-1])


def _noticed(entries: Iterable[Entry]) -> str:
    """What the pages say of their reports at their top, once; the pages are marked 注."""
    notices = {entry.made.notice for entry in entries if entry.made.notice}
    said = sorted({note for notice in notices for note in _notes(notice)})
    if len(said) > _MOST_NOTICES:
        return "标“注”的页面，所用报告附有说明，见各页页首。"
    return f"标“注”的页面，所用报告附有说明（{'；'.join(said)}）。" if said else ""


def _notes(notice: str) -> list[str]:
    """The notes themselves: 本页所用 3 份报告中，1 份：甲；2 份：乙。 gives 甲 and 乙."""
    notes = _OF_THE_PAGE.sub("", notice).rstrip("。").split("；")
    return [_OF_SOME.sub("", note) for note in notes]


def _facts(counties: Sequence[Entry], apart: Sequence[Apart]) -> str:
    """What there is, in numbers; what is made up is counted by itself."""
    if not counties:
        return '<p class="wb-facts">还没有县（市、区）的页面</p>\n'
    years = sorted({entry.made.year for entry in counties})
    newest = max((entry.made.as_of or "" for entry in counties), default="")
    real = [entry for entry in counties if not entry.made.place.fictional]
    made_up = [entry for entry in counties if entry.made.place.fictional]
    facts = [
        *([_counted(real)] if real else []),
        *([f"另有 {len(apart)} 份报告不在县（市、区）页面"] if apart else []),
        *([f"{'另有' if real else ''}示例 {_counted(made_up)}"] if made_up else []),
        f"{years[0]}—{years[-1]} 年度" if len(years) > 1 else f"{years[0]} 年度",
        *([f"数据截至 {newest}"] if newest else []),
    ]
    return f'<p class="wb-facts">{"".join(f"<span>{fact}</span>" for fact in facts)}</p>\n'


def _counted(counties: Sequence[Entry]) -> str:
    places = len({entry.made.code for entry in counties})
    reports = sum(entry.made.place.reports for entry in counties)
    return f"{places} 个县（市、区）、报告 {reports} 份"


def _apart(reports: Sequence[Apart], names: Collection[str]) -> Iterator[str]:
    """The reports of no county, each with its unit and year, and a link to the year's overview."""
    if not reports:
        return
    lines = "\n".join(f"<li>{_one_apart(one, names)}</li>" for one in reports[:_MOST_APART])
    more = f"（列出前 {_MOST_APART} 份）" if len(reports) > _MOST_APART else ""
    yield (
        f'<p class="note">另有 {len(reports)} 份报告不属于或不能确定属于某个县（市、区），'
        "见各年度概览；年度不能确定的不在任何页面。</p>\n"
        f"<details><summary>这些报告的单位与年度{more}</summary>\n<ul>\n{lines}\n</ul></details>"
    )


def _one_apart(one: Apart, names: Collection[str]) -> str:
    year = f"{one.year}年" if one.year else "年度不能确定"
    if (page := f"overview-{one.year}") in names:
        year = f'<a href="{page}.html">{year}</a>'
    return f"{year}　{text(one.unit).markup}{'（示例）' if one.fictional else ''}"


def _everywhere(entries: Iterable[Entry]) -> list[str]:
    """A row for each year of the pages of all reports, and a line for their trends."""
    found = [entry for entry in entries if entry.made.code is None]
    years: dict[int, dict[str, Entry]] = {}
    for entry in found:
        if entry.made.kind in _YEARLY:
            years.setdefault(entry.made.year, {})[entry.made.kind] = entry
    lines = [f"<h2>{_ALL}</h2>"] if found else []
    if years:
        rows = "\n".join(_year(year, kinds) for year, kinds in sorted(years.items(), reverse=True))
        heads = "".join(f'<th scope="col">{name}</th>' for name in ("年度", "收录", "页面"))
        lines.append(
            f'<div class="wb-scroll"><table class="wb-all">\n'
            f"<caption>{_ALL}的各年度页面</caption>\n"
            f"<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table></div>"
        )
    trends = sorted((e for e in found if e.made.kind == "trends"), key=lambda e: -e.made.year)
    return lines + [
        f'<p>存在问题的用词：<a href="{entry.name}.html">截至{entry.made.year}年'
        f"{entry.sample}</a><small>　报告 {entry.made.place.reports} 份</small></p>"
        for entry in trends
    ]


def _year(year: int, kinds: Mapping[str, Entry]) -> str:
    shown = [kinds[kind] for kind in _YEARLY if kind in kinds]
    place = shown[0].made.place
    mark = "，注" if any(entry.made.notice for entry in shown) else ""
    links = "　".join(
        f'<a href="{entry.name}.html" aria-label="{year}年{_YEARLY[entry.made.kind]}">'
        f"{_YEARLY[entry.made.kind]}</a>"
        for entry in shown
    )
    return (
        f'<tr><th scope="row">{year}年{shown[0].sample}</th>'
        f"<td>报告 {place.reports} 份，单位 {place.units} 个{mark}</td><td>{links}</td></tr>"
    )
