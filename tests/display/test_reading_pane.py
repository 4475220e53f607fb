"""The reading pane without a browser: text as it was, marks, form tables, review, undo."""

from __future__ import annotations

import csv
import re
from pathlib import Path
from typing import Any

import pytest
from memory_corpus import Draft, MemoryCorpus, corpus_of, township

from workbench.corpus.deciding import Desk
from workbench.corpus.decisions import read_decisions
from workbench.display.explorer.marked import Mark, marked
from workbench.display.explorer.reading import Reading
from workbench.display.explorer.review import Review
from workbench.errors import CorpusError
from workbench.model import Form, Severity, Status

TEXT = "公开<12>条，\n未及时。"
MARKED = {
    "nothing": ([], "公开&lt;12&gt;条，\n未及时。"),
    "one": ([Mark(0, 2, "figure")], '<span class="wbx-figure">公开</span>&lt;12&gt;条，\n未及时。'),
    "a link": (
        [Mark(0, 2, "figure", "item/figures/1")],
        '<a class="wbx-figure" href="#item/figures/1">公开</a>&lt;12&gt;条，\n未及时。',
    ),
    "one inside another": (
        [Mark(0, 7, "problem"), Mark(2, 6, "figure")],
        '<span class="wbx-problem">公开</span><span class="wbx-problem wbx-figure">&lt;12&gt;</span>'
        '<span class="wbx-problem">条</span>，\n未及时。',
    ),
    "overlapping": (
        [Mark(0, 3, "problem"), Mark(2, 6, "finding", "item/findings/1")],
        '<span class="wbx-problem">公开</span>'
        '<a class="wbx-problem wbx-finding" href="#item/findings/1">&lt;</a>'
        '<span class="wbx-finding">12&gt;</span>条，\n未及时。',
    ),
    "of no length": ([Mark(3, 3, "figure")], "公开&lt;12&gt;条，\n未及时。"),
}  # fmt: skip


@pytest.mark.parametrize(("marks", "want"), MARKED.values(), ids=MARKED)
def test_marks_overlap_as_they_may(marks: list[Mark], want: str) -> None:
    assert marked(TEXT, marks).markup == want


def test_a_stretch_of_a_text_is_marked_by_the_whole_texts_places() -> None:
    made = marked(TEXT, [Mark(0, 4, "problem"), Mark(9, 11, "figure")], 2, 8)
    assert made.markup == '<span class="wbx-problem">&lt;1</span>2&gt;条，'


def _report(**more: Any) -> Draft:
    draft = Draft(township("关庄乡", "640522208", 2019), form=Form.Y2019, **more)
    draft.figure("proactive_total", 93, "全年主动公开政府信息93条。")
    draft.cell("requests", "new", "natural_person", 3).cell("requests", "new", "total", None)
    draft.cell("requests", "granted", "natural_person", 0, raw="无", status=Status.ZERO_IN_WORDS)
    draft.cell("requests", "granted", "total", 2)
    draft.section("problems", "存在的问题").problem("<b>渠道</b>不多", "P03", measure="拓宽渠道")
    span = draft.line("本年收到申请5件。", "5件")
    return draft.finding("N1", "文字为 5 件，表格为 3 件", Severity.ERROR, span)


def _reading(corpus: MemoryCorpus, chosen: Any = lambda *_: None) -> Reading:
    reading = Reading(corpus, chosen)
    reading.look(str(corpus.reports["report_id"][0]))
    return reading


def _words(markup: str) -> str:
    return re.sub("<[^>]+>", "", markup)


def test_the_text_is_shown_as_it_was() -> None:
    corpus = corpus_of(_report())
    reading = _reading(corpus)
    text = str(corpus.texts["text"][0])
    shown = reading.pane.html.replace("&lt;", "<").replace("&gt;", ">")
    for line in text.splitlines():
        words = line.split("\t")[0]
        assert words in re.sub("</?(?:span|a|div|details|summary)[^>]*>", "", shown)
    assert "<b>" not in reading.pane.html


