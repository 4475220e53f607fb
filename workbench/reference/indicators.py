"""What reports count, from ``indicators.toml``: labels, units, cues, eras, places in tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from workbench.errors import DictionaryError
from workbench.model import Form
from workbench.reference import load
from workbench.reference.units import KINDS, of_kind
from workbench.reference.wording import compiled, patterns

FILE = "indicators.toml"
ERAS = tuple(form.value for form in Form if form is not Form.NONE)
COMPARABILITY = ("same", "approximate", "not_comparable")
_NEEDED = ("key", "label", "group", "units", "eras", "examples")
_KEYS = frozenset((*_NEEDED, "stock", "part_of", "channel", "cells", "cue", "zero", "near"))
_CUE_KEYS = frozenset(
    ("ends", "before", "clause", "unless", "after", "wide", "weak", "under", "topic")
)
_EXAMPLE_KEYS = frozenset(
    ("text", "value", "unit", "qualifier", "status", "confidence", "scope", "subject", "part_of")
)
_ZERO_KEYS = frozenset(("objects", "bare", "verbs", "topic"))


@dataclass(frozen=True, slots=True)
class Cue:
    """One way in which a sentence names an indicator beside its number.

    ``ends`` are the words right before the number, ``after`` what follows its unit; the
    other expressions look at the clause, or at the whole sentence where ``wide``.
    """

    indicator: str
    ends: tuple[str, ...]
    units: frozenset[str]
    before: re.Pattern[str] | None
    clause: re.Pattern[str] | None
    unless: re.Pattern[str] | None
    after: re.Pattern[str] | None
    wide: bool
    weak: bool
    under: str | None
    topic: str | None


@dataclass(frozen=True, slots=True)
class Zero:
    """What is denied where a report says in words that there was none."""

    objects: str
    bare: str | None
    verbs: frozenset[str]
    topic: str | None


@dataclass(frozen=True, slots=True)
class Era:
    """How far an indicator means the same in one form, and what it means there (Chinese)."""

    comparability: str
    definition: str


@dataclass(frozen=True, slots=True)
class Indicator:
    """One thing that reports count, in every era."""

    key: str
    label: str
    group: str
    units: str
    stock: bool
    part_of: str | None
    channel: str | None
    cells: Mapping[str, tuple[str, ...]]
    eras: Mapping[str, Era]
    cues: tuple[Cue, ...]
    zero: Zero | None
    examples: tuple[Mapping[str, Any], ...]
    near: tuple[str, ...]

    def __repr__(self) -> str:
        """Its name alone: all that is known of it fills pages."""
        return f"Indicator({self.key!r}, {self.label!r})"


@cache
def indicators() -> Mapping[str, Indicator]:
    """Every indicator by its key, in the order of the file.

    A row that is wrong is a :class:`DictionaryError` naming the entry and what it needs.
    """
    found: dict[str, Indicator] = {}
    for number, row in enumerate(load.toml(FILE).get("indicator", []), 1):
        where = f"reference/{FILE}, indicator {number} ({row.get('key')})"
        indicator = _indicator(row, where)
        if indicator.key in found:
            raise DictionaryError(f"{where}: the key stands twice; rename or remove one")
        found[indicator.key] = indicator
    _check_links(found)
    return MappingProxyType(found)


def _indicator(row: Mapping[str, Any], where: str) -> Indicator:
    _only(row, _KEYS, where)
    for key in _NEEDED:
        if not row.get(key):
            raise DictionaryError(f"{where}: {key} is missing; add it")
    for example in row["examples"]:
        _only(example, _EXAMPLE_KEYS, where)
        if not {"text", "value"} <= set(example):
            raise DictionaryError(f"{where}: an example needs at least text and value")
    if row["units"] not in KINDS:
        raise DictionaryError(f"{where}: units must be one of {sorted(KINDS)}")
    if row.get("channel"):
        compiled(row["channel"], where)
    return Indicator(
        key=row["key"],
        label=row["label"],
        group=row["group"],
        units=row["units"],
        stock=row.get("stock", False),
        part_of=row.get("part_of"),
        channel=row.get("channel"),
        cells=_cells(row.get("cells", {}), where),
        eras=_eras(row["eras"], where),
        cues=tuple(_cue(row, cue, where) for cue in row.get("cue", [])),
        zero=_zero(row["zero"], where) if "zero" in row else None,
        examples=tuple(row["examples"]),
        near=tuple(near["text"] for near in row.get("near", [])),
    )


def cell_key(path: str) -> tuple[str, str, str]:
    """Table, row and column of a path; a row may hold dots: statistics.3.3.4.a.count."""
    table, _, rest = path.partition(".")
    row, _, column = rest.rpartition(".")
    return table, row, column


def _only(row: Mapping[str, Any], known: frozenset[str], where: str) -> None:
    if strange := set(row) - known:
        raise DictionaryError(f"{where}: unknown {sorted(strange)}; known are {sorted(known)}")


def _cells(row: Mapping[str, list[str]], where: str) -> Mapping[str, tuple[str, ...]]:
    _only(row, frozenset(ERAS), where)
    for path in (path for paths in row.values() for path in paths):
        if path.count(".") < 2:  # rows of 2014 are numbered: statistics.3.1.1.count
            raise DictionaryError(f"{where}: {path!r} is no table.row.column")
    return MappingProxyType({form: tuple(paths) for form, paths in row.items()})


@cache
def wholes() -> frozenset[str]:
    """The indicators whose parts are named by a bare word: 信函 of requests, 维持 of disputes."""
    cues = (cue for indicator in indicators().values() for cue in indicator.cues)
    return frozenset(cue.under for cue in cues if cue.under)


def _eras(row: Mapping[str, list[str]], where: str) -> Mapping[str, Era]:
    if tuple(row) != ERAS:
        raise DictionaryError(f"{where}: eras must name {', '.join(ERAS)}, in this order")
    for era, pair in row.items():
        if len(pair) != 2 or pair[0] not in COMPARABILITY or not pair[1]:
            raise DictionaryError(
                f"{where}, era {era}: needs one of {COMPARABILITY} and a definition"
            )
    return MappingProxyType({era: Era(*pair) for era, pair in row.items()})


def _cue(row: Mapping[str, Any], cue: Mapping[str, Any], where: str) -> Cue:
    _only(cue, _CUE_KEYS, where)
    if not cue.get("ends") or not all(cue["ends"]):
        raise DictionaryError(f"{where}: a cue needs `ends`, none of them empty")
    if cue.get("topic", "requests") not in patterns():
        raise DictionaryError(f"{where}: topic {cue['topic']!r} is no kind of wording.toml")

    def expression(name: str, tail: str = "") -> re.Pattern[str] | None:
        return compiled(f"(?:{cue[name]}){tail}", where) if name in cue else None

    return Cue(
        indicator=row["key"],
        ends=tuple(cue["ends"]),
        units=of_kind(row["units"]),
        before=expression("before", "$"),
        clause=expression("clause"),
        unless=expression("unless"),
        after=expression("after"),
        wide=cue.get("wide", False),
        weak=cue.get("weak", False),
        under=cue.get("under"),
        topic=cue.get("topic"),
    )


def _zero(row: Mapping[str, Any], where: str) -> Zero:
    _only(row, _ZERO_KEYS, where)
    strange = set(row.get("verbs", ["?"])) - set(patterns())
    if strange or not row.get("objects"):
        raise DictionaryError(f"{where}: zero needs objects, and verbs that wording.toml knows")
    compiled(row["objects"], where)
    compiled(row.get("bare", ""), where)
    return Zero(row["objects"], row.get("bare"), frozenset(row["verbs"]), row.get("topic"))


def _check_links(found: Mapping[str, Indicator]) -> None:
    for indicator in found.values():
        links = {indicator.part_of, *(cue.under for cue in indicator.cues)} - {None}
        if missing := links - set(found):
            raise DictionaryError(
                f"reference/{FILE}, {indicator.key}: no indicator {sorted(map(str, missing))}"
            )


@cache
def _endings() -> Mapping[str, Sequence[tuple[str, tuple[Cue, ...]]]]:
    """The endings with their cues, longest first, by the last two characters (or the only one)."""
    table: dict[str, list[Cue]] = {}
    for indicator in indicators().values():
        for cue in indicator.cues:
            for ending in cue.ends:
                table.setdefault(ending, []).append(cue)
    found: dict[str, list[tuple[str, tuple[Cue, ...]]]] = {}
    for ending in sorted(table, key=len, reverse=True):
        found.setdefault(ending[-2:], []).append((ending, tuple(table[ending])))
    return found


def cues_ending(head: str) -> Iterator[tuple[Cue, int]]:
    """The cues whose ending ``head`` ends with, the longest first, with the ending's length."""
    table = _endings()
    for last in (head[-2:], head[-1:]):
        for ending, cues in table.get(last, ()) if last else ():
            if head.endswith(ending):
                for cue in cues:
                    yield cue, len(ending)
        if len(head) < 2:
            return
