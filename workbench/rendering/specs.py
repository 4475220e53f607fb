"""A chart's specification made fit for a page: no address, no option of its own, any width.

What a specification says is data; but Vega would fetch a ``url``, show an ``image`` mark, and
let ``usermeta`` override how it is embedded. None of these reaches a page.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from workbench.display.html import straight
from workbench.errors import RenderError

_DROPPED = ("$schema", "usermeta", "title", "description")
_COMPOSED = ("facet", "repeat", "concat", "hconcat", "vconcat", "spec")
_FACETS = ("row", "column", "facet")
_DEFAULT_WIDTH = 680


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart to be drawn by the page: its words stand in HTML, its drawing in ``spec``.

    ``width`` is the widest it should become, in CSS pixels; ``None`` where the drawing has a
    width of its own (facets, steps) and scrolls in its container on a small screen.
    """

    caption: str
    description: str
    spec: Mapping[str, Any]
    width: int | None
    empty: bool


def chart(spec: object, where: str) -> Chart:
    """The chart of a Vega-Lite specification; RenderError where it would load something."""
    if not isinstance(spec, Mapping):
        raise RenderError(f"{where}: the chart's specification is not an object")
    for path, key, value in _walk(spec, ""):
        if key == "url" or (key in ("mark", "type") and value == "image"):
            raise RenderError(f"{where}: the chart loads something at {path}; give it its data")
    caption = _words(spec.get("title"))
    description = _words(spec.get("description")) or caption
    if not description:
        raise RenderError(f"{where}: the chart has neither description nor title")
    kept = {key: value for key, value in spec.items() if key not in _DROPPED}
    width = _widest(kept)
    if width is not None:
        kept |= {"width": "container", "autosize": {"type": "fit-x", "contains": "padding"}}
    return Chart(caption, description, kept, width, empty=not _has_data(kept))


def as_json(spec: Mapping[str, Any], where: str) -> str:
    """The specification as JSON that may stand inside a ``script`` element."""
    try:
        text = json.dumps(spec, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    except ValueError as error:
        raise RenderError(f"{where}: the chart's data is no JSON: {error}") from None
    return (
        straight(text)
        .replace("<", "\\u003c")
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029")
    )


def _walk(node: Any, path: str) -> Iterator[tuple[str, str, Any]]:
    """Every key of the specification outside its data rows, with its path."""
    if isinstance(node, Mapping):
        for key, value in node.items():
            yield f"{path}/{key}", key, value
            if key not in ("values", "datasets"):
                yield from _walk(value, f"{path}/{key}")
    elif isinstance(node, list):
        for number, value in enumerate(node):
            yield from _walk(value, f"{path}/{number}")


def _words(title: Any) -> str:
    """A title as one line: it may be text, a list of lines, or an object with text."""
    if isinstance(title, Mapping):
        parts = (_words(title.get("text")), _words(title.get("subtitle")))
        return " · ".join(part for part in parts if part)
    if isinstance(title, list):
        return "".join(_words(line) for line in title)
    return straight(title).strip() if isinstance(title, str) else ""


def _widest(spec: Mapping[str, Any]) -> int | None:
    if any(key in spec for key in _COMPOSED):
        return None
    if any(channel in spec.get("encoding", {}) for channel in _FACETS):
        return None
    width = spec.get("width", _DEFAULT_WIDTH)
    if width == "container":
        return _DEFAULT_WIDTH
    return int(width) if isinstance(width, int | float) else None


def _has_data(spec: Mapping[str, Any]) -> bool:
    """Whether any row is there to draw; a specification that makes its own rows has data."""
    rows = list(spec.get("datasets", {}).values())
    for path, key, value in _walk(spec, ""):
        if key in ("sequence", "graticule", "sphere"):
            return True
        if key == "values" and path.endswith("data/values"):
            rows.append(value)
    return any(rows)
