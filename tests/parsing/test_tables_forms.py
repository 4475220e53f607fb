"""The form files: what they hold, and that a mistake in one is named when it is loaded."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

import pytest

from workbench.errors import DictionaryError
from workbench.model import Form
from workbench.parsing.fold import Squeezed, fold
from workbench.parsing.tables import labels
from workbench.reference import load
from workbench.reference.form_specs import Label
from workbench.reference.forms import form, forms

SIZES = {
    (Form.Y2014, "statistics"): (58, 58),
    (Form.Y2019, "proactive"): (8, 22),
    (Form.Y2019, "requests"): (23, 161),
    (Form.Y2019, "disputes"): (3, 15),
    (Form.Y2021, "proactive"): (6, 10),
    (Form.Y2021, "requests"): (25, 175),
    (Form.Y2021, "disputes"): (3, 15),
}


def test_forms_have_the_cells_that_the_notices_print() -> None:
    sizes = {
        (spec.form, table.key): (len(table.rows), sum(len(row.columns) for row in table.rows))
        for spec in forms()
        for table in spec.tables
    }
    assert sizes == SIZES


def test_forms_follow_each_other_without_a_gap() -> None:
    years = [(spec.first_year, spec.last_year) for spec in forms()]
    assert years == [(2014, 2018), (2019, 2020), (2021, None)]


def test_the_form_of_2021_has_three_rows_for_the_one_of_2019() -> None:
    old = [row.key for row in form(Form.Y2019).table("requests").rows]
    new = [row.key for row in form(Form.Y2021).table("requests").rows]
    at = old.index("other")
    three = ["not_corrected", "fee_unpaid", "other_reason"]
    assert new == [*old[:at], *three, *old[at + 1 :]]


def test_the_forms_before_2014_have_no_tables() -> None:
    with pytest.raises(KeyError):
        form(Form.Y2008)


def _labels() -> Iterator[tuple[str, str, str, Label]]:
    for spec in forms():
        for table in spec.tables:
            for column in table.columns:
                yield table.key, "column", column.key, column.printed
            for row in table.rows:
                yield table.key, "row", row.key, row.printed


LABELS = list(_labels())


@pytest.mark.fault(32)
@pytest.mark.parametrize(
    ("table", "kind", "key", "printed"), LABELS, ids=[f"{t}-{k}-{n}" for t, k, n, _ in LABELS]
)
def test_every_label_is_found_as_it_may_stand(
    table: str, kind: str, key: str, printed: Label
) -> None:
    for text in (printed.example, printed.label, *printed.variants):
        folded = fold(f"\n{text}\n0\n")
        marks = labels.scan(folded, Squeezed(folded))
        assert len(marks) == 1, text
        assert (table, kind, key) in {(s.table, s.kind, s.key) for s in marks[0].senses}, text


@pytest.mark.parametrize(
    ("key", "near"), [(key, near) for _, _, key, printed in LABELS for near in printed.near_misses]
)
def test_near_misses_are_no_labels(key: str, near: str) -> None:
    folded = fold(f"\n{near}\n0\n")
    assert labels.scan(folded, Squeezed(folded)) == [], key


def test_headings_are_found() -> None:
    for spec in forms():
        for table in spec.tables:
            for heading in table.headings:
                folded = fold(f"\n{heading.printed.example}\n")
                marks = labels.scan(folded, Squeezed(folded))
                kinds = {sense.kind for mark in marks for sense in mark.senses}
                assert len(marks) == 1, heading
                assert "heading" in kinds, heading


@pytest.mark.fault(34)
def test_identities_name_both_sides() -> None:
    first = form(Form.Y2019).table("requests").identities[0]
    assert [term.key for term in first.left] == ["new", "carried_over"]
    assert [term.key for term in first.right] == ["total", "carried_forward"]
    assert (first.code, first.relation, first.over) == ("I1", "=", "columns")


def test_an_identity_may_look_back_a_year_and_subtract() -> None:
    identity = form(Form.Y2021).table("proactive").identities[0]
    assert [(t.sign, t.key, t.last_year) for t in identity.right] == [
        (1, "valid", True),
        (1, "issued", False),
        (-1, "repealed", False),
    ]


def test_all_parts_of_the_handling_are_in_its_sum() -> None:
    for key in (Form.Y2019, Form.Y2021):
        table = form(key).table("requests")
        total = next(identity for identity in table.identities if identity.code == "I2")
        parts = {row.key for row in table.rows} - {
            "new",
            "carried_over",
            "total",
            "carried_forward",
        }
        assert {term.key for term in total.right} == parts


MISTAKES = [
    ("identity names a missing row", ("identities", 0, "says"), "new + gone = total", "gone"),
    ("identity without a relation", ("identities", 0, "says"), "new + carried_over", "one of ="),
    ("identity with an empty side", ("identities", 0, "says"), "new =", "one side is empty"),
    ("identity that cannot be read", ("identities", 0, "says"), "new * 2 = total", "cannot read"),
    ("identity over nothing", ("identities", 0, "over"), "cells", "over = rows or columns"),
    ("unknown severity", ("identities", 0, "severity"), "fatal", "severity"),
    ("row stands twice", ("rows", 1, "key"), "new", "stands twice"),
    ("row names a missing column", ("rows", 0, "columns"), ["gone"], "gone"),
    ("label is empty", ("rows", 0, "label"), " ", "has no label"),
    ("label ends with a space", ("rows", 0, "variants"), ["本年新收 "], "space"),
    ("example is missing", ("rows", 0, "example"), "", "has no example"),
    ("column without a kind", ("columns", 0, "kind"), "words", "kind"),
    ("unknown layout", ("layout",), "around", "layout"),
]


@pytest.mark.fault(33, 34)
@pytest.mark.parametrize(
    ("path", "value", "message"),
    [case[1:] for case in MISTAKES],
    ids=[case[0] for case in MISTAKES],
)
def test_a_mistake_in_a_form_is_named_at_load(
    path: tuple[Any, ...], value: Any, message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = copy.deepcopy(load.toml("forms/2019.toml"))
    place = data["tables"]["requests"]
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    real = load.toml
    monkeypatch.setattr(
        load, "toml", lambda name: data if name == "forms/2019.toml" else real(name)
    )
    with pytest.raises(DictionaryError, match=r"2019\.toml, table requests") as raised:
        forms.__wrapped__()
    assert message in str(raised.value)


@pytest.mark.fault(33)
def test_a_form_that_inherits_from_nothing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    data = copy.deepcopy(load.toml("forms/2021.toml"))
    data["tables"]["disputes"]["as_in"] = "1999"
    real = load.toml
    monkeypatch.setattr(
        load, "toml", lambda name: data if name == "forms/2021.toml" else real(name)
    )
    with pytest.raises(DictionaryError, match=r"2021\.toml, table disputes: no such table"):
        forms.__wrapped__()
