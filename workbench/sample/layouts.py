"""Blocks as files: plain text, HTML, Word and PDF, with the layouts that real reports have."""

from __future__ import annotations

import html
import io
import zipfile
from typing import Any

from workbench.sample.composing import Block, Composition
from workbench.sample.sheets import Sheet, sheet_for

KINDS = ("txt", "html", "docx", "pdf")
_FIXED_DATE = (2026, 1, 1, 0, 0, 0)


def lay_out(report: Composition, kind: str) -> bytes:
    """The file of ``report``; ``kind`` is one of :data:`KINDS`. The same input, the same bytes."""
    if report.habits is not None:
        from workbench.sample.wild.pages import lay_out_wild

        return lay_out_wild(report, kind)
    writers = {"txt": _text, "html": _html, "docx": _docx, "pdf": _pdf}
    return writers[kind](report)


def _sheet(report: Composition, block: Block) -> Sheet:
    return sheet_for(report.facts, block.text, zero=report.style.zero)


# ── plain text ────────────────────────────────────────────────────────────────────────────


def _text(report: Composition) -> bytes:
    pieces = [
        _text_table(_sheet(report, block), report.style.layout)
        if block.kind == "table"
        else block.text
        for block in report.blocks
    ]
    return ("\n\n".join(pieces) + "\n").encode()


def _text_table(sheet: Sheet, layout: str) -> str:
    if layout == "lines":
        return "\n\n".join(cell.text for row in sheet.rows for cell in row if cell.text)
    rows = [[cell.replace("\n", "") for cell in row] for row in sheet.rectangle()]
    if layout == "pipes":
        return "\n".join("| " + " | ".join(row) + " |" for row in rows)
    return "\n".join("\t".join(row) for row in rows)


# ── HTML ──────────────────────────────────────────────────────────────────────────────────

_PAGE = """<!DOCTYPE html>
<html><head><meta charset="utf-8"><title>{title}</title>
<meta name="PubDate" content="{published}">
<script>var counter = 20180101;</script></head>
<body><div class="head"><a href="/">首页</a> | <a href="/zfxxgk">政府信息公开</a> |
【字体：大 中 小】</div>
<div class="content">
{body}
</div><div class="foot">版权所有 网站标识码 9900000001</div></body></html>
"""


def _html(report: Composition) -> bytes:
    body = "\n".join(_html_block(report, block) for block in report.blocks)
    title = html.escape(report.blocks[0].text.replace("\n", ""))
    page = _PAGE.format(title=title, published=report.published, body=body)
    return page.encode()


def _html_block(report: Composition, block: Block) -> str:
    if block.kind == "table":
        return html_table(_sheet(report, block))
    text = html.escape(block.text).replace("\n", "<br>")
    if block.kind == "title":
        return f"<h2>{text}</h2>"
    if report.style.number == "comma":  # editors put the digits of a number into their own spans
        text = "".join(f"<span>{char}</span>" if char.isdigit() else char for char in text)
    return f"<p>{text}</p>"


def html_table(sheet: Sheet) -> str:
    """The sheet as a table element with its spans."""
    rows = (
        "".join(
            f'<td rowspan="{cell.rowspan}" colspan="{cell.colspan}">{html.escape(cell.text)}</td>'
            for cell in row
        )
        for row in sheet.rows
    )
    return "<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"


# ── Word ──────────────────────────────────────────────────────────────────────────────────


def _docx(report: Composition) -> bytes:
    from docx import Document

    document = Document()
    for block in report.blocks:
        if block.kind == "table":
            docx_table(document, _sheet(report, block))
        else:
            for line in block.text.split("\n"):
                document.add_paragraph(line)
    buffer = io.BytesIO()
    document.save(buffer)
    return undated(buffer.getvalue())


def docx_table(document: Any, sheet: Sheet) -> None:
    """Add the sheet to a Word document, its spans merged."""
    table = document.add_table(rows=sheet.height, cols=sheet.width)
    for row, column, cell in sheet.placed():
        corner = table.cell(row, column)
        if cell.rowspan > 1 or cell.colspan > 1:
            corner = corner.merge(table.cell(row + cell.rowspan - 1, column + cell.colspan - 1))
        corner.text = cell.text


def undated(archive: bytes) -> bytes:
    """``archive`` with every entry's time set to one date, so that its bytes repeat."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(archive)) as old,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, _FIXED_DATE), old.read(name))
    return buffer.getvalue()


# ── PDF ───────────────────────────────────────────────────────────────────────────────────

_FONT = "STSong-Light"
#: Column widths in points by the number of columns: labels wide, numbers narrow.
_WIDTHS = {3: [300, 60, 80], 4: [140, 100, 100, 100], 10: [55, 55, 120, *[30] * 7], 15: [29] * 15}


def _pdf(report: Composition) -> bytes:
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.platypus import Paragraph, SimpleDocTemplate

    pdfmetrics.registerFont(UnicodeCIDFont(_FONT))
    body = ParagraphStyle("body", fontName=_FONT, fontSize=11, leading=18, wordWrap="CJK")
    small = ParagraphStyle("cell", fontName=_FONT, fontSize=6.5, leading=8, wordWrap="CJK")
    buffer = io.BytesIO()
    story: list[Any] = []
    for block in report.blocks:
        if block.kind == "table":
            story.append(pdf_table(_sheet(report, block), small))
        else:
            story += [Paragraph(html.escape(line), body) for line in block.text.split("\n")]
    SimpleDocTemplate(buffer, pagesize=A4, invariant=1).build(story)
    return buffer.getvalue()


def pdf_table(sheet: Sheet, style: Any) -> Any:
    """The sheet as a ruled table whose cells are paragraphs of ``style``."""
    from reportlab.lib.colors import black
    from reportlab.platypus import Paragraph, Table

    filled: list[list[Any]] = [["" for _ in range(sheet.width)] for _ in range(sheet.height)]
    commands: list[Any] = [
        ("GRID", (0, 0), (-1, -1), 0.5, black),
        ("TOPPADDING", (0, 0), (-1, -1), 1),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
    ]
    for row, column, cell in sheet.placed():
        filled[row][column] = Paragraph(html.escape(cell.text), style)
        end = (column + cell.colspan - 1, row + cell.rowspan - 1)
        commands.append(("SPAN", (column, row), end))
    return Table(filled, colWidths=_WIDTHS[sheet.width], style=commands)
