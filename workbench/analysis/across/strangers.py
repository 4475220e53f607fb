"""X4: a report that calls itself another unit's, as a text taken over with its names does."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from workbench.analysis.across.province import Province, Row
from workbench.analysis.across.telling import Told, tell
from workbench.model import Place, Span
from workbench.parsing.fold import Squeezed, fold
from workbench.parsing.identity.place_chain import PlaceName, place_chain
from workbench.reference.divisions import Rank

#: Where a report names itself in a sentence: X镇2017年政府信息公开工作年度报告, 请与X镇政府办公室
#: 联系. What stands in between is looked up among the divisions.
_NAMES_ITSELF = (
    re.compile(
        r"(?:人民政府|办事处)?(?:[0-9]{4}|二[〇零O]?[一二][〇零一二三四五六七八九])年度?"
        r"(?:政府|政务)?信息公开(?:工作)?年度?(?:工作)?报告"
    ),
    re.compile(r"(?:人民政府|政府|办事处)(?:党政|综合|信息公开|政务公开){0,2}(?:办公室|办)联系"),
)
_ENDS = re.compile(r"[省市县区旗州镇乡道]")
_LINE = re.compile(r"[^\n]+")
_NOT_OURS = re.compile(r"[上下]一[篇条]|相关|链接|附件|转发|关于|参照|学习")
_LONGEST = 24


def strangers(province: Province) -> Iterator[Told]:
    """X4: the body of a report names, as itself, a township or county that is not its own.

    Lines that are nothing but a title may be a site's list of reports and are left out, as
    are units whose code is not known.
    """
    known = {row["report_id"]: row for row in province.reports if _code(row)}
    spans = _bodies(province)
    for report_id, text in province.texts(list(known)).items():
        report, folded = known[report_id], fold(text)
        for span in spans.get(report_id, ()):
            found = next(_found(folded, span, report), None)
            if found:
                name, place = found
                yield tell(report, "X4", Place(report["sha256"], *place), found=name)
                break


def _bodies(province: Province) -> dict[str, list[Span]]:
    rows = province.rows("sections", ("role", "level", "start", "end"))
    return {
        report_id: [
            Span(row["start"], row["end"])
            for row in held
            if row["level"] == 1 and row["role"] != "annex"
        ]
        for report_id, held in rows.items()
    }


def _found(folded: str, body: Span, report: Row) -> Iterator[tuple[str, Span]]:
    for line in _LINE.finditer(folded, *body):
        if "报告" not in line[0] and "联系" not in line[0]:
            continue
        squeezed = Squeezed(folded, *line.span())
        for pattern in _NAMES_ITSELF:
            for match in pattern.finditer(squeezed.text):
                rest = squeezed.text[match.end() :].strip("。.")
                if not rest or _NOT_OURS.search(
                    squeezed.text[max(0, match.start() - 40) : match.start()]
                ):
                    continue
                named = _place_before(squeezed.text, match.start())
                if named and not _related(named[0], report):
                    start, end = named[1], match.start()
                    yield squeezed.text[start:end], squeezed.span(start, end)


def _place_before(text: str, end: int) -> tuple[PlaceName, int] | None:
    """The last place of the longest chain of known places that ends at ``end``, and its start."""
    if not end or not _ENDS.match(text, end - 1):
        return None
    for start in range(max(0, end - _LONGEST), end - 1):
        places, stop = place_chain(text[:end], start)
        if places and stop == end and all(place.rows for place in places):
            last = places[-1]
            return (last, start) if last.rank >= Rank.COUNTY else None
    return None


def _related(place: PlaceName, report: Row) -> bool:
    """Whether any division of that name is the report's unit, lies above or below it."""
    own = _code(report)
    codes = [row.code for row in place.rows]
    names = [report[field] for field in ("township", "county", "prefecture", "province")]
    same = any(name and fold(name)[:-1] == place.name[:-1] for name in names)
    return same or _any_within(codes, own) or place.name in fold(report["issuer"] or "")


def _any_within(codes: Iterable[str], own: str) -> bool:
    return any(code.startswith(own) or own.startswith(code) for code in codes)


def _code(report: Row) -> str:
    return report["code"] or report["county_code"] or ""
