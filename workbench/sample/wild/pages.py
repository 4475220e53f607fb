"""Wild reports as files: text in many encodings and layouts, pages of several makes, Word, PDF."""

from __future__ import annotations

import html
import io
from collections.abc import Callable
from random import Random
from typing import Any

from workbench.sample.composing import Block, Composition
from workbench.sample.layouts import docx_table, html_table, pdf_table, undated
from workbench.sample.sheets import Sheet
from workbench.sample.wild.cells import sheet
from workbench.sample.wild.damage import bold, wrapped
from workbench.sample.wild.habits import Habits

_OWN_LINE = frozenset({"title", "heading", "subheading"})


def lay_out_wild(report: Composition, kind: str) -> bytes:
    """The file of a wild report; the same report, the same bytes."""
    writers: dict[str, Callable[[Composition, Habits], bytes]] = {
        "txt": _text, "html": _html, "docx": _docx, "pdf": _pdf,
    }  # fmt: skip
    assert report.habits is not None
    return writers[kind](report, report.habits)


def _sheet(report: Composition, table: str) -> Sheet:
    assert report.cells is not None and report.habits is not None
    texts = {key: text for key, (text, _) in report.cells.items()}
    return sheet(report.facts, table, texts, report.habits)


# ── plain text ────────────────────────────────────────────────────────────────────────────


def _text(report: Composition, habits: Habits) -> bytes:
    pieces: list[str] = []
    for block in report.blocks:
        if block.kind == "table":
            pieces.append(_text_table(_sheet(report, block.text), habits.layout))
            continue
        text = block.text
        if "markdown" in habits.damage and block.kind == "heading":
            text = bold(text)
        if "wrapped" in habits.damage and block.kind == "paragraph":
            text = wrapped(text)
        if "page_heads" in habits.damage and block.kind == "heading" and pieces:
            pieces.append(f"- {len(pieces)} -")
        if text:
            pieces.append(text)
    gap = "\n" if "wrapped" in habits.damage or "page_heads" in habits.damage else "\n\n"
    return (gap.join(pieces) + "\n").encode(habits.encoding, "replace")


def _text_table(table: Sheet, layout: str) -> str:
    full = table.rectangle(repeated=layout == "repeated")
    rows = [[cell.replace("\n", "") for cell in row] for row in full]
    if layout == "lines":
        return "\n\n".join(cell.text for row in table.rows for cell in row if cell.text)
    if layout == "pipes":
        return "\n".join("| " + " | ".join(row) + " |" for row in rows)
    if layout == "ragged":  # only the cells that a row holds, as de-duplicated grids give them
        return "\n".join(" | ".join(c.text.replace("\n", "") for c in row) for row in table.rows)
    if layout == "spans":
        return "\n".join("|".join(row) + "|" for row in rows)
    if layout == "glued":
        return "\n".join("".join(cell.text.replace("\n", "") for cell in row) for row in table.rows)
    return "\n".join("\t".join(row) for row in rows)


# ── HTML ──────────────────────────────────────────────────────────────────────────────────

_PLAIN = "<html><head><title>{title}</title></head><body>{body}</body></html>"
_PORTAL = """<!DOCTYPE html><html><head><meta charset="{charset}">
<title>{title}-政府信息公开</title>
<meta name="ArticleTitle" content="{title}"><style>p{{line-height:2}}</style></head><body>
<ul><li><a href="/a">首页</a></li><li><a href="/b">政务公开</a></li>
<li><a href="/c">办事服务</a></li>
<li><a href="/d">互动交流</a></li></ul>
<div class="article">{body}</div>
<div class="related"><a href="/1">关于做好防汛工作的通知</a><a href="/2">政务公开专栏</a></div>
<div class="footer">主办单位：示例市政务中心 网站标识码 9900000002 备案号 99000333</div>
</body></html>"""
_TABLED = """<html><head><meta http-equiv="Content-Type" content="text/html; charset={charset}">
<title>{title}</title></head><body><table width="100%"><tr><td><a href="/">首页</a></td>
<td><a href="/x">信息公开</a></td></tr></table><table><tr><td class="text">{body}</td></tr></table>
</body></html>"""


