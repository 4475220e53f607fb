"""Notebooks to pages: kernels, fragments, the page around them, the batch and its index."""

from __future__ import annotations

import sys

# jsonschema, which nbformat and altair import, would load a grammar of internationalised
# addresses: 1.2 s of every kernel's and every worker's start, for a check that nobody asks for.
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
