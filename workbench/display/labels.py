"""Chinese labels for the words of the contract, and numbers as people read them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Protocol


@cache
def _labels() -> Mapping[str, Mapping[str, str]]:
    content = (files("workbench.display") / "labels.toml").read_text(encoding="utf-8")
    return tomllib.loads(content)


def label(kind: str, word: str | None) -> str:
    """The label of ``word``: label("level", "township") is 乡镇.

    A word without a label is shown as it is; an unknown kind is a KeyError.
    """
    return _labels()[kind].get(word or "", word or "")


#: The words of a cell that stand as they are.
_SHORT = 3


class Value(Protocol):
    """A number of a sentence or a cell: what stood there, softened how, counted in what."""

    @property
    def value(self) -> int | float | None: ...
    @property
    def unit(self) -> str | None: ...
    @property
    def status(self) -> str: ...
    @property
    def confidence(self) -> str: ...


def shown(value: Value) -> str:
    """A value as people read it, never a silent 0.

    93条; 140余条; 约300条; 0（文字说明）, of a cell 0（填“无”）; 空白; 12件（已更正）;
    5件（读取不确定）.
    """
    if value.value is None:
        return label("status", value.status)
    if value.status == "zero_in_words":
        raw = getattr(value, "raw", "").strip()
        written = f"0（填“{raw}”）" if 0 < len(raw) <= _SHORT else "0（文字说明）"
    else:
        qualifier = getattr(value, "qualifier", None)
        written = softened(number(value.value), qualifier, value.unit)
    if value.status == "corrected":
        written += "（已更正）"
    return written + ("（读取不确定）" if value.confidence == "uncertain" else "")


def softened(digits: str, qualifier: str | None, unit: str | None) -> str:
    """``digits`` with its unit, softened as the report does: 140余条, 约300条, 近100条."""
    before = {"about": "约", "nearly": "近"}.get(qualifier or "", "")
    after = "余" if qualifier == "over" else ""
    return f"{before}{digits}{after}{unit or ''}"


def number(value: float) -> str:
    """Digits without grouping, decimals only where there are any: 1205, 29.0506."""
    return str(int(value)) if float(value).is_integer() else f"{value:.12g}"


def rounded(value: float) -> str:
    """A computed value with at most one decimal: 166.5, 103."""
    return number(round(value, 1))


def halves(value: float) -> str:
    """A median or quartile of counts, to a whole or half number: 166.5, 103; 22.75 is 23."""
    return number(int(value * 2 + 0.5) / 2)


def signed(value: float) -> str:
    """A difference with its sign: ＋12, －3, 0."""
    if value == 0:
        return "0"
    return ("＋" if value > 0 else "－") + number(abs(value))


def percent(share: float) -> str:
    """A share as a whole percentage: 0.425 is 43%; only 0 and 1 are shown as 0% and 100%."""
    if share in (0, 1):
        return f"{share:.0%}"
    whole = int(share * 100 + 0.5)
    return "不足1%" if whole == 0 else "99%以上" if whole == 100 else f"{whole}%"
