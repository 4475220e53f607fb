"""The tables of the index: a province's counties by year, how much of each is there, and what
its checks found.

A country has 28,000 cells in ten years, so a cell holds its numbers and nothing else; what
they mean is said once above the tables.
"""

from __future__ import annotations

import html
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from workbench.analysis.roster import governs
from workbench.reference import divisions
from workbench.reference.place_names import is_place
from workbench.rendering.manifest import Manifest
from workbench.rendering.tiles import quarter

_ELSEWHERE = "未写明省份"
#: A province's own pages, by their kinds.
_OWN = (
    ("overview", "年度概览"),
    ("quality", "核对情况"),
    ("copies", "相同段落"),
    ("trends", "问题用词"),
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A page that is there, as its manifest describes it."""

    name: str
    made: Manifest

    @property
    def sample(self) -> str:
        return "（示例）" if self.made.place.fictional else ""


def provinces(entries: Sequence[Entry]) -> Iterator[str]:
    """Each province's section in the order of codes: its own pages, then its counties."""
    grouped: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.made.code:
            grouped[entry.made.code[:2]].append(entry)
    names = frozenset(entry.name for entry in entries)
    for stem, group in sorted(grouped.items()):
        yield _section(stem, group, names)


def _section(stem: str, entries: Sequence[Entry], names: frozenset[str]) -> str:
    """One province; its name and its counties' names are those of the latest year."""
    ordered = sorted(entries, key=lambda entry: (entry.made.year, entry.made.code or ""))
    named = [entry.made.place.province for entry in ordered if entry.made.place.province]
    name = html.escape(named[-1] if named else _ELSEWHERE)
    if all(entry.made.place.fictional for entry in entries):
        name += "<small>　示例</small>"
    own = "\n".join(_own_pages(ordered))
    return (
        f'<section class="wb-province">\n<h2 id="p-{stem}">{name}</h2>\n{own}'
        f"{_table(ordered, names)}\n</section>"
    )


def _own_pages(entries: Iterable[Entry]) -> Iterator[str]:
    """The links to the pages of the province, and to those of a county that are no county's
    year: 年度概览：2016 2017."""
    for kind, called in _OWN:
        links = [_own(entry) for entry in entries if entry.made.kind == kind]
        if links:
            yield f'<p class="wb-own">{called}：{" ".join(links)}</p>\n'


def _own(entry: Entry) -> str:
    made = entry.made
    whole = (made.code or "").endswith("0000")
    where = "" if whole else html.escape(made.place.county or made.code or "")
    mark = "<sup>注</sup>" if made.notice else ""
    return f'<a href="{entry.name}.html">{where}{made.year}</a>{mark}'


def _table(entries: Iterable[Entry], names: frozenset[str]) -> str:
    by_code: defaultdict[str, dict[int, Entry]] = defaultdict(dict)
    for entry in entries:
        if entry.made.kind == "county":
            by_code[entry.made.code or ""][entry.made.year] = entry
    if not by_code:
        return ""
    years = sorted({year for pages in by_code.values() for year in pages}, reverse=True)
    heads = "".join(f'<th scope="col" class="num">{year}</th>' for year in years)
    rows = "\n".join(_row(code, pages, years, names) for code, pages in sorted(by_code.items()))
    return (
        '<div class="wb-scroll"><table>\n'
        f"<caption>{len(by_code)} 个县（市、区）的各年度报告份数</caption>\n"
        '<thead><tr><th scope="col">县（市、区）</th><th scope="col">代码</th>'
        f"{heads}</tr></thead>\n"
        f"<tbody>\n{rows}\n</tbody>\n</table></div>"
    )


def _row(code: str, pages: dict[int, Entry], years: Sequence[int], names: frozenset[str]) -> str:
    """A county with its years; a link to its ledger where there is one."""
    place = pages[max(pages)].made.place
    above = place.prefecture if is_place(place.prefecture) else ""  # not 市辖区
    prefecture = f"<small>　{html.escape(above)}</small>" if above else ""
    mark = "<small>　示例</small>" if place.fictional else ""
    ledger = f"ledger-{code}"
    if ledger in names:
        mark += f'<small>　<a href="{ledger}.html">问题台账</a></small>'
    county = html.escape(place.county or code)
    cells = "".join(_cell(pages.get(year)) for year in years)
    return f'<tr><th scope="row">{county}{prefecture}{mark}</th><td>{code}</td>{cells}</tr>'


def _cell(entry: Entry | None) -> str:
    """The reports of a county and year; of how many townships; and what does not agree."""
    if entry is None:
        return "<td>—</td>"
    made = entry.made
    place = made.place
    known = townships(made.code or "", made.year) if place.townships else 0
    share = f"<small>{place.townships}/{known}</small>" if known else ""
    shade = f' class="wb-k{quarter(place.townships, known)}"' if known else ""
    differs = f"<em>≠{place.contradictions}</em>" if place.contradictions else ""
    mark = "<sup>注</sup>" if made.notice else ""
    link = f'<a href="{entry.name}.html">{place.reports}</a>'
    return f"<td{shade}>{link}{mark}{share}{differs}</td>"


@cache
def townships(code: str, year: int) -> int:
    """How many townships and subdistricts the divisions of a year know in a county."""
    return sum(governs(row) for row in divisions.current().below(code, year))
