"""How often each check finds something, among the reports in which it could be made."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from workbench.analysis.intervals import Share, wilson
from workbench.analysis.tables import Tables, of_reports
from workbench.reference.checks import Check, checks
from workbench.vocabulary import Severity

_KEY = ["report_id", "code"]


@dataclass(frozen=True, slots=True)
class CheckRate:
    """One check among some reports.

    ``made`` counts the reports in which it was made, ``contradicted`` those of them with a
    contradiction that nobody dismissed, ``scoped`` those with a difference of scope alone,
    ``open`` those in which it could not be made, ``dismissed`` the findings that were
    dismissed. ``share`` is contradicted of made, with its interval.
    """

    check: Check
    made: int
    contradicted: int
    scoped: int
    open: int
    dismissed: int

    @property
    def share(self) -> Share:
        """The error rate; it has no base where the check was made in no report."""
        return wilson(self.contradicted, self.made)

    @property
    def hint(self) -> bool:
        """Hints are no errors and have no error rate."""
        return self.check.severity is Severity.HINT


def error_rates(corpus: Tables, ids: Iterable[str]) -> tuple[CheckRate, ...]:
    """The rate of every check that stands in the ledger of the reports ``ids``, by codes."""
    wanted = set(ids)
    ledger = of_reports(corpus.read("checks", columns=[*_KEY, "verdict"]), wanted)
    dropped = _dismissed(corpus, wanted)
    found = ledger.assign(one=1).pivot_table(
        index=_KEY, columns="verdict", values="one", aggfunc="sum", fill_value=0
    )
    columns = ["agrees", "contradicts", "scope_differs", "cannot_be_checked"]
    counts = found.reindex(columns=columns, fill_value=0).reset_index()
    counts = counts.merge(dropped, on=_KEY, how="left").fillna({"dismissed": 0})
    by_code = dict(iter(counts.groupby("code")))
    return tuple(_rate(check, by_code[code]) for code, check in checks().items() if code in by_code)


def _rate(check: Check, rows: pd.DataFrame) -> CheckRate:
    standing = rows["contradicts"] - rows["dismissed"]
    made = rows["agrees"].gt(0) | rows["contradicts"].gt(0) | rows["scope_differs"].gt(0)
    return CheckRate(
        check=check,
        made=int(made.sum()),
        contradicted=int(standing.gt(0).sum()),
        scoped=int((rows["scope_differs"].gt(0) & ~standing.gt(0)).sum()),
        open=int((~made).sum()),
        dismissed=int(rows["dismissed"].sum()),
    )


def _dismissed(corpus: Tables, ids: set[str]) -> pd.DataFrame:
    """How many contradictions of each report and check were dismissed."""
    reviews = of_reports(corpus.read("reviews"), ids)
    mine = reviews.loc[reviews["kind"].eq("findings") & reviews["judgement"].eq("dismissed")]
    findings = of_reports(corpus.read("findings", columns=[*_KEY, "n", "verdict"]), ids)
    named = findings.loc[findings["verdict"].eq("contradicts")].merge(
        mine[["report_id", "item"]].rename(columns={"item": "n"}), on=["report_id", "n"]
    )
    return named.groupby(_KEY).size().rename("dismissed").reset_index()
