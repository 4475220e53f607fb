"""What a page must be before it is published: whole, offline, and free of anything that runs.

The page is parsed anew, by another parser than the one that cleaned it, and held against a
list of what may stand in it. A page that fails is our mistake; it is never published.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from html.parser import HTMLParser

from workbench.errors import RenderError
from workbench.rendering.frame import Page, asset, policy

_NEVER = re.compile(
    "iframe|object|embed|base|form|select|textarea|svg|math|audio|video|img|image|source|"
    "frame|frameset|applet|portal|template|marquee"
)
_FORBIDDEN = re.compile(
    "on.*|style|src|srcset|srcdoc|data|action|formaction|background|poster|ping|cite|.*:.*"
)
_METAS = frozenset({"viewport", "referrer", "format-detection"})
_INSIDE = re.compile(r"#(.+)\Z", re.DOTALL)
_BESIDE = re.compile(r"[a-z0-9-]+\.(?:html(?:#[^\s]*)?|csv|parquet|dta|xlsx|docx)\Z")
_OBJECT = re.compile(r" at 0x[0-9a-f]{6,}")


class _Parsed(HTMLParser):
    """What there is in a page, as far as the rules ask."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: Counter[str] = Counter()
        self.ids: Counter[str] = Counter()
        self.links: list[str] = []
        self.faults: list[str] = []
        self.lang: str | None = None
        self.policy: str | None = None
        self.text: list[str] = []
        self.scripts: list[str] = []
        self.loaded: list[str] = []
        self._inside = ""
        self.closed = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        given = {name: value or "" for name, value in attrs}
        loads = tag in ("script", "link") and self._load(tag, given)
        if _NEVER.fullmatch(tag):
            self.faults.append(f"a <{tag}> element")
        self.faults += [f"the attribute {n} on <{tag}>" for n in given if _FORBIDDEN.fullmatch(n)]
        if tag == "html":
            self.lang = given.get("lang")
        if "id" in given:
            self.ids[given["id"]] += 1
        if "href" in given and tag != "link":
            self.links.append(given["href"])
        if tag == "meta":
            self._meta(given)
        self._inside = tag if given.get("type") != "application/json" else "data"
        if self._inside == "script" and not loads:
            self.scripts.append("")

    def _load(self, tag: str, given: dict[str, str]) -> bool:
        """Note a file that the page loads: a style sheet by a link, a script by its source."""
        if tag == "link" and given != {"rel": "stylesheet", "href": given.get("href", "")}:
            self.faults.append("a <link> element")
        loaded = given.pop("src", None) if tag == "script" else given.get("href")
        if loaded is not None:
            self.loaded.append(loaded)
        return loaded is not None

    def _meta(self, given: dict[str, str]) -> None:
        kind = given.get("http-equiv", "").lower()
        if kind == "content-security-policy" and self.policy is None:
            self.policy = given.get("content")
        elif kind or given.get("name", "charset") not in {*_METAS, "charset"}:
            self.faults.append(f"the meta element {kind or given.get('name')}")

    def handle_endtag(self, tag: str) -> None:
        self._inside = ""
        self.closed = self.closed or tag == "html"

    def handle_data(self, data: str) -> None:
        if self._inside == "script" and self.scripts:
            self.scripts[-1] += data
        elif self._inside != "style":
            self.text.append(data)


def verify(
    page: Page, *, where: str, links: Sequence[str] = (), secret: Sequence[str] = ()
) -> None:
    """Raise RenderError unless ``page`` may be published.

    ``links`` are the sources' addresses that it may name; ``secret`` are strings of this
    machine (its folders) that no page may hold.
    """
    parsed = _Parsed()
    parsed.feed(page.html)
    parsed.close()
    faults = [
        *parsed.faults,
        *_frame(page, parsed),
        *_links(parsed, frozenset(filter(None, (*links, page.sheet)))),
        *_leaks(parsed, secret),
    ]
    if faults:
        told = "; ".join(dict.fromkeys(faults[:5]))
        raise RenderError(f"{where}: the page is not fit to be published: {told}")


def _frame(page: Page, parsed: _Parsed) -> list[str]:
    rules = {
        "no doctype": page.html.startswith("<!doctype html>"),
        "it is cut off": parsed.closed and page.html.endswith("</html>\n"),
        "its language is not zh-CN": parsed.lang == "zh-CN",
        "not one title": parsed.tags["title"] == 1,
        "not one h1": parsed.tags["h1"] == 1,
        "not one style": parsed.tags["style"] == (0 if page.shared else 1),
        "a script that is not ours": tuple(parsed.scripts) == page.scripts,
        "a file that is not ours": parsed.loaded == [file.name for file in page.shared],
        "no policy, or not ours": parsed.policy
        == policy(asset("page.css"), page.scripts, shared=bool(page.shared)),
    }
    return [fault for fault, held in rules.items() if not held]


def _links(parsed: _Parsed, allowed: frozenset[str]) -> list[str]:
    faults = [f"the id {name!r} twice" for name, count in parsed.ids.items() if count > 1]
    for link in parsed.links:
        inside = _INSIDE.match(link)
        if inside and inside[1] not in parsed.ids:
            faults.append(f"the link {link!r:.60} leads nowhere")
        elif not inside and link not in allowed and not _BESIDE.match(link):
            faults.append(f"the link {link!r:.60} leaves the page")
    return faults


def _leaks(parsed: _Parsed, secret: Sequence[str]) -> list[str]:
    text = "".join(parsed.text)
    faults = [f"the text {name!r} of this machine" for name in secret if name and name in text]
    if found := _OBJECT.search(text):
        faults.append(f"the address of an object ({found[0].strip()})")
    return faults
