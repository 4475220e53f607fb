"""The whole page around a fragment: one file that loads nothing and runs nothing of a report's.

The policy names the page's style and scripts by their hashes; whatever else should ever get
into a page is dead in it. There is no clock, no path and no name of a machine in a page: the
same fragment gives the same bytes.
"""

from __future__ import annotations

import base64
import hashlib
import html
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from string import Template

from workbench import __version__
from workbench.rendering.contract import PageHeader
from workbench.rendering.data import KINDS, Data
from workbench.rendering.fragment import Block, Fragment
from workbench.rendering.specs import Chart, as_json

_WAITING = "此图由脚本绘制；未启用脚本时，全部数字见下面的表格。"
_EMPTY = "没有可以画成图的数据：相关报告未写明，或本库尚未收录。"
_FICTIONAL = "示例数据：本页地名、单位和数字均为虚构，仅用于演示"
_COLOPHON = f"政府信息公开年报工作台（Disclosure Workbench）{__version__} 生成，可离线打开、打印。"
_TABLE = re.compile(r"<(/?)table\b[^>]*>")
_HEADING = re.compile(r"<h2([^>]*)>(.*?)</h2>", re.DOTALL)
#: Charts up to this width stand side by side: small multiples.
_SMALL = 340
_ID = re.compile(r'\bid="([^"]*)"')
_MARKUP = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Page:
    """A finished page and the scripts that may stand in it, in their order."""

    html: str
    scripts: tuple[str, ...]


@cache
def asset(name: str) -> str:
    """A file of the package's page assets."""
    return resources.files(__package__).joinpath("assets", name).read_text(encoding="utf-8")


def page(fragment: Fragment, *, vega: Callable[[], str], where: str) -> Page:
    """The page of ``fragment``; ``vega`` is asked for where there is a chart to draw."""
    numbered = tuple(enumerate(fragment.blocks))
    charts = [(n, block) for n, block in numbered if isinstance(block, Chart) and not block.empty]
    specs = "".join(
        f'<script type="application/json" id="wb-spec-{n}">{as_json(chart.spec, where)}</script>\n'
        for n, chart in charts
    )
    body, contents = contents_of("\n".join(_shown(n, block, where) for n, block in numbered))
    header = fragment.header
    return assemble(
        title=header.title,
        heading=html.escape(header.title),
        trail='<p class="wb-trail"><a href="index.html">全部县（市、区）与年度</a></p>\n',
        banner=" ".join(filter(None, (_FICTIONAL if header.fictional else "", header.notice))),
        facts=_facts(header),
        contents=contents,
        body=body,
        data=specs,
        scripts=((vega(),) if charts else ()) + (asset("page.js"),),
    )


def assemble(
    *,
    title: str,
    heading: str,
    trail: str,
    banner: str,
    facts: str,
    contents: str,
    body: str,
    data: str,
    scripts: tuple[str, ...],
) -> Page:
    """The frame of every page; all but ``title`` and ``banner`` are HTML already."""
    style = asset("page.css")
    markup = Template(asset("page.html")).substitute(
        policy=policy(style, scripts),
        title=html.escape(title),
        style=style,
        banner=f'<p class="wb-banner">{html.escape(banner)}</p>\n' if banner else "",
        trail=trail,
        heading=heading,
        facts=facts,
        contents=contents,
        body=body,
        colophon=_COLOPHON,
        scripts=data + "".join(f"<script>{script}</script>\n" for script in scripts),
    )
    return Page(markup, scripts)


def policy(style: str, scripts: Sequence[str]) -> str:
    """The content security policy: nothing at all but this style and these scripts."""
    hashes = " ".join(_hash(script) for script in scripts) or "'none'"
    return (
        f"default-src 'none'; script-src {hashes}; style-src {_hash(style)}; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(source: str) -> str:
    digest = hashlib.sha256(source.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


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
    if len(entries) < 2:
        return body, ""
    listed = "\n".join(entries)
    return body, (
        '<nav class="wb-contents" aria-label="本页目录">\n<p>本页目录</p>\n'
        f"<ol>\n{listed}\n</ol>\n</nav>\n"
    )


def _facts(header: PageHeader) -> str:
    facts = (header.subtitle, f"数据截至 {header.as_of}" if header.as_of else "")
    spans = "".join(f"<span>{html.escape(fact)}</span>" for fact in facts if fact)
    return f'<p class="wb-facts">{spans}</p>\n' if spans else ""
