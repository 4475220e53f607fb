"""Which unit a report is of, so that its years meet and no two units are mixed."""

from __future__ import annotations

import re

import pandas as pd

from workbench.errors import NotKnown

#: The groups that are shown apart and never added up, in the order in which they are shown.
GROUPS: dict[str, frozenset[str]] = {
    "county": frozenset({"county"}),
    "department": frozenset({"department"}),
    "township": frozenset({"township", "subdistrict"}),
    "other": frozenset({"province", "prefecture", "other"}),
}
_CODE = re.compile("[0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{9}")
_GROUP_OF = {level: group for group, levels in GROUPS.items() for level in levels}


def group_of(level: object) -> str:
    """The group of a level: 乡镇 and 街道 share one; what is unknown is ``other``."""
    return _GROUP_OF.get(str(level), "other")


def with_units(reports: pd.DataFrame) -> pd.DataFrame:
    """``reports`` with the columns ``group``, ``unit_name`` and ``unit_key`` added.

    ``unit_name`` is the township's name, or the issuer without the names of the places
    above it (海原县教育局 becomes 教育局). ``unit_key`` is equal for two reports only where
    county, group and name are: a unit that was renamed has two keys, and a report whose
    county is unknown is joined with no other. A prefecture's or province's government stands
    under its own code, or under its own name where no code is known. Reports that have their
    units keep them.
    """
    if "unit_key" in reports.columns:
        return reports
    rows = reports.copy()
    groups = rows["level"].astype("object").map(_GROUP_OF)
    rows["group"] = groups.astype("object").where(groups.notna(), "other")
    names = [_name(*row) for row in zip(*(_listed(rows[one]) for one in _NAMING), strict=True)]
    rows["unit_name"] = pd.Series(names, index=rows.index, dtype="object")
    place = _known(rows["county_code"])
    for level in ("prefecture", "province"):
        own = rows["level"].eq(level).fillna(False).astype(bool)
        if own.any():
            place = place.where(~own, _known(rows["code"].fillna(rows[level])))
    rows["unit_key"] = [
        f"{code}/{group}/{name}" if code else f"?/{report_id}"
        for code, group, name, report_id in zip(
            place, rows["group"], names, _listed(rows["report_id"]), strict=True
        )
    ]
    return rows


def _listed(column: pd.Series) -> list[object]:
    """The values at once: a column of texts gives them one by one fifty times slower."""
    return column.astype("object").tolist()


def _known(column: pd.Series) -> pd.Series:
    return column.astype("object").where(column.notna(), None)


_NAMING = ("group", "township", "county", "prefecture", "province", "issuer", "title", "report_id")


def _name(group: str, township: object, *others: object) -> str:
    county, prefecture, province, issuer, title, report_id = others
    if group == "township" and isinstance(township, str) and township:
        return township
    if group == "county" and isinstance(county, str) and county:
        return county
    if isinstance(issuer, str) and issuer:
        return _without_places(issuer, province, prefecture, county)
    return title if isinstance(title, str) and title else str(report_id)


def _without_places(issuer: str, *places: object) -> str:
    for place in places:
        if isinstance(place, str) and place and issuer != place:
            issuer = issuer.removeprefix(place) or issuer
    return issuer


def named_by(place: str) -> str:
    """The column of reports that names a place: province, prefecture, county or township."""
    columns = {2: "province", 4: "prefecture", 6: "county"}
    return columns.get(len(prefix(place)), "township")


def in_place(reports: pd.DataFrame, place: str | None) -> pd.DataFrame:
    """The reports of a place: None is everywhere, else a code of up to nine digits.

    Two, four and six digits name a province, prefecture and county, with or without the
    zeros that fill them up (64, 640000); nine digits name one township. NotKnown where it
    is no code: names are not unique.
    """
    if place is None:
        return reports
    if not isinstance(place, str) or not _CODE.fullmatch(place):
        raise NotKnown(
            f"a place is named by its code, such as '640522', not by {place!r}; the reports' "
            "columns county_code and code have them"
        )
    if len(place) > 6:
        return reports.loc[reports["code"].eq(place).fillna(False).astype(bool)]
    stem = prefix(place)
    codes = reports["county_code"].where(reports["county_code"].notna(), reports["code"])
    return reports.loc[codes.fillna("").astype(str).str.startswith(stem)]


def prefix(place: str) -> str:
    """The digits that every code inside the place begins with: 640000 gives 64.

    A township's nine digits are its own, whatever they end with: 640522100 ends with zeros.
    """
    if len(place) > 6:
        return place
    digits = place.ljust(6, "0")
    if digits.endswith("0000"):
        return digits[:2]
    return digits[:4] if digits.endswith("00") else digits
