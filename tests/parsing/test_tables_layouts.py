"""Every form in every layout: what can be seen is read, what cannot is never guessed."""

from __future__ import annotations

import random
from collections.abc import Mapping

import pytest
from table_layouts import FAITHFUL, HEADINGS, LOSSY, sections, truth, with_grids

from workbench.model import Cell, Confidence, Document, Form, Grid, Span
from workbench.parsing.fold import fold
from workbench.parsing.tables.cell_values import CellValue, read_cell
from workbench.parsing.tables.read import Tables, read_tables
from workbench.reference.forms import form

FORMS = (Form.Y2014, Form.Y2019, Form.Y2021)
Place = tuple[str, str, str]


#: Rows whose end is not told in a layout: a blank in them leaves the row uncertain.
_DISPUTES = {("disputes", row.key) for row in form(Form.Y2019).table("disputes").rows}
DOUBTFUL = {
    "a cell a line, piped": _DISPUTES,
    "rows opened by pipes": _DISPUTES
    | {
        ("requests", "carried_forward"),
        ("proactive", "procurement"),
    },
}


def read(document: Document) -> Tables:
    return read_tables(document, fold(document.text), Span(0, len(document.text)))


def of_text(content: str) -> Document:
    return Document("report.txt", "", "text/plain", "utf-8", content)


def meant(key: Form, place: Place, printed: str) -> CellValue:
    table = form(key).table(place[0])
    return read_cell(fold(printed), table.row(place[1]).kind or table.column(place[2]).kind)


def wrong(key: Form, printed: Mapping[Place, str], tables: Tables) -> list[Cell]:
    """The cells that are said for certain and say something else than what was printed."""
    found: list[Cell] = []
    for cell in tables.cells:
        place = (cell.table, cell.row, cell.column)
        value = meant(key, place, printed[place]) if place in printed else None
        right = value and (cell.value, cell.status) == (value.value, value.status)
        if cell.confidence is Confidence.CERTAIN and cell.value is not None and not right:
            found.append(cell)
    return found


def missing(key: Form, printed: Mapping[Place, str], tables: Tables) -> list[Place]:
    """The printed numbers that were not read for certain."""
    known = {
        (cell.table, cell.row, cell.column)
        for cell in tables.cells
        if cell.confidence is Confidence.CERTAIN
    }
    return [
        place
        for place, text in printed.items()
        if place not in known and meant(key, place, text).value is not None
    ]


@pytest.mark.parametrize("blanks", [False, True], ids=["full", "with blanks"])
@pytest.mark.parametrize("layout", FAITHFUL)
@pytest.mark.parametrize("key", FORMS)
def test_layouts_that_show_blanks_are_read_whole(key: Form, layout: str, blanks: bool) -> None:
    printed = truth(key, 7, blanks=blanks)
    tables = read(of_text(sections(key, printed, FAITHFUL[layout])))
    assert wrong(key, printed, tables) == []
    lost = {place[:2] for place in missing(key, printed, tables)}
    assert {row for row in lost if row not in DOUBTFUL.get(layout if blanks else "", ())} == set()
    assert tables.form is key


@pytest.mark.parametrize("layout", LOSSY)
@pytest.mark.parametrize("key", FORMS)
def test_layouts_without_blanks_are_read_where_all_is_filled(key: Form, layout: str) -> None:
    printed = truth(key, 8, blanks=False)
    tables = read(of_text(sections(key, printed, LOSSY[layout])))
    assert wrong(key, printed, tables) == []
    lost = missing(key, printed, tables)
    # Numbers below their label that do not make their total are not certain.
    assert {place[0] for place in lost} <= {"requests", "disputes"}
    assert all((cell.value is not None) for cell in tables.cells)
    assert tables.form is key


@pytest.mark.fault(24)
@pytest.mark.parametrize("layout", LOSSY)
@pytest.mark.parametrize("key", FORMS)
def test_layouts_without_blanks_never_shift(key: Form, layout: str) -> None:
    printed = truth(key, 9, blanks=True)
    tables = read(of_text(sections(key, printed, LOSSY[layout])))
    assert wrong(key, printed, tables) == []
    assert tables.form is key


@pytest.mark.parametrize("blanks", [False, True], ids=["full", "with blanks"])
@pytest.mark.parametrize("key", FORMS)
def test_grids_are_read_whole(key: Form, blanks: bool) -> None:
    printed = truth(key, 10, blanks=blanks)
    tables = read(with_grids(key, printed))
    assert wrong(key, printed, tables) == []
    assert missing(key, printed, tables) == []
    assert len(tables.cells) == len(printed)
    assert tables.form is key


