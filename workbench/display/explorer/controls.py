"""The controls of the explorer: place, years, level, indicator, words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import ipywidgets as widgets

from workbench.analysis.units import GROUPS
from workbench.analysis.words.lexicon import watched
from workbench.analysis.words.queries import question
from workbench.display.explorer.search import Found, Places
from workbench.display.explorer.terms import why_no_term
from workbench.display.explorer.views import Asked
from workbench.display.labels import label
from workbench.errors import WorkbenchError
from workbench.reference.indicators import indicators

#: The terms with which it opens, and the most that can be told apart.
_FIRST, MOST_TERMS = 3, 5
#: Of more reports than this no view is drawn of all together: it would not be at hand at once.
MOST_REPORTS = 200_000
#: Of fewer reports than this words are never counted in a sample.
_SAMPLED = 1_000
_WIDE = widgets.Layout(width="auto")


class Controls(widgets.Box):  # type: ignore[misc]
    """What is looked at, as :class:`Asked`; ``changed`` is called where it is another.

    ``worded`` is called where only the words, or how they are counted, are others; ``told``
    gets what cannot be done.
    """

    def __init__(
        self,
        places: Places,
        years: tuple[int, int],
        *,
        changed: Callable[[], None],
        worded: Callable[[], None],
        told: Callable[[str], None],
    ) -> None:
        self.places, self._changed, self._worded, self._told = places, changed, worded, told
        many = places.reports > MOST_REPORTS
        self.place: Found | None = places.every[0] if many else None
        self.terms = list(watched()[:_FIRST])
        first, last = years
        self.typed = widgets.Text(
            description="地方", placeholder="输入地名或代码，如 海原 或 6405", layout=_WIDE
        )
        self.matches = widgets.Select(description="选择", rows=5, layout=_WIDE)
        self.years = widgets.SelectionRangeSlider(
            options=list(range(first, last + 1)), index=(0, last - first), description="年份",
            continuous_update=False, layout=_WIDE,
        )  # fmt: skip
        self.level = widgets.Dropdown(
            options=[(label("group", group), group) for group in GROUPS], value="township",
            description="单位", layout=_WIDE,
        )  # fmt: skip
        self.indicator = widgets.Dropdown(
            options=[(one.label, one.key) for one in indicators().values()],
            description="指标", layout=_WIDE,
        )  # fmt: skip
        self.once = widgets.Checkbox(value=True, description="相同的句子同年只计一次", indent=False)
        self.every = widgets.Checkbox(
            value=False, description="用词逐份计数（不抽样，较慢）", indent=False,
            layout=widgets.Layout(display=None if places.reports > _SAMPLED else "none"),
        )  # fmt: skip
        self.term = widgets.Text(
            description="词",
            placeholder="输入词或 /表达式/，回车添加",
            continuous_update=False,
            layout=widgets.Layout(flex="1 1 0", width="auto", min_width="0"),
        )
        self.add = widgets.Button(
            description="添加这个词", layout=widgets.Layout(flex="0 0 auto", width="auto")
        )
        self.chosen = widgets.HBox(layout=widgets.Layout(flex_flow="row wrap"))
        super().__init__(self._columns(), layout=widgets.Layout(flex_flow="row wrap"))
        self._listen()
        self._show_terms()

    @property
    def asked(self) -> Asked:
        """What is looked at."""
        first, last = self.years.value
        return Asked(
            self.place.code if self.place else None, self.level.value, first, last,
            self.indicator.value, tuple(self.terms), "once" if self.once.value else "raw",
            self.every.value,
        )  # fmt: skip

    def choose(self, code: str | None) -> None:
        """Look at a place by its code; None is everywhere, of very many reports one province."""
        many = self.places.reports > MOST_REPORTS
        place = self.places.of(code) if code else self.places.every[0] if many else None
        if code and place is None:
            self._told(f"没有找到这个地方：“{code}”。")
            return
        words = "" if code or not many else "，一次看一个省；请输入地名或代码。"
        words = words and f"本库有 {self.places.reports} 份报告{words}"
        if place != self.place:
            self.place = place
            self._changed()
        self._told(words)

    def add_term(self, typed: str) -> None:
        """Add a word or an /expression/; what is none is told and changes nothing."""
        try:
            names = [name for name in question(typed).names if name not in self.terms]
        except WorkbenchError:
            self._told(f"“{typed}”不能作为词：{why_no_term(typed)}")
            return
        self.term.value = ""
        self._set([*self.terms, *names][-MOST_TERMS:])

    def remove_term(self, term: str) -> None:
        """Take a term away; the last one stays."""
        if len(self.terms) > 1:
            self._set([one for one in self.terms if one != term])

    def _set(self, terms: list[str]) -> None:
        self.terms = terms
        self._show_terms()
        self._worded()

    def _columns(self) -> list[widgets.VBox]:
        right = [widgets.HBox([self.term, self.add]), self.chosen, self.once, self.every]
        columns = [[self.typed, self.matches], [self.years, self.level, self.indicator], right]
        return [widgets.VBox(column, layout=widgets.Layout(flex="1 1 320px")) for column in columns]

    def _listen(self) -> None:
        self.typed.observe(self._search, "value")
        self.matches.observe(self._picked, "value")
        for control in (self.years, self.level, self.indicator, self.every):
            control.observe(lambda _: self._changed(), "value")
        self.once.observe(lambda _: self._worded(), "value")
        self.term.observe(lambda change: self._entered(change["new"]), "value")
        self.add.on_click(lambda _: self._entered(self.term.value))

    def _entered(self, typed: str) -> None:
        """Enter adds the word, as the button does, and as leaving the field."""
        if typed.strip():
            self.add_term(typed)

    def _search(self, change: dict[str, Any]) -> None:
        """Show what fits; where only one place does, or is so named, look at it."""
        found = self.places.matching(change["new"])
        self.matches.options = [(place.label, place.code) for place in found]
        whole = [place for place in found if change["new"].strip() in (place.code, place.name)]
        only = whole if len(whole) == 1 else found
        self.matches.value = only[0].code if len(only) == 1 else None
        typed = change["new"].strip()
        if not typed:
            self.choose(None)
        else:
            self._told("" if found else f"没有找到这个地方：“{typed}”。")

    def _picked(self, change: dict[str, Any]) -> None:
        if change["new"]:
            self.choose(change["new"])

    def _show_terms(self) -> None:
        self.chosen.children = [self._removable(term) for term in self.terms]

    def _removable(self, term: str) -> widgets.Button:
        button = widgets.Button(
            description=f"{term} ×", tooltip=f"去掉“{term}”",
            layout=widgets.Layout(width="auto"),
        )  # fmt: skip
        button.on_click(lambda _: self.remove_term(term))
        return button
