"""Findings in clean generated reports: there must be none.

``python tests/benchmarks/clean_reports.py [REPORTS]`` checks that many reports of the model
country (2,000), in every style and as text and as pages, by themselves and beside their unit's other
years, and prints what was found; hints, which are no errors, are counted apart. Ends with 1
where there is a finding. Units of one country have few sentences to choose from: what they
share by chance (X3) is no false alarm and is counted apart too.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import workbench as wb
from workbench.sample import write

REPORTS = 2_000
_YEARS, _KINDS = range(2009, 2025), ("txt", "html")
#: Reports of one county over these years, less the few that are missing.
_A_COUNTY = 300


def main(count: int) -> int:
    started = perf_counter()
    with TemporaryDirectory() as folder:
        files, out = Path(folder, "files"), Path(folder, "corpus")
        counties = -(-count // _A_COUNTY)
        write(files, seed=11, counties_count=counties, townships=17, years=_YEARS, kinds=_KINDS)
        corpus = wb.build([files], out=out).corpus
        found, reports = corpus.findings, len(corpus.reports)
    apart = found["severity"].eq("hint") | found["code"].eq("X3")
    told, hints = (Counter(found.loc[rows, "code"]) for rows in (~apart, apart))
    sys.stdout.write(
        f"{reports:,} clean reports: {told.total()} findings {dict(told) or ''}; apart: "
        f"{', '.join(f'{code} {n}' for code, n in sorted(hints.items()))}; "
        f"{perf_counter() - started:.0f} s\n"
    )
    for message in found.loc[~apart, "message"].head(20):
        sys.stdout.write(f"  {message}\n")
    return 1 if told else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else REPORTS))
