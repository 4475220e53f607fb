"""The tables of an invented unit-year, true to the identities of their forms."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from workbench.model import Form, Level

#: (table, row, column) to value; every cell of the form is there.
TableValues = dict[tuple[str, str, str], int | float]

APPLICANTS = (
    "natural_person", "enterprise", "research", "social_welfare", "legal_service", "other",
)  # fmt: skip
_OUTCOMES = (
    "granted", "partly_granted", "state_secret", "forbidden_by_law", "safety_and_stability",
    "third_party_rights", "internal_affairs", "process_information", "enforcement_file",
    "administrative_query", "not_held", "needs_production", "unclear_after_correction",
    "petition", "repeated", "publication", "excessive", "confirmation",
)  # fmt: skip
_LAST_OUTCOMES = {
    Form.Y2019: ("other",),
    Form.Y2021: ("not_corrected", "fee_unpaid", "other_reason"),
}
_COMMON = {"granted": 40, "partly_granted": 8, "not_held": 20, "third_party_rights": 3}
_RESULTS = ("upheld", "corrected", "other", "pending")


def outcomes(form: Form) -> tuple[str, ...]:
    """The rows under 三、本年度办理结果 that count one request each."""
    return _OUTCOMES + _LAST_OUTCOMES.get(form, _LAST_OUTCOMES[Form.Y2019])


def requests_table(
    rng: Random,
    form: Form,
    received: int,
    carried_over: int,
    carried_forward: int,
    *,
    waiting: Sequence[str] = (),
) -> TableValues:
    """Table three: every request has one applicant and at most one outcome.

    ``waiting`` are last year's applicants who still wait, as many as ``carried_over``; drawn
    by chance where they are not known.
    """
    rows = ("new", "carried_over", *outcomes(form), "total", "carried_forward")
    count = {(row, column): 0 for row in rows for column in APPLICANTS}
    people = [_pick(rng, APPLICANTS, {"natural_person": 30}) for _ in range(received)]
    drawn = [_pick(rng, APPLICANTS, {"natural_person": 30}) for _ in range(carried_over)]
    waiting = list(waiting) or drawn  # drawn all the same: the numbers after it stay what they are
    for row, applicants in (("new", people), ("carried_over", waiting)):
        for applicant in applicants:
            count[row, applicant] += 1
    everyone = waiting + people
    handled = everyone[: len(everyone) - carried_forward]
    for applicant in handled:
        count[_pick(rng, outcomes(form), _COMMON), applicant] += 1
        count["total", applicant] += 1
    for applicant in everyone[len(handled) :]:
        count["carried_forward", applicant] += 1
    cells: TableValues = {("requests", row, column): n for (row, column), n in count.items()}
    for row in rows:
        cells["requests", row, "total"] = sum(count[row, column] for column in APPLICANTS)
    return cells


def waiting_of(requests: TableValues) -> tuple[str, ...]:
    """The applicants whose requests a table three carries forward, one for each request."""
    forward = ((each, int(requests["requests", "carried_forward", each])) for each in APPLICANTS)
    return tuple(applicant for applicant, count in forward for _ in range(count))


def disputes_table(rng: Random, received: int) -> TableValues:
    """Table four: three blocks, each with its four results and their total."""
    cells: TableValues = {}
    for row in ("reconsideration", "direct_litigation", "litigation_after_reconsideration"):
        cases = sum(rng.random() < 0.04 for _ in range(received))
        results = [_pick(rng, _RESULTS, {"upheld": 6}) for _ in range(cases)]
        for column in _RESULTS:
            cells["disputes", row, column] = results.count(column)
        cells["disputes", row, "total"] = cases
    return cells


def proactive_table(rng: Random, form: Form, valid: int, level: Level) -> tuple[TableValues, int]:
    """Table two, and the normative documents in force at the year's end."""
    busy = 400 if level is Level.COUNTY else 12
    issued, repealed = rng.randrange(4), min(valid, rng.randrange(3))
    after = valid + issued - repealed
    decided = {row: rng.randrange(busy) for row in ("licensing", "penalties", "coercion")}
    if form is Form.Y2021:
        documents = {"issued": issued, "repealed": repealed, "valid": after}
        cells: TableValues = {("proactive", "rules", column): 0 for column in documents}
        cells |= {("proactive", "normative_documents", c): n for c, n in documents.items()}
        cells |= {("proactive", row, "decisions"): n for row, n in decided.items()}
        cells["proactive", "fees", "amount"] = round(rng.randrange(busy * 10) / 100, 2)
        return cells, after
    documents = {"made": issued, "disclosed": issued, "total_disclosed": after}
    cells = {("proactive", "rules", column): 0 for column in documents}
    cells |= {("proactive", "normative_documents", c): n for c, n in documents.items()}
    for row in ("licensing", "other_services", "penalties", "coercion"):
        cells["proactive", row, "last_year_items"] = rng.randrange(busy)
        cells["proactive", row, "change"] = rng.randrange(5)
        cells["proactive", row, "decisions"] = decided.get(row, rng.randrange(busy))
    cells["proactive", "fees", "last_year_items"] = rng.randrange(9)
    cells["proactive", "fees", "change"] = rng.randrange(3)
    cells["proactive", "procurement", "items"] = rng.randrange(20)
    cells["proactive", "procurement", "amount"] = round(rng.randrange(90000) / 100, 2)
    return cells, after


def _pick(rng: Random, names: tuple[str, ...], weights: dict[str, int]) -> str:
    """One of ``names``; a name's weight is 1 unless ``weights`` says otherwise."""
    return rng.choices(names, [weights.get(name, 1) for name in names])[0]
