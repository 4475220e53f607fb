"""Charts as pictures, for the forms of a page that no browser draws."""

from __future__ import annotations

import base64
import json
import subprocess
import sys
from collections.abc import Sequence

from workbench.errors import RenderError
from workbench.rendering.specs import Chart

# In a process of its own: after its first use in a process, children that this forks hang.
# No base address is allowed, so nothing is loaded from anywhere.
_DRAW = """\
import base64, json, sys, vl_convert
drawn = [
    base64.b64encode(vl_convert.vegalite_to_png(spec, scale=2, allowed_base_urls=[])).decode()
    for spec in json.load(sys.stdin)
]
json.dump(drawn, sys.stdout)
"""
_WIDEST, _SECONDS = 640, 120


def pictures(charts: Sequence[Chart], font: str) -> list[bytes]:
    """Each chart as a PNG of twice its size, its words in ``font``; RenderError where one
    cannot be drawn."""
    if not charts:
        return []
    specs = json.dumps([_drawable(chart, font) for chart in charts], allow_nan=False)
    try:
        done = subprocess.run(
            [sys.executable, "-c", _DRAW],
            input=specs, capture_output=True, text=True, encoding="utf-8", timeout=_SECONDS,
        )  # fmt: skip
    except (subprocess.SubprocessError, OSError) as error:
        raise RenderError(f"the charts cannot be drawn as pictures: {error}") from None
    if done.returncode:
        told = done.stderr.strip().splitlines()[-1:] or ["no reason given"]
        raise RenderError(f"the charts cannot be drawn as pictures: {told[0][:300]}")
    return [base64.b64decode(picture) for picture in json.loads(done.stdout)]


def _drawable(chart: Chart, font: str) -> dict[str, object]:
    """The specification with a width of its own and the font that this machine has."""
    spec = dict(chart.spec)
    if spec.get("width") == "container":
        spec["width"] = min(chart.width or _WIDEST, _WIDEST)
    return {**spec, "config": {**spec.get("config", {}), "font": font}}
