"""How fast files are read: files and megabytes a second, for each kind, on one core.

``python tests/benchmarks/bench_reading.py [SECONDS]`` makes its own files and prints a table;
nothing is asserted, because machines differ.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "reading"))

from pdfwriter import EM, bar, pdf, table, text
from test_docx import NUMBERING, item, p, r, tbl, tc, tr, word

from workbench.reading import SafeReader, read

SENTENCE = "本镇主动公开政府信息{}条，其中网站公开{}条，公开栏公开{}条，收到申请{}件。"
#: As many sentences as make a text of about 3,000 characters.
SENTENCES = 75
ROWS = 25


def sentences() -> list[str]:
    return [SENTENCE.format(n * 7, n * 3, n * 4, n % 5) for n in range(1, SENTENCES + 1)]


def page(spans: int) -> bytes:
    """A page as portals publish it: every few characters in an element of their own."""
    style = "font-family: 宋体; font-size: 16px; line-height: 2; text-indent: 2em;"
    paragraphs = [
        "<p>" + "".join(f'<span style="{style}">{s[at : at + spans]}</span>'
                        for at in range(0, len(s), spans)) + "</p>\n"
        for s in sentences()
    ]  # fmt: skip
    cells = "".join(f"<tr><td>行{n}</td>{'<td><p>0</p></td>' * 7}</tr>" for n in range(ROWS))
    links = "".join(f'<li><a href="/{n}">栏目第{n}号</a></li>' for n in range(60))
    return (
        f"<html><head><title>年报</title></head><body><ul>{links}</ul><div>"
        f"{''.join(paragraphs)}<table>{cells}</table></div><ul>{links}</ul></body></html>"
    ).encode()


def word_file() -> bytes:
    rows = [tr(tc(f"行{n}"), *[tc("0")] * 7) for n in range(ROWS)]
    blocks = [item(s, n % 3) if n % 5 == 0 else p(r(s)) for n, s in enumerate(sentences())]
    return word(*blocks, tbl(*rows), numbering=NUMBERING)


def pdf_file() -> bytes:
    words = "".join(sentences())
    lines = [words[at : at + 34] for at in range(0, len(words), 34)]
    pages = [
        "".join(text(90, 740 - 24 * n, line) for n, line in enumerate(lines[at : at + 28]))
        for at in range(0, len(lines), 28)
    ]
    xs, ys = [60 + 60 * n for n in range(9)], [760 - 25 * n for n in range(ROWS + 1)]
    cells = {
        (row, col, 1, 1): "0" if col else f"行{row}" for row in range(ROWS) for col in range(8)
    }
    assert EM == 12
    return pdf(*pages, table(xs, ys, cells, bar))


def rate(
    work: Callable[[bytes], object],
    data: bytes,
    seconds: float,
    clock: Callable[[], float] = time.process_time,
) -> tuple[float, float]:
    """Files and megabytes a second of this process's time, from ``seconds`` of it."""
    work(data)
    rounds, start = 0, clock()
    while (spent := clock() - start) < seconds:
        work(data)
        rounds += 1
    return rounds / spent, rounds * len(data) / spent / 1e6


def main() -> None:
    """Print one line for each kind of file."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 1.0
    words = "\n".join(sentences())
    files = {
        "text, UTF-8": words.encode(),
        "text, GB18030": words.encode("gb18030"),
        "text, 100 times longer": (words * 100).encode(),
        "HTML, plain": page(100),
        "HTML, cut into elements": page(4),
        "DOCX": word_file(),
        "PDF": pdf_file(),
    }
    print(f"{'kind':<26}{'bytes':>12}{'files/s':>12}{'MB/s':>9}{'ms':>10}")
    for kind, data in files.items():
        report(kind, data, *rate(lambda data: read(data, "a"), data, seconds))
    with SafeReader() as reader:
        for kind in ("DOCX", "PDF"):
            rates = rate(
                lambda data: reader.read_each(data, "a"), files[kind], seconds, time.perf_counter
            )
            report(f"{kind}, in the worker", files[kind], *rates)


def report(kind: str, data: bytes, files: float, megabytes: float) -> None:
    print(f"{kind:<26}{len(data):>12,}{files:>12,.0f}{megabytes:>9,.1f}{1000 / files:>10.3f}")


if __name__ == "__main__":
    main()
