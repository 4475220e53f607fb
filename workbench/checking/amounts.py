"""N6, N7, N9, N12: what the tables hold by themselves, and who may have made it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from workbench.checking.view import View, certain, shown
from workbench.model import Cell, Finding, Form, Level, Span, Verdict
from workbench.reference.checks import words
from workbench.reference.forms import form

#: Columns in which a body can only count its own rules; others may hold a superior's.
_OWN = frozenset(("made", "issued", "repealed", "valid"))
_MONEY = re.compile(r"(?<![0-9.])(?P<number>[0-9]{1,12}(?:\.[0-9]{1,6})?)(?P<unit>万?元)")
_HEAD = 120
_PURPOSE = {"procurement": "采购", "fees": "行政事业性收费"}


def units_of_amounts(view: View) -> Iterator[Finding]:
    """N6: an amount of money without 元 or 万元, or with one where the text has the other."""
    amounts = [cell for cell in view.report.cells if cell.column == "amount" and certain(cell)]
    if not amounts:
        yield view.unchecked("N6")
        return
    odd = False
    for cell in amounts:
        if not cell.value:
            continue
        elsewhere = _elsewhere(view, cell)
        if cell.unit is None and not _headed(view, cell):
            odd = True
            what = f"{_label(cell)}为{shown(cell.value)}，没有写明单位（元或万元）"
            yield view.contradicts("N6", cell.span, what=what)
        elif cell.unit is not None and elsewhere is not None:
            odd = True
            said = "".join(elsewhere.of(view.text).split())
            what = f"{_label(cell)}：表格{shown(cell.value)}{cell.unit}，正文{said}，元与万元不一致"
            yield view.contradicts("N6", cell.span, elsewhere, what=what)
    if not odd:
        yield view.agrees("N6", *(cell.span for cell in amounts))


def _headed(view: View, cell: Cell) -> bool:
    """Whether a unit of money stands in the head above ``cell``."""
    return "元" in view.within(Span(max(0, cell.span.start - _HEAD), cell.span.start)).text


def _elsewhere(view: View, cell: Cell) -> Span | None:
    """Where a sentence of the same purpose has the same digits with the other unit."""
    digits, text = shown(cell.value), view.squeezed.text
    purpose = _PURPOSE.get(cell.row)
    if purpose is None or purpose not in text:
        return None
    for match in _MONEY.finditer(text):
        before = text[max(0, match.start() - 40) : match.start()].rpartition("。")[2]
        same = match["number"] == digits and match["unit"] != cell.unit
        if same and purpose in before:
            return view.squeezed.span(*match.span())
    return None


def _label(cell: Cell) -> str:
    table = form(cell.form).table(cell.table)
    return f"{table.row(cell.row).printed.label}的{table.column(cell.column).printed.label}"


def power_to_make_rules(view: View) -> Iterator[Finding]:
    """N7: 规章 above 0 for a body that may not issue them.

    The State Council's departments, provinces, cities with districts and autonomous
    prefectures may; counties, townships and the departments of places may not.
    """
    cells = [cell for cell in view.report.cells if cell.row == "rules" and certain(cell)]
    body = _without_power(view)
    if not cells or body is None:
        yield view.unchecked("N7", reason="没有读到规章数" if not cells else "有权机关或者层级不明")
        return
    some = [cell for cell in cells if cell.value]
    if not some:
        yield view.agrees("N7", *(cell.span for cell in cells))
        return
    own = any(cell.column in _OWN for cell in some)
    counted = "、".join(f"{_column(cell)}{shown(cell.value)}" for cell in some)
    verdict = Verdict.CONTRADICTS if own else Verdict.SCOPE_DIFFERS
    yield view.say("N7", verdict, *(c.span for c in some), cells=counted, level=body)


def _column(cell: Cell) -> str:
    return form(cell.form).table(cell.table).column(cell.column).printed.label


def _without_power(view: View) -> str | None:
    """What the body is called that may make no rules; None where it may, or is not known."""
    identity = view.report.identity
    if "level" in identity.uncertain:
        return None
    if identity.level in (Level.TOWNSHIP, Level.SUBDISTRICT):
        return "乡镇、街道"
    if identity.level is Level.COUNTY:
        return "县级政府"
    placed = identity.county or identity.prefecture or identity.province
    return "地方政府部门" if identity.level is Level.DEPARTMENT and placed else None


def not_all_zero(view: View) -> Iterator[Finding]:
    """N9: every number of the tables is zero; a hint, and weak alone."""
    if not view.numbers:
        yield view.unchecked("N9")
    elif any(view.numbers.values()):
        yield view.agrees("N9")
    else:
        yield view.contradicts("N9", *view.extents.values(), count=len(view.numbers))


def fee_notices(view: View) -> Iterator[Finding]:
    """N12: requests dropped because a fee was not paid, and no fee notice is told of."""
    key = ("requests", "fee_unpaid", "total")
    if view.report.form is not Form.Y2021 or key not in view.numbers:
        yield view.unchecked("N12", reason="表格中没有读到（六）2一行")
        return
    cell = view.cells[key]
    match = words("fee_notice").first(view.squeezed.text) if cell.value else None
    if not cell.value:
        yield view.agrees("N12", cell.span, found=f"（六）2为{shown(cell.value)}")
    elif match:
        span = view.squeezed.span(*match.span())
        yield view.agrees("N12", cell.span, span, found="文中说明了收费通知")
    elif view.ends_early:
        yield view.unchecked("N12", reason="文本可能不完整，不核对收费说明")
    else:
        section = next(view.sections("other"), None)
        told = (view.heading(section),) if section else ()
        yield view.contradicts("N12", cell.span, *told, cell=cell.value)


RULES = {
    "N6": units_of_amounts,
    "N7": power_to_make_rules,
    "N9": not_all_zero,
    "N12": fee_notices,
}
