"""The cells of a wild report's tables: what is printed in each, and what it means."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random
from typing import Any

from workbench.sample.facts import Facts
from workbench.sample.sheets import Sheet, SheetCell, in_digits, printed_cells, sheet_of
from workbench.sample.wild.habits import Habits

Key = tuple[str, str, str]
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
_HALF_WIDTH = str.maketrans("（）：", "():")
_STATUS = {
    "0": (0, "reported"), "": (None, "blank"), "/": (None, "slash"), "-": (None, "dash"),
    "—": (None, "dash"), "无": (0, "zero_in_words"), "不适用": (None, "not_applicable"),
}  # fmt: skip


def printed(facts: Facts, habits: Habits, rng: Random) -> dict[Key, tuple[str, list[Any]]]:
    """For each cell its text, and the truth in the words of evaluation: value, status, unit."""
    cells: dict[Key, tuple[str, list[Any]]] = {}
    for key, (value, unit) in printed_cells(facts).items():
        if _left_out(key, habits):
            cells[key] = ("", [None, "blank"])
        elif value == 0:
            cells[key] = (habits.zero, [*_STATUS[habits.zero]])
        else:
            cells[key] = (_text(key, value, habits, rng), [value, "reported"])
        if unit and cells[key][1][1] == "reported":
            cells[key][1].append(unit)
    return cells


def _left_out(key: Key, habits: Habits) -> bool:
    """Whether a habit leaves the cell blank, whatever would stand in it."""
    if habits.tables == "totals":
        return key[0] == "requests" and key[2] != "total"
    return habits.tables == "blank_disputes" and key[0] == "disputes"


def _text(key: Key, value: int | float, habits: Habits, rng: Random) -> str:
    text = in_digits(value)
    if "odd_cells" not in habits.damage or habits.layout == "glued":
        return text
    if key[2] == "change":
        return f"+{text}"
    if key[2] == "amount":
        return f"{text}万元"
    if value >= 1000:
        return f"{int(value):,}"
    return text if rng.random() < 0.7 else text.translate(_FULL_WIDTH)


def sheet(facts: Facts, table: str, texts: Mapping[Key, str], habits: Habits) -> Sheet:
    """The table as a sheet; its labels may be damaged as labels of real files are."""
    whole = sheet_of(facts.form, table, texts)
    odd = Random(f"{facts.unit.key}/{facts.year}/{table}")
    for name, change in (("odd_labels", _odd), ("torn_labels", _torn)):
        if name in habits.damage:
            rows = tuple(tuple(change(cell, odd) for cell in row) for row in whole.rows)
            whole = Sheet(rows, whole.width)
    return whole


def _torn(cell: SheetCell, rng: Random) -> SheetCell:
    """One long label of six without one or two of its characters: 其他法律行政止公开."""
    text = cell.text
    if len(text) < 7 or text[0].isdigit() or "单位" in text or rng.random() < 0.85:
        return cell
    at = 3 + rng.randrange(len(text) - 5)
    return SheetCell(text[:at] + text[at + 1 + rng.randrange(2) :], cell.rowspan, cell.colspan)


def _odd(cell: SheetCell, rng: Random) -> SheetCell:
    """A label over two lines, with blanks, or with half-width brackets; numbers stay."""
    text = cell.text.strip()
    if len(text) < 4 or text[0].isdigit() or text[0] == "+":
        return cell
    at = 2 + rng.randrange(len(text) - 3)
    match rng.randrange(4):
        case 0:
            text = f"{text[:at]}\n{text[at:]}"
        case 1:
            text = f"{text[:at]} {text[at:]}"
        case 2:
            text = text.translate(_HALF_WIDTH)
    return SheetCell(text, cell.rowspan, cell.colspan)
