"""A page's tables as one workbook: a list of them, a sheet for each, and where each number
stands (出处).

Texts stay texts whatever they begin with, and what the page shows as 5294条 is the number 5294
shown so. The same page gives the same bytes.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from workbench.analysis.sheets import WRITTEN, writable
from workbench.rendering.contract import PageHeader
from workbench.rendering.data import Data
from workbench.rendering.grids import Cell, Excerpt, Grid, Part, Words
from workbench.rendering.values import is_formula, letters, number, whole, width

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

SOURCES, CONTENTS = "出处", "目录"
_COLUMNS = (
    *("编号", "表", "单元格", "所示内容", "报告", "位置", "原句或单元格内容", "文件", "网址"),
    *("报告编号", "起始字"),
)
#: What stands in the sheet of sources where no cell rests on a passage of its own.
_TOGETHER = (
    "本页的数字由多份报告统计得来，没有逐格的原句；各报告的原句和文件见其县（市、区）的页面。"
)
_WIDTHS = (6, 16, 8, 16, 34, 28, 60, 24, 40, 18, 8)
#: An excerpt's name: its report's number and where in the report's text it begins.
_NAMED = re.compile(r"q-([0-9a-f]+(?:-[0-9]+)?)-([0-9]+)|q-([^-]+)-.*", re.DOTALL)
#: Characters that no sheet's name may hold.
_NO_NAME = re.compile(r"[\[\]:*?/\\']")
_NAME_LENGTH, _NARROWEST, _WIDEST = 26, 8, 46
#: Longer tables of data would make a page that nobody can send.
_MOST_DATA = 1_000
_HEAD_ROW = 2


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A table with the name of its sheet and the heading that it stands under."""

    name: str
    under: str
    grid: Grid


def workbook(header: PageHeader, parts: Sequence[Part]) -> bytes:
    """The tables among ``parts`` as an .xlsx file with its contents and its sources."""
    import xlsxwriter

    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_urls": False, "strings_to_formulas": False}
    with xlsxwriter.Workbook(out, options) as book:
        book.set_properties({"created": WRITTEN, "title": writable(header.title)})
        _Writer(book, header, list(_sheets(parts)), parts).write()
    return out.getvalue()


def _sheets(parts: Sequence[Part]) -> Iterator[_Sheet]:
    under, count = "", 0
    for part in parts:
        if isinstance(part, Words) and part.kind in ("h2", "h3"):
            under = part.text
        grid = _as_grid(part) if isinstance(part, Data) else part
        if isinstance(grid, Grid) and grid.rows:
            count += 1
            short = _NO_NAME.sub("", writable(grid.caption))[:_NAME_LENGTH]
            yield _Sheet(f"{count}.{short}".replace("\n", ""), under, grid)


def _as_grid(table: Data) -> Grid:
    """A table of data, its columns headed by what they mean; of a long one the heads alone,
    for all of it lies beside the page as files."""
    numbers = [kind in ("integer", "number") for _, kind, _ in table.columns]
    head = [Cell(head=True, text=label) for _, _, label in table.columns]
    if len(table.rows) > _MOST_DATA:
        told = f"{table.title}（数据共 {len(table.rows)} 行，见与网页放在一起的文件）"
        return Grid(told, [head], 1)
    rows = [
        [Cell(number=n, text=_plain(value)) for value, n in zip(row, numbers, strict=True)]
        for row in table.rows
    ]
    return Grid(f"{table.title}（数据）", [head, *rows], 1)


def _plain(value: object) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    return "" if value is None else str(value)


