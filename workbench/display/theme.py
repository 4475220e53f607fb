"""One calm theme for every chart, and the renderer that JupyterLab and the pages share."""

from __future__ import annotations

from typing import Any

import altair as alt

from workbench.display.parts import VEGA_LITE, Bundle

#: Okabe and Ito's blue and vermilion, darkened until each has contrast 4.5 on white, and a
#: grey: told apart with any colour vision, and by shape where it matters.
BLUE, VERMILION, GREY, INK = "#0b6299", "#b54708", "#6b7280", "#1f2937"
FONT = (
    "'Noto Sans CJK SC', 'Source Han Sans SC', 'PingFang SC', 'Microsoft YaHei', "
    "'WenQuanYi Micro Hei', sans-serif"
)
CONFIG: dict[str, Any] = {
    "font": FONT,
    "background": "#ffffff",
    "padding": {"left": 4, "right": 12, "top": 4, "bottom": 4},
    "view": {"stroke": None},
    "title": {
        "anchor": "start", "fontSize": 15, "fontWeight": 600, "color": INK, "offset": 12,
        "subtitleFontSize": 12, "subtitleColor": "#4b5563", "frame": "bounds",
    },
    "axis": {
        "labelFontSize": 12, "titleFontSize": 12, "titleFontWeight": 400, "labelColor": INK,
        "titleColor": "#4b5563", "gridColor": "#e5e7eb", "domainColor": "#9ca3af",
        "tickColor": "#9ca3af", "labelLimit": 220,
    },
    "legend": {
        "orient": "top", "title": None, "labelFontSize": 12, "labelColor": INK, "symbolSize": 90,
    },
    "bar": {"color": BLUE},
    "point": {"color": BLUE, "filled": True, "size": 70},
}  # fmt: skip


def chart(
    drawing: alt.Chart | alt.LayerChart | alt.FacetChart,
    *,
    title: str,
    subtitle: str,
    about: str,
    height: Any,
    width: int | str = "container",
) -> Bundle:
    """``drawing`` in the theme, as wide as its page or ``width``, as a part for a cell to show.

    ``title`` says what is shown, ``subtitle`` how many it rests on; both are short, since a
    phone is 390 pixels wide. ``about`` is what a screen reader says. The specification holds
    no random name: the same data give the same bytes.
    """
    dressed = drawing.properties(
        title=alt.TitleParams(title, subtitle=subtitle),
        width=width,
        height=height,
        autosize=alt.AutoSizeParams(type="fit-x", contains="padding"),
        description=about,
    )
    spec = dressed.to_dict(validate=False)  # a test validates every chart of the package
    return Bundle(VEGA_LITE, {**spec, "config": CONFIG}, f"{title}（{subtitle}）")


def _render(spec: dict[str, Any], **_: Any) -> dict[str, Any]:
    themed = {**spec, "config": {**CONFIG, **spec.get("config", {})}}
    return {VEGA_LITE: themed, "text/plain": str(spec.get("description", "图"))}


def enable() -> None:
    """Show every altair chart of this kernel through our renderer and theme.

    For charts of one's own in a notebook; those of the package need no call. altair's own
    renderers need a network, and nbformat rejects the MIME type of its version 6.
    """
    alt.renderers.register("workbench", _render)
    alt.renderers.enable("workbench")