def test_layers_can_be_hidden() -> None:
    reading = _reading(corpus_of(_report()))
    assert 'class="wbx-problem"' in reading.pane.html
    reading._layers["problem"].value = False
    assert 'class="wbx-problem"' not in reading.pane.html
    assert 'class="wbx-measure"' in reading.pane.html


def test_a_passage_that_is_opened_is_the_target() -> None:
    corpus = corpus_of(_report())
    reading = _reading(corpus)
    report_id, text = str(corpus.reports["report_id"][0]), str(corpus.texts["text"][0])
    at = text.index("93条")
    reading.follow(("open", report_id, str(at), str(at + 3)))
    assert ">93条</a>" in reading.pane.html
    assert "wbx-target" in re.findall(r'class="([^"]*)"[^>]*>93条', reading.pane.html)[0]


def test_the_form_is_a_table_with_the_status_of_every_cell() -> None:
    words = _words(_reading(corpus_of(_report())).pane.html)
    table = words[words.index("项目自然人总计") :]
    assert "3空白" in table
    assert "0（填“无”）2" in table


@pytest.mark.parametrize(
    "link",
    [("open", "0" * 16, "0", "1"), ("open", "x"), ("item", "figures", "99"), ("item", "no", "1"),
     ("item", "figures", "１"), ("", "")],
    ids=["no such report", "half a link", "no such item", "no such kind", "no number", "nothing"],
)  # fmt: skip
def test_a_link_that_leads_nowhere_is_no_error(link: tuple[str, ...]) -> None:
    reading = _reading(corpus_of(_report()))
    reading.follow(link)
    assert reading.pane.html


def test_two_reports_stand_side_by_side_with_what_they_share() -> None:
    corpus = corpus_of(
        _report(), Draft(township("高崖乡", "640522202", 2019)).section("plan", "计划")
    )
    ids = [str(one) for one in corpus.reports["report_id"]]
    text = str(corpus.texts["text"][0])
    at = text.index("拓宽渠道")
    run = {"report_id": ids[0], "other": ids[1], "start": at, "end": at + 4, "other_start": 0,
           "other_end": 2, "characters": 4, "found": "same_county", "role": "plan", "n": 1}  # fmt: skip
    reading = _reading(_Shared.of(corpus, run))
    assert [words for words, _ in reading._beside.options][1].endswith("（同县其他单位，4 字相同）")
    reading._beside.index = 1
    assert '<span class="wbx-measure wbx-shared">拓宽渠道</span>' in reading.pane.html
    assert f'href="#open/{ids[0]}/{at}/{at + 4}"' in reading.other.html
    reading._beside.index = 0
    assert "wbx-shared" not in reading.pane.html


class _Shared(MemoryCorpus):
    """A corpus whose table of runs has one row."""

    @classmethod
    def of(cls, corpus: MemoryCorpus, run: dict[str, Any]) -> _Shared:
        made = cls(corpus.entries)
        object.__setattr__(made, "run", run)
        return made

    def only(self, **_: Any) -> _Shared:
        return self

    def read(self, table: str, **asked: Any) -> Any:
        import pandas as pd

        if table == "runs":
            return pd.DataFrame([self.__dict__["run"]])
        return super().read(table, **asked)


def _reviewed(corpus: MemoryCorpus, folder: Path, *item: str) -> Review:
    """A review of an item, filled in but for the judgement."""
    review = Review(Desk(folder))
    reading = _reading(corpus, review.choose)
    reading.follow(("item", *item))
    review._reason.value, review._by.value = "与原件一致", "某科"
    return review


CASES = {
    "a figure confirmed": (("figures", "1"), "confirmed", "", "reviews", "figures.proactive_total",
                           "93"),
    "a figure corrected": (("figures", "1"), "corrected", "94条", "corrections",
                           "figures.proactive_total", "93"),
    "a cell corrected": (("cells", "2"), "corrected", "3", "corrections",
                         "cells.requests.new.total", "blank"),
    "a finding dismissed": (("findings", "1"), "dismissed", "", "reviews", "findings.N1",
                            "文字为 5 件，表格为 3 件"),
    "a type dismissed": (("problems", "1"), "dismissed", "", "reviews", "types.P03", ""),
}  # fmt: skip


