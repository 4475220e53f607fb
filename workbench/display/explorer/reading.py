"""The reading pane: a report as it was, what was read in it marked, beside another one."""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain

import ipywidgets as widgets

from workbench.analysis.tables import Tables
from workbench.display.explorer.form_tables import form_tables
from workbench.display.explorer.marked import Mark, marked
from workbench.display.explorer.pane import Pane
from workbench.display.explorer.record import LAYERS, Record, Row
from workbench.display.explorer.shared import Other, others
from workbench.display.html import Html, join, tag
from workbench.display.labels import label

_HEIGHT = "560px"
#: What is called when an item is chosen: its report, kind (figures, findings, …) and row.
Chosen = Callable[[Record, str, Row], None]


class Reading(widgets.VBox):  # type: ignore[misc]
    """A report's text with its parts, numbers, problems and findings; links choose items."""

    def __init__(self, corpus: Tables, chosen: Chosen = lambda *_: None) -> None:
        self.corpus, self._chosen = corpus, chosen
        self.record: Record | None = None
        self._target: tuple[int, int] | None = None
        self._head, self._key = widgets.HTML(), widgets.HTML()
        self._layers = {
            name: widgets.Checkbox(value=True, description=words, indent=False,
                                   layout=widgets.Layout(width="auto"))
            for name, words in LAYERS.items()
        }  # fmt: skip
        self._beside = widgets.Dropdown(
            description="并排", options=[("不并排", None)], layout=widgets.Layout(width="auto")
        )
        self.pane = Pane(self.follow, label="报告原文", height=_HEIGHT)
        self.other = Pane(self.follow, label="并排的报告", height=_HEIGHT)
        for control in (*self._layers.values(), self._beside):
            control.observe(lambda _: self._draw(), "value")
        switches = widgets.HBox([*self._layers.values()])
        switches.layout.flex_flow = "row wrap"
        self._sides = widgets.HBox([self.pane])
        super().__init__([self._head, switches, self._key, self._beside, self._sides])
        self.pane.show(
            tag("p", "点表格或图中的数字，这里显示它在报告原文中的位置。", class_="note")
        )

    def follow(self, link: tuple[str, ...]) -> None:
        """What a link asks for: open/REPORT/START/END or item/KIND/NUMBER; else nothing."""
        match link:
            case ("open", report_id, start, end) if start.isdecimal() and end.isdecimal():
                self.look(report_id, int(start), int(end))
            case ("item", kind, n) if n.isdecimal() and self.record:
                row = self.record.item(kind, int(n))
                if row is not None:
                    self.choose(kind, row)

    def look(self, report_id: str, start: int = 0, end: int = 0) -> None:
        """Show a report, its passage ``start:end`` marked and in sight."""
        if self.record is None or self.record.report_id != report_id:
            self.record = Record.of(self.corpus, report_id)
            found = others(self.corpus, self.record) if self.record else []
            options = [("不并排", None), *((other.label, other) for other in found)]
            with self._beside.hold_trait_notifications():
                self._beside.options = options
                self._beside.value = None
        self._target = (start, end) if end > start else None
        self._draw()
        self.pane.sight()

    def choose(self, kind: str, row: Row) -> None:
        """Choose an item of the report: it comes into sight, and can be reviewed."""
        if self.record is None:
            return
        places = self.record.places(kind, row)
        self._target = places[0] if places else None
        self._draw()
        self._chosen(self.record, kind, row)

    def _draw(self) -> None:
        record = self.record
        if record is None:
            self.pane.show(tag("p", "本库没有这份报告。", class_="note"))
            return
        other: Other | None = self._beside.value
        key = (tag("span", words, class_=f"wbx-{name}") for name, words in LAYERS.items())
        self._head.value = tag("h4", record.title).markup
        self._key.value = tag("p", "标记：", *key, class_="wbx-legend").markup
        layers = frozenset(name for name, box in self._layers.items() if box.value)
        marks = record.marks(layers) + (other.marks() if other else [])
        self.pane.show(findings_of(record), whole(record, marks, self._target))
        if other is None:
            self._sides.children = [self.pane]
            return
        beside = other.record
        self.other.show(tag("h4", beside.title), whole(beside, other.marks(theirs=True), None))
        self._sides.children = [self.pane, self.other]
        for side in self._sides.children:
            side.layout = widgets.Layout(width="50%")


def findings_of(record: Record) -> Html:
    """The findings of a report, each leading to its place."""
    items = [
        tag("li", f"{label('severity', row['severity'])} {row['code']}　",
            tag("a", str(row["message"]), href=f"#item/findings/{row['n']}"))
        for row in record.findings
    ]  # fmt: skip
    summary = tag("summary", f"核对结果 {len(items)} 条" if items else "没有核对结果")
    return tag("details", summary, tag("ul", *items))


def whole(record: Record, marks: list[Mark], target: tuple[int, int] | None) -> Html:
    """The whole text with its marks; statutory tables as tables, their lines folded below."""
    text = record.text
    if text is None:
        return tag("p", "本库没有保存这份报告的原文。", class_="note")
    if target:
        marks = [*marks, Mark(*target, "target")]
    drawn = form_tables(record, target)
    edges = [0, *chain.from_iterable((one.start, one.end) for one in drawn), len(text)]
    parts: list[Html] = []
    for at, start in enumerate(edges[:-1]):
        stretch = marked(text, marks, start, edges[at + 1])
        if at % 2:
            fold = tag("summary", "这张表在原文中的文字")
            parts += [drawn[at // 2].markup, tag("details", fold, stretch)]
        else:
            parts.append(stretch)
    return tag("div", join(parts), class_="wbx-text")
