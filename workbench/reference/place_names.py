"""The keys under which a division is found: its name, folded, and what reports make of it.

朝外街道 is found as itself; 卧龙 (an office) as 卧龙街道; 互助土族自治县 as 互助县 and
互助自治县 too; 涉县 under its name alone. The forms are data: ``reference/places.toml``.
"""

from __future__ import annotations

import re
from functools import cache

from workbench.reference import load

_AUTONOMOUS = "自治"
_SUFFIXES = ("街道", "镇", "乡", "苏木", "地区")
_NOTE = re.compile(r"[（(].*?[）)]")
_OFFICE = re.compile(r"(?:人民政府|镇政府|街道办)$")
_DIRECT = re.compile(r"直辖|^市辖区$|^县$|群岛|^[省市县区]级")


@cache
def _nationality() -> re.Pattern[str]:
    names = "|".join(sorted(load.toml("places.toml")["nationalities"].split(), key=len)[::-1])
    return re.compile(rf"(.*?)(?:(?:{names})族?)*(?:民族)?(?:自治(州|县|旗)|(?<=族)(乡|镇|苏木))$")


def shortened(name: str) -> str | None:
    """The short form of ``name``: 互助县 for 互助土族自治县, 甲山乡 for 甲山满族乡; else None."""
    match = _nationality().match(name)
    if match is None:
        return None
    kind = match[2] or match[3]
    own = match[1] or re.sub(r"族?自治.$|族.$", "", name)
    return own + kind if own + kind != name and len(own) > 1 else None


def is_place(name: str) -> bool:
    """Whether ``name`` is a place's and not a heading of the list, as 市辖区 is."""
    return _DIRECT.search(name) is None


def simplified(name: str) -> str:
    """``name`` with the characters that :func:`workbench.parsing.fold.fold` would give it."""
    return name.translate(_simple())


@cache
def _simple() -> dict[int, str]:
    lines = load.text("traditional.txt").split("\n")
    return {ord(line[0]): line[1] for line in lines if line}


def index(rows: list[tuple[str, str, int, int]]) -> dict[str, list[int]]:
    """Key to the places of its rows in ``rows``, in their order."""
    keys: dict[str, list[int]] = {}
    for place, (code, name, _, _) in enumerate(rows):
        if len(code) == 9:
            if code[6] in "45" and not name.endswith(_SUFFIXES):
                continue
            name = name if name.endswith(_SUFFIXES) and name[-1] != "区" else _township(code, name)
        elif _DIRECT.search(name) or code[4] == "7":
            continue
        if name:
            keys.setdefault(name, []).append(place)
            short = shortened(name) if "族" in name or _AUTONOMOUS in name else None
            if short:
                keys.setdefault(short, []).append(place)
                if _AUTONOMOUS in name:
                    keys.setdefault(f"{short[:-1]}{_AUTONOMOUS}{short[-1]}", []).append(place)
    _add_simplified(keys)
    for short, name in load.toml("places.toml")["aliases"].items():
        keys.setdefault(short, []).extend(keys.get(name, []))
    return keys


def _township(code: str, name: str) -> str:
    """The key of a township whose row is no plain name; empty where it is no place at all."""
    name = _OFFICE.sub("", _NOTE.sub("", name))
    if _DIRECT.search(name) or len(name) < 2:
        return ""
    if code[6] == "0" and not name.endswith(_SUFFIXES):
        return name + "道" if name.endswith("街") else name + "街道"
    return name + "镇" if code[6] == "1" and not name.endswith(_SUFFIXES) else name


def _add_simplified(keys: dict[str, list[int]]) -> None:
    odd = {chr(code) for code in _simple()} & set("".join(keys))
    for name in [name for name in keys if not odd.isdisjoint(name)]:
        keys.setdefault(simplified(name), []).extend(keys[name])
