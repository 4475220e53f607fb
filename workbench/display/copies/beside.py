"""并排对照: two reports beside each other, with the runs that they share marked in both."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from workbench.analysis.reuse.view import CopyView
from workbench.analysis.tables import text_or_none
from workbench.display.html import Html, join, tag
from workbench.display.labels import label
from workbench.display.parts import Parts, parts
from workbench.display.quotes import Quotes
from workbench.display.residue import plain
from workbench.display.tables import Row, note, table

#: So many pairs are laid side by side; the table before them names more.
_MOST_PAIRS, _MOST_ROWS = 8, 40
#: So many of them stand open.
_OPEN = 2
#: What lies between two runs is shown up to so many characters.
_GAP = 200
_COUNTED = "字数不计空白，也不计遮去的单位名称、年份和数字，按原文数会略多"
_CIRCLED = [chr(0x2460 + n) for n in range(20)]


def others(view: CopyView, quotes: Quotes) -> Parts:
    """The pairs of different units, those that share most first."""
    return _shown(view, quotes, own=False)


def own_years(view: CopyView, quotes: Quotes) -> Parts:
    """Each report beside its unit's own earlier one, those that share most first."""
    return _shown(view, quotes, own=True)


def _shown(view: CopyView, quotes: Quotes, *, own: bool) -> Parts:
    runs = view.runs.loc[view.runs["found"].eq("own_earlier") == own]
    pairs = _pairs(runs)
    if not pairs:
        whom = "本单位往年的报告" if own else "其他单位的报告"
        return parts(note(f"没有与{whom}逐字相同的长句（16 字以上）。"))
    sheet = _Sheet(view, quotes)
    shown = [sheet.beside(pair, opened=at < _OPEN) for at, pair in enumerate(pairs[:_MOST_PAIRS])]
    cut = f"并排只列前 {len(shown)} 对，其余见上表。" if len(pairs) > len(shown) else None
    return parts(sheet.listed(pairs, own=own), *shown, note(cut) if cut else None)


def _pairs(runs: pd.DataFrame) -> list[pd.DataFrame]:
    """The runs of each pair of reports, a pair once, those with most characters first."""
    made: dict[frozenset[str], pd.DataFrame] = {}
    for (report_id, other), held in runs.groupby(["report_id", "other"], sort=True):
        made.setdefault(frozenset((str(report_id), str(other))), held.sort_values("start"))
    total = [(int(held["characters"].sum()), key) for key, held in made.items()]
    return [made[key] for _, key in sorted(total, key=lambda each: (-each[0], sorted(each[1])))]


@dataclass(frozen=True)
class _Sheet:
    view: CopyView
    quotes: Quotes

    @cached_property
    def _texts(self) -> Mapping[str, str]:
        rows = self.quotes.corpus.texts
        return dict(zip(rows["report_id"], rows["text"], strict=True))

    def listed(self, pairs: Sequence[pd.DataFrame], *, own: bool) -> Html:
        """A row per pair: who, how many characters, the longest run, and where it begins.

        Only rows that are shown cite: an excerpt leads back to its number.
        """
        rows: list[Row] = []
        for at, held in enumerate(pairs):
            first = held.iloc[0]
            longest = held.sort_values(["characters", "start"], ascending=[False, True]).iloc[0]
            words = f"{int(longest['characters'])} 字"
            rows.append(
                (
                    self._who(first["report_id"]),
                    self._who(first["other"]),
                    label("copied", first["found"]),
                    str(int(held["characters"].sum())),
                    self._link(longest, words) if at < _MOST_ROWS else words,
                )
            )
        columns = ("一份", "另一份", "关系", "逐字相同", "最长一段")
        whom = "与本单位往年的报告" if own else "与其他单位的报告"
        caption = f"{whom}逐字相同的文字（每段 16 字以上；{_COUNTED}）"
        return table(caption, columns, rows, numbers=(3, 4), limit=_MOST_ROWS)

    def _link(self, run: pd.Series, words: str) -> Html:
        return self.quotes.link(words, run["report_id"], (int(run["start"]), int(run["end"])))

    def _who(self, report_id: Any) -> str:
        row = self.view.everybody.loc[report_id]
        county = text_or_none(row["county"]) or ""
        name = str(row["unit_name"])
        return f"{'' if name.startswith(county) else county}{name} {int(row['year'])} 年度"

    def beside(self, held: pd.DataFrame, *, opened: bool) -> Html:
        """The two reports' passages with their runs marked, numbered alike on both sides."""
        first = held.iloc[0]
        numbers = {int(start): n for n, start in enumerate(held["start"], 1)}
        ours = [(int(r["start"]), int(r["end"]), numbers[int(r["start"])]) for r in _rows(held)]
        theirs = [
            (int(r["other_start"]), int(r["other_end"]), numbers[int(r["start"])])
            for r in _rows(held)
        ]
        total = int(held["characters"].sum())
        summary = f"{self._who(first['report_id'])} 与 {self._who(first['other'])}：{total} 字"
        sides = (self._side(first["report_id"], ours), self._side(first["other"], theirs))
        return tag(
            "details", tag("summary", summary), tag("div", *sides, class_="sides"),
            class_="copies",
            open="open" if opened else None,
        )  # fmt: skip

    def _side(self, report_id: str, runs: Sequence[tuple[int, int, int]]) -> Html:
        text = self._texts.get(report_id)
        if text is None:
            return tag("div", note("本库没有保存这份报告的原文。"), class_="side")
        pieces: list[Html | str] = []
        at = min(start for start, _, _ in runs)
        for start, end, number in sorted(runs):
            pieces += [_between(text[at:start]), self._mark(report_id, text, (start, end), number)]
            at = end
        head = tag("small", self._who(report_id))
        return tag("div", head, tag("p", join(pieces)), class_="side")

    def _mark(self, report_id: str, text: str, span: tuple[int, int], number: int) -> Html:
        """A run, after its number, which leads to its place in the report."""
        sign = _CIRCLED[number - 1] if number <= len(_CIRCLED) else f"({number})"
        link = self.quotes.link(sign, report_id, span)
        return join([link, tag("mark", plain(text[span[0] : span[1]]))])


def _between(words: str) -> str:
    """What stands between two runs; of a long stretch its ends."""
    words = plain(words)
    if len(words) <= _GAP:
        return words
    return f"{words[: _GAP // 2]}（中间 {len(words) - _GAP} 字从略）{words[-_GAP // 2 :]}"


def _rows(held: pd.DataFrame) -> list[Mapping[str, Any]]:
    return [{str(k): v for k, v in row.items()} for row in held.to_dict("records")]
