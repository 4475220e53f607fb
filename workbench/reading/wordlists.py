"""The numbers that Word prints before headings and list items, which are in no text.

They follow from three places: the paragraph's own list and level, those of its style (and of
the styles that one is based on), and the definition of the list, which says how each level
counts (一、 （一） 1.) and from where.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from workbench.reading import numerals
from workbench.reading.xml import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_VAL = f"{W}val"
_PLACE = re.compile(r"%([1-9])")
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_FORMATS: Mapping[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalHalfWidth": str,
    "decimalZero": lambda number: f"{number:02}",
    "decimalFullWidth": lambda number: str(number).translate(
        {ord("0") + digit: chr(ord("０") + digit) for digit in range(10)}
    ),
    "lowerLetter": numerals.letters,
    "upperLetter": lambda number: numerals.letters(number).upper(),
    "lowerRoman": numerals.roman,
    "upperRoman": lambda number: numerals.roman(number).upper(),
    "chineseCounting": numerals.chinese,
    "chineseCountingThousand": numerals.chinese,
    "japaneseCounting": numerals.chinese,
    "taiwaneseCounting": numerals.chinese,
    "taiwaneseCountingThousand": numerals.chinese,
    "ideographDigital": numerals.chinese,
    "chineseLegalSimplified": numerals.formal,
    "decimalEnclosedCircle": numerals.circled,
    "decimalEnclosedCircleChinese": numerals.circled,
    "ideographTraditional": lambda number: _STEMS[(number - 1) % len(_STEMS)],
}
#: Word draws a picture or a dot for these; there is no number to print.
_WITHOUT_NUMBER = frozenset(("bullet", "none"))


@dataclass(frozen=True, slots=True)
class _Level:
    """How one level of a list counts: 一 in the pattern （%1） gives （一）."""

    format: str
    pattern: str
    start: int
    decimal: bool
    restarts: bool

    def counted(self, number: int, *, decimal: bool) -> str:
        return str(number) if decimal else _FORMATS.get(self.format, str)(number)


@dataclass(slots=True)
class _List:
    """One list: its levels, its first numbers, and the counters of all lists defined alike."""

    levels: Mapping[int, _Level]
    counters: dict[int, int]
    starts: dict[int, int] = field(default_factory=dict)


class Lists:
    """All lists of a Word file; paragraphs must be asked for in their order."""

    def __init__(self, numbering: Element | None, styles: Element | None) -> None:
        self._lists = {} if numbering is None else _lists(numbering)
        self._styles = {} if styles is None else _styles(styles)

    def marker(self, paragraph: Element) -> str:
        """What Word prints before ``paragraph``; empty outside lists and for bullets.

        A space follows where the mark ends in ASCII, lest 1. and 2023年 become 1.2023年.
        """
        number, level = self._place(paragraph)
        found = self._lists.get(number)
        if found is None or level not in found.levels:
            return ""
        _advance(found, level)
        shape = found.levels[level]
        if shape.format in _WITHOUT_NUMBER:
            return ""
        text = _PLACE.sub(lambda at: _at_level(found, int(at.group(1)) - 1, shape), shape.pattern)
        return f"{text} " if text and text[-1] <= "\x7f" else text

    def _place(self, paragraph: Element) -> tuple[str, int]:
        """The list and level of a paragraph: its own, or those of its style."""
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        inherited = self._inherited("" if style is None else style.get(_VAL) or "")
        own = paragraph.find(f"{W}pPr/{W}numPr")
        number, level = (None, None) if own is None else _reference(own)
        return number or inherited[0] or "0", whole(level or inherited[1], 0)

    def _inherited(self, style: str) -> tuple[str | None, str | None]:
        seen: set[str] = set()
        while style in self._styles and style not in seen:
            seen.add(style)
            reference, based_on = self._styles[style]
            if reference is not None:
                return reference
            style = based_on
        return None, None


def _advance(found: _List, level: int) -> None:
    """Count one on at ``level`` and let the deeper levels begin again."""
    first = found.starts.pop(level, None)
    if first is not None:
        found.counters[level] = first
    elif level in found.counters:
        found.counters[level] += 1
    else:
        found.counters[level] = found.levels[level].start
    for deeper in [key for key in found.counters if key > level]:
        if deeper not in found.levels or found.levels[deeper].restarts:
            del found.counters[deeper]


def _at_level(found: _List, level: int, shown_at: _Level) -> str:
    shape = found.levels.get(level)
    if shape is None:
        return ""
    number = found.counters.setdefault(level, shape.start)
    return shape.counted(number, decimal=shown_at.decimal)


def _lists(numbering: Element) -> dict[str, _List]:
    definitions: dict[str | None, tuple[dict[int, _Level], dict[int, int]]] = {}
    for definition in numbering.iterchildren(f"{W}abstractNum"):
        definitions[definition.get(f"{W}abstractNumId")] = (_levels(definition), {})
    lists: dict[str, _List] = {}
    for one in numbering.iterchildren(f"{W}num"):
        levels, counters = definitions.get(_value(one, "abstractNumId"), ({}, {}))
        starts: dict[int, int] = {}
        for override in one.iterchildren(f"{W}lvlOverride"):
            levels = levels | _levels(override)
            first = _value(override, "startOverride")
            if first is not None:
                starts[whole(override.get(f"{W}ilvl"), 0)] = whole(first, 1)
        lists[one.get(f"{W}numId") or ""] = _List(levels, counters, starts)
    return lists


def _levels(parent: Element) -> dict[int, _Level]:
    return {
        whole(level.get(f"{W}ilvl"), 0): _Level(
            format=next((e.get(_VAL) or "" for e in level.iter(f"{W}numFmt")), "decimal"),
            pattern=_value(level, "lvlText") or "",
            start=whole(_value(level, "start"), 1),
            decimal=level.find(f"{W}isLgl") is not None,
            restarts=_value(level, "lvlRestart") != "0",
        )
        for level in parent.iterchildren(f"{W}lvl")
    }


_Reference = tuple[str | None, str | None]


def _styles(styles: Element) -> dict[str, tuple[_Reference | None, str]]:
    """For each style its list and level, where it has one, and the style it is based on."""
    found: dict[str, tuple[_Reference | None, str]] = {}
    for style in styles.iterchildren(f"{W}style"):
        own = style.find(f"{W}pPr/{W}numPr")
        reference = None if own is None else _reference(own)
        found[style.get(f"{W}styleId") or ""] = (reference, _value(style, "basedOn") or "")
    return found


def _reference(properties: Element) -> _Reference:
    return _value(properties, "numId"), _value(properties, "ilvl")


def _value(parent: Element, tag: str) -> str | None:
    child = parent.find(W + tag)
    return None if child is None else child.get(_VAL)


def whole(text: str | None, otherwise: int) -> int:
    """A number from an attribute; ``otherwise`` where it is missing or nonsense."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 7 else otherwise
