"""The explorer's tables: what they hold, the code that makes them, files, pages, laboratory."""

from __future__ import annotations

import ast
import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from memory_corpus import Draft, MemoryCorpus, corpus_of, township

import workbench as wb
from workbench.analysis.export import as_bytes
from workbench.analysis.place import place_year
from workbench.display.explorer import Explorer
from workbench.display.explorer.laboratory import Laboratory
from workbench.display.explorer.making import Making, parameters
from workbench.display.explorer.picture import picture, spec
from workbench.display.explorer.plot import Frame, Line, Point
from workbench.display.explorer.sheets import EVERY, Sheet, findings, numbers, peers, types, words
from workbench.display.explorer.views import Asked, Views
from workbench.display.trends.view import TrendsView
from workbench.errors import RenderError, WorkbenchError
from workbench.sample import write

TERMS = ("渠道", "/不.时/")


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> wb.Corpus:
    folder = tmp_path_factory.mktemp("country")
    write(folder / "files", seed=3, townships=3, years=range(2018, 2023))
    wb.build([folder / "files"], out=folder / "corpus", jobs=1)
    return wb.open(folder / "corpus")


def _views(corpus: Any, place: str | None = "990121", level: str = "township") -> Views:
    return Views(corpus, Asked(place, level, 2018, 2022, "proactive_total", TERMS))


def _run(code: str) -> pd.DataFrame:
    """The value of the last line of ``code``."""
    body = ast.parse(code).body
    last = body.pop()
    assert isinstance(last, ast.Expr)
    names: dict[str, Any] = {}
    exec(compile(ast.Module(body, []), "cell", "exec"), names)
    made: pd.DataFrame = eval(compile(ast.Expression(last.value), "cell", "eval"), names)
    return made.reset_index(drop=isinstance(made.index, pd.RangeIndex) or made.index.name is None)


KEYS: dict[str, tuple[Callable[[Views, tuple[int, int]], Sheet], list[str]]] = {
    "numbers": (numbers, ["unit_key", "year", "value", "report_id"]),
    "words": (words, ["term", "year", "hits", "n", "occurrences"]),
    "types": (types, ["reports", "items"]),
    "findings": (findings, ["report_id", "n", "code", "message"]),
    "peers": (peers, ["unit_key", "value", "report_id"]),
}


@pytest.mark.parametrize("place", [None, "990000", "990121", "990121100"])
@pytest.mark.parametrize(("make", "columns"), KEYS.values(), ids=KEYS)
def test_the_code_of_a_table_makes_the_table(
    make: Callable[[Views, tuple[int, int]], Sheet], columns: list[str], place: str | None,
    corpus: wb.Corpus,
) -> None:  # fmt: skip
    sheet = make(_views(corpus, place), (2019, 2021))
    made = _run(sheet.code)
    assert len(sheet.code.splitlines()) <= 6
    got, want = (
        table[columns].astype(str).sort_values(columns).reset_index(drop=True)
        for table in (made, sheet.data)
    )
    pd.testing.assert_frame_equal(got, want)
    assert len(want) or place == "990121100"


@pytest.mark.parametrize("make", EVERY.values(), ids=EVERY)
def test_a_table_shows_its_labels_and_leaves_as_files(make: Any, corpus: wb.Corpus) -> None:
    sheet = make(_views(corpus), (2018, 2022))
    shown = sheet.shown().markup
    assert all(f">{label}</th>" in shown for label in sheet.labels.values())
    csv = as_bytes(sheet.data, "csv", sheet.labels)
    assert csv.startswith(b"\xef\xbb\xbf")
    assert len(pd.read_csv(io.BytesIO(csv))) == len(sheet.data)
    assert as_bytes(sheet.data, "xlsx", sheet.labels).startswith(b"PK")


def test_every_number_of_a_table_leads_to_its_place(corpus: wb.Corpus) -> None:
    sheet = numbers(_views(corpus), (2018, 2022))
    texts = dict(zip(corpus.texts["report_id"], corpus.texts["text"], strict=True))
    for row, shown in zip(sheet.data.to_dict("records"), sheet.rows, strict=True):
        if pd.notna(row["value"]):
            place = f"#open/{row['report_id']}/{int(row['start'])}/{int(row['end'])}"
            assert place in str(getattr(shown["value"], "markup", ""))
            assert texts[row["report_id"]][int(row["start"]) : int(row["end"])]
        else:
            assert shown["missing"]


