"""核对结果: what the checks found, beside the numbers they concern and as a list."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from workbench.analysis.compare import CountyYear
from workbench.analysis.decided import corrections
from workbench.analysis.findings import Found, Passage
from workbench.analysis.readings import Answer
from workbench.display.county.reporters import nothing
from workbench.display.decided import corrections_table, reviewed
from workbench.display.html import Html, join, tag
from workbench.display.labels import label
from workbench.display.parts import Parts, parts
from workbench.display.quotes import Quotes
from workbench.display.tables import note


def beside(findings: Iterable[Found], passages: Iterable[Passage]) -> list[Html]:
    """A link to each finding that rests on one of ``passages``; hints stay in the list."""
    around = list(passages)
    near = [
        found
        for found in findings
        if not found.hint and any(found.touches(passage) for passage in around)
    ]
    return [
        tag("a", "核对：", called(found), tag("small", f" {found.code}"),
            href=f"#{_anchor(found)}", class_="finding-link")
        for found in near
    ]  # fmt: skip


class Outcome(Protocol):
    """What a finding is called by."""

    @property
    def code(self) -> str: ...
    @property
    def verdict(self) -> str: ...
    @property
    def hint(self) -> bool: ...


def called(found: Outcome) -> str:
    """What a finding is called: 不一致 for numbers, 缺少 for parts, 提示 for every hint."""
    if found.verdict != "contradicts":
        return label("verdict", found.verdict)
    if found.hint:
        return label("finding", "hint")
    words = label("finding", found.code)
    return label("finding", found.code[0]) if words == found.code else words


def doubted(findings: Iterable[Found], answer: Answer, quotes: Quotes) -> list[Html]:
    """（表内不符） as a link, once a kind, where a finding contradicts the number of ``answer``.

    A sum stands in its cells alone, not in what lies between them.
    """
    passages: list[Passage] = []
    for reading in answer.sure:
        passages += quotes.cells_behind(reading) or (reading,)
    return doubts(findings, passages)


def doubts(findings: Iterable[Found], passages: Sequence[Passage]) -> list[Html]:
    """（表内不符） as a link, once a kind, where a finding contradicts one of ``passages``."""
    found: dict[str, Found] = {}
    for one in findings:
        words = label("doubt", one.code)
        if one.contradicts and words != one.code and any(map(one.touches, passages)):
            found.setdefault(words, one)
    return [
        tag("a", f"（{words}）", href=f"#{_anchor(one)}", class_="doubt")
        for words, one in found.items()
    ]


def findings_list(view: CountyYear, quotes: Quotes, findings: Sequence[Found]) -> Parts:
    """Every finding by unit, contradictions first; hints apart, since they are no errors."""
    if not view.units:
        return parts(note(nothing(view)))
    if not findings:
        return parts(note("对这些报告的核对没有列出需要说明之处。没有列出不等于全部一致。"))
    sure = sorted((f for f in findings if not f.hint), key=lambda f: f.severity != "error")
    hints = [found for found in findings if found.hint]
    shown = _by_unit(view, sure, quotes) or note("没有列出需要说明之处，只有以下提示。")
    units = {report.report_id: unit.name for unit in view.units for report in unit.reports}
    changed = corrections_table(corrections(view.corpus, units), units)
    if not hints:
        return parts(shown, changed)
    summary = tag("summary", f"提示 {len(hints)} 条（只供参考，不算问题）")
    return parts(shown, tag("details", summary, _by_unit(view, hints, quotes)), changed)


def _by_unit(view: CountyYear, found: Sequence[Found], quotes: Quotes) -> Html:
    pieces = []
    for unit in view.units:
        ids = {report.report_id for report in unit.reports}
        mine = [_item(one, quotes) for one in found if one.report_id in ids]
        if mine:
            pieces += [tag("h3", unit.name), tag("ul", *mine, class_="findings")]
    return join(pieces)


def _item(found: Found, quotes: Quotes) -> Html:
    links = [
        quotes.link(f"出处{n}" if len(found.spans) > 1 else "出处", found.report_id, span)
        for n, span in enumerate(found.spans, start=1)
    ]
    other = f"另有 {found.elsewhere} 处在其他报告中。" if found.elsewhere else None
    verdict = tag("strong", f"{called(found)}：")
    return tag(
        "li",
        verdict,
        join(
            [
                found.message,
                join(links, "，"),
                other,
                reviewed(found.review),
                tag("small", found.code),
            ],
            " ",
        ),
        id=_anchor(found),
        class_=f"finding finding-{found.severity}",
    )


def _anchor(found: Found) -> str:
    return f"finding-{found.report_id}-{found.n}"
