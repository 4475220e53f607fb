"""X5: two versions of one report; M2: one file that the manifest lists as two reports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from workbench.analysis.across.province import Province
from workbench.analysis.across.telling import Told, tell, title_of
from workbench.corpus.plan import Duplicate
from workbench.parsing.fold import Squeezed, fold
from workbench.vocabulary import Verdict


def versions(province: Province) -> Iterator[Told]:
    """X5: another file of the same unit and year; they agree where the two texts are the same."""
    groups = [
        reports
        for key, years in province.units.items()
        if not key.startswith("?/")
        for reports in years.values()
        if len(reports) > 1
    ]
    texts = province.texts([row["report_id"] for group in groups for row in group])
    plain = {report_id: Squeezed(fold(text)).text for report_id, text in texts.items()}
    for group in groups:
        for report in group:
            other = next(each for each in group if each is not report)
            same = plain[report["report_id"]] == plain[other["report_id"]]
            fields = {"count": len(group), "other": other["name"]}
            fields["what"] = "本库有{count}个文件（另见{other}），正文相同".format_map(fields)
            verdict = Verdict.AGREES if same else Verdict.CONTRADICTS
            where = (title_of(report), title_of(other))
            yield tell(report, "X5", *where, verdict=verdict, **fields)


def twice_listed(province: Province, duplicates: Iterable[Duplicate]) -> Iterator[Told]:
    """M2: the same bytes are listed as the reports of two units, or of two years."""
    listed: dict[str, list[Duplicate]] = {}
    for duplicate in duplicates:
        listed.setdefault(duplicate.task.file.sha256, []).append(duplicate)
    for report in province.reports:
        for duplicate in listed.get(report["sha256"], ()):
            ours, theirs = duplicate.first.known, duplicate.task.known
            pairs = (("单位", ours.code, theirs.code), ("年度", ours.year, theirs.year))
            differ = [f"{name}分别为{a}和{b}" for name, a, b in pairs if a and b and a != b]
            if differ:
                yield tell(report, "M2", title_of(report), what="，".join(differ))
