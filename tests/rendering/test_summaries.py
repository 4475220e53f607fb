"""Word summaries: words, pictures in a font that has the characters, short tables."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from typer.testing import CliRunner

from workbench.cli import app
from workbench.errors import RenderError
from workbench.rendering import fonts, pictures, word
from workbench.rendering.contract import PageHeader
from workbench.rendering.grids import flow
from workbench.rendering.specs import Chart, chart
from workbench.rendering.word import summary

HEAD = PageHeader("甲县2017年", "示例市", fictional=True, as_of="2018-03-31", notice="试用。")
SPEC = {
    "title": "数量", "description": "每行一个单位", "width": "container",
    "data": {"values": [{"单位": "海城镇", "数量": 12}, {"单位": "李旺镇", "数量": 30}]},
    "mark": "bar",
    "encoding": {"y": {"field": "单位", "type": "nominal"},
                 "x": {"field": "数量", "type": "quantitative"}},
}  # fmt: skip


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


#: The smallest picture: one white point.
PNG = b"".join(
    (
        b"\x89PNG\r\n\x1a\n",
        _chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)),
        _chunk(b"IDAT", zlib.compress(b"\0\xff\xff\xff")),
        _chunk(b"IEND", b""),
    )
)


def _table(rows: int, columns: int = 2, caption: str = "数量") -> str:
    heads = "".join(f'<th scope="col">列{n}</th>' for n in range(columns))
    body = "".join(
        "<tr>" + "".join(f"<td>{r}-{c}</td>" for c in range(columns)) + "</tr>" for r in range(rows)
    )
    return (
        f"<table><caption>{caption}</caption><thead><tr>{heads}</tr></thead>"
        f"<tbody>{body}</tbody></table>"
    )


def _made(*blocks: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setattr(word, "pictures", lambda charts, font: [PNG] * len(charts))
    data = summary(HEAD, list(flow(blocks)), page="640522-2017.html", font="x")
    return Document(io.BytesIO(data))


def test_a_summary_tells_first_what_must_be_known(monkeypatch: pytest.MonkeyPatch) -> None:
    words = [p.text for p in _made("<p>甲</p>", monkeypatch=monkeypatch).paragraphs]
    assert words[:4] == [
        "甲县2017年", "示例市　数据截至 2018-03-31",
        "示例数据：地名、单位和数字均为虚构，仅用于演示。", "试用。",
    ]  # fmt: skip
    assert "640522-2017.html" in words[4] and "不等于 0" in words[4] and words[5] == "甲"


def test_headings_without_anything_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    blocks = (
        "<h2>空</h2><h2>怎样读这一页</h2><p>略</p><h2>一、数量</h2><p>有</p>"
        "<details><summary>折起</summary><p>不列</p></details><h2>八、摘录</h2><p>不列</p>"
    )
    made = _made(blocks, monkeypatch=monkeypatch)
    assert [p.text for p in made.paragraphs[5:]] == ["一、数量", "有"]


def test_links_to_sentences_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    items = '<ul><li>渠道单一 <a href="#q1">出处1</a>，<a href="#q2">出处2</a></li></ul>'
    about = '<ul><li>渠道<p class="about">对应措施1</p></li></ul>'
    made = _made(items, about, monkeypatch=monkeypatch)
    assert [p.text for p in made.paragraphs[5:]] == ["渠道单一", "渠道"]


def test_long_lists_and_tables_say_what_they_leave_out(monkeypatch: pytest.MonkeyPatch) -> None:
    items = "<h2>一</h2><ul>" + "".join(f"<li>第{n}</li>" for n in range(20)) + "</ul>"
    made = _made(items, "<h2>二</h2>", _table(20), _table(2, 9, "宽"), monkeypatch=monkeypatch)
    words = [p.text for p in made.paragraphs]
    assert "（其余 8 条见网页。）" in words
    assert "数量（显示前 15 行，共 20 行，其余见网页）" in words
    assert "表“宽”（2 行、9 列）较宽，见网页或其中的 Excel。" in words
    assert [len(table.rows) for table in made.tables] == [16]


def test_a_chart_is_a_picture_with_words(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn, empty = chart(SPEC, "x"), chart({**SPEC, "data": {"values": []}}, "x")
    made = _made("<h2>一</h2>", drawn, empty, monkeypatch=monkeypatch)
    assert [p.text for p in made.paragraphs if p.style.name == "Caption"] == ["数量"]
    assert len(made.inline_shapes) == 1
    assert made.inline_shapes[0]._inline.docPr.get("descr") == "每行一个单位"


def test_words_of_a_report_cannot_break_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    made = _made("<p>甲&#0;\x0b镇 &lt;w:p&gt;</p>", monkeypatch=monkeypatch)
    assert made.paragraphs[5].text.startswith("甲") and "<w:p>" in made.paragraphs[5].text


@pytest.mark.fault(67, 78)
def test_no_clock_stands_in_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word, "pictures", lambda charts, font: [PNG] * len(charts))
    data = summary(HEAD, list(flow(["<p>甲</p>"])), page="x.html", font="x")
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        assert {entry.date_time for entry in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"2000-01-01T00:00:00Z" in file.read("docProps/core.xml")


@pytest.fixture
def font() -> str:
    found = fonts.chinese_font()
    if found is None:
        pytest.skip("no font with Chinese characters on this machine")
    return found


@pytest.mark.fault(54)
def test_pictures_are_drawn_with_their_characters(font: str) -> None:
    """Other words of the same length give another picture: they are no boxes."""
    values = [{"单位": "七营镇", "数量": 12}, {"单位": "三河镇", "数量": 30}]
    other = chart({**SPEC, "data": {"values": values}}, "x")
    one, two, again = pictures.pictures([chart(SPEC, "x"), other, chart(SPEC, "x")], font)
    assert one.startswith(b"\x89PNG") and int.from_bytes(one[16:20], "big") == 1280
    assert one == again and one != two


def test_a_chart_that_cannot_be_drawn_is_told() -> None:
    broken = Chart(
        "甲", "甲", {"mark": {"type": "no such mark"}, "data": {"values": [1]}}, 1, False
    )
    with pytest.raises(RenderError, match="cannot be drawn as pictures"):
        pictures.pictures([broken], "x")


@pytest.mark.fault(54)
def test_without_a_font_nothing_is_begun(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "chinese_font", lambda: None)
    done = CliRunner().invoke(app, ["sample", "--out", str(tmp_path / "r"), "--years", "2019"])
    done = CliRunner().invoke(
        app, ["build", str(tmp_path / "r"), "--out", str(tmp_path / "c"), "--jobs", "1"]
    )
    out = tmp_path / "out"
    done = CliRunner().invoke(
        app, ["render", "--corpus", str(tmp_path / "c"), "--out", str(out), "--docx"]
    )
    assert done.exit_code == 2 and "fonts-noto-cjk" in done.output and not out.exists()


FAMILIES: dict[str, tuple[str, str | None]] = {
    "the best of several": ("WenQuanYi Micro Hei\nNoto Sans CJK SC,Noto Sans CJK SC Bold\n",
                            "Noto Sans CJK SC"),
    "another": ("AR PL UMing CN\n", "AR PL UMing CN"),
    "none": ("", None),
}  # fmt: skip


@pytest.mark.parametrize(("listed", "found"), FAMILIES.values(), ids=FAMILIES)
def test_which_font_is_taken(
    listed: str, found: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Done:
        stdout = listed

    monkeypatch.setattr(fonts.shutil, "which", lambda name: "/usr/bin/fc-list")
    monkeypatch.setattr(fonts.subprocess, "run", lambda *_, **__: Done)
    assert fonts.chinese_font() == found
