"""What a page says about its article outside of it: title, date, address, source."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from lxml.etree import _Element as Element

from workbench.errors import DictionaryError
from workbench.reference import load

_FILE = "pages.toml"
_DATE = re.compile(
    r"((?:19|20)[0-9]{2})\s*[-/.年]\s*([0-9]{1,2})\s*[-/.月]\s*([0-9]{1,2})(?![0-9])"
)
_COMPACT_DATE = re.compile(r"((?:19|20)[0-9]{2})([01][0-9])([0-3][0-9])(?![0-9])")
_SAVED_FROM = re.compile(r"<!-- saved from url=\([0-9]{1,6}\)(https?://[^\s<>]{1,500})")
_SITE_CODE = re.compile(r"标识码[^0-9]{0,80}([0-9]{10})(?![0-9])")
_ADDRESS = re.compile(r"来源\s*[:：]\s*(https?://[A-Za-z0-9_./?=&%#~:-]{4,500})")


def page_hints(root: Element, source: str) -> dict[str, str]:
    """The hints of a page from its head: title, published, url, host, site, source, site_code.

    ``source`` is the page as decoded: browsers note in a comment where they saved it from.
    The date of the crawl and of the page's last generation are never taken.
    """
    said: dict[str, str] = {}
    for meta in root.iter("meta"):
        name = (meta.get("name") or meta.get("property") or "").lower()
        content = (meta.get("content") or "").strip()
        if content:
            said.setdefault(name, content)
    hints: dict[str, str] = {}
    for name, hint in load.toml(_FILE)["meta"].items():
        if name.lower() in said:
            hints.setdefault(hint, said[name.lower()])
    hints.update(_dated(hints.pop("published", "")))
    title = next((_plain(e) for e in root.iter("title") if _plain(e)), None)
    if title:
        hints.setdefault("title", title)
    published = next((_plain(element) for element in root.iter("publishtime")), "")
    hints = {**_dated(published), **hints}
    code = _SITE_CODE.search(source)
    if code:
        hints.setdefault("site_code", code.group(1))
    return _with_address(hints, root, source)


def visible_hints(lines: Iterable[str]) -> dict[str, str]:
    """What the lines around an article add: 发布日期：2018-03-16, 来源：http://…"""
    hints: dict[str, str] = {}
    for line in lines:
        label = _date_labels().search(line)
        if label:
            hints = {**_dated(line[label.end() : label.end() + 30]), **hints}
        address = _ADDRESS.search(line)
        if address:
            hints.setdefault("url", address.group(1))
            hints.setdefault("host", urlsplit(address.group(1)).hostname or "")
    return hints


def is_label_line(line: str) -> bool:
    """Whether ``line`` is one of a page's own about its article: 索引号, 发布机构, 来源."""
    return _labels().search(line) is not None


def without_title_label(line: str) -> str:
    """``line`` without the word that says that a title follows: 名称：某某镇…年度报告."""
    return _title_labels().sub("", line)


def leads_to_others(start: str) -> bool:
    """Whether a block that begins so leads to other pages: 上一篇：…, 您当前的位置：…"""
    return _elsewhere().match(start) is not None


def is_foot(text: str) -> bool:
    """Whether a short block speaks of the site itself: 版权所有, 某ICP备12003456号."""
    return _edges().search(text) is not None


def as_date(text: str) -> str | None:
    """The first date in ``text`` as YYYY-MM-DD: 2018-03-16 10:25, 2018年3月16日, 20180316."""
    for pattern in (_DATE, _COMPACT_DATE):
        found = pattern.search(text)
        if found:
            try:
                return date(*map(int, found.groups())).isoformat()
            except ValueError:
                continue
    return None


def _dated(text: str) -> dict[str, str]:
    published = as_date(text)
    return {"published": published} if published else {}


def _with_address(hints: dict[str, str], root: Element, source: str) -> dict[str, str]:
    urls = list(_addresses(hints.pop("url", ""), root, source))
    hosts = [host for host in map(_host, [*urls, *_base(root)]) if host]
    if urls:
        hints["url"] = urls[0]
    declared = hints.pop("host", "").removeprefix("http://").removeprefix("https://").strip("/")
    if hosts or declared:
        hints["host"] = hosts[0] if hosts else declared
    return hints


def _addresses(declared: str, root: Element, source: str) -> Iterator[str]:
    for link in root.iter("link"):
        if (link.get("rel") or "").lower() == "canonical" and _host(link.get("href") or ""):
            yield (link.get("href") or "").strip()
    if _host(declared):
        yield declared
    saved = _SAVED_FROM.search(source[:5_000])
    if saved:
        yield saved.group(1)


def _base(root: Element) -> list[str]:
    return [base.get("href") or "" for base in root.iter("base")]


def _host(url: str) -> str | None:
    try:
        parts = urlsplit(url.strip())
        return parts.hostname if parts.scheme in ("http", "https") else None
    except ValueError:
        return None


def _plain(element: Element) -> str:
    return " ".join("".join(map(str, element.itertext())).split())


def _rows(table: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = load.toml(_FILE).get(table, [])
    for row in rows:
        if not row.get("text") or not row.get("example"):
            raise DictionaryError(f"reference/{_FILE}: a [[{table}]] lacks text or example: {row}")
    return rows


def _any_of(texts: Iterable[str]) -> str:
    """An alternation that allows white space inside words, as pages set 索 引 号."""
    return "|".join(r"\s{0,4}".join(map(re.escape, text)) for text in texts)


@cache
def _labels() -> re.Pattern[str]:
    return re.compile(rf"(?:{_any_of(row['text'] for row in _rows('label'))})\s{{0,4}}[:：】\]\t]")


@cache
def _title_labels() -> re.Pattern[str]:
    words = _any_of(row["text"] for row in _rows("title_label"))
    return re.compile(rf"^\s{{0,4}}(?:{words})\s{{0,4}}[:：\t]\s{{0,4}}")


@cache
def _date_labels() -> re.Pattern[str]:
    words = _any_of(row["text"] for row in _rows("label") if row["date"])
    return re.compile(rf"(?:{words})\s{{0,4}}[:：】\]\t]?")


@cache
def _edges() -> re.Pattern[str]:
    return re.compile(_any_of(row["text"] for row in _rows("edge")))


@cache
def _elsewhere() -> re.Pattern[str]:
    words = _any_of(row["text"] for row in _rows("elsewhere"))
    return re.compile(rf"[\s【\[>»]{{0,6}}(?:您|现在|的|是){{0,3}}(?:{words})")
