"""N2, N8, N10: what the sentences say against what the tables hold."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from workbench.checking.view import View, certain, shown
from workbench.model import Cell, Figure, Finding, Qualifier, Scope, Span, Status, Subject, Verdict
from workbench.reference.indicators import indicators

#: How far a softened number may lie from the exact one: 140余 may be 141 to 154.
_SOFT = 0.1
_DOCUMENTS = re.compile(
    r"依申请公开(?:政府信息|信息|文件|公文)?(?:数|数量)?(?:共|为)?([0-9]{1,6})(条|份|篇|件)"
)


def text_against_table(view: View) -> Iterator[Finding]:
    """N2: an indicator that both a sentence and a cell state."""
    compared = False
    for key, cells in _indicator_cells(view):
        total = sum(cell.value or 0 for cell in cells)
        said = _said_of_year(view, key)
        if said is None or said.status is Status.ZERO_IN_WORDS:
            continue
        compared = True
        yield _compared(view, key, said, cells, total)
    if not compared:
        reason = "没有读到表格" if not view.report.cells else "没有正文与表格都写明的数"
        yield view.unchecked("N2", reason=reason)


def _indicator_cells(view: View) -> Iterator[tuple[str, list[Cell]]]:
    """Indicators whose cells, all of them, were read for sure."""
    for key, indicator in indicators().items():
        paths = indicator.cells.get(view.report.form.value, ())
        cells = [view.cells.get(_key(path)) for path in paths]
        if cells and all(certain(cell) for cell in cells):
            yield key, [cell for cell in cells if cell is not None]


def _key(path: str) -> tuple[str, str, str]:
    table, _, rest = path.partition(".")
    row, _, column = rest.rpartition(".")
    return table, row, column


def _said_of_year(view: View, key: str) -> Figure | None:
    """What a sentence says of the report's year: of the unit itself, or else of its area."""
    own = view.said(key)
    if own is not None:
        return own
    spans = {cell.span for cell in view.report.cells}
    for figure in view.report.figures:
        yearly = figure.year in (None, view.year) and figure.subject is not Subject.SUBORDINATE
        if figure.indicator == key and yearly and figure.value and figure.span not in spans:
            return figure
    return None


def _compared(view: View, key: str, said: Figure, cells: Sequence[Cell], total: float) -> Finding:
    label = indicators()[key].label
    spans = (said.span, *(cell.span for cell in cells))
    text = f"{said.quote.strip()}"
    fields = {"label": label, "said": text, "cell": _sum(cells)}
    if _equal(said, total) or _equal(said, total + _carried(view, key)):
        return view.agrees("N2", *spans, **fields)
    scope = _scope(said)
    if scope:
        return view.say("N2", Verdict.SCOPE_DIFFERS, *spans, scope=scope, **fields)
    return view.contradicts("N2", *spans, **fields)


def _sum(cells: Sequence[Cell]) -> str:
    values = [shown(cell.value) for cell in cells]
    if len(values) == 1:
        return values[0]
    return f"{'+'.join(values)}={shown(sum(cell.value or 0 for cell in cells))}"


def _carried(view: View, key: str) -> float:
    """What was carried over from last year, which some reports count with the new requests."""
    cell = view.cells.get(("requests", "carried_over", "total"))
    return (cell.value or 0) if key == "requests_received" and cell is not None else 0


def _equal(said: Figure, exact: float) -> bool:
    value = said.value or 0
    match said.qualifier:
        case None:
            return value == exact
        case Qualifier.OVER:
            return value <= exact <= value * (1 + _SOFT) + 10
        case Qualifier.NEARLY:
            return value * (1 - _SOFT) - 10 <= exact <= value
        case _:
            return abs(value - exact) <= value * _SOFT + 10


def _scope(said: Figure) -> str:
    if said.scope is Scope.CUMULATIVE:
        return "历年累计"
    if said.subject is Subject.AREA:
        return "全域数"
    return "口径未写明" if said.scope is not Scope.YEAR else ""


def zero_against_table(view: View) -> Iterator[Finding]:
    """N10: 未收到申请 in the text, and a table that is not zero."""
    compared = False
    for key, cells in _indicator_cells(view):
        said = view.said(key)
        if said is None or said.status is not Status.ZERO_IN_WORDS:
            continue
        compared = True
        total = sum(cell.value or 0 for cell in cells)
        say = view.contradicts if total else view.agrees
        spans = (said.span, *(cell.span for cell in cells))
        yield say("N10", *spans, label=indicators()[key].label, cell=_sum(cells))
    if not compared:
        yield view.unchecked("N10", reason="没有文字说明为零、表格又有数的项目")


def documents_on_request(view: View) -> Iterator[Finding]:
    """N8: 依申请公开N条 said of documents, which is no count of requests."""
    found = False
    for match in _DOCUMENTS.finditer(view.squeezed.text):
        count, unit = int(match.group(1)), match.group(2)
        issued = view.said("documents_issued")
        public = view.said("proactive_total")
        adds_up = (
            issued is not None
            and public is not None
            and issued.value == count + (public.value or 0)
        )
        if unit == "件" and not adds_up:
            continue
        found = True
        yield _attribute(view, match, count, issued if adds_up else None, public)
        break
    if not found:
        yield view.agrees("N8")


def _attribute(
    view: View, match: re.Match[str], count: int, issued: Figure | None, public: Figure | None
) -> Finding:
    span = view.squeezed.span(*match.span())
    spans: list[Span] = [span]
    total = ""
    if issued is not None and public is not None:
        total = f"（{shown(public.value)}+{count}={shown(issued.value)}）"
        spans += [public.span, issued.span]
    requests = view.said("requests_received")
    told = "没有另外写明收到的申请数"
    if requests is not None:
        told = f"收到的申请数为{shown(requests.value)}"
        spans.append(requests.span)
    fields = {"said": match.group(), "sum": total, "requests": told}
    return view.say("N8", Verdict.SCOPE_DIFFERS, *spans, **fields)


RULES = {
    "N2": text_against_table,
    "N8": documents_on_request,
    "N10": zero_against_table,
}
