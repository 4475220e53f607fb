"""Gold in the words of the contract: what a whole report must give, and what it must not.

A row names its ``file`` and either ``refuse`` (the reason) or ``identity``, ``form``,
``section_roles``, ``figures``, ``absent``, ``not_figures``, ``cells``, ``problems``,
``findings`` and ``not_findings``. What a row does not state is not checked, except cells: a
cell that is not listed must not be there with a value.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from workbench.evaluation.score import Check, Outcome, aligned, compared, words
from workbench.parsing.fold import Squeezed, fold

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
        yield from check(f"identity.{name}", value, said, same=value == said)
    if "form" in row:
        yield from check("form", row["form"], result["form"], same=row["form"] == result["form"])
    if "section_roles" in row:
        roles = [section["role"] for section in result["sections"] if section["level"] == 1]
        for role, other in aligned(row["section_roles"], roles, str.__eq__):
            yield from check("sections", role, other, same=role == other)
    yield from _figures(row, result, text)
    yield from _unwanted_figures(row, result)
    if "cells" in row:
        yield from _cells(row, result)
    if "problems" in row:
        yield from _problems(row, result)
    yield from _findings(row, result)


def _figures(row: Row, result: Row, text: str) -> Iterator[Check]:
    """Each figure of the gold is there, and no other value of its indicator, subject, year."""
    year = row.get("identity", {}).get("year")
    for indicator, gold in row.get("figures", {}).items():
        subject, of_year = gold.get("subject", "own"), gold.get("year", year)
        near = [
            figure
            for figure in _of(result, indicator)
            if figure["subject"] == subject and figure["year"] in (None, of_year)
        ]
        good = [figure for figure in near if _is(figure, gold, text)]
        bad = [figure for figure in near if figure["value"] not in (None, gold["value"])]
        shown = bad[0] if bad else good[0] if good else near[0] if near else None
        same = bool(good) and not bad
        found = None if shown is None else _figure(shown)
        yield from compared(row["file"], f"figures.{indicator}", gold, found, same=same)


def _of(result: Row, indicator: str) -> list[Row]:
    return [figure for figure in result["figures"] if figure["indicator"] == indicator]


def _is(figure: Row, gold: Row, text: str) -> bool:
    """Whether ``figure`` has all that ``gold`` states, and its span covers gold's quote."""
    stated = {key: value for key, value in gold.items() if key not in {"quote", "year"}}
    start, end = figure["span"]
    covers = _plain(gold.get("quote", "")) in _plain(text[start:end])
    return covers and all(figure[key] == value for key, value in stated.items())


def _figure(figure: Row) -> str:
    keys = ("value", "unit", "status", "scope", "subject", "confidence")
    return f"{words({key: figure[key] for key in keys})}, quote {figure['quote']}"


def _unwanted_figures(row: Row, result: Row) -> Iterator[Check]:
    """What must not be taken for an indicator: any value (absent), or some (not_figures)."""
    unwanted: dict[str, list[Any] | None] = dict(row.get("not_figures", {}))
    unwanted |= dict.fromkeys(row.get("absent", ()))
    for indicator, values in unwanted.items():
        for figure in _of(result, indicator):
            value, own = figure["value"], figure["subject"] == "own"
            if value is not None and (value in values if values is not None else own):
                field = f"figures.{indicator}"
                yield Check(row["file"], field, Outcome.EXTRA, "nothing", _figure(figure))


def _cells(row: Row, result: Row) -> Iterator[Check]:
    check = partial(compared, row["file"], "cells")
    found: dict[str, list[Row]] = {}
    for cell in result["cells"]:
        found.setdefault(f"{cell['table']}.{cell['row']}.{cell['column']}", []).append(cell)
    for key, gold in row["cells"].items():
        cells = found.get(key, [])
        shown = [_cell(cell) for cell in cells]
        if gold[0] is None:
            full = [cell for cell in cells if cell["value"] is not None]
            if full:
                yield from check(f"{key}: {words(gold)}", shown, same=False)
            continue
        fits = [cell for cell in cells if _fits(cell, gold)]
        same = bool(fits) and len(fits) == len(cells)
        yield from check(f"{key}: {words(gold)}", shown or None, same=same)
    for key, cells in found.items():
        if key not in row["cells"] and any(cell["value"] is not None for cell in cells):
            yield from check(None, f"{key}: {words([_cell(cell) for cell in cells])}", same=False)


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
    return _plain(item["text"]).startswith(_plain(gold["starts"]))


def _plain(text: str) -> str:
    return Squeezed(fold(text)).text


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
