"""The matrix of faults: which case is shown by which test, and how the test went.

A pytest plugin: ``python -m pytest -p tests.matrix -m fault`` (``make matrix``). Tests name
their cases with ``@pytest.mark.fault(46, 47)``; the cases stand in tests/faults/cases.toml.
A run of the whole suite fails where a case has no test and no reason why none is possible.
"""

from __future__ import annotations

import tomllib
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

CASES = Path(__file__).parent / "faults" / "cases.toml"
_KEY = "fault"


@dataclass(frozen=True)
class Case:
    """A row of cases.toml; ``reason`` says why no test is possible."""

    number: int
    section: str
    kind: str
    title: str
    reason: str = ""


def cases() -> dict[int, Case]:
    """The cases by their numbers."""
    rows = tomllib.loads(CASES.read_text(encoding="utf-8"))["cases"]
    return {int(number): Case(int(number), **row) for number, row in rows.items()}


@dataclass
class Matrix:
    """What the tests of each case came to: passed, failed, skipped, each counted by test."""

    results: dict[int, dict[str, Counter[str]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(Counter))
    )

    def add(self, numbers: list[int], test: str, outcome: str) -> None:
        for number in numbers:
            self.results[number][test][outcome] += 1

    def lacking(self) -> list[Case]:
        """The cases without a test that ran, and without a reason."""
        return [
            case
            for number, case in cases().items()
            if not case.reason and not any(c["passed"] for c in self.results[number].values())
        ]

    def lines(self) -> list[str]:
        """The table: case, kind, title, then a line for each of its tests."""
        table = []
        for number, case in sorted(cases().items()):
            table.append(f"{number:>3} {case.kind} {case.title}")
            if case.reason:
                table.append(f"        no test: {case.reason}")
            for test, counts in sorted(self.results[number].items()):
                told = ", ".join(f"{count} {word}" for word, count in sorted(counts.items()))
                table.append(f"        {test.removeprefix('tests/')}: {told}")
            if not case.reason and not self.results[number]:
                table.append("        NO TEST")
        return table


class _Plugin:
    def __init__(self, whole: bool) -> None:
        self.matrix, self.whole = Matrix(), whole

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when == "call" or report.outcome != "passed":
            numbers = [number for key, number in report.user_properties if key == _KEY]
            test = report.nodeid.split("@")[0].partition("[")[0]
            self.matrix.add(numbers, test, str(report.outcome))

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        if self.whole and session.exitstatus == 0 and self.matrix.lacking():
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: Any) -> None:
        write = terminalreporter.write_line
        terminalreporter.section("matrix of faults")
        for line in self.matrix.lines():
            write(line)
        known, lacking = cases(), self.matrix.lacking()
        unknown = sorted(set(self.matrix.results) - set(known))
        shown = len(known) - len(lacking) - sum(bool(case.reason) for case in known.values())
        write(f"{len(known)} cases: {shown} shown, {len(lacking)} not shown in this run")
        for case in lacking:
            write(f"not shown: {case.number} {case.title}")
        if unknown:
            write(f"cases that are not in {CASES.name}: {unknown}")


def pytest_configure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        named = [arg for arg in config.args if Path(arg.split("::")[0]).name != "tests"]
        config.pluginmanager.register(_Plugin(whole=not named))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        numbers = {number for mark in item.iter_markers(_KEY) for number in mark.args}
        item.user_properties += [(_KEY, number) for number in sorted(numbers)]
