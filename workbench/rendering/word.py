"""A page's summary as a Word file: its words, its charts as pictures, its shorter tables.

The same page gives the same bytes on machines with the same fonts.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from workbench.analysis.sheets import writable
from workbench.rendering.contract import PageHeader
from workbench.rendering.grids import Grid, Part, Words
from workbench.rendering.pictures import pictures
from workbench.rendering.specs import Chart

_WRITTEN = datetime(2000, 1, 1)
_ZIPPED = (1980, 1, 1, 0, 0, 0)
#: Every Word and WPS in China has these.
_TEXT, _HEADING, _LATIN = "宋体", "黑体", "Times New Roman"
_MOST_ROWS, _MOST_COLUMNS, _MOST_ITEMS = 15, 7, 12
_WIDEST_CM, _PIXELS_A_CM = 15.6, 2 * 96 / 2.54
_DIGEST = re.compile("[0-9a-f]{64}")
#: Parts for those who sit at the page; the summary says the like at its beginning.
_SKIPPED = re.compile("怎样读这一页|本页目录|.*摘录$")
_ELSEWHERE = frozenset(("details", "excerpts", "quotes", "about"))
#: The words of links to sentences, which lead nowhere on paper.
_TO_SENTENCES = re.compile("[ 　]*出处[0-9]*(?:，出处[0-9]*)*")


def summary(header: PageHeader, parts: Sequence[Part], *, page: str, font: str) -> bytes:
    """The .docx of a page: ``page`` is the file that holds all of it, ``font`` the pictures'."""
    charts = [part for part in parts if isinstance(part, Chart) and not part.empty]
    writer = _Writer(header, page, iter(pictures(charts, font)))
    for part in parts:
        writer.add(part)
    return _fixed(writer.saved())