@pytest.mark.parametrize("make", EVERY.values(), ids=EVERY)
def test_nothing_is_a_sentence(make: Any) -> None:
    sheet = make(_views(corpus_of(), None), (2018, 2022))
    assert sheet.data.empty
    assert "没有可列的行" in sheet.shown().markup


def _cells(sheet: Sheet) -> list[dict[str, str]]:
    """The rows of a shown table, each cell under the head that stands over it."""
    rows = [
        re.findall("<t[hd][^>]*>(.*?)</t[hd]>", row)
        for row in re.findall("<tr>(.*?)</tr>", sheet.shown().markup)
    ]
    return [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]


def _link(where: str, words: str) -> str:
    return f'<a href="#{where}">{words}</a>'


def test_a_number_stands_under_its_head_and_is_the_link() -> None:
    views = Views(_two(), Asked("640522208", "township", 2017, 2018, "proactive_total", TERMS))
    sheet = numbers(views, (2017, 2017))
    ((row,), (data,)) = _cells(sheet), sheet.data.to_dict("records")
    where = f"open/{data['report_id']}/{data['start']}/{data['end']}"
    assert row == {
        "单位": "关庄乡", "年份": "2017", "数字": _link(where, "2017"), "计量单位": "条",
        "约数": "—", "没有可比数字的原因": "—",
    }  # fmt: skip


def test_a_click_on_a_count_leads_to_its_sentences() -> None:
    views = Views(_two(), Asked("640522208", "township", 2017, 2018, "proactive_total", TERMS))
    row = _cells(words(views, (2018, 2018)))[0]
    assert (row["词"], row["年份"], row["含此词"]) == ("渠道", "2018", _link("term/0/2018", "1"))
    (row,) = _cells(types(views, (2018, 2018)))
    assert row["报告"] == _link("type/P03", "1")


@pytest.mark.parametrize("make", EVERY.values(), ids=EVERY)
def test_every_cell_stands_under_the_head_of_its_column(make: Any, corpus: wb.Corpus) -> None:
    """Heads, cells, CSV and Excel have the same columns in the same order."""
    sheet = make(_views(corpus), (2018, 2022))
    heads = list(sheet.labels)
    assert list(sheet.data.columns)[: len(heads)] == heads
    book = pd.read_excel(io.BytesIO(as_bytes(sheet.data, "xlsx", sheet.labels)))
    assert list(book.columns)[: len(heads)] == list(sheet.labels.values())
    assert len(_cells(sheet)) == len(sheet.rows)
    named = {"单位": "unit_name", "年份": "year", "词": "term", "N": "n"}
    for shown, row in zip(_cells(sheet), sheet.data.to_dict("records"), strict=False):
        for head in named.keys() & shown.keys():
            assert shown[head] == str(row[named[head]])


def _two() -> MemoryCorpus:
    drafts = []
    for year in (2017, 2018):
        draft = Draft(township("关庄乡", "640522208", year))
        draft.figure("proactive_total", year, f"公布{year}条。")
        drafts.append(draft.section("problems", "问题").problem(f"渠道不多（{year}）", "P03"))
    return corpus_of(*drafts)


def test_terms_and_types_of_a_table_lead_to_sentences() -> None:
    explorer = Explorer(_two())
    explorer.add_term("渠道")
    at = explorer.controls.terms.index("渠道")
    explorer._follow(("term", str(at), "2018"))
    assert "<mark>渠道</mark>不多（2018）" in explorer.behind.html
    explorer._follow(("type", "P03"))
    assert explorer.behind.html.count("<mark>") == 2


ASKED = Asked("640522208", "township", 2016, 2018, "proactive_total", ("渠道", "/不.时/"))
PAGES = {
    "trends": ("trends", ASKED, {"year": 2018, "code": "640522", "terms": "渠道、/不.时/",
                                 "from_year": 2016, "to_year": 2018, "place": "640522208",
                                 "level": "township", "balanced": None}),
    "a county": ("county", ASKED, {"year": 2018, "code": "640522", "county": "640522"}),
    "an overview": ("overview", ASKED, {"year": 2018, "code": "640522", "place": "640522"}),
    "a province has no county's page": (
        "county", Asked("640000", "township", 2016, 2018, "proactive_total", ("渠道",)), None,
    ),
    "everywhere": (
        "overview", Asked(None, "township", 2016, 2018, "proactive_total", ("渠道",)),
        {"year": 2018, "code": None, "place": None},
    ),
}  # fmt: skip


