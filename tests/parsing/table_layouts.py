"""The statutory tables printed in the layouts that extraction leaves, with known cells.

:func:`truth` draws the cells of a form from a seed, :func:`tables` lays them out with the
spans of the printed form, and each of :data:`FAITHFUL` and :data:`LOSSY` prints that as text;
:func:`with_grids` gives the document that a file with real tables is read into. The tests of
the table reader compare what is read with what was printed.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from workbench.model import Document, Form, Grid, GridCell, Span
from workbench.reference.forms import ColumnSpec, RowSpec, TableSpec, form

Truth = Mapping[tuple[str, str, str], str]

HEADINGS = {
    "proactive": "二、主动公开政府信息情况",
    "requests": "三、收到和处理政府信息公开申请情况",
    "disputes": "四、政府信息公开行政复议、行政诉讼情况",
    "statistics": "附表 政府信息公开情况统计表",
}
BEFORE = "某镇政府信息公开工作年度报告\n一、总体情况\n全年公开信息46条。\n"
AFTER = "五、存在的主要问题及改进情况\n公开不够及时。\n"


class Box(NamedTuple):
    """A cell of a printed table with its place and spans."""

    text: str
    row: int
    column: int
    rowspan: int = 1
    colspan: int = 1


def truth(key: Form, seed: int, *, blanks: bool) -> dict[tuple[str, str, str], str]:
    """The printed text of every cell of a form, by table, row and column."""
    draw = random.Random(f"{key} {seed}")
    cells: dict[tuple[str, str, str], str] = {}
    for table in form(key).tables:
        for row in table.rows:
            for name in row.columns:
                kind = row.kind or table.column(name).kind
                cells[table.key, row.key, name] = _value(draw, kind, blanks=blanks)
    return cells


def _value(draw: random.Random, kind: str, *, blanks: bool) -> str:
    if blanks and draw.random() < 0.4:
        return ""
    if kind == "change":
        return draw.choice(["0", "+3", "-2", "5"])
    if kind == "amount":
        return draw.choice(["0", "12.5", "7730.28", "518"])
    return draw.choice(["0"] * 6 + ["1", "4", "12", "137", "1,204"])


def label(spec: RowSpec | ColumnSpec) -> str:
    """A label as the form prints it, with its enumerator and its note."""
    notes = "".join(f"（{note}）" for note in spec.printed.notes)
    return f"{spec.printed.number}{spec.printed.label}{notes}"


def tables(key: Form, cells: Truth) -> list[tuple[str, list[Box]]]:
    """Every table of a form, laid out with the spans of the printed form."""
    lay = {
        "proactive": _proactive,
        "requests": _requests,
        "disputes": _disputes,
        "statistics": _statistics,
    }
    return [(table.key, lay[table.key](table, cells)) for table in form(key).tables]


_BLOCKS = {
    "第二十条第（一）项": ("rules", "normative_documents"),
    "第二十条第（五）项": ("licensing", "other_services"),
    "第二十条第（六）项": ("penalties", "coercion"),
    "第二十条第（八）项": ("fees",),
    "第二十条第（九）项": ("procurement",),
}


def _line(row: int, texts: Sequence[str], spans: Sequence[int], start: int = 0) -> list[Box]:
    boxes: list[Box] = []
    at = start
    for text, span in zip(texts, spans, strict=True):
        boxes.append(Box(text, row, at, 1, span))
        at += span
    return boxes


def _proactive(table: TableSpec, cells: Truth) -> list[Box]:
    known = {row.key for row in table.rows}
    boxes: list[Box] = []
    at = 0
    for block, keys in _BLOCKS.items():
        own = [key for key in keys if key in known]
        if not own:
            continue
        names = table.row(own[0]).columns
        heads = [table.column(name).printed.label for name in names]
        heads = [h + "（单位：万元）" if h == "本年收费金额" else h for h in heads]
        spans = [1] * len(names) if len(names) != 1 else [3]
        boxes += _line(at, [block], [4])
        boxes += _line(at + 1, ["信息内容", *heads], [1, *spans])
        at += 2
        for key in own:
            values = [cells[table.key, key, name] for name in names]
            boxes += _line(at, [label(table.row(key)), *values], [1, *spans])
            at += 1
    return boxes


_NOTE = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
_NUMBERS = {"不予公开": "（三）", "无法提供": "（四）", "不予处理": "（五）", "其他处理": "（六）"}


def _requests(table: TableSpec, cells: Truth) -> list[Box]:
    heads = [column.printed.label for column in table.columns]
    boxes = [Box(_NOTE, 0, 0, 3, 3), Box("申请人情况", 0, 3, 1, 7)]
    boxes += [Box(heads[0], 1, 3, 2), Box("法人或其他组织", 1, 4, 1, 5), Box(heads[-1], 1, 9, 2)]
    boxes += _line(2, heads[1:-1], [1] * 5, 4)
    outcome = [row for row in table.rows if not row.printed.number.endswith("、")]
    groups: set[str] = set()
    for at, row in enumerate(table.rows, 3):
        if row.key == "granted":
            boxes.append(Box("三、本年度办理结果", at, 0, len(outcome)))
        if row.group and row.group not in groups:
            groups.add(row.group)
            size = sum(1 for other in table.rows if other.group == row.group)
            boxes.append(Box(_NUMBERS[row.group] + row.group, at, 1, size))
        start = 2 if row.group else 1 if row in outcome else 0
        boxes.append(Box(label(row), at, start, 1, 3 - start))
        boxes += _line(at, [cells[table.key, row.key, c.key] for c in table.columns], [1] * 7, 3)
    return sorted(boxes, key=lambda box: (box.row, box.column))


def _disputes(table: TableSpec, cells: Truth) -> list[Box]:
    results = [column.printed.label for column in table.columns]
    boxes = _line(0, ["行政复议", "行政诉讼"], [5, 10])
    boxes += [Box(text, 1, i, 2) for i, text in enumerate(results)]
    boxes += _line(1, ["未经复议直接起诉", "复议后起诉"], [5, 5], 5)
    boxes += _line(2, [*results, *results], [1] * 10, 5)
    values = [cells[table.key, row.key, name] for row in table.rows for name in row.columns]
    return boxes + _line(3, values, [1] * 15)


def _statistics(table: TableSpec, cells: Truth) -> list[Box]:
    lines = [["统计指标", "单位", "统计数"]]
    heads = {
        "1.1": "一、主动公开情况",
        "1.2.1": "（二）通过不同渠道和方式公开政府信息的情况",
        "2.1": "二、回应解读情况",
        "2.2.1": "（二）通过不同渠道和方式回应解读的情况",
        "3.1": "三、依申请公开情况",
        "8.1": "八、机构建设和保障经费情况",
        "9.1": "九、政府信息公开会议和培训情况",
    }
    for row in table.rows:
        if row.key in heads:
            lines.append([heads[row.key], "——", "——"])
        lines.append([label(row), row.unit or "", cells[table.key, row.key, "count"]])
    return [box for at, line in enumerate(lines) for box in _line(at, line, [1, 1, 1])]


def sections(key: Form, cells: Truth, show: Callable[[Sequence[Box]], str]) -> str:
    """A report's tables under their headings, each printed by ``show``."""
    parts = (f"{HEADINGS[name]}\n{show(boxes)}\n" for name, boxes in tables(key, cells))
    return BEFORE + "".join(parts) + AFTER


