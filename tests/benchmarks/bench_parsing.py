"""How fast reports are read and parsed: per second and megabytes a second, on one core.

``python tests/benchmarks/bench_parsing.py [SECONDS]`` times this process's own work (not the
wall clock, which a loaded machine stretches): each kind of file from its bytes to its report,
the steps of the parser, and texts 10 and 100 times longer. Nothing is asserted.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from workbench.model import Document, Report, Span
from workbench.parsing import genre
from workbench.parsing.figures.read import figures
from workbench.parsing.fold import fold
from workbench.parsing.identity.read import identify
from workbench.parsing.outline.read import outline
from workbench.parsing.problems.read import problems
from workbench.parsing.report import parse
from workbench.parsing.tables.read import read_tables
from workbench.reading import read
from workbench.reference import divisions
from workbench.sample.composing import Composition, compose, variants
from workbench.sample.facts import lives
from workbench.sample.layouts import lay_out
from workbench.sample.world import counties, places

YEARS = (2013, 2016, 2020, 2023)
LENGTH = 3_000
#: Prose of the kind that fills reports, with numbers that are no figures.
FILLER = (
    "年初调整了领导小组，明确一名负责人分管，办公室负责日常事务，各科室报送材料。",
    "办事流程全部上墙，更新公开栏12期，发放宣传折页2000份，接待来访群众86人次。",
    "新闻线索由专人收集，经审核后在网站发布，栏目全年点击量97269次，未发现差错。",
    "建立登记、审核、归档三项制度，按季度通报进展，对滞后的单位及时提醒和督促。",
)


def model_reports() -> dict[int, Composition]:
    """One model report of each era, the same every time."""
    unit = next(counties(1, 1)).units[-1]
    every = lives(unit, range(YEARS[0], YEARS[-1] + 1), seed=1, variants=variants())
    return {facts.year: compose(facts, seed=1, plain=True) for facts in every}


def long_text(report: Composition, length: int) -> str:
    """The report as text, drawn out with prose before its last section to ``length``."""
    text = lay_out(report, "txt").decode()
    at = text.rfind("\n\n", 0, len(text) * 2 // 5) + 2
    missing = max(0, length - len(text))
    paragraph = "".join(FILLER)
    prose = "\n\n".join([paragraph] * (missing // (len(paragraph) + 2)))
    return f"{text[:at]}{prose}\n\n{text[at:]}"


def per_call(work: Callable[[], object], seconds: float) -> float:
    """Seconds of this process's time for one call, the mean of as many as fit."""
    work()
    rounds, start = 0, time.process_time()
    while (spent := time.process_time() - start) < seconds or rounds < 3:
        work()
        rounds += 1
    return spent / rounds


def end_to_end(data: bytes) -> Report:
    """From bytes to the one report that they hold."""
    (result,) = parse(read(data, "a")[0])
    assert isinstance(result, Report)
    return result


def steps(text: str, seconds: float) -> dict[str, float]:
    """How long each step of the parser takes for ``text``."""
    data = text.encode()
    document = read(data, "a")[0]
    folded = fold(document.text)
    part = Span(0, len(folded))
    tables = read_tables(document, folded, part)
    sections = outline(document.text, folded, part, tables.regions)
    identity = identify(document, folded, part, sections)
    works: dict[str, Callable[[], object]] = {
        "reading": lambda: read(data, "a"),
        "folding": lambda: fold(document.text),
        "parts of the file": lambda: genre.parts(folded),
        "tables": lambda: read_tables(document, folded, part),
        "outline": lambda: outline(document.text, folded, part, tables.regions),
        "identity": lambda: identify(document, folded, part, sections),
        "refusal": lambda: genre.refusal(
            document, folded, part, tables=tables, sections=sections, identity=identity
        ),
        "problems": lambda: problems(document, folded, sections),
        "figures": lambda: figures(
            document, folded, part, sections=sections, tables=tables, identity=identity
        ),
    }
    return {name: per_call(work, seconds / 4) for name, work in works.items()}


def main() -> None:
    """Print what is promised; the model's places are known, as real ones are."""
    with TemporaryDirectory() as folder:
        own = Path(folder) / "places.csv"
        rows = places(list(counties(1, 1)), YEARS[0], YEARS[-1])
        lines = ["code,name,first,last", *(",".join(map(str, row)) for row in rows)]
        own.write_text("\n".join(lines), encoding="utf-8")
        with divisions.use(own):
            report()


def report() -> None:
    """Rates, where the time goes, and how it grows."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 1.0
    reports = model_reports()
    print(f"{'from bytes to report':<34}{'bytes':>10}{'reports/s':>12}{'MB/s':>9}{'ms':>9}")
    for year in YEARS:
        text = long_text(reports[year], LENGTH)
        rate(f"text of {len(text):,} characters, {year}", text.encode(), seconds)
    for kind in ("html", "docx", "pdf"):
        for year in (2016, 2023):
            rate(f"{kind}, {year}", lay_out(reports[year], kind), seconds)
    print(f"\n{'where the time goes, ms':<34}" + "".join(f"{year:>10}" for year in YEARS))
    taken = [steps(long_text(reports[year], LENGTH), seconds) for year in YEARS]
    for name in taken[0]:
        print(f"{name:<34}" + "".join(f"{1000 * each[name]:>10.3f}" for each in taken))
    grows(reports[2016], seconds)


def rate(name: str, data: bytes, seconds: float) -> None:
    """One line of the first table."""
    each = per_call(lambda: end_to_end(data), seconds)
    mega = len(data) / each / 1e6
    print(f"{name:<34}{len(data):>10,}{1 / each:>12,.0f}{mega:>9.2f}{1000 * each:>9.2f}")


def grows(report: Composition, seconds: float) -> None:
    """How the time grows with the text: 100 times longer may take 130 times as long."""
    print()
    base = per_call(lambda: whole(long_text(report, LENGTH)), seconds)
    for times in (10, 100):
        text = long_text(report, LENGTH * times)
        each = per_call(lambda text=text: whole(text), seconds)  # type: ignore[misc]
        print(f"{len(text):>10,} characters: {each / base:,.0f} times the time of {LENGTH:,}")


def whole(text: str) -> object:
    """Parse ``text`` as a document."""
    return parse(Document("a", "0" * 64, "text/plain", "utf-8", text))


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    main()
