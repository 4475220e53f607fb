"""Damaged reports of every era and kind: a report or a refusal whose passages hold, or the
package's own error; nothing else.

``WORKBENCH_EXAMPLES=10000`` (the number for each test) makes a long run of it.
"""

from __future__ import annotations

import os
from functools import cache
from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workbench.checking import check
from workbench.errors import WorkbenchError
from workbench.model import Document, Report
from workbench.parsing.report import parse
from workbench.reading import Unread, read_each
from workbench.sample import compositions
from workbench.sample.layouts import lay_out

EXAMPLES = int(os.environ.get("WORKBENCH_EXAMPLES", "60"))
hostile = settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize="WORKBENCH_EXAMPLES" not in os.environ,
    suppress_health_check=list(HealthCheck),
)
#: What damage leaves behind: pieces of marks, numbers, tables, pages.
DEBRIS = (
    "\n", "\n\n", "\t", "|", "| - |", "　", "\u200b", "\u00a0", "、", "。", "：", "一、", "（一）", "1.",
    "①", "一是", "第一，", "0", "-", "/", "无", "不适用", "１２", "9" * 40, "1,2,3", "万", "余条",
    "二O一七年", "2019年13月45日", "存在的主要问题", "下一步", "其中", "附件：", "统计指标", "规章",
    "第二十条第（一）项", "\x00", "\ufeff", "\ud7ff", "😀", "<table>", "</td>", "&#x0;",
)  # fmt: skip


@cache
def texts() -> tuple[str, ...]:
    """Wild reports of all eras as text."""
    reports = compositions(
        seed=3, counties_count=1, townships=2, years=range(2009, 2025), wild=True
    )
    return tuple(
        lay_out(report, "txt").decode(report.habits.encoding) for report in reports if report.habits
    )


@cache
def pages() -> tuple[bytes, ...]:
    """Wild reports of all eras as pages, whose tables are grids."""
    reports = compositions(
        seed=4, counties_count=1, townships=1, years=range(2013, 2024), wild=True
    )
    return tuple(lay_out(report, "html") for report in reports)


def mutated(text: str, random: Random) -> str:
    """``text`` after some of what happens to it: gaps, repeats, swaps, debris, another's piece."""
    for _ in range(random.randint(1, 8)):
        at = random.randrange(len(text) + 1)
        end = min(len(text), at + random.choice((1, 2, 5, 30, 200)))
        other = random.randrange(len(text) + 1)
        match random.randrange(6):
            case 0:
                text = text[:at] + text[end:]
            case 1:
                text = text[:end] + text[at:end] * random.randint(1, 4) + text[end:]
            case 2:
                text = text[:at] + random.choice(DEBRIS) + text[at:]
            case 3:
                text = text[:other] + text[at:end] + text[other:]
            case 4:
                text = text.replace(text[at:end] or "。", random.choice(DEBRIS))
            case _:
                text = text[:at] + random.choice(texts())[at:end] + text[end:]
        text = text[:20_000]
    return text


def holds(document: Document) -> None:
    """Every passage of what ``document`` gives stands where it says; the checks run over it."""
    text = document.text
    for result in parse(document):
        if not isinstance(result, Report):
            continue
        for figure in result.figures:
            assert figure.span.of(text) == figure.quote
        for cell in result.cells:
            assert cell.span.of(text) == cell.raw
        for item in (*result.problems, *result.measures):
            assert item.span.of(text) == item.text
        for section in result.sections:
            span, body = section.span, section.body
            assert 0 <= span.start <= body.start <= body.end <= span.end <= len(text)
        for span in result.identity.evidence.values():
            assert 0 <= span.start < span.end <= len(text)
        check(result, text)


@hostile
@given(random=st.randoms(use_true_random=False))
def test_mutated_texts(random: Random) -> None:
    text = mutated(random.choice(texts()), random)
    holds(Document("a.txt", "0" * 64, "text/plain", "utf-8", text))


@hostile
@given(random=st.randoms(use_true_random=False))
def test_mutated_pages_from_their_bytes(random: Random) -> None:
    page = mutated(random.choice(pages()).decode("utf-8", "replace"), random)
    try:
        documents = read_each(page.encode("utf-8", "surrogatepass"), "a.html")
    except WorkbenchError:
        return
    for document in documents:
        if not isinstance(document, Unread):
            holds(document)
