"""What is asked for, and where it is found: nested and negated terms, expressions."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench.analysis.words.lexicon import ours, words_in
from workbench.analysis.words.queries import question
from workbench.errors import DictionaryError, WorkbenchError
from workbench.parsing.fold import fold

#: asked, text, times found, times negated
CASES = {
    "plain": ("渠道", "公开渠道单一", 1, 0),
    "in a compound": ("渠道", "拓宽渠道建设", 1, 0),
    "twice": ("渠道", "渠道少，渠道旧", 2, 0),
    "及时": ("及时", "及时更新", 1, 0),
    "及时 in 不及时": ("及时", "更新不及时", 0, 0),
    "及时 in 不够及时": ("及时", "更新还不够及时", 0, 0),
    "及时 in 未能及时": ("及时", "未能及时公开", 0, 0),
    "不及时": ("不及时", "更新不及时", 1, 0),
    "不及时 as 不够及时": ("不及时", "更新不够及时", 1, 0),
    "不及时 in 及时": ("不及时", "及时更新", 0, 0),
    "不断 is no negation": ("及时", "不断及时更新", 1, 0),
    "及时性": ("及时", "及时性有待提高", 0, 0),
    "公开": ("公开", "公开的内容", 1, 0),
    "公开 in 不予公开": ("公开", "不予公开的理由", 0, 0),
    "公开 in 依申请公开": ("公开", "依申请公开的答复", 0, 0),
    "公开 in 政府信息公开目录": ("公开", "政府信息公开目录更新慢", 0, 0),
    "公开 in 未公开": ("公开", "应该公开的未公开", 1, 0),
    "不予公开": ("不予公开", "不予公开的理由", 1, 0),
    "a word that is negated": ("明确", "职责不够明确", 0, 1),
    "a word that is not negated": ("明确", "明确职责", 1, 0),
    "a word both ways": ("明确", "职责明确，分工不明确", 1, 1),
    "a wording asks for its word": ("不够及时", "更新不及时", 1, 0),
    "traditional": ("及時", "及时更新", 1, 0),
    "an expression": ("/更新.{0,4}慢/", "栏目更新比较慢", 1, 0),
    "an expression with a comma": ("/(慢|迟)/、渠道", "更新慢，渠道少", 1, 0),
    "an expression that matches nothing": ("/x*/", "更新慢", 0, 0),
}  # fmt: skip


@pytest.mark.parametrize(("asked", "text", "count", "turned"), CASES.values(), ids=CASES)
def test_how_often_it_stands(asked: str, text: str, count: int, turned: int) -> None:
    known = question(asked)
    rows = known.counts([fold(text)])
    mine = rows.loc[rows["term"].eq(known.names[0])]
    assert (int(mine["count"].sum()), int(mine["negated"].sum())) == (count, turned)


ASKED = {
    "marks": ("及时、渠道，培训;宣传；解读", ("及时", "渠道", "培训", "宣传", "解读")),
    "blanks": ("及时 渠道\n培训", ("及时", "渠道", "培训")),
    "twice": ("渠道、渠道", ("渠道",)),
    "wordings are their word": ("不够及时、不及时", ("不及时",)),
    "several strings": (["及时", "/慢/"], ("及时", "/慢/")),
    "an escaped slash": (r"/a\/b/", (r"/a\/b/",)),
}


@pytest.mark.parametrize(("asked", "names"), ASKED.values(), ids=ASKED)
def test_what_is_asked_for(asked: str | list[str], names: tuple[str, ...]) -> None:
    assert question(asked).names == names


def test_where_nothing_is_asked_the_watched_terms_are_shown() -> None:
    assert len(question(None).names) == 12
    assert "不及时" in question(None).names


REFUSED = {
    "nothing": ("、", "names no word"),
    "one character": ("慢", "'慢' has 1 characters"),
    "no Chinese": ("slow", "holds no Chinese character"),
    "a broken expression": ("/(慢/", "is no expression"),
}


@pytest.mark.parametrize(("asked", "told"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_term_is_refused(asked: str, told: str) -> None:
    with pytest.raises(WorkbenchError, match=told.replace("(", r"\(")):
        question(asked)


def test_ones_own_words_leave_our_lexicon_as_it_is() -> None:
    before = len(ours().terms)
    assert len(question("便民窗口").lexicon.terms) == before + 1
    assert len(ours().terms) == before


def test_a_list_of_ones_own_is_a_file(tmp_path: Path) -> None:
    plain, rows = tmp_path / "mine.txt", tmp_path / "mine.toml"
    plain.write_text("便民窗口\n一网通办\n", encoding="utf-8")
    rows.write_text('term = [{ word = "便民窗口", examples = ["便民窗口"] }]', encoding="utf-8")
    assert words_in(plain) == ("便民窗口", "一网通办")
    assert words_in(rows) == ("便民窗口",)
    with pytest.raises(DictionaryError, match="cannot be read"):
        words_in(tmp_path / "none.txt")
