"""The cases of many reports together: rates and mixes of one group of units in a year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from workbench.analysis.cells import Cells
from workbench.analysis.intervals import Share, wilson
from workbench.analysis.rates import DEFINITIONS, Rate, rates

_Key = tuple[str, str, str]
#: The columns of table three that tell who asked; a form's own order.
APPLICANTS = (
    "natural_person", "enterprise", "research", "social_welfare", "legal_service", "other",
)  # fmt: skip
#: What became of requests, each the sum of its rows of table three.
OUTCOMES: Mapping[str, tuple[str, ...]] = {
    "granted": ("granted",),
    "partly_granted": ("partly_granted",),
    "refused": (
        "state_secret", "forbidden_by_law", "safety_and_stability", "third_party_rights",
        "internal_affairs", "process_information", "enforcement_file", "administrative_query",
    ),
    "not_available": ("not_held", "needs_production", "unclear_after_correction"),
    "not_processed": ("petition", "repeated", "publication", "excessive", "confirmation"),
    "otherwise": ("other", "not_corrected", "fee_unpaid", "other_reason"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Pooled:
    """A share of the cases of ``reports`` reports; ``left_out`` had a blank or a doubtful cell.

    Reports without the table are in neither.
    """

    name: str
    share: Share
    reports: int
    left_out: int


def pooled_rates(reports: Iterable[Cells]) -> tuple[Pooled, ...]:
    """Each rate of :data:`workbench.analysis.rates.DEFINITIONS` over all cases of ``reports``.

    A report counts where its own rate can be computed, 0/0 included; one in which the part
    exceeds the base (several disputes after one request) is left out and counted so.
    """
    by_name: dict[str, list[Rate]] = {definition.name: [] for definition in DEFINITIONS}
    for cells in reports:
        for rate in rates(cells):
            by_name[rate.name].append(rate)
    return tuple(_pooled(name, found) for name, found in by_name.items())


def _pooled(name: str, found: Iterable[Rate]) -> Pooled:
    asked = [rate for rate in found if rate.reason != "no_table"]
    used = [rate for rate in asked if rate.share is not None]
    over, under = (sum(getattr(rate, side) or 0 for rate in used) for side in ("part", "base"))
    return Pooled(name, wilson(over, under), len(used), len(asked) - len(used))


def applicant_mix(reports: Iterable[Cells]) -> tuple[Pooled, ...]:
    """Who asked, of all new requests; a report counts only where every column has a number."""
    parts = {name: (("requests", "new", name),) for name in APPLICANTS}
    return _mix(reports, parts, ("requests", "new", "total"))


def outcome_mix(reports: Iterable[Cells]) -> tuple[Pooled, ...]:
    """What became of requests, of all that were closed; rows that a form has not are none."""
    parts = {
        name: tuple(("requests", row, "total") for row in rows) for name, rows in OUTCOMES.items()
    }
    return _mix(reports, parts, ("requests", "total", "total"))


def _mix(
    reports: Iterable[Cells], parts: Mapping[str, tuple[_Key, ...]], whole: _Key
) -> tuple[Pooled, ...]:
    sums = dict.fromkeys(parts, 0)
    used = left_out = total = 0
    for cells in reports:
        if whole not in cells:
            continue
        counted = {name: _sum(cells, keys) for name, keys in parts.items()}
        base = cells[whole]
        sound = [value for value in counted.values() if value is not None]
        if not base.counts or len(sound) < len(counted) or sum(sound) != base.value:
            left_out += 1
            continue
        used, total = used + 1, total + int(base.value or 0)
        for name, value in counted.items():
            sums[name] += value or 0
    return tuple(Pooled(name, wilson(sums[name], total), used, left_out) for name in parts)


def _sum(cells: Cells, keys: Iterable[_Key]) -> int | None:
    """The sum of the cells that the form has; None where one of them holds no sure number."""
    held = [cells[key] for key in keys if key in cells]
    if not all(cell.counts for cell in held):
        return None
    return sum(int(cell.value or 0) for cell in held)
