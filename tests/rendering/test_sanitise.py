"""The gate for HTML: nothing that runs, loads or leads away passes it (faults 68, 69, 70)."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any

import pytest

from workbench.rendering.fragment import fragment
from workbench.rendering.sanitise import Links, clean, markdown

#: Each tries to run something, to load something, or to lead away.
ATTACKS = (
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//a.example/x.js></SCRIPT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)><script>alert(1)</script></svg>",
    "<svg><a xlink:href='javascript:alert(1)'><text y='9'>x</text></a></svg>",
    "<math><mi xlink:href='javascript:alert(1)'>x</mi></math>",
    "<a href='javascript:alert(1)'>x</a>",
    "<a href=' jav&#x09;ascript:alert(1)'>x</a>",
    "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
    "<a href='vbscript:x' onclick=alert(1)>x</a>",
    "<a href='//a.example/'>x</a>",
    "<a href='https://a.example/'>x</a>",
    "<a href='file:///etc/passwd'>x</a>",
    "<a href='../x.html'>x</a>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<iframe src='https://a.example'></iframe>",
    "<object data='x.swf'></object><embed src='x'>",
    "<style>@import 'https://a.example/x.css';</style>",
    "<p style='background:url(https://a.example/x)'>x</p>",
    "<link rel=stylesheet href='https://a.example/x.css'>",
    "<meta http-equiv=refresh content='0;url=https://a.example'>",
    "<base href='https://a.example/'>",
    "<form action='https://a.example'><input name=a><button formaction='x'>b</button></form>",
    "<video poster='https://a.example/x'><source src='x'></video>",
    "<table background='https://a.example/x'><tr><td>x</td></tr></table>",
    "<template><script>alert(1)</script></template>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
    "<details open ontoggle=alert(1)>x</details>",
    "<p id='wb-main' onmouseover=alert(1) tabindex=1 autofocus onfocus=alert(1)>x</p>",
    "<!--><script>alert(1)</script>-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<textarea></p><script>alert(1)</script></textarea>",
    "<title><script>alert(1)</script></title>",
    "</main></body><script>alert(1)</script>",
    "<x-y onclick=alert(1)>x</x-y>",
    "<marquee onstart=alert(1)>x</marquee>",
)
#: Where a report's words may come to stand.
AROUND = (
    "{}",
    "<td>{}</td>",
    "<table><caption>{}</caption><tbody><tr><th scope='row'>a</th><td>1</td></tr></tbody></table>",
    "<p class='{}'>a</p>",
    "<p id={}>a</p>",
    "<a href='{}'>a</a>",
    "<details><summary>{}</summary>a</details>",
    "<!-- {} -->",
    "<h2>{}",
)
_ELEMENTS = re.compile(
    "section|h[234]|p|table|caption|thead|tbody|tfoot|tr|th|td|a|mark|details|summary|ul|ol|li|"
    "dl|dt|dd|span|div|strong|small|sup|em|code|pre|blockquote|hr|br"
)
_ATTRIBUTES = re.compile("class|id|href|scope|colspan|rowspan|open|start")


class _Audit(HTMLParser):
    """Every element and attribute that is not on the short list; every address."""

    def __init__(self) -> None:
        super().__init__()
        self.strays: list[str] = []
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if not _ELEMENTS.fullmatch(tag):
            self.strays.append(tag)
        for name, value in attrs:
            if not _ATTRIBUTES.fullmatch(name):
                self.strays.append(f"{tag} {name}")
            if name == "href":
                self.addresses.append(value or "")

    def handle_comment(self, data: str) -> None:
        self.strays.append("comment")


def _audit(markup: str) -> _Audit:
    audit = _Audit()
    audit.feed(markup)
    audit.close()
    return audit


@pytest.mark.fault(68, 69)
def test_no_attack_passes_anywhere_alone_or_in_pairs() -> None:
    pairs = [*ATTACKS, *("".join(pair) for pair in itertools.permutations(ATTACKS, 2))]
    tried = 0
    for attack, around in itertools.product(pairs, AROUND):
        left = _audit(clean(around.replace("{}", attack), Links()))
        assert not left.strays, (around, attack, left.strays)
        assert not [a for a in left.addresses if not a.startswith("#")], (around, attack)
        tried += 1
    assert tried > 3_000


LINKS = {
    "place in the page": ("#s1", True),
    "place with a Chinese name": ("#原文", True),
    "page that is there": ("640522-2016.html#s1", True),
    "listed source": ("https://a.example/b?c=1&d=2", True),
    "page that is not there": ("640522-1999.html", False),
    "page elsewhere": ("x/640522-2016.html", False),
    "other address": ("https://a.example/c", False),
    "its other scheme": ("http://a.example/b?c=1&d=2", False),
    "script": ("javascript:alert(1)", False),
    "mail": ("mailto:a@a.example", False),
    "empty": ("", False),
    "bare hash": ("#", False),
}


@pytest.mark.fault(72)
@pytest.mark.parametrize(("address", "passes"), LINKS.values(), ids=LINKS)
def test_a_link_leads_to_the_page_to_its_siblings_or_to_its_sources(
    address: str, passes: bool
) -> None:
    links = Links(sources=["https://a.example/b?c=1&d=2"], pages={"640522-2016.html"})
    markup = f'<a href="{address.replace("&", "&amp;")}">x</a>'
    assert _audit(clean(markup, links)).addresses == ([address] if passes else [])


def test_a_page_learns_which_siblings_it_would_link_to() -> None:
    links = Links(pages={"640522-2016.html"})
    clean('<a href="640522-2016.html">a</a><a href="640522-2015.html">b</a>', links)
    assert (links.found, links.missing) == ({"640522-2016.html"}, {"640522-2015.html"})


def test_a_link_that_leaves_tells_nothing_of_where_it_came_from() -> None:
    links = Links(sources=["https://a.example/"])
    assert 'rel="noopener noreferrer"' in clean(
        '<a class="x" href="https://a.example/">x</a>', links
    )


def test_tables_and_quotes_come_through_as_they_are() -> None:
    markup = (
        '<table><caption>数量</caption><thead><tr><th scope="col">单位</th></tr></thead>'
        '<tbody><tr><th scope="row">甲镇</th><td class="num"><a href="#q">12</a></td></tr></tbody>'
        '</table><p id="q">公开<mark>12</mark>条。</p>'
    )
    assert clean(markup, Links()) == markup


MARKDOWN = {
    "script link": ("[a](javascript:alert(1))", "<p><a>a</a></p>\n"),
    "data link": ("[a](data:text/html,x)", "<p><a>a</a></p>\n"),
    "automatic link": ("<https://a.example/>", "<p><a>https://a.example/</a></p>\n"),
    "reference": ("[a][1]\n\n[1]: javascript:alert(1)", "<p><a>a</a></p>\n"),
    "raw script": ("a<script>alert(1)</script>b", "<p>ab</p>\n"),
    "picture": ("![图](https://a.example/x.png)", "<p>图</p>\n"),
    "first heading": ("# 标题", "<h2>标题</h2>\n"),
    "place": ("[看](#原文)", '<p><a href="#原文">看</a></p>\n'),
    "table": (
        "| a | b |\n|---|---|\n| 1 | 2 |",
        '<table>\n<thead>\n<tr>\n<th scope="col">a</th>\n<th scope="col">b</th>\n</tr>\n</thead>\n'
        "<tbody>\n<tr>\n<td>1</td>\n<td>2</td>\n</tr>\n</tbody>\n</table>\n",
    ),
}


@pytest.mark.fault(70)
@pytest.mark.parametrize(("source", "expected"), MARKDOWN.values(), ids=MARKDOWN)
def test_markdown_goes_through_the_same_gate(
    source: str, expected: str, executed: Callable[..., Any]
) -> None:
    assert clean(markdown(source), Links()) == expected
    made = executed({"text/markdown": source})
    assert fragment(made, "x").blocks == (expected,)