@pytest.mark.parametrize("layout", [*FAITHFUL, *LOSSY])
@pytest.mark.parametrize("key", FORMS)
def test_regions_hold_the_tables_and_leave_the_headings(key: Form, layout: str) -> None:
    content = sections(key, truth(key, 11, blanks=False), {**FAITHFUL, **LOSSY}[layout])
    tables = read(of_text(content))
    assert len(tables.regions) == len(form(key).tables)
    inside = "\n".join(region.of(content) for region in tables.regions)
    for heading in (*HEADINGS.values(), "一、总体情况", "五、存在的主要问题及改进情况"):
        assert heading not in inside
    for cell in tables.cells:
        assert any(r.start <= cell.span.start and cell.span.end <= r.end for r in tables.regions)
    if key is not Form.Y2014:
        assert "本年度办理结果" in "".join(inside.split())


@pytest.mark.parametrize("layout", [*FAITHFUL, *LOSSY])
@pytest.mark.parametrize("key", FORMS)
def test_every_cell_is_where_it_says(key: Form, layout: str) -> None:
    content = sections(key, truth(key, 12, blanks=True), {**FAITHFUL, **LOSSY}[layout])
    for cell in read(of_text(content)).cells:
        assert content[cell.span.start : cell.span.end] == cell.raw
        assert (cell.raw.strip() == "") == (cell.status == "blank")


DAMAGE = {
    "a character lost": lambda draw, text: _at_random(draw, text, ""),
    "a character replaced": lambda draw, text: _at_random(draw, text, draw.choice("公政信情况")),
    "a line broken": lambda draw, text: _at_random(draw, text, "\n", keep=True),
    "a line lost": lambda draw, text: _without_line(draw, text),
    "cut off": lambda draw, text: text[: draw.randrange(len(text) // 4, len(text))],
    "equal lines dropped": lambda draw, text: "\n".join(dict.fromkeys(text.split("\n"))),
    "an unknown row": lambda draw, text: _with_line(draw, text, "行政检查\t7\t7\t7"),
    "an unknown piped row": lambda draw, text: _with_line(draw, text, "| 行政确认 | 7 | 7 | 7 |"),
    "a page's number": lambda draw, text: _with_line(draw, text, "- 7 -"),
}


def _at_random(draw: random.Random, text: str, new: str, *, keep: bool = False) -> str:
    places = [i for i in range(60, len(text)) if "一" <= text[i] <= "鿿"]
    at = draw.choice(places)
    return text[:at] + (text[at] if keep else "") + new + text[at + 1 :]


def _without_line(draw: random.Random, text: str) -> str:
    """A line of values or labels lost; not the label between two rows of single values."""
    lines = text.split("\n")
    at = draw.choice([i for i in range(3, len(lines)) if "0" in lines[i]] or [3])
    return "\n".join(lines[:at] + lines[at + 1 :])


def _with_line(draw: random.Random, text: str, line: str) -> str:
    lines = text.split("\n")
    at = draw.randrange(3, len(lines))
    return "\n".join([*lines[:at], line, *lines[at:]])


@pytest.mark.fault(24)
@pytest.mark.parametrize("damage", DAMAGE)
@pytest.mark.parametrize("key", FORMS)
def test_damage_loses_cells_but_changes_none(key: Form, damage: str) -> None:
    """One damage to each of many printed reports: no cell is wrong for certain."""
    for name, show in {**FAITHFUL, **LOSSY}.items():
        for seed in range(3):
            printed = truth(key, seed, blanks=seed % 2 == 0)
            draw = random.Random(f"{key} {damage} {name} {seed}")
            content = DAMAGE[damage](draw, sections(key, printed, show))
            assert wrong(key, printed, read(of_text(content))) == [], (name, seed)


@pytest.mark.fault(24)
@pytest.mark.parametrize("key", FORMS)
def test_a_cell_missing_from_a_grid_shifts_nothing(key: Form) -> None:
    for seed in range(40):
        printed = truth(key, seed, blanks=seed % 2 == 0)
        document = with_grids(key, printed)
        draw = random.Random(f"{key} {seed}")
        grids = tuple(_without_cell(draw, grid) for grid in document.grids)
        tables = read(Document("r", "", "text/html", None, document.text, grids))
        assert wrong(key, printed, tables) == [], seed


def _without_cell(draw: random.Random, grid: Grid) -> Grid:
    """The grid without one cell, the later cells of its row moved left as HTML does."""
    width = max(cell.column for cell in grid.cells)
    gone = draw.choice([cell for cell in grid.cells if cell.column > width // 3])
    cells = [
        type(cell)(cell.row, cell.column - gone.colspan, cell.span, cell.rowspan, cell.colspan)
        if cell.row == gone.row and cell.column > gone.column
        else cell
        for cell in grid.cells
        if cell is not gone
    ]
    return Grid(tuple(cells), grid.span)
