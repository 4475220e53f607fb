"""The statutory tables that stand in running text, in whatever layout extraction left.

Labels are found first (:mod:`workbench.parsing.tables.labels`), then what stands between them is
read (:mod:`workbench.parsing.tables.gaps`). A run of labels of one table with nothing but
cells between them is a block; headings and sentences end it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from workbench.model import Span
from workbench.parsing.fold import Squeezed
from workbench.parsing.tables import disputes as table_disputes
from workbench.parsing.tables import labels
from workbench.parsing.tables.gaps import Gap, own_cells, read_gap
from workbench.parsing.tables.labels import Mark, Sense
from workbench.parsing.tables.rows import Block, Entry, Layout, Slot

#: Short pieces of labels, one of which every table holds however its lines are broken.
_CUE = re.compile(
    r"信息内容|第 ?二十一?条 {0,2}第|制发件数|废止件数|有效件数|制作数量|项目数量|处理决定"
    r"|自\s{0,2}然\s{0,2}人|科研|三安全|公益|年新收|年结转|另行制作|出版物|结果\s{0,3}维持|尚未\s{0,3}审结"
    r"|复\s?议\s?后\s?起\s?诉|统\s?计\s?指\s?标|统\s?计\s?数\s|公开政府信息数|申请数\s|纠错数"
)
_WORDS = re.compile(r"[^\s0-9|.,/+()-]")
_BRACKETS = re.compile(r"\([^()\n]{0,200}\)")
_SENTENCE = re.compile(r"[。;!?]|,(?![0-9]{3})|[一-鿿](?:[^一-鿿]{0,3}[一-鿿]){60}")
_NOTE = re.compile(r"\s*\([^()]{0,200}\)")
_RUNNING = re.compile(r"[一-鿿]{4}")
_LONGEST_GAP = 2000
_LONGEST_TAIL = 1500
_LONGEST_CUT = 40
_HEAD = 100
_NUMBERED = "序号"
_FEWEST = {"proactive": 3, "requests": 3, "disputes": 5, "statistics": 5}


def blocks(folded: str, start: int, end: int) -> list[Block]:
    """The blocks of tables in ``folded[start:end]``, in order; empty where no cue occurs."""
    cue = _CUE.search(folded, start, end)
    if not cue:
        return []
    begin = max(start, folded.rfind("\n", start, max(start, cue.start() - 200)) + 1)
    plain = folded.replace("|", " ") if "|" in folded else folded
    marks = labels.scan(folded, Squeezed(plain, begin, end))
    runs = [run for run in _runs(folded, marks) if _is_table(folded, *run)]
    found: list[Block] = []
    for i, (table, run) in enumerate(runs):
        limit = runs[i + 1][1][0].span.start if i + 1 < len(runs) else end
        found.append(_block(folded, table, run, limit))
    if not any(block.table == "disputes" and _is_read(block) for block in found):
        torn = table_disputes.block(folded, begin, end)
        found = [*_outside(found, torn.region), torn] if torn else found
    return found


def _is_read(block: Block) -> bool:
    """Whether a label of the block has a row of cells behind it."""
    return any(sum(1 for slot in e.slots if slot.text) > 1 for e in block.entries)


def _outside(found: Sequence[Block], region: Span) -> Iterator[Block]:
    """The blocks that end before ``region`` begins, or begin behind its end."""
    for block in found:
        if block.region.end <= region.start or block.region.start >= region.end:
            yield block


def _runs(folded: str, marks: Sequence[Mark]) -> Iterator[tuple[str, list[Mark]]]:
    """Labels of one table that follow each other with nothing but cells between."""
    run: list[Mark] = []
    table = ""
    for i, mark in enumerate(marks):
        tables = {sense.table for sense in mark.senses}
        if table in tables and _near(folded, run[-1].span.end, mark.span.start):
            run.append(mark)
            continue
        if run:
            yield table, run
        table, run = _table_of(marks, i), [mark]
    if run:
        yield table, run


def _table_of(marks: Sequence[Mark], at: int) -> str:
    """The table of a label; of one that several have, that of the next label."""
    tables = {sense.table for sense in marks[at].senses}
    for mark in marks[at + 1 : at + 3]:
        if len(tables) == 1:
            break
        tables = (tables & {sense.table for sense in mark.senses}) or tables
    return min(tables)


def _near(folded: str, start: int, end: int) -> bool:
    if end - start > _LONGEST_GAP:
        return False
    gap = folded[start:end]
    return not _WORDS.search(gap) or not _SENTENCE.search(_BRACKETS.sub(" ", gap))


def _is_table(folded: str, table: str, run: Sequence[Mark]) -> bool:
    """Whether a run of labels is a table and not a list of names that labels are made of."""
    if table == "statistics":
        rows = [mark for mark in run if _sense(mark, table).kind == "row"]
        text = folded[max(0, run[0].span.start - _HEAD) : run[-1].span.end]
        own = labels.is_own(table, [mark.label for mark in rows], text)
        lines = _NUMBERED not in text or _in_lines(folded, rows)
        return len(rows) >= _FEWEST[table] and own and lines
    heads = any(_sense(mark, table).kind != "row" for mark in run)
    return len(run) >= _FEWEST[table] and (heads or table == "requests")


def _in_lines(folded: str, rows: Sequence[Mark]) -> bool:
    """Whether the running numbers of rows (序号) are cells of a line, not words before a label."""
    lines = (folded[folded.rfind("\n", 0, m.span.start) + 1 : m.span.start] for m in rows)
    return sum(1 for line in lines if "|" in line or "\t" in line) * 2 > len(rows)


def _sense(mark: Mark, table: str) -> Sense:
    return next(sense for sense in mark.senses if sense.table == table)


def _block(folded: str, table: str, run: Sequence[Mark], limit: int) -> Block:
    entries: list[Entry] = []
    for i, mark in enumerate(run):
        closed = i + 1 < len(run)
        stop = run[i + 1].span.start if closed else _tail(folded, mark.span.end, limit)
        gap = read_gap(folded[mark.span.end : stop], closed=closed)
        senses = labels.senses_in(mark.label, table)
        if gap.plain:
            entries.append(_entry(folded, mark, senses, gap))
        else:
            found = list(_entries(folded, mark, senses, gap))
            entries += found if closed else found[:1]
    if table == "disputes":
        entries[-1] = table_disputes.blank_row(folded, entries[-1])
    start = run[0].span.start
    if folded[start - 1 : start] == "(":
        start -= 1
    region = Span(start, _end(folded, table, entries, limit))
    return Block(table, tuple(_placed(entries)), region)


def _tail(folded: str, start: int, limit: int) -> int:
    """Where the cells behind the last label end at the latest: where words begin."""
    limit = min(limit, start + _LONGEST_TAIL)
    note = _NOTE.match(folded, start, limit)
    words = _RUNNING.search(folded, note.end() if note else start, limit)
    return words.start() if words else limit


def _placed(entries: Sequence[Entry]) -> Iterator[Entry]:
    """Entries whose cells stand below them, with the number of cells that their row has.

    Labels of groups (三、本年度办理结果, (三)不予公开) stand in the row of the label behind them.
    """
    groups = 0
    for entry in entries:
        if entry.layout is Layout.CELLS and entry.slots:
            width = groups + 1 + len(entry.slots)
            yield entry._replace(place=(groups, width), slots=_without_pads(entry.slots))
        else:
            yield entry
        groups = groups + 1 if entry.numbered and not entry.slots else 0


def _without_pads(slots: Sequence[Slot]) -> tuple[Slot, ...]:
    """Cells a line each without the runs of pipes around them, which are no cells."""
    real = [i for i, slot in enumerate(slots) if slot.text or not slot.pad]
    return tuple(slots[real[0] : real[-1] + 1]) if real else ()


def _end(folded: str, table: str, entries: Sequence[Entry], limit: int) -> int:
    """Where the block ends: behind its last cell, or at the end of a label that is cut off."""
    last = entries[-1]
    end = max([last.span.end, *(last.base + slot.end for slot in last.slots if slot.text)])
    if limit - end > _LONGEST_CUT:
        return end
    rest = folded[end:limit]
    cut = labels.bare(rest.replace("|", " "))
    whole = not cut or not any(text.startswith(cut) for text in labels.beginnings(table))
    return end if whole else end + len(rest.rstrip())


def _entry(folded: str, mark: Mark, senses: tuple[Sense, ...], gap: Gap) -> Entry:
    """A label with nothing but its own cells behind it."""
    own = gap.head if _only_head(mark.label, senses[0].table) else gap.row
    place = _field(folded, mark.span, gap) if gap.layout is not Layout.LOOSE else (-1, 0)
    label = (mark.label, senses, mark.numbered, mark.span)
    return Entry(*label, own.slots, gap.layout, mark.span.end, own.beside, own.lines, place)


def _entries(folded: str, mark: Mark, senses: tuple[Sense, ...], gap: Gap) -> Iterator[Entry]:
    """The label with its cells, then the unknown labels that stand before the next known one."""
    base = mark.span.end
    fragments = labels.fragments(senses[0].table, senses[0].key)
    label = _Label(mark.label, senses, mark.numbered, mark.span, 0)
    held: list[Slot] = []
    for piece in gap.pieces:
        if piece.cell:
            held.append(piece)
            continue
        text = labels.bare(piece.text)
        if not held and label.senses and text.strip("()") in fragments:
            continue
        if not held and not label.senses:
            label = label.longer(text, base + piece.end, piece.line)
            continue
        yield _of_pieces(folded, label, held, gap, base)
        span = Span(base + piece.start, base + piece.end)
        label, held = _Label(text, (), False, span, piece.line), []
    yield _of_pieces(folded, label, held, gap, base)


class _Label(NamedTuple):
    text: str
    senses: tuple[Sense, ...]
    numbered: bool
    span: Span
    line: int

    def longer(self, text: str, end: int, line: int) -> _Label:
        """The unknown label with the next piece of it."""
        return self._replace(text=self.text + text, span=Span(self.span.start, end), line=line)


def _of_pieces(folded: str, label: _Label, held: Sequence[Slot], gap: Gap, base: int) -> Entry:
    head = bool(label.senses) and _only_head(label.text, label.senses[0].table)
    own = own_cells(held, label.line, gap.layout, head=head)
    place = _field(folded, label.span, None) if gap.layout is not Layout.LOOSE else (-1, 0)
    return Entry(*label[:4], own.slots, gap.layout, base, own.beside, own.lines, place)


def _field(folded: str, span: Span, gap: Gap | None) -> tuple[int, int]:
    """Which field of its line a label is, and how many fields the line has."""
    start = folded.rfind("\n", 0, span.start) + 1
    before = folded.count("\t", start, span.start) + folded.count("|", start, span.start)
    if gap is not None and not gap.open:
        return before, before + gap.bars + 1
    end = folded.find("\n", span.end)
    end = end if end >= 0 else len(folded)
    behind = folded.count("\t", span.end, end) + folded.count("|", span.end, end)
    return before, before + behind + 1


@cache
def _only_head(label: str, table: str) -> bool:
    """Whether a label can only stand in the head of a table or over a group of rows."""
    senses = labels.senses_in(label, table)
    return bool(senses) and all(sense.kind != "row" for sense in senses)
