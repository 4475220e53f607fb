"""The process that opens untrusted files, within limits, and is ended when it exceeds them.

Started by :mod:`workbench.reading.safe` as ``python -P -m workbench.reading.worker``. It reads
requests from its standard input until that closes, answers on its standard output, writes no
file and keeps nothing between two requests.
"""

from __future__ import annotations

import math
import os
import sys
from pathlib import Path
from typing import Any, BinaryIO

from workbench.errors import SourceError
from workbench.reading import limits, wire
from workbench.reading.dispatch import read_file


def main() -> None:
    """Answer requests until there are no more."""
    requests, answers = sys.stdin.buffer, _own_output()
    _load_readers()
    _limit_memory()
    _send(answers, {"ready": True})
    while True:
        head = wire.unpacked(requests.read)
        data = wire.unpacked(requests.read)
        if head is None or data is None:
            return
        _limit_time()
        _send(answers, _answer(wire.from_json(head), data))
        del data


def _own_output() -> BinaryIO:
    """The standard output for answers alone; what a library prints goes nowhere."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    return answers


def _answer(request: dict[str, Any], data: bytes) -> dict[str, Any]:
    """A document, or a reason; a defect of ours becomes a reason that asks to report it."""
    name = request["name"]
    try:
        return {"document": wire.document_to_dict(read_file(data, name, request["hints"]))}
    except SourceError as error:
        return {"reason": error.reason, "detail": error.detail}
    except MemoryError:
        return {"reason": "too_large", "detail": f"{name}: needs more than {limits.MEMORY:,} bytes"}
    except Exception as error:
        said = f"{name}: a defect of the reader, please report it: {type(error).__name__}: {error}"
        return {"reason": "unreadable", "detail": said}


def _send(answers: BinaryIO, answer: dict[str, Any]) -> None:
    answers.write(wire.packed(wire.to_json(answer)))
    answers.flush()


def _load_readers() -> None:
    """Load the libraries before memory is limited: what they need is not the file's."""
    from workbench.reading import docx, html, mhtml, pdf, rtf  # noqa: F401


def _limit_memory() -> None:
    if sys.platform != "linux":
        return
    import resource

    pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[0]
    now = int(pages) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (now + limits.MEMORY, now + limits.MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def _limit_time() -> None:
    """End even when nobody is left to end us: so many seconds of work for this file."""
    if sys.platform == "win32":
        return
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF)
    soft = math.ceil(used.ru_utime + used.ru_stime + limits.SECONDS) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.RLIM_INFINITY))


if __name__ == "__main__":
    main()
