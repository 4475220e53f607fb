"""Review: an item of the reading pane is confirmed, dismissed or corrected, and taken back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import ipywidgets as widgets

from workbench.analysis.cells import CellReading
from workbench.analysis.tables import number_or_none
from workbench.corpus.deciding import Desk
from workbench.display.explorer.record import Record, Row
from workbench.display.forms import path_label, problem_type
from workbench.display.html import tag
from workbench.display.labels import label, shown
from workbench.errors import CorpusError
from workbench.reference.indicators import indicators

CONFIRMED, DISMISSED, CORRECTED = "confirmed", "dismissed", "corrected"
_CHOICES = {CONFIRMED: "确认无误", DISMISSED: "否定，不应有此项", CORRECTED: "更正为"}
#: What may be decided of each kind of item; cells and figures alone hold a value.
_MAY = {
    "figures": (CONFIRMED, DISMISSED, CORRECTED), "cells": (CORRECTED,),
    "findings": (CONFIRMED, DISMISSED), "problems": (CONFIRMED, DISMISSED),
}  # fmt: skip
_NOWHERE = '不知道把复核写到哪里：用 Explorer(corpus, decisions="文件夹") 指定。'


@dataclass(frozen=True, slots=True)
class Subject:
    """An item that can be decided on: its report, kind, row, and of a problem the type."""

    record: Record
    kind: str
    row: Row
    type: str | None = None

    @property
    def field(self) -> str:
        """What the files call it: figures.requests_received, findings.N1, types.P03."""
        row = self.row
        return {
            "figures": f"figures.{row.get('indicator')}",
            "cells": f"cells.{row.get('table')}.{row.get('row')}.{row.get('column')}",
            "findings": f"findings.{row.get('code')}",
            "problems": f"types.{self.type}",
        }[self.kind]

    @property
    def expect(self) -> str:
        """What stands there now: a number, a status, a message; of a type nothing."""
        if self.kind == "findings":
            return str(self.row["message"])
        if self.kind == "problems":
            return ""
        value = number_or_none(self.row["value"])
        return str(self.row["status"]) if value is None else str(value)

    def line(self, value: str, reason: str, by: str, on: date) -> dict[str, str]:
        """The line of the file."""
        report = self.record.report
        places = self.record.places(self.kind, self.row)
        start, end = places[0] if places else (0, 0)
        span = {"start": str(start), "end": str(end)} if end > start else {}
        return {
            "sha256": str(report["sha256"]), "part": str(report["part"]), "field": self.field,
            "value": value, "expect": self.expect, "reason": reason, "by": by,
            "on": on.isoformat(), **span,
        }  # fmt: skip

    def told(self) -> str:
        """The item in words: 数字：收到申请数 12件."""
        row = self.row
        if self.kind == "findings":
            return f"核对结果 {row['code']}：{row['message']}"
        if self.kind == "problems":
            return f"问题：{row['text']}"
        if self.kind == "cells":
            path = f"{row['table']}.{row['row']}.{row['column']}"
            return f"表格：{path_label(path)} {shown(_cell(row))}"
        known = indicators().get(str(row["indicator"]))
        scope = f"{label('scope', row['scope'])}，{label('subject', row['subject'])}"
        name = known.label if known else str(row["indicator"])
        return f"数字：{name} {row['quote']}（{scope}）"


def _cell(row: Row) -> CellReading:
    names = CellReading.__dataclass_fields__
    held = {name: row[name] for name in names} | {"value": number_or_none(row["value"])}
    return CellReading(**held)


class Review(widgets.VBox):  # type: ignore[misc]
    """The form below the reading pane; what is recorded shows after the next build."""

    def __init__(self, desk: Desk | None) -> None:
        self.desk = desk
        self._subject: Subject | None = None
        self._item = widgets.HTML(tag("p", "在原文中点一处标记，可确认、否定或更正。").markup)
        self._type = widgets.Dropdown(description="类型", layout=_wide())
        self._choice = widgets.Dropdown(description="判断", layout=_wide())
        self._value = _line("更正为", "如 12 或 518万元；空白格写 blank")
        self._reason, self._by = _line("理由", "为什么"), _line("复核人", "谁")
        self._record = widgets.Button(description="记录", disabled=True)
        self._undo = widgets.Button(description="撤销上一条", disabled=True)
        self._told = widgets.HTML()
        self._choice.observe(lambda _: self._fit(), "value")
        self._record.on_click(lambda _: self._write())
        self._undo.on_click(lambda _: self._take_back())
        fields = [self._type, self._choice, self._value, self._reason, self._by]
        buttons = widgets.HBox([self._record, self._undo])
        super().__init__([self._item, *fields, buttons, self._told])
        self._fit()

    def choose(self, record: Record, kind: str, row: Row) -> None:
        """Take an item up for review."""
        self._subject = Subject(record, kind, row)
        types = list(row["types"]) if kind == "problems" else []
        _offer(self._type, [(problem_type(code), code) for code in types])
        _offer(self._choice, [(_CHOICES[one], one) for one in _MAY[kind]])
        self._value.value = ""
        self._say("" if self.desk else _NOWHERE)
        self._fit()
        self._item.value = tag("p", tag("strong", self._subject.told())).markup

    def _fit(self) -> None:
        """Only what can be filled in is shown."""
        subject = self._subject
        _show(self._type, subject is not None and subject.kind == "problems")
        _show(self._value, subject is not None and self._choice.value == CORRECTED)
        nothing = subject is None or (subject.kind == "problems" and not self._type.options)
        self._record.disabled = self.desk is None or nothing

    def _write(self) -> None:
        subject, choice = self._subject, self._choice.value
        if subject is None or self.desk is None:
            return
        subject = Subject(subject.record, subject.kind, subject.row, self._type.value)
        kind = "corrections" if choice == CORRECTED else "reviews"
        value = self._value.value.strip() if choice == CORRECTED else choice
        if not (self._reason.value.strip() and self._by.value.strip()):
            self._say("请写明理由和复核人。")
            return
        if not value:
            self._say("请写更正后的值；原处没有数字的，写 blank。")
            return
        line = subject.line(
            value, self._reason.value.strip(), self._by.value.strip(), date.today()
        )  # fmt: skip
        try:
            path = self.desk.write(kind, line)
        except CorpusError as error:
            self._say(f"没有记录：{error}")
            return
        self._undo.disabled = False
        self._say(f"已记入 {path.name}，下次 workbench build 后显示在页面上。")

    def _take_back(self) -> None:
        try:
            path = self.desk.undo() if self.desk else None
        except CorpusError as error:
            self._say(f"没有撤销：{error}")
            return
        self._say(f"已从 {path.name} 撤销。" if path else "没有可撤销的。")
        self._undo.disabled = path is None

    def _say(self, words: str) -> None:
        self._told.value = tag("p", words, class_="note").markup


def _line(name: str, example: str) -> widgets.Text:
    """A field that sends what was typed once, when it is left: a press never takes half of it."""
    return widgets.Text(
        description=name, placeholder=example, continuous_update=False, layout=_wide()
    )


def _wide() -> widgets.Layout:
    """As wide as the form; each field has its own, because some are hidden."""
    return widgets.Layout(width="auto")


def _offer(choices: widgets.Dropdown, options: list[tuple[str, str]]) -> None:
    """Offer ``options``, the first chosen: a Dropdown that was empty chooses none by itself."""
    choices.options = options
    choices.index = 0 if options else None


def _show(widget: Any, wanted: bool) -> None:
    widget.layout.display = None if wanted else "none"