@pytest.mark.parametrize(("kind", "asked", "want"), PAGES.values(), ids=PAGES)
def test_a_view_gives_the_parameters_of_a_page(kind: str, asked: Asked, want: Any) -> None:
    assert parameters(kind, asked) == want


@pytest.mark.parametrize(
    ("place", "name"), [("990121100", "例山镇"), ("990121", "示例县"), ("990100", "示例市")]
)
def test_a_page_of_a_view_bears_the_name_of_its_place(
    place: str, name: str, corpus: wb.Corpus
) -> None:
    """A township's code ends with zeros as a prefecture's does."""
    given = {"first": 2018, "last": 2022, "level": "township"}
    assert TrendsView.of(corpus, "渠道", place=place, **given).name == name
    assert place_year(corpus, place, 2020).name == name


def test_what_cannot_be_made_is_told(tmp_path: Path) -> None:
    def failing(*_: Any, **__: Any) -> Path:
        raise RenderError("没有地方")

    alone = Making(None, lambda: ASKED, None)
    alone.make.click()
    assert "render=wb.page" in alone.pane.html
    making = Making(None, lambda: ASKED, failing)
    making.make.click()
    assert "没有做成：没有地方" in making.pane.html
    assert not making.make.disabled


def test_a_page_of_a_view_stands_apart_and_is_verified(corpus: wb.Corpus, tmp_path: Path) -> None:
    root = Path(__file__).resolve().parents[2]
    given = parameters("trends", Asked("990121", "township", 2019, 2021, "meetings", ("渠道",)))
    assert given is not None
    made = wb.page(corpus, "trends", out=tmp_path / "views", notebooks=root / "notebooks", **given)
    assert made.name == "trends-990121-2021.html"
    page = made.read_text("utf-8")
    assert "2019–2021年" in page
    assert "渠道" in page and "培训" not in page.partition("特征词")[0]
    assert "index.html" not in page  # none lies beside a view
    with pytest.raises(RenderError, match="no parameter"):
        wb.page(corpus, "county", year=2021, code="990121", out=tmp_path / "views",
                notebooks=root / "notebooks", county="990121", colour="red")  # fmt: skip


def test_the_laboratory_counts_before_and_after() -> None:
    laboratory = Laboratory(_two, lambda _: None)
    laboratory.run()
    assert "请先输入词" in laboratory.pane.html
    laboratory.words.value = "渠道不多"
    laboratory.run()
    assert "渠道不多" in laboratory.pane.html and "新增" in laboratory.pane.html
    laboratory.words.value = '[[cue]]\ncode = "P99"\n'
    laboratory.run()
    assert "不能试" in laboratory.pane.html


LINES = (
    Line("渠道", (Point(2017, 0.1, "a", low=0.0, high=0.2), Point(2019, 0.2, "b", soft=True)), (0, 1)),
)  # fmt: skip


AXES = {
    "counts": (False, {"format": "d", "tickMinStep": 1}),
    "shares": (True, {"format": ".1~%"}),
}


@pytest.mark.parametrize(("percent", "want"), AXES.values(), ids=AXES)
def test_the_axis_of_a_picture_is_labelled_what_it_is(percent: bool, want: dict[str, Any]) -> None:
    drawing = spec(Frame((2017, 2019), percent=percent), LINES, title="数字", subtitle="")
    axes = [layer["encoding"]["y"].get("axis") for layer in drawing["layer"]]
    assert want in axes


def test_a_chart_becomes_a_picture_with_a_chinese_font() -> None:
    frame = Frame((2017, 2018, 2019), breaks=(2019,), top=0.3, percent=True)
    drawing = spec(frame, LINES, title="用词", subtitle="2017–2019年")
    svg = picture(drawing, "svg").decode()
    assert svg.startswith("<svg")
    assert "用词" in svg and "Noto Sans CJK SC" in svg
    with pytest.raises(WorkbenchError, match="could not be drawn"):
        picture(drawing, "gif")
