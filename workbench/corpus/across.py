"""Findings between files: the same bytes listed for two units, two versions of one report."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from workbench.corpus.frames import from_rows
from workbench.corpus.open import Corpus
from workbench.corpus.plan import Duplicate
from workbench.corpus.schemas import FINDINGS
from workbench.parsing.fold import Squeezed, fold
from workbench.vocabulary import Severity, Verdict

#: Two versions of one unit's report of one year; the same bytes listed as two reports.
VERSIONS, TWICE_LISTED = "X5", "M2"
#: How the parts that hold these findings are called: the province, then this.
SUFFIX = "across"
_COLUMNS = (
    "report_id", "county_code", "year", "code", "level", "issuer", "prefecture", "province",
    "name", "sha256", "evidence",
)  # fmt: skip

Row = Mapping[str, Any]


def across(corpus: Corpus, duplicates: Iterable[Duplicate]) -> dict[str, pa.Table]:
    """The findings between the files of ``corpus``, by the part to which they belong.

    All reports of a unit are in one part, so that one part is in memory at a time.
    """
    listed: dict[str, list[Duplicate]] = {}
    for duplicate in duplicates:
        listed.setdefault(duplicate.task.file.sha256, []).append(duplicate)
    parts = {}
    for name in corpus.catalogue.parts["reports"]:
        rows = _of_part(corpus.only(province=name), listed)
        if rows:
            parts[name + SUFFIX] = from_rows(FINDINGS, rows)
    return parts


def _of_part(corpus: Corpus, listed: Mapping[str, list[Duplicate]]) -> list[tuple[Any, ...]]:
    reports = corpus.arrow("reports", columns=_COLUMNS).to_pylist()
    found = [*_versions(corpus, reports), *_twice_listed(reports, listed)]
    numbers = _last_numbers(corpus) if found else {}
    rows = []
    for report, finding in found:
        n = numbers[report["report_id"]] = numbers.get(report["report_id"], 0) + 1
        rows.append((report["report_id"], report["county_code"], report["year"], n, *finding))
    return rows


def _last_numbers(corpus: Corpus) -> dict[str, int]:
    """How many findings each report has of its own."""
    ids = corpus.arrow("findings", columns=["report_id"])["report_id"].value_counts()
    return {item["values"]: item["counts"] for item in ids.to_pylist()}


def _versions(corpus: Corpus, reports: Iterable[Row]) -> Iterator[tuple[Row, tuple[Any, ...]]]:
    groups: defaultdict[tuple[Any, ...], list[Row]] = defaultdict(list)
    for report in reports:
        if report["year"] and (unit := _unit(report)):
            groups[*unit, report["year"]].append(report)
    several = [group for group in groups.values() if len(group) > 1]
    texts = _texts(corpus, [report["report_id"] for group in several for report in group])
    for group in several:
        for report in group:
            other = next(each for each in group if each is not report)
            same = texts[report["report_id"]] == texts[other["report_id"]]
            yield report, _version(report, other, same=same)


def _unit(report: Row) -> tuple[Any, ...] | None:
    """What makes two reports one unit's: a township's code, or place, level and issuer."""
    if report["code"] and len(report["code"]) == 9:
        return (report["code"],)
    place = report["county_code"] or report["prefecture"] or report["province"]
    issuer = (report["issuer"] or "").replace("人民政府", "")
    return (place, report["level"], issuer) if place and issuer else None


def _texts(corpus: Corpus, ids: list[str]) -> dict[str, str]:
    """The texts of some reports as they are compared: without white space and residue."""
    if not ids:
        return {}
    columns = ["report_id", "text"]
    rows = corpus.arrow("texts", columns=columns, where=pc.field("report_id").isin(ids))
    return {row["report_id"]: Squeezed(fold(row["text"])).text for row in rows.to_pylist()}


def _version(report: Row, other: Row, *, same: bool) -> tuple[Any, ...]:
    how = "正文相同" if same else "两份正文不同"
    return (
        VERSIONS,
        Severity.HINT if same else Severity.WARNING,
        Verdict.AGREES if same else Verdict.CONTRADICTS,
        f"同一单位同一年度另有一份文件（{other['name']}），{how}",
        [_title(report), _title(other)],
    )


def _twice_listed(
    reports: Iterable[Row], listed: Mapping[str, list[Duplicate]]
) -> Iterator[tuple[Row, tuple[Any, ...]]]:
    for report in reports:
        for duplicate in listed.get(report["sha256"], ()):
            ours, theirs = duplicate.first.known, duplicate.task.known
            pairs = (("单位", ours.code, theirs.code), ("年度", ours.year, theirs.year))
            differ = [f"{name}分别为{a}和{b}" for name, a, b in pairs if a and b and a != b]
            if differ:
                message = f"清单把内容相同的两份文件列为两份报告：{'，'.join(differ)}"
                how = (TWICE_LISTED, Severity.WARNING, Verdict.CONTRADICTS)
                yield report, (*how, message, [_title(report)])


def _title(report: Row) -> dict[str, Any]:
    """Where a report names itself; the beginning of its text where nothing is known."""
    evidence = {item["field"]: item for item in report["evidence"]}
    item = evidence.get("title") or evidence.get("issuer") or {"start": 0, "end": 0}
    return {"source": report["sha256"], "start": item["start"], "end": item["end"]}
