"""Gold in the words of the contract: what a whole report must give, and what it must not.

A row names its ``file`` and either ``refuse`` (the reason) or ``identity``, ``form``,
``section_roles``, ``figures``, ``more_figures``, ``absent``, ``not_figures``, ``cells``,
``problems``, ``findings``, ``not_findings``, ``exhaustive`` and ``may_miss`` (how the fields
begin that damage leaves so open that they may be missing or marked uncertain, though never
wrong). What a row does not state is not checked, except cells: one that is not listed must
not be there with a value, and a blank one may be there as blank or not at all.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from workbench.evaluation import figures
from workbench.evaluation.figures import plain
from workbench.evaluation.score import Check, Outcome, aligned, compared, words

Row = Mapping[str, Any]


def is_row(row: Row) -> bool:
    """Whether ``row`` is gold of this kind."""
    return "refuse" in row or "identity" in row


def checks(row: Row, result: Row, text: str) -> Iterator[Check]:
    """The checks of ``result`` (an object of ``parse --json``) over ``text`` against ``row``."""
    check = partial(compared, row["file"])
    expected = row.get("refuse", "report")
    found = result["reason"] if result["status"] == "refused" else "report"
    yield from check("refuse", expected, found, same=expected == found)
    if expected != "report":
        return
    identity = result["identity"] or {}
    for name, value in row.get("identity", {}).items():
        said = identity.get(name)
        certain = name not in identity.get("uncertain", ())
        yield from check(f"identity.{name}", value, said, same=value == said, certain=certain)
    if "form" in row:
        yield from check("form", row["form"], result["form"], same=row["form"] == result["form"])
    if "section_roles" in row:
        roles = [section["role"] for section in result["sections"] if section["level"] == 1]
        for role, other in aligned(row["section_roles"], roles, str.__eq__):
            yield from check("sections", role, other, same=role == other)
    yield from figures.checks(row, result, text)
    if "cells" in row:
        yield from _cells(row, result)
    if "problems" in row:
        yield from _problems(row, result)
    yield from _findings(row, result)


def _cells(row: Row, result: Row) -> Iterator[Check]:
    found: dict[str, list[Row]] = {}
    for cell in result["cells"]:
        found.setdefault(f"{cell['table']}.{cell['row']}.{cell['column']}", []).append(cell)
    for key in {**row["cells"], **found}:
        gold, cells = row["cells"].get(key), found.get(key, [])
        if gold is None and all(cell["value"] is None for cell in cells):
            continue
        if gold is not None and gold[0] is None and not cells:
            continue
        yield from compared(
            row["file"],
            "cells",
            None if gold is None else f"{key}: {words(gold)}",
            [f"{key}: {_cell(cell)}" for cell in cells] or None,
            same=gold is not None and all(_fits(cell, gold) for cell in cells),
            certain=all(cell["confidence"] == "certain" for cell in cells),
        )


def _fits(cell: Row, gold: list[Any]) -> bool:
    return all(
        cell[key] == value for key, value in zip(("value", "status", "unit"), gold, strict=False)
    )


def _cell(cell: Row) -> str:
    return words([cell["value"], cell["status"], cell["unit"] or "", f"raw {cell['raw']!r}"])


def _problems(row: Row, result: Row) -> Iterator[Check]:
    check = partial(compared, row["file"])
    for gold, item in aligned(row["problems"], result["problems"], _begins):
        starts, text = gold and gold["starts"], item and item["text"]
        if gold is None or item is None or not _begins(gold, item):
            yield from check("problems", starts, text, same=False)
            continue
        yield from check("problems", starts, text, same=True)
        for first in gold.get("types", ())[:1]:
            types = item["types"]
            yield from check("problem_types", f"{first}: {starts}", types, same=first in types)


def _begins(gold: Row, item: Row) -> bool:
    return plain(item["text"]).startswith(plain(gold["starts"]))


def _findings(row: Row, result: Row) -> Iterator[Check]:
    """Codes X need the other reports; they are counted apart, as findings_across."""
    codes = {finding["code"] for finding in result["findings"]}
    for code in row.get("findings", ()):
        field = "findings_across" if code.startswith("X") else "findings"
        found = code if code in codes else None
        yield from compared(row["file"], field, code, found, same=True)
    for code in row.get("not_findings", ()):
        if code in codes:
            yield Check(row["file"], "findings", Outcome.EXTRA, f"no {code}", code)
