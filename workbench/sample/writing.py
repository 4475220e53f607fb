"""Filling the phrases: what is printed, and the truth of every number printed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from random import Random
from typing import Any, NamedTuple

from workbench.sample.facts import Facts

_SLOT = re.compile(r"\{([!=]?)([a-z_]+)(?::([^:}]+))?(?::([a-z_]+))?(?::([a-z]+))?(?::(last))?\}")
_DIGITS = "〇一二三四五六七八九"
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")


@dataclass(frozen=True, slots=True)
class Style:
    """The habits of one report: how it prints numbers and zeros and numbers its items."""

    number: str
    zero: str
    items: str
    heading: str
    layout: str


NUMBERS = ("plain", "plain", "plain", "comma", "spaced", "full_width", "over", "words")
ZEROS = ("0", "0", "0", "blank", "slash", "dash")
ITEMS = ("one_is", "bracket", "arabic", "ordinal", "run_on")
HEADINGS = ("chinese", "chinese", "chinese", "arabic")
LAYOUTS = ("tabs", "pipes", "lines")


def style(rng: Random) -> Style:
    """A style by chance."""
    kinds = (NUMBERS, ZEROS, ITEMS, HEADINGS, LAYOUTS)
    number, zero, items, heading, layout = (kind[rng.randrange(len(kind))] for kind in kinds)
    if zero == "blank" and layout == "lines":  # a cell a line cannot show a blank cell
        layout = "tabs"
    return Style(number, zero, items, heading, layout)


@dataclass(slots=True)
class Truth:
    """What a perfect reader would find in the report that is being written."""

    figures: list[dict[str, Any]] = field(default_factory=list)
    problems: list[dict[str, Any]] = field(default_factory=list)
    roles: list[str] = field(default_factory=list)


class Number(NamedTuple):
    """A printed number: the words, what they mean, how it is softened, and what to quote."""

    text: str
    value: int | float
    qualifier: str | None
    quote: str


class Writer:
    """Fills phrases with one unit-year's facts and keeps the truth of what was printed."""

    def __init__(self, facts: Facts, style: Style, rng: Random) -> None:
        self.facts, self.style, self.rng = facts, style, rng
        self.truth = Truth()
        self._words = {
            "unit": facts.unit.name,
            "short": facts.unit.short,
            "year": str(facts.year),
            "next": str(facts.year + 1),
            "last": str(facts.year - 1),
            "phone": f"0999-{rng.randrange(6000000, 7000000)}",
            "villages": str(rng.randrange(6, 20)),
            "village_notices": str(rng.randrange(50, 400)),
        }

    def choose(self, phrases: list[str]) -> str:
        """One of ``phrases``, filled."""
        return self.fill(phrases[self.rng.randrange(len(phrases))])

    def fill(self, phrase: str) -> str:
        """``phrase`` with every slot printed; its numbers join the truth."""
        return _SLOT.sub(self._print, phrase)

    def can_say_last(self) -> bool:
        """Whether last year's numbers are known."""
        return bool(self.facts.last)

    def _print(self, slot: re.Match[str]) -> str:
        silent, name, unit, scope, subject, last = slot.groups()
        if name in self._words:
            return self._words[name]
        if silent:
            self._note(name, 0, unit, status="zero_in_words" if silent == "!" else "reported")
            return ""
        unit = self.rng.choice(unit.split("|")) if "|" in unit else unit
        values: Mapping[str, int] = self.facts.last if last else self.facts.values
        number = self.number(_as_stock(values[name], scope, subject), unit)
        self._note(
            name, number.value, unit, scope=scope, subject=subject, qualifier=number.qualifier,
            last=bool(last), quote=number.quote,
        )  # fmt: skip
        return number.text

    def number(self, value: int, unit: str) -> Number:
        """How this report prints ``value`` with its unit."""
        printed, value, qualifier = printed_number(value, self.style.number)
        return Number(f"{printed}{unit}", value, qualifier, f"{printed}{unit}")

    def _note(
        self, name: str, value: int | float, unit: str | None, *, status: str = "reported",
        scope: str | None = None, subject: str | None = None, qualifier: str | None = None,
        last: bool = False, quote: str | None = None,
    ) -> None:  # fmt: skip
        self.truth.figures.append(
            {
                "indicator": name,
                "value": value,
                "unit": unit,
                "status": status,
                "scope": scope or "year",
                "subject": subject or "own",
                "qualifier": qualifier,
                "year": self.facts.year - last,
                "quote": quote,
            }
        )


def _as_stock(value: int, scope: str | None, subject: str | None) -> int:
    """A stock, an area and its subordinates have numbers of their own, far from the year's."""
    return (
        value * {"area": 23, "subordinate": 2}.get(subject or "", 9) + 31
        if (scope == "cumulative" or subject in ("area", "subordinate"))
        else value
    )


def printed_number(value: int, style: str) -> tuple[str, int, str | None]:
    """How ``value`` is printed, the value that the print means, and its qualifier.

    ``over`` rounds down to tens (143 becomes 140余); ``words`` writes up to 99 in Chinese.
    """
    if style == "comma" and value >= 1000:
        return f"{value:,}", value, None
    if style == "spaced":
        return f" {value} ", value, None
    if style == "full_width":
        return str(value).translate(_FULL_WIDTH), value, None
    if style == "over" and value >= 100 and value % 10:
        return f"{value // 10 * 10}余", value // 10 * 10, "over"
    if style == "words" and 0 < value < 100:
        return in_words(value), value, None
    return str(value), value, None


def in_words(value: int) -> str:
    """1 to 99 in Chinese numerals: 7 is 七, 10 is 十, 23 is 二十三."""
    tens, ones = divmod(value, 10)
    head = "" if tens == 0 else ("十" if tens == 1 else f"{_DIGITS[tens]}十")
    return head + (_DIGITS[ones] if ones else "")
