"""index.html: the counties by province, a column for each year, every page one click away."""

from __future__ import annotations

import html
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from workbench.corpus.open import open_corpus
from workbench.display.overview.unread import unread_files
from workbench.rendering import manifest
from workbench.rendering.frame import Page, Parts, assemble, asset
from workbench.rendering.manifest import Manifest
from workbench.rendering.pages import contents_of
from workbench.rendering.shelf import Shelf
from workbench.rendering.verify import verify

_TITLE = "政府信息公开工作年度报告：各县（市、区）逐年一览"
_ELSEWHERE = "未写明省份"
_FICTIONAL = "示例数据：本页所列均为虚构，仅用于演示"
#: More different notices than this are left to their pages.
_MOST_NOTICES = 3
_HELP = (
    "“本库”指这里收集到的报告。每格的数字是本库收录的该县（市、区）该年度报告份数，"
    "点开即见当年的比较页；“—”表示<strong>本库未收录</strong>，不表示没有编制或公布。"
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A page that is there, as its manifest describes it."""

    name: str
    made: Manifest


def write(shelf: Shelf, corpus: Path | None = None) -> None:
    """Make the index of every page in the folder, whichever run made it.

    The files that gave no report belong to no page; those of ``corpus`` are counted here.
    """
    known = sorted((shelf.own / "pages").glob("*.json"))
    entries = [
        Entry(path.stem, made)
        for path in known
        if (made := manifest.read(path)) and (shelf.folder / f"{path.stem}.html").is_file()
    ]
    page = index(entries, unread_files(open_corpus(corpus)) if corpus else None)
    verify(page, where="index")
    shelf.put(shelf.folder / "index.html", page.html)


def index(entries: Sequence[Entry], unread: str | None = None) -> Page:
    """The index of ``entries``: overviews first, then a table for each province, and a
    sentence on the files that could not be ``unread``."""
    counties = [entry for entry in entries if entry.made.kind == "county"]
    years = sorted({entry.made.year for entry in counties})
    body, contents = contents_of(
        "\n".join(
            [
                f"<p>{_HELP}</p>",
                *_yearly(entries, "overview", "年度概览"),
                *_yearly(entries, "quality", "年度报告核对情况"),
                *_yearly(entries, "copies", "年度报告中的相同段落"),
                *_trends(entries),
                *_provinces(counties, years, frozenset(entry.name for entry in entries)),
            ]
        )
    )
    fictional = bool(entries) and all(entry.made.place.fictional for entry in entries)
    parts = Parts(
        title=_TITLE,
        heading=_TITLE,
        trail="",
        banner=" ".join(filter(None, (_FICTIONAL if fictional else "", _noticed(entries)))),
        facts=_facts(counties, years),
        contents=contents,
        body=body + (f'\n<p class="note">{html.escape(unread)}</p>' if unread else ""),
    )
    return assemble(parts, (asset("index.js"), asset("page.js")))


def _noticed(entries: Iterable[Entry]) -> str:
    """What the pages say at their top, once; the pages are marked 注."""
    said = sorted({entry.made.notice for entry in entries if entry.made.notice})
    if len(said) > _MOST_NOTICES:
        return "标“注”的页面有说明，见各页页首。"
    return f"标“注”的页面有说明：{' '.join(said)}" if said else ""


def _facts(counties: Sequence[Entry], years: Sequence[int]) -> str:
    if not counties:
        return '<p class="wb-facts">还没有页面</p>\n'
    places = len({entry.made.code for entry in counties})
    newest = max((entry.made.as_of or "" for entry in counties), default="")
    facts = [
        f"{places} 个县（市、区）",
        f"{years[0]}—{years[-1]} 年度" if len(years) > 1 else f"{years[0]} 年度",
        f"报告 {sum(entry.made.place.reports for entry in counties)} 份",
        *([f"数据截至 {newest}"] if newest else []),
    ]
    return f'<p class="wb-facts">{"".join(f"<span>{fact}</span>" for fact in facts)}</p>\n'


def _yearly(entries: Iterable[Entry], kind: str, heading: str) -> list[str]:
    """A list of the years' pages of one kind, of everywhere and of places."""
    found = [entry for entry in entries if entry.made.kind == kind]
    if not found:
        return []
    items = "\n".join(
        f'<li><a href="{entry.name}.html">{entry.made.year}年{_named(entry)}</a>'
        f"<small>　{_counted(entry.made)}{'，注' if entry.made.notice else ''}</small></li>"
        for entry in sorted(found, key=lambda entry: (-entry.made.year, entry.name))
    )
    return [f'<h2>{heading}</h2>\n<ul class="wb-overviews">\n{items}\n</ul>']


def _counted(made: Manifest) -> str:
    return f"报告 {made.place.reports} 份，单位 {made.place.units} 个"


def _trends(entries: Iterable[Entry]) -> list[str]:
    """A list of the pages of trends: of everywhere first, then by code."""
    trends = [entry for entry in entries if entry.made.kind == "trends"]
    if not trends:
        return []
    items = "\n".join(
        f'<li><a href="{entry.name}.html">{_named(entry)}，截至{entry.made.year}年</a>'
        f"<small>　报告 {entry.made.place.reports} 份</small></li>"
        for entry in sorted(trends, key=lambda entry: (entry.made.code or "", -entry.made.year))
    )
    return [f'<h2>存在问题的用词</h2>\n<ul class="wb-overviews">\n{items}\n</ul>']


def _named(entry: Entry) -> str:
    place = entry.made.place
    name = place.county or place.province
    mark = "（示例）" if place.fictional else ""
    return (html.escape(name) if entry.made.code and name else "全部报告") + mark


def _provinces(counties: Iterable[Entry], years: Sequence[int], names: frozenset[str]) -> list[str]:
    grouped: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in counties:
        grouped[(entry.made.code or "")[:2]].append(entry)
    return [_province(group, years, names) for _, group in sorted(grouped.items())]


def _province(entries: Sequence[Entry], years: Sequence[int], names: frozenset[str]) -> str:
    """One province's table; its name and its counties' names are those of the latest year."""
    by_code: defaultdict[str, dict[int, Entry]] = defaultdict(dict)
    for entry in sorted(entries, key=lambda entry: entry.made.year):
        by_code[entry.made.code or ""][entry.made.year] = entry
    name = html.escape(next(iter(_latest(by_code).values())).made.place.province or _ELSEWHERE)
    heads = "".join(f'<th scope="col" class="num">{year}</th>' for year in years)
    rows = "\n".join(_row(code, pages, years, names) for code, pages in sorted(by_code.items()))
    return (
        f'<section class="wb-province">\n<h2>{name}</h2>\n<div class="wb-scroll"><table>\n'
        f"<caption>{len(by_code)} 个县（市、区）的各年度报告份数</caption>\n"
        '<thead><tr><th scope="col">县（市、区）</th><th scope="col">代码</th>'
        f"{heads}</tr></thead>\n"
        f"<tbody>\n{rows}\n</tbody>\n</table></div>\n</section>"
    )


def _latest(by_code: dict[str, dict[int, Entry]]) -> dict[str, Entry]:
    return {code: pages[max(pages)] for code, pages in by_code.items()}


def _row(code: str, pages: dict[int, Entry], years: Sequence[int], names: frozenset[str]) -> str:
    """A county with its years; a link to its ledger where there is one."""
    place = pages[max(pages)].made.place
    county = html.escape(place.county or code)
    prefecture = f"<small>　{html.escape(place.prefecture)}</small>" if place.prefecture else ""
    mark = "<small>　示例</small>" if place.fictional else ""
    ledger = f"ledger-{code}"
    if ledger in names:
        mark += f'<small>　<a href="{ledger}.html">问题台账</a></small>'
    cells = "".join(_cell(pages.get(year), county) for year in years)
    return f'<tr><th scope="row">{county}{prefecture}{mark}</th><td>{code}</td>{cells}</tr>'


def _cell(entry: Entry | None, county: str) -> str:
    if entry is None:
        return '<td class="num missing">—</td>'
    label = f"{county}{entry.made.year}年，报告 {entry.made.place.reports} 份"
    mark = "<sup>注</sup>" if entry.made.notice else ""
    return (
        f'<td class="num"><a href="{entry.name}.html" aria-label="{label}">'
        f"{entry.made.place.reports}</a>{mark}</td>"
    )
