"""Programs of the machine that turn old Word files into something readable, where installed.

Each runs in a private folder that is gone afterwards, in a process group that is ended when
the deadline comes, without a terminal and without the user's own settings.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from workbench.errors import SourceError
from workbench.reading import limits

_OFFICE = ("soffice", "libreoffice")
_PLAIN = "antiword"


def converted(data: bytes, name: str) -> tuple[bytes, str]:
    """A .doc or .wps file as a .docx or as text, and the program that made it so.

    LibreOffice goes first because it keeps the tables' cells; antiword gives their lines.
    Raises :class:`SourceError` (unreadable) saying what to install, or that the program failed;
    timeout where it did not finish.
    """
    office = next(filter(None, map(shutil.which, _OFFICE)), None)
    plain = shutil.which(_PLAIN)
    if office is None and plain is None:
        raise SourceError(
            "unreadable",
            f"{name}: an old Word file; install LibreOffice (soffice) or antiword to read it, "
            "or save it as docx",
        )
    with TemporaryDirectory(prefix="workbench-") as folder:
        if office is not None:
            return _with_office(office, data, Path(folder), name), "libreoffice"
        return _run([str(plain), "-i", "1", "-w", "0", "-m", "UTF-8.txt", "-"], data, name), _PLAIN


def _with_office(office: str, data: bytes, folder: Path, name: str) -> bytes:
    source = folder / "source.doc"
    source.write_bytes(data)
    profile = (folder / "profile").as_uri()
    command = [
        office, f"-env:UserInstallation={profile}", "--headless", "--norestore", "--nolockcheck",
        "--convert-to", "docx", "--outdir", str(folder / "out"), str(source),
    ]  # fmt: skip
    _run(command, b"", name, home=folder)
    result = folder / "out" / "source.docx"
    if not result.is_file():
        raise SourceError("unreadable", f"{name}: LibreOffice could not convert it")
    return result.read_bytes()


def _run(command: Sequence[str], data: bytes, name: str, home: Path | None = None) -> bytes:
    """What a program writes when it is given ``data``; it and its children end in time."""
    environment = {**os.environ, **({"HOME": str(home)} if home else {})}
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
        start_new_session=True,
    ) as process:
        try:
            output, _ = process.communicate(data, timeout=limits.SECONDS)
        except subprocess.TimeoutExpired as error:
            os.killpg(process.pid, signal.SIGKILL)
            late = f"{name}: {Path(command[0]).name} did not finish in {limits.SECONDS:g} seconds"
            raise SourceError("timeout", late) from error
    if process.returncode != 0:
        said = f"{name}: {Path(command[0]).name} could not read it (code {process.returncode})"
        raise SourceError("unreadable", said)
    return output
