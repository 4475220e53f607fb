"""What a page must be before it is published: whole, offline, and free of anything that runs.

The page is read anew, by other rules than those of the cleaner, and held against a list of what
may stand in it. Our own style and scripts are taken out first, to the letter. What is left must
be of one strict form: small letters, attributes in double quotes, no ``<`` but a tag's. Every
browser reads that form alike, and whatever is not of it is a fault. A page that fails is our
mistake; it is never published.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Sequence

from workbench.errors import RenderError
from workbench.rendering.frame import Page, asset, policy_of

#: A start or end tag: its slash, its name, its attributes.
_TAG = re.compile(r'<(/?)([a-z][a-z0-9]*)((?:\s+[a-z][a-z0-9:-]*(?:="[^"\x00]*")?)*)\s*>')
_ATTRIBUTE = re.compile(r'\s([a-z][a-z0-9:-]*)(?:="([^"]*)")?')
#: Stands where our style or a script of ours stood: nothing may be wrapped around it.
_OURS = "\x00"
_STYLE, _SCRIPT = "not one style", "a script that is not ours"
_NEVER = re.compile(
    "iframe|object|embed|base|form|select|textarea|svg|math|audio|video|img|image|source|"
    "frame|frameset|applet|portal|template|marquee|noscript|noembed|noframes|plaintext|xmp"
)
_FORBIDDEN = re.compile(
    "on.*|style|src|srcset|srcdoc|data|action|formaction|background|poster|ping|cite|.*:.*"
)
_METAS = frozenset({"generator", "viewport", "referrer", "format-detection"})
_INSIDE = re.compile(r"#(.+)\Z", re.DOTALL)
_BESIDE = re.compile(r"[a-z0-9-]+\.(?:html(?:#[^\s]*)?|csv|parquet|dta|xlsx|docx)\Z")
_OBJECT = re.compile(r" at 0x[0-9a-f]{6,}")


class _Read:
    """What there is in a page, as far as the rules ask."""

    def __init__(self, page: Page) -> None:
        self.faults: list[str] = []
        self.tags: Counter[str] = Counter()
        self.ids: Counter[str] = Counter()
        self.links: list[str] = []
        self.loaded: list[str] = []
        self.lang: str | None = None
        self.policy: str | None = None
        cut = _TAG.split(self._without_ours(page))
        self.text = html.unescape("".join(cut[0::4]))
        self.closed = ("/", "html") in zip(cut[1::4], cut[2::4], strict=True)
        self._require_form(cut[0::4])
        starts = Counter(zip(cut[1::4], cut[2::4], cut[3::4], strict=True))
        for (end, tag, attributes), count in starts.items():
            if not end:
                self._start(tag, attributes, count)

    def _without_ours(self, page: Page) -> str:
        """The page without our style and scripts, each of which must stand in it once."""
        style = "" if page.shared else f"<style>{asset('page.css')}</style>"
        ours = [(style, _STYLE)] if style else []
        ours += [(f"<script>{script}</script>", _SCRIPT) for script in page.scripts]
        rest = page.html.removeprefix("<!doctype html>")
        for element, fault in ours:
            if rest.count(element) != 1:
                self.faults.append(fault)
            rest = rest.replace(element, _OURS)
        return rest

    def _require_form(self, between: Sequence[str]) -> None:
        """Between tags stands text alone: no ``<`` that one browser might read as a tag."""
        for text in between:
            if "<" in text:
                self.faults.append(f"markup of another form: {text[text.index('<') :]!r:.60}")

    def _start(self, tag: str, attributes: str, count: int) -> None:
        """``count`` start tags that are the same."""
        given: dict[str, str] = {}
        for name, value in _ATTRIBUTE.findall(attributes):
            given.setdefault(name, html.unescape(value))
        self.tags[tag] += count
        if _NEVER.fullmatch(tag):
            self.faults.append(f"a <{tag}> element")
        if tag == "style":
            self.faults.append(_STYLE)
        if tag in ("script", "link"):
            self._load(tag, given)
        self.faults += [f"the attribute {n} on <{tag}>" for n in given if _FORBIDDEN.fullmatch(n)]
        if tag == "html":
            self.lang = given.get("lang")
        if "id" in given:
            self.ids[given["id"]] += count
        if "href" in given and tag != "link":
            self.links.append(given["href"])
        if tag == "meta":
            self._meta(given)

    def _load(self, tag: str, given: dict[str, str]) -> None:
        """Of links a style sheet alone, of scripts a file of ours, or data, which never runs."""
        if tag == "link" and given != {"rel": "stylesheet", "href": given.get("href", "")}:
            self.faults.append("a <link> element")
        loaded = given.pop("src", None) if tag == "script" else given.get("href")
        if loaded is not None:
            self.loaded.append(loaded)
        elif tag == "script" and given.get("type") != "application/json":
            self.faults.append(_SCRIPT)

    def _meta(self, given: dict[str, str]) -> None:
        kind = given.get("http-equiv", "").lower()
        if kind == "content-security-policy" and self.policy is None:
            self.policy = given.get("content")
        elif kind or given.get("name", "charset") not in {*_METAS, "charset"}:
            self.faults.append(f"the meta element {kind or given.get('name')}")


def verify(
    page: Page, *, where: str, links: Sequence[str] = (), secret: Sequence[str] = ()
) -> None:
    """Raise RenderError unless ``page`` may be published.

    ``links`` are the sources' addresses that it may name; ``secret`` are strings of this
    machine (its folders) that no page may hold.
    """
    parsed = _Read(page)
    faults = [
        *parsed.faults,
        *_frame(page, parsed),
        *_links(parsed, frozenset(filter(None, (*links, page.sheet)))),
        *_leaks(parsed, secret),
    ]
    if faults:
        told = "; ".join(dict.fromkeys(faults[:5]))
        raise RenderError(f"{where}: the page is not fit to be published: {told}")


def _frame(page: Page, parsed: _Read) -> list[str]:
    rules = {
        "no doctype": page.html.startswith("<!doctype html>"),
        "it is cut off": parsed.closed and page.html.endswith("</html>\n"),
        "its language is not zh-CN": parsed.lang == "zh-CN",
        "not one title": parsed.tags["title"] == 1,
        "not one h1": parsed.tags["h1"] == 1,
        "a file that is not ours": parsed.loaded == [file.name for file in page.shared],
        "no policy, or not ours": parsed.policy == policy_of(page),
    }
    return [fault for fault, held in rules.items() if not held]


def _links(parsed: _Read, allowed: frozenset[str]) -> list[str]:
    faults = [f"the id {name!r} twice" for name, count in parsed.ids.items() if count > 1]
    for link in parsed.links:
        inside = _INSIDE.match(link)
        if inside and inside[1] not in parsed.ids:
            faults.append(f"the link {link!r:.60} leads nowhere")
        elif not inside and link not in allowed and not _BESIDE.match(link):
            faults.append(f"the link {link!r:.60} leaves the page")
    return faults


def _leaks(parsed: _Read, secret: Sequence[str]) -> list[str]:
    faults = [
        f"the text {name!r} of this machine" for name in secret if name and name in parsed.text
    ]
    if found := _OBJECT.search(parsed.text):
        faults.append(f"the address of an object ({found[0].strip()})")
    return faults
