"""The figures of a report against its gold: what must be there, and what must not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from workbench.evaluation.score import Check, compared, words
from workbench.parsing.fold import Squeezed, fold

Row = Mapping[str, Any]
#: What gold may state of a figure beside what it is: compared with the figure's own fields.
_NOT_FIELDS = frozenset({"quote", "year"})


def checks(row: Row, result: Row, text: str) -> Iterator[Check]:
    """Figures that are expected, other values in their place, and what is expected nowhere.

    A figure of the same indicator, subject and year with another value is a miss, unless
    ``more_figures`` lists it. Where the gold is ``exhaustive``, every other figure is extra,
    except those that begin with a cell (a sum of cells, too): they are judged as cells.
    """
    year = row.get("identity", {}).get("year")
    wanted = [{"indicator": name, **gold} for name, gold in row.get("figures", {}).items()]
    more = list(row.get("more_figures", ()))
    listed = [each for each in result["figures"] if any(_is(each, it, year, text) for it in more)]
    if row.get("exhaustive"):
        listed += _in_cells(result)
    for gold in (*wanted, *more):
        near = [each for each in result["figures"] if _near(each, gold, year)]
        good = [each for each in near if _is(each, gold, year, text)]
        bad = [] if gold in more else [each for each in near if _other(each, gold, listed)]
        # what is right elsewhere, or rests on a cell, stands in nobody's place
        near = [each for each in near if each not in listed]
        if gold in more:
            near = [each for each in near if not any(_is(each, it, year, text) for it in wanted)]
        yield from _expected(row, gold, good, bad or ([] if good else near))
    for figure in result["figures"]:
        strange = row.get("exhaustive") and figure not in listed
        strange = strange and not any(_near(figure, gold, year) for gold in wanted)
        if figure["value"] is not None and (strange or _is_unwanted(figure, row)):
            yield from _unexpected(row, figure)


def _in_cells(result: Row) -> list[Row]:
    starts = {cell["span"][0] for cell in result["cells"]}
    return [figure for figure in result["figures"] if figure["span"][0] in starts]


def plain(text: str) -> str:
    """``text`` as it is compared: folded, without white space."""
    return Squeezed(fold(text)).text


def _near(figure: Row, gold: Row, year: int | None) -> bool:
    """Whether ``figure`` is of gold's indicator, subject and year (the report's, if unsaid)."""
    of_year = gold.get("year", year)
    return (
        figure["indicator"] == gold["indicator"]
        and figure["subject"] == gold.get("subject", "own")
        and figure["year"] in ((None, year) if of_year == year else (of_year,))
    )


def _is(figure: Row, gold: Row, year: int | None, text: str) -> bool:
    """Whether ``figure`` has all that ``gold`` states, and its span covers gold's quote."""
    start, end = figure["span"]
    stated = {key: value for key, value in gold.items() if key not in _NOT_FIELDS}
    return (
        _near(figure, gold, year)
        and all(figure[key] == value for key, value in stated.items())
        and plain(gold.get("quote", "")) in plain(text[start:end])
    )


def _other(figure: Row, gold: Row, listed: list[Row]) -> bool:
    return figure["value"] not in (None, gold["value"]) and figure not in listed


def _expected(row: Row, gold: Row, good: list[Row], others: list[Row]) -> Iterator[Check]:
    """Right where a figure is ``good`` and no ``others`` stand in its place."""
    same = bool(good) and not others
    shown = next(iter(good if same else others), None)
    yield from compared(
        row["file"],
        f"figures.{gold['indicator']}",
        words({key: value for key, value in gold.items() if key != "indicator"}),
        None if shown is None else _words(shown),
        same=same,
        certain=shown is None or shown["confidence"] == "certain",
    )


def _unexpected(row: Row, figure: Row) -> Iterator[Check]:
    field, certain = f"figures.{figure['indicator']}", figure["confidence"] == "certain"
    yield from compared(row["file"], field, None, _words(figure), same=False, certain=certain)


def _is_unwanted(figure: Row, row: Row) -> bool:
    """``absent``: no own value of the indicator; ``not_figures``: not these values of it."""
    if figure["indicator"] in row.get("absent", ()):
        return bool(figure["subject"] == "own")
    return figure["value"] in row.get("not_figures", {}).get(figure["indicator"], ())


def _words(figure: Row) -> str:
    keys = ("value", "unit", "qualifier", "status", "scope", "subject", "year", "confidence")
    said = {key: figure[key] for key in keys if figure[key] not in (None, "own", "certain")}
    return f"{words(said)}, quote {figure['quote']}"
