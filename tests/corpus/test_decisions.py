"""Corrections and reviews: kept by content, applied while what they expect is there."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from tests.corpus.conftest import Write, tree
from workbench.corpus import build as module
from workbench.corpus.build import Summary
from workbench.corpus.decisions import COLUMNS, read_decisions
from workbench.errors import CorpusError

pytestmark = pytest.mark.usefixtures("simple")
REPORT = (
    "issuer 甲乡\ncode 640522200\nyear 2017\nfigure proactive_total 93\nfigure meetings 2\n"
    "figure meetings 2\ncell requests.new.total 3\ncell requests.new.other\nproblem 更新不及时\n"
    "outcome N1 contradicts 两数不等。\noutcome S1 agrees 都在。\n"
)
SHA = sha256(REPORT.encode()).hexdigest()


@pytest.fixture
def decide(tmp_path: Path) -> Any:
    """A CSV of decisions on :data:`REPORT`: each a mapping of the columns that matter."""

    def decide(name: str, *lines: dict[str, str]) -> Path:
        path = tmp_path / f"{name}.csv"
        usual = {"sha256": SHA, "reason": "看错", "by": "甲", "on": "2026-11-20"}
        rows = [",".join({**usual, **line}.get(c, "") for c in COLUMNS) for line in lines]
        path.write_text("\n".join([",".join(COLUMNS), *rows]) + "\n", encoding="utf-8")
        return path

    return decide


@pytest.fixture
def build(write: Write, folder: Path, tmp_path: Path) -> Any:
    """A build of :data:`REPORT` and another report, again and again into the same corpus."""

    def build(**more: Any) -> Summary:
        write("a.txt", REPORT)
        write("b.txt", "issuer 乙乡\ncode 640522201\nyear 2017\nfigure proactive_total 9\n")
        return module.build([folder], out=tmp_path / "c", jobs=1, **more)

    return build


def of(done: Summary, table: str) -> Any:
    """The rows of the corrected report."""
    rows = getattr(done.corpus, table)
    return rows.loc[rows["report_id"].eq(SHA[:16])].reset_index(drop=True)


def test_a_corrected_figure(build: Any, decide: Any) -> None:
    line = {"field": "figures.proactive_total", "expect": "93", "value": "39条"}
    done = build(corrections=decide("corrections", line))
    figure = of(done, "figures").iloc[0]
    assert (figure["value"], figure["status"], figure["confidence"]) == (39, "corrected", "certain")
    assert figure["quote"] == "proactive_total 93"
    row = of(done, "corrections").iloc[0]
    assert (row["expect"], row["found"], row["value"]) == ("93", "93", "39条")
    assert done.stale == ()


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ({"field": "cells.requests.new.total", "expect": "3", "value": "5"}, 5),
        ({"field": "cells.requests.new.other", "expect": "blank", "value": "2"}, 2),
    ],
    ids=["a number", "a blank cell"],
)
def test_a_corrected_cell(build: Any, decide: Any, line: dict[str, str], value: int) -> None:
    cells = of(build(corrections=decide("corrections", line)), "cells")
    (row,) = cells.loc[cells["column"].eq(line["field"].split(".")[-1])].to_dict("records")
    assert (row["value"], row["status"]) == (value, "corrected")


def test_a_figure_that_was_not_read_stands_at_its_quote(build: Any, decide: Any) -> None:
    line = {"field": "figures.trainings", "expect": "", "value": "4次", "quote": "更新不及时"}
    figures = of(build(corrections=decide("corrections", line)), "figures")
    (row,) = figures.loc[figures["indicator"].eq("trainings")].to_dict("records")
    assert (row["value"], row["unit"], row["status"]) == (4, "次", "corrected")
    assert REPORT[row["start"] : row["end"]] == "更新不及时"


def test_a_figure_that_is_none_is_taken_out(build: Any, decide: Any) -> None:
    line = {"field": "figures.proactive_total", "expect": "93", "value": ""}
    figures = of(build(corrections=decide("corrections", line)), "figures")
    assert "proactive_total" not in set(figures["indicator"])


def test_a_corrected_identity_is_marked(build: Any, decide: Any) -> None:
    lines = [
        {"field": "identity.year", "expect": "2017", "value": "2018"},
        {"field": "identity.issuer", "expect": "甲乡", "value": "丙乡"},
    ]
    report = of(build(corrections=decide("corrections", *lines)), "reports").iloc[0]
    assert (report["year"], report["issuer"]) == (2018, "丙乡")
    assert list(report["corrected"]) == ["year", "issuer"]


STALE = {
    "another value is read": ({"field": "figures.proactive_total", "expect": "90", "value": "1"}, "'93' is read there"),
    "nothing such": ({"field": "cells.requests.total.total", "expect": "1", "value": "2"}, "nothing such"),
    "several places": ({"field": "figures.meetings", "expect": "2", "value": "3"}, "several places"),
    "a value that is none": ({"field": "figures.proactive_total", "expect": "93", "value": "很多"}, "cannot be read"),
    "another document": ({"sha256": "0" * 64, "field": "identity.year", "expect": "2017", "value": "2018"}, "no report of the corpus"),
    "another part": ({"part": "2", "field": "identity.year", "expect": "2017", "value": "2018"}, "no report of the corpus"),
}  # fmt: skip


@pytest.mark.parametrize("name", STALE)
def test_what_does_not_hold_is_named_and_nothing_changed(
    build: Any, decide: Any, name: str
) -> None:
    line, said = STALE[name]
    plain = build()
    done = build(corrections=decide("corrections", line))
    (told,) = done.stale
    assert said in told
    assert of(done, "figures").equals(of(plain, "figures"))
    assert of(done, "cells").equals(of(plain, "cells"))


@pytest.mark.fault(35)
def test_a_stale_correction_is_named_by_every_build(build: Any, decide: Any) -> None:
    path = decide("corrections", STALE["another value is read"][0])
    first, second = build(corrections=path), build(corrections=path)
    assert (first.read, second.read) == (2, 0)
    assert first.stale == second.stale != ()


def test_only_what_a_correction_concerns_is_read_again(
    build: Any, decide: Any, tmp_path: Path
) -> None:
    line = {"field": "figures.proactive_total", "expect": "93", "value": "39"}
    build()
    before = tree(tmp_path / "c")
    assert build(corrections=decide("corrections", line)).read == 1
    assert build().read == 1
    assert tree(tmp_path / "c") == before


def test_a_correction_is_applied_before_checking(
    build: Any, decide: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from workbench.corpus import files

    seen = []
    monkeypatch.setattr(files, "check", lambda report, text: seen.append(report.figures) or ())
    build(
        corrections=decide(
            "corrections", {"field": "figures.proactive_total", "expect": "93", "value": "39"}
        )
    )
    assert 39 in {figure.value for figures in seen for figure in figures}


REVIEWS = [
    ({"field": "findings.N1", "value": "dismissed"}, ("findings", "N1", 1, "dismissed")),
    ({"field": "findings.N1", "value": "confirmed", "expect": "两数不等。"}, ("findings", "N1", 1, "confirmed")),
    ({"field": "figures.proactive_total", "value": "confirmed", "expect": "93"}, ("figures", "proactive_total", 1, "confirmed")),
    ({"field": "types.P02", "value": "dismissed", "quote": "更新不及时"}, ("types", "P02", 1, "dismissed")),
]  # fmt: skip


@pytest.mark.parametrize(("line", "row"), REVIEWS, ids=[line["field"] for line, _ in REVIEWS])
def test_a_review_stands_beside_its_item(
    build: Any, decide: Any, line: dict[str, str], row: tuple[Any, ...]
) -> None:
    done = build(reviews=decide("reviews", line))
    (found,) = of(done, "reviews")[["kind", "name", "item", "judgement"]].values.tolist()
    assert tuple(found) == row


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ({"field": "findings.N1", "value": "confirmed", "expect": "别的。"}, "another"),
        ({"field": "findings.N2", "value": "confirmed"}, "nothing such"),
        ({"field": "figures.meetings", "value": "confirmed"}, "2 items"),
        ({"sha256": "0" * 16, "field": "findings.N1", "value": "confirmed"}, "not in the corpus"),
    ],
)
def test_a_review_of_nothing_is_named(
    build: Any, decide: Any, line: dict[str, str], said: str
) -> None:
    done = build(reviews=decide("reviews", line))
    assert len(done.corpus.reviews) == 0
    assert any(said in note for note in done.notes)


def test_the_ledger_holds_every_outcome(build: Any) -> None:
    rows = of(build(), "checks")[["code", "verdict", "message"]].values.tolist()
    assert rows == [["N1", "contradicts", "两数不等。"], ["S1", "agrees", "都在。"]]
    start, end = of(build(), "checks")["places"][0]
    assert REPORT[start:end] == "N1 contradicts 两数不等。"


WRONG = [
    ("corrections", {"sha256": "xyz", "field": "identity.year", "value": "1"}, "sha256"),
    ("corrections", {"field": "year", "value": "1"}, "field 'year'"),
    ("corrections", {"field": "identity.year", "value": "1", "by": ""}, "reason and by"),
    ("corrections", {"field": "identity.year", "value": "1", "on": "20. 11."}, "is no day"),
    ("corrections", {"field": "identity.year", "value": "1", "start": "9", "end": "3"}, "before end"),
    ("reviews", {"field": "findings.N1", "value": "maybe"}, "value must be one of"),
    ("reviews", {"field": "cells.a.b.c", "value": "confirmed"}, "is none of reviews"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "line", "said"), WRONG, ids=[said for *_, said in WRONG])
def test_a_wrong_line_is_named(decide: Any, kind: str, line: dict[str, str], said: str) -> None:
    with pytest.raises(CorpusError, match="line 2") as error:
        read_decisions(decide(kind, line), kind)
    assert said in str(error.value)


def test_the_same_decision_twice_is_named(decide: Any) -> None:
    line = {"field": "identity.year", "expect": "2017", "value": "2018"}
    with pytest.raises(CorpusError, match=r"line 3.*line 2"):
        read_decisions(decide("corrections", line, line), "corrections")


def test_the_committed_templates_are_read() -> None:
    data = Path(__file__).parents[2] / "data"
    assert read_decisions(data / "corrections.csv", "corrections") == ()
    assert read_decisions(data / "reviews.csv", "reviews") == ()