@dataclass
class _Writer:
    """A document on its way. A heading is written when something follows it."""

    header: PageHeader
    page: str
    drawn: Iterator[bytes]
    _headings: dict[str, str] = field(default_factory=dict)
    _items: int = 0
    _skipping: bool = False
    _left_out: int = 0

    def __post_init__(self) -> None:
        from docx import Document

        self.document: Any = Document()
        self._style()
        self._begin()

    def add(self, part: Part) -> None:
        if isinstance(part, Words):
            self._words(part)
        elif isinstance(part, Chart):
            picture = None if part.empty else next(self.drawn)
            if picture and not self._skipping:
                self._picture(part, picture)
        elif isinstance(part, Grid) and part.rows and not self._skipping:
            self._table(part)

    def saved(self) -> bytes:
        self._more()
        out = io.BytesIO()
        self.document.save(out)
        return out.getvalue()

    def _style(self) -> None:
        from docx.oxml.ns import qn
        from docx.shared import Cm, Pt, RGBColor

        for name, font, size in (
            *(("Normal", _TEXT, 10.5), ("Title", _HEADING, 18), ("Heading 1", _HEADING, 14)),
            *(("Heading 2", _HEADING, 12), ("Caption", _HEADING, 10), ("List Bullet", _TEXT, 10.5)),
        ):
            style = self.document.styles[name]
            style.font.name, style.font.size = _LATIN, Pt(size)
            style.font.color.rgb = RGBColor(0, 0, 0)
            fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
            for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
                fonts.attrib.pop(qn(f"w:{theme}"), None)
            fonts.set(qn("w:eastAsia"), font)
        for section in self.document.sections:
            section.page_width, section.page_height = Cm(21), Cm(29.7)
            section.left_margin = section.right_margin = Cm(2.6)

    def _begin(self) -> None:
        """Whose page it is, what must be known first, and where the rest stands."""
        properties = self.document.core_properties
        properties.title = writable(self.header.title)[:255]
        properties.author, properties.comments, properties.language = "", "", "zh-CN"
        properties.created = properties.modified = _WRITTEN
        self.document.add_heading(writable(self.header.title), 0)
        as_of = f"数据截至 {self.header.as_of}" if self.header.as_of else ""
        if facts := "　".join(filter(None, (self.header.subtitle, as_of))):
            self.document.add_paragraph(writable(facts))
        fictional = (
            "示例数据：地名、单位和数字均为虚构，仅用于演示。" if self.header.fictional else ""
        )
        for told in filter(None, (fictional, self.header.notice)):
            self.document.add_paragraph().add_run(writable(told)).bold = True
        self.document.add_paragraph(
            f"本摘要照录网页 {self.page} 的要点、图和较短的表格；"
            "每个数字的原句和完整的表格见该网页。"
            "“未说明”“空白”不等于 0，“本库未收录”不等于没有公布。"
        )

    def _words(self, words: Words) -> None:
        if words.kind[0] == "h":
            self._heading(words)
        elif self._skipping or words.within & _ELSEWHERE:
            return
        elif words.kind == "li" and self._items >= _MOST_ITEMS:
            self._left_out += 1
        else:
            self._head()
            self._items += words.kind == "li"
            style = "List Bullet" if words.kind == "li" else None
            text = _TO_SENTENCES.sub("", words.text)
            self.document.add_paragraph(writable(text), style=style)

    def _heading(self, words: Words) -> None:
        self._more()
        self._items = 0
        if words.kind == "h2":
            self._skipping = bool(_SKIPPED.match(words.text))
            self._headings = {"Heading 1": words.text}
        elif not words.within & _ELSEWHERE:
            self._headings["Heading 2"] = words.text

    def _head(self) -> None:
        """The headings that have not been written yet."""
        for style, text in self._headings.items():
            self.document.add_paragraph(writable(text), style=style)
        self._headings = {}

    def _more(self) -> None:
        if self._left_out:
            self.document.add_paragraph(f"（其余 {self._left_out} 条见网页。）")
        self._left_out = 0

    def _picture(self, chart: Chart, picture: bytes) -> None:
        from docx.shared import Cm

        self._head()
        if chart.caption:
            caption = self.document.add_paragraph(writable(chart.caption), style="Caption")
            caption.paragraph_format.keep_with_next = True
        width = int.from_bytes(picture[16:20], "big") / _PIXELS_A_CM
        shape = self.document.add_picture(io.BytesIO(picture), Cm(min(width, _WIDEST_CM)))
        shape._inline.docPr.set("descr", writable(chart.description))

    def _table(self, grid: Grid) -> None:
        self._head()
        kept = [n for n in range(_across(grid)) if not _is_digest(grid, n)]
        body = grid.body[:_MOST_ROWS]
        told = writable(grid.caption)
        if len(kept) > _MOST_COLUMNS or grid.heads != 1:
            self.document.add_paragraph(
                f"表“{told}”（{len(grid.body)} 行、{_across(grid)} 列）较宽，见网页或其中的 Excel。"
            )
            return
        if len(body) < len(grid.body):
            told += f"（显示前 {len(body)} 行，共 {len(grid.body)} 行，其余见网页）"
        caption = self.document.add_paragraph(told, style="Caption")
        caption.paragraph_format.keep_with_next = True
        table = self.document.add_table(0, len(kept), style="Table Grid")
        for row in (grid.rows[0], *body):
            cells = table.add_row().cells
            for place, n in enumerate(kept):
                cell = row[n] if n < len(row) else None
                self._cell(cells[place], cell.text if cell else "", head=row is grid.rows[0])
        self.document.add_paragraph()

    def _cell(self, target: Any, text: str, *, head: bool) -> None:
        from docx.shared import Pt

        paragraph = target.paragraphs[0]
        paragraph.paragraph_format.space_after = Pt(0)
        run = paragraph.add_run(writable(text))
        run.font.size, run.bold = Pt(9), head


def _across(grid: Grid) -> int:
    return max(len(row) for row in grid.rows)


def _is_digest(grid: Grid, place: int) -> bool:
    """Whether a column holds hashes, for which paper has no use."""
    texts = [row[place].text for row in grid.body if place < len(row)]
    return bool(texts) and all(_DIGEST.fullmatch(text) for text in texts)


def _fixed(saved: bytes) -> bytes:
    """The file without the clock that stands in it."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(saved)) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.infolist():
            made = zipfile.ZipInfo(entry.filename, _ZIPPED)
            made.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(made, old.read(entry))
    return out.getvalue()
