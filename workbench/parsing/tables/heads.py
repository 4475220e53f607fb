"""What the head of a table says of the rows below it: columns, their places, their unit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from workbench.model import Form
from workbench.parsing.tables import labels
from workbench.parsing.tables.cell_values import unit_words
from workbench.parsing.tables.rows import COUNTED, Entry
from workbench.reference.forms import RowSpec

_FAR_UNIT = 14


@cache
def _unit() -> re.Pattern[str]:
    """A unit in brackets behind a column's label: （单位：万元）, (件); with blanks in it too."""
    units = "|".join(r"\s*".join(map(re.escape, word)) for word in unit_words())
    return re.compile(rf"[(]\s*(?:单\s*位\s*:?\s*)?({units})\s*[)]")


@cache
def _wide() -> tuple[str, str]:
    """The wide cell over the applicants, and the cell before the columns of a block."""
    return labels.bare("法人或其他组织"), labels.bare("信息内容")


class Head:
    """The labels of columns seen since the last block of rows began.

    ``places`` says where the columns stand: in a grid their column and span, in lines of tabs
    or pipes their field and the number of fields of the line. ``units`` are those that the
    head gives to columns: 本年收费金额（单位：万元）.
    """

    def __init__(self, form: Form) -> None:
        self._form = form.value
        self._begin()

    def _begin(self) -> None:
        self._rows_seen = False
        self._columns: set[str] = set()
        self.units: dict[str, str] = {}
        self._blanks: int | None = None
        self.places: dict[str, tuple[int, int]] = {}

    def note(self, folded: str, entry: Entry) -> None:
        """Take in an entry that is no row; a head behind rows begins anew."""
        columns = [sense for sense in entry.senses if sense.kind == "column"]
        if self._rows_seen and (columns or any(sense.opens for sense in entry.senses)):
            self._begin()
        if entry.layout in COUNTED and entry.label in _wide():
            blanks = len(entry.slots)
            self._blanks = blanks if entry.label == _wide()[1] or not blanks else None
        for sense in columns:
            self._columns.add(sense.key)
            if self._form in sense.forms and entry.place[0] >= 0:
                self.places[sense.key] = entry.place
            unit = _unit().search(folded, entry.span.start, entry.span.end + _FAR_UNIT)
            if unit:
                self.units[sense.key] = "".join(unit.group(1).split())

    def allows(self, row: RowSpec) -> bool:
        """Whether ``row`` can stand below these columns: none is another form's."""
        self._rows_seen = True
        return self._columns <= set(row.columns)

    def lead(self, entry: Entry, columns: Sequence[str]) -> int | None:
        """How many places stand between a label and its first column, None if it is not told.

        Told by the fields of a head in a line of as many fields, else by how a wide cell of
        the head was written: with blanks behind it (they stand for columns) or without.
        """
        first, last = self.places.get(columns[0]), self.places.get(columns[-1])
        if entry.layout not in COUNTED:
            return None
        same_line = first and last and first[1] == last[1] == entry.place[1]
        if first and last and same_line and last[0] - first[0] == len(columns) - 1:
            return first[0] - entry.place[0] - 1
        return self._blanks
