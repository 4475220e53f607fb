"""The manifest: read strictly, matched by path, filling what is open, never overruling."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.corpus.conftest import Write
from workbench.analysis.building import build
from workbench.corpus.manifest import Manifest, Row, read_manifest
from workbench.errors import CorpusError

HEAD = "file,url,code,year,fetched_on\n"


@pytest.fixture
def manifest(tmp_path: Path) -> Path:
    return tmp_path / "manifest.csv"


GOOD = {
    "all columns": (
        HEAD + "a.txt,http://www.example.gov.cn/a,640522213,2017,2018-03-16\n",
        Row("a.txt", "http://www.example.gov.cn/a", "640522213", 2017, "2018-03-16"),
    ),
    "the file alone": ("file\na.txt\n", Row("a.txt")),
    "with the mark that Excel writes": ("\ufeff" + HEAD + "a.txt,,,,\n", Row("a.txt")),
    "in another order, with spaces": ("year, file\n2017, a.txt \n", Row("a.txt", year=2017)),
    "a comma within quotes": (HEAD + '"甲,乙.txt",,,,\n', Row("甲,乙.txt")),
    "a path with backslashes": (HEAD + ".\\2017\\a.txt,,,,\n", Row("2017/a.txt")),
    "a date as Excel writes it": (
        HEAD + "a.txt,,,,2026/11/1\n",
        Row("a.txt", fetched_on="2026-11-01"),
    ),
    "a note": ("file,note\na.txt,句子不是原文\n", Row("a.txt", note="句子不是原文")),
    "a code of twelve digits": (HEAD + "a.txt,,640522213000,,\n", Row("a.txt", code="640522213")),
}


@pytest.mark.parametrize(("text", "row"), GOOD.values(), ids=GOOD)
def test_a_row(text: str, row: Row, manifest: Path) -> None:
    manifest.write_text(text, "utf-8")
    assert read_manifest(manifest).rows == {row.file: row}


BAD = {
    "no column file": ("name,year\na.txt,2017\n", "no column 'file'"),
    "an empty file": ("", "no column 'file'"),
    "no file in a line": (HEAD + "a.txt,,,,\n,,,2017,\n", "line 3: the column file is empty"),
    "a code that lost a digit": (HEAD + "a.txt,,64052,,\n", "line 2: code '64052'"),
    "a code in words": (HEAD + "a.txt,,海原县,,\n", "line 2: code '海原县'"),
    "a year as Excel writes it": (HEAD + "a.txt,,,2017.0,\n", "line 2: year '2017.0'"),
    "a day that no month has": (HEAD + "a.txt,,,,2018/2/30\n", "line 2: fetched_on '2018/2/30'"),
    "a date either way round": (HEAD + "a.txt,,,,3/4/2018\n", "line 2: fetched_on '3/4/2018'"),
    "two rows of one file": (HEAD + "a.txt,,,2017,\na.txt,,,2018,\n", "line 3: a.txt stands there"),
}


@pytest.mark.fault(33)
@pytest.mark.parametrize(("text", "message"), BAD.values(), ids=BAD)
def test_a_mistake_is_named_with_its_line(text: str, message: str, manifest: Path) -> None:
    manifest.write_text(text, "utf-8")
    with pytest.raises(CorpusError) as caught:
        read_manifest(manifest)
    assert message in str(caught.value)


@pytest.mark.fault(33)
def test_what_is_no_text_is_refused(manifest: Path) -> None:
    manifest.write_bytes(HEAD.encode() + b"\xff\xff.txt,,,,\n")
    with pytest.raises(CorpusError, match="byte 30 is not UTF-8; save it as UTF-8"):
        read_manifest(manifest)


def test_the_encoding_of_excel_on_a_chinese_machine_is_read(manifest: Path) -> None:
    manifest.write_bytes((HEAD + "甲.txt,,,,\n").encode("gbk"))
    assert read_manifest(manifest).rows == {"甲.txt": Row("甲.txt")}


def test_a_manifest_that_is_not_there_is_said_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=r"nope\.csv: there is no such file; give"):
        read_manifest(tmp_path / "nope.csv")


def test_the_host_is_a_hint() -> None:
    row = Row("a.txt", "http://www.example.gov.cn:80/a", "640522", 2017)
    assert row.hints()["host"] == "www.example.gov.cn"
    assert Row("a.txt", "http://[broken").hints() == {"url": "http://[broken"}


MATCHES = {
    "its whole path": (["reports/2017/a.txt"], "reports/2017/a.txt", True),
    "the end of its path": (["2017/a.txt"], "reports/2017/a.txt", True),
    "its name": (["a.txt"], "reports/2017/a.txt", True),
    "the longest end": (["a.txt", "2017/a.txt"], "reports/2017/a.txt", True),
    "the end of its name": (["a.txt"], "reports/ba.txt", False),
}


@pytest.mark.parametrize(("files", "label", "found"), MATCHES.values(), ids=MATCHES)
def test_a_row_is_found_by(files: list[str], label: str, found: bool) -> None:
    rows = Manifest({file: Row(file) for file in files})
    assert rows.of(label) == (Row(files[-1]) if found else None)


def test_a_row_that_fits_two_files_is_a_mistake() -> None:
    with pytest.raises(CorpusError, match=r"a\.txt may be x/a\.txt or y/a\.txt"):
        Manifest({"a.txt": Row("a.txt")}).unmatched(["x/a.txt", "y/a.txt"])


@pytest.mark.usefixtures("simple")
class TestBuild:
    """What a manifest does to the corpus."""

    def test_what_the_text_leaves_open_is_filled_and_marked(
        self, write: Write, folder: Path, tmp_path: Path, manifest: Path
    ) -> None:
        write("a.txt", "issuer 关庄乡人民政府\n")
        row = "a.txt,http://www.example.gov.cn/,640522213,2017,2018-03-16\n"
        manifest.write_text(HEAD + row, "utf-8")
        corpus = build([folder], out=tmp_path / "c", manifest=manifest).corpus
        report = corpus.reports.iloc[0]
        assert (report["code"], report["county"], report["year"]) == ("640522213", "海原县", 2017)
        assert set(report["from_manifest"]) >= {"code", "county", "county_code", "year"}
        assert set(report["from_manifest"]) <= set(report["uncertain"])
        assert (report["fetched_on"], corpus.newest) == ("2018-03-16", "2018-03-16")
        assert corpus.sources["url"].tolist() == ["http://www.example.gov.cn/"]
        assert corpus.findings.empty

    @pytest.mark.fault(27)
    def test_a_contradiction_is_a_finding_and_the_text_stands(
        self, write: Write, folder: Path, tmp_path: Path, manifest: Path
    ) -> None:
        text = "issuer 关庄乡人民政府\ncode 640522213\nyear 2017\n"
        write("a.txt", text)
        manifest.write_text(HEAD + "a.txt,,220621103,2018,\n", "utf-8")
        corpus = build([folder], out=tmp_path / "c", manifest=manifest).corpus
        report = corpus.reports.iloc[0]
        assert (report["code"], report["year"]) == ("640522213", 2017)
        assert len(report["from_manifest"]) == 0
        found = corpus.findings
        assert found["code"].tolist() == ["M1", "M1"]
        assert found["verdict"].tolist() == ["contradicts", "contradicts"]
        assert found["message"][0] == "清单所列年度为2018年，正文所示为2017年"
        assert "抚松县露水河镇（220621103）" in found["message"][1]
        passages = [text[p["start"] : p["end"]] for places in found["places"] for p in places]
        assert passages == ["2017", "关庄乡人民政府"]

    def test_a_changed_row_reads_its_file_again(
        self, write: Write, folder: Path, tmp_path: Path, manifest: Path
    ) -> None:
        write("a.txt", "issuer 甲乡\n")
        write("b.txt", "issuer 乙乡\n")
        manifest.write_text(HEAD + "a.txt,,,2017,\n", "utf-8")
        build([folder], out=tmp_path / "c", manifest=manifest)
        manifest.write_text(HEAD + "a.txt,,,2018,\n", "utf-8")
        done = build([folder], out=tmp_path / "c", manifest=manifest)
        assert done.read == 1
        assert done.corpus.reports["year"].dropna().tolist() == [2018]

    def test_a_manifest_in_the_folder_is_found(
        self, write: Write, folder: Path, tmp_path: Path
    ) -> None:
        write("sub/a.txt", "issuer 甲乡\n")
        write("a.txt", "issuer 乙乡\n")
        write("manifest.csv", HEAD + "a.txt,,,2017,\ngone.txt,,,,\n")
        done = build([folder], out=tmp_path / "c")
        years = done.corpus.reports.set_index("issuer")["year"]
        assert years["乙乡"] == 2017
        assert years.isna()["甲乡"]
        assert done.notes == ("the manifest names reports/gone.txt, which is not there",)

    def test_manifests_below_the_folder_speak_of_their_own_files(
        self, write: Write, folder: Path, tmp_path: Path
    ) -> None:
        for name, year in (("x", 2017), ("y", 2018)):
            write(f"{name}/a.txt", f"issuer {name}\n")
            write(f"{name}/manifest.csv", HEAD + f"a.txt,,,{year},\n")
        reports = build([folder], out=tmp_path / "c").corpus.reports
        assert reports.set_index("issuer")["year"].to_dict() == {"x": 2017, "y": 2018}

    def test_two_tables_of_places_are_one_too_many(
        self, write: Write, folder: Path, tmp_path: Path
    ) -> None:
        for name in "xy":
            write(f"{name}/places.csv", "code,name,first,last\n")
        with pytest.raises(CorpusError, match="give one table of divisions with --places"):
            build([folder], out=tmp_path / "c")

    @pytest.mark.fault(33)
    def test_columns_that_are_not_known_are_named(
        self, write: Write, folder: Path, tmp_path: Path, manifest: Path
    ) -> None:
        write("a.txt", "issuer 甲乡\n")
        manifest.write_text("file,years\na.txt,2017\n", "utf-8")
        done = build([folder], out=tmp_path / "c", manifest=manifest)
        assert done.notes == ("the manifest's column years is not used",)

    def test_the_same_bytes_listed_as_two_reports_are_a_finding(
        self, write: Write, folder: Path, tmp_path: Path, manifest: Path
    ) -> None:
        write("a.txt", "issuer 甲乡\n")
        write("b.txt", "issuer 甲乡\n")
        manifest.write_text(HEAD + "a.txt,,640522,2017,\nb.txt,,640121,2017,\n", "utf-8")
        found = build([folder], out=tmp_path / "c", manifest=manifest).corpus.findings
        assert found["code"].tolist() == ["M2"]
        assert "单位分别为640522和640121" in found["message"][0]