@dataclass
class _Writer:
    """One workbook on its way; ``cited`` are the rows of its sheet of sources."""

    book: Any
    header: PageHeader
    sheets: Sequence[_Sheet]
    parts: Sequence[Part]
    cited: list[tuple[str, ...]] = field(default_factory=list)
    _told: set[str] = field(default_factory=set)
    _formats: dict[tuple[str, bool, bool], Any] = field(default_factory=dict)

    def write(self) -> None:
        contents = self.book.add_worksheet(CONTENTS)
        for sheet in self.sheets:
            self._table(self.book.add_worksheet(sheet.name), sheet)
        self._sources()
        self._contents(contents)

    @cached_property
    def _head(self) -> Any:
        look = {"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}
        return self.book.add_format({**look, "bg_color": "#EEF2F7"})

    @cached_property
    def _title(self) -> Any:
        return self.book.add_format({"bold": True, "font_size": 13})

    @cached_property
    def _excerpts(self) -> dict[str, Excerpt]:
        return {part.name: part for part in self.parts if isinstance(part, Excerpt)}

    def _body(self, shown: str = "", *, formula: bool = False, linked: bool = False) -> Any:
        """The look of a cell: how its number is shown, text kept as text, a link's colour."""
        key = (shown, formula, linked)
        if key not in self._formats:
            look: dict[str, Any] = {"text_wrap": True, "valign": "top"}
            look |= {"num_format": shown, "align": "right"} if shown else {}
            look |= {"quote_prefix": True} if formula else {}
            look |= {"font_color": "#1A4F8F", "underline": 1} if linked else {}
            self._formats[key] = self.book.add_format(look)
        return self._formats[key]

    def _contents(self, page: Worksheet) -> None:
        """What the workbook holds, and what must be known of it first."""
        page.set_column(0, 0, 6)
        page.set_column(1, 1, 70)
        page.set_column(2, 2, 30)
        told = [self.header.title, self.header.subtitle, self.header.notice or ""]
        told.append("示例数据：地名、单位和数字均为虚构。" if self.header.fictional else "")
        told.append(f"数据截至 {self.header.as_of}" if self.header.as_of else "")
        told.append("带下划线的内容可点开，到“出处”看报告、位置和原句。空白、未说明不等于 0。")
        lines = [line for line in told if line]
        for row, line in enumerate(lines):
            page.write_string(row, 0, writable(line), None if row else self._title)
        first = len(lines) + 1
        for place, name in enumerate(("编号", "表", "所在部分")):
            page.write_string(first, place, name, self._head)
        for row, sheet in enumerate(self.sheets, 1):
            page.write_number(first + row, 0, row)
            self._link(page, first + row, 1, sheet.name, sheet.grid.caption)
            page.write_string(first + row, 2, writable(sheet.under))
        self._link(page, first + len(self.sheets) + 1, 1, SOURCES, SOURCES)

    def _link(self, page: Worksheet, row: int, place: int, name: str, text: str) -> None:
        look = self._body(linked=True)
        page.write_url(row, place, f"internal:'{name}'!A1", look, string=writable(text) or name)

    def _table(self, page: Worksheet, sheet: _Sheet) -> None:
        grid = sheet.grid
        page.write_string(0, 0, whole(grid.caption), self._title)
        widths: dict[int, int] = {}
        for row, place, cell in _placed(grid):
            at = row + _HEAD_ROW
            look = self._head if row < grid.heads else None
            self._cell(page, at, place, cell, look, sheet.name)
            longest = max(map(width, cell.text.split("\n")), default=0)
            widths[place] = max(widths.get(place, 0), longest if cell.across == 1 else 0)
        for place, widest in widths.items():
            page.set_column(place, place, min(_WIDEST, max(_NARROWEST, widest + 2)))
        page.freeze_panes(_HEAD_ROW + grid.heads, 1)

    def _cell(
        self, page: Worksheet, row: int, place: int, cell: Cell, look: Any, sheet: str
    ) -> None:
        linked = look is None and self._cite(cell, sheet, row, place)
        known = number(cell.text) if cell.number and look is None else None
        text = whole(cell.text)
        look = look or self._body(
            known[1] if known else "",
            formula=is_formula(text) and known is None,
            linked=bool(linked),
        )
        if linked:
            page.write_url(row, place, f"internal:'{SOURCES}'!A{linked}", look, string=text)
        if known:
            page.write_number(row, place, known[0], look)
        elif text and not linked:
            page.write_string(row, place, text, look)

    def _cite(self, cell: Cell, sheet: str, row: int, place: int) -> int | None:
        """Add what the cell's links lead to; the row of the first of them in 出处, from 1."""
        first = len(self.cited)
        for link in dict.fromkeys(cell.links):
            said = self._excerpts.get(link.removeprefix("#"))
            where = (sheet, f"{letters(place)}{row + 1}", cell.text)
            if said:
                self.cited.append((*where, *_of(said)))
                self._told.add(said.name)
            elif not link.startswith("#"):
                self.cited.append((*where, "", "", "", "", link))
        return first + 2 if len(self.cited) > first else None

    def _sources(self) -> None:
        """What the cells rest on; then what the page cites elsewhere."""
        rest = [said for said in self._excerpts.values() if said.name not in self._told]
        self.cited += [("", "", "", *_of(said)) for said in rest]
        page = self.book.add_worksheet(SOURCES)
        plain, guarded = self._body(), self._body(formula=True)
        for place, (name, wide) in enumerate(zip(_COLUMNS, _WIDTHS, strict=True)):
            page.set_column(place, place, wide)
            page.write_string(0, place, name, self._head)
        for row, cited in enumerate(self.cited, 1):
            page.write_number(row, 0, row)
            for place, text in enumerate(cited, 1):
                if told := whole(text):
                    look = guarded if is_formula(told) else plain
                    page.write_string(row, place, told, look)
        page.freeze_panes(1, 0)
        if self.cited:
            page.autofilter(0, 0, len(self.cited), len(_COLUMNS) - 1)
        else:
            page.write_string(1, 1, _TOGETHER)


def _of(said: Excerpt) -> tuple[str, ...]:
    """A source's report, its place there and its words, and how the report is found."""
    return (said.report, said.place, said.quote, said.file, said.address, *_numbered(said))


def _numbered(excerpt: Excerpt) -> tuple[str, str]:
    """The number of the excerpt's report, and how many characters stand before it there."""
    found = _NAMED.fullmatch(excerpt.name)
    return (found[1] or found[3], found[2] or "") if found else ("", "")


def _placed(grid: Grid) -> Iterator[tuple[int, int, Cell]]:
    """Each cell with its row and column, cells that span several counted."""
    taken: set[tuple[int, int]] = set()
    for row, cells in enumerate(grid.rows):
        place = 0
        for cell in cells:
            while (row, place) in taken:
                place += 1
            yield row, place, cell
            for down in range(cell.down):
                taken |= {(row + down, place + across) for across in range(cell.across)}
            place += cell.across
