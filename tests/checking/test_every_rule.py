"""Every rule has a case that it finds, one that comes near and stays silent, and a mutation.

Within a report the mutations and near misses of this folder are counted; between reports each
check has reports in which nothing is wrong, and the same with one thing changed.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from check_cases import NEW, TOWNSHIP, clean
from test_mutations import MUTATIONS
from test_near_misses import HINTS, NEAR_MISSES

import workbench as wb
from tests.analysis.across.on_disk import codes, corpus_of
from tests.analysis.across.test_between import FEW, LONG, SLOW, guan, lu, problems
from tests.memory_corpus import Draft, township
from workbench.checking import RULES
from workbench.model import Form
from workbench.reference.checks import checks

#: M checks compare a list with its files; their tests stand in tests/corpus.
OF_LISTS = {"M0", "M1", "M2"}
Drafts = Sequence[Draft]


def numbers(year: int, *values: float) -> Draft:
    """A report of ``year`` with these totals in table three."""
    draft = Draft(township("关庄乡", "640522213", year), form=Form.Y2019)
    rows = ("new", "carried_over", "granted", "total", "carried_forward", "petition")
    for row, value in zip(rows, values, strict=True):
        draft.cell("requests", row, "total", value)
    return draft


def solved(year: int, said: str, *texts: str) -> Draft:
    """A report that says something of last year's problems, and names its own."""
    draft = Draft(township("关庄乡", "640522213", year)).section("overview", "一、总体情况")
    draft.line(said)
    return problems(draft, *texts)


NAMED = LONG.replace("群众", "露水河镇群众")
#: By check: reports that come near and bring nothing, the same changed, and what that brings.
BETWEEN: dict[str, tuple[Drafts, Drafts, set[str]]] = {
    "N13": (
        (numbers(2019, 4, 1, 3, 4, 1, 0), numbers(2020, 4, 1, 3, 5, 0, 0)),
        (numbers(2019, 4, 1, 3, 4, 1, 0), numbers(2020, 4, 1, 3, 4, 1, 0)),
        {"N13"},
    ),
    "X1": (
        (guan(2017, SLOW, FEW), guan(2018, FEW[:20], SLOW[:14])),
        (guan(2017, SLOW, FEW), guan(2018, FEW, SLOW)),
        {"X1"},
    ),
    "X2": (
        (numbers(2019, 4, 0, 1, 1, 3, 0), numbers(2020, 2, 3, 4, 5, 0, 0)),
        (numbers(2019, 4, 0, 1, 1, 3, 0), numbers(2020, 2, 2, 3, 4, 0, 0)),
        {"X2"},
    ),
    "X3": (
        (guan(2017, LONG), lu(2017, f"{LONG[:30]}，别的都还过得去")),
        (guan(2017, LONG), lu(2017, LONG)),
        {"X3"},
    ),
    "X4": (
        (guan(2017, NAMED), lu(2017, FEW)),
        (guan(2017, NAMED), lu(2017, LONG)),
        {"X3", "X4"},
    ),
    "X5": (
        (guan(2017, SLOW), guan(2018, FEW)),
        (guan(2017, SLOW), guan(2017, FEW)),
        {"X5"},
    ),
    "X6": (
        (solved(2016, "平稳。", "信息更新不及时"), solved(2017, "去年信息更新不及时的问题将逐步解决。", "信息更新仍不及时")),
        (solved(2016, "平稳。", "信息更新不及时"), solved(2017, "去年信息更新不及时的问题已整改到位。", "信息更新仍不及时")),
        {"X6"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("code", BETWEEN)
def test_what_comes_near_is_silent_and_what_is_changed_is_told(code: str, tmp_path: Path) -> None:
    near, changed, told = BETWEEN[code]
    assert {found for found, _ in codes(corpus_of(tmp_path / "near", *near))} == set()
    assert {found for found, _ in codes(corpus_of(tmp_path / "changed", *changed))} == told


def test_every_check_has_a_mutation_and_a_near_miss() -> None:
    mutated = {code for each in MUTATIONS for code in each.codes}
    mutated |= {code for code, *_, told in HINTS if told} | set(BETWEEN)
    near = {each.code for each in NEAR_MISSES}
    near |= {code for code, *_, told in HINTS if not told} | set(BETWEEN)
    known = set(checks()) - OF_LISTS
    assert set(RULES) | set(BETWEEN) == known
    assert known - mutated == set()
    assert known - near == set()


@pytest.fixture
def two(tmp_path: Path) -> tuple[Path, Path]:
    """Two townships' model reports of one year, as files."""
    paths = (tmp_path / "files/a.txt", tmp_path / "files/b.txt")
    paths[0].parent.mkdir()
    for path, unit in zip(paths, (TOWNSHIP, TOWNSHIP + 2), strict=True):
        path.write_text(clean(NEW, unit), "utf-8")
    return paths


def told(paths: tuple[Path, Path], out: Path) -> set[str]:
    found = wb.build([paths[0].parent], out=out, jobs=1).corpus.findings
    return set(found.loc[found["severity"].ne("hint"), "code"])


def test_a_section_copied_from_another_units_report(two: tuple[Path, Path], tmp_path: Path) -> None:
    assert told(two, tmp_path / "before") == set()
    texts = [path.read_text("utf-8") for path in two]
    cuts = [(text.index("五、存在"), text.index("六、其他")) for text in texts]
    (a, b), (c, d) = cuts
    two[1].write_text(texts[1][:c] + texts[0][a:b] + texts[1][d:], "utf-8")
    assert told(two, tmp_path / "after") == {"X3"}
