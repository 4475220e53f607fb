"""Every limit of the readers in one place, each with its reason.

A report is a few thousand characters, the longest with its tables some ten thousand. The
limits stand far above that, and far below what would cost another file its time.
"""

from __future__ import annotations

from collections.abc import Iterable

from workbench.errors import SourceError

MB = 1_000_000

#: Nothing larger is opened: the largest scanned report with its photographs is about 30 MB.
FILE_BYTES = 50 * MB
#: Text of this size has three million characters or more, a hundred times any report.
TEXT_BYTES = 12 * MB
#: Longer text cannot be parsed within ten seconds.
CHARACTERS = 3_000_000
#: A line of this size is no text; whole reports on one line have some thirty thousand bytes.
LINE_BYTES = 5 * MB
#: A table of the forms has at most 25 x 10 cells; colspan="1000000" is an attack or a slip.
TABLE_COLUMNS = 200
TABLE_ROWS = 5_000
#: Cells after spans are expanded, in all tables of a file.
TABLE_CELLS = 100_000
#: A report with its photographs; a yearbook of 2,000 pages is not one.
PDF_PAGES = 400
#: Ordinary office files shrink to a tenth, text to a fifth; a bomb to a thousandth.
ZIP_RATIO = 100
#: Below this size any ratio is harmless.
ZIP_RATIO_FROM = 1 * MB
ZIP_ENTRIES = 2_000
ZIP_TOTAL = 200 * MB
#: Pages up to this size are read without a worker: a second of work at the worst.
SMALL_PAGE = 1 * MB
#: The worker's deadline for one file (promise P1).
SECONDS = 10.0
#: What a reader may use above what the interpreter and its libraries need (promise P1).
MEMORY = 300 * MB


def check_file(data: bytes, name: str) -> None:
    """Refuse a file that is too large to be opened, before anything is done with it."""
    if len(data) > FILE_BYTES:
        raise SourceError("too_large", f"{name}: {len(data):,} bytes, at most {FILE_BYTES:,}")


def check_text(data: bytes, name: str) -> None:
    """Refuse text that is too large, or a line that is, before it is decoded."""
    if len(data) > TEXT_BYTES:
        raise SourceError(
            "too_large", f"{name}: {len(data):,} bytes of text, at most {TEXT_BYTES:,}"
        )
    start = 0
    while len(data) - start > LINE_BYTES:
        end = max(data.rfind(mark, start, start + LINE_BYTES + 1) for mark in (b"\n", b"\r"))
        if end < 0:
            raise SourceError(
                "too_large", f"{name}: a line of more than {LINE_BYTES:,} bytes at byte {start:,}"
            )
        start = end + 1


def check_characters(pieces: Iterable[str], name: str) -> None:
    """Refuse extracted text that is too long to be parsed in time."""
    length = sum(map(len, pieces))
    if length > CHARACTERS:
        raise SourceError("too_large", f"{name}: {length:,} characters, at most {CHARACTERS:,}")
