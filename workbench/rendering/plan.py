"""Which pages a corpus gives: a county's for each year with a report, each year's overview,
and the trends of all years."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pandas as pd

from workbench.analysis.findings import contradictions
from workbench.analysis.intervals import FEW
from workbench.analysis.tables import Tables, text_or_none
from workbench.corpus.open import open_corpus
from workbench.errors import RenderError
from workbench.rendering.everywhere import counted, has_county
from workbench.rendering.keys import KINDS, PageKey
from workbench.rendering.manifest import Place
from workbench.rendering.parameters import Scalar

_PAGE = ["county_code", "year"]
_NAMES = ("county", "prefecture", "province")
_TOWNSHIPS = ("township", "subdistrict")
_COLUMNS = (
    *("county_code", "county", "prefecture", "province", "year"),
    *("code", "issuer", "fictional", "url", "report_id", "level"),
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which pages are asked for; by default every one the corpus gives.

    ``only`` names pages of those that the rest asks for: ``640522-2017``.
    """

    years: Collection[int] | None = None
    counties: Collection[str] = ()
    province: str | None = None
    kinds: Collection[str] = KINDS
    limit: int | None = None
    only: Collection[str] = ()

    def __post_init__(self) -> None:
        if unknown := sorted(set(self.kinds) - set(KINDS)):
            raise RenderError(f"no notebook {unknown[0]!r}; there are {', '.join(KINDS)}")
        for code in (*self.counties, *((self.province,) if self.province else ())):
            PageKey("overview", 2000, code)


@dataclass(frozen=True, slots=True)
class Task:
    """A page to make. ``sources`` are the addresses of its reports, this year's and last's."""

    key: PageKey
    place: Place
    sources: tuple[str, ...] = ()

    @property
    def notebook(self) -> str:
        return f"{self.key.kind}.ipynb"

    def parameters(self) -> Mapping[str, Scalar]:
        code, year = self.key.code, self.key.year
        if self.key.kind == "county":
            return {"county": code, "year": year}
        if self.key.kind == "ledger":
            return {"county": code}
        if self.key.kind == "trends":
            asked = dict.fromkeys(("terms", "from_year", "level", "balanced"))
            return {**asked, "to_year": year, "place": code}
        return {"year": year, "place": code}


def plan(corpus: Path, wanted: Wanted) -> tuple[Task, ...]:
    """The pages in the order of years; RenderError where nothing is left.

    A report whose county or year is unknown has no county's page; of its year, if that is known,
    there is an overview. Overviews are of the province that was asked for, or of everywhere;
    there is none where counties were named.
    Pages of findings and of copies are of the same places, or of the counties that were named
    where nothing else is asked for. Trends begin with the first year there is and end with the
    last one asked for. A county with reports of two years that name problems has a ledger.
    """
    tables = open_corpus(corpus)
    every = list(_counties(tables))
    counties = [task for task in every if _asked(task.key, wanted)]
    tasks = list(counties) if "county" in wanted.kinds else []
    yearly = [] if wanted.counties else list(_yearly(tables, every, wanted))
    for kind in ("overview", "quality", "copies"):
        if kind in wanted.kinds and not wanted.counties:
            tasks += [replace(task, key=replace(task.key, kind=kind)) for task in yearly]
        elif set(wanted.kinds) == {kind} and kind != "overview":
            tasks += [replace(task, key=replace(task.key, kind=kind)) for task in counties]
    if "ledger" in wanted.kinds:
        tasks += _ledgers(tables, counties, alone=set(wanted.kinds) == {"ledger"})
    if "trends" in wanted.kinds and counties:
        tasks += _trends(tables, every, max(task.key.year for task in counties), wanted)
    if unknown := sorted(set(wanted.only) - {task.key.name for task in tasks}):
        raise RenderError(
            f"no page {unknown[0]!r:.60} among the {len(tasks)} that were asked for; "
            "--dry-run lists them"
        )
    if wanted.only:
        tasks = [task for task in tasks if task.key.name in wanted.only]
    if not tasks:
        raise RenderError(f"{corpus}: no report of the counties and years that were asked for")
    return tuple(sorted(tasks, key=_order)[: wanted.limit])


def _order(task: Task) -> tuple[int, str, str]:
    return task.key.year, task.key.kind, task.key.code or ""


def _asked(key: PageKey, wanted: Wanted) -> bool:
    return (
        (wanted.years is None or key.year in wanted.years)
        and (not wanted.counties or key.code in wanted.counties)
        and (wanted.province is None or (key.code or "")[:2] == wanted.province[:2])
    )


