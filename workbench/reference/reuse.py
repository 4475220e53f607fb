"""What is nobody's own when texts are compared, and from where on it is told: ``reuse.toml``."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache

from workbench.errors import DictionaryError
from workbench.reference import load, terms
from workbench.reference.form_specs import Label
from workbench.reference.forms import forms
from workbench.reference.rules import Rule, rules

FILE = "reuse.toml"
#: A form's label shorter than this is a word that everybody may use: 行政许可, 总计.
_SHORTEST_LABEL = 6


@dataclass(frozen=True, slots=True)
class Limits:
    """From where on shared text is told; see the file for what each of them means."""

    shortest_passage: int
    shortest_run: int
    longest_run: int
    all_runs: int
    most_of_section: float
    same_as_own: float
    same_as_own_characters: int
    template_share: float
    template_units: int
    common_units: int
    common_prefectures: int
    common_length: int


@cache
def limits() -> Limits:
    """The limits; :class:`DictionaryError` where one is missing, strange or no number."""
    given = load.toml(FILE).get("limits", {})
    known = {field.name for field in fields(Limits)}
    wrong = known ^ set(given) or {name for name, value in given.items() if not value > 0}
    if wrong:
        raise DictionaryError(
            f"reference/{FILE}, limits: {sorted(wrong)}; each is a number above 0"
        )
    return Limits(**given)


@cache
def units() -> tuple[Rule, ...]:
    """How units speak of themselves: 我镇, 县政府."""
    return rules(FILE, "unit")


@cache
def stock() -> tuple[Rule, ...]:
    """Lines that a form or notice asks for: 无其他需要报告的事项."""
    return rules(FILE, "stock")


@cache
def frames() -> tuple[Rule, ...]:
    """Sentences that lead to what follows: 主要存在以下问题。"""
    return rules(FILE, "frame")


@cache
def statutory() -> tuple[str, ...]:
    """Phrases of the Regulation and labels of the forms, as they are printed."""
    found = [wording for phrase in terms.phrases() for wording in phrase.wordings]
    for form in forms():
        for table in form.tables:
            labels = [row.printed for row in table.rows]
            labels += [column.printed for column in table.columns]
            labels += [heading.printed for heading in table.headings]
            found += [wording for label in labels for wording in _printed(label)]
    return tuple(dict.fromkeys(found))


def _printed(label: Label) -> list[str]:
    return [one for one in (label.label, *label.variants) if len(one) >= _SHORTEST_LABEL]
