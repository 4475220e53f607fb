"""The manifest against the text: it fills what the text leaves open and never overrules it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from workbench.corpus.manifest import Row
from workbench.model import Finding, Identity, Place, Report
from workbench.reference import divisions
from workbench.vocabulary import Level, Severity, Verdict

#: The finding of a report whose text says another unit or year than the manifest.
CODE = "M1"
#: The names of a place, each with how many digits of its code name it.
_NAMES = (("province", 2), ("prefecture", 4), ("county", 6), ("township", 9))
_TOWNSHIPS = frozenset({Level.TOWNSHIP, Level.SUBDISTRICT})


def reconcile(report: Report, known: Row) -> tuple[Report, tuple[str, ...]]:
    """``report`` with its open fields filled from ``known``, and which fields those are.

    A filled field is uncertain: no passage vouches for it. Where text and manifest
    contradict each other the text stands, with a finding M1 that shows the passage.
    """
    identity = report.identity
    contradicted = dict(_contradictions(identity, known))
    filled: dict[str, Any] = {}
    if known.year and identity.year is None:
        filled["year"] = known.year
    if known.code and "code" not in contradicted:
        filled |= _place(identity, known.code, identity.year or known.year)
    added = tuple(
        Finding(CODE, Severity.WARNING, Verdict.CONTRADICTS, message, _passage(report, field))
        for field, message in contradicted.items()
    )
    uncertain = tuple(dict.fromkeys((*identity.uncertain, *filled)))
    identity = replace(identity, **filled, uncertain=uncertain)
    return replace(report, identity=identity, findings=(*report.findings, *added)), tuple(filled)


def _contradictions(identity: Identity, known: Row) -> Iterator[tuple[str, str]]:
    if known.year and identity.year and known.year != identity.year:
        yield "year", f"清单所列年度为{known.year}年，正文所示为{identity.year}年"
    if not known.code:
        return
    names = names_of(known.code, identity.year or known.year)
    said = identity.code or identity.county_code
    shown = None
    if not said:
        shown = _other_place(identity, names)
    elif not _compatible(said, known.code, identity.year):
        shown = _said(identity, said)
    if shown:
        yield "code", f"清单所列单位为{_label(names, known.code)}，正文所示为{shown}"


def _compatible(said: str, listed: str, year: int | None) -> bool:
    """Whether one code lies within the other, or is the same county under another code.

    洪泽县 (320829) became 洪泽区 (320813): same prefecture, same stem of the name.
    """
    ours, theirs = _trimmed(said), _trimmed(listed)
    if ours.startswith(theirs) or theirs.startswith(ours):
        return True
    stems = [_stem(code, year) for code in (said, listed)]
    return said[:4] == listed[:4] and None not in stems and stems[0] == stems[1]


def _trimmed(code: str) -> str:
    """``code`` without the zeros that stand for a whole: 640000 is 64, 640500 is 6405."""
    if len(code) == 6:
        return code[:2] if code.endswith("0000") else code[:4] if code.endswith("00") else code
    return code


def _stem(code: str, year: int | None) -> tuple[str | None, str] | None:
    names = names_of(code, year)
    county = names.get("county")
    return (names.get("township"), county[:-1]) if county else None


def names_of(code: str, year: int | None) -> dict[str, str]:
    """The names of the places that ``code`` stands in, from the divisions of ``year``."""
    found = {}
    for field, digits in _NAMES:
        if len(_trimmed(code)) >= digits:
            division = divisions.current().at(code[:digits].ljust(6, "0"), year)
            if division:
                found[field] = division.name
    return found


def _place(identity: Identity, code: str, year: int | None) -> dict[str, Any]:
    """The fields of place that are open and that ``code`` tells."""
    trimmed = _trimmed(code)
    given: dict[str, Any] = names_of(code, year)
    if len(trimmed) >= 6:
        given["county_code"] = trimmed[:6]
    if len(trimmed) == 9 or identity.level not in {*_TOWNSHIPS, Level.DEPARTMENT, Level.OTHER}:
        given["code"] = code
    if len(trimmed) == 9 and identity.level not in _TOWNSHIPS:
        given = {key: value for key, value in given.items() if key not in {"code", "township"}}
    return {key: value for key, value in given.items() if getattr(identity, key) is None}


def _other_place(identity: Identity, names: Mapping[str, str]) -> str | None:
    """A place that the text names and that is not the one listed."""
    for field, name in names.items():
        said = getattr(identity, field)
        if said and said[:-1] != name[:-1]:
            return str(said)
    return None


def _label(names: Mapping[str, str], code: str) -> str:
    return f"{''.join(names.values())}（{code}）"


def _said(identity: Identity, code: str) -> str:
    return f"{identity.issuer or identity.township or identity.county or ''}（{code}）"


def _passage(report: Report, field: str) -> tuple[Place, ...]:
    """Where the text says it: the evidence of the field, or of what names the unit."""
    evidence = report.identity.evidence
    for key in (field, "township", "county", "issuer", "title"):
        if key in evidence:
            return (Place(report.source.sha256, *evidence[key]),)
    return ()
