"""Whose report it is: which of the bodies that it names, and by which of their names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from workbench.parsing.identity.bodies import DOUBTFUL, Mention
from workbench.parsing.identity.units import Unit
from workbench.reference.divisions import Rank


def same(one: Unit, other: Unit) -> bool:
    """Whether two names can be of one body: 张义镇 and 凉州区张义镇人民政府."""
    if one.is_government != other.is_government:
        return False
    if not one.is_government:
        short, long = sorted((one, other), key=lambda unit: len(unit.text))
        own = long.text.endswith(short.text) or _own(one) == _own(other)
        return own or _abbreviates(short, long)
    if one.last is None or other.last is None or one.last.rank != other.last.rank:
        return False
    if one.last.name == other.last.name:
        return True
    return bool(set(one.last.rows) & set(other.last.rows))


def _abbreviates(short: Unit, long: Unit) -> bool:
    """Whether 住建局, which stands without a place, is short for 示例市住房和城乡建设局."""
    if short.places or not long.places or short.kind != "department" or long.kind != short.kind:
        return False
    letters = iter(_own(long))
    return short.text[0] == _own(long)[:1] and all(letter in letters for letter in short.text)


def _own(unit: Unit) -> str:
    return unit.text[len("".join(place.name for place in unit.places)) :]


@dataclass(frozen=True, slots=True)
class Issuer:
    """The mention that names the issuer in its fullest form, and whether it surely is it."""

    mention: Mention
    name: str
    certain: bool


def chosen(found: Sequence[Mention]) -> Issuer | None:
    """The issuer among what was found, and its name in the fullest form that the text has.

    The surest place decides which body it is; of its names the one with most places before
    it is taken, then the one with 人民政府: 张义镇 gives way to 凉州区张义镇人民政府. A name that
    the divisions do not know gives way to one that they do (广内街道, 广安门内街道); a bare
    place gives way to the office that drew the report up (晋安区人民政府信息公开办).
    """
    if not found:
        return None
    first = found[0]
    if first.unit.last and not first.unit.last.rows:
        first = next((m for m in found if _is_full_name(m.unit, first.unit)), first)
    for mention in found:
        unit, bare = mention.unit, first.unit.kind == "place" or first.how in DOUBTFUL
        drawn_up = mention.how == "compiled" and unit.kind == "office" and _above_township(unit)
        if drawn_up and bare and same(unit, first.unit):
            return Issuer(mention, unit.text, True)
    certain = first.how not in DOUBTFUL
    named_so = first.how in ("title", "announced") or _above_township(first.unit)
    if first.unit.kind == "office" and certain and named_so:
        return Issuer(first, first.unit.text, True)
    alike = [m for m in found if same(m.unit, first.unit) and _as_named(m, first)]
    best = max(alike, key=lambda m: (len(m.unit.places), m.unit.kind != "place" and _stem(m.unit)))
    return Issuer(best, _form(best.unit), certain)


def _as_named(mention: Mention, first: Mention) -> bool:
    """Whether the mention is a name, not an address that holds it (地址:示例省示例县…街道)."""
    return mention.how != "address" or first.how in DOUBTFUL


def _stem(unit: Unit) -> int:
    """2 for a name with 人民政府 or 办事处 in full, 1 for 政府, 0 for its places alone."""
    if unit.kind == "subdistrict" or unit.text.endswith(("人民政府", "办事处"), 0, unit.stem):
        return 2
    return 1 if unit.text.endswith("政府", 0, unit.stem) else 0


def _form(unit: Unit) -> str:
    return unit.text[: unit.stem] if unit.kind == "office" else unit.text


def _above_township(unit: Unit) -> bool:
    return unit.last is not None and unit.last.rank < Rank.TOWNSHIP


def _is_full_name(unit: Unit, short: Unit) -> bool:
    """广安门内街道 for 广内街道: known, of the same rank, with the short name's characters."""
    if not (unit.last and short.last and unit.last.rows and unit.last.rank == short.last.rank):
        return False
    above = {place.name for place in short.places[:-1]}
    if above - {place.name for place in unit.places[:-1]}:
        return False
    letters = iter(unit.last.name)
    return all(letter in letters for letter in short.last.name)
