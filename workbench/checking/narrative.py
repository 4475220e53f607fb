"""N2, N8, N10: what the sentences say against what the tables hold."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from workbench.checking.view import Key, View, short, shown
from workbench.model import Figure, Finding, Form, Qualifier, Scope, Span, Status, Subject, Verdict
from workbench.parsing.fold import fold
from workbench.reference.checks import words
from workbench.reference.indicators import cell_key, indicators

#: How far a softened number may lie from the exact one: 140余 may be 141 to 154.
_SOFT, _SLACK = 0.1, 10
_DOCUMENTS = re.compile(
    r"依申请公开(?:的)?(?:政府信息|信息|文件|公文)?(?:数|数量)?(?:共|为)?(?P<count>[0-9]{1,6})(?P<unit>[条份篇件])"
)
_ROUNDED = re.compile(r"[0-9](?:\.(?P<decimals>[0-9]+))?\s*(?P<scale>[万亿])")
_SCALES = {"万": 4, "亿": 8}
_CLAUSE = re.compile(r"[,。;:]")
_CARRIED: Key = ("requests", "carried_over", "total")
_MADE: dict[Form, Key] = {
    Form.Y2019: ("proactive", "normative_documents", "made"),
    Form.Y2021: ("proactive", "normative_documents", "issued"),
}
_BOTH = "（第一项加第二项）"


@dataclass(frozen=True, slots=True)
class InTable:
    """What the cells of an indicator hold: their keys, as they are added, and the sum."""

    keys: tuple[Key, ...]
    written: str
    total: float


@cache
def _paths(form: Form) -> Mapping[str, tuple[Key, ...]]:
    """By indicator the cells of a form that hold it; several are added."""
    return {
        key: tuple(map(cell_key, indicator.cells[form.value]))
        for key, indicator in indicators().items()
        if indicator.cells.get(form.value)
    }


def _in_tables(view: View) -> Iterator[tuple[str, InTable]]:
    """The indicators that a sentence states too and whose cells were all read for sure."""
    places = _paths(view.report.form)
    for key in view.stated:
        paths = places.get(key)
        if paths and all(path in view.numbers for path in paths):
            values = [view.numbers[path] for path in paths]
            added = "+".join(map(shown, values))
            total = sum(values)
            yield key, InTable(paths, added if len(values) == 1 else f"{added}={total}", total)


def text_against_table(view: View) -> Iterator[Finding]:
    """N2: an indicator that both sentences and cells state.

    Where any sentence has the table's number, the others speak of something else.
    """
    compared = False
    for key, held in _in_tables(view):
        figures = [f for f in view.stated[key] if f.status is not Status.ZERO_IN_WORDS]
        same = next((f for f in figures if view.of_year(f) and _basis(view, key, f, held)), None)
        said = same or _of_year(view, figures)
        if said is not None:
            compared = True
            yield _compared(view, key, said, held)
    for outcome in _filed(view):
        compared = True
        yield outcome
    if not compared:
        reason = "没有读到表格" if not view.report.cells else "没有正文与表格都写明的数"
        yield view.unchecked("N2", reason=reason)


def _filed(view: View) -> Iterator[Finding]:
    """Documents that were filed with a superior, beside those that the table counts as made."""
    cell = view.cells.get(_MADE.get(view.report.form, ("", "", "")))
    match = words("filed").first(view.squeezed.text) if cell and cell.value is not None else None
    if cell is not None and match is not None:
        said = view.squeezed.span(*match.span())
        fields = {"label": "规范性文件", "said": short(match.group()), "cell": shown(cell.value)}
        if int(match["n"] or match["m"]) == cell.value:
            yield view.agrees("N2", said, cell.span, **fields)
        else:
            yield view.say("N2", Verdict.SCOPE_DIFFERS, said, cell.span, scope="备案数", **fields)


def _of_year(view: View, figures: list[Figure]) -> Figure | None:
    """What is said of the report's year: of the unit itself, or else of its area.

    What says itself that it is of all years is nothing to compare with a year's table.
    """
    year = view.report.identity.year
    yearly = [
        f
        for f in figures
        if f.year in (None, year)
        and f.subject is not Subject.SUBORDINATE
        and f.scope is not Scope.CUMULATIVE
    ]
    own = next((figure for figure in yearly if view.of_year(figure)), None)
    return own or next(iter(yearly), None)


def _compared(view: View, key: str, said: Figure, held: InTable) -> Finding:
    spans = (said.span, *(view.cells[path].span for path in held.keys))
    fields = {"label": indicators()[key].label, "said": short(said.quote)}
    basis = _basis(view, key, said, held)
    if basis:
        carried = view.cells.get(_CARRIED) if basis.endswith(_BOTH) else None
        spans = (*spans, carried.span) if carried else spans
        return view.agrees("N2", *spans, cell=basis, **fields)
    scope = _scope(view, said)
    if scope:
        fields["scope"] = scope
        return view.say("N2", Verdict.SCOPE_DIFFERS, *spans, cell=held.written, **fields)
    return view.contradicts("N2", *spans, cell=held.written, **fields)


def _basis(view: View, key: str, said: Figure, held: InTable) -> str:
    """What in the table equals ``said``, as it is written; empty where nothing does.

    Some reports count what was carried over with the new requests: 一+二.
    """
    carried = view.numbers.get(_CARRIED, 0) if key == "requests_received" else 0
    if _equal(said, held.total):
        return f"{held.written}（第一项）" if carried else held.written
    if carried and _equal(said, held.total + carried):
        return f"{held.written}+{shown(carried)}={shown(held.total + carried)}{_BOTH}"
    return ""


def _equal(said: Figure, exact: float) -> bool:
    value = said.value or 0
    match said.qualifier:
        case None:
            return value == exact or abs(value - exact) < _rounding(said.quote)
        case Qualifier.OVER:
            return value <= exact <= value * (1 + _SOFT) + _SLACK
        case Qualifier.NEARLY:
            return value * (1 - _SOFT) - _SLACK <= exact <= value
        case _:
            return abs(value - exact) <= value * _SOFT + _SLACK


def _rounding(quote: str) -> float:
    """How far a number in 万 may lie from the exact one: 3.90万条 may be 39042."""
    match = _ROUNDED.search(fold(quote))
    if match is None:
        return 0.0
    return float(10 ** (_SCALES[match["scale"]] - len(match["decimals"] or "")))


def _scope(view: View, said: Figure) -> str:
    """What else the sentence counts; empty where it counts what the table does."""
    if said.subject is Subject.AREA:
        return "全域数"
    if said.scope is not Scope.YEAR:
        return "时间范围没有写明"
    other = words("other_count").first(_clause(view, said.span))
    return f"{other.group()}数" if other else ""


def _clause(view: View, span: Span) -> str:
    """The words of the sentence around ``span``, up to the next comma on both sides."""
    before = view.within(Span(max(0, span.start - 40), span.end)).text
    after = view.within(Span(span.end, min(len(view.text), span.end + 20))).text
    return _CLAUSE.split(before)[-1] + _CLAUSE.split(after)[0]


def zero_against_table(view: View) -> Iterator[Finding]:
    """N10: 未收到申请 in the text, and a table that is not zero."""
    compared = False
    for key, held in _in_tables(view):
        figures = list(view.yearly(key))
        said = next((f for f in figures if f.status is Status.ZERO_IN_WORDS), None)
        if said is None or any(f.value and _basis(view, key, f, held) for f in figures):
            continue
        compared = True
        say = view.contradicts if held.total else view.agrees
        spans = (said.span, *(view.cells[path].span for path in held.keys))
        yield say("N10", *spans, label=indicators()[key].label, cell=held.written)
    if not compared:
        yield view.unchecked("N10", reason="没有文字说明为零、表格又有数的项目")


def documents_on_request(view: View) -> Iterator[Finding]:
    """N8: 依申请公开N条 said of documents, which is no count of requests.

    Told where a document total shows it (72+129=201), or where another number of requests
    stands beside it.
    """
    for match in _DOCUMENTS.finditer(view.squeezed.text):
        before = _CLAUSE.split(view.squeezed.text[max(0, match.start() - 30) : match.start()])[-1]
        if words("requests_counted").stand(before):
            continue
        told = _attribute(view, match)
        if told is not None:
            yield told
            return
    yield view.agrees("N8")


def _attribute(view: View, match: re.Match[str]) -> Finding | None:
    span, count = view.squeezed.span(*match.span()), int(match["count"])
    issued, public = view.said("documents_issued"), view.said("proactive_total")
    sum_ = ""
    spans = [span]
    if issued and public and issued.value == count + (public.value or 0):
        added = f"{shown(public.value)}+{count}={shown(issued.value)}"
        sum_ = f"（主动公开与依申请公开之和等于发文数：{added}）"
        spans += [public.span, issued.span]
    requests = view.said("requests_received")
    other = requests is not None and requests.value != count
    if not sum_ and (not other or match["unit"] == "件"):
        return None
    told = "没有另外写明收到的申请数"
    if requests is not None:
        told = f"收到的申请数为{shown(requests.value)}"
        spans.append(requests.span)
    fields = {"said": match.group(), "sum": sum_, "requests": told}
    return view.say("N8", Verdict.SCOPE_DIFFERS, *spans, **fields)


RULES = {
    "N2": text_against_table,
    "N8": documents_on_request,
    "N10": zero_against_table,
}