@pytest.mark.parametrize(
    ("item", "judgement", "value", "file", "field", "expect"), CASES.values(), ids=CASES
)
def test_what_is_decided_is_a_line_that_the_build_reads(
    item: tuple[str, str], judgement: str, value: str, file: str, field: str, expect: str,
    tmp_path: Path,
) -> None:  # fmt: skip
    review = _reviewed(corpus_of(_report()), tmp_path, *item)
    review._choice.value = judgement
    review._value.value = value
    review._record.click()
    (made,) = read_decisions(tmp_path / f"{file}.csv", file)
    assert (made.field, made.expect, made.by) == (field, expect, "某科")
    assert made.value == (value or judgement)
    assert "已记入" in review._told.value
    review._undo.click()
    assert not (tmp_path / f"{file}.csv").exists()


@pytest.mark.parametrize("missing", ["_reason", "_by", "_value"])
def test_what_is_not_filled_in_is_asked_for(missing: str, tmp_path: Path) -> None:
    review = _reviewed(corpus_of(_report()), tmp_path, "figures", "1")
    review._choice.value, review._value.value = "corrected", "94"
    getattr(review, missing).value = " "
    review._record.click()
    assert "请写" in review._told.value
    assert list(tmp_path.iterdir()) == []


def test_without_a_place_to_write_nothing_can_be_recorded() -> None:
    review = Review(None)
    _reading(corpus_of(_report()), review.choose).follow(("item", "figures", "1"))
    assert review._record.disabled
    assert "decisions" in review._told.value


LINE = {
    "sha256": "a" * 64, "part": "1", "field": "findings.N1", "value": "confirmed", "expect": "甲",
    "reason": "核对", "by": "某科", "on": "2026-11-20",
}  # fmt: skip


def test_a_later_decision_on_the_same_passage_replaces_the_earlier(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.write("reviews", LINE)
    desk.write("reviews", {**LINE, "field": "findings.N2"})
    path = desk.write("reviews", {**LINE, "value": "dismissed"})
    made = read_decisions(path, "reviews")
    assert [(one.field, one.value) for one in made] == [
        ("findings.N2", "confirmed"), ("findings.N1", "dismissed"),
    ]  # fmt: skip
    desk.undo()
    assert [one.field for one in read_decisions(path, "reviews")] == ["findings.N1", "findings.N2"]


@pytest.mark.parametrize(
    ("line", "told"),
    [({"field": "nothing"}, "none of reviews"), ({"by": ""}, "who decided"),
     ({"on": "gestern"}, "is no day")],
    ids=["no field", "nobody", "no day"],
)  # fmt: skip
def test_a_line_that_the_build_would_refuse_is_not_written(
    line: dict[str, str], told: str, tmp_path: Path
) -> None:
    desk = Desk(tmp_path)
    before = desk.write("reviews", LINE).read_bytes()
    with pytest.raises(CorpusError, match=told):
        desk.write("reviews", {**LINE, "expect": "乙", **line})
    assert (tmp_path / "reviews.csv").read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["reviews.csv"]


def test_columns_of_ones_own_are_not_lost(tmp_path: Path) -> None:
    path = tmp_path / "reviews.csv"
    path.write_text(",".join([*LINE, "remark"]) + "\n", encoding="utf-8")
    with pytest.raises(CorpusError, match="'remark' would be lost"):
        Desk(tmp_path).write("reviews", LINE)


def test_a_file_changed_by_others_is_not_undone(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    path = desk.write("reviews", LINE)
    with path.open("a", encoding="utf-8", newline="") as file:
        csv.writer(file).writerow(["b" * 64, *list(LINE.values())[1:]])
    with pytest.raises(CorpusError, match="changed since"):
        desk.undo()
    assert desk.folder == tmp_path
    assert Desk(tmp_path).undo() is None
