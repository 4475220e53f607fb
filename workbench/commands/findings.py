"""workbench findings: what contradicts or differs in scope, in a corpus."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from workbench.commands import terminal

_OF_REPORT = ("report_id", "name", "title", "issuer", "county_code", "code", "year")


def run(corpus: Path, *, as_json: bool, county: str | None, year: int | None) -> int:
    """List the findings, hints last; always 0: a finding is a result, not a failure."""
    from workbench.commands.places import require_county
    from workbench.corpus.open import open_corpus

    whole = open_corpus(corpus)
    require_county(whole, county)
    opened = whole.only(county=county, years=year)
    found = sorted(_findings(opened), key=lambda each: each["severity"] == "hint")
    if as_json:
        terminal.write_lines(found)
    else:
        _table(found)
    return 0


def _findings(corpus: Any) -> Iterator[dict[str, Any]]:
    reports = corpus.arrow("reports", columns=_OF_REPORT).to_pylist()
    of = {report["report_id"]: report for report in reports}
    for finding in corpus.arrow("findings").to_pylist():
        names = ("code", "severity", "verdict", "message")
        report = {key: value for key, value in of[finding["report_id"]].items() if key != "code"}
        yield {
            **report,
            "unit_code": of[finding["report_id"]]["code"],
            **{name: finding[name] for name in names},
            "spans": finding["places"],
        }


def _table(found: list[dict[str, Any]]) -> None:
    from rich.table import Table
    from rich.text import Text

    table = Table("code", "severity", "report", "finding", title=f"{len(found)} findings")
    for each in found:
        report = f"{each['issuer'] or each['name']} {each['year'] or ''}"
        cells = (each["code"], each["severity"], report, each["message"])
        table.add_row(*(Text(terminal.safe(cell)) for cell in cells))
    terminal.out().print(table)
