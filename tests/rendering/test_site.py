"""Pages that share their style and scripts, the links between pages, and what becomes of both."""

from __future__ import annotations

import base64
import gzip
import hashlib
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from workbench.errors import RenderError
from workbench.rendering.around import Around, around, possible
from workbench.rendering.finish import Finished, Style, finish
from workbench.rendering.fragment import fragment
from workbench.rendering.frame import Page, Shared
from workbench.rendering.keys import PageKey
from workbench.rendering.manifest import Manifest, Place, digest, is_whole
from workbench.rendering.shelf import opened
from workbench.rendering.site import publish, sweep
from workbench.rendering.verify import verify

CHART = "application/vnd.vegalite.v5+json"
SPEC = {"title": "数量", "mark": "bar", "data": {"values": [{"a": "甲镇", "b": 1}]}}
TABLE = "<table><caption>数量</caption><thead><tr><th scope='col'>a</th></tr></thead></table>"
VEGA = "window.v = 1;"


def _page(executed: Callable[..., Any], *, site: bool = True) -> Page:
    pieces = fragment(executed({CHART: SPEC}, {"text/html": TABLE}), "640522-2017")
    style = Style(site=site)
    done = finish(pieces, "640522-2017", style=style, around=Around(), vega=lambda: VEGA)
    verify(done.page, where="640522-2017")
    return done.page


def test_a_page_of_a_site_loads_three_files_named_by_their_content(
    executed: Callable[..., Any],
) -> None:
    page = _page(executed)
    kinds = [(file.name.split("-")[0], file.name.split(".")[1]) for file in page.shared]
    assert kinds == [("page", "css"), ("vega", "js"), ("page", "js")]
    for file in page.shared:
        assert page.html.count(file.name) == 1
        assert digest(file.content.encode()).startswith(file.name.split("-")[1].split(".")[0])
    assert VEGA not in page.html and "<style" not in page.html
    assert "script-src 'self'; style-src 'self'" in page.html
    alone = _page(executed, site=False)
    assert alone.packed == VEGA and not alone.shared and "'self'" not in alone.html
    assert base64.b64encode(hashlib.sha256(VEGA.encode()).digest()).decode() in alone.html
    (data,) = re.findall(r'id="wb-packed">"(.*?)"</script>', alone.html)
    assert gzip.decompress(base64.b64decode(data)).decode() == VEGA


SPOILT: dict[str, tuple[str, str, str]] = {
    "another script": ("</main>", '<script src="x.js"></script></main>', "a file that is not ours"),
    "another sheet": ("</head>", '<link rel="stylesheet" href="x.css"></head>', "not ours"),
    "a link of another kind": ("</head>", '<link rel="prefetch" href="x"></head>', "<link>"),
    "a script in the page": ("</main>", "<script>alert(1)</script></main>", "not ours"),
    "a style in the page": ("</head>", "<style>p{}</style></head>", "not one style"),
    "a weaker policy": ("script-src 'self'", "script-src *", "policy"),
    "a script from elsewhere": ('src="vega', 'src="https://a.example/vega', "not ours"),
    "none of its files": ('<link rel="stylesheet"', "<p hidden", "not ours"),
}


@pytest.mark.fault(72)
@pytest.mark.parametrize(("old", "new", "told"), SPOILT.values(), ids=SPOILT)
def test_a_page_of_a_site_with_one_fault_is_not_published(
    old: str, new: str, told: str, executed: Callable[..., Any]
) -> None:
    page = _page(executed)
    assert old in page.html
    with pytest.raises(RenderError, match=told):
        verify(Page(page.html.replace(old, new), page.scripts, page.shared), where="x")


def _manifest(name: str, page: Page, files: dict[str, bytes]) -> Manifest:
    return Manifest(
        "county", 2017, "640522", Place(), {}, (), (), None, digest(page.html.encode()),
        files={each: digest(content) for each, content in files.items()},
        shared=tuple(file.name for file in page.shared),
    )  # fmt: skip


OLD, NEW = Shared.of("page", "old", "css"), Shared.of("page", "new", "css")


