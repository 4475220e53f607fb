"""The scripts that draw charts on a page: Vega, Vega-Lite and vega-embed in one piece."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from workbench.errors import RenderError

# vl_convert carries the libraries. It is used in a process of its own: after its first use a
# process that forks gives children that hang.
_MAKE = "import sys, vl_convert; sys.stdout.buffer.write(vl_convert.javascript_bundle().encode())"
_BREAKS_OUT = re.compile(r"</script|<!--", re.IGNORECASE)
_SECONDS = 120


def bundle(cache: Path) -> str:
    """The script, made once and kept in ``cache``; the same versions give the same text.

    It stands in a function of its own, for its top level declares ``n`` and ``t``.
    """
    if not cache.is_file():
        aside = cache.with_suffix(f".{os.getpid()}")
        aside.write_text(_made(), encoding="utf-8")
        aside.replace(cache)
    return cache.read_text(encoding="utf-8")


def _made() -> str:
    command = [sys.executable, "-c", _MAKE]
    try:
        made = subprocess.run(command, capture_output=True, timeout=_SECONDS, check=True)
    except (subprocess.SubprocessError, OSError) as error:
        raise RenderError(f"vl_convert gives no Vega bundle: {error}") from error
    script = made.stdout.decode("utf-8").strip()
    if _BREAKS_OUT.search(script):
        raise RenderError("the Vega bundle of this vl_convert cannot stand inside a page")
    return f'(function () {{ "use strict";\n{script}\n}})();'
