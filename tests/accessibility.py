"""What a page owes to those who do not see it as we do: a check that tests hold pages against."""

from __future__ import annotations

import re
from html.parser import HTMLParser

#: Elements that never have an end tag.
_VOID = {"meta", "br", "hr", "input", "link", "img"}
_HEX = re.compile(r"--([a-z-]+):\s*#([0-9a-f]{6})")
#: Which text stands on which ground; normal text needs 4.5 (WCAG AA).
PAIRS = (
    ("ink", "paper"), ("ink", "shade"), ("ink", "aim"), ("quiet", "paper"), ("quiet", "shade"),
    ("quiet", "aim"), ("link", "paper"), ("link", "shade"), ("link", "aim"),
    ("ink", "part-d"), ("link", "part-d"), ("link", "part-a"),
    ("head-ink", "head"), ("head-quiet", "head"), ("banner-ink", "banner"), ("mark-ink", "mark"),
)  # fmt: skip


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.faults: list[str] = []
        self.seen: list[tuple[str, dict[str, str]]] = []
        self.level = 1
        self._open: list[str] = []
        self._text: dict[str, str] = {}
        self._captions: list[bool] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.seen.append((tag, given))
        if tag not in _VOID:
            self._open.append(tag)
        if tag == "table":
            self._captions.append(False)
        if tag == "caption" and self._captions:
            self._captions[-1] = True
        if tag == "th" and given.get("scope") not in ("col", "row", "colgroup", "rowgroup"):
            self.faults.append("a th without scope")
        if re.fullmatch("h[1-6]", tag):
            if int(tag[1]) > self.level + 1:
                self.faults.append(f"{tag} after h{self.level}: a level is left out")
            self.level = int(tag[1])
        if tag in ("a", "title", "h1", "h2", "h3", "h4", "caption", "summary", "button"):
            self._text[tag] = given.get("aria-label", "")

    def handle_data(self, data: str) -> None:
        for tag in self._text:
            self._text[tag] += data

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID:
            return
        if not self._open or self._open.pop() != tag:
            self.faults.append(f"</{tag}> closes nothing")
        if tag == "table" and not self._captions.pop():
            self.faults.append("a table without caption")
        if tag in self._text and not self._text.pop(tag).strip():
            self.faults.append(f"an empty {tag}")


def faults(html: str) -> list[str]:
    """What is wrong with a page; nothing where it may be handed out."""
    page = _Page()
    page.feed(html)
    page.close()
    count = {tag: sum(name == tag for name, _ in page.seen) for tag in ("title", "h1", "main")}
    found = page.faults + [f"{n} times {tag}" for tag, n in count.items() if n != 1]
    for tag, given in page.seen:
        if tag == "html" and given.get("lang") != "zh-CN":
            found.append("no language")
        if given.get("role") == "img" and not given.get("aria-label", "").strip():
            found.append("a picture without words")
        if tag == "img" and "alt" not in given:
            found.append("an img without alt")
        if int(given.get("tabindex", "0") or 0) > 0:
            found.append("an order of its own for the Tab key")
        if tag == "meta" and "user-scalable=no" in given.get("content", ""):
            found.append("no zooming")
    return list(dict.fromkeys(found))


def contrasts(css: str) -> dict[tuple[str, str], float]:
    """The contrast of each pair of the palette that the style's variables define."""
    palette = dict(_HEX.findall(css))
    return {(a, b): _contrast(palette[a], palette[b]) for a, b in PAIRS}


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