@pytest.mark.fault(63)
def test_shared_files_stay_while_a_page_loads_them(tmp_path: Path) -> None:
    with opened(tmp_path / "out") as shelf:
        for name, shared in (("640522-2016", OLD), ("640522-2017", NEW)):
            page = Page(name, (), (shared,))
            publish(shelf, name, Finished(page))
            made = _manifest(name, page, {})
            shelf.put(shelf.manifest(name), made.as_json())
            assert made.holds(shelf, name)
        (shelf.folder / NEW.name).write_text("edited", encoding="utf-8")
        assert not made.holds(shelf, "640522-2017")
        shelf.manifest("640522-2016").unlink()
        mine = [shelf.folder / name for name in ("page-of-mine.css", "mine.docx", "a b.docx")]
        gone = shelf.folder / "640522-2017.docx"  # a summary that the page no longer has
        for path in (*mine, gone):
            path.write_text("x", encoding="utf-8")
        sweep(shelf)
        assert not (shelf.folder / OLD.name).exists() and not gone.exists()
        assert all(path.is_file() for path in (shelf.folder / NEW.name, *mine))


def test_what_a_page_no_longer_has_is_taken_away(tmp_path: Path) -> None:
    page, name = Page("x", ()), "640522-2017"
    with opened(tmp_path / "out") as shelf:
        files = {f"{name}.docx": b"word", f"{name}-terms.csv": b"data"}
        publish(shelf, name, Finished(page, files))
        shelf.put(shelf.manifest(name), _manifest(name, page, files).as_json())
        other = shelf.folder / "640522-2016.docx"
        other.write_bytes(b"another page's")
        publish(shelf, name, Finished(page, {f"{name}-terms.csv": b"data"}))
        left = sorted(path.name for path in shelf.folder.iterdir() if path.is_file())
    assert left == ["640522-2016.docx", f"{name}-terms.csv", f"{name}.html"]


@pytest.mark.fault(40)
def test_a_link_in_a_shared_files_place_is_no_shared_file(tmp_path: Path) -> None:
    real = tmp_path / "elsewhere"
    real.write_text("new", encoding="utf-8")
    (tmp_path / NEW.name).symlink_to(real)
    assert not is_whole(tmp_path / NEW.name)


PAGES = frozenset(
    f"{name}.html"
    for name in (
        "640522-2015", "640522-2017", "640522-2018", "ledger-640522", "overview-2017",
        "overview-640000-2017", "quality-2017", "copies-2017", "copies-2018", "trends-2016",
        "trends-2018", "640121-2017", "quality-640522-2017",
    )
)  # fmt: skip
COUNTY = PageKey("county", 2017, "640522")
AROUND = {
    "a county's year": (
        COUNTY, [2015, 2017, 2018],
        ["ledger-640522", "quality-640522-2017", "overview-640000-2017", "overview-2017",
         "quality-2017", "copies-2017", "trends-2018"],
    ),
    "an overview": (
        PageKey("overview", 2017), [2017], ["quality-2017", "copies-2017", "trends-2018"],
    ),
    "the copies of a year": (
        PageKey("copies", 2018), [2017, 2018], ["trends-2018"],
    ),
    "a ledger": (
        PageKey("ledger", 2018, "640522"), [2015, 2017, 2018], ["copies-2018", "trends-2018"],
    ),
    "a county's findings": (
        PageKey("quality", 2017, "640522"), [2017],
        ["ledger-640522", "640522-2017", "overview-640000-2017", "overview-2017",
         "quality-2017", "copies-2017", "trends-2018"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("key", "years", "others"), AROUND.values(), ids=AROUND)
def test_what_lies_around_a_page(key: PageKey, years: list[int], others: list[str]) -> None:
    found = around(key, PAGES)
    assert [year for year, _ in found.years] == years
    assert [page.removesuffix(".html") for _, page in found.others] == others
    assert set(found.names) <= PAGES
    known = frozenset(possible(key))
    assert around(key, PAGES & known) == found


@pytest.mark.parametrize("kind", ["county", "overview", "quality", "copies", "trends"])
def test_its_pages_have_the_names_of_keys(kind: str) -> None:
    for key in (
        PageKey(kind, 2017, "640522"),
        *([PageKey(kind, 2017)] if kind != "county" else []),
    ):
        assert {PageKey(kind, year, key.code).file for year in (1990, 2018, 2100)} <= set(
            possible(key)
        )


def test_the_nearest_years_are_one_step_away() -> None:
    markup = around(COUNTY, PAGES).markup
    assert '<a href="640522-2015.html" aria-label="上一年：2015年">上一年</a>' in markup
    assert '<a href="640522-2018.html" aria-label="下一年：2018年">下一年</a>' in markup
    assert '<strong aria-current="page">2017</strong>' in markup
    alone = around(COUNTY, frozenset()).markup
    assert "各年度" not in alone and 'href="index.html"' in alone
