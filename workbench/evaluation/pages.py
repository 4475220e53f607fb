"""Gold of report openings, in its own words: whose report, and the two numbers it states.

``volume`` is proactive_total of the report's year, ``applications`` requests_received; the
values of ``volume_alt`` and ``applications_alt`` are right too. null is a demand: nothing may
be found. ``problems`` lists how each begins; null says that there are none in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from workbench.evaluation.figures import plain
from workbench.evaluation.score import Check, aligned, compared

Row = Mapping[str, Any]
_LEVELS = {
    "乡镇": "township",
    "街道": "subdistrict",
    "县": "county",
    "市": "prefecture",
    "省": "province",
    "部门": "department",
}
_GOVERNMENT = re.compile(r"(?:人民)?政府$")
_NUMBERS = (("volume", "proactive_total"), ("applications", "requests_received"))


def is_row(row: Row) -> bool:
    """Whether ``row`` is gold of this kind."""
    return "volume" in row


def checks(row: Row, result: Row, text: str) -> Iterator[Check]:
    """The checks of ``result`` (an object of ``parse --json``) against ``row``."""
    check = partial(compared, row["file"])
    refused = result["reason"] if result["status"] == "refused" else None
    yield from check("refuse", "report", refused or "report", same=refused is None)
    yield from _identity(row, result["identity"] or {})
    for field, indicator in _NUMBERS:
        yield from _number(row, result, field, indicator)
    found = [problem["text"] for problem in result["problems"]]
    for gold, item in aligned(row["problems"] or [], found, _begins):
        same = gold is not None and item is not None and _begins(gold, item)
        yield from check("problems", gold, item, same=same)


def _identity(row: Row, identity: Row) -> Iterator[Check]:
    check = partial(compared, row["file"])
    issuer = identity.get("issuer")
    same = _issuer(row["issuer"]) == _issuer(issuer)
    yield from check("issuer", row["issuer"], issuer, same=same)
    level = _LEVELS[row["level"]]
    yield from check("level", level, identity.get("level"), same=level == identity.get("level"))
    year = identity.get("year")
    yield from check("year", row["year"], year, same=row["year"] == year)
    published = identity.get("published")
    if row["published"] is None or len(row["published"]) == len("2017-03-01") or published:
        same = str(published).startswith(row["published"] or "-")
        yield from check("published", row["published"], published, same=same)
    yield from _places(row, identity)


def _places(row: Row, identity: Row) -> Iterator[Check]:
    """A place that only the page's address told may be missing, but not be another one."""
    check = partial(compared, row["file"])
    county, province = identity.get("county"), identity.get("province")
    if row["county"] is not None and county is None and row["county"] == identity.get("prefecture"):
        county = row["county"]
    if county or row["county_in_text"] or row["county"] is None:
        yield from check("county", row["county"], county, same=row["county"] == county)
    if row["province"] is not None and (province or row["province_in_text"]):
        same = str(province).startswith(row["province"])
        yield from check("province", row["province"], province, same=same)


def _issuer(name: str | None) -> str:
    return _GOVERNMENT.sub("", plain(name or ""))


def _begins(gold: str, item: str) -> bool:
    return plain(item).startswith(plain(gold))


def _number(row: Row, result: Row, field: str, indicator: str) -> Iterator[Check]:
    """The values of the year, the unit's own or its area's; parts and stocks are left out."""
    values = {
        figure["value"]: figure
        for figure in result["figures"]
        if figure["indicator"] == indicator
        and figure["value"] is not None
        and figure["year"] in (None, row["year"])
        and figure["scope"] != "cumulative"
        and figure["subject"] != "subordinate"
    }
    right = {row[field], *row[f"{field}_alt"]} - {None}
    bad = [value for value in values if value not in right]
    if row[field] is None and not bad:
        return
    found = bad[0] if bad else next(iter(values), None)
    shown = None if found is None else f"{found} ({values[found]['quote']})"
    certain = found is None or values[found]["confidence"] == "certain"
    yield from compared(row["file"], field, row[field], shown, same=not bad, certain=certain)