def _counties(tables: Tables) -> Iterable[Task]:
    reports = tables.read("reports", columns=_COLUMNS)
    known = reports.loc[has_county(reports) & reports["year"].notna()]
    addresses = _addresses(known)
    known = known.assign(unit=known["code"].fillna(known["issuer"]).fillna(known["county"]))
    known["township"] = known["unit"].where(known["level"].isin(_TOWNSHIPS))
    known["differs"] = known["report_id"].map(contradictions(tables)).fillna(0)
    pages = known.groupby(_PAGE, sort=True).agg(
        county=("county", "first"),
        prefecture=("prefecture", "first"),
        province=("province", "first"),
        reports=("year", "size"),
        units=("unit", "nunique"),
        fictional=("fictional", "any"),
        townships=("township", "nunique"),
        contradictions=("differs", "sum"),
    )
    for record in pages.reset_index().to_dict("records"):
        row: dict[str, Any] = {str(name): value for name, value in record.items()}
        key = PageKey("county", int(row["year"]), str(row["county_code"]))
        place = Place(
            **{name: text_or_none(row[name]) or "" for name in _NAMES},
            reports=int(row["reports"]),
            units=int(row["units"]),
            fictional=bool(row["fictional"]),
            townships=int(row["townships"]),
            contradictions=int(row["contradictions"]),
        )
        nearby = [addresses.get((key.code, y), ()) for y in (key.year, key.year - 1)]
        yield Task(key, place, tuple(sorted({address for near in nearby for address in near})))


def _addresses(reports: pd.DataFrame) -> dict[tuple[str | None, int], list[str]]:
    """Where the reports of each county and year were fetched."""
    found: dict[tuple[str | None, int], list[str]] = {}
    fetched = reports.dropna(subset=["url"])
    for code, year, url in zip(*(fetched[name] for name in (*_PAGE, "url")), strict=True):
        found.setdefault((str(code), int(year)), []).append(str(url))
    return found


def _yearly(tables: Tables, every: Iterable[Task], wanted: Wanted) -> Iterable[Task]:
    """One overview a year, of the province that was asked for or of everywhere.

    Made-up places are never counted with real ones: in a corpus that holds both they have
    pages of their own, by the made-up province's code.
    """
    places = {wanted.province: counted(tables, wanted.province)}
    if wanted.province is None and not all(p.fictional for p in places[None].values()):
        apart = {f"{(task.key.code or '')[:2]}0000" for task in every if task.place.fictional}
        places |= {code: counted(tables, code) for code in sorted(apart)}
    for code, years in places.items():
        for year, place in years.items():
            if wanted.years is None or year in wanted.years:
                yield Task(PageKey("overview", year, code), place)


def _ledgers(tables: Tables, counties: Iterable[Task], *, alone: bool) -> Iterable[Task]:
    """One ledger a county; of a single year, or without a problem in any of its reports, there
    is one only where nothing else is asked for."""
    items = tables.read("problems", columns=["county_code"])
    listing = frozenset(items["county_code"].dropna().astype(str))
    by_code: dict[str | None, list[Task]] = {}
    for task in counties:
        by_code.setdefault(task.key.code, []).append(task)
    for code, tasks in by_code.items():
        if alone or (len(tasks) > 1 and code in listing):
            last = max(tasks, key=lambda task: task.key.year)
            reports = sum(task.place.reports for task in tasks)
            yield Task(PageKey("ledger", last.key.year, code), replace(last.place, reports=reports))


def _trends(tables: Tables, every: Sequence[Task], last: int, wanted: Wanted) -> Iterable[Task]:
    """The trends up to the year ``last`` of the places that are asked for, else of everywhere
    (the real places, where there are any) and of each province.

    Fewer than 30 reports have no page, unless trends alone are asked for.
    """
    known = [task for task in every if task.key.year <= last]
    real = [task for task in known if not task.place.fictional] or known
    provinces = sorted({f"{(task.key.code or '')[:2]}0000" for task in known})
    named: list[str | None] = [*wanted.counties] or [wanted.province]
    for place in named if named != [None] or len(provinces) < 2 else [None, *provinces]:
        of = real if place is None else [t for t in known if _inside(t.key.code or "", place)]
        whole = _together([task.place for task in of], place)
        years = counted(tables, place).items()
        whole = replace(whole, reports=sum(p.reports for year, p in years if year <= last))
        if whole.reports >= (1 if set(wanted.kinds) == {"trends"} else FEW):
            yield Task(PageKey("trends", last, place), whole)


def _inside(county: str, place: str) -> bool:
    """Whether a county is in a province, or is the place itself."""
    return county == place or (place[2:] == "0000" and county[:2] == place[:2])


def _together(places: Sequence[Place], code: str | None) -> Place:
    """The reports of several county-years as those of one place."""
    named = places[-1] if places and code else Place()
    return Place(
        county="" if (code or "0000").endswith("0000") else named.county,
        province=named.province,
        reports=sum(place.reports for place in places),
        fictional=bool(places) and all(place.fictional for place in places),
    )
