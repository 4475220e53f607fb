"""A build depends on its files alone: not on its history, not on the number of processes."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from tests.corpus.conftest import Write, tree
from workbench.analysis.across import between
from workbench.corpus import build as module
from workbench.corpus import work
from workbench.corpus.build import Summary
from workbench.corpus.inputs import Input
from workbench.corpus.open import open_corpus
from workbench.errors import CorpusError

pytestmark = pytest.mark.usefixtures("simple")


def build(paths: list[Path], *, out: Path, **more: Any) -> Summary:
    """A build in this process, where the tiny language is spoken."""
    return module.build(paths, out=out, **{"jobs": 1, "between": between, **more})


@pytest.fixture
def country(write: Write, folder: Path) -> Path:
    """Sixty reports of two provinces, two counties each."""
    for n in range(60):
        code = f"{(64, 22)[n % 2]}05{21 + n // 30}{200 + n}"
        write(
            f"{n % 7}/{n}.txt",
            f"issuer 第{n}乡人民政府\ncode {code}\nyear {2015 + n % 3}\n"
            f"figure proactive_total {n}\ncell proactive.rules.made {n}\n"
            "cell proactive.rules.disclosed\nproblem 更新不及时\nmeasure 定期更新\n",
        )
    return folder


def test_tables_hold_what_the_files_say(write: Write, folder: Path, tmp_path: Path) -> None:
    write("a.txt", "issuer 甲乡\ncode 640522200\nyear 2017\nfigure proactive_total 93\n")
    corpus = build([folder], out=tmp_path / "c").corpus
    report = corpus.reports.iloc[0]
    assert (report["issuer"], report["county_code"], report["year"]) == ("甲乡", "640522", 2017)
    figure = corpus.figures.iloc[0]
    text = corpus.texts.set_index("report_id").loc[figure["report_id"], "text"]
    assert text[figure["start"] : figure["end"]] == figure["quote"] == "proactive_total 93"
    assert figure["value"] == 93
    assert corpus.sources["path"].tolist() == ["reports/a.txt"]


def test_missing_is_missing(write: Write, folder: Path, tmp_path: Path) -> None:
    write("a.txt", "issuer 甲乡\ncell proactive.rules.made\n")
    corpus = build([folder], out=tmp_path / "c").corpus
    assert corpus.cells["value"].isna().tolist() == [True]
    assert corpus.reports["year"].isna().tolist() == [True]
    assert corpus.cells["status"].tolist() == ["blank"]


def test_two_reports_of_one_file(write: Write, folder: Path, tmp_path: Path) -> None:
    write("a.txt", "issuer 甲乡\nyear 2017\n====\nissuer 乙乡\nyear 2018\n")
    reports = build([folder], out=tmp_path / "c").corpus.reports
    first, second = reports["report_id"]
    assert second == f"{first}-2"
    assert reports["part"].tolist() == [1, 2]


def test_rows_are_ordered_by_place_and_time(country: Path, tmp_path: Path) -> None:
    reports = build([country], out=tmp_path / "c").corpus.reports
    keys = reports[["county_code", "year", "report_id"]].to_records(index=False).tolist()
    assert keys == sorted(keys)


@pytest.mark.fault(63)
def test_only_what_changed_is_read(country: Path, tmp_path: Path) -> None:
    out = tmp_path / "c"
    assert build([country], out=out).read == 60
    before = tree(out)
    again = build([country], out=out)
    assert (again.read, again.kept, tree(out)) == (0, 60, before)
    (country / "3" / "3.txt").write_text("issuer 第3乡\ncode 220521203\nyear 2015\n", "utf-8")
    changed = build([country], out=out)
    assert (changed.read, changed.kept) == (1, 59)
    other_province = {name: digest for name, digest in before.items() if "/64-" in name}
    assert other_province.items() <= tree(out).items()


HISTORIES = {
    "a file was added": ["all but 5", "all"],
    "a file was removed": ["all", "all but 5"],
    "a file was renamed": ["all", "5 renamed"],
    "a file's place changed": ["all", "5 moved"],
    "everything was removed": ["all", "none", "all"],
}


@pytest.mark.fault(67)
@pytest.mark.parametrize("steps", HISTORIES.values(), ids=HISTORIES)
def test_history_leaves_no_trace(steps: list[str], country: Path, tmp_path: Path) -> None:
    original = {path: path.read_text("utf-8") for path in country.rglob("*.txt")}
    five = country / "5" / "5.txt"
    for step in steps:
        for path in country.rglob("*.txt"):
            path.unlink()
        for path, text in original.items():
            if step != "none" and (path != five or step == "all"):
                path.write_text(text, "utf-8")
        if step == "5 renamed":
            (country / "5" / "五 号.txt").write_text(original[five], "utf-8")
        if step == "5 moved":
            five.write_text(original[five].replace("code 22", "code 64"), "utf-8")
        build([country], out=tmp_path / "c")
    build([country], out=tmp_path / "fresh")
    assert tree(tmp_path / "c") == tree(tmp_path / "fresh")


@pytest.mark.fault(67)
def test_any_number_of_workers_gives_the_same_bytes(country: Path, tmp_path: Path) -> None:
    build([country], out=tmp_path / "1", jobs=1)
    with ThreadPoolExecutor(2) as executor:
        build([country], out=tmp_path / "2", jobs=2, executor=executor)
    assert tree(tmp_path / "1") == tree(tmp_path / "2")


def test_what_does_not_fit_into_memory_gives_the_same_bytes(
    country: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build([country], out=tmp_path / "1")
    monkeypatch.setattr(module, "BATCH", 7)
    monkeypatch.setattr("workbench.corpus.spill.LIMIT", 1)
    build([country], out=tmp_path / "2")
    assert tree(tmp_path / "1") == tree(tmp_path / "2")


@pytest.mark.fault(63)
def test_a_new_reader_reads_everything_anew(
    country: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build([country], out=tmp_path / "c")
    monkeypatch.setattr("workbench.corpus.state.reader", lambda: "another")
    assert build([country], out=tmp_path / "c").read == 60


def statuses(summary: Summary) -> dict[str, tuple[str, str | None]]:
    rows = summary.corpus.arrow("sources").to_pylist()
    return {source["path"]: (source["status"], source["reason"]) for source in rows}


@pytest.mark.fault(64)
def test_a_bad_file_leaves_the_others(write: Write, folder: Path, tmp_path: Path) -> None:
    write("好 报告.txt", "issuer 甲乡\nyear 2017\n")
    write("refused.txt", "refuse not_a_report\n")
    write("defect.txt", "crash\n")
    (folder / "broken.txt").write_bytes("政府".encode("gbk"))
    done = build([folder], out=tmp_path / "c")
    assert statuses(done) == {
        "reports/broken.txt": ("refused", "unreadable"),
        "reports/defect.txt": ("refused", "unreadable"),
        "reports/refused.txt": ("refused", "not_a_report"),
        "reports/好 报告.txt": ("report", None),
    }
    details = {source["path"]: source["detail"] for source in done.refused}
    assert "ZeroDivisionError at tiny.py" in details["reports/defect.txt"]
    assert len(done.corpus.reports) == 1


def test_a_path_that_is_not_there_touches_nothing(
    write: Write, folder: Path, tmp_path: Path
) -> None:
    write("a.txt", "issuer 甲乡\nyear 2017\n")
    build([folder], out=tmp_path / "c")
    before = (tmp_path / "c" / "corpus.json").read_bytes()
    with pytest.raises(CorpusError, match=r"reportz: there is no such file; check the path"):
        build([tmp_path / "reportz"], out=tmp_path / "c")
    assert (tmp_path / "c" / "corpus.json").read_bytes() == before


@pytest.mark.fault(64)
def test_a_report_that_cannot_be_checked_stays(write: Write, folder: Path, tmp_path: Path) -> None:
    write("a.txt", "issuer 甲乡\nuncheckable\n")
    corpus = build([folder], out=tmp_path / "c").corpus
    assert corpus.reports["issuer"].tolist() == ["甲乡"]
    assert corpus.findings[["code", "verdict"]].values.tolist() == [["M0", "cannot_be_checked"]]
    assert "IndexError at tiny.py" in corpus.findings["message"][0]


def test_a_refused_file_is_not_read_again_but_an_unreadable_one_is(
    write: Write, folder: Path, tmp_path: Path
) -> None:
    write("refused.txt", "refuse not_a_report\n")
    write("unreadable.txt", "refuse unreadable\n")
    build([folder], out=tmp_path / "c")
    assert build([folder], out=tmp_path / "c").read == 1


def test_a_file_given_twice_is_read_once(write: Write, folder: Path, tmp_path: Path) -> None:
    path = write("a.txt", "issuer 甲乡\n")
    done = build([folder, path, folder], out=tmp_path / "c")
    assert (done.read, len(done.corpus.sources)) == (1, 1)


@pytest.mark.fault(28)
def test_the_same_bytes_are_parsed_once(write: Write, folder: Path, tmp_path: Path) -> None:
    write("a.txt", "issuer 甲乡\nyear 2017\n")
    write("b.txt", "issuer 甲乡\nyear 2017\n")
    done = build([folder], out=tmp_path / "c")
    assert statuses(done)["reports/b.txt"] == ("duplicate", None)
    assert done.duplicates[0]["detail"] == "the same bytes as reports/a.txt"
    assert (done.read, len(done.corpus.reports)) == (1, 1)


ARCHIVE = "ZIP\nissuer 甲乡\nyear 2017\n~~~~\nissuer 乙乡\nyear 2017\n"
MEMBERS = {
    "the same member in two archives": {"a.zip": ARCHIVE, "b.zip": ARCHIVE + "\n"},
    "a member that lies beside its archive": {
        "a.zip": ARCHIVE,
        "b.txt": "issuer 乙乡\nyear 2017\n",
    },
    "a member twice in one archive": {"a.zip": ARCHIVE + "~~~~\nissuer 甲乡\nyear 2017\n"},
}


@pytest.mark.fault(28)
@pytest.mark.parametrize("content", MEMBERS.values(), ids=MEMBERS)
def test_members_of_archives_are_taken_once(
    content: dict[str, str], write: Write, folder: Path, tmp_path: Path
) -> None:
    for name, text in reversed(content.items()):
        write(name, text)
        build([folder], out=tmp_path / "c")
    done = build([folder], out=tmp_path / "c")
    ids = done.corpus.reports["report_id"]
    assert ids.is_unique
    assert {"甲乡", "乙乡"} <= set(done.corpus.reports["issuer"])
    assert done.duplicates
    build([folder], out=tmp_path / "fresh")
    assert tree(tmp_path / "c") == tree(tmp_path / "fresh")


def test_a_bad_member_leaves_the_others(folder: Path, tmp_path: Path) -> None:
    content = b"ZIP\nissuer \xe7\x94\xb2\n~~~~\n\xff\n~~~~\nrefuse empty_form\n"
    (folder / "a.zip").write_bytes(content)
    assert statuses(build([folder], out=tmp_path / "c")) == {
        "reports/a.zip!/0.txt": ("report", None),
        "reports/a.zip!/1.txt": ("refused", "unreadable"),
        "reports/a.zip!/2.txt": ("refused", "empty_form"),
    }


def test_two_versions_of_one_report_are_kept_and_flagged(
    write: Write, folder: Path, tmp_path: Path
) -> None:
    said = "issuer 甲乡\ncode 640522200\nyear 2017\n"
    write("a.txt", said + "figure proactive_total 1\n")
    write("b.txt", said + "figure proactive_total 2\n")
    write("c.txt", said.replace("2017", "2018"))
    corpus = build([folder], out=tmp_path / "c").corpus
    found = corpus.findings
    assert len(corpus.reports) == 3
    assert found["code"].tolist() == ["X5", "X5"]
    assert set(found["verdict"]) == {"contradicts"}
    assert set(found["report_year"]) == {2017}
    assert "b.txt" in " ".join(found["message"])


@pytest.mark.fault(28)
def test_two_files_of_the_same_text_agree(write: Write, folder: Path, tmp_path: Path) -> None:
    write("a.txt", "issuer 甲乡\ncode 640522200\nyear 2017\n")
    write("b.txt", "issuer 甲乡\ncode 640522200\n\nyear 2017\n")
    corpus = build([folder], out=tmp_path / "c").corpus
    assert corpus.findings.empty
    said = corpus.checks.loc[corpus.checks["code"].eq("X5")]
    assert set(said["verdict"]) == {"agrees"}
    assert set(said["message"]) == {f"本库有2个文件（另见{n}.txt），正文相同。" for n in "ab"}


@pytest.mark.fault(58)
def test_readers_see_the_old_corpus_until_the_last_step(
    country: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "c"
    build([country], out=out)
    before = tree(out)
    (country / "3" / "3.txt").unlink()

    def power_cut(*given: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(module, "write_catalogue", power_cut)
        with pytest.raises(KeyboardInterrupt):
            build([country], out=out)
    assert before.items() <= tree(out).items()
    assert len(open_corpus(out).reports) == 60
    build([country], out=out)
    build([country], out=tmp_path / "fresh")
    assert tree(out) == tree(tmp_path / "fresh")


def test_nothing_of_others_is_removed(write: Write, folder: Path, tmp_path: Path) -> None:
    theirs = tmp_path / "c" / "reports" / "mine.parquet"
    theirs.parent.mkdir(parents=True)
    theirs.write_bytes(b"mine")
    write("a.txt", "issuer 甲乡\n")
    build([folder], out=tmp_path / "c")
    assert theirs.read_bytes() == b"mine"


def test_an_unusable_corpus_is_built_anew(write: Write, folder: Path, tmp_path: Path) -> None:
    write("a.txt", "issuer 甲乡\n")
    build([folder], out=tmp_path / "c")
    (tmp_path / "c" / "corpus.json").write_text('{"tables_version": 0}', "utf-8")
    with pytest.raises(CorpusError, match="build the corpus again"):
        open_corpus(tmp_path / "c")
    assert build([folder], out=tmp_path / "c").read == 1


def test_an_empty_folder_gives_an_empty_corpus(folder: Path, tmp_path: Path) -> None:
    corpus = build([folder], out=tmp_path / "c").corpus
    for name in ("reports", "figures", "cells", "findings", "sources", "texts"):
        assert corpus.read(name).empty
    assert corpus.newest is None


def test_the_killed_file_is_named(write: Write) -> None:
    path = write("a.txt", "kill\n")
    task = work.Task(0, work.Hashed(Input(path, "reports/a.txt"), "ab", 5), "f")
    (read,) = work.killed(task).read
    assert read.source["reason"] == "unreadable"
    assert read.source["detail"] == "reading it ended the reader's process"


def test_progress_reaches_its_end(country: Path, tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    build([country], out=tmp_path / "c", progress=lambda done, total: seen.append((done, total)))
    assert seen[-1] == (60, 60)
    assert seen == sorted(seen)
