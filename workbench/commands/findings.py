"""workbench findings: what contradicts or differs in scope, in a corpus, or every outcome."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from workbench.commands import terminal

_OF_REPORT = ("report_id", "name", "sha256", "title", "issuer", "county_code", "code", "year")
_OF_FINDING = ("code", "severity", "verdict", "message")
_VERDICTS = ("agrees", "contradicts", "scope_differs", "cannot_be_checked")


def run(corpus: Path, *, as_json: bool, county: str | None, year: int | None, ledger: bool) -> int:
    """List the findings, hints last, or with ``ledger`` every outcome of every check.

    Always 0: a finding is a result, not a failure.
    """
    from workbench.commands.places import require_county, require_year
    from workbench.corpus.open import open_corpus

    whole = open_corpus(corpus)
    require_county(whole, county)
    require_year(whole, year)
    opened = whole.only(county=county, years=year)
    if ledger:
        outcomes = opened.arrow("checks").to_pylist()
        _counts(outcomes) if not as_json else terminal.write_lines(_outcomes(opened, outcomes))
        return 0
    found = sorted(_findings(opened), key=lambda each: each["severity"] == "hint")
    terminal.write_lines(found) if as_json else _table(found)
    return 0


def _reports(corpus: Any) -> dict[str, dict[str, Any]]:
    return {
        report["report_id"]: {**report, "unit_code": report["code"]}
        for report in corpus.arrow("reports", columns=_OF_REPORT).to_pylist()
    }


def _findings(corpus: Any) -> Iterator[dict[str, Any]]:
    of, reviews = _reports(corpus), _reviews(corpus)
    for finding in corpus.arrow("findings").to_pylist():
        key = finding["report_id"]
        own = {name: finding[name] for name in _OF_FINDING}
        judged = reviews.get((key, finding["n"]))
        yield {**of[key], **own, "spans": finding["places"], "review": judged}


def _reviews(corpus: Any) -> dict[tuple[str, int], dict[str, Any]]:
    """By report and number of the finding what people said of it."""
    return {
        (row["report_id"], row["item"]): {
            name: row[name] for name in ("judgement", "reason", "by", "on")
        }
        for row in corpus.arrow("reviews").to_pylist()
        if row["kind"] == "findings"
    }


def _outcomes(corpus: Any, rows: Iterable[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    of = _reports(corpus)
    for row in rows:
        report = of[row["report_id"]]
        pairs = zip(row["places"][::2], row["places"][1::2], strict=True)
        spans = [{"source": report["sha256"], "start": a, "end": b} for a, b in pairs]
        yield {**report, **{name: row[name] for name in _OF_FINDING}, "spans": spans}


def _table(found: list[dict[str, Any]]) -> None:
    from rich.table import Table
    from rich.text import Text

    table = Table("code", "severity", "report", "finding", "review", title=f"{len(found)} findings")
    for each in found:
        report = f"{each['issuer'] or each['name']} {each['year'] or ''}"
        judged = each["review"]["judgement"] if each["review"] else ""
        cells = (each["code"], each["severity"], report, each["message"], judged)
        table.add_row(*(Text(terminal.safe(cell)) for cell in cells))
    terminal.out().print(table)


def _counts(outcomes: Iterable[Mapping[str, Any]]) -> None:
    """The ledger in short: how often each check gave which verdict."""
    from rich.table import Table

    from workbench.reference.checks import checks

    counted = Counter((row["code"], row["verdict"]) for row in outcomes)
    table = Table("code", "check", *_VERDICTS, title=f"{counted.total()} outcomes")
    for column in table.columns[2:]:
        column.justify = "right"
    for code, check in checks().items():
        numbers = [counted[code, verdict] for verdict in _VERDICTS]
        if any(numbers):
            table.add_row(code, check.title, *map(str, numbers))
    terminal.out().print(table)