def _html(report: Composition, habits: Habits) -> bytes:
    rng = _chance(report)
    template = rng.choice((_PLAIN, _PORTAL, _PORTAL, _TABLED))
    encoding = "gb18030" if habits.encoding == "gb18030" and template is not _PLAIN else "utf-8"
    breaks = rng.random() < 0.15
    cut = rng.random() < 0.2
    body = "\n".join(_html_block(report, block, breaks=breaks, cut=cut) for block in report.blocks)
    title = html.escape(next(b.text for b in report.blocks if b.kind == "title").replace("\n", ""))
    charset = "gb2312" if encoding == "gb18030" else "utf-8"
    return template.format(title=title, body=body, charset=charset).encode(encoding, "replace")


def _html_block(report: Composition, block: Block, *, breaks: bool, cut: bool) -> str:
    if block.kind == "table":
        return html_table(_sheet(report, block.text))
    if block.kind == "gone":
        return '<p><img src="/table.jpg"></p>'
    text = html.escape(block.text).replace("\n", "<br>")
    if cut:  # editors put the digits of a number into elements of their own
        text = "".join(f"<span>{char}</span>" if char.isdigit() else char for char in text)
    if block.kind in _OWN_LINE:
        return f"<p align=center><strong>{text}</strong></p>"
    return f"&emsp;&emsp;{text}<br>" if breaks else f"<p>　　{text}</p>"


def _chance(report: Composition) -> Random:
    return Random(f"{report.facts.unit.key}/{report.facts.year}/page")


# ── Word ──────────────────────────────────────────────────────────────────────────────────


def _docx(report: Composition, habits: Habits) -> bytes:
    from docx import Document

    document, rng = Document(), _chance(report)
    for block in report.blocks:
        if block.kind == "table":
            docx_table(document, _sheet(report, block.text))
            continue
        for line in block.text.split("\n"):
            paragraph = document.add_paragraph()
            for run in _runs(line, rng):
                paragraph.add_run(run).bold = block.kind in _OWN_LINE
    buffer = io.BytesIO()
    document.save(buffer)
    return undated(buffer.getvalue())


def _runs(line: str, rng: Random) -> list[str]:
    """``line`` in runs that end anywhere, within numbers too."""
    runs, at = [], 0
    while at < len(line):
        step = 1 + rng.randrange(20)
        runs.append(line[at : at + step])
        at += step
    return runs


# ── PDF ───────────────────────────────────────────────────────────────────────────────────

_FONT = "STSong-Light"


def _pdf(report: Composition, habits: Habits) -> bytes:
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.platypus import Paragraph, SimpleDocTemplate

    pdfmetrics.registerFont(UnicodeCIDFont(_FONT))
    size = 10 + _chance(report).randrange(5)
    body = ParagraphStyle(
        "body", fontName=_FONT, fontSize=size, leading=size * 1.6, wordWrap="CJK",
        firstLineIndent=size * 2,
    )  # fmt: skip
    head = ParagraphStyle("head", body, spaceBefore=size, spaceAfter=size / 2)
    small = ParagraphStyle("cell", fontName=_FONT, fontSize=6.5, leading=8, wordWrap="CJK")
    buffer = io.BytesIO()
    story: list[Any] = []
    for block in report.blocks:
        if block.kind == "table":
            story.append(pdf_table(_sheet(report, block.text), small))
        else:
            lines = [html.escape(line) for line in block.text.split("\n") if line]
            style = head if block.kind in _OWN_LINE else body
            story += [Paragraph(line, style) for line in lines]
    foot = _numbered if "page_heads" in habits.damage else _nothing
    SimpleDocTemplate(buffer, pagesize=A4, invariant=1).build(
        story, onFirstPage=foot, onLaterPages=foot
    )
    return buffer.getvalue()


def _numbered(canvas: Any, document: Any) -> None:
    canvas.setFont(_FONT, 9)
    canvas.drawCentredString(297, 30, f"- {document.page} -")


def _nothing(canvas: Any, document: Any) -> None:
    pass
