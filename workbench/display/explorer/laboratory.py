"""The lexicon laboratory as a form: words are typed, and what they would change is shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import ipywidgets as widgets

from workbench.analysis.tables import Tables
from workbench.analysis.words.trial import Effect, Place, additions, trial
from workbench.display.explorer.pane import Opened, Pane
from workbench.display.forms import problem_type
from workbench.display.html import Html, join, tag
from workbench.display.tables import Row, note, table
from workbench.errors import WorkbenchError

#: So many sentences of each side are shown.
_SHOWN = 5
_KINDS = {"term": "词", "word": "列表中的词", "type": "问题类型"}
_HELP = (
    "每行一个词；也可以粘贴词典的写法（TOML 的 term、stop、cue 三种行）。"
    "只试不存：要保留，请把行写进 workbench/reference 里的词典。"
)


class Laboratory(widgets.VBox):  # type: ignore[misc]
    """What new terms, stop words or cues would gain and lose, before they are kept."""

    def __init__(self, around: Callable[[], Tables], opened: Opened) -> None:
        self._around = around
        self.words = widgets.Textarea(
            placeholder="例如：\n更新迟缓\n一网通办", rows=4, layout=widgets.Layout(width="100%")
        )
        self._try = widgets.Button(description="试一试")
        self._try.on_click(lambda _: self.run())
        self.pane = Pane(opened, label="试用的结果", height="360px")
        super().__init__([widgets.HTML(note(_HELP).markup), self.words, self._try, self.pane])

    def run(self) -> None:
        """Count with and without what is typed."""
        if not self.words.value.strip():
            self.pane.show(note("请先输入词。"))
            return
        try:
            found = _tried(self._around(), self.words.value)
        except WorkbenchError as error:
            self.pane.show(note(f"不能试：{error}"))
            return
        self.pane.show(_counts(found), *(_sentences(effect) for effect in found))


def _tried(corpus: Tables, typed: str) -> list[Effect]:
    """The effects of ``typed``, which is read as the file that it would be."""
    ending = ".toml" if typed.lstrip().startswith("[[") else ".txt"
    with TemporaryDirectory(prefix="workbench-") as folder:
        path = Path(folder, f"lexicon{ending}")
        path.write_text(typed, encoding="utf-8")
        return trial(corpus, additions(path))


def _name(effect: Effect) -> str:
    return problem_type(effect.name) if effect.kind == "type" else effect.name


def _counts(found: Sequence[Effect]) -> Html:
    rows: list[Row] = [
        (
            _name(effect), _KINDS[effect.kind], str(effect.before), str(effect.after),
            str(len(effect.gained)), str(len(effect.lost)),
        )
        for effect in found
    ]  # fmt: skip
    columns = ("词", "是什么", "原来", "改后", "新增句", "失去句")
    return table("不同的句子数（相同的句子只计一次）", columns, rows, numbers=(2, 3, 4, 5))


def _sentences(effect: Effect) -> Html:
    sides = (("新增", effect.gained), ("失去", effect.lost))
    return join(_side(f"{_name(effect)}：{words}", places) for words, places in sides if places)


def _side(heading: str, places: Sequence[Place]) -> Html:
    return tag("div", tag("h4", heading), tag("ul", *map(_item, places[:_SHOWN])))


def _item(place: Place) -> Html:
    where = f"#open/{place.report_id}/{place.start}/{place.end}"
    return tag("li", tag("a", place.text, href=where))