def with_grids(key: Form, cells: Truth) -> Document:
    """The report as a file with marked-up tables is read: its text and its grids."""
    text, grids = BEFORE, list[Grid]()
    for name, boxes in tables(key, cells):
        text += HEADINGS[name] + "\n"
        start, found = len(text), list[GridCell]()
        for box in boxes:
            span = Span(len(text), len(text) + len(box.text))
            text += box.text + "\n"
            found.append(GridCell(box.row, box.column, span, box.rowspan, box.colspan))
        grids.append(Grid(tuple(found), Span(start, len(text))))
    return Document("report.html", "", "text/html", "utf-8", text + AFTER, tuple(grids))


def _own(boxes: Sequence[Box]) -> list[list[str]]:
    """The texts of each row's own cells, without what spans leave."""
    height = max(box.row for box in boxes) + 1
    return [[box.text for box in boxes if box.row == at] for at in range(height)]


def _wide(boxes: Sequence[Box]) -> list[list[str]]:
    """The texts of each row with the blanks of spans in their places."""
    height = max(box.row for box in boxes) + 1
    width = max(box.column + box.colspan for box in boxes)
    lines = [[""] * width for _ in range(height)]
    for box in boxes:
        lines[box.row][box.column] = box.text
    return lines


def tabs(boxes: Sequence[Box]) -> str:
    return "\n".join("\t".join(line) for line in _own(boxes))


