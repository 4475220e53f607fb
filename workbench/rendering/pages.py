"""The whole page around a fragment: one file that loads nothing and runs nothing of a report's.

There is no clock, no path and no name of a machine in a page: the same fragment gives the same
bytes.
"""

from __future__ import annotations

import base64
import html
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from workbench.rendering.around import Around
from workbench.rendering.contract import PageHeader
from workbench.rendering.data import KINDS, Data
from workbench.rendering.fragment import Block, Fragment
from workbench.rendering.frame import Page, Parts, assemble, asset, share
from workbench.rendering.specs import Chart, as_json

_WAITING = "此图由脚本绘制；未启用脚本时，全部数字见下面的表格。"
_EMPTY = "没有可以画成图的数据：相关报告未写明，或本库尚未收录。"
_FICTIONAL = "示例数据：本页地名、单位和数字均为虚构，仅用于演示"
_XLSX = "data:application/vnd.openxmlformats-officedocument.spreadsheetml.sheet;base64,"
_TABLE = re.compile(r"<(/?)table\b[^>]*>")
_HEADING = re.compile(r"<h2([^>]*)>(.*?)</h2>", re.DOTALL)
#: Charts up to this width stand side by side: small multiples.
_SMALL = 340
_ID = re.compile(r'\bid="([^"]*)"')
_MARKUP = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Copies:
    """A page's content in other forms: its workbook, inside the page, or its name where it lies
    beside it; and the name of its Word summary, which always does."""

    sheet: bytes = b""
    beside: str = ""
    word: str = ""


def page(
    fragment: Fragment,
    *,
    vega: Callable[[], str],
    where: str,
    around: Around | None = None,
    copies: Copies | None = None,
    site: bool = False,
) -> Page:
    """The page of ``fragment``; ``vega`` is asked for where there is a chart to draw.

    ``around`` are the pages beside it; ``site`` leaves style and scripts to shared files.
    """
    numbered = tuple(enumerate(fragment.blocks))
    charts = [(n, block) for n, block in numbered if isinstance(block, Chart) and not block.empty]
    specs = "".join(
        f'<script type="application/json" id="wb-spec-{n}">{as_json(chart.spec, where)}</script>\n'
        for n, chart in charts
    )
    body, contents = contents_of("\n".join(_shown(n, block, where) for n, block in numbered))
    header, copies = fragment.header, copies or Copies()
    sheet = _XLSX + base64.b64encode(copies.sheet).decode("ascii") if copies.sheet else ""
    parts = Parts(
        title=header.title,
        heading=html.escape(header.title),
        trail=(around or Around()).markup,
        banner=" ".join(filter(None, (_FICTIONAL if header.fictional else "", header.notice))),
        facts=_facts(header),
        contents=contents,
        body=_copies(sheet or copies.beside, copies.word, where) + body,
        data=specs,
    )
    drawing, own = vega() if charts else "", asset("page.js")
    if site:
        named = [*([("vega", drawing)] if charts else []), ("page", own)]
        return replace(assemble(parts, (), shared=share(named)), sheet=sheet)
    return replace(assemble(parts, (own,), packed=drawing), sheet=sheet)


def _copies(sheet: str, word: str, where: str) -> str:
    """The links to the page's tables as a workbook and to its summary."""
    links = []
    if sheet:
        told = "本页全部表格（Excel，含出处）"
        links.append(f'<a download="{where}.xlsx" href="{sheet}">{told}</a>')
    if word:
        links.append(f'<a href="{word}">本页摘要（Word，含图）</a>')
    return f'<p class="wb-copies">下载：{"　".join(links)}</p>\n' if links else ""


def _shown(number: int, block: Block, where: str) -> str:
    if isinstance(block, str):
        return _TABLE.sub(_in_scroller, block)
    if isinstance(block, Data):
        return _files(block, where)
    caption = f"<figcaption>{html.escape(block.caption)}</figcaption>\n" if block.caption else ""
    small = " wb-small" if block.width is not None and block.width <= _SMALL else ""
    return f'<figure class="wb-chart{small}">\n{caption}{_drawing(number, block)}\n</figure>'


def _files(table: Data, page: str) -> str:
    """Where the numbers stand as files, which lie beside the page."""
    links = "　".join(
        f'<a href="{table.file(page, kind)}">{KINDS[kind]}</a>' for kind in table.kinds
    )
    return f'<p class="wb-data">{html.escape(table.title)}（随页文件）：{links}</p>'


def _drawing(number: int, chart: Chart) -> str:
    if chart.empty:
        return f'<p class="wb-note">{_EMPTY}</p>'
    width = f' data-width="{chart.width}"' if chart.width is not None else ""
    label = html.escape(chart.description, quote=True)
    return (
        f'<div class="wb-drawing" role="img" aria-label="{label}" data-spec="wb-spec-{number}"'
        f'{width}><p class="wb-note">{_WAITING}</p></div>'
    )


def _in_scroller(table: re.Match[str]) -> str:
    """A table wider than a small screen scrolls by itself, not with the page."""
    return f"{table[0]}</div>" if table[1] else f'<div class="wb-scroll">{table[0]}'


def contents_of(body: str) -> tuple[str, str]:
    """The body with an id at every second-level heading, and the list of them."""
    entries: list[str] = []

    def entry(heading: re.Match[str]) -> str:
        known = _ID.search(heading[1])
        name = known[1] if known else f"wb-part-{len(entries) + 1}"
        entries.append(f'<li><a href="#{name}">{_MARKUP.sub("", heading[2]).strip()}</a></li>')
        return heading[0] if known else f'<h2 id="{name}"{heading[1]}>{heading[2]}</h2>'

    body = _HEADING.sub(entry, body)
    return body, listed(entries) if len(entries) > 1 else ""


def listed(entries: Sequence[str]) -> str:
    """The list of a page's parts, each an ``li`` with its link."""
    lines = "\n".join(entries)
    return (
        '<nav class="wb-contents" aria-label="本页目录">\n<p>本页目录</p>\n'
        f"<ol>\n{lines}\n</ol>\n</nav>\n"
    )


def _facts(header: PageHeader) -> str:
    facts = (header.subtitle, f"数据截至 {header.as_of}" if header.as_of else "")
    spans = "".join(f"<span>{html.escape(fact)}</span>" for fact in facts if fact)
    return f'<p class="wb-facts">{spans}</p>\n' if spans else ""
