"""One report and its text in; the outcome of every check out.

:func:`check` gives the whole ledger: what agrees and what could not be checked, with the
reason, as well as what contradicts. :func:`findings` keeps what a reader must see.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from types import MappingProxyType

from workbench.checking import (
    amounts,
    breakdowns,
    identities,
    labels,
    narrative,
    percentages,
    quality,
    structure,
    timing,
    wording,
)
from workbench.checking.view import View
from workbench.model import Finding, Report, Verdict
from workbench.reference.checks import checks

__all__ = ["check", "findings"]

Rule = Callable[[View], Iterator[Finding]]
_MODULES = (
    structure,
    wording,
    labels,
    identities,
    narrative,
    breakdowns,
    percentages,
    amounts,
    timing,
    quality,
)
_BY_CODE: dict[str, Rule] = {c: rule for module in _MODULES for c, rule in module.RULES.items()}
#: The rules in the order of the codes in ``checks.toml``.
RULES: MappingProxyType[str, Rule] = MappingProxyType(
    {code: _BY_CODE[code] for code in checks() if code in _BY_CODE}
)
_TOLD = (Verdict.CONTRADICTS, Verdict.SCOPE_DIFFERS)


def check(report: Report, text: str) -> tuple[Finding, ...]:
    """The ledger of ``report``: at least one outcome for every code, in the order of the codes.

    ``text`` is the text of its document. Pure; nothing in the report is changed.
    """
    view = View(report, text)
    return tuple(outcome for rule in RULES.values() for outcome in rule(view))


def findings(ledger: Iterable[Finding]) -> tuple[Finding, ...]:
    """What contradicts or differs in scope, in the order of the ledger."""
    return tuple(outcome for outcome in ledger if outcome.verdict in _TOLD)
