"""A page's manifest: what it was made of. It is written last, and says whether it still holds."""

from __future__ import annotations

import hashlib
import json
import platform
import zlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import workbench
from workbench.corpus.catalogue import read_catalogue
from workbench.rendering.shelf import Shelf

_LIBRARIES = (
    *("altair", "jieba", "ipykernel", "mistune", "nbclient", "nbformat", "nh3", "numpy"),
    *("pandas", "papermill", "pyarrow", "rjieba", "python-docx", "vl-convert-python"),
    "xlsxwriter",
)


@dataclass(frozen=True, slots=True)
class Place:
    """Whose page it is, for the index: names, how many reports and units it rests on, how many
    of these are townships and subdistricts, and how many findings say that two places of a
    report cannot both be right."""

    county: str = ""
    prefecture: str = ""
    province: str = ""
    reports: int = 0
    units: int = 0
    fictional: bool = False
    townships: int = 0
    contradictions: int = 0


@dataclass(frozen=True, slots=True)
class Manifest:
    """``inputs`` are the hashes and versions that made the page; ``siblings`` the pages that
    it links to; ``sha256`` its own hash; ``as_of`` its 数据截至; ``files`` the hashes of the
    files beside it that are its own, by their names; ``shared`` names those that it loads."""

    kind: str
    year: int
    code: str | None
    place: Place
    inputs: Mapping[str, Any]
    siblings: tuple[str, ...]
    missing: tuple[str, ...]
    as_of: str | None
    sha256: str
    notice: str | None = None
    files: Mapping[str, str] = field(default_factory=dict)
    shared: tuple[str, ...] = ()

    def as_json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False, indent=1, sort_keys=True) + "\n"

    def holds(self, shelf: Shelf, name: str) -> bool:
        """Whether the page that it describes is there, whole, with the files beside it."""
        return next(self.broken(shelf, name), None) is None

    def broken(self, shelf: Shelf, name: str) -> Iterator[str]:
        """Of the page, its files and those that it loads, the names of what is gone or changed."""
        for each, digest in {f"{name}.html": self.sha256, **self.files}.items():
            file = shelf.folder / Path(each).name
            if file.is_symlink() or not file.is_file() or _sha256(file) != digest:
                yield each
        yield from (file for file in self.shared if not is_whole(shelf.folder / Path(file).name))

    def current(self, inputs: Mapping[str, Any], pages: Collection[str]) -> bool:
        """Whether the same inputs, and the same pages to link to, would make it again."""
        return (
            self.inputs == inputs
            and all(page in pages for page in self.siblings)
            and not any(page in pages for page in self.missing)
        )


def read(path: Path) -> Manifest | None:
    """The manifest in a file; None where there is none, or none of this version."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        place = Place(**data.pop("place"))
        data["siblings"], data["missing"] = tuple(data["siblings"]), tuple(data["missing"])
        data["shared"] = tuple(data["shared"])
        return Manifest(place=place, **data)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def inputs_of(corpus: str, notebook: str, parameters: Mapping[str, Any]) -> dict[str, Any]:
    """What a page depends on, besides the pages that it links to."""
    return {
        "corpus": corpus,
        "notebook": notebook,
        "parameters": dict(parameters),
        "code": code_digest(),
        "versions": versions(),
    }


@dataclass(frozen=True, slots=True)
class Contents:
    """The corpus's content in hashes: of all of it, and of each province's parts."""

    whole: str
    provinces: Mapping[str, str]

    @classmethod
    def of(cls, folder: Path) -> Contents:
        """By the catalogue's list of parts, each of which is named by its content."""
        catalogue = read_catalogue(folder)
        by_place: dict[str, list[str]] = {}
        for table, parts in sorted(catalogue.parts.items()):
            for name, part in sorted(parts.items()):
                by_place.setdefault(name[:2], []).append(f"{table} {name} {part.sha256}")
        every = [line for lines in by_place.values() for line in lines]
        return cls(
            text_digest("\n".join([*sorted(every), str(catalogue.newest)])),
            {place: text_digest("\n".join(lines)) for place, lines in by_place.items()},
        )

    def read_by(self, kind: str, code: str | None) -> str:
        """What a page reads: a county's its province (and of the list of files only what its
        own reports' hashes say already), every other page the whole corpus."""
        return self.provinces.get((code or "")[:2], "") if kind == "county" else self.whole


@cache
def code_digest() -> str:
    """The package's own files in one hash: a page is made anew when the code changed."""
    root = Path(workbench.__file__).parent
    files = sorted(
        path for path in root.rglob("*") if path.is_file() and "__pycache__" not in path.parts
    )
    return text_digest("\n".join(f"{f.relative_to(root).as_posix()} {_sha256(f)}" for f in files))


@cache
def versions() -> dict[str, str]:
    """The libraries whose versions may show in a page."""
    own = {"python": platform.python_version(), "zlib": zlib.ZLIB_RUNTIME_VERSION}
    return own | {name: version(name) for name in _LIBRARIES}


def text_digest(text: str) -> str:
    return digest(text.encode("utf-8"))


def digest(data: bytes) -> str:
    """SHA-256 of ``data``."""
    return hashlib.sha256(data).hexdigest()


def is_whole(shared: Path) -> bool:
    """Whether a file that pages share is there with the content that its name says."""
    try:
        state = shared.lstat()
    except OSError:
        return False
    return _is_whole(shared, state.st_size, state.st_mtime_ns)


@cache
def _is_whole(shared: Path, size: int, written: int) -> bool:
    """Asked by every page of a site: looked at once for each state of the file."""
    named = shared.stem.rpartition("-")[2]
    return shared.is_file() and not shared.is_symlink() and _sha256(shared).startswith(named)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