def tabs_wide(boxes: Sequence[Box]) -> str:
    return "\n".join("\t".join(line) for line in _wide(boxes))


def pipes(boxes: Sequence[Box]) -> str:
    return "\n".join("| " + " | ".join(line) + " |" for line in _own(boxes))


def pipes_wide(boxes: Sequence[Box]) -> str:
    return "\n".join("| " + " | ".join(line) + " |" for line in _wide(boxes))


def pipes_closing(boxes: Sequence[Box]) -> str:
    return "\n".join(" | ".join(line) + " |" for line in _own(boxes))


def pipes_compact(boxes: Sequence[Box]) -> str:
    return "\n".join("|" + "|".join(line) + "|" for line in _own(boxes))


def markdown(boxes: Sequence[Box]) -> str:
    lines = pipes_wide(boxes).split("\n")
    rule = "|" + "---|" * (lines[0].count("|") - 1)
    return "\n".join([lines[0], rule, *lines[1:]])


def pipes_with_tails(boxes: Sequence[Box]) -> str:
    """What spans leave stands as a run of pipes at the end of the line."""
    width = len(_wide(boxes)[0])
    return "\n".join(
        " | ".join(line) + " |" + (" " + "|" * (width - len(line)) if len(line) < width else "")
        for line in _own(boxes)
    )


def cell_a_line_piped(boxes: Sequence[Box]) -> str:
    """Each cell on a line with a pipe behind it, spans as a run of pipes."""
    width = len(_wide(boxes)[0])
    return "\n".join(
        "\n".join(f"{cell} |" if cell else "|" for cell in line)
        + ("\n" + "|" * (width - len(line)) if len(line) < width else "")
        for line in _own(boxes)
    )


def rows_opened_by_pipes(boxes: Sequence[Box]) -> str:
    """The same with a lone pipe before each row: |, 规章 |, 0 |, 0 |, 0 |"""
    return "\n".join(
        "|\n" + "\n".join(f"{cell} |" if cell else "|" for cell in line) for line in _own(boxes)
    )


def cell_a_line(boxes: Sequence[Box]) -> str:
    return "\n".join("\n".join(cell for cell in line if cell) for line in _own(boxes))


def cell_a_line_spaced(boxes: Sequence[Box]) -> str:
    return cell_a_line(boxes).replace("\n", "\n\n")


def words_broken(boxes: Sequence[Box]) -> str:
    """A cell a line, long labels broken over lines."""
    broken = [box._replace(text=_broken(box.text)) for box in boxes]
    return cell_a_line(broken)


def _broken(text: str) -> str:
    return "\n".join(text[i : i + 6] for i in range(0, len(text), 6)) if len(text) > 7 else text


def spaces(boxes: Sequence[Box]) -> str:
    return "\n".join(" ".join(cell for cell in line if cell) for line in _own(boxes))


def one_line(boxes: Sequence[Box]) -> str:
    return spaces(boxes).replace("\n", " ")


def over_pages(boxes: Sequence[Box]) -> str:
    """Running text with a page's number after every seventh line."""
    lines = spaces(boxes).split("\n")
    for at in range(len(lines) // 7, 0, -1):
        lines[at * 7 : at * 7] = [f"- {at} -", ""]
    return "\n".join(lines)


#: Layouts in which a blank cell can be seen.
FAITHFUL: dict[str, Callable[[Sequence[Box]], str]] = {
    "tabs": tabs,
    "tabs, spans in place": tabs_wide,
    "pipes": pipes,
    "pipes, spans in place": pipes_wide,
    "pipes closing": pipes_closing,
    "pipes compact": pipes_compact,
    "markdown": markdown,
    "pipes with tails": pipes_with_tails,
    "a cell a line, piped": cell_a_line_piped,
    "rows opened by pipes": rows_opened_by_pipes,
}
#: Layouts in which a blank cell leaves no trace.
LOSSY: dict[str, Callable[[Sequence[Box]], str]] = {
    "a cell a line": cell_a_line,
    "a cell a line, spaced": cell_a_line_spaced,
    "labels broken over lines": words_broken,
    "spaces": spaces,
    "one line": one_line,
    "broken over pages": over_pages,
}
