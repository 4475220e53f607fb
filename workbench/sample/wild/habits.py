"""The habits of one wild report, drawn by chance; the names are those of phenomena in real ones."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

#: Each habit with its weights: the first is the commonest, none is rare enough to be missed.
_MARKS = {"chinese": 12, "dot": 2, "spaced": 2, "arabic": 3, "arabic_dot": 1, "bracket": 2,
          "ordinal": 1, "broken": 1, "bare": 1}  # fmt: skip
_ENDINGS = {"": 8, "：": 1, "。": 1}
_PLACES = {"own_line": 10, "run_in": 3, "glued": 1, "two_lines": 1, "one_line": 2}
_ITEMS = {"one_is": 5, "run_on": 3, "bracket": 3, "arabic": 2, "arabic_mark": 2, "half": 2,
          "ring": 1, "ordinal": 2, "first": 1, "none": 2}  # fmt: skip
_PROBLEMS = {"listed": 8, "heads": 4, "split": 3, "answered": 3, "hinge": 2, "plan_only": 1,
             "in_overview": 1, "answered_apart": 2}  # fmt: skip
_ZEROS = {"0": 8, "": 3, "/": 2, "-": 1, "—": 1, "无": 1, "不适用": 1}
_TABLES = {"whole": 12, "gone": 2, "totals": 1, "blank_disputes": 1}
_LAYOUTS = {"tabs": 4, "pipes": 3, "ragged": 2, "spans": 2, "lines": 3, "glued": 1, "repeated": 1}
_ENCODINGS = {"utf-8": 6, "gb18030": 3, "utf-16": 1, "utf-8-sig": 1}
_TITLES = {"once": 6, "twice": 3, "thrice": 1}


@dataclass(frozen=True, slots=True)
class Habits:
    """How one report is written, laid out, encoded and damaged."""

    marks: str
    ending: str
    place: str
    spaced: bool
    subheads: bool
    problems: str
    items: str
    answers: str
    zero: str
    tables: str
    layout: str
    encoding: str
    titles: str
    damage: frozenset[str]


_DAMAGE = {
    "date_in_words": 0.06,  # 二〇一八年三月五日 under the report
    "date_spaced": 0.06,  # 2018 年 3 月 5 日
    "date_dashed": 0.04,  # 2018-3-5
    "end_on_a_line": 0.05,  # the unit and the date beside each other
    "kangxi": 0.05,  # ⼯⽅⽤⼒, the radicals that look like characters
    "lost_bracket": 0.06,  # 〔201812号
    "cover": 0.05,  # a letter that sends the report
    "no_headings": 0.04,
    "torn_labels": 0.04,  # characters of a table's labels are gone
    "lost_mark": 0.06,  # 20171231日, 2018315日: the characters 年 and 月 are gone
    "year_in_words": 0.08,  # 二O一七年 in the title
    "full_width": 0.08,  # ２０１７年
    "half_marks": 0.12,  # half-width commas and brackets
    "zero_width": 0.06,
    "no_break": 0.08,
    "traditional": 0.04,
    "markdown": 0.05,
    "wrapped": 0.08,  # lines of a printed page
    "page_heads": 0.06,
    "chrome": 0.3,
    "metadata": 0.25,
    "tail": 0.25,
    "unsigned": 0.1,
    "no_preface": 0.1,
    "odd_cells": 0.15,  # +1, 1,234, 12.5万元
    "odd_labels": 0.2,
}


def habits(rng: Random) -> Habits:
    """The habits of one report; impossible combinations are mended."""
    marks, ending, place = _one(rng, _MARKS), _one(rng, _ENDINGS), _one(rng, _PLACES)
    if marks in ("bare", "broken"):  # without its number a heading must stand alone
        ending, place = "", "own_line"
    if place == "run_in":
        ending = "。"
    if place == "glued":
        ending = ""
    layout, zero = _one(rng, _LAYOUTS), _one(rng, _ZEROS)
    if layout in ("lines", "glued", "spans") and zero == "":
        zero = "0"
    if layout == "glued":
        zero = "0"
    return Habits(
        marks=marks,
        ending=ending,
        place=place,
        spaced=rng.random() < 0.1,
        subheads=rng.random() < 0.6,
        problems=_one(rng, _PROBLEMS),
        items=(items := _one(rng, _ITEMS)),
        answers=items if rng.random() < 0.7 else _one(rng, _ITEMS),
        zero=zero,
        tables=_one(rng, _TABLES),
        layout=layout,
        encoding=_one(rng, _ENCODINGS),
        titles=_one(rng, _TITLES),
        damage=frozenset(name for name, chance in _DAMAGE.items() if rng.random() < chance),
    )


def _one(rng: Random, weights: Mapping[str, int]) -> str:
    return rng.choices(list(weights), list(weights.values()))[0]
